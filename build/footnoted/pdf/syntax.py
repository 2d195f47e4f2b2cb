"""PDF syntax: Python values in, the bytes of PDF objects out (ISO 32000-1, 7.3)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache


def text_string(text: str) -> bytes:
    """Write text for people: literal where ASCII suffices, else UTF-16 in hexadecimal (7.9.2)."""
    if text.isascii() and text.isprintable():
        return _literal(text)
    return b"<FEFF%s>" % hexadecimal(text).encode("ascii")


def byte_string(text: str) -> bytes:
    """Write a name for programs, as its UTF-8: places and ids, whose trees sort by bytes."""
    if text.isascii() and text.isprintable():
        return _literal(text)
    return b"<%s>" % text.encode("utf-8").hex().upper().encode("ascii")


def _literal(text: str) -> bytes:
    if "(" in text or ")" in text or "\\" in text:
        text = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({text})".encode("ascii")


def hexadecimal(text: str) -> str:
    """Return the UTF-16BE code units of a text as hexadecimal digits."""
    return text.encode("utf-16-be").hex().upper()


@lru_cache(4096)
def number(value: float) -> str:
    """Write a number in at most three decimals and never with an exponent (7.3.3).

    >>> number(12), number(0.5), number(-0.0001), number(72.12345)
    ('12', '0.5', '0', '72.123')
    """
    text = f"{round(value, 3) + 0.0:.3f}"  # adding zero makes minus zero plain
    return text.rstrip("0").rstrip(".")


def array(values: Iterable[float]) -> bytes:
    """Write an array of numbers."""
    return b"[" + " ".join(number(value) for value in values).encode("ascii") + b"]"


def reference(object_number: int) -> bytes:
    """Write an indirect reference; every object of ours is of generation 0."""
    return b"%d 0 R" % object_number


def date_string(moment: datetime) -> bytes:
    """Write a date in UTC (7.9.4)."""
    return moment.astimezone(UTC).strftime("(D:%Y%m%d%H%M%S+00'00')").encode("ascii")
