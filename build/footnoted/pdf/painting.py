"""The content of a page: words, lines and shapes come in, PDF operators go out.

Keeps the state that the operators change, so that nothing is said twice. Origin bottom left.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from footnoted.pdf.fonts import Font
from footnoted.pdf.syntax import number
from footnoted.text.faces import Face
from footnoted.text.shaping import Shaped

_STILL = 0.002
"""Points that nobody moves for."""
Points = Sequence[tuple[float, float]]
RunFields = tuple[Shaped, float, str, float, float]
"""What a run consists of; whoever paints a whole book saves the time it takes to name them."""
Row = tuple[Sequence[Shaped], float, str, float, float, float]
"""Words of one look, their size, colour and rise, the gap between them and the one that follows;
a row of several words has a gap."""


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

    def __init__(self, font_of: Callable[[Face], Font]) -> None:
        self._font_of = font_of
        operators: list[str] = []
        self._write = operators.append
        self._in_text = False
        self._forget()

    def begin(self, operators: list[str]) -> None:
        """Start a page, whose operators go to this list."""
        self._write = operators.append
        self._forget()

    def _forget(self) -> None:
        """Return to the state a page begins with (ISO 32000-1, 8.4.1)."""
        self._font: Font | None = None
        self._face: Face | None = None
        self._size = self._rise = 0.0
        self._filled = "#000000"
        self._pen = ("#000000", 1.0)

    def open_mark(self, operator: str) -> None:
        """Begin marked content; text objects lie within it, never across its ends (14.6.1)."""
        self._write(operator)

    def close_mark(self) -> None:
        """End marked content."""
        self.end_text()
        self._write("EMC")

    def text(self, x: float, y: float, runs: Sequence[RunFields]) -> None:
        """Set runs on one baseline."""
        rows = [
            ((shaped,), size, colour, rise, 0.0, gap) for shaped, size, colour, rise, gap in runs
        ]
        self.rows(x, y, rows)

    def rows(self, x: float, y: float, rows: Sequence[Row]) -> None:
        """Set rows of words on one baseline."""
        if not self._in_text:
            self._write("BT")
            self._in_text = True
        out = [f"1 0 0 1 {x:.2f} {y:.2f} Tm"]
        shown: list[str] = []
        kept: dict[Shaped, str] = {} if self._font is None else self._font.kept
        last_gap, space = -1.0, ""
        for words, size, colour, rise, gap, end in rows:
            face = words[0].face
            if (
                face is not self._face
                or size != self._size
                or colour != self._filled
                or rise != self._rise
            ):
                if shown:
                    out.append(f"[{''.join(shown)}]TJ")
                    shown = []
                kept = self._set_text_state(out, face, size, colour, rise).kept
                last_gap = -1.0
            if gap and gap != last_gap:
                last_gap, space = gap, self._space(gap)
            try:
                parts = list(map(kept.__getitem__, words))
            except KeyError:
                parts = [kept.get(word) or self._fragment(word) for word in words]
            shown.append(space.join(parts) if gap else parts[0])
            if end:
                if end != last_gap:
                    last_gap, space = end, self._space(end)
                shown.append(space)
        out.append(f"[{''.join(shown)}]TJ")
        self._write("\n".join(out))

    def placed(self, y: float, runs: Sequence[tuple[float, RunFields]]) -> None:
        """Set runs on one baseline, each at its own x, in whatever order."""
        if not self._in_text:
            self._write("BT")
            self._in_text = True
        out: list[str] = []
        shown: list[str] = []
        pen = 0.0
        for x, (shaped, size, colour, rise, _) in runs:
            state = (self._face, self._size, self._filled, self._rise)
            if not shown or state != (shaped.face, size, colour, rise):
                if shown:
                    out.append(f"[{''.join(shown)}]TJ")
                    shown = []
                self._set_text_state(out, shaped.face, size, colour, rise)
                out.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            elif abs(pen - x) > _STILL:
                shown.append(number(round((pen - x) * 1000 / size, 1)))
            shown.append(self._fragment(shaped))
            pen = x + shaped.advance * size / shaped.face.units_per_em
        out.append(f"[{''.join(shown)}]TJ")
        self._write("\n".join(out))

    def _fragment(self, shaped: Shaped) -> str:
        assert self._font is not None  # set with the first run of the page
        return self._font.fragment(shaped, self._size, self._rise)

    def _space(self, gap: float) -> str:
        """Return the space glyph, then what it lacks or has too much, in thousandths of an em."""
        assert self._font is not None
        return f"{self._font.space}{self._font.space_width - gap * 1000 / self._size:.0f}"

    def _set_text_state(
        self, out: list[str], face: Face, size: float, colour: str, rise: float
    ) -> Font:
        font = self._font
        if font is None or face is not self._face or size != self._size:
            self._face, self._size = face, size
            font = self._font = self._font_of(face)
            out.append(f"/{font.name} {number(size)} Tf")
        if rise != self._rise:
            self._rise = rise
            out.append(f"{number(rise)} Ts")
        if colour != self._filled:
            self._filled = colour
            out.append(f"{_rgb(colour)} rg")
        return font

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
            self._filled = fill
            self._write(f"{_rgb(fill)} rg")
        self._write(operators)


def _path(points: Points) -> str:
    first, *rest = [f"{number(x)} {number(y)}" for x, y in points]
    return " ".join([f"{first} m", *[f"{point} l" for point in rest]])


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    """Return the operands of a colour.

    >>> _rgb("#14385c")
    '0.078 0.22 0.361'
    """
    return " ".join(number(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
