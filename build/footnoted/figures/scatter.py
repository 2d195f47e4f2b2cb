"""Points that nothing joins: along years, or one amount against another; each with its words.

Words stand beside their points; where not all find room, the points are numbered and a key below
tells what they are, so that nothing is lost.
"""

from collections.abc import Iterator, Sequence
from math import fsum

from msgspec import Struct

from footnoted.figures.axes import Axis, amount_axis, foot_figures, grid, year_axis
from footnoted.figures.bars import bar_drawing
from footnoted.figures.drawing import Anchor, Box, Drawing, Label, Line, Mark, Point, Rect
from footnoted.figures.heads import head, leader
from footnoted.figures.look import FALLS_SHORT, OPEN_ENDED, Block, Look, block
from footnoted.figures.placing import Place, Spot, place
from footnoted.figures.symbols import WIDEST, point_box, point_marks
from footnoted.model.figures import Chart, ChartForm
from footnoted.model.figures import Mark as Value

_TALLER = (1.0, 1.4)
"""Heights of the plot that are tried, in those of a line chart."""
_FEW = 24
"""With more points than these the words beyond the last one change little."""


class _Words(Struct, frozen=True):
    """What stands beside a point: its name, and its value so that it is seen first."""

    blocks: tuple[Block, ...]
    colour: str

    @property
    def width(self) -> float:
        return max(one.width for one in self.blocks)

    @property
    def height(self) -> float:
        return fsum(one.line_height * len(one.lines) for one in self.blocks[:-1]) + (
            self.blocks[-1].height
        )

    def labels(self, x: float, top: float, anchor: Anchor) -> Iterator[Mark]:
        for one in self.blocks:
            yield from one.labels(x, top, self.colour, anchor)
            top += one.line_height * len(one.lines)


class _Dot(Struct, frozen=True):
    name: str
    mark: Value
    series: int
    category: int
    at: Point
    box: Box


class _Plot(Struct, frozen=True):
    area: Box
    across: Axis
    up: Axis

    def at(self, mark: Value) -> Point:
        left, top, right, bottom = self.area
        x = left + self.across.share(float(mark.at or 0)) * (right - left)
        return x, bottom - self.up.share(float(mark.value or 0)) * (bottom - top)


def points_drawing(chart: Chart, look: Look, width: float, language: str) -> Drawing:
    """Draw labelled points: along years where all have a place there, else in rows."""
    if any(mark.at is None for mark in _known(chart)) or not _known(chart):
        return bar_drawing(chart, look, width, "point")
    return scatter_drawing(chart, look, width, language)


def scatter_drawing(chart: Chart, look: Look, width: float, language: str) -> Drawing:
    """Draw points by two amounts; without any it is a chart of rows."""
    if not [mark for mark in _known(chart) if mark.at is not None]:
        return bar_drawing(chart, look, width, "point")
    several = len(chart.series) > 1
    marks, top = head(chart, look, width, legend=several, points=True)
    for taller in _TALLER:
        for beyond in (True, False) if len(_known(chart)) <= _FEW else (False,):
            plot = _plot(chart, look, (width, top), language, (taller, beyond))
            dots = _dots(chart, look, plot)
            words = [_words(chart, dot, look, width) for dot in dots]
            places = _places(dots, words, look, plot, width)
            if None not in places and _is_clear(places):
                body = _labelled(chart, look, plot, dots, words, places)
                foot, bottom = _foot(chart, look, plot, dots, width)
                return Drawing(width, bottom, (*marks, *body, *foot))
    return _numbered(chart, look, plot, dots, marks, width)


def _known(chart: Chart) -> list[Value]:
    return [mark for series in chart.series for mark in series.marks if mark.value is not None]


