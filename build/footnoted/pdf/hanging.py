"""Optical margins: a word and a table of signs come in, how far it reaches past the line goes out.

A hyphen, stop or comma at a line's end and a quotation mark at its start are so light that a
straight edge looks dented there, unless they stand a little outside.
"""

from collections.abc import Mapping, Sequence

from footnoted.pdf.words import CallSpan, Fragment, Word

Shares = Mapping[str, float]
"""By sign, the share of its width that stands outside."""


def hangs_after(word: Word, shares: Shares) -> float:
    """Return how far a word reaches past the end of a line, in points."""
    # Asked for every place where a line might end, and for nearly all of them the answer is none.
    if word.text and word.text[-1] not in shares:
        return 0.0
    return _reach(word.fragments, word, shares, -1)


def hangs_before(word: Word, shares: Shares) -> float:
    """Return how far a word reaches out before the start of a line, in points."""
    if word.text and word.text[0] not in shares:
        return 0.0
    return _reach(word.fragments, word, shares, 0)


def _reach(fragments: Sequence[Fragment], word: Word, shares: Shares, at: int) -> float:
    if not fragments:
        return 0.0
    one = fragments[at]
    glyph = one.shaped.glyphs[at]
    if glyph.text not in shares or one.level or isinstance(one.span, CallSpan):
        return 0.0
    if word.manner is not None and word.manner.base:
        return 0.0
    return shares[glyph.text] * glyph.advance * one.ink.size / one.shaped.face.units_per_em
