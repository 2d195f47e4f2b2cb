"""Tables: rows of cells come in; rules, rows that break between lines, repeated heads go out."""

from itertools import accumulate
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
    PaintMark,
    Penalty,
    Repeat,
    RuleMark,
    TextMark,
    at_cost,
    shifted,
)
from footnoted.pdf.flow.abreast import SAME_HEIGHT, side_by_side
from footnoted.pdf.flow.caption import put_caption
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.grid import (
    Measured,
    Spot,
    column_widths,
    decimal_room,
    decimal_start,
    place_cells,
)
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import CellAttributes, Element, SummaryAttributes
from footnoted.pdf.words import Line, Word

SHORT_ROW = 5
"""Rows of fewer lines are never divided."""

Scope = Literal["", "Row", "Column", "Both"]
_SetCells = dict[int, tuple[list[Word], float]]
"""By identity, the words of a cell, and their width before the decimal sign."""


class _Frame(Struct, frozen=True):
    """Where a table stands and how wide its columns are."""

    press: Press
    table: Table
    x: float
    width: float
    starts: tuple[float, ...]
    widths: tuple[float, ...]
    decimals: tuple[tuple[float, float], ...]
    """By column: widths left and right of the decimal sign, head left out."""
    set_cells: "_SetCells"
    """Cells that were set to be measured and have not been placed yet."""

    def rule(self, y: float, weight: float, colour: str) -> RuleMark:
        return RuleMark(self.x, y, self.width, weight, self.press.setter.colour(colour))

    def ground(self, tone: Tone | None) -> Backdrop | None:
        """Return what stands behind rows of a tone."""
        if tone is None:
            return None
        colour = shade(self.press.style.colours, tone)
        return Backdrop(self.x, self.width, colour, colour, 0.0, 0.0)


def put_table(press: Press, column: Column, block: Table, parent: Element) -> None:
    """Lay out a table: caption, head, groups of rows, foot, remarks, source."""
    style = press.paper.tables
    summary = [SummaryAttributes(block.summary)] if block.summary else []
    element = press.file.element(parent, "Table", attributes=summary)
    column.space(style.before)
    called = put_caption(press, column, element, block.id, press.phrases.table, block)
    frame = _frame(press, block, column)
    head = _head(frame, element, called)
    repeat = _repeat(frame, head)
    body = _body(frame, element, called)
    _put(column, frame, head, body, repeat)
    called += _below(press, column, block, parent)
    press.set_notes(called, parent)
    column.space(style.after)


def _frame(press: Press, block: Table, column: Column) -> _Frame:
    gap, inset = press.paper.tables.column_gap, press.paper.tables.inset
    body = [row for group in block.body for row in group.rows]
    grid = place_cells((*block.head, *body, *block.foot))
    cells: _SetCells = {}
    measured = [(spot, _measure(press, block, spot, len(block.head), cells)) for spot in grid.spots]
    widths = column_widths(block.columns, measured, column.width - 2 * inset, gap)
    starts = tuple(accumulate((width + gap for width in widths[:-1]), initial=column.x + inset))
    decimals = tuple(
        decimal_room(
            [
                one
                for spot, one in measured
                if spot.column == at and spot.row >= len(block.head) and one.align is Align.DECIMAL
            ]
        )
        for at in range(len(block.columns))
    )
    return _Frame(press, block, column.x, column.width, starts, widths, decimals, cells)


def _measure(press: Press, block: Table, spot: Spot, heads: int, set_cells: _SetCells) -> Measured:
    role = press.paper.roles.table_head if spot.row < heads else press.paper.roles.table_cell
    align = spot.cell.align or block.columns[spot.column].align
    set_cells[id(spot.cell)] = words, sign = _set_cell(press, role, spot.cell, align)
    return Measured.of(words, align, sign)


def _set_cell(press: Press, role: Type, cell: Cell, align: Align) -> tuple[list[Word], float]:
    words = press.setter.words(role, cell.content)
    return words, decimal_start(press, role, cell) if align is Align.DECIMAL else 0.0


def _head(frame: _Frame, element: Element, called: list[str]) -> list[Item]:
    if not frame.table.head:
        return []
    tree = frame.press.file.element(element, "THead")
    role = frame.press.paper.roles.table_head
    return _rows(frame, frame.table.head, tree, role, called, scope=True)


