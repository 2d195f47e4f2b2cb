"""ISO 3166 codes in, countries' names out, and back from a name in English, Spanish or French."""

import re
import unicodedata
from functools import cache

from footnoted.text.language import WORDED, locale_of


def place_name(code: str, language: str) -> str:
    """Return a country's name in a language; a subdivision prints as country and code."""
    country, _, part = code.partition("-")
    name = locale_of(language).territories.get(country, country)
    return f"{name} ({code})" if part else name


def is_place(code: str) -> bool:
    """Say whether a code names a country, or a part of one that exists."""
    return code.partition("-")[0] in _codes()


def find_place(text: str) -> str | None:
    """Return the code for a code or for a country's name, whatever its case and accents."""
    if is_place(text.upper()):
        return text.upper()
    name = plain(text)
    if name in _OTHER_NAMES:
        return _OTHER_NAMES[name]
    # One language after the other: to read what Babel knows of one takes a small build a while.
    return next((names[name] for names in map(_names, WORDED) if name in names), None)


def place_names() -> tuple[str, ...]:
    """Return the plain names that `find_place` knows, for suggestions."""
    known = {name: code for language in WORDED for name, code in _names(language).items()}
    return tuple(known | _OTHER_NAMES)


@cache
def _codes() -> frozenset[str]:
    codes = locale_of("en").territories
    return frozenset(str(c) for c in codes if re.fullmatch("[A-Z]{2}", str(c)) and c != "ZZ")


@cache
def _names(language: str) -> dict[str, str]:
    """Return the countries' codes by their plain names in a language."""
    names = locale_of(language).territories
    return {plain(names[code]): code for code in sorted(_codes()) if code in names}


_OTHER_NAMES = {
    "bosnia": "BA",
    "burma": "MM",
    "democratic republic of the congo": "CD",
    "east timor": "TL",
    "great britain": "GB",
    "ivory coast": "CI",
    "swaziland": "SZ",
    "turkey": "TR",
    "united states of america": "US",
    "usa": "US",
    "uk": "GB",
}


def plain(text: str) -> str:
    """Return a name without case and accents, with single spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("&", "and"))
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())
