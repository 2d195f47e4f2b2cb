"""Lines: words and a measure come in, lines that fill it go out.

Justified text is broken by total fit (Knuth and Plass, 1981): the breaks of a whole paragraph are
chosen together, first without hyphens, then with them. Ragged text is broken as it comes.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from footnoted.model.style.paper import Breaking
from footnoted.text.shaping import Shaped

OVERFULL = 0.01
"""Points by which sums of widths may err."""
DESPERATE = 1000.0
"""Stretch of spaces accepted where nothing better is to be had."""
RELUCTANT = 2000.0
"""Cost of a break that is only taken in what is wider than a line or cannot be set well else."""
RAGGED_FILL = 0.75
"""A ragged line shorter than this share of the measure may take part of a divided word."""


@dataclass(frozen=True, slots=True, eq=False)
class LinkSpan:
    """Words that lead somewhere."""

    target: str
    contents: str


@dataclass(frozen=True, slots=True, eq=False)
class CallSpan:
    """The marker of one note."""

    note: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class LanguageSpan:
    """Words in another language than the document's."""

    language: str


Span = LinkSpan | CallSpan | LanguageSpan


class Fragment(NamedTuple):
    """Glyphs in one face, size, colour and span."""

    shaped: Shaped
    size: float
    colour: str
    rise: float
    width: float
    span: Span | None


class Word(NamedTuple):
    """What no line break divides, but for hyphens, and the space behind it. Widths in points."""

    fragments: tuple[Fragment, ...]
    width: float
    space: float
    """Natural width of the space that follows; 0 where none does."""
    breaks: bool = True
    """Whether a line may end after it."""
    ends_line: bool = False
    """Whether a line must end after it."""
    cost: float = 0.0
    """Cost of a line's end after it."""
    notes: tuple[str, ...] = ()
    divide: Callable[[], "tuple[Division, ...]"] | None = None
    """Returns the ways to divide it with a hyphen, shortest first part first."""


class Division(NamedTuple):
    """A way to divide a word. Widths are close guesses: only a division that is taken is shaped."""

    first: float
    rest: float
    make: Callable[[], tuple[Word, Word]]
    """Returns what stays, with its hyphen, and what goes on to the next line."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Words side by side."""

    words: tuple[Word, ...]
    width: float
    """Natural width without the last space."""
    stretch: float = 0.0
    """What every space is multiplied by, less one."""
    hyphenated: bool = False
    notes: tuple[str, ...] = field(default=())


def break_lines(
    words: Sequence[Word], measure: float, breaking: Breaking, justify: bool, em: float
) -> tuple[Line, ...]:
    """Break words into lines no wider than the measure.

    `em` is the size of the type; it bounds how short a last line may be.
    """
    lines: list[Line] = []
    start = 0
    for at, word in enumerate(words):
        if word.ends_line or at == len(words) - 1:
            part = _breakable(words[start : at + 1], measure)
            short = breaking.last_line * em
            if sum([one.width + one.space for one in part]) - part[-1].space <= measure + OVERFULL:
                lines.append(_line(part, None))
            elif justify:
                lines.extend(_total_fit(part, measure, breaking, short))
            else:
                lines.extend(_first_fit(part, measure, short))
            start = at + 1
    return tuple(lines)


def _line(words: Sequence[Word], measure: float | None, hyphenated: bool = False) -> Line:
    """Make a line of words, stretched to the measure if one is given."""
    width = sum([word.width + word.space for word in words]) - words[-1].space
    spaces = sum([word.space for word in words]) - words[-1].space
    stretch = (measure - width) / spaces if measure is not None and spaces else 0.0
    notes = tuple([note for word in words if word.notes for note in word.notes])
    return Line(tuple(words), width, stretch, hyphenated, notes)


def _breakable(words: Sequence[Word], measure: float) -> list[Word]:
    """Cut up what is wider than the measure: long addresses, chains of no-break spaces."""
    if not words:
        return []
    if all(word.breaks and word.width <= measure for word in words[:-1]):
        last = words[-1]
        return [*words[:-1], *([last] if last.width <= measure else _chop(last, measure))]
    result: list[Word] = []
    chain = 0.0
    for at, word in enumerate(words):
        chain += word.width
        if chain > measure and word.width <= measure and result and not result[-1].breaks:
            result[-1] = _with_break(result[-1])
            chain = word.width
        if word.width > measure:
            result.extend(_chop(word, measure))
            chain = result[-1].width
        else:
            result.append(word)
        chain = 0.0 if word.breaks or at == len(words) - 1 else chain + word.space
    return result


