"""The vertical list: what flow makes of blocks, what the page builder breaks, what paint draws.

Lengths in points. Inside a box y counts down from the box's top edge and x from the left edge of
the text block.
"""

from functools import cache
from typing import TYPE_CHECKING, ClassVar, assert_never

from msgspec import Struct

from footnoted.model.style.paper import Type
from footnoted.pdf.spans import LinkSpan
from footnoted.pdf.words import Line

if TYPE_CHECKING:
    from footnoted.figures.drawing import Drawing
    from footnoted.pdf.structure import Element

FORBIDDEN = 1_000_000
"""Cost of a break that must not be."""
DIRE = 100_000
"""Cost of a break that is taken only where there is no other: more than a page of white."""
FORCED = -1_000_000
"""Cost of a break that must be."""


class TextMark(Struct, frozen=True, eq=False, gc=False):
    """One line of text."""

    x: float
    baseline: float
    line: Line
    element: "Element | None"
    """None paints the line as an artifact."""


class RuleMark(Struct, frozen=True):
    """A horizontal rule."""

    element: ClassVar[None] = None
    """None: it is always an artifact."""
    x: float
    y: float
    width: float
    weight: float
    colour: str


class DrawingMark(Struct, frozen=True):
    """A figure's drawing."""

    x: float
    y: float
    drawing: "Drawing"
    element: "Element | None"
    """None paints it as an artifact."""


class PictureMark(Struct, frozen=True):
    """A raster image of the project."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    element: "Element"


class PageNumberMark(Struct, frozen=True):
    """The page on which a section begins, right-aligned to `right`, with leaders up to it."""

    left: float
    right: float
    baseline: float
    section: str
    role: Type
    link: LinkSpan
    element: "Element"


class PlaceMark(Struct, frozen=True):
    """A named place that links and bookmarks lead to."""

    element: ClassVar[None] = None
    """None: it paints nothing."""
    name: str
    title: str = ""
    """Title of its bookmark; empty for none."""
    level: int = 1


PaintMark = TextMark | RuleMark | DrawingMark | PictureMark | PageNumberMark | PlaceMark


class Backdrop(Struct, frozen=True, eq=False):
    """A tint with a bar at its side, behind all boxes and glue that carry it, page by page."""

    x: float
    width: float
    tint: str
    bar: str
    bar_width: float
    spill: float
    """How far it reaches past the text where a page break cuts it."""
    rule: float = 0.0
    """Weight of rules above and below in the bar's colour, left out where a page break cuts it."""


class Repeat(Struct, frozen=True, eq=False):
    """What is painted again, as an artifact, on a page that begins in the middle of a table."""

    height: float
    marks: tuple[PaintMark, ...]


class Box(Struct, eq=False, gc=False):
    """Something with height that no page break divides, and the notes called in it."""

    height: float
    notes: tuple[str, ...] = ()
    marks: tuple[PaintMark, ...] = ()
    repeat: Repeat | None = None
    backdrop: Backdrop | None = None
    below: float = 0.0
    """How far it reaches below its height, beside the next box: counts where a page ends."""


class Glue(Struct, eq=False, gc=False):
    """White space that vanishes at the top of a page; a page may end before it."""

    marks: ClassVar[tuple[PaintMark, ...]] = ()
    height: float
    backdrop: Backdrop | None = None
    stretch: float = 0.0
    """How much higher it may be so that a page is filled."""


class Penalty(Struct, frozen=True, eq=False, gc=False):
    """A place where a page may end, at a cost."""

    backdrop: ClassVar[None] = None
    marks: ClassVar[tuple[PaintMark, ...]] = ()
    cost: int
    white: float = 1.0
    """How much the white of a page that ends here weighs."""


@cache
def at_cost(cost: int) -> Penalty:
    """Return the place where a page may end at a cost: one for all that cost the same."""
    return Penalty(cost)


Item = Box | Glue | Penalty
"""Between two boxes without glue or penalty no page ends; nor at glue right after a penalty."""


def shifted(mark: PaintMark, down: float) -> PaintMark:
    """Move a mark down within its box."""
    match mark:
        case TextMark(x, baseline, line, element):
            return TextMark(x, baseline + down, line, element)
        case RuleMark(x, y, width, weight, colour):
            return RuleMark(x, y + down, width, weight, colour)
        case DrawingMark(x, y, drawing, element):
            return DrawingMark(x, y + down, drawing, element)
        case PictureMark(x, y, width, height, data, element):
            return PictureMark(x, y + down, width, height, data, element)
        case PageNumberMark(left, right, baseline, section, role, link, element):
            return PageNumberMark(left, right, baseline + down, section, role, link, element)
        case PlaceMark():
            return mark
        case _:
            assert_never(mark)
