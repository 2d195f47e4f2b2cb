"""In: a chart's bench, plot and columns. Out: a label at every mark that wants one, none colliding.

A label is the mark's number where that says it all, else its words.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from footnoted.figures.placing import Place, Spot, apart, place
from footnoted.model.figures import ChartForm, Mark
from footnoted.pptx.charting.bench import Bench, as_shown, ink_on, series_hex
from footnoted.pptx.charting.data import STACKED, Column, Role, Sheet, is_along, sheet_of
from footnoted.pptx.charting.plot import Plot, plot_of
from footnoted.pptx.charting.rooms import (
    INSET,
    fits_ring,
    line_ends,
    naming,
    point_lines,
    stands_within,
    tails,
)

_MARKER: Final = 6.0
"""From a marker's middle to where nothing else may stand."""
_LEADING: Final = 1.22
_BESIDE: Final = 4.0
"""Least room between a marker's box and its words."""


class Tag(Struct, frozen=True):
    """A label of our own words; without lines it is none."""

    lines: tuple[str, ...]
    position: str = ""
    """Where it stands by itself (ST_DLblPos, 21.2.3.10)."""
    colour: str = "ink"
    strong: int = 0
    """How many of its lines, from the last, are bold."""
    across: float = 0.0
    """Points by which it is moved from there."""
    down: float = 0.0
    tied: bool = False
    """It stands further off, tied to its mark by a stroke."""


class Tags(Struct, frozen=True):
    """The labels of one column."""

    own: dict[int, Tag] = field(default_factory=dict)
    position: str = ""
    """Of all other marks' numbers; empty where they have none."""
    colour: str = "ink"


def tags_of(bench: Bench, plot: Plot, sheet: Sheet) -> list[Tags]:
    """Return the labels of each column."""
    if bench.form is ChartForm.LINE:
        return _line_tags(bench, plot, sheet)
    if sheet.is_xy:
        return _point_tags(bench, plot, sheet)
    if bench.form in (ChartForm.SLOPE, ChartForm.POINTS):
        return _end_tags(bench, plot, sheet)
    return [_bar_tags(bench, column) for column in sheet.columns]


def words_fit(bench: Bench) -> bool:
    """Say whether the words of standing marks and of points find room at a size."""
    chart = bench.chart
    if is_along(chart) and bench.form is not ChartForm.LINE:
        plot, sheet = plot_of(bench), sheet_of(chart)
        return None not in _places(bench, plot, sheet)
    if bench.form not in (ChartForm.COLUMN, ChartForm.STACKED_COLUMN, ChartForm.POINTS):
        return True
    band = plot_of(bench).width / max(len(chart.categories), 1)
    names = [word for name in chart.categories for word in name.split(" ")]
    if max(map(bench.width, names), default=0.0) > band * 0.95:
        return False
    if bench.form is ChartForm.STACKED_COLUMN:
        return max(map(bench.width, tails(bench)), default=0.0) <= band
    each = band / len(chart.series) if bench.form is ChartForm.COLUMN else band / 2
    labels = [bench.words(mark) for one in chart.series for mark in one.marks]
    return max(map(bench.width, labels), default=0.0) <= each * 0.98


def unplaced(bench: Bench, plot: Plot, sheet: Sheet) -> str:
    """Return names and values of the points whose words have no room beside them."""
    if bench.form is ChartForm.LINE:
        return ""
    rows = [
        ", ".join(filter(None, (sheet.categories[row], bench.words(mark), mark.at_label)))
        for column in sheet.columns
        for row, mark in zip(column.rows, column.marks, strict=True)
    ]
    found = zip(rows, _places(bench, plot, sheet), strict=True)
    return "; ".join(row for row, chosen in found if chosen is None)


# Bars and rings


def _bar_tags(bench: Bench, column: Column) -> Tags:
    match column.role:
        case Role.WORDS:
            strong = bench.chart.emphasis if len(bench.chart.series) == 1 else frozenset[int]()
            words = {
                at: Tag(tuple(one.split("\n")), "inBase", strong=int(at in strong))
                for at, one in enumerate(column.words)
                if one
            }
            return Tags(words)
        case Role.VALUES if bench.form is ChartForm.DOUGHNUT:
            return _ring_tags(bench, column)
        case Role.VALUES if bench.form is not ChartForm.RANGE:
            return _value_tags(bench, column)
        case _:
            return Tags()


