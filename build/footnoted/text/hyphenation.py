"""Hyphenation: a word and its language come in, the places where it may be divided go out."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SHORTEST = 6
"""Letters of the shortest word that is divided."""
LEAST_BEFORE = 2
LEAST_AFTER = 3

_CORE = re.compile(r"^[^\w]*([^\W\d_]+)[^\w]*$")

_CODECS = {"microsoft-cp1251": "cp1251"}
_COMMENT = re.compile(r"^[%#].*", re.MULTILINE)
_HEXADECIMAL = re.compile(r"\^\^([0-9a-f]{2})")
_DIGITS = b"0123456789"
_HEAD = 5
"""Letters that tell whether a pattern begins with them that is longer: few are."""


@cache
def hyphen_points(word: str, language: str) -> tuple[int, ...]:
    """Return the indices before which a word may be divided with a hyphen.

    `language` is a BCP 47 tag. Words with digits, inner hyphens or capitals are left whole, and so
    are all words of a language without patterns.
    """
    before, letters = 0, word
    if not word.isalpha():
        core = _CORE.match(word)
        before, letters = (core.start(1), core[1]) if core else (0, "")
    if len(letters) < SHORTEST or _has_inner_capitals(letters):
        return ()
    patterns = _patterns(language)
    if patterns is None:
        return ()
    last = len(letters) - LEAST_AFTER
    points = patterns.positions(letters)
    return tuple([before + point for point in points if LEAST_BEFORE <= point <= last])


def _has_inner_capitals(letters: str) -> bool:
    inner = letters[1:]
    return not inner.islower() and any(letter.isupper() for letter in inner)


@cache
def _patterns(language: str) -> "_Patterns | None":
    path = pattern_file(language)
    return _Patterns(path) if path else None


def pattern_file(language: str) -> Path | None:
    """Return pyphen's file of patterns for a language, or for the one that it is a variety of.

    `pyphen.language_fallback` tells the same, but to import it takes as long as to read the file.
    """
    package = find_spec("pyphen")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "dictionaries"
    # Of the varieties of a language, the first by name stands for it.
    files = sorted((file.stem for file in folder.glob("hyph_*.dic")), reverse=True)
    names = {stem.split("_")[1].lower(): stem for stem in files}
    names |= {stem.partition("_")[2].lower(): stem for stem in files}
    tag = language.replace("-", "_").lower()
    while tag and tag not in names:
        tag = tag.rpartition("_")[0]
    return folder / f"{names[tag]}.dic" if tag else None


class _Patterns:
    """Patterns of one language (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983).

    Of ten thousand patterns a text needs a few hundred, so they are taken apart when they are met.
    """

    def __init__(self, path: Path) -> None:
        encoding, _, lines = path.read_bytes().partition(b"\n")
        code = encoding.decode("ascii").strip()
        text = lines.decode(_CODECS.get(code.lower(), code))
        if "%" in text or "#" in text:
            text = _COMMENT.sub("", text)
        if "^^" in text:
            text = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
        patterns = text.split()
        if "=" in text:
            patterns = [_without_change(pattern) for pattern in patterns]
        letters = "\n".join(patterns).encode().translate(None, _DIGITS).decode().split("\n")
        pairs = zip(letters, patterns, strict=True)
        self.by_letters = {one: pattern for one, pattern in pairs if one != pattern}
        longer = [one for one in self.by_letters if len(one) > _HEAD]
        self.longest = {one[:_HEAD]: len(one) for one in sorted(longer, key=len)}

    def positions(self, word: str) -> list[int]:
        """Return the indices before which patterns of odd weight allow a hyphen."""
        text = f".{word.lower()}."
        size, known, longest = len(text), self.by_letters, self.longest
        weights = [0] * (size + 1)
        for start in range(size - 1):
            farthest = start + longest.get(text[start : start + _HEAD], _HEAD)
            for end in range(start + 1, min(farthest, size) + 1):
                pattern = known.get(text[start:end])
                if pattern is not None:
                    for place, weight in _weights(pattern):
                        if weight > weights[start + place]:
                            weights[start + place] = weight
        return [place - 1 for place, weight in enumerate(weights) if weight % 2]


def _without_change(pattern: str) -> str:
    """Leave out the change of spelling that a division asks for."""
    return pattern.split("/", 1)[0] if "=" in pattern else pattern


@cache
def _weights(pattern: str) -> tuple[tuple[int, int], ...]:
    """Return the digits of a pattern, each with its place between the letters."""
    weights: dict[int, int] = {}
    place = 0
    for sign in pattern:
        if sign in "0123456789":
            weights[place] = int(sign)
        else:
            place += 1
    return tuple(weights.items())
