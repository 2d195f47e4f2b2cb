# mypy: disallow-untyped-calls=False
"""In: python-pptx's chart. Out: the same coloured, labelled and laid out by the style."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.plot import _BasePlot as NativePlot
from pptx.chart.series import BarSeries, LineSeries
from pptx.chart.series import _BaseCategorySeries as NativeSeries
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.enum.chart import XL_TICK_LABEL_POSITION as XL_TICKS
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from footnoted.model.document import Chart, ChartForm, Mark
from footnoted.model.style import Style
from footnoted.pptx.fit import text_height
from footnoted.pptx.markup import Paint
from footnoted.pptx.measure import Setting, measured, natural_width
from footnoted.pptx.slides import ChartShape, Para, Run

_SERIES: Final = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_6,
)
_WIDEST_CATEGORY: Final = 0.4
"""Of the chart's width, at most for the names of bars."""
_WIDEST_GAP: Final = 500
"""ST_GapAmount (ECMA-376 part 1, 21.2.3.17)."""
_LABEL_PAD: Final = 12.0
"""Points between a bar's end and its label, and from there to the edge."""


def number_format(chart: Chart) -> str:
    """Return the number format that shows every value in full."""
    values = [
        mark.value for series in chart.series for mark in series.marks if mark.value is not None
    ]
    places = max((-int(value.normalize().as_tuple().exponent) for value in values), default=0)
    return "#,##0" + (f".{'0' * places}" if places > 0 else "")


def _as_shown(value: Decimal, number_format: str) -> str:
    """Return how the number format prints a value in English."""
    places = len(number_format.partition(".")[2])
    return f"{value:,.{places}f}"


def dress(native: NativeChart, shape: ChartShape, style: Style) -> None:
    """Set everything that python-pptx leaves to the program that opens the file."""
    _Look(native, shape, style).apply()


