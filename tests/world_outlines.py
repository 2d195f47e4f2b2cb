"""Make `figures/world.bin` from an unpacked atlas: `python tests/world_outlines.py FOLDER`.

In: the folder of npm's `world-atlas` 2.0.2 (Natural Earth 4.1, public domain; the package is under
the ISC licence, copyright Michael Bostock). Out: outlines of countries and territories, as
`figures/outlines.py` reads them. Borders that two countries share are one arc, simplified once.
"""

import heapq
import json
import struct
import sys
import zlib
from array import array
from math import ceil, cos, floor, radians
from pathlib import Path

from babel.core import get_global

WORLD = Path(__file__).parent.parent / "build/footnoted/figures/world.bin"
GRID = 500
"""Steps to the degree: 220 metres."""
LEVELS = (1200.0, 60.0, 5.0)
"""Square kilometres: a bend smaller than this is left out at each level of detail."""
FINE = 0.02
"""The same at the last level for small islands, which are taken from the finer atlas."""
SMALL = 6000.0
"""Square kilometres of land below which a country of islands is taken from the finer atlas."""
KILOMETRES = 111.2
"""To the degree of latitude."""

UNNUMBERED = {"Kosovo": "XK"}
"""Without a number in ISO 3166, with a code that CLDR uses."""

Bounds = tuple[float, float, float, float]
PARTS: tuple[tuple[str, str, Bounds], ...] = (
    ("France", "GF", (-55, 2, -51, 6)),
    ("France", "GP", (-62, 15.8, -60.9, 16.6)),
    ("France", "MQ", (-61.3, 14.3, -60.7, 15)),
    ("France", "RE", (55, -21.5, 56, -20.8)),
    ("France", "YT", (45, -13.1, 45.4, -12.5)),
    ("Norway", "SJ", (-10, 70.5, 36, 81)),
    ("Norway", "BV", (2, -55, 4, -54)),
    ("Netherlands", "BQ", (-69, 12, -62, 18)),
    ("New Zealand", "TK", (-173, -10, -171, -8)),
    ("Indian Ocean Ter.", "CX", (105, -11, 106, -10)),
    ("Indian Ocean Ter.", "CC", (96, -13, 98, -11)),
)
"""Territories that ISO 3166 knows and the atlas draws as parts of a country: west, south, east,
north. Svalbard's box ends north of Norway's mainland, which begins at 71.2 degrees."""

Point = tuple[float, float]
Ring = list[int]
"""Arcs, a negative one (~n) backwards."""


class Atlas:
    """One TopoJSON file; arcs in degrees."""

    def __init__(self, path: Path) -> None:
        topology = json.loads(path.read_text("utf-8"))
        (sx, sy), (tx, ty) = (topology["transform"][key] for key in ("scale", "translate"))
        self.arcs: list[list[Point]] = []
        for steps in topology["arcs"]:
            x = y = 0
            arc = []
            for dx, dy in steps:
                x, y = x + dx, y + dy
                arc.append((x * sx + tx, y * sy + ty))
            self.arcs.append(arc)
        self.countries = {
            one["properties"]["name"]: (
                code_of(one),
                [
                    [ring for ring in polygon if unwrapped(self.points(ring))]
                    for polygon in polygons_of(one)
                ],
            )
            for one in topology["objects"]["countries"]["geometries"]
        }

    def points(self, ring: Ring) -> list[Point]:
        """Return a closed ring's points."""
        found: list[Point] = []
        for arc in ring:
            found += (self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1])[1:]
        return found

    def area(self, polygon: list[Ring]) -> float:
        """Return a polygon's square kilometres, holes left out of account."""
        points = unwrapped(self.points(polygon[0]))
        middle = sum(y for _, y in points) / len(points)
        pairs = zip(points, points[1:] + points[:1], strict=True)
        return (
            abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2)
            * KILOMETRES**2
            * cos(radians(middle))
        )

    def parts(self, name: str) -> list[tuple[str, list[list[Ring]]]]:
        """Return a country with the territories that stand under a code of their own."""
        code, polygons = self.countries[name]
        found: dict[str, list[list[Ring]]] = {}
        for polygon in polygons:
            points = unwrapped(self.points(polygon[0]))
            x = sum(p[0] for p in points) / len(points)
            y = sum(p[1] for p in points) / len(points)
            own = next(
                (
                    part
                    for country, part, (west, south, east, north) in PARTS
                    if country == name and west <= x <= east and south <= y <= north
                ),
                code,
            )
            found.setdefault(own, []).append(polygon)
        return list(found.items())


def code_of(geometry: dict) -> str:
    """Return a country's ISO 3166-1 alpha-2 code, or nothing for disputed land."""
    name = geometry["properties"]["name"]
    codes = get_global("territory_aliases").get(geometry.get("id", ""), [""])
    return UNNUMBERED.get(name, codes[0])


def polygons_of(geometry: dict) -> list[list[Ring]]:
    """Return polygons, each its outer ring and its holes."""
    match geometry["type"]:
        case "Polygon":
            return [geometry["arcs"]]
        case "MultiPolygon":
            return geometry["arcs"]
    raise ValueError(geometry["type"])


def bends(arc: list[Point]) -> list[float]:
    """Return for each point the area in km² at which it may go (Visvalingam and Whyatt 1993)."""
    count = len(arc)
    weights = [float("inf")] * count
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def area(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = arc[before[at]], arc[at], arc[after[at]]
        twice = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))
        return twice / 2 * KILOMETRES**2 * max(cos(radians(by)), 0.02)

    queue = [(area(at), at) for at in range(1, count - 1)]
    current = {at: one for one, at in queue}
    heapq.heapify(queue)
    largest = 0.0
    while queue:
        one, at = heapq.heappop(queue)
        if current.get(at) != one:
            continue
        del current[at]
        largest = max(largest, one)
        weights[at] = largest
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if near in current:
                current[near] = area(near)
                heapq.heappush(queue, (current[near], near))
    return weights


