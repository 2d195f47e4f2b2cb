"""In: a package. Out: its size, its masters with their themes, their layouts and placeholders."""

from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct

from footnoted.pptx.markup import DRAWING, EMU, RELATIONS, SLIDES
from footnoted.pptx.own.opc import Link, Package, RefusedError
from footnoted.pptx.slides import Box

A, P, R = f"{{{DRAWING}}}", f"{{{SLIDES}}}", f"{{{RELATIONS}}}"

TITLES = ("title", "ctrTitle")
TEXTS = ("obj", "body")
FOOT = ("ftr", "sldNum", "dt", "hdr")
_LEAST, _MOST = 914400, 51206400
"""ST_SlideSizeCoordinate (ECMA-376 part 1, 19.7.18)."""
_SHAPES = tuple(f"{P}{name}" for name in ("sp", "pic", "graphicFrame"))


class Placeholder(Struct, frozen=True):
    """A placeholder of a layout or of a master."""

    element: etree._Element
    kind: str
    """ST_PlaceholderType (19.7.10): `obj` where none is said."""
    index: int
    name: str
    box: Box | None
    """Its own, or its master's; None where neither has one."""
    upright: bool
    """Neither its text nor its box is turned."""


class LayoutFile(Struct, frozen=True):
    """A layout as found."""

    number: int
    """Counts through all masters, from 1."""
    part: str
    name: str
    kind: str
    """ST_SlideLayoutType (19.7.15), or empty."""
    tree: etree._Element
    holders: tuple[Placeholder, ...]

    def of(self, *kinds: str) -> list[Placeholder]:
        """Return the placeholders of some kinds."""
        return [one for one in self.holders if one.kind in kinds]


class Theme(Struct, frozen=True):
    """Faces and colours of a theme."""

    part: str
    heading: str
    body: str
    colours: dict[str, str]
    """Six hexadecimal digits by slot: `dk1`, `lt1`, `accent1` and so on."""


class MasterFile(Struct, frozen=True):
    """A master as found."""

    part: str
    name: str
    tree: etree._Element
    theme: Theme
    colour_map: dict[str, str]
    """Slot of the theme by name in slides: `tx1`, `bg1`."""
    holders: tuple[Placeholder, ...]
    layouts: tuple[LayoutFile, ...]


class Opened(Struct, frozen=True):
    """A user's template."""

    package: Package
    width: int
    """English Metric Units, as the height."""
    height: int
    slides: int
    """Sample slides that will not be taken over."""
    masters: tuple[MasterFile, ...]

    @property
    def layouts(self) -> list[LayoutFile]:
        """Return the layouts of all masters."""
        return [one for master in self.masters for one in master.layouts]


def read(package: Package) -> Opened:
    """Read what a template offers, or raise `RefusedError`."""
    tree = package.tree(package.main)
    if tree.tag != f"{P}presentation":
        raise RefusedError(f"its main part is `{etree.QName(tree).localname}`, no presentation")
    size = tree.find(f"{P}sldSz")
    width, height = (_whole(size, name) for name in ("cx", "cy"))
    if not (_LEAST <= width <= _MOST and _LEAST <= height <= _MOST):
        raise RefusedError(f"its slides are {width} by {height} units; they are 1 to 56 inches")
    links = {one.id: one for one in package.links(package.main)}
    masters: list[MasterFile] = []
    for one in tree.iter(f"{P}sldMasterId"):
        link = links.get(one.get(f"{R}id") or "")
        if link and link.kind == "slideMaster":
            count = sum(len(master.layouts) for master in masters)
            masters.append(_master(package, link.target, count + 1))
    if not masters:
        raise RefusedError("it has no slide master", "make one under View > Slide Master")
    slides = len(list(tree.iter(f"{P}sldId")))
    return Opened(package, width, height, slides, tuple(masters))


