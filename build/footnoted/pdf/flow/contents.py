"""Contents lists: sections, figures or tables with leaders and the pages they stand on."""

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.document import Contents, Figure, Listing, Section, Table
from footnoted.model.style.paper import Type
from footnoted.pdf.boxes import FORBIDDEN, Box, PageNumberMark, TextMark
from footnoted.pdf.flow.caption import EN_SPACE
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.setting import plain_text
from footnoted.pdf.spans import LinkSpan
from footnoted.pdf.structure import Element
from footnoted.pdf.words import Line, Word

EDGE = 3
"""Entries at either end of the list that a page break does not part."""


class _Entry(Struct, frozen=True):
    """A line of the list."""

    name: str
    """The place it leads to."""
    title: str
    level: int
    label: str = ""
    """The words before the title: its later lines stand below it."""


def put_contents(press: Press, column: Column, block: Contents, parent: Element) -> None:
    """Lay out a list. Page numbers are filled in when the pages are known."""
    entries = _entries(press, block.of)
    element = press.file.element(parent, "TOC")
    whole = press.paper.breaking.whole
    for at, entry in enumerate(entries):
        edge = at < EDGE or at > len(entries) - EDGE
        column.keep(FORBIDDEN if edge else whole)
        _put_entry(press, column, entry, element)
    column.space(press.paper.roles.body.after)
    column.end_well(press.paper.contents.white)


def _entries(press: Press, of: Listing) -> list[_Entry]:
    sections = press.document.sections
    match of:
        case Listing.SECTIONS:
            depth = press.paper.contents.depth
            # The contents list does not name itself.
            listed = (one for one in sections if one.title and one.kind != "contents")
            return [
                _Entry(one.id, plain_text(one.title), one.level)
                for one in listed
                if one.level <= depth
            ]
        case Listing.FIGURES:
            return [_exhibit(one, press.phrases.figure) for one in _exhibits(sections, Figure)]
        case Listing.TABLES:
            return [_exhibit(one, press.phrases.table) for one in _exhibits(sections, Table)]
        case _:
            assert_never(of)


def _exhibits(
    sections: Sequence[Section], kind: type[Figure] | type[Table]
) -> list[Figure | Table]:
    return [
        block
        for section in sections
        for block in section.blocks
        if isinstance(block, kind) and block.number
    ]


def _exhibit(block: Figure | Table, phrase: str) -> _Entry:
    label = phrase.format(n=block.number)
    return _Entry(block.id, plain_text(block.caption), 2, label + EN_SPACE)


def _put_entry(press: Press, column: Column, line_of: _Entry, parent: Element) -> None:
    style, roles = press.paper.contents, press.paper.roles
    role = roles.contents_1 if line_of.level == 1 else roles.contents_2
    entry = press.file.element(press.file.element(parent, "TOCI"), "Reference")
    title = line_of.label + line_of.title
    link = LinkSpan(f"#{line_of.name}", title)
    hang = _label_width(press, role, line_of.label) if line_of.label else style.indent
    indent = style.indent * (line_of.level - 1) + hang
    width = column.width - indent - style.number_width
    lines = press.setter.linked_lines(role, title, link, width, hang)
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
        words = (*line.words, Word((replace(space, span=link),), space.width, 0.0))
        text = TextMark(column.x + indent, baseline, Line(words, line.width), entry)
        left = column.x + indent + line.width + style.leader_gap
        number = PageNumberMark(
            left, column.x + column.width, baseline, line_of.name, role, link, entry
        )
        column.box(Box(role.leading, (), (text, number)))
    column.space(role.after)


def _label_width(press: Press, role: Type, label: str) -> float:
    return press.setter.fonts.font(role).width(label.replace(" ", "\u00a0"))
