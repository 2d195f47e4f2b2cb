"""Insets: places too small or too far to be seen in, framed boxes with their land out.

One more box may show where on earth the map lies.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import fsum, radians
from typing import assert_never

from msgspec import Struct

from footnoted.figures.drawing import Area, Circle, Line, Mark, Point, Rect, Row
from footnoted.figures.framing import Frame, core_polygons, island_group, world_frame
from footnoted.figures.hand import Hand, wrap
from footnoted.figures.land import Rings
from footnoted.figures.outlines import FINEST
from footnoted.figures.projection import Azimuthal, place_at, projected
from footnoted.model.figures import MapPlace

_GAP = 0.8
"""Between insets, in ems."""
_LEAST = 0.2
"""Least extent of an inset, in degrees."""
_ROUND = 1.25
"""The window of an inset, in extents of its islands."""


_ALONG = 12
"""Points on each side of the window that a locator draws."""


class Inset(Struct, frozen=True):
    """A place in a box of its own."""

    place: MapPlace
    fill: str
    edge: str
    radius: float = 0.0
    """Of its circle; 0 where its land is the mark."""
    away: bool = False
    """Whether it lies far from all others, not too small among them."""


class Locator(Struct, frozen=True):
    """Where on earth the window of a map lies."""

    frame: Frame
    view: Azimuthal


Boxed = Inset | Locator


def inset_marks(
    insets: Sequence[Boxed], hand: Hand, width: float, top: float
) -> tuple[list[Mark], float]:
    """Set insets in rows as wide as the map; return them with their height."""
    marks: list[Mark] = []
    y = top
    for row, wide, high in _rows(insets, hand, width):
        for index, one in enumerate(row):
            x = index * (wide + _GAP * hand.em)
            marks += _box(one, hand, (x, y, wide, high))
        y += high + _GAP * hand.em
    return marks, y - _GAP * hand.em - top


def insets_height(insets: Sequence[Boxed], hand: Hand, width: float) -> float:
    """Return the height of insets in rows as wide as the map."""
    rows = _rows(insets, hand, width)
    return fsum(high for _, _, high in rows) + _GAP * hand.em * (len(rows) - 1)


def _rows(
    insets: Sequence[Boxed], hand: Hand, width: float
) -> list[tuple[Sequence[Boxed], float, float]]:
    """Part insets into rows, each with the width and the height of its boxes."""
    style, gap = hand.sizes.map, _GAP * hand.em
    column = min(style.inset * hand.em, width)
    most = max(int((width + gap) / (column + gap)), 1)
    count = -(-len(insets) // most)
    each = -(-len(insets) // count)
    wide = min((width - gap * (each - 1)) / each, 1.5 * column)
    rows = []
    for start in range(0, len(insets), each):
        row = insets[start : start + each]
        rows.append((row, wide, max(_least_height(one, hand, wide) for one in row)))
    return rows


def _least_height(one: Boxed, hand: Hand, wide: float) -> float:
    match one:
        case Inset(place):
            under = hand.height(len(_head(place, hand, wide))) + 1.1 * hand.em
            return under + hand.sizes.map.inset_height * hand.em
        case Locator():
            return world_frame(0.0, wide - hand.em, wide).height + hand.em
        case _:
            assert_never(one)


def _head(place: MapPlace, hand: Hand, wide: float) -> list[Row]:
    room = wide - hand.em
    lines = [hand.row(line, strong=True) for line in wrap(hand.strong, place.name, room)]
    return lines + [hand.row(line) for line in wrap(hand.words, place.label, room)]


def _box(one: Boxed, hand: Hand, box: tuple[float, float, float, float]) -> list[Mark]:
    """Draw one box with its frame."""
    x, y, wide, high = box
    corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y))
    edge = Line(corners, 0.06 * hand.em, hand.tone(hand.sizes.map.inset_frame))
    ground = Rect(x, y, wide, high, hand.colours.background)
    match one:
        case Inset():
            return [ground, *_magnified(one, hand, box), edge]
        case Locator():
            return [ground, *_located(one, hand, box), edge]
        case _:
            assert_never(one)


def _magnified(inset: Inset, hand: Hand, box: tuple[float, float, float, float]) -> list[Mark]:
    """Draw the islands of a place, thinner what lies around them, and its name."""
    x, y, wide, high = box
    style, em = hand.sizes.map, hand.em
    head = _head(inset.place, hand, wide)
    under = hand.height(len(head)) + 0.9 * em
    frame = _frame(inset, wide - em, high - under - 0.5 * em)
    down = y + under
    marks: list[Mark] = []
    for code in frame.codes():
        own = code == inset.place.code
        rings = tuple(
            tuple((round(px + x + em / 2, 1), round(py + down, 1)) for px, py in shown)
            for shown in frame.land(code, frame.detail if inset.away else FINEST)
        )
        filled = own and not inset.radius
        if rings and filled:
            edge = 0.0 if inset.away else style.inset_coast * em
            marks.append(
                Area(rings, inset.fill, inset.edge if edge else "", edge, inset.place.name)
            )
        elif rings:
            marks.append(Area(rings, hand.tone(style.land)))
    if inset.radius:
        middle = x + wide / 2, down + (high - under - 0.5 * em) / 2
        rim = hand.tone(style.circle_edge)
        marks.append(Circle(*middle, inset.radius, inset.fill, rim, 0.07 * em, inset.place.name))
    marks.append(hand.text(x + em / 2, y + 0.5 * em, head))
    return marks


def _located(locator: Locator, hand: Hand, box: tuple[float, float, float, float]) -> list[Mark]:
    """Draw the world, small, with the window of the map on it."""
    x, y, wide, high = box
    style, em, window = hand.sizes.map, hand.em, locator.frame
    # A few middles only, so that the world is projected once for many maps.
    world = world_frame(round(locator.view.longitude / 30) * 30.0, wide - em, high - em)
    left, top = x + em / 2, y + (high - world.height) / 2
    land = tuple(tuple((px + left, py + top) for px, py in ring) for ring in _world(world))
    right, low = window.width, window.height
    corners = [(0.0, 0.0), (right, 0.0), (right, low), (0.0, low), (0.0, 0.0)]
    edge: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(corners):
        for n in range(_ALONG):
            px, py = x0 + (x1 - x0) * n / _ALONG, y0 + (y1 - y0) * n / _ALONG
            on_plane = window.left + px / window.scale, window.top - py / window.scale
            wx, wy = world.place(place_at(locator.view, on_plane))
            edge.append((wx + left, min(max(wy, 0.0), world.height) + top))
    outline = Line((*edge, edge[0]), 0.14 * em, hand.tone(style.kinds[0]))
    return [Area(land, hand.tone(style.inset_frame)), outline]


@lru_cache(maxsize=8)
def _world(world: Frame) -> Rings:
    """Return all land, without islands too small to be seen."""
    found = (ring for code in world.codes() for ring in world.land(code, 0))
    seen = (ring for ring in found if max(x for x, _ in ring) - min(x for x, _ in ring) > 1)
    return tuple(tuple((round(x, 1), round(y, 1)) for x, y in ring) for ring in seen)


def _frame(inset: Inset, wide: float, tall: float) -> Frame:
    """Return a window on the islands of a place that lie together, or on its main land."""
    place = inset.place
    if inset.away:
        group = list(core_polygons(place.code, 0))
    else:
        group = island_group(place.code, FINEST, place.at)
    first = group[0][0].points[0][0]
    points = [
        ((x - first + 180) % 360 - 180 + first, y)
        for polygon in group
        for x, y in polygon[0].points
    ]
    x = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
    y = (min(p[1] for p in points) + max(p[1] for p in points)) / 2
    view = Azimuthal(x, y)
    plane = [projected(view, point) for point in points]
    across = max(abs(px) for px, _ in plane) * 2
    down = max(abs(py) for _, py in plane) * 2
    least = radians(_LEAST)
    scale = min(wide / max(across * _ROUND, least), tall / max(down * _ROUND, least))
    return Frame(view, -wide / 2 / scale, tall / 2 / scale, scale, wide, tall)
