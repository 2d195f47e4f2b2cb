"""Setting: inlines in a role of the style come in, words ready for line breaking go out."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import assert_never

from footnoted.diagnostics import Diagnostic, error
from footnoted.model.document import (
    Cite,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteCall,
    SmallCaps,
    Strong,
    Text,
)
from footnoted.model.style import Style
from footnoted.model.style.paper import Setting, Type
from footnoted.pdf.lines import (
    RELUCTANT,
    CallSpan,
    Division,
    Fragment,
    LanguageSpan,
    Line,
    LinkSpan,
    Span,
    Word,
    break_lines,
)
from footnoted.text.faces import Face, face, split_by_face
from footnoted.text.hyphenation import SHORTEST, hyphen_points
from footnoted.text.shaping import Glyph, Shaped, changes, shape, shape_hyphenated

DASH_BREAK = 30.0
"""Cost of a line's end after a dash without spaces."""
HYPHEN_BREAK = RELUCTANT
"""Cost of a line's end after a hyphen of the text itself: readers of the file drop that hyphen."""
ADDRESS_BREAK = 60.0
"""Cost of a line's end within an address."""
ELLIPSIS = "…"
BALANCE_STEPS = 6
"""Halvings of the measure tried for balanced lines."""
CONTEXT = 40
"""Characters shown around a missing glyph."""

_SPACE = re.compile(r"([ \t\n\u00a0])")
_SOLID = re.compile(r"(?<=[^\W\d_][-\u2010])(?=\w)|(?<=\u2014)(?=\w)|\u200b")
_ADDRESS = re.compile(r"(?<=[/._\-?&=])(?=[^/._\-?&=])(?<!://)|(?<=://)")
_ADDRESS_LIKE = re.compile(r"://|^www\.|^10\.\d{4,}/|\w/\w+[/.]")


class _Chunks(dict[str, tuple[Word, ...]]):
    """Chunks of text to words: each is set when it is first asked for."""

    def __init__(self, make: Callable[[str], tuple[Word, ...]]) -> None:
        self.make = make

    def __missing__(self, chunk: str) -> tuple[Word, ...]:
        words = self[chunk] = self.make(chunk)
        return words


