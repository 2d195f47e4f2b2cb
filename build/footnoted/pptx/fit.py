"""In: paragraphs, a width, a room, a ladder of sizes. Out: a size, and one part for each slide.

First the largest size at which everything stands on one slide; else the fewest slides, then the
largest size, with the text spread evenly. Source notes take room of the slide whose text calls
them, so a part is as high as its text and its strip of notes together.
"""

from collections.abc import Callable, Iterable, Sequence
from math import fsum

from msgspec import Struct

from footnoted.pptx.evenly import evenly
from footnoted.pptx.measure import (
    Measured,
    Setting,
    cut,
    ends_short,
    height,
    height_at_most,
    lines_at,
    measured,
)
from footnoted.pptx.slides import Para

_STEPS = 3
"""Sizes among which the one with the fewest lost words at paragraphs' ends is chosen."""
_HALVINGS = 12
"""Steps by which the height of evenly filled slides is sought: to a four-thousandth of the room."""
_SLACK = 1e-6
"""Points by which heights added up in another order may differ."""

StripHeight = Callable[[Sequence[Para]], float]
"""Height in points that the source notes of some paragraphs take, gap included."""


class Fitted(Struct, frozen=True):
    """What `fit` found; one part a slide."""

    size: float
    parts: tuple[tuple[Para, ...], ...]
    largest: float
    """The largest size that would do: a smaller one is a choice, for fewer lost words."""


def no_strip(paras: Sequence[Para]) -> float:
    """Say that the paragraphs bring no source notes along."""
    return 0.0


def fit(
    paras: Iterable[Para],
    width: float,
    room: float,
    ladder: Sequence[float],
    setting: Setting,
    strip: StripHeight = no_strip,
) -> Fitted | None:
    """Fit paragraphs into a box of so many points, or say None where even one line has no room."""
    groups = _groups([measured(para, setting) for para in paras])
    page = _Page(width, room, setting, strip)
    whole = [para for group in groups for para in group]
    for step, size in enumerate(ladder):
        if page.filled(whole, size) <= room:
            best = page.best(whole, ladder[step : step + _STEPS])
            return Fitted(best, (_plain(whole),), size)
    options = [(page.parts(groups, size), size) for size in ladder]
    found = [(len(parts), -size, parts) for parts, size in options if parts]
    if not found:
        pieces = page.cut_to_room(groups, ladder[-1])
        parts = page.parts(pieces, ladder[-1])
        found = [(len(parts), -ladder[-1], parts)] if parts else []
    if not found:
        return None
    _, size, parts = min(found, key=lambda option: option[:2])
    return Fitted(-size, tuple(_plain(part) for part in parts), -size)


def fit_line(
    paras: Sequence[Para], width: float, room: float, ladder: Sequence[float], setting: Setting
) -> tuple[float, float] | None:
    """Return the largest size at which all paragraphs fit, and their height, or None."""
    whole = [measured(para, setting) for para in paras]
    for size in ladder:
        tall = height(whole, setting, width, size)
        if tall <= room:
            return size, tall
    return None


def largest(
    paras: Sequence[Para], width: float, room: float, ladder: Sequence[float], setting: Setting
) -> float | None:
    """Return the largest size at which all paragraphs fit, or None; quick where there is room."""
    whole = [measured(para, setting) for para in paras]
    if height_at_most(whole, setting, width, ladder[0]) <= room:
        return ladder[0]
    found = fit_line(paras, width, room, ladder, setting)
    return found[0] if found else None


def spread(
    paras: Sequence[Para], width: float, size: float, setting: Setting, parts: int
) -> list[tuple[Para, ...]]:
    """Divide paragraphs into at most so many parts of heights as even as can be."""
    groups = _groups([measured(para, setting) for para in paras])
    talls = [height(group, setting, width, size) + setting.pitch(size) / 2 for group in groups]
    low, high = max(talls, default=0.0), fsum(talls)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _fewest(talls, middle) <= parts else (middle, high)
    stretches = evenly(len(talls), lambda start, end: fsum(talls[start:end]), high + _SLACK)
    found = [_plain(_flat(groups[start:end])) for start, end in stretches]
    return [*found, *[()] * (parts - len(found))]


