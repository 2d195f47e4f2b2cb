"""A project's dataset in, what is doubtful about its facts and sources out.

What is plainly wrong (unknown names, codes and placeholders, claims without a speaker) `load` has
refused already.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from footnoted.check.numerals import Backing, backing, unbacked
from footnoted.diagnostics import Diagnostic, Span, note, warning
from footnoted.load import Project
from footnoted.model.dataset import Dataset, Fact, Kind, Status
from footnoted.model.figures import Bound
from footnoted.model.mentions import every_name
from footnoted.model.names import Name, spellings
from footnoted.model.source import UrlStatus
from footnoted.text.language import primary, typographic

Check = Callable[[Dataset], Iterator[Diagnostic]]

FORMS: Final = ("full", "short", "headline")
_PAGED: Final = ("article-journal", "article-magazine", "book", "chapter", "report", "thesis")
_QUOTED: Final = r"[“«]\s?([^“”«»]+?)\s?[”»]"
_BARE: Final = r"\{([^{}:.]+)(?:\.(?:low|from|to))?(?::\w+)*:n(?::\w+)*\}"


def check_project(project: Project) -> list[Diagnostic]:
    """Hold the dataset against the house rules."""
    return [found for check in CHECKS for found in check(project.dataset)]


def uncited_fact(dataset: Dataset) -> Iterator[Diagnostic]:
    """Every fact names a source."""
    for fact in dataset.facts.values():
        if not fact.cites and fact.status is not Status.RETRACTED:
            message = f"`{fact.id}` names no source"
            yield warning("uncited-fact", message, fact.span("cites"), "add a cite, or retract it")


def typed_numeral(dataset: Dataset) -> Iterator[Diagnostic]:
    """Numbers in a fact's text come from its values and times, not from the keyboard.

    A caveat may compare the fact with others of its topics.
    """
    literals = (*dataset.info.literals, *_unit_words(dataset))
    by_topic = _by_topic(dataset)
    for fact, text, language, at in _texts(dataset):
        names = (*literals, fact.exact) if fact.exact else literals
        supports = [backing(_near(dataset, fact))]
        if fact.caveat and text in fact.caveat.values():
            supports += [by_topic[topic] for topic in fact.topics]
        for numeral in unbacked(text, language, supports, names):
            message = f"`{numeral}` in the text of `{fact.id}` is none of its values or times"
            hint = "make it a value and write {name}, or list it under `literals`"
            yield warning("typed-numeral", message, at, hint)


def numeral_in_name(dataset: Dataset) -> Iterator[Diagnostic]:
    """Numbers that say what a name or a term means are among the values of the facts it names."""
    literals = (*dataset.info.literals, *_unit_words(dataset))
    for one in every_name(dataset):
        key, words = ("is", one.is_) if isinstance(one, Name) else ("definition", one.definition)
        names = (*literals, *spellings(one))
        support = backing(dataset.facts[id_] for id_ in one.facts if id_ in dataset.facts)
        for language, text in (words or {}).items():
            for numeral in unbacked(text, language or dataset.info.language, [support], names):
                message = f"`{numeral}` in the `{key}` of `{one.id}` is in none of its facts"
                yield warning("typed-numeral", message, one.span(key, language))


def dropped_bound(dataset: Dataset) -> Iterator[Diagnostic]:
    """`:n` leaves out a hedge that the source has."""
    for fact, text, _, at in _texts(dataset):
        for found in re.finditer(_BARE, text):
            value = fact.values.get(found[1])
            if value is not None and value.bound is not Bound.EXACT:
                message = f"`{found[0]}` of `{fact.id}` drops the source's “{value.bound}”"
                yield note("dropped-bound", message, at, "leave `:n` out, or hedge in words")


def inexact_quotation(dataset: Dataset) -> Iterator[Diagnostic]:
    """What stands in quotation marks in the text of a quotation is out of its exact words.

    In another language it is out of our translation, if there is one.
    """
    for fact, text, language, at in _texts(dataset):
        spoken = fact.exact_language or dataset.info.language
        ours = primary(language) != primary(spoken)
        exact = fact.translation.get(language, "") if ours else fact.exact
        if fact.kind is not Kind.QUOTATION or not exact:
            continue
        for words in re.findall(_QUOTED, text):
            if "{" not in words and _plain(words) not in _plain(exact):
                what = "our translation" if ours else "the exact words"
                message = f"“{words}” is no part of {what} of `{fact.id}`"
                yield warning("inexact-quotation", message, at, "print them with {exact}")


def status_without_reason(dataset: Dataset) -> Iterator[Diagnostic]:
    """Whatever does not simply stand says why; what is reckoned says how."""
    disclosed = {id_ for conflict in dataset.conflicts.values() for id_ in conflict.members}
    for fact in dataset.facts.values():
        if fact.status is not Status.CURRENT and not (fact.reason or fact.id in disclosed):
            message = f"`{fact.id}` is {fact.status} and does not say why"
            yield warning("no-reason", message, fact.span("status"), "add `reason:`")
        if fact.kind is Kind.DERIVED and not fact.formula:
            message = f"`{fact.id}` is derived and does not say how it is reckoned"
            yield warning("no-formula", message, fact.span("kind"), "add `formula:`")


def missing_locator(dataset: Dataset) -> Iterator[Diagnostic]:
    """Works with pages are cited by page; told once for each work."""
    bare: dict[str, list[str]] = {}
    for fact in dataset.facts.values():
        for cite in fact.cites:
            if not cite.locator:
                bare.setdefault(cite.source, []).append(fact.id)
    for source in dataset.sources.values():
        facts = bare.get(source.id, [])
        if facts and source.type in _PAGED:
            often = "once" if len(facts) == 1 else f"{len(facts)} times"
            message = f"`{source.id}` is cited {often} without a locator"
            yield note("no-locator", message, source.span(), f"first in `{facts[0]}`")


def dead_link(dataset: Dataset) -> Iterator[Diagnostic]:
    """An address that leads nowhere any more has an archived copy beside it."""
    for source in dataset.sources.values():
        custom = source.custom
        if custom.url_status is UrlStatus.DEAD and not custom.archive_url:
            message = f"the address of `{source.id}` is dead and no copy is named"
            at = source.span("custom", "url-status")
            yield note("dead-link", message, at, "add `custom: {archive-url: …}`")


CHECKS: Final[tuple[Check, ...]] = (
    uncited_fact,
    typed_numeral,
    numeral_in_name,
    dropped_bound,
    inexact_quotation,
    status_without_reason,
    missing_locator,
    dead_link,
)


def _near(dataset: Dataset, fact: Fact) -> Iterator[Fact]:
    """Yield a fact and those it is reckoned from or replaces."""
    yield fact
    for id_ in (*fact.derived_from, *fact.supersedes):
        if id_ in dataset.facts:
            yield dataset.facts[id_]


def _by_topic(dataset: Dataset) -> dict[str, Backing]:
    facts: dict[str, list[Fact]] = {}
    for fact in dataset.facts.values():
        for topic in fact.topics:
            facts.setdefault(topic, []).append(fact)
    return {topic: backing(members) for topic, members in facts.items()}


def _unit_words(dataset: Dataset) -> Iterator[str]:
    """Yield the words of units that have numerals of their own: `per 1,000 live births`."""
    for unit in dataset.info.units.values():
        for words in (unit.one, unit.other, unit.axis or {}):
            for text in words.values():
                if re.search(r"\d", text):
                    yield text.replace("{n}", "").strip()


def _texts(dataset: Dataset) -> Iterator[tuple[Fact, str, str, Span | None]]:
    """Yield every text of every fact with its language and place."""
    for fact in dataset.facts.values():
        for form in FORMS:
            for language, text in (getattr(fact.text, form) or {}).items():
                at = fact.span("text", form, *([language] if language else []))
                yield fact, text, language or dataset.info.language, at
        for language, text in (fact.caveat or {}).items():
            at = fact.span("caveat", *([language] if language else []))
            yield fact, text, language or dataset.info.language, at


def _plain(text: str) -> str:
    """Return a text for comparing: a sentence may begin with a large letter that was small."""
    return typographic(text).casefold()
