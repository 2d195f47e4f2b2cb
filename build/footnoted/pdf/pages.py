"""The page builder: a vertical list and the heights of notes come in, pages go out.

A page ends where text and the notes it calls fit best; the foot of the page divides the notes.
The best few ways to have filled so many pages are followed side by side (a beam), so that a page
ends early where that spares a later one a hole; the cost stays linear in the length of the list.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import inf
from operator import add, attrgetter
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from footnoted.pdf.boxes import FORBIDDEN, FORCED, Box, Glue, Item, Penalty, at_cost
from footnoted.pdf.foot import SLACK, Demand, Kin, NotePart, Notes, Room
from footnoted.pdf.rating import rate_overrun, rate_scant, rate_white

PAGE_COST = 150.0
"""Cost of a page more; so much a way that lags behind by a page's height is thought to need."""
TRAILS = 8
"""Ways followed side by side."""
PLACES = 6
"""Decimals to which heights are right, which are differences of heights from the paper's start."""
EXACT = 10.0**-PLACES
FREE = at_cost(0)
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


class _Called(Struct, frozen=True, gc=False):
    """What the notes of a page want of it from one item on, until the next one calls more."""

    at: int
    full: float
    """Height of all its notes."""
    split: float
    """Height of all but the end of the last one."""
    starts: float
    """Height of the least of them that the page must hold."""
    notes: tuple[str, ...]


class _Sheet(NamedTuple):
    """A page while its end is sought."""

    first: int
    above: float
    """How far down the list its top lies."""
    called: list[_Called]
    carry: tuple[NotePart, ...]


class _Stop(NamedTuple):
    """How things stand where a page may end."""

    at: int
    body: float
    free: float
    """White at the foot; less than nothing where notes go on."""
    stretch: float
    """By how much the white between its blocks may grow."""
    called: _Called


_End = tuple[float, int, float, _Called, float, bool]
"""A stop that has been rated: its cost; where it stands, counted down, as the later one of two that
cost the same is better; its body, notes and white; whether the page ends because it must, when
white is no fault."""


class _Trail(NamedTuple):
    """One way to have filled some pages: where it stands, what it has cost, whence it came."""

    at: int
    carry: tuple[NotePart, ...]
    cost: float
    rank: float
    """Cost, and what it is likely to cost that it lags behind."""
    end: _End | None = None
    before: "_Trail | None" = None


_Stand = tuple[int, tuple[NotePart, ...], float, float, _End]
"""What makes a trail longer: where it stands then, what is carried, its cost and rank, the end."""
_RANK = attrgetter("rank")


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
        limit, final = inf, best is not None or builder.may_finish(layer)
        for trail in layer:
            for at, left, cost, rank, end in builder.next_stands(trail, limit):
                known = best if at >= len(items) and not left else reached.get((at, left))
                if known is not None and known.cost <= cost:
                    continue
                new = _Trail(at, left, cost, rank, end, trail)
                if at >= len(items) and not left:
                    best = new
                else:
                    reached[at, left] = new
            if len(reached) >= TRAILS and not final:
                limit = sorted(map(_RANK, reached.values()))[TRAILS - 1]
        alive = [one for one in reached.values() if best is None or one.cost < best.cost]
        layer = sorted(alive, key=_RANK)[:TRAILS]
    return builder.pages(best)


