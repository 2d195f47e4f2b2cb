"""Labels along a line: places and sizes in; rows in which nothing collides out.

Each label hangs on a leader like a flag on its pole. Leaders keep the order of their places, so
that none crosses another; where places crowd, a leader bends once, between the line and the rows.
"""

from collections.abc import Iterator, Sequence
from math import ceil, fsum

from msgspec import Struct
from msgspec.structs import replace

_ROWS = 9
"""Most rows on one side of the line."""
_SWEEPS = 3
_ASIDE = 0.12
"""How much a point of height is worth in points by which leaders bend, all of them together."""
_LEAN = 0.22
"""Height of a bend, as a share of the furthest that a leader goes aside."""


class Tag(Struct, frozen=True):
    """Words that belong to a place along the line."""

    at: float
    width: float
    height: float


class Packed(Struct, frozen=True):
    """Where words stand: their pole, on which side of it, their nearest and furthest distance."""

    pole: float
    before: bool
    """Whether the words stand left of the pole."""
    near: float
    far: float


class Spaces(Struct, frozen=True):
    """What is kept free, in points: about words, about poles, between rows; least bend."""

    words: float
    pole: float
    rows: float
    bend: float


class Packing(Struct, frozen=True):
    """One side of a line, in the order of its tags."""

    places: tuple[Packed, ...]
    bend: float
    """Height of the zone next to the line where leaders bend; 0 where all are straight."""
    height: float
    """Of all, the bends included."""
    cost: float


class _Way(Struct, frozen=True):
    """A row and a side of its pole for each tag; row 0 is next to the line."""

    rows: tuple[int, ...]
    before: tuple[bool, ...]


def pack(tags: Sequence[Tag], width: float, spaces: Spaces) -> Packing | None:
    """Pack tags, given in order of their places, on one side of a line; None where it is full."""
    if not tags:
        return Packing((), 0.0, 0.0, 0.0)
    best: Packing | None = None
    least = ceil(fsum(tag.width + spaces.pole for tag in tags) / width)
    for steps in range(least, min(_ROWS, len(tags)) + 1):
        before = best
        for way in _ways(tags, width, spaces, steps):
            poles = _poles(tags, way, width, spaces)
            if poles is None:
                continue
            lower = _lowered(tags, way, poles, spaces)
            if lower != way:
                poles = _poles(tags, lower, width, spaces) or poles
            found = _packing(tags, lower, poles, spaces)
            if best is None or found.cost < best.cost:
                best = found
        if best is not None and best is before:
            break  # another row no longer pays
    return best


