"""In: a chart's bench. Out: where its inner plot stands and which amounts its axes run over."""

from decimal import Decimal
from typing import Final

from msgspec import Struct

from footnoted.figures.scale import nice_ticks, nice_years
from footnoted.model.figures import ChartForm
from footnoted.pptx.charting.bench import Bench, as_shown
from footnoted.pptx.charting.data import (
    LYING,
    STACKED,
    ends_of,
    is_along,
    places_along,
    range_marks,
)
from footnoted.pptx.charting.rooms import (
    HEAD,
    columns_share,
    end_rooms,
    figure_width,
    foot_height,
    has_figures,
    key_height,
    lying_width,
    name_width,
    naming,
    parts_tail,
    ring,
    sums,
    tail_width,
)

_YEARS: Final = 8
"""About how many figures an axis of years has at most."""
_RANGE_TICKS: Final = 4
_ALONG_TICKS: Final = 5


class Along(Struct, frozen=True):
    """The axis that points stand along."""

    low: float
    high: float
    step: float
    printed: str


class Plot(Struct, frozen=True):
    """The inner plot in points from the chart's top left corner, and its axes."""

    left: float
    top: float
    width: float
    height: float
    low: float
    high: float
    step: float | None
    """Between the figures of the value axis, where it prints them."""
    along: Along | None

    def y(self, value: float) -> float:
        """Return how far below the top of the chart a value stands."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.top + self.height * (1 - share)

    def x(self, at: float, count: int) -> float:
        """Return where a place along the axis stands, or the middle of one of so many bands."""
        if self.along is None:
            return self.left + (at + 0.5) * self.width / max(count, 1)
        share = (at - self.along.low) / ((self.along.high - self.along.low) or 1.0)
        return self.left + self.width * share


def plot_of(bench: Bench) -> Plot:
    """Lay a chart out by what its labels need."""
    box, key = bench.box, key_height(bench)
    along = _along(bench) if is_along(bench.chart) else None
    if bench.form is ChartForm.DOUGHNUT:
        side = ring(bench)
        return Plot(0.0, (box.height - side) / 2, side, side, 0.0, 1.0, None, None)
    if bench.form in LYING:
        left = name_width(bench)
        low, high = _lying_scale(bench)
        return Plot(left, key, box.width - left, box.height - key, low, high, None, None)
    low, high, step = _standing_scale(bench)
    left, top, width, height = _standing(bench, key, (low, high))
    if bench.form is ChartForm.STACKED_COLUMN:
        high /= columns_share(height, parts_tail(bench))
    return Plot(left, top, width, height, low, high, step, along)


def _ends(bench: Bench) -> tuple[float, float]:
    """Return the least and the largest amount on the value axis, all slides together."""
    chart = bench.whole
    if chart.form in STACKED:
        return 0.0, max(sums(bench), default=0.0)
    if bench.form is ChartForm.RANGE:
        found = [ends for mark in range_marks(chart) if (ends := ends_of(mark))]
        low = min((float(ends[0]) for ends in found), default=0.0)
        return low, max((float(ends[1]) for ends in found), default=0.0)
    values = [float(m.value) for one in chart.series for m in one.marks if m.value is not None]
    return min(values, default=0.0), max(values, default=0.0)


def _from_zero(bench: Bench, low: float, high: float) -> tuple[float, float]:
    """Return the ends of an axis with zero where values do not all lie far from it."""
    share = bench.paint.style.figures.from_zero
    if 0 < low <= high * share:
        low = 0.0
    if high < 0 and high >= low * share:
        high = 0.0
    return low, high


def _standing_scale(bench: Bench) -> tuple[float, float, float | None]:
    """Return the ends of an upright value axis and the step of its figures."""
    least, most = _ends(bench)
    if has_figures(bench):
        ends = [Decimal(str(end)) for end in _from_zero(bench, least, most)]
        ticks = nice_ticks(ends[0], ends[1], bench.paint.style.figures.ticks)
        return float(ticks[0]), float(ticks[-1]), float(ticks[1] - ticks[0])
    if bench.form is ChartForm.SLOPE:
        low, high = _from_zero(bench, least, most)
        pad = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
        return low - pad if low else 0.0, high + pad if high else 0.0, None
    most = max(most, 0.0)
    return min(least, 0.0), most or 1.0, None


def _lying_scale(bench: Bench) -> tuple[float, float]:
    """Return the ends of an axis that leave room for words on the sides that have bars."""
    least, most = _ends(bench)
    base = min(least, 0.0)
    if bench.form is ChartForm.RANGE:
        base = min(_from_zero(bench, least, most)[0], most)
        if base > 0:
            base = float(nice_ticks(Decimal(str(least)), Decimal(str(most)), _RANGE_TICKS)[0])
    wide, words = lying_width(bench), tail_width(bench)
    span = (max(most, 0.0) - base) or 1.0
    sides = [base < 0, most > 0 or base == 0]
    each = span / max(wide - words * sum(sides), wide * 0.3)
    tail = min(words, wide * 0.7 / max(sum(sides), 1)) * each
    return base - tail * sides[0], max(most, 0.0) + tail * sides[1]


def _along(bench: Bench) -> Along:
    """Return the axis that points stand along."""
    ats = places_along(bench.whole)
    low, high = min(ats), max(ats)
    if bench.form is not ChartForm.SCATTER:
        half = Decimal("0.5") if bench.form is ChartForm.LINE else Decimal(0)
        years = nice_years(low + half, high + half, _YEARS)
        step = years[1] - years[0]
        return Along(float(years[0]), float(years[-1]), float(step), "0")
    ends = [Decimal(str(end)) for end in _from_zero(bench, float(low), float(high))]
    ticks = nice_ticks(ends[0], ends[1], _ALONG_TICKS)
    whole = all(tick == tick.to_integral_value() for tick in ticks)
    each = float(ticks[1] - ticks[0])
    return Along(float(ticks[0]), float(ticks[-1]), each, "#,##0" if whole else "#,##0.##")


def _standing(
    bench: Bench, key: float, ends: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return the edges of an inner plot over the names of its categories."""
    box, size = bench.box, bench.size
    left, right = end_rooms(bench)
    if has_figures(bench):
        figures = (as_shown(Decimal(str(end)), bench.printed) for end in ends)
        left = max(left, figure_width(bench, figures))
    if is_along(bench.chart):
        foot = size * (3.6 if bench.chart.along else 2.2)
        return left, key + size, box.width - left - right, box.height - key - size - foot
    count = 2 if bench.form is ChartForm.SLOPE else max(len(bench.chart.categories), 1)
    width = box.width - left - right
    foot = foot_height(bench, width / count)
    named = bench.form is ChartForm.COLUMN and naming(bench) is not None
    head = key + size * (2.8 if named else HEAD)
    height = box.height - head - foot
    if bench.form is ChartForm.SLOPE:  # each end stands in the middle of its half
        between = min(width, height * bench.paint.style.figures.slope_most)
        left = max(left - between / 2, 0.0)
        width = min(2 * between, box.width - left)
    return left, head, width, height
