"""Spans: what a stretch of text is besides words, a link, a note's call or another language.

Each is itself and no other, however alike they are: its words are one element of the structure. A
record of it bears its kind (`tag`), so that msgpack can carry any.
"""

from msgspec import Struct


class LinkSpan(Struct, frozen=True, eq=False, tag=True, array_like=True):
    """Words that lead somewhere."""

    target: str
    contents: str


class CallSpan(Struct, frozen=True, eq=False, tag=True, array_like=True):
    """The marker of one note."""

    note: str
    label: str
    follows: bool = False
    """Whether it stands behind another one, with a separator between them."""


class LanguageSpan(Struct, frozen=True, eq=False, tag=True, array_like=True):
    """Words in another language than the document's."""

    language: str


Span = LinkSpan | CallSpan | LanguageSpan
