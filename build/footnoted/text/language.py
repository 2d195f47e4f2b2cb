"""Language maps in, the text for one language out; and what the languages themselves bring along.

Fully worded (numbers, bounds, quotation marks): English, Spanish, French and their regions.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

WORDED: Final = ("en", "es", "fr")
"""Primary languages in which bounds, scales and spelled-out numbers are known."""

_ENGLISH: Final = ("“", "”", "‘", "’")
_GUILLEMETS: Final = ("«", "»", "“", "”")
_LOW: Final = ("„", "“", "‚", "‘")
_CORNERS: Final = ("「", "」", "『", "』")
_QUOTES: Final = {
    "en": _ENGLISH,
    "es": _GUILLEMETS,
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "ar": _GUILLEMETS,
    "bg": ("„", "“", "’", "’"),
    "ca": _GUILLEMETS,
    "cs": _LOW,
    "da": ("“", "”", "‘", "’"),
    "de": _LOW,
    "de-CH": ("«", "»", "‹", "›"),
    "el": _GUILLEMETS,
    "et": _LOW,
    "fa": ("«", "»", "‹", "›"),
    "fi": ("”", "”", "’", "’"),
    "fr-CH": ("«", "»", "‹", "›"),
    "hr": ("„", "“", "‘", "’"),
    "hu": ("„", "”", "»", "«"),
    "it": _GUILLEMETS,
    "ja": _CORNERS,
    "lt": _LOW,
    "nb": ("«", "»", "‘", "’"),
    "nl": ("‘", "’", "“", "”"),
    "nn": ("«", "»", "‘", "’"),
    "no": ("«", "»", "‘", "’"),
    "pl": ("„", "”", "«", "»"),
    "pt": _GUILLEMETS,
    "pt-BR": _ENGLISH,
    "ro": ("„", "”", "«", "»"),
    "ru": ("«", "»", "„", "“"),
    "sk": _LOW,
    "sl": _LOW,
    "sr": ("„", "“", "‘", "’"),
    "sv": ("”", "”", "’", "’"),
    "uk": ("«", "»", "„", "“"),
    "zh-HK": _CORNERS,
    "zh-Hant": _CORNERS,
    "zh-TW": _CORNERS,
}

_FRENCH_SPACE: Final = r"(?<=«)[ \u00a0]|[ \u00a0](?=[»;!?:])"
_APOSTROPHE: Final = r"(?<=\w)'"


@cache
def primary(tag: str) -> str:
    """Return the primary language of a BCP 47 tag: `fr` for `fr-CA`."""
    return tag.split("-", 1)[0].lower()


@cache
def locale_of(tag: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag, or for its primary language."""
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(primary(tag))


def is_language(tag: str) -> bool:
    """Say whether a tag, or its primary language, is one that we have words and customs of.

    >>> is_language("pt-BR"), is_language("Spanish")
    (True, False)
    """
    try:
        locale_of(tag)
    except (ValueError, UnknownLocaleError):
        return False
    return True


def in_language(words: Mapping[str, str], language: str, home: str) -> tuple[str, str]:
    """Return the text for `language` and the tag of the language that it is really in.

    The key "" stands for `home`, the dataset's language. What is missing falls back from region
    to primary language, then to `home`, then to the first text there is.
    """
    if language in words:
        return words[language], language
    if "" in words and primary(language) == primary(home):
        return words[""], home
    for wanted in (primary(language), home, primary(home)):
        if wanted in words:
            return words[wanted], wanted
        if primary(wanted) == primary(home) and "" in words:
            return words[""], home
    first = next(iter(words), "")
    return words.get(first, ""), first or home


def is_fallback(found: str, language: str) -> bool:
    """Say whether a text found by `in_language` is in another language than the one asked."""
    return primary(found) != primary(language)


def is_name(words: Mapping[str, str]) -> bool:
    """Say whether a text is a name that needs no translation: one text, every word in capitals.

    >>> is_name({"": "The New York Times"}), is_name({"": "Huish and Kirk"})
    (True, False)
    """
    only = words.get("", "") if len(words) == 1 else ""
    return bool(only) and not any(word[0].islower() for word in only.split())


def language_name(tag: str, language: str) -> str:
    """Return what a language is called in another one, or its tag where nobody has said.

    >>> language_name("en", "es"), language_name("es", "fr")
    ('inglés', 'espagnol')
    """
    names = locale_of(language).languages
    return str(names.get(tag) or names.get(primary(tag), tag))


def quoted(text: str, language: str, inner: bool = False) -> str:
    """Put a text into the quotation marks of a language; `inner` for one within another."""
    marks = _QUOTES.get(language) or _QUOTES.get(primary(language), _ENGLISH)
    opening, closing = marks[2:] if inner else marks[:2]
    return f"{opening}{text}{closing}"


def typographic(text: str, before: str = "", language: str = "") -> str:
    """Return a text with the apostrophes that print for those that are typed.

    `before` is what stands in front of it, for a text that begins with one. In French, typed
    spaces beside guillemets and before two-part marks become narrow ones that never break.

    >>> typographic("Cuba's doctors' pay")
    'Cuba’s doctors’ pay'
    >>> typographic("« Oui » : quoi ?", language="fr") == "«\u202fOui\u202f»\u202f: quoi\u202f?"
    True
    """
    french = primary(language) == "fr"
    if "'" not in text and not french:
        return text
    printed = re.sub(_APOSTROPHE, "’", before[-1:] + text)
    if french:
        printed = re.sub(_FRENCH_SPACE, "\u202f", printed)
    return printed[len(before[-1:]) :]


def capitalised(text: str) -> str:
    """Return a text with its first letter large and the rest as it was.

    >>> capitalised("more than 3")
    'More than 3'
    """
    return text[:1].upper() + text[1:]
