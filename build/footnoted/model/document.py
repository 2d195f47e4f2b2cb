"""The document: sections of blocks of inlines, the one type between composing and writing.

`compose` makes it with `Cite` inlines, `cite` turns those into `NoteCall`s and fills `notes`,
the writers lay it out. It knows neither pages nor slides, neither YAML nor fonts.
"""

from enum import StrEnum

from msgspec import Struct

from footnoted.model.figures import FigureContent
from footnoted.model.inlines import Inlines


class Align(StrEnum):
    """How a table column or cell sets its text; `DECIMAL` aligns on the decimal sign."""

    START = "start"
    CENTER = "center"
    END = "end"
    DECIMAL = "decimal"


class Role(StrEnum):
    """What a paragraph is for; the style says how each role looks."""

    BODY = "body"
    LEAD = "lead"
    CAVEAT = "caveat"
    ATTRIBUTION = "attribution"


class BoxKind(StrEnum):
    """What a boxed group of blocks is for."""

    KEY_POINTS = "key-points"
    CALLOUT = "callout"
    CAUTION = "caution"
    CONFLICT = "conflict"


class Column(Struct, frozen=True):
    """One column of a table."""

    align: Align = Align.START
    width: float | None = None
    """Share of the table's width, 0 to 1; None is found from the content."""
    even: bool = False
    """As wide as the others that say so, where their content allows: things that are compared."""


class Cell(Struct, frozen=True):
    """One cell; spans count columns and rows, and covered cells are left out of their rows."""

    content: Inlines
    column_span: int = 1
    row_span: int = 1
    align: Align | None = None
    """None takes the column's."""
    header: bool = False
    """A row's own heading (scope: row). Cells of `Table.head` are headings anyway."""


class Row(Struct, frozen=True):
    """Cells from start to end."""

    cells: tuple[Cell, ...]


class RowGroup(Struct, frozen=True):
    """Rows that belong together, under a title of their own or none."""

    rows: tuple[Row, ...]
    title: Inlines = ()


class Paragraph(Struct, frozen=True):
    """Running text."""

    content: Inlines
    role: Role = Role.BODY


class ItemList(Struct, frozen=True):
    """A bulleted or numbered list; an item may hold blocks, lists among them."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1
    columns: int = 1
    """Columns that it wants on a slide; papers set one."""


class Quotation(Struct, frozen=True):
    """Somebody's exact words, set off."""

    content: Inlines
    speaker: Inlines = ()
    language: str = ""
    """BCP 47 tag where it differs from the document's."""


class Table(Struct, frozen=True):
    """Rows and columns; the head repeats wherever the table goes on."""

    id: str
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[RowGroup, ...]
    foot: tuple[Row, ...] = ()
    number: str = ""
    """Printed number such as `1` or `A.2`; empty for a table without."""
    caption: Inlines = ()
    credit: Inlines = ()
    """The source line, with its note calls."""
    notes: tuple[Inlines, ...] = ()
    """Remarks under the table, each a line."""
    summary: str = ""
    """What the table shows, for those who cannot see it."""


class Figure(Struct, frozen=True):
    """A chart or picture with its words; `alt` says what it shows, not that it shows."""

    id: str
    content: FigureContent
    caption: Inlines
    alt: str
    credit: Inlines
    """The source line, with its note calls."""
    number: str = ""
    takeaway: Inlines = ()
    """One sentence that says what the reader should see."""


class Box(Struct, frozen=True):
    """Blocks set apart: key points, a callout, a conflict's disclosure."""

    kind: BoxKind
    title: Inlines
    content: tuple["Block", ...]


class Side(Struct, frozen=True):
    """One side of a balance."""

    label: Inlines
    content: tuple["Block", ...]


class Balance(Struct, frozen=True):
    """Two sides of a question, set with equal weight: side by side where there is room."""

    question: Inlines
    sides: tuple[Side, ...]


class Tile(Struct, frozen=True):
    """One big figure with the words that say what it counts."""

    value: str
    label: Inlines


class Stat(Struct, frozen=True):
    """A row of big figures."""

    tiles: tuple[Tile, ...]


