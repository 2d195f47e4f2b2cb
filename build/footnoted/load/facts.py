"""Facts, conflicts and sections in; every reference of theirs that leads nowhere, out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error
from footnoted.load.records import Records, unknown
from footnoted.load.tokens import Texts, place_in_text
from footnoted.model.dataset import (
    CiteRecord,
    Conflict,
    DatasetInfo,
    Fact,
    Kind,
    SectionText,
    Seen,
    Unit,
    Value,
)
from footnoted.model.names import Name, Term
from footnoted.model.record import Record
from footnoted.model.source import Source
from footnoted.text.language import is_language
from footnoted.text.numbers import ENDS, SUFFIXES, amounts
from footnoted.text.places import find_place, is_place, place_names
from footnoted.text.units import PERCENT, currencies

OWN_PLACEHOLDERS = ("when", "said", "who", "of", "places", "exact")
"""Placeholders of a fact's text that print no value."""
_IN_FACT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_IN_PROSE = re.compile(r"\{\{([^{}]*)\}\}")
_CALL = re.compile(r"\[@([^\[\]]*)\]")
_CALLED = re.compile(r"[\w-]+")
_ONE_BRACE = re.compile(r"\{[a-z0-9-]+\.[^{}\s]+\}(?!\})")
"""None follows a brace, which is quicker seen apart."""
_NO_AT = re.compile(r"\[([a-z0-9-]+)\](?!\()")
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_LARGEST = Decimal(10**15)
"""Amounts below this print; more is a slip of the keyboard."""
_ENDS_OF_VALUES = (("",), ("from", "to"), ("low", "high"))
_NEEDS_SPEAKER = (Kind.OPINION, Kind.CLAIM, Kind.FORECAST)
_NEEDS_MORE = (*_NEEDS_SPEAKER, Kind.QUOTATION, Kind.DERIVED)


Where = Callable[[], Span | None]
"""Finds the place of a text, which only diagnostics want to know."""


class Data(Struct, frozen=True):
    """The dataset while it is checked; `info` is None when `dataset.yaml` is faulty."""

    info: DatasetInfo | None
    facts: Records[Fact]
    sources: Records[Source]
    conflicts: Records[Conflict]
    sections: Records[SectionText]
    names: Records[Name]
    glossary: Records[Term]
    texts: Texts

    def refer_name(self, id_: str, record: Record, *path: str | int) -> list[Diagnostic]:
        """Report a reference to what is neither a name nor a term."""
        if id_ in self.names.known or id_ in self.glossary.known:
            return []
        if not (self.names.complete and self.glossary.complete):
            return []
        known = self.names.known | self.glossary.known
        return [unknown("name", id_, known, record.span(*path))]


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
    yield from _check_values(fact, data.info.units if data.info else None)
    for cite in fact.cites:
        yield from _check_cite(fact, cite, data)
    for key, ids in (("supersedes", fact.supersedes), ("derived-from", fact.derived_from)):
        for index, id_ in enumerate(ids):
            yield from data.facts.refer("fact", id_, fact, key, index)
    if fact.kind in _NEEDS_MORE:
        yield from _what_kinds_need(fact)
    if _has_braces(fact):
        yield from _check_placeholders(fact, data.texts)


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


Units = Mapping[str, Unit] | None
"""The dataset's; None where nobody knows them."""


def _check_values(fact: Fact, units: Units) -> Iterator[Diagnostic]:
    for name, value in fact.values.items():
        is_usual = (
            value.is_ is not None
            and value.from_ is value.to is value.low is value.high is None
            and -_LARGEST < value.is_ < _LARGEST
            and _is_unit(value.unit, units)
            and name not in OWN_PLACEHOLDERS
        )
        if not is_usual:
            yield from _check_value(fact, name, value, units)


def _is_unit(unit: str, units: Units) -> bool:
    return units is None or unit in units or unit == PERCENT or unit in currencies()


def _check_value(fact: Fact, name: str, value: Value, units: Units) -> Iterator[Diagnostic]:
    if not _is_unit(value.unit, units):
        hint = _near_unit(value.unit, units or {})
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


