"""The outline: which facts, sections and exhibits go into one brief, as read from `outlines/`."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, JsonValue

from footnoted.model.record import Id, OneOrMore, Record, TextOrNumber, Words

TextForm = Literal["full", "short", "headline"]
Format = Literal["pdf", "pptx"]


class When(Record):
    """A condition on a block: any of each list, all lists together; `not` turns it round."""

    audience: OneOrMore[Id] = ()
    format: OneOrMore[Format] = ()
    lang: OneOrMore[str] = ()
    not_: "When | None" = Field(None, alias="not")


def _as_json(value: object) -> object:
    """Take exact numbers as JSON's: a selection compares them, it does not print them."""
    match value:
        case Decimal():
            return float(value)
        case dict():
            return {key: _as_json(one) for key, one in value.items()}
        case list():
            return [_as_json(one) for one in value]
        case _:
            return value


Select = Annotated[
    JsonValue,
    BeforeValidator(_as_json, json_schema_input_type=str | dict[str, JsonValue] | list[JsonValue]),
    Field(
        description=(
            "Facts, in either spelling of the selection grammar: a named selection, "
            "`topic:oil not status:disputed`, or a mapping such as "
            "{topic: oil, status: not disputed, when: since 2000, sort: -when, limit: 5}."
        )
    ),
]


class BlockRecord(Record):
    """What every block may say."""

    id: Id = Field(description="Unique in the outline; `extends` merges blocks by it.")
    title: Words | None = Field(None, description="Heading in the paper, slide title in the deck.")
    when: When | None = Field(
        None, description="Print only for these audiences, formats, languages."
    )
    text: TextForm | None = Field(None, description="Length of facts; else the outline's.")
    speaker: Words | None = Field(None, description="Words for the speaker notes.")
    break_before: bool = Field(False, description="Start on a fresh page.")


class Outlined(BlockRecord):
    """A part: everything up to the next part stands under it."""

    type: Literal["section"]
    title: Words
    intro: Words | None = Field(None, description="A line under the title of a section slide.")


class ContentsBlock(BlockRecord):
    """The contents list; an agenda in a deck."""

    type: Literal["contents"]


class KeyPointsBlock(BlockRecord):
    """The few things to remember, boxed, each a fact."""

    type: Literal["key-points"]
    from_: Select = Field(alias="from")
    max: int | None = Field(None, ge=1)


class ProseBlock(BlockRecord):
    """A section of the dataset, whole."""

    type: Literal["prose"]
    section: Id
    lead: bool = Field(False, description="Set the first paragraph as a lead.")


class FactsBlock(BlockRecord):
    """Facts as a list or as running text; in a deck, bullets."""

    type: Literal["facts"]
    from_: Select = Field(alias="from")
    as_: Literal["list", "paragraph"] = Field("list", alias="as")
    columns: Literal[1, 2] = Field(1, description="Bullets in two columns; decks only.")


class StatBlock(BlockRecord):
    """Up to four big figures, each a value of a fact."""

    type: Literal["stat"]
    values: OneOrMore[str] = Field(description="`fact-id.value` each.", max_length=4)


class TableColumn(Record):
    """One column of a table of facts."""

    show: str = Field(
        description=(
            "`text`, `when`, `places`, `source`, `status`, `topics`, or `value` / `value:NAME`."
        )
    )
    title: Words
    align: Literal["start", "center", "end", "decimal"] | None = None
    width: float | None = Field(None, gt=0, le=1)


class TableBlock(BlockRecord):
    """Facts in rows; columns show their text, time, places, values, sources."""

    type: Literal["table"]
    from_: Select = Field(alias="from")
    caption: Words
    columns: tuple[TableColumn, ...] = Field(min_length=1)
    group_by: Literal["", "topic", "place", "year"] = ""
    notes: OneOrMore[Words] = ()
    summary: Words | None = None


