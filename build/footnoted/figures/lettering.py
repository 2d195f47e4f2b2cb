"""The words of figures: a text comes in, its width, its lines or its shaped words go out."""

from collections.abc import Iterator
from dataclasses import dataclass

from footnoted.text.faces import Face, face, split_by_face
from footnoted.text.shaping import Shaped, advance, shape


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words of a figure are set; families after the first lend the glyphs it lacks."""

    families: tuple[str, ...]
    weight: int
    size: float

    @property
    def first(self) -> Face:
        """The face that sets all it can."""
        return face(self.families[0], self.weight)

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

    def words(self, text: str) -> Iterator[tuple[tuple[Shaped, ...], float]]:
        """Yield each word in pieces of one face, with the space that follows; 0 after the last."""
        chain = tuple(face(family, self.weight) for family in self.families)
        words = text.split(" ")
        for index, word in enumerate(words):
            pieces = tuple(
                shape(found or chain[0], piece) for found, piece in split_by_face(word, chain)
            )
            yield pieces, 0.0 if index == len(words) - 1 else self.space()

    def width(self, text: str) -> float:
        """Return the width of one line."""
        return sum(
            sum(piece.advance * self.size / piece.face.units_per_em for piece in pieces) + gap
            for pieces, gap in self.words(text)
        )

    def wrap(self, text: str, width: float) -> list[str]:
        """Break a text into lines no wider than `width`; a word too wide is cut."""
        lines: list[str] = []
        for word in text.split(" "):
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined) <= width:
                lines[-1] = joined
            else:
                lines += self._cut(word, width)
        return lines

    def _cut(self, word: str, width: float) -> list[str]:
        pieces = [""]
        for letter in word:
            if pieces[-1] and self.width(pieces[-1] + letter) > width:
                pieces.append("")
            pieces[-1] += letter
        return pieces

    def widest_word(self, text: str) -> float:
        """Return the least width in which no word has to be cut."""
        return max(map(self.width, text.split(" ")))

    def lacking(self, text: str) -> str:
        """Return the characters that no face of the chain has."""
        chain = tuple(face(family, self.weight) for family in self.families)
        return "".join(
            piece
            for word in text.split(" ")
            if word
            for found, piece in split_by_face(word, chain)
            if found is None
        )
