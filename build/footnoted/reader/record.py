"""A class of annotated keys in; a record that knows where in which file it stands, out."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, Self, dataclass_transform, get_type_hints

from msgspec import UNSET, Struct, StructMeta, field
from msgspec.structs import force_setattr, replace

from footnoted.diagnostics import Span
from footnoted.reader.nodes import Map, kept_map, span_at, span_of
from footnoted.reader.origin import KeptMap, Origin


class Key(Struct, frozen=True):
    """What is said of a key, or of a kind of value, beside its type."""

    default: object = UNSET
    default_factory: Callable[[], object] | None = None
    alias: str = ""
    """How it is written, where that is not its name with hyphens."""
    also: tuple[str, ...] = ()
    """Other spellings that are read."""
    description: str = ""
    examples: tuple[str, ...] = ()
    exclude: bool = False
    """Given by us and not by the user."""
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    kind: object = None
    """Its annotation."""

    @property
    def name(self) -> str:
        """How it is written in YAML."""
        return self.alias

    @property
    def is_required(self) -> bool:
        """Whether a record cannot do without it."""
        return self.default is UNSET and self.default_factory is None

    @property
    def has_rules(self) -> bool:
        """Whether it says more of a value than its type."""
        rules = (self.ge, self.gt, self.le, self.lt, self.min_length, self.max_length)
        return bool(self.pattern) or any(one is not None for one in rules)

    @property
    def hint(self) -> str:
        """What it is for, in words."""
        marks = [mark for mark in getattr(self.kind, "__metadata__", ()) if isinstance(mark, Key)]
        said = [self.description, *(mark.description for mark in reversed(marks))]
        return next(filter(None, said), "")


def Field(default: object = UNSET, **said: Any) -> Any:  # noqa: ANN401, N802
    """Say of a key, or within `Annotated` of a kind of value, what its type cannot: see `Key`."""
    return Key(default, **said)


class Before(Struct, frozen=True):
    """Within `Annotated`: what is done to a value before it is read as the type."""

    change: Callable[[Any], object]
    written: object = None
    """The type of what people may write, where it is another."""


class After(Struct, frozen=True):
    """Within `Annotated`: what is done to a value that has been read; refuses by `ValueError`."""

    change: Callable[[Any], object]


class RecordType(StructMeta):
    """Makes structs of classes whose keys are told by `Field`."""

    _said: dict[str, object]
    """Its fields as the class has them: what is said of each, or its default."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **_: bool
    ) -> "RecordType":
        """Keep what is said of each key, and leave msgspec its default."""
        said = dict(namespace)
        for key, one in said.items():
            if not isinstance(one, Key):
                continue
            if one.default_factory is not None:
                namespace[key] = field(default_factory=one.default_factory)
            elif one.default is UNSET:
                del namespace[key]
            else:
                namespace[key] = one.default
        made = super().__new__(mcls, name, bases, namespace, frozen=True, kw_only=True)
        made._said = said
        return made


class _Placed:
    """Room for a record's place, which is no part of what it says and of equality."""

    __slots__ = ("_first", "_source")

    _source: Origin | Map
    """What has kept the node that it was read from, or that node, if it is not as it was written.

    Not there for a record that was not read from a file.
    """
    _first: KeptMap
    """Where the origin has kept it."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Record(_Placed, Struct, metaclass=RecordType, frozen=True):
    """What every record shares: unknown keys refused, values frozen, its place remembered.

    Keys are written with hyphens in YAML; a key that begins with `x-` is the user's own.
    """

    def changed(self, values: Mapping[str, object]) -> Self:
        """Return a copy with other values, which stands where this one does."""
        made = replace(self, **values)
        for slot in _Placed.__slots__:
            if hasattr(self, slot):
                force_setattr(made, slot, getattr(self, slot))
        return made

    def says(self, name: str) -> bool:
        """Say whether the user wrote a key, or it is not as it would be without."""
        key, node = keys_of(type(self))[name], _node(self)
        if node is not None and any(one in node for one in (key.name, *key.also)):
            return True
        return bool(getattr(self, name) != default_of(key))

    def span(self, *path: str | int) -> Span | None:
        """Return where the value at this path of keys and indices stands in its file.

        The path may be longer than what was written: the last place on it that exists counts.
        None for a record that was not read from a file.
        """
        node = _node(self)
        return None if node is None else span_at(node, path)

    def find(self, words: str, *, whole: bool) -> Span | None:
        """Return where words stand in the record's file, as the whole of a value or within one."""
        source = getattr(self, "_source", None)
        # Most records have no such words, and to make their nodes anew takes time.
        if isinstance(source, Origin) and not _has(self, source, words):
            return None
        node = _node(self)
        return None if node is None else span_of(node, words, whole=whole)


