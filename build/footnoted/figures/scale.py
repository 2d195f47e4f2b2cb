"""Figures for an axis: the least and the largest value in, round steps between them out."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def nice_ticks(low: Decimal, high: Decimal, about: int) -> tuple[Decimal, ...]:
    """Return round figures that enclose both values, about as many as asked for.

    >>> [str(tick) for tick in nice_ticks(Decimal(0), Decimal(42000), 4)]
    ['0', '20000', '40000', '60000']
    """
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    rough = (high - low) / about
    magnitude = Decimal(1).scaleb(rough.adjusted())
    step = next(size * magnitude for size in _STEPS if size * magnitude >= rough)
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return tuple(_plain(step * count) for count in range(first, last + 1))


def _plain(number: Decimal) -> Decimal:
    """Take off trailing zeros without going to an exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()


_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


def nice_years(low: Decimal, high: Decimal, most: int) -> tuple[int, ...]:
    """Return round years whose middles enclose two times given in years, at most about `most`.

    >>> nice_years(Decimal("2003.5"), Decimal("2019.9"), 6)
    (2000, 2005, 2010, 2015, 2020)
    """
    half = Decimal("0.5")
    for step in _YEARS:
        first = int(((low - half) / step).to_integral_value(ROUND_FLOOR))
        last = int(((high - half) / step).to_integral_value(ROUND_CEILING))
        if last - first + 1 <= most or step == _YEARS[-1]:
            break
    return tuple(step * count for count in range(first, max(last, first + 1) + 1))


def years_of(categories: Sequence[str]) -> list[int]:
    """Return the years that categories are, if they are years in order, else none."""
    years = [int(name) for name in categories if len(name) == 4 and name.isdecimal()]
    ordered = len(years) == len(categories) and all(a < b for a, b in pairwise(years))
    return years if ordered else []
