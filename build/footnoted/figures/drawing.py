"""A drawing: shapes and labels with their places, which a writer paints as it can.

Points, origin top left, y downwards.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from footnoted.figures.lettering import Lettering
from footnoted.figures.office import OfficeLettering

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Anchor = Literal["start", "middle", "end"]


class Rect(Struct, frozen=True):
    """A filled rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str


class Line(Struct, frozen=True):
    """A stroke through two or more points."""

    points: tuple[Point, ...]
    width: float
    colour: str
    dash: tuple[float, ...] = ()
    """Lengths on and off; empty for a whole stroke."""


class Polygon(Struct, frozen=True):
    """A filled shape."""

    points: tuple[Point, ...]
    fill: str


class Label(Struct, frozen=True):
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


Letters = Lettering | OfficeLettering
"""Words measured by the faces that a paper embeds, or as the viewer of a deck has them."""


class Row(Struct, frozen=True):
    """One line of a text."""

    text: str
    letters: Letters
    colour: str


class Words(Struct, frozen=True):
    """Lines that belong together: a deck makes one text of them; `y` is the first baseline."""

    x: float
    y: float
    rows: tuple[Row, ...]
    pitch: float
    """From baseline to baseline."""
    anchor: Anchor = "start"
    measure: float = 0.0
    """The width at which they were broken into lines; 0 where each line is its own."""

    @property
    def width(self) -> float:
        """The widest line."""
        return max(row.letters.width(row.text) for row in self.rows)


class Area(Struct, frozen=True):
    """Land or another shape of several rings, holes among them (even-odd), perhaps with an edge."""

    rings: tuple[tuple[Point, ...], ...]
    fill: str
    edge: str = ""
    edge_width: float = 0.0
    name: str = ""


class Circle(Struct, frozen=True):
    """A disc about its middle, perhaps with an edge; without a fill it is a ring."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = ""
    edge_width: float = 0.0
    name: str = ""


Mark = Rect | Line | Polygon | Label | Words | Area | Circle


class Drawing(Struct, frozen=True):
    """Marks in order of painting on a plane of this size."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def label_box(label: Label) -> Box:
    """Return the box of a label: from its capitals' height to its depth."""
    lettering, left = label.lettering, label.left
    right = left + lettering.width(label.text)
    return left, label.y - lettering.cap_height, right, label.y + lettering.depth


def words_box(words: Words) -> Box:
    """Return the box of a text: from the first line's capitals to the last line's depth."""
    left = words.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * words.width
    first, last = words.rows[0].letters, words.rows[-1].letters
    bottom = words.y + words.pitch * (len(words.rows) - 1) + last.depth
    return left, words.y - first.cap_height, left + words.width, bottom


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
        case Words():
            _, top, _, bottom = words_box(mark)
            return top, bottom
        case Area():
            heights = [y for ring in mark.rings for _, y in ring]
            return min(heights), max(heights)
        case Circle():
            return mark.y - mark.radius, mark.y + mark.radius
        case _:
            assert_never(mark)


def moved(marks: Iterable[Mark], down: float) -> list[Mark]:
    """Return marks further down."""
    return [_moved(mark, down) for mark in marks]


def _moved(mark: Mark, down: float) -> Mark:
    match mark:
        case Rect() | Label() | Words() | Circle():
            return replace(mark, y=mark.y + down)
        case Area():
            rings = tuple(tuple((x, y + down) for x, y in ring) for ring in mark.rings)
            return replace(mark, rings=rings)
        case Line() | Polygon():
            return replace(mark, points=tuple((x, y + down) for x, y in mark.points))
        case _:
            assert_never(mark)


def shifted(marks: Iterable[Mark], along: float) -> list[Mark]:
    """Return marks further right."""
    return [_shifted(mark, along) for mark in marks]


def _shifted(mark: Mark, along: float) -> Mark:
    match mark:
        case Rect() | Label() | Words() | Circle():
            return replace(mark, x=mark.x + along)
        case Area():
            rings = tuple(tuple((x + along, y) for x, y in ring) for ring in mark.rings)
            return replace(mark, rings=rings)
        case Line() | Polygon():
            return replace(mark, points=tuple((x + along, y) for x, y in mark.points))
        case _:
            assert_never(mark)


def below(marks: Sequence[Mark], top: float) -> tuple[list[Mark], float]:
    """Move marks down until none stands above `top`; return them with their lowest edge."""
    extents = [vertical_extent(mark) for mark in marks]
    down = max(0.0, top - min((high for high, _ in extents), default=top))
    return moved(marks, down), max((low for _, low in extents), default=top) + down


def lacking(drawing: Drawing) -> str:
    """Return the characters of a drawing's words that no face of their chain has."""
    texts = [(one.lettering, one.text) for one in drawing.marks if isinstance(one, Label)]
    for mark in drawing.marks:
        if isinstance(mark, Words):
            texts += [
                (row.letters, row.text) for row in mark.rows if isinstance(row.letters, Lettering)
            ]
    return "".join(dict.fromkeys("".join(one.lacking(text) for one, text in texts)))
