"""Sections: the document comes in, the whole vertical list goes out."""

from typing import assert_never

from footnoted.model.document import Section
from footnoted.model.style.paper import Type
from footnoted.pdf.boxes import Item, PlaceMark
from footnoted.pdf.flow.ahead import setting_ahead
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
    counts_front = _counts_front(press)
    parents = {0: press.file.root}
    with setting_ahead(press) as begin:
        for at, section in enumerate(press.document.sections):
            begin(at)
            above = max(level for level in parents if level < section.level)
            parent = press.file.element(parents[above], "Sect")
            parents = {level: one for level, one in parents.items() if level <= above}
            parents[section.level] = parent
            if counts_front and not section.front and not press.body:
                column.new_page()
                press.body = section.id
            put_section(press, column, section, parent)
    return column.items


def _counts_front(press: Press) -> bool:
    """Say whether the front matter's pages count in roman figures."""
    front = press.document.front.cover == "page"
    match press.paper.front.roman:
        case "never":
            return False
        case "cover":
            return front and any(section.front for section in press.document.sections)
        case "always":
            return front or any(section.front for section in press.document.sections)
        case unknown:
            assert_never(unknown)


def put_section(press: Press, column: Column, section: Section, parent: Element) -> None:
    """Lay out a section's heading, which stays with what follows, and its blocks."""
    fresh = press.paper.fresh_pages
    opens = (section.kind == "annex" and fresh.annexes) or (
        section.kind == "section" and fresh.parts
    )
    if (section.break_before or opens) and column.items:
        column.new_page()
    press.level = section.level
    press.setter.fonts.finds.place = section.id
    place = PlaceMark(section.id, plain_text(section.title), section.level)
    # Where the heading has a rule or a ground, the place is that.
    column.place(place)
    if section.title:
        heading = press.file.element(parent, f"H{min(section.level + 1, 6)}")
        press.put(
            column,
            heading_role(press, section.level),
            section.title,
            heading,
            together=True,
            notes_under=parent,
        )
        column.keep()
    put_blocks(press, column, section.blocks, parent)


def heading_role(press: Press, level: int) -> Type:
    """Return the type of a heading."""
    roles = press.paper.roles
    return (roles.heading_1, roles.heading_2, roles.heading_3)[min(level, 3) - 1]
