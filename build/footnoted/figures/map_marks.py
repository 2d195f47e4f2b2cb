"""The marks of a map: its land, dots, circles and signs, each with the room that it takes."""

from collections.abc import Sequence
from decimal import Decimal
from math import sqrt

from msgspec import Struct

from footnoted.figures.drawing import Area, Circle, Mark, Point, Rect
from footnoted.figures.framing import Frame
from footnoted.figures.hand import Hand
from footnoted.figures.land import Land, Rings, heaviest, raster_of, size
from footnoted.figures.map_keys import Shading, circle_scale, tone_of
from footnoted.figures.outlines import is_drawn, middle_of
from footnoted.figures.raster import Raster
from footnoted.model.figures import Map, MapForm, MapPlace

CELL = 0.16
"""Side of a cell of the raster that keeps words apart, in ems."""
_NEAR = 2.0
"""Ems within which islands share one dot."""
_RIM = 0.07
"""Width of the edge of a dot, in ems."""


class Shown(Struct, frozen=True):
    """A place on the map: where its mark stands and how large it is."""

    place: MapPlace
    rings: Rings
    at: Point
    radius: float
    """Of its circle or dot; 0 where its land is the mark."""
    fill: str
    own: Raster | None


def radius_of(drawn: Map, place: MapPlace, values: Sequence[Decimal], hand: Hand) -> float:
    """Return the radius of a place's circle among the values of all; 0 where it has none."""
    if drawn.form is not MapForm.SYMBOLS or place.value is None:
        return 0.0
    style, em = hand.sizes.map, hand.em
    scale = circle_scale(values, style.circle_most * em)
    return float(max(scale * sqrt(abs(place.value)), style.circle_least * em))


def shown_places(
    drawn: Map,
    values: Sequence[Decimal],
    frame: Frame,
    land: Land,
    hand: Hand,
    shading: Shading,
) -> list[Shown]:
    """Find the mark of each place within the frame; circles are drawn among all `values`."""
    style, em = hand.sizes.map, hand.em
    found = []
    for place in drawn.places:
        rings = land.marked.get(place.code, ())
        if not rings and not place.at and not is_drawn(place.code):
            continue
        fill = fill_of(drawn, place, hand, shading)
        own = None
        radius = radius_of(drawn, place, values, hand)
        if not radius and (place.at or size(rings) < style.unseen * em):
            radius = style.dot * em
        middle = frame.place(place.at or middle_of(place.code))
        if rings and not place.at:
            raster = raster_of(rings, frame, CELL * em)
            middle = raster.inmost() or heaviest(rings, _NEAR * em)
            own = raster if not radius else None
        if 0 <= middle[0] <= frame.width and 0 <= middle[1] <= frame.height:
            found.append(Shown(place, rings, middle, radius, fill, own))
    return found


def fill_of(drawn: Map, place: MapPlace, hand: Hand, shading: Shading) -> str:
    """Return the colour of a place's mark."""
    style = hand.sizes.map
    match drawn.form:
        case MapForm.KINDS:
            return hand.tone(tone_of(hand, place.kinds[0] if place.kinds else 0))
        case MapForm.SHADES:
            return shading.fill(place.value) if place.value is not None else hand.tone(style.land)
        case MapForm.SYMBOLS:
            return hand.tone(style.circle)


def land_marks(
    drawn: Map, frame: Frame, land: Land, shown: Sequence[Shown], hand: Hand, ground: Raster
) -> list[Mark]:
    """Draw the land; that of places marked is taken of the `ground`."""
    style, em = hand.sizes.map, hand.em
    quiet = hand.tone(style.land)
    border, line = hand.tone(style.border), style.border_width * em
    symbols = drawn.form is MapForm.SYMBOLS
    marks: list[Mark] = []
    if style.sea:
        marks.append(Rect(0, 0, frame.width, frame.height, hand.tone(style.sea)))
    filled = {one.place.code: one for one in shown if one.rings and not one.place.at}
    rest = [*land.rest]
    for code, rings in land.marked.items():
        rest += rings if symbols or code not in filled else ()
    if rest:
        marks.append(Area(tuple(rest), quiet, border, line))
    for one in () if symbols else filled.values():
        edge = (one.fill, style.coast_width * em) if one.radius else (border, line)
        marks.append(Area(one.rings, one.fill, *edge, one.place.name))
        ground.fill(one.rings)
    return marks


def dot_marks(drawn: Map, shown: Sequence[Shown], hand: Hand, taken: Raster) -> list[Mark]:
    """Draw circles, the largest first, dots and signs; what they cover is `taken`."""
    style = hand.sizes.map
    shades = drawn.form is MapForm.SHADES
    edge = hand.tone(style.shades[-1] if shades else style.circle_edge)
    marks: list[Mark] = []
    for one in sorted(shown, key=lambda one: -one.radius):
        discs = _signs(one, hand)
        if one.radius:
            width = _RIM * hand.em
            disc = Circle(*one.at, one.radius, one.fill, edge, width, one.place.name)
            discs.insert(0, disc)
        for disc in discs:
            x, y, radius = disc.x, disc.y, disc.radius
            taken.cover((x - radius, y - radius, x + radius, y + radius))
        marks += discs
    return marks


def _signs(one: Shown, hand: Hand) -> list[Circle]:
    """Return the signs of a place's further kinds, in a row at its middle."""
    further = one.place.kinds[1:]
    style, em = hand.sizes.map, hand.em
    radius = style.dot * em
    x, y = one.at
    start = x + one.radius + radius if one.radius else x - radius * (len(further) - 1)
    edge = hand.tone(style.circle_edge)
    return [
        Circle(start + 2 * radius * n, y, radius, hand.tone(tone_of(hand, kind)), edge, _RIM * em)
        for n, kind in enumerate(further)
    ]
