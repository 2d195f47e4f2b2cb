"""In: a table of the document. Out: drafts of slides with native tables, the head on each."""

from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.model.document import Align, Cell, Column, Row, Table
from footnoted.pptx.evenly import evenly
from footnoted.pptx.fit import fit_line, text_height
from footnoted.pptx.measure import cut, lines_at, measured, natural_width, widest_word
from footnoted.pptx.runs import calls, plain
from footnoted.pptx.slides import (
    Box,
    Holder,
    Layout,
    Para,
    Run,
    Shape,
    TableCell,
    TableRow,
    TableShape,
)
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage

_FAIR = 0.5
"""Columns share spare width by their natural width to this power: long text gives way to short."""

_LABEL = 40
"""Characters up to which a row's heading is a label and stands out."""


class _Unit(Struct, frozen=True):
    """Rows that stay on one slide, as measured at a size."""

    rows: tuple[TableRow, ...]
    tall: float
    calls: tuple[str, ...]
    """The notes that they call."""


class _Sheet(Struct, frozen=True):
    """A table being fitted: its rows, tied into units that stay on one slide."""

    stage: Stage
    columns: tuple[Column, ...]
    head: tuple[TableRow, ...]
    units: tuple[tuple[TableRow, ...], ...]
    caption: tuple[Para, ...] = ()
    _known: dict[tuple[float, float], tuple[float, ...]] = field(default_factory=dict)
    """Widths of the columns by size and width of the whole."""

    def above(self, lead: Sequence[Para], room: Room) -> tuple[tuple[Shape, ...], Box]:
        """Set what stands over the table: a lead, its caption; return what these leave."""
        stage = self.stage
        top, box = stage.lead(lead, stage.across(room, 0.0))
        if not self.caption:
            return top, box
        deck = stage.areas.deck
        found = fit_line(self.caption, box.width, box.height * 0.3, deck.sizes.caption, stage.body)
        if not found:
            raise DoesNotFitError("the caption of the table is too long")
        size, tall = found
        place = Box(box.x, box.y, box.width, tall)
        down = tall + deck.notes_gap * 0.5
        shape = stage.text(Holder.NONE, "Caption", place, self.caption, size)
        return (*top, shape), Box(box.x, box.y + down, box.width, box.height - down)

    def widths(self, size: float, total: float) -> tuple[float, ...]:
        """Return the widths of the columns at a size, in points."""
        key = (size, total)
        if key not in self._known:
            self._known[key] = self._widths(size, total)
        return self._known[key]

    def _widths(self, size: float, total: float) -> tuple[float, ...]:
        deck = self.stage.areas.deck
        edge = 2 * deck.cell_inset_x
        least = [edge] * len(self.columns)
        wish = [edge] * len(self.columns)
        for row in (*self.head, *(row for unit in self.units for row in unit)):
            for at, cell in _placed((row,)):
                if cell.columns > 1:
                    continue
                for para in cell.paras:
                    text = measured(para, self.stage.body)
                    safety = deck.width_safety * 1.01
                    least[at] = max(least[at], widest_word(text) * size * safety + edge)
                    wish[at] = max(wish[at], natural_width(text) * size * safety + edge)
        return _shared(self.columns, least, wish, total)

    def tall(self, rows: Sequence[TableRow], size: float) -> tuple[TableRow, ...]:
        """Return rows with their heights; a cell over several rows stretches the last of them."""
        deck, body = self.stage.areas.deck, self.stage.body
        widths = self.widths(size, self.stage.areas.width)
        edge = 2 * deck.cell_inset_y
        heights = [body.pitch(size) + edge] * len(rows)
        for index, at, cell in _cells(rows):
            wide = fsum(widths[at : at + cell.columns]) - 2 * deck.cell_inset_x
            need = text_height(cell.paras, wide, size, body) + edge
            last = min(index + cell.rows, len(rows)) - 1
            heights[last] += max(need - fsum(heights[index : last + 1]), 0.0)
        return tuple(replace(row, height=tall) for row, tall in zip(rows, heights, strict=True))

    def measured(self, size: float) -> Iterator[_Unit]:
        """Yield the head and the units at a size."""
        for rows in (self.head, *self.units):
            tall = self.tall(rows, size)
            yield _Unit(tall, fsum(row.height for row in tall), calls(_paras(rows)))


