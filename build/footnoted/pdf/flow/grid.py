"""The grid of a table: cells with spans come in, their places and the columns' widths go out."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import permutations
from math import ceil, fsum

from msgspec import Struct

from footnoted.model.document import Align, Cell, Column, Row
from footnoted.model.style.paper import Type
from footnoted.pdf.flow.press import Press
from footnoted.pdf.setting import plain_text
from footnoted.pdf.words import Word
from footnoted.text.numbers import decimal_sign

_DECIMALS = r"(?=\d+\D*$)"
_NUMBER_END = re.compile(r"\d(?=\D*$)")

ROWS_WEIGHED = 60
"""Rows by which columns' widths are weighed against each other."""
TRADE_STEPS = 40
"""Into so many parts the width is cut that columns trade."""
RAGGED_LOSS = 0.15
"""Lines that a cell needs more than its text is long: ragged lines are not full."""
EVENNESS = 0.2
"""Weight of how full the fullest cell of a row is, beside its count of lines."""


class Spot(Struct, frozen=True):
    """A cell and its place, counted from 0."""

    row: int
    column: int
    cell: Cell


class Grid(Struct, frozen=True):
    """All cells of some rows."""

    spots: tuple[Spot, ...]

    def bands(self, rows: int) -> list[tuple[int, int]]:
        """Return runs of rows, first and last (exclusive), that no cell reaches across."""
        bands: list[tuple[int, int]] = []
        first = end = 0
        reach = [0] * rows
        for spot in self.spots:
            reach[spot.row] = max(reach[spot.row], spot.row + spot.cell.row_span)
        for row in range(rows):
            end = max(end, row + 1, reach[row])
            if end == row + 1:
                bands.append((first, end))
                first = end
        return [*bands, (first, rows)] if first < rows else bands


class Measured(Struct, frozen=True):
    """What a cell wants: its width on one line, that of its widest word, its decimal sign."""

    natural: float
    least: float
    align: Align
    before_sign: float

    @classmethod
    def of(cls, words: Sequence[Word], align: Align, before_sign: float) -> "Measured":
        """Measure set words."""
        natural = fsum([word.width + word.space for word in words])
        natural -= words[-1].space if words else 0.0
        least = max([word.width for word in words], default=0.0)
        return cls(natural, natural if align is Align.DECIMAL else least, align, before_sign)


def place_cells(rows: Sequence[Row]) -> Grid:
    """Find every cell's column; those that cells above reach into are passed over."""
    taken: set[tuple[int, int]] = set()
    spots: list[Spot] = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            spots.append(Spot(at, column, cell))
            if cell.row_span > 1:
                taken |= {
                    (at + down, column + right)
                    for down in range(cell.row_span)
                    for right in range(cell.column_span)
                }
            column += cell.column_span
    return Grid(tuple(spots))


def decimal_start(press: Press, role: Type, cell: Cell) -> float:
    """Return the width of a cell's words before their decimal sign, or after their last digit."""
    text = plain_text(cell.content)
    found = _decimals(press.document.language).search(text)
    whole = None if found else _NUMBER_END.search(text)
    end = found.start() if found else whole.end() if whole else len(text)
    font = press.setter.fonts.plain(role)
    return font.width(text[:end]) if text[:end] else 0.0


@cache
def _decimals(language: str) -> re.Pattern[str]:
    """Return what finds the last decimal sign of a number in a language."""
    return re.compile(re.escape(decimal_sign(language)) + _DECIMALS)


def decimal_room(cells: Sequence[Measured]) -> tuple[float, float]:
    """Return the room that numbers need left and right of their decimal sign."""
    left = max((one.before_sign for one in cells), default=0.0)
    right = max((one.natural - one.before_sign for one in cells), default=0.0)
    return left, right


def column_widths(
    columns: Sequence[Column],
    cells: Sequence[tuple[Spot, Measured]],
    width: float,
    gap: float,
) -> tuple[float, ...]:
    """Divide a table's width: shares as asked, else as the content wants.

    Columns that fit on one line get what they want, the others share the rest in proportion to
    their text; then width goes from column to column as long as that makes the table lower. What
    is left over goes to columns of words.
    """
    room = width - gap * (len(columns) - 1)
    natural, least = _wants(columns, cells, gap)
    fixed = {at: column.width * room for at, column in enumerate(columns) if column.width}
    free = [at for at in range(len(columns)) if at not in fixed]
    room -= fsum(fixed.values())
    widths = dict(fixed)
    narrow = sorted(free, key=lambda at: natural[at])
    while narrow and natural[narrow[0]] <= room / len(narrow):
        at = narrow.pop(0)
        widths[at] = natural[at]
        room -= natural[at]
    if narrow:
        widths |= _share(narrow, natural, least, room)
        _trade(widths, free, least, _rows_of(cells, free))
    else:
        _spread(widths, free, columns, room)
    _even_out(widths, columns, least)
    return tuple(widths[at] for at in range(len(columns)))


