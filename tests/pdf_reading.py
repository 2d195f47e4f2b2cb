"""Reading PDF files back: their structure with the text of each element, positions, links."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest


@dataclass
class Node:
    """An element of the structure as read back."""

    tag: str
    text: str = ""
    """The text of its own marked content, in order."""
    id: str = ""
    alt: str = ""
    language: str = ""
    children: "list[Node]" = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    def find(self, tag: str) -> "list[Node]":
        """Return all elements with this tag below this one, in order."""
        return [node for node in self.walk() if node.tag == tag]

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Piece:
    """Text shown by one operator."""

    page: int
    mcid: int | None
    """None in an artifact."""
    x: float
    y: float
    size: float
    text: str
    width: float = 0.0
    """As shown; 0 where an ActualText stands for it."""


def open_pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def pieces(pdf: pikepdf.Pdf) -> list[Piece]:
    """Return every piece of text in order of painting."""
    return [piece for number in range(len(pdf.pages)) for piece in _page_pieces(pdf, number)]


def _page_pieces(pdf: pikepdf.Pdf, number: int) -> Iterator[Piece]:
    sheet = pdf.pages[number]
    fonts = dict(sheet.Resources.get("/Font", {}).items())
    maps = {name: to_unicode(font) for name, font in fonts.items()}
    widths = {name: _widths(font) for name, font in fonts.items()}
    marks: list[dict[str, Any]] = []
    font, size, x, y = "", 0.0, 0.0, 0.0
    for operands, operator in pikepdf.parse_content_stream(sheet):
        match str(operator):
            case "BDC":
                properties = operands[1]
                assert not any(
                    "mcid" in mark for mark in marks if properties.get("/MCID") is not None
                )
                mark: dict[str, Any] = {"artifact": operands[0] == "/Artifact"}
                if "/MCID" in properties:
                    mark["mcid"] = int(properties["/MCID"])
                if "/ActualText" in properties:
                    mark["actual"] = str(properties["/ActualText"])
                marks.append(mark)
            case "EMC":
                mark = marks.pop()
                if "actual" in mark:
                    yield Piece(number, _mcid(marks), x, y, size, mark["actual"])
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "TJ" if not any("actual" in mark for mark in marks):
                shown = b"".join(
                    bytes(one) for one in operands[0] if isinstance(one, pikepdf.String)
                )
                assert marks, "text outside marked content"
                width = _width(operands[0], widths[font], size)
                yield Piece(number, _mcid(marks), x, y, size, _decode(shown, maps[font]), width)
                x += width
    assert not marks, "marked content left open"


def _widths(font: Any) -> dict[int, float]:  # noqa: ANN401
    """Return the width of each CID, in thousandths of an em (ISO 32000-1, 9.7.4.3)."""
    listed = list(font.DescendantFonts[0].get("/W", []))
    found: dict[int, float] = {}
    while listed:
        first, following = int(listed.pop(0)), listed.pop(0)
        if isinstance(following, pikepdf.Array):
            found |= {first + at: float(one) for at, one in enumerate(following)}
        else:
            found |= dict.fromkeys(range(first, int(following) + 1), float(listed.pop(0)))
    return found


def _width(shown: Any, widths: dict[int, float], size: float) -> float:  # noqa: ANN401
    total = 0.0
    for one in shown:
        if isinstance(one, pikepdf.String):
            text = bytes(one)
            codes = (int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2))
            total += sum(widths.get(code, 0.0) for code in codes)
        else:
            total -= float(one)
    return total * size / 1000


def _mcid(marks: list[dict[str, Any]]) -> int | None:
    return next((mark["mcid"] for mark in marks if "mcid" in mark), None)


def _decode(shown: bytes, mapping: dict[int, str]) -> str:
    codes = (int.from_bytes(shown[i : i + 2], "big") for i in range(0, len(shown), 2))
    return "".join(mapping[code] for code in codes)


def to_unicode(font: Any) -> dict[int, str]:  # noqa: ANN401
    """Return what each CID of a font stands for."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
        for code, text in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]+)>", section)
    }


def structure(pdf: pikepdf.Pdf) -> Node:
    """Return the document element with the text of each element."""
    texts: dict[tuple[int, int], str] = {}
    for piece in pieces(pdf):
        if piece.mcid is not None:
            key = (piece.page, piece.mcid)
            texts[key] = texts.get(key, "") + piece.text
    numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
    return _node(pdf.Root.StructTreeRoot.K, texts, numbers)


def _node(element: Any, texts: dict[tuple[int, int], str], pages: dict[Any, int]) -> Node:  # noqa: ANN401
    node = Node(
        str(element.S).removeprefix("/"),
        id=str(element.get("/ID", "")),
        alt=str(element.get("/Alt", "")),
        language=str(element.get("/Lang", "")),
    )
    for attributes in element.get("/A", []):
        node.attributes |= {str(key): value for key, value in attributes.items()}
    for child in element.get("/K", []):
        if isinstance(child, int):
            node.text += texts.get((pages[element.Pg.objgen], child), "")
        elif child.Type == "/MCR":
            node.text += texts.get((pages[child.Pg.objgen], int(child.MCID)), "")
        elif child.Type == "/StructElem":
            assert child.P.objgen == element.objgen
            node.children.append(_node(child, texts, pages))
    return node


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every structure element as the file has it."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [
            child
            for child in element.get("/K", [])
            if not isinstance(child, int) and child.Type == "/StructElem"
        ]


