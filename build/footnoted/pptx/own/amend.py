"""In: a layout of the user's. Out: the same with placeholders added, numbered, named anew."""

import re

from lxml import etree
from msgspec import Struct

from footnoted.pptx.layouts import Holding
from footnoted.pptx.markup import NAMESPACES
from footnoted.pptx.own.reading import (
    FOOT,
    TITLES,
    A,
    LayoutFile,
    P,
    Placeholder,
)
from footnoted.pptx.own.roles import (
    Choice,
    How,
)
from footnoted.pptx.sheet import FOOTER_HOLDER, NUMBER_HOLDER, Sheet, footer_holders, placeholder
from footnoted.pptx.slides import Layout

_FREE = 60
"""Index from which our placeholders count: office programs give theirs lower ones."""
_INDEX = re.compile(r' idx="\d+"')


class Adder(Struct):
    """Adds shapes to a layout, with ids and indices of their own."""

    shapes: etree._Element

    def add(self, holding: Holding, *, indexed: bool = True) -> str:
        """Add a placeholder of ours; return its attributes."""
        name, attrs, box, style, text, anchor = holding
        if indexed:
            attrs = f'{_INDEX.sub("", attrs)} idx="{self._index()}"'
        xml = placeholder(self._number(), name, attrs, box, style, text, anchor)
        self._append(etree.fromstring(f"<x {NAMESPACES}>{xml}</x>")[0])
        return attrs

    def add_foot(self, sheet: Sheet, footer: str, kind: str, above: Placeholder | None) -> str:
        """Add footer or slide number: the master's, which is above, or ours where it has none."""
        ours = (FOOTER_HOLDER, NUMBER_HOLDER)[kind == "sldNum"]
        first = self._number()
        xml = footer_holders(sheet, first, footer, "muted", placed=above is None or not above.box)
        wrapped = etree.fromstring(f"<x {NAMESPACES}>{xml}</x>")
        shape = wrapped[kind == "sldNum"]
        holder = shape.find(f".//{P}ph")
        assert holder is not None
        holder.set("idx", str(self._index()))
        named = shape.find(f".//{P}cNvPr")
        assert named is not None
        named.set("id", str(first))
        styles = shape.find(f"{P}txBody/{A}lstStyle")
        if above is not None and styles is not None:
            styles.clear()
        self._append(shape)
        return _INDEX.sub(f' idx="{holder.get("idx")}"', ours)

    def _append(self, shape: etree._Element) -> None:
        extras = self.shapes.find(f"{P}extLst")
        if extras is None:
            self.shapes.append(shape)
        else:
            extras.addprevious(shape)

    def _number(self) -> int:
        ids = [int(one.get("id") or 0) for one in self.shapes.iter(f"{P}cNvPr")]
        return max(ids, default=1) + 1

    def _index(self) -> int:
        taken = [int(one.get("idx") or 0) for one in self.shapes.iter(f"{P}ph")]
        return max(_FREE, *(one + 1 for one in taken), 0)


def kind_of(shape: etree._Element) -> str:
    """Return what a shape is a placeholder for, or nothing."""
    holder = shape.find(f"./*/{P}nvPr/{P}ph")
    return "" if holder is None else holder.get("type") or "obj"


def attributes(shape: etree._Element) -> str:
    """Return the attributes of a placeholder as slides repeat them."""
    holder = shape.find(f"./*/{P}nvPr/{P}ph")
    assert holder is not None
    names = ("type", "orient", "sz", "idx")
    return "".join(f' {name}="{holder.get(name)}"' for name in names if holder.get(name))


def first_attributes(found: list[Placeholder]) -> str:
    """Return the attributes of the first of some placeholders, or nothing."""
    return attributes(found[0].element) if found else ""


def shares_indices(base: LayoutFile) -> bool:
    """Say whether placeholders of a layout share an index, with its title or with each other."""
    indices = [one.index for one in base.holders if one.kind not in TITLES]
    return len(set(indices)) < len(indices) or 0 in indices


def renumber(copies: list[Placeholder]) -> None:
    """Give each placeholder but the title an index of its own."""
    seen: set[int] = set()
    free = iter(range(_FREE * 2, _FREE * 2 + len(copies)))
    for one in copies:
        if one.kind in TITLES:
            continue
        index = one.index
        if index in seen or index == 0:
            index = next(free)
            holder = one.element.find(f"./*/{P}nvPr/{P}ph")
            assert holder is not None
            holder.set("idx", str(index))
        seen.add(index)


def rename(
    tree: etree._Element, base: LayoutFile, layout: Layout, choice: Choice, notes: str
) -> None:
    """Name a copy, so that both can be told apart in the office program's list."""
    common = tree.find(f"{P}cSld")
    assert common is not None
    common.set("name", str(layout) if choice.how is How.OTHER else f"{base.name} + {notes}")
    for key in set(tree.attrib) & {"matchingName", "preserve", "userDrawn"}:
        del tree.attrib[key]
    tree.set("preserve", "1")
    if choice.how is not How.OTHER or layout is Layout.SOURCES:
        return
    if "type" in tree.attrib:
        del tree.attrib["type"]
    tree.set("userDrawn", "1")
    for shape in list(tree.iterfind(f"{P}cSld/{P}spTree/*")):
        parent = shape.getparent()
        if parent is not None and _is_spare(shape):
            parent.remove(shape)


def _is_spare(shape: etree._Element) -> bool:
    """Say whether a placeholder came along with a layout that was made for something else."""
    holder = shape.find(f"./*/{P}nvPr/{P}ph")
    if holder is None or kind_of(shape) in (*TITLES, *FOOT, "chart"):
        return False
    return int(holder.get("idx") or 0) < _FREE
