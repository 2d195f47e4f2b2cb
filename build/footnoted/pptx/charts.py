# mypy: disallow-untyped-calls=False
"""In: a chart as planned. Out: its chart part and the workbook that its editor opens.

python-pptx writes the XML, `chart_look` dresses it; both load only for decks that have a chart.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from lxml import etree
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import (
    XL_CHART_TYPE,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from footnoted.model.document import Chart, ChartForm, Mark
from footnoted.model.style import Style
from footnoted.pptx.chart_look import dress, number_format
from footnoted.pptx.slides import ChartShape

_TYPES: Final = {
    ChartForm.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartForm.COLUMN: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartForm.LINE: XL_CHART_TYPE.LINE_MARKERS,
}
_FIRST_AXIS: Final = 111111111
"""python-pptx numbers axes below zero, which the schema forbids (xsd:unsignedInt)."""


def chart_part(shape: ChartShape, style: Style, made: datetime) -> tuple[bytes, bytes]:
    """Return chart XML whose relationship rId1 is the workbook, and the workbook."""
    chart = shape.chart
    data = CategoryChartData(number_format=number_format(shape.whole))
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name or chart.unit or " ", [_number(m) for m in series.marks])
    space = parse_xml(ChartXmlWriter(_TYPES[chart.form], data).xml.encode())
    dress(NativeChart(space, None), shape, style)
    _finish(space, shape.language)
    return etree.tostring(
        space, xml_declaration=True, encoding="UTF-8", standalone=True
    ), _workbook(chart, made)


def _number(mark: Mark) -> float | int | None:
    """Return a value as numbers are stored in workbooks."""
    if mark.value is None:
        return None
    whole = mark.value == mark.value.to_integral_value()
    return int(mark.value) if whole else float(mark.value)


def _finish(space: etree._Element, language: str) -> None:
    """Mend what the schema forbids, name the language, and point to the workbook."""
    numbers: dict[str, str] = {}
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        old = axis.get("val") or ""
        axis.set("val", numbers.setdefault(old, str(_FIRST_AXIS + len(numbers))))
    for wanted in space.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
        wanted.set("lang", language)
    for body in space.iter(qn("a:bodyPr")):
        if any(parent.tag == qn("c:dLbls") for parent in body.iterancestors()):
            body.set("wrap", "none")
    for old_corners in space.findall(qn("c:roundedCorners")):
        space.remove(old_corners)
    corners = etree.Element(qn("c:roundedCorners"), val="0")
    dated = space.find(qn("c:date1904"))
    space.insert(0 if dated is None else 1, corners)
    workbook = etree.SubElement(space, qn("c:externalData"))
    workbook.set(qn("r:id"), "rId1")
    etree.SubElement(workbook, qn("c:autoUpdate"), val="0")


def _workbook(chart: Chart, made: datetime) -> bytes:
    """Return the data sheet that the chart's formulas name; text is never read as a formula."""
    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(buffer, options)
    book.set_properties({"created": made.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet("Sheet1")
    number = book.add_format({"num_format": number_format(chart)})
    for row, name in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, name)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name or chart.unit or " ")
        for row, mark in enumerate(series.marks, 1):
            value = _number(mark)
            if value is not None:
                sheet.write_number(row, column, value, number)
    book.close()
    return buffer.getvalue()
