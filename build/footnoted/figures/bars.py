"""Lying bars: a chart in, shapes and labels with their places out.

Categories stand at the left, values at the ends of the bars; so there is no axis of values. The
same rows carry points on a line (values that nothing joins) and parts that lie within a whole.
"""

from typing import Literal

from msgspec import Struct

from footnoted.figures.drawing import Drawing, Line, Mark, Polygon, Rect
from footnoted.figures.heads import head, naming_row
from footnoted.figures.look import (
    Block,
    Look,
    bar_shapes,
    block,
    fit_scale,
    reach,
    soft_end,
    value_text,
)
from footnoted.figures.rows import lay_rows, names_width, row_names
from footnoted.figures.symbols import point_marks, point_reach
from footnoted.model.figures import Bound, Chart, Series

Glyph = Literal["bar", "point", "part"]
"""What stands for a value: a bar, a point, or a bar within the bar before it."""


class _Bar(Struct, frozen=True):
    value: float | None
    whole: float
    """Of a part the value that it lies within, else 0."""
    bound: Bound
    words: Block
    fill: str
    series: int


class _Plot(Struct, frozen=True):
    """Where zero is and how long a unit is."""

    zero: float
    scale: float


def bar_drawing(chart: Chart, look: Look, width: float, glyph: Glyph = "bar") -> Drawing:
    """Draw a chart as lying bars, or as points or parts in their place."""
    names = row_names(chart, look, width)
    left = names_width(names, look) + (look.sizes.open_end if glyph == "point" else 0.0)
    naming = _naming_row(chart, look, width - left)
    legend = len(chart.series) > 1 and naming is None
    marks, top = head(chart, look, width, legend, points=glyph == "point")
    groups = _groups(chart, look, width - left, (glyph, naming))
    plot = _plot(groups, look, left, width, glyph)
    slots = [[max(look.sizes.bar, bar.words.room) for bar in group] for group in groups]
    rows = lay_rows(names, slots, look, top)
    marks += rows.names
    before = rows.top
    for group, middles in zip(groups, rows.middles, strict=True):
        for bar, middle in zip(group, middles, strict=True):
            rise = max(middle - before - look.sizes.bar - look.sizes.label_gap / 2, 0.0)
            marks += _bar(bar, look, plot, (middle, rise), glyph)
            before = middle
    axis = ((plot.zero, rows.top), (plot.zero, rows.bottom))
    marks.append(Line(axis, look.sizes.axis, look.colours.ink))
    return Drawing(width, rows.bottom, tuple(marks))


def _naming_row(chart: Chart, look: Look, room: float) -> int | None:
    """Return the category whose words name the series as well, if they have room for that."""
    row = naming_row(chart)
    if row is None:
        return None
    words = (f"{one.name} {value_text(one.marks[row].label)}" for one in chart.series)
    widest = max(map(look.words.width, words))
    return row if widest <= look.sizes.value_share * room else None


def _groups(
    chart: Chart, look: Look, room: float, how: tuple[Glyph, int | None]
) -> list[list[_Bar]]:
    """Return the bars of each category, their words broken where they would crowd the bars."""
    (glyph, naming), most = how, look.sizes.value_share * room

    def words(series: Series, label: str, index: int) -> Block:
        told = f"{series.name} {value_text(label)}" if index == naming else value_text(label)
        return block(told, look.lettering(chart, index), most, look.line_height)

    return [
        [
            _Bar(
                None if mark.value is None else float(mark.value),
                _whole(chart, number, index) if glyph == "part" else 0.0,
                mark.bound,
                words(series, mark.label, index),
                look.series_colour(chart, number, index, thin=glyph == "point"),
                number,
            )
            for number, series in enumerate(chart.series)
            for mark in series.marks[index : index + 1]
        ]
        for index in range(len(chart.categories))
    ]


def _whole(chart: Chart, series: int, index: int) -> float:
    before = chart.series[series].marks[index - 1].value if index else None
    return max(0.0, float(before)) if before is not None else 0.0


