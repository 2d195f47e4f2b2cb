"""In: a chart as planned. Out: its chart part and the workbook that its editor opens.

All of it is written as XML strings: nothing is loaded for it but what measures words.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from footnoted.model.figures import ChartForm
from footnoted.pptx.charting.axes import FIRST, SECOND, axes, key, letters, text_look
from footnoted.pptx.charting.bench import Bench, bench_of
from footnoted.pptx.charting.data import LYING, STACKED, Column, Number, Sheet, sheet_of
from footnoted.pptx.charting.labels import Tag, Tags, tags_of
from footnoted.pptx.charting.marks import NOTHING, looks, series_marks
from footnoted.pptx.charting.plot import Plot, plot_of
from footnoted.pptx.charting.rooms import gap_width, ring_names, tails
from footnoted.pptx.charting.workbook import SHEET, column_name, first_rows, workbook
from footnoted.pptx.markup import DRAWING, HEADER, RELATIONS, Paint, escaped
from footnoted.pptx.slides import Box, ChartShape

CHARTS: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LEADERS: Final = (
    '<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="{}"/></c:ext></c:extLst>'
)
_LEAST_SHIFT: Final = 0.5
"""Points by which a label must be off its own place to be moved."""


def chart_part(shape: ChartShape, paint: Paint, made: datetime) -> tuple[bytes, bytes]:
    """Return chart XML whose relationship rId1 is the workbook, and the workbook."""
    bench = bench_of(shape, paint)
    sheet = sheet_of(bench.chart, tails(bench), ring_names(bench))
    plot = plot_of(bench)
    space = (
        f'{HEADER}<c:chartSpace xmlns:c="{CHARTS}" xmlns:a="{DRAWING}" xmlns:r="{RELATIONS}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_inner(shape.box, plot)}{_group(bench, plot, sheet)}"
        f"{axes(bench, plot, sheet)}{looks(NOTHING)}</c:plotArea>{key(bench)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'{looks(NOTHING)}{text_look(bench)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    )
    return space.encode(), workbook(sheet, bench.printed, made)


def _inner(box: Box, plot: Plot) -> str:
    """Place the plot without its labels, as shares of the chart (21.2.2.88)."""
    shares = (
        ("x", plot.left / box.width),
        ("y", plot.top / box.height),
        ("w", plot.width / box.width),
        ("h", plot.height / box.height),
    )
    edges = "".join(f'<c:{name} val="{round(share, 4)}"/>' for name, share in shares)
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{edges}</c:manualLayout></c:layout>'
    )


def _group(bench: Bench, plot: Plot, sheet: Sheet) -> str:
    """Return the series in the kind of chart that draws them."""
    tags = tags_of(bench, plot, sheet)
    one_by_one = zip(sheet.columns, tags, strict=True)
    series = "".join(
        _series(bench, plot, sheet, (at, column, own))
        for at, (column, own) in enumerate(one_by_one)
    )
    varied = int(bench.form is ChartForm.DOUGHNUT)
    series = f'<c:varyColors val="{varied}"/>{series}'
    ids = f'<c:axId val="{FIRST}"/><c:axId val="{SECOND}"/>'
    if bench.form is ChartForm.DOUGHNUT:
        hole = round(bench.paint.style.figures.ring_hole * 100)
        angle = f'<c:firstSliceAng val="0"/><c:holeSize val="{hole}"/>'
        return f"<c:doughnutChart>{series}{angle}</c:doughnutChart>"
    if sheet.is_xy:
        style = '<c:scatterStyle val="lineMarker"/>'
        return f"<c:scatterChart>{style}{series}{ids}</c:scatterChart>"
    if bench.form in (ChartForm.LINE, ChartForm.SLOPE, ChartForm.POINTS):
        shown = f'{series}<c:marker val="1"/>{ids}'
        return f'<c:lineChart><c:grouping val="standard"/>{shown}</c:lineChart>'
    over = bench.form in (*STACKED, ChartForm.RANGE, ChartForm.NESTED)
    stacked = bench.form in (*STACKED, ChartForm.RANGE)
    overlap = 100 if over else 0 if len(sheet.columns) == 1 else -5
    return (
        f'<c:barChart><c:barDir val="{"bar" if bench.form in LYING else "col"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/>{series}'
        f'<c:gapWidth val="{gap_width(bench)}"/><c:overlap val="{overlap}"/>{ids}</c:barChart>'
    )


def _series(bench: Bench, plot: Plot, sheet: Sheet, one: tuple[int, Column, Tags]) -> str:
    """Return one series: its name, its look, its labels, its numbers."""
    at, column, tags = one
    before, after = series_marks(bench, column, plot)
    name, numbers = _data(bench, sheet, at, column)
    lines = sheet.is_xy or bench.form in (ChartForm.LINE, ChartForm.SLOPE, ChartForm.POINTS)
    smooth = '<c:smooth val="0"/>' if lines else ""
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{_words(name, (column.name,))}'
        f"</c:tx>{before}{_labels(bench, tags)}{after}{numbers}{smooth}</c:ser>"
    )


def _data(bench: Bench, sheet: Sheet, at: int, column: Column) -> tuple[str, str]:
    """Return where a series' name stands in the sheet, and its numbers."""
    if sheet.is_xy:
        first = first_rows(sheet)[at]
        across, up = (f"{SHEET}!${x}${first + 1}:${x}${first + len(column.values)}" for x in "AB")
        x = _numbers(across, column.along, "General")
        y = _numbers(up, column.values, bench.printed)
        return f"{SHEET}!$B${first}", f"<c:xVal>{x}</c:xVal><c:yVal>{y}</c:yVal>"
    letter, last = column_name(at + 1), len(sheet.categories) + 1
    names = _words(f"{SHEET}!$A$2:$A${last}", sheet.categories)
    values = _numbers(f"{SHEET}!${letter}$2:${letter}${last}", column.values, bench.printed)
    return f"{SHEET}!${letter}$1", f"<c:cat>{names}</c:cat><c:val>{values}</c:val>"


