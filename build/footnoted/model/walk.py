"""Over a whole document in reading order: change its runs of inlines, or read them."""

from collections.abc import Callable, Iterator
from operator import is_
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace as replaced

from footnoted.model.document import (
    Balance,
    Block,
    Box,
    Contents,
    Definition,
    Definitions,
    Document,
    Figure,
    ItemList,
    NoteList,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Row,
    RowGroup,
    Section,
    SourceList,
    Stat,
    Table,
)
from footnoted.model.figures import Timeline
from footnoted.model.inlines import (
    Cite,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    SmallCaps,
    Strong,
    Text,
)

Change = Callable[[Inlines], Inlines]
"""What is done to a run of inlines, the whole of a paragraph, cell, caption or title at a time."""


R = TypeVar("R", bound=Struct)
T = TypeVar("T")


def replace(record: R, **values: object) -> R:
    """Replace values of a record, which stays the same object where none of them changes."""
    for name, value in values.items():
        if getattr(record, name) is not value:
            return replaced(record, **values)
    return record


def same(old: tuple[T, ...], new: list[T]) -> tuple[T, ...]:
    """Return the old tuple where the new one holds the same objects."""
    return old if all(map(is_, old, new)) else tuple(new)


def map_inlines(document: Document, change: Change, speaker: Change | None = None) -> Document:
    """Change every run of inlines, in the order a reader meets them.

    Speaker notes are changed by `speaker`, or stay as they are.
    """
    sections = [map_section(section, change, speaker) for section in document.sections]
    return replace(document, sections=same(document.sections, sections))


def map_section(section: Section, change: Change, speaker: Change | None = None) -> Section:
    """Change a section's title, then its blocks, then what its speaker says."""
    title, blocks = change(section.title), map_blocks(section.blocks, change)
    said = map_blocks(section.speaker, speaker) if speaker else section.speaker
    return replace(section, title=title, blocks=blocks, speaker=said)


def map_blocks(blocks: tuple[Block, ...], change: Change) -> tuple[Block, ...]:
    """Change the runs of inlines in blocks and in the blocks within them."""
    return same(blocks, [map_block(block, change) for block in blocks])


def map_block(block: Block, change: Change) -> Block:  # noqa: C901  one case a block
    """Change the runs of inlines in one block."""
    match block:
        case Paragraph():
            content = change(block.content)
            return block if content is block.content else replaced(block, content=content)
        case ItemList():
            items = [map_blocks(item, change) for item in block.items]
            return replace(block, items=same(block.items, items))
        case Quotation():
            return replace(block, content=change(block.content), speaker=change(block.speaker))
        case Table():
            return _map_table(block, change)
        case Figure():
            return _map_figure(block, change)
        case Box():
            return replace(
                block, title=change(block.title), content=map_blocks(block.content, change)
            )
        case Balance():
            return _map_balance(block, change)
        case Stat():
            tiles = tuple(replace(tile, label=change(tile.label)) for tile in block.tiles)
            return replace(block, tiles=tiles)
        case Definitions():
            return replace(block, items=tuple(_map_definition(one, change) for one in block.items))
        case Questions():
            return replace(block, items=tuple(_map_question(one, change) for one in block.items))
        case SourceList():
            return _map_sources(block, change)
        case Contents() | NoteList():
            return block
        case _:
            assert_never(block)


def _map_figure(figure: Figure, change: Change) -> Figure:
    caption, takeaway = change(figure.caption), change(figure.takeaway)
    content = figure.content
    if isinstance(content, Timeline):
        events = tuple(replace(one, label=change(one.label)) for one in content.events)
        content = replace(content, events=events)
    return replace(
        figure, caption=caption, takeaway=takeaway, content=content, credit=change(figure.credit)
    )


def _map_definition(item: Definition, change: Change) -> Definition:
    return Definition(change(item.term), map_blocks(item.content, change))


def _map_question(item: Question, change: Change) -> Question:
    question = change(item.question)
    return replace(item, question=question, answer=map_blocks(item.answer, change))


def _map_table(table: Table, change: Change) -> Table:
    return replace(
        table,
        caption=change(table.caption),
        head=_map_rows(table.head, change),
        body=same(table.body, [_map_group(group, change) for group in table.body]),
        foot=_map_rows(table.foot, change),
        notes=same(table.notes, [change(note) for note in table.notes]),
        credit=change(table.credit),
    )


def _map_group(group: RowGroup, change: Change) -> RowGroup:
    return replace(group, title=change(group.title), rows=_map_rows(group.rows, change))


def _map_rows(rows: tuple[Row, ...], change: Change) -> tuple[Row, ...]:
    return same(rows, [_map_row(row, change) for row in rows])


def _map_row(row: Row, change: Change) -> Row:
    old = [cell.content for cell in row.cells]
    new = [*map(change, old)]
    if all(map(is_, old, new)):
        return row
    return Row(tuple(replace(cell, content=run) for cell, run in zip(row.cells, new, strict=True)))


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
        case Text() | Cite() | NoteCall() | LineBreak():
            return inline
        case Emphasis() | Strong() | SmallCaps() | Foreign() | Link():
            return replace(inline, content=change(inline.content))
        case _:
            assert_never(inline)


def found_in(content: Inlines, kind: type[R]) -> Iterator[R]:
    """Yield the inlines of one kind, also those within others."""
    for inline in content:
        if isinstance(inline, kind):
            yield inline
        match inline:
            case Text() | Cite() | NoteCall() | LineBreak():
                pass
            case Emphasis() | Strong() | SmallCaps() | Foreign() | Link():
                yield from found_in(inline.content, kind)
            case _:
                assert_never(inline)


def has_cite(content: Inlines) -> bool:
    """Say whether inlines call for a note."""
    for inline in content:
        match inline:
            case Text() | NoteCall() | LineBreak():
                pass
            case Cite():
                return True
            case Emphasis() | Strong() | SmallCaps() | Foreign() | Link():
                if has_cite(inline.content):
                    return True
            case _:
                assert_never(inline)
    return False


def all_inlines(document: Document, speaker: bool = False) -> list[Inlines]:
    """Return every run of inlines in reading order, with or without what the speaker says."""
    found: list[Inlines] = []

    def keep(content: Inlines) -> Inlines:
        if content:
            found.append(content)
        return content

    map_inlines(document, keep, keep if speaker else None)
    return found


def runs_of(blocks: tuple[Block, ...]) -> list[Inlines]:
    """Return every run of inlines in blocks, in reading order."""
    found: list[Inlines] = []

    def keep(content: Inlines) -> Inlines:
        found.append(content)
        return content

    map_blocks(blocks, keep)
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


def credit_of(credit: Inlines, facts: frozenset[str]) -> Inlines:
    """Return of a source line its opening words and the works that some facts rest on.

    A work ends in the note call that names its facts; a line that names none of them stays whole.
    """
    works: list[Inlines] = []
    work: list[Inline] = []
    for inline in credit:
        work.append(inline)
        if isinstance(inline, NoteCall):
            works.append(tuple(work))
            work = []
    chosen = [one for one in works if facts.intersection(_facts(one))]
    if len(chosen) in {0, len(works)}:
        return credit
    # What opens a work is the line's own beginning, or what parts it from the one before.
    parted = [(*works[0][:1], *chosen[0][1:]), *chosen[1:]]
    return (*(inline for one in parted for inline in one), *work)


def _facts(work: Inlines) -> Iterator[str]:
    for inline in work:
        if isinstance(inline, NoteCall):
            yield from inline.facts
