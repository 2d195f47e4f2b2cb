"""In: a template and the placeholders that text will stand in. Out: what of it cannot be read.

A slide's background is not all that lies behind text: masters and layouts hold bands and pictures
as shapes. Where a plain one lies behind most of a placeholder, its colour is what text must stand
out from (WCAG 2, 1.4.3); of a picture it is its pixels under the text.
"""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from footnoted.diagnostics import Diagnostic, warning
from footnoted.pptx.markup import EMU
from footnoted.pptx.own.effective import look_of
from footnoted.pptx.own.palette import LARGE, READABLE, contrast, ground_of_theme, value_of
from footnoted.pptx.own.pixels import hidden_share
from footnoted.pptx.own.reading import (
    FOOT,
    A,
    LayoutFile,
    MasterFile,
    Opened,
    P,
    Placeholder,
    R,
)
from footnoted.pptx.own.roles import notes_of, subtitle_of, texts_of, title_of
from footnoted.pptx.slides import Box

_MOST = 0.5
"""Of a placeholder's box, that something must cover to count as what lies behind it."""
_LARGE_TEXT = 18.0
_FEW = 0.05
"""Of a text's ground, what may be too like its letters: grain, the edge of a shape."""


class _Thing(Struct, frozen=True):
    """A shape that is no placeholder: its box, and its colour or its picture."""

    box: Box
    colour: str = ""
    picture: bytes | None = None
    """Empty where it is cut, tiled or cannot be found."""


def unreadable(opened: Opened, master: MasterFile, layout: LayoutFile) -> Iterator[Diagnostic]:
    """Tell of placeholders whose text lies on a picture, or on a colour too like its own."""
    things = list(_things(opened, master, layout))
    found = [title_of(layout), subtitle_of(layout), *texts_of(layout), notes_of(layout)]
    seen: list[Placeholder] = []
    for one in found:
        if one is None or one.box is None or one.kind in FOOT or one in seen:
            continue
        seen.append(one)
        behind = next((each for each in reversed(things) if _covers(each.box, one.box)), None)
        named = f"`{one.name}` of the layout `{layout.name}`"
        if behind:
            yield from _seen(behind, named, _ink(opened, master, one), one.box)


def _ink(opened: Opened, master: MasterFile, holder: Placeholder) -> tuple[str, float]:
    """Return the colour of a placeholder's text and the contrast that it needs."""
    level = look_of(opened, master, holder).levels[0]
    ink = value_of(master, level.fill) or ground_of_theme(master)[1]
    return ink, LARGE if level.size >= _LARGE_TEXT else READABLE


def _seen(behind: _Thing, named: str, ink: tuple[str, float], text: Box) -> Iterator[Diagnostic]:
    """Tell where a text hardly differs from what lies behind it."""
    colour, least = ink
    if behind.picture is None:
        held = contrast(colour, behind.colour)
        if held < least:
            words = f"the text of {named} hardly differs from what lies behind it"
            hint = f"contrast is {held:.1f}, {least:g} is the least"
            yield warning("template-contrast", words, hint=hint)
        return
    hidden = hidden_share(behind.picture, behind.box, text, colour, least)
    if hidden is None:
        words = f"behind {named} lies a picture; see whether its text can be read"
        yield warning("template-contrast", words)
    elif hidden > _FEW:
        words = f"the text of {named} hardly differs from the picture behind it"
        hint = f"on {hidden:.0%} of its ground the contrast is below {least:g}"
        yield warning("template-contrast", words, hint=hint)


def _picture(opened: Opened, part: str, fill: etree._Element) -> bytes:
    """Return the picture of a fill, if it is stretched whole over its box."""
    blip, cut = fill.find(f"{A}blip"), fill.find(f"{A}srcRect")
    stretched = fill.find(f"{A}stretch/{A}fillRect")
    plain = stretched is not None and not stretched.attrib and (cut is None or not cut.attrib)
    if blip is None or len(blip) or not plain:
        return b""
    links = {one.id: one.target for one in opened.package.links(part)}
    return opened.package.files.get(links.get(blip.get(f"{R}embed") or "", ""), b"")


def _things(opened: Opened, master: MasterFile, layout: LayoutFile) -> Iterator[_Thing]:
    """Yield what a layout shows that is no placeholder, the lowest first."""
    shown = layout.tree.get("showMasterSp", "1") not in ("0", "false")
    slide = Box(0, 0, opened.width / EMU, opened.height / EMU)
    over = [(master.part, master.tree)] if shown else []
    for part, tree in (*over, (layout.part, layout.tree)):
        own = tree.find(f"{P}cSld/{P}bg/{P}bgPr/{A}blipFill")
        if own is not None and tree is layout.tree:
            yield _Thing(slide, picture=_picture(opened, part, own))
        for shape in tree.iterfind(f"{P}cSld/{P}spTree/*"):
            if shape.find(f"./*/{P}nvPr/{P}ph") is None:
                thing = _thing(opened, master, part, shape)
                if thing:
                    yield thing


def _thing(opened: Opened, master: MasterFile, part: str, shape: etree._Element) -> _Thing | None:
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
    own = shape.find(f"{P}blipFill") if shape.tag == f"{P}pic" else None
    held = shape.find(f"{P}spPr/{A}blipFill") if own is None else own
    if held is not None:
        return _Thing(box, picture=_picture(opened, part, held))
    fill = shape.find(f"{P}spPr/{A}solidFill")
    if fill is None or not len(fill) or fill.find(f".//{A}alpha") is not None:
        return None
    colour = value_of(master, etree.tostring(fill[0], encoding="unicode"))
    return _Thing(box, colour) if colour else None


def _covers(thing: Box, text: Box) -> bool:
    """Say whether a shape lies behind most of a text."""
    wide = min(thing.x + thing.width, text.x + text.width) - max(thing.x, text.x)
    tall = min(thing.bottom, text.bottom) - max(thing.y, text.y)
    return wide > 0 and tall > 0 and wide * tall >= _MOST * text.width * text.height
