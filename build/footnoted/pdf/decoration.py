"""Decoration: what is no content of a page comes in (ground, running heads, tints), marks go out.

The marking of a paper is content once, where it is first seen.
"""

from collections.abc import Sequence

from footnoted.model.style.paper import SHEETS, Setting, Type
from footnoted.pdf.boxes import Backdrop, Box, Glue, Item, Penalty
from footnoted.pdf.flow.column import line_start
from footnoted.pdf.flow.press import Press
from footnoted.pdf.folios import Folios
from footnoted.pdf.pages import Page
from footnoted.pdf.texts import TextPainter
from footnoted.pdf.words import Line

HEAD_SHARE = 0.6
"""Share of the running head that the document's title may take."""
HEAD_GAP = 0.04
"""Share of it that stays free between the titles."""
MARK_BELOW = -0.34
"""From the baseline of a marking to its plate's lower edge, in sizes."""
MARK_ABOVE = 0.98
"""And to the upper one."""


class Decorator:
    """Paints what stands on every page, and behind its boxes."""

    def __init__(
        self,
        press: Press,
        texts: TextPainter,
        items: Sequence[Item],
        titles: Sequence[str],
        folios: Folios,
    ) -> None:
        self.press = press
        self.texts = texts
        self.items = items
        self.titles = titles
        """By page, the part that it begins in."""
        self.folios = folios
        self.file = press.file
        self.paper = press.paper
        self.width, self.height = SHEETS[press.paper.sheet]
        self.left = press.paper.margins.left
        self.heads: dict[tuple[str, float], Line] = {}
        """Lines of running heads by their text and width."""

    def sheet(self, number: int) -> None:
        """Paint the ground of a page, and its head and foot."""
        self.background()
        cover = number == 0 and self.press.document.front.cover == "page"
        if cover:
            self.band()
        self.running(number, cover)

    def background(self) -> None:
        """Paint the sheet where the style has a paper colour."""
        colour = self.press.setter.colour("background")
        if colour.lower() != "#ffffff":
            with self.file.artifact("Background"):
                self.file.rectangle(0, 0, self.width, self.height, colour)

    def band(self) -> None:
        """Paint the band of a cover page, from edge to edge."""
        style, colour = self.paper.cover, self.press.setter.colour
        bottom = self.height * (1.0 - style.height)
        with self.file.artifact("Background"):
            self.file.rectangle(
                0, bottom, self.width, self.height * style.height, colour(style.band)
            )
            if style.edge_height:
                edge = bottom - style.edge_height
                self.file.rectangle(0, edge, self.width, style.edge_height, colour(style.edge))

    def running(self, number: int, cover: bool) -> None:
        """Paint head and foot; the first page has no head, a cover neither."""
        style, roles, front = self.paper.running, self.paper.roles, self.press.document.front
        left, right = self.left - style.hang, self.left + self.press.measure
        head = self.height - style.head
        if number:
            with self.file.artifact("Header"):
                part = "" if front.marking else self.titles[number]
                width = self.label(roles.running, front.title, left, head, share=HEAD_SHARE)
                if part:
                    room = 1.0 - width / self.press.measure - HEAD_GAP
                    self.label(roles.running, part, right, head, Setting.END, share=room)
                y = head - style.rule_gap
                colour = self.press.setter.colour(style.rule)
                if style.rule_weight:
                    start = self.texts.flipped(left, right - left)
                    self.file.line(start, y, start + right - left, y, style.rule_weight, colour)
        if front.marking:
            read = self.press.marking if number == 0 else None
            with self.file.artifact("Header") if read is None else self.file.content(read):
                self.marking(roles.cover_marking if cover else roles.marking, right, head, True)
        with self.file.artifact("Footer"):
            if front.marking:
                self.marking(roles.marking, left, style.foot)
            if not cover:
                words = self.folios.folio(number, self.press.phrases)
                self.label(roles.folio, words, right, style.foot, Setting.END)

    def marking(self, role: Type, x: float, y: float, ends: bool = False) -> None:
        """Paint the marking, as typed; one with a colour of its own stands on a plate."""
        style, text = self.paper.marking, self.press.document.front.marking
        colour = style.plates.get(text, "")
        line = self.press.setter.text_line(role, text)
        pad = style.padding if colour else 0.0
        x += -line.width - pad if ends else pad
        if colour:
            bottom = y + role.size * MARK_BELOW
            height = role.size * (MARK_ABOVE - MARK_BELOW)
            width = line.width + 2 * pad
            plate = self.texts.flipped(x - pad, width)
            self.file.rectangle(plate, bottom, width, height, style.ground)
        if colour:
            line = line.coloured(colour)
        self.texts.words(line, self.texts.flipped(x, line.width), y)

    def label(
        self,
        role: Type,
        text: str,
        x: float,
        y: float,
        setting: Setting = Setting.RAGGED,
        share: float = 1.0,
    ) -> float:
        """Paint one line of decoration, cut after a word where it is too long; return its width."""
        line = self.heads.get((text, share))
        if line is None:
            line = self.press.setter.short_line(role, text, self.press.measure * share)
            self.heads[text, share] = line
        self.texts.words(
            line, self.texts.flipped(x + line_start(line, 0.0, setting), line.width), y
        )
        return line.width

    def backdrops(self, page: Page, y: float) -> None:
        """Paint the tints behind runs of boxes; one that goes on over a page spills a little."""
        held: Backdrop | None = None
        top, begins = y, True
        for at in range(page.first, page.last):
            item = self.items[at]
            if isinstance(item, Penalty):
                continue
            if item.backdrop is not held:
                self.backdrop(held, top, y, begins, True)
                held, top, begins = item.backdrop, y, True
                if (
                    held is not None
                    and at == page.first
                    and _backdrop_before(self.items, at) is held
                ):
                    top, begins = top + held.spill, False
            y -= item.height
            if isinstance(item, Glue):
                y -= item.stretch * page.stretch
        last = self.items[page.last - 1]
        y -= last.below if isinstance(last, Box) else 0.0
        ends = held is None or _backdrop_after(self.items, page.last) is not held
        if held is not None and not ends:
            y -= held.spill
        self.backdrop(held, top, y, begins, ends)

    def backdrop(
        self, backdrop: Backdrop | None, top: float, bottom: float, begins: bool, ends: bool
    ) -> None:
        """Paint a tint between two heights, with rules where it begins and ends."""
        if backdrop is None:
            return
        x, height = self.left + backdrop.x, top - bottom
        with self.file.artifact("Background"):
            left = self.texts.flipped(x, backdrop.width)
            self.file.rectangle(left, bottom, backdrop.width, height, backdrop.tint)
            if backdrop.bar_width:
                left = self.texts.flipped(x, backdrop.bar_width)
                self.file.rectangle(left, bottom, backdrop.bar_width, height, backdrop.bar)
            if backdrop.rule:
                left = self.texts.flipped(x, backdrop.width)
                for y in (*([top] if begins else []), *([bottom] if ends else [])):
                    right = left + backdrop.width
                    self.file.line(left, y, right, y, backdrop.rule, backdrop.bar)


def _backdrop_before(items: Sequence[Item], at: int) -> Backdrop | None:
    """Return the tint of the last box before an item."""
    earlier = (items[i] for i in range(at - 1, -1, -1))
    return next((item.backdrop for item in earlier if isinstance(item, Box)), None)


def _backdrop_after(items: Sequence[Item], at: int) -> Backdrop | None:
    """Return the tint of the first box from an item on."""
    later = (items[i] for i in range(at, len(items)))
    return next((item.backdrop for item in later if isinstance(item, Box)), None)