def _value_tags(bench: Bench, column: Column) -> Tags:
    inside = bench.form in STACKED
    position = "ctr" if inside else "outEnd"
    ink = ink_on(bench, series_hex(bench, column.series)) if inside else "ink"
    own, named = {}, naming(bench) if bench.form not in STACKED else None
    for at, mark in enumerate(column.marks):
        strong = len(bench.chart.series) == 1 and at in bench.chart.emphasis
        if inside and not stands_within(bench, mark):
            own[at] = Tag(())
        elif at == named:
            name, words = bench.chart.series[column.series].name, bench.words(mark)
            lying = bench.form is ChartForm.BAR
            own[at] = Tag((f"{name} {words}",) if lying else (name, words), position)
        elif mark.value is not None and (strong or _needs_words(bench, mark)):
            own[at] = Tag((bench.words(mark),), position, ink, int(strong))
    return Tags(own, position, ink)


def _needs_words(bench: Bench, mark: Mark) -> bool:
    """Say whether a label says more than its number."""
    if mark.value is None or not mark.label:
        return False
    return mark.label != as_shown(mark.value, bench.printed)


def _ring_tags(bench: Bench, column: Column) -> Tags:
    """Set values into the parts of a ring that have room; the key tells the others."""
    own, colours = {}, bench.paint.style.colours
    for at, mark in enumerate(column.marks):
        if not fits_ring(bench, mark):
            own[at] = Tag(())
            continue
        colour = series_hex(bench, at)
        if bench.chart.emphasis:
            colour = colours.accent if at in bench.chart.emphasis else colours.quiet
        own[at] = Tag((bench.words(mark),), "", ink_on(bench, colour))
    return Tags(own)


# Lines


def _line_tags(bench: Bench, plot: Plot, sheet: Sheet) -> list[Tags]:
    """Name lines at their ends; a single one has values at its points where they have room."""
    found = _end_tags(bench, plot, sheet)
    if len(sheet.columns) == 1:
        found[0].own.update(_value_spots(bench, plot, sheet.columns[0]))
    return found


def _x(plot: Plot, column: Column, at: int) -> float:
    """Return where a mark of a line stands."""
    return plot.x(float(column.along[at] or 0) if column.along else at, len(column.marks))


def _value_spots(bench: Bench, plot: Plot, column: Column) -> Iterator[tuple[int, Tag]]:
    """Yield the values beside points of a single line, off the line itself."""
    marks, tall = column.marks, bench.size * _LEADING
    points = [
        None if one.value is None else (_x(plot, column, at), plot.y(float(one.value)))
        for at, one in enumerate(marks)
    ]
    strokes = [(p, q) for p, q in pairwise(points) if p is not None and q is not None]
    told = [(at, point) for at in _told(bench, plot, marks) if (point := points[at]) is not None]
    spots = [
        Spot((x, y), (x - 4, y - 4, x + 4, y + 4), bench.width(bench.words(marks[at]), True), tall)
        for at, (x, y) in told
    ]
    area = plot.left, 0.0, bench.box.width, plot.top + plot.height
    found = place(spots, area, 3.0, strokes, above=True)
    for (at, (x, y)), chosen in zip(told, found, strict=True):
        strong = int(at in bench.chart.emphasis)
        if chosen is None:
            yield at, Tag((bench.words(marks[at]),), "t", strong=strong)
            continue
        box = chosen.box
        across, down = box[0] - (x + INSET), (box[1] + box[3]) / 2 - y
        yield at, Tag((bench.words(marks[at]),), "r", "ink", strong, across, down)


