"""The page builder: a vertical list and the heights of notes come in, pages go out.

Notes are insertions in TeX's sense: a page ends where text and the notes it calls fit best. A note
begins on the page of its call; where it does not fit, it goes on at the next page's foot.
Every page looks ahead by one page only, so the cost is linear in the length of the list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from footnoted.pdf.boxes import FORBIDDEN, FORCED, Box, Glue, Item, Penalty

SLACK = 0.01
"""Points by which sums of heights may err."""
WHITE_COST = 100.0
"""Cost of white at the foot as high as `COMFORTABLE` of the page; it grows by the cube."""
COMFORTABLE = 0.12
CONTINUED_COST = 120.0
"""Cost of a note that goes on at the next page, and then this much for each of its points."""
CONTINUED_PER_POINT = 0.5
CROWDED_COST = 4000.0
"""Cost of several notes that go on: worse than most white."""
SCANT_PER_POINT = 10.0
"""Cost of each point of text that is lacking where a long note takes the page."""


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


@dataclass(frozen=True, slots=True)
class _Demand:
    """What the notes of a page want of its height."""

    full: float
    """All lines of all notes."""
    split: float
    """All but the end of the last one."""
    starts: float
    """Only the first lines of each."""


@dataclass(frozen=True, slots=True)
class _Break:
    """A place where the page may end."""

    at: int
    cost: float
    body: float
    called: tuple[str, ...]


def paginate(
    items: Sequence[Item], heights: Mapping[str, Sequence[float]], room: Room
) -> tuple[Page, ...]:
    """Break a vertical list into pages.

    `heights` has the line heights of every note, in the order in which notes are to stand.
    """
    builder = _Builder(items, heights, room)
    pages: list[Page] = []
    carry: tuple[NotePart, ...] = ()
    at = builder.next_box(0)
    while at < len(items) or carry:
        end = builder.choose_break(at, carry)
        placed, left = builder.place_notes(end, carry)
        if end.at == at and not placed:
            raise AssertionError("a page took neither text nor notes")
        pages.append(Page(at, end.at, placed, any(part.first for part in carry)))
        carry, at = left, builder.next_box(end.at)
    return tuple(pages)


class _Builder:
    """The list with what is known of its notes once for all pages."""

    def __init__(
        self, items: Sequence[Item], heights: Mapping[str, Sequence[float]], room: Room
    ) -> None:
        self.items = items
        self.heights = heights
        self.room = room
        self.order = {note: place for place, note in enumerate(heights)}

    def next_box(self, at: int) -> int:
        """Skip white at a page's top: it belongs to no page."""
        while at < len(self.items) and not isinstance(self.items[at], Box):
            at += 1
        return at

    def choose_break(self, first: int, carry: tuple[NotePart, ...]) -> _Break:
        """Walk on from `first` as long as it fits, and take the cheapest break on the way."""
        items, limit = self.items, self.room.height + SLACK
        carried = {part.note for part in carry}
        called: tuple[str, ...] = ()
        demand = self.demand(carry, called)
        height, after_box = self.repeated(first), False
        best = fitting = _Break(first, float("inf"), 0.0, ())
        for at in range(first, len(items)):
            item = items[at]
            if isinstance(item, Box):
                height += item.height
                fresh = [note for note in item.notes if note not in carried and note not in called]
                if fresh:
                    called = tuple(sorted({*called, *fresh}, key=self.order.__getitem__))
                    demand = self.demand(carry, called)
                if height + demand.starts > limit:
                    if fitting.at == first and not carry:
                        # Fits on no page: it gets one for itself.
                        return _Break(at + 1, 0.0, height, called)
                    return best if best.at > first else fitting
                fitting, after_box = _Break(at + 1, 0.0, height, called), True
                continue
            penalty = isinstance(item, Penalty)
            cost = float(item.cost) if isinstance(item, Penalty) else 0.0
            if cost <= FORCED:
                return _Break(at, cost, height, called)
            if (penalty or after_box) and cost < FORBIDDEN:
                cost += self.cost(height, demand, bool(carry))
                if cost <= best.cost:
                    best = _Break(at, cost, height, called)
            if isinstance(item, Glue):
                height += item.height
            after_box = False
        end = _Break(len(items), 0.0, height, called)
        missing = height + demand.full > limit
        return best if missing and best.cost < self.cost(height, demand, bool(carry)) else end

    def repeated(self, first: int) -> float:
        """Return the height of the table head that is drawn again above the first box."""
        item = self.items[first] if first < len(self.items) else None
        return item.repeat.height if isinstance(item, Box) and item.repeat else 0.0

    def cost(self, body: float, demand: _Demand, continued: bool) -> float:
        """Rate a page with this much text: white at the foot, or notes that go on."""
        height = self.room.height
        free = height - body - demand.full
        if free >= -SLACK:
            return WHITE_COST * (max(free, 0.0) / (COMFORTABLE * height)) ** 3
        cost = CONTINUED_COST - CONTINUED_PER_POINT * free
        if body + demand.split > height + SLACK:
            cost += CROWDED_COST
        if continued:
            cost += SCANT_PER_POINT * max(0.0, self.room.body_height - body)
        return cost

    def demand(self, carry: tuple[NotePart, ...], called: tuple[str, ...]) -> _Demand:
        """Add up what notes carried over and notes called here want."""
        parts = self.parts(carry, called)
        if not parts:
            return _Demand(0.0, 0.0, 0.0)
        rules = self.room.note_area + self.room.between_notes * (len(parts) - 1)
        totals = [self.part_height(part) for part in parts]
        starts = [self.part_height(self.start(part, self.room.start_lines)) for part in parts]
        full = rules + sum(totals)
        return _Demand(full, full - totals[-1] + starts[-1], rules + sum(starts))

    def parts(self, carry: tuple[NotePart, ...], called: tuple[str, ...]) -> tuple[NotePart, ...]:
        """Return all notes that want to stand on a page, in order, each whole."""
        return (*carry, *(NotePart(note, 0, len(self.heights[note])) for note in called))

    def start(self, part: NotePart, lines: int) -> NotePart:
        """Return the least of a note that its page must hold; no single line is left over."""
        whole = part.last - part.first <= lines + (lines > 1)
        return part if whole else NotePart(part.note, part.first, part.first + lines)

    def part_height(self, part: NotePart) -> float:
        """Add up the heights of a part's lines."""
        return sum(self.heights[part.note][part.first : part.last])

    def place_notes(
        self, end: _Break, carry: tuple[NotePart, ...]
    ) -> tuple[tuple[NotePart, ...], tuple[NotePart, ...]]:
        """Fill the foot of a page line by line; return what stands there and what is left."""
        parts = self.parts(carry, end.called)
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

    def starts(self, parts: tuple[NotePart, ...], end: _Break) -> tuple[list[int], float]:
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
        lines, cut = self.heights[part.note], start
        while cut < part.last and lines[cut] <= spare:
            spare -= lines[cut]
            cut += 1
        lonely = cut == part.last - 1 and cut > start
        return cut - 1 if lonely else cut
