"""The world's outlines: a code and a level of detail in, its land as rings of degrees out.

`world.bin` is made by `tests/world_outlines.py` from Natural Earth (public domain).
"""

import json
import struct
import sys
import zlib
from array import array
from functools import cache
from importlib.resources import files
from itertools import accumulate, compress, pairwise
from math import degrees, fsum, radians, sin
from typing import Literal

from msgspec import Struct

Degrees = tuple[float, float]
"""Longitude and latitude."""
Span = tuple[float, float, float, float]
"""West, south, east, north."""


class Ring(Struct, frozen=True):
    """Not closed by repeating its first point; longitudes run on past 180 degrees.

    A ring round a pole ends a whole turn from where it began.
    """

    points: tuple[Degrees, ...]
    span: Span

    @property
    def is_polar(self) -> bool:
        """Whether it goes round a pole."""
        return abs(self.points[-1][0] - self.points[0][0]) > 300


Polygon = tuple[Ring, ...]
"""The outer ring, then its holes."""

FINEST = 2
"""Levels of detail: 0 for the world, 1 for continents, 2 for countries."""
_DEGREE = 111.2
"""Kilometres to a degree of latitude."""


def codes() -> tuple[str, ...]:
    """Return every ISO 3166-1 alpha-2 code that has an outline, and "" for disputed land."""
    return tuple(_world().countries)


def is_drawn(code: str) -> bool:
    """Say whether a code has an outline."""
    return bool(code) and code in _world().countries


def span(code: str) -> Span:
    """Return the box of degrees that holds all land of a code."""
    return _world().spans[code]


@cache
def outlines(code: str, detail: int) -> tuple[Polygon, ...]:
    """Return the polygons of a code; none where it has no outline."""
    world = _world()
    polygons = world.countries.get(code, [])
    return tuple(tuple(_ring(world, ring, detail) for ring in polygon) for polygon in polygons)


def area(ring: Ring) -> float:
    """Return a ring's area in square degrees, as large as those at the equator."""
    flat = [(x, degrees(sin(radians(y)))) for x, y in ring.points]
    pairs = pairwise((*flat, flat[0]))
    return abs(fsum((b[0] - a[0]) * (a[1] + b[1]) for a, b in pairs)) / 2


def land_area(code: str) -> float:
    """Return square kilometres of land, reckoned from the outlines; 0 for an unknown code."""
    return _DEGREE**2 * fsum(
        area(ring) * (-1 if index else 1)
        for polygon in outlines(code, FINEST)
        for index, ring in enumerate(polygon)
    )


def middle_of(code: str) -> Degrees:
    """Return a place amid the land of a code: the middle of its largest part."""
    largest = max((polygon[0] for polygon in outlines(code, 0)), key=area)
    west, south, east, north = largest.span
    return (west + east) / 2, (south + north) / 2


class _World(Struct, frozen=True):
    """The file as read: which arcs the countries are made of, and the arcs' steps."""

    countries: dict[str, list[list[list[int]]]]
    spans: dict[str, Span]
    grid: int
    offsets: list[int]
    levels: bytes
    starts: "array[int]"
    across: "array[int]"
    down: "array[int]"
    arcs: dict[tuple[int, int], list[Degrees]]
    """Those asked for so far, by number and level of detail."""

    def arc(self, index: int, detail: int) -> list[Degrees]:
        """Return an arc without the points that a level of detail leaves out."""
        known = self.arcs.get((index, detail))
        if known is None:
            first, last = self.offsets[index], self.offsets[index + 1]
            chosen = [level <= detail for level in self.levels[first:last]]
            x, y = self.starts[2 * index], self.starts[2 * index + 1]
            xs = compress(accumulate(self.across[first + 1 : last], initial=x), chosen)
            ys = compress(accumulate(self.down[first + 1 : last], initial=y), chosen)
            grid = self.grid
            known = [(x / grid, y / grid) for x, y in zip(xs, ys, strict=True)]
            self.arcs[index, detail] = known
        return known


@cache
def _world() -> _World:
    content = zlib.decompress((files("footnoted.figures") / "world.bin").read_bytes())
    (size,) = struct.unpack_from("<I", content)
    head, body = json.loads(content[4 : 4 + size]), content[4 + size :]
    counts: list[int] = head["counts"]
    total, starts = sum(counts), 8 * len(counts)
    return _World(
        {code: polygons for code, (_, polygons) in head["countries"].items()},
        {code: tuple(box) for code, (box, _) in head["countries"].items()},
        head["grid"],
        [*accumulate(counts, initial=0)],
        body[:total],
        _plane("i", body[total : total + starts]),
        _plane("h", body[total + starts : total + starts + 2 * total]),
        _plane("h", body[total + starts + 2 * total :]),
        {},
    )


def _plane(kind: Literal["i", "h"], content: bytes) -> "array[int]":
    plane = array(kind, content)
    if sys.byteorder == "big":
        plane.byteswap()
    return plane


def _ring(world: _World, ring: list[int], detail: int) -> Ring:
    """Join arcs end to end, each shifted by whole turns to where the last one ended."""
    points: list[Degrees] = []
    for arc in ring:
        run = world.arc(arc, detail) if arc >= 0 else world.arc(~arc, detail)[::-1]
        turn = 360.0 * round((points[-1][0] - run[0][0]) / 360) if points else 0.0
        points += [(x + turn, y) for x, y in run[1 if points else 0 :]]
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Ring(tuple(points), (min(xs), min(ys), max(xs), max(ys)))
