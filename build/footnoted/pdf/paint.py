"""Painting: pages of boxes and notes come in, tagged content of a PDF file goes out.

Blocks were put into the structure tree by flow; what stands within a line (links, note calls,
foreign words) is put there here, when its turn to be painted comes.
"""

from collections.abc import Sequence
from typing import assert_never

from footnoted.diagnostics import Diagnostic, warning
from footnoted.model.style.paper import SHEETS, Setting, Type
from footnoted.pdf.boxes import (
    Backdrop,
    Box,
    DrawingMark,
    Glue,
    Item,
    PageNumberMark,
    PaintMark,
    Penalty,
    PictureMark,
    PlaceMark,
    RuleMark,
    TextMark,
)
from footnoted.pdf.drawing import paint_drawing
from footnoted.pdf.flow.column import line_start
from footnoted.pdf.flow.press import Press
from footnoted.pdf.foot import NotePart
from footnoted.pdf.navigation import may_link_to
from footnoted.pdf.pages import Page
from footnoted.pdf.painting import Run, RunFields
from footnoted.pdf.structure import BoxAttributes, Element
from footnoted.pdf.words import CallSpan, LanguageSpan, Line, LinkSpan, Span

DEPTH = 0.27
"""How far a link's rectangle reaches below the baseline, in sizes."""
HEIGHT = 0.8
"""How far it reaches above."""
HEAD_SHARE = 0.6
"""Share of the running head that the document's title may take."""
HEAD_GAP = 0.04
"""Share of it that stays free between the titles."""


def paint(press: Press, items: Sequence[Item], pages: Sequence[Page]) -> list[Diagnostic]:
    """Paint all pages."""
    painter = _Painter(press, items, pages)
    for number, page in enumerate(pages):
        painter.page(number, page)
    return painter.diagnostics


