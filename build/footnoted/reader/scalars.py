"""A plain scalar as written in; null, true or false, an exact number, or the same text out.

The core schema of YAML 1.2.2 (10.3.2), narrowed to numbers that print again as they were typed:
`no`, `12:31`, `2020-02-11`, `010`, `1e3`, `0x1F` and `.inf` stay text. A field that wants a
number still reads `1e3`; a field that wants text has lost nothing.
"""

import re
from decimal import Decimal
from functools import lru_cache

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,39})(\.[0-9]{1,6})?\Z")
"""Up to six places, because `Decimal` prints 0.0000001 as 1E-7."""


_KNOWN = 4096
"""Scalars that are at hand: a project says the same few words thousands of times."""


@lru_cache(_KNOWN)
def read_scalar(text: str) -> Scalar:
    """Resolve a plain scalar.

    >>> [read_scalar(text) for text in ("no", "12:31", "010", "30.80", "42000", "-0", "true", "")]
    ['no', '12:31', '010', Decimal('30.80'), 42000, '-0', True, None]
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789" or text == "-0":
        return text
    number = _NUMBER.match(text)
    if number is None:
        return text
    return Decimal(text) if number[1] else int(text)
