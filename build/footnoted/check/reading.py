"""A finished document and its audience in, a finding where it asks for too much schooling out."""

from collections.abc import Iterator
from typing import assert_never

from footnoted.diagnostics import Diagnostic, warning
from footnoted.model.document import (
    Balance,
    Block,
    Box,
    Contents,
    Definitions,
    Document,
    Figure,
    ItemList,
    NoteList,
    Paragraph,
    Questions,
    Quotation,
    SourceList,
    Stat,
    Table,
)
from footnoted.model.selected import Selected
from footnoted.model.walk import plain_text
from footnoted.text.reading import LEAST_WORDS, sentences, words, years_of_school

_SHOWN = 120
"""Characters of the hardest sentence that are told."""


def reading_level(document: Document, selected: Selected) -> Iterator[Diagnostic]:
    """The running text, quotations with it, asks for no more schooling than its readers have."""
    reader = selected.audience
    if reader is None or reader.reading_level is None:
        return
    lines = [
        line
        for section in document.sections
        for run in _runs(section.blocks)
        for line in sentences(run)
    ]
    if sum(len(words(line)) for line in lines) < LEAST_WORDS:
        return
    years = years_of_school(lines, document.language)
    if years > reader.reading_level:
        hardest = max(lines, key=lambda line: years_of_school([line], document.language))
        shown = hardest if len(hardest) <= _SHOWN else f"{hardest[:_SHOWN].rstrip()} …"
        message = (
            f"the text asks for {years:.1f} years of school, "
            f"`{reader.id}` is to get {reader.reading_level:g} at most"
        )
        hint = f"shorter sentences and words; the hardest is “{shown}”"
        yield warning("reading-level", message, selected.outline.span("audience"), hint)


def _runs(  # noqa: C901 - one case for each kind of block
    blocks: tuple[Block, ...],
) -> Iterator[str]:
    """Yield the running text: what is read in sentences, not looked up in cells and captions."""
    for block in blocks:
        match block:
            case Paragraph(content) | Quotation(content):
                yield plain_text(content)
            case ItemList(items):
                for point in items:
                    yield from _runs(point)
            case Box(content=content):
                yield from _runs(content)
            case Balance(question, sides):
                yield plain_text(question)
                for side in sides:
                    yield from _runs(side.content)
            case Definitions(items=definitions):
                for definition in definitions:
                    yield from _runs(definition.content)
            case Questions(questions):
                for item in questions:
                    yield plain_text(item.question)
                    yield from _runs(item.answer)
            case Table() | Figure() | Stat() | Contents() | NoteList() | SourceList():
                pass
            case _:
                assert_never(block)
