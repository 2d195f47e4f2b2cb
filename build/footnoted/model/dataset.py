"""The dataset: facts, sources, conflicts and sections, as read from `data/`."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Struct, field

from footnoted.model.edtf import EdtfText
from footnoted.model.figures import Bound
from footnoted.model.names import Name, Term
from footnoted.model.record import Field, Id, Language, OneOrMore, Record, TextOrNumber, Words
from footnoted.model.source import Source


class Kind(StrEnum):
    """What sort of claim a fact is."""

    STATISTIC = "statistic"
    EVENT = "event"
    POLICY = "policy"
    CLAIM = "claim"
    OPINION = "opinion"
    QUOTATION = "quotation"
    DEFINITION = "definition"
    FORECAST = "forecast"
    PLAN = "plan"
    DERIVED = "derived"


class Status(StrEnum):
    """Whether a fact still stands: right or wrong, not new or old."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"
    DOUBTFUL = "doubtful"
    RETRACTED = "retracted"


class Confidence(StrEnum):
    """How well the sources bear the claim (GRADE's four levels)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Quantity(StrEnum):
    """What kind of amount a value is; a chart may not mix them."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    AVERAGE = "average"
    RATE = "rate"
    FORECAST = "forecast"
    PLAN = "plan"
    OFFER = "offer"
    CAPACITY = "capacity"


class Seen(StrEnum):
    """Whether we read the cited work, know it through another text, or neither."""

    READ = "read"
    VIA = "via"
    UNVERIFIED = "unverified"


class Stance(StrEnum):
    """Which way a claim leans on a disputed topic."""

    FAVOURABLE = "favourable"
    CRITICAL = "critical"
    NEUTRAL = "neutral"
    MIXED = "mixed"


class Value(Record):
    """One typed amount: `is`, or `from` and `to` for a change, or `low` and `high` for a range."""

    is_: Decimal | None = Field(None, alias="is", description="The amount as the source gives it.")
    from_: Decimal | None = Field(None, alias="from", description="Before, where a change is told.")
    to: Decimal | None = Field(None, description="After, where a change is told.")
    low: Decimal | None = Field(None, description="Lower end of a range.")
    high: Decimal | None = Field(None, description="Upper end of a range.")
    unit: str = Field(description="A unit of the dataset's `units`, or an ISO 4217 currency.")
    bound: Bound = Field(
        Bound.EXACT, description="The source's hedge: about, more than, at least …"
    )
    quantity: Quantity | None = Field(None, description="Stock, flow, cumulative, forecast …")
    population: Words | None = Field(
        None, description="Who or what is counted: doctors, health workers …"
    )
    show: Literal["", "words", "compact", "million", "billion"] = Field(
        "", description="`words` spells the number out, `compact` prints 8.2 billion."
    )
    when: EdtfText | None = Field(
        None, description="EDTF, where it differs from the fact's `when`."
    )


class Attribution(Record):
    """Who says it, and on whose word: a chain from the nearest speaker to the first."""

    who: Words = Field(description="The speaker as printed; say so where the source names nobody.")
    verb: str = Field("said", description="said, reported, estimated, argued …")
    of: "Attribution | str | None" = Field(None, description="Whose word the speaker passes on.")


class CiteRecord(Record):
    """One source in support of a fact."""

    source: Id = Field(description="Id of a source.")
    locator: TextOrNumber = Field("", description="Page or other place within the source.")
    label: str = Field("page", description="CSL locator term: page, chapter, paragraph, section …")
    seen: Seen = Field(Seen.UNVERIFIED, description="read, via or unverified.")
    via: Id | None = Field(None, description="The source through which this one is known.")
    supports: tuple[str, ...] = Field(
        (), description="Names of the values it supports; empty: all."
    )
    quote: str = Field("", description="The source's exact words, where they matter.")
    via_quote: str = Field(
        "", description="The exact words of the text through which the source is known."
    )
    marker: Literal["on-claim", "carried", "missing"] = Field(
        "on-claim",
        description="Where the reference stood in the text we read.",
    )
    prefix: str = Field("", description="Words before the cite, such as `See also`.")


class FactText(Record):
    """A fact in words, in up to three lengths; `{name}` prints a value, `{when}` the time."""

    full: Words = Field(description="A whole sentence.")
    short: Words | None = Field(None, description="A phrase for a bullet or a table.")
    headline: Words | None = Field(None, description="A sentence for a slide's or box's title.")


