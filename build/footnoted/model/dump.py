"""A document in, a readable text out: one line for each block, row and note, always the same.

Marks within a line: `*emphasis*`, `**strong**`, `^small caps^`, `<fr: foreign>`, `[words](target)`,
`[@source p. 12; …]` for a cite, `[^note-id]` for a note call, `/` for a line break.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from footnoted.model.document import (
    Balance,
    Block,
    Box,
    Cell,
    Contents,
    Definitions,
    Document,
    Figure,
    Front,
    ItemList,
    Listing,
    NoteList,
    Paragraph,
    Questions,
    Quotation,
    Role,
    Row,
    Section,
    SourceList,
    Stat,
    Table,
)
from footnoted.model.figures import Chart, Map, Picture, Timeline, TimelineForm
from footnoted.model.inlines import (
    Citation,
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

_STEP = "  "


def dump(document: Document) -> str:
    """Write a document out for reading and for comparing; ends with a line break."""
    lines = [f"document {document.id} ({document.language})", *_indented(_front(document.front))]
    for section in document.sections:
        lines += _section(section)
    for note in document.notes:
        lines.append(f"note {note.label} {note.id}: {inlines_text(note.content)}")
        lines += [f"{_STEP}sources: {', '.join(note.sources)}"] if note.sources else []
    return "\n".join(lines) + "\n"


def inlines_text(content: Inlines) -> str:
    """Write inlines out with their marks."""
    return "".join(_inline(inline) for inline in content)


def _front(front: Front) -> Iterator[str]:
    fields = (
        ("kicker", front.kicker),
        ("title", front.title),
        ("subtitle", front.subtitle),
        ("audience", front.audience),
        ("date", front.date),
        ("version", front.version),
        ("owner", front.owner),
        ("authors", ", ".join(front.authors)),
        ("subject", front.subject),
        ("keywords", ", ".join(front.keywords)),
        ("marking", front.marking),
        ("cover", front.cover),
    )
    return (f"{name}: {value}" for name, value in fields if value)


def _section(section: Section) -> list[str]:
    fresh = " on a fresh page" if section.break_before else ""
    title = inlines_text(section.title)
    lines = ["", f"{'#' * section.level} {title} ({section.kind} {section.id}){fresh}"]
    lines += _indented(_blocks(section.blocks))
    if section.speaker:
        lines.append(f"{_STEP}speaker:")
        lines += _indented(_indented(_blocks(section.speaker)))
    return lines


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"{_STEP}{line}" for line in lines)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901 - one case for each kind of block
    match block:
        case Paragraph(content, role):
            yield f"{'p' if role is Role.BODY else role.value}: {inlines_text(content)}"
        case ItemList():
            yield from _list(block)
        case Quotation(content, speaker, language):
            yield f"quotation{_in(language)}: {inlines_text(content)}"
            yield from _named("speaker", speaker, _STEP)
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case Box(kind, title, content):
            yield f"box {kind.value}: {inlines_text(title)}".rstrip()
            yield from _indented(_blocks(content))
        case Balance(question, sides):
            yield f"balance: {inlines_text(question)}"
            for side in sides:
                yield f"{_STEP}side: {inlines_text(side.label)}"
                yield from _indented(_indented(_blocks(side.content)))
        case Stat(tiles):
            yield "stat:"
            yield from (f"{_STEP}{tile.value} | {inlines_text(tile.label)}" for tile in tiles)
        case Definitions(items):
            for item in items:
                yield f"term: {inlines_text(item.term)}"
                yield from _indented(_blocks(item.content))
        case Questions(asked):
            for one in asked:
                room = f" ({one.lines} lines)" if one.lines else ""
                yield f"question: {inlines_text(one.question)}{room}"
                yield from _indented(_blocks(one.answer))
        case Contents(of):
            yield "contents" if of is Listing.SECTIONS else f"contents of {of.value}"
        case NoteList():
            yield "notes"
        case SourceList():
            yield from _sources(block)
        case _:
            assert_never(block)


def _in(language: str) -> str:
    return f" in {language}" if language else ""


def _named(name: str, content: Inlines, indent: str = _STEP) -> Iterator[str]:
    if content:
        yield f"{indent}{name}: {inlines_text(content)}"


def _list(block: ItemList) -> Iterator[str]:
    if block.columns > 1:
        yield f"in {block.columns} columns:"
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        lines = list(_blocks(item))
        first = lines[0].removeprefix("p: ") if lines else ""
        yield f"{mark}{first}"
        yield from _indented(lines[1:])


def _table(table: Table) -> Iterator[str]:
    yield f"table {table.number} {table.id}: {inlines_text(table.caption)}"
    columns = ", ".join(
        column.align.value + (f" {column.width}" if column.width is not None else "")
        for column in table.columns
    )
    yield f"{_STEP}columns: {columns}"
    yield from (f"{_STEP}head: {_row(row)}" for row in table.head)
    for group in table.body:
        yield from _named("group", group.title)
        yield from (f"{_STEP}row: {_row(row)}" for row in group.rows)
    yield from (f"{_STEP}foot: {_row(row)}" for row in table.foot)
    for note in table.notes:
        yield from _named("remark", note)
    yield from _named("credit", table.credit)
    if table.summary:
        yield f"{_STEP}summary: {table.summary}"


def _row(row: Row) -> str:
    return " | ".join(_cell(cell) for cell in row.cells)


def _cell(cell: Cell) -> str:
    spans = cell.column_span, cell.row_span
    spread = f"{{{spans[0]}x{spans[1]}}}" if spans != (1, 1) else ""
    align = f"{{{cell.align.value}}}" if cell.align else ""
    return f"{'!' if cell.header else ''}{spread}{align}{inlines_text(cell.content)}"


def _figure(figure: Figure) -> Iterator[str]:
    yield f"figure {figure.number} {figure.id}: {inlines_text(figure.caption)}"
    yield from _named("takeaway", figure.takeaway)
    match figure.content:
        case Chart():
            yield from _indented(_chart(figure.content))
        case Map():
            yield from _indented(_map(figure.content))
        case Timeline():
            yield from _indented(_timeline(figure.content))
        case Picture(path):
            yield f"{_STEP}picture: {path}"
        case _:
            assert_never(figure.content)
    yield f"{_STEP}alt: {figure.alt}"
    yield from _named("credit", figure.credit)


def _chart(chart: Chart) -> Iterator[str]:
    yield f"{chart.form.value} chart, {chart.unit}"
    for series in chart.series:
        yield f"{_STEP}series: {series.name}".rstrip(" :")
        for i, (category, mark) in enumerate(zip(chart.categories, series.marks, strict=True)):
            strong = " *" if i in chart.emphasis else ""
            fact = f" ({mark.fact})" if mark.fact else ""
            yield f"{_STEP * 2}{category}: {mark.value} {mark.label!r} {mark.bound}{fact}{strong}"


def _map(drawn: Map) -> Iterator[str]:
    yield f"{drawn.form.value} map, {drawn.unit}".rstrip(", ")
    for place in drawn.places:
        kinds = ", ".join(drawn.kinds[kind] for kind in place.kinds)
        words = " ".join(filter(None, (place.label, f"[{kinds}]" if kinds else "")))
        yield f"{_STEP}{place.name} ({place.code}): {words}".rstrip(": ")


def _timeline(drawn: Timeline) -> Iterator[str]:
    yield f"timeline on {'a rail' if drawn.form is TimelineForm.RAIL else 'an axis'}"
    for event in drawn.events:
        lane = f" in {drawn.lanes[event.lane]}" if drawn.lanes else ""
        yield f"{_STEP}{event.time}{lane}: {inlines_text(event.label)}"


def _sources(block: SourceList) -> Iterator[str]:
    yield f"sources by {block.group_by}" if block.group_by else "sources"
    for group in block.groups:
        yield from _named("group", group.title)
        for entry in group.entries:
            number = f"{entry.number}. " if entry.number else ""
            yield f"{_STEP}{number}{inlines_text(entry.content)} ({entry.source})"


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Emphasis(content):
            return f"*{inlines_text(content)}*"
        case Strong(content):
            return f"**{inlines_text(content)}**"
        case SmallCaps(content):
            return f"^{inlines_text(content)}^"
        case Foreign(content, language):
            return f"<{language}: {inlines_text(content)}>"
        case Link(content, target):
            return f"[{inlines_text(content)}]({target})"
        case Cite():
            return _cite(inline)
        case NoteCall(notes):
            return f"[^{', '.join(notes)}]"
        case LineBreak():
            return " / "
        case _:
            assert_never(inline)


def _cite(cite: Cite) -> str:
    parts = [_citation(citation) for citation in cite.citations]
    comment = f" — {inlines_text(cite.comment)}" if cite.comment else ""
    return f"[{'; '.join(parts)}{comment}]"


def _citation(citation: Citation) -> str:
    words = (
        citation.prefix,
        f"@{citation.source}",
        f"{citation.label} {citation.locator}" if citation.locator else "",
        citation.suffix,
        citation.seen,
        f"through {citation.via}" if citation.via else "",
    )
    return " ".join(word for word in words if word)
