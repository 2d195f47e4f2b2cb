"""Words of ours in, the numerals in them that no value or date of the facts bears out.

Looked at are digits with their grouping and decimals, a scale word after them (`8.2 billion`), and
spelled-out numbers from three on. One and two are left alone: they are ordinary words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct

from footnoted.model.dataset import Fact
from footnoted.model.edtf import Moment, parse_edtf
from footnoted.text.language import primary
from footnoted.text.numbers import amounts
from footnoted.text.scanning import matches
from footnoted.text.spelled import named_numbers

_SPELLED_FROM: Final = 3
_DIGITS: Final = {
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
    "es": r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
    "fr": r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
}
_SCALES: Final = {
    "en": {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3},
    "es": {"mil millones": 10**9, "millones": 10**6, "millón": 10**6, "mil": 10**3},
    "fr": {
        "milliards": 10**9,
        "milliard": 10**9,
        "millions": 10**6,
        "million": 10**6,
        "mille": 10**3,
    },
}
_HOLES: Final = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}|\[@[^\]]*\]|\]\([^)\s]*\)|https?://\S+")


class _Bare(dict[int, str]):
    """For `str.translate`: letters stay, every digit becomes the same one, the rest a space."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        bare = _DIGIT if sign.isdecimal() else sign if sign.isalpha() else " "
        return self.setdefault(code, bare)


_DIGIT: Final = "0"
_BARE: Final = _Bare()


class Numeral(Struct, frozen=True):
    """A number in a text: as typed, and what it may stand for."""

    typed: str
    readings: frozenset[Decimal]


class Backing(Struct, frozen=True):
    """Everything that may bear a number out."""

    numbers: frozenset[Decimal]
    years: tuple[tuple[int, int], ...]
    """First and last year of each time."""

    def bears(self, numeral: Numeral) -> bool:
        """Say whether one reading of the numeral is a value or lies in a time."""
        if numeral.readings & self.numbers:
            return True
        whole = [int(n) for n in numeral.readings if n == n.to_integral() and n < 10_000]
        return any(first <= n <= last for n in whole for first, last in self.years)


def numerals(text: str, language: str, literals: Iterable[str] = ()) -> Iterator[Numeral]:
    """Find the numbers of a text, placeholders, cites, addresses and literals left out."""
    tongue = primary(language) if primary(language) in _DIGITS else "en"
    rest = _without_holes(text)
    # Long texts have few numbers, and the whole pattern takes a second over a thousand pages.
    bare = f" {rest.lower().translate(_BARE)} "
    spelled = any(map(bare.__contains__, _first_words(tongue)))
    if not spelled and _DIGIT not in bare:
        return
    if names := tuple(literals):
        rest = _any_of(names).sub(" ", rest)
    for found in _pattern(tongue, spelled).finditer(rest):
        scale = Decimal(_SCALES[tongue].get((found["scale"] or "").lower(), 1))
        if found["digits"]:
            number = _decimal(found["digits"], tongue)
        else:
            number = Decimal(_spelled(tongue)[found["word"].lower()])
        decade = range(1, 10) if found["decade"] else ()
        years = (number + year for year in decade)
        yield Numeral(found[0].strip(), frozenset((number, number * scale, *years)))


def backing(facts: Iterable[Fact], years: Iterable[int] = ()) -> Backing:
    """Gather the amounts and times of facts, and further years such as those of sources."""
    numbers: set[Decimal] = set()
    spans = [(year, year) for year in years]
    for fact in facts:
        times = [fact.when, fact.said]
        for value in fact.values.values():
            numbers.update(amounts(value).values())
            times.append(value.when)
        for time in times:
            if time:
                spans.append(_years(time))
                numbers |= _days(time)
    return Backing(frozenset(numbers), tuple(dict.fromkeys(spans)))


def unbacked(
    text: str, language: str, supports: Sequence[Backing], literals: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the numerals of a text that nothing bears out, as typed."""
    every = numerals(text, language, literals)
    bare = (one for one in every if not any(support.bears(one) for support in supports))
    return tuple(dict.fromkeys(one.typed for one in bare))


@cache
def _any_of(literals: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one) for one in sorted(literals, key=len, reverse=True)))


@cache
def _pattern(tongue: str, spelled: bool) -> re.Pattern[str]:
    """Return the pattern of numerals; with those that are spelled out it takes long to compile."""
    numeral = rf"(?P<digits>{_DIGITS[tongue]})(?P<decade>s\b)?"
    if spelled:
        words = "|".join(sorted(map(re.escape, _spelled(tongue)), key=len, reverse=True))
        numeral = rf"(?:{numeral}|(?P<word>{words})(?!\w|-\w))"
    scales = "|".join(re.escape(scale) for scale in _SCALES[tongue])
    return re.compile(
        rf"(?<![\w.,])(?<![^\W\d]-){numeral}(?:[\s\u00a0](?P<scale>{scales})\b)?", re.IGNORECASE
    )


def _without_holes(text: str) -> str:
    parts, at = [], 0
    for hole in matches(_HOLES, ("{", "[@", "](", "http"), text):
        parts.append(text[at : hole.start()])
        at = hole.end()
    return " ".join([*parts, text[at:]])


@cache
def _first_words(tongue: str) -> tuple[str, ...]:
    """Return what numbers spelled out begin with, between spaces; these are soon looked for."""
    words = " ".join(_spelled(tongue)).lower().translate(_BARE).split()
    return tuple(f" {word} " for word in dict.fromkeys(words))


@cache
def _spelled(tongue: str) -> dict[str, int]:
    return {name: n for name, n in named_numbers(tongue).items() if n >= _SPELLED_FROM}


def _decimal(digits: str, tongue: str) -> Decimal:
    if tongue == "en":
        return Decimal(digits.replace(",", ""))
    return Decimal(re.sub(r"[.\s]", "", digits).replace(",", "."))


def _years(time: str) -> tuple[int, int]:
    """Return a time's years; a decade counts whole, an open interval only its known end."""
    when = parse_edtf(time)
    start = when.lower.year if when.start else when.upper.year
    end = when.upper.year if when.end else when.lower.year
    return start, end


def _days(time: str) -> set[Decimal]:
    when = parse_edtf(time)
    ends = [end for end in (when.start, when.end) if isinstance(end, Moment)]
    return {Decimal(end.day) for end in ends if end.day}
