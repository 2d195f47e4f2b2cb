"""The structure tree: elements made while pages are painted in, its PDF objects out.

Names and clauses are those of ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from collections.abc import Sequence
from typing import Literal, assert_never

from msgspec import Struct

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


class Element(Struct, eq=False, gc=False):
    """One node of the tree; made by `PdfFile.element`, filled as pages are painted.

    A long paper has a hundred thousand: each holds what it will be written as, and no other.
    """

    tag: str
    parent: int
    """Object number of what holds it."""
    object_number: int
    id: str = ""
    told: bytes = b""
    """What it says of itself, written; most say nothing."""
    attributes: tuple[Attributes, ...] = ()
    page: int = -1
    """The page of its first content."""
    kids: str = ""
    """Its children, written with a space before each; `{page[7]}` stands for where a page is."""

    def hold_element(self, object_number: int) -> None:
        """Add an element as the last child so far."""
        self.kids += f" {object_number} 0 R"

    def hold_content(self, page: int, mcid: int) -> None:
        """Add a marked-content sequence of a page (14.7.4.2)."""
        if self.page == page:
            self.kids += f" {mcid}"
        elif self.page < 0:
            self.page = page
            self.kids += f" {mcid}"
        else:
            self.kids += f" <</Type/MCR{{page[{page}]}}/MCID {mcid}>>"

    def hold_annotation(self, page: int, object_number: int) -> None:
        """Add an annotation of a page (14.7.4.3)."""
        if self.page < 0:
            self.page = page
        self.kids += f" <</Type/OBJR/Obj {object_number} 0 R{{page[{page}]}}>>"


def page_entries(pages: Sequence[int]) -> list[str]:
    """Write how elements say on which page they are; that of page -1, the last, says nothing."""
    return [*(f"/Pg {object_number} 0 R" for object_number in pages), ""]


def element_object(element: Element, pages: Sequence[str]) -> bytes:
    """Write one structure element."""
    kids = element.kids
    if "{" in kids:
        kids = kids.format(page=pages)
    inside = f"/K[{kids[1:]}]" if kids else ""
    page = pages[element.page]
    body = f"<</Type/StructElem/S/{element.tag}/P {element.parent} 0 R{page}{inside}"
    if not element.attributes and not element.told:
        return f"{body}>>".encode("ascii")
    given = b"".join(map(_attributes, element.attributes))
    attributes = b"/A[%s]" % given if given else b""
    return b"%s%s%s>>" % (body.encode("ascii"), attributes, element.told)


def described(alt: str, actual_text: str, language: str, id: str) -> bytes:
    """Write what an element says of itself."""
    parts: list[bytes] = []
    if alt:
        parts.append(b"/Alt" + text_string(alt))
    if actual_text:
        parts.append(b"/ActualText" + text_string(actual_text))
    if language:
        parts.append(b"/Lang" + text_string(language))
    if id:
        parts.append(b"/ID" + byte_string(id))
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


def way_back(key: int, contents: Sequence[int], links: Sequence[int]) -> bytes:
    """Write a page's part of the parent tree: from MCIDs and annotations to elements (14.7.4.4).

    `key` is the page's StructParents, the next ones its annotations' StructParent; the elements
    are object numbers.
    """
    of_page = f"{key} [{' 0 R '.join(map(str, contents))} 0 R]" if contents else f"{key} []"
    of_links = [f"{key} {element} 0 R" for key, element in enumerate(links, key + 1)]
    return "\n".join([of_page, *of_links]).encode("ascii")


def id_tree(elements: Sequence[Element]) -> bytes:
    """Write the name tree from element ids to elements; names sorted as bytes (7.9.6)."""
    named = sorted((e.id.encode("utf-8"), byte_string(e.id), e.object_number) for e in elements)
    return b"<</Names[%s]>>" % b" ".join(b"%s %d 0 R" % (text, n) for _, text, n in named)


def actual_text_span(text: str) -> str:
    """Open a stretch of content that stands for these characters (14.9.4)."""
    return f"/Span<</ActualText<FEFF{hexadecimal(text)}>>>BDC"
