"""The contents list: the titles of the sections, with leaders and the pages they begin on."""

from footnoted.model.document import Section
from footnoted.pdf.boxes import FORBIDDEN, Box, PageNumberMark, TextMark
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.setting import plain_text
from footnoted.pdf.structure import Element
from footnoted.pdf.words import Line, LinkSpan, Word

EDGE = 3
"""Entries at either end of the list that a page break does not part."""


def put_contents(press: Press, column: Column, parent: Element) -> None:
    """Lay out the list. Page numbers are filled in when the pages are known."""
    depth = press.paper.contents.depth
    sections = [
        section
        for section in press.document.sections
        if section.title and section.level <= depth and not _is_list(section)
    ]
    element = press.file.element(parent, "TOC")
    whole = press.paper.breaking.whole
    for at, section in enumerate(sections):
        edge = at < EDGE or at > len(sections) - EDGE
        column.keep(FORBIDDEN if edge else whole)
        _put_entry(press, column, section, element)
    column.space(press.paper.roles.body.after)
    column.end_well(press.paper.contents.white)


def _is_list(section: Section) -> bool:
    """The contents list does not name itself."""
    return section.kind == "contents"


def _put_entry(press: Press, column: Column, section: Section, parent: Element) -> None:
    style, roles = press.paper.contents, press.paper.roles
    role = roles.contents_1 if section.level == 1 else roles.contents_2
    entry = press.file.element(press.file.element(parent, "TOCI"), "Reference")
    title = plain_text(section.title)
    link = LinkSpan(f"#{section.id}", title)
    indent = style.indent * (section.level - 1)
    width = column.width - indent - style.number_width
    lines = press.setter.linked_lines(role, title, link, width)
    baseline = press.baseline(role)
    column.space(role.before)
    for at, line in enumerate(lines):
        text = TextMark(column.x + indent, baseline, line, entry)
        if at < len(lines) - 1:
            column.box(Box(role.leading, (), (text,)))
            column.keep()
            continue
        # Who reads the file aloud hears a space between title and number.
        (space,) = press.setter.fonts.font(role).fragments(" ")
        words = (*line.words, Word((space._replace(span=link),), space.width, 0.0))
        text = TextMark(column.x + indent, baseline, Line(words, line.width), entry)
        left = column.x + indent + line.width + style.leader_gap
        number = PageNumberMark(
            left, column.x + column.width, baseline, section.id, role, link, entry
        )
        column.box(Box(role.leading, (), (text, number)))
    column.space(role.after)
