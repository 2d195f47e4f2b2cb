"""The style's `deck` part: the slide, its areas, its faces and its size ladders, in points."""

from itertools import pairwise
from typing import Annotated, Literal

from footnoted.model.record import After, Field, Record
from footnoted.model.style.look import Points

Ground = Literal["background", "tint", "accent"]
_LEAST_NOTE = 9


def _descending(ladder: tuple[float, ...]) -> tuple[float, ...]:
    """Refuse a ladder that does not step down."""
    if any(lower >= upper for upper, lower in pairwise(ladder)):
        raise ValueError("sizes must step down, the largest first")
    return ladder


def _legible(ladder: tuple[float, ...]) -> tuple[float, ...]:
    """Refuse notes that nobody can read."""
    if ladder[-1] < _LEAST_NOTE:
        raise ValueError(f"source notes must not be smaller than {_LEAST_NOTE} points")
    return ladder


Ladder = Annotated[
    tuple[Annotated[float, Field(ge=6, le=200)], ...],
    Field(min_length=1, description="Sizes in points, tried from the largest down."),
    After(_descending),
]


class DeckSizes(Record):
    """The size ladder of each role; text that fits at no size goes on, on a next slide."""

    cover_title: Ladder
    cover_text: Ladder
    section_title: Ladder
    section_text: Ladder
    title: Ladder
    body: Ladder
    agenda: Ladder = Field(description="Lists of parts and of questions, spread over the slide.")
    side_label: Ladder
    sides: Ladder = Field(description="Texts side by side: balances and conflicts.")
    definitions: Ladder = Field(description="Terms and what they mean; document control.")
    table: Ladder
    quotation: Ladder
    attribution: Ladder
    figure: Ladder = Field(description="The value of a single big figure.")
    figures: Ladder = Field(description="The values of two to four figures side by side.")
    figure_label: Ladder
    takeaway: Ladder
    caption: Ladder
    chart: Ladder
    map: Ladder = Field(description="Names and values on maps.")
    timeline: Ladder = Field(description="Words along an axis of time.")
    sources: Ladder
    notes: Annotated[Ladder, After(_legible)] = Field(
        description="Source notes at the foot of the slide, none smaller than 9 points."
    )
    disclosures: Ladder = Field(
        description="What must be disclosed of a slide's sources, over the notes."
    )
    speaker_notes: Ladder
    footer: Ladder


class AccentRule(Record):
    """A rule or band, as a box; one without width is not drawn."""

    colour: Literal["accent", "ink", "tint", "quiet"] = Field(
        default="accent",
        description="Of the palette; `accent` turns into accent-ink on the accent colour.",
    )
    left: Points
    top: Points
    length: Points
    width: Points


class DeckStyle(Record):
    """Slides: geometry in points from the top left corner."""

    template: str = Field(
        "", description="A PPTX or POTX file of the project whose look the deck takes over."
    )
    roles: dict[str, str | int] = Field(
        default_factory=dict,
        description="The template's layout for a kind of slide, by name or by number: "
        "`content: Title and Content`; `footnoted template FILE` lists both.",
    )
    width: Points
    height: Points
    heading_face: str = Field(description="A family of the viewer's machine.")
    body_face: str = Field(description="A family of the viewer's machine.")
    heading_bold: bool
    heading_colour: Literal["accent", "ink"] = Field(
        "accent", description="Of headlines; on the accent colour they have accent-ink."
    )
    cover_ground: Ground
    section_ground: Ground
    margin: Points = Field(description="Left and right.")
    headline_rule: AccentRule = Field(description="On every slide with a headline.")
    opening_rule: AccentRule = Field(description="On the title slide and on section slides.")
    rule_length: Points = Field(description="Of the short rules on covers and over takeaways.")
    rule_width: Points = Field(description="Thickness of these and of the bars beside text.")
    hairline: Points = Field(description="Thickness of thin rules.")
    title_top: Points
    title_height: Points = Field(
        description="Height meant for a headline; a longer one takes more."
    )
    title_height_max: Points
    title_leading: float = Field(ge=0.8, le=1.2, description="Line spacing of large titles.")
    title_gap: Points = Field(description="Between headline and body.")
    foot: Points = Field(description="From the slide's lower edge to the lower edge of the notes.")
    footer_bottom: Points = Field(description="From the slide's lower edge to the footer's.")
    footer_height: Points
    notes_share: float = Field(gt=0, le=0.5, description="Of the height, at most for source notes.")
    notes_gap: Points = Field(description="Between body and source notes.")
    column_gap: Points
    chart_share: float = Field(gt=0.3, le=0.8, description="Of the width, beside a takeaway.")
    map_share: float = Field(
        gt=0, lt=1, description="A map's or timeline's share of the width beside a takeaway."
    )
    picture_share: float = Field(gt=0.3, le=0.8, description="Of the width, beside a takeaway.")
    bar_thickness: Points = Field(description="The most that one bar's band may take.")
    cell_inset_y_max: Points = Field(description="Where a table leaves room on its slide.")
    column_thickness: Points = Field(gt=0, description="The most that one column may take.")
    indent: Points = Field(description="Of each level of bullets.")
    number_indent: Points = Field(description="Hanging indent of numbered sources.")
    bullets: tuple[str, ...] = Field(min_length=1, description="One character a level.")
    paragraph_gap: float = Field(ge=0, le=2, description="Before each paragraph, in ems.")
    paragraph_gap_max: float = Field(
        ge=0, le=3, description="In ems, where text leaves room on its slide."
    )
    panel_inset: Points = Field(description="Inside tinted boxes.")
    cell_inset_x: Points
    cell_inset_y: Points
    free_steps: int = Field(
        ge=1, description="Sizes of each ladder that are free choice: below them text is shrunk."
    )
    line_pitch: float = Field(ge=1.2, le=1.6, description="Height reckoned for a line, in ems.")
    width_safety: float = Field(ge=1, le=1.2, description="Widths are divided by it.")
    raised_size: float = Field(gt=0, le=1, description="Reckoned size of a raised marker.")
    locales: dict[str, str] = Field(
        default_factory=dict,
        description="Full language tags that office programs know, for short ones: `en: en-GB`.",
    )
    scripts: dict[str, str] = Field(
        default_factory=dict,
        description="Families of the viewer's machine for other scripts, by ISO 15924 code.",
    )
    sizes: DeckSizes

    def locale(self, language: str) -> str:
        """Return the tag under which office programs have the spelling of a language."""
        return self.locales.get(language, language)
