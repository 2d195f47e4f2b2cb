"""Blocks of running text: paragraphs, lists, quotations, boxes, balances, stats."""

from collections.abc import Sequence
from math import fsum
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
    NoteList,
    Paragraph,
    Questions,
    Quotation,
    Role,
    Side,
    SourceList,
    Stat,
    Table,
    Tile,
)
from footnoted.model.inlines import Text
from footnoted.model.style.blocks import BoxStyle
from footnoted.model.style.paper import Roles, Type
from footnoted.pdf import boxes
from footnoted.pdf.boxes import FORBIDDEN, Backdrop, Item, Penalty, RuleMark, TextMark, at_cost
from footnoted.pdf.flow.abreast import side_by_side
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.contents import put_contents
from footnoted.pdf.flow.definitions import put_definitions, put_questions
from footnoted.pdf.flow.notes import put_notes
from footnoted.pdf.flow.press import Press
from footnoted.pdf.flow.sources import put_sources
from footnoted.pdf.flow.table import put_table
from footnoted.pdf.structure import Element, ListAttributes

EDGE = 4
"""Boxes at either end of a tinted box that a page break should not part: padding, title and two
lines."""
PIECES = 2
"""Paragraphs or items of a list, a title counted too, after which a box may be parted."""


def put_blocks(
    press: Press, column: Column, blocks: Sequence[Block], parent: Element, text: Type | None = None
) -> None:
    """Lay out blocks one below the other; `text` is the role of plain paragraphs and lists."""
    for block in blocks:
        put_block(press, column, block, parent, text)


def put_block(  # noqa: C901 - one case for each kind of block
    press: Press, column: Column, block: Block, parent: Element, text: Type | None = None
) -> None:
    """Lay out one block of any kind."""
    match block:
        case Paragraph():
            put_paragraph(press, column, block, parent, text)
        case ItemList():
            put_list(press, column, block, parent, text or press.paper.roles.list_item)
        case Quotation():
            put_quotation(press, column, block, parent)
        case Table():
            put_table(press, column, block, parent)
        case Figure():
            from footnoted.pdf.flow.figure import put_figure  # drawing is much to import

            put_figure(press, column, block, parent)
        case Box():
            put_box(press, column, block, parent)
        case Balance():
            put_balance(press, column, block, parent)
        case Stat():
            put_stat(press, column, block, parent)
        case Definitions():
            put_definitions(press, column, block, parent, put_blocks)
        case Questions():
            put_questions(press, column, block, parent, put_blocks)
        case Contents():
            put_contents(press, column, block, parent)
        case NoteList():
            put_notes(press, column, parent)
        case SourceList():
            put_sources(press, column, block, parent)
        case _:
            assert_never(block)


def put_paragraph(
    press: Press, column: Column, block: Paragraph, parent: Element, text: Type | None
) -> None:
    """Lay out a paragraph in its role."""
    element = press.file.element(parent, "P")
    role = role_of(block.role, press.paper.roles, text)
    lead = block.role is Role.LEAD
    press.put(column, role, block.content, element, together=lead, notes_under=parent)
    if lead:
        # A title and its lead alone at the foot of a page lead nowhere; but a single line of what
        # follows would be worse.
        column.keep(press.paper.breaking.beside)


def role_of(role: Role, roles: Roles, text: Type | None) -> Type:
    """Return the type of a paragraph's role."""
    match role:
        case Role.BODY:
            return text or roles.body
        case Role.LEAD:
            return roles.lead
        case Role.CAVEAT:
            return roles.caveat
        case Role.ATTRIBUTION:
            return roles.attribution
        case _:
            assert_never(role)


