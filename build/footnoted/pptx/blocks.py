"""In: what stands under one headline. Out: drafts of its slides, block by block."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

from footnoted.model.document import (
    Balance,
    Block,
    Box,
    BoxKind,
    Contents,
    Definitions,
    Figure,
    ItemList,
    Listing,
    NoteList,
    Paragraph,
    Questions,
    Quotation,
    SourceList,
    Stat,
    Table,
)
from footnoted.pptx.conflicts import conflict_slides
from footnoted.pptx.definitions import definition_slides, question_slides
from footnoted.pptx.exhibits import figure_slides
from footnoted.pptx.heads import Leaf, told_once
from footnoted.pptx.openings import agenda_slides, source_slides
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import Mark, Para
from footnoted.pptx.stage import Draft, Room, Stage
from footnoted.pptx.stats import stat_slides
from footnoted.pptx.tables import table_slides
from footnoted.pptx.texts import (
    balance_slides,
    box_slides,
    column_slides,
    quotation_slides,
    text_slides,
)
from footnoted.pptx.wishes import Wish, granted

_LEAD = 240
"""Characters that may stand between headline and exhibit; more are a slide of their own."""


def drafts(stage: Stage, leaf: Leaf, room: Room, how: tuple[Wish, Path]) -> Iterator[Draft]:
    """Yield the drafts of what stands under a headline, on the layout that the author wishes."""
    wish, root = how
    for draft in _drafts(stage, leaf, room, wish, root):
        yield granted(draft, wish)


def _drafts(stage: Stage, leaf: Leaf, room: Room, wish: Wish, root: Path) -> Iterator[Draft]:
    """Yield drafts, exhibit by exhibit."""
    held: list[Block] = []
    for each in leaf.blocks:
        block = told_once(stage, each, leaf.runs)
        if _is_text(block) or (wish.as_text and _runs_on(block)):
            held.append(block)
            continue
        lead = tuple(stage.inliner.paras(held))
        if lead and not _leads(lead):
            yield from _text(stage, lead, room, wish)
            lead = ()
        held = []
        yield from _exhibit(stage, leaf, block, lead, (room, root))
    if held:
        yield from _text(stage, tuple(stage.inliner.paras(held)), room, wish)


def _text(stage: Stage, paras: Sequence[Para], room: Room, wish: Wish) -> list[Draft]:
    """Set running text and bullets, in two columns where the author wishes them."""
    if not paras:
        return []
    if wish.in_columns and len(paras) > 1:
        return column_slides(stage, paras, room)
    return text_slides(stage, paras, room)


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


def _runs_on(block: Block) -> bool:
    """Say whether a block can stand as text where the author wishes it."""
    return isinstance(block, ItemList | Quotation | Balance | Box | Definitions)


def _leads(paras: Sequence[Para]) -> bool:
    """Say whether text is running text short enough to stand over an exhibit."""
    running = all(para.mark is Mark.NONE for para in paras)
    return running and sum(len(plain(para.runs)) for para in paras) <= _LEAD


def _exhibit(  # noqa: C901 - one case for each kind of block
    stage: Stage, leaf: Leaf, block: Block, lead: tuple[Para, ...], where: tuple[Room, Path]
) -> list[Draft]:
    """Return the drafts of one exhibit under a few lines of text."""
    room, root = where
    title = plain(leaf.runs)
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
        case Box(BoxKind.CONFLICT):
            return [*before, *conflict_slides(stage, block, title, room)]
        case Box():
            return [*before, *box_slides(stage, block, title, room)]
        case ItemList():
            return [*before, *column_slides(stage, tuple(stage.inliner.paras((block,))), room)]
        case Definitions():
            return [*before, *definition_slides(stage, block, room)]
        case Questions():
            return [*before, *question_slides(stage, block, room)]
        case Contents(of=Listing.SECTIONS):
            return [*before, *agenda_slides(stage, room)]
        case SourceList():
            return [*before, *source_slides(stage, block, room)]
        case Contents() | NoteList() | Paragraph():
            return before
        case _:
            assert_never(block)