def _plot(
    chart: Chart, look: Look, where: tuple[float, float], language: str, how: tuple[float, bool]
) -> _Plot:
    """Return the plot: how tall, and whether it leaves room for words beyond its last point."""
    (width, top), (taller, beyond) = where, how
    drawn = [mark for mark in _known(chart) if mark.at is not None]
    values = [mark.value for mark in drawn if mark.value is not None]
    ats = [mark.at for mark in drawn if mark.at is not None]
    up = amount_axis(values, look, language)
    arrow = look.sizes.open_end + look.sizes.dot * 3
    opens = any(mark.bound in OPEN_ENDED for mark in drawn)
    left = up.width(look) + look.sizes.label_gap + look.sizes.dot * 2
    right = width - look.sizes.dot * 2
    if chart.form is ChartForm.POINTS:
        across = year_axis(ats, look, right - left)
        right = width - look.small.width(across.figures[-1]) / 2
    else:
        across = amount_axis(ats, look, language)
        sideways = {mark.at_bound for mark in drawn}
        right -= arrow if sideways & OPEN_ENDED else look.small.width(across.figures[-1]) / 2
        left += arrow if sideways & FALLS_SHORT else 0.0
    if beyond:
        right = min(right, width - _last_words(chart, look, width))
    first = top + look.small.cap_height + (arrow if opens else 0.0)
    tall = look.sizes.plot_height * 1.15 * taller
    return _Plot((left, first, right, first + tall), across, up)


def _last_words(chart: Chart, look: Look, width: float) -> float:
    """Return the room that the words of the last point take beside it."""
    last = max(
        (
            (mark.at, index, mark)
            for series in chart.series
            for index, mark in enumerate(series.marks)
            if mark.value is not None and mark.at is not None
        ),
        key=lambda one: one[0],
    )
    _, index, mark = last
    words = _told(chart, (chart.categories[index], mark, index), look, width)
    return words.width + look.sizes.label_gap + look.sizes.dot * WIDEST


def _dots(chart: Chart, look: Look, plot: _Plot) -> list[_Dot]:
    return [
        _Dot(name, mark, number, index, at, _box(at, mark, look))
        for number, series in enumerate(chart.series)
        for index, (name, mark) in enumerate(zip(chart.categories, series.marks, strict=True))
        if mark.value is not None and mark.at is not None
        for at in [plot.at(mark)]
    ]


def _box(at: Point, mark: Value, look: Look) -> Box:
    size = look.sizes.dot
    one = point_box(at, look, mark.bound, "up", size)
    other = point_box(at, look, mark.at_bound, "right", size)
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _words(chart: Chart, dot: _Dot, look: Look, width: float) -> _Words:
    return _told(chart, (dot.name, dot.mark, dot.category), look, width)


def _told(chart: Chart, one: tuple[str, Value, int], look: Look, width: float) -> _Words:
    """Return the words of a point: its name, of labelled points its value as well."""
    name, mark, category = one
    strong = look.is_strong(chart, category)
    most = width * look.sizes.point_share
    blocks = [block(name, look.strong if strong else look.words, most, look.line_height)]
    if chart.form is not ChartForm.SCATTER:
        blocks.append(block(mark.label, look.strong, most, look.line_height))
    colour = look.colours.accent if strong else look.colours.ink
    return _Words(tuple(one for one in blocks if one.lines), colour)


def _places(
    dots: Sequence[_Dot], words: Sequence[_Words], look: Look, plot: _Plot, width: float
) -> list[Place | None]:
    left, top, _, bottom = plot.area
    spots = [
        Spot(dot.at, dot.box, one.width, one.height) for dot, one in zip(dots, words, strict=True)
    ]
    area = left, min(top - look.small.cap_height, bottom), width, bottom - look.sizes.axis
    room = (area[2] - area[0]) * (area[3] - area[1])
    if fsum(spot.width * spot.height for spot in spots) > room * look.sizes.crowd_share:
        return [None] * len(spots)
    levels = [bottom - plot.up.share(float(tick)) * (bottom - top) for tick in plot.up.ticks]
    grid_ = [((left, y), (plot.area[2], y)) for y in levels]
    return place(spots, area, look.sizes.label_gap, avoid=grid_)


