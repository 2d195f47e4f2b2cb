"""The style's `notes` part: how notes are numbered and what they tell."""

from typing import Literal

from pydantic import Field

from footnoted.model.record import Record

Numbering = Literal["note", "source"]
Reuse = Literal["never", "section", "document"]
Addresses = Literal["print", "link"]
"""Print them, or make the title the link and print them only where there is no title."""


class FormatAddresses(Record):
    """How each format shows the addresses of its sources."""

    paper: Addresses
    deck: Addresses


class NotesStyle(Record):
    """Notes of paper and deck. Their type sizes and places belong to those parts of the style."""

    paper: Numbering = Field(description="Number each note, or each source once.")
    deck: Numbering = Field(description="Number each note, or each source once.")
    reuse: Reuse = Field(
        description="Where notes are numbered: call a note again that says the same, how far back."
    )
    repeats: Literal["short", "full"] = Field(
        description="What later notes print of a source that was cited before."
    )
    ibid: bool = Field(
        description="Print `Ibid.` for the source of the note before, where notes are numbered."
    )
    show_seen: bool = Field(
        description="Tell through which text a work is known that nobody here has read."
    )
    archive_copies: Literal["always", "dead", "never"] = Field(
        description="Print archived copies: always, only where the address is dead, or never."
    )
    addresses: FormatAddresses = Field(
        description="Print addresses, or link the title: nobody types what stands on a slide."
    )
    unlisted: bool = Field(
        description="List what Chicago leaves to the notes: unsigned entries, letters, posts."
    )
