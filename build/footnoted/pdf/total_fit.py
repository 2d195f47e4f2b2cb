"""Total fit: words of one paragraph and a measure come in, justified lines go out.

The breaks of a whole paragraph are chosen together (Knuth and Plass, 1981), first without hyphens,
then with them.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from footnoted.model.style.paper import Breaking
from footnoted.pdf.words import OVERFULL, RELUCTANT, Division, Line, Word, line_of

DESPERATE = 1000.0
"""Stretch of spaces accepted where nothing better is to be had."""


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


def total_fit(
    words: Sequence[Word], measure: float, breaking: Breaking, short: float
) -> list[Line]:
    """Break words into lines that fill the measure; a last line shorter than `short` is shunned."""
    end = _best_path(words, measure, breaking, short, breaking.tolerance, hyphens=False)
    tolerance = breaking.tolerance
    while end is None:
        end = _best_path(words, measure, breaking, short, tolerance, hyphens=True)
        if end is None and tolerance >= DESPERATE:
            raise AssertionError("no line breaks were found although every word fits the measure")
        tolerance = 2 * tolerance if tolerance == breaking.tolerance else DESPERATE
    return _lines_of(end, words, measure)


def _points(
    words: Sequence[Word],
    at: int,
    x: float,
    spaces: float,
    hyphen: float | None,
    tolerance: float,
) -> list[_Point]:
    """Return the places in and after a word where a line may end; a hyphen's cost allows them."""
    word = words[at]
    end = x + word.width
    points = []
    if hyphen is not None and word.divide is not None:
        points = [
            _Point(x + way.first, spaces, end - way.rest, spaces, hyphen, at, way)
            for way in word.divide()
        ]
    breaks = word.breaks and (word.cost < RELUCTANT or tolerance >= DESPERATE)
    if breaks or at == len(words) - 1:
        points.append(
            _Point(end, spaces, end + word.space, spaces + word.space, word.cost, at, None)
        )
    return points


def _best_path(
    words: Sequence[Word],
    measure: float,
    breaking: Breaking,
    short: float,
    tolerance: float,
    hyphens: bool,
) -> _Node | None:
    """Find the cheapest chain of breaks whose lines stretch no more than the tolerance allows."""
    shrink, grow = breaking.word_shrink, breaking.word_stretch
    reach = grow * tolerance
    hyphen = breaking.hyphen if hyphens else None
    # Ordered by where their lines start: the first has come farthest.
    active = deque([_Node(0.0, 0.0, 0.0, None, None)])
    last = len(words) - 1
    x = spaces = 0.0
    for at, word in enumerate(words):
        end = x + word.width
        # Most words lie within all lines that have been begun, and end none of them.
        if at != last and tolerance < DESPERATE:
            far = measure - end - spaces * reach
            if far > -active[0].start - active[0].spaces * reach:
                x = end + word.space
                spaces += word.space
                continue
        for point in _points(words, at, x, spaces, hyphen, tolerance):
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
                active.append(fit)
            if not active:
                return None
        x = end + word.space
        spaces += word.space
    return None


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


def _lines_of(end: _Node, words: Sequence[Word], measure: float) -> list[Line]:
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
        lines.append(line_of(line, None if last else measure, point.division is not None))
    if lines[-1].width > measure:
        lines[-1] = line_of(lines[-1].words, measure)
    return lines
