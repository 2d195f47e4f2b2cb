"""In: the bytes of a PNG or JPEG. Out: its kind and its size in pixels."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

_PNG = b"\x89PNG\r\n\x1a\n"
_SIZE_MARKERS = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC)))
"""JPEG start-of-frame markers (ITU T.81, table B.1)."""


class Raster(Struct, frozen=True):
    """A picture as read."""

    data: bytes
    kind: Literal["png", "jpeg"]
    width: int
    height: int


def read_picture(root: Path, path: str) -> Raster | None:
    """Read a picture of the project; None where it lies outside, is missing or of another kind."""
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()) or not file.is_file():
        return None
    return raster(file.read_bytes())


def raster(data: bytes) -> Raster | None:
    """Return kind and size of a picture's bytes, or None if they are neither PNG nor JPEG."""
    if data.startswith(_PNG) and len(data) >= 24:
        wide, tall = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
        return Raster(data, "png", wide, tall) if wide and tall else None
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def _jpeg(data: bytes) -> Raster | None:
    """Walk the segments of a JPEG to its frame header."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _SIZE_MARKERS:
            tall, wide = (int.from_bytes(data[i : i + 2], "big") for i in (at + 5, at + 7))
            return Raster(data, "jpeg", wide, tall) if wide and tall else None
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big") if marker != 0xFF else 1
    return None
