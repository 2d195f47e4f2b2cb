"""What is taken of a plane: shapes, boxes and strokes in, answers whether a box is free out.

A row of cells is one integer, a bit for each cell, so that a box is asked for in a few steps.
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor

from footnoted.figures.drawing import Box, Point


class Raster:
    """Cells of a plane of so many points; nothing is kept of what lies outside."""

    def __init__(self, width: float, height: float, cell: float) -> None:
        self.cell = cell
        self.columns = max(ceil(width / cell), 1)
        self.rows = [0] * max(ceil(height / cell), 1)

    def fill(self, rings: Iterable[Sequence[Point]]) -> None:
        """Take the cells whose middle lies in a shape (even-odd), and islands' whole boxes."""
        crossings: dict[int, list[float]] = {}
        cell, last = self.cell, len(self.rows) - 1
        for ring in rings:
            xs, ys = [x for x, _ in ring], [y for _, y in ring]
            if max(xs) - min(xs) < 2 * cell and max(ys) - min(ys) < 2 * cell:
                self.cover((min(xs), min(ys), max(xs), max(ys)))
            x0, y0 = ring[-1]
            for x1, y1 in ring:
                low, high = (y0, y1) if y0 < y1 else (y1, y0)
                first = max(ceil(low / cell - 0.5), 0)
                for row in range(first, min(ceil(high / cell - 0.5) - 1, last) + 1):
                    part = ((row + 0.5) * cell - y0) / (y1 - y0)
                    crossings.setdefault(row, []).append(x0 + part * (x1 - x0))
                x0, y0 = x1, y1
        for row, found in crossings.items():
            found.sort()
            for left, right in zip(found[::2], found[1::2], strict=False):
                self.rows[row] |= self._mask(ceil(left / cell - 0.5), ceil(right / cell - 0.5))

    def cover(self, box: Box) -> None:
        """Take every cell that a box touches."""
        mask, rows = self._touched(box)
        for row in rows:
            self.rows[row] |= mask

    def stroke(self, start: Point, end: Point) -> None:
        """Take the cells under a straight stroke."""
        for x, y in self._steps(start, end):
            self.cover((x, y, x, y))

    def add(self, other: "Raster") -> None:
        """Take what another raster of the same plane has taken."""
        self.rows = [mine | theirs for mine, theirs in zip(self.rows, other.rows, strict=True)]

    def is_free(self, box: Box) -> bool:
        """Say whether no cell that a box touches is taken."""
        mask, rows = self._touched(box)
        return not any(self.rows[row] & mask for row in rows)

    def is_full(self, box: Box) -> bool:
        """Say whether every cell that a box touches is taken, and lies within the plane."""
        if box[0] < 0 or box[1] < 0 or box[2] > self.columns * self.cell:
            return False
        if box[3] >= len(self.rows) * self.cell:
            return False
        mask, rows = self._touched(box)
        return all(self.rows[row] & mask == mask for row in rows)

    def share(self, box: Box) -> float:
        """Return the share of the cells that a box touches which are taken."""
        mask, rows = self._touched(box)
        taken = sum((self.rows[row] & mask).bit_count() for row in rows)
        return taken / max(mask.bit_count() * len(rows), 1)

    def is_clear(self, start: Point, end: Point) -> bool:
        """Say whether a straight stroke crosses nothing taken."""
        return all(self.is_free((x, y, x, y)) for x, y in self._steps(start, end))

    def inmost(self) -> Point | None:
        """Return the middle of the largest room within what is taken."""
        rows, kept = self.rows, None
        while any(rows):
            kept = rows
            upper, lower = [0, *rows[:-1]], [*rows[1:], 0]
            rows = [
                row & (row << 1) & (row >> 1) & above & under
                for row, above, under in zip(rows, upper, lower, strict=True)
            ]
        if kept is None:
            return None
        taken = [index for index, row in enumerate(kept) if row]
        row = taken[len(taken) // 2]
        bits = [index for index in range(kept[row].bit_length()) if kept[row] >> index & 1]
        column = bits[len(bits) // 2]
        return (column + 0.5) * self.cell, (row + 0.5) * self.cell

    def _steps(self, start: Point, end: Point) -> Iterable[Point]:
        across, down = end[0] - start[0], end[1] - start[1]
        count = ceil(max(abs(across), abs(down)) / self.cell) + 1
        for step in range(count + 1):
            yield start[0] + across * step / count, start[1] + down * step / count

    def _mask(self, first: int, after: int) -> int:
        first, after = max(first, 0), min(after, self.columns)
        return ((1 << (after - first)) - 1) << first if after > first else 0

    def _touched(self, box: Box) -> tuple[int, range]:
        mask = self._mask(floor(box[0] / self.cell), floor(box[2] / self.cell) + 1)
        first = max(floor(box[1] / self.cell), 0)
        return mask, range(first, min(floor(box[3] / self.cell) + 1, len(self.rows)))