def _texts_of(fact: Fact) -> tuple[tuple[tuple[str, ...], Mapping[str, str] | None], ...]:
    """Return the texts of a fact that may have placeholders, and where they stand in it."""
    text = fact.text
    return (
        (("text", "full"), text.full),
        (("text", "short"), text.short),
        (("text", "headline"), text.headline),
        (("caveat",), fact.caveat),
    )


def _has_braces(fact: Fact) -> bool:
    every = "\n".join([text for _, words in _texts_of(fact) for text in (words or {}).values()])
    return "{" in every or "}" in every


def _check_placeholders(fact: Fact, texts: Texts) -> Iterator[Diagnostic]:
    for path, words in _texts_of(fact):
        for language, text in (words or {}).items():
            where = partial(fact.span, *path, language)
            yield from _check_braces(where, text, texts)
            inside = [one for one in _IN_FACT.findall(text) if one]
            for index, placeholder in enumerate(inside):
                fault = _placeholder_fault(fact, placeholder)
                if fault:
                    nth = inside[:index].count(placeholder)
                    place = place_in_text(texts, where(), f"{{{placeholder}}}", nth)
                    yield error(fault[0], fault[1], place, fault[2])


def _check_braces(where: Where, text: str, texts: Texts) -> Iterator[Diagnostic]:
    """Report braces without a partner, and quotation marks that would print twice."""
    stray = re.search(r"\{[^{}\n]*|\}", _IN_FACT.sub("", text))
    if stray:
        brace = stray[0][0]
        word = "opens and is never closed" if brace == "{" else "closes nothing"
        hint = f"write `{{name}}` for a value, or `{brace * 2}` to print the brace itself"
        place = place_in_text(texts, where(), stray[0])
        yield error("stray-brace", f"a `{brace}` {word}", place, hint)
    for found in re.findall(r"[\"“«']\s?\{exact\}|\{exact\}\s?[\"”»']", text):
        message = "`{exact}` brings its own quotation marks"
        place = place_in_text(texts, where(), found)
        yield error("doubled-marks", message, place, "leave out the marks around it")
        break


def _placeholder_fault(fact: Fact, inside: str) -> tuple[str, str, str] | None:
    """Return rule, message and hint for a placeholder that can print nothing."""
    if inside.isalnum() and inside in fact.values:
        return None  # as nearly always
    path, *suffixes = (part.strip() for part in inside.split(":"))
    name, _, end = path.partition(".")
    if name in fact.values:
        return _value_fault(fact.values[name], name, end, suffixes)
    if name not in OWN_PLACEHOLDERS or end or suffixes:
        known = (*fact.values, *OWN_PLACEHOLDERS)
        hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
        return "unknown-value", f"`{fact.id}` has no value called `{path}`", hint
    of = fact.by.of if fact.by else None
    lacks = {
        "when": fact.when is None,
        "said": fact.said is None,
        "who": not (fact.speaker or fact.by),
        "of": of is None,
        "places": not fact.places,
        "exact": not fact.exact,
    }
    if not lacks[name]:
        return None
    key = {"who": "by", "of": "by: {of: …}"}.get(name, name)
    return "missing-key", f"the text prints `{{{name}}}`, but there is no `{key}`", ""


def _value_fault(
    value: Value, name: str, end: str, suffixes: list[str]
) -> tuple[str, str, str] | None:
    if end and end not in (*ENDS, "when"):
        hint = did_you_mean(end, (*ENDS, "when"))
        return "unknown-value", f"`{name}` has no end called `{end}`", hint
    if end in ENDS and end not in amounts(value):
        return "unknown-value", f"the value `{name}` has no `{end}`", ""
    for suffix in suffixes:
        if suffix not in SUFFIXES:
            hint = did_you_mean(suffix, SUFFIXES) or f"there are {', '.join(SUFFIXES)}"
            return "unknown-value", f"a value cannot be printed as `:{suffix}`", hint
    return None