class Font:
    """One role of text in one weight and slope: sets words and remembers them."""

    __slots__ = (
        "chain",
        "closed",
        "colour",
        "divided",
        "features",
        "hyphen",
        "language",
        "missing",
        "open",
        "size",
        "space",
        "tracking",
        "upper",
    )

    def __init__(
        self,
        chain: tuple[Face, ...],
        role: Type,
        colour: str,
        features: tuple[str, ...],
        language: str,
        missing: dict[str, str],
    ) -> None:
        self.chain = chain
        self.size = role.size
        self.colour = colour
        self.features = features
        self.upper = role.capitals == "upper"
        self.tracking = role.tracking
        self.language = language
        """Empty where words are not to be divided."""
        self.missing = missing
        self.divided: dict[tuple[str, float], tuple[Division, ...]] = {}
        self.space = self.fragments(" ")[0].width
        self.hyphen = self.fragments("-")[0].width
        self.open = _Chunks(partial(self.set_chunk, space=0.0))
        """Chunks of text to words, several where it may break at a hyphen or slash."""
        self.closed = _Chunks(partial(self.set_chunk, space=self.space))
        """The same with a space behind the last of them."""

    def fragments(self, text: str, hyphen: bool = False) -> tuple[Fragment, ...]:
        """Shape a stretch of text; a hyphen may be put behind it."""
        result = []
        pieces = list(split_by_face(text, self.chain))
        for at, (one, piece) in enumerate(pieces):
            if one is None:
                self.missing.setdefault(piece, text)
                continue
            shaped = self.shape(one, piece, hyphen and at == len(pieces) - 1)
            width = shaped.advance * self.size / one.units_per_em
            result.append(Fragment(shaped, self.size, self.colour, 0.0, width, None))
        return tuple(result)

    def shape(self, one: Face, text: str, hyphen: bool) -> Shaped:
        """Shape one run in one face, in capitals and with tracking as the role wants."""
        shaped = (shape_hyphenated if hyphen else shape)(one, self.cased(text), self.features)
        if self.upper:
            shaped = _read_as(shaped, text)
        if self.tracking:
            extra = round(self.tracking * one.units_per_em / 1000)
            glyphs = tuple(glyph._replace(advance=glyph.advance + extra) for glyph in shaped.glyphs)
            shaped = Shaped(one, glyphs, shaped.advance + extra * len(glyphs))
        return shaped

    def cased(self, text: str) -> str:
        """Return capitals where the role is set in them and letters keep their count."""
        capitals = text.upper() if self.upper else text
        return capitals if len(capitals) == len(text) else text

    def set_chunk(self, chunk: str, space: float) -> tuple[Word, ...]:
        """Set text without spaces."""
        address = _ADDRESS_LIKE.search(chunk)
        parts = [part for part in (_ADDRESS if address else _SOLID).split(chunk) if part]
        if len(parts) == 1 and not address:
            return (self.set_word(parts[0], space),)
        words = []
        for at, part in enumerate(parts):
            fragments = self.fragments(part)
            last = at == len(parts) - 1
            width = sum(fragment.width for fragment in fragments)
            cost = 0.0 if last else ADDRESS_BREAK if address else _break_cost(part)
            words.append(Word(fragments, width, space if last else 0.0, cost=cost))
        return tuple(words)

    def set_word(self, text: str, space: float) -> Word:
        """Set one word that hyphens may divide."""
        fragments = self.fragments(text)
        width = sum([fragment.width for fragment in fragments])
        divisible = self.language and len(text) >= SHORTEST
        divide = partial(self.divisions, text, space) if divisible else None
        return Word(fragments, width, space, divide=divide)

    def divisions(self, text: str, space: float) -> tuple[Division, ...]:
        """Return the ways to divide a word, shortest first part first."""
        known = self.divided.get((text, space))
        if known is None:
            whole = self.open[text][0]
            known = self.divided[text, space] = tuple(
                self.division(whole, text, point, space)
                for point in hyphen_points(text, self.language)
            )
        return known

    def division(self, whole: Word, text: str, point: int, space: float) -> Division:
        """Guess the widths of a word's parts from those of its glyphs."""
        width, read = 0.0, 0
        for fragment in whole.fragments:
            scale = fragment.size / fragment.shaped.face.units_per_em
            for glyph in fragment.shaped.glyphs:
                if read >= point:
                    break
                read += len(glyph.text)
                width += glyph.advance * scale
        return Division(
            width + self.hyphen, whole.width - width, partial(self.divide, text, point, space)
        )

    def divide(self, text: str, point: int, space: float) -> tuple[Word, Word]:
        """Shape the two parts of a word that is divided."""
        first = self.fragments(text[:point], hyphen=True)
        rest = self.fragments(text[point:])
        return Word(first, _width(first), 0.0), Word(rest, _width(rest), space)


def _break_cost(part: str) -> float:
    return HYPHEN_BREAK if part[-1] in "-\u2010" else DASH_BREAK


def _width(fragments: tuple[Fragment, ...]) -> float:
    return sum(fragment.width for fragment in fragments)


def _read_as(shaped: Shaped, text: str) -> Shaped:
    """Let capitals be read as the letters that were typed."""
    glyphs: list[Glyph] = []
    at = 0
    for glyph in shaped.glyphs:
        end = at + len(glyph.text)
        glyphs.append(glyph._replace(text=text[at:end] or glyph.text))
        at = end
    return Shaped(shaped.face, tuple(glyphs), shaped.advance)


