"""Annotations in; functions that read plain values as them, or tell every misfit, out.

Each function is made when the first value of its kind is met: a brief has few kinds of block.
"""

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    TypeGuard,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

from footnoted.reader.fault import Fault, MisfitError, misfit
from footnoted.reader.nodes import Map
from footnoted.reader.record import After, Before, Key, Record, keys_of, placed
from footnoted.reader.simple import AS_IT_COMES, SIMPLE, Read, anything, choice, ruled

R = TypeVar("R", bound=Record)


def read_as(model: type[R], value: Mapping[str, object]) -> R:
    """Read a mapping as a record.

    Raises:
        MisfitError: Something in it does not fit.
    """
    return cast(R, _record(model)(value))


def bare(kind: object) -> object:
    """Take `Annotated` and `None` off a type."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    members = members_of(kind)
    return bare(members[0]) if len(members) == 1 else kind


def members_of(kind: object) -> tuple[object, ...]:
    """Return the members of a union but None; nothing for any other type."""
    if get_origin(kind) not in (Union, types.UnionType):
        return ()
    return tuple(one for one in get_args(kind) if one is not type(None))


@cache
def tags_of(member: object) -> tuple[str, ...]:
    """Return the values of a record's `type`, the key that tells the members of a union apart."""
    if not is_record(member) or "type" not in keys_of(member):
        return ()
    kind = keys_of(member)["type"].kind
    return get_args(kind) if get_origin(kind) is Literal else ()


def is_record(kind: object) -> TypeGuard[type[Record]]:
    """Say whether a type is a record's."""
    return isinstance(kind, type) and issubclass(kind, Record)


