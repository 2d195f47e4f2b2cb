"""The small closed language that both spellings of a selection are read into."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

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


@dataclass(frozen=True, slots=True)
class All:
    """Every clause holds; without clauses, always."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one clause holds."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The clause does not hold."""

    clause: "Clause"


@dataclass(frozen=True, slots=True)
class Matches:
    """A word field is, or with `prefix` begins with, this word."""

    field: str
    word: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A number of the field lies between two ends; None is open."""

    field: str
    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Overlaps:
    """A time of the field shares a day with the days from `low` to `high`, or lies within."""

    field: str
    low: date
    high: date
    whole: bool = False


@dataclass(frozen=True, slots=True)
class HasWords:
    """Every word stands in the fact's text, whatever its case."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsSet:
    """The field says something, whatever it is."""

    field: str


@dataclass(frozen=True, slots=True)
class Named:
    """The fact is among those of a named selection of the outline."""

    name: str


Clause = All | Any | Not | Matches | Between | Overlaps | HasWords | IsSet | Named


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of a query as its author wrote it, for telling where a selection died."""

    clause: Clause
    label: str


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to sort by."""

    field: str
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Query:
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


@dataclass(frozen=True, slots=True)
class Union:
    """The facts of several selections, one after the other, each fact once."""

    members: tuple["Selection", ...]


Selection = Query | Union | Named
