"""Typed values in, printed numbers out: grouping, bounds, scales, signs and units by language.

What a `{name}` in a text prints, in short: the bound's words and the number, with the sign of a
currency or the percent sign, and never the words of another unit. A range prints both ends, a
change prints `from … to …`. `{name.low}`, `.high`, `.from` and `.to` print one end. Suffixes,
joined by colons: `n` leaves the bound's words out, `unit` adds the unit's words, `words` spells
the number out, `feminine` spells it as a feminine noun wants it (`una`), `compact` prints
`8.2 billion`. Digits stay as typed; nothing is rounded.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from babel.numbers import (
    get_currency_name,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)
from msgspec import Struct

from footnoted.model.dataset import Unit, Value
from footnoted.model.figures import Bound
from footnoted.text.language import locale_of, primary
from footnoted.text.spelled import spell
from footnoted.text.units import PERCENT, currencies, is_signed, joined_of, plural_form, with_unit

ENDS: Final = ("from", "to", "low", "high")
_ENDS: Final = ("", *ENDS)
SUFFIXES: Final = ("n", "unit", "words", "compact", "feminine")

_BOUNDS: Final = {
    "en": ("", "about ", "more than ", "at least ", "nearly ", "up to ", "less than "),
    "es": ("", "alrededor de ", "más de ", "al menos ", "casi ", "hasta ", "menos de "),
    "fr": ("", "environ ", "plus de ", "au moins ", "près de ", "jusqu’à ", "moins de "),
}
"""Words before a number, in the order of `Bound`."""
_RANGES: Final = {"en": "{} to {}", "es": "{} a {}", "fr": "{} à {}"}
_CHANGES: Final = {"en": "from {} to {}", "es": "de {} a {}", "fr": "de {} à {}"}
_BILLION, _MILLION = Decimal(10**9), Decimal(10**6)
_SCALES: Final = {
    "en": ((_BILLION, "billion", "billion"), (_MILLION, "million", "million")),
    "es": ((_BILLION, "mil millones", "mil millones"), (_MILLION, "millón", "millones")),
    "fr": ((_BILLION, "milliard", "milliards"), (_MILLION, "million", "millions")),
}
_NAMED_SCALES: Final = {"billion": 0, "million": 1}
_SPANISH_GROUPS_FROM: Final = 10_000
_FORMS: Final = 256
"""Forms that are remembered: many placeholders ask for few."""


class Form(Struct, frozen=True):
    """How one place in a text wants a value printed."""

    end: str = ""
    """Empty for the whole value, else one of `ENDS`."""
    bound: bool = True
    unit: bool = False
    show: str | None = None
    """None takes the value's own `show`."""
    feminine: bool = False
    """A number spelled out stands before a feminine noun: `una`, `veintiuna`."""


@lru_cache(_FORMS)
def form_of(end: str, suffixes: tuple[str, ...]) -> Form | None:
    """Return the form that a placeholder asks for, or None when it asks for an unknown one."""
    if end not in _ENDS or not set(suffixes) <= set(SUFFIXES):
        return None
    show = next((suffix for suffix in suffixes if suffix in ("words", "compact")), None)
    return Form(end, "n" not in suffixes, "unit" in suffixes, show, "feminine" in suffixes)


def in_digits(value: Value, end: str = "", unit: bool = False) -> Form:
    """Return the form for charts, tables and big figures: never spelled out, else as shown."""
    return _in_digits(end, unit, value.show == "words")


@lru_cache(_FORMS)
def _in_digits(end: str, unit: bool, spelled: bool) -> Form:
    return Form(end, unit=unit, show="" if spelled else None)


def amounts(value: Value) -> dict[str, Decimal]:
    """Return the amounts a value has, by the name of the end; "" for a plain amount."""
    if value.is_ is not None and value.from_ is value.to is value.low is value.high is None:
        return {"": value.is_}  # as nearly all
    every = value.is_, value.from_, value.to, value.low, value.high
    return {end: one for end, one in zip(_ENDS, every, strict=True) if one is not None}


def print_value(
    value: Value, form: Form, units: Mapping[str, Unit], language: str, home: str
) -> str | None:
    """Print a value, or one end of it, in words and digits; None when it lacks that end."""
    found = _asked(value, form.end)
    if not found:
        return None
    show = value.show if form.show is None else form.show
    printer = _Printer(value.unit, show, units, language, home, form.feminine)
    printed = [printer.amount(amount) for amount in found.values()]
    text, scale = printed[-1]
    bound = value.bound if form.bound else Bound.EXACT
    if len(found) == 1:
        text = text if "high" in found else print_bound(bound, text, language)
    elif "from" in found:
        pair = (print_bound(bound, text, language) for text, _ in printed)
        text = _CHANGES[_worded(language)].format(*pair)
    else:
        texts = (text for text, _ in printed)
        text = print_bound(bound, _RANGES[_worded(language)].format(*texts), language)
    if form.unit and not is_signed(value.unit):
        last = next(reversed(found.values()))
        return _add_unit(text, scale, last, value.unit, units, language, home)
    return text


