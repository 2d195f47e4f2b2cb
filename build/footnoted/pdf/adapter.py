"""The objects of one file: operators and finished objects go in, a whole file goes out.

Pages are written as they close, so that what they drew is in memory once, deflated.
"""

from collections.abc import Iterator
from hashlib import sha256

from footnoted.pdf.assembly import Assembly, deflating
from footnoted.pdf.structure import Element, element_object, page_entries
from footnoted.pdf.syntax import number, reference


class Objects:
    """The numbered objects of one file, and the page being painted."""

    def __init__(self) -> None:
        self._bodies: list[bytes | Element | None] = [None]
        """Objects that are no streams, by their numbers; elements are written at the end."""
        self._assembly = Assembly()
        self._font_list = self.reserve()
        self._fonts: dict[str, int] = {}
        self._pictures: dict[bytes, int] = {}
        """Object numbers of pictures by the digest of their bytes."""
        self._drawn: dict[int, None] = {}
        """Those of the current page."""
        self._size = (0.0, 0.0)
        self.page_tree = self.reserve()
        """The object number of the page tree's root."""
        self.operators: list[str] = []
        """What the current page draws, piece by piece."""
        self.pages: list[int] = []
        """Object numbers of the finished pages."""

    def reserve(self) -> int:
        """Return the number of an object that is still to be put."""
        self._bodies.append(None)
        return len(self._bodies) - 1

    def put(self, object_number: int, body: bytes | Element) -> None:
        """Set the body of a reserved object."""
        self._bodies[object_number] = body

    def add(self, body: bytes | Element) -> int:
        """Add an object and return its number."""
        self._bodies.append(body)
        return len(self._bodies) - 1

    def add_stream(self, content: bytes, entries: bytes = b"") -> int:
        """Add a stream, to be deflated, with these entries in its dictionary."""
        object_number = self.reserve()
        self._assembly.add(object_number, b"/Filter/FlateDecode" + entries, deflating(content, 6))
        return object_number

    def add_finished_stream(self, content: bytes, entries: bytes) -> int:
        """Add a stream as it is."""
        object_number = self.reserve()
        self._assembly.add(object_number, entries, lambda: content)
        return object_number

    def add_font(self, name: str, object_number: int) -> None:
        """Let every page know a font by its resource name."""
        self._fonts[name] = object_number

    def begin_page(self, width: float, height: float) -> None:
        """Start a page of this size."""
        self._size = (width, height)
        self._drawn = {}
        self.operators = []

    def end_page(self, parent_key: int, annotations: list[int]) -> None:
        """Finish the page; `parent_key` is its place in the structure's parent tree."""
        content = self.reserve()
        drawn = "\n".join(self.operators).encode("latin-1")
        self._assembly.add(content, b"/Filter/FlateDecode", deflating(drawn))
        pictures = b"".join([b"/Im%d %d 0 R" % (one, one) for one in self._drawn])
        parts = [
            b"<</Type/Page/Parent %d 0 R" % self.page_tree,
            f"/MediaBox[0 0 {number(self._size[0])} {number(self._size[1])}]".encode("ascii"),
            b"/Resources<</Font %d 0 R" % self._font_list,
            b"/XObject<<%s>>>>" % pictures if pictures else b">>",
            # Tabbing follows the structure (14.8.4.4 and PDF/UA-1, 7.18.3).
            b"/Contents %d 0 R/StructParents %d/Tabs/S" % (content, parent_key),
            b"/Annots[%s]" % b" ".join(map(reference, annotations)) if annotations else b"",
        ]
        self.pages.append(self.add(b"".join([*parts, b">>"])))

    def draw_image(
        self, data: bytes, left: float, bottom: float, width: float, height: float
    ) -> None:
        """Draw a PNG or JPEG."""
        digest = sha256(data).digest()
        picture = self._pictures.get(digest)
        if picture is None:
            picture = self._pictures[digest] = self._add_picture(data)
        self._drawn[picture] = None
        place = f"{number(width)} 0 0 {number(height)} {number(left)} {number(bottom)}"
        self.operators.append(f"q {place} cm /Im{picture} Do Q")

    def _add_picture(self, data: bytes) -> int:
        from footnoted.pdf.images import picture_of  # loads ReportLab and Pillow: 0.1 s

        picture, mask = picture_of(data)
        soft = b"" if mask is None else b"/SMask %d 0 R" % self.add_finished_stream(*mask)
        content, entries = picture
        return self.add_finished_stream(content, entries + soft)

    def save(self, catalog: int, info: int) -> bytes:
        """Return the whole file."""
        fonts = "".join([f"/{name} {number} 0 R" for name, number in self._fonts.items()])
        self.put(self._font_list, f"<<{fonts}>>".encode("ascii"))
        kids = b" ".join(map(reference, self.pages))
        self.put(self.page_tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self.pages), kids))
        return self._assembly.finish(self._written(), len(self._bodies) - 1, catalog, info)

    def _written(self) -> Iterator[tuple[int, bytes]]:
        """Yield all objects that are no streams; none is in memory as such any more then."""
        bodies, pages = self._bodies, page_entries(self.pages)
        for at, body in enumerate(bodies):
            if body is not None:
                bodies[at] = None
                yield at, body if isinstance(body, bytes) else element_object(body, pages)
