"""Painting a drawing into a PDF file: its shapes and labels become the content of a Figure."""

from math import cos, pi, sin
from typing import assert_never

from footnoted.figures.drawing import (
    Area,
    Circle,
    Drawing,
    Label,
    Line,
    Mark,
    Point,
    Polygon,
    Rect,
    Row,
    Words,
)
from footnoted.figures.lettering import Lettering
from footnoted.pdf.file import PdfFile
from footnoted.pdf.painting import Run
from footnoted.pdf.structure import BoxAttributes, Element


def paint_drawing(
    file: PdfFile, drawing: Drawing, left: float, top: float, element: Element | None
) -> None:
    """Paint a drawing with its upper left corner there, as a Figure's content or an artifact."""
    if element is None:
        with file.artifact():
            for mark in drawing.marks:
                _paint(file, mark, left, top)
        return
    box = (left, top - drawing.height, left + drawing.width, top)
    element.attributes += (BoxAttributes(box),)
    with file.content(element):
        for mark in drawing.marks:
            _paint(file, mark, left, top)


def _paint(file: PdfFile, mark: Mark, left: float, top: float) -> None:
    match mark:
        case Rect(x, y, width, height, fill):
            file.rectangle(left + x, top - y - height, width, height, fill)
        case Line(points, width, colour, dash):
            file.polyline([(left + x, top - y) for x, y in points], width, colour, dash)
        case Polygon(points, fill):
            file.polygon([(left + x, top - y) for x, y in points], fill)
        case Label():
            _label(file, mark, left, top)
        case Words():
            for index, row in enumerate(mark.rows):
                _label(file, _line(mark, row, index), left, top)
        case Area(rings, fill, edge, width):
            moved = [[(left + x, top - y) for x, y in ring] for ring in rings]
            file.area(moved, fill, edge, width)
        case Circle():
            file.area([_round(mark, left, top)], mark.fill, mark.edge, mark.edge_width)
        case _:
            assert_never(mark)


_SIDES = 48
"""Of the polygon that stands for a disc: at the size of symbols no eye tells them apart."""


def _round(circle: Circle, left: float, top: float) -> list[Point]:
    turns = [2 * pi * step / _SIDES for step in range(_SIDES)]
    x, y, radius = left + circle.x, top - circle.y, circle.radius
    return [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]


def _line(words: Words, row: Row, index: int) -> Label:
    """Return one line of a text; only words measured by our own faces can be painted."""
    if not isinstance(row.letters, Lettering):
        raise TypeError("a drawing for a deck has come to the paper")
    y = words.y + index * words.pitch
    return Label(words.x, y, row.text, row.letters, row.colour, words.anchor)


def _label(file: PdfFile, label: Label, left: float, top: float) -> None:
    lettering, x, y = label.lettering, left + label.left, top - label.y
    if not lettering.is_ordered(label.text):
        file.text(x, y, _runs(label))
        return
    file.placed(
        y,
        [
            (x + along, Run(piece.shaped, piece.size, label.colour))
            for along, piece in lettering.placed(label.text)
        ],
    )


def _runs(label: Label) -> list[Run]:
    return [
        Run(piece.shaped, piece.size, label.colour, 0.0, gap if index == len(pieces) else 0.0)
        for pieces, gap in label.lettering.words(label.text)
        for index, piece in enumerate(pieces, 1)
    ]
