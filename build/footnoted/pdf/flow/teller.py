"""The teller: later sections come in, records of their lines go out.

Runs in a fork of the process that lays them out, where nobody else sees what it changes. Codes that
no font had before the fork are private signs: who lays out gives them, in their order.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from msgspec import msgpack

from footnoted.cores import Tell
from footnoted.model.document import Block, ItemList, Paragraph, Section
from footnoted.model.inlines import Inlines, Text
from footnoted.model.style.paper import Type
from footnoted.pdf.flow.blocks import role_of
from footnoted.pdf.flow.press import Press, measure_of
from footnoted.pdf.flow.told import (
    FIRST_SIGN,
    SIGNS,
    Pair,
    Piece,
    ToldInk,
    ToldLine,
    ToldLines,
    ToldRow,
    ToldStrip,
    has_signs,
)
from footnoted.pdf.fonts import Font
from footnoted.pdf.setting.setter import wish
from footnoted.pdf.spans import Span
from footnoted.pdf.strips import alike, strips
from footnoted.pdf.words import Ink, Line, Row

TOGETHER: Final = 16
"""Sections that are told in one piece."""


def tell_all(press: Press, first: int, fonts: Sequence[Font], tell: Tell) -> None:
    """Set the sections from one on: within the fork, where nobody else sees what that changes."""
    teller = Teller(press, fonts)
    sections = press.document.sections
    for start in range(first, len(sections), TOGETHER):
        together = sections[start : start + TOGETHER]
        lines = [one for section in together for one in teller.section(section)]
        if not teller.may_go_on():
            return
        tell(msgpack.encode(teller.piece(start + len(together), lines)))


def texts_in(
    press: Press, blocks: Sequence[Block], width: float, text: Type | None
) -> Iterator[tuple[Type, Inlines, float]]:
    """Yield the paragraphs that stand in a column of a width, and those of its lists."""
    for block in blocks:
        match block:
            case Paragraph():
                yield role_of(block.role, press.paper.roles, text), block.content, width
            case ItemList():
                inner, role = width - press.paper.lists.hang, text or press.paper.roles.list_item
                for item in block.items:
                    yield from texts_in(press, item, inner, role)
            case _:
                pass  # set where it is wanted


class _NewFontError(LookupError):
    """A line is in a font that was not there before the fork: nobody else knows its codes."""


class Teller:
    """Sets paragraphs and their notes, and puts them into records."""

    def __init__(self, press: Press, fonts: Sequence[Font]) -> None:
        self.press = press
        self.fonts = {font: at for at, font in enumerate(fonts)}
        self.inks: list[ToldInk] = []
        self.places: dict[Ink, int] = {}
        self.notes = set(press.notes)
        self.foot = press.style.notes.stand != "end"
        self.asked: list[Pair] = []
        self.told_pairs = self.told_inks = 0
        for at, font in enumerate(fonts):
            font.ask = partial(self.ask, at)

    def ask(self, font: int, pair: tuple[int, str]) -> str:
        """Return a private sign for the code that a pair wants of a font."""
        self.asked.append((font, *pair))
        return chr(FIRST_SIGN + len(self.asked) - 1)

    def may_go_on(self) -> bool:
        """Say whether all that has been set is plain, and private signs are left."""
        finds = self.press.setter.fonts.finds
        return finds.plain and not finds.missing and len(self.asked) < SIGNS

    def piece(self, end: int, lines: list[ToldLines]) -> Piece:
        """Put together what has been set of some sections."""
        asked, inks = self.asked[self.told_pairs :], self.inks[self.told_inks :]
        self.told_pairs, self.told_inks = len(self.asked), len(self.inks)
        return Piece(end, asked, inks, lines)

    def section(self, section: Section) -> Iterator[ToldLines]:
        """Yield what a section's paragraphs come to, each with the notes that it calls."""
        note, setter = self.press.paper.roles.note, self.press.setter
        for role, content, width in texts_in(self.press, section.blocks, self.press.measure, None):
            lines, told = self.lines(role, content, measure_of(role, width))
            yield told
            for name in [name for line in lines for name in line.notes] if self.foot else ():
                if name not in self.notes:
                    self.notes.add(name)
                    # Who lays out sets its label first, which may want codes as well.
                    setter.words(note, (Text(setter.notes[name].label),))
                    words = setter.notes[name].content
                    _, told = self.lines(note, words, self.press.note_measure, shared=True)
                    yield told

    def lines(
        self, role: Type, content: Inlines, measure: float, shared: bool = False
    ) -> tuple[tuple[Line, ...], ToldLines]:
        """Set inlines; return their lines and the record of them."""
        before = len(self.asked)
        lines = self.press.setter.lines(role, content, measure, shared=shared)
        asked = self.asked[before:]
        spans: dict[Span, int] = {}
        made: tuple[ToldLine, ...] | None
        try:
            made = tuple([self.line(one, spans) for one in lines])
        except _NewFontError:
            made = None
        return lines, ToldLines(wish(role, content, measure), asked, tuple(spans), made)

    def line(self, line: Line, spans: dict[Span, int]) -> ToldLine:
        """Put a line into a record; its spans get places among those of its paragraph."""
        whole = alike(line)
        row = (whole[0].ink, whole[1]) if whole and whole[0].span is None else None
        found: list[ToldStrip] = []
        for span, start, end, rows in () if row else strips(line):
            at = -1 if span is None else spans.setdefault(span, len(spans))
            found.append((at, start, end, tuple(map(self.row, rows))))
        fields = (line.width, line.stretch, line.hyphenated, line.notes, line.hang)
        return ToldLine(*fields, row and self.row(row), tuple(found))

    def row(self, row: Row) -> ToldRow:
        """Put a row into a record."""
        ink, code = row
        at = self.places.get(ink)
        if at is None:
            if ink.font not in self.fonts:
                raise _NewFontError(ink.font.face.name)
            self.inks.append((self.fonts[ink.font], ink.size, ink.colour, ink.rise))
            at = self.places[ink] = len(self.inks) - 1
        return ~at if has_signs(code) else at, code
