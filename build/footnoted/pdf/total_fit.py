"""Total fit: words of one paragraph and a measure come in, justified lines go out.

The breaks of a whole paragraph are chosen together (Knuth and Plass, 1981), first without hyphens,
then with them.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import repeat
from math import inf
from operator import add, mul

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.style.paper import Breaking
from footnoted.pdf.hanging import Shares, hangs_after, hangs_before
from footnoted.pdf.paragraph import Cut, Paragraph
from footnoted.pdf.words import (
    OVERFULL,
    RELUCTANT,
    Division,
    Line,
    Look,
    Word,
)
from footnoted.text.shaping import SOFT_HYPHEN, advance

DESPERATE = 1000.0
"""Stretch of spaces accepted where nothing better is to be had."""


class _Node(Struct, frozen=True, eq=False, gc=False):
    """The best way to a break: where the next line starts and what it has cost."""

    start: float
    spaces: float
    demerits: float
    word: int
    division: Division | None
    before: "_Node | None"


class _Row(Struct, frozen=True, eq=False, gc=False):
    """The words of a paragraph, how far each lies from its start, and what is asked of lines."""

    paragraph: Paragraph
    words: Sequence[Word]
    ends: list[float]
    spaces: list[float]
    """Width of the spaces before each."""
    measure: float
    short: float
    """Width that a last line should have at least."""
    shrink: float
    grow: float
    hyphens: float
    """Cost of two hyphens in a row."""
    before: Shares
    """Signs that may reach out before the start of a line; empty where none does."""
    after: Shares
    """Those that may reach past its end."""
    reaches: dict[Look | None, float]
    """How far the hyphen reaches past it, by what words look like."""


_Point = tuple[float, float, float, Division | None]
"""A place where a line may end: its end, where the next line starts, its cost, what divides it."""


def total_fit(paragraph: Paragraph, measure: float, breaking: Breaking, short: float) -> list[Line]:
    """Break words into lines that fill the measure; a last line shorter than `short` is shunned."""
    row = _row(paragraph, measure, breaking, short)
    first = breaking.tolerance
    for tolerance in (first, 2 * first, DESPERATE):
        stretched = _stretched(row, tolerance)
        end = _best_path(row, stretched, tolerance, None) if tolerance == first else None
        end = end or _best_path(row, stretched, tolerance, breaking.hyphen)
        if end is not None:
            return _lines_of(end, row)
    raise AssertionError("no line breaks were found although every word fits the measure")


def _row(paragraph: Paragraph, measure: float, breaking: Breaking, short: float) -> _Row:
    ends, spaces = paragraph.places()
    return _Row(
        paragraph,
        paragraph.words,
        ends,
        spaces,
        measure,
        short,
        breaking.word_shrink,
        breaking.word_stretch,
        breaking.hyphens,
        breaking.before,
        breaking.after,
        {},
    )


def _stretched(row: _Row, tolerance: float) -> list[float]:
    """Return how far each word's end comes where all spaces stretch as far as they may."""
    reach = row.grow * tolerance
    return list(map(add, row.ends, map(mul, row.spaces, repeat(reach))))


def _best_path(
    row: _Row, stretched: Sequence[float], tolerance: float, hyphen: float | None
) -> _Node | None:
    """Find the cheapest chain of breaks whose lines stretch no more than the tolerance allows.

    Lines end with a hyphen where that has a cost.
    """
    measure, shrink, words, opening = row.measure, row.shrink, row.words, row.before
    reach = row.grow * tolerance
    # Ordered by where their lines start: the first has come farthest.
    active = deque([_Node(hangs_before(words[0], opening), 0.0, 0.0, -1, None, None)])
    farthest = None
    last = len(words) - 1
    near = -1.0
    at = -1
    while at < last:
        at += 1
        if farthest is not active[0] and tolerance < DESPERATE:
            # Most words lie within all lines that have been begun, and end none of them.
            farthest = active[0]
            near = measure + farthest.start + farthest.spaces * reach
            at = bisect_left(stretched, near, at, last)
        spaces = row.spaces[at]
        for point in _points(row, at, hyphen, tolerance, near - spaces * reach - OVERFULL):
            end, _, _, division = point
            limit = end - measure - OVERFULL
            while limit - active[0].start > shrink * (spaces - active[0].spaces):
                active.popleft()
                if not active:
                    return None
            if at == last and division is None:
                return _last_fit(active, point, at, row, tolerance)
            node = _fit(active, point, at, row, tolerance)
            if node is not None:
                if division is None and opening:
                    node = _started(node, words[at + 1], opening)
                active.append(node)
    return None


