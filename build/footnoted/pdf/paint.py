"""Painting: pages of boxes and notes come in, tagged content of a PDF file goes out.

Blocks were put into the structure tree by flow; what stands within a line (links, note calls,
foreign words) is put there here, when its turn to be painted comes.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, assert_never

from footnoted.diagnostics import Diagnostic, Subject, warning
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
from footnoted.pdf.flow.cited import call_place
from footnoted.pdf.flow.column import line_start
from footnoted.pdf.flow.press import Press
from footnoted.pdf.folios import Folios
from footnoted.pdf.foot import NotePart
from footnoted.pdf.navigation import may_link_to
from footnoted.pdf.ordering import is_ordered, stretches
from footnoted.pdf.pages import Page
from footnoted.pdf.painting import Row
from footnoted.pdf.strips import rows, strips
from footnoted.pdf.structure import BoxAttributes, Element
from footnoted.pdf.words import CallSpan, LanguageSpan, Line, LinkSpan, Span, extent

DEPTH = 0.27
"""How far a link's rectangle reaches below the baseline, in sizes."""
HEIGHT = 0.8
"""How far it reaches above."""
HEAD_SHARE = 0.6
"""Share of the running head that the document's title may take."""
MARK_BELOW = -0.34
"""From the baseline of a marking to its plate's lower edge, in sizes."""
MARK_ABOVE = 0.98
"""And to the upper one."""
HEAD_GAP = 0.04
"""Share of it that stays free between the titles."""


def paint(
    press: Press, items: Sequence[Item], pages: Sequence[Page], folios: Folios
) -> list[Diagnostic]:
    """Paint all pages."""
    painter = _Painter(press, items, pages, folios)
    for number, page in enumerate(pages):
        painter.page(number, page)
    return painter.diagnostics


class _Waiting(NamedTuple):
    """Content of a page with its place in the tree, whose elements are numbered as made."""

    place: int
    what: PaintMark | NotePart
    top: float


_in_tree = attrgetter("place")


