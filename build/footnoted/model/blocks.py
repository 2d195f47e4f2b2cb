"""The blocks of an outline: what each kind asks for, as a user writes it."""

from typing import Literal, get_args

from footnoted.model.block import BlockRecord, Select
from footnoted.model.exhibits import (
    ChartBlock,
    ComparisonBlock,
    MapBlock,
    PictureBlock,
    TableBlock,
    TimelineBlock,
)
from footnoted.model.record import Field, Id, OneOrMore, Record, Words


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
