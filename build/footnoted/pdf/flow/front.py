"""The title block: on the first page of text, or on a cover page of its own."""

from math import fsum

from footnoted.model.document import Front
from footnoted.model.inlines import Text
from footnoted.model.style.paper import SHEETS, Type
from footnoted.pdf.boxes import Box, Glue, Penalty, PlaceMark, RuleMark
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import Element


def put_front(press: Press, column: Column) -> None:
    """Lay out kicker, title, subtitle and document control."""
    parent = press.file.element(press.file.root, "Div")
    if marking := press.document.front.marking:
        # The labels of the Traffic Light Protocol are English words and stay so in any language.
        language = "en" if marking.startswith("TLP:") else ""
        press.marking = press.file.element(parent, "P", language=language)
    if press.document.front.cover == "page":
        _put_cover(press, column, parent)
    else:
        _put_banner(press, column, parent)


def _put_banner(press: Press, column: Column, parent: Element) -> None:
    """Lay out the title block above the text of the first page, below a bar."""
    front, style, roles = press.document.front, press.paper.front, press.paper.roles
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
    if style.edge_height:
        column.keep()
        column.space(style.edge_gap)
        colour = press.setter.colour(style.edge)
        middle = style.edge_height / 2
        edge = RuleMark(column.x, middle, column.width, style.edge_height, colour)
        column.box(Box(style.edge_height, (), (edge,)))
    column.space(style.after)


def _put_cover(press: Press, column: Column, parent: Element) -> None:
    """Lay out a cover page: the title at the foot of a band, document control at the page's."""
    front, roles, style = press.document.front, press.paper.roles, press.paper.cover
    title = press.column(column.x, column.width)
    title.place(PlaceMark("title"))
    for tag, role, text in (
        ("P", roles.cover_kicker, front.kicker),
        ("H1", roles.cover_title, front.title),
        ("P", roles.cover_subtitle, front.subtitle),
    ):
        _put_line(press, title, parent, tag, role, text)
    control = press.column(column.x, column.width)
    colour = press.setter.colour(style.rule)
    rule = RuleMark(column.x, 0.0, column.width, style.rule_weight, colour)
    control.box(Box(style.rule_gap, (), (rule,)))
    authors = ", ".join(front.authors)
    names = ", ".join(front.distribution)
    distribution = press.phrases.distribution.format(names=names) if names else ""
    for text in (front.audience, front.date, front.version, authors, front.owner, distribution):
        _put_line(press, control, parent, "P", roles.cover_control, text)
    band = style.height * SHEETS[press.paper.sheet][1] - press.paper.margins.top - style.gap
    above = max(0.0, band - _height(title))
    between = max(0.0, press.room - above - _height(title) - _height(control))
    column.box(Box(above))
    for items, white in ((title.items, between), (control.items, 0.0)):
        for item in items:
            if isinstance(item, Box):
                column.keep()
                column.box(item)
            elif isinstance(item, Glue):
                column.space(item.height)
        if white:
            column.keep()
            column.box(Box(white))
    column.new_page()


def _height(column: Column) -> float:
    return fsum(item.height for item in column.items if not isinstance(item, Penalty))


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
