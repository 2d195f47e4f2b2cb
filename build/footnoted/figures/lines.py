"""Lines over time: a chart in, strokes, points and labels with their places out.

Names of series stand at the ends of their lines, not in a legend. Years keep their distances.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import fsum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.figures.axes import Axis, amount_axis, grid
from footnoted.figures.bars import bar_drawing
from footnoted.figures.drawing import Drawing, Line, Mark, Point, Rect, below
from footnoted.figures.heads import head, leader
from footnoted.figures.look import Block, Look, block
from footnoted.figures.placing import Place, Spot, apart, overlap, place
from footnoted.figures.scale import years_of
from footnoted.figures.symbols import point_box, point_marks, symbol
from footnoted.model.figures import Bound, Chart, Series
from footnoted.model.figures import Mark as Value

_FOOT: Final = 2
"""Gaps between the plot and its categories: the axis' lowest figure hangs into the first."""

_ROWS: Final = 3
"""Names that would collide may stand in so many rows, one below the other."""

_YEAR: Final = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")


class _Plot(Struct, frozen=True):
    left: float
    right: float
    top: float
    bottom: float
    places: tuple[float, ...]
    """Where the categories stand between left and right, 0 to 1."""
    axis: Axis
    ends: tuple[Block, ...]
    """What stands at the end of each line."""

    def x(self, index: int) -> float:
        return self.left + self.places[index] * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - self.axis.share(value) * (self.bottom - self.top)

    def point(self, index: int, mark: Value) -> Point:
        return self.x(index), self.y(float(mark.value or 0))


def line_drawing(chart: Chart, look: Look, width: float, language: str) -> Drawing:
    """Draw a chart as lines; categories whose names find no room under them make rows of points."""
    marks, top = head(chart, look, width, legend=False)
    plot = _plot(chart, look, width, top, language)
    names = _names(plot, look, chart, width)
    if names is None:
        return bar_drawing(chart, look, width, "point")
    body, lowest = below([*_body(plot, look, chart, width), *names], top)
    return Drawing(width, lowest, (*marks, *body))


def _plot(chart: Chart, look: Look, width: float, top: float, language: str) -> _Plot:
    values = [m.value for series in chart.series for m in series.marks if m.value is not None]
    axis = amount_axis(values, look, language)
    ends = tuple(_end_words(chart, series, look, width) for series in chart.series)
    first = top + look.small.cap_height / 2
    stacked = fsum(words.height + look.sizes.label_gap / 2 for words in ends)
    return _Plot(
        axis.width(look) + look.sizes.label_gap + look.sizes.point,
        width - _end_room(chart, look, ends),
        first,
        first + max(look.sizes.plot_height, stacked),
        _places(chart.categories),
        axis,
        ends,
    )


def _body(plot: _Plot, look: Look, chart: Chart, width: float) -> list[Mark]:
    span = plot.left - look.sizes.point, plot.right + look.sizes.point
    marks = grid(plot.axis, look, span, plot.bottom, plot.top)
    for number, series in enumerate(chart.series):
        marks += _series(plot, look, chart, series, number)
    marks += _ends(plot, look, chart)
    return marks + _values(plot, look, chart)


def _colour(chart: Chart, look: Look, series: int) -> str:
    """Return the colour of a line; a single one is what there is to look at."""
    if len(chart.series) == 1:
        return look.colours.accent
    return look.series_colour(chart, series, 0, thin=True)


def _end_room(chart: Chart, look: Look, ends: Sequence[Block]) -> float:
    """Return the width that the words at the ends of the lines need beyond the last point."""
    widest = max((one.width for one in ends), default=0.0)
    if not widest:
        return look.sizes.point * 1.4
    key = look.sizes.swatch + look.sizes.label_gap if len(chart.series) > 1 else 0.0
    return look.sizes.point * 1.4 + look.sizes.label_gap + key + widest


def _places(categories: Sequence[str]) -> tuple[float, ...]:
    """Return where the categories stand between 0 and 1: years by their distance, else evenly."""
    if len(categories) < 2:
        return (0.5,) * len(categories)
    steps = years_of(categories) or list(range(len(categories)))
    return tuple((step - steps[0]) / (steps[-1] - steps[0]) for step in steps)


