"""Endnotes: the notes of a document in, a list of them out, grouped where numbers restart."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from footnoted.model.document import Document, Note, Section
from footnoted.model.inlines import Inlines, NoteCall, Text
from footnoted.model.walk import found_in, runs_of
from footnoted.pdf.boxes import PaintMark, PlaceMark, TextMark
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import Element


class _Group(Struct):
    """The notes that a part calls."""

    title: Inlines
    notes: dict[str, None] = field(default_factory=dict)


def put_notes(press: Press, column: Column, parent: Element) -> None:
    """Lay out all notes as a list that may break over pages, each line as the foot would set it."""
    role = press.paper.roles.note_group
    titled = press.style.notes.restart == "section"
    for group in _groups(press.document, titled):
        if group.title:
            heading = press.heading(parent)
            press.put(column, role, group.title, heading, together=True)
            column.keep()
        for notes in _by_label(press, group):
            _put_note(press, column, notes, parent)
    column.space(press.paper.roles.body.after)


def _groups(document: Document, by_part: bool) -> list[_Group]:
    """Gather the notes by the parts that call them, or all together, in order of their calls."""
    groups = [_Group(())]
    for section in document.sections:
        if by_part and section.level == 1:
            groups.append(_Group(section.title))
        groups[-1].notes.update(dict.fromkeys(_called(section)))
    return [group for group in groups if group.notes]


def _called(section: Section) -> list[str]:
    runs = (section.title, *runs_of(section.blocks))
    return [id_ for run in runs for call in found_in(run, NoteCall) for id_ in call.notes]


def _by_label(press: Press, group: _Group) -> Iterable[list[Note]]:
    """Return a group's notes by their labels: where sources are numbered, several have one."""
    found: dict[str, list[Note]] = {}
    for name in group.notes:
        note = press.setter.notes[name]
        found.setdefault(note.label, []).append(note)
    return found.values()


def _put_note(press: Press, column: Column, notes: Sequence[Note], parent: Element) -> None:
    """Lay out what stands under one label, with a place for each call to lead to."""
    role, area = press.paper.roles.note, press.paper.notes
    with column.indented(area.hang):
        done = press.set_note(notes[0].id, parent, column.width, _content(press, notes))
        baseline = press.baseline(role)
        number = press.file.element(done.element, "Lbl")
        marks: list[PaintMark] = [PlaceMark(f"note-{note.id}") for note in notes]
        if done.label is not None:
            marks.append(TextMark(column.x - area.hang, baseline, done.label, number))
        # Its words are a paragraph, made after the label, because they are painted in that order.
        words = press.file.element(done.element, "P")
        column.lines(done.lines, role, words, baseline, marks=tuple(marks))
    column.space(area.between_end)


def _content(press: Press, notes: Sequence[Note]) -> Inlines:
    """Join notes of one source: the first whole, of the others their places and remarks."""
    first, *others = notes
    content = first.content
    places = dict.fromkeys(note.place for note in others if note.place not in ("", first.place))
    if places:
        also = press.phrases.also_at.format(place="; ".join(places).rstrip("."))
        content = (*content, Text(f" {also}"))
    for remark in dict.fromkeys(note.remark for note in others if note.remark != first.remark):
        content = (*content, Text(" "), *remark) if remark else content
    return content
