"""A drawing: shapes and labels with their places, which a writer paints as it can.

Points, origin top left, y downwards.
"""

from dataclasses import dataclass
from typing import Literal, assert_never

from footnoted.figures.lettering import Lettering

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke through two or more points."""

    points: tuple[Point, ...]
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled shape."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words; `x` is its start, middle or end as `anchor` says, `y` its baseline."""

    x: float
    y: float
    text: str
    lettering: Lettering
    colour: str
    anchor: Anchor = "start"

    @property
    def left(self) -> float:
        """Where the words begin."""
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - shift * self.lettering.width(self.text)


Mark = Rect | Line | Polygon | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in order of painting on a plane of this size."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def label_box(label: Label) -> Box:
    """Return the box of a label: from its capitals' height to its depth."""
    lettering, left = label.lettering, label.left
    right = left + lettering.width(label.text)
    return left, label.y - lettering.cap_height, right, label.y + lettering.depth


def vertical_extent(mark: Mark) -> tuple[float, float]:
    """Return the top and bottom of a mark; strokes count without their width."""
    match mark:
        case Rect():
            return mark.y, mark.y + mark.height
        case Line() | Polygon():
            heights = [y for _, y in mark.points]
            return min(heights), max(heights)
        case Label():
            _, top, _, bottom = label_box(mark)
            return top, bottom
        case _:
            assert_never(mark)


def lacking(drawing: Drawing) -> str:
    """Return the characters of a drawing's labels that no face of their chain has."""
    labels = (mark for mark in drawing.marks if isinstance(mark, Label))
    return "".join(dict.fromkeys("".join(one.lettering.lacking(one.text) for one in labels)))
