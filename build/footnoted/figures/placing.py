"""Placing words so that nothing collides: points, boxes and strokes in, places out."""

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin

from msgspec import Struct

from footnoted.figures.drawing import Box, Point

_TURNS = 12
_RINGS = 6
"""How many steps away from its point a label may stand, tied to it by a leader."""
_MANY = 48
"""Of more points than these none has words further off, and one order is tried."""
_FEW = 24
"""Of no more points than these the best order is sought, not only one that loses no words."""
_OFF = 0.95
"""Room about words, in gaps: less than one, so that their own point does not stand in it."""
_AVOIDED, _LOST = 6.0, 1000.0
"""What it costs to lie on a stroke better kept clear, and to have no place, in candidates."""

Stroke = tuple[Point, Point]


class Spot(Struct, frozen=True):
    """A point that wants words beside it."""

    at: Point
    box: Box
    """What is drawn for the point."""
    width: float
    height: float


class Place(Struct, frozen=True):
    """Where words stand, and the stroke that ties them to a point further off."""

    box: Box
    leader: tuple[Point, Point] | None = None


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_within(box: Box, area: Box) -> bool:
    """Say whether a box lies in another."""
    return box[0] >= area[0] and box[1] >= area[1] and box[2] <= area[2] and box[3] <= area[3]


