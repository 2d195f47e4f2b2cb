"""In: a document that has been cited. Out: its slides, measured and placed. Pure.

Each section becomes one slide, or several where it holds several exhibits or more text than one
slide takes; these share its title and count their parts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from footnoted.diagnostics import Diagnostic, error, warning
from footnoted.model.document import (
    Balance,
    Block,
    Box,
    BoxKind,
    Contents,
    Document,
    Figure,
    Inlines,
    ItemList,
    Paragraph,
    Quotation,
    Section,
    SourceEntry,
    SourceGroup,
    SourceList,
    Stat,
    Table,
    Text,
)
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.pptx.citations import Citations
from footnoted.pptx.counting import Planned, counted, named_parts, numbered
from footnoted.pptx.exhibits import figure_slides
from footnoted.pptx.geometry import Areas
from footnoted.pptx.measure import Setting
from footnoted.pptx.openings import agenda_slides, section_slide, source_slides, title_slide
from footnoted.pptx.runs import Inliner, calls, plain
from footnoted.pptx.slides import Deck, Holder, Mark, Para, Run, Slide, TextShape
from footnoted.pptx.speaker import speaker_pages
from footnoted.pptx.stage import DoesNotFitError, Draft, Headline, Room, Stage
from footnoted.pptx.stats import stat_slides
from footnoted.pptx.strip import Strips, label_hang
from footnoted.pptx.tables import table_slides
from footnoted.pptx.texts import (
    balance_slides,
    box_slides,
    column_slides,
    quotation_slides,
    text_slides,
)
from footnoted.text.advances import is_measured

_LEAD = 240
"""Characters that may stand between headline and exhibit; more are a slide of their own."""
_WORST_PART = 88
"""Parts are counted with two digits when headlines are measured."""


def plan(document: Document, style: Style, root: Path) -> tuple[Deck, list[Diagnostic]]:
    """Plan a deck; `does-not-fit` says what could not be set at all."""
    stage = _stage(document, style)
    found = list(_unmeasured(style))
    planned: list[Planned] = []
    try:
        cover = title_slide(stage)
    except DoesNotFitError as reason:
        return Deck(()), [error("does-not-fit", str(reason))]
    titles = Counter(plain(_title_runs(stage, section)) for section in document.sections)
    for section in document.sections:
        try:
            planned.append(_section(stage, section, titles, root))
        except DoesNotFitError as reason:
            name = plain(_title_runs(stage, section))
            found.append(error("does-not-fit", f"slide “{name}”: {reason}"))
    if any(any(one.shortened) for one in planned) and not _lists_sources(document):
        planned.append(_section(stage, _all_notes(stage), titles, root))
    slides, said = counted(stage, planned)
    deck = Deck((cover, *slides), named_parts(stage, planned, cover))
    return deck, [*found, *said]


def _stage(document: Document, style: Style) -> Stage:
    """Gather what every slide needs."""
    areas = Areas(style.deck)
    phrases = phrases_of(style, document.language)
    inliner = Inliner({one.id: one for one in document.notes})
    citations = Citations(inliner, phrases)
    labels = tuple(dict.fromkeys(one.label for one in document.notes))
    strips = Strips(areas, citations, label_hang(labels, Setting(style.deck)))
    entries = {
        entry.source: entry.content
        for section in document.sections
        for block in section.blocks
        if isinstance(block, SourceList)
        for group in block.groups
        for entry in group.entries
    }
    first = {one.sources: one.id for one in reversed(document.notes)}
    return Stage(document, style, phrases, areas, inliner, citations, strips, entries, first)


def phrases_of(style: Style, language: str) -> Phrases:
    """Return the house phrases of a language, of its primary language, else the first there are."""
    primary = language.split("-", 1)[0]
    for wanted in (language, primary, "en"):
        if wanted in style.phrases:
            return style.phrases[wanted]
    return next(iter(style.phrases.values()))


def _unmeasured(style: Style) -> Iterator[Diagnostic]:
    """Tell of faces whose widths are guessed."""
    for face in dict.fromkeys((style.deck.heading_face, style.deck.body_face)):
        if not is_measured(face):
            yield warning(
                "unmeasured-face",
                f"the widths of `{face}` are not known; the deck is set as if it were very wide",
                hint="Arial, Calibri, Cambria and Times New Roman are measured exactly",
            )


def _title_runs(stage: Stage, section: Section) -> tuple[Run, ...]:
    """Return a section's title, or what its first block offers for one."""
    if section.title:
        return stage.inliner.runs(section.title)
    for block in section.blocks:
        words = _own_title(block)
        if words:
            return tuple(run for run in stage.inliner.runs(words) if not run.raised)
    if any(isinstance(block, Contents) for block in section.blocks):
        return (Run(stage.phrases.contents),)
    if any(isinstance(block, SourceList) for block in section.blocks):
        return (Run(stage.phrases.sources),)
    return (Run(stage.document.front.title),)


def _own_title(block: Block) -> Inlines:
    """Return the words by which a block is known."""
    match block:
        case Figure() | Table():
            return block.caption
        case Box():
            return block.title
        case Balance():
            return block.question
        case _:
            return ()


