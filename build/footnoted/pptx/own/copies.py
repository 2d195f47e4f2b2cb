"""In: the layouts chosen. Out: layouts as slides need them: the user's, or copies with additions.

A layout that has all that its kind of slide needs is used as it is. Else a copy of it joins it,
with what it lacks: a placeholder for source notes, a footer, an index of its own for each. A kind
without any layout gets ours, under the user's master.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from footnoted.pptx.layouts import CHART_HOLDER, HOLDERS, Holding, holders_of, holdings
from footnoted.pptx.markup import NAMESPACES, TREE, escaped, frame
from footnoted.pptx.own.amend import (
    Adder,
    attributes,
    first_attributes,
    kind_of,
    rename,
    renumber,
    shares_indices,
)
from footnoted.pptx.own.effective import Look, look_of
from footnoted.pptx.own.measures import Measures, foot_of, slide_of, stands_on
from footnoted.pptx.own.reading import (
    A,
    LayoutFile,
    MasterFile,
    Opened,
    P,
    Placeholder,
    master_of,
    placeholders,
)
from footnoted.pptx.own.roles import (
    Choice,
    notes_of,
    side_by_side,
    subtitle_of,
    texts_of,
    title_of,
)
from footnoted.pptx.places import LayoutUse, Place
from footnoted.pptx.sheet import Sheet
from footnoted.pptx.slides import Holder, Layout, Letters

_INK = '<a:schemeClr val="tx1"/>'
_OPENINGS = (Layout.TITLE, Layout.SECTION)


class Made(Struct, frozen=True):
    """One kind of slide's layout."""

    use: LayoutUse
    tree: etree._Element | None
    """A new layout; None where the user's own is used."""
    base: LayoutFile | None
    repaired: bool = False
    """Its placeholders shared indices."""


