"""The structure tree: elements made while pages are painted in, its PDF objects out.

Names and clauses are those of ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, assert_never

from msgspec import Struct, field

from footnoted.pdf.syntax import array, byte_string, hexadecimal, text_string

# fmt: off
STANDARD_TAGS = frozenset((
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
    "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form",
))
# fmt: on
"""Structure types that need no role map (14.8.4)."""


class CellAttributes(Struct, frozen=True):
    """What a table cell says of itself: scope of a heading, spans (14.8.5.7)."""

    scope: Literal["", "Row", "Column", "Both"] = ""
    column_span: int = 1
    row_span: int = 1


class BoxAttributes(Struct, frozen=True):
    """Where a figure or table lies on its page: left, bottom, right, top (14.8.5.4)."""

    box: tuple[float, float, float, float]


class ListAttributes(Struct, frozen=True):
    """How the items of a list are labelled (14.8.5.5)."""

    numbering: Literal["None", "Disc", "Decimal"]


class SummaryAttributes(Struct, frozen=True):
    """What a table shows, in words (14.8.5.7)."""

    summary: str


Attributes = CellAttributes | BoxAttributes | ListAttributes | SummaryAttributes


class Content(NamedTuple):
    """A marked-content sequence of a page, a child of its element."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """An annotation of a page, a child of its element."""

    page: int
    object_number: int


class Element(Struct, eq=False):
    """One node of the tree; made by `PdfFile.element`, filled as pages are painted."""

    tag: str
    parent: "Element | None"
    object_number: int
    alt: str = ""
    actual_text: str = ""
    language: str = ""
    id: str = ""
    attributes: tuple[Attributes, ...] = ()
    children: "list[Element | Content | Annotation]" = field(default_factory=list)


def walk(element: Element) -> Iterator[Element]:
    """Yield the element and all below it, in tree order."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(child for child in reversed(here.children) if isinstance(child, Element))


def element_object(element: Element, root: int, pages: Sequence[int]) -> bytes:
    """Write one structure element; `root` and `pages` are object numbers."""
    first: int | None = None
    kids: list[str] = []
    for child in element.children:
        if isinstance(child, Element):
            kids.append(f"{child.object_number} 0 R")
            continue
        if first is None:
            first = child.page
        kids.append(_content(child, first, pages))
    parent = root if element.parent is None else element.parent.object_number
    page = "" if first is None else f"/Pg {pages[first]} 0 R"
    inside = f"/K[{' '.join(kids)}]" if kids else ""
    body = f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{page}{inside}".encode("ascii")
    return b"%s%s>>" % (body, _described(element))


def _content(child: Content | Annotation, first: int, pages: Sequence[int]) -> str:
    match child:
        case Content(page, mcid):
            return str(mcid) if page == first else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mcid}>>"
        case Annotation(page, object_number):
            return f"<</Type/OBJR/Obj {object_number} 0 R/Pg {pages[page]} 0 R>>"
        case _:
            assert_never(child)


def _described(element: Element) -> bytes:
    """Write what an element says of itself; most say nothing."""
    parts: list[bytes] = []
    if element.attributes:
        parts.append(b"/A[%s]" % b"".join(map(_attributes, element.attributes)))
    if element.alt:
        parts.append(b"/Alt" + text_string(element.alt))
    if element.actual_text:
        parts.append(b"/ActualText" + text_string(element.actual_text))
    if element.language:
        parts.append(b"/Lang" + text_string(element.language))
    if element.id:
        parts.append(b"/ID" + byte_string(element.id))
    return b"".join(parts)


def _attributes(attributes: Attributes) -> bytes:
    match attributes:
        case CellAttributes(scope, columns, rows):
            parts = [b"<</O/Table"]
            if scope:
                parts.append(b"/Scope/" + scope.encode("ascii"))
            if columns > 1:
                parts.append(b"/ColSpan %d" % columns)
            if rows > 1:
                parts.append(b"/RowSpan %d" % rows)
            return b"".join([*parts, b">>"])
        case BoxAttributes(box):
            return b"<</O/Layout/Placement/Block/BBox%s>>" % array(box)
        case ListAttributes(numbering):
            return b"<</O/List/ListNumbering/%s>>" % numbering.encode("ascii")
        case SummaryAttributes(summary):
            return b"<</O/Table/Summary%s>>" % text_string(summary)
        case _:
            assert_never(attributes)


def parent_tree(parents: Sequence[Element | list[Element]]) -> bytes:
    """Write the way back: from a page's MCIDs, or an annotation, to its element (14.7.4.4).

    The index of `parents` is the key: a page's StructParents or an annotation's StructParent.
    """
    entries = [
        f"{key} {parent.object_number} 0 R"
        if isinstance(parent, Element)
        else f"{key} [{' '.join([f'{element.object_number} 0 R' for element in parent])}]"
        for key, parent in enumerate(parents)
    ]
    return b"<</Nums[%s]>>" % "\n".join(entries).encode("ascii")


def id_tree(elements: Sequence[Element]) -> bytes:
    """Write the name tree from element ids to elements; names sorted as bytes (7.9.6)."""
    named = sorted((e.id.encode("utf-8"), byte_string(e.id), e.object_number) for e in elements)
    return b"<</Names[%s]>>" % b" ".join(b"%s %d 0 R" % (text, n) for _, text, n in named)


def actual_text_span(text: str) -> str:
    """Open a stretch of content that stands for these characters (14.9.4)."""
    return f"/Span<</ActualText<FEFF{hexadecimal(text)}>>>BDC"