def _section(stage: Stage, section: Section, titles: Counter[str], root: Path) -> Planned:
    """Plan a section; where it takes several slides the headline leaves room to count them."""
    if section.kind == "section":
        opening = _opening(stage, section)
        if opening:
            return opening
    runs = _title_runs(stage, section)
    single = stage.headline(runs)
    drafts = list(_drafts(stage, section, stage.room(single), root))
    headline = single
    if len(drafts) > 1 or titles[plain(runs)] > 1:
        headline = stage.headline(numbered(stage, runs, _WORST_PART, _WORST_PART))
        headline = replace(headline, runs=runs)
        if headline.box != single.box:
            drafts = list(_drafts(stage, section, stage.room(headline), root))
    slides = _slides(stage, section, headline, drafts)
    return Planned(
        section,
        plain(runs),
        slides,
        shrunk=tuple(draft.shrunk for draft in drafts),
        shortened=tuple(bool(draft.strip and draft.strip.shortened) for draft in drafts),
    )


def _opening(stage: Stage, section: Section) -> Planned | None:
    """Plan a section slide, or say None where more than a short introduction stands in it."""
    if not all(isinstance(block, Paragraph) for block in section.blocks):
        return None
    intro = tuple(stage.inliner.paras(section.blocks))
    slide = section_slide(stage, section, intro)
    if not slide:
        return None
    (slide,) = _spoken(stage, section, (slide,))
    return Planned(section, slide.title, (slide,))


def _slides(
    stage: Stage, section: Section, headline: Headline, drafts: Sequence[Draft]
) -> tuple[Slide, ...]:
    """Make slides of drafts; their headline is set when all parts are known."""
    slides = tuple(
        Slide(
            draft.layout,
            plain(headline.runs),
            (
                _title_shape(stage, headline),
                *draft.shapes,
                *(stage.strips.shape(draft.strip) if draft.strip else ()),
            ),
            section.id,
        )
        for draft in drafts
    )
    return _spoken(stage, section, slides)


def _title_shape(stage: Stage, headline: Headline) -> TextShape:
    """Return the headline as a shape."""
    leading = stage.areas.deck.title_leading
    para = Para(headline.runs)
    return TextShape(
        Holder.TITLE, "Title", headline.box, (para,), headline.size, heading=True, leading=leading
    )


def _spoken(stage: Stage, section: Section, slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Put what the speaker says under the section's slides."""
    called = calls(
        para
        for slide in slides
        for one in slide.shapes
        if isinstance(one, TextShape)
        for para in one.paras
    )
    pages = speaker_pages(stage, section, called, len(slides))
    return tuple(
        replace(
            slide,
            speaker=page.paras,
            speaker_size=page.size,
            speaker_overfull=page.overfull,
        )
        for slide, page in zip(slides, pages, strict=True)
    )


def _drafts(stage: Stage, section: Section, room: Room, root: Path) -> Iterator[Draft]:
    """Yield the drafts of a section, exhibit by exhibit."""
    held: list[Block] = []
    for block in section.blocks:
        if _is_text(block):
            held.append(block)
            continue
        lead = tuple(stage.inliner.paras(held))
        if lead and not _leads(lead):
            yield from text_slides(stage, lead, room)
            lead = ()
        held = []
        yield from _exhibit(stage, section, block, lead, (room, root))
    if held:
        yield from text_slides(stage, tuple(stage.inliner.paras(held)), room)


def _is_text(block: Block) -> bool:
    """Say whether a block runs on with its neighbours."""
    match block:
        case Paragraph():
            return True
        case ItemList(columns=columns):
            return columns == 1
        case Box(kind=kind):
            return kind is BoxKind.KEY_POINTS
        case _:
            return False


def _leads(paras: Sequence[Para]) -> bool:
    """Say whether text is running text short enough to stand over an exhibit."""
    running = all(para.mark is Mark.NONE for para in paras)
    return running and sum(len(plain(para.runs)) for para in paras) <= _LEAD


def _exhibit(
    stage: Stage,
    section: Section,
    block: Block,
    lead: tuple[Para, ...],
    where: tuple[Room, Path],
) -> list[Draft]:
    """Return the drafts of one exhibit under a few lines of text."""
    room, root = where
    title = plain(_title_runs(stage, section))
    match block:
        case Quotation():
            return quotation_slides(stage, block, lead, room)
        case Balance():
            return balance_slides(stage, block, title, lead, room)
        case Stat():
            return stat_slides(stage, block, lead, room)
        case Table():
            return table_slides(stage, block, lead, room)
        case Figure():
            return figure_slides(stage, block, lead, room, root)
    before = text_slides(stage, lead, room) if lead else []
    match block:
        case Box():
            return [*before, *box_slides(stage, block, title, room)]
        case ItemList():
            return [*before, *column_slides(stage, block, room)]
        case Contents():
            return [*before, *agenda_slides(stage, room)]
        case SourceList():
            return [*before, *source_slides(stage, block, room)]
        case _:
            return before


def _lists_sources(document: Document) -> bool:
    """Say whether the document ends with its sources."""
    return any(isinstance(one, SourceList) for part in document.sections for one in part.blocks)


def _all_notes(stage: Stage) -> Section:
    """Make the sources slides that shortened notes point to, where the outline has none."""
    notes = {one.label: one for one in reversed(stage.document.notes)}
    entries = tuple(
        SourceEntry(one.id, one.content, number=int(one.label) if one.label.isdigit() else 0)
        for one in reversed(notes.values())
    )
    block = SourceList(groups=(SourceGroup((), entries),))
    return Section("deck-sources", "sources", 1, (Text(stage.phrases.sources),), (block,))