def _body(frame: _Frame, element: Element, called: list[str]) -> list[list[Item]]:
    """Return the body's rows, each a list of boxes with penalties between."""
    press, table = frame.press, frame.table
    roles = press.paper.roles
    bands: list[list[Item]] = []
    for group in table.body:
        tree = press.file.element(element, "TBody")
        if group.title:
            bands.append(_group_title(frame, Cell(group.title, len(table.columns)), tree, called))
        bands += _bands(frame, group.rows, tree, roles.table_cell, called)
    if table.foot:
        tree = press.file.element(element, "TFoot")
        bands += _bands(frame, table.foot, tree, roles.table_cell, called)
    return [band for band in bands if band]


def _group_title(frame: _Frame, cell: Cell, tree: Element, called: list[str]) -> list[Item]:
    press = frame.press
    role = press.paper.roles.table_group
    inset = press.paper.tables.inset
    column = press.column(frame.x + inset, frame.width - 2 * inset)
    column.box(Box(press.paper.tables.group_space))
    column.keep()
    row = press.file.element(tree, "TR")
    attributes = [CellAttributes("Row", len(frame.table.columns))]
    element = press.file.element(row, "TH", attributes=attributes)
    called += press.put(column, role, cell.content, element, together=True)
    # The title stays with the first row below it.
    return [*column.items, at_cost(FORBIDDEN)]


def _rows(
    frame: _Frame, rows: tuple[Row, ...], tree: Element, role: Type, called: list[str], scope: bool
) -> list[Item]:
    items: list[Item] = []
    for band in _bands(frame, rows, tree, role, called, scope):
        items += [*([at_cost(FORBIDDEN)] if items else []), *band]
    return items


def _bands(
    frame: _Frame,
    rows: tuple[Row, ...],
    tree: Element,
    role: Type,
    called: list[str],
    scope: bool = False,
) -> list[list[Item]]:
    """Set rows; those tied by a cell that spans them form one band that is kept together."""
    grid = place_cells(rows)
    elements = [frame.press.file.element(tree, "TR") for _ in rows]
    bands: list[list[Item]] = []
    for first, last in grid.bands(len(rows)):
        spots = [spot for spot in grid.spots if first <= spot.row < last]
        bands.append(_band(frame, spots, first, last, elements, role, called, scope))
    return bands


def _band(
    frame: _Frame,
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


def _divided(frame: _Frame, boxes: list[Box]) -> list[Item]:
    """Say where a row may break: one of few lines nowhere, a long one keeps two on either side."""
    divided: list[Item] = []
    for number, box in enumerate(boxes):
        if number:
            edge = number in (1, len(boxes) - 1)
            whole = edge or len(boxes) < SHORT_ROW
            divided.append(at_cost(FORBIDDEN if whole else frame.press.paper.breaking.within_row))
        divided.append(box)
    return divided


def _padded(frame: _Frame, row: list[Item]) -> list[Box]:
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
    frame: _Frame, spot: Spot, row: Element, role: Type, called: list[str], scope: bool
) -> list[Item]:
    press, cell = frame.press, spot.cell
    # An empty corner heads nothing.
    header = (scope or cell.header) and bool(cell.content)
    kind: Scope = ("Column" if scope else "Row") if header else ""
    spans = CellAttributes(kind, cell.column_span, cell.row_span)
    plain = not header and cell.column_span == cell.row_span == 1
    element = press.file.element(row, "TH" if header else "TD", attributes=[] if plain else [spans])
    last = min(spot.column + cell.column_span, len(frame.widths)) - 1
    x = frame.starts[spot.column]
    width = frame.starts[last] + frame.widths[last] - x
    align = cell.align or frame.table.columns[spot.column].align
    known = frame.set_cells.pop(id(cell), ([], 0.0))
    words, sign = known if known[0] else _set_cell(press, role, cell, align)
    lines = press.setter.break_words(role, words, width)
    left = sign if not scope and len(lines) == 1 else 0.0
    column = press.column(x, width)
    baseline = press.baseline(role)
    for at, line in enumerate(lines):
        shift = _shift(frame, spot.column, align, line, width, left, scope)
        column.box(Box(role.leading, line.notes, (TextMark(x + shift, baseline, line, element),)))
        if at < len(lines) - 1:
            column.keep(0)
    called += [note for line in lines for note in line.notes]
    return column.items


