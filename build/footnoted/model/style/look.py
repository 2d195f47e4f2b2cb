"""What paper and deck share of a look: colours, faces, house phrases."""

from typing import Annotated

from pydantic import Field

from footnoted.model.record import Record

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="sRGB, `#rrggbb`.")]
Points = Annotated[float, Field(ge=0, description="Points, 1/72 inch.")]


class Colours(Record):
    """The palette; every other part of a style names colours by these keys."""

    background: Colour
    ink: Colour
    muted: Colour
    rule: Colour
    tint: Colour
    accent: Colour
    accent_ink: Colour = Field(description="Text on the accent colour.")
    caution: Colour
    caution_tint: Colour
    series: tuple[Colour, ...] = Field(min_length=4, description="Chart series in order.")
    quiet: Colour = Field(description="Bars that are not the one to look at.")


class Faces(Record):
    """Type families of the paper: names of font packages or files of the project."""

    serif: str = Field(description="Family with text figures and small capitals.")
    sans: str
    fallback: tuple[str, ...] = Field((), description="Families asked in turn for a lacking glyph.")


class Phrases(Record):
    """House phrases in one language. `{…}` places are filled in."""

    figure: str
    table: str
    source: str
    sources: str
    contents: str
    key_points: str
    notes: str
    note_link: str = Field(description="Where a note call leads, for those who do not see it.")
    back_link: str = Field(description="Where a note's label leads.")
    page_of: str
    continued: str
    slide_part: str = Field(description="`{title} ({part} of {parts})`.")
    in_dispute: str
    cited_in: str
    see_sources: str
    also_at: str = Field("Also {place}.", description="Another place in a work, `{place}`.")
    caveat: str
    confidence: str
    audience: str
    version: str
    according_to: str = Field(
        "{who}: {text}", description="A claim whose text names no speaker, `{who}: {text}`."
    )
    statuses: dict[str, str] = Field(
        default_factory=dict, description="Words for disputed, doubtful and superseded facts."
    )
    confidence_levels: dict[str, str] = Field(
        default_factory=dict, description="Words for high, moderate, low and very-low."
    )
    missing_translation: str = Field(description="Mark after a text that lacks this language.")
    bar_chart: str
    column_chart: str
    line_chart: str
    no_data: str = Field(description="In a chart's description, for a value that is not known.")
    source_groups: dict[str, str] = Field(
        default_factory=dict,
        description="Headings of the source list: perspectives, tiers, kinds of work, `other`.",
    )
