"""Whole numbers in, their names out, and back: 0 to 100 in English, Spanish and French."""

import re
from functools import cache
from typing import Final

from footnoted.text.language import WORDED, primary

LIMIT: Final = 100
"""The largest number that is spelled out."""


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN: Final = _names(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS: Final = _names("twenty thirty forty fifty sixty seventy eighty ninety")
_ES: Final = _names(
    "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES_TENS: Final = _names("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_FR: Final = _names(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_FR_TENS: Final = _names("vingt trente quarante cinquante soixante soixante quatre-vingt")
_ALSO: Final = {
    "en": {},
    "es": {"uno": 1, "una": 1, "veintiuno": 21, "veintiuna": 21},
    "fr": {"une": 1, "vingt et une": 21},
}


def spell(number: int, language: str, *, feminine: bool = False) -> str | None:
    """Return the number's name, or None beyond `LIMIT` or in a language without a table.

    Spanish has the short form that stands before a noun: `veintiún países`, `veintiuna provincias`.

    >>> spell(21, "en"), spell(71, "fr"), spell(45, "es"), spell(21, "es", feminine=True)
    ('twenty-one', 'soixante et onze', 'cuarenta y cinco', 'veintiuna')
    """
    if not 0 <= number <= LIMIT:
        return None
    match primary(language):
        case "en":
            return _english(number)
        case "es":
            return _ends_in(_spanish(number), "una" if feminine else "")
        case "fr":
            return _ends_in(_french(number), "une" if feminine else "")
    return None


def _ends_in(name: str, one: str) -> str:
    """Put the form of `one` that is asked for at the end of a name that ends in it."""
    return re.sub("[uú]n$", one, name) if one else name


@cache
def named_numbers(language: str) -> dict[str, int]:
    """Return every name this module knows in a language, with what it stands for."""
    if primary(language) not in WORDED:
        return {}
    names = {name: n for n in range(LIMIT + 1) if (name := spell(n, language))}
    return names | _ALSO[primary(language)]


def _english(number: int) -> str:
    if number == LIMIT:
        return "one hundred"
    if number < len(_EN):
        return _EN[number]
    tens, rest = divmod(number, 10)
    return _EN_TENS[tens - 2] + (f"-{_EN[rest]}" if rest else "")


def _spanish(number: int) -> str:
    if number == LIMIT:
        return "cien"
    if number < len(_ES):
        return _ES[number]
    tens, rest = divmod(number, 10)
    return _ES_TENS[tens - 3] + (f" y {_ES[rest]}" if rest else "")


def _french(number: int) -> str:
    if number == LIMIT:
        return "cent"
    if number < len(_FR):
        return _FR[number]
    if number >= 80:
        return "quatre-vingt" + (f"-{_FR[number - 80]}" if number > 80 else "s")
    tens = min(number // 10, 6)
    rest = number - tens * 10
    if rest in (1, 11):
        return f"{_FR_TENS[tens - 2]} et {_FR[rest]}"
    return _FR_TENS[tens - 2] + (f"-{_FR[rest]}" if rest else "")
