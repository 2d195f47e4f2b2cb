"""The style's `paper` part: the sheet, the type of every role, notes, breaking, front and edges."""

from enum import StrEnum
from typing import Literal

from footnoted.model.attachment import Attached
from footnoted.model.record import Field, OneOrMore, Record
from footnoted.model.style.blocks import (
    BalanceStyle,
    Boxes,
    ContentsStyle,
    DefinitionStyle,
    FigureFrame,
    ListStyle,
    QuestionStyle,
    StatStyle,
    TableStyle,
)
from footnoted.model.style.look import Colour, ColourName, Points


class Setting(StrEnum):
    """How the lines of a paragraph end."""

    JUSTIFY = "justify"
    RAGGED = "ragged"
    BALANCE = "balance"
    """Ragged, in lines of about the same length: for titles and headings."""
    CENTER = "center"
    END = "end"


class Type(Record):
    """How one role of text is set; heights and sizes in points."""

    face: Literal["serif", "sans"]
    weight: int = Field(400, ge=100, le=1000)
    italic: bool = False
    size: float = Field(gt=0)
    leading: float = Field(gt=0, description="From baseline to baseline.")
    colour: ColourName
    setting: Setting = Setting.RAGGED
    hyphenate: bool = False
    features: tuple[str, ...] = Field((), description="OpenType tags; `-liga` turns one off.")
    capitals: Literal["", "small", "upper"] = ""
    tracking: float = Field(0, description="Added between letters, in thousandths of an em.")
    before: Points = Field(0, description="Space above; the larger of two that meet counts.")
    after: Points = Field(0, description="Space below.")
    indent: Points = Field(0, description="From the left edge of the column.")
    hang: Points = Field(0, description="How far a heading reaches into the left margin.")
    rule: Points = Field(0, description="Weight of a rule above a heading, in its colour.")
    rule_gap: Points = Field(0, description="Between that rule and the heading.")
    rule_second: Points = Field(
        0, description="Weight of a second rule below it, as far off as the first is thick."
    )
    ground: str = Field("", description="A key of `colours`, behind the text; empty for none.")
    padding: Points = Field(0, description="From the edges of that ground to the text.")


class Margins(Record):
    """From the sheet's edges to the text block, foot notes included."""

    left: Points
    right: Points
    top: Points
    bottom: Points


class Roles(Record):
    """Every kind of text in a paper."""

    body: Type
    lead: Type
    caveat: Type
    attribution: Type
    heading_1: Type
    heading_2: Type
    heading_3: Type
    note: Type
    list_item: Type
    quotation: Type
    speaker: Type
    box_title: Type
    box: Type
    balance_question: Type
    balance_label: Type
    balance: Type
    term: Type
    definition: Type
    label: Type = Field(description="Terms beside their content, within a definition.")
    detail: Type = Field(description="That content.")
    question: Type
    answer: Type
    event_date: Type
    event_lane: Type
    event: Type
    stat_value: Type
    stat_label: Type
    caption_number: Type
    caption: Type
    takeaway: Type
    credit: Type
    table_head: Type
    table_group: Type
    table_cell: Type
    table_note: Type
    contents_1: Type
    contents_2: Type
    note_group: Type
    source_group: Type
    source: Type
    kicker: Type
    title: Type
    subtitle: Type
    control: Type
    cover_kicker: Type
    cover_title: Type
    cover_subtitle: Type
    cover_control: Type
    marking: Type
    cover_marking: Type
    running: Type
    folio: Type


class NoteArea(Record):
    """The foot of the page."""

    above: Points = Field(description="From the last line of text to the rule, at least.")
    below_rule: Points
    rule_width: Points = Field(description="Length of the rule above notes that begin here.")
    rule_weight: Points
    rule: ColourName
    between: Points = Field(description="Between two notes.")
    between_end: Points = Field(2, description="Between two notes at the end of the paper.")
    hang: Points = Field(description="Room for the label left of the note's text.")
    start_lines: int = Field(ge=1, description="Lines of a note that stand on its call's page.")
    body_lines: int = Field(ge=1, description="Lines of text kept free where notes go on.")


class Calls(Record):
    """Note calls in the text."""

    scale: float = Field(gt=0, le=1, description="Size where the face has no raised figures.")
    rise: float = Field(ge=0, description="Rise of those, in ems.")
    separator: str = Field(description="Between the numbers of two notes called at once.")
    colour: ColourName


