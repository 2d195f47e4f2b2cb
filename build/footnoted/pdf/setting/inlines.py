"""Inlines: those of one paragraph come in, the words that line breaking fills lines with go out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import assert_never

from msgspec.structs import replace

from footnoted.model.document import Note
from footnoted.model.inlines import (
    Cite,
    Emphasis,
    Foreign,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    SmallCaps,
    Strong,
    Text,
)
from footnoted.model.style.paper import Type
from footnoted.pdf.setting.direction import Levels, levels_of
from footnoted.pdf.setting.font import Font
from footnoted.pdf.setting.links import Links
from footnoted.pdf.setting.roles import Fonts
from footnoted.pdf.spans import CallSpan, LanguageSpan, LinkSpan, Span
from footnoted.pdf.words import Manner, Word, in_manner, in_span, joined, manner_of, spaced

_SPACES = " \t\n\u00a0"
_SPACE = re.compile(f"([{_SPACES}])")
_CONTROLS = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""Characters that have done their work once the direction of all others is known."""


def words_of(
    fonts: Fonts,
    notes: Mapping[str, Note],
    role: Type,
    inlines: Inlines,
    colour: str,
    shared: bool = False,
) -> list[Word]:
    """Set inlines as words; an empty colour is the role's own.

    `shared` links are those of other paragraphs, too, each of which is an element of its own.
    """
    first = inlines[0] if len(inlines) == 1 else None
    if type(first) is Text and not _is_mixed(first.text):
        words = _plain_words(fonts.plain(role, colour), first.text)
    else:
        writer = _Writer(fonts, notes, role, colour, fonts.links if shared else None)
        writer.inlines(inlines, False, False, False, "", None)
        words = writer.finish()
    if fonts.finds.turns and (levels := levels_of(inlines, fonts.leftward)):
        writer = _Writer(fonts, notes, role, colour, None, levels)
        writer.inlines(inlines, False, False, False, "", None)
        words = [_in_paragraph(word, levels.base, levels.across) for word in writer.finish()]
    return words


def _is_mixed(text: str) -> bool:
    """Say whether a text has spaces of several kinds."""
    return "\u00a0" in text or "\n" in text or "\t" in text


def _plain_words(font: Font, text: str) -> list[Word]:
    """Set text that nothing stands before, with plain spaces alone."""
    *between, last = text.split(" ")
    words: list[Word] = []
    if between:
        words.extend(chain.from_iterable(map(font.closed.__getitem__, between)))
    if last:
        words.extend(font.open[last])
    return words


def _in_paragraph(word: Word, base: int, across: bool) -> Word:
    """Let a word know the direction of its paragraph."""
    manner = word.manner or Manner(level=base)
    return in_manner(word, manner._replace(base=base, across=across))


