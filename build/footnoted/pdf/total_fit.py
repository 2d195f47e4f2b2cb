"""Total fit: words of one paragraph and a measure come in, justified lines go out.

The breaks of a whole paragraph are chosen together (Knuth and Plass, 1981), first without hyphens,
then with them.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from footnoted.model.style.paper import Breaking
from footnoted.pdf.hanging import Shares, hangs_after, hangs_before
from footnoted.pdf.words import OVERFULL, RELUCTANT, Division, Line, Word, line_of
from footnoted.text.shaping import SOFT_HYPHEN, advance

DESPERATE = 1000.0
"""Stretch of spaces accepted where nothing better is to be had."""


_WIDTH_AND_SPACE = itemgetter(Word._fields.index("width"), Word._fields.index("space"))
_SPACE = itemgetter(Word._fields.index("space"))


class _Point(NamedTuple):
    """A place where a line may end; widths and spaces count from the paragraph's start."""

    end: float
    end_spaces: float
    next: float
    next_spaces: float
    cost: float
    word: int
    division: Division | None


class _Node(NamedTuple):
    """The best way to a break: where the next line starts and what it has cost."""

    start: float
    spaces: float
    demerits: float
    point: _Point | None
    before: "_Node | None"


class _Row(NamedTuple):
    """The words of a paragraph, and how far each lies from its start."""

    words: Sequence[Word]
    starts: Sequence[float]
    ends: Sequence[float]
    spaces: Sequence[float]
    """Width of the spaces before each."""
    breaking: Breaking
    hangs: Shares
    """Signs that may reach past the end of a line; empty where none does."""


def total_fit(
    words: Sequence[Word], measure: float, breaking: Breaking, short: float
) -> list[Line]:
    """Break words into lines that fill the measure; a last line shorter than `short` is shunned."""
    row = _row(words, breaking)
    end = _best_path(row, measure, breaking, short, breaking.tolerance, hyphens=False)
    tolerance = breaking.tolerance
    while end is None:
        end = _best_path(row, measure, breaking, short, tolerance, hyphens=True)
        if end is None and tolerance >= DESPERATE:
            raise AssertionError("no line breaks were found although every word fits the measure")
        tolerance = 2 * tolerance if tolerance == breaking.tolerance else DESPERATE
    return _lines_of(end, words, measure, breaking)


def _row(words: Sequence[Word], breaking: Breaking) -> _Row:
    """Measure words from the paragraph's start; all of it happens within C."""
    edges = list(accumulate(chain.from_iterable(map(_WIDTH_AND_SPACE, words)), initial=0.0))
    spaces = list(accumulate(map(_SPACE, words), initial=0.0))
    return _Row(words, edges[::2], edges[1::2], spaces, breaking, breaking.after)


def _points(
    row: _Row, at: int, hyphen: float | None, tolerance: float
) -> list[_Point] | tuple[_Point]:
    """Return the places in and after a word where a line may end; a hyphen's cost allows them."""
    word, x, end, spaces = row.words[at], row.starts[at], row.ends[at], row.spaces[at]
    breaks = word.breaks and (word.cost < RELUCTANT or tolerance >= DESPERATE)
    follows = at + 1 < len(row.words)
    breaks = breaks or not follows
    out, start, breaking = 0.0, end + word.space, row.breaking
    if breaks and row.hangs:
        out = hangs_after(word, row.hangs)
    after = _Point(end - out, spaces, start, spaces + word.space, word.cost, at, None)
    if hyphen is None or not (ways := word.ways()):
        return (after,) if breaks else []
    out = _hyphen_out(word, breaking)
    points = [
        _Point(x + way.first - out, spaces, end - way.rest, spaces, hyphen, at, way) for way in ways
    ]
    return [*points, after] if breaks else points


def _hyphen_out(word: Word, breaking: Breaking) -> float:
    """Return how far the hyphen that divides a word reaches past the line's end."""
    share = breaking.after.get(SOFT_HYPHEN, 0.0)
    if not share or (word.manner is not None and word.manner.base):
        return 0.0
    ink = word.look.ink if word.look else word.fragments[-1].ink
    return share * advance(ink.font.face, "-", ink.size)


