"""The page builder: a vertical list and the heights of notes come in, pages go out.

A page ends where text and the notes it calls fit best; the foot of the page divides the notes.
The best few ways to have filled so many pages are followed side by side (a beam), so that a page
ends early where that spares a later one a hole; the cost stays linear in the length of the list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from footnoted.pdf.boxes import FORBIDDEN, FORCED, Box, Glue, Item, Penalty
from footnoted.pdf.foot import SLACK, Demand, NotePart, Notes, Room

WHITE_COST = 100.0
"""Cost of white at the foot as high as `COMFORTABLE` of the page; it grows by the cube."""
COMFORTABLE = 0.12
STRETCHED_COST = 15.0
"""Cost of white between blocks stretched as far as it may be; it grows by the cube as well."""
CONTINUED_COST = 120.0
"""Cost of a note that goes on at the next page, and then this much for each of its points."""
CONTINUED_PER_POINT = 0.5
CROWDED_COST = 4000.0
"""Cost of several notes that go on: worse than most white."""
SCANT_PER_POINT = 10.0
"""Cost of each point of text that is lacking where a long note takes the page, or on the last."""
PAGE_COST = 150.0
"""Cost of a page more; so much a way that lags behind by a page's height is thought to need."""
TRAILS = 8
"""Ways followed side by side."""


@dataclass(frozen=True, slots=True)
class Page:
    """Items `first` to `last` (exclusive) of the list and the note lines below them."""

    first: int
    last: int
    notes: tuple[NotePart, ...]
    continued: bool
    """Whether its notes begin with the rest of a note from the page before."""
    stretch: float = 0.0
    """Share of the stretch of its glue that is used, so that the page is filled."""


class _Stop(NamedTuple):
    """A place where a page may end, with what stands on it then."""

    at: int
    cost: float
    body: float
    stretch: float
    """By how much the white between its blocks may grow."""
    full: float
    """Height of all its notes."""
    split: float
    """Height of all but the end of the last one."""
    called: tuple[str, ...]
    white: float = 1.0
    """How much its white weighs."""


@dataclass(frozen=True, slots=True)
class _End:
    """A stop that has been rated."""

    at: int
    cost: float
    body: float
    called: tuple[str, ...]
    free: float
    """White at the foot; less than nothing where notes go on."""
    closing: bool = False
    """Whether the page ends here because it must: then white is no fault."""


@dataclass(frozen=True, slots=True)
class _Trail:
    """One way to have filled some pages: where it stands, what it has cost, whence it came."""

    at: int
    carry: tuple[NotePart, ...]
    cost: float
    rank: float
    """Cost, and what it is likely to cost that it lags behind."""
    end: _End | None = None
    before: "_Trail | None" = None


def paginate(
    items: Sequence[Item], heights: Mapping[str, Sequence[float]], room: Room
) -> tuple[Page, ...]:
    """Break a vertical list into pages.

    `heights` has the line heights of every note, in the order in which notes are to stand.
    """
    builder = _Builder(items, heights, room)
    start = builder.next_box[0]
    best: _Trail | None = None
    layer = [_Trail(start, (), 0.0, 0.0)] if start < len(items) else []
    while layer:
        reached: dict[tuple[int, tuple[NotePart, ...]], _Trail] = {}
        for trail in layer:
            for new in builder.next_trails(trail):
                if new.at >= len(items) and not new.carry:
                    best = new if best is None or new.cost < best.cost else best
                    continue
                known = reached.get((new.at, new.carry))
                if known is None or new.cost < known.cost:
                    reached[new.at, new.carry] = new
        alive = [one for one in reached.values() if best is None or one.cost < best.cost]
        layer = sorted(alive, key=attrgetter("rank"))[:TRAILS]
    return builder.pages(best)