class Breaking(Record):
    """Costs of breaking lines and pages.

    100 is a page an eighth empty; 10000 forbids where anything else can be done.
    """

    tolerance: float = Field(gt=0, description="Stretch of spaces tried before hyphenation.")
    hyphen: float = Field(description="Cost of one hyphen at a line's end.")
    hyphens: float = Field(description="Cost of two in a row.")
    word_stretch: float = Field(gt=0, description="Share of a word space that stretches.")
    word_shrink: float = Field(gt=0, lt=1)
    last_line: float = Field(ge=0, description="Shortest last line, in ems.")
    hang: bool = Field(True, description="Whether light signs reach past the edges at all.")
    hang_after: dict[str, float] = Field(
        default_factory=dict,
        description="Signs that reach past the end of justified lines, by how much of their width.",
    )
    hang_before: dict[str, float] = Field(
        default_factory=dict, description="The same before the start of lines."
    )
    ideograph_space: float = Field(
        0.05, ge=0, lt=0.3, description="White between ideographs that may stretch, in ems of them."
    )
    script_space: float = Field(
        0,
        ge=0,
        lt=1,
        description="Between ideographs and letters, in ems; readers of the file may see a space.",
    )
    orphan: int = Field(description="After the first line of a paragraph.")
    widow: int = Field(description="Before its last line.")
    hyphen_at_page_end: int
    row: int = Field(description="Between two rows of a table.")
    within_row: int = Field(description="Within a row, or an item of a box.")
    short_table_rows: int = Field(description="Tables of no more rows are kept whole if possible.")
    whole: int = Field(description="Within a thing that should stay whole: short table, box.")
    beside: int = Field(
        description="Within a balance that should stay whole, by a box's ends, and after a lead."
    )
    quotation: float = Field(
        0.2, ge=0, le=1, description="Share of the page up to which a quotation stays whole."
    )
    stretch: float = Field(
        0, ge=0, le=1, description="Share by which white between blocks may grow to fill a page."
    )

    @property
    def after(self) -> dict[str, float]:
        """Signs that reach past the end of a line, if any do."""
        return self.hang_after if self.hang else {}

    @property
    def before(self) -> dict[str, float]:
        """Signs that reach out before its start."""
        return self.hang_before if self.hang else {}


class FrontStyle(Record):
    """The title block."""

    bar: ColourName
    bar_height: Points
    bar_gap: Points
    edge: ColourName = Field("rule", description="Of a rule below the title block.")
    edge_height: Points = Field(0, description="Of that rule; 0 for none.")
    edge_gap: Points = Field(0, description="Between the title block and that rule.")
    after: Points = Field(description="Below the banner.")
    separator: str = Field(description="Between audience, date and version.")
    roman: Literal["never", "cover", "always"] = Field(
        "cover",
        description=(
            "Count the pages before the paper proper in roman figures: where it has a cover page "
            "and a contents list, or always; the paper then begins on a fresh page."
        ),
    )


class FreshPages(Record):
    """What begins on a fresh page."""

    annexes: bool = True
    parts: bool = False


class MarkingStyle(Record):
    """A marking of head and foot: labels that have a colour of their own stand on a plate."""

    plates: dict[str, Colour] = Field(description="Colour of the letters, by marking.")
    ground: Colour = Field(description="Of the plate.")
    padding: Points = Field(description="Left and right of the letters on the plate.")


class CoverStyle(Record):
    """A cover page: a band from the sheet's top edge, the title in it, document control below."""

    band: ColourName
    height: float = Field(gt=0, le=1, description="Of the band, as a share of the sheet's.")
    gap: Points = Field(description="Between the title's last line and the band's lower edge.")
    edge: ColourName
    edge_height: Points = Field(description="Of a second band below the first; 0 for none.")
    rule: ColourName
    rule_weight: Points = Field(description="Of the rule above document control.")
    rule_gap: Points


class Running(Record):
    """Head and foot of the page."""

    head: Points = Field(description="From the sheet's top edge to the head's baseline.")
    foot: Points = Field(description="From the bottom edge to the foot's baseline.")
    hang: Points = Field(0, description="How far both reach into the left margin.")
    rule: ColourName
    rule_weight: Points
    rule_gap: Points


class PaperStyle(Record):
    """How a paper looks."""

    sheet: Literal["A4", "Letter", "A5", "Legal"]
    background: Colour = Field(
        "#ffffff", description="Of the sheet, in place of the palette's: white is not printed."
    )
    strong_weight: int = Field(ge=100, le=1000, description="Of strong words in text.")
    optical_sizes: tuple[float, ...] = Field(
        min_length=1, description="Cuts of a face that has optical sizes; a role takes the nearest."
    )
    margins: Margins
    roles: Roles
    notes: NoteArea
    calls: Calls
    breaking: Breaking
    lists: ListStyle
    boxes: Boxes
    tables: TableStyle
    figure: FigureFrame
    balance: BalanceStyle
    definitions: DefinitionStyle
    questions: QuestionStyle
    stat: StatStyle
    contents: ContentsStyle
    front: FrontStyle
    cover: CoverStyle
    fresh_pages: FreshPages = Field(default_factory=FreshPages)
    marking: MarkingStyle
    attach: OneOrMore[Attached] = Field(
        (), description="Put these into every paper as JSON and CSV, whatever the outline says."
    )
    running: Running


SHEETS = {
    "A4": (595.276, 841.89),
    "A5": (419.528, 595.276),
    "Letter": (612.0, 792.0),
    "Legal": (612.0, 1008.0),
}
"""Width and height in points (ISO 216, ANSI/ASME Y14.1)."""
