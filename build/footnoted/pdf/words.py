"""Words, what setting makes and line breaking fills lines with, and the lines themselves.

A word keeps for later how hyphens may divide it; what changes a word changes those parts as well.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import fsum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from footnoted.pdf.fonts import Font
from footnoted.pdf.spans import Span
from footnoted.text.shaping import Glyph, Shaped

OVERFULL = 0.01
"""Points by which sums of widths may err."""
RELUCTANT = 2000.0
"""Cost of a break that is only taken in what is wider than a line or cannot be set well else."""


class Ink(NamedTuple):
    """What text is painted with."""

    font: Font
    size: float
    colour: str
    """`#rrggbb`."""
    rise: float = 0.0


Row = tuple[Ink, str]
"""Text in one ink, as it stands between the brackets of a TJ operator."""
Strip = tuple[Span | None, float, float, Sequence[Row]]
"""Rows of one span, where they start and where they end, counted from the line's start."""


class Fragment(Struct, frozen=True, eq=False, gc=False):
    """Glyphs in one ink and span."""

    shaped: Shaped
    ink: Ink
    width: float
    code: str
    """What stands for it between the brackets of a TJ operator."""
    span: Span | None = None
    level: int = 0
    """Embedding level (UAX 9): odd ones run from right to left."""


class Look:
    """What words have in common that differ in nothing but their glyphs."""

    __slots__ = ("_inner", "again", "divisions", "ends", "ink", "span")

    def __init__(
        self,
        ink: Ink,
        again: Callable[[str, float, str], Fragment],
        divisions: "Mapping[tuple[str, float], tuple[Division, ...]]",
        ends: Callable[[str], tuple[Glyph, Glyph]],
        span: Span | None = None,
    ) -> None:
        self.ink = ink
        self.again = again
        """Returns a word as a fragment by its text, width and code."""
        self.divisions = divisions
        """The ways to divide a divisible word by its text and the space behind it."""
        self.ends = ends
        """Returns the first and the last glyph of a word by its text."""
        self.span = span
        self._inner: Look | None = None

    def within(self, span: Span) -> "Look":
        """Return the look of the same words in a span."""
        inner = self._inner
        if inner is None or inner.span is not span:
            inner = self._inner = Look(self.ink, self.again, self.divisions, self.ends, span)
        return inner


class Manner(NamedTuple):
    """What a word asks of its line where East Asian text or two directions meet."""

    gap: float = 0.0
    """White, but no space, between it and an ideograph that follows."""
    silent: bool = False
    """Whether the space behind it is mere white, no character of the text."""
    breaks: bool = False
    """Whether a line may end after it where an ideograph follows."""
    starts: bool = False
    """Whether a line may begin with it where an ideograph stands before it."""
    base: int = 0
    """Embedding level of its paragraph."""
    level: int = 0
    """Embedding level of the space behind it."""
    across: bool = False
    """Whether its paragraph runs against the document."""


