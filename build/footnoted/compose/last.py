"""Sections composed so far in; those blocks filled that tell of the whole brief, out."""

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from footnoted.compose.draft import Draft, marked_blocks, prose_reading
from footnoted.compose.evaluation import evaluation
from footnoted.compose.glossary import glossary
from footnoted.compose.markup import read_blocks
from footnoted.compose.method import method, printed
from footnoted.diagnostics import note
from footnoted.model.blocks import (
    AnyBlock,
    ContentsBlock,
    GlossaryBlock,
    MethodBlock,
    SourceEvaluationBlock,
)
from footnoted.model.document import Block, Document, Section
from footnoted.model.selected import Selected
from footnoted.model.walk import all_inlines, plain_text
from footnoted.text.language import in_language


def completed(draft: Draft, selected: Selected, sections: Sequence[Section]) -> list[Section]:
    """Fill glossaries with the words that are printed, then tell what the brief rests on."""
    blocks = draft.outline.blocks
    pairs = list(zip(blocks, sections, strict=True))
    with_terms = [
        replace(section, blocks=glossary(draft, block, _text(draft, sections)))
        if isinstance(block, GlossaryBlock)
        else section
        for block, section in pairs
    ]
    judged = [
        replace(section, blocks=evaluation(draft, block, selected, printed(draft, with_terms)))
        if isinstance(block, SourceEvaluationBlock)
        else section
        for block, section in zip(blocks, with_terms, strict=True)
    ]
    return [
        replace(section, blocks=_method(draft, block, judged))
        if isinstance(block, MethodBlock)
        else section
        for block, section in zip(blocks, judged, strict=True)
    ]


def with_lists(
    draft: Draft, blocks: Sequence[AnyBlock], sections: Sequence[Section]
) -> list[Section]:
    """Drop lists of figures or tables that would list none, heading and all, and say so."""
    kept: list[Section] = []
    for block, section in zip(blocks, sections, strict=True):
        if isinstance(block, ContentsBlock) and not _lists_any(draft, block):
            message = f"this brief has no {block.of}, so that no list of them is printed"
            draft.say(note("empty-list", message, block.span("of") or block.span()))
            continue
        kept.append(section)
    return kept


def _lists_any(draft: Draft, block: ContentsBlock) -> bool:
    wanted = {"figures": "figure", "tables": "table"}.get(block.of)
    return wanted is None or any(kind == wanted for kind, _ in draft.numbers.exhibits.values())


def _text(draft: Draft, sections: Sequence[Section]) -> str:
    document = Document(draft.outline.id, draft.language, draft.front, tuple(sections))
    return "\n".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    for content in all_inlines(document):
        yield plain_text(content)


def _method(draft: Draft, block: MethodBlock, sections: Sequence[Section]) -> tuple[Block, ...]:
    counts = method(draft, block, printed(draft, sections))
    if block.section is None:
        return counts
    record = draft.dataset.sections[block.section]
    text, found = in_language(record.text, draft.language, draft.home)
    at = partial(record.span, "text")
    prose = read_blocks(text, prose_reading(draft, found, at, of_outline=False))
    return (*marked_blocks(draft, prose, found, at), *counts)
