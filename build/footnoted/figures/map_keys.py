"""The key of a map: its kinds, classes or sizes in, marks out; and the classes of shades."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import log, sqrt

from msgspec import Struct

from footnoted.figures.drawing import Circle, Mark, Rect
from footnoted.figures.hand import Hand, wrap
from footnoted.model.figures import Map, MapForm
from footnoted.model.style.look import Tone
from footnoted.text.numbers import print_number

_STEEP = 50
"""Where the largest value is so many times the least, classes are parted by ratio."""
_APART = 2.2
"""Between two entries of a key, in ems."""


class Shading(Struct, frozen=True):
    """Classes of values, each from its least to its largest value, and their colours."""

    classes: tuple[tuple[Decimal, Decimal], ...]
    fills: tuple[str, ...]

    def fill(self, value: Decimal) -> str:
        """Return the colour of a value's class."""
        return next(
            fill for (_, high), fill in zip(self.classes, self.fills, strict=True) if value <= high
        )


def shading_of(values: Sequence[Decimal], shades: Sequence[str]) -> Shading:
    """Part values into classes that are as alike within as can be (Fisher 1958, Jenks 1967).

    The key prints each class's own least and largest value: nothing is rounded.
    """
    known = sorted(set(values))
    count = min(len(shades), len(known))
    if not known:
        return Shading((), ())
    steep = known[0] > 0 and known[-1] / known[0] > _STEEP
    scaled = [log(one) if steep else float(one) for one in known]
    starts = [*_parted(scaled, count), len(known)]
    classes = tuple((known[a], known[b - 1]) for a, b in pairwise(starts))
    last = len(shades) - 1
    picked = [shades[round(n * last / (count - 1)) if count > 1 else last] for n in range(count)]
    return Shading(classes, tuple(picked))


def _parted(values: Sequence[float], count: int) -> list[int]:
    """Return where each class starts, for the least sum of squares within classes."""
    sums, squares = [0.0], [0.0]
    for value in values:
        sums.append(sums[-1] + value)
        squares.append(squares[-1] + value * value)

    def spread(first: int, after: int) -> float:
        total = sums[after] - sums[first]
        return squares[after] - squares[first] - total * total / (after - first)

    size = len(values)
    best = [[(spread(0, end), [0]) for end in range(1, size + 1)]]
    for classes in range(2, count + 1):
        row: list[tuple[float, list[int]]] = []
        for end in range(1, size + 1):
            options = (
                (best[-1][start - 1][0] + spread(start, end), [*best[-1][start - 1][1], start])
                for start in range(classes - 1, end)
            )
            row.append(min(options, default=(float("inf"), [])))
        best.append(row)
    return best[-1][-1][1]


def circle_scale(values: Sequence[Decimal], most: float) -> float:
    """Return the radius in points of a circle for the value 1: areas are as the values."""
    largest = max((abs(float(one)) for one in values), default=0.0)
    return most / sqrt(largest) if largest else 0.0


def key_of(drawn: Map, hand: Hand, shading: Shading, width: float) -> tuple[list[Mark], float]:
    """Set the unit and what fills and sizes stand for; return the marks and their height."""
    if drawn.form is MapForm.SYMBOLS:
        marks, tall = _sizes(drawn, hand, width)
        return marks, tall + 0.6 * hand.em if marks else 0.0
    marks = []
    top = 0.0
    if drawn.unit:
        lines = wrap(hand.words, drawn.unit, width)
        marks.append(hand.text(0, top, [hand.row(one, hand.colours.muted) for one in lines]))
        top += hand.height(len(lines)) + 0.9 * hand.em
    match drawn.form:
        case MapForm.KINDS:
            entries = [
                (hand.tone(tone_of(hand, index)), words)
                for index, words in enumerate(drawn.kinds)
                if words
            ]
            more, tall = _swatches(hand, entries, width, top)
        case MapForm.SHADES:
            entries = [
                (fill, _range(low, high, hand.language))
                for (low, high), fill in zip(shading.classes, shading.fills, strict=True)
            ]
            more, tall = _swatches(hand, entries, width, top)
    marks += more
    top += tall
    return marks, top + hand.em if marks else 0.0


def tone_of(hand: Hand, kind: int) -> Tone:
    """Return the tone of a kind."""
    kinds = hand.sizes.map.kinds
    return kinds[kind % len(kinds)]


def _range(low: Decimal, high: Decimal, language: str) -> str:
    first, last = print_number(low, language), print_number(high, language)
    return first if low == high else f"{first}–{last}"


def _swatches(
    hand: Hand, entries: Sequence[tuple[str, str]], width: float, top: float
) -> tuple[list[Mark], float]:
    """Set squares of colour with their words, in lines."""
    marks: list[Mark] = []
    side, inset = 0.9 * hand.em, 1.3 * hand.em
    x, y = 0.0, top
    for fill, words in entries:
        lines = wrap(hand.words, words, width - inset)
        wide = inset + max(map(hand.words.width, lines))
        if x and x + wide > width:
            x, y = 0.0, y + 1.25 * hand.pitch
        middle = y + hand.words.cap_height / 2
        marks.append(Rect(x, middle - side / 2, side, side, fill))
        marks.append(hand.text(x + inset, y, [hand.row(line) for line in lines]))
        y += hand.pitch * (len(lines) - 1)
        x += wide + _APART * hand.em
    return marks, y - top + hand.height(1) if entries else 0.0


def _sizes(drawn: Map, hand: Hand, width: float) -> tuple[list[Mark], float]:
    """Set the unit and, beside it, two circles of round values."""
    values = [abs(place.value) for place in drawn.places if place.value]
    style, em = hand.sizes.map, hand.em
    scale = circle_scale(values, style.circle_most * em)
    shown = _round_values(values)
    tall = max([2 * scale * sqrt(one) for one in shown], default=0.0)
    tall = max(tall, hand.height(1))
    marks: list[Mark] = []
    x = 0.0
    if drawn.unit:
        lines = wrap(hand.words, drawn.unit, width / 2)
        tall = max(tall, hand.height(len(lines)))
        rows = [hand.row(one, hand.colours.muted) for one in lines]
        unit = hand.text(0, (tall - hand.height(len(lines))) / 2, rows)
        marks.append(unit)
        x = unit.width + _APART * em
    for value in shown:
        radius = max(scale * sqrt(value), style.circle_least * em)
        words = print_number(_plain(value), hand.language)
        wide = 2 * radius + style.gap * em + hand.words.width(words)
        if x + wide > width:
            break
        edge = hand.colours.muted
        marks.append(Circle(x + radius, tall / 2, radius, "", edge, 0.08 * em))
        x += 2 * radius + style.gap * em
        marks.append(hand.text(x, (tall - hand.words.cap_height) / 2, [hand.row(words)]))
        x += hand.words.width(words) + _APART * em
    return marks, tall if marks else 0.0


def _round_values(values: Sequence[Decimal]) -> list[Decimal]:
    """Return a round value of about half the largest, and one of about a tenth."""
    if not values:
        return []
    most = max(values)
    nice = [
        step * Decimal(10) ** power
        for power in range(most.adjusted(), most.adjusted() - 3, -1)
        for step in (5, 2, 1)
        if step * Decimal(10) ** power <= most
    ]
    whole = all(one == one.to_integral() for one in values)
    nice = [one for one in nice if not whole or one >= 1] or [most]
    large = next((one for one in nice if one <= most * Decimal("0.6")), nice[0])
    small = next((one for one in nice if one * 4 <= large), large)
    return sorted({small, large})


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()
