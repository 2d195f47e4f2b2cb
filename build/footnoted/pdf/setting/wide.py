"""East Asian text: a stretch without spaces comes in, words that lines may end between go out.

Ideographs stand on a grid of ems and lend a little white to the gap behind them, which may give
way. Brackets, stops and commas are half white: of two that meet one loses its half (W3C,
Requirements for Japanese Text Layout, 3.1.4), and at the ends of a line it hangs out.

All gaps are narrow, because readers of the file take a gap of a tenth of an em for a space.
"""

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from footnoted.pdf.words import Manner, Word, loose, width_of
from footnoted.text.ideographs import (
    Piece,
    closes,
    ends_no_line,
    is_hangul,
    opens,
    pieces,
    starts_no_line,
    writing_of,
)
from footnoted.text.shaping import shape

if TYPE_CHECKING:
    from footnoted.pdf.setting.font import Font
    from footnoted.text.faces import Face

HALF = "halt"
"""The feature that leaves out the white half of brackets, stops and commas."""
SYLLABLE_BREAK = 40.0
"""Cost of a line's end within a Korean word."""


class WideSpaces(NamedTuple):
    """White between characters, in ems."""

    ideographs: float
    """What the white between two ideographs may give."""
    scripts: float
    """Between ideographs and letters."""


def set_wide(font: "Font", chunk: str) -> tuple[Word, ...]:
    """Set text without spaces that has wide characters."""
    row = pieces(chunk, font.language)
    chain = font.wide_chain(next(piece.text for piece in row if piece.wide) + chunk)
    writing = writing_of(chunk, font.language)
    words: list[Word] = []
    for at, piece in enumerate(row):
        before = row[at - 1] if at else None
        after = row[at + 1] if at + 1 < len(row) else None
        if piece.wide:
            half = _is_half(before, piece, after, writing)
            words.append(_sign(font, chain, piece, after, half, writing))
        else:
            words += _letters(font, piece, after, writing)
    return tuple(words)


def _letters(font: "Font", piece: Piece, after: Piece | None, writing: str) -> list[Word]:
    """Set a stretch of letters and what stands with them."""
    *before, last = font.open[piece.text]
    gap = _between_scripts(font, piece, after, writing) if after else 0.0
    manner = Manner(gap, after is not None, breaks=not ends_no_line(piece.text[-1]))
    breaks = piece.breaks or after is None
    return [*before, replace(loose(last), space=gap, breaks=breaks, manner=manner)]


def _sign(
    font: "Font",
    chain: "tuple[Face, ...]",
    piece: Piece,
    after: Piece | None,
    half: bool,
    writing: str,
) -> Word:
    """Set one wide character; what it lends of its white lies behind it."""
    letter = piece.text[0]
    fragments = font.mixed(piece.text, chain)
    if half:
        fragments = tuple(
            font.fragment(shape(one.shaped.face, piece.text, (HALF,), font.language))
            for one in fragments
        )
    lent = 0.0 if half or is_hangul(letter) else font.wide.ideographs * font.size
    gap = lent + (_between_scripts(font, piece, after, writing) if after else 0.0)
    manner = Manner(gap, after is not None, not ends_no_line(letter), not starts_no_line(letter))
    cost = SYLLABLE_BREAK if after and is_hangul(letter) and is_hangul(after.text) else 0.0
    return Word(
        fragments,
        width_of(fragments) - lent,
        gap if after else 0.0,
        piece.breaks,
        cost=cost,
        manner=manner,
    )


def _is_half(before: Piece | None, piece: Piece, after: Piece | None, writing: str) -> bool:
    """Say whether a sign loses its white half; in Taiwan it stands in the middle and has none."""
    if writing == "Hant":
        return False
    letter = piece.text[0]
    if closes(letter):
        return after is not None and after.wide and (closes(after.text) or opens(after.text))
    return opens(letter) and before is not None and before.wide and opens(before.text)


def _between_scripts(font: "Font", piece: Piece, after: Piece, writing: str) -> float:
    """Return the white between a wide character and a letter or figure of another script."""
    meet = piece.wide != after.wide and piece.text[-1].isalnum() and after.text[0].isalnum()
    return font.wide.scripts * font.size if meet and writing != "Kore" else 0.0
