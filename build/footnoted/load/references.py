"""Texts in; placeholders and calls in them that lead nowhere, or print nothing, out."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error
from footnoted.load.data import Data
from footnoted.load.tokens import Texts, place_in_text
from footnoted.model.dataset import Fact, Value
from footnoted.model.record import Record
from footnoted.text.numbers import ENDS, SUFFIXES, amounts

OWN_PLACEHOLDERS = ("when", "said", "who", "of", "places", "exact")
"""Placeholders of a fact's text that print no value."""
_IN_FACT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_IN_PROSE = re.compile(r"\{\{([^{}]*)\}\}")
_CALL = re.compile(r"\[@([^\[\]]*)\]")
_CALLED = re.compile(r"[\w-]+")
_ONE_BRACE = re.compile(r"\{[a-z0-9-]+\.[^{}\s]+\}(?!\})")
"""None follows a brace, which is quicker seen apart."""
_NO_AT = re.compile(r"\[([a-z0-9-]+)\](?!\()")
Where = Callable[[], Span | None]
"""Finds the place of a text, which only diagnostics want to know."""


def _texts_of(fact: Fact) -> tuple[tuple[tuple[str, ...], Mapping[str, str] | None], ...]:
    """Return the texts of a fact that may have placeholders, and where they stand in it."""
    text = fact.text
    return (
        (("text", "full"), text.full),
        (("text", "short"), text.short),
        (("text", "headline"), text.headline),
        (("caveat",), fact.caveat),
    )


def has_braces(fact: Fact) -> bool:
    """Say whether any text of a fact may have placeholders."""
    every = "\n".join([text for _, words in _texts_of(fact) for text in (words or {}).values()])
    return "{" in every or "}" in every


def check_placeholders(fact: Fact, texts: Texts) -> Iterator[Diagnostic]:
    """Report braces without a partner, and placeholders in a fact's texts that print nothing."""
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
