"""In: paragraphs and a width. Out: how many lines they take, and where they can be cut.

Everything is reckoned in ems, so that one measuring serves every size of a ladder. A word wider
than the line is cut between letters, as viewers do.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from math import fsum

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.model.style.deck import DeckStyle
from footnoted.pptx.clusters import Cluster, Faces, Row, clusters_of, row_of, row_of_clusters
from footnoted.pptx.slides import BREAK, Letters, Mark, Para, Run

_LETTER = 1.0
"""Ems that a line may leave empty where a word is cut: the width of the widest letters."""


_LEAST_LINE = 0.5
"""Ems of a line, whatever room there is."""
_SHORT = 0.15
"""Share of the width below which a last line looks lost."""
_SENTENCE_ENDS = (".", "?", "!", ";", "؟", "؛", "。", "？", "！", "；")


class Lines:
    """Where the words of a paragraph stand if all are on one line, and how lines divide them."""

    __slots__ = ("_ends", "_known", "_row", "_starts", "natural", "widest")

    def __init__(self, row: Row) -> None:
        """Take a row over; where its words start is reckoned when it is first divided."""
        self._row = row
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._known: dict[float, tuple[int, float]] = {}
        self.natural = fsum(row.widths) + fsum(row.spaces)
        """Ems at which all of it stands on one line."""
        self.widest = max(row.widths, default=0.0)
        """Ems of the widest word: below them, words are cut."""

    def most(self, width: float) -> int:
        """Return how many lines there are at most in so many ems.

        Every line but the last is too short for one more word; this needs no look at the words.
        """
        if self._row.breaks or self.widest >= width:
            return self.broken(width)[0]
        return 1 + int(self.natural / (width - self.widest)) if self.natural > width else 1

    def broken(self, width: float) -> tuple[int, float]:
        """Return how many lines there are in so many ems, and the width of the last."""
        found = self._known.get(width)
        if found is None:
            found = self._known[width] = self._broken(width)
        return found

    def _broken(self, width: float) -> tuple[int, float]:
        widths, spaces, breaks = self._row
        if breaks or self.widest > width:
            return _broken(self._row, width)
        end = self.natural - spaces[-1] if spaces else 0.0
        if end <= width:
            return 1, end
        if not self._starts:
            self._starts = list(accumulate(map(float.__add__, widths, spaces), initial=0.0))
            self._ends = list(map(float.__add__, self._starts, widths))
        starts, ends = self._starts, self._ends
        lines, at, count = 0, 0, len(ends)
        while at < count:
            lines += 1
            begun = starts[at]
            at = max(bisect_right(ends, begun + width, at), at + 1)
        return lines, ends[-1] - begun


class Measured(Struct, frozen=True):
    """A paragraph as measured."""

    para: Para
    lines: Lines
    faces: Faces
    own: tuple[Cluster, ...] = ()
    """What it was put together from, where it is a piece of another."""

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Return what stays together."""
        return self.own or clusters_of(self.para.runs, self.faces)


class Setting(Struct, frozen=True, dict=True):
    """How a role is set: its faces and leading, and the deck's margins of safety."""

    deck: DeckStyle
    heading: bool = False
    leading: float = 1.0
    letters: Letters | None = None
    """Those of a user's template, in place of the style's heading face."""
    _known: dict[tuple[Run, ...], Lines] = field(default_factory=dict)
    """Fitting asks for the same paragraphs and notes again and again."""

    @cached_property
    def faces(self) -> Faces:
        """Those that runs are set in: they are asked for with every line."""
        deck, own = self.deck, self.letters
        if own:
            return Faces(own.family, own.bold, deck.raised_size, own.caps, own.tracking)
        if self.heading:
            return Faces(deck.heading_face, deck.heading_bold, deck.raised_size)
        return Faces(deck.body_face, False, deck.raised_size)

    def width(self, text: str, run: Run) -> float:
        """Return the width of characters of a run, in ems of the paragraph's size."""
        faces = self.faces
        letters = text.upper() if run.small_caps or faces.caps else text
        scale = self.deck.raised_size if run.raised else 1.0
        return faces.of(run).width(letters) * scale + faces.tracking * len(letters)

    def lines(self, para: Para) -> Lines:
        """Return how the words of a paragraph stand, remembered."""
        found = self._known.get(para.runs)
        if found is None:
            found = self._known[para.runs] = Lines(row_of(para.runs, self.faces))
        return found

    def pitch(self, size: float) -> float:
        """Return the height of one line in points."""
        return size * self.deck.line_pitch * self.leading

    def gap(self, para: Para, size: float) -> float:
        """Return the space before a paragraph that is not the first, in points."""
        return size * (self.deck.paragraph_gap if para.gap is None else para.gap)

    def indent(self, para: Para) -> float:
        """Return where the text of a paragraph begins, in points from the box's edge."""
        match para.mark:
            case Mark.NONE:
                return self.deck.indent * para.level
            case Mark.BULLET:
                return self.deck.indent * (para.level + 1)
            case Mark.NUMBER:
                return self.deck.indent * para.level + (para.hang or self.deck.number_indent)
            case Mark.LABEL:
                return self.deck.indent * para.level + para.hang


def height_at_most(paras: Iterable[Measured], setting: Setting, width: float, size: float) -> float:
    """Return what the height of paragraphs does not pass, in points; no line is divided."""
    total, pitch = 0.0, setting.pitch(size)
    for para in paras:
        lines = para.lines.most(_ems(para, setting, width, size))
        total += setting.gap(para.para, size) + lines * pitch
    return total


