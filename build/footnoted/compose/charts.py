"""A chart of the outline in, a figure with labels, credit and alternative text out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from footnoted.compose.alt import chart_alt
from footnoted.compose.chart_rules import Point, refuse_dishonest
from footnoted.compose.credit import credit_line
from footnoted.compose.draft import Draft, own_words, unit_words
from footnoted.compose.markup import strip_cites
from footnoted.diagnostics import Span, did_you_mean, error
from footnoted.model.dataset import Fact, Value
from footnoted.model.document import Figure
from footnoted.model.edtf import Moment, parse_edtf
from footnoted.model.exhibits import ChartBlock
from footnoted.model.figures import Bound, Chart, ChartForm, Mark, Series
from footnoted.model.record import Record, Words
from footnoted.model.walk import plain_text
from footnoted.text.language import in_language, is_fallback
from footnoted.text.numbers import ENDS, amounts, in_digits, print_value
from footnoted.text.places import find_place, place_name

_WIDEST_TIME: Final = 11 * 366
"""Days. A point stands at the middle of its time; a longer one has no place on an axis."""
_SHORTEST_NAME: Final = 4
"""Letters: shorter ones are codes, which a label may hold for something else."""
_RANGES: Final = (("low", "high"), ("from", "to"))


def figure(draft: Draft, block: ChartBlock) -> Figure:
    """Compose a chart; a point that has no single amount is an error and leaves a gap."""
    points = [
        point for i in range(len(block.points)) if (point := _point(draft, block, i)) is not None
    ]
    refuse_dishonest(draft, block, points)
    chart = _chart(draft, block, points)
    caption = own_words(draft, block.caption, block, "caption")
    takeaway = own_words(draft, block.takeaway or {}, block, "takeaway")
    title = plain_text(strip_cites(caption))
    alt = plain_text(own_words(draft, block.alt, block, "alt")) if block.alt else ""
    facts = tuple({point.fact.id: point.fact for point in points}.values())
    return Figure(
        id=block.id,
        content=chart,
        caption=caption,
        alt=alt or chart_alt(chart, title, draft.phrases, draft.language),
        credit=credit_line(draft, facts),
        number=draft.numbers.exhibits[block.id][1],
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


def _point(draft: Draft, block: ChartBlock, index: int) -> Point | None:
    record = block.points[index]
    found = _found(draft, record.value, record.span("value"))
    if found is None:
        return None
    fact, value, end = found
    known = amounts(value)
    low, high = _range(known, end) if block.form == "range" else (None, None)
    amount = (low + high) / 2 if low is not None and high is not None else known.get(end)
    label = print_value(
        value, in_digits(value, end), draft.dataset.info.units, draft.language, draft.home
    )
    if amount is None or label is None:
        hint = "name one end: `.from`, `.to`, `.low` or `.high`"
        message = f"`{record.value}` is not one amount"
        draft.say(error("no-single-value", message, record.span("value"), hint))
        return None
    category = _name(draft, record.label, record, "label")
    series = _name(draft, record.series or {}, record, "series")
    at, at_label, against = _along(draft, block, index, (fact, value, end))
    return Point(
        index,
        category,
        series,
        record.emphasis,
        fact,
        value,
        amount,
        label,
        low,
        high,
        at,
        at_label,
        against,
    )


def _found(draft: Draft, reference: str, at: Span | None) -> tuple[Fact, Value, str] | None:
    """Look a value up, or say that there is none."""
    found = look_up(draft, reference)
    if not isinstance(found, str):
        return found
    id_ = reference.partition(".")[0]
    values = draft.dataset.facts[id_].values if id_ in draft.dataset.facts else ()
    draft.say(error("unknown-value", found, at, did_you_mean(reference.split(".")[-1], values)))
    return None


def _range(known: dict[str, Decimal], end: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of a range, the lesser first; a single amount has none."""
    for one, other in _RANGES:
        if not end and one in known and other in known:
            return min(known[one], known[other]), max(known[one], known[other])
    return None, None


