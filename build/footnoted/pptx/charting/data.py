"""In: a chart. Out: the columns of numbers that PowerPoint draws it from, in a form that it has.

A range is a stacked bar whose first series is not seen; parts within a whole are two bars one
over the other; a slope is a line of two categories; points, and lines of years that do not follow
each other evenly, stand along an axis of numbers.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.figures.scale import years_of
from footnoted.model.figures import Chart, ChartForm, Mark

STACKED: Final = frozenset((ChartForm.STACKED_BAR, ChartForm.STACKED_COLUMN))
LYING: Final = frozenset((ChartForm.BAR, ChartForm.STACKED_BAR, ChartForm.RANGE, ChartForm.NESTED))
LINES: Final = frozenset((ChartForm.LINE, ChartForm.SLOPE))
_HALF_YEAR: Final = Decimal("0.5")
"""A figure of a year stands for its middle."""

Number = float | int | None


class Role(Enum):
    """What a column is there for."""

    VALUES = "values"
    UNSEEN = "unseen"
    """Holds up what is stacked on it."""
    AMOUNTS = "amounts"
    """Single amounts among ranges: a point at the end of a bar that is not seen."""
    WHOLE = "whole"
    """Stands behind the parts that lie within it."""
    WORDS = "words"
    """Has no length: its labels stand at the ends of the bars."""


class Column(Struct, frozen=True):
    """One series as the chart's sheet holds it."""

    name: str
    values: tuple[Number, ...]
    role: Role = Role.VALUES
    marks: tuple[Mark, ...] = ()
    series: int = 0
    along: tuple[Number, ...] = ()
    rows: tuple[int, ...] = ()
    """Of points along an axis: the category of each."""
    words: tuple[str, ...] = ()


class Sheet(Struct, frozen=True):
    """All columns with the names of their rows; those of an `xy` chart have rows of their own."""

    categories: tuple[str, ...]
    columns: tuple[Column, ...]
    is_xy: bool = False


