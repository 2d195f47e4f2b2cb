"""Unit codes of the dataset in, the units' words out: with a number, or alone for an axis."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale
from babel.numbers import get_currency_name

from footnoted.model.dataset import Unit
from footnoted.text.language import in_language, locale_of, primary

PERCENT: Final = "percent"
"""The unit that needs no entry: prints a percent sign."""


@cache
def currencies() -> frozenset[str]:
    """Return the ISO 4217 codes that Babel knows."""
    return frozenset(Locale.parse("en").currencies)


def is_signed(unit: str) -> bool:
    """Say whether a unit prints as a sign with its number wherever the number prints."""
    return unit == PERCENT or unit in currencies()


def plural_form(number: Decimal, language: str) -> str:
    """Return CLDR's plural category, `one` or `other` and so on, for a number."""
    return str(locale_of(language).plural_form(number))


def with_unit(
    number: str, count: Decimal, unit: str, units: Mapping[str, Unit], language: str, home: str
) -> str:
    """Put the unit's words round a formatted number; a unit without an entry leaves it bare."""
    entry = units.get(unit)
    if entry is None:
        return number
    words = entry.other
    if entry.one != words and plural_form(count, language) == "one":  # asking takes long
        words = entry.one
    return in_language(words, language, home)[0].replace("{n}", number)


def unit_language(
    unit: str, units: Mapping[str, Unit], language: str, home: str, *, alone: bool
) -> str:
    """Return the language that a unit's words are in; codes and signs are in every one."""
    entry = units.get(unit)
    if entry is None:
        return language
    return in_language((alone and entry.axis) or entry.other, language, home)[1]


def unit_alone(unit: str, units: Mapping[str, Unit], language: str, home: str) -> str:
    """Return the unit's words without a number, for axes and heads: `people`, `%`."""
    entry = units.get(unit)
    if entry is not None and entry.axis is not None:
        return in_language(entry.axis, language, home)[0]
    if unit in currencies():
        return get_currency_name(unit, count=2, locale=locale_of(language))
    if entry is not None:
        return " ".join(in_language(entry.other, language, home)[0].replace("{n}", " ").split())
    return "%" if unit == PERCENT else unit


def joined_of(scale: str, language: str, rest: str) -> str:
    """Return what stands between a scale word and its noun: `millones de personas`."""
    match primary(language):
        case "es":
            return f"{scale} de "
        case "fr":
            return f"{scale} d’" if rest[:1].lower() in "aeiouyhâéèêîôœ" else f"{scale} de "
    return f"{scale} "
