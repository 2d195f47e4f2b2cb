"""In: a chart's columns. Out: their colours, strokes and markers as DrawingML (21.2.2.198)."""

from typing import Final

from footnoted.figures.look import FALLS_SHORT, OPEN_ENDED
from footnoted.model.figures import Bound, ChartForm, Mark
from footnoted.pptx.charting.bench import Bench, mark_colour, series_colour
from footnoted.pptx.charting.data import LINES, LYING, STACKED, Column, Role
from footnoted.pptx.charting.plot import Plot
from footnoted.pptx.markup import changed, emu

_MARKERS: Final = ("circle", "square", "triangle", "diamond")
_DASHES: Final = ("solid", "dash", "sysDot", "dashDot", "sysDash")
"""So that lines differ in grey print as well (ST_PresetLineDashVal, 20.1.10.49)."""
_STROKE: Final = 2.25
_HOLLOW: Final = 1.75
_EDGE: Final = 0.75
_DOT: Final = 10.0
"""Of the point of a single amount among ranges, across."""
_LINE_MARKER, _POINT_MARKER = 7, 9
_SOLID, _FAINT = "100000", "22000"
_BOUND_ENDS: Final = {
    "beyond": ((0, _SOLID), (70, _SOLID), (100, "8000")),
    "short": ((0, _SOLID), (84, _SOLID), (84, _FAINT), (100, _FAINT)),
    "about": (
        *((0, _SOLID), (72, _SOLID), (72, _FAINT), (78, _FAINT), (78, _SOLID), (86, _SOLID)),
        *((86, _FAINT), (91, _FAINT), (91, _SOLID), (96, _SOLID), (96, _FAINT), (100, _FAINT)),
    ),
}
"""How the end of a bar known by a bound is filled: places in hundredths of it, and opacity."""

NOTHING: Final = "<a:noFill/><a:ln><a:noFill/></a:ln>"


def fill(colour: str) -> str:
    """Return a solid fill."""
    return f"<a:solidFill>{colour}</a:solidFill>"


def stroke(colour: str, width: float, more: str = "") -> str:
    """Return a line."""
    return f'<a:ln w="{emu(width)}"{more}>{fill(colour)}</a:ln>'


def looks(content: str) -> str:
    """Return the properties of a shape."""
    return f"<c:spPr>{content}</c:spPr>"


def series_marks(bench: Bench, column: Column, plot: Plot) -> tuple[str, str]:
    """Return what stands in a series before its labels, and after them."""
    match bench.form:
        case ChartForm.LINE | ChartForm.SLOPE | ChartForm.POINTS | ChartForm.SCATTER:
            return _line(bench, column), ""
        case ChartForm.DOUGHNUT:
            return _ring(bench), ""
        case _:
            return _bars(bench, column), _dots(bench, column, plot)


def _ring(bench: Bench) -> str:
    edge = stroke(bench.paint.colour("background"), 1.5)
    points = []
    for at in range(len(bench.chart.categories)):
        strong = bool(bench.chart.emphasis)
        colour = mark_colour(bench, 0, at) if strong else series_colour(bench, at)
        look = looks(fill(colour) + edge)
        points.append(f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{look}</c:dPt>')
    return "".join(points)


def _bars(bench: Bench, column: Column) -> str:
    paint = bench.paint
    steady = '<c:invertIfNegative val="0"/>'
    if column.role in (Role.UNSEEN, Role.WORDS, Role.AMOUNTS):
        return looks(NOTHING) + steady
    if column.role is Role.WHOLE:
        return looks(f"{fill(paint.colour('tint'))}<a:ln><a:noFill/></a:ln>") + steady
    edge = stroke(paint.colour("background"), 1.0) if bench.form in STACKED else ""
    whole = looks(fill(series_colour(bench, column.series)) + edge) + steady
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/>{steady}<c:bubble3D val="0"/>{looks(found + edge)}</c:dPt>'
        for at, mark in enumerate(column.marks)
        if (found := _own_fill(bench, column, at, mark))
    )
    return whole + points


