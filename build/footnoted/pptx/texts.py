"""In: blocks of text, quotations, boxes, balances. Out: drafts of their slides."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from footnoted.model.document import Balance, BoxKind, Quotation
from footnoted.model.document import Box as BoxBlock
from footnoted.pptx.evenly import evenly
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
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage

_COLUMNS = (Holder.BODY, Holder.SECOND)
_SECOND = (
    (Holder.LABEL, Holder.BODY),
    (Holder.SECOND_LABEL, Holder.SECOND),
)

_Page = tuple[tuple[Para, ...], tuple[Para, ...], tuple[Para, ...]]
"""The paragraphs of a slide, and how its two columns hold them."""


def text_slides(stage: Stage, paras: Sequence[Para], room: Room) -> list[Draft]:
    """Set running text and bullets, on as many slides as it takes."""
    ladder = stage.areas.deck.sizes.body
    found = fit(paras, stage.areas.width, room.height, ladder, stage.body, stage.strips.height)
    if not found:
        raise DoesNotFitError("the source notes leave no room for the text that calls them")
    if len(found.parts) > 1:
        lean = stage.lean()
        fewer = fit(paras, stage.areas.width, room.height, ladder, stage.body, lean.strips.height)
        if fewer and len(fewer.parts) < len(found.parts):
            stage, found = lean, fewer
    drafts = []
    gap = _airy_gap(stage, found, room)
    for part in found.parts:
        strip = stage.strips.of(part)
        box = stage.across(room, stage.strips.room(strip))
        aired = [replace(para, gap=gap) if para.gap is None else para for para in part]
        shape = stage.text(Holder.BODY, "Text", box, aired, found.size)
        drafts.append(
            Draft(Layout.CONTENT, (shape,), strip, stage.smaller("text", found.largest, ladder))
        )
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


def column_slides(stage: Stage, paras: Sequence[Para], room: Room) -> list[Draft]:
    """Set a list in columns of even height, on the fewest slides, all at one size."""
    return columned_slides(stage, paras, room, stage.areas.deck.sizes.body)


def columned_slides(
    stage: Stage, paras: Sequence[Para], room: Room, ladder: Sequence[float]
) -> list[Draft]:
    """Set paragraphs in two columns of even height, on the fewest slides, all at one size."""
    found = [
        (len(pages), -size, pages) for size in ladder if (pages := _pages(stage, paras, room, size))
    ]
    if not found:
        return text_slides(stage, paras, room)
    _, size, pages = min(found, key=lambda one: one[:2])
    small = stage.smaller("text", -size, ladder)
    return [_columns(stage, page, room, -size, small) for page in pages]


def _pages(stage: Stage, paras: Sequence[Para], room: Room, size: float) -> list[_Page]:
    """Spread paragraphs evenly over the fewest slides; nothing where one alone is too high."""
    wide = stage.areas.columns(2, stage.across(room, 0.0))[0].width
    groups = list(_tied(paras))

    def page(start: int, end: int) -> _Page:
        both = tuple(para for group in groups[start:end] for para in group)
        left, right = spread(both, wide, size, stage.body, 2)
        return both, left, right

    def together(start: int, end: int) -> float:
        both, *sides = page(start, end)
        tall = max(text_height(side, wide, size, stage.body) for side in sides)
        return tall + stage.strips.height(both)

    return [page(*stretch) for stretch in evenly(len(groups), together, room.height)]


def _tied(paras: Sequence[Para]) -> Iterator[tuple[Para, ...]]:
    """Yield paragraphs, headings with those that they stand over."""
    held: list[Para] = []
    for para in paras:
        held.append(para)
        if not para.together:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def _columns(stage: Stage, page: _Page, room: Room, size: float, small: tuple[str, ...]) -> Draft:
    """Set the two columns of a slide."""
    both, *columns = page
    boxes = stage.areas.columns(2, stage.across(room, stage.strips.height(both)))
    shapes = [
        stage.text(holder, "Column", box, side, size)
        for holder, box, side in zip(_COLUMNS, boxes, columns, strict=True)
        if side
    ]
    return Draft(Layout.TWO, tuple(shapes), stage.strips.of(both), small)


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
        bar_x = stage.start(above, deck.rule_width)
        beside = Box(above.x + (inset if bar_x == above.x else 0.0), start, wide, 0.0)
        shapes, end = stage.stacked(texts, beside, deck.notes_gap)
        bar = RuleShape(Box(bar_x, start, deck.rule_width, end - start), "accent")
        drafts.append(
            Draft(
                Layout.QUOTATION,
                (*top, bar, *shapes),
                stage.strips.of(called),
                stage.smaller("quotation", found.largest, deck.sizes.quotation),
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
        box = Box(stage.areas.left, room.top, stage.areas.width, tall)
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
        x = stage.start(box, deck.rule_width)
        bar = RuleShape(Box(x, box.y, deck.rule_width, box.height), tone)
        small = stage.smaller("box", found.largest, deck.sizes.body)
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
        for on in (stage, stage.lean()):
            for size in stage.areas.deck.sizes.sides:
                drafts = _balanced(on, (lead, labels), sides, room, (size, slides))
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
        small = stage.smaller("text", size, deck.sizes.sides)
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
