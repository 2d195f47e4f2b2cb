"""In: a table as planned. Out: its graphic frame (ECMA-376 part 1, 21.1.3)."""

from collections.abc import Iterator, Sequence

from footnoted.pptx.markup import emu, frame, identity
from footnoted.pptx.pen import Pen
from footnoted.pptx.slides import Anchor, TableCell, TableRow, TableShape, Tone
from footnoted.text.bidi import runs_left

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in style without fills and grid: ours are written on the cells."""
_TABLES = "http://schemas.openxmlformats.org/drawingml/2006/table"


def table_frame(shape: TableShape, pen: Pen, number: int) -> str:
    """Return a native table with its head marked as such."""
    head = ' rtl="1"' if runs_left(pen.language) else ""
    head += ' firstRow="1"' if any(row.head for row in shape.rows) else ""
    columns = "".join(f'<a:gridCol w="{wide}"/>' for wide in _whole(shape.columns))
    rows = "".join(
        f'<a:tr h="{emu(row.height)}">{"".join(cells)}</a:tr>'
        for row, cells in zip(shape.rows, _cells(shape, pen), strict=True)
    )
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{identity(number, shape.name, shape.alt)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f'</p:nvGraphicFramePr>{frame(shape.box, "p")}<a:graphic><a:graphicData uri="{_TABLES}">'
        f"<a:tbl><a:tblPr{head}><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _whole(columns: Sequence[float]) -> Iterator[int]:
    """Yield widths in EMU whose rounding does not add up."""
    at, edge = 0.0, 0
    for width in columns:
        at += width
        yield emu(at) - edge
        edge = emu(at)


def _cells(shape: TableShape, pen: Pen) -> Iterator[list[str]]:
    """Yield each row's cells, those that a span covers among them."""
    count = len(shape.columns)
    covered: dict[tuple[int, int], str] = {}
    for index, row in enumerate(shape.rows):
        cells, waiting = [], iter(row.cells)
        look = _properties(shape, row, pen)
        for column in range(count):
            if (index, column) in covered:
                cells.append(_empty(shape, pen, covered[index, column], look))
                continue
            cell = next(waiting, TableCell(()))
            cells.append(_cell((shape, row), cell, pen, look))
            for down in range(cell.rows):
                for right in range(cell.columns):
                    if down or right:
                        merge = ' hMerge="1"' if right else ""
                        merge += ' vMerge="1"' if down else ""
                        covered[index + down, column + right] = merge
        yield cells


def _cell(where: tuple[TableShape, TableRow], cell: TableCell, pen: Pen, look: str) -> str:
    """Return one cell; `look` is its properties."""
    shape, row = where
    span = f' gridSpan="{cell.columns}"' if cell.columns > 1 else ""
    span += f' rowSpan="{cell.rows}"' if cell.rows > 1 else ""
    tone = Tone.ACCENT if row.head or row.title else Tone.INK
    text = pen.cell(cell.paras, shape.size, tone)
    return f"<a:tc{span}>{text}{look}</a:tc>"


def _empty(shape: TableShape, pen: Pen, merge: str, look: str) -> str:
    """Return a cell that another covers."""
    size = round(shape.size * 100)
    text = (
        "<a:txBody><a:bodyPr/><a:p>"
        f'<a:endParaRPr lang="{pen.language}" sz="{size}"/></a:p></a:txBody>'
    )
    return f"<a:tc{merge}>{text}{look}</a:tc>"


def _properties(shape: TableShape, row: TableRow, pen: Pen) -> str:
    """Return insets, rules and ground of a cell (21.1.3.17: rules before fill)."""
    deck = pen.areas.deck
    across, down = emu(deck.cell_inset_x), emu(shape.inset)
    heavy = row.head
    rule = _line("lnB", "accent" if heavy else "rule", deck.hairline * (2 if heavy else 1), pen)
    top = _line("lnT", "accent", deck.hairline * 2, pen) if row.foot else ""
    fill = pen.paint.fill("tint") if row.title else "<a:noFill/>"
    anchor = Anchor.BOTTOM.value if row.head else Anchor.TOP.value
    return (
        f'<a:tcPr marL="{across}" marR="{across}" marT="{down}" marB="{down}" anchor="{anchor}">'
        f"{top}{rule}{fill}</a:tcPr>"
    )


def _line(side: str, colour: str, width: float, pen: Pen) -> str:
    """Return one edge of a cell."""
    return f'<a:{side} w="{emu(width)}">{pen.paint.fill(colour)}</a:{side}>'
