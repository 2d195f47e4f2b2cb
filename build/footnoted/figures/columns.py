"""Standing columns: a chart in, shapes and labels with their places out.

Categories stand below, values above the columns. Where words do not fit so, bars lie instead.
"""

from collections.abc import Iterator
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
class _Column:
    left: float
    width: float
    value: float | None
    bound: Bound
    words: Block
    fill: str


def columns_fit(chart: Chart, look: Look, width: float) -> bool:
    """Say whether every word fits its place below or above its column."""
    place = _place(chart, look, width)
    count = max(1, len(chart.series))
    together = place * look.sizes.group_share / count - look.sizes.label_gap / 2
    each = place if count == 1 else together
    names = all(look.strong.widest_word(name) <= place for name in chart.categories)
    return names and all(
        look.strong.widest_word(value_text(mark.label)) <= each
        for series in chart.series
        for mark in series.marks
    )


def column_drawing(chart: Chart, look: Look, width: float) -> Drawing:
    """Draw a chart as standing columns; it must fit."""
    marks, top = head(chart, look, width, legend=len(chart.series) > 1)
    columns = list(_columns(chart, look, width))
    tails = [
        (one.value or 0.0, reach(one.bound, look) + look.sizes.label_gap + one.words.height)
        for one in columns
    ]
    scale, below = fit_scale(tails, look.sizes.plot_height)
    zero = top + look.sizes.plot_height - below
    for column in columns:
        marks += _column(column, look, zero, scale)
    marks.append(Line(((0, zero), (width, zero)), look.sizes.axis, look.colours.ink))
    foot = zero + below + look.sizes.label_gap
    names, height = _names(chart, look, width, foot)
    return Drawing(width, foot + height, tuple(marks + names))


def _place(chart: Chart, look: Look, width: float) -> float:
    """Return the width that the words of one category have."""
    return width / max(1, len(chart.categories)) - look.sizes.label_gap


def _columns(chart: Chart, look: Look, width: float) -> Iterator[_Column]:
    sizes, count = look.sizes, max(1, len(chart.series))
    step = width / max(1, len(chart.categories))
    share = step * sizes.column_share / count
    pitch = max(min(share, sizes.column_most) + sizes.series_gap, _widest_value(chart, look))
    thick = pitch - sizes.series_gap
    for index in range(len(chart.categories)):
        first = (index + 0.5) * step - pitch * (count - 1) / 2
        for number, series in enumerate(chart.series):
            for mark in series.marks[index : index + 1]:
                room = pitch if count > 1 else _place(chart, look, width)
                lettering = look.lettering(chart, index)
                yield _Column(
                    first + number * pitch - thick / 2,
                    thick,
                    None if mark.value is None else float(mark.value),
                    mark.bound,
                    block(value_text(mark.label), lettering, room, look.line_height),
                    look.series_colour(chart, number, index),
                )


def _widest_value(chart: Chart, look: Look) -> float:
    """Return the room that values beside each other need; a single series has all its place."""
    if len(chart.series) < 2:
        return 0.0
    labels = [value_text(mark.label) for series in chart.series for mark in series.marks]
    return max(map(look.words.widest_word, labels), default=0.0) + look.sizes.label_gap / 2


def _column(column: _Column, look: Look, zero: float, scale: float) -> list[Mark]:
    colours, sizes, words = look.colours, look.sizes, column.words
    centre = column.left + column.width / 2
    if column.value is None:
        return words.labels(centre, zero - sizes.label_gap - words.height, colours.muted, "middle")
    sign = -1 if column.value < 0 else 1
    length = abs(column.value) * scale
    shapes = bar_shapes(length, column.left, column.width, column.bound, sizes.open_end)
    marks: list[Mark] = [
        Polygon(tuple((across, zero - sign * along) for along, across in shape), column.fill)
        for shape in shapes
    ]
    end = zero - sign * (length + reach(column.bound, look) + sizes.label_gap)
    top = end if sign < 0 else end - words.height
    return marks + words.labels(centre, top, colours.ink, "middle")


def _names(chart: Chart, look: Look, width: float, top: float) -> tuple[list[Mark], float]:
    step = width / max(1, len(chart.categories))
    blocks = [
        block(name, look.lettering(chart, index), _place(chart, look, width), look.line_height)
        for index, name in enumerate(chart.categories)
    ]
    marks = [
        mark
        for index, words in enumerate(blocks)
        for mark in words.labels((index + 0.5) * step, top, look.colours.ink, "middle")
    ]
    return marks, max((words.height for words in blocks), default=0.0)
