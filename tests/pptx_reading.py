"""Reading finished decks back: with python-pptx as judge, and as rendered by LibreOffice."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

POINT = 12700
TOLERANCE = 1.5
"""Points by which a word may leave its box: side bearings and rounding."""
FOOTER_TOP = 500
"""Points from the top, below which footer and slide number stand."""


def opened(content: bytes) -> Deck:
    """Open a deck as its readers would."""
    return Presentation(BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    """Return the files of the package by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def title(slide: Slide) -> str:
    """Return a slide's headline."""
    shape = slide.shapes.title
    return shape.text_frame.text if shape is not None else ""


def titles(deck: Deck) -> list[str]:
    """Return all headlines."""
    return [title(slide) for slide in deck.slides]


def texts(slide: Slide) -> dict[str, str]:
    """Return the text of every shape by its name, footers apart."""
    return {
        shape.name: shape.text_frame.text
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text
    }


def source_notes(slide: Slide) -> str:
    """Return what stands at the foot of a slide."""
    return texts(slide).get("Notes", "")


def needs_office() -> None:
    """Skip a test, and say why, where slides cannot be rendered."""
    for program in ("soffice", "pdftotext"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed, slides cannot be rendered")


def rendered(decks: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Convert decks to PDF with LibreOffice, all in one run, in a profile of its own."""
    files = []
    for name, content in decks.items():
        files.append(folder / f"{name}.pptx")
        files[-1].write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: folder / f"{name}.pdf" for name in decks}


@dataclass(frozen=True, slots=True)
class Word:
    """One word as rendered, points from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words(pdf: Path) -> list[list[Word]]:
    """Return the words of each page."""
    run = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=120
    )
    pages: list[list[Word]] = []
    place = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    for line in run.stdout.decode().splitlines():
        if "<page " in line:
            pages.append([])
        found = place.search(line)
        if found:
            left, top, right, bottom = (float(one) for one in found.groups()[:4])
            pages[-1].append(Word(found[5], left, top, right, bottom))
    return pages


def outside(slide: Slide, page: list[Word]) -> Iterator[Word]:
    """Yield words that stand in no shape's box, measured by the middle of their height."""
    boxes = [_box(shape) for shape in slide.shapes if shape.width is not None]
    for word in page:
        middle = (word.top + word.bottom) / 2
        if middle > FOOTER_TOP:
            continue
        if not any(
            left - TOLERANCE <= word.left
            and word.right <= right + TOLERANCE
            and top <= middle <= bottom
            for left, top, right, bottom in boxes
        ):
            yield word


def colliding(page: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield pairs of words that are printed over each other: their middles are in one another."""
    for position, one in enumerate(page):
        for other in page[position + 1 :]:
            middle = (other.top + other.bottom) / 2
            overlap = min(one.right, other.right) - max(one.left, other.left)
            if one.top < middle < one.bottom and overlap > 2:
                yield one, other


def _box(shape: BaseShape) -> tuple[float, float, float, float]:
    """Return a shape's edges in points."""
    left, top = shape.left / POINT, shape.top / POINT
    return left, top, left + shape.width / POINT, top + shape.height / POINT
