"""The listener: records of lines that a fork has set come in, lines go out as they are wanted."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from msgspec import msgpack

from footnoted.cores import Forerunner
from footnoted.pdf.flow.press import Press
from footnoted.pdf.flow.teller import tell_all
from footnoted.pdf.flow.told import (
    FIRST_SIGN,
    Pair,
    Piece,
    ToldLine,
    ToldLines,
    ToldRow,
    ToldStrip,
)
from footnoted.pdf.fonts import Font
from footnoted.pdf.spans import Span
from footnoted.pdf.words import Ink, Line, Row, Strip


class _Codes(dict[int, str]):
    """Private signs, and all others, to the codes that fonts have for the pairs that they mean."""

    def __init__(self, fonts: Sequence[Font]) -> None:
        self.fonts = fonts
        self.pairs: list[Pair] = []

    def __missing__(self, sign: int) -> str:
        made = self[sign] = (
            self.code(self.pairs[sign - FIRST_SIGN]) if sign >= FIRST_SIGN else chr(sign)
        )
        return made

    def code(self, pair: Pair) -> str:
        """Return the code of a pair, a new one if need be."""
        font, glyph, text = pair
        return self.fonts[font].code((glyph, text))


class Listener:
    """What a fork that begins with one of the sections has told."""

    def __init__(self, press: Press, first: int) -> None:
        self.setter = press.setter
        self.fonts = list(press.file.fonts.values())
        self.codes = _Codes(self.fonts)
        self.inks: list[Ink] = []
        self.end = first
        """The section before which it ends."""
        work = partial(tell_all, press, first, self.fonts)
        self.forerunner: Forerunner | None = None
        with suppress(OSError):  # no process more, or no room for its file
            self.forerunner = Forerunner(work)

    def reach(self, at: int) -> None:
        """Take what there is of a section, once for those beside it."""
        while self.forerunner is not None and self.end <= at:
            piece = self.forerunner.next() if self.setter.fonts.finds.plain else None
            if piece is None:
                self.close()
            else:
                self.take(msgpack.decode(piece, type=Piece))

    def take(self, piece: Piece) -> None:
        """Keep the lines of a piece until they are wanted."""
        self.end = piece.end
        for font, size, colour, rise in piece.inks:
            self.inks.append(Ink(self.fonts[font], size, colour, rise))
        self.codes.pairs += piece.asked
        for told in piece.lines:
            if told.lines is not None:
                # The same words may be wished twice: the first time they ask for the codes.
                self.setter.ahead.setdefault(told.wish, partial(self.lines, told))

    def lines(self, told: ToldLines) -> tuple[Line, ...]:
        """Return lines; letters get their codes in the order in which they would have."""
        for pair in told.asked:
            self.codes.code(pair)
        return tuple([self.line(one, told.spans) for one in told.lines or ()])

    def line(self, told: ToldLine, spans: Sequence[Span]) -> Line:
        """Make a line of its record."""
        row = told.row and self.row(told.row)
        found: Sequence[Strip] = () if row else self.strips(told.strips, spans)
        fields = (told.width, told.stretch, told.hyphenated, told.notes, told.hang)
        return Line((), *fields, row, found)

    def strips(self, told: Sequence[ToldStrip], spans: Sequence[Span]) -> tuple[Strip, ...]:
        """Make strips of their records."""
        return tuple(
            [
                (None if at < 0 else spans[at], start, end, tuple(map(self.row, rows)))
                for at, start, end, rows in told
            ]
        )

    def row(self, told: ToldRow) -> Row:
        """Make a row of its record."""
        at, code = told
        if at >= 0:
            return self.inks[at], code
        return self.inks[~at], code.translate(self.codes)

    def close(self) -> None:
        """Let go of the fork and of what it has told."""
        if self.forerunner is not None:
            self.forerunner.close()
        self.forerunner = None
        self.setter.ahead.clear()
