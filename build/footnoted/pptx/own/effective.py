"""In: a placeholder of a layout. Out: how its text will look: what it inherits, resolved.

The chain is layout, master, the master's text styles, the presentation's defaults, the theme
(ECMA-376 part 1, 19.3.1.51 and 21.1.2.4); what none of them says is as the standard has it.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from lxml import etree
from msgspec import Struct

from footnoted.pptx.markup import EMU
from footnoted.pptx.own.reading import (
    FOOT,
    TITLES,
    A,
    MasterFile,
    Opened,
    P,
    Placeholder,
    master_of,
)
from footnoted.pptx.slides import Box

T = TypeVar("T")

_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
"""Defaults in English Metric Units (21.1.2.1.1)."""
_SIZE = 18.0
_DEPTH = 3
_MARKS = ("buNone", "buAutoNum", "buChar", "buBlip")


class Level(Struct, frozen=True):
    """How paragraphs of one depth look."""

    size: float
    sized: bool
    """Layout or master say the size; else it is only what any text has."""
    typeface: str
    """As written: a name, or the theme's such as `+mn-lt`."""
    family: str
    bold: bool
    italic: bool
    underlined: bool
    caps: bool
    tracking: float
    """Points between letters."""
    left: float
    hang: float
    """Points by which the first line hangs out to the left."""
    bullet: bool
    leading: float | None
    """Share of the line; None for a fixed one."""
    after: bool
    """Paragraphs have space after them."""
    fill: str
    """The colour as an element, or empty."""


class Look(Struct, frozen=True):
    """How a placeholder's text looks."""

    box: Box | None
    """Without insets."""
    columns: int
    levels: tuple[Level, ...]


def look_of(opened: Opened, master: MasterFile, holder: Placeholder) -> Look:
    """Resolve a placeholder of a layout, or of the master itself."""
    parent = master_of(holder.kind, master.holders)
    shapes = [holder.element, *([parent.element] if parent else [])]
    found = (shape.find(f"{P}txBody/{A}bodyPr") for shape in shapes)
    bodies = [one for one in found if one is not None]
    lists = list(_lists(master, holder, shapes))
    defaults = opened.package.tree(opened.package.main).find(f"{P}defaultTextStyle")
    common = 0 if defaults is None else 1
    lists += [] if defaults is None else [defaults]
    levels = tuple(_level(lists, common, depth, master) for depth in range(1, _DEPTH + 1))
    columns = next((int(_number(one.get("numCol"))) for one in bodies if one.get("numCol")), 1)
    return Look(_inner(holder.box, bodies), columns, levels)


def _inner(box: Box | None, bodies: list[etree._Element]) -> Box | None:
    """Return a box without its insets."""
    if box is None:
        return None
    left, top, right, bottom = (
        next((_number(one.get(name)) for one in bodies if one.get(name)), default) / EMU
        for name, default in _INSETS
    )
    wide, tall = box.width - left - right, box.height - top - bottom
    return Box(box.x + left, box.y + top, wide, tall) if wide > 0 and tall > 0 else box


def _lists(
    master: MasterFile, holder: Placeholder, shapes: list[etree._Element]
) -> Iterator[etree._Element]:
    """Yield the list styles that a placeholder's text inherits from, the nearest first."""
    found = [shape.find(f"{P}txBody/{A}lstStyle") for shape in shapes]
    kind = holder.kind
    style = "titleStyle" if kind in TITLES else "otherStyle" if kind in FOOT else "bodyStyle"
    found.append(master.tree.find(f"{P}txStyles/{P}{style}"))
    yield from (one for one in found if one is not None)


def _level(lists: list[etree._Element], common: int, depth: int, master: MasterFile) -> Level:
    """Resolve one depth; so many of the list styles, the last, are those of any text."""
    paras = [one for one in (style.find(f"{A}lvl{depth}pPr") for style in lists) if one is not None]
    runs = _runs(lists, depth)
    typeface = _first(runs, lambda run: _attribute(run.find(f"{A}latin"), "typeface")) or "+mn-lt"
    spacing = _first(paras, lambda para: _spacing(para, "lnSpc"))
    after = _first(paras, lambda para: _spacing(para, "spcAft"))
    return Level(
        sized=_first(_runs(lists[: len(lists) - common], depth), _size) is not None,
        size=_number(_first(runs, _size)) / 100 or _SIZE,
        typeface=typeface,
        family=_family(typeface, master),
        bold=_is_on(_first(runs, lambda run: run.get("b"))),
        italic=_is_on(_first(runs, lambda run: run.get("i"))),
        underlined=(_first(runs, lambda run: run.get("u")) or "none") != "none",
        caps=(_first(runs, lambda run: run.get("cap")) or "none") == "all",
        tracking=_number(_first(runs, lambda run: run.get("spc"))) / 100,
        left=_number(_first(paras, lambda para: para.get("marL"))) / EMU,
        hang=-_number(_first(paras, lambda para: para.get("indent"))) / EMU,
        bullet=(_first(paras, _mark) or "buNone") in _MARKS[2:],
        leading=spacing[1] if spacing and spacing[0] else None if spacing else 1.0,
        after=bool(after and after[1]),
        fill=_first(runs, _fill) or "",
    )


def _runs(lists: list[etree._Element], depth: int) -> list[etree._Element]:
    """Return what list styles say of the runs of one depth."""
    found = (style.find(f"{A}lvl{depth}pPr/{A}defRPr") for style in lists)
    return [one for one in found if one is not None]


def _size(run: etree._Element) -> str | None:
    return run.get("sz")


def _first(elements: list[etree._Element], ask: Callable[[etree._Element], T | None]) -> T | None:
    """Return the first answer that is one."""
    return next((found for one in elements if (found := ask(one)) is not None), None)


def _attribute(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else element.get(name)


def _spacing(para: etree._Element, name: str) -> tuple[bool, float] | None:
    """Return whether a spacing is a share, and its share or its points."""
    spacing = para.find(f"{A}{name}")
    if spacing is None:
        return None
    share, points = spacing.find(f"{A}spcPct"), spacing.find(f"{A}spcPts")
    if share is not None:
        text = share.get("val") or ""
        return True, _number(text.rstrip("%")) / (100 if text.endswith("%") else 100000)
    return False, _number(_attribute(points, "val")) / 100


def _mark(para: etree._Element) -> str | None:
    """Return the kind of a paragraph's bullet."""
    return next((name for name in _MARKS if para.find(f"{A}{name}") is not None), None)


def _fill(run: etree._Element) -> str | None:
    """Return a plain colour as an element; of other fills, nothing."""
    fill = run.find(f"{A}solidFill")
    if fill is None or not len(fill):
        return None
    # Written again below another root: only the namespaces of drawings are known there.
    text = etree.tostring(fill[0], encoding="unicode")
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)


def _family(typeface: str, master: MasterFile) -> str:
    """Return the family that a typeface means."""
    theme = master.theme
    names = {"+mj-lt": theme.heading, "+mn-lt": theme.body}
    return names.get(typeface, "" if typeface.startswith("+") else typeface)


def _number(text: str | None) -> float:
    """Return a number of an attribute, 0 where it holds none."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _is_on(text: str | None) -> bool:
    return text in ("1", "true")
