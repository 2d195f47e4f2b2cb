"""A table of the outline and its facts in, rows, columns and cites out."""

from typing import Final

from footnoted.compose.credit import sources_named
from footnoted.compose.draft import Draft, data_words, own_words, unit_marked
from footnoted.compose.wording import fact_cite, fact_words
from footnoted.diagnostics import did_you_mean, error
from footnoted.model.block import TextForm
from footnoted.model.dataset import Fact, Status, Value
from footnoted.model.document import Align, Cell, Column, Row, RowGroup, Table
from footnoted.model.edtf import parse_edtf
from footnoted.model.exhibits import TableBlock, TableColumn
from footnoted.model.inlines import Inlines, Text
from footnoted.model.walk import plain_text
from footnoted.text.dates import date_words
from footnoted.text.numbers import in_digits, print_value
from footnoted.text.places import place_name

SHOWS: Final = ("text", "when", "places", "source", "status", "topics", "value")
EMPTY: Final = "–"
"""What a cell prints that has nothing to say."""


def table(draft: Draft, block: TableBlock, facts: tuple[Fact, ...], form: TextForm) -> Table:
    """Compose a table of facts; every row carries the cite of its fact in one of its cells."""
    for i, column in enumerate(block.columns):
        _check_column(draft, block, i, column, facts)
    groups = _groups(draft, block, facts)
    head = Row(
        tuple(
            Cell(own_words(draft, column.title, column, "title"), header=True)
            for column in block.columns
        )
    )
    body = tuple(
        RowGroup(tuple(_row(draft, block, fact, form) for fact in members), title)
        for title, members in groups
    )
    return Table(
        id=block.id,
        columns=tuple(_column(column) for column in block.columns),
        head=(head,),
        body=body,
        number=draft.numbers.exhibits[block.id][1],
        caption=own_words(draft, block.caption, block, "caption"),
        notes=tuple(
            own_words(draft, words, block, "notes", i) for i, words in enumerate(block.notes)
        ),
        summary=plain_text(own_words(draft, block.summary or {}, block, "summary")),
    )


def _check_column(
    draft: Draft, block: TableBlock, index: int, column: TableColumn, facts: tuple[Fact, ...]
) -> None:
    show, _, name = column.show.partition(":")
    path = ("columns", index, "show")
    if show not in SHOWS or (name and show != "value"):
        hint = did_you_mean(column.show, SHOWS) or f"columns show {', '.join(SHOWS)}, value:NAME"
        draft.say(
            error("unknown-column", f"no column shows `{column.show}`", block.span(*path), hint)
        )
    elif name and not any(name in fact.values for fact in facts):
        hint = did_you_mean(name, sorted({one for fact in facts for one in fact.values}))
        message = f"no fact of this table has a `{name}`"
        draft.say(error("unknown-value", message, block.span(*path), hint))


def _column(column: TableColumn) -> Column:
    align = Align(column.align) if column.align else Align.START
    if column.align is None and column.show.startswith("value:"):
        align = Align.DECIMAL
    return Column(align, column.width)


def _groups(
    draft: Draft, block: TableBlock, facts: tuple[Fact, ...]
) -> tuple[tuple[Inlines, tuple[Fact, ...]], ...]:
    """Part the facts by the words of their group, in the order of first appearance."""
    parted: dict[str, list[Fact]] = {}
    titles: dict[str, Inlines] = {"": ()}
    for fact in facts:
        key = _group_key(block, fact)
        if key not in titles:
            titles[key] = _group_title(draft, block, key)
        parted.setdefault(key, []).append(fact)
    return tuple((titles[key], tuple(members)) for key, members in parted.items())


def _group_key(block: TableBlock, fact: Fact) -> str:
    match block.group_by:
        case "topic":
            return fact.topics[0] if fact.topics else ""
        case "place":
            return fact.places[0] if fact.places else ""
        case "year":
            start = parse_edtf(fact.when).start if fact.when else None
            return str(start.year) if start else ""
    return ""


def _group_title(draft: Draft, block: TableBlock, key: str) -> Inlines:
    match block.group_by:
        case "topic":
            topic = draft.dataset.info.topics[key]
            return data_words(draft, topic.title, topic, "title")
        case "place":
            return (Text(place_name(key, draft.language)),)
    return (Text(key),)


def _row(draft: Draft, block: TableBlock, fact: Fact, form: TextForm) -> Row:
    shows = [column.show for column in block.columns]
    cells = [_content(draft, fact, show, form) for show in shows]
    calling = shows.index("source") if "source" in shows else -1
    cells[calling] = (*cells[calling], *fact_cite(draft, fact, form))
    return Row(tuple([Cell(one or (Text(EMPTY),), header=i == 0) for i, one in enumerate(cells)]))


def _content(draft: Draft, fact: Fact, show: str, form: TextForm) -> Inlines:
    kind, _, name = show.partition(":")
    match kind:
        case "text":
            return fact_words(draft, fact, form)
        case "value":
            return _text(_values(draft, fact, name))
        case "when":
            return _text(date_words(fact.when, draft.language, running=False) if fact.when else "")
        case "places":
            return _text(", ".join(place_name(code, draft.language) for code in fact.places))
        case "status":
            return _text(status_words(draft, fact))
        case "source":
            return _text(sources_named(draft, fact))
        case "topics":
            topics = (draft.dataset.info.topics[topic] for topic in fact.topics)
            titles = (plain_text(data_words(draft, one.title, one, "title")) for one in topics)
            return _text(", ".join(titles))
    return ()


def status_words(draft: Draft, fact: Fact) -> str:
    """Return a fact's status in the house's words; nothing for one that stands."""
    if fact.status is Status.CURRENT:
        return ""
    return draft.phrases.statuses.get(fact.status, str(fact.status))


def _values(draft: Draft, fact: Fact, name: str) -> str:
    """Return one value bare, for a column of numbers, or all of them with their units."""
    if name:
        return _digits(draft, fact.values[name]) if name in fact.values else ""
    marked = (
        unit_marked(draft, (Text(text),), value.unit, draft.language, alone=False)
        for value in fact.values.values()
        if (text := _digits(draft, value, unit=True))
    )
    return "; ".join(map(plain_text, marked))


def _digits(draft: Draft, value: Value, unit: bool = False) -> str:
    form = in_digits(value, unit=unit)
    units = draft.dataset.info.units
    return print_value(value, form, units, draft.language, draft.home) or ""


def _text(text: str) -> Inlines:
    return (Text(text),) if text else ()
