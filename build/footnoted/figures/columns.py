"""Standing columns: a chart in, shapes and labels with their places out.

Categories stand below, values above the columns. Where words do not fit so, bars lie instead.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from footnoted.figures.drawing import Drawing, Line, Mark, Polygon
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
from footnoted.model.figures import Bound, Chart


class _Column(Struct, frozen=True):
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
    each = place if count == 1 else _together(chart, look, width)
    names = all(look.strong.widest_word(name) <= place for name in chart.categories)
    return names and all(
        look.strong.widest_word(value_text(mark.label)) <= each
        for series in chart.series
        for mark in series.marks
    )


def column_drawing(chart: Chart, look: Look, width: float) -> Drawing:
    """Draw a chart as standing columns; it must fit."""
    legend = len(chart.series) > 1 and _naming_row(chart, look, width) is None
    marks, top = head(chart, look, width, legend)
    columns = list(_columns(chart, look, width))
    tails = [
        (one.value or 0.0, reach(one.bound, look) + look.sizes.label_gap + one.words.height)
        for one in columns
    ]
    scale, below = fit_scale(tails, look.sizes.plot_height)
    zero = top + look.sizes.plot_height - below
    for column in columns:
        marks += _column(column, look, zero, scale)
    end = _step(chart, look, width) * len(chart.categories)
    marks.append(Line(((0, zero), (end, zero)), look.sizes.axis, look.colours.ink))
    foot = zero + below + look.sizes.label_gap
    names, height = _names(chart, look, width, foot)
    return Drawing(width, foot + height, tuple(marks + names))


def _step(chart: Chart, look: Look, width: float) -> float:
    """Return the room of one category: of few no more than their columns and words fill."""
    sizes, count = look.sizes, max(1, len(chart.series))
    labels = [value_text(mark.label) for series in chart.series for mark in series.marks]
    labels += [series.name for series in chart.series if len(chart.series) > 1]
    value = max(map(look.strong.width, labels), default=0.0) * count
    name = max(map(look.strong.width, chart.categories), default=0.0)
    bars = (sizes.column_most + sizes.series_gap) * count / sizes.column_share
    most = max(value, name, bars) + 4 * sizes.label_gap
    return min(width / max(1, len(chart.categories)), most)


def _place(chart: Chart, look: Look, width: float) -> float:
    """Return the width that the words of one category have."""
    return _step(chart, look, width) - look.sizes.label_gap


def _together(chart: Chart, look: Look, width: float) -> float:
    """Return the width that the words of one of several columns beside each other have."""
    share = _place(chart, look, width) * look.sizes.group_share / max(1, len(chart.series))
    return share - look.sizes.label_gap / 2


def _naming_row(chart: Chart, look: Look, width: float) -> int | None:
    """Return the category over whose columns the series are named, if their names have room."""
    row, room = naming_row(chart), _together(chart, look, width)
    fits = all(look.words.width(one.name) <= room for one in chart.series)
    return row if fits else None


def _columns(chart: Chart, look: Look, width: float) -> Iterator[_Column]:
    sizes, count = look.sizes, max(1, len(chart.series))
    step = _step(chart, look, width)
    share = step * sizes.column_share / count
    naming = _naming_row(chart, look, width)
    pitch = max(
        min(share, sizes.column_most) + sizes.series_gap,
        _widest_value(chart, look, naming is not None),
    )
    thick = min(share, sizes.column_most) if naming is not None else pitch - sizes.series_gap
    for index in range(len(chart.categories)):
        first = (index + 0.5) * step - pitch * (count - 1) / 2
        for number, series in enumerate(chart.series):
            for mark in series.marks[index : index + 1]:
                room = pitch if count > 1 else _place(chart, look, width)
                lettering = look.lettering(chart, index)
                words = block(value_text(mark.label), lettering, room, look.line_height)
                if index == naming:
                    words = replace(words, lines=(series.name, *words.lines))
                yield _Column(
                    first + number * pitch - thick / 2,
                    thick,
                    None if mark.value is None else float(mark.value),
                    mark.bound,
                    words,
                    look.series_colour(chart, number, index),
                )


def _widest_value(chart: Chart, look: Look, named: bool) -> float:
    """Return the room that values beside each other need; a single series has all its place."""
    if len(chart.series) < 2:
        return 0.0
    labels = [value_text(mark.label) for series in chart.series for mark in series.marks]
    widest = max(map(look.words.widest_word, labels), default=0.0)
    if named:
        widest = max(widest, *(look.words.width(series.name) for series in chart.series))
    return widest + look.sizes.label_gap / 2


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
    if column.bound is Bound.ABOUT:
        marks += [
            Line(
                tuple((across, zero - sign * along) for along, across in ends),
                thick,
                colours.background,
            )
            for ends, thick in soft_end(length, column.left, column.width, sizes.open_end)
        ]
    end = zero - sign * (length + reach(column.bound, look) + sizes.label_gap)
    top = end if sign < 0 else end - words.height
    return marks + words.labels(centre, top, colours.ink, "middle")


def _names(chart: Chart, look: Look, width: float, top: float) -> tuple[list[Mark], float]:
    step = _step(chart, look, width)
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
