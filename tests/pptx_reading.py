"""Reading finished decks back: with python-pptx as judge, and as rendered by LibreOffice."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from weakref import WeakKeyDictionary
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

POINT = 12700
FEW = 3
"""Decks that one run of the office program renders."""
TOLERANCE = 1.5
"""Points by which a word may leave its box: side bearings and rounding."""
HIDDEN = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
"""Print hidden slides as well: they must be as sound as the others."""


def opened(content: bytes) -> Deck:
    """Open a deck as its readers would."""
    return Presentation(BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    """Return the files of the package by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def title(slide: Slide) -> str:
    """Return a slide's headline, its no-break spaces as plain ones."""
    shape = slide.shapes.title
    return shape.text_frame.text.replace("\xa0", " ") if shape is not None else ""


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


def source_labels(slide: Slide) -> set[str]:
    """Return the numbers under which a slide's foot tells its sources.

    Notes stand a line each, run on after an en space, or are pointed to together: `2–4, 7: …`.
    """
    lists = re.findall(r"(?:^|\u2002)([\d, –]+)(?=[\t\u2009:])", source_notes(slide), re.MULTILINE)
    parts = [part.strip().split("–") for listed in lists for part in listed.split(",")]
    return {str(one) for part in parts if part[0] for one in range(int(part[0]), int(part[-1]) + 1)}


def needs_office() -> None:
    """Skip a test, and say why, where slides cannot be rendered."""
    for program in ("soffice", "pdftotext"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed, slides cannot be rendered")


def rendered(decks: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Convert decks to PDF with LibreOffice, hidden slides too."""
    return _converted(decks, folder, HIDDEN)


def saved(decks: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Let LibreOffice open decks and save them as decks of its own."""
    (folder / "saved").mkdir()
    return _converted(decks, folder, "pptx:Impress MS PowerPoint 2007 XML", "saved")


def _converted(
    decks: Mapping[str, bytes], folder: Path, filter_: str, under: str = ""
) -> dict[str, Path]:
    """Convert decks in two runs side by side with profiles of their own.

    The second starts only where there is work for it: starting takes as long as twenty slides.
    """
    files = {name: folder / f"{name}.pptx" for name in decks}
    for name, content in decks.items():
        files[name].write_bytes(content)
    by_size = sorted(decks, key=lambda name: len(decks[name]), reverse=True)
    halves = [by_size[0::2], by_size[1::2]] if len(decks) > FEW else [by_size]
    running = [
        subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={(folder / f'profile{number}').as_uri()}",
                "--headless",
                "--convert-to",
                filter_,
                "--outdir",
                str(folder / under),
                *(str(files[name]) for name in half),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number, half in enumerate(halves)
    ]
    for one in running:
        assert one.wait(timeout=3600) == 0
    ending = filter_.partition(":")[0]
    return {name: folder / under / f"{name}.{ending}" for name in decks}


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
    """Yield words that stand in no shape's box, measured by the middle of their height.

    Slide numbers and footers have boxes too, those of their layout.
    """
    boxes = [box for shape in slide.shapes if (box := _box(shape))]
    for word in page:
        middle = (word.top + word.bottom) / 2
        if not any(
            left - TOLERANCE <= word.left
            and word.right <= right + TOLERANCE
            and top <= middle <= bottom
            for left, top, right, bottom in boxes
        ):
            yield word


def astray(slide: Slide, page: list[Word]) -> Iterator[str]:
    """Yield the names of texts of which a letter stands outside their own box."""
    for shape in slide.shapes:
        box = _box(shape) if shape.has_text_frame else None
        if box is None:
            continue
        left, top, right, bottom = box
        inside = Counter(
            letter
            for word in page
            if left - TOLERANCE <= word.left
            and word.right <= right + TOLERANCE
            and top <= (word.top + word.bottom) / 2 <= bottom
            for letter in unescape(word.text).casefold()
        )
        wanted = Counter("".join(shape.text_frame.text.split()).casefold())
        if wanted - inside:
            yield shape.name


def colliding(page: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield pairs of words that are printed over each other: their middles are in one another."""
    page = sorted(page, key=lambda word: word.top)
    for position, one in enumerate(page):
        for other in page[position + 1 :]:
            if other.top >= one.bottom:
                break
            middle = (other.top + other.bottom) / 2
            overlap = min(one.right, other.right) - max(one.left, other.left)
            if one.top < middle < one.bottom and overlap > 2:
                yield one, other


Edges = tuple[float, float, float, float]
_inherited: WeakKeyDictionary[object, dict[int, Edges | None]] = WeakKeyDictionary()
"""Edges of the placeholders of layouts, by layout and index: python-pptx looks long for them."""


def _box(shape: BaseShape) -> Edges | None:
    """Return a shape's edges in points, its own or its layout's; None where neither says any."""
    own = next(shape._element.iter(qn("a:xfrm"), qn("p:xfrm")), None)
    if own is not None or not shape.is_placeholder:
        return _edges(shape)
    known = _inherited.setdefault(shape.part.slide_layout.part, {})
    index = shape.placeholder_format.idx
    if index not in known:
        known[index] = _edges(shape)
    return known[index]


def _edges(shape: BaseShape) -> Edges | None:
    """Return a shape's edges in points."""
    if shape.width is None:
        return None
    left, top = shape.left / POINT, shape.top / POINT
    return left, top, left + shape.width / POINT, top + shape.height / POINT
