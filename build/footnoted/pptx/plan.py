"""In: a document that has been cited. Out: its slides, measured and placed. Pure.

Each section becomes one slide, or several where it holds several exhibits or more text than one
slide takes; these share its title and count their parts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Subject, error, warning
from footnoted.model.document import (
    Document,
    Paragraph,
    Section,
    SourceEntry,
    SourceGroup,
    SourceList,
)
from footnoted.model.inlines import Text
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.pptx.blocks import drafts
from footnoted.pptx.citations import Citations
from footnoted.pptx.counting import Planned, counted, named_parts, numbered
from footnoted.pptx.geometry import Areas
from footnoted.pptx.heads import Leaf, leaves
from footnoted.pptx.measure import Setting
from footnoted.pptx.openings import section_slide, title_slide
from footnoted.pptx.places import OwnLayouts
from footnoted.pptx.runs import Inliner, plain
from footnoted.pptx.slides import Deck, Holder, Para, Run, Slide, TextShape
from footnoted.pptx.speaker import speaker_pages
from footnoted.pptx.stage import DoesNotFitError, Draft, Headline, Room, Stage
from footnoted.pptx.strip import Strips, label_hang
from footnoted.pptx.texts import text_slides
from footnoted.pptx.wishes import Wish, unserved, wish_of
from footnoted.text.advances import is_measured

_NONE_OF_THEIRS = OwnLayouts()
_WORST_PART = 88
"""Parts are counted with two digits when headlines are measured."""


def plan(
    document: Document,
    style: Style,
    areas: Areas,
    root: Path,
    theirs: OwnLayouts = _NONE_OF_THEIRS,
) -> tuple[Deck, list[Diagnostic]]:
    """Plan a deck; `does-not-fit` says what could not be set at all.

    `theirs` are the layouts of the user's template that sections ask for by name.
    """
    stage = _stage(document, style, areas)
    found = [] if areas.frames else list(_unmeasured(style))
    planned: list[Planned] = []
    try:
        cover = title_slide(stage)
    except DoesNotFitError as reason:
        return Deck(()), [error("does-not-fit", str(reason))]
    heads = _heads(stage)
    titles = Counter(plain(leaf.runs) for _, own in heads for leaf in own)
    stages = {"": stage}
    for section, own in heads:
        wish, said = wish_of(section, theirs)
        found += said
        try:
            if wish.own not in stages:
                stages[wish.own] = stage.on(theirs.wished[wish.own].areas)
            one = _section(stages[wish.own], section, own, titles, (wish, root))
        except DoesNotFitError as reason:
            message = f"slide “{plain(own[0].runs)}”: {reason}"
            found.append(error("does-not-fit", message, about=Subject(section.id)))
            continue
        found += unserved(section, wish, one.slides, theirs)
        planned.append(one)
    if any(any(one.shortened) for one in planned) and not _lists_sources(document):
        every = _all_notes(stage)
        own = leaves(stage, every, ())
        planned.append(_section(stage, every, own, titles, (Wish(), root)))
    slides, said = counted(stage, planned, cover.title)
    deck = Deck((cover, *slides), named_parts(planned, cover))
    return deck, [*found, *said]


def _stage(document: Document, style: Style, areas: Areas) -> Stage:
    """Gather what every slide needs."""
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
    spoken = Citations(replace(inliner, whole=True), phrases)
    first = {one.sources: one.id for one in reversed(document.notes)}
    return Stage(
        document, style, phrases, areas, inliner, citations, strips, entries, spoken, first
    )


def phrases_of(style: Style, language: str) -> Phrases:
    """Return the house phrases of a language, of its primary language, else the first there are."""
    primary = language.split("-", 1)[0]
    for wanted in (language, primary, "en"):
        if wanted in style.phrases:
            return style.phrases[wanted]
    return next(iter(style.phrases.values()))


def _unmeasured(style: Style) -> Iterator[Diagnostic]:
    """Tell of faces whose widths are guessed."""
    faces = {style.deck.heading_face: "heading-face", style.deck.body_face: "body-face"}
    for face, key in faces.items():
        if not is_measured(face):
            yield warning(
                "unmeasured-face",
                f"the widths of `{face}` are not known; the deck is set as if it were very wide",
                style.span("deck", key),
                hint="Arial, Calibri, Cambria and Times New Roman are measured exactly",
            )


def _heads(stage: Stage) -> list[tuple[Section, list[Leaf]]]:
    """Divide every section that has slides; what has no words of its own is called as its part."""
    part: tuple[Run, ...] = (Run(stage.document.front.title),)
    found = []
    for section in stage.document.sections:
        own = leaves(stage, section, part)
        if section.kind in ("section", "annex") and section.title:
            part = own[0].runs
        found.append((section, own))
    return found


def _section(
    stage: Stage,
    section: Section,
    own: Sequence[Leaf],
    titles: Counter[str],
    how: tuple[Wish, Path],
) -> Planned:
    """Plan a section: its opening slide, or the slides of its leaves."""
    if section.kind in ("section", "annex"):
        opening = _opening(stage, section)
        if opening:
            opening = replace(opening, hidden=section.hidden, own=how[0].own)
            said = _spoken(stage, section, (opening,))
            return Planned(section, opening.title, said, stage.areas.deck.sizes, opens=True)
    found = [
        (slide, draft) for leaf in own for slide, draft in _leaf(stage, section, leaf, titles, how)
    ]
    return Planned(
        section,
        plain(own[0].runs),
        _spoken(stage, section, tuple(replace(slide, own=how[0].own) for slide, _ in found)),
        stage.areas.deck.sizes,
        shrunk=tuple(draft.shrunk for _, draft in found),
        shortened=tuple(bool(draft.strip and draft.strip.shortened) for _, draft in found),
        carried=tuple(bool(draft.strip and draft.strip.carried) for _, draft in found),
    )


def _opening(stage: Stage, section: Section) -> Slide | None:
    """Plan a section slide, or say None where more than a short introduction stands in it."""
    if not section.title or not all(isinstance(block, Paragraph) for block in section.blocks):
        return None
    return section_slide(stage, section, tuple(stage.inliner.paras(section.blocks)))


def _leaf(
    stage: Stage, section: Section, leaf: Leaf, titles: Counter[str], how: tuple[Wish, Path]
) -> list[tuple[Slide, Draft]]:
    """Plan what stands under a headline; on several slides it leaves room to count them."""
    single = stage.headline(leaf.runs)
    found = _drafts(stage, leaf, stage.room(single), how)
    headline = single
    if len(found) > 1 or titles[plain(leaf.runs)] > 1:
        headline = stage.headline(numbered(stage, leaf.runs, _WORST_PART, _WORST_PART))
        headline = replace(headline, runs=leaf.runs)
        if headline.box != single.box:
            found = _drafts(stage, leaf, stage.room(headline), how)
    return [(_slide(stage, section, (leaf, headline), draft), draft) for draft in found]


def _drafts(stage: Stage, leaf: Leaf, room: Room, how: tuple[Wish, Path]) -> list[Draft]:
    """Return the drafts of a leaf, each followed by the disclosures that had no room on it."""
    found: list[Draft] = []
    for draft in drafts(stage, leaf, room, how):
        found.append(draft)
        if draft.strip and draft.strip.carried:
            found += text_slides(stage.telling(), draft.strip.carried, room)
    return found


def _slide(stage: Stage, section: Section, head: tuple[Leaf, Headline], draft: Draft) -> Slide:
    """Make a slide of a draft; its headline is set when all parts are known."""
    leaf, headline = head
    shapes = (
        _title_shape(stage, headline),
        *draft.shapes,
        *(stage.strips.shape(draft.strip) if draft.strip else ()),
    )
    return Slide(draft.layout, plain(headline.runs), shapes, leaf.target, hidden=section.hidden)


def _title_shape(stage: Stage, headline: Headline) -> TextShape:
    """Return the headline as a shape."""
    leading = stage.headlines.leading
    para = Para(headline.runs)
    return TextShape(
        Holder.TITLE, "Title", headline.box, (para,), headline.size, heading=True, leading=leading
    )


def _spoken(stage: Stage, section: Section, slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Put what the speaker says under the section's slides."""
    pages = speaker_pages(stage, section, slides)
    return tuple(
        replace(
            slide,
            speaker=page.paras,
            speaker_size=page.size,
            speaker_overfull=page.overfull,
        )
        for slide, page in zip(slides, pages, strict=True)
    )


def _lists_sources(document: Document) -> bool:
    """Say whether the document ends with its sources."""
    return any(isinstance(one, SourceList) for part in document.sections for one in part.blocks)


def _all_notes(stage: Stage) -> Section:
    """Make the sources slides that shortened notes point to, where the outline has none."""
    cited = stage.document.notes
    through = stage.style.notes.deck_restart == "never"
    notes = {one.label if through else one.sources: one for one in reversed(cited)}
    entries = tuple(
        SourceEntry(
            one.id, one.content, number=int(one.label) if through and one.label.isdigit() else 0
        )
        for one in reversed(notes.values())
    )
    block = SourceList(groups=(SourceGroup((), entries),))
    return Section("deck-sources", "sources", 1, (Text(stage.phrases.sources),), (block,))
