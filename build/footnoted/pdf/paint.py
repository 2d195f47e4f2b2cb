"""Painting: pages of boxes and notes come in, tagged content of a PDF file goes out.

Blocks were put into the structure tree by flow; here they get their content, in reading order.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from typing import assert_never

from footnoted.diagnostics import Diagnostic
from footnoted.model.style.paper import SHEETS
from footnoted.pdf.boxes import (
    Box,
    DrawingMark,
    Glue,
    Item,
    PageNumberMark,
    PaintMark,
    PictureMark,
    PlaceMark,
    RuleMark,
    TextMark,
)
from footnoted.pdf.decoration import Decorator
from footnoted.pdf.flow.press import Press
from footnoted.pdf.folios import Folios
from footnoted.pdf.foot import NotePart
from footnoted.pdf.pages import Page
from footnoted.pdf.structure import BoxAttributes
from footnoted.pdf.texts import TextPainter


def paint(
    press: Press, items: Sequence[Item], pages: Sequence[Page], folios: Folios
) -> list[Diagnostic]:
    """Paint all pages."""
    painter = _Painter(press, items, pages, folios)
    for number, page in enumerate(pages):
        painter.page(number, page)
    return painter.texts.diagnostics


_BACKDROP, _MARKS = attrgetter("backdrop"), attrgetter("marks")
_Waiting = tuple[int, PaintMark | NotePart, float]
"""Content of a page with its place in the tree, whose elements are numbered as made, and where
its top is."""


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
        self.painted: dict[str, tuple[str, int]] = {}
        """By note, as what it was painted first and how many lines of that have been painted."""
        self.starts, titles = self.find_places()
        self.texts = TextPainter(press, self.starts.keys())
        self.decorator = Decorator(press, self.texts, items, titles, folios)

    def find_places(self) -> tuple[dict[str, int], list[str]]:
        """Return the page of every named place, and for every page the part it begins in."""
        starts: dict[str, int] = {}
        titles: list[str] = []
        title = ""
        for number, page in enumerate(self.pages):
            items = self.items[page.first : page.last]
            first = next((item.marks for item in items if isinstance(item, Box)), ())
            head = title
            for mark in chain.from_iterable(map(_MARKS, items)):
                if isinstance(mark, PlaceMark):
                    starts.setdefault(mark.name, number)
                    if mark.title and mark.level == 1:
                        title = mark.title
                        head = title if mark in first else head
            titles.append(head or title)
        return starts, titles

    def page(self, number: int, page: Page) -> None:
        """Paint one page."""
        if number in (0, self.folios.front):
            self.file.number_pages("roman" if number < self.folios.front else "decimal")
        self.file.begin_page(self.width, self.height)
        self.decorator.sheet(number)
        items = self.items[page.first : page.last]
        top = self.height - self.paper.margins.top
        first = items[0] if items else None
        repeat = first.repeat if isinstance(first, Box) else None
        y = top
        if repeat is not None:
            for mark in repeat.marks:
                self.mark(mark, y)
            y -= repeat.height
        if any(map(_BACKDROP, items)):
            self.decorator.backdrops(page, y)
        waiting = self.boxes(items, y, page.stretch)
        if page.notes:
            waiting += self.notes(page)
        self.in_order(waiting)
        self.file.end_page()

    def boxes(self, items: Sequence[Item], y: float, stretch: float) -> list[_Waiting]:
        """Paint what belongs to no element, from y down; return the rest."""
        waiting: list[_Waiting] = []
        for item in items:
            if isinstance(item, Box):
                for mark in item.marks:
                    element = mark.element
                    if element is None:
                        self.mark(mark, y)
                    else:
                        waiting.append((element.object_number, mark, y))
                item.marks = ()  # a long paper is not to be in memory twice
                y -= item.height
            elif isinstance(item, Glue):
                y -= item.height + item.stretch * stretch
        return waiting

    def in_order(self, waiting: list[_Waiting]) -> None:
        """Paint content in the order in which it is read, whatever stands beside or below it."""
        waiting.sort(key=itemgetter(0))
        baseline = self.press.baseline(self.paper.roles.note)
        line = self.texts.line
        for _, what, top in waiting:
            if isinstance(what, TextMark):
                line(what.line, what.x, top - what.baseline, what.element)
            elif isinstance(what, NotePart):
                self.note(what, top, baseline)
            else:
                self.mark(what, top)

    def mark(self, mark: PaintMark, top: float) -> None:
        match mark:
            case TextMark(x, baseline, line, element):
                self.texts.line(line, x, top - baseline, element)
            case RuleMark(weight=0):
                pass  # ISO 32000-1, 8.4.3.2: a line of no width is the thinnest a device can draw
            case RuleMark(x, y, width, weight, colour):
                with self.file.artifact("Layout"):
                    left, y = self.texts.flipped(self.left + x, width), top - y
                    self.file.line(left, y, left + width, y, weight, colour)
            case DrawingMark(x, y, drawing, element):
                from footnoted.pdf.drawing import paint_drawing  # what drew it is here by now

                left = self.texts.flipped(self.left + x, drawing.width)
                paint_drawing(self.file, drawing, left, top - y, element)
            case PictureMark():
                self.picture(mark, top)
            case PageNumberMark():
                self.page_number(mark, top)
            case PlaceMark(name, title, level):
                self.texts.place(name, top)
                if title:
                    self.file.bookmark(title, level, name)
            case _:
                assert_never(mark)

    def picture(self, mark: PictureMark, top: float) -> None:
        left, bottom = (
            self.texts.flipped(self.left + mark.x, mark.width),
            top - mark.y - mark.height,
        )
        box = (left, bottom, left + mark.width, bottom + mark.height)
        mark.element.attributes += (BoxAttributes(box),)
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
        self.texts.line(number, right, y, mark.element)

    def leaders(self, mark: PageNumberMark, y: float, room: float, right: float) -> None:
        """Paint leaders on a grid counted from the right, so that they stand below each other."""
        font = self.press.setter.fonts.font(self.paper.roles.contents_2, colour="muted")
        dot = font.fragments(self.paper.contents.leader)[0]
        step = dot.width * 2
        if count := int(room / step):
            gap = dot.ink.font.gap(step - dot.width, dot.ink.size)
            x = self.texts.flipped(self.left + right - count * step, count * step)
            with self.file.artifact("Layout"):
                self.file.rows(x, y, [(dot.ink, (dot.code + gap) * count)])

    def notes(self, page: Page) -> Iterator[_Waiting]:
        """Paint the rule at the foot of the page, long where a note goes on; yield the notes."""
        style, role = self.paper.notes, self.paper.roles.note
        begun = sum(part.first > 0 for part in page.notes)
        named = begun > 1
        count = sum(part.last - part.first for part in page.notes) + begun * named
        height = count * role.leading + style.between * (len(page.notes) - 1)
        y = self.paper.margins.bottom + height
        width = self.press.measure
        if not page.continued:
            width = min(style.rule_width, width)
        rule = y + style.below_rule
        with self.file.artifact("Layout"):
            colour = self.press.setter.colour(style.rule)
            left = self.texts.flipped(self.left, width)
            self.file.line(left, rule, left + width, rule, style.rule_weight, colour)
        called = self.called(page) if begun and not named else ()
        for part in page.notes:
            if named and part.first:
                self.whose(part, y)
                y -= role.leading
            elif part.first and part.note in called:
                self.label(part, y - self.press.baseline(role))
            yield self.press.notes[part.note].element.object_number, part, y
            y -= (part.last - part.first) * role.leading + style.between

    def called(self, page: Page) -> set[str]:
        """Return the notes that are called on a page."""
        items = self.items[page.first : page.last]
        return {note for item in items if isinstance(item, Box) for note in item.notes}

    def label(self, part: NotePart, y: float) -> None:
        """Say beside the rest of a note, which is called here again, which one it is."""
        label = self.press.notes[part.note].label
        if label is not None:
            self.texts.line(label, 0.0, y, None)

    def whose(self, part: NotePart, y: float) -> None:
        """Say above one of several notes that go on from the page before which one it is."""
        role = self.paper.roles.note
        label = self.press.setter.notes[self.press.notes[part.note].id].label
        words = self.press.phrases.note_continued.format(n=label)
        line = self.press.setter.text_line(role, words)
        self.texts.line(line, 0.0, y - self.press.baseline(role), None)

    def note(self, part: NotePart, y: float, baseline: float) -> None:
        """Paint a part of a note; a note called again on a later page repeats as an artifact."""
        note = self.press.notes[part.note]
        painted = self.painted.get(note.id, (part.note, 0))
        again = painted[0] != part.note or part.first < painted[1]
        if not again:
            self.painted[note.id] = (part.note, part.last)
        element = None if again else note.element
        if part.first == 0:
            if not again:
                self.texts.place(f"note-{note.id}", y)
            if note.label is not None:
                label = None if again else self.file.element(note.element, "Lbl")
                self.texts.line(note.label, 0.0, y - baseline, label)
        for line in note.lines[part.first : part.last]:
            self.texts.line(line, self.paper.notes.hang, y - baseline, element)
            y -= self.paper.roles.note.leading
