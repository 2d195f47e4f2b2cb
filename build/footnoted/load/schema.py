"""The models in; JSON Schemas of draft 7, which editors read, out.

From the same models that validate: what an editor underlines is what `load` reports. Keys that
begin with `x-` are allowed everywhere.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from footnoted.load.merge import CONTROLS
from footnoted.load.types import Schema, schema_of
from footnoted.model.dataset import Conflict, DatasetInfo, Fact, SectionText
from footnoted.model.names import Name, Term
from footnoted.model.outline import Audience, Outline
from footnoted.model.record import Id
from footnoted.model.source import Source
from footnoted.model.style import Style

_CHANGE = "Change"
"""Ends the names of definitions for files that say `extends`: nothing in them is required."""


def schema(name: str) -> Schema:
    """Return the schema of one kind of file."""
    return _SCHEMAS[name]()


def schemas() -> dict[str, Schema]:
    """Return every schema by name: `facts` is for the files of data/facts/."""
    return {name: make() for name, make in _SCHEMAS.items()}


def _mapping(model: type[Any]) -> Schema:
    """A file that maps ids to records."""
    made = schema_of(dict[Id, model])  # type: ignore[valid-type]
    ids = {key.replace("^", "^(?!x-)", 1): one for key, one in made["patternProperties"].items()}
    return made | {"patternProperties": {"^x-": {}, **ids}}


def _sources() -> Schema:
    """A mapping, a CSL-JSON list, or Better CSL's `references`."""
    made = _mapping(Source)
    definitions = made.pop("definitions")
    draft = made.pop("$schema")
    record = {"allOf": [{"$ref": "#/definitions/Source"}], "required": ["id"]}
    items = {"type": "array", "items": record}
    references = {"type": "object", "required": ["references"], "properties": {"references": items}}
    return {
        "$schema": draft,
        "if": {"required": ["references"], "type": "object"},
        "then": references,
        "else": {"if": {"type": "array"}, "then": items, "else": made},
        "definitions": definitions,
    }


def _outline() -> Schema:
    made = schema_of(Outline)
    orders: Schema = {
        "remove": {"type": "boolean", "description": "Leave this block of the parent out."},
        "replace": {"type": "boolean", "description": "Take nothing over from the parent's block."},
        "before": {"type": "string", "description": "Id of the block to stand before."},
        "after": {"type": "string", "description": "Id of the block to stand after."},
    }
    assert set(orders) == set(CONTROLS)
    for definition in made["definitions"].values():
        properties = definition.get("properties", {})
        if "type" in properties and "id" in properties:
            properties |= orders
    return _may_extend(made, "Outline")


def _style() -> Schema:
    return _may_extend(schema_of(Style), "Style")


def _may_extend(made: Schema, name: str) -> Schema:
    """Ask less of a file that extends another, or is only to be extended."""
    definitions: Schema = made.pop("definitions")
    draft = made.pop("$schema")
    definitions[name] = made
    changes = {key + _CHANGE: _relaxed(value) for key, value in definitions.items()}
    is_partial = {
        "anyOf": [
            {"required": ["extends"]},
            {"required": ["abstract"], "properties": {"abstract": {"const": True}}},
        ]
    }
    return {
        "$schema": draft,
        "title": name,
        "if": is_partial,
        "then": {"$ref": f"#/definitions/{name}{_CHANGE}"},
        "else": {"$ref": f"#/definitions/{name}"},
        "definitions": definitions | changes,
    }


def _relaxed(value: object) -> Any:  # noqa: ANN401
    """Copy a schema without `required`; a block that has no type is any block."""
    if isinstance(value, list):
        return [_relaxed(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    made = {key: _relaxed(one) for key, one in value.items() if key != "required"}
    if isinstance(value.get("$ref"), str):
        made["$ref"] = value["$ref"] + _CHANGE
    if "oneOf" in made:
        # Without its type a block fits several kinds.
        made["anyOf"] = made.pop("oneOf")
    return made


_SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "dataset": lambda: schema_of(DatasetInfo),
    "sources": _sources,
    "facts": lambda: _mapping(Fact),
    "sections": lambda: _mapping(SectionText),
    "conflicts": lambda: _mapping(Conflict),
    "names": lambda: _mapping(Name),
    "glossary": lambda: _mapping(Term),
    "outline": _outline,
    "audiences": lambda: _mapping(Audience),
    "style": _style,
}
