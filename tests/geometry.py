"""What stands where on the sample's pages, as text to compare with a golden dump.

`python tests/geometry.py` writes the golden dumps anew, for papers that were looked at.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf

from footnoted.load import load
from footnoted.pipeline import Job, render
from pdf_reading import Piece, open_pdf, pieces

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "geometry"
WHOLE = ("ministers",)
"""Papers of which every block has its line; of the others every page has one."""
PAPERS = (*WHOLE, "briefing")
WORDS = 5
DAY = date(2026, 11, 21)
MADE = datetime(2026, 11, 21, tzinfo=UTC)
_BLOCKS = {"P", "Lbl", "TH", "TD", "Note", "Caption", "Figure", "TOCI", "LBody", "H", "BlockQuote"}


@dataclass(slots=True)
class Block:
    """What one element paints on one page; y counts down from the sheet's top, to baselines."""

    tag: str
    left: float
    first: float
    right: float
    last: float
    lines: int
    text: str


def dump(name: str) -> str:
    """Render a paper of the sample in its own style and say what stands where."""
    project, found = load(ROOT)
    assert project is not None, found
    outline = project.outlines[name]
    style = project.styles[outline.style or "base"]
    language = outline.language or "en"
    job = Job(outline, outline.audience, language, "pdf", style, DAY, MADE)
    _, rendered = render(project, job)
    assert rendered.content is not None, rendered.diagnostics
    with open_pdf(rendered.content) as pdf:
        pages = list(_pages(pdf))
        sheets = [[float(side) for side in sheet.MediaBox[2:]] for sheet in pdf.pages]
    describe = _whole if name in WHOLE else _digest
    return "".join(
        describe(number, sheet, blocks)
        for number, (sheet, blocks) in enumerate(zip(sheets, pages, strict=True), 1)
    )


def _whole(number: int, sheet: list[float], blocks: list[Block]) -> str:
    lines = [f"page {number}: {sheet[0]:.1f} x {sheet[1]:.1f}"]
    for one in blocks:
        box = f"{one.left:6.1f} {one.first:6.1f} {one.right:6.1f} {one.last:6.1f}"
        lines.append(f"  {one.tag:<8} {box} {one.lines:3}  {_start(one.text)}".rstrip())
    return "\n".join(lines) + "\n"


def _digest(number: int, sheet: list[float], blocks: list[Block]) -> str:
    text = [one for one in blocks if one.tag not in ("Note", "artifact", "Figure")]
    notes = [one for one in blocks if one.tag == "Note"]
    figures = [one for one in blocks if one.tag == "Figure"]
    lines = [f"page {number}: {sheet[0]:.1f} x {sheet[1]:.1f}"]
    for name, group in (("text", text), ("notes", notes)):
        if group:
            box = (
                f"{min(one.left for one in group):.1f} {min(one.first for one in group):.1f} "
                f"{max(one.right for one in group):.1f} {max(one.last for one in group):.1f}"
            )
            count = f"{len(group)} blocks {sum(one.lines for one in group)} lines"
            lines.append(f"  {name:<7} {box}  {count}  {_start(group[0].text)} … {_end(group[-1])}")
    for one in figures:
        lines.append(f"  figure  {one.left:.1f} {one.first:.1f} {one.right:.1f} {one.last:.1f}")
    return "\n".join(lines) + "\n"


def _start(text: str) -> str:
    return " ".join(text.split()[:WORDS])


def _end(block: Block) -> str:
    return " ".join(block.text.split()[-2:])


def _pages(pdf: pikepdf.Pdf) -> Iterator[list[Block]]:
    """Yield what stands on each page: blocks in the order of painting, then decoration."""
    owners = _owners(pdf)
    figures = _figures(pdf)
    painted: dict[int, list[Piece]] = {}
    for piece in pieces(pdf):
        painted.setdefault(piece.page, []).append(piece)
    for number, sheet in enumerate(pdf.pages):
        height = float(sheet.MediaBox[3])
        grouped: dict[tuple[str, int], list[Piece]] = {}
        for piece in painted.get(number, []):
            key = ("artifact", round(piece.y))
            if piece.mcid is not None:
                key = owners[number, piece.mcid]
            grouped.setdefault(key, []).append(piece)
        blocks = [_block(tag, own, height) for (tag, _), own in grouped.items() if tag != "Figure"]
        blocks = [one for one in blocks if one.text.strip()]
        yield sorted(blocks, key=lambda one: one.tag == "artifact") + figures.get(number, [])


