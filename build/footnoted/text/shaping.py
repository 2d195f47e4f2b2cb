"""Shaping: a word in one face comes in, glyphs that know their source text go out.

Words are shaped once: a hit in the cache costs a hundredth of a miss.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from itertools import pairwise
from operator import itemgetter, ne
from typing import Final, NamedTuple

import uharfbuzz as hb

from footnoted.text.faces import Face

SOFT_HYPHEN = "\u00ad"
_WORDS: Final = 8_192
"""So many words of a face are kept as glyphs: a long text has more, and repeats few of them."""

_BUFFER = hb.Buffer()
"""Used for one word after the other: to make a buffer takes longer than to shape a word."""
_BUFFER.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
_WARY = hb.Buffer()
"""For text of which we want to know where it may be cut and put together in another way."""
_WARY.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
_WARY.flags = hb.BufferFlags.PRODUCE_UNSAFE_TO_CONCAT
_FIGURES = "0123456789"
_NAMES = hb.BufferSerializeFormat.TEXT
_NAMED = hb.BufferSerializeFlags.NO_CLUSTERS | hb.BufferSerializeFlags.NO_GLYPH_NAMES


class Glyph(NamedTuple):
    """One glyph; lengths in font units."""

    id: int
    advance: int
    text: str
    """The text it stands for: all letters of a ligature, "" for later glyphs of a cluster."""
    x_offset: int = 0
    y_offset: int = 0


_ADVANCE = itemgetter(Glyph._fields.index("advance"))


class Shaped:
    """A word as glyphs. The same word is the same object, so identity may key a cache."""

    __slots__ = ("_glyphs", "advance", "face", "leftward")

    def __init__(
        self,
        face: Face,
        glyphs: tuple[Glyph, ...] | Callable[[], tuple[Glyph, ...]],
        advance: int,
        leftward: bool = False,
    ) -> None:
        self.face = face
        self._glyphs = glyphs
        self.advance = advance
        """Width in font units."""
        self.leftward = leftward
        """Whether it is read from the last glyph to the first."""

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs from left to right; who knows their width already shapes them when asked."""
        if not isinstance(self._glyphs, tuple):
            self._glyphs = self._glyphs()
        return self._glyphs


@cache
def shape(
    face: Face,
    text: str,
    features: tuple[str, ...] = (),
    language: str = "und",
    leftward: bool | None = None,
) -> Shaped:
    """Set a text in one face with kerning, standard ligatures and the features named.

    A feature is an OpenType tag, `-liga` turns one off. Optional ligatures (dlig) stay off. Some
    letters look otherwise in a `language`. `leftward` says that the text runs from right to left,
    None that its script tells; its glyphs stand from left to right all the same.
    """
    buffer = _filled(face, text, _switches(features), language, leftward)
    infos, places = buffer.glyph_infos, buffer.glyph_positions or ()  # None where there are none
    letters = _texts(text, [info.cluster for info in infos])
    leftward = buffer.direction == "rtl"
    if not _stand_alone(text):
        letters = _with_marks_before(letters) if leftward else _with_marks(letters)
    glyphs = tuple(
        [
            _glyph(info.codepoint, letter, position.position)
            for info, letter, position in zip(infos, letters, places, strict=True)
        ]
    )
    return Shaped(face, glyphs, sum(map(_ADVANCE, glyphs)), leftward)


def _filled(
    face: Face,
    text: str,
    switches: dict[str, bool] | None,
    language: str,
    leftward: bool | None = None,
    buffer: hb.Buffer = _BUFFER,
) -> hb.Buffer:
    buffer.clear_contents()
    buffer.add_str(text)
    buffer.language = language  # never guessed: the locale must not change what is printed
    if leftward is not None:
        buffer.direction = "rtl" if leftward else "ltr"
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer, switches)
    return buffer


class Alphabet:
    """The glyphs of one face that stand for letters by themselves, each written as a character.

    So a word of them is a string: short to keep, and quick to measure and to translate.
    """

    def __init__(self) -> None:
        self.signs: dict[tuple[str, str], str] = {}
        """By a glyph's name, as HarfBuzz gives it with its advance, and by its letter, the sign."""
        self.glyphs: list[Glyph] = []
        """By the code points of their signs."""
        self.advances: dict[str, int] = {}

    def sign(self, name: str, letter: str) -> str:
        """Return the character that stands for a glyph with its letter or ligature."""
        known = self.signs.get((name, letter))
        if known is None:
            id, _, advance = name.partition("+")
            known = self.signs[name, letter] = chr(len(self.glyphs))
            self.glyphs.append(Glyph(int(id), int(advance), letter))
            self.advances[known] = int(advance)
        return known

    def advance(self, word: str) -> int:
        """Return how wide a word of signs is, in font units."""
        return sum(map(self.advances.__getitem__, word))


@cache
def alphabet(face: Face) -> Alphabet:
    """Return the alphabet of a face, which grows with the words that are shaped in it."""
    return Alphabet()


