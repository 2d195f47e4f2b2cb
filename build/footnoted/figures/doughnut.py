"""A doughnut: shares of one whole as parts of a ring, each named beside it."""

from collections.abc import Sequence
from math import cos, fsum, pi, sin

from msgspec import Struct

from footnoted.figures.bars import bar_drawing
from footnoted.figures.drawing import Anchor, Drawing, Line, Mark, Point, Polygon
from footnoted.figures.heads import head, leader
from footnoted.figures.look import Block, Look, block, value_text
from footnoted.figures.placing import apart
from footnoted.figures.stacks import can_stack
from footnoted.model.figures import Bound, Chart

_TURN = 2 * pi / 120
"""An arc is drawn as strokes of this turn."""
_TIE = 4
"""Length of a leader's lying end, in gaps."""


class _Slice(Struct, frozen=True):
    start: float
    """In turns, clockwise from above."""
    end: float
    fill: str
    bound: Bound
    words: tuple[Block, Block]

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def height(self) -> float:
        return fsum(words.height for words in self.words) + 2.0


def doughnut_drawing(chart: Chart, look: Look, width: float) -> Drawing:
    """Draw shares as a ring; what makes no whole, or has no room, lies as bars."""
    marks, top = head(chart, look, width, legend=False)
    slices = _slices(chart, look, width)
    if not slices:
        return bar_drawing(chart, look, width)
    sides = [[one for one in slices if (one.middle < 0.5) is right] for right in (True, False)]
    gap = look.sizes.label_gap
    stacked = [fsum(one.height + gap for one in side) for side in sides]
    height = max(look.sizes.plot_height * 1.1, *stacked)
    radius = min(look.sizes.plot_height, height) / 2 - 2 * gap
    widest = max(words.width for one in slices for words in one.words)
    if height > look.sizes.plot_height * 2 or 2 * (radius + widest + (_TIE + 3) * gap) > width:
        return bar_drawing(chart, look, width)
    centre = width / 2, top + height / 2
    for one in slices:
        marks += _ring(one, look, centre, radius)
    marks += _edges(slices, look, centre, radius)
    for right, side in zip((True, False), sides, strict=True):
        marks += _labels(side, look, centre, radius, (right, top, top + height))
    return Drawing(width, top + height, tuple(marks))


def _slices(chart: Chart, look: Look, width: float) -> list[_Slice]:
    """Return the parts; none where there is no whole or a part is not known."""
    if len(chart.series) != 1 or not can_stack(chart):
        return []
    marks = chart.series[0].marks
    if any(mark.value is None for mark in marks):
        return []
    whole = float(sum(mark.value or 0 for mark in marks))
    found, start = [], 0.0
    for index, (name, mark) in enumerate(zip(chart.categories, marks, strict=True)):
        end = start + float(mark.value or 0) / whole
        most = width * look.sizes.ring_share
        words = (
            block(name, look.strong, most, look.line_height),
            block(value_text(mark.label), look.words, most, look.line_height),
        )
        found.append(_Slice(start, end, _fill(chart, look, index), mark.bound, words))
        start = end
    return found


def _fill(chart: Chart, look: Look, index: int) -> str:
    """Return the colour of a part; the first and the last, which meet, never have the same."""
    if chart.emphasis:
        return look.series_colour(chart, 0, index)
    series, count = look.colours.series, len(chart.categories)
    if index == count - 1 and index and index % len(series) == 0:
        return series[len(series) // 2]
    return series[index % len(series)]


def _at(centre: Point, radius: float, turn: float) -> Point:
    angle = 2 * pi * turn
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def _ring(one: _Slice, look: Look, centre: Point, radius: float) -> list[Mark]:
    steps = max(2, int((one.end - one.start) * 2 * pi / _TURN))
    turns = [one.start + (one.end - one.start) * step / steps for step in range(steps + 1)]
    outer = [_at(centre, radius, turn) for turn in turns]
    inner = [_at(centre, radius * look.sizes.ring_hole, turn) for turn in reversed(turns)]
    marks: list[Mark] = [Polygon((*outer, *inner), one.fill)]
    if one.bound is not Bound.EXACT:
        # About: strokes of the ground across the part's end, as on bars.
        reach = min((one.end - one.start) / 2, look.sizes.open_end / (2 * pi * radius))
        for far, wide in ((0.3, 0.16), (0.62, 0.12), (0.9, 0.08)):
            turn = one.end - reach * far
            ends = (_at(centre, radius * look.sizes.ring_hole, turn), _at(centre, radius, turn))
            marks.append(Line(ends, look.sizes.open_end * wide, look.colours.background))
    return marks


def _edges(slices: Sequence[_Slice], look: Look, centre: Point, radius: float) -> list[Mark]:
    """Return the gaps between parts, so that neighbours differ whatever their colours."""
    if sum(one.end > one.start for one in slices) < 2:
        return []
    return [
        Line(
            (
                _at(centre, radius * look.sizes.ring_hole * 0.99, one.end),
                _at(centre, radius * 1.01, one.end),
            ),
            look.sizes.stroke,
            look.colours.background,
        )
        for one in slices
    ]


def _labels(
    side: Sequence[_Slice],
    look: Look,
    centre: Point,
    radius: float,
    where: tuple[bool, float, float],
) -> list[Mark]:
    """Name the parts of one half beside the ring, pushed apart, each tied to its part."""
    right, top, bottom = where
    ordered = sorted(side, key=lambda one: _at(centre, 1.0, one.middle)[1])
    gap, sign = look.sizes.label_gap, 1 if right else -1
    tops = apart(
        [
            (_at(centre, radius + 2 * gap, one.middle)[1] - one.height / 2, one.height + gap)
            for one in ordered
        ],
        top,
        bottom,
    )
    marks: list[Mark] = []
    x = centre[0] + sign * (radius + _TIE * gap)
    for one, at in zip(ordered, tops, strict=True):
        name, value = one.words
        level = at + name.lettering.cap_height / 2
        elbow = (x, level)
        rim = _at(centre, radius + gap / 2, one.middle)
        marks.append(leader(look, (rim, elbow)))
        marks.append(leader(look, (elbow, (x + sign * gap, level))))
        anchor: Anchor = "start" if right else "end"
        start = x + sign * 2 * gap
        marks += name.labels(start, at, look.colours.ink, anchor)
        marks += value.labels(start, at + name.height + 2.0, look.colours.ink, anchor)
    return marks
