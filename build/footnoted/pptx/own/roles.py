"""In: a template and the style's map. Out: which of its layouts each kind of slide uses, and why.

Asked in this order: the map of the style, the layout's type, its name in any language, its
placeholders; a kind that finds none gets a layout of ours, under the template's master.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec import Struct

from footnoted.pptx.own.reading import TEXTS, TITLES, LayoutFile, MasterFile, Opened, Placeholder
from footnoted.pptx.slides import Layout, role_of

_BODIES = {Layout.CONTENT: 1, Layout.TWO: 2, Layout.SOURCES: 1}
"""Texts that a layout must have beside its title."""
_INSTEAD = {Layout.SOURCES: Layout.CONTENT}
"""The kind on whose layout another stands where the template has none for it, if not title-only."""
_ALONE = (Layout.TITLE, Layout.SECTION, Layout.CONTENT, Layout.TWO, Layout.TITLE_ONLY)
"""Kinds that get a layout of ours where the template has none."""
_LONG = 8
"""Letters of a name from which on a longer name may begin with it."""


class How(StrEnum):
    """Why a layout was chosen."""

    MAP = "map"
    ASKED = "asked"
    TYPE = "type"
    NAME = "name"
    SIGNATURE = "signature"
    OTHER = "as another"
    INJECTED = "injected"


class Choice(Struct, frozen=True):
    """What one kind of slide stands on."""

    how: How
    base: LayoutFile | None
    """None where the layout is all ours."""


def chosen(
    opened: Opened, master: MasterFile, mapped: Mapping[Layout, LayoutFile]
) -> dict[Layout, Choice]:
    """Choose a layout of a master for each kind of slide."""
    found = {layout: _choice(master.layouts, layout, mapped) for layout in Layout}
    for layout in Layout:
        other = _INSTEAD.get(layout, Layout.TITLE_ONLY)
        base = found[other].base
        if layout not in _ALONE and found[layout].base is None and base:
            found[layout] = Choice(How.OTHER, base)
    return found


def _choice(
    layouts: Iterable[LayoutFile], layout: Layout, mapped: Mapping[Layout, LayoutFile]
) -> Choice:
    if layout in mapped:
        return Choice(How.MAP, mapped[layout])
    fitting = [one for one in layouts if fits(one, layout)]
    known = _known().get(role_of(layout), _Known((), ()))
    for kind in known.types:
        for one in fitting:
            if one.kind == kind:
                return Choice(How.TYPE, one)
    named = _named(fitting, known.names)
    if named:
        return Choice(How.NAME, named)
    signed = next((one for one in fitting if _is_signed(one, layout)), None)
    return Choice(How.SIGNATURE, signed) if signed else Choice(How.INJECTED, None)


def main_master(opened: Opened, mapped: Mapping[Layout, LayoutFile]) -> MasterFile:
    """Return the master that slides stand on: the map's, else the first with most of the kinds."""
    for master in opened.masters:
        if any(one in master.layouts for one in mapped.values()):
            return master
    if len(opened.masters) == 1:
        return opened.masters[0]
    counts = [
        sum(choice.base is not None for choice in chosen(opened, one, {}).values())
        for one in opened.masters
    ]
    return opened.masters[counts.index(max(counts))]


def fits(layout: LayoutFile, role: Layout) -> bool:
    """Say whether a layout has what a kind of slide needs."""
    title = title_of(layout)
    if title is None or title.box is None or not title.upright:
        return False
    return len(texts_of(layout)) >= _BODIES.get(role, 0) and (
        role is not Layout.TITLE or subtitle_of(layout) is not None
    )


def title_of(layout: LayoutFile) -> Placeholder | None:
    """Return a layout's title."""
    return next(iter(layout.of(*TITLES)), None)


def subtitle_of(layout: LayoutFile) -> Placeholder | None:
    """Return what a title slide says beside its title: its subtitle, else its largest text."""
    subtitles = [one for one in layout.of("subTitle") if one.box and one.upright]
    return next(iter([*subtitles, *texts_of(layout)]), None)


def texts_of(layout: LayoutFile) -> list[Placeholder]:
    """Return a layout's upright texts, the largest first, that for source notes left out."""
    found = [one for one in layout.of(*TEXTS) if one.box and one.upright]
    notes = notes_of(layout)
    return sorted((one for one in found if one is not notes), key=_area, reverse=True)


def notes_of(layout: LayoutFile) -> Placeholder | None:
    """Return the placeholder that a layout has for source notes, known by its name."""
    found = [one for one in layout.of("body", "obj") if one.box and one.upright]
    titles = [one for one in found if _bare(one.name) in _known()["notes"].names]
    return titles[0] if titles and len(found) > 1 else None


def _is_signed(layout: LayoutFile, role: Layout) -> bool:
    """Say whether a layout's placeholders are those of a kind of slide."""
    others = [one for one in layout.holders if one.kind in ("pic", "chart", "tbl", "media", "dgm")]
    texts = texts_of(layout)
    match role:
        case Layout.TITLE:
            return bool(layout.of("ctrTitle") or layout.of("subTitle")) and not others
        case Layout.CONTENT:
            return len(texts) == 1 and not others and not layout.of("subTitle")
        case Layout.TWO:
            return len(texts) in (2, 4) and not others and side_by_side(texts) is not None
        case Layout.TITLE_ONLY:
            return not texts and not others and not layout.of("subTitle")
        case _:
            return False


def side_by_side(texts: list[Placeholder]) -> tuple[Placeholder, Placeholder] | None:
    """Return the two largest texts from left to right, if they stand side by side."""
    if len(texts) < 2 or not (texts[0].box and texts[1].box):
        return None
    left, right = sorted(texts[:2], key=lambda one: one.box.x if one.box else 0.0)
    if not (left.box and right.box):
        return None
    level = abs(left.box.y - right.box.y) < left.box.height / 2
    return (left, right) if level and left.box.x + left.box.width * 0.8 <= right.box.x else None


def _area(holder: Placeholder) -> float:
    return holder.box.width * holder.box.height if holder.box else 0.0


def _named(layouts: list[LayoutFile], names: tuple[str, ...]) -> LayoutFile | None:
    """Return the layout of a known name, else one whose name begins with a long one."""
    for name in names:
        for one in layouts:
            if _bare(one.name) == name:
                return one
    for name in names:
        for one in layouts:
            if len(name) >= _LONG and _bare(one.name).startswith(name):
                return one
    return None


@cache
def _bare(name: str) -> str:
    """Return a name without case, accents, marks, and the numbers that programs add."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(one for one in text if not unicodedata.combining(one))
    text = re.sub(r"[\W_]+", " ", text).strip()
    return re.sub(r"^\d+ (?=\D{4})| \d+$", "", text)


class _Known(Struct, frozen=True):
    """How layouts of one kind are typed and called."""

    types: tuple[str, ...]
    names: tuple[str, ...]


@cache
def _known() -> dict[str, _Known]:
    """Read the table of types and names, by kind of slide."""
    text = (files("footnoted.pptx.own") / "layout_names.json").read_text("utf-8")
    return {
        role: _Known(
            tuple(one["types"]),
            tuple(dict.fromkeys(_bare(name) for names in one["names"].values() for name in names)),
        )
        for role, one in json.loads(text).items()
    }
