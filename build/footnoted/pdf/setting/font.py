"""A font: text of one role, weight and slope comes in, its words and their divisions go out."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate

from msgspec.structs import replace

from footnoted.model.style.paper import Type
from footnoted.pdf.fonts import FontBook
from footnoted.pdf.setting.address import is_address
from footnoted.pdf.setting.finds import Finds
from footnoted.pdf.setting.wide import WideSpaces, set_wide
from footnoted.pdf.words import RELUCTANT, Division, Fragment, Ink, Look, Word, width_of
from footnoted.text.bidi import turns
from footnoted.text.faces import Face, split_by_face
from footnoted.text.hyphenation import SHORTEST, hyphen_points
from footnoted.text.ideographs import has_ideographs, writing_of
from footnoted.text.shaping import (
    Glyph,
    Shaped,
    alphabet,
    shape,
    shape_hyphenated,
    signs_of,
)

DASH_BREAK = 30.0
"""Cost of a line's end after a dash without spaces."""
HYPHEN_BREAK = RELUCTANT
"""Cost of a line's end after a hyphen of the text itself: readers of the file drop that hyphen."""
ADDRESS_BREAK = 60.0
"""Cost of a line's end within an address."""

_SOLID = re.compile(r"(?<=[^\W\d_][-\u2010])(?=\w)|(?<=\u2014)(?=\w)|\u200b")
_ADDRESS = re.compile(r"(?<=[/._\-?&=])(?=[^/._\-?&=])(?<!://)|(?<=://)")
_NOT_PLAIN = re.compile(r"[-/\u2010\u2014\u200b\u0590-\u11ff\u2e80-\U0010ffff]").search
"""Finds what a chunk must hold to break within or to be set in another manner, or else `www.`."""


Spare = Callable[[str, str], Mapping[Face, float]]
"""Returns a face for a character within a text, with its scale; nothing if there is none."""


class _Chunks(dict[str, tuple[Word, ...]]):
    """Chunks of text to words: each is set when it is first asked for; no text has none."""

    def __init__(self, make: Callable[[str], tuple[Word, ...]]) -> None:
        self.make = make

    def __missing__(self, chunk: str) -> tuple[Word, ...]:
        words = self[chunk] = self.make(chunk) if chunk else ()
        return words


class _Divided(dict[tuple[str, float], tuple[Division, ...]]):
    """Words and the spaces behind them to the ways to divide them."""

    def __init__(self, make: Callable[[str, float], tuple[Division, ...]]) -> None:
        self.make = make

    def __missing__(self, word: tuple[str, float]) -> tuple[Division, ...]:
        ways = self[word] = self.make(*word)
        return ways


