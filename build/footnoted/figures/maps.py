"""Maps: the document's map and a hand in, a drawing out: land, marks, names, key and insets."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from math import ceil, cos, degrees, floor, fsum, radians

from msgspec import Struct
from msgspec.structs import replace

from footnoted.figures.drawing import (
    Box,
    Drawing,
    Line,
    Mark,
    Point,
    Words,
    moved,
    shifted,
    words_box,
)
from footnoted.figures.framing import Frame, frame_of, split_away
from footnoted.figures.hand import Hand, wrap
from footnoted.figures.insets import Boxed, Inset, Locator, inset_marks, insets_height
from footnoted.figures.land import Land, land_of, size
from footnoted.figures.map_keys import Shading, key_of, shading_of
from footnoted.figures.map_marks import (
    CELL,
    Shown,
    dot_marks,
    fill_of,
    land_marks,
    radius_of,
    shown_places,
)
from footnoted.figures.map_names import name_marks
from footnoted.figures.outlines import land_area
from footnoted.figures.projection import Azimuthal
from footnoted.figures.raster import Raster
from footnoted.model.figures import Map, MapForm, MapPlace

_IN_CORNER = 4
"""Most insets that stand in a corner of the map itself."""
_COVERED = 0.1
"""Most of a corner that may be land."""
_BESIDE = 3
"""Most columns of insets beside a map."""
_KEPT = 0.6
"""Insets that leave a map less of its scale than this are left out: dots mark what is small."""
_SMALLER = (1.0, 0.88, 0.78)
"""Widths of insets in a corner, as shares of their own."""
_LOWER = (0.0, 0.2, 0.4, 0.6)
"""How far insets in a lower corner may reach beneath the map, as shares of their height."""
_GRIDS = (1, 2, 5, 10, 15, 30)
"""Degrees between the lines of a grid."""
_LINES = 3
"""Lines that a grid has across the map at the least."""
_ALONG = 240
"""Points of a line of the grid."""


_ROUNDS = 3
"""How often a map is drawn anew for the room that the words beneath it take."""


class MapDrawn(Struct, frozen=True):
    """A map, how many of its names found no room beside their marks, and its own height."""

    drawing: Drawing
    crowded: int
    height: float


def map_drawing(drawn: Map, hand: Hand, width: float, highest: float, *, lists: bool) -> MapDrawn:
    """Draw a map as wide as asked and no higher than `highest`.

    Names without room stand as numbers, explained beneath; too many names for a map are listed
    beneath by kind if `lists`. A map that would be less than a few ems high is higher than asked.
    """
    room = highest
    for _ in range(_ROUNDS):
        found = _drawing(drawn, hand, width, room, lists=lists)
        if found.drawing.height <= highest:
            break
        # Only a map with its names set tells which of them need lines beneath it.
        room -= found.drawing.height - highest
    return found


def _drawing(drawn: Map, hand: Hand, width: float, highest: float, *, lists: bool) -> MapDrawn:
    """Draw a map for a height that the names without room may exceed."""
    style, em = hand.sizes.map, hand.em
    values = [place.value for place in drawn.places if place.value is not None]
    shading = shading_of(values, [hand.tone(tone) for tone in style.shades])
    key, top = key_of(drawn, hand, shading, width)
    named = len(drawn.places) <= style.names_most
    listed = _lists(drawn, hand, width) if lists and not named else []
    below = fsum(_height(words) + 0.6 * em for words in listed)
    room = max(highest - top - below, 6 * em)
    drawn, away = split_away(drawn)
    codes = frozenset(place.code for place in drawn.places)

    def fitted(wide: float, high: float) -> tuple[Frame, Land, list[Shown]]:
        frame = frame_of(drawn, style, wide, max(high, 6 * em))
        land = land_of(frame, codes)
        return frame, land, shown_places(drawn, values, frame, land, hand, shading)

    frame, land, shown = fitted(width, room)
    locator = _locator(frame, land, hand)
    small = [*locator, *_insets(drawn, shown, hand), *_far(drawn, values, away, hand, shading)]
    under = Plot(width, top + frame.height + em, 0.0)
    corner = _corner(small, frame, land, shown, hand, room)
    if small and corner:
        under = Plot(corner[2] - corner[0], top + corner[1], corner[0])
    elif small:
        least = frame, under
        frame, under = _with_insets(drawn, small, hand, (width, room), top)
        if frame.scale < _KEPT * least[0].scale and not away:
            frame, under = least
            small = []
        else:
            frame, land, shown = fitted(frame.width, frame.height)
    ground = Raster(frame.width, frame.height, CELL * em)
    taken = Raster(frame.width, frame.height, CELL * em)
    if corner:
        left, above, right, low = corner
        taken.cover((left - em / 2, above - em / 2, right + em / 2, low + em / 2))
    marks = land_marks(drawn, frame, land, shown, hand, ground)
    marks += dot_marks(drawn, shown, hand, taken)
    extra: list[Words] = []
    crowded = 0
    if named:
        names, extra, crowded = name_marks(shown, frame, hand, ground, taken)
        marks += names
    if locator:
        marks = [*_grid(frame, marks, hand), *marks]
    all_marks = [*key, *moved(marks, top)]
    bottom = top + frame.height
    if small:
        boxes, tall = inset_marks(small, hand, under.width, under.top)
        all_marks += shifted(boxes, under.left)
        bottom = max(bottom, under.top + tall)
    for words in (*extra, *listed):
        bottom += 0.6 * em
        all_marks.append(replace(words, y=words.y + bottom))
        bottom += _height(words)
    return MapDrawn(Drawing(width, bottom, tuple(all_marks)), crowded, frame.height)


class Plot(Struct, frozen=True):
    """Where insets stand."""

    width: float
    top: float
    left: float


def _locator(frame: Frame, land: Land, hand: Hand) -> list[Boxed]:
    """Return a box that shows where on earth the map lies, where its land does not tell."""
    view = frame.projection
    if not isinstance(view, Azimuthal):
        return []
    raster = Raster(frame.width, frame.height, hand.em)
    raster.fill(land.rest)
    for rings in land.marked.values():
        raster.fill(rings)
    share = raster.share((0.0, 0.0, frame.width, frame.height))
    return [Locator(frame, view)] if share < hand.sizes.map.locate else []


def _grid(frame: Frame, marks: Sequence[Mark], hand: Hand) -> list[Mark]:
    """Draw meridians and parallels at round degrees, except through words."""
    assert isinstance(frame.projection, Azimuthal)
    view, style = frame.projection, hand.sizes.map
    far = min(frame.seen * 1.2, 80.0)
    shown = degrees(min(frame.width, frame.height) / frame.scale)
    step = next((one for one in reversed(_GRIDS) if shown / one >= _LINES), _GRIDS[0])
    wide = min(far / max(cos(radians(min(abs(view.latitude) + far, 80.0))), 0.1), 180.0)
    west, east = view.longitude - wide, view.longitude + wide
    south, north = max(view.latitude - far, -90.0), min(view.latitude + far, 90.0)
    lines = [
        [(float(x), south + (north - south) * n / _ALONG) for n in range(_ALONG + 1)]
        for x in range(ceil(west / step) * step, floor(east) + 1, step)
    ]
    lines += [
        [(west + (east - west) * n / _ALONG, float(y)) for n in range(_ALONG + 1)]
        for y in range(ceil(south / step) * step, floor(north) + 1, step)
    ]
    colour, stroke = hand.tone(style.grid), style.grid_width * hand.em
    words = [words_box(mark) for mark in marks if isinstance(mark, Words)]
    pad = 0.2 * hand.em

    def is_free(point: Point) -> bool:
        x, y = point
        return (0 <= x <= frame.width and 0 <= y <= frame.height) and not any(
            left - pad < x < right + pad and top - pad < y < low + pad
            for left, top, right, low in words
        )

    return [
        Line(tuple(run), stroke, colour)
        for line in lines
        for free, points in groupby([frame.place(one) for one in line], is_free)
        if free and len(run := list(points)) > 1
    ]


def _corner(
    small: Sequence[Boxed],
    frame: Frame,
    land: Land,
    shown: Sequence[Shown],
    hand: Hand,
    room: float,
) -> Box | None:
    """Return a corner of the map that insets may cover: no place marked lies there, little land.

    A lower corner may reach beneath the map.
    """
    if not small or len(small) > _IN_CORNER:
        return None
    em = hand.em
    marked = Raster(frame.width, frame.height, em)
    rest = Raster(frame.width, frame.height, em)
    rest.fill(land.rest)
    words = Raster(frame.width, frame.height, em)
    for one in shown:
        words.cover((one.at[0] - 6 * em, one.at[1] - em, one.at[0] + 6 * em, one.at[1] + em))
        marked.fill(ring for ring in one.rings if size((ring,)) > em)
        (x, y), pad = one.at, em + one.radius
        marked.cover((x - 1.5 * pad, y - pad, x + 1.5 * pad, y + pad))
    options = []
    for columns in dict.fromkeys((len(small), 1)):
        for less in _SMALLER:
            wide = (hand.sizes.map.inset * less * columns + 0.8 * (columns - 1)) * em
            high = insets_height(small, hand, wide)
            for lower in _LOWER:
                low = frame.height - high * (1 - lower)
                places = [(0.0, low), (frame.width - wide, low)]
                places += [] if lower else [(0.0, 0.0), (frame.width - wide, 0.0)]
                for rank, (x, y) in enumerate(places):
                    box = x, y, x + wide, y + high
                    fits = x >= 0 and y >= 0 and y + high <= max(room, frame.height)
                    seen = x, y, x + wide, min(y + high, frame.height - 0.01)
                    if fits and marked.is_free(seen) and rest.share(seen) <= _COVERED:
                        cost = 2 * lower + (1 - less) + rest.share(seen) + 2 * words.share(seen)
                        options.append((cost, rank, box))
    return min(options)[2] if options else None


def _far(
    drawn: Map,
    values: Sequence[Decimal],
    away: Sequence[MapPlace],
    hand: Hand,
    shading: Shading,
) -> list[Boxed]:
    """Return insets of the places that lie far from all others."""
    style = hand.sizes.map
    found: list[Boxed] = []
    for place in away:
        fill = fill_of(drawn, place, hand, shading)
        radius = radius_of(drawn, place, values, hand)
        found.append(
            Inset(place, fill, fill, radius or (style.dot * hand.em if place.at else 0), True)
        )
    return found


def _with_insets(
    drawn: Map, small: list[Boxed], hand: Hand, box: tuple[float, float], top: float
) -> tuple[Frame, Plot]:
    """Put insets under the map or beside it: where they leave it larger."""
    style, em = hand.sizes.map, hand.em
    width, room = box
    tall = insets_height(small, hand, width)
    under = frame_of(drawn, style, width, max(room - tall - em, 6 * em))
    best = under, Plot(width, top + under.height + em, 0.0)
    for count in range(1, _BESIDE + 1):
        wide = (style.inset * count + 0.8 * (count - 1)) * em
        if wide > width / 3 or insets_height(small, hand, wide) > room:
            continue
        beside = frame_of(drawn, style, width - wide - em, room)
        if beside.scale > best[0].scale:
            best = beside, Plot(wide, top, width - wide)
    return best


def _insets(drawn: Map, shown: Sequence[Shown], hand: Hand) -> list[Inset]:
    """Return the places whose land is too small to be seen."""
    if drawn.form is MapForm.SYMBOLS:
        return []
    edge = hand.tone(hand.sizes.map.shades[-1])
    small = [
        Inset(one.place, one.fill, edge if drawn.form is MapForm.SHADES else one.fill)
        for one in shown
        if one.radius and 0 < land_area(one.place.code) < hand.sizes.map.inset_land
    ]
    codes = {one.place.code for one in small}
    return small if len(codes) == len(small) <= hand.sizes.map.insets_most else []


def _lists(drawn: Map, hand: Hand, width: float) -> list[Words]:
    """List the places of each kind: what a map with too many of them cannot name."""
    found = []
    for index, kind in enumerate(drawn.kinds):
        names = [
            f"{place.name} {place.label}".strip() for place in drawn.places if index in place.kinds
        ]
        text = f"{kind}: {', '.join(names)}" if kind else ", ".join(names)
        rows = [hand.row(line) for line in wrap(hand.words, text, width)]
        found.append(replace(hand.text(0, 0, rows), measure=width))
    return found


def _height(words: Words) -> float:
    first, last = words.rows[0].letters, words.rows[-1].letters
    return first.cap_height + words.pitch * (len(words.rows) - 1) + last.depth
