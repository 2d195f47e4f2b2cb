"""The bytes of a built paper in, the facts that it carries and the words of its pages out."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from footnoted.diagnostics import Diagnostic, error

_FACTS = "facts.json"


def carried(content: bytes) -> bytes | Diagnostic | None:
    """Return the facts that go along in a paper, None where there are none, or why it is none."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            return error("bad-file", "the paper is encrypted", hint="save it without a password")
        files = reader.attachments.get(_FACTS, [])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return error("bad-file", "it is no PDF file that can be read")
    return files[0] if files else None


def page_texts(content: bytes) -> list[tuple[str, str]]:
    """Return each page's label and words, in the order of painting, which is that of reading."""
    reader = PdfReader(BytesIO(content))
    labels = reader.page_labels
    return [(f"page {labels[at]}", page.extract_text()) for at, page in enumerate(reader.pages)]
