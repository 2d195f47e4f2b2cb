"""In: front matter, parts, the source list. Out: title, section, agenda and sources slides."""

from collections.abc import Iterable, Iterator, Sequence

from footnoted.model.document import Section, SourceGroup, SourceList
from footnoted.pptx.fit import fit, fit_line
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
    Tone,
)
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage, smaller


def title_slide(stage: Stage) -> Slide:
    """Set the front matter."""
    front, deck = stage.document.front, stage.areas.deck
    kicker, title, subtitle, details = stage.areas.cover
    shapes: list[Shape] = [
        _display(stage, Holder.TITLE, "Title", title, front.title, deck.sizes.cover_title),
        *_plain(stage, Holder.KICKER, "Kicker", kicker, (front.kicker,), Anchor.BOTTOM),
        RuleShape(_cover_rule(stage, title), _on(deck.cover_ground)),
        *_plain(stage, Holder.SUBTITLE, "Subtitle", subtitle, (front.subtitle,), Anchor.TOP),
        *_plain(stage, Holder.DETAILS, "Details", details, _details(stage), Anchor.BOTTOM),
    ]
    return Slide(Layout.TITLE, front.title, tuple(shapes))


def _details(stage: Stage) -> tuple[str, ...]:
    """Return for whom, by whom, when and which version, each a line."""
    front = stage.document.front
    people = ", ".join(front.authors) or front.owner
    dated = " · ".join(part for part in (front.date, front.version, front.marking) if part)
    return tuple(line for line in (front.audience, people, dated) if line)


def _cover_rule(stage: Stage, title: Box) -> Box:
    """Return the rule between title and subtitle."""
    deck = stage.areas.deck
    return Box(title.x, title.bottom + deck.notes_gap, deck.rule_length * 2, deck.rule_width)


def _on(ground: str) -> str:
    """Return the colour of a rule on a ground."""
    return "accent-ink" if ground == "accent" else "accent"


def _display(
    stage: Stage, holder: Holder, name: str, box: Box, text: str | Para, ladder: Sequence[float]
) -> TextShape:
    """Set large text that stands on the foot of its box."""
    para = text if isinstance(text, Para) else Para((Run(text),))
    found = fit_line([para], box.width, box.height, ladder, stage.display)
    if not found:
        raise DoesNotFitError(f"the title `{plain(para.runs)}` is too long for its slide")
    leading = stage.areas.deck.title_leading
    return TextShape(
        holder, name, box, (para,), found[0], heading=True, leading=leading, anchor=Anchor.BOTTOM
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
    deck = stage.areas.deck
    title, text = stage.areas.opening
    runs = stage.inliner.runs(section.title)
    head = _display(stage, Holder.TITLE, "Title", title, Para(runs), deck.sizes.section_title)
    rule = RuleShape(_cover_rule(stage, title), _on(deck.section_ground))
    shapes: list[Shape] = [head, rule]
    if intro:
        room = min(text.height, stage.areas.bottom - stage.strips.height(intro) - text.y)
        found = fit_line(intro, text.width, room, deck.sizes.section_text, stage.body)
        if not found:
            return None
        shapes.append(stage.text(Holder.BODY, "Introduction", text, intro, found[0]))
    strip = stage.strips.of((Para(runs), *intro))
    return Slide(Layout.SECTION, plain(runs), (*shapes, *stage.strips.shape(strip)), section.id)


def agenda_slides(stage: Stage, room: Room) -> list[Draft]:
    """List the parts, each a link to its slide."""
    parts = [one for one in stage.document.sections if one.kind == "section" and one.title]
    if not parts:
        first = [one for one in stage.document.sections if one.level == 1 and one.title]
        parts = [one for one in first if one.kind not in ("contents", "sources")]
    paras = [
        Para(tuple(_linked(stage, part)), mark=Mark.NUMBER, number=position, gap=0.7)
        for position, part in enumerate(parts, 1)
    ]
    ladder = stage.areas.deck.sizes.body
    found = fit(paras, stage.areas.width, room.height, ladder, stage.body)
    if not found:
        raise DoesNotFitError("the agenda finds no room")
    box = stage.across(room, 0.0)
    small = smaller("agenda", found.size, ladder)
    return [
        Draft(
            Layout.CONTENT, (stage.text(Holder.BODY, "Agenda", box, part, found.size),), None, small
        )
        for part in found.parts
        if part
    ]


def _linked(stage: Stage, section: Section) -> Iterator[Run]:
    """Yield a part's title as a link to it, without its markers."""
    target = f"#{section.id}"
    for run in stage.inliner.runs(section.title, Run("", link=target)):
        if not run.raised:
            yield run


def source_slides(stage: Stage, block: SourceList, room: Room) -> list[Draft]:
    """List the works cited over as many slides as it takes, under their numbers."""
    paras = [para for group in block.groups for para in _group(stage, group)]
    ladder = stage.areas.deck.sizes.sources
    found = fit(paras, stage.areas.width, room.height, ladder, stage.body)
    if not found:
        raise DoesNotFitError("the list of sources finds no room")
    box = stage.across(room, 0.0)
    return [
        Draft(
            Layout.SOURCES, (stage.text(Holder.BODY, "Sources", box, part, found.size),), None, ()
        )
        for part in found.parts
        if part
    ]


def _group(stage: Stage, group: SourceGroup) -> Iterator[Para]:
    """Yield a group's heading and its entries under the numbers that markers print."""
    if group.title:
        yield stage.inliner.heading(group.title)
    numbered = any(entry.number for entry in group.entries)
    hang = stage.areas.deck.number_indent if numbered else 0.0
    for entry in group.entries:
        runs = stage.inliner.runs(entry.content)
        label = Run(f"{entry.number}.", tone=Tone.ACCENT) if entry.number else None
        yield Para(runs, mark=Mark.LABEL, label=label, hang=hang, gap=0.3)
