"""A file's text and the nodes read from it in; where and what each of them is, kept small, out.

A project has many values, of which few are ever asked for again: what is kept of them stands in
one array of numbers and one list, without an object for each node. Places are characters from the
start of the file.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

KeyMark = tuple[str, int, int, int, int]
"""File, key line, key column, value line, value column; lines and columns count from 1."""

MAP_HEAD: Final = 3
"""Numbers of a mapping before those of its keys: the place of what it stands under, its own, where
its values begin. For each key follow the key's place and the value's."""
SEQ_HEAD: Final = 2
"""Numbers of a sequence before its items' places: its own, where its values begin."""


class Kept(int):
    """Where the numbers of a node begin; a node that bears it is as it was written."""

    __slots__ = ()


class KeptMap(Kept):
    """Where those of a mapping do."""

    __slots__ = ()


class KeptSeq(Kept):
    """Where those of a sequence do."""

    __slots__ = ()


Links = list[tuple[int, int]]
"""Those of a node's values that are nodes themselves: which, and where they are kept."""


class Origin:
    """A file as it was written: where its lines begin, and what in it each node was."""

    __slots__ = ("lines", "name", "places", "shapes", "values")

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self.places = array("I")
        self.values: list[object] = []
        """Of each mapping its keys and its values, of each sequence how many items and the items.

        A node among the values is its number.
        """
        self.shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        """Keys of mappings: thousands share a few."""
        lengths = map(len, text.splitlines(keepends=True))
        self.lines = array("I", accumulate(lengths, initial=0))
        if not text.endswith(("\n", "\r")) and text:
            self.lines.pop()

    def keep_map(self, numbers: list[int], node: dict[str, object], links: Links) -> KeptMap:
        """Keep a mapping, of which the last number of its head is not known before."""
        keys, held = tuple(node), self.values
        begin = numbers[MAP_HEAD - 1] = len(held)
        held.append(self.shapes.setdefault(keys, keys))
        held += node.values()
        for index, linked in links:
            held[begin + 1 + index] = linked
        first = KeptMap(len(self.places))
        self.places.fromlist(numbers)
        return first

    def keep_seq(self, numbers: list[int], node: list[object], links: Links) -> KeptSeq:
        """Keep a sequence in the same way."""
        held = self.values
        begin = numbers[SEQ_HEAD - 1] = len(held)
        held.append(len(node))
        held += node
        for index, linked in links:
            held[begin + 1 + index] = linked
        first = KeptSeq(len(self.places))
        self.places.fromlist(numbers)
        return first

    def keys(self, first: int) -> tuple[str, ...]:
        """Return the keys that a mapping was written with."""
        found = self.values[self.places[first + MAP_HEAD - 1]]
        assert isinstance(found, tuple)
        return found

    def held(self, first: Kept) -> list[object]:
        """Return the values of a mapping or the items of a sequence."""
        begin = self.places[first + (MAP_HEAD if type(first) is KeptMap else SEQ_HEAD) - 1]
        size = self.values[begin]
        count = len(size) if isinstance(size, tuple) else size
        assert isinstance(count, int)
        return self.values[begin + 1 : begin + 1 + count]

    def texts(self, first: Kept) -> Iterator[str]:
        """Yield all texts in a node, as they were written one after the other."""
        for value in self.held(first):
            if isinstance(value, str):
                yield value
            elif isinstance(value, Kept):
                yield from self.texts(value)

    def key_marks(self, keys: Iterable[str], indices: list[int]) -> dict[str, KeyMark]:
        """Return the marks of keys, of which each has the places of itself and of its value."""
        pairs = zip(indices[::2], indices[1::2], strict=True)
        places = ((*self.place(at), *self.place(begins)) for at, begins in pairs)
        return {key: (self.name, *place) for key, place in zip(keys, places, strict=True)}

    def at(self, number: int) -> tuple[int, int]:
        """Return line and column of one of the places."""
        return self.place(self.places[number])

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column of a character."""
        line = bisect_right(self.lines, index)
        return line, index - self.lines[line - 1] + 1
