"""A chart of the outline in, a figure with labels, credit and alternative text out."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from footnoted.compose.alt import chart_alt
from footnoted.compose.credit import credit_line
from footnoted.compose.draft import Draft, own_words
from footnoted.compose.markup import strip_cites
from footnoted.diagnostics import did_you_mean, error, warning
from footnoted.model.dataset import Fact, Value
from footnoted.model.document import Chart, ChartForm, Figure, Mark, Series
from footnoted.model.outline import ChartBlock
from footnoted.model.walk import plain_text
from footnoted.text.numbers import ENDS, amounts, in_digits, print_value
from footnoted.text.units import is_signed, unit_alone

_MIXES: Final = "leave one out, or say `mixes: true` and explain it in the caption"


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of the outline, looked up."""

    index: int
    category: str
    series: str
    emphasis: bool
    fact: Fact
    value: Value
    amount: Decimal
    label: str


def figure(draft: Draft, block: ChartBlock) -> Figure:
    """Compose a chart; a point that has no single amount is an error and leaves a gap."""
    points = [
        point for i in range(len(block.points)) if (point := _point(draft, block, i)) is not None
    ]
    _refuse_mixtures(draft, block, points)
    chart = _chart(draft, block, points)
    caption = own_words(draft, block.caption, block.span("caption"))
    takeaway = own_words(draft, block.takeaway or {}, block.span("takeaway"))
    title = plain_text(strip_cites(caption))
    alt = plain_text(own_words(draft, block.alt, block.span("alt"))) if block.alt else ""
    draft.figures += 1
    facts = tuple({point.fact.id: point.fact for point in points}.values())
    return Figure(
        id=block.id,
        content=chart,
        caption=caption,
        alt=alt or chart_alt(chart, title, draft.phrases, draft.language),
        credit=credit_line(draft, facts),
        number=str(draft.figures),
        takeaway=takeaway,
    )


def look_up(draft: Draft, reference: str) -> tuple[Fact, Value, str] | str:
    """Find the fact, the value and the end that `fact-id.value.end` names, or say what is wrong."""
    id_, _, path = reference.partition(".")
    name, _, end = path.partition(".")
    fact = draft.dataset.facts.get(id_)
    if fact is None:
        return f"no fact is called `{id_}`"
    if not name and len(fact.values) == 1:
        name = next(iter(fact.values))
    if name not in fact.values:
        return f"`{id_}` has no value `{name}`"
    if end not in ("", *ENDS):
        return f"`{end}` is no end of a value; ends are {', '.join(ENDS)}"
    return fact, fact.values[name], end


def _point(draft: Draft, block: ChartBlock, index: int) -> _Point | None:
    record = block.points[index]
    at = record.span("value")
    found = look_up(draft, record.value)
    if isinstance(found, str):
        id_ = record.value.partition(".")[0]
        values = draft.dataset.facts[id_].values if id_ in draft.dataset.facts else ()
        draft.say(
            error("unknown-value", found, at, did_you_mean(record.value.split(".")[-1], values))
        )
        return None
    fact, value, end = found
    amount = amounts(value).get(end)
    label = print_value(
        value, in_digits(value, end), draft.dataset.info.units, draft.language, draft.home
    )
    if amount is None or label is None:
        hint = "name one end: `.from`, `.to`, `.low` or `.high`"
        draft.say(error("no-single-value", f"`{record.value}` is not one amount", at, hint))
        return None
    category = plain_text(strip_cites(own_words(draft, record.label, record.span("label"))))
    series = plain_text(own_words(draft, record.series or {}, record.span("series")))
    return _Point(index, category, series, record.emphasis, fact, value, amount, label)


def _refuse_mixtures(draft: Draft, block: ChartBlock, points: list[_Point]) -> None:
    """Refuse to draw unlike kinds of quantity side by side, and warn of unlike units counted.

    `mixes: true` lets stocks stand beside flows and doctors beside nurses; money and shares never
    stand beside anything else.
    """
    for point in points[1:]:
        first, at = points[0].value, block.points[point.index].span("value")
        pair = (first.unit, point.value.unit)
        if pair[0] != pair[1] and (not block.mixes or any(is_signed(unit) for unit in pair)):
            say = error if any(is_signed(unit) for unit in pair) else warning
            message = f"a chart draws one unit: `{pair[0]}` first, `{pair[1]}` here"
            draft.say(say("mixed-units", message, at, _MIXES))
        elif point.value.quantity != first.quantity and not block.mixes:
            kinds = [value.quantity or "no stated kind" for value in (first, point.value)]
            message = f"a chart draws one kind of quantity: {kinds[0]} first, {kinds[1]} here"
            draft.say(error("mixed-quantities", message, at, _MIXES))


def _chart(draft: Draft, block: ChartBlock, points: list[_Point]) -> Chart:
    categories = tuple(dict.fromkeys(point.category for point in points))
    names = tuple(dict.fromkeys(point.series for point in points))
    marks = {}
    for point in points:
        key = point.series, point.category
        if key in marks:
            at = block.points[point.index].span("label")
            draft.say(error("repeated-label", f"`{point.category}` is drawn twice", at))
        marks[key] = Mark(point.amount, point.label, point.value.bound, point.fact.id)
    gap = Mark(None, "")
    series = tuple(
        Series(name, tuple(marks.get((name, category), gap) for category in categories))
        for name in names
    )
    units = dict.fromkeys(point.value.unit for point in points)
    known = draft.dataset.info.units
    words = ", ".join(unit_alone(unit, known, draft.language, draft.home) for unit in units)
    strong = frozenset(categories.index(point.category) for point in points if point.emphasis)
    return Chart(ChartForm(block.form), categories, series, words, strong)