def _along(
    draft: Draft, block: ChartBlock, index: int, point: tuple[Fact, Value, str]
) -> tuple[Decimal | None, str, Value | None]:
    """Return where a point stands along the axis, in words as well, and the value it comes from."""
    record, (fact, value, end) = block.points[index], point
    if block.form == "points":
        return _year(value.when or fact.when, end), "", None
    if block.form != "scatter":
        if record.against:
            message = f"a `{block.form}` has no second axis"
            hint = "only `scatter` draws a value `against` another"
            draft.say(error("stray-axis", message, record.span("against"), hint))
        return None, "", None
    if not record.against:
        message = "a point of a scatter has two values"
        hint = "give the one along the axis: `against: fact-id.value`"
        draft.say(error("no-axis", message, record.span("value"), hint))
        return None, "", None
    found = _found(draft, record.against, record.span("against"))
    if found is None:
        return None, "", None
    _, along, end = found
    amount = amounts(along).get(end)
    label = print_value(
        along, in_digits(along, end), draft.dataset.info.units, draft.language, draft.home
    )
    if amount is None or label is None:
        hint = "name one end: `.from`, `.to`, `.low` or `.high`"
        message = f"`{record.against}` is not one amount"
        draft.say(error("no-single-value", message, record.span("against"), hint))
        return None, "", None
    return amount, label, along


def _year(when: str | None, end: str) -> Decimal | None:
    """Return the middle of a time as a year; of a change's ends each its own.

    >>> _year("2007", ""), _year("2003/2005", "to"), _year("1963/..", "")
    (Decimal('2007.5'), Decimal('2005.5'), None)
    """
    time = parse_edtf(when) if when else None
    if time is None or time.start is None or time.end is None:
        return None
    first = time.end if end in ("to", "high") and time.is_interval else time.start
    last = time.start if end in ("from", "low") and time.is_interval else time.end
    if (last.upper - first.lower).days > _WIDEST_TIME:
        return None
    return (_decimal(first, upper=False) + _decimal(last, upper=True)) / 2


def _decimal(moment: Moment, *, upper: bool) -> Decimal:
    """Return the start of a moment's first day, or the end of its last, in years."""
    day = moment.upper if upper else moment.lower
    start = date(day.year, 1, 1)
    days = (date(day.year, 12, 31) - start).days + 1
    share = Decimal((day - start).days + (1 if upper else 0)) / days
    return (day.year + share).quantize(Decimal("0.0001")).normalize()


def _name(draft: Draft, words: Words, record: Record, key: str) -> str:
    """Return the words of a label. Names of countries need no translator, nor do their years."""
    text, found = in_language(words, draft.language, draft.outline.language)
    if is_fallback(found, draft.language):
        parts = [_country(part, draft.language) for part in text.split(", ")]
        if text and all(parts):
            return ", ".join(filter(None, parts))
    return plain_text(strip_cites(own_words(draft, words, record, key)))


def _country(part: str, language: str) -> str | None:
    """Return a country's name in a language, or words without letters; None for other words."""
    if not any(map(str.isalpha, part)):
        return part
    code = find_place(part) if len(part) >= _SHORTEST_NAME else None
    return place_name(code, language) if code else None


def _chart(draft: Draft, block: ChartBlock, points: Sequence[Point]) -> Chart:
    form = ChartForm(block.form)
    categories = tuple(dict.fromkeys(point.category for point in points))
    names = tuple(dict.fromkeys(point.series for point in points))
    placed = form is ChartForm.SCATTER or all(point.at is not None for point in points)
    marks = {}
    for point in points:
        key = point.series, point.category
        if key in marks:
            at = block.points[point.index].span("label")
            draft.say(error("repeated-label", f"`{point.category}` is drawn twice", at))
        marks[key] = _mark(point, placed)
    gap = Mark(None, "")
    series = tuple(
        Series(name, tuple(marks.get((name, category), gap) for category in categories))
        for name in names
    )
    strong = frozenset(categories.index(point.category) for point in points if point.emphasis)
    lines = frozenset(names.index(point.series) for point in points if point.emphasis)
    is_lines = form in (ChartForm.LINE, ChartForm.SLOPE) and len(names) > 1
    return Chart(
        form,
        categories,
        series,
        _units(draft, [point.value for point in points]),
        frozenset() if is_lines else strong,
        _units(draft, [point.against for point in points if point.against is not None]),
        lines if is_lines else frozenset(),
    )


def _mark(point: Point, placed: bool) -> Mark:
    return Mark(
        point.amount,
        point.label,
        point.value.bound,
        point.fact.id,
        point.low,
        point.high,
        point.at if placed else None,
        point.at_label,
        point.against.bound if point.against is not None else Bound.EXACT,
    )


def _units(draft: Draft, values: Sequence[Value]) -> str:
    """Return the units of values in words, each once."""
    return unit_words(draft, [value.unit for value in values])
