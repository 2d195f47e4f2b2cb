"""Inlines: what a line of text is made of, from words to notes' calls."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they print, NFC, no markup; U+00A0 and U+202F stay where they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words stressed, or a work's title: italic in most styles."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of strong importance: bold in most styles."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Words set in small capitals; extracted text keeps the letters as typed."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text around them."""

    content: tuple["Inline", ...]
    language: str
    """BCP 47 tag."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address: https, http, mailto, or `#id` of a section or exhibit."""

    content: tuple["Inline", ...]
    target: str


@dataclass(frozen=True, slots=True)
class Citation:
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


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in the text that calls for a note; gone once `cite` has run."""

    citations: tuple[Citation, ...]
    facts: tuple[str, ...] = ()
    """Ids of the facts whose sources these are."""
    comment: tuple["Inline", ...] = ()
    """Words of our own for the note, such as a disclosure."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The marker of one or more notes, printed raised: `12` or `12, 13`."""

    notes: tuple[str, ...]
    """Ids of notes in `Document.notes`, in order."""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line ends here, the paragraph goes on."""


Inline = Text | Emphasis | Strong | SmallCaps | Foreign | Link | Cite | NoteCall | LineBreak
Inlines = tuple[Inline, ...]
