"""Figures for an axis: the least and the largest value in, round steps between them out."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

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
