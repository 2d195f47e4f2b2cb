"""The page builder: a vertical list and the heights of notes come in, pages go out.

A page ends where text and the notes it calls fit best; the foot of the page divides the notes.
The best few ways to have filled so many pages are followed side by side (a beam), so that a page
ends early where that spares a later one a hole; the cost stays linear in the length of the list.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from footnoted.pdf.boxes import FORBIDDEN, FORCED, Box, Glue, Item, Penalty
from footnoted.pdf.foot import SLACK, Demand, Kin, NotePart, Notes, Room

WHITE_COST = 100.0
"""Cost of white at the foot as high as `COMFORTABLE` of the page; it grows by the cube."""
COMFORTABLE = 0.12
STRETCHED_COST = 15.0
"""Cost of white between blocks stretched as far as it may be; it grows by the cube as well."""
CONTINUED_COST = 120.0
"""Cost of a note that goes on at the next page, and then this much for each of its points."""
CONTINUED_PER_POINT = 0.5
CROWDED_COST = 2000.0
"""Cost of several notes that go on: as much as that of a third of a page of white."""
SCANT_PER_POINT = 10.0
"""Cost of each point of text that is lacking where a long note takes the page."""
SCANT_COST = 1500.0
"""Cost of a last page, or one before a forced break, with nothing on it; falls by the square."""
SCANT = 0.25
"""Share of such a page that text fills so that it does not look forlorn."""
PAGE_COST = 150.0
"""Cost of a page more; so much a way that lags behind by a page's height is thought to need."""
TRAILS = 8
"""Ways followed side by side."""
PLACES = 6
"""Decimals to which heights are right, which are differences of heights from the paper's start."""
EXACT = 10.0**-PLACES
FREE = Penalty(0)
"""What a page's end before white costs."""


class Page(Struct, frozen=True):
    """Items `first` to `last` (exclusive) of the list and the note lines below them."""

    first: int
    last: int
    notes: tuple[NotePart, ...]
    continued: bool
    """Whether its notes begin with the rest of a note from the page before."""
    stretch: float = 0.0
    """Share of the stretch of its glue that is used, so that the page is filled."""


class _Called(NamedTuple):
    """What the notes of a page want of it from one item on, until the next one calls more."""

    at: int
    full: float
    """Height of all its notes."""
    split: float
    """Height of all but the end of the last one."""
    notes: tuple[str, ...]


class _Sheet(NamedTuple):
    """A page while its end is sought."""

    first: int
    above: float
    """How far down the list its top lies."""
    called: list[_Called]
    carry: tuple[NotePart, ...]


class _Stop(NamedTuple):
    """A place where a page may end, with what stands on it then."""

    at: int
    cost: float
    body: float
    stretch: float
    """By how much the white between its blocks may grow."""
    called: _Called
    white: float = 1.0
    """How much its white weighs."""


class _End(NamedTuple):
    """A stop that has been rated. Of two that cost the same, the later one is better."""

    cost: float
    before: int
    """Where it stands, counted down."""
    body: float
    called: tuple[str, ...]
    free: float
    """White at the foot; less than nothing where notes go on."""
    closing: bool = False
    """Whether the page ends here because it must: then white is no fault."""


class _Trail(NamedTuple):
    """One way to have filled some pages: where it stands, what it has cost, whence it came."""

    at: int
    carry: tuple[NotePart, ...]
    cost: float
    rank: float
    """Cost, and what it is likely to cost that it lags behind."""
    end: _End | None = None
    before: "_Trail | None" = None