class Signs(dict[str, str]):
    """Words to the signs of a face's alphabet, if each letter or ligature has a glyph of its own.

    Nearly all words are such, and shaped in a third of the time of `shape`; "" for others. They are
    shaped when they are first asked for and then kept for a while, for other sizes of type and for
    the next paper of a run. Numbers are put together of figures where a face allows it: a long
    paper has more of them than words, and few of them twice.
    """

    def __init__(self, face: Face, features: tuple[str, ...], language: str) -> None:
        self.face, self.language = face, language
        self.switches = _switches(features)
        self.alphabet = alphabet(face)

    def __missing__(self, text: str) -> str:
        if len(self) >= _WORDS:
            self.clear()
        if text.isdecimal() and text.isascii() and self.figures:
            signs = text.translate(self.figures)
        else:
            signs = self.lone(text, _filled(self.face, text, self.switches, self.language))
        self[text] = signs
        return signs

    @cached_property
    def figures(self) -> dict[int, str]:
        """Figures to their signs; none where one may change or move for another one beside it."""
        buffer = _filled(self.face, _FIGURES, self.switches, self.language, None, _WARY)
        signs = self.lone(_FIGURES, buffer)
        if not signs or any(one.flags for one in buffer.glyph_infos):
            return {}
        return str.maketrans(dict(zip(_FIGURES, signs, strict=True)))

    def lone(self, text: str, buffer: hb.Buffer) -> str:
        """Return the signs of a word that was shaped; "" where the face lacks a character."""
        named: str = buffer.serialize(self.face.font, _NAMES, _NAMED)
        names = named[1:-1].split("|")
        if len(names) == len(text):
            # Glyphs that have stood for these letters before need not be asked which is for which.
            try:
                return "".join(map(self.alphabet.signs.__getitem__, zip(names, text, strict=True)))
            except KeyError:  # the first time
                pass
        letters = _texts(text, [one.cluster for one in buffer.glyph_infos])
        if (
            not letters
            or "@" in named
            or (letters is not text and "" in letters)
            or not _stand_alone(text)
            or not self.face.covers.issuperset(map(ord, text))
        ):
            return ""
        return "".join(map(self.alphabet.sign, names, letters))


@cache
def signs_of(face: Face, features: tuple[str, ...], language: str) -> Signs:
    """Return the words that a face has been asked for with these features."""
    return Signs(face, features, language)


@cache
def _switches(features: tuple[str, ...]) -> dict[str, bool] | None:
    if not features:
        return None  # HarfBuzz knows by itself what is on; a dictionary takes it a quarter longer
    return {tag.removeprefix("-"): not tag.startswith("-") for tag in features}


@cache
def _glyph(id: int, text: str, place: tuple[int, int, int, int]) -> Glyph:
    """Make each glyph once: few of them make up all words."""
    x_offset, y_offset, advance, _ = place
    return Glyph(id, advance, text, x_offset, y_offset)


def _texts(text: str, clusters: list[int]) -> Sequence[str]:
    """Return the characters that each glyph stands for; a cluster's first glyph has them all."""
    if clusters == list(range(len(text))):
        return text
    ends = dict(pairwise([*sorted(set(clusters)), len(text)]))
    return [text[start : ends.pop(start, 0)] for start in clusters]


def _stand_alone(text: str) -> bool:
    """Say whether no character of a text is a mark on the one before it."""
    return text.isascii() or not any(map(unicodedata.combining, text))


def _with_marks(letters: Sequence[str]) -> list[str]:
    """Let letters stand for their marks too: readers take a mark of its own for a word's end."""
    merged: list[str] = []
    base = 0
    for at, letter in enumerate(letters):
        merged.append(letter)
        if letter and not unicodedata.combining(letter[0]):
            base = at
        elif at > base:
            merged[base] += letter
            merged[at] = ""
    return merged


def _with_marks_before(letters: Sequence[str]) -> list[str]:
    """Do the same where marks stand before their letter, as in text that is read leftward."""
    merged = list(letters)
    first = 0
    for at, letter in enumerate(letters):
        if letter and not unicodedata.combining(letter[0]):
            held = "".join(reversed(merged[first:at]))
            merged[first : at + 1] = [""] * (at + 1 - first)
            merged[first] = letter + held
            first = at + 1
        elif not letter and at == first:
            first = at + 1
    return merged


@cache
def shape_hyphenated(
    face: Face,
    text: str,
    features: tuple[str, ...] = (),
    language: str = "und",
    leftward: bool | None = None,
) -> Shaped:
    """Set the first part of a divided word with a hyphen that reads as U+00AD when extracted."""
    plain = shape(face, text + "-", features, language, leftward)
    *letters, hyphen = plain.glyphs
    return Shaped(face, (*letters, hyphen._replace(text=SOFT_HYPHEN)), plain.advance)


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the first character that has a script, `Zyyy` if none has.

    >>> [script_of(text) for text in ("قال", "(東京)", "12")]
    ['Arab', 'Hani', 'Zyyy']
    """
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = "und"
    buffer.guess_segment_properties()
    return buffer.script or "Zyyy"


def changes(face: Face, text: str, feature: str) -> bool:
    """Say whether a face has a feature for every character of a text, such as raised figures."""
    return all(_changes(face, letter, feature) for letter in text)


@cache
def _changes(face: Face, letter: str, feature: str) -> bool:
    plain = [glyph.id for glyph in shape(face, letter).glyphs]
    changed = [glyph.id for glyph in shape(face, letter, (feature,)).glyphs]
    return len(plain) == len(changed) and all(map(ne, plain, changed))


def advance(face: Face, text: str, size: float, features: tuple[str, ...] = ()) -> float:
    """Return the width of a text in points."""
    return shape(face, text, features).advance * size / face.units_per_em
