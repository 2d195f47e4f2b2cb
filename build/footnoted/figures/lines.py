"""Lines over time: a chart in, strokes, points and labels with their places out.

Names of series stand at the ends of their lines, not in a legend. Years keep their distances.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise
from math import cos, pi, sin

from footnoted.figures.drawing import (
    Anchor,
    Box,
    Drawing,
    Label,
    Line,
    Mark,
    Point,
    Polygon,
    Rect,
    label_box,
    vertical_extent,
)
from footnoted.figures.lettering import Lettering
from footnoted.figures.look import FALLS_SHORT, OPEN_ENDED, Block, Look, block, head
from footnoted.figures.scale import nice_ticks
from footnoted.model.document import Bound, Chart, Series
from footnoted.model.document import Mark as Value
from footnoted.text.numbers import print_number

_CORNERS = 20
"""A point is drawn as a polygon of so many corners."""

_FOOT = 2
"""Gaps between the plot and its categories: the axis' lowest figure hangs into the first."""

_FROM_ZERO = Decimal("0.6")
"""An axis starts at zero unless the least value is more than this share of the largest."""


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    right: float
    top: float
    bottom: float
    places: tuple[float, ...]
    """Where the categories stand between left and right, 0 to 1."""
    ticks: tuple[Decimal, ...]
    figures: tuple[str, ...]
    """The ticks as printed."""
    ends: tuple[Block, ...]
    """What stands at the end of each line."""

    def x(self, index: int) -> float:
        return self.left + self.places[index] * (self.right - self.left)

    def y(self, value: float) -> float:
        low, high = float(self.ticks[0]), float(self.ticks[-1])
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


def line_drawing(chart: Chart, look: Look, width: float, language: str) -> Drawing:
    """Draw a chart as lines."""
    marks, top = head(chart, look, width, legend=False)
    plot = _plot(chart, look, width, top, language)
    body = _body(plot, look, chart, width)
    highest = min(vertical_extent(mark)[0] for mark in body)
    if highest < top:  # words or an arrow above a point at the top of the plot
        plot = replace(plot, top=plot.top + top - highest, bottom=plot.bottom + top - highest)
        body = _body(plot, look, chart, width)
    lowest = max(vertical_extent(mark)[1] for mark in body)
    return Drawing(width, lowest, (*marks, *body))


def _plot(chart: Chart, look: Look, width: float, top: float, language: str) -> _Plot:
    ticks = _ticks(chart, look)
    figures = tuple(print_number(tick, language) for tick in ticks)
    ends = tuple(_end_words(chart, series, look, width) for series in chart.series)
    first = top + look.small.cap_height / 2
    stacked = sum(words.height + look.sizes.label_gap / 2 for words in ends)
    return _Plot(
        max(map(look.small.width, figures)) + look.sizes.label_gap + look.sizes.point,
        width - _end_room(chart, look, ends),
        first,
        first + max(look.sizes.plot_height, stacked),
        _places(chart.categories),
        ticks,
        figures,
        ends,
    )


def _body(plot: _Plot, look: Look, chart: Chart, width: float) -> list[Mark]:
    marks: list[Mark] = []
    for tick, figure in zip(plot.ticks, plot.figures, strict=True):
        marks += _grid(plot, look, float(tick), figure)
    for number, series in enumerate(chart.series):
        marks += _series(plot, look, series, _colour(chart, look, number))
    marks += _ends(plot, look, chart)
    marks += _values(plot, look, chart)
    return marks + _names(plot, look, chart, width)


def _colour(chart: Chart, look: Look, series: int) -> str:
    """Return the colour of a line; a single one is what there is to look at."""
    colours = look.colours
    return (
        colours.accent if len(chart.series) == 1 else colours.series[series % len(colours.series)]
    )


def _end_room(chart: Chart, look: Look, ends: Sequence[Block]) -> float:
    """Return the width that the words at the ends of the lines need beyond the last point."""
    widest = max((one.width for one in ends), default=0.0)
    if not widest:
        return look.sizes.point
    key = look.sizes.swatch + look.sizes.label_gap if len(chart.series) > 1 else 0.0
    return look.sizes.point + look.sizes.label_gap + key + widest