def put_list(
    press: Press, column: Column, block: ItemList, parent: Element, text: Type, depth: int = 0
) -> None:
    """Lay out a list; markers hang left of the items' text."""
    style = press.paper.lists
    numbering = ListAttributes("Decimal" if block.ordered else "Disc")
    list_element = press.file.element(parent, "L", attributes=[numbering])
    bullet = style.bullets[min(depth, len(style.bullets) - 1)]
    for at, item in enumerate(block.items):
        marker = style.number.format(n=block.start + at) if block.ordered else bullet
        if at:
            column.space(style.between)
        element = press.file.element(list_element, "LI")
        label = press.file.element(element, "Lbl")
        body = press.file.element(element, "LBody")
        start, x = len(column.items), column.x
        with column.indented(style.hang):
            for inner in item:
                if isinstance(inner, ItemList):
                    put_list(press, column, inner, body, text, depth + 1)
                else:
                    put_block(press, column, inner, body, text)
        line = press.setter.label_line(text, marker, colour=style.colour)
        _mark_first(column.items, start, TextMark(x, press.baseline(text), line, label))
    column.space(style.after if depth == 0 else 0.0)


def _mark_first(items: Sequence[Item], start: int, mark: boxes.PaintMark) -> None:
    """Add a mark to the first box from `start` on."""
    first = next((item for item in items[start:] if isinstance(item, boxes.Box)), None)
    if first is not None:
        first.marks = (mark, *first.marks)


def put_quotation(press: Press, column: Column, block: Quotation, parent: Element) -> None:
    """Lay out a quotation and, below it, who speaks."""
    roles = press.paper.roles
    language = "" if block.language == press.document.language else block.language
    quote = press.file.element(parent, "BlockQuote")
    start = len(column.items)
    words = press.file.element(quote, "P", language=language)
    called = press.put(column, roles.quotation, block.content, words)
    if block.speaker:
        column.keep()
        speaker = press.file.element(quote, "P")
        called += press.put(column, roles.speaker, block.speaker, speaker, together=True)
    hold_together(press, column.items, start, press.paper.breaking.quotation)
    press.set_notes(called, parent)


def put_box(press: Press, column: Column, block: Box, parent: Element) -> None:
    """Lay out a tinted box; it may break over pages, short ones at a high cost."""
    style = box_style(press, block.kind)
    roles = press.paper.roles
    element = press.file.element(parent, "Div")
    backdrop = Backdrop(
        column.x,
        column.width,
        press.setter.colour(style.tint),
        press.setter.colour(style.bar),
        style.bar_width,
        style.padding / 2,
        style.rule,
    )
    column.space(style.before)
    start = len(column.items)
    outer, column.backdrop = column.backdrop, backdrop
    column.box(boxes.Box(style.padding))
    column.keep()
    with column.indented(style.padding + style.bar_width, style.padding):
        if block.title:
            title = press.file.element(element, "P")
            press.put(
                column,
                roles.box_title,
                block.title,
                title,
                colour=style.title,
                together=True,
                notes_under=element,
            )
            column.keep()
        put_blocks(press, column, block.content, element, roles.box)
    _close_box(column, style.padding)
    column.backdrop = outer
    column.space(style.after)
    hold_together(press, column.items, start, style.keep)


def _close_box(column: Column, padding: float) -> None:
    """Put the padding right below the last line, whatever white that wants below it."""
    column.drop_space()
    column.keep()
    column.box(boxes.Box(padding))


def box_style(press: Press, kind: BoxKind) -> BoxStyle:
    """Return how a kind of box looks."""
    styles = press.paper.boxes
    match kind:
        case BoxKind.KEY_POINTS:
            return styles.key_points
        case BoxKind.CALLOUT:
            return styles.callout
        case BoxKind.CAUTION:
            return styles.caution
        case BoxKind.CONFLICT:
            return styles.conflict
        case _:
            assert_never(kind)


