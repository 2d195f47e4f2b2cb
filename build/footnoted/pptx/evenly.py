"""Heights of units in a row and a room come in, which of them stand in each part goes out.

There are as few parts as can be, and of all ways to have so few the one is taken in which they
differ least: where the sum of the squares of their heights is least.
"""

from collections.abc import Callable
from operator import itemgetter

Height = Callable[[int, int], float]
"""Height in points of the units from one to another (exclusive); it grows with every unit."""


def evenly(count: int, height: Height, room: float) -> list[tuple[int, int]]:
    """Return the first and last unit (exclusive) of each part; none where one alone is too high.

    Of ways that are as even the one with the fuller parts first is taken.
    """
    # By the number of units placed: parts, sum of squares, units before the last of these parts.
    ways = [(0, 0, 0)]
    for end in range(1, count + 1):
        found: list[tuple[int, int, int]] = []
        for start in range(end - 1, -1, -1):
            tall = height(start, end)
            if tall > room:
                break
            parts, squares, _ = ways[start]
            found.append((parts + 1, squares + round(tall * tall), start))
        if not found:
            return []
        ways.append(min(found, key=itemgetter(0, 1)))
    stretches: list[tuple[int, int]] = []
    while count:
        stretches.append((ways[count][2], count))
        count = ways[count][2]
    return stretches[::-1]
