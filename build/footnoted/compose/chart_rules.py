"""The points of a chart in, what its form cannot draw honestly out, as diagnostics."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec import Struct

from footnoted.compose.draft import Draft
from footnoted.diagnostics import Span, error, warning
from footnoted.model.dataset import Fact, Value
from footnoted.model.edtf import overlap, parse_edtf
from footnoted.model.exhibits import ChartBlock
from footnoted.model.figures import Bound, ChartForm
from footnoted.text.units import PERCENT, is_signed

_MIXES: Final = "leave one out, or say `mixes: true` and explain it in the caption"
_STACKS: Final = (ChartForm.STACKED_BAR, ChartForm.STACKED_COLUMN, ChartForm.DOUGHNUT)
_SINGLE: Final = (ChartForm.DOUGHNUT, ChartForm.NESTED)
_AS_BARS: Final = "draw them as `bar`, each from zero"


class Point(Struct, frozen=True):
    """A point of the outline, looked up."""

    index: int
    category: str
    series: str
    emphasis: bool
    fact: Fact
    value: Value
    amount: Decimal
    """Of a range its middle."""
    label: str
    low: Decimal | None = None
    high: Decimal | None = None
    at: Decimal | None = None
    at_label: str = ""
    against: Value | None = None


def refuse_dishonest(draft: Draft, block: ChartBlock, points: Sequence[Point]) -> None:
    """Refuse what the chart's form would draw as something that it is not."""
    if not points:
        return
    form = ChartForm(block.form)
    _refuse_mixtures(draft, block, points)
    if form in _STACKS or form is ChartForm.NESTED:
        _refuse_parts(draft, block, form, points)
    if form in _SINGLE:
        _refuse_series(draft, block, form, points)
    match form:
        case ChartForm.NESTED:
            _refuse_larger_parts(draft, block, points)
        case ChartForm.SLOPE:
            _refuse_categories(draft, block, points)
        case ChartForm.SCATTER:
            _refuse_axes(draft, block, points)
        case _:
            pass


def _span(block: ChartBlock, point: Point, key: str = "value") -> Span | None:
    return block.points[point.index].span(key)


def _refuse_mixtures(draft: Draft, block: ChartBlock, points: Sequence[Point]) -> None:
    """Refuse to draw unlike kinds of quantity side by side, and warn of unlike units counted.

    `mixes: true` lets stocks stand beside flows and doctors beside nurses; money and shares never
    stand beside anything else.
    """
    first = points[0].value
    for point in points[1:]:
        at, pair = _span(block, point), (first.unit, point.value.unit)
        if pair[0] != pair[1] and (not block.mixes or any(is_signed(unit) for unit in pair)):
            say = error if any(is_signed(unit) for unit in pair) else warning
            message = f"a chart draws one unit: `{pair[0]}` first, `{pair[1]}` here"
            draft.say(say("mixed-units", message, at, _MIXES))
        elif point.value.quantity != first.quantity and not block.mixes:
            kinds = [value.quantity or "no stated kind" for value in (first, point.value)]
            message = f"a chart draws one kind of quantity: {kinds[0]} first, {kinds[1]} here"
            draft.say(error("mixed-quantities", message, at, _MIXES))


def _refuse_parts(
    draft: Draft, block: ChartBlock, form: ChartForm, points: Sequence[Point]
) -> None:
    """Refuse what cannot be part of a whole: less than nothing, a bound, another quantity or time.

    A part that is a bound would move every part stacked upon it. `about` is drawn softly; nested
    parts stand each from zero, so theirs may be bounds.
    """
    for point in points:
        at = _span(block, point)
        if point.amount < 0:
            message = f"`{point.label}` is less than nothing and cannot be part of a whole"
            draft.say(error("negative-part", message, at, _AS_BARS))
        if form in _STACKS and point.value.bound not in (Bound.EXACT, Bound.ABOUT):
            message = f"`{point.label}` is a bound; parts stacked on it would stand wrong"
            draft.say(error("bounded-part", message, at, _AS_BARS))
    if form not in _STACKS:
        return
    wholes: dict[str, list[Point]] = {}
    for point in points:
        name = "" if form is ChartForm.DOUGHNUT else point.category
        wholes.setdefault(name, []).append(point)
    for parts in wholes.values():
        _refuse_unlike_parts(draft, block, parts)
        _refuse_shares(draft, block, form, parts)


