"""Papers for the tests: a document of every kind of block, and the styles of the sample."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from footnoted.model.document import (
    Align,
    Balance,
    Box,
    BoxKind,
    Cell,
    Column,
    Contents,
    Document,
    Figure,
    Front,
    ItemList,
    Note,
    Paragraph,
    Quotation,
    Role,
    Row,
    RowGroup,
    Section,
    Side,
    SourceEntry,
    SourceGroup,
    SourceList,
    Stat,
    Table,
    Tile,
)
from footnoted.model.figures import Chart, ChartForm, Mark, Series
from footnoted.model.inlines import (
    Emphasis,
    Foreign,
    Inlines,
    Link,
    NoteCall,
    SmallCaps,
    Strong,
    Text,
)
from footnoted.model.style import Style
from footnoted.reader.fitting import read_as

ROOT = Path(__file__).parents[1]
ADDRESS = "https://example.org/reports/2019/wells_of_the-coast.html?page=7"
SENTENCES = (
    "The water board counted more than a thousand wells along the coast in its last survey.",
    "Officials of the ministry file an affidavit for each of them, in five copies.",
    "Dr Zuñiga of Operación Milagro and two ni-Vanuatu engineers reported otherwise.",
    "Half of the money came from a levy that fishermen, farmers and householders paid alike.",
    "Nobody has published the accounts, and the difference remains a matter of dispute.",
)


def style(name: str = "base", **changes: Any) -> Style:  # noqa: ANN401
    """Return a style of the sample, with keys of its `paper` part changed."""
    record = yaml.safe_load((ROOT / "styles" / "base.yaml").read_text("utf-8"))
    if name != "base":
        more = yaml.safe_load((ROOT / "styles" / f"{name}.yaml").read_text("utf-8"))
        record = _merged(record, {key: more[key] for key in more if key != "extends"})
    return read_as(Style, _merged(record, {"paper": changes}))


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = below.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _merged(old, value) if both else value
    return merged


def words(text: str) -> Inlines:
    return (Text(text),)


class Notes:
    """Notes in the order in which they are called."""

    def __init__(self) -> None:
        self.all: list[Note] = []

    def call(self, *texts: str) -> NoteCall:
        """Call one note or several at once."""
        names = []
        for text in texts:
            names.append(f"n{len(self.all) + 1}")
            label = str(len(self.all) + 1)
            self.all.append(Note(names[-1], label, (*words(text), *words(f" [{label}]")), ()))
        return NoteCall(tuple(names))

    def prose(self, start: int, count: int = 4) -> Paragraph:
        """Return a paragraph in which every other sentence calls a note."""
        content: list[Any] = []
        for at in range(count):
            sentence = SENTENCES[(start + at) % len(SENTENCES)]
            content.append(Text(f"{' ' if at else ''}{sentence}"))
            if at % 2 == 0:
                content.append(self.call(f"Pérez, Wells of the Coast, {start + at}."))
        return Paragraph(tuple(content))


def document(*sections: Section, notes: Notes | None = None, **front: Any) -> Document:  # noqa: ANN401
    """Return a document with a title block of its own."""
    title = Front(title="Wells of the coast", **front)
    return Document("wells", "en-GB", title, sections, tuple(notes.all) if notes else ())


def prose_document(paragraphs: int) -> Document:
    """Return a document of running text only."""
    notes = Notes()
    blocks = tuple(notes.prose(at) for at in range(paragraphs))
    return document(Section("text", "prose", 1, words("Text"), blocks), notes=notes)


def rows(count: int, notes: Notes) -> tuple[Row, ...]:
    """Return rows of a table with notes in some of their cells."""
    return tuple(
        Row(
            (
                Cell(
                    (*words(f"Place {at}"), *((notes.call("A cell."),) if at % 4 == 0 else ())),
                    header=True,
                ),
                Cell(words(f"{at * 137}.{at % 10}")),
                Cell(words(SENTENCES[at % len(SENTENCES)])),
            )
        )
        for at in range(1, count + 1)
    )


def table(count: int, notes: Notes, name: str = "table-1") -> Table:
    """Return a table of so many rows."""
    return Table(
        name,
        (Column(), Column(Align.DECIMAL), Column()),
        (Row((Cell(words("Place")), Cell(words("Wells")), Cell(words("What was said")))),),
        (RowGroup(rows(count, notes), words("North")),),
        number="1",
        caption=words("Wells by place"),
        credit=(*words("Source: survey."), notes.call("A source line.")),
        notes=(words("Years differ."),),
        summary="Wells by place and what was said of them.",
    )


def figure(notes: Notes) -> Figure:
    """Return a bar chart with caption and source."""
    marks = tuple(Mark(Decimal(value), str(value)) for value in (1200, 900, 30))
    chart = Chart(
        ChartForm.BAR,
        ("North", "South", "Islands"),
        (Series("Wells", marks),),
        "wells",
        frozenset({0}),
    )
    return Figure(
        "figure-1",
        chart,
        words("Most wells are in the north"),
        "Bar chart: north 1,200, south 900, islands 30.",
        (*words("Source: survey."), notes.call("A figure's source.")),
        number="1",
        takeaway=words("The islands hardly count."),
    )


def whole_document() -> Document:
    """Return a document with a block of every kind."""
    notes = Notes()
    items = tuple((notes.prose(at, 2),) for at in range(3))
    inner = ItemList(((Paragraph(words("An inner item.")),),))
    boxed = Box(BoxKind.KEY_POINTS, words("Key points"), (ItemList(items),))
    first = (
        Paragraph((*words("A lead with "), Strong(words("weight")), Text(".")), Role.LEAD),
        notes.prose(1),
        ItemList(((notes.prose(2, 1), inner), (notes.prose(3, 1),)), ordered=True),
        Quotation(
            (Foreign(words("Agua es vida"), "es"), Text(", they say.")),
            (*words("A speaker"), notes.call("A speech.")),
        ),
        Stat(
            (Tile("1,200", (*words("wells"), notes.call("A count."))), Tile("30", words("isles")))
        ),
        Paragraph((SmallCaps(words("nato")), Text(" was not asked."))),
        Paragraph(words("A caveat."), Role.CAVEAT),
    )
    sides = tuple(
        Side(words(label), (notes.prose(at), Paragraph(words("And more."))))
        for at, label in enumerate(("Those for", "Those against"))
    )
    second = (
        Balance(words("Is it enough?"), sides),
        Box(BoxKind.CONFLICT, words("The sources disagree"), (notes.prose(4, 2),)),
        Box(BoxKind.CAUTION, words("Caution"), (Paragraph(words("Mind the gap.")),)),
    )
    third = (table(30, notes), figure(notes), notes.prose(0))
    entry = SourceEntry(
        "perez",
        (
            Text("Pérez, Ana. "),
            Emphasis(words("Wells of the Coast")),
            Text(". Lima: Example Press, 2019. "),
            Link(words(ADDRESS), ADDRESS),
            Text("."),
        ),
    )
    sources = SourceList("", (SourceGroup(words("Books"), (entry, entry)),))
    return document(
        Section("key", "key-points", 1, (), (boxed,)),
        Section("contents", "contents", 1, words("Contents"), (Contents(),)),
        Section("first", "section", 1, words("First part"), first),
        Section("second", "section", 2, words("What is disputed"), second),
        Section("third", "section", 1, words("Figures"), third, break_before=True),
        Section("sources", "sources", 1, words("Sources"), (sources,)),
        notes=notes,
        subtitle="What is known",
        kicker="Briefing paper",
        audience="the board",
        date="21 November 2026",
        version="2",
        marking="TLP:GREEN",
    )
