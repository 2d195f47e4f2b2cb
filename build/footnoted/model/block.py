"""A block of an outline: what one of any kind may say, as a user writes it."""

from decimal import Decimal
from typing import Annotated, Any, Literal

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
