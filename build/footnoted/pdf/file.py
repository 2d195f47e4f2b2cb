"""One PDF file being written: tagged pages painted piece by piece come in, its bytes go out.

PDF/UA-1 and PDF/A-2a at once: everything painted belongs to an element of the structure or is an
artifact, and every font is embedded with its Unicode values. Origin bottom left, points.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from footnoted.model.attachment import Attachment
from footnoted.pdf.adapter import Objects
from footnoted.pdf.embedding import file_names, put_attachments
from footnoted.pdf.fonts import FontBook
from footnoted.pdf.metadata import Metadata, information, output_intent, packet, srgb_profile
from footnoted.pdf.navigation import (
    Bookmark,
    NumberStyle,
    PageNumbers,
    Place,
    Rectangle,
    link_annotation,
    page_labels,
    place_names,
    put_bookmarks,
)
from footnoted.pdf.painting import Painter, Points, RunFields
from footnoted.pdf.structure import (
    STANDARD_TAGS,
    Attributes,
    Element,
    described,
    id_tree,
    way_back,
)
from footnoted.pdf.syntax import reference, text_string
from footnoted.pdf.words import Row
from footnoted.text.bidi import runs_left

ArtifactKind = Literal["Layout", "Pagination", "Header", "Footer", "Background"]
"""What a decoration is (ISO 32000-1, 14.8.2.2)."""

_ARTIFACTS: dict[ArtifactKind, str] = {
    "Layout": "/Artifact<</Type/Layout>>BDC",
    "Pagination": "/Artifact<</Type/Pagination>>BDC",
    "Header": "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC",
    "Footer": "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC",
    "Background": "/Artifact<</Type/Background>>BDC",
}

_NESTED = "marked content may not nest, and stands on a page"


class PdfFile:
    """A file of tagged pages. Errors here are the caller's, and so exceptions."""

    def __init__(
        self,
        language: str,
        title: str,
        author: str,
        subject: str,
        keywords: Sequence[str],
        made: datetime,
    ) -> None:
        self._metadata = Metadata(language, title, author, subject, tuple(keywords), made)
        self._objects = Objects()
        self.root = Element("Document", 0, self._objects.reserve())
        """The element that holds all others."""
        self._objects.put(self.root.object_number, self.root)
        self.fonts = FontBook()
        self._roles: dict[str, str] = {}
        self._named: list[Element] = []
        """Elements with an id."""
        self._ways_back: list[bytes] = []
        """The parent tree, page by page."""
        self._keys = 0
        """Keys of the parent tree that are given."""
        self._places: dict[str, Place] = {}
        self._wanted: dict[str, None] = {}
        self._bookmarks: list[Bookmark] = []
        self._numbers: list[PageNumbers] = []
        self._painter = Painter(self.fonts)
        self._marked: Element | ArtifactKind | None = None
        self._open = False
        self.page = 0
        """The index of the current page, or of the next one to begin."""
        self._contents: list[int] | None = None
        """Of the current page, the elements of its marked content: their object numbers."""
        self._links: list[int] = []
        """And those of its annotations."""
        self._annotations: list[int] = []
        self._attachments: list[Attachment] = []

    # Pages

    def begin_page(self, width: float, height: float) -> int:
        """Start a page and return its index, counted from 0."""
        if self._contents is not None:
            raise RuntimeError("the page before this one has not ended")
        self._objects.begin_page(width, height)
        self._contents = []
        self._links = []
        self._annotations = []
        self._painter.begin(self._objects.operators)
        return self.page

    def end_page(self) -> None:
        """Finish the current page."""
        if self._contents is None or self._open:
            raise RuntimeError("no page has begun, or its content has not ended")
        self._painter.close_mark()
        self._marked = None
        self._objects.end_page(self._keys, self._annotations)
        self._ways_back.append(way_back(self._keys, self._contents, self._links))
        self._keys += 1 + len(self._links)
        self._contents = None
        self.page += 1

    def number_pages(self, style: NumberStyle = "decimal", start: int = 1) -> None:
        """Label the pages from the current one on, for the reader's page box."""
        self._numbers.append(PageNumbers(self.page, style, start))

    # Structure

    def element(
        self,
        parent: Element,
        tag: str,
        *,
        alt: str = "",
        actual_text: str = "",
        language: str = "",
        id: str = "",
        attributes: Sequence[Attributes] = (),
    ) -> Element:
        """Add an element as the last child of its parent so far.

        Children stand in order of creation, marked content among them: make an inline element
        when its turn to be painted comes.
        """
        if tag not in STANDARD_TAGS and tag not in self._roles:
            raise ValueError(f"{tag} is no standard structure type and has no role")
        told = b""
        if alt or actual_text or language or id:
            told = described(alt, actual_text, language, id)
        made = Element(tag, parent.object_number, 0, id, told, tuple(attributes))
        made.object_number = self._objects.add(made)
        parent.hold_element(made.object_number)
        if id:
            self._named.append(made)
        return made

    def map_role(self, tag: str, standard: str) -> None:
        """Let elements be tagged with a name of our own that stands for a standard one."""
        self._roles[tag] = standard

    def content(self, element: Element) -> "Marked":
        """Paint content of this element; the same element may be opened again, on any page.

        Use it as a context manager; marked content is never nested.
        """
        return Marked(self, element)

    def artifact(self, kind: ArtifactKind = "Layout") -> "Marked":
        """Paint what is no content: rules, tints, running heads, repeated table heads."""
        return Marked(self, kind)

    def _open_mark(self, target: Element | ArtifactKind) -> None:
        """Begin marked content, or go on with what was the last to be closed."""
        if self._open or self._contents is None:
            raise RuntimeError(_NESTED)
        if isinstance(target, Element):
            if target is not self._marked:
                self._mark(target)
        elif target != self._marked:
            self._painter.open_mark(_ARTIFACTS[target])
            self._marked = target
        self._open = True

    def _mark(self, element: Element) -> None:
        """Begin marked content of an element."""
        contents = self._contents
        if self._open or contents is None:
            raise RuntimeError(_NESTED)
        self._marked = element
        mcid = len(contents)
        contents.append(element.object_number)
        element.hold_content(self.page, mcid)
        self._painter.open_mark(f"/{element.tag}<</MCID {mcid}>>BDC")

    def _close_mark(self) -> None:
        self._open = False

    # Painting

    def text(self, x: float, y: float, runs: Sequence[RunFields]) -> None:
        """Set runs on one baseline from x on.

        A gap is painted as a space as wide as the gap, because readers tell words apart by
        spaces alone (14.8.2.5); give the last word of a line its gap too.
        """
        self._inside().text(x, y, runs)

    def rows(self, x: float, y: float, rows: Sequence[Row]) -> None:
        """Set rows on one baseline from x on, one behind the other."""
        self._inside().rows(x, y, rows)

    def set(self, element: Element, x: float, y: float, rows: Sequence[Row]) -> None:
        """Set rows as content of an element: `content` and `rows` in one, for whole books."""
        if element is not self._marked:
            self._mark(element)
        self._painter.rows(x, y, rows)

    def placed(self, y: float, runs: Sequence[tuple[float, RunFields]]) -> None:
        """Set runs on one baseline, each at its own x, in the order of reading."""
        self._inside().placed(y, runs)

    def rectangle(self, left: float, bottom: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle."""
        self._inside().rectangle(left, bottom, width, height, fill)

    def polygon(self, points: Points, fill: str) -> None:
        """Fill a closed shape."""
        self._inside().polygon(points, fill)

    def area(self, rings: Sequence[Points], fill: str, edge: str, width: float) -> None:
        """Fill a shape of rings, holes among them, and draw its edge if it has a colour."""
        self._inside().area(rings, fill, edge, width)

    def polyline(
        self, points: Points, width: float, colour: str, dash: Sequence[float] = ()
    ) -> None:
        """Draw a line through points, with round joins; `dash` gives lengths on and off."""
        self._inside().polyline(points, width, colour, dash)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float, colour: str) -> None:
        """Draw a straight line."""
        self._inside().polyline(((x0, y0), (x1, y1)), width, colour, ())

    def picture(self, data: bytes, left: float, bottom: float, width: float, height: float) -> None:
        """Draw a PNG or JPEG."""
        self._inside().end_text()
        self._objects.draw_image(data, left, bottom, width, height)

    def _inside(self) -> Painter:
        if not self._open:
            raise RuntimeError("what is painted must be content of an element or an artifact")
        return self._painter

    # Ways through the file

    def link(self, element: Element, box: Rectangle, target: str, contents: str) -> None:
        """Make a part of the page lead to `#name`, or to an https, http or mailto address.

        `element` is the Link element of the words there; `contents` says where it leads, for
        those who do not see it. Words broken over two lines want a link for each.
        """
        if target.startswith("#"):
            self._wanted[target[1:]] = None
        self._links.append(element.object_number)
        key = self._keys + len(self._links)
        annotation = self._objects.add(link_annotation(box, target, contents, key))
        self._annotations.append(annotation)
        element.hold_annotation(self.page, annotation)

    def destination(self, name: str, top: float) -> None:
        """Name a place on the current page; it may have been linked to before."""
        if name in self._places:
            raise ValueError(f"two places are named {name}")
        self._places[name] = Place(self.page, top)

    def bookmark(self, title: str, level: int, name: str) -> None:
        """Add a line to the reader's table of contents; level 1 is outermost."""
        self._wanted[name] = None
        self._bookmarks.append(Bookmark(title, level, name))

    def attach(self, attachment: Attachment) -> None:
        """Put a file into this one; the whole is then PDF/A-3a and no longer PDF/A-2a."""
        self._attachments.append(attachment)

    def missing_places(self) -> tuple[str, ...]:
        """Return the names that are linked to and stand nowhere."""
        return tuple(name for name in self._wanted if name not in self._places)

    # The whole

    def save(self) -> bytes:
        """Return the file; no page may be open and no link may lead nowhere."""
        if self._contents is not None:
            raise RuntimeError("the last page has not ended")
        if missing := self.missing_places():
            raise ValueError(f"linked to, but nowhere in the file: {', '.join(missing)}")
        objects = self._objects
        for font in self.fonts.named:
            objects.add_font(font.name, font.embed(objects))
        entries = [
            b"<</Type/Catalog/Pages %d 0 R" % objects.page_tree,
            b"/Lang%s" % text_string(self._metadata.language),
            b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true%s>>"
            % (b"/Direction/R2L" if runs_left(self._metadata.language) else b""),
            b"/StructTreeRoot %d 0 R" % self._put_structure(),
            b"/Metadata %d 0 R" % self._put_packet(),
            b"/OutputIntents[%s]" % self._output_intent(),
            b"/PageLabels %s" % page_labels(self._numbers),
        ]
        names: list[bytes] = []
        if self._places:
            places = objects.add(place_names(self._places, objects.pages))
            names.append(b"/Dests %d 0 R" % places)
        if self._attachments:
            put = put_attachments(objects, self._attachments, self._metadata.made)
            names.append(b"/EmbeddedFiles %d 0 R" % objects.add(file_names(put)))
            entries.append(b"/AF[%s]" % b" ".join(map(reference, put.values())))
        if names:
            entries.append(b"/Names<<%s>>" % b"".join(names))
        if self._bookmarks:
            root = put_bookmarks(objects, self._bookmarks)
            entries.append(b"/PageMode/UseOutlines/Outlines %d 0 R" % root)
        catalog = objects.add(b"".join([*entries, b">>"]))
        return objects.save(catalog, objects.add(information(self._metadata)))

    def _put_structure(self) -> int:
        objects = self._objects
        root = self.root.parent = objects.reserve()
        parent_tree = objects.add(b"<</Nums[%s]>>" % b"\n".join(self._ways_back))
        entries = [
            b"<</Type/StructTreeRoot/K %d 0 R" % self.root.object_number,
            b"/ParentTree %d 0 R" % parent_tree,
            b"/ParentTreeNextKey %d" % self._keys,
        ]
        if self._named:
            entries.append(b"/IDTree %d 0 R" % objects.add(id_tree(self._named)))
        if self._roles:
            roles = "".join(f"/{tag}/{standard}" for tag, standard in self._roles.items())
            entries.append(b"/RoleMap<<%s>>" % roles.encode("ascii"))
        objects.put(root, b"".join([*entries, b">>"]))
        return root

    def _put_packet(self) -> int:
        # Not deflated, so that programs that know no PDF find it (14.3.2).
        part = 3 if self._attachments else 2
        content = packet(self._metadata, part)
        return self._objects.add_finished_stream(content, b"/Type/Metadata/Subtype/XML")

    def _output_intent(self) -> bytes:
        return output_intent(self._objects.add_stream(srgb_profile(), b"/N 3"))


class Marked:
    """Marked content of one element or artifact, open for the length of a `with` block."""

    __slots__ = ("_file", "_target")

    def __init__(self, file: PdfFile, target: Element | ArtifactKind) -> None:
        self._file = file
        self._target = target

    def __enter__(self) -> None:
        self._file._open_mark(self._target)

    def __exit__(self, *_: object) -> None:
        self._file._close_mark()