class Word(Struct, frozen=True, eq=False, gc=False):
    """What no line break divides, but for hyphens, and the space behind it. Widths in points."""

    parts: "tuple[Fragment | Word, ...]"
    """What it is joined of, plain words and fragments; empty where look, code and text tell all."""
    width: float
    space: float
    """Natural width of the space that follows; 0 where none does."""
    breaks: bool = True
    """Whether a line may end after it."""
    ends_line: bool = False
    """Whether a line must end after it."""
    cost: float = 0.0
    """Cost of a line's end after it."""
    notes: tuple[str, ...] = ()
    divide: "Callable[[], tuple[Division, ...]] | None" = None
    """Returns the ways to divide it with a hyphen, where neither look and text nor parts tell."""
    look: Look | None = None
    """None for a word of several parts."""
    code: str = ""
    """What stands for a word with a look between the brackets of a TJ operator."""
    text: str = ""
    """The letters of a plain word, which nearly all are: each, or each ligature, has one glyph."""
    divisible: bool = False
    """Whether hyphens may divide it if it is plain, else the first of its parts."""
    manner: Manner | None = None
    """None where neither East Asian text nor two directions meet."""

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """Stretches of glyphs, each in one ink and span."""
        look = self.look
        if self.parts or look is None or not self.text:
            return _fragments(self.parts)
        made = look.again(self.text, self.width, self.code)
        return (made if look.span is None else replace(made, span=look.span),)

    @property
    def ink(self) -> Ink:
        """What a plain word is painted with."""
        assert self.look is not None
        return self.look.ink

    @property
    def span(self) -> Span | None:
        """The span of a plain word."""
        return self.look.span if self.look is not None else None

    def ways(self) -> "tuple[Division, ...]":
        """Return the ways to divide it with a hyphen, shortest first part first."""
        if not self.divisible:
            return self.divide() if self.divide else ()
        look = self.look
        if look is None:
            return self._ways_of_first()
        ways = look.divisions[self.text, self.space]
        span = look.span
        if not ways or (span is None and self.breaks):
            return ways
        rest = partial(replace, breaks=self.breaks)
        if span is None:
            return _changed(lambda: ways, None, rest, ())
        inside = partial(in_span, span=span)
        return _changed(lambda: ways, inside, lambda one: inside(rest(one)), ())

    def _ways_of_first(self) -> "tuple[Division, ...]":
        """Return the ways to divide the first of its parts; what goes on keeps the others."""
        first, *others = self.parts
        assert isinstance(first, Word)
        widths = [one.width for one in others]

        def joined_on(rest: Word) -> Word:
            width = fsum((*widths, rest.width))
            return replace(self, parts=(*_parts(rest), *others), width=width, divisible=False)

        return _changed(first.ways, None, joined_on, widths)


class Division(Struct, frozen=True, eq=False, gc=False):
    """A way to divide a word. Widths are close guesses: only a division that is taken is shaped."""

    first: float
    rest: float
    make: Callable[[], tuple[Word, Word]]
    """Returns what stays, with its hyphen, and what goes on to the next line."""


class Line(Struct, frozen=True, eq=False, gc=False):
    """Words side by side."""

    words: tuple[Word, ...]
    width: float
    """Natural width without the last space."""
    stretch: float = 0.0
    """What every space is multiplied by, less one."""
    hyphenated: bool = False
    notes: tuple[str, ...] = ()
    hang: float = 0.0
    """How far it reaches out to the left of its measure."""
    row: Row | None = None
    """What its words come to, where those are known no more, if that is one row of no span."""
    strips: Sequence[Strip] = ()
    """What they come to otherwise; all of them are plain, from left to right."""

    @property
    def across(self) -> bool:
        """Whether its paragraph runs against the document."""
        manner = self.words[-1].manner if self.words else None
        return manner is not None and manner.across

    def coloured(self, colour: str) -> "Line":
        """Return the line in another colour."""
        return replace(self, words=tuple(_coloured(word, colour) for word in self.words))


def extent(line: Line) -> float:
    """Return the width of a line as it is set."""
    if not line.stretch:
        return line.width
    spaces: float = fsum([word.space for word in line.words]) - line.words[-1].space
    return line.width + spaces * line.stretch


def _coloured(word: Word, colour: str) -> Word:
    parts = (replace(one, ink=one.ink._replace(colour=colour)) for one in word.fragments)
    return replace(loose(word), parts=tuple(parts))


def loose(word: Word) -> Word:
    """Return a word that tells its fragments and divisions by itself, without a look."""
    if word.look is None and not word.divisible:
        return word
    divide = word.ways if word.divisible else word.divide
    parts = word.fragments
    return replace(word, parts=parts, look=None, code="", text="", divisible=False, divide=divide)


def width_of(fragments: tuple[Fragment, ...]) -> float:
    """Add up the widths of fragments."""
    return fragments[0].width if len(fragments) == 1 else fsum([one.width for one in fragments])