def _series(plot: _Plot, look: Look, chart: Chart, series: Series, number: int) -> Iterator[Mark]:
    """Yield strokes through neighbouring values, then the points; gaps stay gaps."""
    colour = _colour(chart, look, number)
    lonely: set[int] = set()
    numbered = enumerate(series.marks)
    for drawn, stretch in groupby(numbered, lambda pair: pair[1].value is not None):
        run = list(stretch)
        if drawn and len(run) > 1:
            points = tuple(plot.point(index, mark) for index, mark in run)
            yield Line(points, look.sizes.stroke, colour, look.dash(number))
        elif drawn:
            lonely.add(run[0][0])
    ends = {_last(series)} | lonely
    crowded = len(series.marks) * look.sizes.point * 4 > plot.right - plot.left
    for index, mark in enumerate(series.marks):
        told = index in ends or (len(chart.series) == 1 and index in chart.emphasis)
        if mark.value is not None and (told or not crowded or mark.bound is not Bound.EXACT):
            yield from point_marks(plot.point(index, mark), look, colour, mark.bound, number)


def _last(series: Series) -> int | None:
    """Return the index of the last value there is."""
    known = [index for index, mark in enumerate(series.marks) if mark.value is not None]
    return known[-1] if known else None


def _end_words(chart: Chart, series: Series, look: Look, width: float) -> Block:
    """Return what stands at the end of a line: its name where there are several, its value."""
    last = _last(series)
    value = "" if last is None else series.marks[last].label
    name = series.name if len(chart.series) > 1 else ""
    words = " ".join(filter(None, (name, value)))
    strong = not chart.strong or chart.series.index(series) in chart.strong
    lettering = look.strong if strong else look.words
    return block(words, lettering, look.sizes.value_share * width, look.line_height)


def _ends(plot: _Plot, look: Look, chart: Chart) -> Iterator[Mark]:
    """Yield the words at the ends of the lines, moved apart where lines end close together."""
    wanted = [
        (plot.y(0.0 if last is None else float(series.marks[last].value or 0)), number, words)
        for number, (series, words) in enumerate(zip(chart.series, plot.ends, strict=True))
        if words.lines
        for last in [_last(series)]
    ]
    wanted.sort(key=lambda one: one[:2])
    gap = look.sizes.label_gap
    tops = apart(
        [(y - words.height / 2, words.height + gap / 2) for y, _, words in wanted],
        plot.top - gap,
        plot.bottom + gap / 2,
    )
    for top, (y, number, words) in zip(tops, wanted, strict=True):
        x = plot.right + look.sizes.point * 1.4 + gap
        if len(chart.series) > 1:
            # A stroke in the line's own colour and dash, not coloured words: some are pale.
            level = top + words.lettering.cap_height / 2
            colour, side = _colour(chart, look, number), look.sizes.swatch
            if abs(level - y) > gap and _last(chart.series[number]) == len(chart.categories) - 1:
                yield leader(look, ((x - gap / 2, y), (x, level)))
            yield Line(((x, level), (x + side, level)), look.sizes.stroke, colour)
            yield symbol((x + side / 2, level), look.sizes.point, number, colour)
            x += side + gap
        yield from words.labels(x, top, look.colours.ink, "start")


def _values(plot: _Plot, look: Look, chart: Chart) -> list[Mark]:
    """Return values beside the points of a single line that want one: the first, the emphasised.

    One that has no room beside its point stands further off, if need be above the plot.
    """
    if len(chart.series) != 1:
        return []
    marks, last = chart.series[0].marks, _last(chart.series[0])
    known = [index for index, mark in enumerate(marks) if mark.value is not None]
    wanted = [
        index
        for index in sorted({*known[:1], *(chart.emphasis & set(known))} - {last})
        if marks[index].label
    ]
    points = [None if m.value is None else plot.point(i, m) for i, m in enumerate(marks)]
    strokes = [(p, q) for p, q in pairwise(points) if p is not None and q is not None]
    others = [
        point_box(plot.point(index, marks[index]), look, marks[index].bound)
        for index in known
        if index not in wanted
    ]
    spots = [_spot(plot, look, chart, index) for index in wanted]
    gap = look.sizes.label_gap
    found: list[Place | None] = []
    for rows in (0, 1, 2, 4, 8):
        area = plot.left, plot.top - rows * look.line_height, plot.right, plot.bottom
        found = place(spots, area, gap, strokes, others, above=True)
        if None not in found:
            break
    drawn: list[Mark] = []
    for index, chosen in zip(wanted, found, strict=True):
        if chosen is None:
            continue
        left, top, right, bottom = chosen.box
        # Keeps the lines of the axis from running through the words.
        drawn.append(Rect(left, top, right - left, bottom - top, look.colours.background))
        drawn += [leader(look, chosen.leader)] if chosen.leader else []
        words = block(marks[index].label, look.lettering(chart, index), right, look.line_height)
        words = replace(words, lines=(marks[index].label,))
        drawn += words.labels(left, top, look.colours.ink, "start")
    return drawn