def _even_out(widths: dict[int, float], columns: Sequence[Column], least: list[float]) -> None:
    """Make columns equally wide that want to be, unless one of them has a word too long for it."""
    even = [at for at, column in enumerate(columns) if column.even]
    share = fsum(widths[at] for at in even) / max(len(even), 1)
    if all(least[at] <= share for at in even):
        widths.update(dict.fromkeys(even, share))


def _wants(
    columns: Sequence[Column], cells: Sequence[tuple[Spot, Measured]], gap: float
) -> tuple[list[float], list[float]]:
    natural = [0.0] * len(columns)
    least = [0.0] * len(columns)
    for spot, one in cells:
        if spot.cell.column_span == 1 and spot.column < len(columns):
            natural[spot.column] = max(natural[spot.column], one.natural)
            least[spot.column] = max(least[spot.column], one.least)
    for at, column in enumerate(columns):
        if column.align is Align.DECIMAL:
            inside = [
                one for spot, one in cells if spot.column == at and one.align is Align.DECIMAL
            ]
            natural[at] = max(natural[at], fsum(decimal_room(inside)))
    for spot, one in cells:
        if spot.cell.column_span == 1:
            continue
        span = range(spot.column, min(spot.column + spot.cell.column_span, len(columns)))
        lacking = one.least - fsum(least[at] for at in span) - gap * (len(span) - 1)
        if len(span) > 1 and lacking > 0:
            for at in span:
                least[at] += lacking / len(span)
                natural[at] = max(natural[at], least[at])
    return natural, least


def _share(
    wide: list[int], natural: list[float], least: list[float], room: float
) -> dict[int, float]:
    """Share room among columns that all want more; none gets less than its widest word."""
    widths: dict[int, float] = {}
    waiting = list(wide)
    while waiting:
        total = fsum(natural[at] for at in waiting)
        tight = [at for at in waiting if room * natural[at] / total < least[at]]
        needed = fsum(least[at] for at in waiting)
        if not tight or needed >= room:
            base = least if needed >= room else natural
            total = fsum(base[at] for at in waiting) or 1.0
            return widths | {at: room * base[at] / total for at in waiting}
        for at in tight:
            widths[at] = least[at]
            room -= least[at]
            waiting.remove(at)
    return widths


def _rows_of(cells: Sequence[tuple[Spot, Measured]], free: list[int]) -> list[dict[int, float]]:
    """Return what the cells of the first rows want, by column."""
    rows: dict[int, dict[int, float]] = {}
    for spot, one in cells:
        if spot.row < ROWS_WEIGHED and spot.cell.column_span == 1 and spot.column in free:
            rows.setdefault(spot.row, {})[spot.column] = one.natural
    return list(rows.values())


def _trade(
    widths: dict[int, float], free: list[int], least: list[float], rows: list[dict[int, float]]
) -> None:
    """Move width between columns, none below its widest word, while rows need fewer lines."""
    step = fsum(widths[at] for at in free) / TRADE_STEPS
    lines = _lines(widths, rows)
    for _ in range(TRADE_STEPS):
        best: dict[int, float] | None = None
        for giver, taker in permutations(free, 2):
            if widths[giver] - step < least[giver]:
                continue
            tried = {**widths, giver: widths[giver] - step, taker: widths[taker] + step}
            if (needed := _lines(tried, rows)) < lines:
                best, lines = tried, needed
        if best is None:
            return
        widths.update(best)


def _lines(widths: dict[int, float], rows: list[dict[int, float]]) -> float:
    """Guess how many lines rows need; among equals, the evener one is a little better."""
    total = 0.0
    for row in rows:
        fills = [wanted / widths[at] for at, wanted in row.items() if widths[at]]
        fullest = max(fills, default=1.0)
        total += max(1.0, ceil(fullest + RAGGED_LOSS * (fullest > 1.0))) + EVENNESS * fullest
    return total


def _spread(
    widths: dict[int, float], free: list[int], columns: Sequence[Column], room: float
) -> None:
    """Give what is left over to columns of words, or to all if there are none."""
    takers = [at for at in free if columns[at].align is Align.START] or free
    total = fsum(widths[at] for at in takers)
    for at in takers:
        widths[at] += room * (widths[at] / total if total else 1 / len(takers))
