"""What is different between two briefs: one record for each change, and what was not compared."""

from collections import Counter
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Kind(StrEnum):
    """What sort of change; in this order they are told."""

    OUT = "out"
    IN = "in"
    VALUE = "value"
    WORDING = "wording"
    SOURCE = "source"
    STATUS = "status"
    MOVED = "moved"
    ORDER = "order"
    DISCLOSURE = "disclosure"
    TEXT = "text"


class Change(Struct, frozen=True):
    """One change. Old or new is empty where there was nothing, or is nothing any more."""

    kind: Kind
    block: str
    """Where it is seen; empty for the brief as a whole."""
    facts: tuple[str, ...]
    """Ids of the facts that it is about; empty for words that rest on none."""
    old: str
    new: str
    subject: str = ""
    """Name of the value, source or disagreement, where it is about one."""
    old_sources: tuple[str, ...] = ()
    """Works behind the old words."""
    new_sources: tuple[str, ...] = ()


LeftOut = Literal["apart", "words-only"]
"""Blocks, where two outlines are compared; all but the words, where a file carries no facts."""


class Compared(Struct, frozen=True):
    """Two briefs, set beside each other."""

    old: str
    """Their names, for people."""
    new: str
    changes: tuple[Change, ...]
    sources: tuple[tuple[str, str], ...] = ()
    """The works behind changed words: id and citation."""
    outline: str = ""
    """The newer one's, if it is known."""
    language: str = ""
    """Of the newer words, if it is known."""
    left_out: LeftOut | None = None
    """What of it could not be compared."""
    uncompared: tuple[str, ...] = ()
    """What could not be compared, and why, in words."""


def counted(changes: tuple[Change, ...]) -> dict[Kind, int]:
    """Count the changes of each kind that there are, in the order of the kinds."""
    counts = Counter(one.kind for one in changes)
    return {kind: counts[kind] for kind in Kind if counts[kind]}
