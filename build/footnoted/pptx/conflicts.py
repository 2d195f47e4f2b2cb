"""In: a disagreement between sources. Out: its slides: what each says, and what we make of it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.document import Block, Box, ItemList
from footnoted.pptx.fit import text_height
from footnoted.pptx.slides import Box as Area
from footnoted.pptx.slides import Holder, Layout, Para, RuleShape, Shape, TextShape, Tone
from footnoted.pptx.stage import Draft, Room, Stage
from footnoted.pptx.texts import box_slides

_ABREAST = {2: 2, 3: 3, 4: 2}
"""Members that stand side by side in a row, by how many there are in all."""
_HOLDERS = (Holder.BODY, Holder.SECOND)


class _Conflict(Struct, frozen=True):
    """The members' words, and the verdict under them."""

    members: tuple[tuple[Para, ...], ...]
    verdict: tuple[Para, ...]
    question: tuple[Para, ...] = ()
    """Where the headline says something else."""

    @property
    def paras(self) -> tuple[Para, ...]:
        """Return all text in reading order."""
        members = (para for one in self.members for para in one)
        return (*self.question, *members, *self.verdict)


def conflict_slides(stage: Stage, block: Box, title: str, room: Room) -> list[Draft]:
    """Set members of equal weight side by side over what is disclosed; else a box of them."""
    found = _conflict(stage, block)
    if found:
        asked = block.title and not stage.is_title(block.title, title)
        question = (Para(stage.inliner.runs(block.title), tone=Tone.ACCENT),) if asked else ()
        found = replace(found, question=question)
        for on in (stage, stage.lean()):
            for size in stage.areas.deck.sizes.sides:
                draft = _abreast(on, found, room, size)
                if draft:
                    return [draft]
    return box_slides(stage, _unlisted(block), title, room)


def _unlisted(block: Box) -> Box:
    """Set a single member as running text: a list of one is none."""
    content: list[Block] = []
    for one in block.content:
        single = isinstance(one, ItemList) and len(one.items) == 1
        content += one.items[0] if isinstance(one, ItemList) and single else (one,)
    return replace(block, content=tuple(content))


def _conflict(stage: Stage, block: Box) -> _Conflict | None:
    """Take a box apart: its list of members, the rest; None where it is made otherwise."""
    lists = [one for one in block.content if isinstance(one, ItemList)]
    if len(lists) != 1 or len(lists[0].items) not in _ABREAST:
        return None
    rest: list[Block] = [one for one in block.content if not isinstance(one, ItemList)]
    members = tuple(tuple(stage.inliner.paras(item)) for item in lists[0].items)
    return _Conflict(members, tuple(stage.inliner.paras(rest)))


def _abreast(stage: Stage, conflict: _Conflict, room: Room, size: float) -> Draft | None:
    """Set all on one slide at a size of the members' text, or say None."""
    deck = stage.areas.deck
    paras = conflict.paras
    top, whole = stage.lead(conflict.question, stage.across(room, stage.strips.height(paras)))
    abreast = _ABREAST[len(conflict.members)]
    columns = stage.areas.columns(abreast, whole)
    wide = columns[0].width - 2 * deck.panel_inset
    talls = [text_height(one, wide, size, stage.body) for one in conflict.members]
    tall = max(talls) + 2 * deck.panel_inset
    rows = -(-len(talls) // abreast)
    below = next((one for one in deck.sizes.takeaway if one < size), deck.sizes.takeaway[-1])
    under = text_height(conflict.verdict, whole.width, below, stage.body)
    gap = deck.notes_gap
    high = rows * (tall + gap) + (gap / 2 + under if conflict.verdict else -gap)
    if high > whole.height:
        return None
    shapes: list[Shape] = [*top]
    for position, member in enumerate(conflict.members):
        column = columns[position % abreast]
        down = whole.y + position // abreast * (tall + gap)
        box = Area(column.x, down, column.width, tall)
        shapes += _panel(stage, member, box, size, position)
    if conflict.verdict:
        place = Area(whole.x, whole.y + high - under, whole.width, under)
        shapes.append(stage.text(Holder.NONE, "Disclosure", place, conflict.verdict, below))
    layout = Layout.TWO if len(conflict.members) == len(_HOLDERS) else Layout.TITLE_ONLY
    small = stage.smaller("text", size, deck.sizes.sides)
    return Draft(layout, tuple(shapes), stage.strips.of(paras), small)


def _panel(
    stage: Stage, paras: Sequence[Para], box: Area, size: float, position: int
) -> Iterator[Shape]:
    """Yield one member on a tinted ground under a rule of the colour of caution."""
    deck = stage.areas.deck
    yield TextShape(
        _HOLDERS[position] if position < len(_HOLDERS) else Holder.NONE,
        f"Side {position + 1}",
        box,
        tuple(paras),
        size,
        fill="tint",
        inset=deck.panel_inset,
    )
    yield RuleShape(Area(box.x, box.y, box.width, deck.rule_width), Tone.CAUTION.value)
