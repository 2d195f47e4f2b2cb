"""Optical margins: a word and a table of signs come in, how far it reaches past the line goes out.

A hyphen, stop or comma at a line's end and a quotation mark at its start are so light that a
straight edge looks dented there, unless they stand a little outside.
"""

from collections.abc import Mapping
from typing import Literal

from footnoted.pdf.spans import CallSpan
from footnoted.pdf.words import Fragment, Word

Shares = Mapping[str, float]
"""By sign, the share of its width that stands outside."""


def hangs_after(word: Word, shares: Shares) -> float:
    """Return how far a word reaches past the end of a line, in points."""
    # Asked for every place where a line might end, and for nearly all of them the answer is none.
    if word.text and word.text[-1] not in shares:
        return 0.0
    return _reach(word, shares, -1)


def hangs_before(word: Word, shares: Shares) -> float:
    """Return how far a word reaches out before the start of a line, in points."""
    if word.text and word.text[0] not in shares:
        return 0.0
    return _reach(word, shares, 0)


def _reach(word: Word, shares: Shares, at: Literal[0, -1]) -> float:
    if word.manner is not None and word.manner.base:
        return 0.0
    part = word.parts[at] if word.parts else word
    if isinstance(part.span, CallSpan):
        return 0.0
    if isinstance(part, Fragment):
        glyph = None if part.level else part.shaped.glyphs[at]
    else:
        glyph = part.look.ends(part.text)[at] if part.look is not None and part.text else None
    share = shares.get(glyph.text) if glyph is not None else None
    if glyph is None or not share:
        return 0.0
    return share * glyph.advance * part.ink.size / part.ink.font.face.units_per_em
