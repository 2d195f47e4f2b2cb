"""In: a chart's bench. Out: the room that its words take, in points, and words without a place."""

from collections.abc import Iterator
from decimal import Decimal
from math import fsum, pi
from typing import Final

from footnoted.figures.heads import naming_row
from footnoted.model.figures import Bound, ChartForm, Mark
from footnoted.pptx.charting.bench import Bench
from footnoted.pptx.charting.data import LINES, STACKED, is_along, range_marks, range_names
from footnoted.pptx.fit import text_height
from footnoted.pptx.slides import Para, Run

INSET: Final = 7.0
"""From a marker's middle to the words that PowerPoint sets beside it."""
_PAD: Final = 12.0
"""Between a bar's end and its label, and from there to the edge."""
_WITHIN: Final = 6.0
"""What a value within its part needs beside its own width."""
_MOST_UNNAMED: Final = 4
"""With more slopes than this the right ends bear names too."""
_MOST_TAIL: Final = 0.65
"""Of the plot's width, at most for words beyond the ends of bars."""
_LINE: Final = 1.25
"""Height of a line of words over a column, in sizes."""
_LEAST_COLUMN: Final = 0.4
"""Of the plot's height, what the highest column takes whatever stands over it."""
_KEY: Final = 2.2
"""Height of a legend, in sizes of its words."""
_TALLEST_FOOT: Final = 0.4
"""Of the height, at most for the names under marks."""
HEAD: Final = 1.6
"""Over the highest column, in sizes of its words."""
_WIDEST_GAP: Final = 500
"""ST_GapAmount (ECMA-376 part 1, 21.2.3.17)."""
_DOT: Final = "\u2002"
"""Keeps words off the point before them: its radius is less than half an em."""


def has_key(bench: Bench) -> bool:
    """Say whether a legend must name the series: words at lines and slices do it better."""
    if bench.form is ChartForm.DOUGHNUT:
        return True
    several = len(bench.chart.series) > 1 and bench.form not in (*LINES, ChartForm.RANGE)
    return several and naming(bench) is None


def naming(bench: Bench) -> int | None:
    """Return the category whose labels name the series of grouped bars too, if they have room."""
    row = naming_row(bench.chart)
    if row is None or bench.form not in (ChartForm.BAR, ChartForm.COLUMN):
        return None
    share = bench.paint.style.figures.value_share
    if bench.form is ChartForm.BAR:
        return row if _named_width(bench) <= share * lying_width(bench) else None
    band = bench.box.width / max(len(bench.chart.categories), 1)
    thick = band / (len(bench.chart.series) + gap_width(bench) / 100)
    return row if all(bench.width(one.name, True) <= thick for one in bench.chart.series) else None


def _named_width(bench: Bench) -> float:
    """Return the room that the longest label takes with the name of its series before it."""
    return max(
        bench.width(f"{one.name} {bench.words(mark)}")
        for one in bench.whole.series
        for mark in one.marks
    )


def has_figures(bench: Bench) -> bool:
    """Say whether the value axis prints its figures: where values stand off their base."""
    return bench.form in (ChartForm.LINE, ChartForm.POINTS, ChartForm.SCATTER)


def name_width(bench: Bench) -> float:
    """Return the room for the names of lying bars."""
    whole, share = bench.whole, bench.paint.style.figures.category_share
    names = range_names(whole) if bench.form is ChartForm.RANGE else whole.categories
    widest = max(map(bench.width, names), default=0.0)
    return min(widest + _PAD, bench.box.width * share)


def figure_width(bench: Bench, figures: Iterator[str]) -> float:
    """Return the room for the figures of a value axis."""
    return max(map(bench.width, figures)) + _PAD


def lying_width(bench: Bench) -> float:
    """Return the width of the inner plot of lying bars."""
    return bench.box.width - name_width(bench)


def tail_width(bench: Bench) -> float:
    """Return the room that words take beyond the ends of lying bars."""
    if bench.form is ChartForm.STACKED_BAR:
        return parts_tail(bench)
    if bench.form is ChartForm.BAR and naming(bench) is not None:
        return _named_width(bench) + _PAD
    strong = bool(bench.whole.emphasis)
    marks = [mark for series in bench.whole.series for mark in series.marks]
    widest = max((bench.width(bench.words(mark), strong) for mark in marks), default=0.0)
    return widest + _PAD + (bench.size / 2 if bench.form is ChartForm.RANGE else 0.0)