def measured(para: Para, setting: Setting) -> Measured:
    """Measure a paragraph."""
    return Measured(para, setting.lines(para), setting.faces)


def line_count(para: Measured, width: float) -> int:
    """Return how many lines a paragraph takes in a width of so many ems."""
    return para.lines.broken(width)[0]


def _broken(row: Row, width: float) -> tuple[int, float]:
    """Break lines word by word, for rows with words that are cut and lines that end early."""
    lines, at, space = 1, 0.0, 0.0
    for index, (wide, after) in enumerate(zip(row.widths, row.spaces, strict=True)):
        if at and at + space + wide > width:
            lines, at, space = lines + 1, 0.0, 0.0
        if wide > width:
            full, at = divmod(wide, max(width - _LETTER, _LETTER))
            lines += int(full)
        else:
            at += space + wide
        space = after
        if index in row.breaks:
            lines, at, space = lines + 1, 0.0, 0.0
    return lines, at


def lines_at(para: Measured, setting: Setting, width: float, size: float) -> int:
    """Return how many lines a paragraph takes in a box of so many points at a size."""
    return para.lines.broken(_ems(para, setting, width, size))[0]


def ends_short(para: Measured, setting: Setting, width: float, size: float) -> bool:
    """Say whether the last of several lines holds hardly more than a word."""
    ems = _ems(para, setting, width, size)
    lines, last = para.lines.broken(ems)
    return lines > 1 and last < ems * _SHORT


def _ems(para: Measured, setting: Setting, width: float, size: float) -> float:
    """Return the width of a paragraph's lines in ems."""
    one = para.para
    indent = setting.indent(one) if one.level or one.mark is not Mark.NONE else 0.0
    ems = (width - indent) / setting.deck.width_safety / size
    return ems if ems > _LEAST_LINE else _LEAST_LINE


def height(paras: Iterable[Measured], setting: Setting, width: float, size: float) -> float:
    """Return the height of paragraphs in points."""
    total, pitch = 0.0, setting.pitch(size)
    for position, para in enumerate(paras):
        if position:
            total += setting.gap(para.para, size)
        total += para.lines.broken(_ems(para, setting, width, size))[0] * pitch
    return total


def widest_word(para: Measured) -> float:
    """Return the width of the widest cluster in ems: below it, words are cut."""
    return para.lines.widest


def natural_width(para: Measured) -> float:
    """Return the width in ems at which a paragraph takes one line."""
    return para.lines.natural


def cut(
    para: Measured, setting: Setting, width: float, size: float, lines: int
) -> tuple[Measured, Measured]:
    """Cut a paragraph so that its head takes at most so many lines.

    The cut is at the end of a sentence if one lies in the head's second half, else at a word;
    a single cluster that is too long by itself is cut between letters.
    """
    para = replace(para, own=para.clusters)
    low, high = 1, len(para.own) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if lines_at(_part(para, 0, middle), setting, width, size) <= lines:
            low = middle
        else:
            high = middle - 1
    if high < 1 or lines_at(_part(para, 0, low), setting, width, size) > lines:
        return _cut_cluster(para, setting, width, size, lines)
    at = _sentence_end(para, low) or low
    return _part(para, 0, at), _rest(_part(para, at, len(para.own)))


def _part(para: Measured, start: int, end: int) -> Measured:
    """Return some clusters of a paragraph as a paragraph."""
    clusters = para.clusters[start:end]
    runs = tuple(run for one in clusters for run in _with_space(one))
    lines = Lines(row_of_clusters(clusters))
    return Measured(replace(para.para, runs=runs), lines, para.faces, clusters)


def _rest(para: Measured) -> Measured:
    """Return what goes on: aligned with the text of its head, without its mark."""
    going_on = para.para
    if going_on.mark is not Mark.NONE:
        going_on = replace(going_on, level=going_on.level + 1, mark=Mark.NONE)
    return replace(para, para=going_on)


def _cut_cluster(
    para: Measured, setting: Setting, width: float, size: float, lines: int
) -> tuple[Measured, Measured]:
    """Cut within the first cluster, between letters."""
    ems = (width - setting.indent(para.para)) / setting.deck.width_safety / size
    first, *others = para.clusters
    room = max(lines * (ems - _LETTER), _LETTER)
    head: list[Run] = []
    tail: list[Run] = []
    for run in first.runs:
        for letter in run.text:
            room -= setting.width(letter, run)
            (head if room >= 0 or not head else tail).append(replace(run, text=letter))
    rest = [*tail, *(run for one in others for run in _with_space(one))]
    whole = replace(para.para, runs=tuple(head))
    return measured(whole, setting), _rest(measured(replace(para.para, runs=tuple(rest)), setting))


def _with_space(cluster: Cluster) -> tuple[Run, ...]:
    """Return a cluster's runs with the space or the break that follows them."""
    if cluster.ends_line:
        return (*cluster.runs, BREAK)
    if not cluster.space or not cluster.pieces:
        return cluster.runs
    *before, last = cluster.runs
    if last.raised:
        return (*before, last, replace(last, text=" ", raised=False, calls=(), facts=()))
    return (*before, replace(last, text=last.text + " "))


def _sentence_end(para: Measured, within: int) -> int:
    """Return how many clusters end with the last sentence in the second half, or 0."""
    for end in range(within, within // 2, -1):
        runs = [run for run in para.clusters[end - 1].runs if not run.raised]
        if runs and runs[-1].text.rstrip("”’\"')").endswith(_SENTENCE_ENDS):
            return end
    return 0