class Setter:
    """Sets the inlines of one document in the roles of one style."""

    def __init__(self, style: Style, language: str, notes: Mapping[str, Note], root: Path) -> None:
        self.style = style
        self.language = language
        self.notes = notes
        self.root = root
        self.fonts: dict[tuple[int, str, bool, bool, bool, str], Font] = {}
        self.missing: dict[str, str] = {}

    def colour(self, name: str) -> str:
        """Return a colour of the palette by its key."""
        colour: str = getattr(self.style.colours, name.replace("-", "_"))
        return colour

    def font(
        self,
        role: Type,
        bold: bool = False,
        italic: bool = False,
        caps: bool = False,
        language: str = "",
        colour: str = "",
    ) -> Font:
        """Return the font of a role, of strong or stressed words in it, of a foreign language."""
        language = (language or self.language) if role.hyphenate else ""
        key = (id(role), colour, bold, italic, caps, language)
        found = self.fonts.get(key)
        if found is None:
            found = self.fonts[key] = self.make_font(
                role, bold, italic != role.italic, caps, language, colour
            )
        return found

    def make_font(
        self, role: Type, bold: bool, italic: bool, caps: bool, language: str, colour: str
    ) -> Font:
        """Find the faces of a font."""
        faces = self.style.faces
        strong = self.style.paper.strong_weight
        weight = max(role.weight, strong) if bold else role.weight
        families = (faces.serif if role.face == "serif" else faces.sans, *faces.fallback)
        sizes = self.style.paper.optical_sizes
        optical = min(sizes, key=lambda size: abs(size - role.size))
        chain = tuple(face(self.family(one), weight, italic, optical) for one in families)
        small = caps or role.capitals == "small"
        features = (*role.features, *(("smcp",) if small else ()))
        paint = self.colour(colour or role.colour)
        return Font(chain, role, paint, features, language, self.missing)

    def family(self, name: str) -> str:
        """Resolve the path of a font file within the project."""
        return str(self.root / name) if name.lower().endswith(".ttf") else name

    def words(self, role: Type, inlines: Inlines, colour: str = "") -> list[Word]:
        """Set inlines as words."""
        writer = _Writer(self, role, colour)
        writer.inlines(inlines, False, False, False, "", None)
        return writer.finish()

    def lines(
        self, role: Type, inlines: Inlines, measure: float, colour: str = ""
    ) -> tuple[Line, ...]:
        """Set inlines as lines of a measure, less the role's indent."""
        return self.break_words(role, self.words(role, inlines, colour), measure)

    def break_words(self, role: Type, words: list[Word], measure: float) -> tuple[Line, ...]:
        """Break words of a role into lines."""
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
        width = sum(word.width + word.space for word in words)
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
        return Line(tuple(_in_span(word, span) for word in line.words), line.width)

    def linked_lines(
        self, role: Type, text: str, link: LinkSpan, measure: float
    ) -> tuple[Line, ...]:
        """Set a text that is a link from end to end."""
        words = [_in_span(word, link) for word in self.words(role, (Text(text),))]
        return self.break_words(role, words, measure)

    def hanging_lines(
        self, role: Type, inlines: Inlines, measure: float, first: float
    ) -> tuple[Line, ...]:
        """Set inlines with a first line that starts `first` points from the others, left if < 0."""
        words = self.words(role, inlines)
        if first and words:
            words.insert(0, Word((), first, 0.0, breaks=False))
        return self.break_words(role, words, measure)

    def diagnostics(self) -> list[Diagnostic]:
        """Say which characters no face has, each with the words around it."""
        if not self.missing:
            return []
        letters = sorted({letter for run in self.missing for letter in run})
        names = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in letters)
        near = "; ".join(f"“{text[:CONTEXT]}”" for text in dict.fromkeys(self.missing.values()))
        faces = self.style.faces
        families = ", ".join((faces.serif, faces.sans, *faces.fallback))
        return [
            error(
                "missing-glyph",
                f"no face of the style ({families}) has {names}; in {near}",
                hint="name a family that has them under `faces: fallback:` of the style, "
                "such as noto-sans-arabic with the package fontpkg-noto-sans-arabic",
            )
        ]


