"""The page builder: a vertical list and the heights of notes come in, pages go out.

Notes are insertions in TeX's sense: a page ends where text and the notes it calls fit best. A note
begins on the page of its call; where it does not fit, it goes on at the next page's foot.
The best few ways to have filled so many pages are followed side by side (a beam), so that a page
ends early where that spares a later one a hole; the cost stays linear in the length of the list.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from footnoted.pdf.boxes import FORBIDDEN, FORCED, Box, Glue, Item, Penalty

SLACK = 0.01
"""Points by which sums of heights may err."""
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
class Room:
    """The height of a page and what notes take of it, in points."""

    height: float
    note_area: float
    """White and rule above the first note."""
    between_notes: float
    start_lines: int
    """Lines of a note that stand on its call's page at least."""
    body_height: float
    """Text kept free where long notes go on over several pages."""


@dataclass(frozen=True, slots=True)
class NotePart:
    """Lines `first` to `last` (exclusive) of a note."""

    note: str
    first: int
    last: int


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
    """The list with what is known of it and of its notes once for all pages."""

    def __init__(
        self, items: Sequence[Item], heights: Mapping[str, Sequence[float]], room: Room
    ) -> None:
        self.items = items
        self.heights = heights
        self.room = room
        self.order = {note: place for place, note in enumerate(heights)}
        self.lines = {note: (0.0, *accumulate(lines)) for note, lines in heights.items()}
        """By note, how far down each of its lines begins, and the last one ends."""
        self.wholes = {note: tops[-1] for note, tops in self.lines.items()}
        self.least = {
            note: self.part_height(self.start(self.whole(note), room.start_lines))
            for note in heights
        }
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
            left = self.place_notes(end, trail.carry)[1] if end.free < -SLACK else ()
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
            placed, _ = self.place_notes(end, carry)
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
        demand = _Demand(self, carry)
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
                        fitting = demand.stop(at + 1, 0.0, height, 0.0)
                    return self.cheapest(stops or [fitting], carry)
                after_box = True
                fitting = demand.stop(at + 1, 0.0, height, 0.0)
                continue
            if isinstance(item, Penalty):
                if item.cost <= FORCED:
                    return self.cheapest(stops, carry, demand.stop(at, 0.0, height, stretch), first)
                if item.cost < FORBIDDEN:
                    stops.append(demand.stop(at, item.cost, height, stretch, item.white))
            else:
                if after_box:
                    stops.append(demand.stop(at, 0.0, height, stretch))
                height += item.height
                stretch += item.stretch
            after_box = False
        return self.cheapest(stops, carry, demand.stop(len(items), 0.0, height, stretch), first)

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

    def whole(self, note: str) -> NotePart:
        """Return all lines of a note."""
        return NotePart(note, 0, len(self.heights[note]))

    def start(self, part: NotePart, lines: int) -> NotePart:
        """Return the least of a note that its page must hold; no single line is left over."""
        whole = part.last - part.first <= lines + (lines > 1)
        return part if whole else NotePart(part.note, part.first, part.first + lines)

    def part_height(self, part: NotePart) -> float:
        """Add up the heights of a part's lines."""
        tops = self.lines[part.note]
        return tops[part.last] - tops[part.first]

    def place_notes(
        self, end: _End, carry: tuple[NotePart, ...]
    ) -> tuple[tuple[NotePart, ...], tuple[NotePart, ...]]:
        """Fill the foot of a page line by line; return what stands there and what is left."""
        parts = (*carry, *map(self.whole, end.called))
        starts, spare = self.starts(parts, end)
        placed: list[NotePart] = []
        left: list[NotePart] = []
        for part, start in zip(parts, starts, strict=True):
            cut = self.cut(part, start, spare)
            spare -= self.part_height(NotePart(part.note, start, cut))
            if cut > part.first and (not left or start > part.first):
                placed.append(NotePart(part.note, part.first, cut))
            else:
                cut = part.first
            if cut < part.last:
                left.append(NotePart(part.note, cut, part.last))
        return tuple(placed), tuple(left)

    def starts(self, parts: tuple[NotePart, ...], end: _End) -> tuple[list[int], float]:
        """Return how far each note must stand on a page at least, and the height left then.

        Where the usual starts do not fit beside something large, a line of each has to do; where
        not even those fit, which no page could help, notes stand in order as far as they go.
        """
        rules = self.room.note_area + self.room.between_notes * (len(parts) - 1)
        room = self.room.height + SLACK - end.body - rules
        starts: list[int] = []
        for least in (self.room.start_lines, 1, 0) if end.called else (0,):
            starts = [self.start(part, least).last for part in parts]
            spare = room - sum(
                self.part_height(NotePart(part.note, part.first, start))
                for part, start in zip(parts, starts, strict=True)
            )
            if spare >= 0:
                return starts, spare
        return starts, room

    def cut(self, part: NotePart, start: int, spare: float) -> int:
        """Return the line before which a note is divided; no single line is left over."""
        tops = self.lines[part.note]
        cut = max(start, bisect_right(tops, tops[start] + spare, start, part.last + 1) - 1)
        lonely = cut == part.last - 1 and cut > start
        return cut - 1 if lonely else cut


def _cheapest(end: _End) -> tuple[float, int]:
    """Of two ends that cost the same, the later one is better."""
    return end.cost, -end.at


class _Demand:
    """What the notes of a page want of its height, as more and more of them are called."""

    __slots__ = ("builder", "called", "carried", "full", "last", "split_off", "starts")

    def __init__(self, builder: _Builder, carry: tuple[NotePart, ...]) -> None:
        self.builder = builder
        self.called: tuple[str, ...] = ()
        self.carried = {part.note for part in carry}
        self.full = 0.0
        """Height of all lines of all notes."""
        self.starts = 0.0
        """Height of the first lines of each."""
        self.split_off = 0.0
        """What could go on at the next page of the last one."""
        self.last = -1
        """Place of the last note called in the order of all."""
        for part in carry:
            start = builder.start(part, builder.room.start_lines)
            self.add(builder.part_height(part), builder.part_height(start))

    def stop(self, at: int, cost: float, body: float, stretch: float, white: float = 1.0) -> _Stop:
        """Say how things stand at a place where the page may end."""
        return _Stop(at, cost, body, stretch, self.full, self.split, self.called, white)

    @property
    def split(self) -> float:
        """Height of all but the end of the last note."""
        return self.full - self.split_off

    def add(self, whole: float, least: float) -> None:
        """Add one note to the foot of the page."""
        room = self.builder.room
        above = room.between_notes if self.full else room.note_area
        self.full += above + whole
        self.starts += above + least
        self.split_off = whole - least

    def call(self, notes: tuple[str, ...]) -> None:
        """Add the notes that do not stand on this page already."""
        builder = self.builder
        for note in notes:
            if note in self.carried or note in self.called:
                continue
            before = self.split_off
            self.add(builder.wholes[note], builder.least[note])
            if builder.order[note] > self.last:
                self.last = builder.order[note]
                self.called = (*self.called, note)
            else:
                # One that stands before others: the last stays the one that could be divided.
                self.split_off = before
                called = (*self.called, note)
                self.called = tuple(sorted(called, key=builder.order.__getitem__))
