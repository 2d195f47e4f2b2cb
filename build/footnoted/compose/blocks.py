"""One block of the outline in, one section of the document out."""

from functools import partial
from typing import assert_never

from msgspec.structs import replace

from footnoted.compose.captions import exhibit
from footnoted.compose.charts import figure
from footnoted.compose.comparison import comparison
from footnoted.compose.draft import (
    Draft,
    data_words,
    joined,
    marked_blocks,
    own_blocks,
    own_words,
    prose_reading,
    speaker_words,
    translation,
)
from footnoted.compose.fact_check import fact_check
from footnoted.compose.maps import map_figure
from footnoted.compose.markup import merged, read_blocks, strip_cites
from footnoted.compose.matter import cite_this, control, corrections
from footnoted.compose.placeholders import exact_words
from footnoted.compose.questions import questions
from footnoted.compose.speaker import speaker_notes
from footnoted.compose.stats import stat
from footnoted.compose.tables import table
from footnoted.compose.timelines import timeline
from footnoted.compose.titles import conflict_question, title_of
from footnoted.compose.wording import ended, fact_cite, fact_sentence
from footnoted.model.block import TextForm
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
from footnoted.model.dataset import Conflict, Fact
from footnoted.model.document import (
    Balance,
    Block,
    Box,
    BoxKind,
    Contents,
    Figure,
    ItemList,
    Listing,
    NoteList,
    Paragraph,
    Quotation,
    Role,
    Section,
    Side,
    SourceList,
)
from footnoted.model.exhibits import (
    ChartBlock,
    ComparisonBlock,
    MapBlock,
    PictureBlock,
    TableBlock,
    TimelineBlock,
)
from footnoted.model.figures import Picture
from footnoted.model.inlines import Foreign, Inlines, Text
from footnoted.model.selected import Selected
from footnoted.text.dates import date_words
from footnoted.text.language import in_language, is_fallback


def section(draft: Draft, block: AnyBlock, selected: Selected, level: int) -> Section:
    """Compose one block; `level` is where its title stands."""
    form = block.text or _form_of(selected)
    facts = selected.of_block(block.id)
    return Section(
        id=block.id,
        kind=block.type,
        level=level,
        title=strip_cites(title_of(draft, block)),
        hidden=block.hidden and draft.is_deck,
        layout=block.layout,
        blocks=_content(draft, block, selected, facts, form),
        speaker=speaker_notes(draft, block, facts),
        break_before=block.break_before and not draft.is_deck,
    )


def _form_of(selected: Selected) -> TextForm:
    """Return the outline's length of facts; it says more of this brief than the audience's does."""
    outline, audience = selected.outline, selected.audience
    if not outline.says("text") and audience is not None and audience.text:
        return audience.text
    return outline.text


def _content(  # noqa: C901 - one line for each kind of block
    draft: Draft, block: AnyBlock, selected: Selected, facts: tuple[Fact, ...], form: TextForm
) -> tuple[Block, ...]:
    match block:
        case Outlined():
            return _intro(draft, block)
        case AnnexBlock():
            return ()
        case ContentsBlock(of=of):
            return (Contents(Listing(of)),)
        case ControlBlock():
            return control(draft, draft.front)
        case CorrectionsBlock():
            return corrections(draft)
        case CiteThisBlock():
            return cite_this(draft, draft.front)
        case MethodBlock() | GlossaryBlock() | SourceEvaluationBlock():
            return ()
        case KeyPointsBlock():
            return (Box(BoxKind.KEY_POINTS, (), (_list(draft, facts, form),)),)
        case ProseBlock():
            return _prose(draft, block)
        case FactsBlock():
            return _facts(draft, block, facts, form)
        case FactCheckBlock():
            return fact_check(draft, block, facts, form)
        case StatBlock():
            return (stat(draft, block),)
        case TableBlock():
            return (table(draft, block, facts, form),)
        case ChartBlock():
            return (figure(draft, block),)
        case ComparisonBlock():
            return (comparison(draft, block, selected, form),)
        case TimelineBlock():
            return (timeline(draft, block, facts, form),)
        case MapBlock():
            return (map_figure(draft, block, selected),)
        case PictureBlock():
            return (_picture(draft, block),)
        case QuestionsBlock():
            return (questions(draft, block, selected, form),)
        case QuoteBlock():
            return tuple(_quotation(draft, fact) for fact in facts)
        case BalanceBlock():
            return (_balance(draft, block, selected, form),)
        case ConflictBlock():
            return _conflicts(draft, block, form)
        case CalloutBlock():
            return (_callout(draft, block, facts, form),)
        case NotesBlock():
            return (NoteList(),)
        case SourcesBlock():
            return (SourceList(block.group_by),)
        case _:
            assert_never(block)


def _picture(draft: Draft, block: PictureBlock) -> Figure:
    credit = own_words(draft, block.credit or {}, block, "credit")
    return exhibit(draft, block, Picture(block.path), credit)