def _points(
    row: _Row, at: int, hyphen: float | None, tolerance: float, least: float
) -> list[_Point]:
    """Return the places in and after a word where a line may end, from `least` on.

    A hyphen's cost allows those within.
    """
    word, end = row.words[at], row.ends[at]
    text, after = word.text, row.after
    points: list[_Point] = []
    if hyphen is not None and (ways := word.ways()):
        x = end - word.width - _hyphen_out(word, row)
        for way in ways:
            if (place := x + way.first) >= least:
                points.append((place, end - way.rest, hyphen, way))
    breaks = word.breaks and (word.cost < RELUCTANT or tolerance >= DESPERATE)
    if breaks or at + 1 == len(row.words):
        hangs = after and (not text or text[-1] in after)
        out = hangs_after(word, after) if hangs else 0.0
        points.append((end - out, end + word.space, word.cost, None))
    return points


def _hyphen_out(word: Word, row: _Row) -> float:
    """Return how far the hyphen that divides a word reaches past the line's end."""
    look = word.look
    known = row.reaches.get(look)
    if known is None or look is None:
        share = row.after.get(SOFT_HYPHEN, 0.0)
        if not share or (word.manner is not None and word.manner.base):
            return 0.0
        ink = look.ink if look else word.parts[-1].ink
        known = row.reaches[look] = share * advance(ink.font.face, "-", ink.size)
    return known


def _started(node: _Node, word: Word, opening: Shares) -> _Node:
    """Let a line's first word reach out before its start."""
    if word.text and word.text[0] not in opening:  # nearly all
        return node
    out = hangs_before(word, opening)
    return replace(node, start=node.start + out) if out else node


def _fit(
    active: Iterable[_Node], point: _Point, at: int, row: _Row, tolerance: float
) -> _Node | None:
    """Return the cheapest way to end a line at a point in or after a word, if there is one."""
    end, following, cost, division = point
    room, end_spaces = row.measure - end, row.spaces[at]
    shrink, grow = row.shrink, row.grow
    cost += 10.0
    best: _Node | None = None
    least = inf
    for node in active:  # a line has three such points, and a point four ways to reach it
        lacking = room + node.start
        spaces = end_spaces - node.spaces
        if lacking >= 0.0:
            ratio = lacking / (spaces * grow) if spaces else _stiff(lacking)
            if ratio > tolerance:
                break
        elif -lacking - OVERFULL > spaces * shrink:
            continue
        else:
            ratio = lacking / (spaces * -shrink) if spaces else 0.0
        rating = cost + 100.0 * ratio * ratio * ratio
        demerits = node.demerits + rating * rating
        if division is not None and node.division is not None:
            # A line holds more than what is left of the word before.
            if node.word == at:
                continue
            demerits += row.hyphens
        if demerits < least:
            least, best = demerits, node
    if best is None:
        return None
    following_spaces = end_spaces if division is not None else row.spaces[at + 1]
    return _Node(following, following_spaces, least, at, division, best)


def _last_fit(
    active: Iterable[_Node], point: _Point, at: int, row: _Row, tolerance: float
) -> _Node | None:
    """Return the cheapest way to end the last line, which need not fill the measure."""
    end, following, cost, division = point
    best: _Node | None = None
    least = inf
    for node in active:
        lacking = row.measure - end + node.start
        shrinkable = (row.spaces[at] - node.spaces) * row.shrink
        if lacking < 0.0:
            if -lacking - OVERFULL > shrinkable:
                continue
            ratio = -lacking / shrinkable if shrinkable else 0.0
        else:
            ratio = 0.0 if end - node.start >= row.short else 2 * tolerance
            if node.division is not None and node.word == at and tolerance < DESPERATE:
                continue
        demerits = node.demerits + (10.0 + 100.0 * ratio**3 + cost) ** 2
        if demerits < least:
            least, best = demerits, node
    return best and _Node(following, row.spaces[at + 1], least, at, division, best)


def _stiff(lacking: float) -> float:
    """Rate a line without spaces, which cannot be stretched."""
    return 0.0 if lacking < OVERFULL else DESPERATE


def _lines_of(end: _Node, row: _Row) -> list[Line]:
    """Follow a way back and make its lines."""
    ends: list[_Node] = []
    node = end
    while node.before is not None:
        ends.append(node)
        node = node.before
    lines: list[Line] = []
    rest: Word | None = None
    start = 0
    for node in reversed(ends):
        first, following = node.division.make() if node.division is not None else (None, None)
        cut = (rest, start, node.word + (first is None), first)
        lines.append(_filled(cut, row, node is end))
        rest, start = following, node.word + 1
    return lines


def _filled(cut: Cut, row: _Row, last: bool) -> Line:
    """Make a line that fills the measure; the last one of a paragraph shrinks, but stays short."""
    rest, start, end, first = cut
    before = hangs_before(rest or row.words[start], row.before) if row.before else 0.0
    after = hangs_after(first or row.words[end - 1], row.after) if row.after else 0.0
    return row.paragraph.line(cut, row.measure + before + after, before, shrinks=last)