class _Writer:
    """Turns the inlines of one paragraph into words, one after another."""

    def __init__(
        self,
        fonts: Fonts,
        notes: Mapping[str, Note],
        role: Type,
        colour: str,
        links: Links | None = None,
        levels: Levels | None = None,
    ) -> None:
        self.fonts = fonts
        self.notes = notes
        self.role = role
        self.colour = colour
        self.levels = iter(levels.of_texts) if levels else None
        """Where text runs both ways, the embedding levels of each text and note call."""
        self.plain = fonts.plain(role, colour)
        """The font of text that nothing sets apart."""
        self.done: list[Word] = []
        self.links = links
        self.linked: set[LinkSpan] = set()
        """Links that this paragraph shares with others."""
        self.held: list[Word] = []
        """What stands side by side with no space behind it yet."""

    def inlines(
        self,
        content: Inlines,
        bold: bool,
        italic: bool,
        caps: bool,
        language: str,
        span: Span | None,
    ) -> None:
        font: Font | None = None
        for inline in content:
            match inline:
                case Text():
                    if font is None:
                        font = self.font(bold, italic, caps, language)
                    self.text(font, inline.text, span)
                case NoteCall():
                    self.call(inline.notes, italic)
                case _:
                    self.marked(inline, bold, italic, caps, language, span)

    def marked(
        self,
        inline: Emphasis | Strong | SmallCaps | Foreign | Link | LineBreak | Cite,
        bold: bool,
        italic: bool,
        caps: bool,
        language: str,
        span: Span | None,
    ) -> None:
        """Add what is more than text and calls."""
        match inline:
            case Emphasis(content):
                self.inlines(content, bold, not italic, caps, language, span)
            case Strong(content):
                self.inlines(content, True, italic, caps, language, span)
            case SmallCaps(content):
                self.inlines(content, bold, italic, True, language, span)
            case Foreign(content, tongue):
                self.inlines(content, bold, italic, caps, tongue, span or LanguageSpan(tongue))
            case Link(content, target):
                link = self.link(target, plain_text(content))
                self.inlines(content, bold, italic, caps, language, link)
            case LineBreak():
                self.end_line()
            case Cite():
                raise ValueError("a document must be cited before it is laid out")
            case _:
                assert_never(inline)

    def link(self, target: str, contents: str) -> LinkSpan:
        """Return the span of a link; a second one to the same place is another."""
        link = self.links.span(target, contents) if self.links is not None else None
        if link is None or link in self.linked:
            return LinkSpan(target, contents)
        self.linked.add(link)
        return link

    def inside(self, words: Iterable[Word], span: Span) -> Sequence[Word]:
        """Put words into a span."""
        if self.links is not None:
            return self.links.inside(tuple(words), span)
        return [in_span(word, span) for word in words]

    def font(self, bold: bool, italic: bool, caps: bool, language: str) -> Font:
        if bold or italic or caps or language:
            return self.fonts.font(self.role, bold, italic, caps, language, self.colour)
        return self.plain

    def text(self, font: Font, text: str, span: Span | None) -> None:
        """Add text; spaces end words, no-break spaces hold two of them together."""
        if self.levels is not None:
            self.levelled_text(font, text, next(self.levels), span)
            return
        if _is_mixed(text):
            self.mixed_text(font, text, span)
            return
        *between, last = text.split(" ")
        if between:
            if self.held:
                self.chunk(font, between.pop(0), span)
                self.space(font, True)
            words = chain.from_iterable(map(font.closed.__getitem__, between))
            self.done.extend(words if span is None else self.inside(words, span))
        self.chunk(font, last, span)

    def levelled_text(
        self, font: Font, text: str, levels: Sequence[int], span: Span | None
    ) -> None:
        """Add text of which parts run the one way and parts the other."""
        at = 0
        while at < len(text):
            level, end = levels[at], at + 1
            if text[at] in _SPACES:
                self.space(font, text[at] != "\u00a0")
                if self.done and self.done[-1].space:
                    manner = self.done[-1].manner or Manner()
                    self.done[-1] = replace(self.done[-1], manner=manner._replace(level=level))
            else:
                while end < len(text) and levels[end] == level and text[end] not in _SPACES:
                    end += 1
                self.chunk(font.at(level), text[at:end].translate(_CONTROLS), span)
            at = end

    def mixed_text(self, font: Font, text: str, span: Span | None) -> None:
        """Add text with spaces of several kinds."""
        for piece in _SPACE.split(text):
            if piece and piece in _SPACES:
                self.space(font, piece != "\u00a0")
            else:
                self.chunk(font, piece, span)

    def chunk(self, font: Font, chunk: str, span: Span | None) -> None:
        """Add text without spaces; what follows may join it."""
        if not chunk:
            return
        words: Sequence[Word] = font.open[chunk]
        if span is not None:
            words = self.inside(words, span)
        held = self.held
        if words[0].manner is not None and held:
            self.meet(words[0].manner)
        held.append(words[0])
        if len(words) > 1:
            self.done.append(joined(held))
            self.done.extend(words[1:-1])
            held[:] = words[-1:]

    def meet(self, manner: Manner) -> None:
        """Let a line end between what is held and a word that follows, if their manners allow."""
        word = joined(self.held)
        before = word.manner
        if before is not None and before.breaks and manner.starts:
            before = before._replace(silent=True)
            self.done.append(replace(word, space=before.gap, breaks=True, manner=before))
            self.held.clear()

    def space(self, font: Font, breaks: bool) -> None:
        if self.held:
            self.done.append(spaced(self.held, font.space, breaks))
            self.held.clear()

    def end_line(self) -> None:
        word = joined(self.held) if self.held else self.done.pop() if self.done else None
        self.held.clear()
        if word is not None:
            self.done.append(replace(word, space=0.0, breaks=True, ends_line=True, cost=0.0))

    def call(self, notes: tuple[str, ...], italic: bool) -> None:
        """Add note calls to the word before them, from which nothing parts them."""
        calls = self.fonts.calls(self.role, italic)
        held = self.held
        if not held and self.done and not self.done[-1].ends_line:
            held.append(self.done.pop())
        if manner_of(held) is not None:
            held[:] = (spaced(held, 0.0, True),)
        words: list[Word] = []
        for at, name in enumerate(notes):
            if at:
                words.append(calls.between())
            label = self.notes[name].label
            words.append(calls.word(label, CallSpan(name, label, at > 0), (name,)))
        level = 0 if self.levels is None else next(self.levels)[0]
        held += [_at_level(word, level) for word in words] if level else words

    def finish(self) -> list[Word]:
        if self.held:
            self.done.append(joined(self.held))
            self.held.clear()
        return self.done


def _at_level(call: Word, level: int) -> Word:
    fragments = tuple([replace(one, level=level) for one in call.fragments])
    return Word(fragments, call.width, 0.0, notes=call.notes)


def plain_text(content: Inlines) -> str:
    """Return the words of inlines without their looks and without note calls."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text(text):
                parts.append(text)
            case Emphasis(inner) | Strong(inner) | SmallCaps(inner):
                parts.append(plain_text(inner))
            case Foreign(inner, _) | Link(inner, _):
                parts.append(plain_text(inner))
            case LineBreak():
                parts.append(" ")
            case NoteCall() | Cite():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)
