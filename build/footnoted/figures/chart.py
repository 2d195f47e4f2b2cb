"""Charts: the document's chart and a style in, a drawing out."""

from typing import assert_never

from footnoted.figures.bars import bar_drawing
from footnoted.figures.columns import column_drawing, columns_fit
from footnoted.figures.doughnut import doughnut_drawing
from footnoted.figures.drawing import Drawing
from footnoted.figures.lines import line_drawing
from footnoted.figures.look import look_of
from footnoted.figures.ranges import range_drawing
from footnoted.figures.scatter import points_drawing, scatter_drawing
from footnoted.figures.slopes import slope_drawing
from footnoted.figures.stacks import can_stack, stacked_bars, stacked_columns
from footnoted.model.figures import Chart, ChartForm
from footnoted.model.style import Style


def chart_drawing(  # noqa: C901 - one line for each form
    chart: Chart, style: Style, width: float, language: str
) -> Drawing:
    """Draw a chart as wide as asked; its height comes out of its content.

    The unit stands at its head. A form whose words have no room gives way to rows, which take
    any number of words: columns lie down as bars, a crowded doughnut too, lines become points.
    """
    look = look_of(style, language)
    match chart.form:
        case ChartForm.BAR:
            return bar_drawing(chart, look, width)
        case ChartForm.COLUMN:
            fits = columns_fit(chart, look, width)
            return column_drawing(chart, look, width) if fits else bar_drawing(chart, look, width)
        case ChartForm.LINE:
            return line_drawing(chart, look, width, language)
        case ChartForm.STACKED_BAR:
            return stacked_bars(chart, look, width)
        case ChartForm.STACKED_COLUMN:
            return stacked_columns(chart, look, width)
        case ChartForm.POINTS:
            return points_drawing(chart, look, width, language)
        case ChartForm.SLOPE:
            return slope_drawing(chart, look, width, language)
        case ChartForm.RANGE:
            return range_drawing(chart, look, width, language)
        case ChartForm.NESTED:
            return bar_drawing(chart, look, width, "part" if can_stack(chart) else "bar")
        case ChartForm.DOUGHNUT:
            return doughnut_drawing(chart, look, width)
        case ChartForm.SCATTER:
            return scatter_drawing(chart, look, width, language)
        case _:
            assert_never(chart.form)
