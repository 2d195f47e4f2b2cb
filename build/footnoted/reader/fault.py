"""What does not fit a type: of what sort it is, where it stands, what would fit."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from footnoted.reader.record import Key, Record

Path = tuple[str | int, ...]
Sort = Literal[
    "choice",
    "either",
    "key-pattern",
    "length",
    "list",
    "mapping",
    "missing-item",
    "missing-key",
    "missing-tag",
    "number",
    "own",
    "pattern",
    "range",
    "text",
    "truth",
    "unknown-key",
    "unknown-tag",
    "whole",
]


class Fault(Struct, frozen=True):
    """One thing that does not fit."""

    sort: Sort
    wanted: object = None
    """What would fit: choices, a pattern, a bound, words."""
    path: Path = ()
    """From what was read to the thing."""
    key: Key | None = None
    """The innermost key on the path."""
    holder: type[Record] | None = None
    """The record that holds, or would hold, that key, if the path ends with it."""

    def within(self, step: str | int) -> "Fault":
        """Say it of what holds the thing."""
        return replace(self, path=(step, *self.path))

    def under(self, name: str, key: Key, holder: type[Record]) -> "Fault":
        """Say it of the record that holds the thing."""
        holds = not self.path and self.sort != "missing-tag"
        return replace(
            self,
            path=(name, *self.path),
            key=self.key or key,
            holder=holder if holds else self.holder,
        )


class MisfitError(ValueError):
    """A value that does not fit its type, with everything that is wrong in it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(
            "; ".join(f"{'.'.join(map(str, one.path))}: {one.wanted or one.sort}" for one in faults)
        )
        self.faults = faults


def misfit(sort: Sort, wanted: object = None) -> MisfitError:
    """Return the error of one fault in the value itself."""
    return MisfitError([Fault(sort, wanted)])
