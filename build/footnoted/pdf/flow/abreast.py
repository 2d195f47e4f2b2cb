"""Columns beside each other come in; one list of boxes that pages may part goes out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from footnoted.pdf.boxes import DIRE, FORBIDDEN, Box, Glue, Item, Penalty, at_cost, shifted

SAME_HEIGHT = 0.05
"""Points within which two edges beside each other count as one."""
ONE_ROW = 0.5
"""Share of a line's height within which what begins beside it is in one row with it."""
UNEVEN_PER_POINT = 20.0
"""Cost of each point by which columns that a page parts end or begin at different heights."""


class _Placed(Struct, frozen=True):
    """A box of a column."""

    lane: int
    """The column it stands in."""
    top: float
    bottom: float
    box: Box
    cost: int
    """Of parting it from the box above it."""


_top = attrgetter("top")


def side_by_side(columns: Sequence[Sequence[Item]], within: int) -> list[Item]:
    """Put columns beside each other, in boxes that a page may part wherever lines begin.

    A break costs `within`, or what it costs in the column that minds it most. What ends lower
    than the next row begins reaches below its box. Marks keep their own x.
    """
    if max(map(len, columns), default=0) <= 1:
        return _one_row([item for column in columns for item in column if isinstance(item, Box)])
    lanes = [list(_placed(lane, column)) for lane, column in enumerate(columns)]
    rows = _rows([one for lane in lanes for one in lane])
    reached = 0.0
    result: list[Item] = []
    for at, row in enumerate(rows):
        top = row[0].top
        reached = max(reached, *(one.bottom for one in row))
        end = rows[at + 1][0].top if at + 1 < len(rows) else reached
        gap = end - reached
        height = (reached if gap > SAME_HEIGHT else end) - top
        below = -gap if gap < -SAME_HEIGHT else 0.0
        result.append(_joined(row, top, height, below))
        if at + 1 < len(rows):
            result.append(at_cost(max(within, _cost(lanes, end, below))))
        if gap > SAME_HEIGHT:
            result.append(Glue(gap))
    return result


def _one_row(boxes: Sequence[Box]) -> list[Item]:
    """Put single boxes beside each other, as those of most rows of a table."""
    if not boxes:
        return []
    notes = tuple([note for box in boxes for note in box.notes])
    marks = tuple([mark for box in boxes for mark in box.marks])
    return [Box(max([box.height for box in boxes]), notes, marks)]


def _placed(lane: int, column: Sequence[Item]) -> Iterator[_Placed]:
    y = 0.0
    cost: int | None = None
    for item in column:
        match item:
            case Box(height):
                # Between two boxes with neither penalty nor white no page ends.
                yield _Placed(lane, y, y + height, item, FORBIDDEN if cost is None else cost)
                y, cost = y + height, None
            case Glue(height):
                y, cost = y + height, cost or 0
            case Penalty():
                cost = item.cost


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Group what begins at about one height."""
    rows: list[list[_Placed]] = []
    near = 0.0
    for one in sorted(placed, key=lambda one: (one.top, one.lane)):
        height = one.bottom - one.top
        if rows and one.top - rows[-1][0].top < max(SAME_HEIGHT, ONE_ROW * min(near, height)):
            rows[-1].append(one)
            near = min(near, height)
        else:
            rows.append([one])
            near = height
    return rows


def _joined(row: Sequence[_Placed], top: float, height: float, below: float) -> Box:
    """Make one box of what stands in a row, column by column."""
    inside = sorted(row, key=lambda one: (one.lane, one.top))
    notes = tuple(note for one in inside for note in one.box.notes)
    marks = tuple(shifted(mark, one.top - top) for one in inside for mark in one.box.marks)
    return Box(height, notes, marks, below=below)


def _cost(lanes: Sequence[Sequence[_Placed]], cut: float, below: float) -> int:
    """Return what it costs to end a page above all boxes that begin at a height or lower."""
    above = cut - SAME_HEIGHT
    ahead = [bisect_right(lane, above, key=_top) for lane in lanes]
    first = [lane[at] for lane, at in zip(lanes, ahead, strict=True) if at < len(lane)]
    # What begins a column is parted from nothing.
    costs = [one.cost for one in first if one is not lanes[one.lane][0]]
    uneven = below + max(one.top - cut for one in first)
    return max([0, *costs, min(DIRE, round(UNEVEN_PER_POINT * uneven))])
