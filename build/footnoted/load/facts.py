"""Facts, conflicts and sections in; every reference of theirs that leads nowhere, out."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from footnoted.diagnostics import Diagnostic, did_you_mean, error
from footnoted.load.data import Data
from footnoted.load.records import unknown
from footnoted.load.references import (
    OWN_PLACEHOLDERS,
    check_placeholders,
    check_prose,
    has_braces,
)
from footnoted.model.dataset import (
    CiteRecord,
    Conflict,
    Fact,
    Kind,
    Seen,
    Value,
)
from footnoted.model.record import Record
from footnoted.text.language import is_language
from footnoted.text.numbers import amounts
from footnoted.text.places import find_place, is_place, place_names
from footnoted.text.units import PERCENT, currencies

_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_LARGEST = 10**15
"""Amounts below this print; more is a slip of the keyboard."""
_ENDS_OF_VALUES = (("",), ("from", "to"), ("low", "high"))
_NEEDS_SPEAKER = (Kind.OPINION, Kind.CLAIM, Kind.FORECAST)


def check_data(data: Data) -> list[Diagnostic]:
    """Follow every reference of the dataset."""
    found: list[Diagnostic] = []
    if data.info is not None:
        found += check_language(data.info.language, data.info, "language")
    for source in data.sources.found.values():
        if source.language:
            found += check_language(source.language, source, "language")
    for fact in data.facts.found.values():
        found += _check_fact(fact, data)
    for conflict in data.conflicts.found.values():
        found += _check_conflict(conflict, data)
    for section in data.sections.found.values():
        found += _topics(section, section.topics, data)
        for language, text in section.text.items():
            found += check_prose(text, partial(section.span, "text", language), data)
    return found


def check_language(tag: str | None, record: Record, *path: str | int) -> Iterator[Diagnostic]:
    """Refuse a language of which nobody has heard; `path` is where the record has it."""
    if tag and not is_language(tag):
        hint = "write a tag such as `en`, `es` or `pt-BR`"
        at = record.span(*path)
        yield error("unknown-language", f"no language has the tag `{tag}`", at, hint)


def _check_fact(fact: Fact, data: Data) -> Iterator[Diagnostic]:
    yield from _topics(fact, fact.topics, data)
    if fact.exact_language:
        yield from check_language(fact.exact_language, fact, "exact-language")
    for index, place in enumerate(fact.places):
        yield from check_place(place, fact, "places", index)
    for index, name in enumerate(fact.names):
        yield from data.refer_name(name, fact, "names", index)
    for name, value in fact.values.items():
        yield from _check_value(fact, name, value, data)
    for cite in fact.cites:
        yield from _check_cite(fact, cite, data)
    for key, ids in (("supersedes", fact.supersedes), ("derived-from", fact.derived_from)):
        for index, id_ in enumerate(ids):
            yield from data.facts.refer("fact", id_, fact, key, index)
    yield from _what_kinds_need(fact)
    if has_braces(fact):
        yield from check_placeholders(fact, data.texts)


def _topics(record: Record, topics: tuple[str, ...], data: Data) -> list[Diagnostic]:
    known: Iterable[str] = data.info.topics if data.info else topics
    return [
        unknown("topic", topic, known, record.span("topics", index))
        for index, topic in enumerate(topics)
        if topic not in known
    ]


def check_place(place: str, record: Record, *path: str | int) -> Iterator[Diagnostic]:
    """Refuse a place that is no code, with the code of the country that was meant."""
    if _PLACE.fullmatch(place) and is_place(place):
        return
    code = find_place(place)
    hint = f"write `{code}`" if code else _with_codes(did_you_mean(place, place_names()))
    yield error(
        "unknown-place",
        f"`{place}` is no country's code of ISO 3166",
        record.span(*path),
        hint or "two capital letters, such as `CU`; `CU-03` for a province",
    )


def _with_codes(hint: str) -> str:
    """Put the code to write before each country's name of a hint."""
    return re.sub(r"`([^`]+)`", lambda name: f"`{find_place(name[1])}` ({name[1].title()})", hint)


