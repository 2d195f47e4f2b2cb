"""Texts: lines and where they stand come in, tagged text and its links go out.

What stands within a line (links, note calls, foreign words) is put into the structure tree here,
when its turn to be painted comes.
"""

from collections.abc import Container, Sequence
from typing import assert_never

from footnoted.diagnostics import Diagnostic, Subject, warning
from footnoted.model.style.paper import SHEETS
from footnoted.pdf.flow.cited import call_place
from footnoted.pdf.flow.press import Press
from footnoted.pdf.navigation import may_link_to
from footnoted.pdf.ordering import is_ordered, stretches
from footnoted.pdf.spans import CallSpan, LanguageSpan, LinkSpan, Span
from footnoted.pdf.strips import alike, reach, rows, strips
from footnoted.pdf.structure import Element
from footnoted.pdf.words import Line, Row, extent

DEPTH = 0.27
"""How far a link's rectangle reaches below the baseline, in sizes."""
HEIGHT = 0.8
"""How far it reaches above."""


class TextPainter:
    """Paints lines, and remembers what goes on in the next one."""

    def __init__(self, press: Press, names: Container[str]) -> None:
        self.press = press
        self.file = press.file
        self.names = names
        """Places that links may lead to."""
        self.width, _ = SHEETS[press.paper.sheet]
        self.left = press.paper.margins.left
        self.mirrored = press.setter.fonts.leftward
        self.finds = press.setter.fonts.finds
        self.diagnostics: list[Diagnostic] = []
        self.elements: dict[tuple[Span, Element], Element] = {}
        """Elements of links and foreign words that may go on in the next line, by their parent."""
        self.placed: set[str] = set()
        self.broken: set[str] = set()

    def line(self, line: Line, x: float, y: float, element: Element | None) -> None:
        """Paint a line that flow has put at x, each stretch of it in its own element."""
        x += self.left
        if self.mirrored:
            x = self.flipped(x, extent(line))
        if element is None:
            with self.file.artifact("Pagination"):
                self.words(line, x, y)
            return
        finds = self.finds
        if (finds.turns or finds.wide) and is_ordered(line):
            self.ordered_line(line, x, y, element)
            return
        if line.row is not None:
            self.file.set(element, x, y, [line.row])
            return
        whole = alike(line)
        if whole is not None:
            look, shown = whole
            if look.span is None:
                self.file.set(element, x, y, [(look.ink, shown)])
            else:
                self.stretch([(look.ink, shown)], look.span, x, x + reach(line), y, element)
            return
        for span, start, end, parts in strips(line):
            if span is None:
                self.file.set(element, x + start, y, parts)
            else:
                self.stretch(parts, span, x + start, x + end, y, element)

    def is_ordered(self, line: Line) -> bool:
        """Say whether text runs leftward in a line, or without spaces."""
        return not self.finds.plain and is_ordered(line)

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

    def flipped(self, left: float, width: float) -> float:
        """Return the left edge of something on the page; one that is read leftward is mirrored."""
        return self.width - left - width if self.mirrored else left

    def stretch(
        self, rows: Sequence[Row], span: Span, start: float, end: float, y: float, element: Element
    ) -> None:
        """Paint rows of one span."""
        size = rows[0][0].size
        inner = self.element_of(span, element, y + size)
        self.file.set(inner, start, y, rows)
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
        known = self.elements.get((span, parent))
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
        self.elements[span, parent] = made
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

    def place(self, name: str, top: float) -> None:
        """Name a place on the page; the first of a name counts."""
        if name not in self.placed:
            self.placed.add(name)
            self.file.destination(name, top)