def _intro(draft: Draft, block: Outlined) -> tuple[Block, ...]:
    """Return the line under a part's title; only slides have room for one."""
    if not draft.is_deck or not block.intro:
        return ()
    return (Paragraph(own_words(draft, block.intro, block, "intro"), Role.LEAD),)


def _list(draft: Draft, facts: tuple[Fact, ...], form: TextForm, columns: int = 1) -> ItemList:
    items = tuple((Paragraph(fact_sentence(draft, fact, form)),) for fact in facts)
    return ItemList(items, columns=columns)


def _facts(
    draft: Draft, block: FactsBlock, facts: tuple[Fact, ...], form: TextForm
) -> tuple[Block, ...]:
    if block.as_ == "list":
        return (_list(draft, facts, form, block.columns if draft.is_deck else 1),)
    return (Paragraph(_running(draft, facts, form)),)


def _running(draft: Draft, facts: tuple[Fact, ...], form: TextForm) -> Inlines:
    """Set facts as running text: each a sentence with its cite after the full stop."""
    sentences = []
    for fact in facts:
        sentence = fact_sentence(draft, fact, form)
        words = strip_cites(sentence)
        sentences.append((*ended(draft, words), *sentence[len(words) :]))
    return merged(joined(*sentences))


def _prose(draft: Draft, block: ProseBlock) -> tuple[Block, ...]:
    record = draft.dataset.sections[block.section]
    text, found = in_language(record.text, draft.language, draft.home)
    at = partial(record.span, "text")
    blocks = read_blocks(text, prose_reading(draft, found, at, of_outline=False))
    first = blocks[0] if blocks else None
    if block.lead and isinstance(first, Paragraph):
        blocks = (replace(first, role=Role.LEAD), *blocks[1:])
    return marked_blocks(draft, blocks, found, at)


def _quotation(draft: Draft, fact: Fact) -> Quotation:
    """Set a fact's exact words off; a fact without any prints its text."""
    spoken = fact.exact_language or draft.home
    if not fact.exact:
        return Quotation(fact_sentence(draft, fact, "full"), _speaker(draft, fact))
    words = exact_words(fact, draft.dataset, draft.language)
    language = spoken if is_fallback(spoken, draft.language) else ""
    if ours := translation(draft, fact, draft.language):
        words = (*words, Foreign(ours, draft.language))
    return Quotation((*words, *fact_cite(draft, fact, "full")), _speaker(draft, fact), language)


def _speaker(draft: Draft, fact: Fact) -> Inlines:
    time = fact.said or fact.when
    spoken = date_words(time, draft.language, running=False) if time else ""
    who = speaker_words(draft, fact)
    between = ", " if who and spoken else ""
    return merged((*who, Text(between + spoken)))


def _balance(draft: Draft, block: BalanceBlock, selected: Selected, form: TextForm) -> Balance:
    sides = tuple(
        Side(
            own_words(draft, side.label, side, "label"),
            (_list(draft, selected.facts[f"{block.id}/{i}"], form),),
        )
        for i, side in enumerate(block.sides)
    )
    return Balance(own_words(draft, block.question, block, "question"), sides)


def _conflicts(draft: Draft, block: ConflictBlock, form: TextForm) -> tuple[Block, ...]:
    """Set each conflict out in a box; its question stands there unless it is the title."""
    draft.disclosed.update(block.ids)
    boxes = []
    for i, id_ in enumerate(block.ids):
        conflict = draft.dataset.conflicts[id_]
        is_title = i == 0 and not block.title and draft.is_deck
        boxes.append(
            _conflict(draft, conflict, () if is_title else conflict_question(draft, conflict), form)
        )
    return tuple(boxes)


def _conflict(draft: Draft, conflict: Conflict, title: Inlines, form: TextForm) -> Box:
    """Set out the members, why we prefer one, and the disclosure, which no note then repeats."""
    members = tuple(draft.dataset.facts[member] for member in conflict.members)
    content: list[Block] = [_list(draft, members, form)]
    if conflict.because:
        words = data_words(draft, conflict.because, conflict, "because")
        content.append(Paragraph(words))
    words = data_words(draft, conflict.disclose, conflict, "disclose")
    content.append(Paragraph(words, Role.CAVEAT))
    return Box(BoxKind.CONFLICT, title, tuple(content))


def _callout(draft: Draft, block: CalloutBlock, facts: tuple[Fact, ...], form: TextForm) -> Box:
    words = own_blocks(draft, block.words, block, "words") if block.words else ()
    listed: tuple[Block, ...] = (_list(draft, facts, form),) if len(facts) > 1 else ()
    if len(facts) == 1:
        listed = (Paragraph(fact_sentence(draft, facts[0], form)),)
    return Box(BoxKind(block.style), (), (*words, *listed))
