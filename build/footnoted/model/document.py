"""The document: sections of blocks of inlines, the one type between composing and writing.

`compose` makes it with `Cite` inlines, `cite` turns those into `NoteCall`s and fills `notes`,
the writers lay it out. It knows neither pages nor slides, neither YAML nor fonts.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


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


# --- inlines -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they print, NFC, no markup; U+00A0 and U+202F stay where they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words stressed, or a work's title: italic in most styles."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of strong importance: bold in most styles."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Words set in small capitals; extracted text keeps the letters as typed."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text around them."""

    content: tuple["Inline", ...]
    language: str
    """BCP 47 tag."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address: https, http, mailto, or `#id` of a section or exhibit."""

    content: tuple["Inline", ...]
    target: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One source named in support of what stands before it (CSL: cite)."""

    source: str
    locator: str = ""
    label: str = "page"
    """CSL locator term: page, chapter, paragraph, section, figure …"""
    prefix: str = ""
    suffix: str = ""
    seen: str = "unverified"
    """`read`, `via` or `unverified`."""
    via: str = ""
    """Source id of the text through which the work is known."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in the text that calls for a note; gone once `cite` has run."""

    citations: tuple[Citation, ...]
    facts: tuple[str, ...] = ()
    """Ids of the facts whose sources these are."""
    comment: tuple["Inline", ...] = ()
    """Words of our own for the note, such as a disclosure."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The marker of one or more notes, printed raised: `12` or `12, 13`."""

    notes: tuple[str, ...]
    """Ids of notes in `Document.notes`, in order."""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line ends here, the paragraph goes on."""


Inline = Text | Emphasis | Strong | SmallCaps | Foreign | Link | Cite | NoteCall | LineBreak
Inlines = tuple[Inline, ...]


# --- tables and figures ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    align: Align = Align.START
    width: float | None = None
    """Share of the table's width, 0 to 1; None is found from the content."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; spans count columns and rows, and covered cells are left out of their rows."""

    content: Inlines
    column_span: int = 1
    row_span: int = 1
    align: Align | None = None
    """None takes the column's."""
    header: bool = False
    """A row's own heading (scope: row). Cells of `Table.head` are headings anyway."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from start to end."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together, under a title of their own or none."""

    rows: tuple[Row, ...]
    title: Inlines = ()


class ChartForm(StrEnum):
    """How a chart draws its series. Bars lie, columns stand."""

    BAR = "bar"
    COLUMN = "column"
    LINE = "line"


class Bound(StrEnum):
    """How a printed value stands to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    NEARLY = "nearly"
    UP_TO = "up to"
    LESS_THAN = "less than"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value drawn: a bar, a point."""

    value: Decimal | None
    """None leaves a gap."""
    label: str
    """The value in words as the text prints it, bound and unit included where the text has them."""
    bound: Bound = Bound.EXACT
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Marks of one kind, one for each category of the chart."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Values to be drawn; figures of the paper and native charts of the deck both come from it."""

    form: ChartForm
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    """The unit in words, printed under the title: `people`, `US dollars a month`."""
    emphasis: frozenset[int] = frozenset()
    """Indices of categories drawn in the accent colour when there is one series."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image of the project, PNG or JPEG, path within the project folder."""

    path: str


FigureContent = Chart | Picture


# --- blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: Inlines
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list; an item may hold blocks, lists among them."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1
    columns: int = 1
    """Columns that it wants on a slide; papers set one."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's exact words, set off."""

    content: Inlines
    speaker: Inlines = ()
    language: str = ""
    """BCP 47 tag where it differs from the document's."""


@dataclass(frozen=True, slots=True)
class Table:
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


@dataclass(frozen=True, slots=True)
class Figure:
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


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks set apart: key points, a callout, a conflict's disclosure."""

    kind: BoxKind
    title: Inlines
    content: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a balance."""

    label: Inlines
    content: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Two sides of a question, set with equal weight: side by side where there is room."""

    question: Inlines
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One big figure with the words that say what it counts."""

    value: str
    label: Inlines


@dataclass(frozen=True, slots=True)
class Stat:
    """A row of big figures."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list stands here; the writer knows the page numbers."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One work of the source list."""

    source: str
    content: Inlines
    notes: tuple[str, ...] = ()
    """Ids of the notes that cite it."""
    number: int = 0
    """Its number where notes are numbered by source, else 0."""


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Entries under one heading; the heading may be empty."""

    title: Inlines
    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    """The works cited. Composed empty, filled by `cite`."""

    group_by: str = ""
    """Empty, `perspective`, `tier` or `type`."""
    groups: tuple[SourceGroup, ...] = ()


Block = (
    Paragraph | ItemList | Quotation | Table | Figure | Box | Balance | Stat | Contents | SourceList
)


# --- the whole -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
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


@dataclass(frozen=True, slots=True)
class Note:
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


@dataclass(frozen=True, slots=True)
class Front:
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


@dataclass(frozen=True, slots=True)
class Document:
    """A paper or a talk, ready to be laid out."""

    id: str
    language: str
    """BCP 47 tag."""
    front: Front
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