def _ticks(chart: Chart, look: Look) -> tuple[Decimal, ...]:
    values = [m.value for series in chart.series for m in series.marks if m.value is not None]
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    if 0 < low <= high * _FROM_ZERO:
        low = Decimal(0)
    if high < 0 and high >= low * _FROM_ZERO:
        high = Decimal(0)
    return nice_ticks(low, high, look.sizes.ticks)


def _places(categories: Sequence[str]) -> tuple[float, ...]:
    """Return where the categories stand between 0 and 1: years by their distance, else evenly."""
    if len(categories) < 2:
        return (0.5,) * len(categories)
    years = [int(name) for name in categories if len(name) == 4 and name.isdecimal()]
    ordered = len(years) == len(categories) and all(a < b for a, b in pairwise(years))
    steps = years if ordered else list(range(len(categories)))
    return tuple((step - steps[0]) / (steps[-1] - steps[0]) for step in steps)


def _grid(plot: _Plot, look: Look, tick: float, figure: str) -> list[Mark]:
    y = plot.y(tick)
    strong = tick in (0, plot.ticks[0])
    x = plot.left - look.sizes.point
    return [
        Line(
            ((x, y), (plot.right + look.sizes.point, y)),
            look.sizes.axis if strong else look.sizes.grid,
            look.colours.ink if strong else look.colours.rule,
        ),
        Label(
            x - look.sizes.label_gap,
            y + look.small.cap_height / 2,
            figure,
            look.small,
            look.colours.muted,
            "end",
        ),
    ]


def _series(plot: _Plot, look: Look, series: Series, colour: str) -> Iterator[Mark]:
    """Yield strokes through neighbouring values, then the points; gaps stay gaps."""
    numbered = enumerate(series.marks)
    for drawn, stretch in groupby(numbered, lambda pair: pair[1].value is not None):
        points = tuple((plot.x(index), plot.y(float(mark.value or 0))) for index, mark in stretch)
        if drawn and len(points) > 1:
            yield Line(points, look.sizes.stroke, colour)
    for index, mark in enumerate(series.marks):
        if mark.value is not None:
            at = plot.x(index), plot.y(float(mark.value))
            yield from _point(at, look, colour, mark.bound)


def _point(at: Point, look: Look, colour: str, bound: Bound) -> Iterator[Mark]:
    """Yield a point: hollow where the value is no exact one, with an arrow to where it lies."""
    radius = look.sizes.point
    if bound in OPEN_ENDED or bound in FALLS_SHORT:
        way = -1 if bound in OPEN_ENDED else 1
        x, y = at
        base, tip = y + way * radius * 1.6, y + way * (radius * 1.6 + look.sizes.open_end * 0.6)
        yield Polygon(((x - radius, base), (x + radius, base), (x, tip)), colour)
    yield _disc(at, radius, colour)
    if bound is not Bound.EXACT:
        yield _disc(at, radius - look.sizes.stroke / 2, look.colours.background)


def _disc(at: Point, radius: float, fill: str) -> Polygon:
    turns = (2 * pi * corner / _CORNERS for corner in range(_CORNERS))
    return Polygon(tuple((at[0] + radius * cos(a), at[1] + radius * sin(a)) for a in turns), fill)


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
    return block(words, look.strong, look.sizes.value_share * width, look.line_height)


def _ends(plot: _Plot, look: Look, chart: Chart) -> Iterator[Mark]:
    """Yield the words at the ends of the lines, moved apart where lines end close together."""
    wanted = [
        (plot.y(float(series.marks[last].value or 0)) - words.height / 2, number, words)
        for number, (series, words) in enumerate(zip(chart.series, plot.ends, strict=True))
        if words.lines and (last := _last(series)) is not None
    ]
    wanted.sort(key=lambda one: one[:2])
    gap = look.sizes.label_gap
    tops = _apart(
        [(top, words.height + gap / 2) for top, _, words in wanted], plot.top, plot.bottom
    )
    for top, (_, number, words) in zip(tops, wanted, strict=True):
        x = plot.right + look.sizes.point + gap
        if len(chart.series) > 1:
            # A stroke in the line's colour, not coloured words: some series are pale.
            y = top + words.lettering.cap_height / 2
            stroke = ((x, y), (x + look.sizes.swatch, y))
            yield Line(stroke, look.sizes.stroke, _colour(chart, look, number))
            x += look.sizes.swatch + gap
        yield from words.labels(x, top, look.colours.ink, "start")


