"""In: the bytes of a user's PPTX or POTX. Out: its parts, types and relationships, or a refusal.

Nothing is taken on trust: sizes are bounded before anything is unpacked, XML is parsed without
entities and network, and names lead to members of the file only.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old binary files and encrypted new ones begin with ([MS-CFB] 2.2)."""
_MOST_FILES, _MOST_BYTES, _MOST_RATIO = 5_000, 250_000_000, 200
_RATIO_FROM = 5_000_000
"""Bytes above which a member must not unpack to more than so many times its size."""
_TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_MAIN = re.compile(
    r"application/vnd\.(openxmlformats-officedocument\.presentationml"
    r"\.(presentation|template|slideshow)\.main\+xml"
    r"|ms-powerpoint\.(presentation|template|slideshow)\.macroEnabled\.main\+xml)$"
)
_OTHERS = {
    "wordprocessingml": "a Word document",
    "ms-word": "a Word document",
    "spreadsheetml": "a workbook",
    "ms-excel": "a workbook",
    "addin": "an add-in",
}


_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E|\0<\0!\0D\0O\0C\0T\0Y\0P\0E")
_PROLOGUE = 2048
"""Bytes before the root element, in UTF-8 or UTF-16; the parser itself resolves no entity."""


class RefusedError(Exception):
    """The file cannot be a template; the message says what was found, the hint what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Link(Struct, frozen=True):
    """A relationship of a part."""

    id: str
    kind: str
    """The last word of its type, such as `slideLayout`."""
    type: str
    target: str
    """A part's name, or an address."""
    outside: bool


class Package(Struct, frozen=True):
    """An Open Packaging file taken apart (ECMA-376 part 2)."""

    files: Mapping[str, bytes]
    main: str
    """Name of the presentation part."""
    types: Mapping[str, str]
    """Content type by part, and by extension with its dot."""
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    def tree(self, name: str) -> etree._Element:
        """Return a part as XML, parsed once."""
        if name not in self._trees:
            if name not in self.files:
                raise RefusedError(f"its part `{name}` is missing", "repair it in PowerPoint")
            self._trees[name] = parsed(self.files[name], name)
        return self._trees[name]

    def type_of(self, name: str) -> str:
        """Return the content type of a part."""
        ending = "." + name.rpartition(".")[2].lower()
        return self.types.get(name) or self.types.get(ending) or "application/octet-stream"

    def links(self, name: str) -> tuple[Link, ...]:
        """Return the relationships of a part, those to parts that are not there left out."""
        return tuple(_links(self.files, name))


def open_package(content: bytes) -> Package:
    """Take a presentation apart, or raise `RefusedError`."""
    files = _unzipped(content)
    if _TYPES not in files:
        raise RefusedError(*_no_presentation(files))
    types = dict(_types(parsed(files[_TYPES], _TYPES)))
    main = next((one for one in _links(files, "") if one.kind == "officeDocument"), None)
    if main is None or main.target not in files:
        raise RefusedError(*_no_presentation(files))
    if main.type.startswith(_STRICT):
        raise RefusedError(
            "it is a Strict Open XML Presentation",
            "save it as “PowerPoint Presentation (*.pptx)” or “PowerPoint Template (*.potx)”",
        )
    kind = types.get(main.target, "")
    if not _MAIN.match(kind):
        found = next((words for word, words in _OTHERS.items() if word in kind), "no presentation")
        raise RefusedError(f"it is {found}", "a PowerPoint presentation or template is wanted")
    return Package(files, main.target, types)


def has_macros(package: Package) -> bool:
    """Say whether a presentation brings a program along."""
    macro = "macroEnabled" in package.type_of(package.main)
    return macro or any(one.kind == "vbaProject" for one in package.links(package.main))


def parsed(data: bytes, name: str) -> etree._Element:
    """Parse a part; what declares a document type or is no XML is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise RefusedError(f"its part `{name}` is no XML: {problem}") from None
    if _DOCTYPE.search(data[:_PROLOGUE]):
        raise RefusedError(f"its part `{name}` declares a document type", "presentations have none")
    return root


def _unzipped(content: bytes) -> dict[str, bytes]:
    """Return the members of a zip file, if they are few and small enough."""
    if content.startswith(_OLE):
        raise RefusedError(
            "it is encrypted with a password, or in the binary format of before 2007",
            "open it in PowerPoint, take the password off, save it as .pptx or .potx",
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _check_names(members)
            check_sizes(members)
            return {one.filename.lstrip("/"): archive.read(one) for one in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
        words = "it is no zip file, as .pptx and .potx files are"
        damaged = content.startswith(b"PK")
        raise RefusedError(f"it is damaged: {problem}" if damaged else words) from None
    except RuntimeError:  # How zipfile tells of encrypted members.
        raise RefusedError("parts of it are encrypted", "save it without a password") from None


def _check_names(members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse a file in which one name means two parts: programs differ in which they read."""
    names = [one.filename.lstrip("/").lower() for one in members]
    if len(set(names)) < len(names):
        raise RefusedError("it holds two parts of one name", "repair it in PowerPoint")


def check_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to more than any presentation needs, before it is unpacked."""
    if len(members) > _MOST_FILES:
        raise RefusedError(f"it holds {len(members):,} parts; {_MOST_FILES:,} are the most")
    total = sum(one.file_size for one in members)
    if total > _MOST_BYTES:
        limit = _MOST_BYTES // 1_000_000
        raise RefusedError(f"it unpacks to {total // 1_000_000:,} MB; {limit} are the most")
    for one in members:
        ratio = one.file_size / max(one.compress_size, 1)
        if one.file_size > _RATIO_FROM and ratio > _MOST_RATIO:
            raise RefusedError(f"`{one.filename}` unpacks to {ratio:,.0f} times its size")


def _no_presentation(files: Mapping[str, bytes]) -> tuple[str, str]:
    """Say what a zip file is that holds no presentation."""
    wanted = "a PowerPoint presentation or template (.pptx, .potx) is wanted"
    kind = files.get("mimetype", b"")[:80].decode("ascii", "replace")
    if "opendocument" in kind:
        return "it is an OpenDocument file", "save it as .pptx or .potx in LibreOffice"
    return "it is a zip file without a presentation", wanted


def _types(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield content types by part and by extension."""
    for one in tree:
        kind = one.get("ContentType") or ""
        if one.get("PartName"):
            yield unquote(one.get("PartName") or "").lstrip("/"), kind
        elif one.get("Extension"):
            yield "." + (one.get("Extension") or "").lower(), kind


def _links(files: Mapping[str, bytes], name: str) -> Iterator[Link]:
    """Yield the relationships of a part; the package itself has no name."""
    folder, file = dirname(name), name.rpartition("/")[2]
    rels = join(folder, "_rels", f"{file}.rels")
    if rels not in files:
        return
    for one in parsed(files[rels], rels):
        kind, target = one.get("Type") or "", one.get("Target") or ""
        outside = one.get("TargetMode") == "External"
        if not outside:
            target = _part(files, folder, target)
            if not target:
                continue
        yield Link(one.get("Id") or "", kind.rpartition("/")[2], kind, target, outside)


def _part(files: Mapping[str, bytes], folder: str, target: str) -> str:
    """Return the name of the part that a relationship means, or nothing where there is none."""
    path = unquote(target.partition("#")[0])
    name = path[1:] if path.startswith("/") else normpath(join(folder, path))
    if name in files:
        return name
    # Names of parts are the same whatever their capitals (part 2, 6.2.2.2).
    return next((one for one in files if one.lower() == name.lower()), "")