def _ways(tags: Sequence[Tag], width: float, spaces: Spaces, steps: int) -> Iterator[_Way]:
    """Yield stairs that go down to the right; at the right end flags may fly to the left."""
    count = len(tags)
    room = width - spaces.pole
    first = next((n for n, tag in enumerate(tags) if tag.at + tag.width > room), count)
    turns = sorted({count, first, (first + count) // 2, max(first - 1, 0)})
    for turn in turns:
        right = [steps - 1 - n % steps for n in range(turn)]
        left = [steps - 1 - n % steps for n in range(count - turn)]
        before = tuple(n >= turn for n in range(count))
        yield _Way((*right, *reversed(left)), before)


def _extents(tags: Sequence[Tag], way: _Way, spaces: Spaces) -> list[tuple[float, float]]:
    """Return how far each tag reaches left and right of its pole."""
    reach = [tag.width + spaces.pole for tag in tags]
    return [
        (one, 0.0) if before else (0.0, one) for one, before in zip(reach, way.before, strict=True)
    ]


def _between(
    way: _Way, extents: Sequence[tuple[float, float]], first: int, second: int, spaces: Spaces
) -> float:
    """Return the least distance of a pole from an earlier one."""
    right, left = extents[first][1], extents[second][0]
    if way.rows[first] == way.rows[second]:
        return right + left + spaces.words
    if way.rows[first] < way.rows[second]:
        return right + spaces.pole
    return left + spaces.pole


def _poles(tags: Sequence[Tag], way: _Way, width: float, spaces: Spaces) -> list[float] | None:
    """Return a place for each pole, near to where it belongs; None where there is no room."""
    extents = _extents(tags, way, spaces)
    count = len(tags)
    apart = [
        [_between(way, extents, first, second, spaces) for first in range(second)]
        for second in range(count)
    ]
    earliest: list[float] = []
    for n in range(count):
        earliest.append(
            max([extents[n][0], *(a + b for a, b in zip(earliest, apart[n], strict=True))])
        )
    latest = [width - right for _, right in extents]
    for n in range(count - 1, -1, -1):
        for other in range(n):
            latest[other] = min(latest[other], latest[n] - apart[n][other])
    if any(low > high + 1e-6 for low, high in zip(earliest, latest, strict=True)):
        return None
    # Two ways to keep the distances, pushed right and pushed left: their mean keeps them too.
    right: list[float] = []
    for n, tag in enumerate(tags):
        wanted = max([tag.at, *(a + b for a, b in zip(right, apart[n], strict=True))])
        right.append(min(wanted, latest[n]))
    left = [
        max(min(tag.at, high), low) for tag, low, high in zip(tags, earliest, latest, strict=True)
    ]
    for n in range(count - 1, -1, -1):
        for other in range(n):
            left[other] = max(min(left[other], left[n] - apart[n][other]), earliest[other])
    poles = [(a + b) / 2 for a, b in zip(right, left, strict=True)]
    for _ in range(_SWEEPS):
        for n, tag in enumerate(tags):
            low = max([earliest[n], *(poles[m] + apart[n][m] for m in range(n))])
            high = min([latest[n], *(poles[m] - apart[m][n] for m in range(n + 1, count))])
            poles[n] = max(min(tag.at, high), low)
    return poles


def _lowered(tags: Sequence[Tag], way: _Way, poles: Sequence[float], spaces: Spaces) -> _Way:
    """Bring each tag to the lowest row where it can stand with the poles as they are."""
    extents = _extents(tags, way, spaces)
    rows = list(way.rows)
    for index in sorted(range(len(tags)), key=lambda n: way.rows[n]):
        for row in range(rows[index]):
            tried = replace(way, rows=(*rows[:index], row, *rows[index + 1 :]))
            pairs = [(n, index) for n in range(index)]
            pairs += [(index, n) for n in range(index + 1, len(tags))]
            if all(
                poles[b] - poles[a] >= _between(tried, extents, a, b, spaces) - 1e-6
                for a, b in pairs
            ):
                rows[index] = row
                break
    return replace(way, rows=tuple(rows))


def _packing(tags: Sequence[Tag], way: _Way, poles: Sequence[float], spaces: Spaces) -> Packing:
    """Stack the tags: each as near to the line as what stands beneath it allows."""
    extents = _extents(tags, way, spaces)
    spans = [
        (pole - left, pole + right) for pole, (left, right) in zip(poles, extents, strict=True)
    ]
    far: dict[int, float] = {}
    near: dict[int, float] = {}
    for index in sorted(range(len(tags)), key=lambda n: way.rows[n]):
        left, right = spans[index]
        near[index] = max(
            (
                far[other] + spaces.rows
                for other in far
                if spans[other][0] < right + spaces.words and left < spans[other][1] + spaces.words
            ),
            default=0.0,
        )
        far[index] = near[index] + tags[index].height
    aside = [abs(pole - tag.at) for pole, tag in zip(poles, tags, strict=True)]
    bend = max(_LEAN * max(aside), spaces.bend) if max(aside) > spaces.pole / 2 else 0.0
    if not bend:
        poles = [tag.at for tag in tags]
    height = max(far.values()) + bend
    places = tuple(
        Packed(pole, before, near[n] + bend, far[n] + bend)
        for n, (pole, before) in enumerate(zip(poles, way.before, strict=True))
    )
    return Packing(places, bend, height, height + _ASIDE * fsum(aside))