def _block(tag: str, own: list[Piece], height: float) -> Block:
    downs = sorted({round(height - piece.y, 1) for piece in own})
    text = "".join(piece.text for piece in own).replace("\xad", "")
    return Block(
        tag,
        min(piece.x for piece in own),
        downs[0],
        max(piece.x + piece.width for piece in own),
        downs[-1],
        len(downs),
        text,
    )


def _owners(pdf: pikepdf.Pdf) -> dict[tuple[int, int], tuple[str, int]]:
    """Return the block that each marked content belongs to, spans and links to their paragraph."""
    numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
    owners: dict[tuple[int, int], tuple[str, int]] = {}
    count = 0

    def walk(element: Any, block: tuple[str, int]) -> None:  # noqa: ANN401
        nonlocal count
        tag = str(element.S).removeprefix("/")
        if (tag in _BLOCKS or re.fullmatch(r"H\d", tag)) and not (
            block[0] == "Note" and tag in ("P", "Lbl")
        ):
            count += 1
            block = (tag, count)
        for child in element.get("/K", []):
            if isinstance(child, int):
                owners[numbers[element.Pg.objgen], child] = block
            elif child.Type == "/MCR":
                owners[numbers[child.Pg.objgen], int(child.MCID)] = block
            elif child.Type == "/StructElem":
                walk(child, block)

    walk(pdf.Root.StructTreeRoot.K, ("", 0))
    return owners


def _figures(pdf: pikepdf.Pdf) -> dict[int, list[Block]]:
    """Return the boxes that figures claim (ISO 32000-1, 14.8.5.4.3), by page."""
    numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
    found: dict[int, list[Block]] = {}
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop(0)
        boxes = [one.BBox for one in element.get("/A", []) if "/BBox" in one]
        if element.S == "/Figure" and boxes and "/Pg" in element:
            page = numbers[element.Pg.objgen]
            height = float(pdf.pages[page].MediaBox[3])
            left, bottom, right, top = map(float, boxes[0])
            block = Block("Figure", left, height - top, right, height - bottom, 0, "")
            found.setdefault(page, []).append(block)
        waiting += [
            child
            for child in element.get("/K", [])
            if not isinstance(child, int) and child.Type == "/StructElem"
        ]
    return found


def differences(wanted: str, got: str, tolerance: float = 0.5) -> list[str]:
    """Return the lines that differ by more than so many points, and what has taken their place."""
    from difflib import SequenceMatcher

    before, after = wanted.splitlines(), got.splitlines()
    told: list[str] = []
    matcher = SequenceMatcher(None, [_words(one) for one in before], [_words(one) for one in after])
    for kind, first, last, start, end in matcher.get_opcodes():
        for old, new in zip(before[first:last], after[start:end], strict=kind == "equal"):
            if kind != "equal" or not _near(old, new, tolerance):
                told += [f"- {old}", f"+ {new}"]
        count = min(last - first, end - start)
        told += [f"- {one}" for one in before[first + count : last]]
        told += [f"+ {one}" for one in after[start + count : end]]
    return told


_NUMBER = re.compile(r"-?\d+\.\d\b")


def _words(line: str) -> str:
    return _NUMBER.sub("#", line).replace(" ", "")


def _near(old: str, new: str, tolerance: float) -> bool:
    pairs = zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    return all(abs(float(one) - float(other)) <= tolerance for one, other in pairs)


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for paper in sys.argv[1:] or PAPERS:
        (GOLDEN / f"{paper}.txt").write_text(dump(paper), encoding="utf-8")
