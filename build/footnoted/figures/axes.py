"""Axes: the values to be drawn in, figures and lines at round steps out."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from footnoted.figures.drawing import Label, Line, Mark
from footnoted.figures.look import Look
from footnoted.figures.scale import nice_ticks, nice_years
from footnoted.text.numbers import print_number


class Axis(Struct, frozen=True):
    """Round figures that enclose the values, and as they print."""

    ticks: tuple[Decimal, ...]
    figures: tuple[str, ...]

    @property
    def low(self) -> float:
        """Where the axis begins."""
        return float(self.ticks[0])

    @property
    def high(self) -> float:
        """Where it ends."""
        return float(self.ticks[-1])

    def share(self, value: float) -> float:
        """Return the place of a value between the ends, 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def width(self, look: Look) -> float:
        """Return the width of the widest figure."""
        return max(map(look.small.width, self.figures))


def amount_axis(values: Sequence[Decimal], look: Look, language: str) -> Axis:
    """Return an axis of amounts, from zero where the values do not all lie far from it."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    share = Decimal(str(look.sizes.from_zero))
    if 0 < low <= high * share:
        low = Decimal(0)
    if high < 0 and high >= low * share:
        high = Decimal(0)
    ticks = nice_ticks(low, high, look.sizes.ticks)
    return Axis(ticks, tuple(print_number(tick, language) for tick in ticks))


def year_axis(values: Sequence[Decimal], look: Look, width: float) -> Axis:
    """Return an axis of years; each figure stands at the middle of its year."""
    low, high = min(values), max(values)
    each = look.small.width("2000") + 3 * look.sizes.label_gap
    years = nice_years(low, high, max(2, min(10, int(width / each))))
    return Axis(tuple(year + Decimal("0.5") for year in years), tuple(str(year) for year in years))


def grid(
    axis: Axis, look: Look, span: tuple[float, float], bottom: float, top: float
) -> list[Mark]:
    """Return the lines of a standing axis across `span`, their figures at the left of it."""
    marks: list[Mark] = []
    for tick, figure in zip(axis.ticks, axis.figures, strict=True):
        y = bottom - axis.share(float(tick)) * (bottom - top)
        strong = tick in (0, axis.ticks[0])
        marks += [
            Line(
                ((span[0], y), (span[1], y)),
                look.sizes.axis if strong else look.sizes.grid,
                look.colours.ink if strong else look.colours.rule,
            ),
            Label(
                span[0] - look.sizes.label_gap,
                y + look.small.cap_height / 2,
                figure,
                look.small,
                look.colours.muted,
                "end",
            ),
        ]
    return marks


def foot_figures(
    axis: Axis, look: Look, span: tuple[float, float], top: float, room: tuple[float, float]
) -> list[Mark]:
    """Return the figures of a lying axis below a plot; of those that would collide some go.

    They stay within `room`, whose ends may lie beyond those of the axis.
    """
    for step in range(1, len(axis.ticks) + 1):
        marks: list[Mark] = []
        edge = room[0] - look.sizes.label_gap
        for tick, figure in list(zip(axis.ticks, axis.figures, strict=True))[::step]:
            wide = look.small.width(figure)
            x = span[0] + axis.share(float(tick)) * (span[1] - span[0])
            x = min(max(x, room[0] + wide / 2), room[1] - wide / 2)
            if x - wide / 2 < edge + look.sizes.label_gap - 0.001:
                break
            edge = x + wide / 2
            baseline = top + look.sizes.label_gap + look.small.cap_height
            marks.append(Label(x, baseline, figure, look.small, look.colours.muted, "middle"))
        else:
            return marks
    return []
