"""In: paragraphs and runs as planned. Out: text bodies (ECMA-376 part 1, 21.1.2) as strings."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.model.document import Align
from footnoted.pptx.geometry import Areas
from footnoted.pptx.markup import RELATIONS, Paint, Relations, closed, emu, escaped
from footnoted.pptx.places import Place
from footnoted.pptx.slides import BREAK, Anchor, Mark, Para, Run, TextShape, Tone
from footnoted.pptx.tongues import shares_latin_face, stretches
from footnoted.text.bidi import direction_of, runs_left, turns

_SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"{}|\\^`]+$", re.IGNORECASE)
"""Addresses that may leave the deck: everything else prints as plain text."""

_KEEP_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst>"
)

_NO_FLAGS: Mapping[str, str] = {}
_ALIGN = {Align.START: "l", Align.CENTER: "ctr", Align.END: "r", Align.DECIMAL: "r"}
_FILL = re.compile(r"<a:solidFill>.*?</a:solidFill>")
_ENDS = "</a:t></a:r>"


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
    tinted: bool = False
    """Links take the colour that the theme has for them, not that of their text."""
    known: dict[tuple[object, ...], str] = field(default_factory=dict)
    """What pens of this look have written: most paragraphs begin as others do."""
    openings: dict[tuple[object, ...], tuple[str, str]] = field(default_factory=dict)
    """And how most runs begin: their attributes and their look."""
    links: dict[str, str] = field(default_factory=dict)
    """The links of this part as written."""

    def on(self, relations: Relations, *, tinted: bool = False) -> "Pen":
        """Return a pen of this look for another part."""
        return replace(self, relations=relations, tinted=tinted, links={})

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
        written = _Written(shape, own, place, self._own_look(shape, place), *_spacing(shape, place))
        paras = "".join(
            [
                self._para(para, written, position, start)
                for position, (para, start) in enumerate(zip(shape.paras, starts, strict=True))
            ]
        )
        fit = "noAutofit" if shape.fixed else "normAutofit"
        if not ours:
            edges = f' wrap="square"{edges} rtlCol="0"'
        return f"<p:txBody><a:bodyPr{edges}><a:{fit}/></a:bodyPr>{paras}</p:txBody>"

    def cell(self, paras: Iterable[Para], size: float, tone: Tone) -> str:
        """Return the text body of a table's cell."""
        text = "".join(self.plain_para(para, size, tone) for para in paras)
        return f"<a:txBody><a:bodyPr/>{text}</a:txBody>"

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
        if self._goes_right(para):
            return ""
        tongues = {run.language or self.language for run in para.runs if run.text.strip()}
        if not tongues or not (all(map(runs_left, tongues)) or _all_leftward(para)):
            return ""
        ends = {Align.START: "r", Align.END: "l", Align.DECIMAL: "l"}
        return f' algn="{ends.get(para.align, "ctr")}" rtl="1"'

    def _goes_right(self, para: Para) -> bool:
        """Say whether a paragraph has nothing but ASCII in the deck's own language, as most."""
        if runs_left(self.language):
            return False
        return all(not run.language and run.text.isascii() for run in para.runs)

    def _end(self, size: float) -> str:
        return f'<a:endParaRPr lang="{escaped(self.language)}" sz="{round(size * 100)}"/>'

    def _para(self, para: Para, written: "_Written", position: int, start: int) -> str:
        """Return one paragraph with its indent, spacing and mark."""
        shape, place = written.shape, written.place
        tone = None if self.inverse or para.tone == written.own else para.tone
        look, flags = written.look, place.run if place else _NO_FLAGS
        size = shape.size
        runs = "".join([self._run(run, size, look, tone, flags=flags) for run in para.runs])
        if para.label:
            runs = self._run(para.label, size, look, tone, "\t", flags) + runs
        algn = self._direction(para)
        if not algn and para.align is not Align.START:
            algn = f' algn="{_ALIGN[para.align]}"'
        properties = self._properties(para, written, (position > 0, start, algn))
        return f"<a:p>{properties}{runs or self._end(size)}</a:p>"

    def _properties(self, para: Para, written: "_Written", at: tuple[bool, int, str]) -> str:
        """Return indent, spacing and mark of a paragraph, but for what its placeholder has."""
        later, start, algn = at
        gap = self.areas.deck.paragraph_gap if para.gap is None else para.gap
        before = round(gap * written.shape.size * 100) if later else 0
        key = (
            *(written.key, before, algn, para.level, para.mark),
            *(start, para.hang, para.label is None),
        )
        found = self.known.get(key)
        if found is None:
            found = self._spelled(para, written, (before, start, algn))
            self.known[key] = found
        return found

    def _spelled(self, para: Para, written: "_Written", at: tuple[int, int, str]) -> str:
        """Write the properties of a paragraph."""
        before, start, algn = at
        place = written.place
        plain = place is not None and place.plain and para.mark is Mark.NONE and not para.level
        if plain and not before:
            return f"<a:pPr{algn}/>" if algn else ""
        indent, mark = self._mark(para, start, place)
        leading, after = written.spacing
        space = f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
        if plain:
            return f"<a:pPr{algn}>{space}</a:pPr>"
        return f"<a:pPr{indent}{algn}>{leading}{space}{after}{mark}</a:pPr>"

    def _own_look(self, shape: TextShape, place: Place | None) -> str:
        """Return colour and face of runs that no placeholder gives what was measured."""
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
                mark = self._bullet(para.level, place)
                if not mark and place and place.ours:
                    return level, ""
                left, hang = deck.indent * (para.level + 1), deck.indent
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
        text = run.text
        if text == "\n" and run == BREAK:
            return f'<a:br><a:rPr lang="{escaped(self.language)}" sz="{round(size * 100)}"/></a:br>'
        if run.tone and not self.inverse:
            tone = run.tone
        link = self._link(run.link) if run.link else ""
        if flags or not shares_latin_face(text):
            said, look = _said(run, size, flags), self._toned(look, tone)
            return self.stretches(text, run.language, said, look, link, tail)
        key = (
            *(size, look, tone, run.language),
            *(run.bold, run.italic, run.raised, run.small_caps),
        )
        begun = self.openings.get(key)
        if begun is None:
            tongue = run.language or self.language
            begun = (self._begun(tongue, _said(run, size, flags)), self._toned(look, tone))
            self.openings[key] = begun
        opening, inner = begun
        # As `closed` has it: most of the text of a deck passes here.
        head = f"{opening}>{inner}{link}</a:rPr>" if inner or link else f"{opening}/>"
        return f"<a:r>{head}<a:t>{escaped(text)}{tail}{_ENDS}"

    def stretches(
        self, text: str, language: str, said: str, look: str, link: str = "", tail: str = ""
    ) -> str:
        """Return runs that are set alike, one for each stretch of a script."""
        *before, last = [
            f"<a:r>{closed(self._begun(one.language, said), look + face + link)}"
            f"<a:t>{escaped(one.text)}"
            for one in stretches(text, language or self.language)
            for face in (self.paint.face(one.script),)
        ]
        return "".join(f"{one}{_ENDS}" for one in before) + f"{last}{tail}{_ENDS}"

    def _begun(self, language: str, said: str) -> str:
        """Return how a run's properties begin: its language, and what else is said of it."""
        return f'<a:rPr lang="{escaped(self.areas.deck.locale(language))}"{said}'

    def _toned(self, look: str, tone: Tone | None) -> str:
        """Return a look in the colour of a tone, if that is not the look's own."""
        if not tone or tone is Tone.INK:
            return look
        return self.paint.fill(tone.value) + _FILL.sub("", look)

    def _link(self, target: str) -> str:
        """Return a link to an address, or a jump to a slide; nothing for what is not allowed."""
        found = self.links.get(target)
        if found is None:
            found = self.links[target] = self._linked(target)
        return found

    def _linked(self, target: str) -> str:
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
        if self.tinted:
            return f'<a:hlinkClick r:id="{name}"/>'
        return f'<a:hlinkClick r:id="{name}">{_KEEP_COLOUR}</a:hlinkClick>'


