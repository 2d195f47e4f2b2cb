"""What every block needs to be laid out: the style, the setter, the file, the notes."""

from dataclasses import dataclass, field
from pathlib import Path

from footnoted.diagnostics import Diagnostic
from footnoted.model.document import Document, Inlines
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.model.style.paper import SHEETS, PaperStyle, Type
from footnoted.pdf.boxes import PaintMark
from footnoted.pdf.file import PdfFile
from footnoted.pdf.flow.column import Column, baseline_of
from footnoted.pdf.setting import Setter
from footnoted.pdf.structure import Element
from footnoted.pdf.words import Line, LinkSpan


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note as lines, and its place in the tree."""

    element: Element
    label_element: Element
    label: Line
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Press:
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
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def paper(self) -> PaperStyle:
        """The paper part of the style."""
        return self.style.paper

    def column(self, x: float, width: float) -> Column:
        """Start an empty column."""
        return Column(x, width, self.paper.breaking)

    def baseline(self, role: Type) -> float:
        """Return how far below the top of its leading a role's baseline lies."""
        return baseline_of(self.setter.fonts.font(role).chain[0], role)

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
        measure = column.width - role.indent + role.hang
        lines = self.setter.lines(role, content, measure, colour)
        baseline, rule = self.baseline(role), self.setter.colour(colour or role.colour)
        column.lines(lines, role, element, baseline, together=together, marks=marks, rule=rule)
        called = [note for line in lines for note in line.notes]
        if notes_under is not None:
            self.set_notes(called, notes_under)
        return called

    def set_notes(self, called: list[str], under: Element) -> None:
        """Set notes that have been called; in the tree they stand `under` an element."""
        for name in called:
            if name not in self.notes:
                self.notes[name] = self.set_note(name, under)

    def set_note(self, name: str, under: Element) -> SetNote:
        """Set one note at the width of the note area."""
        role, area = self.paper.roles.note, self.paper.notes
        note = self.setter.notes[name]
        element = self.file.element(under, "Note", id=f"note-{name}")
        label = self.file.element(element, "Lbl")
        back = LinkSpan(f"#call-{name}", self.phrases.back_link.format(n=note.label))
        return SetNote(
            element,
            label,
            self.setter.label_line(role, note.label, back),
            self.setter.lines(role, note.content, self.measure - area.hang),
        )

    @property
    def measure(self) -> float:
        """Width of the text block."""
        margins = self.paper.margins
        return SHEETS[self.paper.sheet][0] - margins.left - margins.right
