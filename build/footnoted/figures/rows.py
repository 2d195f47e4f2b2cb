"""Rows of lying marks: the names of categories and the heights of their slots in, places out."""

from collections.abc import Sequence
from math import fsum

from msgspec import Struct

from footnoted.figures.drawing import Mark
from footnoted.figures.look import Block, Look, block
from footnoted.model.figures import Chart


class Rows(Struct, frozen=True):
    """Where rows stand: the middles of the slots of each category, and what they lie between."""

    middles: tuple[tuple[float, ...], ...]
    top: float
    bottom: float
    names: tuple[Mark, ...]


def row_names(chart: Chart, look: Look, width: float) -> list[Block]:
    """Break the names of the categories so that they leave room for their marks."""
    most = look.sizes.category_share * width
    return [
        block(name, look.lettering(chart, index), most, look.line_height)
        for index, name in enumerate(chart.categories)
    ]


def names_width(names: Sequence[Block], look: Look) -> float:
    """Return where the marks may begin."""
    return max((name.width for name in names), default=0.0) + 2 * look.sizes.label_gap


def lay_rows(
    names: Sequence[Block], slots: Sequence[Sequence[float]], look: Look, top: float
) -> Rows:
    """Stack categories, each with its name at the left and its slots one below the other."""
    marks: list[Mark] = []
    middles: list[tuple[float, ...]] = []
    y = top + look.sizes.label_gap / 2
    for name, heights in zip(names, slots, strict=True):
        tall = fsum(heights) + look.sizes.series_gap * max(0, len(heights) - 1)
        height = max(tall, name.room)
        marks += name.centred(0, y + height / 2, look.colours.ink, "start")
        at = y + (height - tall) / 2
        places = []
        for slot in heights:
            places.append(at + slot / 2)
            at += slot + look.sizes.series_gap
        middles.append(tuple(places))
        y += height + look.sizes.category_gap
    bottom = max(y - look.sizes.category_gap, top) + look.sizes.label_gap / 2
    return Rows(tuple(middles), top, bottom, tuple(marks))