class _Written(Struct, frozen=True):
    """A shape being written: the tone that its layout gives it, and the placeholder it fills."""

    shape: TextShape
    own: str
    place: Place | None
    look: str
    """Colour and face of its runs."""
    spacing: tuple[str, str]
    """Of its lines and after its paragraphs."""
    key: tuple[object, ...]
    """What the properties of its paragraphs hang on."""


def _spacing(shape: TextShape, place: Place | None) -> tuple[tuple[str, str], tuple[object, ...]]:
    """Return the space between lines and after paragraphs, and what it hangs on."""
    leading = after = ""
    spaced = place is not None and place.spacing
    if shape.leading != 1.0 or spaced:
        leading = f'<a:lnSpc><a:spcPct val="{round(shape.leading * 100000)}"/></a:lnSpc>'
    if spaced:
        after = '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
    bullets, plain = (place.bullets, place.plain) if place else ((), False)
    return (leading, after), (leading, after, bullets, plain)


def _all_leftward(para: Para) -> bool:
    """Say whether all letters of a paragraph run to the left, whatever its language is."""
    text = "".join(run.text for run in para.runs if not run.raised)
    return turns(text) and direction_of(text) is True


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


def _said(run: Run, size: float, undone: Mapping[str, str]) -> str:
    """Return the size of a run and how it is set, as attributes."""
    return f' sz="{round(size * 100)}"{_flags(run, undone)}'


def _start(number: int) -> str:
    """Return where a list's numbers start, if not at 1."""
    return f' startAt="{number}"' if number != 1 else ""


def _starts(paras: Sequence[Para]) -> list[int]:
    """Return where the unbroken run of numbers starts that each paragraph stands in.

    Programs count on from the paragraph before only where both name the same start, and a list
    that goes on from another slide starts there with its own number.
    """
    if all(para.mark is not Mark.NUMBER for para in paras):
        return [para.number for para in paras]
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