def _asked(value: Value, end: str) -> dict[str, Decimal]:
    """Return the amount of one end, or those of the whole value in the order of print."""
    if not end and value.is_ is not None:
        return {"": value.is_}
    found = amounts(value)
    if end:
        return {end: found[end]} if end in found else {}
    pairs = (("from", "to"), ("low", "high"))
    return next(
        ({one: found[one] for one in pair} for pair in pairs if found.keys() >= set(pair)), {}
    )


def print_bound(bound: Bound, number: str, language: str) -> str:
    """Put the bound's words before a printed number: `more than 30,000`."""
    if bound is Bound.EXACT:
        return number
    return _BOUNDS[_worded(language)][tuple(Bound).index(bound)] + number


def decimal_sign(language: str) -> str:
    """Return the sign between whole and decimal digits.

    >>> decimal_sign("en"), decimal_sign("fr")
    ('.', ',')
    """
    return get_decimal_symbol(locale_of(language))


def print_number(number: Decimal, language: str) -> str:
    """Print a number with the language's grouping and decimal sign, its digits as typed.

    Spanish groups from five digits on.

    >>> print_number(Decimal("42000"), "en"), print_number(Decimal("7.50"), "es")
    ('42,000', '7,50')
    """
    groups = primary(language) != "es" or abs(number) >= _SPANISH_GROUPS_FROM
    # Not Babel's `format_decimal`: it takes a pattern apart for every number, forty times as long.
    digits = f"{number:,f}" if groups else f"{number:f}"
    group, point = _signs(language)
    if group != "," or point != ".":
        digits = digits.replace(".", "\0").replace(",", group).replace("\0", point)
    return digits.replace("-", "\N{MINUS SIGN}")


@cache
def _signs(language: str) -> tuple[str, str]:
    """Return what a language prints between groups of digits and before decimals."""
    locale = locale_of(language)
    return get_group_symbol(locale), get_decimal_symbol(locale)


def scale_word(number: Decimal, show: str, language: str) -> tuple[Decimal, str]:
    """Return the number in its scale and the scale's word, which is empty below a million."""
    scales = _SCALES[_worded(language)]
    chosen = (
        scales[_NAMED_SCALES[show]]
        if show in _NAMED_SCALES
        else next((scale for scale in scales if abs(number) >= scale[0]), None)
    )
    if chosen is None:
        return number, ""
    size, one, other = chosen
    scaled = number / size
    scaled = scaled.quantize(Decimal(1)) if scaled == scaled.to_integral() else scaled.normalize()
    if other == "mil millones" and scaled == 1:
        return Decimal(1000), "millones"
    return scaled, one if plural_form(scaled, language) == "one" else other


def _worded(language: str) -> str:
    return primary(language) if primary(language) in _BOUNDS else "en"


class _Printer(Struct, frozen=True):
    """What the amounts of one value share: unit, scale, language."""

    unit: str
    show: str
    units: Mapping[str, Unit]
    language: str
    home: str
    feminine: bool = False

    def amount(self, amount: Decimal) -> tuple[str, str]:
        """Return an amount with its sign where its unit has one, and the scale word used."""
        if self.show == "words" and amount == amount.to_integral():
            name = spell(int(amount), self.language, feminine=self.feminine)
            if name is not None and not is_signed(self.unit):
                return name, ""
        scaled, scale = amount, ""
        if self.show not in ("", "words"):
            scaled, scale = scale_word(amount, self.show, self.language)
        digits = print_number(scaled, self.language)
        number = f"{digits} {scale}" if scale else digits
        if self.unit in self.units and is_signed(self.unit):
            return self._worded(number, scale, amount), scale
        if self.unit == PERCENT:
            return digits + _percent_sign(self.language), scale
        if self.unit in currencies():
            return self._currency(digits, scale), scale
        return number, scale

    def _worded(self, number: str, scale: str, amount: Decimal) -> str:
        return _add_unit(number, scale, amount, self.unit, self.units, self.language, self.home)

    def _currency(self, digits: str, scale: str) -> str:
        sign, leads = _currency_sign(self.unit, self.language)
        if leads:
            return f"{sign}{digits} {scale}" if scale else f"{sign}{digits}"
        if not scale:
            return f"{digits}\u00a0{sign}"
        name = get_currency_name(self.unit, count=2, locale=locale_of(self.language))
        return f"{digits} {joined_of(scale, self.language, name)}{name}"


@cache
def _percent_sign(language: str) -> str:
    pattern = str(locale_of(language).percent_formats[None].pattern)
    return pattern[pattern.rindex("0") + 1 :]


@cache
def _currency_sign(unit: str, language: str) -> tuple[str, bool]:
    """Return a currency's sign and whether it stands first; one of letters wants a space then."""
    locale = locale_of(language)
    sign = get_currency_symbol(unit, locale)
    leads = locale.currency_formats["standard"].pattern.startswith("\xa4")
    return (f"{sign} " if leads and sign.isalpha() else sign), leads


def _add_unit(
    number: str,
    scale: str,
    count: Decimal,
    unit: str,
    units: Mapping[str, Unit],
    language: str,
    home: str,
) -> str:
    """Put unit words round a number, with the `de` that follows millions in es and fr."""
    text = with_unit("\0", count, unit, units, language, home)
    if not text.startswith(("\0 ", "\0\u00a0")) or not scale:
        return text.replace("\0", number)
    noun = text[2:]
    return number.removesuffix(scale) + joined_of(scale, language, noun) + noun
