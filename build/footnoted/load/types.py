"""Types of records in; the JSON Schema of draft 7 that says the same, out."""

import types
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from inspect import cleandoc
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from footnoted.model.record import Before, Key, Record, default_of, keys_of
from footnoted.reader.fitting import is_record, members_of, tags_of

Schema = dict[str, Any]


def schema_of(kind: object) -> Schema:
    """Return the schema of a type; what it refers to stands under `definitions`."""
    definitions: dict[str, Schema] = {}
    made = _record(kind, definitions) if is_record(kind) else _of(kind, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **made,
        "definitions": definitions,
    }


_SIMPLE: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
    Decimal: {"anyOf": [{"type": "number"}, {"type": "string"}]},
}


def _of(kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    origin = get_origin(kind)
    if origin is Annotated:
        return _marked(kind, definitions)
    if origin in (Union, types.UnionType):
        return _union(kind, definitions)
    if origin is Literal:
        return _choice(get_args(kind))
    if origin in (tuple, list):
        return _list(get_args(kind), definitions)
    if origin is dict:
        key, value = get_args(kind)
        return _dict(key, value, definitions)
    if is_record(kind) or (isinstance(kind, type) and issubclass(kind, Enum)):
        return _reference(kind, definitions)
    return dict(_SIMPLE.get(kind, {}))


def _marked(kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    """Say what people may write, and what its marks add."""
    base, *marks = get_args(kind)
    made: Schema | None = None
    for mark in marks:
        match mark:
            case Before(written=written) if written is not None:
                made = _of(written, definitions)
            case Key():
                made = _with(_of(base, definitions) if made is None else made, mark)
            case str():
                # A list in which one item may stand without its brackets.
                whole = _of(base, definitions)
                made = {"anyOf": [whole["items"], whole]}
            case _:
                pass
    return _of(base, definitions) if made is None else made


_NUMBER: Final = (
    ("ge", "minimum"),
    ("gt", "exclusiveMinimum"),
    ("le", "maximum"),
    ("lt", "exclusiveMaximum"),
)
_BOUNDS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "integer": _NUMBER,
    "number": _NUMBER,
    "string": (("min_length", "minLength"), ("max_length", "maxLength"), ("pattern", "pattern")),
    "array": (("min_length", "minItems"), ("max_length", "maxItems")),
}


def _with(made: Schema, key: Key) -> Schema:
    """Add to a schema what is said of a key or a kind of value."""
    made = _bound(made, key)
    if key.description:
        made["description"] = key.description
    if key.examples:
        made["examples"] = list(key.examples)
    return made


def _bound(made: Schema, key: Key) -> Schema:
    if "anyOf" in made:
        members = made["anyOf"]
        lists = [one for one in members if one.get("type") == "array"]
        return made | {
            "anyOf": [_bound(one, key) if one in (lists or members) else one for one in members]
        }
    said = {name: getattr(key, field) for field, name in _BOUNDS.get(made.get("type", ""), ())}
    return made | {name: bound for name, bound in said.items() if bound not in (None, "")}


def _union(kind: object, definitions: dict[str, Schema]) -> Schema:
    if all(map(tags_of, members_of(kind))):
        return {"oneOf": [_of(one, definitions) for one in get_args(kind)]}
    members = [_of(one, definitions) for one in get_args(kind)]
    return {"anyOf": [each for one in members for each in _alternatives(one)]}


def _alternatives(made: Schema) -> list[Schema]:
    alternatives: list[Schema] = made["anyOf"] if made.keys() == {"anyOf"} else [made]
    return alternatives


def _choice(choices: tuple[str | int, ...]) -> Schema:
    sort = "string" if isinstance(choices[0], str) else "integer"
    if len(choices) == 1:
        return {"const": choices[0], "type": sort}
    return {"enum": list(choices), "type": sort}


def _list(kinds: tuple[object, ...], definitions: dict[str, Schema]) -> Schema:
    items = [_of(one, definitions) for one in kinds if one is not Ellipsis]
    if len(kinds) == 1 or kinds[-1] is Ellipsis:
        return {"type": "array", "items": items[0]}
    count = len(items)
    return {
        "type": "array",
        "items": items,
        "additionalItems": False,
        "minItems": count,
        "maxItems": count,
    }


def _dict(key: object, kind: object, definitions: dict[str, Schema]) -> Schema:
    keys, values = _of(key, definitions), _of(kind, definitions)
    if "pattern" not in keys:
        return {"type": "object", "additionalProperties": values or True}
    made: Schema = {
        "type": "object",
        "patternProperties": {keys["pattern"]: values},
        "additionalProperties": False,
    }
    if "description" in keys:
        made["propertyNames"] = {"description": keys["description"]}
    return made


def _reference(kind: type[Record] | type[Enum], definitions: dict[str, Schema]) -> Schema:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        made = _enum(kind) if issubclass(kind, Enum) else _record(kind, definitions)
        definitions[kind.__name__] = made
    return {"$ref": f"#/definitions/{kind.__name__}"}


def _enum(kind: type[Enum]) -> Schema:
    return {
        "description": cleandoc(kind.__doc__ or ""),
        "enum": [one.value for one in kind],
        "type": "string",
    }


def _record(model: type[Record], definitions: dict[str, Schema]) -> Schema:
    keys = keys_of(model).values()
    made: Schema = {
        "type": "object",
        "description": cleandoc(model.__doc__ or ""),
        "properties": {key.name: _property(key, definitions) for key in keys},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    required = [key.name for key in keys if key.is_required]
    return made | ({"required": required} if required else {})


def _property(key: Key, definitions: dict[str, Schema]) -> Schema:
    made = _with(_of(key.kind, definitions), key)
    if not key.is_required and key.default_factory is None:
        made["default"] = _plain(default_of(key))
    if "$ref" in made and len(made) > 1:
        # Draft 7 ignores what stands beside `$ref`.
        made = {"allOf": [{"$ref": made.pop("$ref")}], **made}
    return made


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    return value.value if isinstance(value, Enum) else value
