"""In: parts with their relationships. Out: the bytes of an Open Packaging file (ECMA-376 part 2).

Parts are sorted and stamped with the time that the caller gives, so the same parts make the same
bytes whatever the clock, the folder or the hash seed.
"""

import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
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
_EXTERNAL = ' TargetMode="External"'
_STORED = (".png", ".jpeg", ".xlsx")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a zip file can tell."""


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
    overrides: list[tuple[str, str]] = []
    for part in parts:
        if part.name in files:
            raise ValueError(f"two parts are called {part.name}")
        if part.name:
            files[part.name] = part.data
        ending = part.name.rpartition(".")[2]
        if part.content_type and (ending == "xml" or _DEFAULTS.get(ending) != part.content_type):
            overrides.append((part.name, part.content_type))
        if part.relations:
            files[_relations_name(part.name)] = relationships(part.relations)
    files["[Content_Types].xml"] = _content_types(overrides, files)
    return _zipped(files, made)


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


def _content_types(overrides: list[tuple[str, str]], files: Iterable[str]) -> bytes:
    """Return the list of types: extensions that occur, then parts."""
    endings = {name.rpartition(".")[2] for name in files} | {"rels", "xml"}
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{_DEFAULTS[ending]}"/>'
        for ending in sorted(endings & set(_DEFAULTS))
    )
    types = "".join(
        f'<Override PartName="/{escaped(name)}" ContentType="{kind}"/>'
        for name, kind in sorted(overrides, key=lambda one: _natural(one[0]))
    )
    return f'{HEADER}<Types xmlns="{_CONTENT_TYPES}">{defaults}{types}</Types>'.encode()


def _zipped(files: dict[str, bytes], made: datetime) -> bytes:
    """Return a zip file with the content types first."""
    moment = max(made.astimezone(UTC), _EARLIEST)
    stamp = (*moment.timetuple()[:5], moment.second // 2 * 2)
    first = ("[Content_Types].xml", "_rels/.rels")
    names = [*first, *sorted(set(files) - set(first), key=_natural)]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packs = not name.endswith(_STORED)
            entry.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
            archive.writestr(entry, files[name], compresslevel=6)
    return buffer.getvalue()


def _natural(name: str) -> list[tuple[int, str]]:
    """Sort slide2 before slide10."""
    return [(int(text), "") if text.isdigit() else (-1, text) for text in re.split(r"(\d+)", name)]