class ChartPoint(Record):
    """One bar or point: a value of a fact under a label of ours."""

    value: str = Field(description="`fact-id.value`, or `fact-id.value.from` / `.to` of a change.")
    label: Words
    series: Words | None = Field(None, description="Name of its series where there are several.")
    emphasis: bool = False


class ChartBlock(BlockRecord):
    """A chart of values: one definition for paper and deck."""

    type: Literal["chart"]
    form: Literal["bar", "column", "line"] = "bar"
    points: tuple[ChartPoint, ...] = Field(min_length=1)
    caption: Words
    takeaway: Words | None = Field(None, description="What the reader should see, in a sentence.")
    alt: Words | None = Field(None, description="What it shows, in words; else made from the data.")
    mixes: bool = Field(False, description="Draw unlike kinds of quantity together, on purpose.")


class QuoteBlock(BlockRecord):
    """One quotation of the dataset."""

    type: Literal["quote"]
    fact: Id


class SideRecord(Record):
    """One side of a balance."""

    label: Words
    from_: Select = Field(alias="from")


class BalanceBlock(BlockRecord):
    """Two sides of a question with equal weight."""

    type: Literal["balance"]
    question: Words
    sides: tuple[SideRecord, SideRecord]


class ConflictBlock(BlockRecord):
    """A disagreement between sources, set out."""

    type: Literal["conflict"]
    of: OneOrMore[Id]


class CalloutBlock(BlockRecord):
    """A boxed remark: facts, or words of our own that state no fact."""

    type: Literal["callout"]
    style: Literal["callout", "caution"] = "callout"
    from_: Select | None = Field(None, alias="from")
    words: Words | None = None


class SourcesBlock(BlockRecord):
    """The list of works cited."""

    type: Literal["sources"]
    group_by: Literal["", "perspective", "tier", "type"] = ""


AnyBlock = Annotated[
    Outlined
    | ContentsBlock
    | KeyPointsBlock
    | ProseBlock
    | FactsBlock
    | StatBlock
    | TableBlock
    | ChartBlock
    | QuoteBlock
    | BalanceBlock
    | ConflictBlock
    | CalloutBlock
    | SourcesBlock,
    Field(discriminator="type"),
]


class Budget(Record):
    """How long it may get; more is a finding, or exit 4 where `overflow` says `error`."""

    pages: int | None = Field(None, ge=1)
    slides: int | None = Field(None, ge=1)
    words: int | None = Field(None, ge=1)
    overflow: Literal["warn", "error"] = "warn"


class Control(Record):
    """Document control: what the reader of version 3 needs to know."""

    version: TextOrNumber = ""
    owner: str = ""
    authors: OneOrMore[str] = ()


class Audience(Record):
    """A group of readers, declared in `outlines/audiences.yaml`."""

    id: Id = Field("", exclude=True)
    name: Words
    language: str | None = None
    text: TextForm | None = None
    style: Id | None = None


class Outline(Record):
    """`outlines/NAME.yaml` after `extends` has been merged: one brief."""

    footnoted: Annotated[int, Field(ge=1, le=1)] = Field(1, description="Version of this format.")
    id: Id = Field("", description="Taken from the file's name.", exclude=True)
    extends: Id | None = Field(None, description="The outline this one starts from.")
    abstract: bool = Field(False, description="Only to be extended, so it may lack keys.")
    title: Words
    subtitle: Words | None = None
    kicker: Words | None = None
    audience: Id | None = None
    language: str = "en"
    style: Id | None = Field(None, description="A file of `styles/`.")
    outputs: OneOrMore[Format] = ("pdf",)
    cover: Literal["banner", "page"] = "banner"
    text: TextForm = "full"
    date: TextOrNumber = Field("", description="ISO date printed; else the build's `--date`.")
    marking: str = ""
    control: Control = Field(default_factory=Control)
    keywords: OneOrMore[str] = ()
    budget: Budget = Field(default_factory=Budget)
    select: dict[Id, Select] = Field(default_factory=dict, description="Named selections.")
    blocks: tuple[AnyBlock, ...] = Field(min_length=1)
