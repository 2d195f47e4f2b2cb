"""In: terms with their meanings; questions. Out: drafts of their slides."""

from collections.abc import Sequence

from footnoted.model.document import Definition, Definitions, Paragraph, Questions
from footnoted.pptx.fit import fit
from footnoted.pptx.listed import listed_slides
from footnoted.pptx.measure import measured, natural_width
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import Holder, Layout, Mark, Para, Run, Tone
from footnoted.pptx.stage import Draft, Room, Stage
from footnoted.pptx.texts import columned_slides, text_slides

_WIDE = 0.3
"""Of the width, at most for terms that stand beside their content."""
_SPACE = 1.0
"""Ems between the longest term and its content."""


def definition_slides(stage: Stage, block: Definitions, room: Room) -> list[Draft]:
    """Set short terms beside their content, others over it and in two columns where many."""
    if block.compact:
        beside = _beside(stage, block.items, room)
        if beside:
            return beside
    paras = tuple(stage.inliner.paras((block,)))
    if block.compact or len(block.items) < 3:
        return text_slides(stage, paras, room)
    return columned_slides(stage, paras, room, stage.areas.deck.sizes.definitions)


def _beside(stage: Stage, items: Sequence[Definition], room: Room) -> list[Draft]:
    """Set terms in a column of their own; nothing where they are too long for one."""
    ladder = stage.areas.deck.sizes.definitions
    terms = [stage.inliner.runs(item.term, Run("", bold=True)) for item in items]
    widest = max(natural_width(measured(Para(runs), stage.body)) for runs in terms)
    hang = (widest * stage.areas.deck.width_safety + _SPACE) * ladder[0]
    if hang > _WIDE * stage.areas.width or any(len(runs) != 1 for runs in terms):
        return []
    paras = [
        para
        for item, (term,) in zip(items, terms, strict=True)
        for para in _labelled(stage, item, term, hang)
    ]
    found = fit(paras, stage.areas.width, room.height, ladder, stage.body, stage.strips.height)
    if not found:
        return []
    small = stage.smaller("text", found.largest, ladder)
    drafts = []
    for part in found.parts:
        box = stage.across(room, stage.strips.height(part))
        shape = stage.text(Holder.BODY, "Text", box, part, found.size)
        drafts.append(Draft(Layout.CONTENT, (shape,), stage.strips.of(part), small))
    return drafts


def _labelled(stage: Stage, item: Definition, term: Run, hang: float) -> list[Para]:
    """Return a term's content with the term before its first line."""
    label = Run(plain((term,)), bold=True, tone=Tone.ACCENT)
    plainly = all(isinstance(block, Paragraph) for block in item.content)
    lines = list(stage.inliner.paras(item.content)) if plainly else []
    if not lines:
        flat = list(stage.inliner.paras(item.content)) or [Para(())]
        lines = [Para(para.runs, tone=para.tone) for para in flat]
    return [
        Para(
            para.runs,
            mark=Mark.LABEL,
            label=None if position else label,
            hang=hang,
            gap=0.15 if position else 0.5,
            tone=para.tone,
        )
        for position, para in enumerate(lines)
    ]


def question_slides(stage: Stage, block: Questions, room: Room) -> list[Draft]:
    """List questions under their numbers."""
    lines = [stage.inliner.runs(one.question) for one in block.items]
    return listed_slides(stage, lines, "Questions", room)
