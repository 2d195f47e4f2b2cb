"""Rows of a table: their cells come in, boxes with the costs of parting them go out.

A row breaks between lines; rows tied by a cell that spans them form one band.
"""

from itertools import chain
from typing import Literal

from msgspec import Struct

from footnoted.figures.tones import shade
from footnoted.model.document import Align, Cell, Row, Table
from footnoted.model.style.look import Tone
from footnoted.model.style.paper import Type
from footnoted.pdf.boxes import (
    FORBIDDEN,
    Backdrop,
    Box,
    Item,
    RuleMark,
    TextMark,
    at_cost,
    shifted,
)
from footnoted.pdf.flow.abreast import SAME_HEIGHT, side_by_side
from footnoted.pdf.flow.grid import Spot, decimal_start, place_cells
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import CellAttributes, Element
from footnoted.pdf.words import Line, Word

SHORT_ROW = 5
"""Rows of fewer lines are never divided."""

Scope = Literal["", "Row", "Column", "Both"]
SetCells = dict[int, tuple[list[Word], float]]
"""By identity, the words of a cell, and their width before the decimal sign."""


class Frame(Struct, frozen=True):
    """Where a table stands and how wide its columns are."""

    press: Press
    table: Table
    x: float
    width: float
    starts: tuple[float, ...]
    widths: tuple[float, ...]
    decimals: tuple[tuple[float, float], ...]
    """By column: widths left and right of the decimal sign, head left out."""
    set_cells: SetCells
    """Cells that were set to be measured and have not been placed yet."""

    def rule(self, y: float, weight: float, colour: str) -> RuleMark:
        """Return a rule from edge to edge of the table."""
        return RuleMark(self.x, y, self.width, weight, self.press.setter.colour(colour))

    def ground(self, tone: Tone | None) -> Backdrop | None:
        """Return what stands behind rows of a tone."""
        if tone is None:
            return None
        colour = shade(self.press.style.colours, tone)
        return Backdrop(self.x, self.width, colour, colour, 0.0, 0.0)


def set_cell(press: Press, role: Type, cell: Cell, align: Align) -> tuple[list[Word], float]:
    """Return the words of a cell, and their width before the decimal sign."""
    words = press.setter.words(role, cell.content)
    return words, decimal_start(press, role, cell) if align is Align.DECIMAL else 0.0


def set_rows(
    frame: Frame, rows: tuple[Row, ...], tree: Element, role: Type, called: list[str], scope: bool
) -> list[Item]:
    """Set rows that nothing parts."""
    items: list[Item] = []
    for band in set_bands(frame, rows, tree, role, called, scope):
        items += [*([at_cost(FORBIDDEN)] if items else []), *band]
    return items


def set_bands(
    frame: Frame,
    rows: tuple[Row, ...],
    tree: Element,
    role: Type,
    called: list[str],
    scope: bool = False,
) -> list[list[Item]]:
    """Set rows; those tied by a cell that spans them form one band that is kept together."""
    grid = place_cells(rows)
    elements = [frame.press.file.element(tree, "TR") for _ in rows]
    by_row: list[list[Spot]] = [[] for _ in rows]
    for spot in grid.spots:
        by_row[spot.row].append(spot)
    bands: list[list[Item]] = []
    for first, last in grid.bands(len(rows)):
        spots = list(chain.from_iterable(by_row[first:last]))
        bands.append(_band(frame, spots, first, last, elements, role, called, scope))
    return bands


def _band(
    frame: Frame,
    spots: list[Spot],
    first: int,
    last: int,
    elements: list[Element],
    role: Type,
    called: list[str],
    scope: bool,
) -> list[Item]:
    breaking, space = frame.press.paper.breaking, frame.press.paper.tables.row_space
    cells = [(spot, _cell(frame, spot, elements[spot.row], role, called, scope)) for spot in spots]
    rows: list[list[Box]] = []
    for row in range(first, last):
        plain = [items for spot, items in cells if spot.row == row and spot.cell.row_span == 1]
        rows.append(_padded(frame, side_by_side(plain, breaking.within_row)))
    for spot, items in cells:
        if spot.cell.row_span > 1:
            inside = rows[spot.row - first : spot.row - first + spot.cell.row_span]
            _overlay([box for row in inside for box in row], items, space)
    result: list[Item] = []
    for boxes in rows:
        # Rows that a cell ties together part where nothing else helps, such as the page's height.
        result += [*([at_cost(breaking.widow)] if result else []), *_divided(frame, boxes)]
    return result