class Maker(Struct, frozen=True):
    """What the making of layouts needs."""

    opened: Opened
    master: MasterFile
    measures: Measures
    sheet: Sheet
    footer: str

    def made(self, layout: Layout, choice: Choice, part: str) -> Made:
        """Make the layout of a kind of slide; `part` is its name if it is new."""
        if choice.base is None:
            return self._ours(layout, part)
        held = assigned(layout, choice.base)
        repaired = shares_indices(choice.base)
        missing = [one for one in _needed(layout, choice) if one not in held]
        foot = layout in _OPENINGS or all(choice.base.of(kind) for kind in ("ftr", "sldNum"))
        if not (missing or repaired) and foot:
            return self._as_it_is(layout, choice.base, held)
        return self._copied(layout, choice, part, (held, missing, repaired))

    def _as_it_is(
        self, layout: Layout, base: LayoutFile, held: Mapping[Holder, Placeholder]
    ) -> Made:
        """Use a layout of the user's."""
        places = {
            holder: self._place(layout, holder, one, attributes(one.element))
            for holder, one in held.items()
        }
        chart, footer, number = (first_attributes(base.of(kind)) for kind in _SPECIAL)
        use = LayoutUse(
            base.part, places, chart, footer, number, self._foot(base), layout in _OPENINGS
        )
        return Made(use, None, base)

    def _foot_of(self, adder: Adder, kind: str) -> str:
        """Add footer or slide number to a copy."""
        above = master_of(kind, self.master.holders)
        return adder.add_foot(self.sheet, self.footer, kind, above)

    def _copied(
        self,
        layout: Layout,
        choice: Choice,
        part: str,
        what: tuple[Mapping[Holder, Placeholder], list[Holder], bool],
    ) -> Made:
        """Copy a layout and add what it lacks."""
        held, missing, repaired = what
        base = choice.base
        assert base is not None
        tree = deepcopy(base.tree)
        copies = list(placeholders(tree, self.master.holders))
        twin = {id(one.element): copy for one, copy in zip(base.holders, copies, strict=True)}
        renumber(copies)
        shapes = tree.find(f"{P}cSld/{P}spTree")
        assert shapes is not None
        places = {
            holder: self._place(layout, holder, one, attributes(twin[id(one.element)].element))
            for holder, one in held.items()
        }
        chart, footer, number = (
            first_attributes([one for one in copies if one.kind == kind]) for kind in _SPECIAL
        )
        adder = Adder(shapes)
        sheet = self._sheet_for(layout, base)
        for holder, holding in _by_holder(sheet, layout):
            if holder in missing:
                places[holder] = Place(adder.add(holding))
        if layout is Layout.CHART and not chart:
            chart = adder.add(
                next(one for one in holdings(sheet, layout, False) if one[1] == CHART_HOLDER)
            )
        self._put_on_slide(copies)
        if layout not in _OPENINGS:
            footer = footer or self._foot_of(adder, "ftr")
            number = number or self._foot_of(adder, "sldNum")
        rename(tree, base, layout, choice, self.sheet.prompts[2])
        use = LayoutUse(part, places, chart, footer, number, self._foot(base), layout in _OPENINGS)
        return Made(use, tree, base, repaired)

    def _ours(self, layout: Layout, part: str) -> Made:
        """Make a layout of our own under the user's master."""
        xml = (
            f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{layout}">'
            f"<p:spTree>{TREE}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/>"
            "</p:clrMapOvr></p:sldLayout>"
        )
        tree = etree.fromstring(xml)
        shapes = tree.find(f"{P}cSld/{P}spTree")
        assert shapes is not None
        adder, places = Adder(shapes), dict[Holder, Place]()
        for name, attrs, box, style, text, anchor in holdings(self.sheet, layout, False):
            holding = (name, attrs, box, style, text, anchor)
            if 'itle"' in attrs and "subTitle" not in attrs:
                if box is None and not master_of("title", self.master.holders):
                    holding = (name, attrs, self.sheet.areas.title, style, text, anchor)
                places[Holder.TITLE] = self._own_title(layout, adder.add(holding, indexed=False))
                continue
            added = adder.add(holding)
            holder = _HOLDER_OF.get(attrs)
            if holder:
                places[holder] = Place(added)
        chart = next((attributes(one) for one in shapes if kind_of(one) == "chart"), "")
        kinds = () if layout is Layout.TITLE else ("ftr", "sldNum")
        footer, number = (
            *(self._foot_of(adder, kind) for kind in kinds),
            "",
            "",
        )[:2]
        return Made(LayoutUse(part, places, chart, footer, number, self._foot(None)), tree, None)

    def _own_title(self, layout: Layout, attrs: str) -> Place:
        """Return the title of a layout of ours: on slides with a headline it is the master's."""
        title = self.measures.title
        if layout in _OPENINGS or title is None:
            return Place(attrs)
        frames = self.measures.areas.frames
        return self._looked(title, frames.title_letters if frames else None, attrs, heading=True)

    def _place(self, layout: Layout, holder: Holder, found: Placeholder, attrs: str) -> Place:
        """Return a placeholder of the user's, with what runs must undo of it."""
        look = look_of(self.opened, self.master, found)
        heading = holder in (Holder.TITLE, Holder.QUOTATION)
        return self._looked(look, self._letters(layout, holder), attrs, heading=heading)

    def _letters(self, layout: Layout, holder: Holder) -> Letters | None:
        """Return the letters in which a title was measured."""
        frames = self.measures.areas.frames
        if holder is not Holder.TITLE or frames is None:
            return None
        of = {Layout.TITLE: frames.cover_letters, Layout.SECTION: frames.opening_letters}
        return of.get(layout, frames.title_letters)

    def _looked(self, look: Look, letters: Letters | None, attrs: str, *, heading: bool) -> Place:
        """Compare a look with what was measured."""
        deck, paint = self.measures.deck, self.sheet.paint
        family = letters.family if letters else deck.heading_face if heading else deck.body_face
        bold = letters.bold if letters else heading and deck.heading_bold
        caps = bool(letters and letters.caps)
        tracked = bool(letters and letters.tracking)
        run: dict[str, str] = {}
        levels = look.levels[:1] if heading else look.levels
        if any(one.bold != bold for one in levels):
            run["b"] = str(int(bold))
        if any(one.italic for one in levels):
            run["i"] = "0"
        if any(one.underlined for one in levels):
            run["u"] = "none"
        if any(one.caps != caps for one in levels):
            run["cap"] = "all" if caps else "none"
        if any(one.tracking for one in levels) and not tracked:
            run["spc"] = "0"
        other = any(one.family not in ("", family) for one in levels)
        face = (paint.heading if heading else paint.body) if other else ""
        unsaid = not levels[0].fill or levels[0].fill == _INK
        return Place(
            attrs, look.box, inherits=True, run=run, face=face,
            fill=paint.slots["ink"] if unsaid and paint.slots["ink"] != _INK else "", spacing=True,
            columns=look.columns > 1, bullets=tuple(one.bullet for one in look.levels),
        )  # fmt: skip

    def _put_on_slide(self, copies: list[Placeholder]) -> None:
        """Give footer and number a place on the slide, where a new size has left theirs beside."""
        areas, slide = self.sheet.areas, slide_of(self.opened)
        for one in copies:
            if one.kind in ("ftr", "sldNum") and not stands_on(one.box, slide):
                place = areas.footer if one.kind == "ftr" else areas.number
                look = one.element.find(f"{P}spPr")
                assert look is not None
                for old in look.findall(f"{A}xfrm"):
                    look.remove(old)
                look.insert(0, etree.fromstring(f"<x {NAMESPACES}>{frame(place)}</x>")[0])

    def _foot(self, base: LayoutFile | None) -> tuple[str, str]:
        """Return how footer and number look, as runs say it."""
        found = foot_of(self.opened, self.master, base, "ftr")
        if not found:
            return "", ""
        level = look_of(self.opened, self.master, found).levels[0]
        fill = f"<a:solidFill>{level.fill}</a:solidFill>" if level.fill else ""
        face = f'<a:latin typeface="{escaped(level.typeface)}"/>'
        return f' sz="{round(level.size * 100)}"', fill + face

    def _sheet_for(self, layout: Layout, base: LayoutFile) -> Sheet:
        """Let what we add to an opening take the colour of the text that is there."""
        if layout not in _OPENINGS:
            return self.sheet
        text = subtitle_of(base) or title_of(base)
        fill = look_of(self.opened, self.master, text).levels[0].fill if text else ""
        if not fill:
            return self.sheet
        paint = self.sheet.paint
        slots = {**paint.slots, "muted": fill, "ink": fill}
        return replace(self.sheet, paint=replace(paint, slots=slots))