_set_source: Final = _Placed.__dict__["_source"].__set__
_set_first: Final = _Placed.__dict__["_first"].__set__
"""Faster than `force_setattr`."""


def placed(record: Record, node: Map) -> None:
    """Tell a new record where it stands."""
    first = node.first
    if type(first) is KeptMap and node.marks is None:
        _set_source(record, node.origin)
        _set_first(record, first)
    else:
        _set_source(record, node)


def _node(record: Record) -> Map | None:
    """Return the node that a record was read from."""
    source = getattr(record, "_source", None)
    if not isinstance(source, Origin):
        return source
    node = kept_map(source, record._first)
    if id_ := _given_id(record):
        node.setdefault("id", id_)
    return node


def _has(record: Record, source: Origin, words: str) -> bool:
    """Say whether any text of a record's node has some words."""
    texts = source.texts(record._first)
    return any(words in one for one in texts) or words in _given_id(record)


def _given_id(record: Record) -> str:
    """Return the id that was given to a record's node."""
    key = keys_of(type(record)).get("id")
    return str(getattr(record, "id", "")) if key is not None and key.exclude else ""


@cache
def keys_of(model: type[Record]) -> dict[str, Key]:
    """Return what is said of each key of a record, by the name of its field."""
    keys: dict[str, Key] = {}
    for base in reversed(model.__mro__):
        if isinstance(base, RecordType):
            keys |= _own_keys(base)
    return {name: keys[name] for name in model.__struct_fields__}


@cache
def _own_keys(model: RecordType) -> dict[str, Key]:
    kinds = model.__annotations__
    if any(isinstance(kind, str) for kind in kinds.values()):
        kinds = get_type_hints(model, include_extras=True)
    keys: dict[str, Key] = {}
    for name in model.__annotations__:
        said = model._said.get(name, UNSET)
        key = said if isinstance(said, Key) else Key(said)
        alias = key.alias or name.replace("_", "-").strip("-")
        keys[name] = replace(key, kind=kinds[name], alias=alias)
    return keys


def names_of(model: type[Record]) -> list[str]:
    """Return the keys that a user may write, as they are written."""
    return [key.name for key in keys_of(model).values() if not key.exclude]


def default_of(key: Key) -> object:
    """Return what a key is where it is not written."""
    return key.default_factory() if key.default_factory is not None else key.default


def pairs(record: Record) -> Iterator[tuple[str, object]]:
    """Yield the name and the value of each field."""
    for name in type(record).__struct_fields__:
        yield name, getattr(record, name)


def plain(record: Record, *, whole: bool = False) -> dict[str, object]:
    """Return a record as JSON has it, by the keys of YAML: what is not as it is by default.

    With `whole` also what is, but never what we gave ourselves.
    """
    made: dict[str, object] = {}
    for name, key in keys_of(type(record)).items():
        value = getattr(record, name)
        if not key.exclude and (whole or value != default_of(key)):
            made[key.name] = _plain(value, whole)
    return made


_PLAIN: Final = (str, int, float, bool, type(None))


def _plain(value: object, whole: bool) -> object:
    match value:
        case Record():
            return plain(value, whole=whole)
        case Enum():
            return value.value
        case Decimal():
            return str(value)
        case Mapping():
            return {key: _plain(one, whole) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one, whole) for one in value]
        case _:
            assert isinstance(value, _PLAIN), value
            return value
