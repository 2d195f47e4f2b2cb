"""Kinds of value that many records share, in every spelling people write."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, TypeVar

from footnoted.reader.record import (
    After,
    Before,
    Field,
    Key,
    Record,
    default_of,
    keys_of,
    names_of,
    pairs,
    plain,
)

__all__ = [
    "After",
    "Before",
    "Field",
    "Id",
    "Key",
    "OneOrMore",
    "Record",
    "TextOrNumber",
    "Words",
    "default_of",
    "keys_of",
    "names_of",
    "pairs",
    "plain",
]

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="Lower-case letters, digits and single hyphens; never reused.",
    ),
]


def _as_map(value: object) -> object:
    """Read a plain text as the dataset's language, so that one language needs no mapping."""
    return {"": str(value)} if isinstance(value, (str, int, float, Decimal)) else value


Language = Annotated[
    str,
    Field(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$", description="BCP 47 tag, or empty."),
]

Words = Annotated[
    dict[Language, str],
    Before(_as_map, written=str | dict[Language, str]),
    Field(description="Text in the dataset's language, or a map from language to text."),
]
"""A text by language; the key "" stands for the dataset's own language."""


def _as_text(value: object) -> object:
    """Take a bare number as text: `issued: 2007` and `volume: 34` are words to us."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    return value


TextOrNumber = Annotated[str, Before(_as_text, written=str | int | float)]


def _as_list(value: object) -> object:
    """Take one value as a list of one."""
    return [value] if isinstance(value, (str, int, float, Decimal, Mapping)) else value


T = TypeVar("T")
OneOrMore = Annotated[tuple[T, ...], Before(_as_list), "one will do"]
"""A list in which a single value may stand without its brackets."""
