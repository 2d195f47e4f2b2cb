"""What stands over a chart: its unit and, where words at the marks cannot do it, a key."""

from collections.abc import Sequence

from footnoted.figures.drawing import Line, Mark, Rect
from footnoted.figures.look import Look, block
from footnoted.figures.symbols import WIDEST, symbol
from footnoted.model.figures import Chart

Entry = tuple[str, int | None, str]
"""Colour, the number of the points' shape or None for a square of colour, and the words."""


MOST_NAMED = 4
"""Series that words at the marks of one category may name; more need a key."""


def naming_row(chart: Chart) -> int | None:
    """Return the first category that has a value of each of several series, to name them at."""
    if not 1 < len(chart.series) <= MOST_NAMED:
        return None
    for row in range(len(chart.categories)):
        if all(one.name and one.marks[row].value is not None for one in chart.series):
            return row
    return None


def head(
    chart: Chart, look: Look, width: float, legend: bool, points: bool = False
) -> tuple[list[Mark], float]:
    """Set the unit, and a key if there is to be one; return the marks and their height."""
    marks: list[Mark] = []
    top = 0.0
    if chart.unit:
        unit = block(chart.unit, look.small, width, look.sizes.leading * look.sizes.small)
        marks += unit.labels(0, top, look.colours.muted, "start")
        top += unit.height + look.sizes.head_gap
    if legend:
        entries = [
            (look.series_colour(chart, index, 0), index if points else None, series.name)
            for index, series in enumerate(chart.series)
        ]
        key, _, height = key_marks(entries, look, width, (0.0, top))
        marks += key
        top += height + look.sizes.head_gap
    return marks, top


def key_marks(
    entries: Sequence[Entry], look: Look, width: float, at: tuple[float, float]
) -> tuple[list[Mark], float, float]:
    """Set a key in lines no wider than `width`; return it with its own width and height."""
    marks: list[Mark] = []
    (left, top), side = at, look.sizes.swatch
    first = top + max(0.0, (side - look.words.cap_height) / 2)
    x, y, right = left, first, left
    inset = side + look.sizes.label_gap
    for colour, shape, text in entries:
        words = block(text, look.words, width - inset, look.line_height)
        if x > left and x + inset + words.width > left + width:
            x, y = left, y + look.line_height
        middle = y + look.words.cap_height / 2
        if shape is None:
            marks.append(Rect(x, middle - side / 2, side, side, colour))
        else:
            marks.append(symbol((x + side / 2, middle), side / 2 / WIDEST, shape, colour))
        marks += words.labels(x + inset, y, look.colours.ink, "start")
        y += look.line_height * (len(words.lines) - 1)
        right = max(right, x + inset + words.width)
        x += inset + words.width + 3 * look.sizes.label_gap
    return marks, right - left, y - top + look.words.cap_height + look.words.depth


def leader(look: Look, ends: tuple[tuple[float, float], tuple[float, float]]) -> Line:
    """Return the stroke that ties words to what they name."""
    return Line(ends, look.sizes.grid * 1.5, look.colours.muted)
