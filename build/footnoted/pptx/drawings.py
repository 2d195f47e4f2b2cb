"""In: a drawing of maps or timelines. Out: a group of native shapes with one description."""

from collections.abc import Iterator, Sequence
from colorsys import rgb_to_hls
from itertools import groupby
from typing import assert_never

from msgspec import Struct, field

from footnoted.figures.drawing import (
    Anchor,
    Area,
    Circle,
    Label,
    Line,
    Mark,
    Point,
    Polygon,
    Rect,
    Row,
    Words,
)
from footnoted.figures.tones import shade
from footnoted.model.record import keys_of
from footnoted.model.style import Style
from footnoted.model.style.look import Colours, Tone
from footnoted.pptx.markup import RECTANGLE, changed, emu, escaped, frame, identity
from footnoted.pptx.pen import Pen
from footnoted.pptx.slides import Box, DrawingShape

_IDS = 1000
"""Ids of shapes within a group begin at so many times the group's own."""
_ALIGN: dict[Anchor, str] = {"start": "l", "middle": "ctr", "end": "r"}
_SPARE = 0.35
"""Ems by which a text's box is wider than its words, away from where they are anchored."""
_ELLIPSE = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'


def drawing_group(shape: DrawingShape, pen: Pen, number: int) -> str:
    """Return a group of shapes, each a native one that can be edited."""
    artist = _Artist(pen, shape, _tones(pen.paint.style), number * _IDS)
    inner = "".join(text for mark in shape.drawing.marks for text in artist.shapes(mark))
    x, y = emu(shape.box.x), emu(shape.box.y)
    wide, tall = emu(shape.drawing.width), emu(shape.drawing.height)
    return (
        f"<p:grpSp><p:nvGrpSpPr>{identity(number, shape.name, shape.alt)}<p:cNvGrpSpPr/><p:nvPr/>"
        f'</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{tall}"/></a:xfrm></p:grpSpPr>'
        f"{inner}</p:grpSp>"
    )


def _tones(style: Style) -> dict[str, Tone]:
    """Return by what tone of the palette each colour of a drawing was made."""
    part = style.figures.map, style.figures.timeline
    tones = [Tone(colour=key.replace("_", "-")) for key in keys_of(Colours) if key != "series"]
    tones += [Tone(colour=f"series-{n}") for n in range(1, len(style.colours.series) + 1)]
    for one in part:
        for name in keys_of(type(one)):
            value = getattr(one, name)
            tones += [value] if isinstance(value, Tone) else []
            tones += (
                [tone for tone in value if isinstance(tone, Tone)]
                if isinstance(value, tuple)
                else []
            )
    return {shade(style.colours, tone): tone for tone in reversed(tones)}