_SPECIAL = ("chart", "ftr", "sldNum")
_HOLDER_OF = {attrs: holder for holder, attrs in HOLDERS.items()}


def assigned(layout: Layout, base: LayoutFile) -> dict[Holder, Placeholder]:
    """Return which placeholder of a layout takes what, for a kind of slide."""
    title, notes, texts = title_of(base), notes_of(base), texts_of(base)
    held = {Holder.TITLE: title, Holder.NOTES: notes}
    match layout:
        case Layout.TITLE:
            held = {Holder.TITLE: title, Holder.SUBTITLE: subtitle_of(base)}
        case Layout.SECTION:
            held[Holder.BODY] = subtitle_of(base)
        case Layout.CONTENT | Layout.SOURCES:
            held[Holder.BODY] = next(iter(texts), None)
        case Layout.TWO:
            held |= _two(texts)
        case Layout.QUOTATION:
            for holder, text in zip((Holder.QUOTATION, Holder.SPEAKER), texts, strict=False):
                held[holder] = text
        case _:
            pass
    return {holder: one for holder, one in held.items() if one}


def _two(texts: list[Placeholder]) -> Iterator[tuple[Holder, Placeholder]]:
    """Yield two texts and, where there are four, the labels over them."""
    pair = side_by_side(texts) or tuple(texts[:2])
    yield from zip((Holder.BODY, Holder.SECOND), pair, strict=False)
    labels = sorted(texts[2:4], key=lambda one: one.box.x if one.box else 0.0)
    if len(labels) == 2:
        yield from zip((Holder.LABEL, Holder.SECOND_LABEL), labels, strict=True)


def _needed(layout: Layout, choice: Choice) -> list[Holder]:
    """Return the placeholders that a kind of slide needs."""
    if layout is Layout.TITLE:
        return []
    return [one for one in holders_of(layout) if one is not Holder.TITLE]


def _by_holder(sheet: Sheet, layout: Layout) -> Iterator[tuple[Holder, Holding]]:
    """Yield what a layout of ours holds, by what it takes."""
    for holding in holdings(sheet, layout, False):
        holder = _HOLDER_OF.get(holding[1])
        if holder:
            yield holder, holding


def _chart_holding(sheet: Sheet) -> Holding:
    """Return our placeholder for a chart."""
    return next(one for one in holdings(sheet, Layout.CHART, False) if one[1] == CHART_HOLDER)
