"""What the reader returns: plain dicts and lists that remember where each value stood."""

from footnoted.diagnostics import Span


class Map(dict[str, object]):
    """A mapping with the place of itself, of every key and of every value."""

    __slots__ = ("file", "marks", "start")

    def __init__(self, file: str, start: tuple[int, int]) -> None:
        super().__init__()
        self.file = file
        self.start = start
        self.marks: dict[str, tuple[int, int, int, int]] = {}
        """Key to (key line, key column, value line, value column), counting from 1."""


class Seq(list[object]):
    """A sequence with the place of itself and of every item."""

    __slots__ = ("file", "marks", "start")

    def __init__(self, file: str, start: tuple[int, int]) -> None:
        super().__init__()
        self.file = file
        self.start = start
        self.marks: list[tuple[int, int]] = []
        """(line, column) of each item, counting from 1."""


def span_at(node: Map | Seq, path: tuple[str | int, ...]) -> Span:
    """Return the place of the value at `path`, or of the last thing on the way that exists."""
    line, column, length = *node.start, 1
    here: object = node
    for step in path:
        if isinstance(here, Map) and isinstance(step, str) and step in here:
            line, column = here.marks[step][2:]
            here = here[step]
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            line, column = here.marks[step]
            here = here[step]
        else:
            break
        length = len(here) if isinstance(here, str) and "\n" not in here else 1
    return Span(node.file, line, column, length)


def span_of_key(node: Map, key: str) -> Span:
    """Return the place of a key itself, for keys that should not be there."""
    line, column = node.marks[key][:2] if key in node.marks else node.start
    return Span(node.file, line, column, len(key))