def levels_of(arc: list[Point], fine: bool) -> list[int]:
    """Return the first level of detail at which each point is drawn; 3 for never."""
    weights = bends(arc)
    limits = (*LEVELS[:-1], FINE if fine else LEVELS[-1])
    levels = [next((n for n, limit in enumerate(limits) if w >= limit), 3) for w in weights]
    if arc[0] == arc[-1]:  # an island stays a triangle at least, which has room within
        inner = sorted(range(1, len(arc) - 1), key=lambda at: -weights[at])[:3]
        for at in inner:
            levels[at] = 0
    return levels


class Maker:
    """Collects countries and the arcs that they use."""

    def __init__(self) -> None:
        self.arcs: list[tuple[list[Point], bool]] = []
        self.known: dict[tuple[int, int], int] = {}
        self.countries: dict[str, list[list[Ring]]] = {}

    def add(self, code: str, atlas: Atlas, polygons: list[list[Ring]], fine: bool) -> None:
        """Take a country over."""
        for polygon in polygons:
            rings = [[self._arc(atlas, arc, fine) for arc in ring] for ring in polygon]
            self.countries.setdefault(code, []).append(rings)

    def box(self, polygons: list[list[Ring]]) -> list[float]:
        """Return west, south, east and north of a country."""
        arcs = {a if a >= 0 else ~a for polygon in polygons for ring in polygon for a in ring}
        xs = [x for arc in arcs for x, _ in self.arcs[arc][0]]
        ys = [y for arc in arcs for _, y in self.arcs[arc][0]]
        return [floor(min(xs)), floor(min(ys)), ceil(max(xs)), ceil(max(ys))]

    def _arc(self, atlas: Atlas, arc: int, fine: bool) -> int:
        index = arc if arc >= 0 else ~arc
        key = (id(atlas), index)
        if key not in self.known:
            self.known[key] = len(self.arcs)
            self.arcs.append((unwrapped(atlas.arcs[index]), fine))
        return self.known[key] if arc >= 0 else ~self.known[key]


def unwrapped(arc: list[Point]) -> list[Point]:
    """Return an arc that runs on past 180 degrees, without the line that stands for the pole."""
    found: list[Point] = []
    turn = 0.0
    for x, y in arc:
        if y < -89.9:
            continue
        if found and abs(x + turn - found[-1][0]) > 180:
            turn += 360 if x + turn < found[-1][0] else -360
        found.append((x + turn, y))
    return found


def is_alone(atlas: Atlas, name: str) -> bool:
    """Say whether a country shares no border with another."""
    own = {a if a >= 0 else ~a for p in atlas.countries[name][1] for ring in p for a in ring}
    for other, (_, polygons) in atlas.countries.items():
        if other != name:
            for polygon in polygons:
                if any((a if a >= 0 else ~a) in own for ring in polygon for a in ring):
                    return False
    return True


def made(folder: Path) -> Maker:
    """Choose each country from one of the two atlases."""
    middle, finest = (Atlas(folder / f"countries-{scale}.json") for scale in ("50m", "10m"))
    maker = Maker()
    for name in sorted(middle.countries):
        total = sum(map(middle.area, middle.countries[name][1]))
        if total < SMALL and name in finest.countries and is_alone(finest, name):
            continue
        for code, polygons in middle.parts(name):
            small = code != middle.countries[name][0] and sum(map(middle.area, polygons)) < SMALL
            if not (small and code):
                maker.add(code, middle, polygons, fine=False)
    for name in sorted(finest.countries):
        whole, _ = finest.countries[name]
        for code, polygons in finest.parts(name):
            if code and code not in maker.countries and (code == whole or name in middle.countries):
                maker.add(code, finest, polygons, fine=True)
    return maker


def packed(maker: Maker) -> bytes:
    """Pack countries and arcs: a JSON head, then levels, starts and steps of all points."""
    levels, starts, across_, down, counts = bytearray(), [], [], [], []
    for arc, fine in maker.arcs:
        grid = [(round(x * GRID), round(y * GRID)) for x, y in arc]
        chosen = [
            (p, level) for p, level in zip(grid, levels_of(arc, fine), strict=True) if level < 3
        ]
        (x, y), _ = chosen[0]
        starts += [x, y]
        counts.append(len(chosen))
        for (nx, ny), level in chosen:
            levels.append(level)
            across_.append(nx - x)
            down.append(ny - y)
            x, y = nx, ny
    countries = {
        code: [maker.box(polygons), polygons] for code, polygons in sorted(maker.countries.items())
    }
    head = json.dumps(
        {"grid": GRID, "counts": counts, "countries": countries},
        separators=(",", ":"),
    ).encode()
    body = struct.pack("<I", len(head)) + head + bytes(levels)
    for kind, numbers in (("i", starts), ("h", across_), ("h", down)):
        plane = array(kind, numbers)
        if sys.byteorder == "big":
            plane.byteswap()
        body += plane.tobytes()
    return zlib.compress(body, 9)


if __name__ == "__main__":
    outlines = packed(made(Path(sys.argv[1])))
    WORLD.write_bytes(outlines)
    sys.stdout.write(f"{WORLD.name}: {len(outlines)} bytes\n")
