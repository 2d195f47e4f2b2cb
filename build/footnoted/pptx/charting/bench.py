"""In: a chart as planned and the palette. Out: what measures its words and names its colours."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, field

from footnoted.figures.look import luminance
from footnoted.model.figures import Chart, ChartForm, Mark
from footnoted.model.style.deck import DeckStyle
from footnoted.pptx.charting.data import LINES, as_drawn
from footnoted.pptx.markup import Paint
from footnoted.pptx.measure import Setting, measured, natural_width
from footnoted.pptx.slides import Box, ChartShape, Para, Run

_ACCENTS = 6
"""Colours of series that a theme has (ECMA-376 part 1, 20.1.6.2)."""


class Bench(Struct, frozen=True):
    """One chart with all that it is measured and coloured by."""

    shape: ChartShape
    chart: Chart
    """In the form that its values allow."""
    whole: Chart
    """The same with what of it stands on other slides."""
    paint: Paint
    text: Setting
    printed: str
    """The number format of its values."""
    _known: dict[tuple[str, bool], float] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        """The chart's box on the slide."""
        return self.shape.box

    @property
    def size(self) -> float:
        """The size of its words in points."""
        return self.shape.size

    @property
    def deck(self) -> DeckStyle:
        """The style's measures."""
        return self.paint.style.deck

    @property
    def form(self) -> ChartForm:
        """How it is drawn."""
        return self.chart.form

    def width(self, text: str, bold: bool = False) -> float:
        """Return the width of a label in points, of several lines the widest."""
        known = self._known.get((text, bold))
        if known is None:
            ems = max(
                natural_width(measured(Para((Run(one, bold=bold),)), self.text))
                for one in text.split("\n")
            )
            known = ems * self.size * self.deck.width_safety
            self._known[text, bold] = known
        return known

    def words(self, mark: Mark) -> str:
        """Return what the label of a mark prints."""
        if mark.value is None:
            return mark.label
        return mark.label or as_shown(mark.value, self.printed)


def bench_of(shape: ChartShape, paint: Paint) -> Bench:
    """Return what a chart is drawn with."""
    return Bench(
        shape,
        as_drawn(shape.chart),
        as_drawn(shape.whole),
        paint,
        Setting(paint.style.deck),
        number_format(shape.whole),
    )


def number_format(chart: Chart) -> str:
    """Return the number format that shows every value in full."""
    values = (amount for one in chart.series for mark in one.marks for amount in _amounts(mark))
    places = max((-int(value.normalize().as_tuple().exponent) for value in values), default=0)
    return "#,##0" + (f".{'0' * places}" if places > 0 else "")


def _amounts(mark: Mark) -> Iterator[Decimal]:
    for value in (mark.value, mark.low, mark.high):
        if value is not None:
            yield value


def as_shown(value: Decimal, printed: str) -> str:
    """Return how a number format prints a value in English."""
    places = len(printed.partition(".")[2])
    return f"{value:,.{places}f}"


def series_hex(bench: Bench, index: int) -> str:
    """Return the colour of a series as `#rrggbb`, which the theme's accents repeat."""
    colours = bench.paint.style.colours.series
    return colours[index % len(colours)]


def series_colour(bench: Bench, index: int) -> str:
    """Return the colour of a series as an element: one of the theme's where it has it."""
    if index < _ACCENTS:
        return f'<a:schemeClr val="accent{index + 1}"/>'
    return f'<a:srgbClr val="{series_hex(bench, index)[1:].upper()}"/>'


def mark_colour(bench: Bench, series: int, row: int) -> str:
    """Return the colour of a mark as an element: what is emphasised stands out of the rest.

    Points and lines are too thin for the quiet colour of bars.
    """
    chart = bench.chart
    thin = chart.form in (*LINES, ChartForm.POINTS, ChartForm.SCATTER)
    strong = None
    if len(chart.series) > 1:
        strong = series in chart.strong if chart.strong else None
    elif chart.emphasis:
        strong = row in chart.emphasis
    if strong is None:
        return series_colour(bench, series)
    return bench.paint.colour("accent" if strong else "muted" if thin else "quiet")


def ink_on(bench: Bench, colour: str) -> str:
    """Return the colour of the palette, of ground and text, that reads best on a fill."""
    colours, ground = bench.paint.style.colours, luminance(colour)
    ratios = {
        key: _contrast(luminance(one), ground)
        for key, one in (("background", colours.background), ("ink", colours.ink))
    }
    return max(ratios, key=lambda key: ratios[key])


def _contrast(one: float, other: float) -> float:
    """Return the contrast of two luminances (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