def parent_tree_faults(pdf: pikepdf.Pdf) -> list[str]:
    """Compare the way down, from elements, with the way up, the parent tree: both must agree.

    No checker of PDF/UA does this.
    """
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    tree = {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    up: dict[tuple[Any, int], Any] = {}
    for sheet in pdf.pages:
        for mcid, parent in enumerate(tree[int(sheet.StructParents)]):
            up[sheet.objgen, mcid] = parent.objgen
        for annotation in sheet.get("/Annots", []):
            up[annotation.objgen, -1] = tree[int(annotation.StructParent)].objgen
    down: dict[tuple[Any, int], Any] = {}
    faults = [] if list(tree) == sorted(tree) else ["keys are not sorted"]
    for element in elements(pdf):
        for child in element.get("/K", []):
            key = _child_key(element, child)
            if key is not None and key in down:
                faults.append(f"{key} has two parents")
            if key is not None:
                down[key] = element.objgen
    faults += [
        f"{key}: {up.get(key)} is not {down.get(key)}" for key in up if up[key] != down.get(key)
    ]
    return faults + [f"{key} has no way up" for key in down if key not in up]


def _child_key(element: Any, child: Any) -> tuple[Any, int] | None:  # noqa: ANN401
    if isinstance(child, int):
        return element.Pg.objgen, child
    if child.Type == "/MCR":
        return child.Pg.objgen, int(child.MCID)
    return (child.Obj.objgen, -1) if child.Type == "/OBJR" else None


def conformance_faults(data: bytes, profile: str) -> list[str]:
    """Check a file against `ua1` or `2a`; nothing in the list means that it conforms."""
    report = page.validate_pdf_bytes(data, profile=profile)
    return [str(failure) for failure in report.failures]


def printed_text(data: bytes, folder: Path, *options: str) -> str:
    """Return what pdftotext reads, or skip the test where poppler is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = folder / "read.pdf"
    file.write_bytes(data)
    done = subprocess.run([program, *options, file, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def reading_order_faults(pdf: pikepdf.Pdf) -> list[str]:
    """Say on which pages content is painted in another order than the structure reads it."""
    numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
    read: dict[int, list[int]] = {}

    def walk(element: Any) -> None:  # noqa: ANN401
        for child in element.get("/K", []):
            if isinstance(child, int):
                read.setdefault(numbers[element.Pg.objgen], []).append(child)
            elif child.Type == "/MCR":
                read.setdefault(numbers[child.Pg.objgen], []).append(int(child.MCID))
            elif child.Type == "/StructElem":
                walk(child)

    walk(pdf.Root.StructTreeRoot.K)
    return [f"page {page + 1}: {ids}" for page, ids in read.items() if ids != sorted(ids)]


def untagged(pdf: pikepdf.Pdf) -> list[str]:
    """Return the operators that paint outside marked content: neither read nor an artifact."""
    found: list[str] = []
    for number, sheet in enumerate(pdf.pages):
        depth = 0
        for _, operator in pikepdf.parse_content_stream(sheet):
            name = str(operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if depth == 0 and name in PAINTING:
                found.append(f"page {number + 1}: {name}")
    return found


PAINTING = {"TJ", "Tj", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"}


def places(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the pages of all named places, counted from 0."""
    numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
    names = list(pdf.Root.Names.Dests.Names)
    return {
        str(name): numbers[at[0].objgen] for name, at in zip(names[::2], names[1::2], strict=True)
    }


def note_faults(pdf: pikepdf.Pdf, *, at_foot: bool) -> list[str]:
    """Say which calls do not lead to their note and back, or to one on another page."""
    where = places(pdf)
    faults: list[str] = []
    calls: dict[str, set[int]] = {}
    backs: set[str] = set()
    for number, sheet in enumerate(pdf.pages):
        for link in sheet.get("/Annots", []):
            target = str(link.get("/Dest", ""))
            if target.startswith("note-"):
                calls.setdefault(target, set()).add(number)
            elif target.startswith("call-") and "-on-" not in target:
                backs.add(target)
    for back in sorted(backs):
        if where[back] not in calls.get(back.replace("call-", "note-"), set()):
            faults.append(f"{back} leads to a page that does not call it")
    for note, pages in calls.items():
        if at_foot and where[note] != min(pages):
            faults.append(f"{note} is not on the page of its first call")
    ids = {str(node.id) for node in structure(pdf).find("Note")}
    if at_foot:
        faults += [
            f"{note} has no way back"
            for note in calls
            if note.replace("note-", "call-") not in backs
        ]
    return faults + [f"{note} is never called" for note in sorted(ids - set(calls))]


def page_labels(pdf: pikepdf.Pdf) -> list[str]:
    """Return what a reader's page box shows for every page."""
    return [str(sheet.label) for sheet in pdf.pages]


def whole_text(node: Node) -> str:
    """Return the text of an element and of all below it, in order of the tree's elements."""
    return node.text + "".join(whole_text(child) for child in node.children)
