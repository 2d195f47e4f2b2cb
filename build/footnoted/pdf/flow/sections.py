"""Sections: the document comes in, the whole vertical list goes out."""

from footnoted.model.document import Section
from footnoted.model.style.paper import Type
from footnoted.pdf.boxes import Item, PlaceMark
from footnoted.pdf.flow.blocks import put_blocks
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.front import put_front
from footnoted.pdf.flow.press import Press
from footnoted.pdf.setting import plain_text
from footnoted.pdf.structure import Element


def flow_document(press: Press) -> list[Item]:
    """Lay out the title block and every section, one below the other."""
    column = press.column(0.0, press.measure)
    put_front(press, column)
    parents = {0: press.file.root}
    for section in press.document.sections:
        above = max(level for level in parents if level < section.level)
        parent = press.file.element(parents[above], "Sect")
        parents = {level: one for level, one in parents.items() if level <= above}
        parents[section.level] = parent
        put_section(press, column, section, parent)
    return column.items


def put_section(press: Press, column: Column, section: Section, parent: Element) -> None:
    """Lay out a section's heading, which stays with what follows, and its blocks."""
    if section.break_before and column.items:
        column.new_page()
    place = PlaceMark(section.id, plain_text(section.title), section.level)
    if section.title:
        heading = press.file.element(parent, f"H{min(section.level + 1, 6)}")
        press.put(
            column,
            heading_role(press, section.level),
            section.title,
            heading,
            together=True,
            marks=(place,),
            notes_under=parent,
        )
        column.keep()
    else:
        column.place(place)
    put_blocks(press, column, section.blocks, parent)


def heading_role(press: Press, level: int) -> Type:
    """Return the type of a heading."""
    roles = press.paper.roles
    return (roles.heading_1, roles.heading_2, roles.heading_3)[min(level, 3) - 1]