def reader_of(kind: Any) -> Read:  # noqa: ANN401
    """Return the function that reads values of a type."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _marked(kind)
    if origin in (Union, types.UnionType):
        return _union(kind)
    if origin is Literal:
        return choice({one: one for one in get_args(kind)})
    if origin is tuple:
        return _list(*get_args(kind))
    if origin is dict:
        return _dict(*get_args(kind))
    if is_record(kind):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return choice({one.value: one for one in kind})
    return SIMPLE[kind]


@cache
def _marked(kind: object) -> Read:
    """Read by the type first, then as its marks say, the innermost first."""
    base, *marks = get_args(kind)
    read = reader_of(base)
    for mark in marks:
        match mark:
            case Before():
                read = _before(mark.change, read)
            case After():
                read = _after(read, mark.change)
            case Key():
                read = ruled(read, mark)
    return read


def _before(change: Callable[[Any], object], read: Read) -> Read:
    def reader(value: object) -> object:
        try:
            value = change(value)
        except MisfitError:
            raise
        except ValueError as wrong:
            raise misfit("own", str(wrong)) from None
        return read(value)

    return reader


def _after(read: Read, change: Callable[[Any], object]) -> Read:
    return _before(read, _before(change, anything))


def _union(kind: object) -> Read:
    members = members_of(kind)
    if all(map(tags_of, members)):
        read = _tagged(cast(tuple[type[Record], ...], members))
    elif len(members) == 1:
        read = reader_of(members[0])
    else:
        read = _either(members)
    if type(None) not in get_args(kind):
        return read
    return lambda value: None if value is None else read(value)


def _tagged(members: Iterable[type[Record]]) -> Read:
    """Read a record as the member whose `type` it has."""
    models = {tag: one for one in members for tag in tags_of(one)}

    def reader(value: object) -> object:
        if not isinstance(value, dict):
            if isinstance(value, tuple(models.values())):
                return value
            raise misfit("mapping")
        if "type" not in value:
            raise misfit("missing-tag")
        tag = value["type"]
        model = models.get(tag) if isinstance(tag, str) else None
        if model is None:
            raise misfit("unknown-tag", (str(tag), list(models)))
        return _record(model)(value)

    return reader


_ANY: Final = (dict, list, tuple, str, bool, int, float, Decimal)
"""The types of all nodes."""


def _either(members: tuple[object, ...]) -> Read:
    """Read a value as the first member of its shape that it fits."""
    readers = [(_written(one), reader_of(one)) for one in members]

    def reader(value: object) -> object:
        faults: list[Fault] = []
        for shape, read in readers:
            if isinstance(value, shape):
                try:
                    return read(value)
                except MisfitError as wrong:
                    faults += wrong.faults
        if not faults:
            raise misfit("either", tuple(map(bare, members)))
        # That it is no keyword either is no news of a value that could be of a freer kind.
        raise MisfitError([one for one in faults if one.sort != "choice"] or faults)

    return reader


def _written(kind: object) -> tuple[type, ...]:
    """Return the types of node that people may write for a type."""
    for mark in getattr(kind, "__metadata__", ()):
        if isinstance(mark, Before):
            return _ANY if mark.written is None else _shapes(mark.written)
    return _shape(bare(kind))


def _shapes(kind: object) -> tuple[type, ...]:
    return tuple(shape for one in members_of(kind) or (kind,) for shape in _shape(bare(one)))


def _shape(kind: Any) -> tuple[type, ...]:  # noqa: ANN401
    """Return the types of node that a type may be read from."""
    origin = get_origin(kind) or kind
    if is_record(origin):
        return (dict, origin)
    if origin is dict:
        return (dict,)
    if origin is tuple:
        return (list, tuple)
    return (str,) if origin is str else (str, bool, int, float, Decimal)


def _list(*kinds: object) -> Read:
    """Read a list of one kind, as long as it likes, or one of as many as there are kinds."""
    if kinds[-1] is not Ellipsis:
        return _fixed([reader_of(kind) for kind in kinds])
    read = reader_of(kinds[0])

    def reader(value: object) -> object:
        if not isinstance(value, (list, tuple)):
            raise misfit("list")
        try:
            return tuple(map(read, value))
        except MisfitError:
            return _items((read, one) for one in value)

    return reader


def _fixed(reads: list[Read]) -> Read:
    def reader(value: object) -> object:
        if not isinstance(value, (list, tuple)):
            raise misfit("list")
        if len(value) > len(reads):
            raise misfit("length", ("at most", len(reads)))
        if len(value) < len(reads):
            raise misfit("missing-item", len(reads))
        return _items(zip(reads, value, strict=True))

    return reader


def _items(pairs: Iterable[tuple[Read, object]]) -> tuple[object, ...]:
    """Read each item, and tell the misfits of all."""
    made: list[object] = []
    faults: list[Fault] = []
    for index, (read, one) in enumerate(pairs):
        try:
            made.append(read(one))
        except MisfitError as wrong:
            faults += [fault.within(index) for fault in wrong.faults]
    if faults:
        raise MisfitError(faults)
    return tuple(made)


_KEYS_KNOWN: Final = 256
"""Keys that need no second look: thousands of mappings share a few."""


def _dict(key_kind: object, kind: object) -> Read:
    read_key, read = lru_cache(_KEYS_KNOWN)(reader_of(key_kind)), reader_of(kind)

    def reader(value: object) -> object:
        if not isinstance(value, dict):
            raise misfit("mapping", (key_kind, kind))
        try:
            return {read_key(key): read(one) for key, one in value.items()}
        except MisfitError:
            raise MisfitError(list(_faults_of(value, read_key, read))) from None

    return reader


def _faults_of(value: Mapping[str, object], read_key: Read, read: Read) -> Iterator[Fault]:
    for key, one in value.items():
        try:
            read_key(key)
        except MisfitError as wrong:
            yield from (Fault("key-pattern", bad.wanted, (key,)) for bad in wrong.faults)
        try:
            read(one)
        except MisfitError as wrong:
            yield from (fault.within(key) for fault in wrong.faults)


@cache
def _record(model: type[Record]) -> Read:
    needed = frozenset(name for name, key in keys_of(model).items() if key.is_required)
    met: dict[str, tuple[str, type | None, Read]] = {}

    def reader(value: object) -> object:
        if not isinstance(value, dict):
            if isinstance(value, model):
                return value
            raise misfit("mapping", model)
        values: dict[str, object] = {}
        faults: list[Fault] = []
        for key, one in value.items():
            try:
                name, kind, read = met.get(key) or met.setdefault(key, _meet(model, key))
                values[name] = one if type(one) is kind else read(one)
            except MisfitError as wrong:
                _, said = _spelled(model).get(key, ("", Key()))
                faults += [fault.under(key, said, model) for fault in wrong.faults]
        if faults or not needed.issubset(values):
            raise MisfitError(faults + _missing(model, value, needed - values.keys()))
        record = model(**values)
        if isinstance(value, Map):
            placed(record, value)
        return record

    return reader


@cache
def _spelled(model: type[Record]) -> dict[str, tuple[str, Key]]:
    """Return the name of the field that each key of the YAML fills."""
    return {
        spelled: (name, key)
        for name, key in keys_of(model).items()
        for spelled in (key.name, *key.also)
    }


def _meet(model: type[Record], key: str) -> tuple[str, type | None, Read]:
    """Return the field that a key fills, the type it takes as it comes, and how to read others.

    The user's own keys fill none.
    """
    if key.startswith("x-"):
        raise MisfitError([])
    if key not in _spelled(model):
        raise misfit("unknown-key")
    name, said = _spelled(model)[key]
    read = ruled(reader_of(said.kind), said)
    return name, AS_IT_COMES.get(read), read


def _missing(
    model: type[Record], value: Mapping[str, object], names: frozenset[str]
) -> list[Fault]:
    """Report what is not there; what is there and wrong was reported."""
    keys = [key for name, key in keys_of(model).items() if name in names]
    return [
        Fault("missing-key", None, (key.name,), key, model)
        for key in keys
        if not any(spelled in value for spelled in (key.name, *key.also))
    ]
