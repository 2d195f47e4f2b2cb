"""Points of charts: a place, a value's bound and the number of its series in, shapes out."""

from collections.abc import Iterator
from math import cos, pi, sin
from typing import Literal

from footnoted.figures.drawing import Box, Mark, Point, Polygon
from footnoted.figures.look import FALLS_SHORT, OPEN_ENDED, Look
from footnoted.model.figures import Bound

Way = Literal["up", "right"]
"""Where larger values lie."""

_SHAPES = ((20, 0.0, 1.0), (4, 0.25, 1.2), (3, 0.75, 1.35), (4, 0.0, 1.3), (3, 0.25, 1.35))
"""Corners, turn of the first one in full turns, and size: disc, square, triangle, diamond, and a
triangle on its tip; so that series differ in grey print as well."""

WIDEST = max(size for _, _, size in _SHAPES)
"""Half the width of the widest shape, in radii."""


def symbol(at: Point, radius: float, number: int, fill: str) -> Polygon:
    """Return the shape of a series' points."""
    corners, first, size = _SHAPES[number % len(_SHAPES)]
    turn = first + (0.125 - 0.25 if corners == 4 and first else 0.0)
    reach = radius * size
    angles = (2 * pi * (turn + corner / corners) for corner in range(corners))
    return Polygon(tuple((at[0] + reach * cos(a), at[1] + reach * sin(a)) for a in angles), fill)


def point_marks(
    at: Point,
    look: Look,
    colour: str,
    bound: Bound,
    number: int = 0,
    way: Way = "up",
    radius: float = 0.0,
) -> Iterator[Mark]:
    """Yield a point: hollow where the value is no exact one, with an arrow to where it lies."""
    radius = radius or look.sizes.point
    if bound in OPEN_ENDED or bound in FALLS_SHORT:
        ahead = 1 if bound in OPEN_ENDED else -1
        base, tip = radius * 1.7, radius * 1.7 + look.sizes.open_end * 0.6
        yield Polygon(
            tuple(
                _along(at, ahead * far, side, way)
                for far, side in ((base, -radius), (base, radius), (tip, 0.0))
            ),
            colour,
        )
    yield symbol(at, radius, number, colour)
    if bound is not Bound.EXACT:
        yield symbol(at, radius - look.sizes.stroke * 0.6, number, look.colours.background)


def point_reach(bound: Bound, look: Look, size: float = 0.0) -> tuple[float, float]:
    """Return how far the marks of a point reach before it and beyond it along its axis."""
    size = size or look.sizes.point
    radius = size * WIDEST
    arrow = size * 1.7 + look.sizes.open_end * 0.6
    return (
        arrow if bound in FALLS_SHORT else radius,
        arrow if bound in OPEN_ENDED else radius,
    )


def point_box(at: Point, look: Look, bound: Bound, way: Way = "up", size: float = 0.0) -> Box:
    """Return the box of a point with its arrow."""
    before, beyond = point_reach(bound, look, size)
    side = (size or look.sizes.point) * WIDEST
    if way == "up":
        return at[0] - side, at[1] - beyond, at[0] + side, at[1] + before
    return at[0] - before, at[1] - side, at[0] + beyond, at[1] + side


def _along(at: Point, far: float, side: float, way: Way) -> Point:
    return (at[0] + side, at[1] - far) if way == "up" else (at[0] + far, at[1] + side)
