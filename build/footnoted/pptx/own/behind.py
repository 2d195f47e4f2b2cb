"""In: a template and the placeholders that text will stand in. Out: what of it cannot be read.

A slide's background is not all that lies behind text: masters and layouts hold bands and pictures
as shapes. Where a plain one lies behind most of a placeholder, its colour is what text must stand
out from (WCAG 2, 1.4.3); of a picture nothing can be told but that it is there.
"""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from footnoted.diagnostics import Diagnostic, warning
from footnoted.pptx.markup import EMU
from footnoted.pptx.own.effective import look_of
from footnoted.pptx.own.palette import LARGE, READABLE, contrast, ground_of_theme, value_of
from footnoted.pptx.own.reading import FOOT, A, LayoutFile, MasterFile, Opened, P, Placeholder
from footnoted.pptx.own.roles import notes_of, subtitle_of, texts_of, title_of
from footnoted.pptx.slides import Box

_MOST = 0.5
"""Of a placeholder's box, that something must cover to count as what lies behind it."""
_LARGE_TEXT = 18.0


class _Thing(Struct, frozen=True):
    """A shape that is no placeholder: its box, and its colour or nothing for a picture."""

    box: Box
    colour: str
    picture: bool


def unreadable(opened: Opened, master: MasterFile, layout: LayoutFile) -> Iterator[Diagnostic]:
    """Tell of placeholders whose text lies on a picture, or on a colour too like its own."""
    things = list(_things(master, layout))
    found = [title_of(layout), subtitle_of(layout), *texts_of(layout), notes_of(layout)]
    seen: list[Placeholder] = []
    for one in found:
        if one is None or one.box is None or one.kind in FOOT or one in seen:
            continue
        seen.append(one)
        behind = next((each for each in reversed(things) if _covers(each.box, one.box)), None)
        named = f"`{one.name}` of the layout `{layout.name}`"
        if behind and behind.picture:
            words = f"behind {named} lies a picture; see whether its text can be read"
            yield warning("template-contrast", words)
        elif behind:
            level = look_of(opened, master, one).levels[0]
            ink = value_of(master, level.fill) or ground_of_theme(master)[1]
            least = LARGE if level.size >= _LARGE_TEXT else READABLE
            held = contrast(ink, behind.colour)
            if held < least:
                words = f"the text of {named} hardly differs from what lies behind it"
                hint = f"contrast is {held:.1f}, {least:g} is the least"
                yield warning("template-contrast", words, hint=hint)


def _things(master: MasterFile, layout: LayoutFile) -> Iterator[_Thing]:
    """Yield what a layout shows that is no placeholder, the lowest first."""
    shown = layout.tree.get("showMasterSp", "1") not in ("0", "false")
    for tree in (*([master.tree] if shown else []), layout.tree):
        own = tree.find(f"{P}cSld/{P}bg/{P}bgPr/{A}blipFill")
        if own is not None and tree is layout.tree:
            yield _Thing(Box(0, 0, 1e6, 1e6), "", picture=True)
        for shape in tree.iterfind(f"{P}cSld/{P}spTree/*"):
            if shape.find(f"./*/{P}nvPr/{P}ph") is None:
                thing = _thing(master, shape)
                if thing:
                    yield thing


def _thing(master: MasterFile, shape: etree._Element) -> _Thing | None:
    """Read a shape that covers what lies under it; of groups and lines nothing."""
    place = shape.find(f"{P}spPr/{A}xfrm")
    at, size = (None, None) if place is None else (place.find(f"{A}off"), place.find(f"{A}ext"))
    if at is None or size is None:
        return None
    numbers = (at.get("x"), at.get("y"), size.get("cx"), size.get("cy"))
    try:
        box = Box(*(int(one or 0) / EMU for one in numbers))
    except ValueError:
        return None
    if shape.tag == f"{P}pic" or shape.find(f"{P}spPr/{A}blipFill") is not None:
        return _Thing(box, "", picture=True)
    fill = shape.find(f"{P}spPr/{A}solidFill")
    if fill is None or not len(fill) or fill.find(f".//{A}alpha") is not None:
        return None
    colour = value_of(master, etree.tostring(fill[0], encoding="unicode"))
    return _Thing(box, colour, picture=False) if colour else None


def _covers(thing: Box, text: Box) -> bool:
    """Say whether a shape lies behind most of a text."""
    wide = min(thing.x + thing.width, text.x + text.width) - max(thing.x, text.x)
    tall = min(thing.bottom, text.bottom) - max(thing.y, text.y)
    return wide > 0 and tall > 0 and wide * tall >= _MOST * text.width * text.height