def _spot(plot: _Plot, look: Look, chart: Chart, index: int) -> Spot:
    mark, lettering = chart.series[0].marks[index], look.lettering(chart, index)
    at = plot.point(index, mark)
    tall = lettering.cap_height + lettering.depth
    return Spot(at, point_box(at, look, mark.bound), lettering.width(mark.label), tall)


def _names(plot: _Plot, look: Look, chart: Chart, width: float) -> list[Mark] | None:
    """Set the categories below, within the drawing, in rows where one has no room for all.

    Of the names of many years every second, fifth and so on prints. Other names all print, or
    None is returned.
    """
    count = len(chart.categories)
    each = width / max(1, min(count, 6))
    blocks = [
        block(name, look.lettering(chart, index), each, look.line_height)
        for index, name in enumerate(chart.categories)
    ]
    timed = all(_YEAR.search(name) for name in chart.categories)
    if timed and count > 2:
        for step in range(1, count):
            # Counted from the last: the newest year is the one that is looked for.
            kept = [i for i in range(count) if (count - 1 - i) % step == 0 or i in chart.emphasis]
            found = _name_rows(
                plot, look, chart, blocks, kept, width, 1 if step < count - 1 else _ROWS
            )
            if found is not None and (step == 1 or len(kept) >= 3 or count < 6):
                return found
            if step == 1 and count <= 12:
                found = _name_rows(plot, look, chart, blocks, kept, width, _ROWS)
                found = found or _pushed_names(plot, look, chart, blocks, width)
                if found is not None:
                    return found
    if any(look.strong.widest_word(name) > each for name in chart.categories):
        return None
    return _name_rows(plot, look, chart, blocks, list(range(count)), width, _ROWS)


def _pushed_names(
    plot: _Plot, look: Look, chart: Chart, blocks: Sequence[Block], width: float
) -> list[Mark] | None:
    """Set all names in one row, pushed apart, each tied to its place; None where it is too long."""
    gap = look.sizes.label_gap
    wide = [one.width + gap for one in blocks]
    if fsum(wide) > width or any(len(one.lines) > 1 for one in blocks):
        return None
    wanted = [(plot.x(at) - one / 2, one) for at, one in enumerate(wide)]
    start = _foot(plot, look, chart) - gap / 2
    marks: list[Mark] = []
    for at, left in enumerate(apart(wanted, 0.0, width)):
        middle = left + wide[at] / 2
        marks.append(leader(look, ((plot.x(at), start), (middle, start + 2 * gap))))
        marks += blocks[at].labels(middle, start + 2.5 * gap, look.colours.ink, "middle")
    return marks


def _foot(plot: _Plot, look: Look, chart: Chart) -> float:
    """Return where names may begin: below the axis' lowest figure, and below any arrow."""
    lowest = max(
        (
            point_box(plot.point(index, mark), look, mark.bound)[3]
            for series in chart.series
            for index, mark in enumerate(series.marks)
            if mark.value is not None and mark.bound is not Bound.EXACT
        ),
        default=plot.bottom,
    )
    return max(plot.bottom + _FOOT * look.sizes.label_gap, lowest + look.sizes.label_gap / 2)


def _name_rows(
    plot: _Plot,
    look: Look,
    chart: Chart,
    blocks: Sequence[Block],
    kept: Sequence[int],
    width: float,
    rows: int,
) -> list[Mark] | None:
    """Set names in the first row that has room for each; None where none has."""
    gap = look.sizes.label_gap
    top = _foot(plot, look, chart)
    taken: list[tuple[float, float, float, float]] = []
    marks: list[Mark] = []
    tall = look.line_height * max((len(one.lines) for one in blocks), default=1) + gap / 2
    level = [top + row * tall for row in range(rows)]
    for index in kept:
        words, half = blocks[index], blocks[index].width / 2
        x = min(max(plot.x(index), half), width - half)
        for row, y in enumerate(level):
            box = x - half - gap, y, x + half + gap, y + words.height
            stem = plot.x(index) - 1, top - gap, plot.x(index) + 1, y
            if any(overlap(box, one) for one in taken):
                continue
            if row and any(overlap(stem, one) for one in taken):
                continue
            break
        else:
            return None
        taken.append((x - half, y, x + half, y + words.height))
        if row:
            ends = ((plot.x(index), plot.bottom + gap / 2), (plot.x(index), y - gap / 4))
            marks.append(leader(look, ends))
            taken.append((plot.x(index), top - gap, plot.x(index) + 0.1, y))
        marks += words.labels(x, y, look.colours.ink, "middle")
    return marks
