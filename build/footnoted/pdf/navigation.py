"""Ways through the file: named places, links, bookmarks and page labels in, their objects out."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import quote

from msgspec import Struct

from footnoted.pdf.adapter import Objects
from footnoted.pdf.syntax import byte_string, text_string

SCHEMES: Final = ("https:", "http:", "mailto:")
"""What a link may open. Anything else could start a program or read a file."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top; points from the lower left corner of the page."""

_ADDRESSES: Final = 1024
"""So many are remembered as written: long papers cite the same works again and again."""

NumberStyle = Literal["decimal", "roman"]


class Place(Struct, frozen=True):
    """A named place: a page, counted from 0, and a height on it."""

    page: int
    top: float


class Bookmark(Struct, frozen=True):
    """One line of the reader's table of contents; level 1 is outermost."""

    title: str
    level: int
    name: str
    """The named place it leads to."""


class PageNumbers(Struct, frozen=True):
    """How pages are numbered from one page on, counted from 0."""

    page: int
    style: NumberStyle
    start: int


def may_link_to(target: str) -> bool:
    """Say whether a link may lead there: a place in the file, or an address of the allow-list."""
    return target.startswith("#") or target.lower().startswith(SCHEMES)


def link_annotation(box: Rectangle, target: str, contents: str, parent_key: int) -> bytes:
    """Write a link; `parent_key` is its place in the parent tree. 4 prints it (PDF/A-2, 6.3.2)."""
    if target.startswith("#"):
        told, action = text_string(contents), b"/Dest" + byte_string(target[1:])
    else:
        told, action = _opening(target, contents)
    return (
        b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%.2f %.2f %.2f %.2f]"
        b"/Contents%s/StructParent %d%s>>"
    ) % (*box, told, parent_key, action)


@lru_cache(_ADDRESSES)
def _opening(address: str, contents: str) -> tuple[bytes, bytes]:
    """Write what tells of an address and opens it.

    It is ASCII (12.6.4.7); what is escaped already stays so.
    """
    if not may_link_to(address):
        raise ValueError(f"links may not lead to {address!r}")
    escaped = quote(address, safe="!#$%&'()*+,/:;=?@[]~")
    return text_string(contents), b"/A<</S/URI/URI%s>>" % text_string(escaped)


def place_names(places: Mapping[str, Place], pages: Sequence[int]) -> bytes:
    """Write the name tree of places; names sorted as bytes (7.9.6)."""
    entries = [
        b"%s[%d 0 R/XYZ null %s null]" % (byte_string(name), pages[place.page], b"%.2f" % place.top)
        for name, place in sorted(places.items(), key=lambda item: item[0].encode("utf-8"))
    ]
    return b"<</Names[%s]>>" % b"\n".join(entries)


def page_labels(numbers: Sequence[PageNumbers]) -> bytes:
    """Write what readers show as page numbers (12.4.2)."""
    known = {0: PageNumbers(0, "decimal", 1)} | {one.page: one for one in numbers}
    styles = {"decimal": b"D", "roman": b"r"}
    ranges = [
        b"%d<</S/%s/St %d>>" % (page, styles[known[page].style], known[page].start)
        for page in sorted(known)
    ]
    return b"<</Nums[%s]>>" % b" ".join(ranges)


class _Entry(Struct):
    bookmark: Bookmark
    object_number: int
    parent: int
    children: "list[_Entry]"


def put_bookmarks(objects: Objects, bookmarks: Sequence[Bookmark]) -> int:
    """Put the tree of bookmarks into the file and return its root (12.3.3).

    A level that skips one hangs under the last shallower bookmark.
    """
    root = objects.reserve()
    top: list[_Entry] = []
    path: list[_Entry] = []
    for bookmark in bookmarks:
        while path and path[-1].bookmark.level >= bookmark.level:
            path.pop()
        parent = path[-1].object_number if path else root
        entry = _Entry(bookmark, objects.reserve(), parent, [])
        (path[-1].children if path else top).append(entry)
        path.append(entry)
    _put_entries(objects, top)
    objects.put(root, b"<</Type/Outlines%s>>" % _ends(top))
    return root


def _put_entries(objects: Objects, entries: Sequence[_Entry]) -> None:
    for index, entry in enumerate(entries):
        parts = [
            b"<</Title%s/Parent %d 0 R" % (text_string(entry.bookmark.title), entry.parent),
            b"/Dest%s" % byte_string(entry.bookmark.name),
        ]
        if index:
            parts.append(b"/Prev %d 0 R" % entries[index - 1].object_number)
        if index + 1 < len(entries):
            parts.append(b"/Next %d 0 R" % entries[index + 1].object_number)
        parts.append(_ends(entry.children) + b">>")
        objects.put(entry.object_number, b"".join(parts))
        _put_entries(objects, entry.children)


def _ends(entries: Sequence[_Entry]) -> bytes:
    if not entries:
        return b""
    first, last = entries[0].object_number, entries[-1].object_number
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, _count(entries))


def _count(entries: Sequence[_Entry]) -> int:
    return sum(1 + _count(entry.children) for entry in entries)
