"""A seed in, a random paper out in which every word occurs once, and so tells where it belongs.

Every kind of block calls notes of every length. `Plan` says what the paper must print, and knows
nothing of pages: whoever finds a word on a rendered page knows its passage and its place in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

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
    NoteList,
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
from footnoted.model.figures import Chart, ChartForm, Event, Mark, Series, Timeline, TimelineForm
from footnoted.model.inlines import Emphasis, Inline, Inlines, NoteCall, Strong, Text
from footnoted.model.style import Style
from papers import ROOT, style

VOCABULARY = 20_000
"""Words there are."""
LENGTH = 5_000
"""Words after which a paper ends: 10 to 30 pages. Short ones share more shaped words."""
ALPHABETS = {
    "el": str.maketrans("bdfghjkptvlmnrszwcxaeiou", "βδφγχξκπτψλμνρσζθάέαειου"),
    "ru": str.maketrans("bdfghjkptvlmnrszwcxaeiou", "бдфгхжкптвлмнрсзшчщаеиоу"),
}
"""Other scripts, letter by letter."""
LANGUAGES = {"en-GB": 16, "es": 1, "fr": 1, "el": 1, "ru": 1}
"""Shares: what is shaped once for one paper serves the next in its language."""
STYLES = tuple(sorted(path.stem for path in (ROOT / "styles").glob("*.yaml")))
SHEETS = ("A4", "Letter", "A4", "A5")


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Return words of which no part is a word: their first and last letters stand nowhere else.

    So a divided word is known by its halves.
    """
    random, words = Random(1), dict[str, None]()
    while len(words) < VOCABULARY:
        syllables = random.choices((0, 1, 2, 3), (2, 8, 65, 25))[0]
        inner = "".join(random.choice("aei") + random.choice("lmnrszwcx") for _ in range(syllables))
        words[random.choice("bdfghjkptv") + inner + random.choice("ou")] = None
    table = ALPHABETS.get(language, {})
    return tuple(word.translate(table) for word in words)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` (exclusive) of the vocabulary, set as one paragraph."""

    role: str
    """Key of the style's roles, which gives its leading; empty where that may differ."""
    block: int
    """All passages of a block stand above those of the next."""
    lane: int
    """Within a block, passages of one lane stand one below the other."""
    first: int
    last: int
    flush: bool = True
    """All its lines begin at one edge."""
    repeats: bool = False
    """It may be printed again on following pages: a table's head."""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A note as it must be printed."""

    name: str
    label: str
    first: int
    last: int


@dataclass(slots=True)
class Plan:
    """What a paper must print."""

    seed: int
    language: str
    at_foot: bool
    passages: list[Passage] = field(default_factory=list)
    notes: list[Printed] = field(default_factory=list)
    calls: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """By word, the notes that are called after it, as indices into `notes`."""
    fresh: set[int] = field(default_factory=set)
    """Blocks that begin on a fresh page."""


class _Writer:
    """Takes words from the vocabulary and writes down what it does with them."""

    def __init__(
        self, plan: Plan, *, hard: bool, by_source: bool, reuse: float, narrow: bool
    ) -> None:
        self.random = Random(plan.seed)
        self.plan = plan
        self.words = vocabulary(plan.language)
        self.next = 0
        self.block = 0
        self.lane = 0
        self.exhibits = 0
        self.share = 0.06 if hard else 0.022
        self.hard = hard
        self.by_source = by_source
        self.reuse = reuse
        self.narrow = narrow
        self.notes: list[Note] = []
        self.bodies: list[str] = []

    # --- words and notes

    def take(self, count: int) -> tuple[int, int]:
        first = self.next
        self.next += count
        return first, self.next

    def said(
        self,
        count: int,
        role: str,
        *,
        share: float | None = None,
        flush: bool = True,
        repeats: bool = False,
        heading: bool = False,
    ) -> Inlines:
        """Return so many words as one passage, some of which call notes."""
        first, last = self.take(count)
        here = Passage(role, self.block, self.lane, first, last, flush, repeats, heading)
        self.plan.passages.append(here)
        share = self.share if share is None else share
        six = self.random.randrange(first, last) if share and self.random.random() < 0.02 else last
        content: list[Inline] = []
        running: list[str] = []
        for at in range(first, last):
            word = self.words[at]
            stop = at == last - 1 or self.random.random() < 0.07
            running.append(word + ("." if stop else ""))
            if self.random.random() < share or six <= at < six + 6:
                content += [Text(" ".join(running)), self.call(at, six <= at)]
                running = [""]
            elif self.random.random() < 0.01:
                content += [Text(" ".join(running[:-1]) + " ") if running[1:] else Text("")]
                kind = self.random.choice((Emphasis, Strong))
                content += [kind((Text(running[-1]),))]
                running = [""]
        if running != [""]:
            content.append(Text(" ".join(running)))
        return tuple(one for one in content if one != Text(""))

    def call(self, word: int, short: bool) -> NoteCall:
        count = self.random.choices((1, 2, 3), (90, 7, 3))[0]
        numbers: list[int] = []
        for _ in range(count):
            known = self.plan.notes
            number = len(known)
            if known and self.random.random() < self.reuse:
                again = self.random.randrange(max(0, len(known) - 12), len(known))
                number = again if known[again].last - known[again].first < 60 else number
            # Citations of one source in one place make one note.
            if any(self.label(number) == self.label(one) for one in numbers):
                continue
            numbers.append(number)
            if number == len(known):
                self.note(short)
        self.plan.calls[word] = tuple(sorted(numbers))
        return NoteCall(tuple(known[at].name for at in sorted(numbers)))

    def label(self, number: int) -> str:
        return str(number // 2 + 1 if self.by_source else number + 1)

    def note(self, short: bool) -> None:
        random, number = self.random, len(self.plan.notes)
        count = random.choice((3, 8, 14, 22, 30, random.randint(31, 90)))
        if not short and random.random() < (0.02 if self.hard else 0.004):
            count = random.randint(200, 1300)
        # A last block that calls many notes is not to run out of words.
        if self.next > 2 * LENGTH:
            count = min(count, 8)
        first, last = self.take(6 if short else count)
        name, label = f"n{number + 1}", self.label(number)
        self.plan.notes.append(Printed(name, label, first, last))
        content = (Text(" ".join(self.words[first:last]) + "."),)
        # Below another one of its source a note prints its place and its remark.
        place, remark = ("9", content) if self.by_source else ("", ())
        self.notes.append(Note(name, label, content, (), (), place, remark))

    def new_block(self, lane: int = 0) -> None:
        self.block += 1
        self.lane = lane

    # --- blocks

    def size(self) -> int:
        return self.random.choice((6, 25, 50, 80, 120, self.random.randint(20, 260)))

    def paragraph(self) -> list[Block]:
        self.new_block()
        role = self.random.choices(
            (Role.BODY, Role.LEAD, Role.CAVEAT, Role.ATTRIBUTION), (90, 3, 4, 3)
        )[0]
        return [Paragraph(self.said(self.size(), role.value), role)]

    def inner(self, role: str, most: int = 40) -> Paragraph:
        return Paragraph(self.said(self.random.randint(4, most), role))

    def item_list(self, depth: int = 0, role: str = "list_item") -> ItemList:
        items: list[tuple[Block, ...]] = []
        for _ in range(self.random.randint(2, 6 if depth else 9)):
            item: list[Block] = [self.inner(role)]
            if depth < 2 and self.random.random() < 0.15:
                item.append(self.item_list(depth + 1, role))
            items.append(tuple(item))
        return ItemList(tuple(items), self.random.random() < 0.4)

    def lists(self) -> list[Block]:
        self.new_block()
        return [self.item_list()]

    def quotation(self) -> list[Block]:
        self.new_block()
        content = self.said(self.random.randint(10, 90), "quotation")
        return [Quotation(content, self.said(4, "speaker", share=0.2))]

    def boxed(self) -> list[Block]:
        self.new_block()
        title = self.said(3, "box_title", share=0.05, flush=False)
        content: list[Block] = []
        for _ in range(self.random.choice((1, 2, 3, 6, 14))):
            one = self.random.random() < 0.25
            content.append(self.item_list(1, "box") if one else self.inner("box", 60))
        return [Box(self.random.choice(tuple(BoxKind)), title, tuple(content))]

    def balance(self) -> list[Block]:
        self.new_block()
        question = self.said(6, "balance_question", share=0.05, flush=False)
        self.new_block()
        sides: list[Side] = []
        for lane in range(2):
            self.lane = lane
            label = self.said(2, "balance_label", share=0.1)
            count = self.random.choice((1, 2, 4))
            content = tuple(self.inner("balance", 70) for _ in range(count))
            sides.append(Side(label, content))
        return [Balance(question, tuple(sides))]

    def stat(self) -> list[Block]:
        self.new_block()
        tiles: list[Tile] = []
        for lane in range(self.random.randint(2, 4)):
            self.lane = lane
            label = self.said(self.random.randint(2, 8), "stat_label", share=0.1, flush=False)
            tiles.append(Tile(str(self.random.randint(1, 999)), label))
        return [Stat(tuple(tiles))]

    def definitions(self) -> list[Block]:
        compact, items = self.random.random() < 0.4, []
        for _ in range(self.random.randint(2, 8)):
            self.new_block()
            term = self.said(2, "term", share=0.1, flush=False)
            if compact:
                self.lane = 1
            items.append(Definition(term, (self.inner("definition", 50),)))
        return [Definitions(tuple(items), compact)]

    def questions(self) -> list[Block]:
        items: list[Question] = []
        ruled = self.random.random() < 0.5
        for _ in range(self.random.randint(2, 6)):
            self.new_block()
            asked = self.said(self.random.randint(4, 20), "question", share=0.04)
            answer = () if ruled else (self.inner("answer", 70),)
            items.append(Question(asked, answer, self.random.randint(1, 6) if ruled else 0))
        return [Questions(tuple(items))]

    def contained(self) -> tuple[str, Inlines]:
        """Begin an exhibit: return its number and caption."""
        self.exhibits += 1
        self.new_block()
        return str(self.exhibits), self.said(6, "caption", share=0.06, flush=False)

    def chart(self) -> list[Block]:
        number, caption = self.contained()
        takeaway = self.said(8, "takeaway", share=0.05, flush=False)
        count = self.random.randint(2, 9)
        values = [self.random.randint(10, 9000) for _ in range(count)]
        marks = tuple(Mark(Decimal(value), f"{value:,}") for value in values)
        form = self.random.choice((ChartForm.BAR, ChartForm.COLUMN))
        names = tuple(f"Place {at + 1}" for at in range(count))
        drawn = Chart(form, names, (Series("Wells", marks),), "wells", frozenset({0}))
        self.new_block()
        credit = self.said(5, "credit", share=0.3)
        return [Figure(f"figure-{number}", drawn, caption, "A chart.", credit, number, takeaway)]

    def rail(self) -> list[Block]:
        number, caption = self.contained()
        events: list[Event] = []
        for at in range(self.random.choice((3, 8, 30))):
            self.new_block()
            label = self.said(self.random.randint(4, 30), "event", share=0.08)
            events.append(Event(Decimal(1960 + 2 * at), None, str(1960 + 2 * at), label))
        self.new_block()
        credit = self.said(5, "credit", share=0.3)
        drawn = Timeline(TimelineForm.RAIL, tuple(events))
        return [Figure(f"figure-{number}", drawn, caption, "A timeline.", credit, number)]

    def table(self) -> list[Block]:
        number, caption = self.contained()
        columns = self.random.randint(2, 3 if self.narrow else 5)
        self.new_block()
        head = tuple(
            Cell(self.laned(at, 2, "table_head", flush=False, repeats=True))
            for at in range(columns)
        )
        groups: list[RowGroup] = []
        for _ in range(self.random.randint(1, 3)):
            self.new_block()
            title = self.said(3, "table_group", share=0.1) if self.random.random() < 0.5 else ()
            many = self.random.choice((2, 4, 10, 30))
            groups.append(RowGroup(self.rows(columns, many), title))
        self.new_block()
        remarks = (self.said(9, "table_note", share=0.05),)
        self.new_block()
        credit = self.said(5, "credit", share=0.3)
        kinds = (Column(), *(Column() for _ in range(columns - 1)))
        return [
            Table(
                f"table-{number}",
                kinds,
                (Row(head),),
                tuple(groups),
                (),
                number,
                caption,
                credit,
                remarks,
                "A table.",
            )
        ]

    def laned(self, lane: int, count: int, role: str, **more: Any) -> Inlines:  # noqa: ANN401
        self.lane = lane
        return self.said(count, role, share=0.08 if self.hard else 0.04, **more)

    def rows(self, columns: int, count: int) -> tuple[Row, ...]:
        rows: list[Row] = []
        covered = 0
        tall = self.random.randrange(count) if self.random.random() < 0.04 else -1
        for at in range(count):
            if covered == 0:
                self.new_block()
            cells: list[Cell] = []
            column = 0
            if covered:
                covered -= 1
                column = 1
            elif at < count - 3 and self.random.random() < 0.06:
                covered = self.random.randint(1, 2)
                # Lines of a cell that spans rows go with these, and may stand further apart.
                cells.append(Cell(self.laned(0, 5, ""), 1, covered + 1))
                column = 1
            while column < columns:
                span = 2 if column < columns - 1 and self.random.random() < 0.04 else 1
                words = self.random.choice((1, 2, 4, 12))
                words = self.random.randint(250, 500) if at == tall else words
                cells.append(self.cell(column, words, span))
                column += span
            rows.append(Row(tuple(cells)))
        return tuple(rows)

    def cell(self, column: int, words: int, span: int) -> Cell:
        align = self.random.choice((None, None, None, Align.END, Align.CENTER))
        # Lanes go by column: in rows tied by a span a second cell stands below the first.
        content = self.laned(column, words, "table_cell", flush=align is None)
        return Cell(content, span, 1, align, header=column == 0)

    # --- the whole

    def heading(self, level: int) -> Inlines:
        self.new_block()
        count = self.random.choice((2, 3, 5, 14))
        role = f"heading_{level}"
        return self.said(count, role, share=0.03, flush=False, heading=True)

    def sections(self) -> list[Section]:
        makers: tuple[tuple[Callable[[], list[Block]], int], ...] = (
            (self.paragraph, 60),
            (self.lists, 8),
            (self.quotation, 4),
            (self.boxed, 8),
            (self.balance, 4),
            (self.stat, 3),
            (self.definitions, 4),
            (self.questions, 3),
            (self.chart, 5),
            (self.rail, 2),
            (self.table, 9),
        )
        kinds, weights = zip(*makers, strict=True)
        sections: list[Section] = []
        while self.next < LENGTH:
            level = self.random.choices((1, 2, 3), (20, 50, 30))[0] if sections else 1
            name = f"s{len(sections)}"
            title = self.heading(level)
            opening = self.block
            blocks: list[Block] = []
            for _ in range(self.random.choice((0, 1, 1, 3, 5, 8)) if sections else 3):
                blocks += self.random.choices(kinds, weights)[0]()
            fresh = self.random.random() < 0.03
            if fresh:
                self.plan.fresh.add(opening)
            sections.append(Section(name, "prose", level, title, tuple(blocks), break_before=fresh))
        sections.append(self.closing())
        return sections

    def closing(self) -> Section:
        """Return a section with text in it, so that no heading is the paper's last word."""
        return Section(
            "closing", "prose", 1, self.heading(1), (*self.paragraph(), *self.paragraph())
        )

    def sources(self) -> Section:
        self.new_block()
        title = self.said(1, "heading_1", share=0, flush=False, heading=True)
        entries: list[SourceEntry] = []
        for at in range(self.random.randint(5, 60)):
            self.new_block()
            count = self.random.randint(6, 40)
            entries.append(
                SourceEntry(f"work-{at}", self.said(count, "source", share=0, flush=False))
            )
        return Section(
            "sources", "sources", 1, title, (SourceList("", (SourceGroup((), tuple(entries)),)),)
        )


@cache
def _look(name: str, sheet: str, stand: str, paper: str) -> Style:
    look = style(name, sheet=sheet)
    notes = look.notes.changed({"stand": stand, "paper": paper})
    return look.changed({"notes": notes})


def generated(seed: int, sheets: tuple[str, ...] = SHEETS) -> tuple[Document, Style, Plan]:
    """Return a paper, the style to set it in, and what it must print."""
    random = Random(f"paper {seed}")
    language = random.choices(tuple(LANGUAGES), tuple(LANGUAGES.values()))[0]
    at_foot = random.random() < 0.85
    plan = Plan(seed, language, at_foot)
    reuse = random.choice((0.0, 0.0, 0.15))
    # Endnotes of one source stand as one, under its number.
    by_source = at_foot and random.random() < 0.35
    sheet, hard = random.choice(sheets), random.random() < 0.35
    narrow = sheet == "A5"
    writer = _Writer(plan, hard=hard, by_source=by_source, reuse=reuse, narrow=narrow)
    sections = writer.sections()
    if not at_foot:
        sections.append(Section("notes", "notes", 1, (Text("1"),), (NoteList(),)))
    if random.random() < 0.5:
        sections.append(writer.sources())
    front = random.random() < 0.5
    if front:
        contents = Section("contents", "contents", 1, (Text("0"),), (Contents(),), front=True)
        sections.insert(0, contents)
    title = Front(
        title=f"Paper {seed}",
        subtitle="1 2 3",
        marking=random.choice(("", "TLP:AMBER")),
        cover=random.choice(("banner", "page")) if front else "banner",
    )
    stand, numbered = "foot" if at_foot else "end", "source" if by_source else "note"
    look = _look(random.choice(STYLES), sheet, stand, numbered)
    return Document("generated", language, title, tuple(sections), tuple(writer.notes)), look, plan