class _Writer:
    """Turns the inlines of one paragraph into words, one after another."""

    def __init__(self, setter: Setter, role: Type, colour: str) -> None:
        self.setter = setter
        self.role = role
        self.colour = colour
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
                font = self.setter.font(self.role, bold, italic, caps, language, self.colour)
                self.text(font, text, span)
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

    def text(self, font: Font, text: str, span: Span | None) -> None:
        """Add text; spaces end words, no-break spaces hold two of them together."""
        if "\u00a0" in text or "\n" in text or "\t" in text:
            self.mixed_text(font, text, span)
            return
        *between, last = text.split(" ")
        if between:
            if self.held is not None:
                self.chunk(font, between.pop(0), span)
                self.space(font, True)
            words = chain.from_iterable(map(font.closed.__getitem__, filter(None, between)))
            self.done.extend(words if span is None else [_in_span(word, span) for word in words])
        self.chunk(font, last, span)

    def mixed_text(self, font: Font, text: str, span: Span | None) -> None:
        """Add text with spaces of several kinds."""
        for piece in _SPACE.split(text):
            if piece and piece in " \t\n\u00a0":
                self.space(font, piece != "\u00a0")
            else:
                self.chunk(font, piece, span)

    def chunk(self, font: Font, chunk: str, span: Span | None) -> None:
        """Add text without spaces; what follows may join it."""
        if not chunk:
            return
        words = font.open[chunk]
        if span is not None:
            words = tuple(_in_span(word, span) for word in words)
        if self.held is not None:
            words = (_join(self.held, words[0]), *words[1:])
        self.done.extend(words[:-1])
        self.held = words[-1]

    def space(self, font: Font, breaks: bool) -> None:
        if self.held is not None:
            self.done.append(_spaced(self.held, font.space, breaks))
            self.held = None

    def end_line(self) -> None:
        word = self.held or (self.done.pop() if self.done else None)
        self.held = None
        if word is not None:
            self.done.append(
                Word(word.fragments, word.width, 0.0, True, True, 0.0, word.notes, word.divide)
            )

    def call(self, notes: tuple[str, ...], italic: bool) -> None:
        """Add note calls to the word before them, from which nothing parts them."""
        style = self.setter.style.paper.calls
        font = self.setter.font(self.role, italic=italic, colour=style.colour)
        fragments: list[Fragment] = []
        for at, name in enumerate(notes):
            if at:
                fragments += raised(self.setter, font, style.separator, None)
            label = self.setter.notes[name].label
            fragments += raised(self.setter, font, label, CallSpan(name, label))
        if self.held is None and self.done and not self.done[-1].ends_line:
            self.held = self.done.pop()
        call = Word(tuple(fragments), _width(tuple(fragments)), 0.0, notes=notes)
        self.held = call if self.held is None else _join(_spaced(self.held, 0.0, True), call)

    def finish(self) -> list[Word]:
        if self.held is not None:
            self.done.append(self.held)
            self.held = None
        return self.done


def raised(setter: Setter, font: Font, text: str, span: Span | None) -> list[Fragment]:
    """Set a marker: in the face's own raised figures, else smaller and higher."""
    calls = setter.style.paper.calls
    first = font.chain[0]
    if changes(first, text, "sups"):
        shaped = shape(first, text, ("sups",))
        width = shaped.advance * font.size / first.units_per_em
        return [Fragment(shaped, font.size, font.colour, 0.0, width, span)]
    return [
        fragment._replace(
            size=font.size * calls.scale,
            width=fragment.width * calls.scale,
            rise=font.size * calls.rise,
            span=span,
        )
        for fragment in font.fragments(text)
    ]


def _in_span(word: Word, span: Span) -> Word:
    """Put a word, however it may be divided, into a span."""
    fragments = tuple([fragment._replace(span=span) for fragment in word.fragments])
    divide = _later(word.divide, partial(_in_span, span=span), partial(_in_span, span=span))
    return word._replace(fragments=fragments, divide=divide)


def _spaced(word: Word, space: float, breaks: bool) -> Word:
    """Change what follows a word."""
    divide = _later(word.divide, None, lambda rest: _spaced(rest, space, breaks))
    cost = 0.0 if space else word.cost
    return word._replace(space=space, breaks=breaks, ends_line=False, cost=cost, divide=divide)


def _join(left: Word, right: Word) -> Word:
    """Put two words together without a space; what divides the left one still does."""
    divide = _later(left.divide, None, lambda rest: _join(rest, right), right.width)
    return Word(
        left.fragments + right.fragments,
        left.width + right.width,
        right.space,
        right.breaks,
        right.ends_line,
        right.cost,
        left.notes + right.notes,
        divide,
    )


def _later(
    divide: Callable[[], tuple[Division, ...]] | None,
    change_first: Callable[[Word], Word] | None,
    change_rest: Callable[[Word], Word],
    wider: float = 0.0,
) -> Callable[[], tuple[Division, ...]] | None:
    """Change the parts of a word once it is divided."""
    if divide is None:
        return None

    return partial(_changed, divide, change_first, change_rest, wider)


def _changed(
    divide: Callable[[], tuple[Division, ...]],
    change_first: Callable[[Word], Word] | None,
    change_rest: Callable[[Word], Word],
    wider: float,
) -> tuple[Division, ...]:
    def make(way: Division) -> tuple[Word, Word]:
        first, rest = way.make()
        return change_first(first) if change_first else first, change_rest(rest)

    return tuple(Division(way.first, way.rest + wider, partial(make, way)) for way in divide())


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
