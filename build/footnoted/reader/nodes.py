"""What the reader returns: plain dicts and lists that remember where each value stood."""

from collections.abc import Iterable

from footnoted.diagnostics import Span

KeyMark = tuple[str, int, int, int, int]
"""File, key line, key column, value line, value column; lines and columns count from 1."""
ItemMark = tuple[str, int, int]
"""File, line, column of an item."""


class Map(dict[str, object]):
    """A mapping with the place of itself, of every key and of every value.

    Every mark names its file, because a merged mapping has keys of two files.
    """

    __slots__ = ("file", "marks", "start")

    def __init__(self, file: str, start: tuple[int, int]) -> None:
        super().__init__()
        self.file = file
        self.start = start
        self.marks: dict[str, KeyMark] = {}


class Seq(list[object]):
    """A sequence with the place of itself and of every item."""

    __slots__ = ("file", "marks", "start")

    def __init__(self, file: str, start: tuple[int, int]) -> None:
        super().__init__()
        self.file = file
        self.start = start
        self.marks: list[ItemMark] = []


def span_at(node: Map | Seq, path: Iterable[str | int]) -> Span:
    """Return the place of the value at `path`, or of the last thing on the way that exists."""
    file, (line, column), length = node.file, node.start, 1
    here: object = node
    for step in path:
        if isinstance(here, Map) and isinstance(step, str) and step in here.marks:
            file, _, _, line, column = here.marks[step]
            here = here.get(step)
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            file, line, column = here.marks[step]
            here = here[step]
        else:
            break
        length = _written_length(here)
    return Span(file, line, column, length)


def span_of(node: Map | Seq, words: str, *, whole: bool) -> Span | None:
    """Return the place of the first text that is, or that holds, some words."""
    keys: Iterable[str | int] = node.marks if isinstance(node, Map) else range(len(node))
    for key in keys:
        value = node[key]  # type: ignore[index]  # a key of this very node
        if isinstance(value, str):
            if value == words or (not whole and words in value):
                return span_at(node, (key,))
        elif isinstance(value, (Map, Seq)) and (found := span_of(value, words, whole=whole)):
            return found
    return None


def span_of_key(node: Map, key: str) -> Span:
    """Return the place of a key itself, for keys that should not be there."""
    if key not in node.marks:
        return Span(node.file, *node.start, length=len(key))
    file, line, column, _, _ = node.marks[key]
    return Span(file, line, column, len(key))


def owner_span(node: Map | Seq, path: tuple[str | int, ...]) -> Span:
    """Return the place that names the thing at `path`: its key, or the start of an item.

    A mapping under a key begins on the next line; what lacks something is better shown by name.
    """
    here: object = node
    for step in path[:-1]:
        if isinstance(here, Map) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            here = here[step]
    if path and isinstance(here, Map) and isinstance(path[-1], str):
        return span_of_key(here, path[-1])
    return span_at(node, path or ("id",))


def copy_map(node: Map) -> Map:
    """Return a copy that may be changed; the values are shared."""
    copied = Map(node.file, node.start)
    copied.update(node)
    copied.marks.update(node.marks)
    return copied


def put(node: Map, key: str, value: object, mark: KeyMark) -> None:
    """Set a key and where it stands."""
    node[key] = value
    node.marks[key] = mark


def take(node: Map, key: str) -> object:
    """Take a key out and return its value, None when there is no such key."""
    node.marks.pop(key, None)
    return node.pop(key, None)


def _written_length(value: object) -> int:
    match value:
        case str() if "\n" not in value:
            return max(1, len(value))
        case bool():
            return 4 if value else 5
        case None | dict() | list() | str():
            return 1
        case _:
            return len(str(value))