def _check_conflict(conflict: Conflict, data: Data) -> Iterator[Diagnostic]:
    for index, member in enumerate(conflict.members):
        yield from data.facts.refer("fact", member, conflict, "members", index)
    if conflict.prefer is not None and conflict.prefer not in conflict.members:
        message = f"`prefer` names `{conflict.prefer}`, which is no member of the conflict"
        hint = did_you_mean(conflict.prefer, conflict.members)
        hint = hint or f"members are {', '.join(f'`{member}`' for member in conflict.members)}"
        yield error("unknown-fact", message, conflict.span("prefer"), hint)


def check_prose(text: str, where: Where, data: Data) -> Iterator[Diagnostic]:
    """Follow `[@fact-id]` and `{{fact-id.value}}` in a text outside facts."""
    calls = [id_ for call in _CALL.findall(text) for id_ in _CALLED.findall(call)]
    for index, id_ in enumerate(calls):
        for problem in data.facts.refer("fact", id_):
            place = _id_of_call(data.texts, where(), id_, calls[:index].count(id_))
            yield error(problem.rule, problem.message, place, problem.hint)
    yield from _check_slips(text, where, data)
    inside = _IN_PROSE.findall(text)
    for index, placeholder in enumerate(inside):
        fault = _reference_fault(placeholder, data)
        if fault:
            token = f"{{{{{placeholder}}}}}"
            place = place_in_text(data.texts, where(), token, inside[:index].count(placeholder))
            yield error(fault[0], fault[1], place, fault[2])


def _id_of_call(texts: Texts, at: Span | None, id_: str, occurrence: int) -> Span | None:
    """Return where an id stands behind its `@`."""
    place = place_in_text(texts, at, f"@{id_}", occurrence)
    if place is None or place == at:
        return place
    return replace(place, column=place.column + 1, length=len(id_))


def _check_slips(text: str, where: Where, data: Data) -> Iterator[Diagnostic]:
    """Report what would print as typed but was surely meant as a number or a cite."""
    slips = [
        (found[0], f"{{{found[0]}}}")
        for found in _ONE_BRACE.finditer(text)
        if text[found.start() - 1 : found.start()] != "{"
    ]
    slips += [(found[0], f"[@{found[1]}]") for found in _NO_AT.finditer(text)]
    for typed, meant in slips:
        if re.split(r"[.\]]", typed[1:])[0] in data.facts.known:
            place = place_in_text(data.texts, where(), typed)
            message = f"`{typed}` would print as it is typed"
            yield error("misspelt-reference", message, place, f"write `{meant}`")


def _reference_fault(placeholder: str, data: Data) -> tuple[str, str, str] | None:
    id_, _, rest = placeholder.partition(".")
    id_ = id_.strip()
    for problem in data.facts.refer("fact", id_):
        return problem.rule, problem.message, problem.hint
    fact = data.facts.found.get(id_)
    if fact is None:
        return None
    if not rest:
        hint = f"write `{{{{{id_}.NAME}}}}`"
        return "unknown-value", f"`{{{{{placeholder}}}}}` does not say which value", hint
    return _placeholder_fault(fact, rest)


def check_value_path(
    path: str, data: Data, record: Record, *where: str | int
) -> Iterator[Diagnostic]:
    """Follow `fact-id.value`, with or without `.from`, `.to`, `.low` or `.high`."""
    id_, _, rest = path.partition(".")
    name, _, end = rest.partition(".")
    problems = data.facts.refer("fact", id_, record, *where)
    yield from problems
    fact = data.facts.found.get(id_)
    if problems or fact is None:
        return
    if name not in fact.values:
        message = f"`{id_}` has no value called `{name}`" if name else f"`{path}` names no value"
        hint = did_you_mean(name, fact.values) or _listed_values(fact.values)
        yield error("unknown-value", message, record.span(*where), hint)
    elif fault := _value_fault(fact.values[name], name, end, []):
        yield error(fault[0], fault[1], record.span(*where), fault[2])


def _listed_values(values: Mapping[str, Value]) -> str:
    return (
        f"there are {', '.join(f'`{name}`' for name in values)}" if values else "it has no values"
    )
