"""In: text, runs, paragraphs. Out: DrawingML (ECMA-376 part 1, clause 21) as strings.

Everything that comes from data passes `escaped`; nothing else writes text into XML.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from footnoted.model.document import Align
from footnoted.model.style import Style
from footnoted.pptx.geometry import Areas
from footnoted.pptx.slides import BREAK, Box, Holder, Mark, Para, Run, TextShape, Tone

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

_ALIGN = {Align.START: "l", Align.CENTER: "ctr", Align.END: "r", Align.DECIMAL: "r"}


def escaped(text: str) -> str:
    """Return text as it may stand in XML, in content or in an attribute."""
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
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


@dataclass(frozen=True, slots=True)
class Paint:
    """The palette in XML: theme colours where the theme has them, so that a new theme recolours."""

    style: Style
    _known: dict[str, str] = field(default_factory=dict)

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
            slots = {
                "ink": "tx1",
                "background": "bg1",
                "accent": "tx2",
                "tint": "bg2",
            }
            slot = slots.get(key)
            known = (
                f'<a:schemeClr val="{slot}"/>' if slot else f'<a:srgbClr val="{self.hex(key)}"/>'
            )
            self._known[key] = known
        return known

    def fill(self, key: str) -> str:
        """Return a solid fill."""
        return f"<a:solidFill>{self.colour(key)}</a:solidFill>"


@dataclass(slots=True)
class Relations:
    """The relationships of one part, numbered as they come."""

    _ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def to(self, kind: str, target: str, external: bool = False) -> str:
        """Return the id of a relationship, the same for the same target."""
        return self._ids.setdefault((kind, target, external), f"rId{len(self._ids) + 1}")

    def all(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield id, kind, target and whether it leaves the file."""
        for (kind, target, external), name in self._ids.items():
            yield name, kind, target, external


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the text of one part."""

    areas: Areas
    paint: Paint
    language: str
    relations: Relations
    slide_of: Mapping[str, int]
    """Number of the slide that a section begins on."""
    inverse: bool = False
    """On the accent colour: every text takes the layout's colour."""

    def body(self, shape: TextShape, own: str = "") -> str:
        """Return the text body of a shape; `own` is the tone that its layout gives it."""
        inset = emu(shape.inset)
        edges = f' lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}"'
        anchor = f' anchor="{shape.anchor.value}"'
        starts = _starts(shape.paras)
        paras = "".join(
            self._para(para, shape, (position, start), own)
            for position, (para, start) in enumerate(zip(shape.paras, starts, strict=True))
        )
        return (
            f'<p:txBody><a:bodyPr wrap="square" rtlCol="0"{edges}{anchor}><a:normAutofit/>'
            f"</a:bodyPr><a:lstStyle/>{paras}</p:txBody>"
        )

    def cell(self, paras: Iterable[Para], size: float, tone: Tone) -> str:
        """Return the text body of a table's cell."""
        text = "".join(self.plain_para(para, size, tone) for para in paras)
        return f"<a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"

    def plain_para(self, para: Para, size: float, tone: Tone) -> str:
        """Return a paragraph that inherits nothing but its face."""
        runs = "".join(self._run(run, size, "", tone) for run in para.runs)
        align = _ALIGN[para.align]
        return f'<a:p><a:pPr algn="{align}"/>{runs or self._end(size)}</a:p>'

    def _end(self, size: float) -> str:
        return f'<a:endParaRPr lang="{escaped(self.language)}" sz="{round(size * 100)}"/>'

    def _para(self, para: Para, shape: TextShape, at: tuple[int, int], own: str) -> str:
        """Return one paragraph with its indent, spacing and mark."""
        position, start = at
        deck = self.areas.deck
        leading = ""
        if shape.leading != 1.0:
            share = round(shape.leading * 100000)
            leading = f'<a:lnSpc><a:spcPct val="{share}"/></a:lnSpc>'
        gap = (deck.paragraph_gap if para.gap is None else para.gap) * shape.size
        before = round(gap * 100) if position else 0
        indent, mark = self._mark(para, start)
        tone = None if self.inverse or para.tone.value == own else para.tone
        face = (
            '<a:latin typeface="+mj-lt"/>' if shape.heading and shape.holder is Holder.NONE else ""
        )
        runs = "".join(self._run(run, shape.size, face, tone) for run in para.runs)
        if para.label:
            runs = self._run(para.label, shape.size, face, tone, "\t") + runs
        algn = f' algn="{_ALIGN[para.align]}"' if para.align is not Align.START else ""
        return (
            f'<a:p><a:pPr{indent}{algn}>{leading}<a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
            f"{mark}</a:pPr>{runs or self._end(shape.size)}</a:p>"
        )

    def _mark(self, para: Para, start: int) -> tuple[str, str]:
        """Return the indent of a paragraph, as attributes, and its bullet or number."""
        deck = self.areas.deck
        level = f' lvl="{para.level}"' if para.level and para.mark is not Mark.NONE else ""
        match para.mark:
            case Mark.NONE:
                left, hang, mark = deck.indent * para.level, 0.0, "<a:buNone/>"
            case Mark.BULLET:
                left, hang = deck.indent * (para.level + 1), deck.indent
                bullet = escaped(deck.bullets[min(para.level, len(deck.bullets) - 1)])
                colour = "" if self.inverse else f"<a:buClr>{self.paint.colour('accent')}</a:buClr>"
                mark = f'{colour}<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'
            case Mark.NUMBER:
                left, hang = deck.indent * para.level + deck.number_indent, deck.number_indent
                colour = "" if self.inverse else f"<a:buClr>{self.paint.colour('accent')}</a:buClr>"
                mark = (
                    f'{colour}<a:buFont typeface="+mj-lt"/>'
                    f'<a:buAutoNum type="arabicPeriod"{_start(start)}/>'
                )
            case Mark.LABEL:
                left, mark = deck.indent * para.level + para.hang, "<a:buNone/>"
                hang = para.hang if para.label else 0.0
        return f' marL="{emu(left)}"{level} indent="{-emu(hang)}"', mark

    def _run(self, run: Run, size: float, face: str, tone: Tone | None, tail: str = "") -> str:
        """Return one run, its language always with it; `tail` is a tab or nothing."""
        if run == BREAK:
            return f'<a:br><a:rPr lang="{escaped(self.language)}" sz="{round(size * 100)}"/></a:br>'
        language = escaped(self.areas.deck.locale(run.language or self.language))
        flags = "".join(
            attribute
            for wanted, attribute in (
                (run.bold, ' b="1"'),
                (run.italic, ' i="1"'),
                (run.small_caps, ' cap="small"'),
                (run.raised, ' baseline="30000"'),
            )
            if wanted
        )
        if run.tone and not self.inverse:
            tone = run.tone
        fill = self.paint.fill(tone.value) if tone and tone is not Tone.INK else ""
        link = self._link(run.link) if run.link else ""
        return (
            f'<a:r><a:rPr lang="{language}" sz="{round(size * 100)}"{flags} dirty="0">{fill}{face}'
            f"{link}</a:rPr><a:t>{escaped(run.text)}{tail}</a:t></a:r>"
        )

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
