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
    page_of: str
    continued: str
    slide_part: str = Field(description="`{title} ({part} of {parts})`.")
    in_dispute: str
    cited_in: str
    see_sources: str
    if_asked: str
    caveat: str
    confidence: str
    audience: str
    version: str
    missing_translation: str = Field(description="Mark after a text that lacks this language.")