def placeholders(tree: etree._Element, over: Iterable[Placeholder] = ()) -> Iterator[Placeholder]:
    """Yield the placeholders of a part; `over` are those of its master."""
    above = list(over)
    for shape in tree.iterfind(f"{P}cSld/{P}spTree/*"):
        holder = shape.find(f"./*/{P}nvPr/{P}ph") if shape.tag in _SHAPES else None
        if holder is None:
            continue
        kind = holder.get("type") or "obj"
        parent = master_of(kind, above)
        box, turned = _box(shape)
        if box is None and parent:
            box = parent.box
        body = shape.find(f"{P}txBody/{A}bodyPr")
        vert = body.get("vert", "horz") if body is not None else "horz"
        upright = not turned and vert == "horz" and holder.get("orient", "horz") == "horz"
        named = shape.find(f"./*/{P}cNvPr")
        name = (named.get("name") or "") if named is not None else ""
        yield Placeholder(shape, kind, _whole(holder, "idx"), name, box, upright)


def master_of(kind: str, above: Iterable[Placeholder]) -> Placeholder | None:
    """Return the master's placeholder from which one of a layout inherits."""
    wanted = "title" if kind in TITLES else kind if kind in FOOT else "body"
    return next((one for one in above if one.kind == wanted), None)


def _master(package: Package, part: str, first: int) -> MasterFile:
    """Read a master with its layouts, in its own order."""
    tree = package.tree(part)
    links = {one.id: one for one in package.links(part)}
    holders = tuple(placeholders(tree))
    ids = [links.get(one.get(f"{R}id") or "") for one in tree.iter(f"{P}sldLayoutId")]
    parts = dict.fromkeys(one.target for one in ids if one and one.kind == "slideLayout")
    layouts = tuple(
        _layout(package, name, holders, number) for number, name in enumerate(parts, first)
    )
    theme = _theme(package, next((one for one in links.values() if one.kind == "theme"), None))
    mapped = tree.find(f"{P}clrMap")
    colours = (
        {str(key): str(value) for key, value in mapped.attrib.items()} if mapped is not None else {}
    )
    name = package.tree(theme.part).get("name") or ""
    return MasterFile(part, name, tree, theme, colours, holders, layouts)


def _layout(package: Package, part: str, above: tuple[Placeholder, ...], number: int) -> LayoutFile:
    """Read a layout."""
    tree = package.tree(part)
    common = tree.find(f"{P}cSld")
    name = (common.get("name") or "") if common is not None else ""
    holders = tuple(placeholders(tree, above))
    return LayoutFile(number, part, name, tree.get("type") or "", tree, holders)


def _theme(package: Package, link: Link | None) -> Theme:
    """Read the theme of a master."""
    if link is None:
        raise RefusedError("a slide master has no theme", "repair it in PowerPoint")
    tree = package.tree(link.target)
    faces = [
        one.get("typeface") or ""
        for kind in ("majorFont", "minorFont")
        for one in tree.iterfind(f".//{A}{kind}/{A}latin")
    ]
    heading, body = (*faces, "", "")[:2]
    scheme = tree.find(f".//{A}clrScheme")
    colours = {
        etree.QName(one).localname: _hex(one) for one in (scheme if scheme is not None else ())
    }
    return Theme(link.target, heading, body, colours)


def _hex(slot: etree._Element) -> str:
    """Return a slot's colour; the system's colours as they last were."""
    for one in slot:
        value = one.get("lastClr") or one.get("val") or ""
        if len(value) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in value):
            return value.upper()
    return ""


def _box(shape: etree._Element) -> tuple[Box | None, bool]:
    """Return a shape's own box in points, and whether it is turned."""
    place = shape.find(f"{P}spPr/{A}xfrm")
    if place is None:
        place = shape.find(f"{P}xfrm")
    if place is None:
        return None, False
    at, size = place.find(f"{A}off"), place.find(f"{A}ext")
    if at is None or size is None:
        return None, False
    x, y, wide, tall = _whole(at, "x"), _whole(at, "y"), _whole(size, "cx"), _whole(size, "cy")
    if wide <= 0 or tall <= 0:
        return None, False
    return Box(x / EMU, y / EMU, wide / EMU, tall / EMU), bool(_whole(place, "rot"))


def _whole(element: etree._Element | None, name: str) -> int:
    """Return a whole number of an attribute, 0 where it holds none."""
    text = "" if element is None else element.get(name) or ""
    try:
        return int(text)
    except ValueError:
        return 0
