"""Ranges: from a low to a high amount in each category, lying, over an axis of amounts."""

from decimal import Decimal

from msgspec import Struct

from footnoted.figures.axes import Axis, amount_axis, foot_figures
from footnoted.figures.drawing import Drawing, Line, Mark, Polygon, Rect
from footnoted.figures.heads import head
from footnoted.figures.look import (
    FALLS_SHORT,
    OPEN_ENDED,
    Block,
    Look,
    block,
    fit_scale,
    value_text,
)
from footnoted.figures.rows import lay_rows, names_width, row_names
from footnoted.figures.symbols import point_marks, point_reach
from footnoted.model.figures import Bound, Chart
from footnoted.model.figures import Mark as Value


class _Bar(Struct, frozen=True):
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    words: Block
    fill: str
    series: int

    @property
    def is_point(self) -> bool:
        return self.low == self.high


def range_drawing(chart: Chart, look: Look, width: float, language: str) -> Drawing:
    """Draw a chart as bars from the low to the high amount; a single amount is a point."""
    marks, top = head(chart, look, width, legend=len(chart.series) > 1)
    names = row_names(chart, look, width)
    room = width - names_width(names, look)
    groups = [
        [
            _bar_of(mark, chart, look, (number, index), room)
            for number, series in enumerate(chart.series)
            for mark in series.marks[index : index + 1]
        ]
        for index in range(len(chart.categories))
    ]
    bars = [bar for group in groups for bar in group]
    ends = [end for bar in bars for end in (bar.low, bar.high) if end is not None]
    axis = amount_axis(ends, look, language)
    left = max(names_width(names, look), look.small.width(axis.figures[0]) / 2)
    left += max((_reach(bar, look)[0] for bar in bars), default=0.0)
    span = left, left + _length(bars, axis, look, width - left)
    slots = [[max(look.sizes.bar, bar.words.room) for bar in group] for group in groups]
    rows = lay_rows(names, slots, look, top)
    for tick in axis.ticks:
        x = span[0] + axis.share(float(tick)) * (span[1] - span[0])
        strong = tick == 0
        colour = look.colours.ink if strong else look.colours.rule
        stroke = look.sizes.axis if strong else look.sizes.grid
        marks.append(Line(((x, rows.top), (x, rows.bottom)), stroke, colour))
    for group, middles in zip(groups, rows.middles, strict=True):
        for bar, middle in zip(group, middles, strict=True):
            marks += _bar(bar, look, axis, span, middle)
    marks += rows.names
    foot = foot_figures(axis, look, span, rows.bottom, (0.0, width))
    tall = look.sizes.label_gap + look.small.cap_height + look.small.depth if foot else 0.0
    return Drawing(width, rows.bottom + tall, (*marks, *foot))


def _bar_of(mark: Value, chart: Chart, look: Look, where: tuple[int, int], room: float) -> _Bar:
    number, index = where
    ends = [end for end in (mark.low, mark.high, mark.value) if end is not None]
    most = look.sizes.value_share * room
    return _Bar(
        min(ends) if ends else None,
        max(ends) if ends else None,
        mark.bound,
        block(value_text(mark.label), look.lettering(chart, index), most, look.line_height),
        look.series_colour(chart, number, index),
        number,
    )


def _reach(bar: _Bar, look: Look) -> tuple[float, float]:
    """Return how far what is drawn reaches before the low end and beyond the high one."""
    if bar.is_point:
        return point_reach(bar.bound, look, look.sizes.dot)
    arrow = look.sizes.open_end
    return 0.0, arrow if bar.bound in OPEN_ENDED else 0.0


def _length(bars: list[_Bar], axis: Axis, look: Look, room: float) -> float:
    """Return the length of the axis that leaves room for the words beyond the high ends."""
    tails = [
        (
            axis.share(float(axis.low if bar.high is None else bar.high)),
            _reach(bar, look)[1] + look.sizes.label_gap + bar.words.width,
        )
        for bar in bars
    ]
    scale, _ = fit_scale([*tails, (1.0, look.small.width(axis.figures[-1]) / 2)], room)
    return scale


def _bar(bar: _Bar, look: Look, axis: Axis, span: tuple[float, float], middle: float) -> list[Mark]:
    gap = look.sizes.label_gap
    if bar.low is None or bar.high is None:
        x = span[0] + gap
        return [
            *_plate(bar, look, x, middle),
            *bar.words.centred(x, middle, look.colours.muted, "start"),
        ]
    low, high = (
        span[0] + axis.share(float(end)) * (span[1] - span[0]) for end in (bar.low, bar.high)
    )
    end = high + _reach(bar, look)[1] + gap
    words = [
        *_plate(bar, look, end, middle),
        *bar.words.centred(end, middle, look.colours.ink, "start"),
    ]
    if bar.is_point:
        return [
            *words,
            *point_marks(
                (high, middle), look, bar.fill, bar.bound, bar.series, "right", look.sizes.dot
            ),
        ]
    return [*words, *_span(bar, look, (low, high), middle)]


def _plate(bar: _Bar, look: Look, x: float, middle: float) -> list[Mark]:
    """Return the ground that keeps the lines of the axis from running through the words."""
    tall = bar.words.height
    return [Rect(x, middle - tall / 2, bar.words.width, tall, look.colours.background)]


def _span(bar: _Bar, look: Look, ends: tuple[float, float], middle: float) -> list[Mark]:
    """Return the bar between two amounts, whole where they are exact."""
    (low, high), thick, end = ends, look.sizes.bar * 0.7, look.sizes.open_end
    top, bottom = middle - thick / 2, middle + thick / 2
    high = max(high, low + look.sizes.axis)
    tip: tuple[tuple[float, float], ...] = ((high, top), (high, bottom))
    if bar.bound in OPEN_ENDED:
        tip = ((high, top), (high + end, middle), (high, bottom))
    elif bar.bound in FALLS_SHORT and high - low > end:
        tip = ((high, top), (high - end * 0.6, middle), (high, bottom))
    marks: list[Mark] = [Polygon(((low, top), *tip, (low, bottom)), bar.fill)]
    if bar.bound is Bound.ABOUT:
        back, room = look.colours.background, min(end, (high - low) / 3)
        for far, wide in ((0.18, 0.16), (0.52, 0.12), (0.84, 0.08)):
            for x in (low + room * far, high - room * far):
                marks.append(Line(((x, top), (x, bottom)), room * wide, back))
    return marks