class Font:
    """One role of text in one weight and slope: sets words and remembers them."""

    __slots__ = (
        "alphabet",
        "book",
        "chain",
        "closed",
        "colour",
        "divided",
        "features",
        "finds",
        "hyphen",
        "hyphenates",
        "inks",
        "language",
        "level",
        "levels",
        "look",
        "open",
        "role",
        "scales",
        "signs",
        "size",
        "space",
        "spare",
        "tracking",
        "upper",
        "wholes",
        "wide",
        "wide_chains",
    )

    def __init__(
        self,
        chain: tuple[Face, ...],
        role: Type,
        colour: str,
        features: tuple[str, ...],
        language: str,
        finds: Finds,
        spare: "Spare",
        wide: WideSpaces,
        book: FontBook,
        level: int = 0,
    ) -> None:
        self.role = role
        self.book = book
        self.chain = chain
        self.alphabet = alphabet(chain[0])
        self.level = level
        """Embedding level of what it sets."""
        self.levels: dict[int, Font] = {level: self}
        self.finds = finds
        self.spare = spare
        self.scales: dict[Face, float] = {}
        """Sizes of faces from outside the chain, where not 1."""
        self.wide = wide
        self.wide_chains: dict[str, tuple[Face, ...]] = {}
        """By East Asian writing, the faces that are asked first."""
        self.size = role.size
        self.colour = colour
        self.features = features
        self.upper = role.capitals == "upper"
        self.tracking = role.tracking
        self.language = language
        self.hyphenates = role.hyphenate
        self.inks: dict[Face, Ink] = {}
        self.divided = _Divided(self.divisions)
        self.look = Look(self.ink(chain[0]), self.again, self.divided, self.ends)
        plain = not (level or self.upper or self.tracking)
        self.signs = signs_of(chain[0], features, language) if plain else defaultdict(str)
        """Words to signs of the alphabet; "" for those that must be set with more care."""
        self.wholes: dict[str, Word] = {}
        """Words and parts of words that no hyphen divides."""
        self.space = self.fragments(" ")[0].width
        self.hyphen = self.fragments("-")[0].width
        self.open = _Chunks(self.set_chunk)
        """Chunks of text to words, several where it may break at a hyphen or slash."""
        self.closed = _Chunks(self.set_closed)
        """The same with a space behind the last of them."""

    def fragments(self, text: str, hyphen: bool = False) -> tuple[Fragment, ...]:
        """Shape a stretch of text; a hyphen may be put behind it."""
        first = self.chain[0]
        if first.covers.issuperset(map(ord, text)):
            return (self.fragment(self.shape(first, text, hyphen)),)
        return self.mixed(text, self.chain, hyphen)

    def mixed(
        self, text: str, chain: tuple[Face, ...], hyphen: bool = False
    ) -> tuple[Fragment, ...]:
        """Shape a stretch of text in the faces of a chain, and in others for what these lack."""
        pieces = list(split_by_face(text, chain))
        if any(one is None for one, _ in pieces):
            chain += self.spares(text, pieces)
            pieces = list(split_by_face(text, chain))
        result = []
        for at, (one, piece) in enumerate(pieces):
            if one is None:
                self.finds.lack(piece, text)
                continue
            shaped = self.shape(one, piece, hyphen and at == len(pieces) - 1)
            result.append(self.fragment(shaped))
        return tuple(result)

    def fragment(self, shaped: Shaped) -> Fragment:
        """Give a shaped word the font's size and colour."""
        ink = self.ink(shaped.face)
        width = shaped.advance * ink.size / shaped.face.units_per_em
        return Fragment(shaped, ink, width, ink.font.fragment(shaped, ink.size), None, self.level)

    def ink(self, face: Face) -> Ink:
        """Return what text in a face is painted with."""
        known = self.inks.get(face)
        if known is None:
            size = self.size * self.scales.get(face, 1.0)
            known = self.inks[face] = Ink(self.book[face], size, self.colour)
        return known

    def again(self, text: str, width: float, code: str) -> Fragment:
        """Return a plain word as a fragment, shaped when its glyphs are asked for."""
        first = self.chain[0]
        advance = round(width * first.units_per_em / self.size)
        shaped = Shaped(first, partial(self.glyphs, text), advance)
        return Fragment(shaped, self.look.ink, width, code)

    def spares(self, text: str, pieces: Sequence[tuple[Face | None, str]]) -> tuple[Face, ...]:
        """Return installed faces for the characters that no face of the chain has."""
        found: dict[Face, float] = {}
        for one, piece in pieces:
            for letter in "" if one else piece:
                if not any(ord(letter) in other.covers for other in found):
                    found.update(self.spare(letter, text))
        self.scales.update(found)
        return tuple(found)

    def glyphs(self, text: str) -> tuple[Glyph, ...]:
        """Return the glyphs of a plain word."""
        return self.shape(self.chain[0], text, False).glyphs

    def wide_chain(self, text: str) -> tuple[Face, ...]:
        """Return the chain for wide characters: their own face stands before the others."""
        writing = writing_of(text, self.language)
        known = self.wide_chains.get(writing)
        if known is None:
            found = self.spare(text[:1], text)
            self.scales.update(found)
            known = self.wide_chains[writing] = (*found, *self.chain)
        return known

    def at(self, level: int) -> "Font":
        """Return the same font for text of an embedding level."""
        known = self.levels.get(level)
        if known is None:
            known = self.levels[level] = Font(
                self.chain,
                self.role,
                self.colour,
                self.features,
                self.language,
                self.finds,
                self.spare,
                self.wide,
                self.book,
                level,
            )
        return known

    def shape(self, one: Face, text: str, hyphen: bool) -> Shaped:
        """Shape one run in one face, in capitals and with tracking as the role wants."""
        leftward = self.level % 2 == 1 if self.level else None
        make = shape_hyphenated if hyphen else shape
        if not self.upper:
            shaped = make(one, text, self.features, self.language, leftward)
        else:
            capitals = self.cased(text)
            shaped = make(one, capitals, self.features, self.language, leftward)
            shaped = _read_as(shaped, text)
        if self.tracking:
            extra = round(self.tracking * one.units_per_em / 1000)
            glyphs = tuple(glyph._replace(advance=glyph.advance + extra) for glyph in shaped.glyphs)
            shaped = Shaped(one, glyphs, shaped.advance + extra * len(glyphs))
        return shaped

    def cased(self, text: str) -> str:
        """Return capitals where letters keep their count."""
        capitals = text.upper()
        return capitals if len(capitals) == len(text) else text

    def set_chunk(self, chunk: str) -> tuple[Word, ...]:
        """Set text without spaces."""
        if _NOT_PLAIN(chunk) is None and chunk[:4] != "www.":
            return (self.set_word(chunk),)
        if turns(chunk):
            self.finds.turns = True
        if has_ideographs(chunk):
            self.finds.wide = True
            return set_wide(self, chunk)
        address = is_address(chunk)
        parts = [part for part in (_ADDRESS if address else _SOLID).split(chunk) if part]
        if len(parts) == 1 and not address:
            return (self.set_word(parts[0]),)
        words = []
        for at, part in enumerate(parts):
            last = at == len(parts) - 1
            cost = 0.0 if last else ADDRESS_BREAK if address else _break_cost(part)
            word = self.whole(part)
            words.append(replace(word, cost=cost) if cost else word)
        return tuple(words)

    def set_closed(self, chunk: str) -> tuple[Word, ...]:
        """Set text without spaces and a space behind it."""
        if _NOT_PLAIN(chunk) is None and chunk[:4] != "www.":
            return (self.set_word(chunk, self.space),)
        *before, last = self.open[chunk]
        divide = last.divide and self.later(chunk.strip("\u200b"), self.space)
        return (*before, replace(last, space=self.space, divide=divide, cost=0.0))

    def set_word(self, text: str, space: float = 0.0) -> Word:
        """Set one word that hyphens may divide."""
        divisible = self.hyphenates and len(text) >= SHORTEST
        if divisible and (text[-1].isdecimal() or text[0].isdecimal()):
            divisible = False  # Words with digits are left whole.
        signs = self.signs[text]
        if signs:
            return self.lone(text, signs, space, divisible)
        word = self.of_fragments(self.fragments(text), space)
        return replace(word, divide=self.later(text, space)) if divisible else word

    def later(self, text: str, space: float) -> Callable[[], tuple[Division, ...]]:
        """Return what tells the ways to divide a word."""
        return partial(self.divided.__getitem__, (text, space))

    def whole(self, text: str) -> Word:
        """Set one word, or a part of one, that no hyphen divides."""
        known = self.wholes.get(text)
        if known is None:
            signs = self.signs[text]
            known = self.wholes[text] = (
                self.lone(text, signs, 0.0, False)
                if signs
                else self.of_fragments(self.fragments(text), 0.0)
            )
        return known

    def width(self, text: str) -> float:
        """Return how wide a text is on one line."""
        known = self.open.get(text, ())
        return known[0].width if len(known) == 1 else self.whole(text).width

    def lone(self, text: str, signs: str, space: float, divisible: bool) -> Word:
        """Make a plain word of its signs."""
        look = self.look
        width = self.alphabet.advance(signs) * self.size / self.chain[0].units_per_em
        code = look.ink.font.lone(signs)
        return Word((), width, space, look=look, code=code, text=text, divisible=divisible)

    def ends(self, text: str) -> tuple[Glyph, Glyph]:
        """Return the first and the last glyph of a plain word."""
        signs, glyphs = self.signs[text], self.alphabet.glyphs
        return glyphs[ord(signs[0])], glyphs[ord(signs[-1])]

    def of_fragments(self, fragments: tuple[Fragment, ...], space: float) -> Word:
        """Make a word of fragments; those that can be painted together have a look."""
        one = fragments[0] if len(fragments) == 1 else None
        if one is None or one.ink is not self.look.ink:
            return Word(fragments, width_of(fragments), space)
        return Word(fragments, one.width, space, look=self.look, code=one.code)

    def divisions(self, text: str, space: float) -> tuple[Division, ...]:
        """Return the ways to divide a word, shortest first part first."""
        points = hyphen_points(text, self.language)
        if not points:
            return ()
        # The widths of its parts are guessed from those of its glyphs.
        places, width = self.places(text)
        return tuple(
            Division(
                places[point] + self.hyphen,
                width - places[point],
                partial(self.divide, text, point, space),
            )
            for point in points
        )

    def places(self, text: str) -> tuple[list[float], float]:
        """Return how far each letter of a word lies from its start, and how wide it is."""
        places, width = [0.0], 0.0
        signs = self.signs[text]
        if signs:
            unit = self.size / self.chain[0].units_per_em
            glyphs = [self.alphabet.glyphs[ord(sign)] for sign in signs]
            ends = [at * unit for at in accumulate(glyph.advance for glyph in glyphs)]
            if len(signs) == len(text):
                return [0.0, *ends], ends[-1]
            for end, glyph in zip(ends, glyphs, strict=True):
                places += [end] * len(glyph.text)  # within a ligature: its end
            return places, ends[-1]
        for fragment in self.fragments(text):
            unit = fragment.ink.size / fragment.shaped.face.units_per_em
            for glyph in fragment.shaped.glyphs:
                width += glyph.advance * unit
                places += [width] * len(glyph.text)
        return places, width

    def divide(self, text: str, point: int, space: float) -> tuple[Word, Word]:
        """Shape the two parts of a word that is divided."""
        first = self.fragments(text[:point], hyphen=True)
        return self.of_fragments(first, 0.0), replace(self.whole(text[point:]), space=space)


def _break_cost(part: str) -> float:
    return HYPHEN_BREAK if part[-1] in "-\u2010" else DASH_BREAK


def _read_as(shaped: Shaped, text: str) -> Shaped:
    """Let capitals be read as the letters that were typed."""
    glyphs: list[Glyph] = []
    at = 0
    for glyph in shaped.glyphs:
        end = at + len(glyph.text)
        glyphs.append(glyph._replace(text=text[at:end] or glyph.text))
        at = end
    return Shaped(shaped.face, tuple(glyphs), shaped.advance)
