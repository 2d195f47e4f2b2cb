"""In: blocks of text, quotations, boxes, balances. Out: drafts of their slides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from footnoted.model.document import (
    Balance,
    BoxKind,
    ItemList,
    Quotation,
)
from footnoted.model.document import Box as BoxBlock
from footnoted.pptx.fit import Fitted, fit, fit_line, spread, text_height
from footnoted.pptx.slides import (
    Anchor,
    Box,
    Holder,
    Layout,
    Para,
    RuleShape,
    Run,
    Shape,
    TextShape,
    Tone,
)
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage, smaller

_COLUMNS = (Holder.BODY, Holder.SECOND)
_SECOND = (
    (Holder.LABEL, Holder.BODY),
    (Holder.SECOND_LABEL, Holder.SECOND),
)


def text_slides(stage: Stage, paras: Sequence[Para], room: Room) -> list[Draft]:
    """Set running text and bullets, on as many slides as it takes."""
    ladder = stage.areas.deck.sizes.body
    found = fit(paras, stage.areas.width, room.height, ladder, stage.body, stage.strips.height)
    if not found:
        raise DoesNotFitError("the source notes leave no room for the text that calls them")
    drafts = []
    gap = _airy_gap(stage, found, room)
    for part in found.parts:
        strip = stage.strips.of(part)
        box = stage.across(room, stage.strips.height(part))
        aired = [replace(para, gap=gap) if para.gap is None else para for para in part]
        shape = stage.text(Holder.BODY, "Text", box, aired, found.size)
        drafts.append(Draft(Layout.CONTENT, (shape,), strip, smaller("text", found.size, ladder)))
    return drafts


def _airy_gap(stage: Stage, found: Fitted, room: Room) -> float:
    """Return the gap between paragraphs in ems: wider where every slide has the room for it."""
    deck = stage.areas.deck
    gap = deck.paragraph_gap_max
    for part in found.parts:
        gaps = sum(para.gap is None for para in part[1:])
        if gaps:
            tall = text_height(part, stage.areas.width, found.size, stage.body)
            free = room.height - stage.strips.height(part) - tall
            gap = min(gap, deck.paragraph_gap + free / gaps / found.size)
    return max(gap, deck.paragraph_gap)


def column_slides(stage: Stage, block: ItemList, room: Room) -> list[Draft]:
    """Set a list in columns of even height, on the fewest slides, all at one size."""
    deck = stage.areas.deck
    paras = tuple(stage.inliner.paras((block,)))
    for slides in range(1, len(paras) + 1):
        for size in deck.sizes.body:
            drafts = _columns(stage, paras, room, size, slides)
            if drafts:
                return drafts
    return text_slides(stage, paras, room)


def _columns(
    stage: Stage, paras: Sequence[Para], room: Room, size: float, slides: int
) -> list[Draft]:
    """Set paragraphs two columns a slide; nothing where one of them is too high."""
    deck, drafts = stage.areas.deck, list[Draft]()
    wide = stage.areas.columns(2, stage.across(room, 0.0))[0].width
    columns = spread(paras, wide, size, stage.body, 2 * slides)
    for left, right in _pairs(columns):
        both = (*left, *right)
        if not both:
            continue
        boxes = stage.areas.columns(2, stage.across(room, stage.strips.height(both)))
        if any(
            text_height(side, wide, size, stage.body) > boxes[0].height for side in (left, right)
        ):
            return []
        shapes = [
            stage.text(holder, "Column", box, side, size)
            for holder, box, side in zip(_COLUMNS, boxes, (left, right), strict=True)
            if side
        ]
        small = smaller("text", size, deck.sizes.body)
        drafts.append(Draft(Layout.TWO, tuple(shapes), stage.strips.of(both), small))
    return drafts


def _pairs(columns: Sequence[tuple[Para, ...]]) -> Iterator[tuple[tuple[Para, ...], ...]]:
    """Yield columns two by two."""
    for at in range(0, len(columns), 2):
        yield tuple(columns[at : at + 2])


def quotation_slides(
    stage: Stage, block: Quotation, lead: Sequence[Para], room: Room
) -> list[Draft]:
    """Set exact words large, beside an accent rule, with their speaker under them."""
    deck = stage.areas.deck
    inset = deck.column_gap
    words = Para(stage.inliner.runs(block.content, Run("", language=block.language)))
    speaker = [Para((Run("— "), *stage.inliner.runs(block.speaker)), tone=Tone.MUTED)]
    speaker = speaker if block.speaker else []
    wide = stage.areas.width * 0.9 - inset
    said = fit_line(speaker, wide, room.height * 0.3, deck.sizes.attribution, stage.body)
    if not said:
        raise DoesNotFitError("the words that say who speaks are too long")
    below = said[1] + deck.notes_gap if speaker else 0.0
    top, above = stage.lead(lead, stage.across(room, 0.0))
    found = fit(
        [words],
        wide,
        above.height - below,
        deck.sizes.quotation,
        stage.display,
        lambda part: stage.strips.height((*lead, *part, *speaker)),
    )
    if not found:
        raise DoesNotFitError("the quotation finds no room beside its notes")
    drafts = []
    for part in found.parts:
        called = (*lead, *part, *speaker)
        strip = stage.strips.height(called)
        texts = [(Holder.QUOTATION, "Quotation", part, found.size, stage.display)]
        if speaker:
            texts.append((Holder.SPEAKER, "Speaker", tuple(speaker), said[0], stage.body))
        free = above.height - strip - below - text_height(part, wide, found.size, stage.display)
        start = above.y + max(free, 0.0) * 0.25
        shapes, end = stage.stacked(texts, Box(above.x + inset, start, wide, 0.0), deck.notes_gap)
        bar = RuleShape(Box(above.x, start, deck.rule_width, end - start), "accent")
        drafts.append(
            Draft(
                Layout.QUOTATION,
                (*top, bar, *shapes),
                stage.strips.of(called),
                smaller("quotation", found.size, deck.sizes.quotation),
            )
        )
    return drafts


def box_slides(stage: Stage, block: BoxBlock, title: str, room: Room) -> list[Draft]:
    """Set a boxed remark on a tinted ground."""
    deck = stage.areas.deck
    caution = block.kind in (BoxKind.CAUTION, BoxKind.CONFLICT)
    paras = tuple(stage.inliner.paras(block.content))
    if block.title and not stage.is_title(block.title, title):
        paras = (stage.inliner.heading(block.title), *paras)
    edge = 2 * deck.panel_inset
    found = fit(
        paras,
        stage.areas.width - edge,
        room.height - edge,
        deck.sizes.body,
        stage.body,
        stage.strips.height,
    )
    if not found:
        raise DoesNotFitError("the boxed text finds no room beside its notes")
    drafts = []
    for part in found.parts:
        tall = text_height(part, stage.areas.width - edge, found.size, stage.body) + edge
        box = Box(deck.margin, room.top, stage.areas.width, tall)
        ground, tone = ("caution-tint", "caution") if caution else ("tint", "accent")
        shape = TextShape(
            Holder.BODY,
            "Box",
            box,
            _toned(part, caution),
            found.size,
            anchor=Anchor.MIDDLE,
            fill=ground,
            inset=deck.panel_inset,
        )
        bar = RuleShape(Box(box.x, box.y, deck.rule_width, box.height), tone)
        small = smaller("box", found.size, deck.sizes.body)
        drafts.append(Draft(Layout.CONTENT, (shape, bar), stage.strips.of(part), small))
    return drafts


def _toned(paras: Sequence[Para], caution: bool) -> tuple[Para, ...]:
    """Set the headings of a caution in its colour."""
    if not caution:
        return tuple(paras)
    return tuple(
        replace(para, tone=Tone.CAUTION) if para.tone is Tone.ACCENT else para for para in paras
    )


def balance_slides(
    stage: Stage, block: Balance, title: str, lead: Sequence[Para], room: Room
) -> list[Draft]:
    """Set the sides next to each other, at one size; long ones go on, all on every slide."""
    if block.question and not stage.is_title(block.question, title):
        lead = (*lead, Para(stage.inliner.runs(block.question), tone=Tone.ACCENT))
    sides = [tuple(stage.inliner.paras(side.content)) for side in block.sides]
    labels = [Para(stage.inliner.runs(side.label, Run("", bold=True))) for side in block.sides]
    longest = max(map(len, sides), default=0)
    for slides in range(1, longest + 1):
        for size in stage.areas.deck.sizes.body:
            drafts = _balanced(stage, (lead, labels), sides, room, (size, slides))
            if drafts:
                return drafts
    whole = tuple(stage.inliner.paras((block,)))
    return text_slides(stage, whole, room)


def _balanced(
    stage: Stage,
    heads: tuple[Sequence[Para], Sequence[Para]],
    sides: Sequence[Sequence[Para]],
    room: Room,
    how: tuple[float, int],
) -> list[Draft]:
    """Set sides over so many slides; nothing where one part of a side is too high."""
    lead, labels = heads
    size, slides = how
    deck, drafts = stage.areas.deck, list[Draft]()
    wide = stage.areas.columns(len(sides), stage.across(room, 0.0))[0].width
    label_size, head = _label_head(stage, labels, wide)
    parts = [spread(side, wide, size, stage.body, slides) for side in sides]
    for texts in zip(*parts, strict=True):
        called = [*lead, *labels, *(para for text in texts for para in text)]
        strip = stage.strips.height(called)
        top, box = stage.lead(lead, stage.across(room, strip))
        talls = [text_height(text, wide, size, stage.body) for text in texts]
        if max(talls) > box.height - head:
            return []
        columns = stage.areas.columns(len(sides), box)
        shapes = (*top, *_sides(stage, labels, texts, columns, (label_size, head, size)))
        small = smaller("text", size, deck.sizes.body)
        drafts.append(Draft(Layout.TWO, shapes, stage.strips.of(called), small))
    return drafts


def _label_head(stage: Stage, labels: Sequence[Para], width: float) -> tuple[float, float]:
    """Return the size of the sides' labels and the height that they take with their rule."""
    deck = stage.areas.deck
    room = deck.sizes.side_label[0] * 3
    found = [fit_line([one], width, room, deck.sizes.side_label, stage.body) for one in labels]
    sizes = [one[0] for one in found if one]
    if len(sizes) < len(labels):
        raise DoesNotFitError("the label of a side is too long")
    size = min(sizes)
    tall = max(text_height([label], width, size, stage.body) for label in labels)
    return size, tall + deck.notes_gap * 1.5


def _sides(
    stage: Stage,
    labels: Sequence[Para],
    sides: Sequence[Sequence[Para]],
    columns: Sequence[Box],
    measures: tuple[float, float, float],
) -> list[Shape]:
    """Return label, rule and text of each side."""
    label_size, head, size = measures
    deck, shapes = stage.areas.deck, list[Shape]()
    none = (Holder.NONE, Holder.NONE)
    for position, (label, side, box) in enumerate(zip(labels, sides, columns, strict=True)):
        label_holder, holder = _SECOND[position] if position < len(_SECOND) else none
        place = Box(box.x, box.y, box.width, head - deck.notes_gap * 1.5)
        label_shape = stage.text(label_holder, f"Side {position + 1}", place, [label], label_size)
        line = Box(box.x, place.bottom + deck.notes_gap * 0.4, box.width, deck.rule_width / 2)
        shapes += [label_shape, RuleShape(line, "accent")]
        if side:
            rest = Box(box.x, box.y + head, box.width, box.height - head)
            shapes.append(stage.text(holder, f"Text {position + 1}", rest, side, size))
    return shapes