def paginate(
    items: Sequence[Item],
    heights: Mapping[str, Sequence[float]],
    room: Room,
    kin: Mapping[str, Kin] = MappingProxyType({}),
) -> tuple[Page, ...]:
    """Break a vertical list into pages.

    `heights` has the line heights of every note, in the order in which notes are to stand; those
    of one label that a page calls stand together.
    """
    builder = _Builder(items, Notes(heights, room, kin), room)
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

    def __init__(self, items: Sequence[Item], notes: Notes, room: Room) -> None:
        self.items = items
        self.room = room
        self.notes = notes
        self.single = self.notes.starting(1)
        """How high the first line of each note is."""
        self.tops = [
            0.0,
            *accumulate(0.0 if isinstance(item, Penalty) else item.height for item in items),
        ]
        self.stretches = [
            0.0,
            *accumulate(item.stretch if isinstance(item, Glue) else 0.0 for item in items),
        ]
        self.belows = [0.0, *(item.below if isinstance(item, Box) else 0.0 for item in items)]
        """By item, how far the box before it reaches below its height."""
        self.deep = any(self.belows)
        self.next_box = list(range(len(items) + 1))
        """By item, the first box from it on: white at a page's top belongs to no page."""
        for at in range(len(items) - 1, -1, -1):
            if not isinstance(items[at], Box):
                self.next_box[at] = self.next_box[at + 1]
        self.calling = [at for at, item in enumerate(items) if isinstance(item, Box) and item.notes]
        """Boxes that call notes."""
        self.forced = [at for at, item in enumerate(items) if _is_forced(item)]
        """Penalties that end a page."""
        self.breaks = [at for at in range(1, len(items)) if _may_end(items[at], items[at - 1])]
        """Items before which a page may end."""
        rated = [item if isinstance(item := items[at], Penalty) else FREE for at in self.breaks]
        self.costs = [item.cost for item in rated]
        self.whites = [item.white for item in rated]

    def next_trails(self, trail: _Trail) -> Iterator[_Trail]:
        """Fill one page more in the best few ways."""
        for end in self.ends(trail.at, trail.carry):
            left: tuple[NotePart, ...] = ()
            if end.free < -SLACK:
                _, left = self.notes.place(end.body, end.called, trail.carry)
            at = self.next_box[-end.before]
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
            stretch, at = self.stretch(first, end), -end.before
            pages.append(Page(first, at, placed, any(part.first for part in carry), stretch))
            last = last.before
        return tuple(reversed(pages))

    def stretch(self, first: int, end: _End) -> float:
        """Return how far white has to stretch to fill a page, as a share of what it may."""
        total = self.stretches[-end.before] - self.stretches[first]
        return min(1.0, max(end.free, 0.0) / total) if total and not end.closing else 0.0

    def ends(self, first: int, carry: tuple[NotePart, ...]) -> list[_End]:
        """Fill a page from `first` on as far as it goes, and return its cheapest ends."""
        above = self.tops[first] - self.repeated(first)
        forced = bisect_left(self.forced, first)
        last = self.forced[forced] if forced < len(self.forced) else len(self.items)
        called, over = self.called(first, last, above, carry)
        page = _Sheet(first, above, called, carry)
        if over is None:
            closing = self.stop(page, last, 0.0)
            cost = self.overrun(closing, carry) + (self.scant(closing.body) if first else 0.0)
            return self.cheapest(page, last, [self.end(closing, cost, closing=True)])
        if found := self.cheapest(page, over, []):
            return found
        if found := self.crowded(page, last):
            return found
        stop = self.stop(page, self.last_fitting(page, over), 0.0)._replace(stretch=0.0)
        return [self.end(stop, self.white(stop) + self.overrun(stop, carry))]

    def crowded(self, page: _Sheet, last: int) -> list[_End]:
        """Rate the first end there is where notes do with a line each beside what must be whole."""
        called, over = self.called(page.first, last, page.above, page.carry, self.single)
        end = last if over is None else over
        known = page._replace(called=called)
        place = bisect_right(self.breaks, page.first)
        if place < bisect_left(self.breaks, end):
            stop = self.stop(known, self.breaks[place], self.costs[place], self.whites[place])
            cost = stop.cost + self.white(stop) * stop.white + self.overrun(stop, page.carry)
            return [self.end(stop, cost)]
        if over is None:
            stop = self.stop(known, last, 0.0)
            return [self.end(stop, self.overrun(stop, page.carry), closing=True)]
        return []

    def called(
        self,
        first: int,
        last: int,
        above: float,
        carry: tuple[NotePart, ...],
        least: Mapping[str, float] | None = None,
    ) -> tuple[list[_Called], int | None]:
        """Return what notes want of a page by and by, and the first box that does not fit."""
        demand = Demand(self.notes, carry, least)
        called = [_Called(first, demand.full, demand.split, ())]
        over = self.overflow(first, above, demand)
        for place in range(bisect_left(self.calling, first), len(self.calling)):
            at = self.calling[place]
            if at > over or at >= last:
                break
            box = self.items[at]
            assert isinstance(box, Box)
            demand.call(box.notes)
            called.append(_Called(at + 1, demand.full, demand.split, demand.called))
            over = min(over, max(at, self.overflow(first, above, demand)))
        return called, over if over < last else None

    def overflow(self, first: int, above: float, demand: Demand) -> int:
        """Return the first box that does not fit beside the least that notes want."""
        limit = self.room.height + SLACK + EXACT + above - demand.starts
        at = bisect_right(self.tops, limit, first) - 1
        while self.deep and at > first and self.tops[at] + self.belows[at] > limit:
            at -= 1
        return self.next_box[max(first, at)]

    def last_fitting(self, page: _Sheet, over: int) -> int:
        """Return the end of the last box before the one that does not fit."""
        at = over
        while at > page.first and not isinstance(self.items[at - 1], Box):
            at -= 1
        # What fits on no page gets one for itself.
        return over + 1 if at == page.first and not page.carry else at

    def stop(self, page: _Sheet, at: int, cost: float, white: float = 1.0) -> _Stop:
        """Say how things stand where a page ends before an item."""
        for called in reversed(page.called):  # a loop, as it runs for every line
            if called.at <= at:
                break
        reach = self.tops[at] + self.belows[at] - page.above
        body = round(reach, PLACES) if at > page.first else 0.0
        return _Stop(at, cost, body, self.stretches[at] - self.stretches[page.first], called, white)

    def cheapest(self, page: _Sheet, end: int, found: list[_End]) -> list[_End]:
        """Rate stops from the last one back, until white alone costs more than what is known."""
        low, high = bisect_right(self.breaks, page.first), bisect_left(self.breaks, end)
        lightest = min(self.whites[low:high], default=1.0)
        for place in range(high - 1, low - 1, -1):
            weight = self.whites[place]
            stop = self.stop(page, self.breaks[place], self.costs[place], weight)
            white = self.white(stop)
            if len(found) >= TRAILS and white * lightest > found[TRAILS - 1].cost:
                break
            cost = stop.cost + white * weight + self.overrun(stop, page.carry)
            insort(found, self.end(stop, cost))
        return found[:TRAILS]

    def end(self, stop: _Stop, cost: float, *, closing: bool = False) -> _End:
        """Make an end of a stop that has been rated."""
        free = self.room.height - stop.body - stop.called.full
        return _End(cost, -stop.at, stop.body, stop.called.notes, free, closing)

    def white(self, stop: _Stop) -> float:
        """Rate the white of a page: what stretch takes up and what stays at the foot."""
        height = self.room.height
        free = height - stop.body - stop.called.full
        if free <= 0.0:
            return 0.0
        cost = STRETCHED_COST * min(1.0, free / stop.stretch) ** 3 if stop.stretch else 0.0
        return cost + WHITE_COST * (max(free - stop.stretch, 0.0) / (COMFORTABLE * height)) ** 3

    def scant(self, body: float) -> float:
        """Rate the little text of a page that ends because it must."""
        lacking = max(0.0, 1.0 - body / (SCANT * self.room.height))
        few = SCANT_PER_POINT * max(0.0, self.room.body_height - body)
        return max(few, SCANT_COST * lacking**2)

    def overrun(self, stop: _Stop, carry: tuple[NotePart, ...]) -> float:
        """Rate notes that go on at the next page."""
        height = self.room.height
        over = stop.body + stop.called.full - height
        if over <= SLACK:
            return 0.0
        cost = CONTINUED_COST + CONTINUED_PER_POINT * over
        if stop.body + stop.called.split > height + SLACK:
            cost += CROWDED_COST
        if carry:
            cost += SCANT_PER_POINT * max(0.0, self.room.body_height - stop.body)
        return cost

    def repeated(self, first: int) -> float:
        """Return the height of the table head that is drawn again above the first box."""
        item = self.items[first] if first < len(self.items) else None
        return item.repeat.height if isinstance(item, Box) and item.repeat else 0.0


def _is_forced(item: Item) -> bool:
    return isinstance(item, Penalty) and item.cost <= FORCED


def _may_end(item: Item, before: Item) -> bool:
    """Say whether a page may end before an item that follows another one."""
    if isinstance(item, Penalty):
        return FORCED < item.cost < FORBIDDEN
    return isinstance(item, Glue) and isinstance(before, Box)
