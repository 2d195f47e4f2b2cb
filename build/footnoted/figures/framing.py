"""What part of the world a map shows: its places and a box in, a projection and a scale out."""

from collections.abc import Sequence
from functools import lru_cache
from math import asin, copysign, cos, degrees, fsum, hypot, radians

from msgspec import Struct
from msgspec.structs import replace

from footnoted.figures.drawing import Box, Point
from footnoted.figures.outlines import Degrees, Polygon, Span, area, codes, outlines, span
from footnoted.figures.projection import (
    Azimuthal,
    EqualEarth,
    Projection,
    clip_box,
    may_meet,
    projected,
    projected_ring,
)
from footnoted.model.figures import Map, MapPlace
from footnoted.model.style.figures import MapStyle

_WIDE = 150
"""Degrees of longitude beyond which a map shows the world from its side, not a part from above."""
_POLAR = 45
"""Degrees of latitude beyond which places all around a pole are seen from above it."""
_NEARLY_ALL = 0.8
"""Share of the world's width from which on the whole of it is shown."""
_MIDDLES = (11.0, 155.0)
"""Meridians in the middle of a whole world: its edge runs through the Bering Strait, or through
the Atlantic where the Pacific is what matters."""
_SOUTH, _NORTH = -57.0, 83.7
"""Where land ends, Antarctica left aside."""
_CORE = 0.3
"""Polygons as large as this share of a country's largest one count for the extent of a map."""
_AWAY = 0.5
"""A place without which a map has less than this share of its extent is shown in an inset."""
_AWAY_MOST = 2
_AWAY_LEAST = 3
"""Places that a map keeps at the least."""
_DWARFS = 1.2
"""A country that extends over so many times what all others do is shown in part."""
_BY = 0.2
"""How far beyond the others it counts, as a share of their extent."""
_SPECKS = 0.4
"""Square degrees: of states with less land, where most of their islands lie counts."""
_TOGETHER = 4.0
"""Degrees within which islands lie together."""
_EARTH = 6371.0
"""Radius in kilometres."""
_DETAILS = ((30.0, 0), (7.0, 1), (0.0, 2))
"""Kilometres to the point, and the level of detail drawn."""


class Frame(Struct, frozen=True):
    """A window on a projection, drawn with its upper left corner at the origin."""

    projection: Projection
    left: float
    top: float
    scale: float
    """Points to a unit of the projection's plane, the radius of the globe."""
    width: float
    height: float

    @property
    def detail(self) -> int:
        """The level of detail that the scale can show."""
        return next(level for limit, level in _DETAILS if _EARTH / self.scale >= limit)

    def codes(self) -> tuple[str, ...]:
        """Return the codes whose land the window may show."""
        return tuple(code for code in codes() if self.may_show(span(code)))

    @property
    def seen(self) -> float:
        """Degrees from the middle of a view from above to the window's furthest corner."""
        far = hypot(
            max(abs(self.left), abs(self.left + self.width / self.scale)),
            max(abs(self.top), abs(self.top - self.height / self.scale)),
        )
        # On the plane of the projection a place is as far as its chord (Snyder 1987, 24).
        return degrees(2 * asin(min(far / 2, 1.0)))

    def may_show(self, span: Span) -> bool:
        """Say whether the window may show land within a box of degrees."""
        if isinstance(self.projection, EqualEarth):
            return True
        return may_meet(self.projection, self.seen, span)

    def place(self, place: Degrees) -> Point:
        """Return where a place stands in the window, in points."""
        x, y = projected(self.projection, place)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def land(self, code: str, detail: int, least: float = 0.0) -> list[list[Point]]:
        """Return what the window shows of a code's land, ring by ring.

        Rings that are smaller than `least` points across are left out.
        """
        width, height = self.width, self.height
        window = 0.0, 0.0, width, height
        left, top, scale = self.left, self.top, self.scale
        whole = isinstance(self.projection, EqualEarth)
        seen = 180.0 if whole else self.seen
        found = []
        for place, polygon in enumerate(outlines(code, detail)):
            for index, ring in enumerate(polygon):
                if not whole and not may_meet(self.projection, seen, ring.span):
                    continue
                for piece, box in _plane(self.projection, code, detail, place, index):
                    x0, x1 = (box[0] - left) * scale, (box[2] - left) * scale
                    y0, y1 = (top - box[3]) * scale, (top - box[1]) * scale
                    if x1 - x0 < least and y1 - y0 < least:
                        continue
                    if x0 > width or x1 < 0 or y0 > height or y1 < 0:
                        continue
                    shown = [((x - left) * scale, (top - y) * scale) for x, y in piece]
                    if x0 < 0 or y0 < 0 or x1 > width or y1 > height:
                        shown = clip_box(shown, window)
                    if len(shown) > 2:
                        found.append(shown)
        return found


