"""What `plan` makes and `write` reads: slides of shapes with boxes in points, text in runs.

Nothing here knows XML. Every size has been measured and chosen before a slide is made.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from footnoted.model.document import Align
from footnoted.model.figures import Chart

if TYPE_CHECKING:
    from footnoted.figures.drawing import Drawing


class Box(Struct, frozen=True):
    """A rectangle in points, origin at the slide's top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height

    def inset(self, by: float) -> "Box":
        """Return the box without a margin on all sides."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Letters(Struct, frozen=True):
    """How headlines of a user's template are lettered, as far as it changes their widths."""

    family: str
    bold: bool = False
    caps: bool = False
    tracking: float = 0.0
    """Space between letters in ems."""
    leading: float = 1.0


class Tone(StrEnum):
    """What a text is worth; the style's palette says which colour that is."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    CAUTION = "caution"
    ON_ACCENT = "accent-ink"


class Run(Struct, frozen=True):
    """Characters set alike; `calls` are the ids of the notes that a raised marker stands for."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    small_caps: bool = False
    language: str = ""
    """BCP 47 tag where it differs from the document's."""
    link: str = ""
    """https, http, mailto, or `#id` of a section."""
    calls: tuple[str, ...] = ()
    tone: Tone | None = None
    facts: tuple[str, ...] = ()
    """Of a marker: the facts whose sources it calls."""


BREAK = Run("\n")
"""Stands for a line break within a paragraph."""


class Mark(StrEnum):
    """What hangs before a paragraph."""

    NONE = "none"
    BULLET = "bullet"
    NUMBER = "number"
    LABEL = "label"


class Para(Struct, frozen=True):
    """One paragraph of a text shape."""

    runs: tuple[Run, ...]
    level: int = 0
    """Depth of indent; text without a mark at depth n aligns with the text of marks at n - 1."""
    mark: Mark = Mark.NONE
    number: int = 1
    """What a numbered paragraph counts as."""
    label: Run | None = None
    """What hangs before a labelled paragraph; None leaves its place empty."""
    hang: float = 0.0
    """Points by which a label or a number hangs; 0 takes the style's for numbers."""
    align: Align = Align.START
    gap: float | None = None
    """Space before it in ems; None takes the style's."""
    tone: Tone = Tone.INK
    together: bool = False
    """Must stand on the slide of the paragraph after it, as a heading does."""


class Anchor(StrEnum):
    """Where text stands in a box that is taller than it."""

    TOP = "t"
    MIDDLE = "ctr"
    BOTTOM = "b"


class Holder(StrEnum):
    """The layout's placeholder that a text shape fills; the template gives each its index."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    DETAILS = "details"
    BODY = "body"
    SECOND = "second"
    LABEL = "label"
    SECOND_LABEL = "second label"
    TAKEAWAY = "takeaway"
    CAPTION = "caption"
    QUOTATION = "quotation"
    SPEAKER = "speaker"
    NOTES = "notes"
    NONE = "none"


class TextShape(Struct, frozen=True):
    """Text in a box, at one size."""

    holder: Holder
    name: str
    box: Box
    paras: tuple[Para, ...]
    size: float
    heading: bool = False
    """Set in the heading face."""
    leading: float = 1.0
    anchor: Anchor = Anchor.TOP
    fill: str = ""
    """Key of the palette for the box's ground, or empty."""
    inset: float = 0.0
    fixed: bool = False
    """No program may move its lines closer: rules stand between them."""


class RuleShape(Struct, frozen=True):
    """A filled rectangle that only decorates: a rule, a bar."""

    box: Box
    colour: str


class ChartShape(Struct, frozen=True):
    """A native chart."""

    name: str
    box: Box
    chart: Chart
    alt: str
    size: float
    language: str
    whole: Chart
    """What it is a piece of where a chart goes on over several slides: all share its scale."""


class DrawingShape(Struct, frozen=True):
    """A map or a timeline as a group of native shapes; the box says where it begins."""

    name: str
    box: Box
    drawing: "Drawing"
    alt: str


class PictureShape(Struct, frozen=True):
    """A raster image."""

    name: str
    box: Box
    path: str
    alt: str


class TableCell(Struct, frozen=True):
    """One cell as set; `columns` and `rows` are what it spans."""

    paras: tuple[Para, ...]
    columns: int = 1
    rows: int = 1
    align: Align = Align.START
    strong: bool = False


class TableRow(Struct, frozen=True):
    """Cells from start to end without those that a span covers; height in points."""

    cells: tuple[TableCell, ...]
    height: float = 0.0
    head: bool = False
    title: bool = False
    """Opens a group of rows."""
    foot: bool = False


class TableShape(Struct, frozen=True):
    """A native table."""

    name: str
    box: Box
    columns: tuple[float, ...]
    rows: tuple[TableRow, ...]
    alt: str
    size: float
    inset: float
    """Points over and under the text of each cell."""


Shape = TextShape | RuleShape | ChartShape | DrawingShape | PictureShape | TableShape


class Layout(StrEnum):
    """The template's layouts, in the order in which it lists them."""

    TITLE = "Title"
    SECTION = "Section"
    CONTENT = "Title and Content"
    TWO = "Two Content"
    CHART = "Chart and Takeaway"
    QUOTATION = "Quotation"
    TITLE_ONLY = "Title Only"
    SOURCES = "Sources"


ROLES: Mapping[str, Layout] = {
    "title": Layout.TITLE,
    "section": Layout.SECTION,
    "content": Layout.CONTENT,
    "two-content": Layout.TWO,
    "chart": Layout.CHART,
    "quotation": Layout.QUOTATION,
    "title-only": Layout.TITLE_ONLY,
    "sources": Layout.SOURCES,
}
"""The kinds of slides by the names that users give them."""


def role_of(layout: Layout) -> str:
    """Return the name that users give a kind of slide."""
    return next(name for name, one in ROLES.items() if one is layout)


class Slide(Struct, frozen=True):
    """One slide; shapes in reading order, the title first."""

    layout: Layout
    title: str
    shapes: tuple[Shape, ...]
    section: str = ""
    """Id of the document's section, the target of links to it."""
    speaker: tuple[Para, ...] = ()
    speaker_size: float = 0.0
    speaker_overfull: bool = False
    """The speaker's text runs off the printed notes page."""
    hidden: bool = False
    """A show passes it over."""
    own: str = ""
    """The layout of the user's template that the author asks for by its name."""


class Deck(Struct, frozen=True):
    """All slides, and the named parts that the viewer folds: a name and how many slides."""

    slides: tuple[Slide, ...]
    parts: tuple[tuple[str, int], ...] = field(default_factory=tuple)
