"""What charts share: a style in, letterings, colours, heads and bar shapes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from footnoted.figures.drawing import Anchor, Label, Mark, Point, Rect
from footnoted.figures.lettering import Lettering
from footnoted.model.document import Bound, Chart
from footnoted.model.style import Style
from footnoted.model.style.figures import FigureStyle
from footnoted.model.style.look import Colours

OPEN_ENDED = frozenset((Bound.MORE_THAN, Bound.AT_LEAST))
"""The true value lies beyond the one drawn."""
FALLS_SHORT = frozenset((Bound.UP_TO, Bound.LESS_THAN, Bound.NEARLY))
"""The true value lies before the one drawn."""

NO_VALUE = "–"


@dataclass(frozen=True, slots=True)
class Look:
    """A style as charts need it."""

    sizes: FigureStyle
    colours: Colours
    words: Lettering
    strong: Lettering
    small: Lettering

    @property
    def line_height(self) -> float:
        """From baseline to baseline."""
        return self.sizes.leading * self.sizes.size

    def series_colour(self, chart: Chart, series: int, category: int) -> str:
        """Return the colour of a mark: emphasis counts where there is one series."""
        if len(chart.series) == 1 and chart.emphasis:
            return self.colours.accent if category in chart.emphasis else self.colours.quiet
        return self.colours.series[series % len(self.colours.series)]

    def is_strong(self, chart: Chart, category: int) -> bool:
        """Say whether the words of a category are to be looked at."""
        return len(chart.series) == 1 and category in chart.emphasis

    def lettering(self, chart: Chart, category: int) -> Lettering:
        """Return how the words of a category are set."""
        return self.strong if self.is_strong(chart, category) else self.words


def look_of(style: Style) -> Look:
    """Take from a style what charts need."""
    sizes = style.figures
    first = style.faces.sans if sizes.face == "sans" else style.faces.serif
    families = (first, *style.faces.fallback)
    return Look(
        sizes,
        style.colours,
        Lettering(families, sizes.weight, sizes.size),
        Lettering(families, sizes.strong, sizes.size),
        Lettering(families, sizes.weight, sizes.small),
    )


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of words set as one, centred on a height or standing under one."""

    lines: tuple[str, ...]
    lettering: Lettering
    line_height: float

    @property
    def width(self) -> float:
        """The longest line."""
        return max(map(self.lettering.width, self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the capitals of the first line to the depth of the last."""
        rest = self.line_height * (len(self.lines) - 1)
        return self.lettering.cap_height + rest + self.lettering.depth if self.lines else 0.0

    def labels(self, x: float, top: float, colour: str, anchor: Anchor) -> list[Mark]:
        """Set the block with its capitals' height at `top`."""
        first = top + self.lettering.cap_height
        return [
            Label(x, first + index * self.line_height, line, self.lettering, colour, anchor)
            for index, line in enumerate(self.lines)
        ]

    def centred(self, x: float, middle: float, colour: str, anchor: Anchor) -> list[Mark]:
        """Set the block with the middle of its capitals at a height."""
        rest = self.line_height * (len(self.lines) - 1)
        return self.labels(x, middle - (self.lettering.cap_height + rest) / 2, colour, anchor)


def block(text: str, lettering: Lettering, width: float, line_height: float) -> Block:
    """Break a text into a block no wider than `width`."""
    lines = tuple(lettering.wrap(text, width)) if text else ()
    return Block(lines, lettering, line_height)


def head(chart: Chart, look: Look, width: float, legend: bool) -> tuple[list[Mark], float]:
    """Set the unit, and a legend if there is to be one; return the marks and their height."""
    marks: list[Mark] = []
    top = 0.0
    if chart.unit:
        unit = block(chart.unit, look.small, width, look.sizes.leading * look.sizes.small)
        marks += unit.labels(0, top, look.colours.muted, "start")
        top += unit.height + look.sizes.head_gap
    if legend:
        entries, height = _legend(chart, look, width, top)
        marks += entries
        top += height + look.sizes.head_gap
    return marks, top


def _legend(chart: Chart, look: Look, width: float, top: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    x, y, side = 0.0, top, look.sizes.swatch
    inset = side + look.sizes.label_gap
    for index, series in enumerate(chart.series):
        name = block(series.name, look.words, width - inset, look.line_height)
        if x and x + inset + name.width > width:
            x, y = 0.0, y + look.line_height
        middle = y + look.words.cap_height / 2
        fill = look.series_colour(chart, index, 0)
        marks.append(Rect(x, middle - side / 2, side, side, fill))
        marks += name.labels(x + inset, y, look.colours.ink, "start")
        y += look.line_height * (len(name.lines) - 1)
        x += inset + name.width + 3 * look.sizes.label_gap
    return marks, y - top + look.words.cap_height + look.words.depth


def value_text(label: str) -> str:
    """Return what is printed beside a mark."""
    return label or NO_VALUE


def fit_scale(values: Sequence[tuple[float, float]], room: float) -> tuple[float, float]:
    """Return points per unit, and the room needed on the negative side of zero.

    Each value comes with the room its bound and its words need beyond it. The scale is the
    largest at which both sides together stay within the room.
    """
    span = max((abs(value) for value, _ in values), default=0.0)
    if not span:
        return 0.0, _side(values, 0.0, negative=True)
    low, high = 0.0, room / span
    for _ in range(48):
        middle = (low + high) / 2
        needed = _side(values, middle, negative=True) + _side(values, middle, negative=False)
        low, high = (middle, high) if needed <= room else (low, middle)
    return low, _side(values, low, negative=True)


def _side(values: Iterable[tuple[float, float]], scale: float, *, negative: bool) -> float:
    return max(
        (abs(value) * scale + tail for value, tail in values if (value < 0) is negative),
        default=0.0,
    )


def reach(bound: Bound, look: Look) -> float:
    """Return how far a bar is drawn beyond its value."""
    return look.sizes.open_end if bound in OPEN_ENDED else 0.0


def bar_shapes(
    length: float, across: float, thickness: float, bound: Bound, end: float
) -> list[tuple[Point, ...]]:
    """Return a bar as shapes of points (along, across), from zero to its length, which is positive.

    "More than" goes on in an arrow beyond its value; "up to" has a notch before it.
    """
    near, middle, far = across, across + thickness / 2, across + thickness
    if bound in OPEN_ENDED:
        tip, stroke = end * 0.45, end * 0.3
        start = length + end - tip - stroke
        return [
            ((0, near), (length, near), (length + tip, middle), (length, far), (0, far)),
            (
                (start, near),
                (start + stroke, near),
                (start + stroke + tip, middle),
                (start + stroke, far),
                (start, far),
                (start + tip, middle),
            ),
        ]
    if bound in FALLS_SHORT and length > end:
        notch = length - end * 0.45
        return [((0, near), (length, near), (notch, middle), (length, far), (0, far))]
    return [((0, near), (length, near), (length, far), (0, far))]
