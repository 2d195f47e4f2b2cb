"""Hyphenation: our reading of the pattern files against pyphen's own."""

import pyphen
import pytest

from footnoted.text.hyphenation import LEAST_AFTER, LEAST_BEFORE, hyphen_points

WORDS = {
    "en-GB": "archaeological concentration hyphenation particularly",
    "en-US": "archaeological concentration hyphenation particularly",
    "es": "arqueología concentración desarrollo",
    "de": "Silbentrennung schifffahrt straßenbahn",
    "hu": "asszonnyal könnyen hosszúság",
    "ru": "перенос конституция",
}


@pytest.mark.parametrize("language", WORDS)
def test_words_divide_where_the_patterns_of_their_language_say(language: str) -> None:
    patterns = pyphen.Pyphen(lang=pyphen.language_fallback(language))
    for word in WORDS[language].split():
        wanted = [
            int(point)
            for point in patterns.positions(word)
            if LEAST_BEFORE <= point <= len(word) - LEAST_AFTER
        ]
        assert wanted
        assert list(hyphen_points(word, language)) == wanted


def test_a_language_without_patterns_divides_nothing() -> None:
    assert hyphen_points("particularly", "xx") == ()
