"""The small closed language that both spellings of a selection are read into."""

from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import Struct

from footnoted.model.names import NameKind

NAME_FIELDS: Final = ("name", *(str(kind) for kind in NameKind if kind != "place"), "term")
"""What a fact names; `name` is any kind. A place has its own field, which knows codes too."""
WORD_FIELDS: Final = (
    "id",
    "kind",
    "topic",
    "place",
    "status",
    "stance",
    "source",
    "tier",
    "perspective",
    "seen",
    "unit",
    "tag",
    *NAME_FIELDS,
)
NUMBER_FIELDS: Final = ("value", "cites", "confidence")
TIME_FIELDS: Final = ("when", "said")
FIELDS: Final = (*WORD_FIELDS, *NUMBER_FIELDS, *TIME_FIELDS, "text")
CONTROLS: Final = ("sort", "limit", "limit-per", "pin", "drop", "facts", "expect", "ensure")


class All(Struct, frozen=True):
    """Every clause holds; without clauses, always."""

    clauses: tuple["Clause", ...]


class Any(Struct, frozen=True):
    """At least one clause holds."""

    clauses: tuple["Clause", ...]


class Not(Struct, frozen=True):
    """The clause does not hold."""

    clause: "Clause"


class Matches(Struct, frozen=True):
    """A word field is, or with `prefix` begins with, this word."""

    field: str
    word: str
    prefix: bool = False


class Between(Struct, frozen=True):
    """A number of the field lies between two ends; None is open."""

    field: str
    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


class Overlaps(Struct, frozen=True):
    """A time of the field shares a day with the days from `low` to `high`, or lies within."""

    field: str
    low: date
    high: date
    whole: bool = False


class HasWords(Struct, frozen=True):
    """Every word stands in the fact's text, whatever its case."""

    words: tuple[str, ...]


class IsSet(Struct, frozen=True):
    """The field says something, whatever it is."""

    field: str


class Named(Struct, frozen=True):
    """The fact is among those of a named selection of the outline."""

    name: str


Clause = All | Any | Not | Matches | Between | Overlaps | HasWords | IsSet | Named


class Part(Struct, frozen=True):
    """One condition of a query as its author wrote it, for telling where a selection died."""

    clause: Clause
    label: str


class SortKey(Struct, frozen=True):
    """A field to sort by."""

    field: str
    falling: bool = False


class Query(Struct, frozen=True):
    """Conditions that all hold, and what is done with the facts that are left."""

    parts: tuple[Part, ...] = ()
    sort: tuple[SortKey, ...] = ()
    limit: int | None = None
    limit_per: tuple[tuple[str, int], ...] = ()
    pin: tuple[str, ...] = ()
    """Always in, and first."""
    drop: tuple[str, ...] = ()
    hand: tuple[str, ...] = ()
    """Exactly these, in this order, before any condition."""
    expect: tuple[int | None, int | None] = (None, None)
    ensure: tuple[str, ...] = ()
    """What the facts must have together, whatever the limit."""


class Union(Struct, frozen=True):
    """The facts of several selections, one after the other, each fact once."""

    members: tuple["Selection", ...]


Selection = Query | Union | Named