@lru_cache(maxsize=1 << 14)
def _plane(
    projection: Projection, code: str, detail: int, polygon: int, ring: int
) -> list[tuple[list[Point], Box]]:
    """Return a ring on the plane with its box, remembered: a map is tried at several sizes."""
    pieces = projected_ring(projection, outlines(code, detail)[polygon][ring])
    return [(piece, _bounds(piece)) for piece in pieces]


def frame_of(drawn: Map, style: MapStyle, width: float, height: float) -> Frame:
    """Choose the part of the world for a map no wider and no higher than asked."""
    cores = [core for place in drawn.places if (core := _core(place))]
    points = [point for core in (cores if drawn.whole else _trimmed(cores)) for point in core]
    if drawn.whole or not points:
        return _whole(points, style, width, height)
    middle, spread = _middle([x for x, _ in points])
    latitudes = [y for _, y in points]
    if spread > _WIDE and min(abs(y) for y in latitudes) > _POLAR:
        view = Azimuthal(0.0, copysign(90.0, latitudes[0]))
        if min(latitudes) * max(latitudes) > 0:
            return _window(
                view, _bounds([projected(view, p) for p in points]), style, width, height
            )
    if spread > _WIDE:
        frame = EqualEarth(middle)
        box = _bounds([projected(frame, point) for point in points])
        if box[2] - box[0] > _NEARLY_ALL * 2 * projected(EqualEarth(0), (180 - 1e-9, 0))[0]:
            return _whole(points, style, width, height)
        return _window(frame, box, style, width, height)
    view = Azimuthal(middle, (min(latitudes) + max(latitudes)) / 2)
    return _window(view, _bounds([projected(view, p) for p in points]), style, width, height)


def core_polygons(code: str, detail: int) -> tuple[Polygon, ...]:
    """Return what counts as a country's land when a map is chosen: its main parts."""
    polygons = outlines(code, detail)
    sizes = [area(polygon[0]) for polygon in polygons]
    limit = max(sizes, default=0.0) * _CORE
    return tuple(one for one, size in zip(polygons, sizes, strict=True) if size >= limit)


def _core(place: MapPlace) -> list[Degrees]:
    if place.at:
        return [place.at]
    polygons = core_polygons(place.code, 0)
    if fsum(area(polygon[0]) for polygon in polygons) < _SPECKS:
        polygons = tuple(island_group(place.code, 0, None))
    return [point for polygon in polygons for point in polygon[0].points]


def island_group(code: str, detail: int, at: Degrees | None) -> list[Polygon]:
    """Return the islands near a point, or the largest number that lie near each other."""
    polygons = outlines(code, detail)
    middles = [_middle_of(polygon) for polygon in polygons]

    def near(point: Degrees) -> list[Polygon]:
        shrink = max(cos(radians(point[1])), 0.1)
        return [
            polygon
            for polygon, (x, y) in zip(polygons, middles, strict=True)
            if abs((x - point[0] + 180) % 360 - 180) * shrink < _TOGETHER
            and abs(y - point[1]) < _TOGETHER
        ]

    chosen = near(at) if at else []
    return chosen or max((near(point) for point in middles), key=len, default=[])


def _middle_of(polygon: Polygon) -> Degrees:
    west, south, east, north = polygon[0].span
    return (west + east) / 2, (south + north) / 2


