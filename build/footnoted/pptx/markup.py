"""In: text, runs, paragraphs. Out: DrawingML (ECMA-376 part 1, clause 21) as strings.

Everything that comes from data passes `escaped`; nothing else writes text into XML.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from footnoted.model.document import Align
from footnoted.model.style import Style
from footnoted.pptx.geometry import Areas
from footnoted.pptx.places import Place
from footnoted.pptx.slides import BREAK, Anchor, Box, Mark, Para, Run, TextShape, Tone
from footnoted.pptx.tongues import kind_of, stretches
from footnoted.text.bidi import direction_of, runs_left, turns

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{RELATIONS}" xmlns:p="{SLIDES}"'
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

EMU = 12700
"""English Metric Units to the point."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (clause 2.2)."""

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\r": " "}
_ESCAPED = re.compile('[&<>"\t\r]')
_SPECIAL = re.compile(r'[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
"""All of these: most texts have none and need no second look."""

_SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"{}|\\^`]+$", re.IGNORECASE)
"""Addresses that may leave the deck: everything else prints as plain text."""

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_KEEP_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst>"
)

_NO_FLAGS: Mapping[str, str] = {}

_ALIGN = {Align.START: "l", Align.CENTER: "ctr", Align.END: "r", Align.DECIMAL: "r"}


def escaped(text: str) -> str:
    """Return text as it may stand in XML, in content or in an attribute."""
    if not _SPECIAL.search(text):
        return text
    text = _ILLEGAL.sub("", text).replace("\n", " ")
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)


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
    _known: dict[str, str] = field(default_factory=dict)

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
        known = self._known.get(key)
        if known is None:
            known = self.slots.get(key) or f'<a:srgbClr val="{self.hex(key)}"/>'
            self._known[key] = known
        return known

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


