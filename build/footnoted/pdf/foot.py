"""The foot of a page: notes called and carried come in, what stands there and what is left go out.

Notes are insertions in TeX's sense: a note begins on the page of its call; where it does not fit,
it goes on at the next page's foot.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from msgspec import Struct

SLACK = 0.01
"""Points by which sums of heights may err."""


class Room(Struct, frozen=True):
    """The height of a page and what notes take of it, in points."""

    height: float
    note_area: float
    """White and rule above the first note."""
    between_notes: float
    start_lines: int
    """Lines of a note that stand on its call's page at least."""
    body_height: float
    """Text kept free where long notes go on over several pages."""
    continued: float = 0.0
    """What says whose rest it is, above each of several notes that go on from the page before."""


class NotePart(Struct, frozen=True):
    """Lines `first` to `last` (exclusive) of a note."""

    note: str
    first: int
    last: int


class Kin(NamedTuple):
    """A note that has its label in common with others."""

    label: str
    also: str
    """The note that stands for it below another one of its label."""


class Notes:
    """The notes of one document: how high they are, where they may be divided."""

    def __init__(
        self, heights: Mapping[str, Sequence[float]], room: Room, kin: Mapping[str, Kin]
    ) -> None:
        self.heights = heights
        self.room = room
        self.kin = kin
        self.order = {note: place for place, note in enumerate(heights)}
        self.lines = {note: (0.0, *accumulate(lines)) for note, lines in heights.items()}
        """By note, how far down each of its lines begins, and the last one ends."""
        self.wholes = {note: tops[-1] for note, tops in self.lines.items()}
        self.least = self.starting(room.start_lines)
        """By note, how high the least of it is that its page must hold."""

    def starting(self, lines: int) -> dict[str, float]:
        """Return by note how high its start is, of so many lines if it has more."""
        return {note: self.part_height(self.start(self.whole(note), lines)) for note in self.wholes}

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

    def named(self, parts: Sequence[NotePart]) -> int:
        """Count the notes that go on from the page before and are named there: not a single one."""
        begun = sum(part.first > 0 for part in parts)
        return begun if begun > 1 else 0

    def place(
        self, body: float, called: tuple[str, ...], carry: tuple[NotePart, ...]
    ) -> tuple[tuple[NotePart, ...], tuple[NotePart, ...]]:
        """Fill the foot of a page line by line; return what stands there and what is left."""
        parts = (*carry, *map(self.whole, called))
        starts, spare = self.starts(parts, body, bool(called))
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

    def starts(
        self, parts: tuple[NotePart, ...], body: float, calls: bool
    ) -> tuple[list[int], float]:
        """Return how far each note must stand on a page at least, and the height left then.

        Where the usual starts do not fit beside something large, a line of each has to do; where
        not even those fit, which no page could help, notes stand in order as far as they go.
        """
        rules = self.room.note_area + self.room.between_notes * (len(parts) - 1)
        rules += self.named(parts) * self.room.continued
        room = self.room.height + SLACK - body - rules
        starts: list[int] = []
        for least in (self.room.start_lines, 1, 0) if calls else (0,):
            starts = [self.start(part, least).last for part in parts]
            spare = room - fsum(
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


class Demand:
    """What the notes of a page want of its height, as more and more of them are called."""

    __slots__ = (
        "called",
        "carried",
        "first",
        "full",
        "last",
        "least",
        "notes",
        "places",
        "split_off",
        "starts",
    )

    def __init__(
        self, notes: Notes, carry: tuple[NotePart, ...], least: Mapping[str, float] | None = None
    ) -> None:
        self.notes = notes
        self.least = notes.least if least is None else least
        self.called: tuple[str, ...] = ()
        self.carried = {part.note for part in carry}
        self.full = 0.0
        """Height of all lines of all notes."""
        self.starts = 0.0
        """Height of the first lines of each."""
        self.split_off = 0.0
        """What could go on at the next page of the last one."""
        self.last = (-1, -1)
        """Place of the last note called in the order of all."""
        self.first: dict[str, str] = {}
        """By label, the first note called of those that have it in common."""
        self.places: dict[str, tuple[int, int]] = {}
        """By note, its place in the order of those called: after the first one of its label."""
        for part in carry:
            start = notes.start(part, notes.room.start_lines)
            self.add(notes.part_height(part), notes.part_height(start))
        above = notes.named(carry) * notes.room.continued
        self.full += above
        self.starts += above

    @property
    def split(self) -> float:
        """Height of all but the end of the last note."""
        return self.full - self.split_off

    def add(self, whole: float, least: float) -> None:
        """Add one note to the foot of the page."""
        room = self.notes.room
        above = room.between_notes if self.full else room.note_area
        self.full += above + whole
        self.starts += above + least
        self.split_off = whole - least

    def call(self, notes: tuple[str, ...]) -> None:
        """Add the notes that do not stand on this page already."""
        known = self.notes
        for name in notes:
            # Endnotes have no height at the foot of a page.
            if name not in known.wholes or name in self.carried or name in self.places:
                continue
            kin = known.kin.get(name)
            if kin is not None and kin.also in self.carried:
                continue
            if kin is not None:
                self.lead(name, kin.label)
            note, place = self.placed(name, kin)
            if note in self.places:
                continue
            before = self.split_off
            self.add(known.wholes[note], self.least[note])
            self.places[note] = place
            if place > self.last:
                self.last = place
                self.called = (*self.called, note)
            else:
                # One that stands before others: the last stays the one that could be divided.
                self.split_off = before
                self.called = tuple(sorted((*self.called, note), key=self.places.__getitem__))

    def placed(self, name: str, kin: Kin | None) -> tuple[str, tuple[int, int]]:
        """Return what stands for a note, and where: below the first one of its label, if any."""
        order = self.notes.order
        first = name if kin is None else self.first.setdefault(kin.label, name)
        if kin is None or first == name:
            return name, (order[name], -1)
        return kin.also, (order[first], order[name])

    def lead(self, name: str, label: str) -> None:
        """Let a note stand whole above one of its label that was called before it but follows it.

        That is so in columns beside each other: the second one's first line calls before the first
        one's last line, whose note is the one that has the work in full.
        """
        known, order, first = self.notes, self.notes.order, self.first.get(label)
        if first not in self.places or order[first] < order[name]:
            return
        also = known.kin[first].also
        self.first[label] = name
        self.full += known.wholes[also] - known.wholes[first]
        self.starts += self.least[also] - self.least[first]
        del self.places[first]
        below = [one for one, (above, _) in self.places.items() if above == order[first]]
        self.places |= {one: (order[name], self.places[one][1]) for one in below}
        self.places[also] = (order[name], order[first])
        called = (also if one == first else one for one in self.called)
        self.called = tuple(sorted(called, key=self.places.__getitem__))
        end = self.called[-1]
        self.last = self.places[end]
        self.split_off = known.wholes[end] - self.least[end]
