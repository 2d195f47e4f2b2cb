"""Slopes: two moments side by side, each series a stroke from its first value to its second."""

from collections.abc import Sequence
from math import fsum

from msgspec import Struct

from footnoted.figures.drawing import Anchor, Drawing, Line, Mark, below
from footnoted.figures.heads import head, leader
from footnoted.figures.lines import line_drawing
from footnoted.figures.look import Block, Look, block
from footnoted.figures.placing import apart
from footnoted.figures.symbols import point_marks
from footnoted.model.figures import Chart, Series

_MOST_UNNAMED = 4
"""With more series than this the right ends bear names too."""


class _Plot(Struct, frozen=True):
    xs: tuple[float, float]
    top: float
    bottom: float
    low: float
    high: float

    def y(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        share = (value - self.low) / span if self.high > self.low else 0.5
        return self.bottom - share * (self.bottom - self.top)


def slope_drawing(chart: Chart, look: Look, width: float, language: str) -> Drawing:
    """Draw a chart of two categories as slopes; any other as lines."""
    if len(chart.categories) != 2:
        return line_drawing(chart, look, width, language)
    marks, top = head(chart, look, width, legend=False)
    words = [
        [_words(chart, series, side, look, width) for series in chart.series] for side in (0, 1)
    ]
    plot = _plot(chart, look, width, top, words)
    tall = fsum(one.lettering.depth for one in _heads(chart, look, width)[:1])
    for side, title in enumerate(_heads(chart, look, width)):
        anchor: Anchor = "end" if side == 0 else "start"
        marks += title.labels(plot.xs[side], top, look.colours.ink, anchor)
        tall = max(tall, title.height)
    body: list[Mark] = [
        Line(((x, plot.top), (x, plot.bottom)), look.sizes.grid, look.colours.rule) for x in plot.xs
    ]
    if plot.low == 0:
        ground = ((plot.xs[0], plot.bottom), (plot.xs[1], plot.bottom))
        body.append(Line(ground, look.sizes.axis, look.colours.ink))
        zero = block("0", look.small, width, look.line_height)
        below_ground = plot.bottom + look.sizes.label_gap / 2
        body += zero.labels(fsum(plot.xs) / 2, below_ground, look.colours.muted, "middle")
    for number, series in enumerate(chart.series):
        body += _slope(plot, look, series, look.series_colour(chart, number, 0, thin=True), number)
    for side in (0, 1):
        body += _labels(plot, look, chart, words[side], side)
    body, lowest = below(body, top + tall + look.sizes.head_gap)
    return Drawing(width, lowest, (*marks, *body))


def _heads(chart: Chart, look: Look, width: float) -> list[Block]:
    return [
        block(name, look.strong, width * (look.sizes.slope_share + 0.12), look.line_height)
        for name in chart.categories
    ]


def _words(chart: Chart, series: Series, side: int, look: Look, width: float) -> Block:
    """Return what stands beside one end: the value, and the series' name where it helps."""
    mark, other = series.marks[side], series.marks[0]
    if mark.value is None:
        return block("", look.words, width, look.line_height)
    named = side == 0 or other.value is None or len(chart.series) > _MOST_UNNAMED
    parts = [series.name if named and len(chart.series) > 1 else "", mark.label]
    text = " ".join(filter(None, parts if side == 0 else parts[::-1]))
    strong = not chart.strong or chart.series.index(series) in chart.strong
    lettering = look.strong if strong and chart.strong else look.words
    return block(text, lettering, width * look.sizes.slope_share, look.line_height)


def _plot(
    chart: Chart, look: Look, width: float, top: float, words: Sequence[Sequence[Block]]
) -> _Plot:
    values = [float(m.value) for s in chart.series for m in s.marks if m.value is not None]
    beside = look.sizes.point * 2 + 4 * look.sizes.label_gap
    sides = [max((one.width for one in side), default=0.0) + beside for side in words]
    heads = [one.width for one in _heads(chart, look, width)]
    left = max(sides[0], heads[0])
    stacked = max(
        fsum(one.height + look.sizes.label_gap / 2 for one in side if one.lines) for side in words
    )
    # Few lines need little height, and keep a steepness that says how much they change.
    least = look.sizes.slope_least + look.line_height * (len(chart.series) - 1)
    tall = max(min(least, look.sizes.plot_height), stacked)
    right = min(width - max(sides[1], heads[1]), left + tall * look.sizes.slope_most)
    low, high = min(values, default=0.0), max(values, default=0.0)
    if 0 < low <= high * look.sizes.from_zero:
        low = 0.0
    return _Plot((left, right), top, top + tall, low, high)


def _slope(plot: _Plot, look: Look, series: Series, colour: str, number: int) -> list[Mark]:
    ends = [
        (plot.xs[side], plot.y(float(mark.value)))
        for side, mark in enumerate(series.marks)
        if mark.value is not None
    ]
    marks: list[Mark] = []
    if len(ends) == 2:
        marks.append(Line(tuple(ends), look.sizes.stroke, colour, look.dash(number)))
    for side, mark in enumerate(series.marks):
        if mark.value is not None:
            at = plot.xs[side], plot.y(float(mark.value))
            marks += point_marks(at, look, colour, mark.bound, number)
    return marks


def _labels(plot: _Plot, look: Look, chart: Chart, words: Sequence[Block], side: int) -> list[Mark]:
    """Set the words of one side, spread where values lie close, each tied to its point."""
    wanted = sorted(
        (plot.y(float(value)), number)
        for number, series in enumerate(chart.series)
        if (value := series.marks[side].value) is not None and words[number].lines
    )
    gap, sign = look.sizes.label_gap, -1 if side == 0 else 1
    tops = apart(
        [(y - words[n].height / 2, words[n].height + gap / 2) for y, n in wanted],
        plot.top,
        plot.bottom + gap / 2,
    )
    marks: list[Mark] = []
    start = plot.xs[side] + sign * (look.sizes.point * 1.35 + gap)
    for top, (y, number) in zip(tops, wanted, strict=True):
        one = words[number]
        middle = top + one.height / 2
        x = start
        if len(wanted) > 1:
            x = start + sign * 2 * gap
            if abs(middle - y) > gap / 2:
                marks.append(
                    leader(look, ((start - sign * gap / 2, y), (x - sign * gap / 2, middle)))
                )
        level = middle - one.height / 2
        marks += one.labels(x, level, look.colours.ink, "end" if side == 0 else "start")
    return marks
