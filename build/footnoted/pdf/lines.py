"""Lines: words and a measure come in, lines that fill it go out.

Justified text is broken by total fit; ragged text is broken as it comes.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from msgspec.structs import replace

from footnoted.model.style.paper import Breaking
from footnoted.pdf.paragraph import Cut, Paragraph, measured
from footnoted.pdf.spans import CallSpan
from footnoted.pdf.total_fit import total_fit
from footnoted.pdf.words import OVERFULL, RELUCTANT, Fragment, Line, Word, width_of
from footnoted.text.shaping import Shaped

RAGGED_FILL = 0.75
"""A ragged line shorter than this share of the measure may take part of a divided word."""


_LETTERS = 2
"""So many letters a call takes along where it does not fit; as many stay before them."""


def break_lines(
    words: Sequence[Word], measure: float, breaking: Breaking, justify: bool, em: float
) -> tuple[Line, ...]:
    """Break words into lines no wider than the measure.

    `em` is the size of the type; it bounds how short a last line may be.
    """
    short = breaking.last_line * em
    lines: list[Line] = []
    for part in _parts(words):
        paragraph = measured(part)
        if paragraph.width > measure + OVERFULL:
            paragraph = _breakable(paragraph, measure)
        if paragraph.width <= measure + OVERFULL:  # most headings, entries and cells
            lines.append(paragraph.line((None, 0, len(paragraph.words), None)))
        elif justify:
            lines += total_fit(paragraph, measure, breaking, short)
        else:
            lines += _first_fit(paragraph, measure, short)
    return tuple(lines)


def _parts(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Cut a text where a line must end."""
    if not words:
        return []
    if True not in [word.ends_line for word in words]:  # as in nearly all texts
        return [words]
    ends = [at for at, word in enumerate(words, 1) if word.ends_line]
    if ends[-1] < len(words):
        ends.append(len(words))
    return [words[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _breakable(paragraph: Paragraph, measure: float) -> Paragraph:
    """Cut up what is wider than the measure: long addresses, chains of no-break spaces."""
    words = paragraph.words
    if False not in [word.breaks for word in words[:-1]] and max(paragraph.widths) <= measure:
        return paragraph
    result: list[Word] = []
    chain = 0.0
    for at, word in enumerate(words):
        chain += word.width
        if chain > measure and word.width <= measure and result and not result[-1].breaks:
            result[-1] = _with_break(result[-1])
            chain = word.width
        if word.width > measure:
            result.extend(_chop(word, measure))
            chain = result[-1].width
        else:
            result.append(word)
        chain = 0.0 if word.breaks or at == len(words) - 1 else chain + word.space
    return measured(result)


def _with_break(word: Word) -> Word:
    return replace(word, breaks=True, ends_line=False)


def _chop(word: Word, measure: float) -> list[Word]:
    """Cut a word between glyphs into pieces no wider than the measure; calls stay whole."""
    pieces: list[Word] = []
    held: list[_Unit] = []
    width = 0.0
    for unit in _units(word, measure):
        if held and width + unit.width > measure:
            taken = _taken_along(held, measure - unit.width) if unit.calls else 0
            kept, held = held[: len(held) - taken], held[len(held) - taken :]
            fragments = tuple([fragment for one in kept for fragment in one.fragments])
            pieces.append(Word(fragments, width_of(fragments), 0.0, manner=word.manner))
            width = fsum([one.width for one in held])
        held.append(unit)
        width += unit.width
    fragments = tuple([fragment for one in held for fragment in one.fragments])
    rest = Word(
        fragments,
        width,
        word.space,
        word.breaks,
        word.ends_line,
        notes=word.notes,
        manner=word.manner,
    )
    return [*pieces, rest]


class _Unit(NamedTuple):
    """What is never cut: the glyphs of a letter, or the calls of one place."""

    fragments: tuple[Fragment, ...]
    width: float
    calls: bool = False


def _units(word: Word, measure: float) -> Iterator[_Unit]:
    """Take a word apart; calls wider than the measure come apart as well."""
    for calls, fragments in _places(word.fragments):
        if calls and (width := width_of(fragments)) <= measure:
            yield _Unit(fragments, width, True)
            continue
        for fragment in fragments:
            if isinstance(fragment.span, CallSpan) and fragment.width <= measure:
                yield _Unit((fragment,), fragment.width, True)
            else:
                yield from [_Unit((one,), one.width) for one in _clusters(fragment)]


def _places(fragments: Sequence[Fragment]) -> list[tuple[bool, tuple[Fragment, ...]]]:
    """Put the calls of one place together with the separators between them; the rest is apart."""
    places: list[tuple[bool, tuple[Fragment, ...]]] = []
    for fragment in fragments:
        span = fragment.span
        here: tuple[Fragment, ...] = (fragment,)
        if isinstance(span, CallSpan):
            while places and (span.follows or places[-1][1][-1].span is span):
                calls, before = places.pop()
                here = (*before, *here)
                if calls:
                    break
            places.append((True, here))
        else:
            places.append((False, here))
    return places


def _taken_along(held: Sequence[_Unit], room: float) -> int:
    """Return how many letters a call takes along, so that no line begins with it."""
    most = min(_LETTERS, len(held) - _LETTERS)
    widths = accumulate(one.width for one in reversed(held[-most:])) if most > 0 else ()
    return sum(width <= room for width in widths)


def _clusters(fragment: Fragment) -> list[Fragment]:
    face, ink = fragment.shaped.face, fragment.ink
    scale = ink.size / face.units_per_em
    groups: list[list[int]] = []
    for at, glyph in enumerate(fragment.shaped.glyphs):
        if glyph.text or not groups:
            groups.append([])
        groups[-1].append(at)
    result = []
    for group in groups:
        glyphs = fragment.shaped.glyphs[group[0] : group[-1] + 1]
        advance = sum(glyph.advance for glyph in glyphs)
        shaped = Shaped(face, glyphs, advance)
        code = ink.font.fragment(shaped, ink.size, ink.rise)
        result.append(replace(fragment, shaped=shaped, width=advance * scale, code=code))
    return result[::-1] if fragment.level % 2 else result


def _first_fit(paragraph: Paragraph, measure: float, short: float) -> list[Line]:
    """Fill line after line."""
    words, last = paragraph.words, len(paragraph.words) - 1
    ends, _ = paragraph.places()
    stops = _stops(words)
    reaches = ends if len(stops) > last else [ends[at] for at in stops]
    cuts: list[Cut] = []
    rest: Word | None = None
    at = 0
    while True:
        left = ends[at] - (words[at] if rest is None else rest).width
        fitting = bisect_right(reaches, left + measure + OVERFULL)
        # What a line begins with stands there even if what is tied to it does not fit.
        end = max(at, stops[fitting - 1]) if fitting else at
        start = at if rest is None else at + 1
        if end == last:
            break
        at = end + 1
        width = ends[end] + words[end].space - left
        ragged = width < RAGGED_FILL * measure and at < last
        parts = _division(words[at], measure - width) if ragged else None
        first, following = parts or (None, None)
        cuts.append((rest, start, at, first))
        rest = following
    cuts.append((rest, start, last + 1, None))
    _feed_last_line(cuts, paragraph, measure, short)
    return list(map(paragraph.line, cuts))


def _stops(words: Sequence[Word]) -> Sequence[int]:
    """Return the words that no no-break space ties to the next one."""
    if False not in [word.breaks for word in words] and (
        max([word.cost for word in words]) < RELUCTANT
    ):
        return range(len(words))
    last = len(words) - 1
    return [
        at for at, word in enumerate(words) if at == last or (word.breaks and word.cost < RELUCTANT)
    ]


def _division(word: Word, room: float) -> tuple[Word, Word] | None:
    """Return the longest first part of a word that fits."""
    for way in reversed(word.ways()):
        if way.first <= room:
            first, rest = way.make()
            if first.width <= room + OVERFULL:
                return first, rest
    return None


def _feed_last_line(cuts: list[Cut], paragraph: Paragraph, measure: float, short: float) -> None:
    """Let a word of the line before keep a lonely last word company."""
    if len(cuts) < 2:
        return
    (rest, start, end, first), (_, begin, last, _) = cuts[-2:]
    if first is not None or (rest is not None) + end - start < 3:
        return
    width = fsum(paragraph.widths[begin:last])
    before, word = paragraph.words[end - 2 : end]
    tied = not before.breaks or not word.breaks or not word.space
    if width < short and not tied and word.width + word.space + width <= measure:
        cuts[-2:] = [(rest, start, end - 1, None), (None, begin - 1, last, None)]