def hold_together(press: Press, items: list[Item], start: int, keep: float) -> None:
    """Put a cost on breaks within the items from `start` on, up to their ends.

    It is the same everywhere where they are no higher than a share of the page, so that they stay
    whole if possible. It is high where a break would leave a few lines or a single piece, such as
    one item of a list, on either side.
    """
    breaking = press.paper.breaking
    inner = items[start:]
    height = _height(inner)
    whole = breaking.whole if height <= keep * press.room else 0
    lines = sum(isinstance(item, boxes.Box) for item in inner)
    pieces = sum(isinstance(item, boxes.Glue) for item in inner)
    held: list[Item] = []
    line = piece = 0
    for at, item in enumerate(inner):
        scant = line <= EDGE or line >= lines - EDGE
        between = any(isinstance(one, boxes.Glue) for one in inner[at : at + 2])
        lonely = between and (piece < PIECES or piece >= pieces - 1)
        cost = whole if between else whole + breaking.within_row
        cost = max(cost, breaking.beside if scant or lonely else 0)
        if isinstance(item, boxes.Box):
            line += 1
        elif isinstance(item, boxes.Glue):
            piece += 1
            if line and isinstance(inner[at - 1], boxes.Box):
                held.append(at_cost(cost))
        elif line and item.cost < FORBIDDEN:
            item = at_cost(max(item.cost, cost))
        held.append(item)
    items[start:] = held


def put_balance(press: Press, column: Column, block: Balance, parent: Element) -> None:
    """Lay out two sides beside each other, each under its own rule."""
    style, roles = press.paper.balance, press.paper.roles
    element = press.file.element(parent, "Div")
    column.space(style.before)
    if block.question:
        question = press.file.element(element, "P")
        press.put(
            column,
            roles.balance_question,
            block.question,
            question,
            together=True,
            notes_under=element,
        )
        column.keep()
    count = max(len(block.sides), 1)
    width = (column.width - style.gutter * (count - 1)) / count
    sides = [
        _side(press, side, element, column.x + at * (width + style.gutter), width)
        for at, side in enumerate(block.sides)
    ]
    breaking = press.paper.breaking
    height = max(map(_height, sides), default=0.0)
    low = height <= style.keep * press.room
    column.put(side_by_side(sides, breaking.beside if low else breaking.within_row))
    column.space(style.after)


def _height(items: Sequence[Item]) -> float:
    return fsum(item.height for item in items if not isinstance(item, Penalty))


def _side(press: Press, side: Side, parent: Element, x: float, width: float) -> list[Item]:
    style, roles = press.paper.balance, press.paper.roles
    column = press.column(x, width)
    element = press.file.element(parent, "Div")
    rule = RuleMark(x, 0.0, width, style.rule_weight, press.setter.colour(style.rule))
    column.box(boxes.Box(style.rule_gap, (), (rule,)))
    column.keep()
    label = press.file.element(element, "P")
    press.put(column, roles.balance_label, side.label, label, together=True, notes_under=element)
    column.keep()
    put_blocks(press, column, side.content, element, roles.balance)
    return column.items


def put_stat(press: Press, column: Column, block: Stat, parent: Element) -> None:
    """Lay out big figures in a row between two rules."""
    style = press.paper.stat
    element = press.file.element(parent, "Div")
    count = max(len(block.tiles), 1)
    width = (column.width - style.gutter * (count - 1)) / count
    tiles = [
        _tile(press, tile, element, column.x + at * (width + style.gutter), width)
        for at, tile in enumerate(block.tiles)
    ]
    rule = RuleMark(column.x, 0.0, column.width, style.rule_weight, press.setter.colour(style.rule))
    column.space(style.before)
    column.box(boxes.Box(style.padding, (), (rule,)))
    column.keep()
    column.put(side_by_side(tiles, FORBIDDEN))
    column.keep()
    bottom = RuleMark(
        column.x, style.padding, column.width, style.rule_weight, press.setter.colour(style.rule)
    )
    column.box(boxes.Box(style.padding, (), (bottom,)))
    column.space(style.after)


def _tile(press: Press, tile: Tile, parent: Element, x: float, width: float) -> list[Item]:
    column = press.column(x, width)
    roles = press.paper.roles
    value = press.file.element(parent, "P")
    press.put(column, roles.stat_value, (Text(tile.value),), value, together=True)
    column.keep()
    label = press.file.element(parent, "P")
    press.put(column, roles.stat_label, tile.label, label, together=True, notes_under=parent)
    return column.items
