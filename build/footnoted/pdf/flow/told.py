"""What a fork tells of the lines that it has set: records that msgpack can carry.

Fonts, inks and spans are told by their places in lists that both sides have.
"""

from typing import Final

from msgspec import Struct

from footnoted.pdf.setting.setter import Wish
from footnoted.pdf.spans import Span

Pair = tuple[int, int, str]
"""A font, by its place among those before the fork; a glyph and its text."""
FIRST_SIGN: Final = 0xE000
"""Private characters from here on stand in text for the codes that pairs want, in their order."""
SIGNS: Final = 0xF8FF - FIRST_SIGN
"""So many there are."""
ToldRow = tuple[int, str]
"""An ink, by its place among all, turned over (`~`) where private signs are in the text."""
ToldStrip = tuple[int, float, float, tuple[ToldRow, ...]]
"""Its span by its place among those of the paragraph, -1 for none; and what a strip has."""
ToldInk = tuple[int, float, str, float]
"""A font, by its place, and what an ink has."""


class ToldLine(Struct, frozen=True, array_like=True, gc=False):
    """A line, as one row of no span or as strips."""

    width: float
    stretch: float
    hyphenated: bool
    notes: tuple[str, ...]
    hang: float
    row: ToldRow | None
    strips: tuple[ToldStrip, ...]


class ToldLines(Struct, frozen=True, array_like=True, gc=False):
    """The lines of a paragraph or note, if they can be told."""

    wish: Wish
    asked: list[Pair]
    """Pairs that want codes for it, in the order in which they were met."""
    spans: tuple[Span, ...]
    lines: tuple[ToldLine, ...] | None


class Piece(Struct, frozen=True, array_like=True, gc=False):
    """What is told of some sections."""

    end: int
    """The section before which it ends."""
    asked: list[Pair]
    """Pairs that wanted codes, in the order of their signs."""
    inks: list[ToldInk]
    """Those not told before."""
    lines: list[ToldLines]


def has_signs(text: str) -> bool:
    """Say whether private signs are in a text, which otherwise is one of bytes."""
    return not text.isascii() and ord(max(text)) >= FIRST_SIGN
