"""Painting a drawing into a PDF file: its shapes and labels become the content of a Figure."""

from typing import assert_never

from footnoted.figures.drawing import Drawing, Label, Line, Mark, Polygon, Rect
from footnoted.pdf.file import PdfFile
from footnoted.pdf.painting import Run
from footnoted.pdf.structure import BoxAttributes, Element


def paint_drawing(
    file: PdfFile, drawing: Drawing, left: float, top: float, element: Element
) -> None:
    """Paint a drawing with its upper left corner there, as content of a Figure element."""
    box = (left, top - drawing.height, left + drawing.width, top)
    element.attributes.append(BoxAttributes(box))
    with file.content(element):
        for mark in drawing.marks:
            _paint(file, mark, left, top)


def _paint(file: PdfFile, mark: Mark, left: float, top: float) -> None:
    match mark:
        case Rect(x, y, width, height, fill):
            file.rectangle(left + x, top - y - height, width, height, fill)
        case Line(points, width, colour):
            file.polyline([(left + x, top - y) for x, y in points], width, colour)
        case Polygon(points, fill):
            file.polygon([(left + x, top - y) for x, y in points], fill)
        case Label():
            file.text(left + mark.left, top - mark.y, _runs(mark))
        case _:
            assert_never(mark)


def _runs(label: Label) -> list[Run]:
    return [
        Run(piece, label.lettering.size, label.colour, 0.0, gap if index == len(pieces) else 0.0)
        for pieces, gap in label.lettering.words(label.text)
        for index, piece in enumerate(pieces, 1)
    ]
