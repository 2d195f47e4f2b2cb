"""Inlines: those of one paragraph come in, the words that line breaking fills lines with go out."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import assert_never

from msgspec.structs import replace

from footnoted.model.document import Note
from footnoted.model.inlines import (
    Cite,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    SmallCaps,
    Strong,
    Text,
)
from footnoted.model.style.paper import Calls, Type
from footnoted.pdf.setting.direction import Levels, levels_of
from footnoted.pdf.setting.font import Font
from footnoted.pdf.setting.roles import Fonts
from footnoted.pdf.words import (
    CallSpan,
    Fragment,
    LanguageSpan,
    LinkSpan,
    Manner,
    Span,
    Word,
    in_manner,
    in_span,
    joined,
    spaced,
    width_of,
)
from footnoted.text.shaping import changes, shape

_SPACES = " \t\n\u00a0"
_SPACE = re.compile(f"([{_SPACES}])")
_CONTROLS = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""Characters that have done their work once the direction of all others is known."""


def words_of(
    fonts: Fonts, notes: Mapping[str, Note], role: Type, inlines: Inlines, colour: str
) -> list[Word]:
    """Set inlines as words; an empty colour is the role's own."""
    writer = _Writer(fonts, notes, role, colour)
    writer.inlines(inlines, False, False, False, "", None)
    words = writer.finish()
    if fonts.finds.turns and (levels := levels_of(inlines, fonts.leftward)):
        writer = _Writer(fonts, notes, role, colour, levels)
        writer.inlines(inlines, False, False, False, "", None)
        words = [_in_paragraph(word, levels.base, levels.across) for word in writer.finish()]
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
        levels: Levels | None = None,
    ) -> None:
        self.fonts = fonts
        self.notes = notes
        self.role = role
        self.colour = colour
        self.levels = iter(levels.of_texts) if levels else None
        """Where text runs both ways, the embedding levels of each text and note call."""
        self.plain = fonts.font(role, colour=colour)
        """The font of text that nothing sets apart."""
        self.done: list[Word] = []
        self.held: Word | None = None

    def inlines(
        self,
        content: Inlines,
        bold: bool,
        italic: bool,
        caps: bool,
        language: str,
        span: Span | None,
    ) -> None:
        for inline in content:
            self.inline(inline, bold, italic, caps, language, span)

    def inline(
        self, inline: Inline, bold: bool, italic: bool, caps: bool, language: str, span: Span | None
    ) -> None:
        match inline:
            case Text(text):
                self.text(self.font(bold, italic, caps, language), text, span)
            case Emphasis(content):
                self.inlines(content, bold, not italic, caps, language, span)
            case Strong(content):
                self.inlines(content, True, italic, caps, language, span)
            case SmallCaps(content):
                self.inlines(content, bold, italic, True, language, span)
            case Foreign(content, tongue):
                inner = span or LanguageSpan(tongue)
                self.inlines(content, bold, italic, caps, tongue, inner)
            case Link(content, target):
                link = LinkSpan(target, plain_text(content))
                self.inlines(content, bold, italic, caps, language, link)
            case NoteCall(notes):
                self.call(notes, italic)
            case LineBreak():
                self.end_line()
            case Cite():
                raise ValueError("a document must be cited before it is laid out")
            case _:
                assert_never(inline)

    def font(self, bold: bool, italic: bool, caps: bool, language: str) -> Font:
        if bold or italic or caps or language:
            return self.fonts.font(self.role, bold, italic, caps, language, self.colour)
        return self.plain

    def text(self, font: Font, text: str, span: Span | None) -> None:
        """Add text; spaces end words, no-break spaces hold two of them together."""
        if self.levels is not None:
            self.levelled_text(font, text, next(self.levels), span)
            return
        if "\u00a0" in text or "\n" in text or "\t" in text:
            self.mixed_text(font, text, span)
            return
        *between, last = text.split(" ")
        if between:
            if self.held is not None:
                self.chunk(font, between.pop(0), span)
                self.space(font, True)
            words = chain.from_iterable(map(font.closed.__getitem__, filter(None, between)))
            self.done.extend(words if span is None else [in_span(word, span) for word in words])
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
        words = font.open[chunk]
        if span is not None:
            words = tuple(in_span(word, span) for word in words)
        held = self.held
        if held is not None:
            meet = held.manner, words[0].manner
            if meet[0] is not None and meet[1] is not None and meet[0].breaks and meet[1].starts:
                manner = meet[0]._replace(silent=True)
                self.done.append(replace(held, space=manner.gap, breaks=True, manner=manner))
            else:
                words = (joined(held, words[0]), *words[1:])
        self.done.extend(words[:-1])
        self.held = words[-1]

    def space(self, font: Font, breaks: bool) -> None:
        if self.held is not None:
            self.done.append(spaced(self.held, font.space, breaks))
            self.held = None

    def end_line(self) -> None:
        word = self.held or (self.done.pop() if self.done else None)
        self.held = None
        if word is not None:
            self.done.append(replace(word, space=0.0, breaks=True, ends_line=True, cost=0.0))

    def call(self, notes: tuple[str, ...], italic: bool) -> None:
        """Add note calls to the word before them, from which nothing parts them."""
        style = self.fonts.style.paper.calls
        font = self.fonts.font(self.role, italic=italic, colour=style.colour)
        level = 0 if self.levels is None else next(self.levels)[0]
        fragments: list[Fragment] = []
        for at, name in enumerate(notes):
            if at:
                fragments += raised(style, font, style.separator, None)
            label = self.notes[name].label
            fragments += raised(style, font, label, CallSpan(name, label, at > 0))
        if self.held is None and self.done and not self.done[-1].ends_line:
            self.held = self.done.pop()
        if level:
            fragments = [replace(fragment, level=level) for fragment in fragments]
        call = Word(tuple(fragments), width_of(tuple(fragments)), 0.0, notes=notes)
        self.held = call if self.held is None else joined(spaced(self.held, 0.0, True), call)

    def finish(self) -> list[Word]:
        if self.held is not None:
            self.done.append(self.held)
            self.held = None
        return self.done


def raised(calls: Calls, font: Font, text: str, span: Span | None) -> list[Fragment]:
    """Set a marker: in the face's own raised figures, else smaller and higher."""
    first = font.chain[0]
    if changes(first, text, "sups"):
        return [replace(font.fragment(shape(first, text, ("sups",))), span=span, level=0)]
    rise = font.size * calls.rise
    return [
        _raised(one, font.size * calls.scale, rise, one.width * calls.scale, span)
        for one in font.fragments(text)
    ]


def _raised(
    fragment: Fragment, size: float, rise: float, width: float, span: Span | None
) -> Fragment:
    ink = fragment.ink._replace(size=size, rise=rise)
    code = ink.font.fragment(fragment.shaped, size, rise)
    return replace(fragment, ink=ink, code=code, width=width, span=span)


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
