"""Stacked bars: parts of one amount in a row, lying or standing, each with its value.

A value stands in its part where it fits; in a lying bar the others follow its end, each with the
colour of its part; in a standing one they stand beside it. So no value is lost.
"""

from collections.abc import Sequence

from msgspec import Struct

from footnoted.figures.bars import bar_drawing
from footnoted.figures.drawing import Drawing, Line, Mark, Rect
from footnoted.figures.heads import head, key_marks
from footnoted.figures.look import Block, Look, block, soft_end, value_text
from footnoted.figures.placing import apart
from footnoted.figures.rows import lay_rows, names_width, row_names
from footnoted.model.figures import Bound, Chart
from footnoted.model.figures import Mark as Value

_PAD = 2.5
"""Least room between a value and the edges of its part."""


class _Part(Struct, frozen=True):
    """One part: where it lies along its bar, in values."""

    start: float
    end: float
    mark: Value
    fill: str
    words: str

    @property
    def size(self) -> float:
        return self.end - self.start


def can_stack(chart: Chart) -> bool:
    """Say whether the values are parts of an amount: none is negative, and there is one."""
    values = [mark.value for series in chart.series for mark in series.marks]
    known = [value for value in values if value is not None]
    return bool(known) and min(known) >= 0 and max(known) > 0


def stacked_bars(chart: Chart, look: Look, width: float) -> Drawing:
    """Draw a chart as lying stacked bars; what makes no whole stands side by side."""
    if not can_stack(chart):
        return bar_drawing(chart, look, width)
    marks, top = head(chart, look, width, legend=len(chart.series) > 1)
    names = row_names(chart, look, width)
    left = names_width(names, look)
    bars = [_parts(chart, look, index) for index in range(len(chart.categories))]
    scale = _lying_scale(bars, look, width - left)
    tails = [_tail(parts, look, scale, width, left) for parts in bars]
    slots = [[max(look.sizes.stack, height)] for _, height, _, _ in tails]
    rows = lay_rows(names, slots, look, top)
    marks += rows.names
    for parts, (entries, height, x, room), (middle,) in zip(bars, tails, rows.middles, strict=True):
        marks += _lying(parts, look, left, scale, middle)
        key, _, _ = key_marks(entries, look, room, (x, middle - height / 2))
        marks += key
    axis = ((left, rows.top), (left, rows.bottom))
    marks.append(Line(axis, look.sizes.axis, look.colours.ink))
    return Drawing(width, rows.bottom, tuple(marks))


def _parts(chart: Chart, look: Look, index: int) -> list[_Part]:
    parts, start = [], 0.0
    for number, series in enumerate(chart.series):
        for mark in series.marks[index : index + 1]:
            end = start + float(mark.value or 0)
            fill = look.series_colour(chart, number, index)
            parts.append(_Part(start, end, mark, fill, value_text(mark.label)))
            start = end
    return parts


def _fits(part: _Part, look: Look, scale: float) -> bool:
    """Say whether a value stands within its lying part."""
    return (
        part.mark.value is not None and look.words.width(part.words) + 2 * _PAD <= part.size * scale
    )


def _lying_scale(bars: Sequence[Sequence[_Part]], look: Look, room: float) -> float:
    """Return points per unit that leave room for the values which have none in their parts.

    A smaller scale may push further values out, so it is sought until none follows.
    """
    longest = max(parts[-1].end for parts in bars if parts)
    scale = room / longest
    while True:
        needed = min(
            (room - _tail_width(parts, look, scale, room)) / parts[-1].end
            for parts in bars
            if parts and parts[-1].end
        )
        if needed >= scale * 0.999:
            return scale
        scale = needed


def _tail_width(parts: Sequence[_Part], look: Look, scale: float, room: float) -> float:
    entries = [(part.fill, None, part.words) for part in parts if not _fits(part, look, scale)]
    if not entries:
        return 0.0
    most = look.sizes.value_share * room
    return key_marks(entries, look, most, (0.0, 0.0))[1] + 2 * look.sizes.label_gap


def _tail(
    parts: Sequence[_Part], look: Look, scale: float, width: float, left: float
) -> tuple[list[tuple[str, None, str]], float, float, float]:
    """Return what follows the end of a bar: its entries, their height, place and room."""
    entries = [(part.fill, None, part.words) for part in parts if not _fits(part, look, scale)]
    x = left + parts[-1].end * scale + 2 * look.sizes.label_gap
    room = min(width - x, look.sizes.value_share * (width - left)) + 0.01
    height = key_marks(entries, look, room, (0.0, 0.0))[2] if entries else 0.0
    return entries, height, x, room


def _lying(
    parts: Sequence[_Part], look: Look, left: float, scale: float, middle: float
) -> list[Mark]:
    tall, marks = look.sizes.stack, list[Mark]()
    top = middle - tall / 2
    for part in parts:
        x, wide = left + part.start * scale, part.size * scale
        if not wide:
            continue
        marks.append(Rect(x, top, wide, tall, part.fill))
        if part.mark.bound is not Bound.EXACT:
            marks += [
                Line(
                    tuple((x + along, across) for along, across in ends),
                    thick,
                    look.colours.background,
                )
                for ends, thick in soft_end(wide, top, tall, look.sizes.open_end)
            ]
        edge = ((x + wide, top), (x + wide, top + tall))
        marks.append(Line(edge, look.sizes.axis, look.colours.background))
        if _fits(part, look, scale):
            words = block(part.words, look.words, wide, look.line_height)
            marks += words.centred(x + wide / 2, middle, look.ink_on(part.fill), "middle")
    return marks


