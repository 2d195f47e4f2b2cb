"""In: parts with their relationships. Out: the bytes of an Open Packaging file (ECMA-376 part 2).

Parts are sorted and stamped with the time that the caller gives, so the same parts make the same
bytes whatever the clock, the folder or the hash seed.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from posixpath import relpath

from msgspec import Struct

from footnoted.pptx.markup import HEADER, Relations, escaped

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DEFAULTS = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
_ROOT = "_rels/.rels"
_EXTERNAL = ' TargetMode="External"'
_STORED = (".png", ".jpeg", ".xlsx")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a zip file can tell."""

# PKWARE's APPNOTE 6.3.10, 4.3: what stands before a file, what the directory says of it, the end.
_ENTRY = struct.Struct("<4s5H3I2H")
_LISTED = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LONG_END = struct.Struct("<4sQ2H2I4Q4sIQI")
"""The end of a file with more entries than `_END` counts, and where it begins (4.3.14, 4.3.15)."""
_MOST_ENTRIES = 0xFFFF
_VERSION, _LONG_VERSION, _UNIX = 20, 45, 3 << 8
_UTF_8 = 0x800
_STORES, _DEFLATES = 0, 8
_READABLE = 0o644 << 16


class Part(Struct, frozen=True):
    """One file of the package; an empty content type takes the one of its extension."""

    name: str
    """Path without the leading slash; empty for the package itself."""
    content_type: str
    data: bytes
    relations: Relations | None = None


def packed(parts: Iterable[Part], made: datetime) -> bytes:
    """Return the package; names must be unique."""
    files: dict[str, bytes] = {}
    overrides: dict[str, str] = {}
    for part in parts:
        if part.name in files:
            raise ValueError(f"two parts are called {part.name}")
        if part.name:
            files[part.name] = part.data
        ending = part.name.rpartition(".")[2]
        if part.content_type and (ending == "xml" or _DEFAULTS.get(ending) != part.content_type):
            overrides[part.name] = part.content_type
        if part.relations:
            files[_relations_name(part.name)] = relationships(part.relations)
    names = sorted(files, key=_natural)
    first = {"[Content_Types].xml": _content_types(overrides, names), _ROOT: files[_ROOT]}
    return _zipped(first | {name: files[name] for name in names}, made)


@cache
def beside(name: str, folder: str) -> str:
    """Return the name of a part as parts of a folder refer to it."""
    return relpath(f"/{name}", f"/{folder}")


def relationships(relations: Relations) -> bytes:
    """Return a relationships part."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{escaped(target)}"'
        f"{_EXTERNAL if external else ''}/>"
        for name, kind, target, external in relations.all()
    )
    return f'{HEADER}<Relationships xmlns="{_RELATIONSHIPS}">{lines}</Relationships>'.encode()


def _relations_name(name: str) -> str:
    """Return where the relationships of a part stand; those of the package have no name."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _content_types(overrides: Mapping[str, str], names: Sequence[str]) -> bytes:
    """Return the list of types: extensions that occur, then parts in the order of all names."""
    endings = {name.rpartition(".")[2] for name in names} | {"rels", "xml"}
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{_DEFAULTS[ending]}"/>'
        for ending in sorted(endings & set(_DEFAULTS))
    )
    types = "".join(
        f'<Override PartName="/{escaped(name)}" ContentType="{overrides[name]}"/>'
        for name in names
        if name in overrides
    )
    return f'{HEADER}<Types xmlns="{_CONTENT_TYPES}">{defaults}{types}</Types>'.encode()


def _zipped(files: Mapping[str, bytes], made: datetime) -> bytes:
    """Return a zip file.

    The standard library's writer takes as long over an entry as its packing does.
    """
    time, date = _stamp(made)
    pieces: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for name, content in files.items():
        label = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        method = _STORES if name.endswith(_STORED) else _DEFLATES
        data = content if method == _STORES else _deflated(content)
        about = (flags, method, time, date, zlib.crc32(content), len(data), len(content))
        entry = _ENTRY.pack(b"PK\3\4", _VERSION, *about, len(label), 0)
        versions = (_VERSION | _UNIX, _VERSION)
        line = _LISTED.pack(b"PK\1\2", *versions, *about, len(label), 0, 0, 0, 0, _READABLE, at)
        pieces += (entry, label, data)
        listed += (line, label)
        at += len(entry) + len(label) + len(data)
    directory = b"".join(listed)
    return b"".join([*pieces, directory, _end(len(files), len(directory), at)])


def _deflated(content: bytes) -> bytes:
    """Return bytes packed, without the header of zlib."""
    packer = zlib.compressobj(7, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _stamp(made: datetime) -> tuple[int, int]:
    """Return a moment as MS-DOS has it, in steps of two seconds (4.4.6)."""
    one = max(made.astimezone(UTC), _EARLIEST)
    time = one.hour << 11 | one.minute << 5 | one.second // 2
    return time, (one.year - _EARLIEST.year) << 9 | one.month << 5 | one.day


def _end(count: int, size: int, at: int) -> bytes:
    """Return the end of a zip file: how many entries its directory has, its size and place."""
    few = min(count, _MOST_ENTRIES)
    end = _END.pack(b"PK\5\6", 0, 0, few, few, size, at, 0)
    if count < _MOST_ENTRIES:
        return end
    versions = (_LONG_VERSION | _UNIX, _LONG_VERSION)
    counts = (count, count, size, at)
    rest = _LONG_END.size - 32
    long = _LONG_END.pack(b"PK\6\6", rest, *versions, 0, 0, *counts, b"PK\6\7", 0, at + size, 1)
    return long + end


def _natural(name: str) -> list[tuple[int, str]]:
    """Sort slide2 before slide10."""
    return [(int(text), "") if text.isdigit() else (-1, text) for text in re.split(r"(\d+)", name)]
