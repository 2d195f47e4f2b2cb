"""Inlines: what a line of text is made of, from words to notes' calls."""

from msgspec import Struct


class Text(Struct, frozen=True):
    """Characters as they print, NFC, no markup; U+00A0 and U+202F stay where they are."""

    text: str


class Emphasis(Struct, frozen=True):
    """Words stressed, or a work's title: italic in most styles."""

    content: tuple["Inline", ...]


class Strong(Struct, frozen=True):
    """Words of strong importance: bold in most styles."""

    content: tuple["Inline", ...]


class SmallCaps(Struct, frozen=True):
    """Words set in small capitals; extracted text keeps the letters as typed."""

    content: tuple["Inline", ...]


class Foreign(Struct, frozen=True):
    """Words in another language than the text around them."""

    content: tuple["Inline", ...]
    language: str
    """BCP 47 tag."""


class Link(Struct, frozen=True):
    """Words that lead to an address: https, http, mailto, or `#id` of a section or exhibit."""

    content: tuple["Inline", ...]
    target: str


class Citation(Struct, frozen=True):
    """One source named in support of what stands before it (CSL: cite)."""

    source: str
    locator: str = ""
    label: str = "page"
    """CSL locator term: page, chapter, paragraph, section, figure …"""
    prefix: str = ""
    suffix: str = ""
    seen: str = "unverified"
    """`read`, `via` or `unverified`."""
    via: str = ""
    """Source id of the text through which the work is known."""


class Cite(Struct, frozen=True):
    """A place in the text that calls for a note; gone once `cite` has run."""

    citations: tuple[Citation, ...]
    facts: tuple[str, ...] = ()
    """Ids of the facts whose sources these are."""
    comment: tuple["Inline", ...] = ()
    """Words of our own for the note, such as a disclosure."""


class NoteCall(Struct, frozen=True):
    """The marker of one or more notes, printed raised: `12` or `12, 13`."""

    notes: tuple[str, ...]
    """Ids of notes in `Document.notes`, in order."""
    facts: tuple[str, ...] = ()


class LineBreak(Struct, frozen=True):
    """A line ends here, the paragraph goes on."""


Inline = Text | Emphasis | Strong | SmallCaps | Foreign | Link | Cite | NoteCall | LineBreak
Inlines = tuple[Inline, ...]
