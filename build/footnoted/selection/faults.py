"""What can be wrong with a selection's words, and where in the mapping or the string."""

from msgspec import Struct
from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.model.record import Record

Path = tuple[str | int, ...]


class Fault(Struct, frozen=True):
    """One mistake: `column` counts from 1 inside the string at `path`, 0 for the whole value."""

    rule: str
    message: str
    hint: str = ""
    path: Path = ()
    column: int = 0


class Refused(Exception):  # noqa: N818 - carries a fault from the depth of a parser, no more
    """A fault on its way up to the one who collects them."""

    def __init__(self, rule: str, message: str, hint: str = "", column: int = 0) -> None:
        super().__init__(message)
        self.fault = Fault(rule, message, hint, (), column)


class Place(Struct, frozen=True):
    """Where a selection stands: a record and the path of keys to it; no record, no position."""

    record: Record | None = None
    path: Path = ()

    def span(self, *more: str | int) -> Span | None:
        """Return the position of the selection, or of something in it."""
        return None if self.record is None else self.record.span(*self.path, *more)


def diagnose(fault: Fault, place: Place) -> Diagnostic:
    """Turn a fault into an error at the character of the file that it means."""
    at = place.span(*fault.path)
    message = fault.message
    if fault.column:
        message = f"{message} (column {fault.column} of the selection)"
        if at is not None:
            at = replace(at, column=at.column + fault.column - 1, length=1)
    return error(fault.rule, message, at, fault.hint)
