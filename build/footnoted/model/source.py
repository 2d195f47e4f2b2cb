"""A source: CSL-JSON field names in YAML, EDTF dates, what CSL has no word for under `custom`.

Read are our own mapping, strict CSL-JSON and Better CSL YAML; `to_csl_json` gives strict CSL-JSON.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal

from footnoted.model.csl import DateText, LiteralDate, Names, PersonName, WebAddress
from footnoted.model.edtf import EdtfText, Moment, Precision, parse_edtf
from footnoted.model.record import (
    Before,
    Field,
    Language,
    Record,
    TextOrNumber,
    Words,
    keys_of,
    pairs,
    plain,
)
from footnoted.reader.fault import MisfitError
from footnoted.reader.fitting import read_as

SourceType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""The item types of CSL 1.0.2."""


class UrlStatus(StrEnum):
    """Whether the address still leads to the work."""

    LIVE = "live"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Tier(StrEnum):
    """How near the source stands to what it tells."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class Perspective(StrEnum):
    """From where the source looks at its subject."""

    ACADEMIC = "academic"
    HOST_GOVERNMENT = "host-government"
    SENDING_GOVERNMENT = "sending-government"
    OTHER_GOVERNMENT = "other-government"
    STATE_MEDIA = "state-media"
    UN = "un"
    INTERNATIONAL = "international"
    NGO = "ngo"
    DIASPORA = "diaspora"
    PRESS = "press"
    ADVOCACY = "advocacy"
    REFERENCE = "reference"
    OTHER = "other"


class Described(Record):
    """Our own words about a work, in place of those in the dataset's language."""

    title: TextOrNumber = ""
    title_short: TextOrNumber = ""
    genre: TextOrNumber = ""


class Custom(Record):
    """What we keep beside CSL."""

    archive_url: WebAddress | None = Field(None, description="A copy that stays: web archive.")
    archive_date: EdtfText | None = Field(
        None,
        also=("archived", "archive_date"),
        description="The day the copy was made.",
    )
    url_status: UrlStatus = UrlStatus.UNKNOWN
    tier: Tier | None = None
    perspective: Perspective | None = None
    translations: dict[Language, Described] = Field(
        default_factory=dict,
        description="By language, what of `title`, `title-short` and `genre` is our own words and "
        "not the work's.",
    )
    interest: Words | None = Field(
        None, description="In whose interest it may speak; else what its perspective says."
    )
    limits: Words | None = Field(
        None, description="What it cannot tell, before what follows from the rest of the record."
    )
    note: str = Field("", description="For us; never printed.")