def _words(place: str, words: Sequence[str]) -> str:
    """Return words of the sheet with a copy of them."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escaped(word)}</c:v></c:pt>' for at, word in enumerate(words)
    )
    return (
        f'<c:strRef><c:f>{place}</c:f><c:strCache><c:ptCount val="{len(words)}"/>{points}'
        "</c:strCache></c:strRef>"
    )


def _numbers(place: str, values: Sequence[Number], printed: str) -> str:
    """Return numbers of the sheet with a copy of them."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{place}</c:f><c:numCache><c:formatCode>{escaped(printed)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


_SHOWN: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="{}"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _labels(bench: Bench, tags: Tags) -> str:
    """Return the labels of a series: some in words of ours, the others its numbers or none."""
    if not tags.own and not tags.position:
        return ""
    own = "".join(_label(bench, at, tag) for at, tag in sorted(tags.own.items()))
    rest = _SHOWN.format(0)
    if tags.position:
        rest = (
            f'<c:numFmt formatCode="{escaped(bench.printed)}" sourceLinked="0"/>{looks(NOTHING)}'
            f'{text_look(bench, tags.colour, _UNBROKEN)}<c:dLblPos val="{tags.position}"/>'
            f"{_SHOWN.format(1)}"
        )
    return f"<c:dLbls>{own}{rest}{_leaders(tags)}</c:dLbls>"


_UNBROKEN: Final = '<a:bodyPr wrap="none"/>'


def _leaders(tags: Tags) -> str:
    """Tie labels that stand further off to their marks, where the program can."""
    if not any(tag.across or tag.down for tag in tags.own.values()):
        return ""
    return _LEADERS.format(int(any(tag.tied for tag in tags.own.values())))


def _label(bench: Bench, at: int, tag: Tag) -> str:
    """Return the label of one mark, or that it has none."""
    if not tag.lines:
        return f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
    plain = len(tag.lines) - tag.strong
    paragraphs = "".join(
        f"<a:p><a:pPr><a:defRPr {letters(bench, tag.colour)}</a:defRPr></a:pPr><a:r>"
        f"<a:rPr {letters(bench, tag.colour, number >= plain)}</a:rPr>"
        f"<a:t>{escaped(line)}</a:t></a:r></a:p>"
        for number, line in enumerate(tag.lines)
    )
    position = f'<c:dLblPos val="{tag.position}"/>' if tag.position else ""
    return (
        f'<c:dLbl><c:idx val="{at}"/>{_shift(bench, tag)}<c:tx><c:rich>{_UNBROKEN}<a:lstStyle/>'
        f"{paragraphs}</c:rich></c:tx>{position}{_SHOWN.format(1)}</c:dLbl>"
    )


def _shift(bench: Bench, tag: Tag) -> str:
    """Move a label from where its position sets it (21.2.2.95)."""
    if abs(tag.across) < _LEAST_SHIFT and abs(tag.down) < _LEAST_SHIFT:
        return ""
    x, y = tag.across / bench.box.width, tag.down / bench.box.height
    return (
        f'<c:layout><c:manualLayout><c:x val="{round(x, 4)}"/><c:y val="{round(y, 4)}"/>'
        "</c:manualLayout></c:layout>"
    )
