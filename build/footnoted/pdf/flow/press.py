"""What every block needs to be laid out: the style, the setter, the file, the notes."""

from collections import Counter
from pathlib import Path

from msgspec import Struct, field

from footnoted.diagnostics import Diagnostic
from footnoted.model.document import Document, Note
from footnoted.model.inlines import Inlines, Link, Text
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.model.style.paper import SHEETS, PaperStyle, Type
from footnoted.pdf.boxes import Box, PaintMark
from footnoted.pdf.file import PdfFile
from footnoted.pdf.flow.column import Column, baseline_of
from footnoted.pdf.foot import Kin
from footnoted.pdf.setting import Setter
from footnoted.pdf.spans import LinkSpan
from footnoted.pdf.structure import Element
from footnoted.pdf.words import Line, Word


class SetNote(Struct, frozen=True):
    """A note as lines, and its place in the tree."""

    id: str
    element: Element
    label: Line | None
    """None where it stands below another note of its label."""
    lines: tuple[Line, ...]


class OpenEntry(Struct, eq=False):
    """An entry of the source list, as laid out so far."""

    notes: tuple[str, ...]
    """Those that cite it."""
    words: list[Word]
    role: Type
    x: float
    width: float
    baseline: float
    element: Element
    boxes: list[Box]
    told: tuple[tuple[int, str], ...] = ()
    """The pages that it names, each with the note that is called there."""


class Press(Struct):
    """One document on its way through the flow."""

    document: Document
    style: Style
    phrases: Phrases
    setter: Setter
    file: PdfFile
    root: Path
    """The project's folder, where pictures lie."""
    room: float
    """Height of a page for text and notes."""
    notes: dict[str, SetNote] = field(default_factory=dict)
    """Foot notes by id, set as they are called."""
    kin: dict[str, Kin] = field(default_factory=dict)
    """By foot note that has its label in common with others: how it stands below one of these."""
    shared: frozenset[str] = frozenset()
    """Labels, with their sources, that several notes have."""
    level: int = 0
    """Of the section being laid out; its heading is one level deeper, below the title."""
    body: str = ""
    """The section with which page numbers begin in arabic figures, if any are roman."""
    marking: Element | None = None
    """The marking where it is read out, once; in all other heads and feet it is decoration."""
    entries: list[OpenEntry] = field(default_factory=list)
    """Entries of the source list that wait for the pages on which their works are cited."""
    wanted_calls: set[tuple[str, int]] = field(default_factory=set)
    """Notes and pages, counted from 0, on which a call of the note is linked to."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    baselines: dict[int, float] = field(default_factory=dict)
    """By the identity of a role, which its font holds, how far down its baseline lies."""

    def __post_init__(self) -> None:
        """Look up which labels several notes have: only where sources are numbered."""
        if self.style.notes.paper == "source":
            labels = Counter(map(_label, self.document.notes))
            self.shared = frozenset(label for label, count in labels.items() if count > 1)

    @property
    def paper(self) -> PaperStyle:
        """The paper part of the style."""
        return self.style.paper

    def column(self, x: float, width: float) -> Column:
        """Start an empty column."""
        return Column(x, width, self.paper.breaking)

    def baseline(self, role: Type) -> float:
        """Return how far below the top of its leading a role's baseline lies."""
        known = self.baselines.get(id(role))
        if known is None:
            known = baseline_of(self.setter.fonts.plain(role).chain[0], role)
            self.baselines[id(role)] = known
        return known

    def put(
        self,
        column: Column,
        role: Type,
        content: Inlines,
        element: Element,
        *,
        colour: str = "",
        together: bool = False,
        marks: tuple[PaintMark, ...] = (),
        notes_under: Element | None = None,
    ) -> list[str]:
        """Set inlines as a paragraph of a role, and its notes under an element if one is given.

        Returns the names of the notes called, for who sets them once a whole block is complete.
        """
        ground = self.setter.colour(role.ground) if role.ground else ""
        lines = self.setter.lines(role, content, measure_of(role, column.width), colour)
        column.lines(
            lines,
            role,
            element,
            self.baseline(role),
            together=together,
            marks=marks,
            rule=self.setter.colour(colour or role.colour),
            ground=ground,
        )
        called = [note for line in lines for note in line.notes]
        if notes_under is not None:
            self.set_notes(called, notes_under)
        return called

    def set_notes(self, called: list[str], under: Element) -> None:
        """Set foot notes that have been called; in the tree they stand `under` an element."""
        if self.style.notes.stand == "end":
            return
        for name in called:
            if name not in self.notes:
                width = self.note_measure
                self.notes[name] = self.set_note(name, under, width)
                if _label(note := self.setter.notes[name]) in self.shared:
                    self.set_again(note, width)

    def set_again(self, note: Note, width: float) -> None:
        """Set a note as it stands below another one of its label, whose words need no repeating."""
        also = f"also-{note.id}"
        where = self.phrases.also_at.format(place=note.place.rstrip("."))
        words = (Text(where),) if note.place else note.short or note.content
        content: Inlines = (Link(words, f"#call-{note.id}"),)
        if note.remark and (note.place or note.short):
            content = (*content, Text(" "), *note.remark)
        lines = self.setter.lines(self.paper.roles.note, content, width)
        self.kin[note.id] = Kin(_label(note), also)
        self.notes[also] = SetNote(note.id, self.notes[note.id].element, None, lines)

    def set_note(
        self, name: str, under: Element, width: float, content: Inlines | None = None
    ) -> SetNote:
        """Set one note in lines of a width, with content of its own or what is given."""
        role = self.paper.roles.note
        note = self.setter.notes[name]
        element = self.file.element(under, "Note", id=f"note-{name}")
        back = LinkSpan(f"#call-{name}", self.phrases.back_link.format(n=note.label))
        label = self.setter.label_line(role, note.label, back)
        # A note is an element of its own, and most cite what others cite as well.
        content = note.content if content is None else content
        lines = self.setter.lines(role, content, width, shared=True)
        return SetNote(name, element, label, lines)

    def heading(self, parent: Element) -> Element:
        """Add a heading one level below that of the section being laid out."""
        return self.file.element(parent, f"H{min(self.level + 2, 6)}")

    @property
    def note_measure(self) -> float:
        """Width of the notes at the foot of a page."""
        return self.measure - self.paper.notes.hang

    @property
    def measure(self) -> float:
        """Width of the text block."""
        margins = self.paper.margins
        return SHEETS[self.paper.sheet][0] - margins.left - margins.right


def measure_of(role: Type, width: float) -> float:
    """Return the measure of a paragraph in a column of a width."""
    return width - role.indent + role.hang - (2 * role.padding if role.ground else 0.0)


def _label(note: Note) -> str:
    """Return what tells apart the labels of notes: parts that number for themselves repeat them."""
    return " ".join((note.label, *note.sources[:1]))