def _fewest(talls: Sequence[float], limit: float) -> int:
    """Return into how few parts heights go that are filled up to a limit."""
    count, filled = 1, 0.0
    for tall in talls:
        if filled and filled + tall > limit:
            count += 1
            filled = 0.0
        filled += tall
    return count


def _flat(groups: Iterable[list[Measured]]) -> list[Measured]:
    return [para for group in groups for para in group]


def text_height(paras: Sequence[Para], width: float, size: float, setting: Setting) -> float:
    """Return the height of paragraphs at a size, in points."""
    return height((measured(para, setting) for para in paras), setting, width, size)


class _Page(Struct, frozen=True):
    """The box that every part has to stand in."""

    width: float
    room: float
    setting: Setting
    strip: StripHeight

    def filled(self, paras: Sequence[Measured], size: float) -> float:
        """Return the height of text and notes together."""
        return height(paras, self.setting, self.width, size) + self.strip(_plain(paras))

    def best(self, paras: Sequence[Measured], sizes: Sequence[float]) -> float:
        """Return the size at which the fewest paragraphs end with hardly more than a word."""
        short = {size: self._short_ends(paras, size) for size in sizes[:1]}
        if short[sizes[0]]:
            short |= {size: self._short_ends(paras, size) for size in sizes[1:]}
        return min(short, key=short.__getitem__)

    def _short_ends(self, paras: Sequence[Measured], size: float) -> int:
        return sum([ends_short(para, self.setting, self.width, size) for para in paras])

    def parts(self, groups: list[list[Measured]], size: float) -> list[list[Measured]]:
        """Spread groups evenly over the fewest parts; nothing where a group alone is too high."""
        talls = [height(group, self.setting, self.width, size) for group in groups]
        gaps = [self.setting.gap(group[0].para, size) for group in groups]

        def together(start: int, end: int) -> float:
            tall = fsum(talls[start:end]) + fsum(gaps[start + 1 : end])
            # To ask which notes are called takes longer than to add.
            return tall if tall > self.room else tall + self.strip(_plain(_flat(groups[start:end])))

        stretches = evenly(len(groups), together, self.room)
        return [_flat(groups[start:end]) for start, end in stretches]

    def cut_to_room(self, groups: list[list[Measured]], size: float) -> list[list[Measured]]:
        """Cut the paragraphs that alone are higher than the room."""
        pieces: list[list[Measured]] = []
        for group in groups:
            if self.filled(group, size) <= self.room:
                pieces.append(group)
            else:
                pieces += self._cut(group, size)
        return pieces

    def _cut(self, group: list[Measured], size: float) -> list[list[Measured]]:
        """Cut the last paragraph of a group; the headings before it stay with its first piece."""
        *heads, para = group
        pieces: list[list[Measured]] = []
        while self.filled([*heads, para], size) > self.room:
            first = height([*heads, para], self.setting, self.width, size)
            first -= lines_at(para, self.setting, self.width, size) * self.setting.pitch(size)
            free = self.room - self.strip(_plain([*heads, para])) - first
            lines = max(int(free / self.setting.pitch(size)), 1)
            head, tail = cut(para, self.setting, self.width, size, lines)
            if not tail.clusters or tail.clusters == para.clusters:
                break
            pieces.append([*heads, head])
            heads, para = [], tail
        return [*pieces, [*heads, para]]


def _groups(paras: list[Measured]) -> list[list[Measured]]:
    """Put each heading together with the paragraph after it."""
    groups: list[list[Measured]] = []
    open_group = False
    for para in paras:
        if open_group:
            groups[-1].append(para)
        else:
            groups.append([para])
        open_group = para.para.together
    return groups


def _plain(paras: Iterable[Measured]) -> tuple[Para, ...]:
    """Return the paragraphs themselves."""
    return tuple(one.para for one in paras)
