"""In: a document that has been cited. Out: its slides, measured and placed. Pure.

Each section becomes one slide, or several where it holds several exhibits or more text than one
slide takes; these share its title and count their parts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from footnoted.diagnostics import Diagnostic, error, note, warning
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
from footnoted.pptx.exhibits import figure_slides
from footnoted.pptx.geometry import Areas
from footnoted.pptx.openings import agenda_slides, section_slide, source_slides, title_slide
from footnoted.pptx.runs import Inliner, calls, plain
from footnoted.pptx.slides import Deck, Holder, Mark, Para, Run, Slide, TextShape
from footnoted.pptx.speaker import speaker_pages
from footnoted.pptx.stage import DoesNotFitError, Draft, Headline, Room, Stage
from footnoted.pptx.strip import Strips
from footnoted.pptx.tables import table_slides
from footnoted.pptx.texts import (
    balance_slides,
    box_slides,
    column_slides,
    quotation_slides,
    stat_slides,
    text_slides,
)
from footnoted.text.advances import is_measured

_LEAD = 240
"""Characters that may stand between headline and exhibit; more are a slide of their own."""
_WORST_PART = 88
"""Parts are counted with two digits when headlines are measured."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """A section's slides, before their titles are counted."""

    section: Section
    slides: tuple[Slide, ...]
    titled: bool = False
    """The slides have their headline already."""
    shrunk: tuple[tuple[str, ...], ...] = ()
    shortened: tuple[bool, ...] = ()


def plan(document: Document, style: Style, root: Path) -> tuple[Deck, list[Diagnostic]]:
    """Plan a deck; `does-not-fit` says what could not be set at all."""
    stage = _stage(document, style)
    found = list(_unmeasured(style))
    planned: list[_Planned] = []
    try:
        cover = title_slide(stage)
    except DoesNotFitError as reason:
        return Deck(()), [error("does-not-fit", str(reason))]
    titles = Counter(_title_of(stage, section) for section in document.sections)
    for section in document.sections:
        try:
            planned.append(_section(stage, section, titles, root))
        except DoesNotFitError as reason:
            name = _title_of(stage, section)
            found.append(error("does-not-fit", f"slide “{name}”: {reason}"))
    if any(any(one.shortened) for one in planned) and not _lists_sources(document):
        planned.append(_section(stage, _all_notes(stage), titles, root))
    slides, said = _counted(stage, planned)
    deck = Deck((cover, *slides), _parts(stage, planned, cover))
    return deck, [*found, *said]


def _stage(document: Document, style: Style) -> Stage:
    """Gather what every slide needs."""
    areas = Areas(style.deck)
    phrases = phrases_of(style, document.language)
    inliner = Inliner({one.id: one for one in document.notes})
    strips = Strips(areas, inliner, phrases.see_sources, phrases.notes)
    entries = {
        entry.source: entry.content
        for section in document.sections
        for block in section.blocks
        if isinstance(block, SourceList)
        for group in block.groups
        for entry in group.entries
    }
    first = {one.sources: one.id for one in reversed(document.notes)}
    return Stage(document, style, phrases, areas, inliner, strips, entries, first)


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


def _title_of(stage: Stage, section: Section) -> str:
    """Return the headline that a section's slides share."""
    return plain(_title_runs(stage, section))


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


def _section(stage: Stage, section: Section, titles: Counter[str], root: Path) -> _Planned:
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
        headline = stage.headline(_numbered(stage, runs, _WORST_PART, _WORST_PART))
        headline = replace(headline, runs=runs)
        if headline.box != single.box:
            drafts = list(_drafts(stage, section, stage.room(headline), root))
    slides = _slides(stage, section, headline, drafts)
    return _Planned(
        section,
        slides,
        shrunk=tuple(draft.shrunk for draft in drafts),
        shortened=tuple(bool(draft.strip and draft.strip.shortened) for draft in drafts),
    )


def _opening(stage: Stage, section: Section) -> _Planned | None:
    """Plan a section slide, or say None where more than a short introduction stands in it."""
    if not all(isinstance(block, Paragraph) for block in section.blocks):
        return None
    intro = tuple(stage.inliner.paras(section.blocks))
    slide = section_slide(stage, section, intro)
    if not slide:
        return None
    (slide,) = _spoken(stage, section, (slide,))
    return _Planned(section, (slide,), titled=True)


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
        replace(slide, speaker=page.paras, speaker_size=page.size)
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
    title = _title_of(stage, section)
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


def _numbered(stage: Stage, runs: tuple[Run, ...], part: int, parts: int) -> tuple[Run, ...]:
    """Return a headline with the count of its parts, as the house phrase has it."""
    before, _, after = stage.phrases.slide_part.partition("{title}")
    ends = (one.format(part=part, parts=parts) for one in (before, after))
    first, last = (Run(text) for text in ends)
    return tuple(run for run in (first, *runs, last) if run.text)


def _counted(stage: Stage, planned: Sequence[_Planned]) -> tuple[list[Slide], list[Diagnostic]]:
    """Count the parts of equal headlines; tell what was continued, shrunk and shortened."""
    totals = Counter(slide.title for one in planned for slide in one.slides)
    cover = stage.document.front.title
    seen: Counter[str] = Counter()
    slides: list[Slide] = []
    said: list[Diagnostic] = []
    for one in planned:
        if len(one.slides) > 1:
            name = one.slides[0].title
            here = f"slide {len(slides) + 2}: “{name}”"
            said.append(note("continued", f"{here} goes on over {len(one.slides)} slides"))
        for position, slide in enumerate(one.slides):
            number = len(slides) + 2
            seen[slide.title] += 1
            total = totals[slide.title]
            if total > 1 or slide.title == cover:
                slide = _with_count(stage, slide, seen[slide.title], total)
            slides.append(slide)
            said += _told(one, position, number)
    return slides, said


def _told(one: _Planned, position: int, number: int) -> Iterator[Diagnostic]:
    """Yield what there is to say of one slide."""
    for words in one.shrunk[position] if one.shrunk else ():
        yield note("shrunk", f"slide {number}: {words}")
    if one.shortened and one.shortened[position]:
        yield note("shortened", f"slide {number}: source notes print in their short form")


def _with_count(stage: Stage, slide: Slide, part: int, total: int) -> Slide:
    """Print the part's number in a slide's headline."""
    head, *others = slide.shapes
    if not isinstance(head, TextShape):
        return slide
    runs = _numbered(stage, head.paras[0].runs, part, total)
    shape = replace(head, paras=(replace(head.paras[0], runs=runs),))
    return replace(slide, title=plain(runs), shapes=(shape, *others))


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


def _parts(stage: Stage, planned: Sequence[_Planned], cover: Slide) -> tuple[tuple[str, int], ...]:
    """Name the parts of the deck after its sections of the first level."""
    parts: list[tuple[str, int]] = [(cover.title, 1)]
    for one in planned:
        name, count = parts[-1]
        if one.section.level == 1 and one.slides:
            parts.append((_title_of(stage, one.section), len(one.slides)))
        else:
            parts[-1] = (name, count + len(one.slides))
    seen: Counter[str] = Counter()
    unique = []
    for name, count in parts:
        seen[name] += 1
        unique.append((f"{name} ({seen[name]})" if seen[name] > 1 else name, count))
    return tuple(unique)
