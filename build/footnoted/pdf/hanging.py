"""Optical margins: a word and a table of signs come in, how far it reaches past the line goes out.

A hyphen, stop or comma at a line's end and a quotation mark at its start are so light that a
straight edge looks dented there, unless they stand a little outside.
"""

from collections.abc import Mapping
from typing import Literal

from footnoted.pdf.words import CallSpan, Word

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
    look = word.look
    if look is not None and word.text:
        glyph, ink = look.ends(word.text)[at], look.ink
    else:
        fragments = word.fragments
        if not fragments or fragments[at].level or isinstance(fragments[at].span, CallSpan):
            return 0.0
        glyph, ink = fragments[at].shaped.glyphs[at], fragments[at].ink
    share = shares.get(glyph.text)
    return share * glyph.advance * ink.size / ink.font.face.units_per_em if share else 0.0
