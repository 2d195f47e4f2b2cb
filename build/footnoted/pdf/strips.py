"""Strips: a line comes in, its stretches as finished text go out, wherever it will stand.

A stretch belongs to one element of the structure; links want to know how far it reaches.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from footnoted.pdf.painting import Row
from footnoted.pdf.words import SPACE, WIDTH, Ink, Line, Span, Word

_LOOK = attrgetter("look")
_CODE = attrgetter("code")


class Strip(NamedTuple):
    """Rows of one span; it reaches from `start` to `end`, counted from the line's start."""

    span: Span | None
    start: float
    end: float
    rows: list[Row]


def strips(line: Line) -> list[Strip]:
    """Return the stretches of a line from left to right."""
    words = line.words
    look = words[0].look if words else None
    if look is not None and look.span is None:
        looks = list(map(_LOOK, words))
        if looks.count(look) == len(looks):
            row = (look.ink, _shown(look.ink, words, 1.0 + line.stretch))
            return [Strip(None, 0.0, 0.0, [row])]
    return _mixed(words, 1.0 + line.stretch)


def rows(line: Line) -> list[Row]:
    """Return a whole line as rows, whatever its spans."""
    return [row for strip in strips(line) for row in strip.rows]


def _mixed(words: Sequence[Word], stretch: float) -> list[Strip]:
    """Take a line of several looks or spans apart."""
    found: list[Strip] = []
    held: list[Row] = []
    span: Span | None = None
    start = cursor = gap = 0.0
    for look, group in groupby(words, _LOOK):
        alike = list(group)
        if look is not None:
            if look.span is not span:
                found.append(Strip(span, start, cursor - gap, held))
                held, span, start = [], look.span, cursor
            held.append((look.ink, _shown(look.ink, alike, stretch)))
            gap = alike[-1].space * stretch
            cursor += sum(map(WIDTH, alike)) + sum(map(SPACE, alike)) * stretch
            continue
        for word in alike:
            if not word.parts:
                cursor += word.width
                start = cursor
            last = len(word.parts) - 1
            for at, one in enumerate(word.parts):
                if one.span is not span:
                    found.append(Strip(span, start, cursor - gap, held))
                    held, span, start = [], one.span, cursor
                gap = word.space * stretch if at == last else 0.0
                held.append((one.ink, one.code + one.ink.font.gap(gap, one.ink.size)))
                cursor += one.width + gap
    found.append(Strip(span, start, cursor - gap, held))
    return [strip for strip in found if strip.rows]


def _shown(ink: Ink, words: Sequence[Word], stretch: float) -> str:
    """Return words of one look side by side, with the space behind the last."""
    last = words[-1].space
    if len(words) == 1:
        shown = words[0].code
    else:
        codes: Iterable[str] = map(_CODE, words)
        spaces = list(map(SPACE, words[:-1]))
        if spaces.count(spaces[0]) == len(spaces):
            shown = ink.font.gap(spaces[0] * stretch, ink.size).join(codes)
        else:
            gaps = [ink.font.gap(space * stretch, ink.size) for space in (*spaces, 0.0)]
            shown = "".join([part for pair in zip(codes, gaps, strict=True) for part in pair])
    return shown + ink.font.gap(last * stretch, ink.size) if last else shown
