"""In: front matter, parts, the source list. Out: title, section, agenda and sources slides."""

from collections.abc import Iterable, Iterator, Sequence

from footnoted.model.document import Section, SourceGroup, SourceList
from footnoted.pptx.fit import fit, fit_line
from footnoted.pptx.geometry import Frames
from footnoted.pptx.listed import listed_slides
from footnoted.pptx.measure import Setting, measured, natural_width
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import (
    Anchor,
    Box,
    Holder,
    Layout,
    Mark,
    Para,
    RuleShape,
    Run,
    Shape,
    Slide,
    TextShape,
)
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage

_NUMBER_SPACE = 0.4
"""Ems between a number and its source."""


def title_slide(stage: Stage) -> Slide:
    """Set the front matter."""
    front, deck = stage.document.front, stage.areas.deck
    frames = stage.areas.frames
    if frames and frames.cover:
        return _title_slide_of_user(stage, frames, frames.cover)
    kicker, title, subtitle, details = stage.areas.cover
    head = Para((Run(front.title),))
    shapes: list[Shape] = [
        _display(stage, title, head, deck.sizes.cover_title, stage.display),
        *_plain(stage, Holder.KICKER, "Kicker", kicker, (front.kicker,), Anchor.BOTTOM),
        RuleShape(_cover_rule(stage, title), _on(deck.cover_ground)),
        *_plain(stage, Holder.SUBTITLE, "Subtitle", subtitle, (front.subtitle,), Anchor.TOP),
        *_plain(stage, Holder.DETAILS, "Details", details, _details(stage), Anchor.BOTTOM),
    ]
    return Slide(Layout.TITLE, front.title, tuple(shapes))


def _title_slide_of_user(stage: Stage, frames: Frames, cover: tuple[Box, Box]) -> Slide:
    """Set the front matter into a user's layout: what is no title stands in its subtitle."""
    front, (title, text) = stage.document.front, cover
    head, ladder = Para((Run(front.title),)), stage.areas.deck.sizes.cover_title
    lines = (front.kicker, front.subtitle, *_details(stage))
    shapes = (
        _display(stage, title, head, ladder, stage.lettered(frames.cover_letters)),
        *_plain(stage, Holder.SUBTITLE, "Subtitle", text, lines, Anchor.TOP),
    )
    return Slide(Layout.TITLE, front.title, shapes)


def _details(stage: Stage) -> tuple[str, ...]:
    """Return for whom, by whom, when and which version, each a line."""
    front = stage.document.front
    people = ", ".join(front.authors) or front.owner
    dated = " · ".join(part for part in (front.date, front.version, front.marking) if part)
    return tuple(line for line in (front.audience, people, dated) if line)


def _cover_rule(stage: Stage, title: Box) -> Box:
    """Return the rule between title and subtitle."""
    deck = stage.areas.deck
    wide = deck.rule_length * 2
    x = stage.start(title, wide)
    return Box(x, title.bottom + deck.notes_gap, wide, deck.rule_width)


def _on(ground: str) -> str:
    """Return the colour of a rule on a ground."""
    return "accent-ink" if ground == "accent" else "accent"


def _display(
    stage: Stage, box: Box, para: Para, ladder: Sequence[float], setting: Setting
) -> TextShape:
    """Set a large title that stands on the foot of its box."""
    found = fit_line([para], box.width, box.height, ladder, setting)
    if not found:
        raise DoesNotFitError(f"the title `{plain(para.runs)}` is too long for its slide")
    return TextShape(
        Holder.TITLE,
        "Title",
        box,
        (para,),
        found[0],
        heading=True,
        leading=setting.leading,
        anchor=Anchor.BOTTOM,
    )


