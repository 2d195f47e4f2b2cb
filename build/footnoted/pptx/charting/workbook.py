"""In: a chart's columns. Out: the workbook that its editor opens (ECMA-376 part 1, clause 18).

Text is text: what looks like a formula in the data is never one.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from footnoted.pptx.charting.data import Number, Sheet
from footnoted.pptx.markup import HEADER, RELATIONS, Relations, escaped
from footnoted.pptx.package import Part, packed

SHEET: Final = "Sheet1"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PROPERTIES: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006"

Cell = str | Number


def workbook(sheet: Sheet, printed: str, made: datetime) -> bytes:
    """Return the data sheet that the chart's formulas name."""
    root, book = Relations(), Relations()
    root.to(f"{RELATIONS}/officeDocument", "xl/workbook.xml")
    root.to(f"{_CORE}/relationships/metadata/core-properties", "docProps/core.xml")
    book.to(f"{RELATIONS}/worksheet", "worksheets/sheet1.xml")
    book.to(f"{RELATIONS}/styles", "styles.xml")
    book.to(f"{RELATIONS}/sharedStrings", "sharedStrings.xml")
    rows = list(_points(sheet) if sheet.is_xy else _table(sheet))
    words = dict.fromkeys(one for row in rows for one in row if isinstance(one, str) and one)
    strings = {word: at for at, word in enumerate(words)}
    parts = [
        Part("", "", b"", root),
        Part("docProps/core.xml", _PROPERTIES, _core(made)),
        Part("xl/workbook.xml", f"{_KIND}.sheet.main+xml", _book(), book),
        Part("xl/styles.xml", f"{_KIND}.styles+xml", _styles(printed)),
        Part("xl/worksheets/sheet1.xml", f"{_KIND}.worksheet+xml", _sheet(rows, strings)),
        Part("xl/sharedStrings.xml", f"{_KIND}.sharedStrings+xml", _strings(strings)),
    ]
    return packed(parts, made)


def column_name(at: int) -> str:
    """Return the letters of a column, the first being 0.

    >>> column_name(0), column_name(25), column_name(26), column_name(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def first_rows(sheet: Sheet) -> list[int]:
    """Return where each column's table begins in the sheet of an `xy` chart, from 1."""
    rows, at = [], 1
    for column in sheet.columns:
        rows.append(at)
        at += len(column.values) + 2
    return rows


def _table(sheet: Sheet) -> Iterable[list[Cell]]:
    """Yield rows: the names of the columns, then each category with its values."""
    yield ["", *(column.name for column in sheet.columns)]
    for at, name in enumerate(sheet.categories):
        yield [name, *(column.values[at] for column in sheet.columns)]


def _points(sheet: Sheet) -> Iterable[list[Cell]]:
    """Yield a table for each series below the one before it, with its points' names."""
    for number, column in enumerate(sheet.columns):
        if number:
            yield []
        yield ["", column.name]
        for row, x, y in zip(column.rows, column.along, column.values, strict=True):
            yield [x, y, sheet.categories[row]]


def _sheet(rows: list[list[Cell]], strings: Mapping[str, int]) -> bytes:
    """Return the cells; numbers of the first column are years or places, in no format."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            _cell(f"{column_name(at)}{number}", one, at, strings) for at, one in enumerate(row)
        )
        if cells:
            lines.append(f'<row r="{number}">{cells}</row>')
    data = "".join(lines)
    return f'{HEADER}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'.encode()


def _cell(place: str, value: Cell, at: int, strings: Mapping[str, int]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="s"><v>{strings[value]}</v></c>'
    style = ' s="1"' if at else ""
    return f'<c r="{place}"{style}><v>{value!r}</v></c>'


def _strings(strings: Iterable[str]) -> bytes:
    """Return the texts that cells name by their place (18.4)."""
    texts = "".join(f'<si><t xml:space="preserve">{escaped(one)}</t></si>' for one in strings)
    return f'{HEADER}<sst xmlns="{_MAIN}">{texts}</sst>'.encode()


def _book() -> bytes:
    sheets = f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets>'
    return f'{HEADER}<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>'.encode()


def _styles(printed: str) -> bytes:
    """Return two looks of cells: a plain one, and that of values."""
    return (
        f'{HEADER}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
        f'<numFmt numFmtId="164" formatCode="{escaped(printed)}"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="2">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ).encode()


def _core(made: datetime) -> bytes:
    """Return when it was made."""
    time = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_CORE}/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        "</cp:coreProperties>"
    ).encode()
