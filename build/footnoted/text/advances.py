"""In: a family that office programs have, and text. Out: its width, without the font itself.

Decks name the fonts of the viewer's machine, so we measure with tables of advance widths. Sums of
`hmtx` advances leave kerning and ligatures out and so are an upper bound of what is drawn.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import fsum

from msgspec import Struct

TWINS = {
    "Arial": "liberation-sans",
    "Arimo": "liberation-sans",
    "Calibri": "carlito",
    "Caladea": "caladea",
    "Cambria": "caladea",
    "Carlito": "carlito",
    "Helvetica": "liberation-sans",
    "Liberation Sans": "liberation-sans",
    "Liberation Serif": "liberation-serif",
    "Nimbus Roman": "liberation-serif",
    "Nimbus Sans": "liberation-sans",
    "TeX Gyre Heros": "liberation-sans",
    "TeX Gyre Termes": "liberation-serif",
    "Times": "liberation-serif",
    "Times New Roman": "liberation-serif",
    "Tinos": "liberation-serif",
}
"""Families whose widths are known, by the table that holds them."""

_WIDEST_STAND_IN = 1.16
"""DejaVu Sans, the widest face that stands in for a lacking one, against Arial."""


_ARABIC, _HEBREW = "plex-arabic", "liberation-sans"


class _Widths(dict[str, float]):
    """Ems by character; one that the table lacks counts as wide: another font will draw it."""

    def __init__(self, widths: Mapping[str, float], bold: bool) -> None:
        super().__init__(widths)
        self.style = "Bold" if bold else "Regular"

    def __missing__(self, character: str) -> float:
        width = 0.0 if unicodedata.combining(character) else 1.0
        if "\u0590" <= character < "\u0700":
            lent = _table(_HEBREW if character < "\u0600" else _ARABIC)
            width = lent[self.style].get(character, width)
        self[character] = width
        return width


class _Words(dict[str, float]):
    """Ems by word, reckoned once."""

    def __init__(self, widths: _Widths, scale: float) -> None:
        super().__init__()
        self.widths, self.scale = widths, scale

    def __missing__(self, text: str) -> float:
        width = fsum(map(self.widths.__getitem__, text)) * self.scale
        self[text] = width
        return width


class Advances(Struct, frozen=True):
    """The advance widths of one face, in ems."""

    words: _Words

    def width(self, text: str) -> float:
        """Return the width of a text in ems, remembered: meant for words, not for paragraphs."""
        return self.words[text]


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
    return Advances(_Words(_Widths(widths, bold), 1.0 if stem else _WIDEST_STAND_IN))


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