def _with_break(word: Word) -> Word:
    return Word(
        word.fragments, word.width, word.space, True, False, word.cost, word.notes, word.divide
    )


def _chop(word: Word, measure: float) -> list[Word]:
    """Cut a word between glyphs into pieces no wider than the measure."""
    pieces: list[Word] = []
    held: list[Fragment] = []
    width = 0.0
    for fragment in word.fragments:
        for glyph_run in _clusters(fragment):
            if held and width + glyph_run.width > measure:
                pieces.append(Word(tuple(held), width, 0.0))
                held, width = [], 0.0
            held.append(glyph_run)
            width += glyph_run.width
    pieces.append(
        Word(tuple(held), width, word.space, word.breaks, word.ends_line, notes=word.notes)
    )
    return pieces


def _clusters(fragment: Fragment) -> list[Fragment]:
    face, scale = fragment.shaped.face, fragment.size / fragment.shaped.face.units_per_em
    groups: list[list[int]] = []
    for at, glyph in enumerate(fragment.shaped.glyphs):
        if glyph.text or not groups:
            groups.append([])
        groups[-1].append(at)
    result = []
    for group in groups:
        glyphs = fragment.shaped.glyphs[group[0] : group[-1] + 1]
        advance = sum(glyph.advance for glyph in glyphs)
        result.append(
            fragment._replace(shaped=Shaped(face, glyphs, advance), width=advance * scale)
        )
    return result


def _first_fit(words: Sequence[Word], measure: float, short: float) -> list[Line]:
    lines: list[list[Word]] = [[]]
    hyphens: list[bool] = [False]
    width = 0.0
    queue = list(reversed(words))
    while queue:
        word = queue.pop()
        current = lines[-1]
        tied = _tied(word, queue)
        if not current or width + tied <= measure + OVERFULL:
            current.append(word)
            width += word.width + word.space
            continue
        ragged = width < RAGGED_FILL * measure and bool(queue)
        part = _division(word, measure - width) if ragged else None
        if part:
            current.append(part[0])
            queue.append(part[1])
            hyphens[-1] = True
        else:
            queue.append(word)
            if not current[-1].breaks:
                # A chain of words that stay together began here: it goes on to the next line whole.
                while len(current) > 1 and not current[-1].breaks:
                    queue.append(current.pop())
        lines.append([])
        hyphens.append(False)
        width = 0.0
    _feed_last_line(lines, measure, short)
    return [_line(line, None, hyphen) for line, hyphen in zip(lines, hyphens, strict=True)]


def _tied(word: Word, rest: Sequence[Word]) -> float:
    """Return the width of a word with those tied to it by no-break spaces; `rest` is reversed."""
    width = word.width
    at = len(rest) - 1
    while (not word.breaks or word.cost >= RELUCTANT) and at >= 0:
        width += word.space + rest[at].width
        word = rest[at]
        at -= 1
    return width


def _division(word: Word, room: float) -> tuple[Word, Word] | None:
    """Return the longest first part of a word that fits."""
    for way in reversed(word.divide() if word.divide else ()):
        if way.first <= room:
            first, rest = way.make()
            if first.width <= room + OVERFULL:
                return first, rest
    return None


def _feed_last_line(lines: list[list[Word]], measure: float, short: float) -> None:
    """Let a word of the line before keep a lonely last word company."""
    if len(lines) < 2 or len(lines[-2]) < 3:
        return
    last = sum(word.width for word in lines[-1])
    word = lines[-2][-1]
    tied = not lines[-2][-2].breaks or not word.breaks or not word.space
    if last < short and not tied and word.width + word.space + last <= measure:
        lines[-1].insert(0, lines[-2].pop())


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


def _total_fit(
    words: Sequence[Word], measure: float, breaking: Breaking, short: float
) -> list[Line]:
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
        lines.append(_line(line, None if last else measure, point.division is not None))
    if lines[-1].width > measure:
        lines[-1] = _line(lines[-1].words, measure)
    return lines