class Definition(Struct, frozen=True):
    """A term and what it means; a question and its answer."""

    term: Inlines
    content: tuple["Block", ...]


class Definitions(Struct, frozen=True):
    """A definition list: a glossary, document control, abbreviations."""

    items: tuple[Definition, ...]
    compact: bool = False
    """Terms beside their content rather than above it: short ones, such as document control."""


class Question(Struct, frozen=True):
    """What is asked, and the answer; or room to write one."""

    question: Inlines
    answer: tuple["Block", ...] = ()
    lines: int = 0
    """Ruled lines left for the reader's own answer, on paper."""


class Questions(Struct, frozen=True):
    """Questions, numbered where they have no answers."""

    items: tuple[Question, ...]


class Listing(StrEnum):
    """What a contents list lists."""

    SECTIONS = "sections"
    FIGURES = "figures"
    TABLES = "tables"


class Contents(Struct, frozen=True):
    """A contents list stands here; the writer knows the page numbers."""

    of: Listing = Listing.SECTIONS


class NoteList(Struct, frozen=True):
    """The notes stand here, where the style does not set them at the foot of each page."""


class SourceEntry(Struct, frozen=True):
    """One work of the source list."""

    source: str
    content: Inlines
    notes: tuple[str, ...] = ()
    """Ids of the notes that cite it."""
    number: int = 0
    """Its number where notes are numbered by source, else 0."""


class SourceGroup(Struct, frozen=True):
    """Entries under one heading; the heading may be empty."""

    title: Inlines
    entries: tuple[SourceEntry, ...]


class SourceList(Struct, frozen=True):
    """The works cited. Composed empty, filled by `cite`."""

    group_by: str = ""
    """Empty, `perspective`, `tier` or `type`."""
    groups: tuple[SourceGroup, ...] = ()


Block = (
    Paragraph
    | ItemList
    | Quotation
    | Table
    | Figure
    | Box
    | Balance
    | Stat
    | Definitions
    | Questions
    | Contents
    | NoteList
    | SourceList
)


class Section(Struct, frozen=True):
    """A title and what stands under it. Level 1 opens a part; level 2 stands within the last."""

    id: str
    kind: str
    """The outline block it comes from: `section`, `key-points`, `facts`, `chart` …"""
    level: int
    title: Inlines
    blocks: tuple[Block, ...]
    speaker: tuple[Block, ...] = ()
    """What the speaker says: full statements, caveats, full citations; decks only."""
    break_before: bool = False
    """Start on a fresh page."""
    front: bool = False
    """Front matter: contents, document control; its pages count in roman figures."""
    hidden: bool = False
    """Slides that a show passes over, kept for questions; decks only."""
    layout: str = ""
    """The slide layout that the author asks for; empty for the one that fits the blocks."""


class Note(Struct, frozen=True):
    """What stands at the foot of the page or slide that calls it."""

    id: str
    label: str
    """What the marker prints: `12`. Several notes share one where notes are numbered by source."""
    content: Inlines
    sources: tuple[str, ...]
    short: Inlines = ()
    """The short form with its locators, for slides with little room; empty where none was made."""
    place: str = ""
    """The locators alone, `p. 165`, for where notes of one label stand as one."""
    remark: Inlines = ()
    """What `content` says after its citation, for the same."""

    @property
    def citation(self) -> Inlines:
        """Return what stands before the remark, and the space between them."""
        return self.content[: len(self.content) - len(self.remark)]


class Front(Struct, frozen=True):
    """What the title block prints and the file's metadata say."""

    title: str
    subtitle: str = ""
    kicker: str = ""
    """Small line above the title, such as `Briefing paper`."""
    audience: str = ""
    date: str = ""
    """In words of the document's language."""
    version: str = ""
    owner: str = ""
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    marking: str = ""
    """TLP label or other marking, printed in head and foot as typed."""
    cover: str = "banner"
    """`banner` on the first page of text, or `page` of its own."""
    distribution: tuple[str, ...] = ()
    """Who gets it."""
    reader: str = ""
    """The audience's bare name."""


class Document(Struct, frozen=True):
    """A paper or a talk, ready to be laid out."""

    id: str
    language: str
    """BCP 47 tag."""
    front: Front
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