def _apart(blocks: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Return tops at which blocks of these heights do not overlap: pushed down, then back up."""
    tops: list[float] = []
    floor = top
    for wanted, height in blocks:
        tops.append(max(wanted, floor))
        floor = tops[-1] + height
    limit = bottom
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], limit - blocks[index][1])
        limit = tops[index]
    return tops


def _values(plot: _Plot, look: Look, chart: Chart) -> Iterator[Mark]:
    """Yield values beside the points of a single line that want one: the first, the emphasised.

    The value of an emphasised point is printed even where the line runs through it.
    """
    if len(chart.series) != 1:
        return
    marks, last = chart.series[0].marks, _last(chart.series[0])
    points = [
        None if mark.value is None else (plot.x(index), plot.y(float(mark.value)))
        for index, mark in enumerate(marks)
    ]
    strokes = [(p, q) for p, q in pairwise(points) if p is not None and q is not None]
    known = [index for index, point in enumerate(points) if point is not None]
    taken: list[Box] = []
    for index in sorted({*known[:1], *(chart.emphasis & set(known))} - {last}):
        point = points[index]
        if point is None or not marks[index].label:
            continue
        places = _places_beside(point, marks[index], look, look.lettering(chart, index))
        within = [one for one in places if _is_within(label_box(one), plot)]
        clear = [one for one in within if not any(_crosses(label_box(one), s) for s in strokes)]
        wanted = clear or (within if index in chart.emphasis else [])
        free = [one for one in wanted if not any(_overlap(label_box(one), t) for t in taken)]
        if free:
            left, top, right, bottom = label_box(free[0])
            taken.append((left, top, right, bottom))
            # Keeps the lines of the axis from running through the words.
            yield Rect(left, top, right - left, bottom - top, look.colours.background)
            yield free[0]


def _places_beside(at: Point, mark: Value, look: Look, lettering: Lettering) -> Iterator[Label]:
    """Yield a value in every place beside its point, the best first."""
    x, y = at
    arrow = look.sizes.open_end
    gap = look.sizes.point + look.sizes.label_gap
    above = y - gap - (arrow if mark.bound in OPEN_ENDED else 0.0)
    below = y + gap + lettering.cap_height + (arrow if mark.bound in FALLS_SHORT else 0.0)
    anchors: tuple[Anchor, ...] = ("middle", "end", "start")
    for baseline in (above, below):
        for anchor in anchors:
            yield Label(x, baseline, mark.label, lettering, look.colours.ink, anchor)


def _is_within(box: Box, plot: _Plot) -> bool:
    return box[0] >= plot.left and box[2] <= plot.right and box[3] <= plot.bottom


def _crosses(box: Box, stroke: tuple[Point, Point]) -> bool:
    """Say whether a straight stroke runs through a box (Liang and Barsky's clipping)."""
    (x0, y0), (x1, y1) = stroke
    enter, leave = 0.0, 1.0
    for start, way, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if way == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def _names(plot: _Plot, look: Look, chart: Chart, width: float) -> list[Mark]:
    """Set the categories below, within the drawing; of those that would collide the later go.

    The last and the first stay before all others.
    """
    count = len(chart.categories)
    order = sorted(range(count), key=lambda index: (index not in (0, count - 1), index))
    top = plot.bottom + _FOOT * look.sizes.label_gap
    taken: list[tuple[float, float]] = []
    marks: list[Mark] = []
    for index in order:
        words = block(chart.categories[index], look.words, width / min(count, 6), look.line_height)
        half = words.width / 2
        x = min(max(plot.x(index), half), width - half)
        span = (x - half - look.sizes.label_gap, x + half + look.sizes.label_gap)
        if all(span[1] <= left or span[0] >= right for left, right in taken):
            taken.append((x - half, x + half))
            marks += words.labels(x, top, look.colours.ink, "middle")
    return marks


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