def _best_path(
    row: _Row,
    measure: float,
    breaking: Breaking,
    short: float,
    tolerance: float,
    hyphens: bool,
) -> _Node | None:
    """Find the cheapest chain of breaks whose lines stretch no more than the tolerance allows."""
    shrink = breaking.word_shrink
    reach = breaking.word_stretch * tolerance
    hyphen = breaking.hyphen if hyphens else None
    # Ordered by where their lines start: the first has come farthest.
    active = deque([_Node(hangs_before(row.words[0], breaking.before), 0.0, 0.0, None, None)])
    last, opening = len(row.words) - 1, breaking.before
    stretched = [end + spaces * reach for end, spaces in zip(row.ends, row.spaces, strict=False)]
    at = -1
    while at < last:
        at += 1
        if tolerance < DESPERATE:
            # Most words lie within all lines that have been begun, and end none of them.
            near = measure + active[0].start + active[0].spaces * reach
            at = bisect_left(stretched, near, at, last)
        for point in _points(row, at, hyphen, tolerance):
            final = at == last and point.division is None
            fit = _fit(active, point, measure, breaking, short, tolerance, final)
            limit = point.end - measure - OVERFULL
            while active and limit - active[0].start > shrink * (
                point.end_spaces - active[0].spaces
            ):
                active.popleft()
            if fit is not None:
                if final:
                    return fit
                if opening and at < last and point.division is None:
                    fit = _started(fit, row.words[at + 1], opening)
                active.append(fit)
            if not active:
                return None
    return None


def _started(node: _Node, word: Word, opening: Shares) -> _Node:
    """Let a line's first word reach out before its start."""
    out = hangs_before(word, opening)
    return node._replace(start=node.start + out) if out else node


def _fit(
    active: Iterable[_Node],
    point: _Point,
    measure: float,
    breaking: Breaking,
    short: float,
    tolerance: float,
    final: bool,
) -> _Node | None:
    """Return the cheapest way to end a line at a point, if there is one."""
    shrink, grow = breaking.word_shrink, breaking.word_stretch
    end, end_spaces, following, following_spaces, cost, word, division = point
    best: _Node | None = None
    least = float("inf")
    for node in active:
        width = end - node.start
        lacking = measure - width
        spaces = end_spaces - node.spaces
        if lacking < 0:
            if -lacking - OVERFULL > spaces * shrink:
                continue
            ratio = -lacking / (spaces * shrink) if spaces else 0.0
        elif final:
            ratio = 0.0 if width >= short else 2 * tolerance
            if _is_fragment(node, word) and tolerance < DESPERATE:
                continue
        else:
            ratio = lacking / (spaces * grow) if spaces else _stiff(lacking)
            if ratio > tolerance:
                break
        demerits = node.demerits + (10.0 + 100.0 * ratio**3 + cost) ** 2
        if division is not None and node.point is not None and node.point.division is not None:
            if _is_fragment(node, word):
                continue
            demerits += breaking.hyphens
        if demerits < least:
            least, best = demerits, node
    return None if best is None else _Node(following, following_spaces, least, point, best)


def _is_fragment(node: _Node, word: int) -> bool:
    """Say whether a line that starts there and ends with this word holds but the word's rest."""
    point = node.point
    return point is not None and point.division is not None and point.word == word


def _stiff(lacking: float) -> float:
    """Rate a line without spaces, which cannot be stretched."""
    return 0.0 if lacking < OVERFULL else DESPERATE


def _lines_of(end: _Node, words: Sequence[Word], measure: float, breaking: Breaking) -> list[Line]:
    points: list[_Point] = []
    node: _Node | None = end
    while node is not None and node.point is not None:
        points.append(node.point)
        node = node.before
    lines: list[Line] = []
    carried: list[Word] = []
    start = 0
    for number, point in enumerate(reversed(points)):
        line = [*carried, *words[start : point.word + (point.division is None)]]
        carried, start = [], point.word + 1
        if point.division is not None:
            first, rest = point.division.make()
            line.append(first)
            carried = [rest]
        last = number == len(points) - 1
        before = hangs_before(line[0], breaking.before) if breaking.before else 0.0
        after = hangs_after(line[-1], breaking.after) if breaking.after else 0.0
        room = measure + before + after
        made = line_of(line, None if last else room, point.division is not None)
        if last and made.width > room:
            made = line_of(line, room)
        lines.append(made._replace(hang=before) if before else made)
    return lines
