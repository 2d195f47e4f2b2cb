"""A font: text of one role, weight and slope comes in, its words and their divisions go out."""

import re
from collections.abc import Callable
from functools import partial

from footnoted.model.style.paper import Type
from footnoted.pdf.words import RELUCTANT, Division, Fragment, Word, width_of
from footnoted.text.faces import Face, split_by_face
from footnoted.text.hyphenation import SHORTEST, hyphen_points
from footnoted.text.shaping import Glyph, Shaped, shape, shape_hyphenated

DASH_BREAK = 30.0
"""Cost of a line's end after a dash without spaces."""
HYPHEN_BREAK = RELUCTANT
"""Cost of a line's end after a hyphen of the text itself: readers of the file drop that hyphen."""
ADDRESS_BREAK = 60.0
"""Cost of a line's end within an address."""

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
        return Word(first, width_of(first), 0.0), Word(rest, width_of(rest), space)


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
