"""In: a master's theme and the look of its text. Out: our palette in the template's colours.

Each colour is an element of the theme, so that a new theme recolours the deck, and its value, for
contrast (WCAG 2, 1.4.3) and for charts.
"""

import colorsys
import re
from collections.abc import Iterator

from lxml import etree

from footnoted.model.style.look import Colours
from footnoted.pptx.own.reading import A, MasterFile, P

READABLE, LARGE = 4.5, 3.0
"""Least contrast of text, and of large text (WCAG 2, 1.4.3)."""
_TINT, _RULE, _QUIET, _MUTED = (95, 5), (85, 15), (75, 25), (65, 35)
"""Per cent of luminance kept and added, as office programs derive lighter and darker colours."""
_DARK = 0.18
"""Relative luminance below which a ground is dark."""
_SCHEME = re.compile(r'<a:schemeClr val="(\w+)"\s*(?:/>|>(.*?)</a:schemeClr>)', re.DOTALL)
_PLAIN = re.compile(r'<a:(?:srgbClr|sysClr)\b[^>]*?\b(?:lastClr|val)="([0-9a-fA-F]{6})"')
_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
_LUMINANCE = re.compile(r'<a:(lumMod|lumOff|tint|shade) val="(\d+)"')

Palette = tuple[Colours, dict[str, str]]


def palette_of(colours: Colours, master: MasterFile, text: str) -> Palette:
    """Return our palette in a theme's colours, and the elements of those that follow the theme.

    `text` is the colour of the template's running text as an element, or empty.
    """
    theme = _Theme(master)
    ink = text if text and theme.value(text) else theme.named("tx1")
    ground = theme.ground()
    if not ground:
        ground = max(theme.ends(), key=lambda one: contrast(theme.value(ink), one))
    elif contrast(theme.value(ink), ground) < LARGE:
        names = (theme.named("tx1"), theme.named("bg1"))
        ink = max(names, key=lambda one: contrast(theme.value(one), ground))
    dark = luminance(ground) < _DARK
    accent = next(
        (one for one in theme.accents() if contrast(theme.value(one), ground) >= READABLE), ink
    )
    bg = theme.named("bg1") if theme.value(theme.named("bg1")) == ground else ""
    slots = {"ink": ink, "accent": accent, "background": bg or _plain(ground)}
    muted = theme.varied("tx1", *_MUTED, lighter=not dark)
    slots["muted"] = _readable(theme, muted, ground) or ink
    slots["accent-ink"] = bg or _plain(ground)
    for key, (kept, added) in (("tint", _TINT), ("rule", _RULE), ("quiet", _QUIET)):
        own = theme.varied("bg1", kept, added, lighter=dark)
        slots[key] = own if bg else _plain(_mixed(ground, theme.value(ink), added / 100))
    second = theme.named("bg2")
    if bg and _readable(theme, ink, theme.value(second)) and theme.value(second) != ground:
        slots["tint"] = slots["tint"] if dark else second
    values = {key.replace("-", "_"): f"#{theme.value(one)}" for key, one in slots.items()}
    series = tuple(f"#{theme.value(one)}" for one in theme.series())
    said = colours.changed({**values, "series": series or colours.series})
    caution = {} if contrast(said.caution[1:], ground) >= READABLE else {"caution": said.accent}
    if contrast(said.ink[1:], said.caution_tint[1:]) < READABLE:
        caution["caution_tint"] = said.tint
    return said.changed(caution), slots


def value_of(master: MasterFile, element: str) -> str:
    """Return the six digits of a colour of a master's theme, or nothing."""
    return _Theme(master).value(element)


def ground_of_theme(master: MasterFile) -> tuple[str, str]:
    """Return the values of ground and text that a master's theme names."""
    return _Theme(master).ends()


class _Theme:
    """The colours of a master by the names that slides use."""

    def __init__(self, master: MasterFile) -> None:
        self.master = master

    def named(self, name: str) -> str:
        """Return a colour of the theme as an element."""
        return f'<a:schemeClr val="{name}"/>'

    def varied(self, name: str, kept: int, added: int, *, lighter: bool) -> str:
        """Return a lighter or darker colour of the theme as an element."""
        more = f'<a:lumOff val="{added * 1000}"/>' if lighter else ""
        return f'<a:schemeClr val="{name}"><a:lumMod val="{kept * 1000}"/>{more}</a:schemeClr>'

    def accents(self) -> Iterator[str]:
        """Yield what may stand for our accent colour, the likeliest first."""
        values = {self.value(self.named(name)) for name in ("tx1", "bg1")}
        names = ("tx2", *(f"accent{n}" for n in range(1, 7)))
        yield from (self.named(one) for one in names if self.value(self.named(one)) not in values)

    def series(self) -> list[str]:
        """Return the colours of charts."""
        found = [self.named(f"accent{n}") for n in range(1, 7)]
        return [one for one in found if self.value(one)]

    def value(self, element: str) -> str:
        """Return the six digits of a colour, or nothing where it cannot be told."""
        element = _NAMESPACE.sub("", element)
        plain = _PLAIN.search(element)
        if plain:
            return plain[1].upper()
        scheme = _SCHEME.search(element)
        if not scheme:
            return ""
        slot = self.master.colour_map.get(scheme[1], scheme[1])
        slot = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(slot, slot)
        return _changed(self.master.theme.colours.get(slot, ""), scheme[2] or "")

    def ends(self) -> tuple[str, str]:
        """Return the values of ground and text that the theme names."""
        return self.value(self.named("bg1")), self.value(self.named("tx1"))

    def ground(self) -> str:
        """Return the colour behind text, or nothing where that is a picture or a gradient."""
        own = self.master.tree.find(f"{P}cSld/{P}bg")
        if own is None:
            return self.ends()[0]
        fill = own.find(f"{P}bgPr/{A}solidFill")
        named = fill if fill is not None else own.find(f"{P}bgRef")
        if named is None or not len(named):
            return ""
        return self.value(etree.tostring(named[0], encoding="unicode"))


def _plain(value: str) -> str:
    """Return six digits as an element."""
    return f'<a:srgbClr val="{value}"/>'


def _mixed(ground: str, ink: str, share: float) -> str:
    """Return a ground with a share of another colour in it."""
    pairs = [(int(ground[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (0, 2, 4)]
    return "".join(f"{round(one + (other - one) * share):02X}" for one, other in pairs)


def _readable(theme: _Theme, element: str, ground: str) -> str:
    """Return a colour if text in it can be read on a ground."""
    return element if contrast(theme.value(element), ground) >= READABLE else ""


def _changed(value: str, changes: str) -> str:
    """Return a colour lightened or darkened as its element says (20.1.2.3.20 and 21)."""
    said = {name: int(number) / 100000 for name, number in _LUMINANCE.findall(changes)}
    if not value or not said:
        return value
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * said.get("lumMod", 1.0) + said.get("lumOff", 0.0)
    light = 1 - (1 - light) * said["tint"] if "tint" in said else light * said.get("shade", 1.0)
    channels = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), full)
    return "".join(f"{round(one * 255):02X}" for one in channels)


def luminance(value: str) -> float:
    """Return the relative luminance of six digits (WCAG 2)."""
    channels = [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)] if value else [1.0] * 3
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2), 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
