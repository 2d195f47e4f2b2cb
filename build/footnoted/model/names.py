"""Names and terms: who and what the facts speak of, as read from `data/names/` and the glossary."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from footnoted.model.record import Field, Id, OneOrMore, Record, Words


class NameKind(StrEnum):
    """What bears a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PUBLICATION = "publication"
    PROGRAMME = "programme"
    PLACE = "place"
    EVENT = "event"


_Degrees = tuple[
    Annotated[Decimal, Field(ge=-90, le=90)], Annotated[Decimal, Field(ge=-180, le=180)]
]
"""Latitude and longitude, north and east positive."""

_ALIASES = "Other spellings that the documents use; a capital letter in one must stand in the text."
_FACTS = "Facts that bear the sentence; it prints with their sources."


class Name(Record):
    """One person, organisation, publication, programme, place or event that has a name."""

    id: Id = Field("", description="Taken from the key.", exclude=True)
    kind: NameKind
    name: Words = Field(description="As it prints, with its accents.")
    short: Words | None = Field(None, description="Its abbreviation: ELAM.")
    aliases: OneOrMore[str] = Field((), description=_ALIASES)
    is_: Words | None = Field(None, alias="is", description="Who or what it is, in one sentence.")
    facts: OneOrMore[Id] = Field((), description=_FACTS)
    glossary: bool = Field(False, description="Its `is` stands in the glossary too.")
    within: OneOrMore[Id] = Field((), description="What it is a part of: a country, a ministry.")
    code: str = Field("", description="A place's ISO 3166-1 alpha-2 or 3166-2 code.")
    members: OneOrMore[Id] = Field((), description="A group's places, if the documents name them.")
    at: _Degrees | None = Field(
        None, description="Latitude and longitude in degrees, for a mark on a map."
    )


class Term(Record):
    """One word or phrase that the glossary explains."""

    id: Id = Field("", description="Taken from the key.", exclude=True)
    term: Words = Field(description="As it prints; in lower case unless it is a proper name.")
    short: Words | None = Field(None, description="Its abbreviation.")
    aliases: OneOrMore[str] = Field((), description=_ALIASES)
    definition: Words = Field(description="What it means in the documents, in our own words.")
    facts: OneOrMore[Id] = Field(description=_FACTS)


def spellings(one: Name | Term) -> tuple[str, ...]:
    """Return every way to write a name or a term, each once; how it prints comes first."""
    printed = one.name if isinstance(one, Name) else one.term
    short = one.short or {}
    return tuple(dict.fromkeys((*printed.values(), *short.values(), *one.aliases)))