def _check_value(fact: Fact, name: str, value: Value, data: Data) -> Iterator[Diagnostic]:
    units = data.info.units if data.info else {value.unit: None}
    if not (value.unit in units or value.unit == PERCENT or value.unit in currencies()):
        hint = _near_unit(value.unit, units)
        at = fact.span("values", name, "unit")
        yield error("unknown-unit", f"no unit is called `{value.unit}`", at, hint)
    found = amounts(value)
    if tuple(found) not in _ENDS_OF_VALUES:
        message = f"the value `{name}` needs `is`, or `from` and `to`, or `low` and `high`"
        yield error("wrong-value", message, fact.span("values", name))
    elif not all(abs(amount) < _LARGEST for amount in found.values()):
        message = f"the value `{name}` is too large to be printed"
        yield error("wrong-value", message, fact.span("values", name))
    elif value.low is not None and value.high is not None and value.low > value.high:
        message = f"`low` is {value.low}, more than `high`, which is {value.high}"
        yield error("wrong-value", message, value.span("low"))
    if name in OWN_PLACEHOLDERS:
        message = f"no value may be called `{name}`, which prints something else in a text"
        yield error("wrong-value", message, fact.span("values", name))


def _near_unit(unit: str, units: Iterable[str]) -> str:
    """Return the unit that was meant, or how to have one more."""
    letters = sorted(unit.upper())
    turned = [f"`{one}`" for one in sorted(currencies()) if sorted(one) == letters]
    meant = f"did you mean {' or '.join(turned)}?" if turned else ""
    hint = did_you_mean(unit, (*units, PERCENT)) or meant
    return hint or "declare it under `units` of data/dataset.yaml, or use a currency: `USD`, `EUR`"


def _check_cite(fact: Fact, cite: CiteRecord, data: Data) -> Iterator[Diagnostic]:
    yield from data.sources.refer("source", cite.source, cite, "source")
    if cite.via is not None:
        yield from data.sources.refer("source", cite.via, cite, "via")
    elif cite.seen is Seen.VIA:
        message = "`seen: via` needs `via`, the source through which the work is known"
        yield error("missing-key", message, cite.span("seen"))
    if cite.via_quote and cite.via is None:
        message = "`via-quote` needs `via`, the source whose words it holds"
        hint = "the words of the source itself are its `quote`"
        yield error("missing-key", message, cite.span("via-quote"), hint)
    for item, name in enumerate(cite.supports):
        if name not in fact.values:
            yield unknown("value", name, fact.values, cite.span("supports", item))


def _what_kinds_need(fact: Fact) -> Iterator[Diagnostic]:
    name = f"the {fact.kind} `{fact.id}`"
    if fact.kind in _NEEDS_SPEAKER and fact.by is None:
        message = f"{name} does not say whose it is"
        yield error("missing-speaker", message, fact.span("kind"), "add `by: {who: …}`")
    if fact.kind is Kind.QUOTATION and not fact.exact:
        message = f"{name} has no exact words"
        yield error("missing-key", message, fact.span("kind"), "add `exact: …`")
    if fact.kind is Kind.QUOTATION and not (fact.speaker or fact.by):
        message = f"{name} does not say whose words it holds"
        yield error("missing-speaker", message, fact.span("kind"), "add `speaker: …`")
    if fact.kind is Kind.DERIVED and not fact.derived_from:
        message = f"{name} does not say what it is reckoned from"
        yield error("missing-key", message, fact.span("kind"), "add `derived-from: […]`")


def _check_conflict(conflict: Conflict, data: Data) -> Iterator[Diagnostic]:
    for index, member in enumerate(conflict.members):
        yield from data.facts.refer("fact", member, conflict, "members", index)
    if conflict.prefer is not None and conflict.prefer not in conflict.members:
        message = f"`prefer` names `{conflict.prefer}`, which is no member of the conflict"
        hint = did_you_mean(conflict.prefer, conflict.members)
        hint = hint or f"members are {', '.join(f'`{member}`' for member in conflict.members)}"
        yield error("unknown-fact", message, conflict.span("prefer"), hint)
