"""Tables: head, body and foot come in; rules, rows, what is repeated on later pages go out."""

from itertools import accumulate
from math import fsum

from footnoted.model.document import Align, Cell, Table
from footnoted.pdf.boxes import (
    FORBIDDEN,
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
from footnoted.pdf.flow.caption import put_caption
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.grid import Measured, Spot, column_widths, decimal_room, place_cells
from footnoted.pdf.flow.press import Press
from footnoted.pdf.flow.rows import Frame, SetCells, set_bands, set_cell, set_rows
from footnoted.pdf.structure import CellAttributes, Element, SummaryAttributes


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


def _frame(press: Press, block: Table, column: Column) -> Frame:
    gap, inset = press.paper.tables.column_gap, press.paper.tables.inset
    body = [row for group in block.body for row in group.rows]
    grid = place_cells((*block.head, *body, *block.foot))
    cells: SetCells = {}
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
    return Frame(press, block, column.x, column.width, starts, widths, decimals, cells)


def _measure(press: Press, block: Table, spot: Spot, heads: int, set_cells: SetCells) -> Measured:
    role = press.paper.roles.table_head if spot.row < heads else press.paper.roles.table_cell
    align = spot.cell.align or block.columns[spot.column].align
    set_cells[id(spot.cell)] = words, sign = set_cell(press, role, spot.cell, align)
    return Measured.of(words, align, sign)


def _head(frame: Frame, element: Element, called: list[str]) -> list[Item]:
    if not frame.table.head:
        return []
    tree = frame.press.file.element(element, "THead")
    role = frame.press.paper.roles.table_head
    return set_rows(frame, frame.table.head, tree, role, called, scope=True)


def _body(frame: Frame, element: Element, called: list[str]) -> list[list[Item]]:
    """Return the body's rows, each a list of boxes with penalties between."""
    press, table = frame.press, frame.table
    roles = press.paper.roles
    bands: list[list[Item]] = []
    for group in table.body:
        tree = press.file.element(element, "TBody")
        if group.title:
            bands.append(_group_title(frame, Cell(group.title, len(table.columns)), tree, called))
        bands += set_bands(frame, group.rows, tree, roles.table_cell, called)
    if table.foot:
        tree = press.file.element(element, "TFoot")
        bands += set_bands(frame, table.foot, tree, roles.table_cell, called)
    return [band for band in bands if band]


def _group_title(frame: Frame, cell: Cell, tree: Element, called: list[str]) -> list[Item]:
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


def _repeat(frame: Frame, head: list[Item]) -> Repeat | None:
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
    height = fsum(item.height for item in head if isinstance(item, Box))
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
    column: Column, frame: Frame, head: list[Item], body: list[list[Item]], repeat: Repeat | None
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
    frame: Frame,
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


def _rule_above(frame: Frame, band: int, headed: bool) -> RuleMark | None:
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
