"""Optical margins: a word and a table of signs come in, how far it reaches past the line goes out.

A hyphen, stop or comma at a line's end and a quotation mark at its start are so light that a
straight edge looks dented there, unless they stand a little outside.
"""

from collections.abc import Mapping

from footnoted.pdf.words import CallSpan, Word

Shares = Mapping[str, float]
"""By sign, the share of its width that stands outside."""


def hangs_after(word: Word, shares: Shares) -> float:
    """Return how far a word reaches past the end of a line, in points."""
    fragments = word.fragments
    # Asked for every place where a line might end, and for nearly all of them the answer is none.
    if not fragments or fragments[-1].shaped.glyphs[-1].text not in shares:
        return 0.0
    return _reach(word, shares, -1)


def hangs_before(word: Word, shares: Shares) -> float:
    """Return how far a word reaches out before the start of a line, in points."""
    fragments = word.fragments
    if not fragments or fragments[0].shaped.glyphs[0].text not in shares:
        return 0.0
    return _reach(word, shares, 0)


def _reach(word: Word, shares: Shares, at: int) -> float:
    shaped, size, _, _, _, span, level = word.fragments[at]
    if level or isinstance(span, CallSpan) or (word.manner is not None and word.manner.base):
        return 0.0
    glyph = shaped.glyphs[at]
    return shares[glyph.text] * glyph.advance * size / shaped.face.units_per_em
