"""ReportLab: the one module that knows its private API; the release is pinned below 5.2.

The canvas keeps the operators of a page, its images and its page dictionary. What it cannot say
(structure, annotations that belong to it, fonts with a CID per glyph and text) comes as finished
objects. Operators and objects go in, a whole file goes out.
"""

import zlib
from io import BytesIO
from typing import Final

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from footnoted.pdf.assembly import MANY, VERSION, assemble, deflated, stream
from footnoted.pdf.syntax import reference

PRODUCER: Final = "ReportLab"

# Nobody's own ReportLab settings may change our bytes; ASCII85 makes images a quarter larger.
rl_config.useA85 = rl_config.pdfMultiLine = rl_config.pdfComments = 0


class _Sheets(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """The canvas without its first words on every page, which name an unembedded Helvetica."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class Objects:
    """The numbered objects of one file, and the page being painted."""

    def __init__(self) -> None:
        # `invariant` keeps ReportLab from the clock; it never writes to the file named here.
        self._canvas = _Sheets("", invariant=1, pageCompression=0, pdfVersion=VERSION)
        self._document = self._canvas._doc
        self._document.Reference(self._document.Pages, pdfdoc.Pages)
        self._bodies: dict[int, bytes] = {}
        self._contents: dict[int, bytes] = {}
        """What the last pages draw, by object number, until it is deflated."""
        self.operators: list[str] = []
        """What the current page draws, piece by piece."""
        self.pages: list[int] = []
        """Object numbers of the finished pages."""

    def reserve(self) -> int:
        """Return the number of an object that is still to be put."""
        self._document.objectcounter += 1
        return int(self._document.objectcounter)

    def put(self, object_number: int, body: bytes) -> None:
        """Set the body of a reserved object."""
        self._bodies[object_number] = body

    def add(self, body: bytes) -> int:
        """Add an object and return its number."""
        object_number = self.reserve()
        self._bodies[object_number] = body
        return object_number

    def add_stream(self, content: bytes, entries: bytes = b"") -> int:
        """Add a deflated stream with these entries in its dictionary."""
        packed = zlib.compress(content, 6)
        return self.add(stream(packed, b"/Filter/FlateDecode" + entries))

    def add_font(self, name: str, object_number: int) -> None:
        """Let every page know a font by its resource name."""
        fonts = self._document.idToObject[pdfdoc.BasicFonts]
        fonts[name] = reference(object_number)

    @property
    def page_tree(self) -> int:
        """The object number of the page tree's root."""
        return self._number(pdfdoc.Pages)

    def begin_page(self, width: float, height: float) -> None:
        """Start a page of this size."""
        self._canvas._pagesize = (width, height)
        self.operators = self._canvas._code

    def end_page(self, parent_key: int, annotations: list[int]) -> None:
        """Finish the page; `parent_key` is its place in the structure's parent tree."""
        self._canvas._annotationrefs = [reference(one) for one in annotations]
        self._canvas.showPage()
        page = self._document.Pages.pages[-1]
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = parent_key
        page.Tabs = "/S"  # 14.8.4.4 and PDF/UA-1, 7.18.3: tabbing follows the structure
        content = self.reserve()
        self._contents[content] = page.stream.encode("latin-1")
        if len(self._contents) == MANY:
            self._deflate_contents()
        page.Contents = reference(content)
        page.stream = None
        self.pages.append(self._number(page.__InternalName__))

    def draw_image(
        self, data: bytes, left: float, bottom: float, width: float, height: float
    ) -> None:
        """Draw a PNG or JPEG; four-colour images become RGB, for which the file has a profile."""
        image = ImageReader(BytesIO(data))
        if image._image.mode == "CMYK":
            image = ImageReader(image._image.convert("RGB"))
        self._canvas.drawImage(image, left, bottom, width, height, mask="auto")

    def save(self, catalog: int, info: int) -> bytes:
        """Return the whole file."""
        self._deflate_contents()
        document, object_number = self._document, 0
        while object_number < document.objectcounter:  # formatting an object may add others
            object_number += 1
            name = document.numberToId.get(object_number)
            if name is not None:
                body = pdfdoc.format(document.idToObject[name], document, toplevel=1)
                self._bodies[object_number] = _with_line_end(body)
        return assemble(self._bodies, catalog, info)

    def _deflate_contents(self) -> None:
        packed = deflated([*self._contents.values()])
        for number, content in zip(self._contents, packed, strict=True):
            self._bodies[number] = stream(content, b"/Filter/FlateDecode")
        self._contents.clear()

    def _number(self, name: str) -> int:
        return int(self._document.idToObjectNumberAndVersion[name][0])


def _with_line_end(body: bytes) -> bytes:
    """Put the line end before `endstream` that PDF/A-2 6.1.7.1 wants and ReportLab leaves out."""
    end = b"endstream\n"
    return body.removesuffix(end) + b"\r\nendstream" if body.endswith(end) else body
