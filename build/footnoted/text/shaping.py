"""Shaping: a word in one face comes in, glyphs that know their source text go out.

Words are shaped once: a hit in the cache costs a hundredth of a miss.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import ne
from typing import NamedTuple

import uharfbuzz as hb

from footnoted.text.faces import Face

SOFT_HYPHEN = "\u00ad"

_CLUSTER_LEVEL = hb.BufferClusterLevel.MONOTONE_CHARACTERS


class Glyph(NamedTuple):
    """One glyph; lengths in font units."""

    id: int
    advance: int
    text: str
    """The text it stands for: all letters of a ligature, "" for later glyphs of a cluster."""
    x_offset: int = 0
    y_offset: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A word as glyphs. The same word is the same object, so identity may key a cache."""

    face: Face
    glyphs: tuple[Glyph, ...]
    advance: int
    """Width in font units."""


@cache
def shape(face: Face, text: str, features: tuple[str, ...] = ()) -> Shaped:
    """Set a text in one face with kerning, standard ligatures and the features named.

    A feature is an OpenType tag, `-liga` turns one off. Optional ligatures (dlig) stay off.
    """
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = "und"  # else guessed from the locale, and letters could differ with it
    buffer.guess_segment_properties()
    buffer.cluster_level = _CLUSTER_LEVEL
    hb.shape(face.font, buffer, _switches(features))
    infos = buffer.glyph_infos
    letters = _texts(text, [info.cluster for info in infos])
    glyphs = [
        _glyph(info.codepoint, letter, position.position)
        for info, letter, position in zip(infos, letters, buffer.glyph_positions, strict=True)
    ]
    return Shaped(face, tuple(glyphs), sum([glyph.advance for glyph in glyphs]))


@cache
def _switches(features: tuple[str, ...]) -> dict[str, bool]:
    return {"dlig": False, **{tag.removeprefix("-"): not tag.startswith("-") for tag in features}}


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


@cache
def shape_hyphenated(face: Face, text: str, features: tuple[str, ...] = ()) -> Shaped:
    """Set the first part of a divided word with a hyphen that reads as U+00AD when extracted."""
    plain = shape(face, text + "-", features)
    *letters, hyphen = plain.glyphs
    return Shaped(face, (*letters, hyphen._replace(text=SOFT_HYPHEN)), plain.advance)


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
