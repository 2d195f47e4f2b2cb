"""Strips: a line comes in, its stretches as finished text go out, wherever it will stand.

A stretch belongs to one element of the structure; links want to know how far it reaches.
"""

from collections.abc import Iterator, Sequence
from math import fsum

from footnoted.pdf.spans import Span
from footnoted.pdf.words import Fragment, Ink, Line, Look, Row, Strip, Word

_Words = tuple[Word, ...]


def alike(line: Line) -> tuple[Look, str] | None:
    """Return the look and the text of a line whose words all look alike, as most do."""
    words = line.words
    look = words[0].look if words else None
    if look is None:
        return None
    for word in words:
        if word.look is not look:
            return None
    spaces = [word.space for word in words]
    return look, _shown(look.ink, words, spaces, 1.0 + line.stretch)


def reach(line: Line) -> float:
    """Return how far the words of a line reach from its start, without the last space."""
    words, stretch = line.words, 1.0 + line.stretch
    width = fsum([word.width for word in words]) + fsum([word.space for word in words]) * stretch
    return width - words[-1].space * stretch


def strips(line: Line) -> Sequence[Strip]:
    """Return the stretches of a line from left to right."""
    if line.strips:
        return line.strips
    found: list[tuple[Span | None, float, float, list[Row]]] = []
    held: list[Row] = []
    span: Span | None = None
    start = cursor = gap = 0.0
    stretch = 1.0 + line.stretch
    for look, words in _runs(line.words):
        if look is not None:
            if look.span is not span:
                found.append((span, start, cursor - gap, held))
                held, span, start = [], look.span, cursor
            spaces = [word.space for word in words]
            gap = spaces[-1] * stretch
            cursor += fsum([word.width for word in words]) + fsum(spaces) * stretch
            held.append((look.ink, _shown(look.ink, words, spaces, stretch)))
            continue
        for word in words:
            if not word.parts:
                cursor += word.width
                start = cursor
                continue
            last = len(word.parts) - 1
            for at, one in enumerate(word.parts):
                part = one if isinstance(one, Fragment) else one.look
                assert part is not None  # a word within another one is plain
                if part.span is not span:
                    found.append((span, start, cursor - gap, held))
                    held, span, start = [], part.span, cursor
                gap = word.space * stretch if at == last else 0.0
                code = one.code + part.ink.font.gap(gap, part.ink.size) if gap else one.code
                held.append((part.ink, code))
                cursor += one.width + gap
    found.append((span, start, cursor - gap, held))
    return found if found[0][3] else found[1:]  # a line may begin with a span


def rows(line: Line) -> list[Row]:
    """Return a whole line as rows, whatever its spans."""
    if line.row is not None:
        return [line.row]
    whole = alike(line)
    if whole is not None:
        look, shown = whole
        return [(look.ink, shown)]
    return [row for _, _, _, held in strips(line) for row in held]


def _runs(words: _Words) -> Iterator[tuple[Look | None, _Words]]:
    """Yield words that look alike together."""
    first, look = 0, words[0].look if words else None
    for at, word in enumerate(words):
        if word.look is not look:
            yield look, words[first:at]
            first, look = at, word.look
    yield look, words[first:]


def _shown(ink: Ink, words: _Words, spaces: list[float], stretch: float) -> str:
    """Return words of one look side by side, with the spaces behind them."""
    last = spaces.pop()
    end = ink.font.gap(last * stretch, ink.size) if last else ""
    if not spaces:
        return words[0].code + end
    codes = [word.code for word in words]
    if spaces.count(last) == len(spaces):
        return end.join(codes) + end
    if spaces.count(spaces[0]) == len(spaces):
        return ink.font.gap(spaces[0] * stretch, ink.size).join(codes) + end
    gaps = [*(ink.font.gap(space * stretch, ink.size) for space in spaces), end]
    return "".join([part for pair in zip(codes, gaps, strict=True) for part in pair])