class Pen(Struct, frozen=True):
    """Writes the text of one part."""

    areas: Areas
    paint: Paint
    language: str
    relations: Relations
    slide_of: Mapping[str, int]
    """Number of the slide that a section begins on."""
    inverse: bool = False
    """On the accent colour: every text takes the layout's colour."""

    def body(self, shape: TextShape, own: str = "", place: Place | None = None) -> str:
        """Return the text body of a shape; `own` is the tone that its layout gives it."""
        edges = ""
        ours = place is not None and place.ours
        if (not (place and place.box == shape.box) and not ours) or (ours and shape.inset):
            inset = emu(shape.inset)
            edges = f' lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}"'
        inherits = place and (place.inherits and shape.anchor is not Anchor.MIDDLE)
        if not inherits and not (place and place.anchor is shape.anchor):
            edges += f' anchor="{shape.anchor.value}"'
        if place and place.columns:
            edges = f' numCol="1"{edges}'
        starts = _starts(shape.paras)
        written = _Written(shape, own, place)
        paras = "".join(
            self._para(para, written, position, start)
            for position, (para, start) in enumerate(zip(shape.paras, starts, strict=True))
        )
        fit = "noAutofit" if shape.fixed else "normAutofit"
        if not ours:
            edges = f' wrap="square"{edges} rtlCol="0"'
        return f"<p:txBody><a:bodyPr{edges}><a:{fit}/></a:bodyPr><a:lstStyle/>{paras}</p:txBody>"

    def cell(self, paras: Iterable[Para], size: float, tone: Tone) -> str:
        """Return the text body of a table's cell."""
        text = "".join(self.plain_para(para, size, tone) for para in paras)
        return f"<a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"

    def plain_para(self, para: Para, size: float, tone: Tone) -> str:
        """Return a paragraph that inherits nothing but its face."""
        runs = "".join(self._run(run, size, self.paint.loose, tone) for run in para.runs)
        align = f' algn="{_ALIGN[para.align]}"'
        if direction := self._direction(para):
            # In a table that is read to the right, a word of Arabic stays in its column's line.
            align = direction if runs_left(self.language) else f'{align} rtl="1"'
        return f"<a:p><a:pPr{align}/>{runs or self._end(size)}</a:p>"

    def _direction(self, para: Para) -> str:
        """Return the attributes of a paragraph that is read from right to left, else nothing."""
        tongues = {run.language or self.language for run in para.runs if run.text.strip()}
        if not tongues or not (all(map(runs_left, tongues)) or _all_leftward(para)):
            return ""
        ends = {Align.START: "r", Align.END: "l", Align.DECIMAL: "l"}
        return f' algn="{ends.get(para.align, "ctr")}" rtl="1"'

    def _end(self, size: float) -> str:
        return f'<a:endParaRPr lang="{escaped(self.language)}" sz="{round(size * 100)}"/>'

    def _para(self, para: Para, written: "_Written", position: int, start: int) -> str:
        """Return one paragraph with its indent, spacing and mark."""
        shape, place, deck = written.shape, written.place, self.areas.deck
        leading = after = ""
        if shape.leading != 1.0 or (place and place.spacing):
            share = round(shape.leading * 100000)
            leading = f'<a:lnSpc><a:spcPct val="{share}"/></a:lnSpc>'
        if place and place.spacing:
            after = '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
        gap = (deck.paragraph_gap if para.gap is None else para.gap) * shape.size
        before = round(gap * 100) if position else 0
        indent, mark = self._mark(para, start, place)
        tone = None if self.inverse or para.tone.value == written.own else para.tone
        look = self._own_look(written, tone)
        flags = place.run if place else {}
        runs = "".join(self._run(run, shape.size, look, tone, flags=flags) for run in para.runs)
        if para.label:
            runs = self._run(para.label, shape.size, look, tone, "\t", flags) + runs
        algn = self._direction(para)
        if not algn and para.align is not Align.START:
            algn = f' algn="{_ALIGN[para.align]}"'
        return (
            f'<a:p><a:pPr{indent}{algn}>{leading}<a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
            f"{after}{mark}</a:pPr>{runs or self._end(shape.size)}</a:p>"
        )

    def _own_look(self, written: "_Written", tone: Tone | None) -> str:
        """Return colour and face of runs that no placeholder gives what was measured."""
        shape, place = written.shape, written.place
        if place:
            fill = f"<a:solidFill>{place.fill}</a:solidFill>" if place.fill else ""
            return fill + (f'<a:latin typeface="{escaped(place.face)}"/>' if place.face else "")
        if shape.heading:
            return f'<a:latin typeface="{escaped(self.paint.heading)}"/>'
        return self.paint.loose

    def _mark(self, para: Para, start: int, place: Place | None) -> tuple[str, str]:
        """Return the indent of a paragraph, as attributes, and its bullet or number."""
        deck = self.areas.deck
        level = f' lvl="{para.level}"' if para.level and para.mark is not Mark.NONE else ""
        match para.mark:
            case Mark.NONE:
                left, hang, mark = deck.indent * para.level, 0.0, "<a:buNone/>"
            case Mark.BULLET:
                left, hang = deck.indent * (para.level + 1), deck.indent
                mark = self._bullet(para.level, place)
            case Mark.NUMBER:
                hang = para.hang or deck.number_indent
                left = deck.indent * para.level + hang
                mark = (
                    f'{self._mark_colour()}<a:buFont typeface="+mj-lt"/>'
                    f'<a:buAutoNum type="arabicPeriod"{_start(start)}/>'
                )
            case Mark.LABEL:
                left, mark = deck.indent * para.level + para.hang, "<a:buNone/>"
                hang = para.hang if para.label else 0.0
        return f' marL="{emu(left)}"{level} indent="{-emu(hang)}"', mark

    def _bullet(self, level: int, place: Place | None) -> str:
        """Return a bullet, or nothing where the user's placeholder has its own."""
        if place and level < len(place.bullets) and place.bullets[level]:
            return ""
        bullets = self.areas.deck.bullets
        bullet = escaped(bullets[min(level, len(bullets) - 1)])
        return f'{self._mark_colour()}<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'

    def _mark_colour(self) -> str:
        return "" if self.inverse else f"<a:buClr>{self.paint.colour('accent')}</a:buClr>"

    def _run(
        self,
        run: Run,
        size: float,
        look: str,
        tone: Tone | None,
        tail: str = "",
        flags: Mapping[str, str] = _NO_FLAGS,
    ) -> str:
        """Return one run, its language always with it; `tail` is a tab or nothing."""
        if run == BREAK:
            return f'<a:br><a:rPr lang="{escaped(self.language)}" sz="{round(size * 100)}"/></a:br>'
        if run.tone and not self.inverse:
            tone = run.tone
        if tone and tone is not Tone.INK:
            look = self.paint.fill(tone.value) + _FILL.sub("", look)
        link = self._link(run.link) if run.link else ""
        said = f' sz="{round(size * 100)}"{_flags(run, flags)}'
        return self.stretches(run.text, run.language, said, look, link, tail)

    def stretches(
        self, text: str, language: str, said: str, look: str, link: str = "", tail: str = ""
    ) -> str:
        """Return runs that are set alike, one for each stretch of a script."""
        *before, last = [
            f'<a:r><a:rPr lang="{escaped(self.areas.deck.locale(one.language))}"{said}'
            f"{_closed(look + self.paint.face(one.script) + link)}<a:t>{escaped(one.text)}"
            for one in stretches(text, language or self.language)
        ]
        ends = "</a:t></a:r>"
        return "".join(f"{one}{ends}" for one in before) + f"{last}{tail}{ends}"

    def _link(self, target: str) -> str:
        """Return a link to an address, or a jump to a slide; nothing for what is not allowed."""
        if target.startswith("#"):
            number = self.slide_of.get(target[1:])
            if number is None:
                return ""
            name = self.relations.to(f"{RELATIONS}/slide", f"slide{number}.xml")
            jump = ' action="ppaction://hlinksldjump"'
            return f'<a:hlinkClick r:id="{name}"{jump}>{_KEEP_COLOUR}</a:hlinkClick>'
        if not _SAFE_LINK.match(target):
            return ""
        name = self.relations.to(f"{RELATIONS}/hyperlink", target, external=True)
        return f'<a:hlinkClick r:id="{name}">{_KEEP_COLOUR}</a:hlinkClick>'


