"""Charts: the document's chart and a style in, a drawing out."""

from typing import assert_never

from footnoted.figures.bars import bar_drawing
from footnoted.figures.columns import column_drawing, columns_fit
from footnoted.figures.drawing import Drawing
from footnoted.figures.lines import line_drawing
from footnoted.figures.look import look_of
from footnoted.model.document import Chart, ChartForm
from footnoted.model.style import Style


def chart_drawing(chart: Chart, style: Style, width: float, language: str) -> Drawing:
    """Draw a chart as wide as asked; its height comes out of its content.

    The unit stands at its head. Columns whose words have no room lie down as bars.
    """
    look = look_of(style)
    match chart.form:
        case ChartForm.BAR:
            return bar_drawing(chart, look, width)
        case ChartForm.COLUMN:
            fits = columns_fit(chart, look, width)
            return column_drawing(chart, look, width) if fits else bar_drawing(chart, look, width)
        case ChartForm.LINE:
            return line_drawing(chart, look, width, language)
        case _:
            assert_never(chart.form)
