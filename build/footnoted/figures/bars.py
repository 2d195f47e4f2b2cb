"""Lying bars: a chart in, shapes and labels with their places out.

Categories stand at the left, values at the ends of the bars; so there is no axis of values.
"""

from dataclasses import dataclass

from footnoted.figures.drawing import Drawing, Line, Mark, Polygon
from footnoted.figures.look import (
    Block,
    Look,
    bar_shapes,
    block,
    fit_scale,
    head,
    reach,
    value_text,
)
from footnoted.model.document import Bound, Chart


@dataclass(frozen=True, slots=True)
class _Bar:
    value: float | None
    bound: Bound
    words: Block
    fill: str
    strong: bool


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where zero is and how long a unit is."""

    zero: float
    scale: float


def bar_drawing(chart: Chart, look: Look, width: float) -> Drawing:
    """Draw a chart as lying bars."""
    marks, top = head(chart, look, width, legend=len(chart.series) > 1)
    names = _names(chart, look, width)
    left = max((name.width for name in names), default=0.0) + 2 * look.sizes.label_gap
    groups = _groups(chart, look, width - left)
    plot = _plot(groups, look, left, width)
    y = first = top + look.sizes.label_gap / 2
    for name, group in zip(names, groups, strict=True):
        slots = [max(look.sizes.bar, bar.words.height) for bar in group]
        tall = sum(slots) + look.sizes.series_gap * (len(slots) - 1)
        height = max(tall, name.height)
        ink = look.colours.ink
        marks += name.centred(0, y + height / 2, ink, "start")
        bar_top = y + (height - tall) / 2
        for slot, bar in zip(slots, group, strict=True):
            marks += _bar(bar, look, plot, bar_top + slot / 2)
            bar_top += slot + look.sizes.series_gap
        y += height + look.sizes.category_gap
    bottom = y - look.sizes.category_gap + look.sizes.label_gap / 2
    axis = ((plot.zero, first - look.sizes.label_gap / 2), (plot.zero, bottom))
    marks.append(Line(axis, look.sizes.axis, look.colours.ink))
    return Drawing(width, bottom, tuple(marks))


def _names(chart: Chart, look: Look, width: float) -> list[Block]:
    most = look.sizes.category_share * width
    return [
        block(name, look.lettering(chart, index), most, look.line_height)
        for index, name in enumerate(chart.categories)
    ]


def _groups(chart: Chart, look: Look, room: float) -> list[list[_Bar]]:
    """Return the bars of each category, their words broken where they would crowd the bars."""
    most = look.sizes.value_share * room
    return [
        [
            _Bar(
                None if mark.value is None else float(mark.value),
                mark.bound,
                block(value_text(mark.label), look.lettering(chart, index), most, look.line_height),
                look.series_colour(chart, number, index),
                look.is_strong(chart, index),
            )
            for number, series in enumerate(chart.series)
            for mark in series.marks[index : index + 1]
        ]
        for index in range(len(chart.categories))
    ]


def _plot(groups: list[list[_Bar]], look: Look, left: float, width: float) -> _Plot:
    values = [
        (bar.value or 0.0, reach(bar.bound, look) + look.sizes.label_gap + bar.words.width)
        for group in groups
        for bar in group
    ]
    scale, negative = fit_scale(values, width - left)
    return _Plot(left + negative, scale)


def _bar(bar: _Bar, look: Look, plot: _Plot, middle: float) -> list[Mark]:
    colours, sizes = look.colours, look.sizes
    if bar.value is None:
        return bar.words.centred(plot.zero + sizes.label_gap, middle, colours.muted, "start")
    sign = -1 if bar.value < 0 else 1
    length = abs(bar.value) * plot.scale
    shapes = bar_shapes(length, middle - sizes.bar / 2, sizes.bar, bar.bound, sizes.open_end)
    marks: list[Mark] = [
        Polygon(tuple((plot.zero + sign * along, across) for along, across in shape), bar.fill)
        for shape in shapes
    ]
    end = plot.zero + sign * (length + reach(bar.bound, look) + sizes.label_gap)
    return marks + bar.words.centred(end, middle, colours.ink, "end" if sign < 0 else "start")
