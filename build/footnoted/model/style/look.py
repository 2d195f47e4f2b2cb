"""What paper and deck share of a look: colours, faces, house phrases."""

import re
from typing import Annotated

from footnoted.model.record import After, Field, Record, keys_of

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="sRGB, `#rrggbb`.")]
ColourName = Annotated[str, Field(description="A key of the style's `colours`.")]
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


def _known_tone(key: str) -> str:
    """Refuse a colour that no palette has."""
    name = key.replace("-", "_")
    if name not in keys_of(Colours) and not re.fullmatch(r"series-[1-9]", key):
        raise ValueError(f"the palette has no colour `{key}`; of `series` write series-1, series-2")
    return key


class Tone(Record):
    """A colour of the palette, perhaps made lighter."""

    colour: Annotated[str, After(_known_tone)] = Field(
        description="A key of `colours`, or series-1 and so on for one of its series."
    )
    share: float = Field(
        default=1, ge=0, le=1, description="How much of it is left when white is added."
    )


class SpareFaces(Record):
    """Families for what the main ones lack."""

    serif: str
    sans: str
    scale: float = Field(1, gt=0.5, lt=2, description="Size beside letters of the main families.")
    extra: str = Field("", description="The extra of footnoted that they come with.")


class Faces(Record):
    """Type families of the paper.

    Names of font packages (`amiri`, installed as fontpkg-amiri), files in other packages
    (`justmytype-intl-cjk:NotoSansSC`), or files of the project (`fonts/Own.ttf`).
    """

    serif: str = Field(description="Family with text figures and small capitals.")
    sans: str
    fallback: tuple[str, ...] = Field((), description="Families asked in turn for a lacking glyph.")
    languages: dict[str, SpareFaces] = Field(
        default_factory=dict,
        description="Families for text in a language whose letters the main ones lack in part.",
    )
    scripts: dict[str, SpareFaces] = Field(
        default_factory=dict,
        description="Families by ISO 15924 code, asked last, and only if they are installed.",
    )


class ControlPhrases(Record):
    """Labels of document control."""

    heading: str
    title: str
    version: str
    date: str
    owner: str
    authors: str
    audience: str
    distribution: str
    marking: str
    review_by: str
    contact: str
    history: str


class MethodPhrases(Record):
    """What a brief says of how it was made; `…_label` stand before the counts."""

    heading: str
    basis_label: str
    basis: str = Field(description="`{facts}`, `{sources}` and `{date}`.")
    seen_label: str
    read: str
    via: str
    unverified: str
    markers_label: str
    on_claim: str
    carried: str
    missing: str
    status_label: str
    conflicts_label: str
    conflicts: str = Field(description="`{n}`.")
    hedges_label: str
    hedges: str


class FactCheckPhrases(Record):
    """Labels and answers of a fact-check."""

    heading: str
    words: str = Field(description="Label of the exact words.")
    quoted: str = Field(description="`{words}` in their marks and the `{source}` they stand in.")
    no_words: str
    reckoned: str = Field(description="Of our own sums, `{formula}`.")
    source: str
    no_locator: str = Field(description="No page or other place is known.")
    seen: str
    read: str
    via: str = Field(description="Known through other texts, `{via}`.")
    unverified: str
    archive: str
    copy_of: str = Field(description="The link: `{host}` that keeps a copy, `{date}` of it.")
    no_copy: str
    dead: str = Field(description="The address leads nowhere any more.")
    standing: str
    dispute: str
    id: str = Field(description="Label of the fact's id, by which the files name it.")
    locators: dict[str, str] = Field(
        default_factory=dict, description="Places in works by CSL's terms: `page: p. {n}`."
    )


class EvaluationPhrases(Record):
    """Heads of a source evaluation, and what follows from a source's record."""

    work: str
    voice: str
    interest: str
    seen: str
    limits: str
    nobody: str = Field(description="Neither author nor house is named.")
    others: str = Field(description="After `{names}` of which more follow.")
    voices: dict[str, str] = Field(default_factory=dict, description="Who speaks, by perspective.")
    interests: dict[str, str] = Field(
        default_factory=dict, description="In whose interest, by perspective."
    )
    tiers: dict[str, str] = Field(
        default_factory=dict, description="What works so near or far cannot tell."
    )
    unread: str = Field(description="Not read: what it says beyond what is passed on.")
    unsigned: str
    undated: str
    dead: str


class ChangesPhrases(Record):
    """Words of the paper of changes that `footnoted diff --pdf` sets."""

    heading: str
    fact: str = Field(description="Over the facts and their blocks.")
    old: str
    new: str
    brief: str = Field(description="What a change is about that is of no fact and block.")
    same: str
    apart: str = Field(description="Under the count, where two outlines were compared.")
    words_only: str = Field(description="The same, where files carried no facts.")
    disclosed: str = Field(description="What a disagreement is, before or now.")
    summary: str = Field(description="What each table shows, for those who cannot see it.")
    kinds: dict[str, str] = Field(description="Words for out, in, value, wording, source …")


class Phrases(Record):
    """House phrases in one language. `{…}` places are filled in."""

    figure: str
    table: str
    source: str
    sources: str
    contents: str
    list_of_figures: str
    list_of_tables: str
    annex: str = Field(description="`Annex {n}`.")
    control: ControlPhrases
    corrections: str
    no_corrections: str
    cite_this: str
    method: MethodPhrases
    fact_check: FactCheckPhrases
    evaluation: EvaluationPhrases
    changes: ChangesPhrases | None = Field(
        None, description="Of the paper of changes; where there are none, English ones of ours."
    )
    glossary: str
    questions: str
    if_asked: str = Field(description="Before what a speaker may answer.")
    seen_read: str = Field(description="What a speaker answers: the source was read.")
    seen_some: str = Field(description="Of several sources some were read.")
    seen_via: str = Field(description="The source is known through another text only.")
    seen_never: str = Field(description="Nobody here has seen the source.")
    timeline: str = Field(description="Begins a timeline's description.")
    map: str = Field(description="Begins a map's description.")
    key_points: str
    notes: str
    cited_on_page: str = Field(description="In the source list, `p. {pages}`.")
    cited_on_pages: str = Field(description="The same for several, `pp. {pages}`.")
    distribution: str = Field(description="On a cover, `Distribution: {names}`.")
    note_link: str = Field(description="Where a note call leads, for those who do not see it.")
    back_link: str = Field(description="Where a note's label leads.")
    page_of: str
    continued: str
    note_continued: str = Field(
        "{n} (continued)",
        description="Above each of several notes that go on from the page before.",
    )
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
    missing_translation: str = Field(
        description="Mark after a text that lacks this language, `[in {language}]`."
    )
    our_translation: str = Field(
        "[{words}]", description="After a quotation in another language, `{words}` in its marks."
    )
    bar_chart: str
    column_chart: str
    line_chart: str
    stacked_bar_chart: str
    stacked_column_chart: str
    points_chart: str
    slope_chart: str
    range_chart: str
    nested_chart: str
    doughnut_chart: str
    scatter_chart: str
    no_data: str = Field(description="In a chart's description, for a value that is not known.")
    source_groups: dict[str, str] = Field(
        default_factory=dict,
        description="Headings of the source list: perspectives, tiers, kinds of work, `other`.",
    )