class _Painter:
    """What painting has to remember from page to page."""

    def __init__(
        self, press: Press, items: Sequence[Item], pages: Sequence[Page], folios: Folios
    ) -> None:
        self.press = press
        self.folios = folios
        self.file = press.file
        self.paper = press.paper
        self.items = items
        self.pages = pages
        self.width, self.height = SHEETS[press.paper.sheet]
        self.left = press.paper.margins.left
        self.mirrored = press.setter.fonts.leftward
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
        if number in (0, self.folios.front):
            self.file.number_pages("roman" if number < self.folios.front else "decimal")
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
        waiting: list[_Waiting] = []
        for item in items:
            if isinstance(item, Box):
                for mark in item.marks:
                    if isinstance(mark, RuleMark | PlaceMark) or mark.element is None:
                        self.mark(mark, y)
                    else:
                        waiting.append(_Waiting(mark.element.object_number, mark, y))
                item.marks = ()  # a long paper is not to be in memory twice
                y -= item.height
            elif isinstance(item, Glue):
                y -= item.height + item.stretch * page.stretch
        if page.notes:
            waiting += self.notes(page)
        self.in_order(waiting)
        self.file.end_page()

    def in_order(self, waiting: list[_Waiting]) -> None:
        """Paint content in the order in which it is read, whatever stands beside or below it."""
        waiting.sort(key=_in_tree)
        baseline = self.press.baseline(self.paper.roles.note)
        for _, what, top in waiting:
            if isinstance(what, NotePart):
                self.note(what, top, baseline)
            else:
                self.mark(what, top)

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
                    start = self.flipped(left, right - left)
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
            plate = self.flipped(x - pad, width)
            self.file.rectangle(plate, bottom, width, height, style.ground)
        if colour:
            line = line.coloured(colour)
        self.words(line, self.flipped(x, line.width), y)

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
        self.words(line, self.flipped(x + line_start(line, 0.0, setting), line.width), y)
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
                if held is not None and at == page.first and self.backdrop_before(at) is held:
                    top, begins = top + held.spill, False
            y -= item.height
            if isinstance(item, Glue):
                y -= item.stretch * page.stretch
        ends = held is None or self.backdrop_after(page.last) is not held
        if held is not None and not ends:
            y -= held.spill
        self.backdrop(held, top, y, begins, ends)

    def backdrop_before(self, at: int) -> Backdrop | None:
        """Return the tint of the last box before an item."""
        earlier = (self.items[i] for i in range(at - 1, -1, -1))
        return next((item.backdrop for item in earlier if isinstance(item, Box)), None)

    def backdrop_after(self, at: int) -> Backdrop | None:
        """Return the tint of the first box from an item on."""
        later = (self.items[i] for i in range(at, len(self.items)))
        return next((item.backdrop for item in later if isinstance(item, Box)), None)

    def backdrop(
        self, backdrop: Backdrop | None, top: float, bottom: float, begins: bool, ends: bool
    ) -> None:
        """Paint a tint between two heights, with rules where it begins and ends."""
        if backdrop is None:
            return
        x, height = self.left + backdrop.x, top - bottom
        with self.file.artifact("Background"):
            left = self.flipped(x, backdrop.width)
            self.file.rectangle(left, bottom, backdrop.width, height, backdrop.tint)
            if backdrop.bar_width:
                left = self.flipped(x, backdrop.bar_width)
                self.file.rectangle(left, bottom, backdrop.bar_width, height, backdrop.bar)
            if backdrop.rule:
                left = self.flipped(x, backdrop.width)
                for y in (*([top] if begins else []), *([bottom] if ends else [])):
                    right = left + backdrop.width
                    self.file.line(left, y, right, y, backdrop.rule, backdrop.bar)

    def marks(self, marks: Sequence[PaintMark], top: float) -> None:
        """Paint what a box holds."""
        for mark in marks:
            self.mark(mark, top)

    def mark(self, mark: PaintMark, top: float) -> None:
        match mark:
            case TextMark(x, baseline, line, element):
                self.line(line, self.edge(x, line), top - baseline, element)
            case RuleMark(weight=0):
                pass  # ISO 32000-1, 8.4.3.2: a line of no width is the thinnest a device can draw
            case RuleMark(x, y, width, weight, colour):
                with self.file.artifact("Layout"):
                    left, y = self.flipped(self.left + x, width), top - y
                    self.file.line(left, y, left + width, y, weight, colour)
            case DrawingMark(x, y, drawing, element):
                from footnoted.pdf.drawing import paint_drawing  # what drew it is here by now

                left = self.flipped(self.left + x, drawing.width)
                paint_drawing(self.file, drawing, left, top - y, element)
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
        left, bottom = self.flipped(self.left + mark.x, mark.width), top - mark.y - mark.height
        box = (left, bottom, left + mark.width, bottom + mark.height)
        mark.element.attributes.append(BoxAttributes(box))
        with self.file.content(mark.element):
            self.file.picture(mark.data, left, bottom, mark.width, mark.height)

    def page_number(self, mark: PageNumberMark, top: float) -> None:
        """Paint leaders and the number of the page on which a section begins."""
        setter, style = self.press.setter, self.paper.contents
        label = self.folios.label(self.starts[mark.section])
        number = setter.text_line(mark.role, label)
        y = top - mark.baseline
        right = mark.right - number.width
        room = right - style.leader_gap - mark.left
        if style.leader and room > 0:
            self.leaders(mark, y, room, right - style.leader_gap)
        number = setter.label_line(mark.role, label, mark.link)
        self.line(number, self.edge(right, number), y, mark.element)

    def leaders(self, mark: PageNumberMark, y: float, room: float, right: float) -> None:
        """Paint leaders on a grid counted from the right, so that they stand below each other."""
        font = self.press.setter.fonts.font(self.paper.roles.contents_2, colour="muted")
        dot = font.fragments(self.paper.contents.leader)[0]
        step = dot.width * 2
        if count := int(room / step):
            gap = dot.ink.font.gap(step - dot.width, dot.ink.size)
            x = self.flipped(self.left + right - count * step, count * step)
            with self.file.artifact("Layout"):
                self.file.rows(x, y, [(dot.ink, (dot.code + gap) * count)])

    def line(self, line: Line, x: float, y: float, element: Element | None) -> None:
        """Paint a line of text, each stretch of it in its own element."""
        if element is None:
            with self.file.artifact("Pagination"):
                self.words(line, x, y)
            return
        if self.is_ordered(line):
            self.ordered_line(line, x, y, element)
            return
        for span, start, end, parts in strips(line):
            self.stretch(parts, span, x + start, x + end, y, element)

    def is_ordered(self, line: Line) -> bool:
        """Say whether text runs leftward in a line, or without spaces."""
        return not self.press.setter.fonts.finds.plain and is_ordered(line)

    def words(self, line: Line, x: float, y: float) -> None:
        """Paint a line that is no content."""
        if not self.is_ordered(line):
            self.file.rows(x, y, rows(line))
            return
        for stretch in stretches(line, x):
            self.file.placed(y, stretch.runs)

    def ordered_line(self, line: Line, x: float, y: float, element: Element) -> None:
        """Paint a line whose words do not just follow each other from left to right."""
        for span, runs, edges in stretches(line, x):
            size = runs[0][1][1]
            inner = element if span is None else self.element_of(span, element, y + size)
            with self.file.content(inner):
                self.file.placed(y, runs)
            for start, end in edges:
                if span is not None:
                    self.link(inner, span, (start, y - DEPTH * size, end, y + HEIGHT * size))

    def edge(self, x: float, line: Line) -> float:
        """Return where a line begins whose flow has put it at x."""
        return self.flipped(self.left + x, extent(line)) if self.mirrored else self.left + x

    def flipped(self, left: float, width: float) -> float:
        """Return the left edge of something on the page; one that is read leftward is mirrored."""
        return self.width - left - width if self.mirrored else left

    def stretch(
        self,
        rows: list[Row],
        span: Span | None,
        start: float,
        end: float,
        y: float,
        element: Element,
    ) -> None:
        """Paint rows that belong together."""
        size = rows[0][0].size
        inner = element if span is None else self.element_of(span, element, y + size)
        with self.file.content(inner):
            self.file.rows(start, y, rows)
        if span is not None:
            self.link(inner, span, (start, y - DEPTH * size, end, y + HEIGHT * size))

    def link(self, inner: Element, span: Span, box: tuple[float, float, float, float]) -> None:
        """Make a place on the page lead where its span does."""
        if inner.tag != "Link":
            return
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
                if (note, self.file.page) in self.press.wanted_calls:
                    self.place(call_place(note, self.file.page)[1:], top)
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
                warning(
                    "broken-link",
                    f"a link leads to `{target}`, which it may not or cannot",
                    about=Subject(words=target),
                )
            )
        return good

    def notes(self, page: Page) -> Iterator[_Waiting]:
        """Paint the rule at the foot of the page, long where a note goes on; yield the notes."""
        style, role = self.paper.notes, self.paper.roles.note
        count = sum(part.last - part.first for part in page.notes)
        height = count * role.leading + style.between * (len(page.notes) - 1)
        y = self.paper.margins.bottom + height
        width = self.press.measure if page.continued else style.rule_width
        rule = y + style.below_rule
        with self.file.artifact("Layout"):
            colour = self.press.setter.colour(style.rule)
            left = self.flipped(self.left, width)
            self.file.line(left, rule, left + width, rule, style.rule_weight, colour)
        for part in page.notes:
            yield _Waiting(self.press.notes[part.note].label_element.object_number, part, y)
            y -= (part.last - part.first) * role.leading + style.between

    def note(self, part: NotePart, y: float, baseline: float) -> None:
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
            self.line(note.label, self.edge(0.0, note.label), y - baseline, label)
        for line in note.lines[part.first : part.last]:
            self.line(line, self.edge(self.paper.notes.hang, line), y - baseline, element)
            y -= self.paper.roles.note.leading
