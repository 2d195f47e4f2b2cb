"""A cited document and the dataset of its readers in, the record of what is printed out.

Every run of words becomes a line, or several where note calls part it; the words before a call
belong to the facts that it names.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import assert_never

from msgspec import Struct, field

from footnoted.cite import format_bibliography
from footnoted.model.block import Format
from footnoted.model.blocks import MethodBlock, ProseBlock
from footnoted.model.dataset import CiteRecord, Dataset, Fact, Value
from footnoted.model.document import (
    Balance,
    Block,
    Box,
    Contents,
    Definitions,
    Document,
    Figure,
    Front,
    ItemList,
    Note,
    NoteList,
    Paragraph,
    Questions,
    Quotation,
    Row,
    Section,
    SourceList,
    Stat,
    Table,
)
from footnoted.model.figures import Bound, Chart, Map, Picture, Timeline
from footnoted.model.inlines import Inline, Inlines, NoteCall
from footnoted.model.outline import Outline
from footnoted.model.printed import (
    FRONT,
    SPEAKER,
    Line,
    Printed,
    PrintedBlock,
    PrintedFact,
    Support,
    line_of,
    sealed,
    squeezed,
)
from footnoted.model.walk import found_in, plain_text
from footnoted.text.language import in_language

_DATED = ("control", "cite-this")
"""Blocks that print the day of the build, where the outline names no date."""
_DATE = "{date}"


class _Reading(Struct, frozen=True):
    """What the lines of one document share."""

    notes: Mapping[str, Note]
    told: set[str] = field(default_factory=set)
    """Notes whose remarks have been written down."""


def printed_of(
    document: Document,
    dataset: Dataset,
    outline: Outline,
    audience: str | None,
    format: Format,
    parameters: Mapping[str, str],
) -> Printed:
    """Record what a document prints; the dataset holds what its readers may see."""
    reading = _Reading({note.id: note for note in document.notes})
    sections = {
        block.id: block.section or ""
        for block in outline.blocks
        if isinstance(block, ProseBlock | MethodBlock)
    }
    blocks = [PrintedBlock(id=FRONT, type="title", lines=tuple(_front(document.front)))]
    for section in document.sections:
        lines = tuple(_undated(_section(section, reading), section, document.front, outline))
        name = sections.get(section.id, "")
        blocks.append(PrintedBlock(id=section.id, type=section.kind, section=name, lines=lines))
        if section.speaker:
            said = tuple(_lines(section.speaker, reading))
            blocks.append(PrintedBlock(id=section.id + SPEAKER, type="speaker", lines=said))
    lines_of_all = [line for block in blocks for line in block.lines]
    works = dict.fromkeys(source for note in document.notes for source in note.sources)
    ids = dict.fromkeys(id_ for line in lines_of_all for id_ in line.facts)
    return sealed(
        Printed(
            outline=outline.id,
            audience=audience or "",
            language=document.language,
            format=format,
            parameters={name: squeezed(one) for name, one in sorted(parameters.items())},
            blocks=tuple(blocks),
            facts={id_: _fact(dataset.facts[id_], works) for id_ in sorted(ids)},
            sources=dict(sorted(_citations(dataset, works, document.language))),
            conflicts=tuple(sorted(_disclosed(dataset, ids, lines_of_all, document.language))),
        )
    )


def _front(front: Front) -> Iterator[Line]:
    words = (
        *(front.kicker, front.title, front.subtitle, front.audience, front.version, front.owner),
        *(*front.authors, front.marking, *front.distribution, ", ".join(front.keywords)),
    )
    return (line_of(text) for text in words if text)


def _undated(
    lines: Iterable[Line], section: Section, front: Front, outline: Outline
) -> Iterable[Line]:
    """Let the day of the build stand for itself: tomorrow's paper is no other paper."""
    if outline.date or not front.date or section.kind not in _DATED:
        return lines
    return (line_of(line.words.replace(front.date, _DATE), line.facts) for line in lines)


def _section(section: Section, reading: _Reading) -> Iterator[Line]:
    yield from _run(section.title, reading)
    yield from _lines(section.blocks, reading)


def _lines(blocks: Iterable[Block], reading: _Reading) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block, reading)


def _block(block: Block, reading: _Reading) -> Iterator[Line]:  # noqa: C901  one case a block
    match block:
        case Paragraph(content):
            yield from _run(content, reading)
        case ItemList(items):
            yield from chain.from_iterable(_lines(item, reading) for item in items)
        case Quotation(content, speaker):
            yield from _row((content, speaker), reading)
        case Table():
            yield from _table(block, reading)
        case Figure():
            yield from _figure(block, reading)
        case Box(_, title, content):
            yield from _run(title, reading)
            yield from _lines(content, reading)
        case Balance(question, sides):
            yield from _run(question, reading)
            for side in sides:
                yield from _run(side.label, reading)
                yield from _lines(side.content, reading)
        case Stat(tiles):
            for tile in tiles:
                yield from _row((tile.label,), reading, f"{tile.value} ")
        case Definitions(items):
            for item in items:
                yield from _run(item.term, reading)
                yield from _lines(item.content, reading)
        case Questions(asked):
            for one in asked:
                yield from _run(one.question, reading)
                yield from _lines(one.answer, reading)
        case Contents() | NoteList() | SourceList():
            # Made of titles, notes and works, which stand elsewhere.
            return
        case _:
            assert_never(block)


def _table(table: Table, reading: _Reading) -> Iterator[Line]:
    yield from _run(table.caption, reading)
    bodies = (((group.title,), *_cells(group.rows)) for group in table.body)
    for row in chain(_cells(table.head), *bodies, _cells(table.foot)):
        yield from _row(row, reading, between=" | ")
    for content in table.notes:
        yield from _run(content, reading)
    yield from _row((table.credit,), reading)
    if table.summary:
        yield line_of(table.summary)


