"""The bytes of a built deck in, the facts that it carries and the words of its slides out."""

import re

from lxml import etree

from footnoted.diagnostics import Diagnostic, error
from footnoted.model.carried import Carried
from footnoted.pptx.facts import SPACE
from footnoted.pptx.own.opc import Package, RefusedError, open_package

_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)(\d+)\.xml")


def carried(content: bytes) -> Carried | Diagnostic:
    """Return what a deck carries, or why it is none."""
    try:
        package = open_package(content)
        return Carried(_facts(package), tuple(_pages(package)))
    except RefusedError as problem:
        return error("bad-file", str(problem), hint=problem.hint)


def _facts(package: Package) -> bytes | None:
    for name in sorted(package.files):
        if name.startswith("customXml/") and name.endswith(".xml"):
            root = package.tree(name)
            if root.tag == f"{{{SPACE}}}facts":
                return (root.text or "").encode("utf-8")
    return None


def _pages(package: Package) -> list[tuple[str, str]]:
    """Return each slide's and speaker's page's name and words, a paragraph in each line."""
    named = [(one, found) for one in package.files if (found := _SLIDE.fullmatch(one))]
    named.sort(key=lambda item: (int(item[1][2]), "notes" in item[1][1]))
    return [(_label(found), _words(package, name)) for name, found in named]


def _label(found: re.Match[str]) -> str:
    return f"slide {found[2]}" + (", speaker" if "notes" in found[1] else "")


def _words(package: Package, name: str) -> str:
    paragraphs = package.tree(name).iter(f"{_TEXT}p")
    return "\n".join(filter(None, map(_paragraph, paragraphs)))


def _paragraph(node: etree._Element) -> str:
    """Return the words of a paragraph without the numbers of its notes, which are raised."""
    return "".join(
        one.findtext(f"{_TEXT}t") or ""
        for one in node.iter(f"{_TEXT}r", f"{_TEXT}fld")
        if (look := one.find(f"{_TEXT}rPr")) is None or look.get("baseline") is None
    )