def _one_text(value: object) -> object:
    """Take a list of words as one text: Better CSL YAML gives `ISBN` and `keyword` lists."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return value


PlainText = Annotated[TextOrNumber, Before(_one_text)]


class Source(Record):
    """One work, as CSL 1.0.2 describes works. Titles print as typed."""

    id: str = Field("", description="Taken from the key.", exclude=True)
    type: SourceType
    internal: bool = Field(
        False, description="Named to audiences alone that say `sees: internal`.", exclude=True
    )
    custom: Custom = Field(default_factory=Custom)
    language: str = Field("", description="BCP 47 tag of the work.")

    author: Names = ()
    chair: Names = ()
    collection_editor: Names = ()
    compiler: Names = ()
    composer: Names = ()
    container_author: Names = ()
    contributor: Names = ()
    curator: Names = ()
    director: Names = ()
    editor: Names = ()
    editor_translator: Names = ()
    editorial_director: Names = ()
    executive_producer: Names = ()
    guest: Names = ()
    host: Names = ()
    illustrator: Names = ()
    interviewer: Names = ()
    narrator: Names = ()
    organizer: Names = ()
    original_author: Names = ()
    performer: Names = ()
    producer: Names = ()
    recipient: Names = ()
    reviewed_author: Names = ()
    script_writer: Names = ()
    series_creator: Names = ()
    translator: Names = ()

    issued: DateText | None = Field(None, description="When it came out, EDTF.")
    accessed: DateText | None = Field(None, description="When we opened it; printed if undated.")
    original_date: DateText | None = None
    event_date: DateText | None = None
    available_date: DateText | None = None
    submitted: DateText | None = None

    title: PlainText = Field("", description="As it prints: nothing is recased.")
    title_short: PlainText = Field(
        "",
        also=("shortTitle", "title_short"),
        description="For the short form in later notes.",
    )
    container_title: PlainText = Field("", description="Journal, newspaper, book, website.")
    container_title_short: PlainText = Field(
        "",
        also=("journalAbbreviation", "container_title_short"),
    )
    collection_title: PlainText = Field("", description="Series.")
    volume_title: PlainText = ""
    part_title: PlainText = ""
    original_title: PlainText = ""
    reviewed_title: PlainText = ""
    reviewed_genre: PlainText = ""
    event_title: PlainText = ""
    event: PlainText = ""
    event_place: PlainText = ""
    genre: PlainText = Field("", description="`press release`, `PhD diss.`, `Working Paper`.")
    medium: PlainText = ""
    section: PlainText = ""
    publisher: PlainText = ""
    publisher_place: PlainText = ""
    original_publisher: PlainText = ""
    original_publisher_place: PlainText = ""
    authority: PlainText = ""
    jurisdiction: PlainText = ""
    status: PlainText = ""
    scale: PlainText = ""
    dimensions: PlainText = ""
    references: PlainText = ""

    volume: PlainText = ""
    issue: PlainText = ""
    number: PlainText = ""
    page: PlainText = ""
    page_first: PlainText = ""
    edition: PlainText = ""
    version: PlainText = ""
    chapter_number: PlainText = ""
    collection_number: PlainText = ""
    part_number: PlainText = ""
    printing_number: PlainText = ""
    supplement_number: PlainText = ""
    number_of_pages: PlainText = ""
    number_of_volumes: PlainText = ""

    archive: PlainText = ""
    archive_collection: PlainText = Field("", alias="archive_collection")
    archive_location: PlainText = Field("", alias="archive_location")
    archive_place: PlainText = ""
    call_number: PlainText = ""
    doi: PlainText = Field("", alias="DOI")
    url: WebAddress | None = Field(None, alias="URL")
    isbn: PlainText = Field("", alias="ISBN")
    issn: PlainText = Field("", alias="ISSN")
    pmid: PlainText = Field("", alias="PMID")
    pmcid: PlainText = Field("", alias="PMCID")

    abstract: PlainText = ""
    annote: PlainText = ""
    keyword: PlainText = ""
    note: PlainText = ""
    source: PlainText = Field("", description="Where the record came from, such as a catalogue.")
    license: PlainText = ""
    division: PlainText = ""
    categories: tuple[str, ...] = ()
    citation_key: PlainText = ""
    citation_label: PlainText = ""
    citation_number: PlainText = ""
    year_suffix: PlainText = ""
    locator: PlainText = ""


@cache
def csl_names() -> dict[str, str]:
    """Return the CSL variable of each field of `Source`: `title_short` is `title-short`."""
    return {name: key.name for name, key in keys_of(Source).items()}


def csl_values(source: Source) -> dict[str, object]:
    """Return the variables that say something, by CSL name, in the order of the fields."""
    names = csl_names()
    return {names[name]: value for name, value in pairs(source) if name in names and value}


def to_csl_json(source: Source) -> dict[str, Any]:
    """Return the source as strict CSL-JSON; EDTF that CSL cannot say becomes `literal` words."""
    item: dict[str, Any] = {"id": source.id}
    for name, value in csl_values(source).items():
        match value:
            case "custom" | "internal" | "id":
                continue
            case Custom():
                item["custom"] = plain(value)
            case (PersonName(), *_) as people:
                item[name] = [_csl_name(one) for one in people if isinstance(one, PersonName)]
            case LiteralDate():
                item[name] = {"literal": value.literal}
            case str() if name in _DATES:
                item[name] = _csl_date(value)
            case tuple():
                item[name] = list(value)
            case bool():
                continue
            case _:
                item[name] = value
    return {key: value for key, value in item.items() if value != {}}


_DATES = frozenset(
    ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")
)


def _csl_name(name: PersonName) -> dict[str, object]:
    return plain(name)


def _csl_date(text: str) -> dict[str, object]:
    date = parse_edtf(text)
    ends = [date.start] if date.start is date.end else [date.start, date.end]
    if not all(end and end.precision not in _BEYOND_CSL for end in ends):
        return {"literal": text}
    moments = [end for end in ends if end]
    parts = [_parts(moment) for moment in moments]
    season = next((one.month for one in moments if one.precision is Precision.SEASON), 0)
    made: dict[str, object] = {"date-parts": parts}
    if season:
        made["season"] = season - 20
    if date.is_doubtful:
        made["circa"] = True
    return made


_BEYOND_CSL = frozenset((Precision.DECADE, Precision.CENTURY))


def _parts(moment: Moment) -> list[int]:
    if moment.precision is Precision.SEASON:
        return [moment.year]
    return [part for part in (moment.year, moment.month, moment.day) if part]


def from_csl_json(items: Iterable[Mapping[str, Any]]) -> dict[str, Source]:
    """Read foreign CSL-JSON by id, in its order.

    Lenient, for records that others made: what a source has no field for is left out, and so is
    an address that is none of the web's.

    Raises:
        MisfitError: A record has no known type, or a name or date is malformed.
    """
    return {str(item["id"]): _foreign(item) for item in items}


def _foreign(item: Mapping[str, Any]) -> Source:
    known = set(csl_names().values()) | {"shortTitle", "journalAbbreviation"}
    kept = {key: value for key, value in item.items() if key in known and key != "id"}
    custom = item.get("custom")
    if isinstance(custom, Mapping):
        fields = ("archive-url", "archive-date", "archived", "url-status")
        kept["custom"] = {key: custom[key] for key in fields if key in custom}
    try:
        source = read_as(Source, kept)
    except MisfitError as misfit:
        for step in {fault.path[0] for fault in misfit.faults} & {"URL", "custom"}:
            del kept[str(step)]
        source = read_as(Source, kept)
    return source.changed({"id": str(item["id"])})