def sums(bench: Bench) -> list[float]:
    """Return the amounts of stacked bars."""
    rows = range(len(bench.whole.categories))
    return [fsum(float(one.marks[at].value or 0) for one in bench.whole.series) for at in rows]


def gap_width(bench: Bench) -> int:
    """Return the gap between bars in hundredths of one: few columns stay slender."""
    stacked = bench.form in (*STACKED, ChartForm.RANGE, ChartForm.NESTED)
    series = 1 if stacked else len(bench.chart.series)
    gap = 45 if series == 1 else 70
    if bench.form in (ChartForm.COLUMN, ChartForm.STACKED_COLUMN):
        band = bench.box.width / max(len(bench.chart.categories), 1)
        gap = max(gap, round((band / bench.deck.column_thickness - series) * 100))
    return min(gap, _WIDEST_GAP)


def stands_within(bench: Bench, mark: Mark) -> bool:
    """Say whether a value stands within its part of a stacked bar."""
    return _stands_within(bench, mark, parts_tail(bench))


def _stands_within(bench: Bench, mark: Mark, tail: float) -> bool:
    if mark.value is None:
        return False
    most = max(sums(bench), default=0.0)
    wide = bench.width(bench.words(mark))
    if bench.form is ChartForm.STACKED_BAR:
        return wide + _WITHIN <= (lying_width(bench) - tail) * float(mark.value) / most
    thick = bench.box.width / max(len(bench.chart.categories), 1) / (1 + gap_width(bench) / 100)
    tall = _bars_height(bench, tail) * float(mark.value) / most
    return wide + 4 <= thick and tall >= bench.size * 1.4


def parts_tail(bench: Bench) -> float:
    """Return the room beyond the longest bar for values that have none in their parts.

    The more room they take, the shorter the bars, so that it is sought until it suffices.
    """
    tail = 0.0
    while bench.form in STACKED:
        words = [one for one in _tails(bench, tail) if one]
        if bench.form is ChartForm.STACKED_BAR:
            widest = max(map(bench.width, words), default=0.0)
            wanted = min(widest + _PAD if widest else 0.0, lying_width(bench) * _MOST_TAIL)
        else:
            lines = max((one.count("\n") + 1 for one in words), default=0)
            wanted = lines * bench.size * _LINE
        if wanted <= tail:
            break
        tail = wanted
    return tail


def key_height(bench: Bench) -> float:
    """Return the height of a legend, if there is one."""
    return bench.size * _KEY if has_key(bench) else 0.0


def foot_height(bench: Bench, band: float) -> float:
    """Return the height of the names under marks that stand in bands of a width."""
    talls = (
        text_height([Para((Run(name),))], band * 0.92, bench.size, bench.text)
        for name in bench.chart.categories
    )
    return min(max(talls, default=0.0) + bench.size * 0.8, bench.box.height * _TALLEST_FOOT)


def columns_share(height: float, tail: float) -> float:
    """Return how much of its plot's height the highest stacked column takes under its words."""
    return max(1 - tail / height, _LEAST_COLUMN)


def _bars_height(bench: Bench, tail: float) -> float:
    """Return the height in points of the highest stacked column."""
    band = bench.box.width / max(len(bench.chart.categories), 1)
    height = bench.box.height - key_height(bench) - bench.size * HEAD - foot_height(bench, band)
    return height * columns_share(height, tail)


def tails(bench: Bench) -> tuple[str, ...]:
    """Return words beyond the end of each bar: a range, or parts without room for a value."""
    if bench.form is ChartForm.RANGE:
        return tuple(
            bench.words(mark) if mark.low != mark.high else _DOT + bench.words(mark)
            for mark in range_marks(bench.chart)
        )
    return _tails(bench, parts_tail(bench)) if bench.form in STACKED else ()