class _Builder:
    """The list and its notes, with what is known of them once for all pages."""

    def __init__(self, items: Sequence[Item], notes: Notes, room: Room) -> None:
        self.items = items
        self.room = room
        self.notes = notes
        self.single = self.notes.starting(1)
        """How high the first line of each note is."""
        self.demands: dict[tuple[int, tuple[NotePart, ...]], tuple[Demand, list[_Called]]] = {}
        """By calling box and what is carried, what the notes from there on want."""
        self.next_box: list[int] = []
        """By item, the first box from it on: white at a page's top belongs to no page."""
        self.calling: list[int] = []
        """Boxes that call notes."""
        self.forced: list[int] = []
        """Penalties that end a page."""
        self.breaks: list[int] = []
        """Items before which a page may end."""
        self.costs: list[float] = []
        self.whites: list[float] = []
        heights, stretches, belows = [0.0], [0.0], [0.0]
        before: Item | None = None
        for at, item in enumerate(items):  # once, as there are forty a page
            height = stretch = below = 0.0
            if isinstance(item, Box):
                height, below = item.height, item.below
                self.box(at, item)
            elif isinstance(item, Glue):
                height, stretch = item.height, item.stretch
                if isinstance(before, Box):
                    self.may_end(at, FREE)
            else:
                self.may_end(at, item)
            heights.append(height)
            stretches.append(stretch)
            belows.append(below)
            before = item
        self.next_box += [len(items)] * (len(items) + 1 - len(self.next_box))
        self.tops = list(accumulate(heights))
        self.stretches = list(accumulate(stretches))
        self.edges = list(map(add, self.tops, belows))
        """By item, how far down a page reaches that ends before it."""
        self.deep = self.edges != self.tops
        self.ahead = [PAGE_COST * top / room.height for top in self.tops]
        """By item, what a way is better than its cost for having come to it."""

    def box(self, at: int, box: Box) -> None:
        """Take note of a box."""
        self.next_box += [at] * (at + 1 - len(self.next_box))
        if box.notes:
            self.calling.append(at)

    def may_end(self, at: int, penalty: Penalty) -> None:
        """Take note of a place where a page may end, or must."""
        if penalty.cost <= FORCED:
            self.forced.append(at)
        elif at and penalty.cost < FORBIDDEN:
            self.breaks.append(at)
            self.costs.append(penalty.cost)
            self.whites.append(penalty.white)

    def may_finish(self, layer: Sequence[_Trail]) -> bool:
        """Say whether one page more may be the last one of some way."""
        farthest = max(self.tops[trail.at] for trail in layer)
        return self.tops[-1] - farthest <= self.room.height

    def next_stands(self, trail: _Trail, limit: float) -> Iterator[_Stand]:
        """Fill one page more in the best few ways, as far as their rank is within a limit."""
        for end in self.ends(trail.at, trail.carry, limit - trail.cost - PAGE_COST + EXACT):
            end_cost, before, body, called, free, _ = end
            at = self.next_box[-before]
            cost = trail.cost + end_cost + PAGE_COST
            rank = cost - self.ahead[at]
            if rank > limit:
                continue
            left: tuple[NotePart, ...] = ()
            if free < -SLACK:
                _, left = self.notes.place(body, called.notes, trail.carry)
            if at == trail.at and left == trail.carry:
                raise AssertionError("a page took neither text nor notes")
            yield at, left, cost, rank, end

    def pages(self, last: _Trail | None) -> tuple[Page, ...]:
        """Follow a way back and make its pages."""
        pages: list[Page] = []
        while last is not None and last.end is not None and last.before is not None:
            (_, at, body, called, free, closing), first = last.end, last.before.at
            carry, at = last.before.carry, -at
            placed, _ = self.notes.place(body, called.notes, carry)
            stretch = 0.0 if closing else self.stretch(first, at, free)
            pages.append(Page(first, at, placed, any(part.first for part in carry), stretch))
            last = last.before
        return tuple(reversed(pages))

    def stretch(self, first: int, last: int, free: float) -> float:
        """Return how far white has to stretch to fill a page, as a share of what it may."""
        total = self.stretches[last] - self.stretches[first]
        return min(1.0, max(free, 0.0) / total) if total else 0.0

    def ends(self, first: int, carry: tuple[NotePart, ...], limit: float = inf) -> list[_End]:
        """Fill a page from `first` on as far as it goes, and return its cheapest ends.

        `limit` is what a way may cost from here on, less what lies ahead of it.
        """
        above = self.tops[first] - self.repeated(first)
        forced = bisect_left(self.forced, first)
        last = self.forced[forced] if forced < len(self.forced) else len(self.items)
        called, over = self.called(first, last, above, carry)
        page = _Sheet(first, above, called, carry)
        low = bisect_right(self.breaks, first)
        if over is None:
            closing = self.stop(page, last)
            cost = self.overrun(page, closing)
            cost += rate_scant(self.room, closing.body) if first else 0.0
            found = [_end(closing, cost, closing=True)]
            return self.cheapest(page, low, bisect_left(self.breaks, last), found)
        high = bisect_left(self.breaks, over)
        if low < high:
            return self.cheapest(page, low, high, [], limit)
        if found := self.crowded(page, last):
            return found
        stop = self.stop(page, self.last_fitting(page, over))
        return [_end(stop, rate_white(self.room, stop.free, 0.0) + self.overrun(page, stop))]

    def crowded(self, page: _Sheet, last: int) -> list[_End]:
        """Rate the first end there is where notes do with a line each beside what must be whole."""
        called, over = self.called(page.first, last, page.above, page.carry, self.single)
        end = last if over is None else over
        known = page._replace(called=called)
        place = bisect_right(self.breaks, page.first)
        if place < bisect_left(self.breaks, end):
            stop = self.stop(known, self.breaks[place])
            white = rate_white(self.room, stop.free, stop.stretch) * self.whites[place]
            return [_end(stop, self.costs[place] + white + self.overrun(known, stop))]
        if over is None:
            stop = self.stop(known, last)
            return [_end(stop, self.overrun(known, stop), closing=True)]
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
        start = bisect_left(self.calling, first)
        demand, wanted = self.wanted(start, carry, least)
        limit = self.room.height + SLACK + EXACT + above
        lowest = limit - wanted[0].starts
        count, latest = 1, first
        for place in range(start, len(self.calling)):
            at = self.calling[place]
            within = self.tops[at] <= lowest and not self.deep
            if at >= last or not (within or at <= self.overflow(first, lowest)):
                break
            if count == len(wanted):
                box = self.items[at]
                assert isinstance(box, Box)
                demand.call(box.notes)
                wanted.append(_called(at + 1, demand))
            latest, lowest = at, min(lowest, limit - wanted[count].starts)
            count += 1
        over = max(latest, self.overflow(first, lowest))
        return wanted[:count], over if over < last else None

    def wanted(
        self, start: int, carry: tuple[NotePart, ...], least: Mapping[str, float] | None
    ) -> tuple[Demand, list[_Called]]:
        """Return what is known so far of what notes want from a calling box on.

        Most ways begin their pages a line or two apart, and call the same notes.
        """
        known = None if least else self.demands.get((start, carry))
        if known is None:
            demand = Demand(self.notes, carry, least)
            known = demand, [_called(0, demand)]
            if least is None:
                if len(self.demands) >= TRAILS:
                    self.demands.clear()
                self.demands[start, carry] = known
        return known

    def overflow(self, first: int, limit: float) -> int:
        """Return the first box that reaches below a limit."""
        at = bisect_right(self.tops, limit, first) - 1
        while self.deep and at > first and self.edges[at] > limit:
            at -= 1
        return self.next_box[max(first, at)]

    def last_fitting(self, page: _Sheet, over: int) -> int:
        """Return the end of the last box before the one that does not fit."""
        at = over
        while at > page.first and not isinstance(self.items[at - 1], Box):
            at -= 1
        # What fits on no page gets one for itself.
        return over + 1 if at == page.first and not page.carry else at

    def stop(self, page: _Sheet, at: int) -> _Stop:
        """Say how things stand where a page ends before an item."""
        called = next(one for one in reversed(page.called) if one.at <= at)
        body = self.body(page, at)
        free = self.room.height - body - called.full
        return _Stop(at, body, free, self.stretches[at] - self.stretches[page.first], called)

    def body(self, page: _Sheet, at: int) -> float:
        """Return the height of what stands on a page above its notes."""
        return round(self.edges[at] - page.above, PLACES) if at > page.first else 0.0

    def cheapest(
        self, page: _Sheet, low: int, high: int, found: list[_End], limit: float = inf
    ) -> list[_End]:
        """Rate stops from the last one back, until white alone costs more than what is known."""
        lightest = min(self.whites[low:high], default=1.0)
        room, above, stretched = self.room, page.above, self.stretches[page.first]
        edges, stretches, whites = self.edges, self.stretches, self.whites
        worst = found[-1][0] if found else -1.0
        later = len(page.called) - 1
        called = page.called[later]
        for place in range(high - 1, low - 1, -1):  # in one piece, as it runs for every line
            at, cost = self.breaks[place], self.costs[place]
            while called.at > at:
                later -= 1
                called = page.called[later]
            body = round(edges[at] - above, PLACES)
            free = room.height - body - called.full
            if free > 0.0:
                white = rate_white(room, free, stretches[at] - stretched)
                least = white * lightest
                if least > worst and (
                    len(found) == TRAILS or least > limit + self.ahead[self.next_box[at]]
                ):
                    break
                cost += white * whites[place]
            elif free < -SLACK:
                cost += rate_overrun(room, body, called.full, called.split, bool(page.carry))
            if cost < worst or len(found) < TRAILS:
                insort(found, (cost, -at, body, called, free, False))
                del found[TRAILS:]
                worst = found[-1][0]
        return found

    def overrun(self, page: _Sheet, stop: _Stop) -> float:
        """Rate the notes that go on at the next page from a stop."""
        full, split = stop.called.full, stop.called.split
        return rate_overrun(self.room, stop.body, full, split, bool(page.carry))

    def repeated(self, first: int) -> float:
        """Return the height of the table head that is drawn again above the first box."""
        item = self.items[first] if first < len(self.items) else None
        return item.repeat.height if isinstance(item, Box) and item.repeat else 0.0


def _called(at: int, demand: Demand) -> _Called:
    return _Called(at, demand.full, demand.split, demand.starts, demand.called)


def _end(stop: _Stop, cost: float, *, closing: bool = False) -> _End:
    """Make an end of a stop that has been rated."""
    return (cost, -stop.at, stop.body, stop.called, stop.free, closing)
