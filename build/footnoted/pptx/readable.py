"""In: the bytes of a sound deck. Out: what keeps it from being read aloud, each a line.

These are the rules of the Office program's accessibility checker, and ours: every slide has a title
of its own that is read first, whatever can be seen has words, every run tells its language.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from footnoted.pptx.own.opc import parsed
from footnoted.pptx.sound import TakenApart

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_PRESENTATION = "ppt/presentation.xml"
_SHAPES = frozenset(f"{_P}{name}" for name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"))
_GENERIC = re.compile(r"(default section|untitled section|section \d+|)$", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(png|jpe?g|gif|svg|emf)$", re.IGNORECASE)


def accessibility(content: bytes) -> list[str]:
    """Return what keeps a deck from being read aloud: the rules of the Office checker and ours."""
    archive = ZipFile(BytesIO(content))
    names = tuple(archive.namelist())
    trees = {one: parsed(archive.read(one), one) for one in names if one.endswith(".xml")}
    deck = TakenApart(names, trees, {})
    found = [f"{_PRESENTATION}: {fault}" for fault in _section_names(deck)]
    core = trees.get("docProps/core.xml")
    for field in ("title", "language"):
        if core is None or not core.findtext(f"{_DC}{field}"):
            found.append(f"docProps/core.xml: no {field}")
    titles: Counter[str] = Counter()
    for name, tree in deck.slides():
        title, faults = _slide(tree)
        titles[title] += 1
        found += [f"{name}: {fault}" for fault in faults]
    found += [f"{count} slides are called “{one}”" for one, count in titles.items() if count > 1]
    for name, tree in trees.items():
        if name.startswith(("ppt/slides/", "ppt/notesSlides/")):
            found += [f"{name}: {fault}" for fault in _languages(tree)]
    return found


def _section_names(deck: TakenApart) -> Iterator[str]:
    """Yield section names that say nothing or occur twice."""
    names = [one.get("name") or "" for one in deck.trees[_PRESENTATION].iter(f"{_P14}section")]
    yield from (f"section called “{one}”" for one in names if _GENERIC.match(one))
    yield from (f"two sections “{one}”" for one, n in Counter(names).items() if n > 1)


def _slide(tree: etree._Element) -> tuple[str, list[str]]:
    """Return a slide's title and what is wrong with its shapes."""
    shapes = [one for one in tree.iterfind(f"{_P}cSld/{_P}spTree/*") if one.tag in _SHAPES]
    titled = [one for one in shapes if _holder(one) in ("title", "ctrTitle")]
    title = _words(titled[0]).strip() if titled else ""
    found = [] if title else ["no title"]
    if titled and shapes[0] is not titled[0]:
        found.append("the title is not read first")
    for shape in shapes:
        found += _described(shape)
    return title, found


def _described(shape: etree._Element) -> Iterator[str]:
    """Yield what a shape lacks for those who cannot see it."""
    identity = next(shape.iter(f"{_P}cNvPr"))
    name, alt = identity.get("name") or "", (identity.get("descr") or "").strip()
    decorative = any("decorative" in str(one.tag) for one in identity.iter(etree.Element))
    words = _words(shape).strip()
    if _holder(shape) is not None and shape.tag == f"{_P}sp" and not words:
        yield f"empty placeholder “{name}”"
    if (shape.tag != f"{_P}sp" or not words) and not (alt or decorative):
        yield f"no alternative text on “{name}”"
    if alt and (decorative or _FILE_NAME.search(alt)):
        yield f"alternative text of “{name}”"
    for table in shape.iter(f"{_A}tbl"):
        properties = table.find(f"{_A}tblPr")
        if properties is None or properties.get("firstRow") != "1":
            yield f"table “{name}” without a head"


def _holder(shape: etree._Element) -> str | None:
    """Return the kind of a placeholder, or None for another shape."""
    holder = next(shape.iter(f"{_P}ph"), None)
    return None if holder is None else holder.get("type") or "obj"


def _words(shape: etree._Element) -> str:
    """Return a shape's text."""
    return "".join(one.text or "" for one in shape.iter(f"{_A}t"))


def _languages(tree: etree._Element) -> Iterable[str]:
    """Yield runs that do not tell their language."""
    for tag in ("r", "br", "fld"):
        for run in tree.iter(f"{_A}{tag}"):
            look = run.find(f"{_A}rPr")
            if look is None or not look.get("lang"):
                yield f"no language on “{_words(run)[:30]}”"