def _refuse_unlike_parts(draft: Draft, block: ChartBlock, parts: Sequence[Point]) -> None:
    """Refuse parts of one whole that are of several quantities or of different times."""
    first = parts[0]
    for part in parts[1:]:
        at = _span(block, part)
        if part.value.quantity != first.value.quantity and block.mixes:
            kinds = [one.value.quantity or "no stated kind" for one in (first, part)]
            message = f"{kinds[0]} and {kinds[1]} are no parts of one whole"
            draft.say(error("unlike-parts", message, at, _AS_BARS))
        times = [one.value.when or one.fact.when for one in (first, part)]
        if times[0] and times[1] and not block.mixes:
            one, other = parse_edtf(times[0]), parse_edtf(times[1])
            if not overlap(one, other.lower, other.upper):
                message = f"parts of one whole are of one time: {times[0]} first, {times[1]} here"
                draft.say(error("parts-of-other-times", message, at, _MIXES))


def _refuse_shares(
    draft: Draft, block: ChartBlock, form: ChartForm, parts: Sequence[Point]
) -> None:
    """Refuse shares that make more than the whole, and of a doughnut less than it."""
    if any(part.value.unit != PERCENT for part in parts):
        return
    total = sum(part.amount for part in parts)
    slack = Decimal(len(parts)) / 2  # each may have been rounded by half a point
    if total > 100 + slack or (form is ChartForm.DOUGHNUT and total < 100 - slack):
        message = f"the shares make {total} per cent, not the whole"
        hint = "add the part that is missing, or draw them as `bar`"
        draft.say(error("parts-not-whole", message, _span(block, parts[-1]), hint))


def _refuse_series(
    draft: Draft, block: ChartBlock, form: ChartForm, points: Sequence[Point]
) -> None:
    for point in points:
        if point.series != points[0].series:
            message = f"`{form}` draws one series; this is a second one, `{point.series}`"
            hint = "draw a chart for each, or `stacked-bar`"
            draft.say(error("second-series", message, _span(block, point, "series"), hint))
            return


def _refuse_larger_parts(draft: Draft, block: ChartBlock, points: Sequence[Point]) -> None:
    """Refuse a part that is larger than what holds it."""
    for whole, part in pairwise(points):
        if part.amount > whole.amount and whole.value.bound not in (
            Bound.MORE_THAN,
            Bound.AT_LEAST,
        ):
            message = f"`{part.label}` does not lie within `{whole.label}`, the point before it"
            hint = "each point of `nested` is a part of the one before it"
            draft.say(error("part-exceeds-whole", message, _span(block, part), hint))


def _refuse_categories(draft: Draft, block: ChartBlock, points: Sequence[Point]) -> None:
    names = tuple(dict.fromkeys(point.category for point in points))
    if len(names) == 2:
        return
    stray = next((point for point in points if point.category in names[2:]), points[0])
    message = f"a slope runs between two labels; there are {len(names)}"
    hint = "name each line by its `series` and its two ends by `label`, or draw a `line`"
    draft.say(error("slope-ends", message, _span(block, stray, "label"), hint))


def _refuse_axes(draft: Draft, block: ChartBlock, points: Sequence[Point]) -> None:
    """Refuse several units along the axis of a scatter."""
    known = [(point, point.against) for point in points if point.against is not None]
    for point, against in known[1:]:
        first = known[0][1]
        at = _span(block, point, "against")
        if against.unit != first.unit:
            message = f"an axis has one unit: `{first.unit}` first, `{against.unit}` here"
            draft.say(error("mixed-units", message, at, "leave one out"))
        elif against.quantity != first.quantity and not block.mixes:
            kinds = [value.quantity or "no stated kind" for value in (first, against)]
            message = f"an axis has one kind of quantity: {kinds[0]} first, {kinds[1]} here"
            draft.say(error("mixed-quantities", message, at, _MIXES))