def _own_fill(bench: Bench, column: Column, at: int, mark: Mark) -> str:
    """Return the fill of a bar that differs from its series': emphasised, quiet, or a bound."""
    single = len(bench.chart.series) == 1 and bool(bench.chart.emphasis)
    bounded = mark.bound is not Bound.EXACT and mark.value is not None
    if not single and not bounded:
        return ""
    several = bench.form is ChartForm.RANGE and len(bench.chart.series) > 1
    series = at % len(bench.chart.series) if several else column.series
    colour = mark_colour(bench, series, at)
    return _bounded(colour, mark.bound, bench.form in LYING) if bounded else fill(colour)


def _bounded(colour: str, bound: Bound, lying: bool) -> str:
    """Draw a bar's bound: fading where the true value lies beyond, pale where it falls short.

    About is striped. All three are legible in grey print; the label says it in words.
    """
    kind = "beyond" if bound in OPEN_ENDED else "short" if bound in FALLS_SHORT else "about"
    stops = "".join(
        f'<a:gs pos="{place * 1000}">{_with_alpha(colour, alpha)}</a:gs>'
        for place, alpha in _BOUND_ENDS[kind]
    )
    return (
        f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst>'
        f'<a:lin ang="{0 if lying else 16200000}" scaled="0"/></a:gradFill>'
    )


def _with_alpha(colour: str, alpha: str) -> str:
    """Return a colour as opaque as asked."""
    if alpha == _SOLID:
        return colour
    return changed(colour, f'<a:alpha val="{alpha}"/>')


def _dots(bench: Bench, column: Column, plot: Plot) -> str:
    """Return the points of single amounts: error bars without length, whose caps are round."""
    if column.role is not Role.AMOUNTS:
        return ""
    colour = mark_colour(bench, column.series, column.rows[0])
    tiny = (plot.high - plot.low) / 2000
    line = f'<a:ln w="{emu(_DOT)}" cap="rnd">{fill(colour)}<a:round/></a:ln>'
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="fixedVal"/>'
        f'<c:noEndCap val="1"/><c:val val="{tiny:g}"/>{looks(line)}</c:errBars>'
    )


def _line(bench: Bench, column: Column) -> str:
    joined = bench.form in LINES
    colour = series_colour(bench, column.series)
    if len(bench.chart.series) > 1:
        colour = mark_colour(bench, column.series, 0)
    how = _MARKERS[column.series % len(_MARKERS)], _LINE_MARKER if joined else _POINT_MARKER
    line = looks(_joining(colour, column.series) if joined else "<a:ln><a:noFill/></a:ln>")
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/>{marker}<c:bubble3D val="0"/>{line}</c:dPt>'
        for at, mark in enumerate(column.marks)
        if (marker := _own_marker(bench, column, (at, mark), how))
    )
    # LibreOffice reads a point's own marker only where its size differs from its series'.
    usual = how[0], how[1] + 1 if points else how[1]
    return line + _marker(usual, fill(colour) + stroke(colour, _EDGE)) + points


def _joining(colour: str, series: int) -> str:
    """Return the stroke of a line."""
    dash = f'<a:prstDash val="{_DASHES[series % len(_DASHES)]}"/>'
    return f'<a:ln w="{emu(_STROKE)}" cap="rnd">{fill(colour)}{dash}<a:round/></a:ln>'


def _marker(how: tuple[str, int], look: str) -> str:
    symbol, size = how
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>{looks(look)}</c:marker>'


def _own_marker(bench: Bench, column: Column, one: tuple[int, Mark], how: tuple[str, int]) -> str:
    """Return a marker that differs from its series': emphasised, or pale as it is a bound."""
    at, mark = one
    joined = bench.form in LINES
    told = bool(bench.chart.emphasis) and len(bench.chart.series) == 1 and not joined
    if mark.value is None or (mark.bound is Bound.EXACT and not told):
        return ""
    colour = series_colour(bench, column.series)
    if told or len(bench.chart.series) > 1:
        colour = mark_colour(bench, column.series, column.rows[at] if column.rows else at)
    if mark.bound is Bound.EXACT:
        return _marker(how, fill(colour) + stroke(colour, _EDGE))
    # Pale, not hollow: LibreOffice leaves the edges of points away.
    return _marker(how, fill(bench.paint.colour("quiet")) + stroke(colour, _HOLLOW))
