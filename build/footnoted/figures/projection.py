"""Projections that keep areas: rings of degrees in, rings on a plane out (y upwards, radians)."""

from collections.abc import Sequence
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import assert_never

from msgspec import Struct

from footnoted.figures.drawing import Point
from footnoted.figures.outlines import Degrees, Ring, Span


class EqualEarth(Struct, frozen=True):
    """The whole world, its middle at a meridian (Šavrič, Patterson and Jenny 2018)."""

    longitude: float


class Azimuthal(Struct, frozen=True):
    """A part of the world seen from above its middle (Lambert's equal-area projection)."""

    longitude: float
    latitude: float


Projection = EqualEarth | Azimuthal

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_FAR = cos(radians(110))
"""What lies further from the middle of a view from above is not drawn: it would turn inside out."""


def projected(projection: Projection, place: Degrees) -> Point:
    """Return where a place lies."""
    longitude = (place[0] - projection.longitude + 180) % 360 - 180
    match projection:
        case EqualEarth():
            return _equal_earth(longitude, place[1])
        case Azimuthal():
            return _azimuthal(projection, [(place[0], place[1])])[0]
        case _:
            assert_never(projection)


def projected_ring(projection: Projection, ring: Ring) -> list[list[Point]]:
    """Return the pieces of a ring: one, or several where the map's edge cuts it; or none."""
    match projection:
        case EqualEarth(longitude):
            pieces = _cut(ring, longitude)
            return [[_equal_earth(x, y) for x, y in piece] for piece in pieces]
        case Azimuthal():
            return [_azimuthal(projection, ring.points)] if _is_near(projection, ring) else []
        case _:
            assert_never(projection)


def _is_near(projection: Azimuthal, ring: Ring) -> bool:
    middle = radians(projection.latitude)
    up, level = sin(middle), cos(middle)
    return any(
        up * sin(radians(y)) + level * cos(radians(y)) * cos(radians(x - projection.longitude))
        > _FAR
        for x, y in ring.points[:: max(len(ring.points) // 24, 1)]
    )


def may_meet(projection: Projection, seen: float, span: Span) -> bool:
    """Say whether land within a box of degrees may be so near to the middle of a view."""
    if isinstance(projection, EqualEarth):
        return True
    west, south, east, north = span
    if south > projection.latitude + seen or north < projection.latitude - seen:
        return False
    furthest = abs(projection.latitude) + seen
    if furthest > 80:
        return True
    wide = seen / cos(radians(furthest)) + (east - west) / 2
    return abs(((west + east) / 2 - projection.longitude + 180) % 360 - 180) <= wide


def _equal_earth(longitude: float, latitude: float) -> Point:
    a1, a2, a3, a4 = _A
    t = asin(_M * sin(radians(latitude)))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = radians(longitude) * cos(t) / (_M * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    return x, t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


def _azimuthal(projection: Azimuthal, places: Sequence[Degrees]) -> list[Point]:
    middle = radians(projection.latitude)
    up, level = sin(middle), cos(middle)
    found = []
    for x, y in places:
        turn, height = radians(x - projection.longitude), radians(y)
        s, c, ct = sin(height), cos(height), cos(turn)
        scale = sqrt(2 / max(1 + up * s + level * c * ct, 1e-9))
        found.append((scale * c * sin(turn), scale * (level * s - up * c * ct)))
    return found


def _cut(ring: Ring, longitude: float) -> list[list[Degrees]]:
    """Cut a ring at the edges of a world whose middle is a meridian; close it at the pole."""
    points = [(x - longitude, y) for x, y in ring.points]
    if ring.is_polar:
        way = 360.0 if points[-1][0] > points[0][0] else -360.0
        pole = -90.0 if points[0][1] < 0 else 90.0
        rounds = [(x + way * n, y) for n in (-1, 0, 1) for x, y in points]
        points = [*rounds, (rounds[-1][0], pole), (rounds[0][0], pole)]
        return _strips([_within(points, -180.0, 180.0)])
    low, high = min(x for x, _ in points), max(x for x, _ in points)
    pieces = []
    for turn in range(int((low + 180) // 360), int((high + 180) // 360) + 1):
        piece = [(x - 360.0 * turn, y) for x, y in points]
        if low - 360 * turn < -180 or high - 360 * turn > 180:
            piece = _within(piece, -180.0, 180.0)
        pieces.append(piece)
    return _strips(pieces)


def _strips(pieces: list[list[Degrees]]) -> list[list[Degrees]]:
    """Put points along the map's edge, which is curved, and along a pole, which is a line."""
    return [_bent(piece) for piece in pieces if len(piece) > 2]


def _bent(piece: list[Degrees]) -> list[Degrees]:
    found: list[Degrees] = []
    for (x, y), (nx, ny) in zip(piece, [*piece[1:], piece[0]], strict=True):
        found.append((x, y))
        if x == nx and abs(x) == 180 and abs(ny - y) > 2:
            steps = int(abs(ny - y) / 2)
            found += [(x, y + (ny - y) * n / (steps + 1)) for n in range(1, steps + 1)]
    return found


def _within(points: Sequence[Degrees], low: float, high: float) -> list[Degrees]:
    """Return the part of a ring between two meridians."""
    return clip_side(clip_side(points, 0, low, above=True), 0, high, above=False)


def clip_side(points: Sequence[Point], axis: int, limit: float, *, above: bool) -> list[Point]:
    """Return the part of a ring on one side of a line (Sutherland and Hodgman 1974)."""
    found: list[Point] = []
    for index, point in enumerate(points):
        before = points[index - 1]
        inside = point[axis] >= limit if above else point[axis] <= limit
        was_inside = before[axis] >= limit if above else before[axis] <= limit
        if inside is not was_inside:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            found.append((limit, other) if axis == 0 else (other, limit))
        if inside:
            found.append(point)
    return found


def clip_box(points: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Return the part of a ring within a box: left, top, right, bottom, y as it runs."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    left, top, right, bottom = box
    if min(xs) > right or max(xs) < left or min(ys) > bottom or max(ys) < top:
        return []
    found = list(points)
    for axis, limit, above, cuts in (
        (0, left, True, min(xs) < left),
        (0, right, False, max(xs) > right),
        (1, top, True, min(ys) < top),
        (1, bottom, False, max(ys) > bottom),
    ):
        if cuts and found:
            found = clip_side(found, axis, limit, above=above)
    return found


def place_at(view: Azimuthal, point: Point) -> Degrees:
    """Return the place that lies at a point of a view from above (Snyder 1987, 20-14 and 20-15)."""
    x, y = point
    far = hypot(x, y)
    if not far:
        return view.longitude, view.latitude
    turn = 2 * asin(min(far / 2, 1.0))
    middle = radians(view.latitude)
    height = cos(turn) * sin(middle) + y * sin(turn) * cos(middle) / far
    across = atan2(x * sin(turn), far * cos(middle) * cos(turn) - y * sin(middle) * sin(turn))
    return view.longitude + degrees(across), degrees(asin(max(-1.0, min(1.0, height))))
