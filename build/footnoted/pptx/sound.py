"""In: the bytes of a deck. Out: what is broken in it, each a line; nothing for a sound one.

Viewers repair or refuse a file for faults that no schema names: a relationship that leads nowhere,
an id used twice, a slide in two sections. This looks for those; a schema validator does the rest.
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree
from msgspec import Struct

from footnoted.pptx.own.opc import RefusedError, check_sizes, parsed

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_T = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_CONTENT_TYPES = "[Content_Types].xml"
_PRESENTATION = "ppt/presentation.xml"
_LEAST_SLIDE, _LEAST_MASTER = 256, 2**31


class TakenApart(Struct, frozen=True):
    """A deck taken apart."""

    names: tuple[str, ...]
    trees: dict[str, etree._Element]
    relations: dict[str, dict[str, tuple[str, str, bool]]]
    """By part: by id: kind, target as a part's name or an address, whether it is outside."""

    def slides(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the slides' names and trees."""
        for name, tree in self.trees.items():
            if re.match(r"ppt/slides/slide\d+\.xml$", name):
                yield name, tree


def lint(content: bytes) -> list[str]:
    """Return the faults of a deck's structure."""
    found: list[str] = []
    try:
        archive = ZipFile(BytesIO(content))
        check_sizes(archive.infolist())
    except BadZipFile:
        return ["not a zip file"]
    except RefusedError as refused:
        return [str(refused)]
    names = tuple(archive.namelist())
    found += [f"{name}: twice in the zip" for name, count in Counter(names).items() if count > 1]
    trees: dict[str, etree._Element] = {}
    for name in dict.fromkeys(names):
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = parsed(archive.read(name), name)
            except RefusedError as wrong:
                found.append(str(wrong))
        elif name.endswith(".xlsx"):
            found += _workbook(name, archive.read(name))
    deck = TakenApart(names, trees, {})
    if _CONTENT_TYPES not in trees or _PRESENTATION not in trees:
        return [*found, "content types or presentation missing"]
    found += _read_relations(deck)
    for check in (_content_types, _references, _shapes, _slide_ids, _master_ids, _sections):
        found += check(deck)
    for check in (_tables, _text_bodies, _charts, _notes):
        found += check(deck)
    return found


def _workbook(name: str, data: bytes) -> Iterator[str]:
    """Yield whether an embedded workbook opens."""
    try:
        if ZipFile(BytesIO(data)).testzip():
            yield f"{name}: damaged"
    except BadZipFile:
        yield f"{name}: not a workbook"


def _read_relations(deck: TakenApart) -> Iterator[str]:
    """Read all relationships; yield ids used twice and targets that are not there."""
    parts = set(deck.names)
    for name, tree in deck.trees.items():
        if not name.endswith(".rels"):
            continue
        folder, file = dirname(dirname(name)), name.rpartition("/")[2].removesuffix(".rels")
        known = deck.relations.setdefault(f"{folder}/{file}".strip("/"), {})
        seen: Counter[tuple[str, str]] = Counter()
        for one in tree:
            outside = one.get("TargetMode") == "External"
            target = one.get("Target") or ""
            if not outside:
                target = normpath(join(folder, target)) if target[:1] != "/" else target[1:]
                if target not in parts:
                    yield f"{name}: {target} is not there"
            seen[one.get("Type") or "", target] += 1
            if (one.get("Id") or "") in known:
                yield f"{name}: {one.get('Id')} twice"
            known[one.get("Id") or ""] = (one.get("Type") or "", target, outside)
        yield from (f"{name}: {key[1]} twice" for key, count in seen.items() if count > 1)


def _content_types(deck: TakenApart) -> Iterator[str]:
    """Yield parts without a type, and types without a part."""
    tree = deck.trees[_CONTENT_TYPES]
    defaults = {one.get("Extension"): one.get("ContentType") for one in tree.iter(f"{_T}Default")}
    listed = Counter((one.get("PartName") or "")[1:] for one in tree.iter(f"{_T}Override"))
    for name, count in listed.items():
        if name not in deck.names:
            yield f"{_CONTENT_TYPES}: {name} is not there"
        if count > 1:
            yield f"{_CONTENT_TYPES}: {name} twice"
    for name in deck.names:
        ending = name.rpartition(".")[2]
        if name == _CONTENT_TYPES or name in listed:
            continue
        if ending not in defaults or ending == "xml":
            yield f"{name}: no content type"


def _references(deck: TakenApart) -> Iterator[str]:
    """Yield relationship ids that a part uses and does not have, and parts that nothing uses."""
    used = {
        target for known in deck.relations.values() for _, target, out in known.values() if not out
    }
    for name, tree in deck.trees.items():
        if name.endswith(".rels") or name == _CONTENT_TYPES:
            continue
        known = deck.relations.get(name, {})
        for value in _ids(tree):
            if value not in known:
                yield f"{name}: {value} leads nowhere"
    for name in deck.names:
        if not name.endswith(".rels") and name != _CONTENT_TYPES and name not in used:
            yield f"{name}: nothing refers to it"


def _ids(tree: etree._Element) -> Iterator[str]:
    """Yield the relationship ids that a part uses."""
    for element in tree.iter(etree.Element):
        for key, value in element.attrib.items():
            if str(key).startswith(_R):
                yield str(value)


def _shapes(deck: TakenApart) -> Iterator[str]:
    """Yield shape ids used twice on a slide, and extents below zero."""
    for name, tree in deck.trees.items():
        if not name.startswith("ppt/slide") and not name.startswith("ppt/notes"):
            continue
        ids = Counter(one.get("id") for one in tree.iter(f"{_P}cNvPr"))
        yield from (f"{name}: shape id {one} twice" for one, count in ids.items() if count > 1)
        for extent in tree.iter(f"{_A}ext"):
            sides = [extent.get(side) for side in ("cx", "cy")]
            if any(side is not None and int(side) < 0 for side in sides):
                yield f"{name}: a shape is smaller than nothing"


def _slide_ids(deck: TakenApart) -> Iterator[str]:
    """Yield slide ids that are out of range or used twice, and slides listed twice."""
    listed = list(deck.trees[_PRESENTATION].iter(f"{_P}sldId"))
    numbers = Counter(int(one.get("id") or 0) for one in listed)
    targets = Counter(one.get(f"{_R}id") for one in listed)
    for number, count in numbers.items():
        if count > 1 or not _LEAST_SLIDE <= number < _LEAST_MASTER:
            yield f"{_PRESENTATION}: slide id {number}"
    yield from (f"{_PRESENTATION}: {one} twice" for one, count in targets.items() if count > 1)
    known = deck.relations.get(_PRESENTATION, {})
    for target in targets:
        kind = known.get(target or "", ("", "", False))[0]
        if not kind.endswith("/slide"):
            yield f"{_PRESENTATION}: {target} is no slide"


def _master_ids(deck: TakenApart) -> Iterator[str]:
    """Yield ids that masters and layouts share, or that are too small."""
    ids: Counter[int] = Counter()
    for tree in deck.trees.values():
        for tag in ("sldMasterId", "sldLayoutId"):
            ids.update(int(one.get("id") or 0) for one in tree.iter(f"{_P}{tag}"))
    for number, count in ids.items():
        if count > 1 or number < _LEAST_MASTER:
            yield f"{_PRESENTATION}: master or layout id {number}"


def _sections(deck: TakenApart) -> Iterator[str]:
    """Yield whether sections hold other slides than the presentation, or in another order."""
    tree = deck.trees[_PRESENTATION]
    if tree.find(f".//{_P14}sectionLst") is None:
        return
    inside = [one.get("id") for one in tree.iter(f"{_P14}sldId")]
    if inside != [one.get("id") for one in tree.iter(f"{_P}sldId")]:
        yield f"{_PRESENTATION}: sections and slides differ"


def _tables(deck: TakenApart) -> Iterator[str]:
    """Yield tables whose rows do not fill their columns."""
    for name, tree in deck.slides():
        for table in tree.iter(f"{_A}tbl"):
            columns = len(list(table.iter(f"{_A}gridCol")))
            if any(len(row.findall(f"{_A}tc")) != columns for row in table.iter(f"{_A}tr")):
                yield f"{name}: a table's row is not {columns} cells long"


def _text_bodies(deck: TakenApart) -> Iterator[str]:
    """Yield texts without a paragraph."""
    for name, tree in deck.trees.items():
        for tag in (f"{_P}txBody", f"{_A}txBody", f"{_C}rich", f"{_C}txPr"):
            if any(body.find(f"{_A}p") is None for body in tree.iter(tag)):
                yield f"{name}: a text without a paragraph"


def _charts(deck: TakenApart) -> Iterator[str]:
    """Yield caches that miscount, axes that do not meet, and charts without a workbook."""
    for name, tree in deck.trees.items():
        if not name.startswith("ppt/charts/chart"):
            continue
        for cache in (*tree.iter(f"{_C}strCache"), *tree.iter(f"{_C}numCache")):
            count = cache.find(f"{_C}ptCount")
            points = [int(one.get("idx") or 0) for one in cache.iter(f"{_C}pt")]
            if count is None or max(points, default=-1) >= int(count.get("val") or 0):
                yield f"{name}: a cache holds more points than it says"
        axes = {
            one.get("val")
            for tag in ("catAx", "valAx", "dateAx")
            for axis in tree.iter(f"{_C}{tag}")
            for one in axis.findall(f"{_C}axId")
        }
        met = [one.get("val") for tag in ("axId", "crossAx") for one in tree.iter(f"{_C}{tag}")]
        if set(met) != axes or any(not 0 <= int(one or -1) < 2**31 for one in met):
            yield f"{name}: axis ids"
        data = tree.find(f"{_C}externalData")
        known = deck.relations.get(name, {})
        if data is None or (data.get(f"{_R}id") or "") not in known:
            yield f"{name}: no workbook"


def _notes(deck: TakenApart) -> Iterator[str]:
    """Yield speaker notes without a list of their master."""
    spoken = any(name.startswith("ppt/notesSlides/") for name in deck.names)
    if spoken and deck.trees[_PRESENTATION].find(f"{_P}notesMasterIdLst") is None:
        yield f"{_PRESENTATION}: notes without their master"
