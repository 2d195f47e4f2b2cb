"""A rendered paper in, its words and where they stand out, as poppler reads them from the page."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>'
)


@dataclass(slots=True)
class Word:
    """A word and its box: points from the sheet's top left corner, the face's whole height."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def core_top(self) -> float:
        """About the top of a letter without ascender: what no other line may touch."""
        return self.top + 0.36 * (self.bottom - self.top)

    @property
    def baseline(self) -> float:
        """About the baseline: the faces in use descend by a quarter of their height."""
        return self.top + 0.76 * (self.bottom - self.top)


@dataclass(slots=True)
class Sheet:
    """One page as printed."""

    width: float
    height: float
    words: list[Word]


def read_sheets(data: bytes, folder: Path) -> list[Sheet]:
    """Return every page's words, or skip the test where poppler is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = folder / "words.pdf"
    file.write_bytes(data)
    done = subprocess.run([program, "-bbox", file, "-"], capture_output=True, check=True)
    return [
        Sheet(float(width), float(height), _words(content))
        for width, height, content in _PAGE.findall(done.stdout.decode("utf-8"))
    ]


def _words(content: str) -> list[Word]:
    return [
        Word(
            float(left),
            float(top),
            float(right),
            float(bottom),
            unescape(text) if "&" in text else text,
        )
        for left, top, right, bottom, text in _WORD.findall(content)
    ]
