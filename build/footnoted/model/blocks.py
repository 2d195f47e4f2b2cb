"""The blocks of an outline: what each kind asks for, as a user writes it."""

from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from footnoted.model.record import Before, Field, Id, OneOrMore, Record, Words

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
    Any,
    Before(_as_json, written=str | dict[str, Any] | list[Any]),
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
    priority: int | None = Field(
        None,
        ge=1,
        le=99,
        description="May be left out where the budget says `overflow: fill`; 1 stays longest.",
    )
    text: TextForm | None = Field(None, description="Length of facts; else the outline's.")
    speaker: Words | None = Field(None, description="Words for the speaker notes.")
    break_before: bool = Field(False, description="Start on a fresh page.")
    layout: str = Field("", description="The slide layout wanted, by role or by name; decks only.")
    hidden: bool = Field(False, description="A show passes these slides over; decks only.")


class Outlined(BlockRecord):
    """A part: everything up to the next part stands under it."""

    type: Literal["section"]
    title: Words
    intro: Words | None = Field(None, description="A line under the title of a section slide.")


class AnnexBlock(BlockRecord):
    """A part after the end, lettered, its exhibits numbered by its letter; hidden slides."""

    type: Literal["annex"]
    title: Words
    hidden: bool = Field(True, description="A show passes these slides over; decks only.")


class ContentsBlock(BlockRecord):
    """A contents list of sections, figures or tables; an agenda in a deck."""

    type: Literal["contents"]
    of: Literal["sections", "figures", "tables"] = "sections"


class ControlBlock(BlockRecord):
    """Document control: version, owner, dates, distribution and history, from `control`."""

    type: Literal["control"]


class CorrectionsBlock(BlockRecord):
    """What earlier versions had wrong, from `control: {corrections: …}`."""

    type: Literal["corrections"]


class CiteThisBlock(BlockRecord):
    """How to cite this paper, made from its title block."""

    type: Literal["cite-this"]


Tell = Literal["basis", "seen", "markers", "status", "conflicts", "hedges"]
"""What a method block counts out; hedges are explained only."""


class MethodBlock(BlockRecord):
    """How the brief was made and what it cannot tell: counted from what it prints, then prose."""

    type: Literal["method"]
    section: Id | None = Field(None, description="A section of the dataset that goes on from it.")
    tell: OneOrMore[Tell] = Field(get_args(Tell), description="What to count out, in this order.")


class GlossaryBlock(BlockRecord):
    """Terms of the dataset's glossary and what they mean."""

    type: Literal["glossary"]
    terms: Literal["used", "all"] | tuple[Id, ...] = Field(
        "used", description="Those that this brief prints, all, or these."
    )


Tells = Literal["words", "source", "seen", "archive", "standing", "dispute", "id"]
"""What a fact-check tells of each fact."""


class FactCheckBlock(BlockRecord):
    """Each fact with its exact words, where they stand, what was seen of them, how it stands."""

    type: Literal["fact-check"]
    from_: Select = Field(alias="from")
    tell: OneOrMore[Tells] = Field(get_args(Tells), description="What to tell, in this order.")


Asked = Literal["voice", "interest", "seen", "limits"]
"""What a source evaluation asks of each work."""


class SourceEvaluationBlock(BlockRecord):
    """The works behind the brief in rows: who says it, in whose interest, what was seen of it."""

    type: Literal["source-evaluation"]
    from_: Select | None = Field(
        None, alias="from", description="Facts whose works are judged; else all that it prints."
    )
    caption: Words
    columns: OneOrMore[Asked] = Field(get_args(Asked), description="What to ask, in this order.")
    notes: OneOrMore[Words] = ()
    summary: Words | None = None


class QuestionRecord(Record):
    """One question with its answer, or with room for one."""

    ask: Words
    from_: Select | None = Field(None, alias="from", description="Facts that answer it.")
    answer: Words | None = Field(None, description="An answer in words of our own.")
    lines: int = Field(0, ge=0, le=40, description="Ruled lines for the reader's own answer.")


class QuestionsBlock(BlockRecord):
    """Questions and answers, or questions for a class."""

    type: Literal["questions"]
    items: tuple[QuestionRecord, ...] = Field(min_length=1)