class _Stand(Struct, frozen=True):
    """The measures of standing bars."""

    step: float
    thick: float
    beside: float
    """Room for values beside a column; 0 where all stand in their parts."""
    scale: float

    def left(self, index: int) -> float:
        return index * self.step + (self.step - self.thick - self.beside) / 2


def stacked_columns(chart: Chart, look: Look, width: float) -> Drawing:
    """Draw a chart as standing stacked bars, or lying where their words have no room so."""
    marks, top = head(chart, look, width, legend=len(chart.series) > 1)
    bars = [_parts(chart, look, index) for index in range(len(chart.categories))]
    stand = _stand(chart, bars, look, width) if can_stack(chart) else None
    if stand is None:
        return stacked_bars(chart, look, width)
    zero = top + look.sizes.plot_height
    for index, parts in enumerate(bars):
        marks += _column(parts, look, stand, stand.left(index), zero)
    marks.append(Line(((0, zero), (width, zero)), look.sizes.axis, look.colours.ink))
    foot = zero + look.sizes.label_gap
    names = _column_names(chart, look, stand.step)
    for index, words in enumerate(names):
        middle = stand.left(index) + stand.thick / 2
        if words.width / 2 > middle - index * stand.step - look.sizes.label_gap / 2:
            middle = (index + 0.5) * stand.step
        marks += words.labels(middle, foot, look.colours.ink, "middle")
    return Drawing(width, foot + max(one.height for one in names), tuple(marks))


def _column_names(chart: Chart, look: Look, step: float) -> list[Block]:
    return [
        block(name, look.lettering(chart, index), step - look.sizes.label_gap, look.line_height)
        for index, name in enumerate(chart.categories)
    ]


def _stand(
    chart: Chart, bars: Sequence[Sequence[_Part]], look: Look, width: float
) -> _Stand | None:
    """Measure standing bars; None where a word or a value has no room."""
    step = width / len(chart.categories)
    room = step - look.sizes.label_gap
    if any(look.strong.widest_word(name) > room for name in chart.categories):
        return None
    if any(part.mark.value is None for parts in bars for part in parts):
        return None
    scale = look.sizes.plot_height / max(parts[-1].end for parts in bars)
    widest = max(look.words.width(part.words) for parts in bars for part in parts)
    thick = min(max(step * look.sizes.column_share, widest + 2 * _PAD), step * 0.9)
    thick = min(thick, max(look.sizes.column_most * 1.5, widest + 2 * _PAD))
    stand = _Stand(step, thick, 0.0, scale)
    out = [part for parts in bars for part in parts if not _stands(part, look, stand)]
    if not out:
        return stand
    thick = min(thick, step * 0.4)
    stand = _Stand(step, thick, step - thick - look.sizes.label_gap, scale)
    most = stand.beside - 3 * look.sizes.label_gap
    for parts in bars:
        beside = [part for part in parts if not _stands(part, look, stand)]
        tall = len(beside) * look.line_height
        if any(look.words.width(part.words) > most for part in beside) or (
            tall > look.sizes.plot_height
        ):
            return None
    return stand


def _stands(part: _Part, look: Look, stand: _Stand) -> bool:
    """Say whether a value stands within its standing part."""
    tall = look.words.cap_height + 2 * _PAD
    return (
        part.size * stand.scale >= tall and look.words.width(part.words) + 2 * _PAD <= stand.thick
    )


def _column(
    parts: Sequence[_Part], look: Look, stand: _Stand, left: float, zero: float
) -> list[Mark]:
    marks: list[Mark] = []
    right = left + stand.thick
    for part in parts:
        bottom, top = zero - part.start * stand.scale, zero - part.end * stand.scale
        if bottom > top:
            marks.append(Rect(left, top, stand.thick, bottom - top, part.fill))
            if part.mark.bound is not Bound.EXACT:
                marks += [
                    Line(
                        tuple((across, bottom - along) for along, across in ends),
                        thick,
                        look.colours.background,
                    )
                    for ends, thick in soft_end(
                        bottom - top, left, stand.thick, look.sizes.open_end
                    )
                ]
            marks.append(
                Line(((left, top), (right, top)), look.sizes.axis, look.colours.background)
            )
        if _stands(part, look, stand):
            words = block(part.words, look.words, stand.thick, look.line_height)
            middle = (top + bottom) / 2
            marks += words.centred((left + right) / 2, middle, look.ink_on(part.fill), "middle")
    return marks + _beside(parts, look, stand, right, zero)


def _beside(
    parts: Sequence[_Part], look: Look, stand: _Stand, right: float, zero: float
) -> list[Mark]:
    """Set the values that have no room in their parts beside them, pushed apart."""
    out = [part for part in reversed(parts) if not _stands(part, look, stand)]
    middles = [zero - (part.start + part.end) / 2 * stand.scale for part in out]
    tall = look.line_height
    tops = apart(
        [(middle - tall / 2, tall) for middle in middles], zero - look.sizes.plot_height, zero
    )
    marks: list[Mark] = []
    gap = look.sizes.label_gap
    for part, middle, top in zip(out, middles, tops, strict=True):
        at = top + tall / 2
        stroke = ((right, middle), (right + 2 * gap, at))
        marks.append(Line(stroke, look.sizes.grid * 1.5, look.colours.muted))
        words = block(part.words, look.words, stand.beside, look.line_height)
        marks += words.centred(right + 2.5 * gap, at, look.colours.ink, "start")
    return marks
