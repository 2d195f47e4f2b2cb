"""Findings of late stages come in, which know ids but no files; with their places they go out."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, Subject
from footnoted.model.dataset import Dataset
from footnoted.model.document import Document
from footnoted.model.inlines import Inlines, NoteCall
from footnoted.model.outline import Outline
from footnoted.model.record import Record
from footnoted.model.walk import all_inlines


def located(
    found: Iterable[Diagnostic], outline: Outline, document: Document, dataset: Dataset
) -> list[Diagnostic]:
    """Name the block, fact or source that each finding is about; the outline where it says none.

    Words that a finding quotes are looked for in its block, in the facts printed there, in their
    sources, then in the whole dataset: the place is where they were written.
    """
    return [one if one.at else _placed(one, outline, document, dataset) for one in found]


def _placed(
    found: Diagnostic, outline: Outline, document: Document, dataset: Dataset
) -> Diagnostic:
    about = found.about
    if about is None:
        return replace(found, at=outline.span("title"))
    block = _block(outline, about)
    own = block.span("title") if block else outline.span("title")
    written = _written(about, block, outline, document, dataset) if about.words else None
    printed = () if block is None or own is None else ((own, "printed in this block"),)
    related = printed if written and written[1] is not block else ()
    return replace(
        found, at=written[0] if written else own, about=None, related=(*found.related, *related)
    )


def _block(outline: Outline, about: Subject) -> Record | None:
    return next((one for one in outline.blocks if one.id == about.block), None)


def _written(
    about: Subject, block: Record | None, outline: Outline, document: Document, dataset: Dataset
) -> tuple[Span, Record] | None:
    """Find the record that has the words, best as the whole of a value."""
    printed = [dataset.facts[id_] for id_ in _printed(document, about) if id_ in dataset.facts]
    named = dict.fromkeys(cite.source for fact in printed for cite in fact.cites)
    cited = [dataset.sources[id_] for id_ in named if id_ in dataset.sources]
    rest = (
        *dataset.facts.values(),
        *dataset.sources.values(),
        *dataset.sections.values(),
        *dataset.names.values(),
        *dataset.glossary.values(),
    )
    records: list[Record] = [*([block] if block else []), *printed, *cited, outline, *rest]
    for whole in (True, False):
        for record in records:
            if span := record.find(about.words, whole=whole):
                return span, record
    return None


def _printed(document: Document, about: Subject) -> Iterator[str]:
    """Yield the ids of the facts that a section prints with a note; of all, if it is unknown."""
    own = [one for one in document.sections if one.id == about.block] or document.sections
    for inlines in all_inlines(replace(document, sections=tuple(own))):
        yield from _called(inlines)


def _called(inlines: Inlines) -> Iterator[str]:
    for one in inlines:
        if isinstance(one, NoteCall):
            yield from one.facts
