"""The land of a map: its frame and places in, the shapes of countries out."""

from collections.abc import Sequence
from math import fsum

from msgspec import Struct

from footnoted.figures.drawing import Box, Point
from footnoted.figures.framing import Frame
from footnoted.figures.raster import Raster

_SPECK = 0.3
"""Points below which an unmarked island is left out."""
_DIGITS = 1
"""After the point: a tenth of a point is finer than what is printed."""
Rings = tuple[tuple[Point, ...], ...]


class Land(Struct, frozen=True):
    """What a window shows of the world."""

    marked: dict[str, Rings]
    """By code; empty where the window shows nothing of it."""
    rest: Rings


def land_of(frame: Frame, codes: frozenset[str]) -> Land:
    """Return the countries marked and all other land."""
    marked: dict[str, Rings] = {}
    rest: list[tuple[Point, ...]] = []
    detail = frame.detail
    for code in frame.codes():
        if code in codes:
            marked[code] = tuple(_rounded(ring) for ring in frame.land(code, detail))
        else:
            rest += [_rounded(ring) for ring in frame.land(code, detail, _SPECK)]
    return Land(marked, tuple(rest))


def bounds(rings: Rings) -> Box:
    """Return the box of a shape."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def size(rings: Rings) -> float:
    """Return the side of a square as large as a shape, its holes counted as land."""
    total = 0.0
    for ring in rings:
        x0, y0 = ring[-1]
        twice = 0.0
        for x1, y1 in ring:
            twice += x0 * y1 - x1 * y0
            x0, y0 = x1, y1
        total += abs(twice) / 2
    return float(total**0.5)


def raster_of(rings: Rings, frame: Frame, cell: float) -> Raster:
    """Return the cells that a shape takes."""
    raster = Raster(frame.width, frame.height, cell)
    raster.fill(rings)
    return raster


def heaviest(rings: Rings, near: float) -> Point:
    """Return the middle of where most of a shape's islands lie within a distance of each other."""
    middles = [_middle(ring) for ring in rings]
    groups = [
        [other for other in middles if abs(other[0] - x) < near and abs(other[1] - y) < near]
        for x, y in middles
    ]
    return _middle(max(groups, key=len))


def _middle(points: Sequence[Point]) -> Point:
    return fsum(x for x, _ in points) / len(points), fsum(y for _, y in points) / len(points)


def _rounded(ring: list[Point]) -> tuple[Point, ...]:
    return tuple(dict.fromkeys((round(x, _DIGITS), round(y, _DIGITS)) for x, y in ring))