def _overlay(rows: list[Box], spanning: list[Item], space: float) -> None:
    """Set the lines of a cell that spans rows beside these, each within one of their boxes."""
    at, y = 0, space
    for item in spanning:
        if not isinstance(item, Box):
            continue
        while at < len(rows) - 1 and y + item.height > rows[at].height + SAME_HEIGHT:
            y = max(0.0, y - rows[at].height)
            at += 1
        box = rows[at]
        box.marks += tuple(shifted(mark, y) for mark in item.marks)
        box.notes += item.notes
        y += item.height
    rows[at].height = max(rows[at].height, y + (space if at == len(rows) - 1 else 0.0))


def _divided(frame: Frame, boxes: list[Box]) -> list[Item]:
    """Say where a row may break: one of few lines nowhere, a long one keeps two on either side."""
    divided: list[Item] = []
    for number, box in enumerate(boxes):
        if number:
            edge = number in (1, len(boxes) - 1)
            whole = edge or len(boxes) < SHORT_ROW
            divided.append(at_cost(FORBIDDEN if whole else frame.press.paper.breaking.within_row))
        divided.append(box)
    return divided


def _padded(frame: Frame, row: list[Item]) -> list[Box]:
    """Add the space above and below a row's text to its first and last box."""
    space = frame.press.paper.tables.row_space
    boxes = [item for item in row if isinstance(item, Box)]
    if not boxes:
        return [Box(2 * space + frame.press.paper.roles.table_cell.leading)]
    boxes[0].height += space
    boxes[0].marks = tuple(shifted(mark, space) for mark in boxes[0].marks)
    boxes[-1].height += space
    return boxes


def _cell(
    frame: Frame, spot: Spot, row: Element, role: Type, called: list[str], scope: bool
) -> list[Item]:
    press, cell = frame.press, spot.cell
    # An empty corner heads nothing.
    header = (scope or cell.header) and bool(cell.content)
    kind: Scope = ("Column" if scope else "Row") if header else ""
    plain = not header and cell.column_span == cell.row_span == 1
    told = () if plain else (CellAttributes(kind, cell.column_span, cell.row_span),)
    element = press.file.element(row, "TH" if header else "TD", attributes=told)
    last = min(spot.column + cell.column_span, len(frame.widths)) - 1
    x = frame.starts[spot.column]
    width = frame.starts[last] + frame.widths[last] - x
    align = cell.align or frame.table.columns[spot.column].align
    known = frame.set_cells.pop(id(cell), ([], 0.0))
    words, sign = known if known[0] else set_cell(press, role, cell, align)
    lines = press.setter.break_words(role, words, width)
    left = sign if not scope and len(lines) == 1 else 0.0
    baseline = press.baseline(role)
    items: list[Item] = []
    for line in lines:
        shift = _shift(frame, spot.column, align, line, width, left, scope)
        mark = TextMark(x + shift, baseline, line, element)
        items += [*([at_cost(0)] if items else []), Box(role.leading, line.notes, (mark,))]
        called += line.notes
    return items


def _shift(
    frame: Frame, column: int, align: Align, line: Line, width: float, left: float, head: bool
) -> float:
    """Return where a line starts in its cell."""
    match align:
        case Align.START:
            return 0.0
        case Align.CENTER:
            return (width - line.width) / 2
        case Align.DECIMAL if left and not head:
            # The signs stand below each other, the widest number at the column's end.
            before, after = frame.decimals[column]
            if frame.press.setter.fonts.leftward:  # the page is mirrored, the number is not
                return max(0.0, width - before - (line.width - left))
            return max(0.0, width - after - left)
        case _:
            return width - line.width