class _Painter:
    """What painting has to remember from page to page."""

    def __init__(self, press: Press, items: Sequence[Item], pages: Sequence[Page]) -> None:
        self.press = press
        self.file = press.file
        self.paper = press.paper
        self.items = items
        self.pages = pages
        self.width, self.height = SHEETS[press.paper.sheet]
        self.left = press.paper.margins.left
        self.diagnostics: list[Diagnostic] = []
        self.elements: dict[Span, Element] = {}
        """Elements of links and foreign words that may go on in the next line."""
        self.placed: set[str] = set()
        self.broken: set[str] = set()
        self.painted: dict[str, int] = {}
        """By note, how many of its lines have been painted."""
        self.starts, self.titles, self.names = self.find_places()

    def find_places(self) -> tuple[dict[str, int], list[str], set[str]]:
        """Return the page of every named place, and for every page the part it begins in."""
        starts: dict[str, int] = {}
        titles: list[str] = []
        title = ""
        for number, page in enumerate(self.pages):
            head: str | None = None
            for item in self.items[page.first : page.last]:
                if not isinstance(item, Box):
                    continue
                for mark in item.marks:
                    if isinstance(mark, PlaceMark):
                        starts.setdefault(mark.name, number)
                        title = mark.title if mark.title and mark.level == 1 else title
                if head is None:
                    head = title
            titles.append(head or title)
        return starts, titles, set(starts)

    def page(self, number: int, page: Page) -> None:
        """Paint one page."""
        self.file.begin_page(self.width, self.height)
        self.background()
        cover = number == 0 and self.press.document.front.cover == "page"
        if cover:
            self.band()
        self.running(number, cover)
        items = self.items[page.first : page.last]
        top = self.height - self.paper.margins.top
        first = items[0] if items else None
        repeat = first.repeat if isinstance(first, Box) else None
        y = top
        if repeat is not None:
            self.marks(repeat.marks, y)
            y -= repeat.height
        self.backdrops(page, y)
        for item in items:
            if isinstance(item, Box):
                self.marks(item.marks, y)
                item.marks = ()  # a long paper is not to be in memory twice
                y -= item.height
            elif isinstance(item, Glue):
                y -= item.height + item.stretch * page.stretch
        if page.notes:
            self.notes(page)
        self.file.end_page()

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
                    self.file.line(left, y, right, y, style.rule_weight, colour)
        if front.marking:
            with self.file.artifact("Header"):
                self.label(roles.marking, front.marking, right, head, Setting.END)
        with self.file.artifact("Footer"):
            if front.marking:
                self.label(roles.marking, front.marking, left, style.foot)
            if not cover:
                words = self.press.phrases.page_of.format(page=number + 1, pages=len(self.pages))
                self.label(roles.folio, words, right, style.foot, Setting.END)

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
        line = self.press.setter.short_line(role, text, self.press.measure * share)
        self.file.text(x + line_start(line, 0.0, setting), y, _runs(line))
        return line.width

    def backdrops(self, page: Page, y: float) -> None:
        """Paint the tints behind runs of boxes; one that goes on over a page spills a little."""
        held: Backdrop | None = None
        top = y
        for at in range(page.first, page.last):
            item = self.items[at]
            if isinstance(item, Penalty):
                continue
            if item.backdrop is not held:
                self.backdrop(held, top, y)
                held, top = item.backdrop, y
                if held is not None and at == page.first and self.backdrop_before(at) is held:
                    top += held.spill
            y -= item.height
            if isinstance(item, Glue):
                y -= item.stretch * page.stretch
        if held is not None and self.backdrop_after(page.last) is held:
            y -= held.spill
        self.backdrop(held, top, y)

    def backdrop_before(self, at: int) -> Backdrop | None:
        """Return the tint of the last box before an item."""
        earlier = (self.items[i] for i in range(at - 1, -1, -1))
        return next((item.backdrop for item in earlier if isinstance(item, Box)), None)

    def backdrop_after(self, at: int) -> Backdrop | None:
        """Return the tint of the first box from an item on."""
        later = (self.items[i] for i in range(at, len(self.items)))
        return next((item.backdrop for item in later if isinstance(item, Box)), None)

    def backdrop(self, backdrop: Backdrop | None, top: float, bottom: float) -> None:
        if backdrop is None:
            return
        x, height = self.left + backdrop.x, top - bottom
        with self.file.artifact("Background"):
            self.file.rectangle(x, bottom, backdrop.width, height, backdrop.tint)
            if backdrop.bar_width:
                self.file.rectangle(x, bottom, backdrop.bar_width, height, backdrop.bar)

    def marks(self, marks: Sequence[PaintMark], top: float) -> None:
        """Paint what a box holds."""
        for mark in marks:
            self.mark(mark, top)

    def mark(self, mark: PaintMark, top: float) -> None:
        match mark:
            case TextMark(x, baseline, line, element):
                self.line(line, self.left + x, top - baseline, element)
            case RuleMark(x, y, width, weight, colour):
                with self.file.artifact("Layout"):
                    left, y = self.left + x, top - y
                    self.file.line(left, y, left + width, y, weight, colour)
            case DrawingMark(x, y, drawing, element):
                paint_drawing(self.file, drawing, self.left + x, top - y, element)
            case PictureMark():
                self.picture(mark, top)
            case PageNumberMark():
                self.page_number(mark, top)
            case PlaceMark(name, title, level):
                self.place(name, top)
                if title:
                    self.file.bookmark(title, level, name)
            case _:
                assert_never(mark)

    def place(self, name: str, top: float) -> None:
        if name not in self.placed:
            self.placed.add(name)
            self.file.destination(name, top)

    def picture(self, mark: PictureMark, top: float) -> None:
        left, bottom = self.left + mark.x, top - mark.y - mark.height
        box = (left, bottom, left + mark.width, bottom + mark.height)
        mark.element.attributes.append(BoxAttributes(box))
        with self.file.content(mark.element):
            self.file.picture(mark.data, left, bottom, mark.width, mark.height)

    def page_number(self, mark: PageNumberMark, top: float) -> None:
        """Paint leaders and the number of the page on which a section begins."""
        setter, style = self.press.setter, self.paper.contents
        number = setter.text_line(mark.role, str(self.starts[mark.section] + 1))
        y = top - mark.baseline
        right = mark.right - number.width
        room = right - style.leader_gap - mark.left
        if style.leader and room > 0:
            self.leaders(mark, y, room, right - style.leader_gap)
        number = setter.label_line(mark.role, str(self.starts[mark.section] + 1), mark.link)
        self.line(number, self.left + right, y, mark.element)

    def leaders(self, mark: PageNumberMark, y: float, room: float, right: float) -> None:
        """Paint leaders on a grid counted from the right, so that they stand below each other."""
        font = self.press.setter.fonts.font(self.paper.roles.contents_2, colour="muted")
        dot = font.fragments(self.paper.contents.leader)[0]
        step = dot.width * 2
        if count := int(room / step):
            run = Run(dot.shaped, dot.size, dot.colour, 0.0, step - dot.width)
            x = self.left + right - count * step
            with self.file.artifact("Layout"):
                self.file.text(x, y, [run] * count)

    def line(self, line: Line, x: float, y: float, element: Element | None) -> None:
        """Paint a line of text, each stretch of it in its own element."""
        if element is None:
            with self.file.artifact("Pagination"):
                self.file.text(x, y, _runs(line))
            return
        runs: list[RunFields] = []
        span: Span | None = None
        start = cursor = x
        stretch = 1.0 + line.stretch
        gap = 0.0
        for word in line.words:
            if not word.fragments:
                cursor += word.width
                start = cursor
                continue
            last = len(word.fragments) - 1
            for at, (shaped, size, colour, rise, width, its_span) in enumerate(word.fragments):
                if its_span is not span:
                    self.stretch(runs, span, start, cursor - gap, y, element)
                    runs, span, start = [], its_span, cursor
                gap = word.space * stretch if at == last else 0.0
                runs.append((shaped, size, colour, rise, gap))
                cursor += width + gap
        self.stretch(runs, span, start, cursor - gap, y, element)

    def stretch(
        self,
        runs: list[RunFields],
        span: Span | None,
        start: float,
        end: float,
        y: float,
        element: Element,
    ) -> None:
        """Paint runs that belong together."""
        if not runs:
            return
        _, size, *_ = runs[0]
        inner = element if span is None else self.element_of(span, element, y + size)
        with self.file.content(inner):
            self.file.text(start, y, runs)
        if inner.tag != "Link":
            return
        box = (start, y - DEPTH * size, end, y + HEIGHT * size)
        match span:
            case LinkSpan(target, contents):
                self.file.link(inner, box, target, contents or target)
            case CallSpan(note, label):
                words = self.press.phrases.note_link.format(n=label)
                self.file.link(inner, box, f"#note-{note}", words)

    def element_of(self, span: Span, parent: Element, top: float) -> Element:
        """Return the element of a span, made when its first stretch is painted."""
        known = self.elements.get(span)
        if known is not None:
            return known
        match span:
            case LinkSpan(target, _):
                made = self.file.element(parent, "Link") if self.leads(target) else parent
            case CallSpan(note, _):
                self.place(f"call-{note}", top)
                made = self.file.element(self.file.element(parent, "Reference"), "Link")
            case LanguageSpan(language):
                made = self.file.element(parent, "Span", language=language)
            case _:
                assert_never(span)
        self.elements[span] = made
        return made

    def leads(self, target: str) -> bool:
        """Say whether a link leads anywhere; warn once if it does not."""
        internal = target.startswith(("#call-", "#note-")) or target[1:] in self.names
        good = internal if target.startswith("#") else may_link_to(target)
        if not good and target not in self.broken:
            self.broken.add(target)
            self.diagnostics.append(
                warning("broken-link", f"a link leads to `{target}`, which it may not or cannot")
            )
        return good

    def notes(self, page: Page) -> None:
        """Paint the foot of the page: a rule, long where a note goes on, and the notes."""
        style, role = self.paper.notes, self.paper.roles.note
        count = sum(part.last - part.first for part in page.notes)
        height = count * role.leading + style.between * (len(page.notes) - 1)
        y = self.paper.margins.bottom + height
        width = self.press.measure if page.continued else style.rule_width
        rule = y + style.below_rule
        with self.file.artifact("Layout"):
            colour = self.press.setter.colour(style.rule)
            self.file.line(self.left, rule, self.left + width, rule, style.rule_weight, colour)
        baseline = self.press.baseline(role)
        for part in page.notes:
            y = self.note(part, y, baseline) - style.between

    def note(self, part: NotePart, y: float, baseline: float) -> float:
        """Paint a part of a note; a note called again on a later page repeats as an artifact."""
        note = self.press.notes[part.note]
        painted = self.painted.get(part.note, 0)
        again = part.first < painted
        element = None if again else note.element
        self.painted[part.note] = max(part.last, painted)
        if part.first == 0:
            if not again:
                self.place(f"note-{part.note}", y)
            label = None if again else note.label_element
            self.line(note.label, self.left, y - baseline, label)
        for line in note.lines[part.first : part.last]:
            self.line(line, self.left + self.paper.notes.hang, y - baseline, element)
            y -= self.paper.roles.note.leading
        return y


def _runs(line: Line) -> list[RunFields]:
    stretch = 1.0 + line.stretch
    return [
        (shaped, size, colour, rise, word.space * stretch if at == len(word.fragments) else 0.0)
        for word in line.words
        for at, (shaped, size, colour, rise, *_) in enumerate(word.fragments, 1)
    ]
