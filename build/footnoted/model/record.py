"""Records read from YAML: pydantic models that know where in which file they stand."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    model_validator,
)
from pydantic_core import CoreSchema

from footnoted.diagnostics import Span
from footnoted.reader.nodes import Map, span_at, span_of

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="Lower-case letters, digits and single hyphens; never reused.",
    ),
]


def _as_map(value: object) -> object:
    """Read a plain text as the dataset's language, so that one language needs no mapping."""
    return {"": str(value)} if isinstance(value, (str, int, float, Decimal)) else value


Language = Annotated[
    str,
    Field(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$", description="BCP 47 tag, or empty."),
]

Words = Annotated[
    dict[Language, str],
    BeforeValidator(_as_map, json_schema_input_type=str | dict[Language, str]),
    Field(description="Text in the dataset's language, or a map from language to text."),
]
"""A text by language; the key "" stands for the dataset's own language."""


def _as_text(value: object) -> object:
    """Take a bare number as text: `issued: 2007` and `volume: 34` are words to us."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    return value


TextOrNumber = Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int | float)]


def _as_list(value: object) -> object:
    """Take one value as a list of one."""
    return [value] if isinstance(value, (str, int, float, Decimal, Mapping)) else value


class _OrOne:
    """Tells JSON Schema, which sees the list only, that a single item will do."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made = handler(core)
        return {"anyOf": [made["items"], made]}


T = TypeVar("T")
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_as_list), _OrOne]
"""A list in which a single value may stand without its brackets."""


def _hyphenated(name: str) -> str:
    return name.replace("_", "-").strip("-")


def _allow_own_keys(schema: dict[str, Any]) -> None:
    schema["patternProperties"] = {"^x-": {}}


def _has_own_keys(data: Map) -> bool:
    for key in data:  # noqa: SIM110  # runs for every record; a generator doubles the time
        if key[:2] == "x-":
            return True
    return False


def _without_own_keys(data: Map) -> dict[str, object]:
    return {key: value for key, value in data.items() if not key.startswith("x-")}


class Record(BaseModel):
    """What every record shares: unknown keys refused, values frozen, its place remembered.

    Keys are written with hyphens in YAML; a key that begins with `x-` is the user's own.
    """

    __slots__ = ("_node",)
    if TYPE_CHECKING:
        _node: Map | None

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=_hyphenated,
        populate_by_name=True,
        allow_inf_nan=False,
        defer_build=True,
        json_schema_extra=_allow_own_keys,
    )

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        if not isinstance(data, Map):
            return handler(data)
        record = handler(data if not _has_own_keys(data) else _without_own_keys(data))
        # A slot and not a private attribute: half the time, and no part of equality.
        object.__setattr__(record, "_node", data)
        return record

    def __copy__(self) -> Self:
        copied = super().__copy__()
        object.__setattr__(copied, "_node", getattr(self, "_node", None))
        return copied

    def span(self, *path: str | int) -> Span | None:
        """Return where the value at this path of keys and indices stands in its file.

        The path may be longer than what was written: the last place on it that exists counts.
        None for a record that was not read from a file.
        """
        node = getattr(self, "_node", None)
        return None if node is None else span_at(node, path)

    def find(self, words: str, *, whole: bool) -> Span | None:
        """Return where words stand in the record's file, as the whole of a value or within one."""
        node = getattr(self, "_node", None)
        return None if node is None else span_of(node, words, whole=whole)