def table_slides(stage: Stage, block: Table, lead: Sequence[Para], room: Room) -> list[Draft]:
    """Set a table on one slide at the largest size, else on the fewest slides."""
    deck = stage.areas.deck
    sheet = _sheet(stage, block)
    remarks = stage.remarks(block.credit, *block.notes)
    found = []
    for size in deck.sizes.table:
        if pages := _pages(sheet, lead, remarks, size, room):
            found.append((pages, size))
            if len(pages) == 1:
                break
    if not found:
        sheet = _cut_rows(sheet, sheet.above(lead, room)[1].height, deck.sizes.table[-1])
        pages = _pages(sheet, lead, remarks, deck.sizes.table[-1], room)
        found = [(pages, deck.sizes.table[-1])] if pages else []
    if not found:
        raise DoesNotFitError("a row of the table finds no room beside its notes")
    pages, size = min(found, key=lambda one: (len(one[0]), -one[1]))
    words = (tuple(lead), remarks)
    inset = min(_airy_inset(sheet, page, room, words) for page in pages)
    return [_draft(sheet, block, page, (size, inset), room, words) for page in pages]


def _airy_inset(
    sheet: _Sheet,
    rows: Sequence[TableRow],
    room: Room,
    words: tuple[tuple[Para, ...], tuple[Para, ...]],
) -> float:
    """Return the space over and under the text of cells: more where rows leave room."""
    stage, (lead, remarks) = sheet.stage, words
    _, box = sheet.above(lead, room)
    called = [*_paras(rows), *lead, *sheet.caption]
    free = box.height - fsum(row.height for row in rows) - stage.strips.height(called, remarks)
    deck = stage.areas.deck
    inset = deck.cell_inset_y + free / (2 * len(rows))
    return max(min(inset, deck.cell_inset_y_max), deck.cell_inset_y)


def _sheet(stage: Stage, block: Table) -> _Sheet:
    """Take a table's rows over, each group's title tied to its first row."""
    block = _with_quiet_headings(stage, block)
    count = len(block.columns)
    units: list[tuple[TableRow, ...]] = []
    for group in block.body:
        rows = [_row(stage, row, block.columns) for row in group.rows]
        tied = list(_tied(rows))
        if group.title:
            runs = stage.inliner.runs(group.title, Run("", bold=True))
            title = TableRow((TableCell((Para(runs),), columns=count, strong=True),), title=True)
            tied[:1] = [(title, *(tied[0] if tied else ()))]
        units += tied
    foot = tuple(_row(stage, row, block.columns, foot=True) for row in block.foot)
    if foot and units:
        units[-1] = (*units[-1], *foot)
    head = tuple(_row(stage, row, block.columns, head=True) for row in block.head)
    runs = (*stage.numbered(block), *stage.inliner.runs(block.caption, Run("", bold=True)))
    return _Sheet(stage, block.columns, head, tuple(units), (Para(runs),) if runs else ())


def _with_quiet_headings(stage: Stage, block: Table) -> Table:
    """Unmark row headings where these are sentences: a column of bold text shouts."""
    cells = [cell for group in block.body for row in group.rows for cell in row.cells]
    if all(len(plain(stage.inliner.runs(cell.content))) <= _LABEL for cell in cells if cell.header):
        return block
    body = tuple(
        replace(
            group,
            rows=tuple(
                replace(row, cells=tuple(replace(cell, header=False) for cell in row.cells))
                for row in group.rows
            ),
        )
        for group in block.body
    )
    return replace(block, body=body)