def split_away(drawn: Map) -> tuple[Map, tuple[MapPlace, ...]]:
    """Part a map from the few places that would more than double its extent."""
    if drawn.whole:
        return drawn, ()
    near, away = list(drawn.places), []
    for _ in range(_AWAY_MOST):
        cores = _trimmed([_core(place) for place in near])
        if len(near) <= _AWAY_LEAST or not all(cores):
            break
        extents = [_extent([*cores[:index], *cores[index + 1 :]]) for index in range(len(near))]
        least = min(range(len(near)), key=lambda index: extents[index])
        if extents[least] >= _extent(cores) * _AWAY:
            break
        away.append(near.pop(least))
    further = _trimmed([_core(place) for place in near])
    if len(near) > _AWAY_LEAST and all(further):
        whole = _extent(further)
        rest = [_extent([*further[:n], *further[n + 1 :]]) for n in range(len(near))]
        if min(rest) < whole * _AWAY:
            return drawn, ()  # too many lie far out: the map is as wide as they are
    return replace(drawn, places=tuple(near)), tuple(away)


def _extent(cores: Sequence[Sequence[Degrees]]) -> float:
    """Return the longer side of what holds all places, in degrees of latitude."""
    points = [point for core in cores for point in core]
    _, spread = _middle([x for x, _ in points])
    low, high = min(y for _, y in points), max(y for _, y in points)
    return max(spread * cos(radians((low + high) / 2)), high - low, 1.0)


def _trimmed(cores: list[list[Degrees]]) -> list[list[Degrees]]:
    """Take of a country that dwarfs all the others what lies near to them."""
    if len(cores) <= _AWAY_LEAST:
        return cores
    for index, core in enumerate(cores):
        others = [point for n, other in enumerate(cores) if n != index for point in other]
        if not core or not others or _extent([core]) < _DWARFS * _extent([others]):
            continue
        middle, spread = _middle([x for x, _ in others])
        low, high = min(y for _, y in others), max(y for _, y in others)
        wide, tall = spread / 2 + _BY * spread, _BY * (high - low)
        near = [
            (x, y)
            for x, y in core
            if abs((x - middle + 180) % 360 - 180) <= wide and low - tall <= y <= high + tall
        ]
        if near:
            cores = [*cores[:index], near, *cores[index + 1 :]]
    return cores


def _middle(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the middle and the extent of longitudes: opposite the widest gap between them."""
    turned = sorted({x % 360 for x in longitudes})
    gaps = [(b - a, b) for a, b in zip(turned, [*turned[1:], turned[0] + 360], strict=True)]
    gap, start = max(gaps)
    spread = 360 - gap
    return (start + spread / 2 + 180) % 360 - 180, spread


def _bounds(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _window(
    projection: Projection, box: Box, style: MapStyle, width: float, height: float
) -> Frame:
    """Put a margin around the places and give the window a shape that a page can hold."""
    least = radians(style.least)
    wide, tall = max(box[2] - box[0], least), max(box[3] - box[1], least)
    margin = style.margin * max(wide, tall)
    wide, tall = wide + 2 * margin, tall + 2 * margin
    shape = min(max(tall / wide, style.lowest), style.highest)
    height = min(width * shape, height)
    scale = min(width / wide, height / tall)
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return Frame(projection, x - width / 2 / scale, y + height / 2 / scale, scale, width, height)


def world_frame(longitude: float, width: float, height: float) -> Frame:
    """Show the whole world around a meridian, no larger than asked."""
    return _world(EqualEarth(longitude), _SOUTH, width, height)


def _whole(points: Sequence[Degrees], style: MapStyle, width: float, height: float) -> Frame:
    """Show the world, its edge where it parts the fewest places; Antarctica only if marked."""
    middle, _ = _middle([x for x, _ in points]) if points else (_MIDDLES[0], 0.0)
    away = [abs((middle - one + 180) % 360 - 180) for one in _MIDDLES]
    view = EqualEarth(_MIDDLES[0] if away[0] <= away[1] or len(points) < 1 else _MIDDLES[1])
    south = min([_SOUTH, *(-90.0 for _, y in points if y < _SOUTH - 3)])
    return _world(view, south, width, height)


def _world(view: EqualEarth, south: float, width: float, height: float) -> Frame:
    right = projected(EqualEarth(0), (180 - 1e-9, 0))[0]
    top, bottom = (projected(view, (view.longitude, y))[1] for y in (_NORTH, south))
    scale = min(width / (2 * right), height / (top - bottom))
    left = -width / 2 / scale
    return Frame(view, left, top, scale, width, (top - bottom) * scale)