def _shift(
    frame: _Frame, column: int, align: Align, line: Line, width: float, left: float, head: bool
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


def _repeat(frame: _Frame, head: list[Item]) -> Repeat | None:
    """Make what stands again above rows on a later page: number, "continued", the head."""
    press = frame.press
    table, roles, style = frame.table, press.paper.roles, press.paper.tables
    if not head:
        return None
    marks: list[PaintMark] = []
    y = 0.0
    if table.number:
        words = f"{press.phrases.table.format(n=table.number)}, {press.phrases.continued}"
        line = press.setter.text_line(roles.credit, words)
        marks.append(TextMark(frame.x, press.baseline(roles.credit), line, None))
        y = roles.credit.leading + roles.credit.before
    height = sum(item.height for item in head if isinstance(item, Box))
    if ground := frame.ground(style.head_ground):
        marks.append(RuleMark(frame.x, y + height / 2, frame.width, height, ground.tint))
    marks.append(frame.rule(y, style.heavy, style.rule))
    for item in head:
        if isinstance(item, Box):
            marks += [_as_artifact(shifted(mark, y)) for mark in item.marks]
            y += item.height
    marks.append(frame.rule(y, style.light, style.rule))
    return Repeat(y, tuple(marks))


def _as_artifact(mark: PaintMark) -> PaintMark:
    if isinstance(mark, TextMark):
        return TextMark(mark.x, mark.baseline, mark.line, None)
    return mark


def _put(
    column: Column, frame: _Frame, head: list[Item], body: list[list[Item]], repeat: Repeat | None
) -> None:
    """Put head and rows into the column with their rules and the costs of breaking them."""
    style, breaking = frame.press.paper.tables, frame.press.paper.breaking
    rows = sum(not _is_title(band) for band in body)
    between = breaking.whole if rows <= breaking.short_table_rows else breaking.row
    if head:
        first = next(item for item in head if isinstance(item, Box))
        first.marks = (frame.rule(0.0, style.heavy, style.rule), *first.marks)
    outer, column.backdrop = column.backdrop, frame.ground(style.head_ground) or column.backdrop
    for item in head:
        if isinstance(item, Box):
            column.box(item)
            column.keep()
    done = striped = 0
    for at, band in enumerate(body):
        ground = frame.ground(style.zebra) if striped % 2 else None
        column.backdrop = ground or outer
        _put_band(column, frame, at, band, repeat, bool(head))
        done += not _is_title(band)
        striped = 0 if _is_title(band) else striped + 1
        # Two rows at least stand below the head, and two above the last rule.
        lonely = done < min(2, rows) or done >= rows - 1
        column.keep(FORBIDDEN if lonely or _is_title(band) else between)
    column.backdrop = outer
    column.keep()
    column.drop_space()
    column.box(Box(style.heavy, (), (frame.rule(0.0, style.heavy, style.rule),)))


def _is_title(band: list[Item]) -> bool:
    """A group's title ends with a penalty: it stays with the first row below it."""
    return isinstance(band[-1], Penalty)


def _put_band(
    column: Column,
    frame: _Frame,
    at: int,
    band: list[Item],
    repeat: Repeat | None,
    headed: bool,
) -> None:
    rule = _rule_above(frame, at, headed)
    for number, item in enumerate(band):
        if isinstance(item, Penalty):
            column.keep(item.cost)
        elif isinstance(item, Box):
            if not number and rule is not None:
                item.marks = (rule, *item.marks)
            item.repeat = repeat
            column.box(item)


def _rule_above(frame: _Frame, band: int, headed: bool) -> RuleMark | None:
    style = frame.press.paper.tables
    if band == 0:
        return frame.rule(0.0, style.light if headed else style.heavy, style.rule)
    return frame.rule(0.0, style.row_rule, style.row_rule_colour) if style.row_rule else None


def _below(press: Press, column: Column, block: Table, parent: Element) -> list[str]:
    """Set remarks and the source line right below the table."""
    roles = press.paper.roles
    called: list[str] = []
    for remark in block.notes:
        column.keep()
        element = press.file.element(parent, "P")
        called += press.put(column, roles.table_note, remark, element, together=True)
    if block.credit:
        column.keep()
        element = press.file.element(parent, "P")
        called += press.put(column, roles.credit, block.credit, element, together=True)
    return called
