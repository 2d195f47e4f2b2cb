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
    return _by_name().get(plain(text))


def place_names() -> tuple[str, ...]:
    """Return the plain names that `find_place` knows, for suggestions."""
    return tuple(_by_name())


@cache
def _codes() -> frozenset[str]:
    codes = locale_of("en").territories
    return frozenset(str(c) for c in codes if re.fullmatch("[A-Z]{2}", str(c)) and c != "ZZ")


@cache
def _by_name() -> dict[str, str]:
    names = {
        plain(locale_of(language).territories[code]): code
        for language in WORDED
        for code in sorted(_codes())
        if code in locale_of(language).territories
    }
    return names | _OTHER_NAMES


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