def crosses(box: Box, stroke: Stroke) -> bool:
    """Say whether a straight stroke runs through a box (Liang and Barsky's clipping)."""
    (x0, y0), (x1, y1) = stroke
    enter, leave = 0.0, 1.0
    for start, way, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if way == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def apart(blocks: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Return tops at which blocks of (wanted top, height) do not overlap, in the order given.

    Each stands as near to where it is wanted as its neighbours allow.
    """
    groups: list[tuple[float, float, int]] = []  # top, height, count
    for wanted, height in blocks:
        groups.append((wanted, height, 1))
        while len(groups) > 1 and groups[-2][0] + groups[-2][1] > groups[-1][0]:
            low, high = groups.pop(-2), groups.pop()
            # The joint top is the mean of what each member of the pile would want.
            count = low[2] + high[2]
            joint = (low[0] * low[2] + (high[0] - low[1]) * high[2]) / count
            groups.append((joint, low[1] + high[1], count))
    heights = iter([height for _, height in blocks])
    tops: list[float] = []
    for wanted, _, count in groups:
        at = wanted
        for _ in range(count):
            tops.append(at)
            at += next(heights)
    return _clamped(tops, [height for _, height in blocks], top, bottom)


def _clamped(tops: list[float], heights: list[float], top: float, bottom: float) -> list[float]:
    """Push what stands out of the room back into it, with what that pushes."""
    limit = bottom
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], limit - heights[index])
        limit = tops[index]
    floor = top
    for index, height in enumerate(heights):
        tops[index] = max(tops[index], floor)
        floor = tops[index] + height
    return tops


def place(
    spots: Sequence[Spot],
    area: Box,
    gap: float,
    strokes: Sequence[Stroke] = (),
    taken: Sequence[Box] = (),
    above: bool = False,
    avoid: Sequence[Stroke] = (),
) -> list[Place | None]:
    """Find a place in the area for the words of each spot; None where there is none.

    `above` prefers places above and below a point to those beside it. Words keep off the strokes to
    `avoid`, as those of a grid, where another place beside their point is free.

    Words stand beside their point where they can, else further off with a leader; they cover no
    point, no stroke and no box taken. Several orders are tried; the best is kept.
    """
    count = len(spots)
    best: list[Place | None] = [None] * count
    least = float("inf")
    cell = max((spot.width + spot.height for spot in spots), default=1.0) / 2 + gap
    ground = _Ground(cell, [*taken, *(spot.box for spot in spots)], strokes, avoid)
    for order in _orders(spots):
        found, cost = _placed(spots, order, area, gap, ground.copy(), above)
        if cost < least:
            best, least = found, cost
        missing = best.count(None)
        if missing > max(2, count // 5) or (count > _FEW and not missing):
            break  # no other order helps so much, or is worth its time
    return best


def _orders(spots: Sequence[Spot]) -> Iterator[Sequence[int]]:
    """Yield orders in which points may take their places."""
    count = len(spots)
    yield range(count)
    if count > _MANY:
        return
    crowds = [_crowd(spots, index) for index in range(count)]
    yield sorted(range(count), key=lambda i: -crowds[i])
    yield sorted(range(count), key=lambda i: spots[i].at[1])
    yield sorted(range(count), key=lambda i: -spots[i].at[0])
    yield sorted(range(count), key=lambda i: crowds[i])


def _crowd(spots: Sequence[Spot], index: int) -> int:
    """Count the points near enough to be in the way."""
    one = spots[index]
    near = one.width + one.height
    return sum(hypot(one.at[0] - o.at[0], one.at[1] - o.at[1]) < near for o in spots)


class _Ground:
    """What is drawn already, by the cells of a grid, so that only what is near is asked."""

    def __init__(
        self,
        cell: float,
        boxes: Sequence[Box] = (),
        strokes: Sequence[Stroke] = (),
        avoid: Sequence[Stroke] = (),
    ) -> None:
        self.cell = max(cell, 1.0)
        self.boxes: dict[tuple[int, int], list[Box]] = {}
        self.strokes: dict[tuple[int, int], list[Stroke]] = {}
        self.avoid = avoid
        for box in boxes:
            self.add(box)
        for stroke in strokes:
            self.draw(stroke)

    def copy(self) -> "_Ground":
        """Return the same to be drawn on."""
        other = _Ground(self.cell, avoid=self.avoid)
        other.boxes = {cell: list(found) for cell, found in self.boxes.items()}
        other.strokes = {cell: list(found) for cell, found in self.strokes.items()}
        return other

    def add(self, box: Box) -> None:
        """Take the room of a box."""
        for cell in self._cells(box):
            self.boxes.setdefault(cell, []).append(box)

    def draw(self, stroke: Stroke) -> None:
        """Take the way of a stroke."""
        for cell in self._cells(_around(stroke)):
            self.strokes.setdefault(cell, []).append(stroke)

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        size = self.cell
        for column in range(int(box[0] // size), int(box[2] // size) + 1):
            for row in range(int(box[1] // size), int(box[3] // size) + 1):
                yield column, row

    def is_free(self, room: Box) -> bool:
        """Say whether nothing shares a box, and no stroke runs through it."""
        left, top, right, bottom = room
        for cell in self._cells(room):
            for one in self.boxes.get(cell, ()):
                if left < one[2] and one[0] < right and top < one[3] and one[1] < bottom:
                    return False
            for stroke in self.strokes.get(cell, ()):
                if crosses(room, stroke):
                    return False
        return True

    def is_open(self, stroke: Stroke, own: Box) -> bool:
        """Say whether a stroke crosses no box but the one that it comes from."""
        return not any(
            one != own and crosses(one, stroke)
            for cell in self._cells(_around(stroke))
            for one in self.boxes.get(cell, ())
        )

    def is_avoided(self, box: Box) -> bool:
        """Say whether a box lies on a stroke that is better kept clear."""
        return any(crosses(box, stroke) for stroke in self.avoid)


def _around(stroke: Stroke) -> Box:
    """Return the box of a stroke."""
    (x0, y0), (x1, y1) = stroke
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _placed(
    spots: Sequence[Spot],
    order: Sequence[int],
    area: Box,
    gap: float,
    ground: _Ground,
    above: bool,
) -> tuple[list[Place | None], float]:
    """Place words in an order; return their places and how far they are from the best ones."""
    found: list[Place | None] = [None] * len(spots)
    rings, cost = _RINGS if len(spots) <= _MANY else 0, 0.0
    for index in order:
        chosen, rank = _chosen(spots[index], area, gap, ground, (above, rings))
        cost += rank
        if chosen is None:
            continue
        found[index] = chosen
        ground.add(chosen.box)
        if chosen.leader:
            ground.draw(chosen.leader)
    return found, cost


def _chosen(
    spot: Spot, area: Box, gap: float, ground: _Ground, how: tuple[bool, int]
) -> tuple[Place | None, float]:
    """Return the best free place for some words, and how far down the list it stands."""
    spare: tuple[Place, float] | None = None
    for rank, one in enumerate(_candidates(spot, gap, *how)):
        if spare and one.leader:
            break
        room = _padded(one.box, gap * _OFF)
        if not is_within(one.box, area) or not ground.is_free(room):
            continue
        if one.leader and not ground.is_open(one.leader, spot.box):
            continue
        if not one.leader and ground.is_avoided(room):
            spare = spare or (one, rank + _AVOIDED)
            continue
        return one, float(rank)
    return spare or (None, _LOST)


def _padded(box: Box, pad: float) -> Box:
    """Return a box with room at its sides: lines of words close above each other read well."""
    return box[0] - pad, box[1] - pad * 0.75, box[2] + pad, box[3] + pad * 0.75


def _candidates(spot: Spot, gap: float, above: bool, rings: int) -> Iterator[Place]:
    """Yield places from the best to the furthest."""
    (x, y), (left, top, right, bottom) = spot.at, spot.box
    wide, tall = spot.width, spot.height
    beside = (
        (right + gap, y - tall / 2),
        (left - gap - wide, y - tall / 2),
        (x - wide / 2, top - gap - tall),
        (x - wide / 2, bottom + gap),
        (right + gap / 2, top - gap / 2 - tall),
        (right + gap / 2, bottom + gap / 2),
        (left - gap / 2 - wide, top - gap / 2 - tall),
        (left - gap / 2 - wide, bottom + gap / 2),
        (x, top - gap - tall),
        (x - wide, top - gap - tall),
        (x, bottom + gap),
        (x - wide, bottom + gap),
    )
    for at in (*beside[2:4], *beside[8:12], *beside[:2], *beside[4:8]) if above else beside:
        yield Place((at[0], at[1], at[0] + wide, at[1] + tall))
    for ring in range(1, rings + 1):
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            way = cos(angle), -sin(angle)
            reach = gap + ring * max(tall, 2 * gap)
            middle = (
                x + way[0] * (reach + (right - left) / 2 + wide / 2 * abs(way[0])),
                y + way[1] * (reach + (bottom - top) / 2 + tall / 2),
            )
            box = (
                middle[0] - wide / 2,
                middle[1] - tall / 2,
                middle[0] + wide / 2,
                middle[1] + tall / 2,
            )
            yield Place(box, _leader(spot, box, gap))


def _leader(spot: Spot, box: Box, gap: float) -> tuple[Point, Point]:
    """Return the stroke from the rim of a point to the nearest place on the rim of its words."""
    x, y = spot.at
    pad = gap / 4
    end = (
        min(max(x, box[0] - pad), box[2] + pad),
        min(max(y, box[1] - pad), box[3] + pad),
    )
    rim = (spot.box[2] - spot.box[0]) / 2
    far = hypot(end[0] - x, end[1] - y) or 1.0
    return (x + (end[0] - x) / far * rim, y + (end[1] - y) / far * rim), end