def in_span(word: Word, span: Span) -> Word:
    """Put a word, however it may be divided, into a span."""
    look = word.look and word.look.within(span)
    if look is not None and word.text:
        return replace(word, look=look)
    parts = tuple([_in_span(one, span) for one in word.parts])
    divide = _later(word.divide, partial(in_span, span=span), partial(in_span, span=span))
    return replace(word, parts=parts, divide=divide, look=look)


def _in_span(part: Fragment | Word, span: Span) -> Fragment | Word:
    return in_span(part, span) if isinstance(part, Word) else replace(part, span=span)


def spaced(words: Sequence[Word], space: float, breaks: bool) -> Word:
    """Put words together without a space and change what follows them."""
    last = words[-1]
    cost = 0.0 if space else last.cost
    manner = manner_of(words)
    if manner is not None:
        manner = manner._replace(silent=False)
    if len(words) > 1:
        return _together(words, space, breaks, False, cost, manner)
    divide = _later(last.divide, None, lambda rest: spaced((rest,), space, breaks))
    return replace(
        last,
        space=space,
        breaks=breaks,
        ends_line=False,
        cost=cost,
        divide=divide,
        manner=manner,
    )


def in_manner(word: Word, manner: Manner) -> Word:
    """Give a word, however it may be divided, a manner."""
    word = loose(word)
    changed = partial(in_manner, manner=manner)
    divide = _later(word.divide, changed, changed)
    return replace(word, divide=divide, manner=manner)


def joined(words: Sequence[Word]) -> Word:
    """Put words together without a space; what divides the first one still does."""
    last = words[-1]
    if len(words) == 1:
        return last
    return _together(words, last.space, last.breaks, last.ends_line, last.cost, manner_of(words))


def manner_of(words: Sequence[Word]) -> Manner | None:
    """Return the manner of the last word that has one."""
    for one in reversed(words):
        if one.manner is not None:
            return one.manner
    return None


def _together(
    words: Sequence[Word],
    space: float,
    breaks: bool,
    ends_line: bool,
    cost: float,
    manner: Manner | None,
) -> Word:
    first = words[0]
    divide = first.divide
    if divide is not None:
        others = words[1:]

        def joined_on(rest: Word) -> Word:
            return _together((rest, *others), space, breaks, ends_line, cost, manner)

        divide = _later(divide, None, joined_on, *[one.width for one in others])
    parts: list[Fragment | Word] = []
    notes: tuple[str, ...] = ()
    for word in words:
        parts += _parts(word)
        notes += word.notes
    return Word(
        tuple(parts),
        fsum([word.width for word in words]),
        space,
        breaks,
        ends_line,
        cost,
        notes,
        divide,
        divisible=first.divisible,
        manner=manner,
    )


def _parts(word: Word) -> tuple[Fragment | Word, ...]:
    return word.parts or ((word,) if word.text else ())


def _fragments(parts: Iterable[Fragment | Word]) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    for one in parts:
        if isinstance(one, Word):
            found += one.fragments
        else:
            found.append(one)
    return tuple(found)


def _later(
    divide: Callable[[], tuple[Division, ...]] | None,
    change_first: Callable[[Word], Word] | None,
    change_rest: Callable[[Word], Word],
    *wider: float,
) -> Callable[[], tuple[Division, ...]] | None:
    """Change the parts of a word once it is divided."""
    if divide is None:
        return None

    return partial(_changed, divide, change_first, change_rest, wider)


def _changed(
    divide: Callable[[], tuple[Division, ...]],
    change_first: Callable[[Word], Word] | None,
    change_rest: Callable[[Word], Word],
    wider: Iterable[float],
) -> tuple[Division, ...]:
    def make(way: Division) -> tuple[Word, Word]:
        first, rest = way.make()
        return change_first(first) if change_first else first, change_rest(rest)

    return tuple(
        Division(way.first, fsum((*wider, way.rest)), partial(make, way)) for way in divide()
    )
