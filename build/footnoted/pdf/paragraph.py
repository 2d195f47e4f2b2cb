"""A paragraph to be broken: words come in, measured once for all that line breaking asks of them.

Lines are cut from it as stretches of these words, between the parts of words that hyphens divide.
"""

from collections.abc import Sequence
from itertools import accumulate, chain
from math import fsum
from operator import add

from msgspec import Struct

from footnoted.pdf.words import Line, Word


class Paragraph(Struct, frozen=True, eq=False, gc=False):
    """Words side by side, with their widths and those of the spaces behind them."""

    words: tuple[Word, ...]
    widths: list[float]
    spaces: list[float]
    width: float
    """Of all on one line, without the last space."""
    notes: list[tuple[str, ...]]
    """Those that each word calls; empty where none of them does."""

    def places(self) -> tuple[list[float], list[float]]:
        """Return how far from the start each word ends, and how much of that is spaces.

        The spaces go on to the one behind the last word; all of it happens within C.
        """
        spaces = list(accumulate(self.spaces, initial=0.0))
        return list(map(add, accumulate(self.widths), spaces)), spaces

    def line(
        self, cut: "Cut", room: float | None = None, hang: float = 0.0, *, shrinks: bool = False
    ) -> Line:
        """Make a line, stretched to the room if any is given; some only if they are wider."""
        rest, start, end, first = cut
        words, widths, spaces = (
            self.words[start:end],
            self.widths[start:end],
            self.spaces[start:end],
        )
        notes = self.notes[start:end]
        if rest is not None:
            words = (rest, *words)
            widths.insert(0, rest.width)
            spaces.insert(0, rest.space)
            notes.insert(0, rest.notes)
        if first is not None:
            words = (*words, first)
            widths.append(first.width)
            spaces.append(first.space)
            notes.append(first.notes)
        white = fsum(spaces) - spaces[-1]
        width = fsum(widths) + white
        stretch = 0.0
        if room is not None and white and (width > room or not shrinks):
            stretch = (room - width) / white
        called = tuple(chain.from_iterable(notes)) if notes else ()
        return Line(words, width, stretch, first is not None, called, hang)


Cut = tuple[Word | None, int, int, Word | None]
"""A line: the rest of a divided word, the words from one to another (exclusive), and the first part
of the next one."""


def measured(words: Sequence[Word]) -> Paragraph:
    """Measure words."""
    widths, spaces = [word.width for word in words], [word.space for word in words]
    width = fsum(widths) + (fsum(spaces) - spaces[-1])
    notes = [word.notes for word in words]
    return Paragraph(tuple(words), widths, spaces, width, notes if any(notes) else [])
