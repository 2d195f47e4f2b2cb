"""Figures: caption, drawing or picture, source line, kept together."""

from typing import assert_never

from footnoted.diagnostics import Subject, error
from footnoted.figures.chart import chart_drawing
from footnoted.figures.drawing import lacking
from footnoted.figures.hand import paper_hand
from footnoted.figures.maps import map_drawing
from footnoted.model.document import Figure
from footnoted.model.figures import Chart, Map, Picture, Timeline, TimelineForm
from footnoted.pdf.boxes import Box, DrawingMark, PictureMark, RuleMark
from footnoted.pdf.flow.caption import put_caption
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.flow.timeline import put_axis, put_rail
from footnoted.pdf.structure import Element


def put_figure(press: Press, column: Column, block: Figure, parent: Element) -> None:
    """Lay out a figure: number and caption, what to see, the drawing, the source."""
    style, roles = press.paper.figure, press.paper.roles
    element = press.file.element(parent, "Div")
    column.space(style.before)
    rule = RuleMark(column.x, 0.0, column.width, style.rule_weight, press.setter.colour(style.rule))
    column.box(Box(style.rule_gap, (), (rule,)))
    column.keep()
    called = put_caption(press, column, element, block.id, press.phrases.figure, block)
    if block.takeaway:
        takeaway = press.file.element(element, "P")
        called += press.put(column, roles.takeaway, block.takeaway, takeaway, together=True)
        column.keep()
    column.space(style.above)
    called += _put_content(press, column, block, element)
    if block.credit:
        column.keep()
        credit = press.file.element(element, "P")
        called += press.put(column, roles.credit, block.credit, credit, together=True)
    press.set_notes(called, parent)
    column.space(style.after)


def _put_content(press: Press, column: Column, block: Figure, parent: Element) -> list[str]:
    """Put what the figure shows; return the notes called in it."""
    content = block.content
    if isinstance(content, Timeline):
        if content.form is TimelineForm.RAIL:
            return put_rail(press, column, block, content, parent)
        put_axis(press, column, block, content, parent)
        return []
    drawn = _draw(press, content, column, press.file.element(parent, "Figure", alt=block.alt))
    if drawn is not None:
        column.box(drawn)
    return []


def _draw(
    press: Press, content: Chart | Map | Picture, column: Column, element: Element
) -> Box | None:
    match content:
        case Chart():
            drawing = chart_drawing(content, press.style, column.width, press.document.language)
            for letter in lacking(drawing):
                press.setter.fonts.finds.lack(letter, "words of a chart")
            mark = DrawingMark(column.x, 0.0, drawing, element)
            return Box(drawing.height, (), (mark,))
        case Picture(path):
            return _picture(press, path, column, element)
        case Map():
            return _map(press, content, column, element)
        case _:
            assert_never(content)


def _map(press: Press, drawn: Map, column: Column, element: Element) -> Box:
    hand = paper_hand(press.style, press.style.figures.map, press.document.language)
    highest = press.paper.figure.highest * press.room
    drawing = map_drawing(drawn, hand, column.width, highest, lists=True).drawing
    for letter in lacking(drawing):
        press.setter.fonts.finds.lack(letter, "words of a map")
    return Box(drawing.height, (), (DrawingMark(column.x, 0.0, drawing, element),))


def _picture(press: Press, path: str, column: Column, element: Element) -> Box | None:
    """Scale a picture to the column, or to what a page leaves beside its caption."""
    from footnoted.pdf.images import read_picture  # loads Pillow: only for who has a picture

    try:
        data, width, height = read_picture(press.root, path)
    except OSError as problem:
        about = Subject(press.setter.fonts.finds.place, path)
        message = f"cannot use `{path}`: {problem}"
        press.diagnostics.append(error("unreadable-picture", message, about=about))
        return None
    scale = min(column.width / width, press.paper.figure.highest * press.room / height)
    mark = PictureMark(column.x, 0.0, width * scale, height * scale, data, element)
    return Box(height * scale, (), (mark,))
