"""In: a family that office programs have, and text. Out: its width, without the font itself.

Decks name the fonts of the viewer's machine, so we measure with tables of advance widths. Sums of
`hmtx` advances leave kerning and ligatures out and so are an upper bound of what is drawn.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

TWINS = {
    "Arial": "liberation-sans",
    "Calibri": "carlito",
    "Caladea": "caladea",
    "Cambria": "caladea",
    "Carlito": "carlito",
    "Helvetica": "liberation-sans",
    "Liberation Sans": "liberation-sans",
    "Liberation Serif": "liberation-serif",
    "Times New Roman": "liberation-serif",
}
"""Families whose widths are known, by the table that holds them."""

_WIDEST_STAND_IN = 1.16
"""DejaVu Sans, the widest face that stands in for a lacking one, against Arial."""


class _Widths(dict[str, float]):
    """Ems by character; one that the table lacks counts as wide: another font will draw it."""

    def __missing__(self, character: str) -> float:
        width = 0.0 if unicodedata.combining(character) else 1.0
        self[character] = width
        return width


@dataclass(frozen=True, slots=True)
class Advances:
    """The advance widths of one face, in ems."""

    widths: _Widths
    scale: float
    _words: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """Return the width of a text in ems, remembered: meant for words, not for paragraphs."""
        known = self._words.get(text)
        if known is None:
            known = sum(map(self.widths.__getitem__, text)) * self.scale
            self._words[text] = known
        return known


def is_measured(family: str) -> bool:
    """Say whether the widths of a family are known rather than guessed."""
    return family in TWINS


@cache
def advances(family: str, bold: bool = False, italic: bool = False) -> Advances:
    """Return a face's widths; an unknown family is measured as the widest likely stand-in."""
    stem = TWINS.get(family)
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}
    table = _table(stem or "liberation-sans")
    widths = table[style.get((bold, italic), "BoldItalic")]
    return Advances(_Widths(widths), 1.0 if stem else _WIDEST_STAND_IN)


@cache
def _table(stem: str) -> dict[str, dict[str, float]]:
    """Read one family's table: faces by style name, each ems by character."""
    text = (files("footnoted.text") / "advance_tables" / f"{stem}.txt").read_text("utf-8")
    faces: dict[str, dict[str, float]] = {}
    units = 1
    for line in text.splitlines():
        if line.startswith("="):
            _, style, em = line.split()
            units = int(em)
            faces[style] = {}
        elif not line.startswith("#"):
            start, _, words = line.partition(": ")
            for offset, width in enumerate(_unpacked(words)):
                faces[style][chr(int(start, 16) + offset)] = width / units
    return faces


def _unpacked(words: str) -> Iterator[int]:
    """Yield the advances of one range; `x*n` stands for n times x."""
    for word in words.split():
        width, _, count = word.partition("*")
        for _ in range(int(count or 1)):
            yield int(width)
