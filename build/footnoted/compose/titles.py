"""A block of the outline in, the title of its section out."""

from typing import assert_never

from footnoted.compose.draft import Draft, data_words, own_words
from footnoted.compose.wording import fact_words
from footnoted.model.blocks import (
    AnnexBlock,
    AnyBlock,
    BalanceBlock,
    CalloutBlock,
    CiteThisBlock,
    ConflictBlock,
    ContentsBlock,
    ControlBlock,
    CorrectionsBlock,
    FactCheckBlock,
    FactsBlock,
    GlossaryBlock,
    KeyPointsBlock,
    MethodBlock,
    NotesBlock,
    Outlined,
    ProseBlock,
    QuestionsBlock,
    QuoteBlock,
    SourceEvaluationBlock,
    SourcesBlock,
    StatBlock,
)
from footnoted.model.dataset import Conflict
from footnoted.model.exhibits import (
    ChartBlock,
    ComparisonBlock,
    MapBlock,
    PictureBlock,
    TableBlock,
    TimelineBlock,
)
from footnoted.model.inlines import Inlines, Text


def title_of(draft: Draft, block: AnyBlock) -> Inlines:  # noqa: C901 - one line for each kind of block
    """Return a block's title: the author's, else the house's or the dataset's; empty for many."""
    if block.title:
        title = own_words(draft, block.title, block, "title")
        letter = draft.numbers.annexes.get(block.id)
        return (Text(f"{draft.phrases.annex.format(n=letter)}: "), *title) if letter else title
    match block:
        case ContentsBlock():
            return (Text(_listing_title(draft, block)),)
        case KeyPointsBlock():
            return (Text(draft.phrases.key_points),)
        case ControlBlock():
            return (Text(draft.phrases.control.heading),)
        case CorrectionsBlock():
            return (Text(draft.phrases.corrections),)
        case CiteThisBlock():
            return (Text(draft.phrases.cite_this),)
        case MethodBlock():
            return (Text(draft.phrases.method.heading),)
        case GlossaryBlock():
            return (Text(draft.phrases.glossary),)
        case QuestionsBlock():
            return (Text(draft.phrases.questions),)
        case FactCheckBlock():
            return (Text(draft.phrases.fact_check.heading),)
        case NotesBlock():
            return (Text(draft.phrases.notes),)
        case SourcesBlock():
            return (Text(draft.phrases.sources),)
        case ProseBlock():
            record = draft.dataset.sections[block.section]
            return data_words(draft, record.title, record, "title")
        case ConflictBlock():
            # A slide must have a title; in a paper the box says its question itself.
            first = draft.dataset.conflicts[block.ids[0]]
            return conflict_question(draft, first) if draft.is_deck else ()
        case QuoteBlock(fact=id_):
            return _headline(draft, id_)
        case StatBlock(values=values):
            return _headline(draft, values[0].partition(".")[0] if values else "")
        case BalanceBlock() | TableBlock() | ChartBlock():
            return ()
        case TimelineBlock() | MapBlock() | PictureBlock():
            return ()
        case ComparisonBlock() | SourceEvaluationBlock():
            return ()
        case Outlined() | AnnexBlock() | FactsBlock() | CalloutBlock():
            return ()
        case _:
            assert_never(block)


def _headline(draft: Draft, id_: str) -> Inlines:
    """Return a fact's headline for a slide that prints the fact; a paper needs none."""
    fact = draft.dataset.facts.get(id_)
    if not draft.is_deck or fact is None or fact.text.headline is None:
        return ()
    return fact_words(draft, fact, "headline")


def conflict_question(draft: Draft, conflict: Conflict) -> Inlines:
    """Return what a conflict is about."""
    return data_words(draft, conflict.question, conflict, "question")


def _listing_title(draft: Draft, block: ContentsBlock) -> str:
    match block.of:
        case "sections":
            return draft.phrases.contents
        case "figures":
            return draft.phrases.list_of_figures
        case "tables":
            return draft.phrases.list_of_tables
        case _:
            assert_never(block.of)
