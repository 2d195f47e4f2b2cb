"""Documents for the deck's tests: one of every kind of slide, and generated ones of any length."""

import random
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import yaml

from footnoted.model.document import (
    Align,
    Balance,
    Block,
    Box,
    BoxKind,
    Cell,
    Column,
    Contents,
    Definition,
    Definitions,
    Document,
    Figure,
    Front,
    ItemList,
    Note,
    Paragraph,
    Question,
    Questions,
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
from footnoted.model.figures import (
    Bound,
    Chart,
    ChartForm,
    Event,
    Map,
    MapForm,
    MapPlace,
    Mark,
    Picture,
    Series,
    Timeline,
    TimelineForm,
)
from footnoted.model.inlines import Emphasis, Foreign, Inline, Link, NoteCall, Strong, Text
from footnoted.model.style import Style
from footnoted.reader.fitting import read_as

STYLES = Path(__file__).parent.parent / "styles"
SOURCES = 9
MADE = datetime(2025, 11, 21, 9, 30, tzinfo=UTC)


def style(**deck: object) -> Style:
    """Return the base style, with some keys of its deck part changed."""
    read = yaml.safe_load((STYLES / "base.yaml").read_text("utf-8"))
    read["deck"].update({key.replace("_", "-"): value for key, value in deck.items()})
    return read_as(Style, read)


def text(*parts: str | Inline) -> tuple[Inline, ...]:
    """Return inlines; plain strings become text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def call(*numbers: int) -> NoteCall:
    """Call notes by number."""
    return NoteCall(tuple(f"n{number}" for number in numbers))


def notes() -> tuple[Note, ...]:
    """Return a note for each source, and a later short one for the first."""
    full = [
        (
            "Robert Huish and John M. Kirk, “Cuban Medical Internationalism and the Development of "
            "the Latin American School of Medicine,” ",
            "Latin American Perspectives",
            " 34, no. 6 (2007): 77, ",
            "https://doi.org/10.1177/0094582X07308119",
        ),
        (
            "Julie M. Feinsilver, ",
            "Healing the Masses: Cuban Health Politics at Home and Abroad",
            " (Berkeley: University of California Press, 1993), 156–95.",
            "",
        ),
        (
            "“Fact Sheet: Cuban Medical Cooperation,” ",
            "MEDICC Review",
            ", 2008, ",
            "https://www.medicc.org/ns/index.php?s=104&p=12",
        ),
        (
            "Human Rights Watch, ",
            "Cuba: Repressive Rules for Doctors Working Abroad",
            ", July 23, 2020, ",
            "https://www.hrw.org/news/2020/07/23/cuba-repressive-rules",
        ),
        (
            "John M. Kirk, ",
            "Health Care without Borders: Understanding Cuban Medical Internationalism",
            " (Gainesville: University Press of Florida, 2015), 3.",
            "",
        ),
    ]
    made = []
    for number in range(1, SOURCES + 1):
        before, title, after, link = full[(number - 1) % len(full)]
        tail: tuple[Inline, ...] = (Link(text(link), link), Text(".")) if link else ()
        content = text(before, Emphasis(text(title)), after, *tail)
        short = text(before.split(",")[0].split(" (")[0].strip("“ "), f", {70 + number}.")
        made.append(Note(f"n{number}", str(number), content, (f"s{number}",), short))
    later = Note("n1b", "1", text("Huish and Kirk, “Cuban Medical Internationalism,” 81."), ("s1",))
    return (*made, later)


def source_list() -> SourceList:
    """Return the works that the notes cite."""
    entries = tuple(
        SourceEntry(one.sources[0], one.content, (one.id,), int(one.label))
        for one in notes()
        if one.id != "n1b"
    )
    return SourceList(groups=(SourceGroup((), entries),))


def bar_chart(count: int = 5, form: ChartForm = ChartForm.BAR) -> Chart:
    """Return a chart with one series, a hedged value and one mark to look at."""
    places = (
        "Venezuela",
        "Brazil",
        "Guatemala",
        "Haiti",
        "Bolivia",
        "Honduras",
        "The Gambia",
        "=HYPERLINK(0)",
        "São Tomé & Príncipe",
        "Ghana",
    )
    values = (31390, 11400, 461, 600, 1553, 2000, 158, 12, 78, 900)
    names = tuple(f"{places[i % 10]}{'' if i < 10 else f' {i}'}" for i in range(count))
    marks = tuple(
        Mark(Decimal(values[i % 10]), f"more than {values[i % 10]:,}", Bound.MORE_THAN)
        if i % 10 == 1
        else Mark(Decimal(values[i % 10]), f"{values[i % 10]:,}")
        for i in range(count)
    )
    return Chart(form, names, (Series("Health workers", marks),), "people", frozenset({0}))


def two_series(form: ChartForm) -> Chart:
    """Return a chart with two series and a gap."""
    years = ("1999", "2003", "2005", "2008", "2011", "2013")
    doctors = (350, 10000, 13000, 14000, 14400, None)
    others = (100, 3000, 6500, 8000, 9100, 9500)
    return Chart(
        form,
        years,
        tuple(
            Series(
                name,
                tuple(
                    Mark(None if v is None else Decimal(v), "" if v is None else f"{v:,}")
                    for v in row
                ),
            )
            for name, row in (("Doctors", doctors), ("Other staff", others))
        ),
        "people",
    )


def cell(words: str, *more: Inline, **how: object) -> Cell:
    """Return a table's cell."""
    return Cell(text(words, *more), **how)  # type: ignore[arg-type]


def table(rows: int = 6) -> Table:
    """Return a table with groups, a foot, notes in cells and numbers."""
    places = ("Venezuela", "Brazil", "Haiti", "Guatemala", "Bolivia", "The Gambia")
    body = tuple(
        Row(
            (
                cell(f"{places[i % 6]} {i // 6 or ''}".strip(), header=True),
                cell(str(1963 + i)),
                cell(f"{(i + 1) * 1350:,}", call(i % 4 + 1)),
                cell(
                    "Primary care in poor districts, under an agreement between the two governments"
                ),
            )
        )
        for i in range(rows)
    )
    half = (rows + 1) // 2
    return Table(
        "missions",
        (Column(), Column(), Column(Align.DECIMAL), Column(width=0.45)),
        (Row((cell("Country"), cell("Since"), cell("Staff"), cell("What they do"))),),
        (RowGroup(body[:half], text("Americas")), RowGroup(body[half:], text("Africa"))),
        foot=(Row((cell("All"), cell(""), cell("42,000", call(1)), cell(""))),),
        caption=text("Cuban missions by country"),
        credit=text("Source: the missions’ own figures.", call(2)),
        notes=(text("Figures of different years are not comparable."),),
        summary="Missions by country with the year they began and their staff.",
    )


def bullets(*lines: tuple[Inline, ...], ordered: bool = False, columns: int = 1) -> ItemList:
    """Return a list of one paragraph an item."""
    return ItemList(tuple((Paragraph(line),) for line in lines), ordered, columns=columns)


def _facts() -> tuple[tuple[Inline, ...], ...]:
    return (
        text(
            "42,000 Cuban workers in 103 countries, more than 30,000 of them health staff", call(1)
        ),
        text(
            "First mission: ",
            Strong(text("Algeria, 1963")),
            ", with 56 doctors and nurses",
            call(2),
        ),
        text(
            Emphasis(text("Operación Milagro")),
            " restored the sight of 1.6 million people, by Cuba’s own count",
            call(3, 4),
        ),
        text(
            "About 20,000 students from 123 countries enrolled at the Latin American School of "
            "Medicine",
            NoteCall(("n1b",)),
        ),
    )


def _balance() -> Balance:
    return Balance(
        text("Is this solidarity or export?"),
        (
            Side(
                text("Those who praise it"),
                (
                    bullets(
                        text("Care reaches places that never saw a doctor", call(2)),
                        text("Training is free for the host’s own students", call(5)),
                    ),
                ),
            ),
            Side(
                text("Those who condemn it"),
                (
                    bullets(
                        text("The state keeps most of what hosts pay", call(4)),
                        text(
                            "Passports are held by the mission; those who leave may not return for "
                            "eight years",
                            call(4),
                        ),
                        text("Staff may not befriend whom they like", call(6)),
                    ),
                ),
            ),
        ),
    )


def section(name: str, title: str, *blocks: Block, kind: str = "facts", **more: object) -> Section:
    """Return a section under a part."""
    level = 1 if kind == "section" else 2
    return Section(name, kind, level, text(title) if title else (), blocks, **more)  # type: ignore[arg-type]


def talk() -> Document:
    """Return a deck with every kind of slide."""
    speaker = (
        Paragraph(
            text(
                "In 2007 Cuba had 42,000 people working abroad in 103 countries; more than "
                "30,000 were health staff, at least 19,000 of them doctors.",
                call(1),
            )
        ),
        Paragraph(text("Confidence: moderate. The figure is the ministry’s own."), Role.CAVEAT),
    )
    credit = text("Source: Ministry of Public Health, as cited by the authors.", call(1))
    sections = (
        section("agenda", "What this talk covers", Contents(), kind="contents"),
        section(
            "part-scale",
            "A small country with an army of doctors",
            Paragraph(text("How many, where, and since when."), Role.LEAD),
            kind="section",
        ),
        section(
            "key",
            "Half a century of missions has made health care Cuba’s calling card",
            Box(BoxKind.KEY_POINTS, text("Key points"), (bullets(*_facts()),)),
            speaker=speaker,
        ),
        section(
            "one",
            "One in four Cuban doctors works abroad",
            Stat(
                (
                    Tile(
                        "42,000",
                        text(
                            "Cuban workers in 103 countries in 2007, more than 30,000 "
                            "of them health staff",
                            call(1),
                        ),
                    ),
                )
            ),
        ),
        section(
            "many",
            "The missions have grown in every decade",
            Stat(
                (
                    Tile("56", text("staff in Algeria, 1963", call(2))),
                    Tile("5,000", text("abroad by 1985", call(5))),
                    Tile("42,000", text("abroad by 2007", call(1))),
                    Tile("$8.2 billion", text("earned in a year, by one estimate", call(4))),
                )
            ),
        ),
        section(
            "chart",
            "Venezuela takes more Cuban health workers than all others together",
            Figure(
                "staff",
                bar_chart(6),
                text("Cuban health workers by country, 2008"),
                "Bar chart: Venezuela 31,390; Brazil more than 11,400; the rest below 2,001.",
                credit,
                "1",
                text(
                    "Three of four work in one country: when its oil money "
                    "ends, so does the programme.",
                    call(5),
                ),
            ),
        ),
        section(
            "lines",
            "Doctors came first, other staff followed",
            Figure(
                "growth",
                two_series(ChartForm.LINE),
                text("Staff in Venezuela"),
                "Line chart: doctors and others, 1999 to 2013.",
                credit,
            ),
        ),
        section(
            "columns",
            "Growth was fastest before 2005",
            Figure(
                "growth-columns",
                two_series(ChartForm.COLUMN),
                text("Staff in Venezuela"),
                "Column chart: doctors and others, 1999 to 2013.",
                credit,
            ),
        ),
        section("part-dispute", "What is in dispute", kind="section"),
        section(
            "quote",
            "To its founder it was a debt to mankind",
            Quotation(
                text(
                    "“Being internationalists is to settle our own debt with humanity. "
                    "Whoever is incapable of fighting for others will never be capable "
                    "enough of fighting for himself.”",
                    call(2),
                ),
                text("Fidel Castro, 1988"),
            ),
        ),
        section("balance", "Is this solidarity or export?", _balance()),
        section("table", "Missions differ in age, size and purpose", table()),
        section(
            "conflict",
            "Nobody knows how much the missions earn",
            Box(
                BoxKind.CONFLICT,
                text("The sources disagree"),
                (
                    bullets(
                        text("$8.2 billion a year, of which most is oil", call(4)),
                        text("$2.4 billion a year in 2013", call(6)),
                    ),
                    Paragraph(text("We print the lower figure: it alone counts cash.", call(7))),
                    Paragraph(text("Neither figure has been audited."), Role.CAVEAT),
                ),
            ),
        ),
        section(
            "callout",
            "",
            Box(
                BoxKind.CALLOUT,
                text("If asked: are they volunteers?"),
                (Paragraph(text("They sign a contract, and few can refuse.", call(8))),),
            ),
        ),
        section(
            "prose",
            "Thousands left their posts when a visa let them",
            Paragraph(
                text(
                    "In 2006 the United States opened a parole programme for Cuban health "
                    "workers abroad. By 2017, when it ended, some 7,000 had used it.",
                    call(3),
                ),
                Role.LEAD,
            ),
            Paragraph(
                text(
                    "The government in Havana called it theft of brains; those who left "
                    "spoke of low pay, of confiscated passports and of surveillance. ",
                    Foreign(text("Barrio Adentro"), "es"),
                    " lost several hundred in its first five years.",
                    call(9),
                )
            ),
            bullets(
                text("Those who left may not return for eight years", call(4)),
                text("Their families stayed behind"),
                ordered=True,
            ),
        ),
        section(
            "columns-list",
            "Where the missions have been",
            bullets(
                *(
                    text(f"{place}, since {1963 + 3 * i}", call(i % SOURCES + 1))
                    for i, place in enumerate(
                        (
                            "Algeria",
                            "Tanzania",
                            "Angola",
                            "Ethiopia",
                            "Nicaragua",
                            "Guyana",
                            "Ghana",
                            "Haiti",
                            "Honduras",
                            "Venezuela",
                        )
                    )
                ),
                columns=2,
            ),
        ),
        section("sources", "Sources", source_list(), kind="sources"),
    )
    front = Front(
        "Doctors for the world: Cuba’s medical missions and what they cost",
        "What the evidence says about the largest health programme of any poor country",
        "Talk",
        "For journalists",
        "21 November 2025",
        "Version 3",
        "Policy unit",
        ("A. Writer", "B. Editor"),
        "Cuban medical internationalism",
        ("Cuba", "health"),
        "TLP:CLEAR",
    )
    return Document("talk", "en-GB", front, sections, notes())


LEXICON = """
doctors mission health government agreement Venezuela programme workers island medical clinics
internationalism a of the in to and for with 42,000 2007 oil-for-doctors self-reported hundred
administrative/territorial Zuñiga Operación — approximately
"""
WORDS = tuple(re.findall(r"\S+", LEXICON))


def sentence(chance: random.Random, words: int) -> tuple[Inline, ...]:
    """Return a sentence with stresses and note calls."""
    parts: list[Inline] = []
    for _ in range(max(words // 8, 1)):
        piece = Text(" ".join(chance.choices(WORDS, k=8)) + " ")
        parts.append(chance.choice((piece, piece, Strong((piece,)), Emphasis((piece,)))))
    parts.append(Text(chance.choice(WORDS) + "."))
    if chance.random() < 0.6:
        parts.append(call(*sorted(chance.sample(range(1, SOURCES + 1), chance.choice((1, 1, 2))))))
    return tuple(parts)


def _random_block(chance: random.Random, kind: int) -> Block:  # noqa: C901 - a kind each
    """Return a block of one of `KINDS` kinds and of any length."""

    def line(most: int = 40) -> tuple[Inline, ...]:
        return sentence(chance, chance.randint(4, most))

    match kind:
        case 0:
            return Paragraph(line(420))
        case 1:
            return bullets(*(line() for _ in range(chance.randint(1, 14))))
        case 2:
            return Quotation(line(160), line(8)[:-1] or text("A"))
        case 3:
            count = chance.choice((1, 1, 2, 3, 5))
            hedges = ("", "", "At least ", "Nearly $", "More than ")
            return Stat(
                tuple(
                    Tile(f"{chance.choice(hedges)}{chance.randint(1, 90000):,}", line(16))
                    for _ in range(count)
                )
            )
        case 4:
            sides = (tuple(line(30) for _ in range(chance.randint(1, 6))) for _ in range(2))
            return Balance(line(8), tuple(Side(text("Side"), (bullets(*side),)) for side in sides))
        case 5:
            return Box(
                chance.choice((BoxKind.KEY_POINTS, BoxKind.CALLOUT, BoxKind.CAUTION)),
                line(6),
                (Paragraph(line(90)), bullets(line(), line())),
            )
        case 6:
            return _random_table(chance)
        case 7:
            takeaway = line(24) if chance.random() < 0.6 else ()
            return Figure(
                "f",
                _random_chart(chance),
                line(6),
                "What it shows.",
                line(6),
                takeaway=takeaway,
            )
        case 8:
            return bullets(*(line(12) for _ in range(chance.randint(2, 24))), columns=2)
        case 9:
            members = bullets(*(line(36) for _ in range(chance.randint(1, 5))))
            verdict = (Paragraph(line(50)), Paragraph(line(40), Role.CAVEAT))
            return Box(BoxKind.CONFLICT, line(10)[:-1], (members, *verdict))
        case 10:
            compact = chance.random() < 0.5
            return Definitions(
                tuple(
                    Definition(
                        text(" ".join(chance.choices(WORDS, k=chance.randint(1, 3)))),
                        tuple(Paragraph(line(30)) for _ in range(chance.choice((1, 1, 2)))),
                    )
                    for _ in range(chance.randint(1, 16))
                ),
                compact,
            )
        case 11:
            return Questions(
                tuple(
                    Question(line(14)[:-1], (Paragraph(line(60)),) if chance.random() < 0.6 else ())
                    for _ in range(chance.randint(1, 5))
                )
            )
        case 12:
            return Figure("p", Picture("dot.png"), line(12), "A dot.", line(9), takeaway=line(20))
        case 13:
            return _random_timeline(chance)
        case 14:
            return _random_map(chance)
        case _:
            return Contents()


KINDS = 16
FORMS = tuple(ChartForm)


def _random_chart(chance: random.Random) -> Chart:
    """Return a chart of any form."""
    form = chance.choice(FORMS)
    if form in (ChartForm.BAR, ChartForm.COLUMN):
        return bar_chart(chance.randint(2, 24 if form is ChartForm.BAR else 8), form)
    ends = form is ChartForm.RANGE
    placed = form in (ChartForm.POINTS, ChartForm.SCATTER)
    count = 2 if form is ChartForm.SLOPE else chance.randint(2, 7)
    several = form not in (ChartForm.DOUGHNUT, ChartForm.NESTED, ChartForm.SCATTER, ChartForm.RANGE)
    values = sorted((chance.randint(20, 60_000) for _ in range(count)), reverse=True)
    series = tuple(
        Series(
            f"Series {n + 1}",
            tuple(
                Mark(
                    Decimal(value + n * 500),
                    f"{value + n * 500:,}",
                    low=Decimal(value) if ends else None,
                    high=Decimal(value * 2) if ends else None,
                    at=Decimal(1960 + 7 * at) if placed else None,
                    at_label=f"{1960 + 7 * at}" if placed else "",
                )
                for at, value in enumerate(values)
            ),
        )
        for n in range(chance.randint(1, 3) if several else 1)
    )
    categories = tuple(f"{chance.choice(WORDS).title()} {1960 + 7 * at}" for at in range(count))
    return Chart(form, categories, series, "people")


def _random_map(chance: random.Random) -> Figure:
    """Return a map of countries, near and far."""
    form = chance.choice(tuple(MapForm))
    codes = chance.sample(PLACES, chance.randint(2, 14))
    places = tuple(
        MapPlace(code, f"Land {code}", (at % 2,), Decimal(at * 900 + 50), f"{at * 900 + 50:,}")
        for at, code in enumerate(codes)
    )
    whole = chance.random() < 0.4
    content = Map(form, places, ("Staff sent", "Offer refused"), "people", whole)
    return Figure("m", content, sentence(chance, 8), "Map: where staff went.", ())


PLACES = (
    "AO", "BO", "BR", "CL", "DZ", "ET", "GH", "GT", "GW", "HN", "HT", "ID", "IT", "KI", "LK", "ML",
    "MZ", "PK", "SL", "TL", "TV", "US", "VE", "ZA",
)  # fmt: skip


def _random_table(chance: random.Random) -> Table:
    """Return a table of short and of long cells, some rows headed, some columns of a set width."""

    def line(most: int) -> tuple[Inline, ...]:
        return sentence(chance, chance.randint(4, most))

    rows = tuple(
        Row(
            (
                Cell(line(4), header=True),
                *(Cell(line(chance.choice((4, 30)))) for _ in range(2)),
            )
        )
        for _ in range(chance.randint(1, 16))
    )
    columns = (Column(), Column(width=chance.choice((None, 0.3))), Column(Align.END))
    return Table(
        "t",
        columns,
        (Row(tuple(Cell(line(4)) for _ in range(3))),),
        (RowGroup(rows, chance.choice(((), text("A group")))),),
        caption=line(12),
        credit=chance.choice(((), line(8))),
    )


def _random_timeline(chance: random.Random) -> Figure:
    """Return dated events in a row."""
    form = chance.choice(tuple(TimelineForm))
    years = sorted(chance.sample(range(1959, 2021), chance.randint(2, 12)))
    events = tuple(
        Event(Decimal(year), None, str(year), sentence(chance, chance.randint(4, 14)))
        for year in years
    )
    content = Timeline(form, events)
    alt = "Timeline: what happened when."
    return Figure("e", content, sentence(chance, 8), alt, ())


def generated(seed: int, sections: int) -> Document:
    """Return a deck in which every kind of block comes in turn, of random lengths and neighbours.

    It needs `dot.png` in its project folder. Some titles and texts are too long for one slide,
    some sections open parts, are hidden, say what the speaker says, or wish a layout.
    """
    chance = random.Random(seed)
    made = []
    for i in range(sections):
        opens = i % 11 == 5
        kinds = [i % KINDS, *chance.choices(range(9), k=chance.choice((0, 0, 1)))]
        blocks = tuple(_random_block(chance, kind) for kind in kinds)
        intro = (Paragraph(sentence(chance, chance.choice((6, 30, 200)))),)
        titled = chance.random() < 0.8 or opens
        words = " ".join(chance.choices(WORDS, k=chance.randint(3, 22)))
        said = (Paragraph(sentence(chance, 40)), Paragraph(sentence(chance, 20), Role.CAVEAT))
        made.append(
            Section(
                f"s{i}",
                "section" if opens else "facts",
                1 if opens else 2,
                (Text(words),) if titled else (),
                intro if opens else blocks,
                said if chance.random() < 0.3 else (),
                hidden=i > sections * 0.9,
                layout=chance.choice(("", "", "", "two-content", "title-only", "content")),
            )
        )
    made.append(section("sources", "Sources", source_list(), kind="sources"))
    return Document(f"random-{seed}", "en-GB", Front(f"Random deck {seed}"), tuple(made), notes())


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000f4944415478da63fccf50cf000400000507018271d1f7df0000000049454e44ae426082"
)
"""A picture of two dots, side by side."""


def plain_deck(slides: int) -> Document:
    """Return a deck of so many plain slides, each with bullets, notes and words for the speaker."""
    made = tuple(
        Section(
            f"s{i}",
            "facts",
            2,
            text(f"Finding {i} is put as a sentence of its own"),
            (bullets(*_facts()),),
            (Paragraph(text(f"Say finding {i} slowly.", call(1))),),
        )
        for i in range(slides)
    )
    return Document("plain", "en-GB", Front("A plain deck"), made, notes())