def _tails(bench: Bench, tail: float) -> tuple[str, ...]:
    lying = bench.form is ChartForm.STACKED_BAR
    between, series = ", " if lying else "\n", bench.chart.series[:: 1 if lying else -1]
    return tuple(
        between.join(
            f"{one.name} {bench.words(one.marks[row]) or '–'}"
            for one in series
            if not _stands_within(bench, one.marks[row], tail)
        )
        for row in range(len(bench.chart.categories))
    )


def slices(bench: Bench) -> list[tuple[str, Mark]]:
    """Return the parts of a ring with their names."""
    return list(zip(bench.chart.categories, bench.chart.series[0].marks, strict=True))


def ring(bench: Bench) -> float:
    """Return the side of a doughnut, which leaves room for its key."""
    told = (f"{one}: {bench.words(mark)}" for one, mark in slices(bench))
    key = max(map(bench.width, told), default=0.0)
    wide = max(bench.box.width - key - 4 * bench.size, bench.box.width * 0.35)
    return min(bench.box.height * 0.96, wide)


def fits_ring(bench: Bench, mark: Mark) -> bool:
    """Say whether a value stands within its part of a ring."""
    if mark.value is None:
        return False
    hole, side = bench.paint.style.figures.ring_hole, ring(bench)
    whole = fsum(float(one.value or 0) for _, one in slices(bench))
    arc = float(mark.value) / whole * pi * side * (1 + hole) / 2
    thick = side / 2 * (1 - hole)
    return bench.width(bench.words(mark)) + _WITHIN <= thick and arc >= bench.size * 1.6


def ring_names(bench: Bench) -> tuple[str, ...]:
    """Return the key of a ring, which tells what has no room in it."""
    if bench.form is not ChartForm.DOUGHNUT:
        return ()
    return tuple(
        name if fits_ring(bench, mark) else f"{name}: {bench.words(mark) or '–'}"
        for name, mark in slices(bench)
    )


def line_ends(bench: Bench, index: int) -> Iterator[tuple[int, str, int]]:
    """Yield the marks at the ends of a line, their words, and the side: -1 left, 1 right."""
    chart, series = bench.chart, bench.chart.series[index]
    known = [at for at, mark in enumerate(series.marks) if mark.value is not None]
    if not known:
        return
    several = len(chart.series) > 1
    if chart.form is ChartForm.SLOPE:
        for at in known:
            named = several and (at == known[0] or len(chart.series) > _MOST_UNNAMED)
            parts = [series.name if named else "", bench.words(series.marks[at])]
            yield at, " ".join(filter(None, parts if at == 0 else parts[::-1])), 1 if at else -1
    else:
        words = [series.name if several else "", bench.words(series.marks[known[-1]])]
        yield known[-1], " ".join(filter(None, words)), 1


def end_rooms(bench: Bench) -> tuple[float, float]:
    """Return the room that words at the ends of lines take at the left and the right."""
    sides = [0.0, 0.0]
    if bench.form not in LINES:
        return 0.0, _last_words(bench) if is_along(bench.chart) else 0.0
    for index in range(len(bench.chart.series)):
        for _, words, side in line_ends(bench, index):
            wide = bench.width(words, True) + 2 * INSET
            sides[side > 0] = max(sides[side > 0], wide)
    most = bench.box.width * bench.paint.style.figures.value_share
    return min(sides[0], most), min(sides[1], most)


def point_lines(bench: Bench, name: str, mark: Mark) -> tuple[str, ...]:
    """Return the lines of words beside a point."""
    if bench.form is not ChartForm.SCATTER:
        return name, bench.words(mark)
    if mark.bound is Bound.EXACT is mark.at_bound:
        return (name,)
    return name, f"{bench.words(mark)}; {mark.at_label}"  # no arrow shows bounds here; words do


def _last_words(bench: Bench) -> float:
    """Return the room that the words of the last point take beside it."""
    last: tuple[Decimal, float] = Decimal("-Infinity"), 0.0
    for series in bench.chart.series:
        for name, mark in zip(bench.chart.categories, series.marks, strict=True):
            if mark.value is not None and mark.at is not None and mark.at > last[0]:
                lines = point_lines(bench, name, mark)
                last = mark.at, max(bench.width(line, True) for line in lines)
    most = bench.box.width * bench.paint.style.figures.point_share
    return min(last[1] + 2 * INSET, most)
