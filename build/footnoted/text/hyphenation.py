"""Hyphenation: a word and its language come in, the places where it may be divided go out."""

import re
from functools import cache
from pathlib import Path

SHORTEST = 6
"""Letters of the shortest word that is divided."""
LEAST_BEFORE = 2
LEAST_AFTER = 3

_CORE = re.compile(r"^[^\w]*([^\W\d_]+)[^\w]*$")


_CODECS = {"microsoft-cp1251": "cp1251"}
_PATTERN = re.compile(r"^(?![%#]|(?:COMPOUND)?(?:LEFT|RIGHT)HYPHENMIN)\S*[1-9]\S*", re.MULTILINE)
_HEXADECIMAL = re.compile(r"\^\^([0-9a-f]{2})")
_DIGIT = re.compile(r"\d")
_PLACES = re.compile(r"(\d?)(\D?)")


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
    points = [point for point in patterns.positions(letters) if LEAST_BEFORE <= point <= last]
    return tuple(core.start(1) + point for point in points)


@cache
def _patterns(language: str) -> "_Patterns | None":
    import pyphen  # looks through its pattern files: only where a line asks for it

    name = pyphen.language_fallback(language.replace("-", "_"))
    return _Patterns(pyphen.LANGUAGES[name]) if name else None


class _Patterns:
    """Patterns of one language (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983).

    Of ten thousand patterns a text needs a few hundred, so they are taken apart when they are met.
    """

    def __init__(self, path: Path) -> None:
        encoding, *lines = path.read_bytes().split(b"\n")
        code = encoding.decode("ascii").strip()
        text = b"\n".join(lines).decode(_CODECS.get(code.lower(), code))
        text = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
        patterns: list[str] = _PATTERN.findall(text)
        if "=" in text:
            patterns = [_without_change(pattern) for pattern in patterns]
        letters = _DIGIT.sub("", "\n".join(patterns)).split("\n")
        self.by_letters = dict(zip(letters, patterns, strict=True))
        self.longest = max(map(len, self.by_letters))

    def positions(self, word: str) -> list[int]:
        """Return the indices before which patterns of odd weight allow a hyphen."""
        text = f".{word.lower()}."
        size, longest = len(text), self.longest
        weights = [0] * (size + longest + 1)
        pieces = [
            (text[start:end], start)
            for start in range(size - 1)
            for end in range(start + 1, min(start + longest, size) + 1)
        ]
        known = self.by_letters
        for letters, start in pieces:
            if letters in known:
                for place, weight in _weights(known[letters]):
                    if weight > weights[start + place]:
                        weights[start + place] = weight
        return [place - 1 for place, weight in enumerate(weights) if weight % 2]


def _without_change(pattern: str) -> str:
    """Leave out the change of spelling that a division asks for."""
    return pattern.split("/", 1)[0] if "=" in pattern else pattern


@cache
def _weights(pattern: str) -> tuple[tuple[int, int], ...]:
    """Return the digits of a pattern, each with its place between the letters."""
    places = enumerate(_PLACES.findall(pattern))
    return tuple((place, int(digit)) for place, (digit, _) in places if digit)