class _Artist(Struct):
    """Makes the shapes of one group."""

    pen: Pen
    group: DrawingShape
    tones: dict[str, Tone]
    last: int
    _known: dict[str, str] = field(default_factory=dict)

    def shapes(self, mark: Mark) -> Iterator[str]:
        """Yield a mark's shapes."""
        box = self.group.box
        match mark:
            case Rect(x, y, width, height, fill):
                place = Box(box.x + x, box.y + y, width, height)
                yield self._shape("", place, RECTANGLE, self._fill(fill) + _NO_LINE)
            case Line(points, width, colour, _):
                yield self._free("", [points], False, self._line(colour, width))
            case Polygon(points, fill):
                yield self._free("", [points], True, self._fill(fill) + _NO_LINE)
            case Area(rings, fill, edge, width, name):
                line = self._line(edge, width) if edge else _NO_LINE
                yield self._free(name, rings, True, self._fill(fill) + line)
            case Circle(x, y, radius, fill, edge, width, name):
                place = Box(box.x + x - radius, box.y + y - radius, 2 * radius, 2 * radius)
                line = self._line(edge, width) if edge else _NO_LINE
                yield self._shape(name, place, _ELLIPSE, self._fill(fill) + line)
            case Words():
                yield self._words(mark)
            case Label():
                row = Row(mark.text, mark.lettering, mark.colour)
                yield self._words(Words(mark.x, mark.y, (row,), 0.0, mark.anchor))
            case _:
                assert_never(mark)

    def _identity(self, name: str) -> str:
        self.last += 1
        return identity(self.last, name or f"Part {self.last % _IDS}", decorative=True)

    def _shape(self, name: str, box: Box, geometry: str, look: str) -> str:
        return (
            f"<p:sp><p:nvSpPr>{self._identity(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{frame(box)}{geometry}{look}</p:spPr></p:sp>"
        )

    def _free(self, name: str, rings: Sequence[Sequence[Point]], closed: bool, look: str) -> str:
        """Return a freeform; its path counts in tenths of a point."""
        xs = [x for ring in rings for x, _ in ring]
        ys = [y for ring in rings for _, y in ring]
        left, top = min(xs), min(ys)
        wide, tall = max(xs) - left, max(ys) - top
        place = Box(self.group.box.x + left, self.group.box.y + top, wide, tall)
        paths = "".join(_path(ring, left, top, closed) for ring in rings if len(ring) > 1)
        fill = "" if closed else ' fill="none"'
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{_tenth(wide)}" h="{_tenth(tall)}"{fill}>{paths}</a:path>'
            "</a:pathLst></a:custGeom>"
        )
        return self._shape(name, place, geometry, look)

    def _words(self, words: Words) -> str:
        """Return a text box: lines that were broken run on, so that they can be edited."""
        deck = self.pen.areas.deck
        size = words.rows[0].letters.size
        spare = _SPARE * size
        wide = words.width + spare  # not the measure: other programs would fill it, we left it
        shift = {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
        rows = len(words.rows)
        middle = words.y + words.pitch * (rows - 1) / 2 - words.rows[0].letters.cap_height / 2
        tall = rows * deck.line_pitch * size
        origin = self.group.box
        left = min(words.x - shift, self.group.drawing.width - wide)
        if words.anchor == "start":
            left = words.x
            wide = min(wide, max(self.group.drawing.width - left, words.width + 0.05 * size))
        place = Box(origin.x + left, origin.y + middle - tall / 2, wide, tall)
        align = _ALIGN[words.anchor]
        paras = "".join(
            f'<a:p><a:pPr algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef></a:pPr>'
            f"{self._run(row)}</a:p>"
            for row in _paragraphs(words)
        )
        self.last += 1
        name = escaped(" ".join(row.text for row in words.rows)[:60])
        return (
            f'<p:sp><p:nvSpPr>{identity(self.last, name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{frame(place)}{RECTANGLE}<a:noFill/></p:spPr><p:txBody>"
            '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" rtlCol="0">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paras}</p:txBody></p:sp>"
        )

    def _run(self, row: Row) -> str:
        bold = getattr(row.letters, "bold", False)
        flags = ' b="1"' if bold else ""
        said = f' sz="{round(row.letters.size * 100)}"{flags} dirty="0"'
        latin = f'<a:latin typeface="{escaped(self.pen.paint.body)}"/>'
        return self.pen.stretches(row.text, "", said, self._fill(row.colour) + latin)

    def _line(self, colour: str, width: float) -> str:
        return f'<a:ln w="{emu(width)}" cap="rnd">{self._fill(colour)}<a:round/></a:ln>'

    def _fill(self, colour: str) -> str:
        if not colour:
            return "<a:noFill/>"
        known = self._known.get(colour)
        if known is None:
            known = f"<a:solidFill>{self._colour(colour)}</a:solidFill>"
            self._known[colour] = known
        return known

    def _colour(self, colour: str) -> str:
        """Return a colour by its name in the theme, so that a new theme recolours it."""
        tone = self.tones.get(colour)
        if tone is None:
            return f'<a:srgbClr val="{colour[1:].upper()}"/>'
        paint = self.pen.paint
        if tone.colour.startswith("series-"):
            base = f'<a:schemeClr val="accent{(int(tone.colour[7:]) - 1) % 6 + 1}"/>'
        else:
            base = paint.colour(tone.colour)
        if tone.share >= 1:
            return base
        whole = shade(paint.style.colours, Tone(colour=tone.colour))
        return changed(base, _lighter(whole, colour, tone.share))


_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _lighter(whole: str, mixed: str, share: float) -> str:
    """Return what makes of a colour its mixture with white (hue, saturation, luminance)."""
    before, after = _saturation(whole), _saturation(mixed)
    part = after / before if before else 1.0
    return (
        f'<a:satMod val="{round(part * 100000)}"/><a:lumMod val="{round(share * 100000)}"/>'
        f'<a:lumOff val="{round((1 - share) * 100000)}"/>'
    )


def _saturation(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return rgb_to_hls(red, green, blue)[2]


def _tenth(points: float) -> int:
    return max(round(points * 10), 0)


def _path(ring: Sequence[Point], left: float, top: float, closed: bool) -> str:
    found: list[str] = []
    for index, (x, y) in enumerate(ring):
        step = "lnTo" if index else "moveTo"
        found.append(f'<a:{step}><a:pt x="{_tenth(x - left)}" y="{_tenth(y - top)}"/></a:{step}>')
    return "".join(found) + ("<a:close/>" if closed else "")


def _paragraphs(words: Words) -> list[Row]:
    """Join lines of one look where they were broken to a measure."""
    if not words.measure:
        return list(words.rows)
    joined = []
    for (letters, colour), rows in groupby(words.rows, key=lambda row: (row.letters, row.colour)):
        joined.append(Row(" ".join(row.text for row in rows), letters, colour))
    return joined