class Fact(Record):
    """One claim that can be checked, with typed values and the sources that carry it."""

    id: Id = Field("", description="Taken from the key.", exclude=True)
    kind: Kind
    text: FactText
    values: dict[str, Value] = Field(default_factory=dict)
    when: EdtfText | None = Field(None, description="EDTF: the time the claim speaks of.")
    said: EdtfText | None = Field(None, description="EDTF: when it was said or published.")
    places: OneOrMore[str] = Field((), description="ISO 3166-1 alpha-2 or 3166-2 codes.")
    topics: OneOrMore[Id] = Field(description="Topics of `dataset.yaml`.")
    by: Attribution | None = Field(None, description="Required of opinion, claim and forecast.")
    exact: str = Field("", description="For a quotation: the exact words.")
    exact_language: str = Field("", description="BCP 47 tag of `exact`, if not the dataset's.")
    translation: dict[Language, str] = Field(
        default_factory=dict,
        description="Our translations of `exact` by language; each prints after it, and says so.",
    )
    speaker: Words | None = Field(
        None, description="For a quotation: who wrote or spoke the words."
    )
    status: Status = Status.CURRENT
    reason: str = Field("", description="Why the status is not `current`.")
    confidence: Confidence = Confidence.MODERATE
    basis: Words | None = Field(None, description="What the confidence rests on, in a sentence.")
    caveat: Words | None = Field(None, description="What a reader must know beside the claim.")
    stance: Stance = Stance.NEUTRAL
    supersedes: OneOrMore[Id] = Field(
        (), description="Facts of an older edition that this replaces."
    )
    derived_from: OneOrMore[Id] = Field(
        (), description="For kind `derived`: the facts reckoned from."
    )
    formula: str = Field("", description="For kind `derived`: how it is reckoned.")
    cites: tuple[CiteRecord, ...] = Field(description="At least one, or an empty list said aloud.")
    names: OneOrMore[Id] = Field(
        (), description="Names and terms it is about though its text does not spell them."
    )
    tags: OneOrMore[str] = ()
    priority: int | None = Field(
        None,
        ge=1,
        le=99,
        description="May be left out of lists where a budget says `overflow: fill`; 1 stays "
        "longest.",
    )
    internal: bool = Field(
        False, description="For audiences alone that say `sees: internal`; nobody else meets it."
    )


Cause = Literal[
    "definition",
    "date",
    "method",
    "transcription",
    "partisan",
    "magnitude",
    "wording",
    "sum",
    "unknown",
]
"""Why sources disagree."""


class Conflict(Record):
    """Sources that disagree with each other or with themselves."""

    id: Id = Field("", exclude=True)
    question: Words
    members: tuple[Id, ...] = Field(min_length=1, description="Facts that answer it differently.")
    cause: Cause
    prefer: Id | None = Field(None, description="The member we print when only one can be.")
    because: Words | None = None
    disclose: Words = Field(description="The sentence that is printed with any member.")
    internal: bool | None = Field(
        None,
        description="Whether only some may read of it; else as soon as one member is internal.",
    )


class Topic(Record):
    """One subject of the dataset."""

    title: Words
    description: Words | None = None


class Unit(Record):
    """How a unit prints: `one` and `other` are CLDR plural forms, `{n}` is the number."""

    one: Words = Field(description="For exactly 1: `{n} country`.")
    other: Words = Field(description="For the rest: `{n} countries`.")
    axis: Words | None = Field(None, description="The unit alone, for charts and table heads.")


class SectionText(Record):
    """Prose: Markdown paragraphs with `[@fact-id]` cites and `{{fact-id.value}}` numbers."""

    id: Id = Field("", exclude=True)
    title: Words
    topics: OneOrMore[Id] = ()
    text: Words


class DatasetInfo(Record):
    """`data/dataset.yaml`: what the dataset is."""

    footnoted: Annotated[int, Field(ge=1, le=1)] = Field(1, description="Version of this format.")
    id: Id
    title: Words
    description: Words | None = None
    version: TextOrNumber = "0"
    licence: str = ""
    language: str = Field("en", description="Language of plain texts in this dataset.")
    as_of: EdtfText
    editors: tuple[str, ...] = ()
    topics: dict[Id, Topic]
    units: dict[str, Unit]
    literals: OneOrMore[str] = Field(
        (), description="Names with numerals in them that need no fact: G8, COVID-19."
    )


class Dataset(Struct, frozen=True):
    """Everything under `data/`, by id, in the order of the files."""

    info: DatasetInfo
    facts: dict[str, Fact]
    sources: dict[str, Source]
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    sections: dict[str, SectionText] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    """No id is both a name's and a term's."""
    withheld: frozenset[str] = frozenset()
    """Ids of facts that this reader may not see, which are in none of these."""
