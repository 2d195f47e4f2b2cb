"""The style's `notes` part: how notes are numbered and what they tell."""

from typing import TYPE_CHECKING, Any, Literal, cast

from footnoted.model.record import Field, Record, keys_of, pairs
from footnoted.reader.record import RecordType

Numbering = Literal["note", "source"]
Reuse = Literal["never", "section", "document"]
Stand = Literal["foot", "end"]
Restart = Literal["never", "section"]
DeckRestart = Literal["never", "section", "slide"]
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
    stand: Stand = Field(
        "foot",
        description=(
            "In papers, at the foot of the page, or at the end where a `notes` block stands."
        ),
    )
    restart: Restart = Field(
        "never", description="In papers, number through the whole, or begin again with every part."
    )
    deck_restart: DeckRestart = Field(
        "never",
        description=(
            "In decks, number through the whole, or begin again with every part or every headline; "
            "slides that go on under one headline go on counting."
        ),
    )
    sources: Literal["outline", "end"] = Field(
        "outline",
        description="In papers, the source list stands where the outline has it, or always last.",
    )
    source_pages: bool = Field(
        False, description="In papers, say in the source list on which pages each work is cited."
    )
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


_CHANGE = "What an audience wants otherwise of the style; what it leaves out stays."


def _change(model: type[Record], **special: type[Record]) -> type[Record]:
    """Make a record in which every key of another may be left out."""
    made: dict[str, Any] = {"__module__": __name__, "__doc__": _CHANGE, "__annotations__": {}}
    for name, key in keys_of(model).items():
        kind: Any = special.get(name, key.kind)
        made["__annotations__"][name] = kind | None
        made[name] = Field(None, description=key.hint)
    # Made and not written, so that a key of the style is a key of every audience too.
    return cast(type[Record], RecordType(model.__name__ + "Change", (Record,), made))


if TYPE_CHECKING:
    NotesChange = Record
else:
    NotesChange = _change(NotesStyle, addresses=_change(FormatAddresses))


def changed(notes: NotesStyle, change: Record) -> NotesStyle:
    """Return the style's notes with what an audience wants otherwise."""
    wanted: dict[str, object] = {}
    for key, value in pairs(change):
        if isinstance(value, Record):
            said = {inner: one for inner, one in pairs(value) if one is not None}
            wanted[key] = getattr(notes, key).changed(said)
        elif value is not None:
            wanted[key] = value
    return notes.changed(wanted)
