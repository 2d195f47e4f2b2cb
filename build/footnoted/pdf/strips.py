"""Strips: a line comes in, its stretches as finished text go out, wherever it will stand.

A stretch belongs to one element of the structure; links want to know how far it reaches.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import fsum
from operator import attrgetter

from footnoted.pdf.painting import Row
from footnoted.pdf.words import SPACE, WIDTH, Ink, Line, Span, Word

_LOOK = attrgetter("look")
_CODE = attrgetter("code")

Strip = tuple[Span | None, float, float, list[Row]]
"""Rows of one span, where they start and where they end, counted from the line's start."""


def only_row(line: Line) -> Row | None:
    """Return a line that is one row, of no span, as most are; None for the others."""
    words = line.words
    look = words[0].look if words else None
    if look is None or look.span is not None:
        return None
    if list(map(_LOOK, words)).count(look) != len(words):
        return None
    return look.ink, _shown(look.ink, words, list(map(SPACE, words)), 1.0 + line.stretch)


def strips(line: Line) -> list[Strip]:
    """Return the stretches of a line from left to right."""
    found: list[Strip] = []
    held: list[Row] = []
    span: Span | None = None
    start = cursor = gap = 0.0
    stretch = 1.0 + line.stretch
    for look, group in groupby(line.words, _LOOK):
        alike = list(group)
        if look is not None:
            if look.span is not span:
                found.append((span, start, cursor - gap, held))
                held, span, start = [], look.span, cursor
            spaces = list(map(SPACE, alike))
            gap = spaces[-1] * stretch
            cursor += fsum(map(WIDTH, alike)) + fsum(spaces) * stretch
            held.append((look.ink, _shown(look.ink, alike, spaces, stretch)))
            continue
        for word in alike:
            if not word.parts:
                cursor += word.width
                start = cursor
                continue
            last = len(word.parts) - 1
            for at, one in enumerate(word.parts):
                if one.span is not span:
                    found.append((span, start, cursor - gap, held))
                    held, span, start = [], one.span, cursor
                gap = word.space * stretch if at == last else 0.0
                code = one.code + one.ink.font.gap(gap, one.ink.size) if gap else one.code
                held.append((one.ink, code))
                cursor += one.width + gap
    found.append((span, start, cursor - gap, held))
    return [strip for strip in found if strip[3]]


def rows(line: Line) -> list[Row]:
    """Return a whole line as rows, whatever its spans."""
    row = only_row(line)
    if row is not None:
        return [row]
    return [row for _, _, _, held in strips(line) for row in held]


def _shown(ink: Ink, words: Sequence[Word], spaces: list[float], stretch: float) -> str:
    """Return words of one look side by side, with the spaces behind them."""
    last = spaces.pop()
    end = ink.font.gap(last * stretch, ink.size) if last else ""
    if not spaces:
        return words[0].code + end
    codes: Iterable[str] = map(_CODE, words)
    if spaces.count(last) == len(spaces):
        return end.join(codes) + end
    if spaces.count(spaces[0]) == len(spaces):
        return ink.font.gap(spaces[0] * stretch, ink.size).join(codes) + end
    gaps = [*(ink.font.gap(space * stretch, ink.size) for space in spaces), end]
    return "".join([part for pair in zip(codes, gaps, strict=True) for part in pair])
