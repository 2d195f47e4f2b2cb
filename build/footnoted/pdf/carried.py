"""The bytes of a built paper in, the facts that it carries and the words of its pages out."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from pypdf import PdfReader

from footnoted.diagnostics import Diagnostic, error
from footnoted.model.attachment import FACTS
from footnoted.model.carried import Carried

_END: Final = re.compile(r"(?<=\w{3}[.?!])\s+|\s+(?=•)")
# What is odd in a file is told by us, or does not matter to its words.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def carried(content: bytes) -> Carried | Diagnostic:
    """Return what a paper carries, or why it is none."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            return error("bad-file", "the paper is encrypted", hint="save it without a password")
        files = reader.attachments.get(FACTS, [])
        return Carried(files[0] if files else None, tuple(_pages(reader)))
    except Exception:  # At a broken file pypdf raises whatever Python does.
        return error("bad-file", "it is no PDF file that can be read")


def _pages(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield each page's label and words in the order of painting, a sentence in each line.

    Where lines end is the look's matter; numbers of notes stand among the words.
    """
    labels = reader.page_labels
    for at, page in enumerate(reader.pages):
        yield f"page {labels[at]}", _END.sub("\n", " ".join(page.extract_text().split()))
