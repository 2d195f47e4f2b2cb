"""Order in a line: words as they are read come in, where each piece of them is painted goes out.

For lines with text from right to left (UAX 9, L1 and L2) or with ideographs, between which lies
white that is no space. Pieces come in the order of reading, whatever their order on the page.
"""

from collections.abc import Iterator
from itertools import accumulate, groupby
from math import fsum
from typing import NamedTuple

from footnoted.pdf.painting import RunFields
from footnoted.pdf.spans import Span
from footnoted.pdf.words import Fragment, Line, Word
from footnoted.text.bidi import visual_order
from footnoted.text.shaping import shape

_APART = 0.5
"""Share of a size by which pieces of one link may stand apart and be one place to click on."""


class Stretch(NamedTuple):
    """Runs of one span side by side in the text, each with the x it is painted at."""

    span: Span | None
    runs: list[tuple[float, RunFields]]
    edges: list[tuple[float, float]]
    """Left and right edges of what it covers: several where text of two directions meets."""


class _Piece(NamedTuple):
    """A fragment with what comes behind it, or white."""

    run: RunFields | None
    width: float
    level: int
    span: Span | None = None


def is_ordered(line: Line) -> bool:
    """Say whether a line is more than plain words one after another."""
    return any(word.manner is not None for word in line.words)


def stretches(line: Line, left: float) -> Iterator[Stretch]:
    """Yield what is painted of a line that begins at `left`, in the order of reading."""
    pieces = _pieces(line)
    order = visual_order([piece.level for piece in pieces])
    last = line.words[-1]
    if last.manner is not None and last.manner.base % 2 and last.space:
        left -= last.space * (1.0 + line.stretch)  # it hangs out at the line's end
    widths = accumulate([pieces[at].width for at in order], initial=left)
    places = dict(zip(order, widths, strict=False))
    placed = [(places[at], piece) for at, piece in enumerate(pieces) if piece.run is not None]
    for _, group in groupby(placed, key=lambda one: id(one[1].span)):
        together = list(group)
        runs = [(x, piece.run) for x, piece in together if piece.run is not None]
        yield Stretch(together[0][1].span, runs, _edges(together))


def _pieces(line: Line) -> list[_Piece]:
    pieces: list[_Piece] = []
    final = len(line.words) - 1
    for at, word in enumerate(line.words):
        manner = word.manner
        base = 0 if manner is None else manner.base
        pieces += _of_word(word, base)
        gap = word.space * (1.0 + line.stretch)
        if not gap:
            continue
        level = base if manner is None or at == final else manner.level
        silent = manner is not None and manner.silent
        before = word.fragments[-1] if word.fragments and not silent else None
        run = None if before is None else _space(before)
        pieces.append(_Piece(run, gap, level, before.span if before else None))
    return pieces


def _of_word(word: Word, base: int) -> Iterator[_Piece]:
    """Yield a word's fragments; one that lends some of its white is narrower than these."""
    if not word.fragments:
        yield _Piece(None, word.width, base)
        return
    spared = fsum([one.width for one in word.fragments]) - word.width
    for at, one in enumerate(word.fragments, 1):
        run = (one.shaped, one.ink.size, one.ink.colour, one.ink.rise, 0.0)
        lent = spared if at == len(word.fragments) else 0.0
        yield _Piece(run, one.width - lent, one.level, one.span)


def _space(before: Fragment) -> RunFields:
    """Return a space like the letters before it, so that readers tell words apart."""
    ink = before.ink
    return (shape(before.shaped.face, " "), ink.size, ink.colour, ink.rise, 0.0)


def _edges(together: list[tuple[float, _Piece]]) -> list[tuple[float, float]]:
    edges: list[tuple[float, float]] = []
    near = max(piece.run[1] for _, piece in together if piece.run) * _APART
    for left, right in sorted((x, x + piece.width) for x, piece in together):
        if edges and left - edges[-1][1] < near:
            edges[-1] = (edges[-1][0], max(edges[-1][1], right))
        else:
            edges.append((left, right))
    return edges