def number(value: Decimal | None) -> Number:
    """Return a value as numbers are stored in workbooks."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def is_along(chart: Chart) -> bool:
    """Say whether marks stand along an axis of numbers."""
    if chart.form is ChartForm.LINE:
        steps = [after - before for before, after in pairwise(years_of(chart.categories))]
        return len(set(steps)) > 1
    known = [mark for one in chart.series for mark in one.marks if mark.value is not None]
    placed = bool(known) and all(mark.at is not None for mark in known)
    return placed and chart.form in (ChartForm.POINTS, ChartForm.SCATTER)


def places_along(chart: Chart) -> list[Decimal]:
    """Return the places of marks along their axis."""
    if chart.form is ChartForm.LINE:
        return [Decimal(year) for year in years_of(chart.categories)]
    marks = [mark for one in chart.series for mark in one.marks if mark.value is not None]
    return [mark.at for mark in marks if mark.at is not None]


def makes_whole(chart: Chart) -> bool:
    """Say whether values can be stacked: none is negative and there is something."""
    values = [m.value for one in chart.series for m in one.marks if m.value is not None]
    return bool(values) and min(values) >= 0 and max(values) > 0


def as_drawn(chart: Chart) -> Chart:
    """Return a chart in the form that its values allow, and a range with one row for each bar."""
    form = chart.form
    if form in STACKED and not makes_whole(chart):
        form = ChartForm.BAR if form is ChartForm.STACKED_BAR else ChartForm.COLUMN
    if form is ChartForm.DOUGHNUT and (len(chart.series) != 1 or not makes_whole(chart)):
        form = ChartForm.BAR
    if form is ChartForm.SCATTER and not is_along(chart):
        form = ChartForm.POINTS
    if form is ChartForm.SLOPE and len(chart.categories) != 2:
        form = ChartForm.LINE
    if form is ChartForm.NESTED and len(chart.series) != 1:
        form = ChartForm.BAR
    return replace(chart, form=form)


def lying(chart: Chart) -> Chart:
    """Return a chart whose words have no room under its marks, or beside them, lying down.

    Points stay points: a range's single amounts are such, and need no zero to stand on.
    """
    if chart.form is ChartForm.STACKED_COLUMN:
        return replace(chart, form=ChartForm.STACKED_BAR)
    if chart.form is ChartForm.COLUMN:
        return replace(chart, form=ChartForm.BAR)
    if chart.form is ChartForm.POINTS:
        return replace(chart, form=ChartForm.RANGE)
    return chart


def sheet_of(chart: Chart, tails: Sequence[str] = (), rows: Sequence[str] = ()) -> Sheet:
    """Return the columns of a chart as drawn.

    `tails` are words beyond the ends of its bars, `rows` names of the rows other than its own.
    """
    if is_along(chart):
        return _along(chart)
    match chart.form:
        case ChartForm.RANGE:
            columns = _ranges(chart)
        case ChartForm.NESTED:
            columns = _nested(chart)
        case _:
            columns = [_plain(chart, index) for index in range(len(chart.series))]
    names = tuple(rows) or chart.categories
    if chart.form is ChartForm.RANGE:
        names = range_names(chart)
    if any(tails):
        columns.append(Column(" ", (0,) * len(names), Role.WORDS, words=tuple(tails)))
    return Sheet(names, tuple(columns))


def range_names(chart: Chart) -> tuple[str, ...]:
    """Return the names of the rows of a range."""
    if len(chart.series) == 1:
        return chart.categories
    return tuple(f"{name}, {one.name}" for name in chart.categories for one in chart.series)


def range_marks(chart: Chart) -> list[Mark]:
    """Return the marks of a range, one for each row."""
    rows = range(len(chart.categories))
    return [one.marks[row] for row in rows for one in chart.series]


def range_row(chart: Chart, at: int) -> tuple[int, int]:
    """Return series and category of a row of a range."""
    return at % len(chart.series), at // len(chart.series)


def ends_of(mark: Mark) -> tuple[Decimal, Decimal] | None:
    """Return the ends of a range, equal for a single amount."""
    ends = [end for end in (mark.low, mark.high) if end is not None]
    ends = ends or [end for end in (mark.value,) if end is not None]
    return (min(ends), max(ends)) if ends else None


def _plain(chart: Chart, index: int) -> Column:
    one = chart.series[index]
    values = tuple(number(mark.value) for mark in one.marks)
    return Column(one.name or chart.unit or " ", values, Role.VALUES, one.marks, index)


def _ranges(chart: Chart) -> list[Column]:
    """Return what is not seen, what spans the range, what of it lies on zero's other side.

    Single amounts have a column for each colour: a series' points are all of one.
    """
    marks = tuple(range_marks(chart))
    rows: list[tuple[Number, Number, Number]] = []
    for mark in marks:
        ends = ends_of(mark)
        if ends is None or ends[0] == ends[1]:
            rows.append((None, None, None))
        elif ends[0] >= 0:
            rows.append((number(ends[0]), number(ends[1] - ends[0]), 0))
        elif ends[1] <= 0:
            rows.append((number(ends[1]), number(ends[0] - ends[1]), 0))
        else:
            rows.append((0, number(ends[1]), number(ends[0])))
    base, span, below = (tuple(row[at] for row in rows) for at in range(3))
    columns = []
    if any(value is not None for value in span):
        columns.append(Column("Low", base, Role.UNSEEN))
        columns.append(Column("Low to high", span, Role.VALUES, marks))
    if any(below):
        columns.append(Column("Below zero", below, Role.VALUES, marks))
    return [*columns, *_amounts(chart, marks)]


def _amounts(chart: Chart, marks: Sequence[Mark]) -> list[Column]:
    single = [
        ends and ends[0] if ends and ends[0] == ends[1] else None for ends in map(ends_of, marks)
    ]
    groups: dict[tuple[int, bool], list[Number]] = {}
    for at, value in enumerate(single):
        series, row = range_row(chart, at)
        if value is not None:
            key = series, row in chart.emphasis and len(chart.series) == 1
            groups.setdefault(key, [None] * len(marks))[at] = number(value)
    several = len(chart.series) > 1
    return [
        Column(
            chart.series[series].name if several else chart.unit or "Amount",
            tuple(values),
            Role.AMOUNTS,
            tuple(marks),
            series,
            rows=tuple(range_row(chart, at)[1] for at, one in enumerate(values) if one is not None),
        )
        for (series, _), values in groups.items()
    ]


def _nested(chart: Chart) -> list[Column]:
    values = _plain(chart, 0)
    whole = (None, *values.values[:-1]) if values.values else ()
    return [Column("Within", whole, Role.WHOLE), values]


def _along(chart: Chart) -> Sheet:
    shift = _HALF_YEAR if chart.form is ChartForm.POINTS else Decimal(0)
    line = chart.form is ChartForm.LINE
    years = places_along(chart) if line else []
    columns = []
    for index, one in enumerate(chart.series):
        found = [
            (row, mark, years[row] if line else mark.at - shift if mark.at is not None else None)
            for row, mark in enumerate(one.marks)
            if line or (mark.value is not None and mark.at is not None)
        ]
        columns.append(
            Column(
                one.name or chart.unit or " ",
                tuple(number(mark.value) for _, mark, _ in found),
                Role.VALUES,
                tuple(mark for _, mark, _ in found),
                index,
                tuple(number(at) for _, _, at in found),
                tuple(row for row, _, _ in found),
            )
        )
    return Sheet(chart.categories, tuple(one for one in columns if one.values), is_xy=True)