class _Builder:
    """The list and its notes, with what is known of them once for all pages."""

    def __init__(
        self, items: Sequence[Item], heights: Mapping[str, Sequence[float]], room: Room
    ) -> None:
        self.items = items
        self.room = room
        self.notes = Notes(heights, room)
        self.tops = [
            0.0,
            *accumulate(0.0 if isinstance(item, Penalty) else item.height for item in items),
        ]
        self.next_box = list(range(len(items) + 1))
        """By item, the first box from it on: white at a page's top belongs to no page."""
        for at in range(len(items) - 1, -1, -1):
            if not isinstance(items[at], Box):
                self.next_box[at] = self.next_box[at + 1]

    def next_trails(self, trail: _Trail) -> Iterator[_Trail]:
        """Fill one page more in the best few ways."""
        for end in self.ends(trail.at, trail.carry):
            left: tuple[NotePart, ...] = ()
            if end.free < -SLACK:
                _, left = self.notes.place(end.body, end.called, trail.carry)
            at = self.next_box[end.at]
            if at == trail.at and left == trail.carry:
                raise AssertionError("a page took neither text nor notes")
            cost = trail.cost + end.cost + PAGE_COST
            rank = cost - PAGE_COST * self.tops[at] / self.room.height
            yield _Trail(at, left, cost, rank, end, trail)

    def pages(self, last: _Trail | None) -> tuple[Page, ...]:
        """Follow a way back and make its pages."""
        pages: list[Page] = []
        while last is not None and last.end is not None and last.before is not None:
            end, first, carry = last.end, last.before.at, last.before.carry
            placed, _ = self.notes.place(end.body, end.called, carry)
            stretch = self.stretch(first, end)
            pages.append(Page(first, end.at, placed, any(part.first for part in carry), stretch))
            last = last.before
        return tuple(reversed(pages))

    def stretch(self, first: int, end: _End) -> float:
        """Return how far white has to stretch to fill a page, as a share of what it may."""
        glue = [item for item in self.items[first : end.at] if isinstance(item, Glue)]
        total = sum(item.stretch for item in glue)
        return min(1.0, max(end.free, 0.0) / total) if total and not end.closing else 0.0

    def ends(self, first: int, carry: tuple[NotePart, ...]) -> list[_End]:
        """Walk on from `first` as long as it fits, and return the cheapest ends on the way."""
        items, limit = self.items, self.room.height + SLACK
        demand = Demand(self.notes, carry)
        height, stretch, after_box = self.repeated(first), 0.0, False
        stops: list[_Stop] = []
        fitting = _Stop(first, 0.0, 0.0, 0.0, demand.full, demand.split, ())
        for at in range(first, len(items)):
            item = items[at]
            if isinstance(item, Box):
                height += item.height
                if item.notes:
                    demand.call(item.notes)
                if height + demand.starts > limit:
                    if fitting.at == first and not carry:
                        # Fits on no page: it gets one for itself.
                        fitting = _stop(demand, at + 1, 0.0, height, 0.0)
                    return self.cheapest(stops or [fitting], carry)
                after_box = True
                fitting = _stop(demand, at + 1, 0.0, height, 0.0)
                continue
            if isinstance(item, Penalty):
                if item.cost <= FORCED:
                    return self.cheapest(
                        stops, carry, _stop(demand, at, 0.0, height, stretch), first
                    )
                if item.cost < FORBIDDEN:
                    stops.append(_stop(demand, at, item.cost, height, stretch, item.white))
            else:
                if after_box:
                    stops.append(_stop(demand, at, 0.0, height, stretch))
                height += item.height
                stretch += item.stretch
            after_box = False
        return self.cheapest(stops, carry, _stop(demand, len(items), 0.0, height, stretch), first)

    def cheapest(
        self,
        stops: list[_Stop],
        carry: tuple[NotePart, ...],
        closing: _Stop | None = None,
        first: int = 0,
    ) -> list[_End]:
        """Rate stops from the last one back, until white alone costs more than what is known."""
        found: list[_End] = []
        if closing is not None:
            scant = SCANT_PER_POINT * max(0.0, self.room.body_height - closing.body)
            cost = self.overrun(closing, carry) + (scant if first else 0.0)
            found.append(self.end(closing, cost, closing=True))
        lightest = min([stop.white for stop in stops], default=1.0)
        for stop in reversed(stops):
            white = self.white(stop)
            if len(found) >= TRAILS and white * lightest > found[TRAILS - 1].cost:
                break
            cost = stop.cost + white * stop.white + self.overrun(stop, carry)
            found.append(self.end(stop, cost))
            found.sort(key=_cheapest)
        return found[:TRAILS]

    def end(self, stop: _Stop, cost: float, *, closing: bool = False) -> _End:
        """Make an end of a stop that has been rated."""
        free = self.room.height - stop.body - stop.full
        return _End(stop.at, cost, stop.body, stop.called, free, closing)

    def white(self, stop: _Stop) -> float:
        """Rate the white of a page: what stretch takes up and what stays at the foot."""
        height = self.room.height
        free = height - stop.body - stop.full
        if free <= 0.0:
            return 0.0
        cost = STRETCHED_COST * min(1.0, free / stop.stretch) ** 3 if stop.stretch else 0.0
        return cost + WHITE_COST * (max(free - stop.stretch, 0.0) / (COMFORTABLE * height)) ** 3

    def overrun(self, stop: _Stop, carry: tuple[NotePart, ...]) -> float:
        """Rate notes that go on at the next page."""
        height = self.room.height
        over = stop.body + stop.full - height
        if over <= SLACK:
            return 0.0
        cost = CONTINUED_COST + CONTINUED_PER_POINT * over
        if stop.body + stop.split > height + SLACK:
            cost += CROWDED_COST
        if carry:
            cost += SCANT_PER_POINT * max(0.0, self.room.body_height - stop.body)
        return cost

    def repeated(self, first: int) -> float:
        """Return the height of the table head that is drawn again above the first box."""
        item = self.items[first] if first < len(self.items) else None
        return item.repeat.height if isinstance(item, Box) and item.repeat else 0.0


def _stop(
    demand: Demand, at: int, cost: float, body: float, stretch: float, white: float = 1.0
) -> _Stop:
    """Say how things stand at a place where the page may end."""
    return _Stop(at, cost, body, stretch, demand.full, demand.split, demand.called, white)


def _cheapest(end: _End) -> tuple[float, int]:
    """Of two ends that cost the same, the later one is better."""
    return end.cost, -end.at
