"""A finished document and its outline's budget in, a finding where it is longer than that out."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, error, warning
from footnoted.model.block import Format
from footnoted.model.document import Document
from footnoted.model.outline import Budget, Outline
from footnoted.model.selected import Selected
from footnoted.model.walk import all_inlines, plain_text
from footnoted.text.language import in_language

_PACE: Final = {"pdf": 238, "pptx": 130}
"""Words a minute: read in silence (Brysbaert 2019, non-fiction in English), or spoken to a hall."""
_HINT: Final = "drop blocks, lower a `limit`, or choose `text: short`"


def over_extent(outline: Outline, format: Format, extent: int) -> list[Diagnostic]:
    """Hold pages or slides against the budget."""
    unit = "pages" if format == "pdf" else "slides"
    allowed = outline.budget.pages if format == "pdf" else outline.budget.slides
    if allowed is None or extent <= allowed:
        return []
    message = f"`{outline.id}` has {extent} {unit}, its budget is {allowed}"
    hint = "drop blocks or facts, choose `text: short`; `overflow: warn` lets you look at it"
    return [_over(outline.budget, message, unit, hint)]


def over_words(document: Document, selected: Selected) -> Iterator[Diagnostic]:
    """The words of the text, its notes apart, stay within the outline's budget."""
    budget = selected.outline.budget
    if budget.words is None:
        return
    count = _words(document)
    if count > budget.words:
        message = f"the text has {count} words, its budget is {budget.words}"
        yield _over(budget, message, "words", _HINT)


def over_minutes(document: Document, selected: Selected) -> Iterator[Diagnostic]:
    """The time to read a paper, or to give a talk, stays within the outline's budget."""
    budget = selected.outline.budget
    if budget.minutes is None:
        return
    pace = budget.pace or _PACE[selected.format]
    count = _words(document) if selected.format == "pdf" else _spoken(document, selected)
    minutes = -(-count // pace)
    if minutes > budget.minutes:
        verb = "to read" if selected.format == "pdf" else "to give"
        message = (
            f"it takes about {minutes} minutes {verb} ({count} words at {pace} a minute), "
            f"its budget is {budget.minutes}"
        )
        yield _over(budget, message, "minutes", _HINT)


def _over(budget: Budget, message: str, key: str, hint: str) -> Diagnostic:
    say = warning if budget.overflow == "warn" else error
    return say("over-budget", message, budget.span(key), hint)


def _words(document: Document) -> int:
    return sum(len(plain_text(run).split()) for run in all_inlines(document))


def _spoken(document: Document, selected: Selected) -> int:
    """Count what is on the slides that are shown, and the author's own words for the speaker."""
    shown = replace(document, sections=tuple(one for one in document.sections if not one.hidden))
    ids = {section.id for section in shown.sections}
    outline = selected.outline
    own = (block.speaker for block in outline.blocks if block.speaker and block.id in ids)
    said = (in_language(words, selected.language, outline.language)[0] for words in own)
    return _words(shown) + sum(len(text.split()) for text in said)
