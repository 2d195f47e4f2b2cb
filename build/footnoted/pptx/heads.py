"""In: a section. Out: its leaves: headlines, and the blocks that stand under each of them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.document import (
    Balance,
    Block,
    Box,
    BoxKind,
    Contents,
    Definitions,
    Figure,
    Question,
    Questions,
    Quotation,
    Section,
    SourceList,
    Table,
)
from footnoted.model.inlines import Inlines, Link
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import Run
from footnoted.pptx.stage import Stage


class Leaf(Struct, frozen=True):
    """What stands under one headline."""

    runs: tuple[Run, ...]
    blocks: tuple[Block, ...]
    target: str
    """What links to it name."""


def leaves(stage: Stage, section: Section, part: tuple[Run, ...]) -> list[Leaf]:
    """Divide a section: conflicts and answered questions have a headline each.

    `part` is the title of the part that it stands in, for what has no words of its own.
    """
    made = list(_parted(stage, section))
    targets = [f"{section.id}/{i}" if i else section.id for i in range(len(made))]
    return [
        Leaf(_head(stage, title, blocks) or part, blocks, target)
        for (title, blocks), target in zip(made, targets, strict=True)
    ]


def _parted(stage: Stage, section: Section) -> Iterator[tuple[tuple[Run, ...], tuple[Block, ...]]]:
    """Yield the titles that are given, and the blocks under each."""
    title, held = stage.inliner.runs(section.title), list[Block]()
    for block in section.blocks:
        match block:
            case Box(BoxKind.CONFLICT, question, _) if question and held:
                yield title, tuple(held)
                title, held = _bare_runs(stage, question), [replace(block, title=())]
            case Questions(items) if any(one.answer for one in items):
                if held:
                    yield title, tuple(held)
                yield from _questions(stage, section, title, items)
                held = []
            case _:
                held.append(block)
    if held or not section.blocks:
        yield title, tuple(held)


def _questions(
    stage: Stage, section: Section, title: tuple[Run, ...], items: Sequence[Question]
) -> Iterator[tuple[tuple[Run, ...], tuple[Block, ...]]]:
    """Yield the questions as a list that leads to their answers, then each with its answer."""
    if len(items) > 1:
        answered = 0
        listed = []
        for one in items:
            answered += bool(one.answer)
            target = f"#{section.id}/{answered}"
            words = (Link(one.question, target),) if one.answer else one.question
            listed.append(Question(words))
        yield title, (Questions(tuple(listed)),)
    for one in items:
        if one.answer:
            yield _bare_runs(stage, one.question), one.answer


def _head(stage: Stage, title: tuple[Run, ...], blocks: Sequence[Block]) -> tuple[Run, ...]:
    """Return the title that is given, or the words by which the first block is known."""
    if title:
        return title
    for block in blocks:
        words = _own_words(block)
        if words:
            return _bare_runs(stage, words)
        match block:
            case Contents():
                return (Run(stage.phrases.contents),)
            case SourceList():
                return (Run(stage.phrases.sources),)
            case Questions():
                return (Run(stage.phrases.questions),)
            case Definitions(compact=False):
                return (Run(stage.phrases.glossary),)
            case _:
                continue
    return ()


def _own_words(block: Block) -> Inlines:
    """Return the words by which a block is known: for a figure, what it shows."""
    match block:
        case Figure():
            return block.takeaway or block.caption
        case Table():
            return block.caption
        case Box():
            return block.title
        case Balance():
            return block.question
        case Quotation():
            return block.speaker
        case _:
            return ()


def _bare_runs(stage: Stage, words: Inlines) -> tuple[Run, ...]:
    """Return words without markers: a headline calls no notes, its evidence does."""
    return tuple(run for run in stage.inliner.runs(words) if not run.raised)


def told_once(stage: Stage, block: Block, title: tuple[Run, ...]) -> Block:
    """Return a block without the words that its headline says, unless these call notes."""
    head = plain(title)

    def left(words: Inlines) -> Inlines:
        runs = stage.inliner.runs(words)
        if any(run.calls for run in runs) or not stage.is_title(words, head):
            return words
        return ()

    match block:
        case Figure():
            return replace(block, takeaway=left(block.takeaway), caption=left(block.caption))
        case Table():
            caption = left(block.caption)
            summary = block.summary or ("" if caption else head)
            return replace(block, caption=caption, summary=summary)
        case Quotation():
            return replace(block, speaker=left(block.speaker))
        case _:
            return block
