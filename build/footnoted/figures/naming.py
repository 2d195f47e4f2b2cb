"""Names on a map: marks that want words in, places where nothing collides out."""

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin

from msgspec import Struct

from footnoted.figures.drawing import Anchor, Box, Point
from footnoted.figures.raster import Raster

_TURNS = (0, 8, 14, 2, 10, 6, 12, 4, 15, 1, 9, 7, 13, 11, 3, 5)
"""Sixteenths of a turn, the best side first: right, left, then above and below."""


class Spot(Struct, frozen=True):
    """A mark that wants words of a size."""

    at: Point
    radius: float
    """Of what is drawn there; 0 where the mark is a country's land."""
    own: Raster | None
    """The country's land."""
    width: float
    height: float


class Named(Struct, frozen=True):
    """Where words stand: within the land that they name, beside it, or tied to it by a leader."""

    box: Box
    anchor: Anchor
    inside: bool = False
    leader: tuple[Point, Point] | None = None


class Room(Struct, frozen=True):
    """How far from each other and from their marks words stand, in points."""

    width: float
    height: float
    gap: float
    reach: float


def name_all(spots: Sequence[Spot], land: Raster, taken: Raster, room: Room) -> list[Named | None]:
    """Find a place for each spot's words; None where there is none.

    Words stand wholly within their own land or off all marked land. What they take is added to
    `taken`. Two orders are tried: the most crowded first, and the largest words first.
    """
    crowd = [
        sum(hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) < room.reach * 2 for b in spots)
        for a in spots
    ]
    count = range(len(spots))
    orders = (
        sorted(count, key=lambda i: (-crowd[i], spots[i].at)),
        sorted(count, key=lambda i: (-spots[i].width, spots[i].at)),
        sorted(count, key=lambda i: (spots[i].at[1], spots[i].at[0])),
    )
    before = list(taken.rows)
    best: tuple[int, float] | None = None
    kept: list[Named | None] = []
    rows = before
    for order in orders:
        taken.rows = list(before)
        found = _placed(spots, order, land, taken, room)
        ties = sum(one is not None and one.leader is not None for one in found)
        score = sum(one is None for one in found), float(ties)
        if best is None or score < best:
            best, kept, rows = score, found, taken.rows
    taken.rows = rows
    return kept


def _placed(
    spots: Sequence[Spot], order: Sequence[int], land: Raster, taken: Raster, room: Room
) -> list[Named | None]:
    found: list[Named | None] = [None] * len(spots)
    for index in order:
        chosen = _place(spots[index], land, taken, room)
        found[index] = chosen
        if chosen:
            left, top, right, bottom = chosen.box
            pad = room.gap / 2
            taken.cover((left - pad, top - pad / 2, right + pad, bottom + pad / 2))
            if chosen.leader:
                taken.stroke(*chosen.leader)
    return found


def _place(spot: Spot, land: Raster, taken: Raster, room: Room) -> Named | None:
    if spot.own:
        for box in _inside(spot):
            if spot.own.is_full(box) and taken.is_free(box):
                return Named(box, "middle", inside=True)
    for box, anchor in _around(spot, room):
        if not _is_on(box, room) or not land.is_free(box) or not taken.is_free(box):
            continue
        leader = _leader(spot, box, room)
        if leader is None or taken.is_clear(_off(spot, leader, taken.cell), leader[1]):
            return Named(box, anchor, leader=leader)
    return None


def _is_on(box: Box, room: Room) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= room.width and box[3] <= room.height


def _inside(spot: Spot) -> Iterator[Box]:
    """Yield places about the middle of a country's land."""
    (x, y), wide, tall = spot.at, spot.width / 2, spot.height / 2
    for down in (0.0, -0.5, 0.5, -1.0, 1.0, -2.0, 2.0):
        for along in (0.0, -0.3, 0.3, -0.6, 0.6):
            cx, cy = x + along * wide, y + down * tall
            yield cx - wide, cy - tall, cx + wide, cy + tall


def _around(spot: Spot, room: Room) -> Iterator[tuple[Box, Anchor]]:
    """Yield places from the nearest to the furthest."""
    (x, y), wide, tall = spot.at, spot.width, spot.height
    distance = spot.radius + room.gap
    while distance <= spot.radius + room.reach:
        for turn in _TURNS:
            angle = 2 * pi * turn / 16
            ux, uy = cos(angle), -sin(angle)
            lean = max(-1.0, min(1.0, 1.6 * ux))
            cx = x + ux * distance + lean * wide / 2
            cy = y + uy * distance + max(-1.0, min(1.0, 1.6 * uy)) * tall / 2
            anchor: Anchor = "start" if ux > 0.3 else "end" if ux < -0.3 else "middle"
            yield (cx - wide / 2, cy - tall / 2, cx + wide / 2, cy + tall / 2), anchor
        distance += room.gap


def _leader(spot: Spot, box: Box, room: Room) -> tuple[Point, Point] | None:
    """Return the stroke that ties words to their mark, None where they stand close to it."""
    (x, y), pad = spot.at, room.gap / 3
    end = (
        min(max(x, box[0] - pad), box[2] + pad),
        min(max(y, box[1] - pad), box[3] + pad),
    )
    far = hypot(end[0] - x, end[1] - y)
    if far <= spot.radius + room.gap * 1.5:
        return None
    close = room.gap
    wider = (box[0] - close, box[1] - close, box[2] + close, box[3] + close)
    if spot.own and not spot.own.is_free(wider):
        return None
    return (x + (end[0] - x) / far * spot.radius, y + (end[1] - y) / far * spot.radius), end


def _off(spot: Spot, leader: tuple[Point, Point], cell: float) -> Point:
    """Return where a leader has left its own mark, whose cells are taken."""
    (x0, y0), (x1, y1) = leader
    far = hypot(x1 - x0, y1 - y0) or 1.0
    part = min(3 * cell / far, 1.0)
    return x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