def _cells(rows: Iterable[Row]) -> Iterator[tuple[Inlines, ...]]:
    return (tuple(cell.content for cell in row.cells) for row in rows)


def _figure(figure: Figure, reading: _Reading) -> Iterator[Line]:
    for content in (figure.caption, figure.takeaway):
        yield from _run(content, reading)
    drawn = list(_drawn(figure, reading))
    yield from drawn
    yield line_of(figure.alt, tuple(dict.fromkeys(id_ for line in drawn for id_ in line.facts)))
    yield from _row((figure.credit,), reading)


def _drawn(figure: Figure, reading: _Reading) -> Iterator[Line]:
    match figure.content:
        case Chart():
            yield from _chart(figure.content)
        case Map(_, places):
            for place in places:
                kinds = " ".join(figure.content.kinds[kind] for kind in place.kinds)
                words = " | ".join(part for part in (place.name, kinds, place.label) if part)
                yield line_of(words, place.facts)
        case Timeline(_, events):
            for event in events:
                facts = (event.fact,) if event.fact else ()
                yield from _row((event.label,), reading, f"{event.time} | ", facts=facts)
        case Picture(path):
            yield line_of(path)
        case _:
            assert_never(figure.content)


def _chart(chart: Chart) -> Iterator[Line]:
    """Yield a line for each mark: what it stands for, and its value in words."""
    for series in chart.series:
        for category, mark in zip(chart.categories, series.marks, strict=True):
            bound = "" if mark.bound is Bound.EXACT or mark.bound in mark.label else mark.bound
            words = (series.name, category, mark.at_label, f"{bound} {mark.label}".strip())
            yield line_of(
                " | ".join(part for part in words if part), (mark.fact,) if mark.fact else ()
            )


def _run(content: Inlines, reading: _Reading) -> Iterator[Line]:
    """Part a run of words at its note calls; what only closes a sentence stays with it."""
    pieces: list[tuple[list[Inline], list[NoteCall]]] = [([], [])]
    for inline in content:
        calls = list(found_in((inline,), NoteCall))
        if isinstance(inline, NoteCall):
            pieces[-1][1].append(inline)
        elif pieces[-1][1] and any(map(str.isalnum, plain_text((inline,)))):
            pieces.append(([inline], calls))
        else:
            pieces[-1][0].append(inline)
            pieces[-1][1].extend(calls)
    for words, calls in pieces:
        yield from _told(plain_text(tuple(words)), calls, (), reading)


def _row(
    cells: Iterable[Inlines],
    reading: _Reading,
    lead: str = "",
    between: str = " — ",
    facts: tuple[str, ...] = (),
) -> Iterator[Line]:
    """Keep what stands in one row in one line."""
    runs = [cell for cell in cells if cell]
    calls = [call for run in runs for call in found_in(run, NoteCall)]
    yield from _told(lead + between.join(map(plain_text, runs)), calls, facts, reading)


def _told(
    words: str, calls: Iterable[NoteCall], facts: tuple[str, ...], reading: _Reading
) -> Iterator[Line]:
    """Yield a line, and what its notes say beside their citations."""
    calls = list(calls)
    named = tuple(dict.fromkeys([*facts, *(fact for call in calls for fact in call.facts)]))
    if words.strip():
        yield line_of(words, named)
    for call in calls:
        for id_ in call.notes:
            note = reading.notes.get(id_)
            if note is not None and note.remark and id_ not in reading.told:
                reading.told.add(id_)
                yield line_of(plain_text(note.remark), call.facts)


def _fact(fact: Fact, works: Mapping[str, None]) -> PrintedFact:
    values = {name: value_words(value) for name, value in sorted(fact.values.items())}
    cites = tuple(_support(cite, works) for cite in fact.cites if cite.source in works)
    return PrintedFact(status=fact.status, values=values, cites=cites)


def value_words(value: Value) -> str:
    """Write a value down as it is recorded: `more than 30000 health-workers`.

    >>> from decimal import Decimal
    >>> value_words(Value(low=Decimal(10), high=Decimal(12), unit="USD", when="2008"))
    '10 to 12 USD (2008)'
    """
    every = value.is_, value.from_, value.low, value.to, value.high
    ends = [one for one in every if one is not None]
    bound = "" if value.bound is Bound.EXACT else f"{value.bound} "
    when = f" ({value.when})" if value.when else ""
    return f"{bound}{' to '.join(f'{one:f}' for one in ends)} {value.unit}{when}"


def _support(cite: CiteRecord, works: Mapping[str, None]) -> Support:
    locator = f"{cite.label} {cite.locator}" if cite.locator else ""
    via = cite.via if cite.via and cite.via in works else ""
    return Support(source=cite.source, locator=locator, seen=cite.seen, via=via)


def _citations(
    dataset: Dataset, works: Mapping[str, None], language: str
) -> Iterator[tuple[str, str]]:
    known = {id_: dataset.sources[id_] for id_ in works}
    for id_, citation in format_bibliography(known, known, language, complete=True):
        yield id_, squeezed(plain_text(citation))


def _disclosed(
    dataset: Dataset, facts: Mapping[str, None], lines: Iterable[Line], language: str
) -> Iterator[str]:
    """Yield the disagreements about printed facts whose disclosure is printed."""
    said = _bare("".join(line.words for line in lines))
    for conflict in dataset.conflicts.values():
        words = in_language(conflict.disclose, language, dataset.info.language)[0]
        if not facts.keys().isdisjoint(conflict.members) and _bare(words) in said:
            yield conflict.id


def _bare(text: str) -> str:
    """Leave letters and figures only: print changes quotation marks and spaces."""
    return "".join(filter(str.isalnum, text))