def _plain(
    stage: Stage, holder: Holder, name: str, box: Box, lines: Iterable[str], anchor: Anchor
) -> Iterator[TextShape]:
    """Set lines of the title slide; nothing for none."""
    paras = tuple(Para((Run(line),), gap=0.15) for line in lines if line)
    if not paras:
        return
    ladder = stage.areas.deck.sizes.cover_text
    ladder = ladder if holder is Holder.SUBTITLE else ladder[1:] or ladder
    found = fit_line(paras, box.width, box.height, ladder, stage.body)
    if not found:
        raise DoesNotFitError(f"{name.lower()} of the title slide: too long")
    yield TextShape(holder, name, box, paras, found[0], anchor=anchor)


def section_slide(stage: Stage, section: Section, intro: Sequence[Para]) -> Slide | None:
    """Open a part; None where its introduction is too long to stand under its title."""
    deck, frames = stage.areas.deck, stage.areas.frames
    own = frames.opening if frames else None
    title, text = own or stage.areas.opening
    runs = stage.inliner.runs(section.title)
    setting = stage.lettered(frames.opening_letters) if frames and own else stage.display
    head = _display(stage, title, Para(runs), deck.sizes.section_title, setting)
    rule = RuleShape(_cover_rule(stage, title), _on(deck.section_ground))
    shapes: list[Shape] = [head] if own else [head, rule]
    if intro:
        if not text:
            return None
        room = min(text.height, stage.areas.bottom - stage.strips.height(intro) - text.y)
        found = fit_line(intro, text.width, room, deck.sizes.section_text, stage.body)
        if not found:
            return None
        shapes.append(stage.text(Holder.BODY, "Introduction", text, intro, found[0]))
    strip = stage.strips.of((Para(runs), *intro))
    return Slide(Layout.SECTION, plain(runs), (*shapes, *stage.strips.shape(strip)), section.id)


def agenda_slides(stage: Stage, room: Room) -> list[Draft]:
    """List the parts, each a link to its slide."""
    shown = [one for one in stage.document.sections if one.title and not one.hidden]
    parts = [one for one in shown if one.kind == "section"]
    if not parts:
        first = [one for one in shown if one.level == 1]
        parts = [one for one in first if one.kind not in ("contents", "sources")]
    return listed_slides(stage, [tuple(_linked(stage, part)) for part in parts], "Agenda", room)


def _linked(stage: Stage, section: Section) -> Iterator[Run]:
    """Yield a part's title as a link to it, without its markers."""
    target = f"#{section.id}"
    for run in stage.inliner.runs(section.title, Run("", link=target)):
        if not run.raised:
            yield run


def source_slides(stage: Stage, block: SourceList, room: Room) -> list[Draft]:
    """List the works cited over as many slides as it takes, under their numbers."""
    hang = _hang(stage, block)
    paras = [para for group in block.groups for para in _group(stage, group, hang)]
    ladder = stage.areas.deck.sizes.sources
    found = fit(paras, stage.areas.width, room.height, ladder, stage.body)
    if not found:
        raise DoesNotFitError("the list of sources finds no room")
    box = stage.across(room, 0.0)
    small = stage.smaller("sources", found.largest, ladder)
    return [
        Draft(
            Layout.SOURCES,
            (stage.text(Holder.BODY, "Sources", box, part, found.size),),
            None,
            small,
        )
        for part in found.parts
        if part
    ]


def _hang(stage: Stage, block: SourceList) -> float:
    """Return the points by which the list's numbers hang: as its widest needs at least."""
    last = max((entry.number for group in block.groups for entry in group.entries), default=0)
    if not last:
        return 0.0
    deck = stage.areas.deck
    widest = natural_width(measured(Para((Run("8" * len(str(last)) + "."),)), stage.body))
    return max(deck.number_indent, (widest + _NUMBER_SPACE) * deck.sizes.sources[0])


def _group(stage: Stage, group: SourceGroup, hang: float) -> Iterator[Para]:
    """Yield a group's heading and its entries under the numbers that markers print."""
    if group.title:
        yield stage.inliner.heading(group.title)
    for entry in group.entries:
        runs = stage.inliner.runs(entry.content)
        mark = Mark.NUMBER if entry.number else Mark.LABEL
        yield Para(runs, mark=mark, number=entry.number, hang=hang, gap=0.3)
