"""The outline: which facts, sections and exhibits go into one brief, as read from `outlines/`."""

from typing import Annotated, Literal

from footnoted.model.attachment import Attached
from footnoted.model.block import Format, Select, TextForm
from footnoted.model.blocks import AnyBlock
from footnoted.model.record import Before, Field, Id, OneOrMore, Record, TextOrNumber, Words
from footnoted.model.style.notes import NotesChange

NumberStyle = Literal["figures", "words", "compact"]


class Budget(Record):
    """How long it may get; more is a finding, or exit 4 where `overflow` says `error`."""

    pages: int | None = Field(None, ge=1, description="Of a paper.")
    slides: int | None = Field(None, ge=1, description="Of a deck.")
    words: int | None = Field(None, ge=1, description="Of the text, its notes apart.")
    minutes: int | None = Field(None, ge=1, description="To read the paper, to give the talk.")
    pace: int | None = Field(
        None, ge=30, le=600, description="Words a minute; else 238 read, 130 spoken."
    )
    overflow: Literal["warn", "error", "fill"] = Field(
        "warn",
        description="`error` refuses more; `fill` leaves out blocks and facts that have a "
        "`priority`, the highest number first, until the rest fits.",
    )


class Change(Record):
    """A dated remark on the document: a version's changes, or a correction."""

    date: TextOrNumber = Field(description="ISO date.")
    version: TextOrNumber = ""
    words: Words = Field(description="What changed, or what was wrong and is right now.")


class Control(Record):
    """Document control: what the reader of version 3 needs to know."""

    version: TextOrNumber = ""
    owner: Words | None = Field(None, description="Who answers for it; a name needs no language.")
    authors: OneOrMore[str] = ()
    distribution: OneOrMore[Words] = Field((), description="Who gets it.")
    review_by: TextOrNumber = Field("", description="ISO date by which it wants looking at again.")
    contact: str = Field("", description="An address for questions.")
    history: tuple[Change, ...] = Field((), description="Earlier versions, the newest first.")
    corrections: tuple[Change, ...] = Field((), description="The newest first.")


class Audience(Record):
    """A group of readers, declared in `outlines/audiences.yaml`."""

    id: Id = Field("", exclude=True)
    name: Words
    language: str | None = Field(None, description="Where neither outline nor `--lang` says.")
    text: TextForm | None = Field(None, description="Length of facts, where the outline says none.")
    style: Id | None = Field(None, description="A file of `styles/`, where the outline names none.")
    sees: OneOrMore[Literal["internal"]] = Field(
        (), description="What only some may see: facts and sources that say `internal: true`."
    )
    reading_level: float | None = Field(
        None, gt=0, le=20, description="Most years of school that the printed text may ask for."
    )
    numbers: NumberStyle | None = Field(
        None,
        description="`figures` spells nothing out, `words` spells whole numbers to ten, `compact` "
        "prints 8.2 billion; a placeholder such as `{n:words}` wins.",
    )
    marking: str = Field("", description="TLP or other label, where the outline has none.")
    notes: NotesChange | None = Field(None, description="Changes to the style's `notes`.")


def _as_choices(value: object) -> object:
    """Take a list of choices as choices that print as they are typed."""
    if isinstance(value, (list, tuple)):
        return {str(one): str(one) for one in value}
    return value


Choices = Annotated[
    dict[str, Words],
    Before(_as_choices, written=list[str | int] | dict[str, Words]),
]


class Parameter(Record):
    """What `-P name=value` may set; `{{$name}}` stands for it in any text of the outline."""

    type: Literal["text", "integer", "date", "choice", "place", "topic"]
    default: TextOrNumber = Field(description="The value where the command line gives none.")
    choices: Choices = Field(
        default_factory=dict,
        description="For `choice`: a list, or a map from each choice to the words it prints.",
    )
    description: str = Field("", description="What it is for, in a sentence.")


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
    audiences: OneOrMore[Id] = Field(
        (), description="Whom `build --matrix` makes it for; else for `audience` alone."
    )
    language: str = "en"
    languages: OneOrMore[str] = Field(
        (),
        description="What `build --matrix` makes it in; else its own language and those in which "
        "title and text are complete.",
    )
    style: Id | None = Field(None, description="A file of `styles/`.")
    outputs: OneOrMore[Format] = ("pdf",)
    cover: Literal["banner", "page"] = "banner"
    text: TextForm = "full"
    date: TextOrNumber = Field("", description="ISO date printed; else the build's `--date`.")
    marking: str = ""
    control: Control = Field(default_factory=Control)
    keywords: OneOrMore[Words] = ()
    attach: OneOrMore[Attached] = Field(
        (),
        description="Put what is printed into the file: as JSON and CSV into a paper, the facts' "
        "JSON into a deck.",
    )
    budget: Budget = Field(default_factory=Budget)
    parameters: dict[Id, Parameter] = Field(
        default_factory=dict, description="Set by `-P name=value`, printed by `{{$name}}`."
    )
    select: dict[Id, Select] = Field(default_factory=dict, description="Named selections.")
    blocks: tuple[AnyBlock, ...] = Field(min_length=1)
