"""In: a chart's bench and plot. Out: its axes and its key as XML (ECMA-376 part 1, 21.2.2)."""

from decimal import Decimal
from typing import Final

from footnoted.model.figures import ChartForm
from footnoted.pptx.charting.bench import Bench
from footnoted.pptx.charting.data import LYING, Sheet
from footnoted.pptx.charting.labels import unplaced
from footnoted.pptx.charting.marks import looks, stroke
from footnoted.pptx.charting.plot import Plot
from footnoted.pptx.charting.rooms import has_figures, has_key
from footnoted.pptx.markup import escaped

FIRST, SECOND = "111111111", "111111112"
"""Numbers of the two axes, which must lie above zero (xsd:unsignedInt)."""
_NO_TICKS: Final = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def letters(bench: Bench, colour: str = "ink", strong: bool = False) -> str:
    """Return how words of a chart are set."""
    bold = ' b="1"' if strong else ' b="0"'
    return (
        f'lang="{escaped(bench.shape.language)}" sz="{round(bench.size * 100)}"{bold}>'
        f"{bench.paint.fill(colour)}"
    )


def text_look(bench: Bench, colour: str = "ink", body: str = "<a:bodyPr/>") -> str:
    """Return the look of text that the chart itself makes."""
    return (
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr><a:defRPr {letters(bench, colour)}</a:defRPr>"
        f'</a:pPr><a:endParaRPr lang="{escaped(bench.shape.language)}"/></a:p></c:txPr>'
    )


def axes(bench: Bench, plot: Plot, sheet: Sheet) -> str:
    """Return both axes; a ring has none."""
    if bench.form is ChartForm.DOUGHNUT:
        return ""
    along = _along_axis(bench, plot, sheet) if plot.along else _name_axis(bench, plot)
    return along + _value_axis(bench, plot)


def key(bench: Bench) -> str:
    """Name the series over the plot where words at their marks do not."""
    if not has_key(bench):
        return ""
    side = "r" if bench.form is ChartForm.DOUGHNUT else "t"
    return f'<c:legend><c:legendPos val="{side}"/><c:overlay val="0"/>{text_look(bench)}</c:legend>'


def _level(bench: Bench) -> str:
    """Return the look of names that wrap and do not turn."""
    return text_look(bench, "ink", '<a:bodyPr rot="0" vert="horz"/>')


def _base(bench: Bench, plot: Plot) -> str:
    """Return the line that marks stand on; none where it is not zero but looks so."""
    stands = plot.low <= 0 <= plot.high or plot.step is not None
    if not stands:
        return looks("<a:ln><a:noFill/></a:ln>")
    key_ = "rule" if bench.form in LYING or plot.low < 0 else "muted"
    return looks(stroke(bench.paint.colour(key_), bench.deck.hairline))


def _name_axis(bench: Bench, plot: Plot) -> str:
    """Return the axis of categories, in reading order."""
    lying = bench.form in LYING
    way, side = ("maxMin", "l") if lying else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="{FIRST}"/><c:scaling><c:orientation val="{way}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" '
        f'sourceLinked="0"/>{_NO_TICKS}<c:tickLblPos val="low"/>{_base(bench, plot)}'
        f'{_level(bench)}<c:crossAx val="{SECOND}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{_skips(bench, plot)}'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _skips(bench: Bench, plot: Plot) -> str:
    """Print every second, fifth and so on of many years, level rather than turned."""
    if bench.form is not ChartForm.LINE:
        return ""
    names = bench.chart.categories
    band = plot.width / max(len(names), 1)
    widest = max(map(bench.width, names), default=0.0)
    timed = all(any(map(str.isdecimal, name)) for name in names)
    skip = max(-int(-widest * 1.15 // band), 1) if timed else 1
    return f'<c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/>'


def _along_axis(bench: Bench, plot: Plot, sheet: Sheet) -> str:
    """Return the axis that points stand along."""
    assert plot.along
    along = plot.along
    lines = [one for one in (bench.chart.along, unplaced(bench, plot, sheet)) if one]
    return (
        f'<c:valAx><c:axId val="{FIRST}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{along.high:g}"/><c:min val="{along.low:g}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{_title(bench, lines)}'
        f'<c:numFmt formatCode="{along.printed}" sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="low"/>{_base(bench, plot)}{_level(bench)}<c:crossAx val="{SECOND}"/>'
        f'<c:crosses val="min"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{along.step:g}"/></c:valAx>'
    )


def _title(bench: Bench, lines: list[str]) -> str:
    """Return the words under an axis, set as its figures are."""
    if not lines:
        return ""
    paragraphs = "".join(
        f"<a:p><a:pPr><a:defRPr {letters(bench, 'muted')}</a:defRPr></a:pPr>"
        f"<a:r><a:rPr {letters(bench, 'muted')}</a:rPr><a:t>{escaped(line)}</a:t></a:r></a:p>"
        for line in lines
    )
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{paragraphs}</c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _value_axis(bench: Bench, plot: Plot) -> str:
    """Return the axis of amounts: hidden behind labelled bars, ruled lightly behind points."""
    shown, lying = has_figures(bench), bench.form in LYING
    grid = ""
    printed = bench.printed
    if shown:
        rule = looks(stroke(bench.paint.colour("rule"), bench.deck.hairline))
        grid = f"<c:majorGridlines>{rule}</c:majorGridlines>"
        places = -int(Decimal(f"{plot.step:g}").normalize().as_tuple().exponent)
        printed = "#,##0" + (f".{'0' * places}" if places > 0 else "")
    high = f'<c:max val="{plot.high!r}"/>' if plot.high > plot.low else ""
    unit = f'<c:majorUnit val="{plot.step!r}"/>' if plot.step else ""
    between = "midCat" if plot.along else "between"
    crossing = '<c:crosses val="min"/>' if plot.along else '<c:crosses val="autoZero"/>'
    return (
        f'<c:valAx><c:axId val="{SECOND}"/><c:scaling><c:orientation val="minMax"/>{high}'
        f'<c:min val="{plot.low!r}"/></c:scaling><c:delete val="{int(not shown)}"/>'
        f'<c:axPos val="{"b" if lying else "l"}"/>{grid}<c:numFmt formatCode="{printed}" '
        f'sourceLinked="0"/>{_NO_TICKS}<c:tickLblPos val="low"/>'
        f"{looks('<a:ln><a:noFill/></a:ln>')}{text_look(bench, 'muted')}"
        f'<c:crossAx val="{FIRST}"/>{crossing}<c:crossBetween val="{between}"/>{unit}</c:valAx>'
    )
