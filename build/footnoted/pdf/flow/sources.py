"""The source list: works cited, in groups, with hanging lines."""

from footnoted.model.document import SourceEntry, SourceList
from footnoted.pdf.boxes import Box, TextMark
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import OpenEntry, Press
from footnoted.pdf.structure import Element, ListAttributes


def put_sources(press: Press, column: Column, block: SourceList, parent: Element) -> None:
    """Lay out the works cited; each group is a list under its own title."""
    role = press.paper.roles.source_group
    for group in block.groups:
        if group.title:
            title = press.heading(parent)
            press.put(column, role, group.title, title, together=True, notes_under=parent)
            column.keep()
        numbered = any(entry.number for entry in group.entries)
        numbering = ListAttributes("Decimal" if numbered else "None")
        element = press.file.element(parent, "L", attributes=[numbering])
        for entry in group.entries:
            _put_entry(press, column, entry, element)


def _put_entry(press: Press, column: Column, entry: SourceEntry, parent: Element) -> None:
    """Lay out one work; all lines but the first are indented, or all behind its number."""
    role = press.paper.roles.source
    hang = press.paper.lists.hang
    item = press.file.element(parent, "LI")
    baseline = press.baseline(role)
    marks: tuple[TextMark, ...] = ()
    if entry.number:
        label = press.file.element(item, "Lbl")
        number = press.setter.label_line(role, press.paper.lists.number.format(n=entry.number))
        marks = (TextMark(column.x, baseline, number, label),)
    body = press.file.element(item, "LBody")
    first = 0.0 if entry.number else -hang
    with column.indented(hang):
        words = press.setter.hanging_words(role, entry.content, first)
        lines = press.setter.break_words(role, words, column.width)
        start = len(column.items)
        column.lines(lines, role, body, baseline, marks=marks)
        boxes = [item for item in column.items[start:] if isinstance(item, Box)]
        if press.style.notes.source_pages and entry.notes:
            waiting = OpenEntry(
                entry.notes, words, role, column.x, column.width, baseline, body, boxes
            )
            press.entries.append(waiting)