def _row(
    stage: Stage, row: Row, columns: Sequence[Column], head: bool = False, foot: bool = False
) -> TableRow:
    """Take one row over."""
    cells, at = [], 0
    for cell in row.cells:
        column = columns[min(at, len(columns) - 1)]
        cells.append(_cell(stage, cell, column, head or foot))
        at += cell.column_span
    return TableRow(tuple(cells), head=head, foot=foot)


def _cell(stage: Stage, cell: Cell, column: Column, strong: bool) -> TableCell:
    """Take one cell over; heads and row headings are bold."""
    strong = strong or cell.header
    align = cell.align or column.align
    align = Align.END if align is Align.DECIMAL else align
    runs = stage.inliner.runs(cell.content, Run("", bold=strong))
    para = Para(runs, align=align)
    return TableCell((para,), cell.column_span, cell.row_span, align, strong)


def _tied(rows: Sequence[TableRow]) -> Iterable[tuple[TableRow, ...]]:
    """Yield rows, those that a cell spans together."""
    held: list[TableRow] = []
    left = 0
    for row in rows:
        held.append(row)
        left = max(left - 1, max((cell.rows for cell in row.cells), default=1) - 1)
        if left <= 0:
            yield tuple(held)
            held, left = [], 0
    if held:
        yield tuple(held)


def _cells(rows: Sequence[TableRow]) -> Iterable[tuple[int, int, TableCell]]:
    """Yield each cell with the index of its row and of its first column."""
    covered: dict[int, int] = {}
    for index, row in enumerate(rows):
        at = 0
        for cell in row.cells:
            while covered.get(at, 0) > index:
                at += 1
            yield index, at, cell
            for column in range(at, at + cell.columns):
                covered[column] = index + cell.rows
            at += cell.columns


def _placed(rows: Sequence[TableRow]) -> Iterable[tuple[int, TableCell]]:
    """Yield each cell with its first column."""
    return ((at, cell) for _, at, cell in _cells(rows))


def _shared(
    columns: Sequence[Column], least: list[float], wish: list[float], total: float
) -> tuple[float, ...]:
    """Divide a width: as the table says, else by what the columns need and wish."""
    fixed = [column.width * total if column.width else 0.0 for column in columns]
    free = [index for index, width in enumerate(fixed) if not width]
    left = max(total - fsum(fixed), 0.0)
    widths = list(fixed)
    # A column that wishes no more than its even share has its wish: dates and names stay whole.
    while modest := [at for at in free if wish[at] <= left / len(free)]:
        if len(modest) == len(free):
            break
        for at in modest:
            widths[at] = wish[at]
        left -= fsum(wish[at] for at in modest)
        free = [at for at in free if at not in modest]
    floor = fsum(least[index] for index in free)
    if free and floor >= left:
        for index in free:
            widths[index] = left * least[index] / floor
    elif free:
        extra = {index: wish[index] - least[index] for index in free}
        spare, wanted = left - floor, fsum(extra.values())
        weight = {index: wish[index] ** _FAIR for index in free}
        for index in free:
            if wanted <= spare:
                widths[index] = wish[index] + (spare - wanted) * weight[index] / fsum(
                    weight.values()
                )
            else:
                widths[index] = least[index] + spare * extra[index] / wanted
    scale = total / fsum(widths)
    return tuple(width * scale for width in widths)


def _paras(rows: Iterable[TableRow]) -> list[Para]:
    """Return the paragraphs of rows."""
    return [para for row in rows for cell in row.cells for para in cell.paras]


