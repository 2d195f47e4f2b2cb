"""Numbers as typed in, numbers as printed out: ranges, labels, ordinals, locators."""

import re
from functools import lru_cache
from typing import Final

from footnoted.cite.pages import PAGES
from footnoted.cite.terms import SYMBOLS, Terms

# Few citations need these: `re` compiles them when they are first asked for.
_RANGE: Final = r"\b([A-Za-z]*)(\d+)\s*[-–—]\s*([A-Za-z]*)(\d+)\b(?![-–]\d)"
_ROMAN_RANGE: Final = r"(?i:\b([ivxlcdm]+)\s*[-–—]\s*([ivxlcdm]+)\b)"
_MIXED_RANGE: Final = r"(?<=\w)-(?=\w)"
_NUMBER: Final = r"(?:[A-Za-z]*\d+[A-Za-z]*(?:/\d+[A-Za-z]*)?|[ivxlcdm]+)"
_NUMERIC: Final = rf"{_NUMBER}(?:\s*(?:[-–—,&]|\band\b)\s*{_NUMBER})*"

_REMEMBERED: Final = 1024
"""Places of which a citation is asked several times, one soon after the other."""


def is_numeric(text: str) -> bool:
    """Say whether a text is nothing but numbers (CSL 1.0.2, `is-numeric`).

    >>> [is_numeric(text) for text in ("2", "2nd", "R45657", "3-5", "xx", "16 April", "Rev.")]
    [True, True, True, True, True, False, False]
    """
    return text.isdecimal() or (text != "" and re.fullmatch(_NUMERIC, text) is not None)


@lru_cache(_REMEMBERED)
def page_range(text: str) -> str:
    """Shorten ranges of pages as Chicago does (CMOS 18, 9.62).

    >>> page_range("159-160"), page_range("100-104"), page_range("1496-1504"), page_range("101-8")
    ('159–60', '100–104', '1496–504', '101–8')
    """
    if text.isdigit():
        return text
    first, _, last = text.partition("-")
    if first.isdecimal() and last.isdecimal():
        return _shortened("", first, "", last)
    text = re.sub(_RANGE, lambda found: _shortened(*found.groups()), text)
    text = re.sub(_ROMAN_RANGE, r"\1–\2", text)
    return re.sub(_MIXED_RANGE, "–", text) if " " not in text else text


def _shortened(first_prefix: str, first: str, last_prefix: str, last: str) -> str:
    prefix = "" if last_prefix == first_prefix else last_prefix
    if len(last) < len(first) and not prefix:
        last = first[: len(first) - len(last)] + last
    if len(last) == len(first) and len(first) >= 3 and not prefix and int(first) % 100:
        same = next((n for n in range(len(first)) if first[n] != last[n]), len(first) - 1)
        last = last[same:] if int(first) % 100 < 10 else last[min(same, len(first) - 2) :]
    return f"{first_prefix}{first}–{prefix}{last}"


def number_range(text: str) -> str:
    """Set the dash of a range of volumes or issues: `3–4`."""
    return re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", "–", text) if is_numeric(text) else text


def label(name: str, number: str, terms: Terms) -> str:
    """Return the label of a number, in the plural where it is several: `nos.` for `3–4`."""
    one, several = terms.labels.get(name, (name, name))
    return several if is_several(number) else one


@lru_cache(_REMEMBERED)
def is_several(number: str) -> bool:
    """Say whether a number is a range or a list of numbers."""
    first, _, last = number.partition("–")
    if number == PAGES or (first.isdecimal() and last.isdecimal()):
        return True
    return is_numeric(number) and bool(re.search(r"[-–—,&]|\band\b", number))


def labelled(name: str, number: str, terms: Terms) -> str:
    """Put the label before a number, whatever it looks like."""
    return f"{label(name, number, terms)} {number}" if number else ""


def if_numeric(name: str, number: str, terms: Terms) -> str:
    """Put the label before a number, none before words."""
    return labelled(name, number, terms) if is_numeric(number) else number


def ordinals(number: str, terms: Terms) -> str:
    """Turn the whole numbers of a text into ordinals: `2nd` for `2`, `1st and 2nd`."""
    bare = number_range(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", number))
    return re.sub(r"\b\d+\b(?!/)(?<!/\d)", lambda found: _ordinal(found[0], terms), bare)


def _ordinal(digits: str, terms: Terms) -> str:
    if terms.ordinal:
        return terms.ordinal.format(digits)
    value = int(digits)
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_BARE_WORDS: Final = frozenset(("chapter", "line", "verse"))


def locator_words(kind: str, locator: str, terms: Terms, legal: bool) -> str:
    """Return a locator with its label: `77`, `chap. 2`, `¶ 50` in a legal citation."""
    if not locator:
        return ""
    text = page_range(locator)
    if kind == "page":
        return text
    if legal and kind in SYMBOLS:
        return f"{SYMBOLS[kind][is_several(text)]} {text}"
    if kind in _BARE_WORDS and not is_numeric(locator):
        return text
    return labelled(kind, text, terms)
