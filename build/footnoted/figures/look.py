"""What charts share: a style in, letterings, colours, blocks of words and bar shapes out."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from footnoted.figures.drawing import Anchor, Label, Mark, Point
from footnoted.figures.lettering import Lettering, lettering_of
from footnoted.model.figures import Bound, Chart
from footnoted.model.style import Style
from footnoted.model.style.figures import FigureStyle
from footnoted.model.style.look import Colours

OPEN_ENDED = frozenset((Bound.MORE_THAN, Bound.AT_LEAST))
"""The true value lies beyond the one drawn."""
FALLS_SHORT = frozenset((Bound.UP_TO, Bound.LESS_THAN, Bound.NEARLY))
"""The true value lies before the one drawn."""

NO_VALUE = "–"

_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.2, 1.6), (7, 2, 1.2, 2), (3, 3))
"""Lengths on and off in widths of the stroke, so that lines differ in grey print as well."""


class Look(Struct, frozen=True):
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

    def series_colour(self, chart: Chart, series: int, category: int, thin: bool = False) -> str:
        """Return the colour of a mark: emphasised categories, or lines, stand out of quiet ones.

        Thin marks, points and lines, would be too pale in the quiet colour (WCAG 2.2, 1.4.11).
        """
        rest = self.colours.muted if thin else self.colours.quiet
        if len(chart.series) > 1 and chart.strong:
            return self.colours.accent if series in chart.strong else rest
        if len(chart.series) == 1 and chart.emphasis:
            return self.colours.accent if category in chart.emphasis else rest
        return self.colours.series[series % len(self.colours.series)]

    def dash(self, series: int) -> tuple[float, ...]:
        """Return how the line of a series is broken; the first is whole."""
        return tuple(length * self.sizes.stroke for length in _DASHES[series % len(_DASHES)])

    def ink_on(self, fill: str) -> str:
        """Return the colour of words that reads best on a fill (WCAG 2.2, contrast ratio)."""
        back, ink = luminance(self.colours.background), luminance(self.colours.ink)
        ground = luminance(fill)
        ratios = [(max(one, ground) + 0.05) / (min(one, ground) + 0.05) for one in (back, ink)]
        return self.colours.background if ratios[0] >= ratios[1] else self.colours.ink

    def is_strong(self, chart: Chart, category: int) -> bool:
        """Say whether the words of a category are to be looked at."""
        return len(chart.series) == 1 and category in chart.emphasis

    def lettering(self, chart: Chart, category: int) -> Lettering:
        """Return how the words of a category are set."""
        return self.strong if self.is_strong(chart, category) else self.words


def look_of(style: Style, language: str) -> Look:
    """Take from a style what charts need."""
    sizes = style.figures
    return Look(
        sizes,
        style.colours,
        lettering_of(style, sizes.weight, sizes.size, language),
        lettering_of(style, sizes.strong, sizes.size, language),
        lettering_of(style, sizes.weight, sizes.small, language),
    )


class Block(Struct, frozen=True):
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

    @property
    def room(self) -> float:
        """The height that the block takes about the middle of its capitals, as much each way."""
        return self.height + self.lettering.depth if self.lines else 0.0

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


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
    before = [(abs(value), tail) for value, tail in values if value < 0] or [(0.0, 0.0)]
    beyond = [(value, tail) for value, tail in values if value >= 0] or [(0.0, 0.0)]
    scale = min(
        (room - tail - other) / (value + more)
        for value, tail in before
        for more, other in beyond
        if value + more
    )
    scale = max(scale, 0.0)
    return scale, _side(values, scale, negative=True)


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


def soft_end(
    length: float, across: float, thickness: float, end: float
) -> list[tuple[tuple[Point, Point], float]]:
    """Return strokes (along, across; width) that cut up the end of a bar known about only."""
    room = min(end, length / 2)
    return [
        (((length - room * far, across), (length - room * far, across + thickness)), room * wide)
        for far, wide in ((0.18, 0.16), (0.52, 0.12), (0.84, 0.08))
        if room > 0
    ]
