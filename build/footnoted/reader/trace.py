"""Where a fault of pydantic's stands: its `loc` in; the path of keys in the YAML, and types, out.

A `loc` also names the members of unions it went through. Which of its steps are keys only the
annotations of the model tell: a block of type `section` may hold a key `section`.
"""

import types
from decimal import Decimal
from typing import Annotated, Literal, Union, get_args, get_origin

from msgspec import Struct
from pydantic import AliasChoices, AliasPath, BaseModel
from pydantic.fields import FieldInfo

from footnoted.reader.nodes import Map, Seq

Path = tuple[str | int, ...]


class Trace(Struct, frozen=True):
    """A place in a record as written."""

    path: Path
    is_key: bool = False
    """The fault is in the key at the end of the path, not in its value."""
    holder: type[BaseModel] | None = None
    """The model that holds, or would hold, the last key of the path."""
    field: FieldInfo | None = None
    misfit: bool = False
    """Reached through a member of a union that the value was not meant for."""
    wanted: tuple[object, ...] = ()
    """The other members of the union, where the value is none of them."""


def trace(model: type[BaseModel], node: object, loc: Path) -> Trace:
    """Follow a `loc` through the model's annotations and the nodes together."""
    kind: object = model
    here = node
    path: Path = ()
    found = Trace(())
    for step in loc:
        kind = bare(kind)
        members = union_members(kind)
        if members:
            fitting = [one for one in members if _fits(one, here)]
            kind = _member(members, step)
            misfit = bool(fitting) and not _is_tagged(members) and kind not in fitting
            wanted = () if fitting or _is_tagged(members) else members
            found = Trace(path, False, None, found.field, found.misfit or misfit, wanted)
            continue
        if step == "[key]":
            return Trace(path, True, None, found.field, found.misfit)
        path = (*path, step)
        here = child(here, step)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = field_of(kind, str(step))
            found = Trace(path, False, kind, field, found.misfit)
            kind = field.annotation if field else None
        else:
            arguments = [one for one in get_args(kind) if one is not Ellipsis]
            found = Trace(path, False, None, found.field, found.misfit)
            kind = arguments[-1] if arguments else None
    return found


def names_of(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model as they are written in YAML."""
    return [_name(name, field) for name, field in model.model_fields.items() if not field.exclude]


def field_of(model: type[BaseModel], key: str) -> FieldInfo | None:
    """Return the field that a key of the YAML fills."""
    for name, field in model.model_fields.items():
        alias = field.validation_alias or field.alias
        choices = alias.choices if isinstance(alias, AliasChoices) else [alias or name]
        if key in choices:
            return field
    return None


def child(value: object, step: str | int) -> object:
    """Return what stands at a key or an index, or None."""
    if isinstance(value, Map) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, Seq) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def at_path(node: object, path: Path) -> object:
    """Return what stands at a path, or None."""
    for step in path:
        # A single item may stand where a list is asked for.
        is_bare = step == 0 and isinstance(node, (str, int, float, Decimal))
        node = node if is_bare else child(node, step)
    return node


def bare(kind: object) -> object:
    """Take `Annotated` and `None` off a type."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        members = [one for one in get_args(kind) if one is not type(None)]
        if len(members) == 1:
            return bare(members[0])
    return kind


def union_members(kind: object) -> tuple[object, ...]:
    """Return the members of a union but None; nothing for any other type."""
    if get_origin(kind) not in (Union, types.UnionType):
        return ()
    return tuple(bare(one) for one in get_args(kind) if one is not type(None))


def _name(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias or field.alias or name
    first = alias.choices[0] if isinstance(alias, AliasChoices) else alias
    return str(first.path[0]) if isinstance(first, AliasPath) else str(first)


def _is_tagged(members: tuple[object, ...]) -> bool:
    return all(_tags(one) for one in members)


def _tags(member: object) -> tuple[object, ...]:
    """Return the values of the member's `type`, the key that tells our unions apart."""
    if not isinstance(member, type) or not issubclass(member, BaseModel):
        return ()
    field = member.model_fields.get("type")
    literal = field.annotation if field else None
    return get_args(literal) if get_origin(literal) is Literal else ()


def _member(members: tuple[object, ...], step: str | int) -> object:
    for one in members:
        if step in _tags(one) or getattr(one, "__name__", None) == step:
            return one
    models = [one for one in members if isinstance(one, type) and issubclass(one, BaseModel)]
    return models[0] if models else members[0]


def _fits(kind: object, value: object) -> bool:
    origin = get_origin(kind) or kind
    if isinstance(origin, type) and issubclass(origin, (BaseModel, dict)):
        return isinstance(value, dict)
    if isinstance(origin, type) and issubclass(origin, (tuple, list)):
        return isinstance(value, list)
    return origin is not None and not isinstance(value, (dict, list, type(None)))