def _is_clear(places: Sequence[Place | None]) -> bool:
    """Say whether most words stand at their points: a thicket of strokes is harder than a key."""
    tied = sum(one is not None and one.leader is not None for one in places)
    return tied <= max(2, len(places) // 4)


def _labelled(
    chart: Chart,
    look: Look,
    plot: _Plot,
    dots: Sequence[_Dot],
    words: Sequence[_Words],
    places: Sequence[Place | None],
) -> list[Mark]:
    marks = _ground(look, plot)
    for dot, one, found in zip(dots, words, places, strict=True):
        if found is None:
            continue
        marks += [leader(look, found.leader)] if found.leader else []
        left, top, right, bottom = found.box
        # Keeps the lines of the axis from running through the words.
        marks.append(Rect(left, top, right - left, bottom - top, look.colours.background))
        toward_left = right <= dot.at[0] + 0.001
        anchor: Anchor = "end" if toward_left else "start"
        x = right if toward_left else left
        if left < dot.at[0] < right:
            x, anchor = (left + right) / 2, "middle"
        marks += one.labels(x, top, anchor)
    for dot in dots:
        marks += _dot(chart, look, dot)
    return marks


def _dot(chart: Chart, look: Look, dot: _Dot) -> list[Mark]:
    colour, size = look.series_colour(chart, dot.series, dot.category, thin=True), look.sizes.dot
    if len(chart.series) == 1 and not chart.emphasis:
        colour = look.colours.accent
    mark = dot.mark
    marks = list(point_marks(dot.at, look, colour, mark.bound, dot.series, "up", size))
    if mark.at_bound in OPEN_ENDED or mark.at_bound in FALLS_SHORT:
        # The arrow along only: the point itself stands already.
        marks = [
            *point_marks(dot.at, look, colour, mark.at_bound, dot.series, "right", size),
            *marks,
        ]
    return marks


def _ground(look: Look, plot: _Plot) -> list[Mark]:
    left, top, right, bottom = plot.area
    reach = look.sizes.dot * 2
    return grid(plot.up, look, (left - reach, right + reach), bottom, top)


def _foot(
    chart: Chart, look: Look, plot: _Plot, dots: Sequence[_Dot], width: float
) -> tuple[list[Mark], float]:
    """Return the figures of the axis along, ticks above them, and its unit."""
    left, _, right, bottom = plot.area
    below = max([bottom, *(dot.box[3] for dot in dots)]) + look.sizes.label_gap
    marks = foot_figures(plot.across, look, (left, right), below, (0.0, width))
    for figure in marks:
        if isinstance(figure, Label):
            tick = ((figure.x, bottom), (figure.x, bottom + look.sizes.label_gap * 0.6))
            marks = [*marks, Line(tick, look.sizes.grid, look.colours.ink)]
    low = below + 2 * look.sizes.label_gap + look.small.cap_height + look.small.depth
    if chart.along:
        unit = block(chart.along, look.small, width - left, look.line_height)
        marks += unit.labels(width, low, look.colours.muted, "end")
        low += unit.height
    return marks, low


def _numbered(
    chart: Chart,
    look: Look,
    plot: _Plot,
    dots: Sequence[_Dot],
    marks: list[Mark],
    width: float,
) -> Drawing:
    """Number the points and tell below what each is."""
    ink = look.colours.ink
    numbers = [
        _Words((block(str(number), look.lettering(chart, dot.category), width, 0.0),), ink)
        for number, dot in enumerate(dots, 1)
    ]
    places = _places(dots, numbers, look, plot, width)
    body = _labelled(chart, look, plot, dots, numbers, places)
    foot, bottom = _foot(chart, look, plot, dots, width)
    key, low = _key(chart, look, dots, width, bottom + look.sizes.head_gap)
    return Drawing(width, low, (*marks, *body, *foot, *key))


def _key(
    chart: Chart, look: Look, dots: Sequence[_Dot], width: float, top: float
) -> tuple[list[Mark], float]:
    """Set the names and values of numbered points in as many columns as they leave room for."""
    hang = look.words.width("0" * len(str(len(dots)))) + look.sizes.label_gap
    texts = [", ".join(filter(None, (dot.name, dot.mark.label, dot.mark.at_label))) for dot in dots]
    widest = max(map(look.words.width, texts)) + hang + 3 * look.sizes.label_gap
    columns = max(1, min(int(width / widest), 4))
    each = width / columns
    rows = -(-len(dots) // columns)
    marks: list[Mark] = []
    lowest = top
    for column in range(columns):
        y = top
        for number in range(column * rows, min((column + 1) * rows, len(dots))):
            most = each - hang - (look.sizes.label_gap if columns > 1 else 0.0)
            words = block(texts[number], look.words, most, look.line_height)
            number_words = block(str(number + 1), look.words, hang, look.line_height)
            marks += number_words.labels(column * each, y, look.colours.muted, "start")
            marks += words.labels(column * each + hang, y, look.colours.ink, "start")
            y += look.line_height * max(1, len(words.lines))
        lowest = max(lowest, y)
    return marks, lowest - look.line_height + look.words.cap_height + look.words.depth