class _Look:
    """Colours, labels and layout of one chart."""

    def __init__(self, native: NativeChart, shape: ChartShape, style: Style) -> None:
        self.native = native
        self.shape = shape
        self.chart = shape.chart
        self.whole = shape.whole
        self.paint = Paint(style)
        self.style = style
        self.text = Setting(style.deck)
        self.number_format = number_format(shape.whole)

    def apply(self) -> None:
        """Set everything that python-pptx leaves to the program that opens the file."""
        self.native.font.size = Pt(self.shape.size)
        self.native.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
        self.native.has_title = False
        plot = self.native.plots[0]
        self._legend()
        self._category_axis()
        self._value_axis()
        if self.chart.form is not ChartForm.LINE:
            plot.gap_width = self._gap()
            plot.overlap = 0 if len(self.chart.series) == 1 else -5
        for index, series in enumerate(plot.series):
            self._series(index, series)
        if self.chart.form is ChartForm.LINE and len(self.chart.series) > 1:
            self._last_values(plot)
        else:
            self._labels(plot)
        self._layout()

    def _gap(self) -> int:
        """Return the gap between bars in hundredths of one: few columns stay slender."""
        series = len(self.chart.series)
        gap = 45 if series == 1 else 70
        if self.chart.form is ChartForm.COLUMN:
            band = self.shape.box.width / max(len(self.chart.categories), 1)
            gap = max(gap, round((band / self.style.deck.column_thickness - series) * 100))
        return min(gap, _WIDEST_GAP)

    def _legend(self) -> None:
        """Name the series over the plot where there are several."""
        many = len(self.chart.series) > 1
        self.native.has_legend = many
        if many:
            self.native.legend.position = XL_LEGEND_POSITION.TOP
            self.native.legend.include_in_layout = False

    def _category_axis(self) -> None:
        """Draw a thin line under the marks and the categories in reading order."""
        axis = self.native.category_axis
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICKS.LOW
        axis.format.line.width = Pt(self.style.deck.hairline)
        axis.format.line.color.rgb = RGBColor.from_string(self.paint.hex("rule"))
        axis.tick_labels.font.size = Pt(self.shape.size)
        axis.reverse_order = self.chart.form is ChartForm.BAR

    def _value_axis(self) -> None:
        """Hide the scale of labelled marks; rule a light one behind lines."""
        axis = self.native.value_axis
        lines = self.chart.form is ChartForm.LINE
        axis.visible = lines
        axis.has_major_gridlines = lines
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.number_format = self.number_format
        axis.tick_labels.number_format_is_linked = False
        if lines:
            axis.format.line.fill.background()
            axis.major_gridlines.format.line.width = Pt(self.style.deck.hairline)
            axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(
                self.paint.hex("rule")
            )
        least, most = self._extent()
        if least >= 0:
            axis.minimum_scale = 0
        if self.chart.form is ChartForm.BAR and most > 0:
            axis.maximum_scale = most / max(1 - self._label_share(), 0.4)

    def _extent(self) -> tuple[float, float]:
        """Return the least and the largest value."""
        values = [
            float(mark.value)
            for series in self.whole.series
            for mark in series.marks
            if mark.value is not None
        ]
        most = max(values, default=0.0)
        return min(values, default=0.0), most

    def _series(self, index: int, series: NativeSeries) -> None:
        """Colour a series; with a single one the emphasised marks stand out."""
        if self.chart.form is ChartForm.LINE:
            assert isinstance(series, LineSeries)
            series.smooth = False
            series.format.line.width = Pt(2.25)
            self._theme(series.format.line.fill, index)
            self._theme(series.marker.format.fill, index)
            series.marker.format.line.fill.background()
            series.marker.style = XL_MARKER_STYLE.CIRCLE
            series.marker.size = 7
            return
        assert isinstance(series, BarSeries)
        series.invert_if_negative = False
        self._theme(series.format.fill, index)
        if len(self.chart.series) == 1 and self.chart.emphasis:
            for at in range(len(self.chart.categories)):
                self._emphasise(series.points[at].format.fill, at in self.chart.emphasis)

    def _theme(self, fill: FillFormat, index: int) -> None:
        """Fill with the colour of a series."""
        fill.solid()
        if index < len(_SERIES):
            fill.fore_color.theme_color = _SERIES[index]
        else:
            colours = self.style.colours.series
            fill.fore_color.rgb = RGBColor.from_string(colours[index % len(colours)][1:].upper())

    def _emphasise(self, fill: FillFormat, emphasised: bool) -> None:
        """Fill with the accent colour, or with the quiet one."""
        fill.solid()
        if emphasised:
            fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
        else:
            fill.fore_color.rgb = RGBColor.from_string(self.paint.hex("quiet"))

    def _labels(self, plot: NativePlot) -> None:
        """Label every mark with its value; one that hedges prints its words."""
        above = self.chart.form is ChartForm.LINE
        position = XL_LABEL_POSITION.ABOVE if above else XL_LABEL_POSITION.OUTSIDE_END
        for series, native in zip(self.chart.series, plot.series, strict=True):
            self._value_labels(native, position)
            for at, mark in enumerate(series.marks):
                if self._needs_words(mark):
                    self._words(native, at, mark.label, position)

    def _value_labels(self, native: NativeSeries, position: XL_LABEL_POSITION) -> None:
        """Label every mark of a series with its number."""
        labels = native.data_labels
        labels.number_format = self.number_format
        labels.number_format_is_linked = False
        labels.position = position
        labels.show_value = True
        labels.font.size = Pt(self.shape.size)

    def _words(
        self, native: NativeSeries, at: int, words: str, position: XL_LABEL_POSITION
    ) -> None:
        """Label one mark with words of ours."""
        label = native.points[at].data_label
        frame = label.text_frame
        frame.word_wrap = False
        run = frame.paragraphs[0].add_run()
        run.text = words
        run.font.size = Pt(self.shape.size)
        label.position = position

    def _last_values(self, plot: NativePlot) -> None:
        """Label the end of each of several lines."""
        for series, native in zip(self.chart.series, plot.series, strict=True):
            last = max(
                (i for i, one in enumerate(series.marks) if one.value is not None), default=-1
            )
            if last >= 0:
                mark = series.marks[last]
                self._words(native, last, _words(mark, self.number_format), XL_LABEL_POSITION.RIGHT)

    def _needs_words(self, mark: Mark) -> bool:
        """Say whether a label says more than its number."""
        if mark.value is None or not mark.label:
            return False
        return mark.label != _as_shown(mark.value, self.number_format)

    def _width(self, text: str) -> float:
        """Return the width of a label in points."""
        ems = natural_width(measured(Para((Run(text),)), self.text))
        return ems * self.shape.size * self.style.deck.width_safety

    def _label_width(self) -> float:
        """Return the room that the longest label takes beside its bar."""
        marks = [mark for series in self.whole.series for mark in series.marks]
        widest = max((self._width(_words(mark, self.number_format)) for mark in marks), default=0.0)
        return widest + _LABEL_PAD

    def _category_width(self) -> float:
        """Return the room for the names of bars."""
        widest = max((self._width(name) for name in self.whole.categories), default=0.0)
        return min(widest + _LABEL_PAD, self.shape.box.width * _WIDEST_CATEGORY)

    def _label_share(self) -> float:
        """Return which part of the plot's width the labels of bars take."""
        plot = self.shape.box.width - self._category_width()
        return min(self._label_width() / plot, 0.6)

    def _layout(self) -> None:
        """Place the inner plot by what its labels were measured to need."""
        box = self.shape.box
        legend = self.shape.size * 2.2 if len(self.chart.series) > 1 else 0.0
        if self.chart.form is ChartForm.BAR:
            left = self._category_width()
            edges = (left, legend, box.width - left, box.height - legend)
        else:
            edges = self._standing(legend)
        _inner_plot(
            self.native,
            [edge / side for edge, side in zip(edges, (box.width, box.height) * 2, strict=True)],
        )

    def _standing(self, legend: float) -> tuple[float, float, float, float]:
        """Return the inner plot over the names of its categories, labels above included."""
        box, size = self.shape.box, self.shape.size
        left = 0.0
        if self.chart.form is ChartForm.LINE:
            most = Decimal(str(self._extent()[1] * 1.2))
            left = self._width(_as_shown(most, self.number_format)) + _LABEL_PAD
        band = (box.width - left) / max(len(self.chart.categories), 1)
        foot = max(
            (
                text_height([Para((Run(name),))], band * 0.92, size, self.text)
                for name in self.chart.categories
            ),
            default=0.0,
        )
        foot = min(foot + size * 0.8, box.height * 0.4)
        head = legend + size * 1.6
        end = self._label_width() * 0.5 if self.chart.form is ChartForm.LINE else 0.0
        return left, head, box.width - left - end, box.height - head - foot


def _words(mark: Mark, number_format: str) -> str:
    """Return what the label of a mark prints."""
    if mark.value is None:
        return ""
    return mark.label or _as_shown(mark.value, number_format)


def _inner_plot(native: NativeChart, shares: Sequence[float]) -> None:
    """Place the plot without its labels, as shares of the chart (ECMA-376 part 1, 21.2.2.88)."""
    area = native._chartSpace.chart.plotArea
    for layout in area.findall(qn("c:layout")):
        area.remove(layout)
    values = zip("xywh", shares, strict=True)
    xml = "".join(f'<c:{name} val="{round(share, 4)}"/>' for name, share in values)
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    area.insert(
        0,
        parse_xml(
            f'<c:layout xmlns:c="{space}"><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{xml}</c:manualLayout></c:layout>'
        ),
    )
