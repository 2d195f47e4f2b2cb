"""Hyphenation: a word and its language come in, the places where it may be divided go out."""

import re
from functools import cache
from typing import Protocol

SHORTEST = 6
"""Letters of the shortest word that is divided."""
LEAST_BEFORE = 2
LEAST_AFTER = 3

_CORE = re.compile(r"^[^\w]*([^\W\d_]+)[^\w]*$")


class _Patterns(Protocol):
    def positions(self, word: str) -> list[int]: ...


@cache
def hyphen_points(word: str, language: str) -> tuple[int, ...]:
    """Return the indices before which a word may be divided with a hyphen.

    `language` is a BCP 47 tag. Words with digits, inner hyphens or capitals are left whole, and so
    are all words of a language without patterns.
    """
    core = _CORE.match(word)
    letters = core[1] if core else ""
    if len(letters) < SHORTEST or any(letter.isupper() for letter in letters[1:]):
        return ()
    patterns = _patterns(language)
    if core is None or patterns is None:
        return ()
    last = len(letters) - LEAST_AFTER
    points = (int(point) for point in patterns.positions(letters))
    return tuple(core.start(1) + point for point in points if LEAST_BEFORE <= point <= last)


@cache
def _patterns(language: str) -> _Patterns | None:
    import pyphen  # reads a pattern file of 50 ms or more, only where a line asks for it

    name = pyphen.language_fallback(language.replace("-", "_"))
    patterns: _Patterns | None = pyphen.Pyphen(lang=name) if name else None
    return patterns
