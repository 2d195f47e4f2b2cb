"""What the reader returns: plain dicts and lists that remember where each value stood."""

from collections.abc import Iterable

from footnoted.diagnostics import Span
from footnoted.reader.origin import MAP_HEAD, SEQ_HEAD, Kept, KeptMap, KeyMark, Origin

ItemMark = tuple[str, int, int]
"""File, line, column of an item."""


class Map(dict[str, object]):
    """A mapping with the place of itself, of every key and of every value."""

    __slots__ = ("first", "marks", "origin")

    origin: Origin
    first: int
    """Where its numbers begin in the origin's places; `Kept` while it is as it was written."""
    marks: dict[str, KeyMark] | None
    """All marks of a mapping that is not as it was written; a merged one has two files'."""

    @property
    def file(self) -> str:
        """Name of the file in which it begins."""
        return self.origin.name

    @property
    def start(self) -> tuple[int, int]:
        """Line and column at which it begins."""
        return self.origin.at(self.first + 1)


class Seq(list[object]):
    """A sequence with the place of itself and of every item."""

    __slots__ = ("first", "marks", "origin")

    origin: Origin
    first: int
    marks: list[ItemMark] | None

    @property
    def file(self) -> str:
        """Name of the file in which it begins."""
        return self.origin.name

    @property
    def start(self) -> tuple[int, int]:
        """Line and column at which it begins."""
        return self.origin.at(self.first)


def new_map(origin: Origin, first: int = 0, marks: dict[str, KeyMark] | None = None) -> Map:
    """Return a mapping without keys; one that initialises itself is made half as fast."""
    node = Map()
    node.origin, node.first, node.marks = origin, first, marks
    return node


def new_seq(origin: Origin, first: int = 0, marks: list[ItemMark] | None = None) -> Seq:
    """Return a sequence without items."""
    node = Seq()
    node.origin, node.first, node.marks = origin, first, marks
    return node


def kept_map(origin: Origin, first: KeptMap) -> Map:
    """Return a mapping that an origin has kept, as it was written."""
    node = new_map(origin, first)
    values = (_again(origin, one) for one in origin.held(first))
    node.update(zip(origin.keys(first), values, strict=True))
    return node


def _again(origin: Origin, value: object) -> object:
    if isinstance(value, KeptMap):
        return kept_map(origin, value)
    if not isinstance(value, Kept):
        return value
    node = new_seq(origin, value)
    node.extend(_again(origin, one) for one in origin.held(value))
    return node


def mark_of(node: Map, key: str) -> KeyMark | None:
    """Return where a key and its value stand; for an `id` of ours, what the mapping is under."""
    if node.marks is not None:
        return node.marks.get(key)
    if key not in node:
        return None
    return _mark(node, list(node).index(key))


def marks_of(node: Map) -> dict[str, KeyMark]:
    """Return the marks of all keys."""
    if node.marks is not None:
        return node.marks
    return {key: _mark(node, index) for index, key in enumerate(node)}


def key_place(node: Map, key: str, index: int) -> tuple[int, int]:
    """Return line and column of a key of which the number is known, which spares a search."""
    if node.marks is None:
        return node.origin.at(node.first + MAP_HEAD + 2 * index)
    return node.marks[key][1:3]


def _mark(node: Map, index: int) -> KeyMark:
    origin, first = node.origin, node.first
    if index >= len(origin.keys(first)):
        return (origin.name, *origin.at(first), *origin.at(first))
    number = first + MAP_HEAD + 2 * index
    return (origin.name, *origin.at(number), *origin.at(number + 1))


def item_mark(node: Seq, index: int) -> ItemMark:
    """Return where an item stands."""
    if node.marks is not None:
        return node.marks[index]
    return (node.origin.name, *node.origin.at(node.first + SEQ_HEAD + index))


def item_marks(node: Seq) -> list[ItemMark]:
    """Return where all items stand."""
    return [item_mark(node, index) for index in range(len(node))]


def span_at(node: Map | Seq, path: Iterable[str | int]) -> Span:
    """Return the place of the value at `path`, or of the last thing on the way that exists."""
    file, (line, column), length = node.file, node.start, 1
    here: object = node
    for step in path:
        if isinstance(here, Map) and isinstance(step, str) and (mark := mark_of(here, step)):
            file, _, _, line, column = mark
            here = here.get(step)
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            file, line, column = item_mark(here, step)
            here = here[step]
        else:
            break
        length = _written_length(here)
    return Span(file, line, column, length)


def span_of(node: Map | Seq, words: str, *, whole: bool) -> Span | None:
    """Return the place of the first text that is, or that holds, some words."""
    keys: Iterable[str | int] = node if isinstance(node, Map) else range(len(node))
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
    mark = mark_of(node, key)
    if mark is None:
        return Span(node.file, *node.start, length=len(key))
    return Span(*mark[:3], len(key))


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


def emptied(node: Map) -> Map:
    """Return a mapping without keys that knows where those of another one stand."""
    return new_map(node.origin, int(node.first), None if node.marks is None else dict(node.marks))


def copy_map(node: Map) -> Map:
    """Return a copy that may be changed; the values are shared."""
    copied = emptied(node)
    copied.update(node)
    return copied


def put(node: Map, key: str, value: object, mark: KeyMark) -> None:
    """Set a key and where it stands."""
    node.marks = marks_of(node)
    node[key] = value
    node.marks[key] = mark


def give_id(node: Map, id_: str, root: Map, index: int) -> None:
    """Set the `id` of a record that stands under it, the root's key of this number."""
    place = key_place(root, id_, index)
    if node.marks is None and "id" not in node and node.origin.at(node.first) == place:
        node["id"] = id_
    else:
        put(node, "id", id_, (root.file, *place, *place))


def take(node: Map, key: str) -> object:
    """Take a key out and return its value, None when there is no such key."""
    if key not in node:
        return None
    node.marks = marks_of(node)
    node.marks.pop(key, None)
    return node.pop(key)


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
