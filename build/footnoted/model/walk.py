"""Over a whole document in reading order: change its runs of inlines, or read them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from footnoted.model.document import (
    Balance,
    Block,
    Box,
    Cell,
    Cite,
    Contents,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    NoteCall,
    Paragraph,
    Quotation,
    Row,
    RowGroup,
    Section,
    SmallCaps,
    SourceList,
    Stat,
    Strong,
    Table,
    Text,
)

Change = Callable[[Inlines], Inlines]
"""What is done to a run of inlines, the whole of a paragraph, cell, caption or title at a time."""


def map_inlines(document: Document, change: Change, speaker: Change | None = None) -> Document:
    """Change every run of inlines, in the order a reader meets them.

    Speaker notes are changed by `speaker`, or stay as they are.
    """
    sections = tuple(map_section(section, change, speaker) for section in document.sections)
    return replace(document, sections=sections)


def map_section(section: Section, change: Change, speaker: Change | None = None) -> Section:
    """Change a section's title, then its blocks, then what its speaker says."""
    return replace(
        section,
        title=change(section.title),
        blocks=map_blocks(section.blocks, change),
        speaker=map_blocks(section.speaker, speaker) if speaker else section.speaker,
    )


def map_blocks(blocks: tuple[Block, ...], change: Change) -> tuple[Block, ...]:
    """Change the runs of inlines in blocks and in the blocks within them."""
    return tuple(map_block(block, change) for block in blocks)


def map_block(block: Block, change: Change) -> Block:  # noqa: C901  one case a block
    """Change the runs of inlines in one block."""
    match block:
        case Paragraph():
            return replace(block, content=change(block.content))
        case ItemList():
            return replace(block, items=tuple(map_blocks(item, change) for item in block.items))
        case Quotation():
            return replace(block, content=change(block.content), speaker=change(block.speaker))
        case Table():
            return _map_table(block, change)
        case Figure():
            return replace(
                block,
                caption=change(block.caption),
                takeaway=change(block.takeaway),
                credit=change(block.credit),
            )
        case Box():
            return replace(
                block, title=change(block.title), content=map_blocks(block.content, change)
            )
        case Balance():
            return _map_balance(block, change)
        case Stat():
            tiles = tuple(replace(tile, label=change(tile.label)) for tile in block.tiles)
            return replace(block, tiles=tiles)
        case SourceList():
            return _map_sources(block, change)
        case Contents():
            return block
        case _:
            assert_never(block)


def _map_table(table: Table, change: Change) -> Table:
    return replace(
        table,
        caption=change(table.caption),
        head=_map_rows(table.head, change),
        body=tuple(_map_group(group, change) for group in table.body),
        foot=_map_rows(table.foot, change),
        notes=tuple(change(note) for note in table.notes),
        credit=change(table.credit),
    )


def _map_group(group: RowGroup, change: Change) -> RowGroup:
    return replace(group, title=change(group.title), rows=_map_rows(group.rows, change))


def _map_rows(rows: tuple[Row, ...], change: Change) -> tuple[Row, ...]:
    def changed(cell: Cell) -> Cell:
        return replace(cell, content=change(cell.content))

    return tuple(replace(row, cells=tuple(changed(cell) for cell in row.cells)) for row in rows)


def _map_balance(balance: Balance, change: Change) -> Balance:
    question = change(balance.question)
    sides = tuple(
        replace(side, label=change(side.label), content=map_blocks(side.content, change))
        for side in balance.sides
    )
    return replace(balance, question=question, sides=sides)


def _map_sources(sources: SourceList, change: Change) -> SourceList:
    groups = tuple(
        replace(
            group,
            title=change(group.title),
            entries=tuple(replace(entry, content=change(entry.content)) for entry in group.entries),
        )
        for group in sources.groups
    )
    return replace(sources, groups=groups)


def within(inline: Inline, change: Change) -> Inline:
    """Change what an inline holds; one that holds none stays as it is."""
    match inline:
        case Emphasis() | Strong() | SmallCaps() | Foreign() | Link():
            return replace(inline, content=change(inline.content))
        case Text() | Cite() | NoteCall() | LineBreak():
            return inline
        case _:
            assert_never(inline)


def all_inlines(document: Document, speaker: bool = False) -> list[Inlines]:
    """Return every run of inlines in reading order, with or without what the speaker says."""
    found: list[Inlines] = []

    def keep(content: Inlines) -> Inlines:
        if content:
            found.append(content)
        return content

    map_inlines(document, keep, keep if speaker else None)
    return found


def iter_text(content: Inlines) -> Iterator[str]:
    """Yield the characters that print; calls for notes are none."""
    for inline in content:
        match inline:
            case Text(text):
                yield text
            case Emphasis() | Strong() | SmallCaps() | Foreign() | Link():
                yield from iter_text(inline.content)
            case LineBreak():
                yield "\n"
            case Cite() | NoteCall():
                pass
            case _:
                assert_never(inline)


def plain_text(content: Inlines) -> str:
    """Return inlines as bare words."""
    return "".join(iter_text(content))