def _pages(
    sheet: _Sheet, lead: Sequence[Para], remarks: tuple[Para, ...], size: float, room: Room
) -> list[list[TableRow]]:
    """Spread units evenly over the fewest slides, the head over each.

    There are none where a unit alone is too high.
    """
    stage = sheet.stage
    _, box = sheet.above(lead, room)
    head, *units = sheet.measured(size)
    words = (*calls(lead), *calls(sheet.caption))

    def together(start: int, end: int) -> float:
        several = units[start:end]
        names = [name for one in (head, *several) for name in one.calls]
        strip = stage.strips.called((*names, *words), remarks)
        return head.tall + fsum(one.tall for one in several) + stage.strips.room(strip)

    if units and together(0, len(units)) <= box.height:
        return [_rows([head, *units])]
    stretches = evenly(len(units), together, box.height)
    return [_rows([head, *units[start:end]]) for start, end in stretches]


def _rows(units: Iterable[_Unit]) -> list[TableRow]:
    """Return the rows of units with their heights."""
    return [row for unit in units for row in unit.rows]


def _cut_rows(sheet: _Sheet, room: float, size: float) -> _Sheet:
    """Cut rows that are higher than a slide; what is left of each cell stands in the next row."""
    stage = sheet.stage
    deck = stage.areas.deck
    widths = sheet.widths(size, stage.areas.width)
    head = fsum(row.height for row in sheet.tall(sheet.head, size))
    reserve = stage.areas.notes.height + deck.notes_gap
    free = room - reserve - head - 2 * deck.cell_inset_y
    lines = max(int(free / stage.body.pitch(size)), 1)
    units: list[tuple[TableRow, ...]] = []
    for unit in sheet.units:
        simple = all(cell.rows == 1 for row in unit for cell in row.cells)
        if not simple:
            units.append(unit)
        else:
            units += [
                (piece,) for row in unit for piece in _cut_row(stage, row, widths, size, lines)
            ]
    return replace(sheet, units=tuple(units), _known={})


def _cut_row(
    stage: Stage, row: TableRow, widths: Sequence[float], size: float, lines: int
) -> list[TableRow]:
    """Cut one row into rows of at most so many lines."""
    pieces: list[TableRow] = []
    while True:
        heads, tails = [], []
        for at, cell in _placed((row,)):
            wide = fsum(widths[at : at + cell.columns]) - 2 * stage.areas.deck.cell_inset_x
            text = measured(cell.paras[0], stage.body)
            if lines_at(text, stage.body, wide, size) <= lines:
                heads.append(cell)
                tails.append(replace(cell, paras=(Para((), align=cell.align),)))
            else:
                head, tail = cut(text, stage.body, wide, size, lines)
                heads.append(replace(cell, paras=(head.para,)))
                tails.append(replace(cell, paras=(tail.para,)))
        pieces.append(replace(row, cells=tuple(heads)))
        if not any(para.runs for cell in tails for para in cell.paras):
            return pieces
        row = replace(row, cells=tuple(tails))


def _draft(
    sheet: _Sheet,
    block: Table,
    rows: Sequence[TableRow],
    look: tuple[float, float],
    room: Room,
    words: tuple[tuple[Para, ...], tuple[Para, ...]],
) -> Draft:
    """Return the slide of one page of a table, at a size and with a larger inset of its cells."""
    stage = sheet.stage
    size, inset = look
    lead, remarks = words
    called = [*lead, *sheet.caption, *_paras(rows)]
    strip = stage.strips.of(called, remarks)
    top, box = sheet.above(lead, room)
    widths = sheet.widths(size, stage.areas.width)
    more = 2 * (inset - stage.areas.deck.cell_inset_y)
    tall = tuple(replace(row, height=row.height + more) for row in rows)
    place = Box(box.x, box.y, box.width, fsum(row.height for row in tall))
    caption = "".join(run.text for run in stage.inliner.runs(block.caption) if not run.raised)
    alt = block.summary or caption
    shape = TableShape(caption or "Table", place, widths, tall, alt, size, inset)
    small = stage.smaller("table", size, stage.areas.deck.sizes.table)
    return Draft(Layout.TITLE_ONLY, (*top, shape), strip, small)
