"""The content of a page: words, lines and shapes come in, PDF operators go out.

Keeps the state that the operators change, so that nothing is said twice. Origin bottom left.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from footnoted.pdf.fonts import FontBook
from footnoted.pdf.syntax import number
from footnoted.pdf.words import Ink, Row
from footnoted.text.shaping import Shaped

_STILL = 0.002
"""Points that nobody moves for."""
Points = Sequence[tuple[float, float]]
RunFields = tuple[Shaped, float, str, float, float]
"""What a run consists of."""


class Run(NamedTuple):
    """A shaped word on its line."""

    shaped: Shaped
    size: float
    colour: str
    """`#rrggbb`."""
    rise: float = 0.0
    gap_after: float = 0.0
    """The word space that follows, in points; 0 where the next run joins on."""


class Painter:
    """Writes operators for one page after the other."""

    def __init__(self, book: FontBook) -> None:
        self._book = book
        operators: list[str] = []
        self._write = operators.append
        self._in_mark = self._in_text = False
        self._changes: dict[tuple[Ink | None, Ink, str], str] = {}
        """What changes from one ink to another while a colour fills: text goes back and forth."""
        self._forget()

    def begin(self, operators: list[str]) -> None:
        """Start a page, whose operators go to this list."""
        self._write = operators.append
        self._forget()

    def _forget(self) -> None:
        """Return to the state a page begins with (ISO 32000-1, 8.4.1)."""
        self._ink: Ink | None = None
        self._filled = "#000000"
        self._pen = ("#000000", 1.0)

    def open_mark(self, operator: str) -> None:
        """Begin marked content and end that before, if there is any.

        Text objects lie within it, never across its ends (14.6.1).
        """
        if self._in_text:
            self._write(f"ET\nEMC\n{operator}")
            self._in_text = False
        else:
            self._write(f"EMC\n{operator}" if self._in_mark else operator)
            self._in_mark = True

    def close_mark(self) -> None:
        """End marked content, if there is any."""
        self.end_text()
        if self._in_mark:
            self._write("EMC")
            self._in_mark = False

    def text(self, x: float, y: float, runs: Sequence[RunFields]) -> None:
        """Set runs on one baseline."""
        rows: list[Row] = []
        for shaped, size, colour, rise, gap in runs:
            font = self._book[shaped.face]
            shown = font.fragment(shaped, size, rise)
            rows.append((Ink(font, size, colour, rise), shown + font.gap(gap, size)))
        self.rows(x, y, rows)

    def rows(self, x: float, y: float, rows: Sequence[Row]) -> None:
        """Set rows on one baseline, one behind the other."""
        ink, shown = rows[0]
        change = "" if ink is self._ink else self._changed(ink)
        if len(rows) > 1:
            for ink, text in rows[1:]:
                if ink is not self._ink and (changed := self._changed(ink)):
                    change, shown = f"{change}[{shown}]TJ\n{changed}", text
                else:
                    shown += text
        if not self._in_text:
            self._in_text = True
            self._write("BT")
        self._write(f"1 0 0 1 {_place(x)} {_place(y)} Tm\n{change}[{shown}]TJ")

    def placed(self, y: float, runs: Sequence[tuple[float, RunFields]]) -> None:
        """Set runs on one baseline, each at its own x, in whatever order."""
        if not self._in_text:
            self._write("BT")
            self._in_text = True
        out = shown = ""
        pen = 0.0
        for x, (shaped, size, colour, rise, _) in runs:
            font = self._book[shaped.face]
            ink = Ink(font, size, colour, rise)
            if not shown or ink != self._ink:
                out += (f"[{shown}]TJ\n" if shown else "") + self._changed(ink)
                out += f"1 0 0 1 {x:.2f} {y:.2f} Tm\n"
                shown = ""
            elif abs(pen - x) > _STILL:
                shown += number(round((pen - x) * 1000 / size, 1))
            shown += font.fragment(shaped, size, rise)
            pen = x + shaped.advance * size / shaped.face.units_per_em
        self._write(f"{out}[{shown}]TJ")

    def _changed(self, ink: Ink) -> str:
        """Return the operators that change to an ink, each with a line's end."""
        change = (self._ink, ink, self._filled)
        self._ink, self._filled = ink, ink.colour
        known = self._changes.get(change)
        if known is None:
            known = self._changes[change] = self._change(*change)
        return known

    def _change(self, before: Ink | None, ink: Ink, filled: str) -> str:
        font, size, colour, rise = ink
        out = ""
        if before is None or font is not before.font or size != before.size:
            out = f"/{self._book.name(font)} {number(size)} Tf\n"
        if rise != (before.rise if before else 0.0):
            out += f"{number(rise)} Ts\n"
        if colour != filled:
            out += f"{_rgb(colour)} rg\n"
        return out

    def rectangle(self, left: float, bottom: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle."""
        sides = " ".join(map(number, (left, bottom, width, height)))
        self._shape(fill, f"{sides} re f")

    def polygon(self, points: Points, fill: str) -> None:
        """Fill a closed shape."""
        self._shape(fill, f"{_path(points)} h f")

    def area(self, rings: Sequence[Points], fill: str, edge: str, width: float) -> None:
        """Fill a shape of rings by the even-odd rule (8.5.3.3.3), and draw its edge."""
        path = " h ".join(_path(ring) for ring in rings if len(ring) > 1) + " h"
        if path == " h":
            return
        if edge:
            self._set_pen(edge, width)
        paint = "B*" if fill and edge else "f*" if fill else "S"
        if fill:
            self._shape(fill, f"{path} {paint}")
        else:
            self.end_text()
            self._write(f"{path} {paint}")

    def polyline(self, points: Points, width: float, colour: str, dash: Sequence[float]) -> None:
        """Draw a line through points, with round joins; `dash` gives lengths on and off."""
        self._set_pen(colour, width)
        path = f"{_path(points)} S"
        self._write(f"q [{' '.join(map(number, dash))}]0 d {path} Q" if dash else path)

    def _set_pen(self, colour: str, width: float) -> None:
        self.end_text()
        if self._pen != (colour, width):
            self._pen = (colour, width)
            self._write(f"{_rgb(colour)} RG {number(width)} w 1 j")

    def end_text(self) -> None:
        """Leave the text object, as everything but text wants (9.4.1)."""
        if self._in_text:
            self._in_text = False
            self._write("ET")

    def _shape(self, fill: str, operators: str) -> None:
        self.end_text()
        if fill != self._filled:
            self._filled, self._ink = fill, self._ink and self._ink._replace(colour=fill)
            self._write(f"{_rgb(fill)} rg")
        self._write(operators)


def _path(points: Points) -> str:
    first, *rest = [f"{number(x)} {number(y)}" for x, y in points]
    return " ".join([f"{first} m", *[f"{point} l" for point in rest]])


@lru_cache(maxsize=4096)
def _place(length: float) -> str:
    """Return a coordinate of text: many lines begin at the same few edges."""
    return f"{length:.2f}"


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    """Return the operands of a colour.

    >>> _rgb("#14385c")
    '0.078 0.22 0.361'
    """
    return " ".join(number(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