def _told(bench: Bench, plot: Plot, marks: Sequence[Mark]) -> list[int]:
    """Return the marks of a single line that bear their value: all where there is room."""
    known = [at for at, mark in enumerate(marks) if mark.value is not None]
    band = plot.width / max(len(marks), 1)
    inner = known[:-1]
    if max((bench.width(bench.words(marks[at])) for at in inner), default=0.0) <= band * 0.9:
        return inner
    return [at for at in inner if at == known[0] or at in bench.chart.emphasis]


def _end_tags(bench: Bench, plot: Plot, sheet: Sheet) -> list[Tags]:
    """Label the ends of lines, or points above a category, pushed apart where they lie close."""
    found = [Tags() for _ in sheet.columns]
    wanted: dict[tuple[int, int], list[tuple[float, int, str]]] = {}
    for number, column in enumerate(sheet.columns):
        ends = list(line_ends(bench, column.series))
        if bench.form is ChartForm.POINTS:
            marks = enumerate(column.marks)
            ends = [(at, bench.words(mark), 1) for at, mark in marks if mark.value is not None]
        for at, words, side in ends:
            if words:
                y = plot.y(float(column.marks[at].value or 0))
                wanted.setdefault((at, side), []).append((y, number, words))
    tall, bottom = bench.size * _LEADING, plot.top + plot.height
    for (at, side), these in wanted.items():
        these.sort(key=lambda one: one[:2])
        tops = apart([(y - tall / 2, tall) for y, _, _ in these], 0.0, bottom)
        for top, (y, number, words) in zip(tops, these, strict=True):
            strong = int(_is_strong(bench, sheet.columns[number].series, at))
            position = "r" if side > 0 else "l"
            tag = Tag((words,), position, "ink", strong, 0.0, top + tall / 2 - y)
            found[number].own[at] = tag
    return found


def _is_strong(bench: Bench, series: int, row: int) -> bool:
    """Say whether a mark's words are to be looked at."""
    chart = bench.chart
    if len(chart.series) > 1:
        return series in chart.strong
    return bench.form is not ChartForm.SLOPE and row in chart.emphasis


# Points along an axis


def _places(bench: Bench, plot: Plot, sheet: Sheet) -> list[Place | None]:
    """Return where the words of points along an axis find room; None for those that do not."""
    spots = []
    for column in sheet.columns:
        rows = zip(column.rows, column.marks, column.along, column.values, strict=True)
        for row, mark, x, y in rows:
            at = plot.x(float(x or 0), 0), plot.y(float(y or 0))
            lines = point_lines(bench, sheet.categories[row], mark)
            box = at[0] - _MARKER, at[1] - _MARKER, at[0] + _MARKER, at[1] + _MARKER
            wide = max(bench.width(line, True) for line in lines)
            spots.append(Spot(at, box, wide, len(lines) * bench.size * _LEADING))
    area = plot.left, 0.0, bench.box.width, plot.top + plot.height
    return place(spots, area, _BESIDE, avoid=_grid(plot))


def _grid(plot: Plot) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return the lines of the value axis."""
    if not plot.step:
        return []
    count = round((plot.high - plot.low) / plot.step)
    levels = [plot.y(plot.low + plot.step * at) for at in range(count + 1)]
    return [((plot.left, y), (plot.left + plot.width, y)) for y in levels]


def _point_tags(bench: Bench, plot: Plot, sheet: Sheet) -> list[Tags]:
    found = iter(_places(bench, plot, sheet))
    tags = []
    for column in sheet.columns:
        own: dict[int, Tag] = {}
        for at, (row, mark) in enumerate(zip(column.rows, column.marks, strict=True)):
            chosen = next(found)
            if chosen is None:
                continue
            lines = point_lines(bench, sheet.categories[row], mark)
            x, y = plot.x(float(column.along[at] or 0), 0), plot.y(float(column.values[at] or 0))
            box = chosen.box
            across, down = box[0] - (x + INSET), (box[1] + box[3]) / 2 - y
            strong = len(bench.chart.series) == 1 and row in bench.chart.emphasis
            bold = len(lines) if strong else len(lines) - 1
            tied = chosen.leader is not None
            own[at] = Tag(lines, "r", "accent" if strong else "ink", bold, across, down, tied)
        tags.append(Tags(own))
    return tags
