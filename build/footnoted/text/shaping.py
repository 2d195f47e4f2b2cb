"""Shaping: a word in one face comes in, glyphs that know their source text go out.

Words are shaped once: a hit in the cache costs a hundredth of a miss.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import ne
from typing import NamedTuple

import uharfbuzz as hb

from footnoted.text.faces import Face

SOFT_HYPHEN = "\u00ad"


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
    buffer.guess_segment_properties()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    wanted = {tag.removeprefix("-"): not tag.startswith("-") for tag in features}
    hb.shape(face.font, buffer, {"dlig": False, **wanted})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = [*sorted({info.cluster for info in infos}), len(text)]
    ends = dict(pairwise(starts))
    glyphs = []
    for info, position in zip(infos, positions, strict=True):
        words = text[info.cluster : ends.pop(info.cluster, 0)]
        glyphs.append(
            Glyph(info.codepoint, position.x_advance, words, position.x_offset, position.y_offset)
        )
    return Shaped(face, tuple(glyphs), sum(glyph.advance for glyph in glyphs))


@cache
def shape_hyphenated(face: Face, text: str, features: tuple[str, ...] = ()) -> Shaped:
    """Set the first part of a divided word with a hyphen that reads as U+00AD when extracted."""
    plain = shape(face, text + "-", features)
    *letters, hyphen = plain.glyphs
    return Shaped(face, (*letters, hyphen._replace(text=SOFT_HYPHEN)), plain.advance)


@cache
def changes(face: Face, text: str, feature: str) -> bool:
    """Say whether a face has a feature for every character of a text, such as raised figures."""
    plain = [glyph.id for glyph in shape(face, text).glyphs]
    changed = [glyph.id for glyph in shape(face, text, (feature,)).glyphs]
    return len(plain) == len(changed) and all(map(ne, plain, changed))


def advance(face: Face, text: str, size: float, features: tuple[str, ...] = ()) -> float:
    """Return the width of a text in points."""
    return shape(face, text, features).advance * size / face.units_per_em
