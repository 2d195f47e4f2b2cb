"""In: text, boxes, colours. Out: DrawingML (ECMA-376 part 1, clause 21) as strings.

Everything that comes from data passes `escaped`; nothing else writes text into XML.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from footnoted.model.style import Style
from footnoted.pptx.slides import Box
from footnoted.pptx.tongues import kind_of

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{RELATIONS}" xmlns:p="{SLIDES}"'
HEADER = '<?xml version="1.0"?>'
"""As short as it may be, for a deck of 1,500 slides has 6,000 parts: UTF-8 goes without saying."""
FIELD = "{11111111-1111-1111-1111-111111111111}"
"""The id of every field: only its form is asked for, and this one packs well."""

EMU = 12700
"""English Metric Units to the point."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (clause 2.2)."""

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\r": " "}
_ESCAPED = re.compile('[&<>"\t\r]')


_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def escaped(text: str) -> str:
    """Return text as it may stand in XML, in content or in an attribute."""
    # Five searches for a letter take half the time of one for a pattern.
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text):
        return text
    text = _ILLEGAL.sub("", text).replace("\n", " ")
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)


def changed(colour: str, change: str) -> str:
    """Return a colour's element with a change after those that it has (20.1.2.3)."""
    name = colour[1:].split(" ", 1)[0].rstrip("/>")
    opened = f"{colour[:-2]}>" if colour.endswith("/>") else colour.removesuffix(f"</{name}>")
    return f"{opened}{change}</{name}>"


def emu(points: float) -> int:
    """Return points as English Metric Units."""
    return round(points * EMU)


def frame(box: Box, prefix: str = "a") -> str:
    """Return a box as a transform."""
    x, y = emu(box.x), emu(box.y)
    wide, tall = max(emu(box.width), 0), max(emu(box.height), 0)
    return (
        f'<{prefix}:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/></{prefix}:xfrm>'
    )


RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


_SLOTS = {
    "ink": '<a:schemeClr val="tx1"/>',
    "background": '<a:schemeClr val="bg1"/>',
    "accent": '<a:schemeClr val="tx2"/>',
    "tint": '<a:schemeClr val="bg2"/>',
}
"""The theme that we make of a style's palette."""


class Paint(Struct, frozen=True):
    """The palette in XML: theme colours where the theme has them, so that a new theme recolours."""

    style: Style
    slots: Mapping[str, str] = field(default_factory=lambda: _SLOTS)
    """Colours of the palette as elements where a theme has them."""
    heading: str = "+mj-lt"
    """The typeface of headlines, by its theme's name where it has one."""
    body: str = "+mn-lt"
    loose: str = ""
    """Properties of text that fills no placeholder and so does not look as the template's text."""
    lends: bool = True
    """Whether other scripts get the style's faces; a template's theme has its own."""

    def face(self, script: str) -> str:
        """Return the typeface of a script that does not share the Latin one (21.1.2.3.1, 3)."""
        family = self.style.deck.scripts.get(script) if script and self.lends else None
        return f'<a:{kind_of(script)} typeface="{escaped(family)}"/>' if family else ""

    def theme(self) -> dict[str, str]:
        """Return the twelve colours of the theme by slot."""
        colours = self.style.colours
        series = [colours.series[i % len(colours.series)] for i in range(6)]
        return {
            "dk1": colours.ink,
            "lt1": colours.background,
            "dk2": colours.accent,
            "lt2": colours.tint,
            **{f"accent{i}": colour for i, colour in enumerate(series, 1)},
            "hlink": colours.accent,
            "folHlink": colours.muted,
        }

    def hex(self, key: str) -> str:
        """Return a colour of the palette by its key: six digits."""
        name = key.replace("-", "_")
        value: str = getattr(self.style.colours, name)
        return value[1:].upper()

    def colour(self, key: str) -> str:
        """Return a colour of the palette as an element."""
        return self.slots.get(key) or f'<a:srgbClr val="{self.hex(key)}"/>'

    def fill(self, key: str) -> str:
        """Return a solid fill."""
        return f"<a:solidFill>{self.colour(key)}</a:solidFill>"


class Relations(Struct):
    """The relationships of one part, numbered as they come."""

    _ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    _last: int = 0

    def keep(self, name: str, kind: str, target: str, external: bool = False) -> str:
        """Take over a relationship under its id; return the id of one with the same target."""
        number = name.removeprefix("rId")
        self._last = max(self._last, int(number) if number.isdecimal() else 0)
        return self._ids.setdefault((kind, target, external), name)

    def to(self, kind: str, target: str, external: bool = False) -> str:
        """Return the id of a relationship, the same for the same target."""
        key = (kind, target, external)
        if key not in self._ids:
            self._last += 1
            self._ids[key] = f"rId{self._last}"
        return self._ids[key]

    def all(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield id, kind, target and whether it leaves the file."""
        for (kind, target, external), name in self._ids.items():
            yield name, kind, target, external


def closed(begun: str, inner: str) -> str:
    """Close an element whose start tag lacks its end; without content it is an empty one."""
    name = begun[1:].partition(" ")[0]
    return f"{begun}>{inner}</{name}>" if inner else f"{begun}/>"


def identity(number: int, name: str, alt: str = "", decorative: bool = False) -> str:
    """Return a shape's id, name and alternative text."""
    words = f' descr="{escaped(alt)}"' if alt else ""
    inner = _DECORATIVE if decorative else ""
    end = f">{inner}</p:cNvPr>" if inner else "/>"
    return f'<p:cNvPr id="{number}" name="{escaped(name)}"{words}{end}'
