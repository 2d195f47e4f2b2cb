"""The setter: inlines, a role and a measure come in, words and lines go out."""

from collections.abc import Callable, Mapping
from math import fsum
from pathlib import Path

from footnoted.diagnostics import Diagnostic
from footnoted.model.document import Note
from footnoted.model.inlines import Inlines, Text
from footnoted.model.style import Style
from footnoted.model.style.paper import Setting, Type
from footnoted.pdf.fonts import FontBook
from footnoted.pdf.lines import break_lines
from footnoted.pdf.setting.inlines import words_of
from footnoted.pdf.setting.roles import Fonts, colour_of
from footnoted.pdf.spans import LinkSpan, Span
from footnoted.pdf.words import OVERFULL, Line, Word, in_span, joined, spaced

ELLIPSIS = "…"
BALANCE_STEPS = 6
"""Halvings of the measure tried for balanced lines."""

Wish = tuple[int, int, float]
"""Inlines of the document and a role, each by its identity, and a measure."""


def wish(role: Type, inlines: Inlines, measure: float) -> Wish:
    """Name what is to be set; a fork of this process names it so, too."""
    return id(inlines), id(role), measure


class Setter:
    """Sets the inlines of one document in the roles of one style."""

    def __init__(
        self,
        style: Style,
        language: str,
        notes: Mapping[str, Note],
        root: Path,
        book: FontBook,
    ) -> None:
        self.style = style
        self.notes = notes
        self.fonts = Fonts(style, language, root, book)
        self.ahead: dict[Wish, Callable[[], tuple[Line, ...]]] = {}
        """Lines that another core has set."""

    def colour(self, name: str) -> str:
        """Return a colour of the palette by its key."""
        return colour_of(self.style, name)

    def words(
        self, role: Type, inlines: Inlines, colour: str = "", *, shared: bool = False
    ) -> list[Word]:
        """Set inlines as words, `shared` links as those of other paragraphs."""
        return words_of(self.fonts, self.notes, role, inlines, colour, shared)

    def lines(
        self,
        role: Type,
        inlines: Inlines,
        measure: float,
        colour: str = "",
        *,
        shared: bool = False,
    ) -> tuple[Line, ...]:
        """Set inlines as lines of a measure, less the role's indent."""
        if self.ahead and not colour:
            done = self.ahead.pop(wish(role, inlines, measure), None)
            if done is not None:
                return done()
        words = self.words(role, inlines, colour, shared=shared)
        return self.break_words(role, words, measure)

    def break_words(self, role: Type, words: list[Word], measure: float) -> tuple[Line, ...]:
        """Break words of a role into lines."""
        if len(words) == 1 and words[0].width <= measure + OVERFULL:  # as in most cells
            return (Line(tuple(words), words[0].width, notes=words[0].notes),)
        justify = role.setting is Setting.JUSTIFY
        breaking = self.style.paper.breaking
        lines = break_lines(words, measure, breaking, justify, role.size)
        if role.setting is not Setting.BALANCE or len(lines) < 2:
            return lines
        count, low, high = len(lines), measure / 2, measure
        for _ in range(BALANCE_STEPS):
            middle = (low + high) / 2
            tried = break_lines(words, middle, breaking, justify, role.size)
            if len(tried) == count:
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def text_line(self, role: Type, text: str, colour: str = "") -> Line:
        """Set a short text on one line, whatever its width."""
        words = self.words(role, (Text(text),), colour)
        width = fsum(word.width + word.space for word in words)
        return Line(tuple(words), width - (words[-1].space if words else 0.0))

    def short_line(self, role: Type, text: str, measure: float) -> Line:
        """Set a text on one line of a measure, cut after a word and marked where it is too long."""
        line = self.text_line(role, text)
        words = text.split(" ")
        while line.width > measure and len(words) > 1:
            words.pop()
            line = self.text_line(role, " ".join(words) + ELLIPSIS)
        return line

    def label_line(self, role: Type, text: str, span: Span | None = None, colour: str = "") -> Line:
        """Set a label on one line, as part of a link if one is given."""
        line = self.text_line(role, text, colour)
        if span is None:
            return line
        return Line(tuple([in_span(word, span) for word in line.words]), line.width)

    def linked_lines(
        self, role: Type, text: str, link: LinkSpan, measure: float, hang: float = 0.0
    ) -> tuple[Line, ...]:
        """Set a text that is a link from end to end; its first line begins `hang` points left."""
        words = [in_span(word, link) for word in self.hanging_words(role, (Text(text),), -hang)]
        return self.break_words(role, words, measure)

    def hanging_words(self, role: Type, inlines: Inlines, first: float) -> list[Word]:
        """Set inlines whose first line starts `first` points from the others, left if < 0."""
        words = self.words(role, inlines)
        if first and words:
            words.insert(0, Word((), first, 0.0, breaks=False))
        return words

    def page_words(
        self, role: Type, phrase: str, links: Mapping[str, LinkSpan], separator: str
    ) -> list[Word]:
        """Set page numbers in a phrase, each a link; what a line must not part stays together."""
        before, _, after = phrase.partition("{pages}")
        space = self.fonts.font(role).space
        words = [
            spaced((word,), space, False) for word in self.words(role, (Text(before.strip()),))
        ]
        for at, (number, link) in enumerate(links.items(), 1):
            (word,) = self.words(role, (Text(number),))
            word = in_span(word, link)
            rest = separator if at < len(links) else after
            if rest.strip():
                word = joined((word, self.words(role, (Text(rest.strip()),))[0]))
            if at < len(links):
                word = spaced((word,), space, True)
            words.append(word)
        return words

    def diagnostics(self) -> list[Diagnostic]:
        """Say which characters no face has, each with the words around it."""
        return self.fonts.diagnostics()
