"""An outline's blocks in, the words in them that are ours and no fact's, with their places, out."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from footnoted.diagnostics import Span
from footnoted.model.blocks import (
    AnyBlock,
    BalanceBlock,
    CalloutBlock,
    Outlined,
    ProseBlock,
    QuestionsBlock,
    SourceEvaluationBlock,
)
from footnoted.model.dataset import Dataset, Fact
from footnoted.model.exhibits import (
    ChartBlock,
    ComparisonBlock,
    MapBlock,
    PictureBlock,
    TableBlock,
    TimelineBlock,
)
from footnoted.model.record import Record
from footnoted.model.selected import Selected
from footnoted.text.language import in_language
from footnoted.text.scanning import matches

_NAMED: Final = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)|\{\{\s*([a-z0-9]+(?:-[a-z0-9]+)*)\.")


class OwnWords(Struct, frozen=True):
    """A line of ours, the facts that must bear it out, and its place."""

    text: str
    language: str
    beside: tuple[Fact, ...]
    """The facts of its block; one tuple of all facts for what stands above many blocks."""
    record: Record
    path: tuple[str | int, ...]
    dataset: Dataset

    @property
    def named(self) -> tuple[Fact, ...]:
        """The facts that it cites or takes a number from."""
        every = matches(_NAMED, ("@", "{{"), self.text)
        ids = dict.fromkeys(found[1] or found[2] for found in every)
        known = self.dataset.facts
        return tuple(known[id_] for id_ in ids if id_ in known)

    @property
    def at(self) -> Span | None:
        """Where it stands."""
        return self.record.span(*self.path)


def own_words(selected: Selected, dataset: Dataset) -> Iterator[OwnWords]:
    """Yield every line of the outline and every prose section that this brief prints."""
    every = {fact.id: fact for facts in selected.facts.values() for fact in facts}
    whole = tuple(every.values())
    outline = selected.outline
    yield from _line(selected, dataset, outline, ("title",), outline.title, whole)
    yield from _line(selected, dataset, outline, ("subtitle",), outline.subtitle, whole)
    for block in outline.blocks:
        facts = whole if isinstance(block, Outlined) else facts_of(block, selected)
        for record, path, words in _lines(block):
            yield from _line(selected, dataset, record, path, words, facts)
        if isinstance(block, ProseBlock):
            section = dataset.sections[block.section]
            text, language = in_language(section.text, selected.language, dataset.info.language)
            yield OwnWords(text, language, facts, section, ("text",), dataset)


def facts_of(block: AnyBlock, selected: Selected) -> tuple[Fact, ...]:
    """Return the facts of a block and of its parts."""
    return selected.of_block(block.id)


_Line = tuple[Record, tuple[str | int, ...], Mapping[str, str] | None]


def _captions(block: ChartBlock | MapBlock | PictureBlock | TimelineBlock) -> Iterator[_Line]:
    yield block, ("caption",), block.caption
    yield block, ("takeaway",), block.takeaway
    yield block, ("alt",), block.alt


def _lines(block: AnyBlock) -> Iterator[_Line]:  # noqa: C901 - one case for each kind of block
    """Yield the words of a block: the record they stand in, the path to them, and themselves."""
    yield block, ("title",), block.title
    yield block, ("speaker",), block.speaker
    match block:
        case Outlined():
            yield block, ("intro",), block.intro
        case TimelineBlock() | PictureBlock():
            yield from _captions(block)
        case MapBlock():
            yield from _captions(block)
            for layer in block.layers:
                yield layer, ("label",), layer.label
        case ComparisonBlock():
            yield block, ("caption",), block.caption
            yield block, ("summary",), block.summary
            yield block, ("corner",), block.corner
            for i, words in enumerate(block.notes):
                yield block, ("notes", i), words
            for i, words in enumerate(block.columns):
                yield block, ("columns", i), words
            for row in block.rows:
                yield row, ("title",), row.title
        case QuestionsBlock():
            for item in block.items:
                yield item, ("ask",), item.ask
                yield item, ("answer",), item.answer
        case ChartBlock():
            yield from _captions(block)
            for point in block.points:
                yield point, ("label",), point.label
                yield point, ("series",), point.series
        case SourceEvaluationBlock():
            yield block, ("caption",), block.caption
            yield block, ("summary",), block.summary
            for i, words in enumerate(block.notes):
                yield block, ("notes", i), words
        case TableBlock():
            yield block, ("caption",), block.caption
            yield block, ("summary",), block.summary
            for i, words in enumerate(block.notes):
                yield block, ("notes", i), words
            for column in block.columns:
                yield column, ("title",), column.title
        case BalanceBlock():
            yield block, ("question",), block.question
            for side in block.sides:
                yield side, ("label",), side.label
        case CalloutBlock():
            yield block, ("words",), block.words
        case _:
            return


def _line(
    selected: Selected,
    dataset: Dataset,
    record: Record,
    path: tuple[str | int, ...],
    words: Mapping[str, str] | None,
    facts: tuple[Fact, ...],
) -> Iterator[OwnWords]:
    if words:
        text, language = in_language(words, selected.language, selected.outline.language)
        yield OwnWords(text, language, facts, record, path, dataset)