class _Written(Struct, frozen=True):
    """A shape being written: the tone that its layout gives it, and the placeholder it fills."""

    shape: TextShape
    own: str
    place: Place | None


def _all_leftward(para: Para) -> bool:
    """Say whether all letters of a paragraph run to the left, whatever its language is."""
    text = "".join(run.text for run in para.runs if not run.raised)
    return turns(text) and direction_of(text) is True


_FILL = re.compile(r"<a:solidFill>.*?</a:solidFill>")


def _flags(run: Run, undone: Mapping[str, str]) -> str:
    """Return how a run is set, as attributes, after what it undoes of its placeholder."""
    if not (run.bold or run.italic or run.small_caps or run.raised or undone):
        return ""
    said = dict(undone)
    said |= {"b": "1"} if run.bold else {}
    said |= {"i": "1"} if run.italic else {}
    said |= {"cap": "small"} if run.small_caps else {}
    said |= {"baseline": "30000"} if run.raised else {}
    return "".join(f' {name}="{value}"' for name, value in said.items())


def _closed(inner: str) -> str:
    """Return the rest of a run's properties after their attributes."""
    return f">{inner}</a:rPr>" if inner else "/>"


def _start(number: int) -> str:
    """Return where a list's numbers start, if not at 1."""
    return f' startAt="{number}"' if number != 1 else ""


def _starts(paras: Sequence[Para]) -> list[int]:
    """Return where the unbroken run of numbers starts that each paragraph stands in.

    Programs count on from the paragraph before only where both name the same start, and a list
    that goes on from another slide starts there with its own number.
    """
    starts: list[int] = []
    last: Para | None = None
    for para in paras:
        goes_on = (
            last is not None
            and last.mark is para.mark is Mark.NUMBER
            and (last.level, last.number + 1) == (para.level, para.number)
        )
        starts.append(starts[-1] if goes_on else para.number)
        last = para
    return starts


def identity(number: int, name: str, alt: str = "", decorative: bool = False) -> str:
    """Return a shape's id, name and alternative text."""
    words = f' descr="{escaped(alt)}"' if alt else ""
    inner = _DECORATIVE if decorative else ""
    end = f">{inner}</p:cNvPr>" if inner else "/>"
    return f'<p:cNvPr id="{number}" name="{escaped(name)}"{words}{end}'
