"""The title block: on the first page of text, or on a cover page of its own."""

from footnoted.model.document import Front, Text
from footnoted.model.style.paper import Type
from footnoted.pdf.boxes import Box, PlaceMark, RuleMark
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import Element


def put_front(press: Press, column: Column) -> None:
    """Lay out kicker, title, subtitle and document control."""
    front, style, roles = press.document.front, press.paper.front, press.paper.roles
    parent = press.file.element(press.file.root, "Div")
    on_cover = front.cover == "page"
    if on_cover:
        column.box(Box(style.page_top * press.room))
        column.keep()
    bar = RuleMark(
        column.x,
        style.bar_height / 2,
        column.width,
        style.bar_height,
        press.setter.colour(style.bar),
    )
    column.box(Box(style.bar_height + style.bar_gap, (), (PlaceMark("title"), bar)))
    for tag, role, text in (
        ("P", roles.kicker, front.kicker),
        ("H1", roles.title, front.title),
        ("P", roles.subtitle, front.subtitle),
        ("P", roles.control, control_line(press, front)),
        ("P", roles.control, ", ".join(front.authors)),
    ):
        _put_line(press, column, parent, tag, role, text)
    if on_cover:
        column.new_page()
    else:
        column.space(style.after)


def _put_line(
    press: Press, column: Column, parent: Element, tag: str, role: Type, text: str
) -> None:
    if text:
        column.keep()
        element = press.file.element(parent, tag)
        press.put(column, role, (Text(text),), element, together=True)


def control_line(press: Press, front: Front) -> str:
    """Return for whom, when, which version, by whom; the words are the composer's."""
    parts = (front.audience, front.date, front.version, front.owner)
    return press.paper.front.separator.join(part for part in parts if part)
