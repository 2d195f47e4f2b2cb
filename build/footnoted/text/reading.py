"""Sentences in, the years of school that reading them asks for out.

English by Flesch and Kincaid (1975), Spanish by Crawford (1985), French by Kandel and Moles (1958),
whose score of ease becomes years by Flesch's own table, all else by Björnsson's LIX (1968), which
counts no syllables and becomes years by Anderson's table (1983). The syllables are counted by
rule, which is right for nine English words in ten and nearer the mark in Spanish and French.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from footnoted.text.language import primary

LEAST_WORDS: Final = 100
"""Of a shorter text the formulas tell nothing."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d(?:[\d.,\s]*\d)?")
_SENTENCE_END: Final = re.compile(r"(?<!\b[^\W\d_])[.!?…]+[)\]”»\"’]*\s+(?=\S)")
_LONG_WORD: Final = 7
"""Letters from which LIX calls a word long."""
_FLESCH: Final = ((100, 4), (90, 5), (80, 6), (70, 7), (60, 8.5), (50, 11), (30, 14), (0, 17))
"""Ease and years (Flesch 1949), what lies between on straight lines."""
_LIX: Final = (
    *((10, 1), (15, 2), (20, 3), (24, 4), (28, 5), (32, 6), (36, 7), (40, 8), (44, 9), (48, 10)),
    *((52, 11), (56, 12), (60, 13)),
)
"""LIX and years (Anderson 1983), what lies between on straight lines."""


def sentences(text: str) -> list[str]:
    """Part a run of text into sentences; an initial or `U.S.` ends none."""
    return [one for one in _SENTENCE_END.sub("\n", text).split("\n") if _WORD.search(one)]


def words(text: str) -> list[str]:
    """Return the words and numbers of a text."""
    return _WORD.findall(text)


def years_of_school(lines: Sequence[str], language: str) -> float:
    """Return the years of school that sentences ask for, in the formula of their language."""
    found = [words(line) for line in lines]
    every = [word for line in found for word in line]
    if not every:
        return 0.0
    length = len(every) / len(lines)
    if primary(language) not in _SYLLABLES:
        long = sum(len(word) >= _LONG_WORD for word in every)
        return _between(length + 100 * long / len(every), _LIX)
    per_word = sum(syllables(word, language) for word in every) / len(every)
    match primary(language):
        case "en":
            return 0.39 * length + 11.8 * per_word - 15.59
        case "es":
            return -0.205 * 100 / length + 0.049 * 100 * per_word - 3.407
    return _between(207 - 1.015 * length - 73.6 * per_word, _FLESCH)


def _between(score: float, table: Sequence[tuple[float, float]]) -> float:
    """Read a table, along the lines between its points and beyond its ends."""
    rising = sorted(table)
    pairs = list(pairwise(rising))
    (low, start), (high, end) = next((pair for pair in pairs if score <= pair[1][0]), pairs[-1])
    return start + (score - low) * (end - start) / (high - low)


def syllables(word: str, language: str) -> int:
    """Count a word's syllables by the rules of English, Spanish or French; a number has one.

    >>> [syllables(word, "en") for word in ("international", "doctors", "table", "played", "the")]
    [5, 2, 2, 1, 1]
    >>> [syllables(word, "es") for word in ("país", "cooperación", "guerra", "médico")]
    [2, 5, 2, 3]
    >>> [syllables(word, "fr") for word in ("coopération", "médecine", "brigades", "pays")]
    [5, 3, 2, 1]
    """
    count = _SYLLABLES[primary(language)]
    return max(1, sum(count(part) for part in re.split("['’]", word.lower())))


def _english(word: str) -> int:
    """Count groups of vowels, less those that are silent or joined, more those that part."""
    bare = re.sub(r"[^a-z]", "", word)
    bare = re.sub(r"(?<=[^aeioutd])ed$|(?<=[aeioy]r)ed$|(?<=[bdfklmnprtvw])es$", "", bare)
    bare = re.sub(r"(?<=[bdfgklmnprtvw])e(?=(?:ly|ments?|ful|less|ness)$)|(?<!^)e$", "", bare)
    groups = len(re.findall(r"[aeiouy]+", bare))
    return groups + len(_PART.findall(bare)) - len(_JOINED.findall(bare))


_JOINED: Final = re.compile(r"[cst]ia[ln]?|lians?$|giu|(?:[cgst]|ll)io|geo(?=u)")
_PART: Final = re.compile(
    r"i[ao]|iu|[dlr]ien(?=[ct])|scie(?=n)|uie|(?<=.[rdn])ea$|creat(?!ur)|^coop|ying|eo(?!u|p)"
    r"|(?<=[^aeiouy])l$|(?<=[sthl])ism|(?<=[^gq])ua(?=[^aeiou])"
)
"""Fewer and more syllables than groups of vowels, after Fast's Lingua::EN::Syllable (1999)."""


def _spanish(word: str) -> int:
    word = re.sub(r"qu|gu(?=[eiéí])", "k", word).replace("h", "")
    word = re.sub(r"y(?![aeiouáéíóú])", "i", word)
    total = 0
    for group in re.findall(r"[aeiouáéíóúü]+", word):
        # Two strong vowels part, and so does a stressed weak one; a weak one leans on a strong.
        total += max(1, len(re.findall(r"[aeoáéóíú]", group)))
    return total


def _french(word: str) -> int:
    word = re.sub(r"qu|gu(?=[eéèêi])", "k", word)
    bare = re.sub(r"(?<=[^aeioyèê])es?$", "", word)
    bare = bare if re.search(r"[aeiouyàâéèêëîïôùûüœ]", bare) else word
    groups = re.findall(r"[aeiouyàâéèêëîïôùûüœ]+", bare)
    # An accent on e, or a trema, opens a syllable of its own beside another vowel.
    return sum(
        1 + len(re.findall(r"é(?=[aâeéèioôu])|o(?=[aoâé])|(?<=[aeoué])[ïë]", group))
        for group in groups
    )


_SYLLABLES: Final = {"en": _english, "es": _spanish, "fr": _french}
