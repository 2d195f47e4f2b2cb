"""The words of figures: a text comes in, its width, its lines or its shaped words go out.

A line is ordered by its own letters (UAX 9); letters that the figure's family lacks come from the
families that the style has for their language or script, as in running text.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from math import fsum
from typing import NamedTuple

from msgspec import Struct

from footnoted.model.style import Style
from footnoted.text.bidi import direction_of, embedding_levels, runs_left, turns, visual_order
from footnoted.text.faces import Face, covers, face, spare_face, split_by_face
from footnoted.text.ideographs import has_ideographs, pieces
from footnoted.text.language import primary
from footnoted.text.scripts import script_within
from footnoted.text.shaping import Shaped, advance, shape

_SPACE = re.compile("( )")


class Spare(NamedTuple):
    """The family of a script, and its size beside the letters of the figure."""

    script: str
    family: str
    scale: float


class Piece(NamedTuple):
    """Letters of one face, one size and one direction."""

    shaped: Shaped
    size: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.shaped.advance * self.size / self.shaped.face.units_per_em


class Lettering(Struct, frozen=True, eq=False):
    """How words of a figure are set. The same look is the same object: identity keys caches."""

    family: str
    others: tuple[str, ...]
    """Families that lend the glyphs it lacks, as far as they are installed."""
    spares: tuple[Spare, ...]
    """Asked last."""
    weight: int
    size: float
    language: str

    @property
    def first(self) -> Face:
        """The face that sets all it can."""
        return face(self.family, self.weight)

    @property
    def chain(self) -> tuple[Face, ...]:
        """The faces that are asked in turn."""
        return _chain(self)

    @property
    def cap_height(self) -> float:
        """Height of capitals above the baseline, in points."""
        return self.first.cap_height * self.size / self.first.units_per_em

    @property
    def depth(self) -> float:
        """How far letters reach below the baseline, in points."""
        return -self.first.descent * self.size / self.first.units_per_em * 0.6

    def space(self) -> float:
        """Return the width of a word space."""
        return advance(self.first, " ", self.size)

    def words(self, text: str) -> Iterator[tuple[tuple[Piece, ...], float]]:
        """Yield each word in pieces of one face, with the space that follows; 0 after the last.

        For lines that run to the right throughout; others are `placed`.
        """
        words = text.split(" ")
        for index, word in enumerate(words):
            yield self.pieces(word), 0.0 if index == len(words) - 1 else self.space()

    def is_ordered(self, text: str) -> bool:
        """Say whether parts of a line run to the left, so that it has to be `placed`."""
        return turns(text)

    def placed(self, text: str) -> list[tuple[float, Piece]]:
        """Return the pieces of a line in the order of reading, each with its x from the left."""
        base = direction_of(text)
        levels = embedding_levels(text, int(runs_left(self.language) if base is None else base))
        row: list[tuple[int, Piece]] = []
        at = 0
        for level, group in groupby(levels):
            length = len(list(group))
            for part in filter(None, _SPACE.split(text[at : at + length])):
                row += [(level, piece) for piece in self.pieces(part, level % 2 == 1)]
            at += length
        order = visual_order([level for level, _ in row])
        edges = accumulate((row[place][1].width for place in order), initial=0.0)
        places = dict(zip(order, edges, strict=False))
        return [(places[place], piece) for place, (_, piece) in enumerate(row)]

    def pieces(self, word: str, leftward: bool | None = None) -> tuple[Piece, ...]:
        """Shape a text of one direction, which its script tells where none is given."""
        found = split_by_face(word, self.chain)
        return tuple(
            piece
            for one, part in found
            for piece in ([self.piece(one, part, leftward)] if one else self.spared(part, leftward))
        )

    def spared(self, text: str, leftward: bool | None) -> Iterator[Piece]:
        """Shape characters that the chain lacks; what no face has is drawn as a lack."""
        for (spare, one), letters in groupby(text, key=lambda letter: _spare(self, letter, text)):
            yield self.piece(one or self.first, "".join(letters), leftward, spare)

    def piece(
        self, one: Face, text: str, leftward: bool | None = None, scale: float = 1.0
    ) -> Piece:
        """Shape a text in one face."""
        return Piece(shape(one, text, (), self.language, leftward), self.size * scale)

    def width(self, text: str) -> float:
        """Return the width of one line."""
        return _width(self, text)

    def wrap(self, text: str, width: float) -> list[str]:
        """Break a text into lines no wider than `width`; a word too wide is cut."""
        return wrapped(text, width, self.width, self.language)

    def widest_word(self, text: str) -> float:
        """Return the least width in which no word has to be cut."""
        return max(self.width(word) for _, word in _words(text, self.language))

    def lacking(self, text: str) -> str:
        """Return the characters that no face has."""
        return "".join(
            letter
            for word in text.split(" ")
            if word
            for found, part in split_by_face(word, self.chain)
            if found is None
            for letter in part
            if _spare(self, letter, part)[1] is None
        )


def lettering_of(style: Style, weight: int, size: float, language: str) -> Lettering:
    """Return how a style sets words of figures in a language."""
    faces, kind = style.faces, style.figures.face
    own = faces.languages.get(language) or faces.languages.get(primary(language))
    spares = tuple(
        Spare(script, spare.sans if kind == "sans" else spare.serif, spare.scale)
        for script, spare in sorted(faces.scripts.items())
    )
    families = (faces.sans if kind == "sans" else faces.serif, *faces.fallback)
    if own and spare_face(wide := own.sans if kind == "sans" else own.serif, weight):
        families = (wide, *families)
    return _lettering(families, spares, weight, size, language)


def wrapped(text: str, width: float, measure: Callable[[str], float], language: str) -> list[str]:
    """Break a text into lines no wider than `width`; a word too wide is cut."""
    lines: list[str] = []
    for space, word in _words(text, language):
        joined = f"{lines[-1]}{space}{word}" if lines else word
        if lines and measure(joined) <= width:
            lines[-1] = joined
        else:
            lines += _cut(word, width, measure)
    return lines


def _words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield what no line should divide, each with the space before it or nothing."""
    if not has_ideographs(text):
        yield from ((" ", word) for word in text.split(" "))
        return
    for word in text.split(" "):
        space, held = " ", ""
        for piece in pieces(word, language):
            held += piece.text
            if piece.breaks:
                yield space, held
                space, held = "", ""


def _cut(word: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(word) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and measure(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts


@lru_cache(maxsize=64)
def _lettering(
    families: tuple[str, ...], spares: tuple[Spare, ...], weight: int, size: float, language: str
) -> Lettering:
    return Lettering(families[0], families[1:], spares, weight, size, language)


@lru_cache(maxsize=64)
def _chain(lettering: Lettering) -> tuple[Face, ...]:
    others = (spare_face(family, lettering.weight) for family in lettering.others)
    return (lettering.first, *(one for one in others if one is not None))


@lru_cache(maxsize=4096)
def _spare(lettering: Lettering, letter: str, text: str) -> tuple[float, Face | None]:
    """Return the face of a character's script, with its scale; no face if that has none."""
    code = script_within(letter, text, lettering.language)
    for spare in lettering.spares:
        if spare.script == code:
            found = spare_face(spare.family, lettering.weight)
            return (spare.scale, found) if found and covers(found, letter) else (1.0, None)
    return 1.0, None


@lru_cache(maxsize=16384)
def _width(lettering: Lettering, text: str) -> float:
    if lettering.is_ordered(text):
        return fsum(piece.width for _, piece in lettering.placed(text))
    return fsum(
        fsum(piece.width for piece in pieces) + gap for pieces, gap in lettering.words(text)
    )
