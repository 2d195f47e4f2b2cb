"""Kinds of single value and the bounds set to them in; functions that read values as them, out."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from footnoted.reader.fault import MisfitError, misfit
from footnoted.reader.record import Key

Read = Callable[[Any], object]


def _text(value: object) -> object:
    if isinstance(value, str):
        return value
    raise misfit("text")


def _number(value: object) -> Decimal:
    """Return a number, from a text too: `1e3` is none to YAML as we read it."""
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, (int, float, Decimal, str)) and not isinstance(value, bool):
        try:
            number = Decimal(str(value).strip())
        except InvalidOperation:
            pass
        else:
            if number.is_finite():
                return number
    raise misfit("number")


def _float(value: object) -> object:
    return value if type(value) is float else float(_number(value))


def _whole(value: object) -> object:
    if type(value) is int:
        return value
    try:
        number = _number(value)
    except MisfitError:
        raise misfit("whole") from None
    if number != int(number):
        raise misfit("whole")
    return int(number)


_TRUE: Final = ("true", "yes", "on", "1")
_FALSE: Final = ("false", "no", "off", "0")


def _bool(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, (str, int)) and str(value).lower() in (*_TRUE, *_FALSE):
        return str(value).lower() in _TRUE
    raise misfit("truth")


def anything(value: object) -> object:
    """Take a value as it is."""
    return value


SIMPLE: Final[dict[Any, Read]] = {
    str: _text,
    int: _whole,
    float: _float,
    Decimal: _number,
    bool: _bool,
    Any: anything,
    object: anything,
}
AS_IT_COMES: Final[dict[Read, type]] = {_text: str, _whole: int, _bool: bool}
"""Readers that take values of one type as they come."""


def choice(choices: Mapping[object, object]) -> Read:
    """Read one of a few words as what it stands for."""

    def reader(value: object) -> object:
        if type(value) is str and value in choices:
            return choices[value]
        if isinstance(value, (str, int)) and not isinstance(value, bool) and value in choices:
            return choices[value]
        raise misfit("choice", [str(one) for one in choices])

    return reader


_BOUNDS: Final[tuple[tuple[str, Callable[[Any, Any], bool], str], ...]] = (
    ("ge", lambda value, bound: value >= bound, "at least"),
    ("gt", lambda value, bound: value > bound, "more than"),
    ("le", lambda value, bound: value <= bound, "at most"),
    ("lt", lambda value, bound: value < bound, "less than"),
)
_LENGTHS: Final[tuple[tuple[str, Callable[[int, int], bool], str], ...]] = (
    ("min_length", lambda length, bound: length >= bound, "at least"),
    ("max_length", lambda length, bound: length <= bound, "at most"),
)


def ruled(read: Read, key: Key) -> Read:
    """Hold a value to its bounds; None has none."""
    if not key.has_rules:
        return read
    matches = re.compile(key.pattern).fullmatch if key.pattern else None
    bounds = [(getattr(key, name), fits, words) for name, fits, words in _BOUNDS]
    bounds = [one for one in bounds if one[0] is not None]
    lengths = [(getattr(key, name), fits, words) for name, fits, words in _LENGTHS]
    lengths = [one for one in lengths if one[0] is not None]

    def reader(value: object) -> object:
        made: Any = read(value)
        if made is None:
            return None
        if matches is not None and not matches(made):
            raise misfit("pattern", key.pattern)
        for bound, fits, words in bounds:
            if not fits(made, bound):
                raise misfit("range", f"{words} {bound}")
        for bound, fits, words in lengths:
            if not fits(len(made), bound):
                raise misfit("length", (words, bound))
        return made

    return reader
