"""Hyphenation: our reading of the pattern files against pyphen's own."""

import pyphen
import pytest

from footnoted.text.hyphenation import LEAST_AFTER, LEAST_BEFORE, hyphen_points, pattern_file

WORDS = {
    "en-GB": "archaeological concentration hyphenation particularly",
    "en-US": "archaeological concentration hyphenation particularly",
    "es": "arqueología concentración desarrollo",
    "de": "Silbentrennung schifffahrt straßenbahn",
    "de-AT": "kabinett urinstinkt",
    "eo": "eksperimentas esperantisto",
    "hu": "asszonnyal könnyen hosszúság",
    "af": "verskillende geskiedenis",
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


@pytest.mark.parametrize("word", ["“particularly,”", "Particularly", "(particularly)"])
def test_signs_around_a_word_and_a_capital_change_nothing_in_it(word: str) -> None:
    shift = word.lower().index("particularly")
    plain = hyphen_points("particularly", "en-GB")
    assert hyphen_points(word, "en-GB") == tuple(point + shift for point in plain)


@pytest.mark.parametrize("word", ["McParticularly", "particu1arly", "particu-larly", "parts"])
def test_names_numbers_and_short_words_stay_whole(word: str) -> None:
    assert hyphen_points(word, "en-GB") == ()


def test_each_language_has_the_file_that_pyphen_takes() -> None:
    tags = {*pyphen.LANGUAGES, "en-AU", "de-1996", "sr-Latn-RS", "SR-latn", "zh-Hans", "e", ""}
    for tag in tags:
        name = pyphen.language_fallback(tag)
        wanted = pyphen.LANGUAGES[name] if name else None
        assert pattern_file(tag.replace("_", "-")) == wanted