def _ahead(bound: Bound, look: Look, glyph: Glyph) -> float:
    """Return how far what is drawn reaches beyond the value."""
    return max(point_reach(bound, look, look.sizes.dot)) if glyph == "point" else reach(bound, look)


def _plot(groups: list[list[_Bar]], look: Look, left: float, width: float, glyph: Glyph) -> _Plot:
    gap = look.sizes.label_gap
    bars = [bar for group in groups for bar in group]
    values = [
        (bar.value or 0.0, _ahead(bar.bound, look, glyph) + gap + bar.words.width) for bar in bars
    ]
    # Words that do not stand within the whole stand beyond it.
    values += [(bar.whole, gap + bar.words.width) for bar in bars if bar.whole]
    scale, negative = fit_scale(values, width - left)
    return _Plot(left + negative, scale)


def _bar(
    bar: _Bar, look: Look, plot: _Plot, where: tuple[float, float], glyph: Glyph
) -> list[Mark]:
    """Draw one bar at a height, so far below the bar before it."""
    middle, rise = where
    colours, gap = look.colours, look.sizes.label_gap
    if bar.value is None:
        words = bar.words.centred(
            plot.zero + gap + bar.whole * plot.scale, middle, colours.muted, "start"
        )
        return [*_ghost(bar, look, plot, middle, rise), *words]
    sign = -1 if bar.value < 0 else 1
    length = abs(bar.value) * plot.scale
    end = plot.zero + sign * (length + _ahead(bar.bound, look, glyph) + gap)
    if glyph == "point":
        marks = _point(bar, look, plot, middle)
    else:
        marks = [*_ghost(bar, look, plot, middle, rise), *_shape(bar, look, plot, middle)]
        past = plot.zero + bar.whole * plot.scale
        if bar.whole and end < past + gap and end + bar.words.width > past - gap:
            end = past + gap
    return marks + bar.words.centred(end, middle, colours.ink, "end" if sign < 0 else "start")


def _ghost(bar: _Bar, look: Look, plot: _Plot, middle: float, rise: float) -> list[Mark]:
    """Return the whole that a part lies within, its edge risen to the bar that it is."""
    if not bar.whole:
        return []
    tall = look.sizes.bar + look.sizes.label_gap
    end = plot.zero + bar.whole * plot.scale
    edge = (end, middle - tall / 2 - rise), (end, middle + tall / 2)
    return [
        Rect(plot.zero, middle - tall / 2, bar.whole * plot.scale, tall, look.colours.tint),
        Line(edge, look.sizes.axis, look.colours.muted),
    ]


def _shape(bar: _Bar, look: Look, plot: _Plot, middle: float) -> list[Mark]:
    """Return the bar itself with the end that its bound gives it."""
    sizes, value = look.sizes, bar.value or 0.0
    sign, length = (-1 if value < 0 else 1), abs(value) * plot.scale
    across = middle - sizes.bar / 2
    shapes = bar_shapes(length, across, sizes.bar, bar.bound, sizes.open_end)
    marks: list[Mark] = [
        Polygon(tuple((plot.zero + sign * along, side) for along, side in shape), bar.fill)
        for shape in shapes
    ]
    if bar.bound is Bound.ABOUT:
        marks += [
            Line(
                tuple((plot.zero + sign * along, side) for along, side in ends),
                thick,
                look.colours.tint if bar.whole else look.colours.background,
            )
            for ends, thick in soft_end(length, across, sizes.bar, sizes.open_end)
        ]
    return marks


def _point(bar: _Bar, look: Look, plot: _Plot, middle: float) -> list[Mark]:
    """Return a point on a faint line that leads the eye to it and does not join it to another."""
    x = plot.zero + (bar.value or 0.0) * plot.scale
    guide = Line(
        ((plot.zero, middle), (x, middle)),
        look.sizes.grid,
        look.colours.quiet,
        (look.sizes.grid * 2, look.sizes.grid * 5),
    )
    return [
        guide,
        *point_marks((x, middle), look, bar.fill, bar.bound, bar.series, "right", look.sizes.dot),
    ]