class PictureBlock(BlockRecord):
    """A picture of the project, PNG or JPEG, with who made it."""

    type: Literal["picture"]
    path: str = Field(description="Within the project folder.")
    caption: Words
    alt: Words = Field(description="What it shows, for those who cannot see it.")
    credit: Words | None = Field(None, description="Who made it, under what licence.")
    takeaway: Words | None = None


class TimelineBlock(BlockRecord):
    """Facts that have dates, in order of time."""

    type: Literal["timeline"]
    from_: Select = Field(alias="from")
    form: Literal["rail", "axis"] | None = Field(
        None, description="`rail` runs down the page, `axis` across; else as the format likes."
    )
    lanes: Literal["", "topic", "place", "kind"] = Field(
        "", description="A band for each of these."
    )
    caption: Words
    takeaway: Words | None = None
    alt: Words | None = None


class MapLayer(Record):
    """Places of one kind: those of facts, or of values where their size is drawn."""

    label: Words = Field(description="What its places are, for the key.")
    from_: Select | None = Field(None, alias="from", description="Facts whose places are marked.")
    values: OneOrMore[str] = Field(
        (), description="`fact-id.value` or `fact-id.value@PLACE` each: the amounts drawn."
    )
    places: OneOrMore[str] = Field((), description="Only these of their places.")


class MapBlock(BlockRecord):
    """Places on a map of the world or of a part of it."""

    type: Literal["map"]
    form: Literal["kinds", "shades", "symbols"] = "kinds"
    layers: tuple[MapLayer, ...] = Field(min_length=1)
    caption: Words
    takeaway: Words | None = None
    alt: Words | None = None
    whole: bool = Field(False, description="The whole world, whatever the places.")


class ComparisonRow(Record):
    """One matter and what each column says to it."""

    title: Words
    cells: tuple[Select | None, ...] = Field(
        min_length=1, description="Facts for each column; null where nothing is known."
    )


class ComparisonBlock(BlockRecord):
    """Things side by side: a matter in each row, facts in each cell."""

    type: Literal["comparison"]
    caption: Words
    columns: tuple[Words, ...] = Field(min_length=2, description="Their titles.")
    rows: tuple[ComparisonRow, ...] = Field(min_length=1)
    corner: Words | None = Field(None, description="Title of the column of matters.")
    notes: OneOrMore[Words] = ()
    summary: Words | None = None


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
    against: str = Field("", description="`fact-id.value` along the axis of a scatter.")
    emphasis: bool = False


class ChartBlock(BlockRecord):
    """A chart of values: one definition for paper and deck."""

    type: Literal["chart"]
    form: Literal[
        "bar",
        "column",
        "line",
        "stacked-bar",
        "stacked-column",
        "points",
        "slope",
        "range",
        "nested",
        "doughnut",
        "scatter",
    ] = "bar"
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
    of: Literal["used"] | OneOrMore[Id] = Field(
        description="Conflicts, or `used`: every one in which a fact of this brief stands."
    )

    @property
    def ids(self) -> tuple[str, ...]:
        """The conflicts that it names itself."""
        return () if self.of == "used" else self.of


class CalloutBlock(BlockRecord):
    """A boxed remark: facts, or words of our own that state no fact."""

    type: Literal["callout"]
    style: Literal["callout", "caution"] = "callout"
    from_: Select | None = Field(None, alias="from")
    words: Words | None = None


class NotesBlock(BlockRecord):
    """Where the notes stand that the style does not set at the foot of each page."""

    type: Literal["notes"]


class SourcesBlock(BlockRecord):
    """The list of works cited."""

    type: Literal["sources"]
    group_by: Literal["", "perspective", "tier", "type"] = ""


AnyBlock = (
    Outlined
    | AnnexBlock
    | ContentsBlock
    | ControlBlock
    | CorrectionsBlock
    | CiteThisBlock
    | MethodBlock
    | FactCheckBlock
    | SourceEvaluationBlock
    | KeyPointsBlock
    | ProseBlock
    | FactsBlock
    | StatBlock
    | TableBlock
    | ComparisonBlock
    | ChartBlock
    | TimelineBlock
    | MapBlock
    | PictureBlock
    | QuoteBlock
    | BalanceBlock
    | ConflictBlock
    | CalloutBlock
    | GlossaryBlock
    | QuestionsBlock
    | NotesBlock
    | SourcesBlock
)
"""Their `type` tells them apart."""
