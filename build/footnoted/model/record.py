"""Records read from YAML: pydantic models that know where in which file they stand."""

from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from footnoted.diagnostics import Span
from footnoted.reader.nodes import Map, span_at

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="Lower-case letters, digits and single hyphens; never reused.",
    ),
]


def _as_map(value: object) -> object:
    """Read a plain string as the English text, so that one language needs no mapping."""
    return {"": value} if isinstance(value, (str, int, float)) else value


Words = Annotated[
    dict[str, str],
    BeforeValidator(_as_map, json_schema_input_type=str | dict[str, str]),
    Field(description="Text in the dataset's language, or a map from language to text."),
]
"""A text by language; the key "" stands for the dataset's own language."""


def _as_text(value: object) -> object:
    """Take a bare number as text: `issued: 2007` and `volume: 34` are words to us."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


TextOrNumber = Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int | float)]


def _as_list(value: object) -> object:
    """Take one value as a list of one."""
    return [value] if isinstance(value, (str, int, float, Mapping)) else value


T = TypeVar("T")
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_as_list)]
"""A list in which a single value may stand without its brackets."""


class Record(BaseModel):
    """What every record shares: unknown keys refused, values frozen, its place remembered.

    Keys are written with hyphens in YAML; a key that begins with `x-` is the user's own.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-").strip("-"),
        populate_by_name=True,
    )
    _node: Map | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        record = handler(data)
        if isinstance(data, Map):
            record._node = data
        return record

    def span(self, *path: str | int) -> Span | None:
        """Return where the value at this path of keys and indices stands in its file.

        The path may be longer than what was written: the last place on it that exists counts.
        None for a record that was not read from a file.
        """
        return None if self._node is None else span_at(self._node, path)
