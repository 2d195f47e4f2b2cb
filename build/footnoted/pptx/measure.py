"""In: paragraphs and a width. Out: how many lines they take, and where they can be cut.

Everything is reckoned in ems, so that one measuring serves every size of a ladder. The rules are
those of the viewers: break after a space, a hyphen between letters or a dash, never after a slash,
never within a link and never before a raised marker; a word wider than the line is cut between
letters.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from footnoted.model.style.deck import DeckStyle
from footnoted.pptx.slides import BREAK, Mark, Para, Run
from footnoted.text.advances import Advances, advances

_PIECE = re.compile(r"[ \t\n\r]+|(?:[^ \t\n\r\-–—]|-(?![^\W\d_]))+-?[–—]*|[-–—]+")
"""Space, or a word with the hyphen or dash that ends it."""


_LETTER = 1.0
"""Ems that a line may leave empty where a word is cut: the width of the widest letters."""


_SHORT = 0.15
"""Share of the width below which a last line looks lost."""
_SPACES = " \t\n\r"
_DASHES = "-–—"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Characters that stay on one line, with the space after them; widths in ems."""

    pieces: tuple[tuple[Run, str], ...]
    """Texts, each with the run that it is part of."""
    width: float
    space: float = 0.0
    ends_line: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the pieces as runs of their own."""
        return tuple(replace(run, text=text) for run, text in self.pieces)


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph taken apart."""

    para: Para
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Faces:
    """A family of the viewer's machine, upright, italic and bold."""

    family: str
    bold: bool
    """All of it is bold."""
    raised_size: float

    def of(self, run: Run) -> Advances:
        """Return the widths of the face that a run is set in."""
        return advances(self.family, self.bold or run.bold, run.italic)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a role is set: its faces and leading, and the deck's margins of safety."""

    deck: DeckStyle
    heading: bool = False
    leading: float = 1.0

    @property
    def faces(self) -> Faces:
        """Return the faces that runs are set in."""
        deck = self.deck
        if self.heading:
            return Faces(deck.heading_face, deck.heading_bold, deck.raised_size)
        return Faces(deck.body_face, False, deck.raised_size)

    def width(self, text: str, run: Run) -> float:
        """Return the width of characters of a run, in ems of the paragraph's size."""
        letters = text.upper() if run.small_caps else text
        scale = self.deck.raised_size if run.raised else 1.0
        return self.faces.of(run).width(letters) * scale

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
                return self.deck.indent * para.level + self.deck.number_indent
            case Mark.LABEL:
                return self.deck.indent * para.level + para.hang


def measured(para: Para, setting: Setting) -> Measured:
    """Take a paragraph apart into clusters and measure them."""
    return Measured(para, _clusters(para.runs, setting.faces))


def line_count(para: Measured, width: float) -> int:
    """Return how many lines a paragraph takes in a width of so many ems."""
    return broken(para, width)[0]


def broken(para: Measured, width: float) -> tuple[int, float]:
    """Return how many lines a paragraph takes in so many ems, and the width of the last."""
    lines, at, space = 1, 0.0, 0.0
    for cluster in para.clusters:
        if at and at + space + cluster.width > width:
            lines, at, space = lines + 1, 0.0, 0.0
        if cluster.width > width:
            full, at = divmod(cluster.width, max(width - _LETTER, _LETTER))
            lines += int(full)
        else:
            at += space + cluster.width
        space = cluster.space
        if cluster.ends_line:
            lines, at, space = lines + 1, 0.0, 0.0
    return lines, at


def lines_at(para: Measured, setting: Setting, width: float, size: float) -> int:
    """Return how many lines a paragraph takes in a box of so many points at a size."""
    return line_count(para, _ems(para, setting, width, size))


def ends_short(para: Measured, setting: Setting, width: float, size: float) -> bool:
    """Say whether the last of several lines holds hardly more than a word."""
    ems = _ems(para, setting, width, size)
    lines, last = broken(para, ems)
    return lines > 1 and last < ems * _SHORT


def _ems(para: Measured, setting: Setting, width: float, size: float) -> float:
    """Return the width of a paragraph's lines in ems."""
    return max((width - setting.indent(para.para)) / setting.deck.width_safety / size, 0.5)


def height(paras: Iterable[Measured], setting: Setting, width: float, size: float) -> float:
    """Return the height of paragraphs in points."""
    total = 0.0
    for position, para in enumerate(paras):
        gap = setting.gap(para.para, size) if position else 0.0
        total += gap + lines_at(para, setting, width, size) * setting.pitch(size)
    return total


def widest_word(para: Measured) -> float:
    """Return the width of the widest cluster in ems: below it, words are cut."""
    return max((one.width for one in para.clusters), default=0.0)


def natural_width(para: Measured) -> float:
    """Return the width in ems at which a paragraph takes one line."""
    return sum(one.width + one.space for one in para.clusters)


def cut(
    para: Measured, setting: Setting, width: float, size: float, lines: int
) -> tuple[Measured, Measured]:
    """Cut a paragraph so that its head takes at most so many lines.

    The cut is at the end of a sentence if one lies in the head's second half, else at a word;
    a single cluster that is too long by itself is cut between letters.
    """
    low, high = 1, len(para.clusters) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if lines_at(_part(para, 0, middle), setting, width, size) <= lines:
            low = middle
        else:
            high = middle - 1
    if high < 1 or lines_at(_part(para, 0, low), setting, width, size) > lines:
        return _cut_cluster(para, setting, width, size, lines)
    at = _sentence_end(para, low) or low
    return _part(para, 0, at), _rest(_part(para, at, len(para.clusters)))


def _part(para: Measured, start: int, end: int) -> Measured:
    """Return some clusters of a paragraph as a paragraph."""
    clusters = para.clusters[start:end]
    runs = tuple(run for one in clusters for run in _with_space(one))
    return Measured(replace(para.para, runs=runs), clusters)


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
        return (*before, last, replace(last, text=" ", raised=False, calls=()))
    return (*before, replace(last, text=last.text + " "))


def _sentence_end(para: Measured, within: int) -> int:
    """Return how many clusters end with the last sentence in the second half, or 0."""
    for end in range(within, within // 2, -1):
        runs = [run for run in para.clusters[end - 1].runs if not run.raised]
        if runs and runs[-1].text.rstrip("”’\"')").endswith((".", "?", "!", ";")):
            return end
    return 0


def _link_pieces(text: str) -> Iterator[str]:
    """Yield a link's words in one piece: programs that make a field of it do not break it."""
    words = text.strip(_SPACES)
    if text[:1] in tuple(_SPACES):
        yield " "
    if words:
        yield words
    if words and text[-1] in _SPACES:
        yield " "


@lru_cache(maxsize=1 << 14)
def _clusters(runs: tuple[Run, ...], faces: Faces) -> tuple[Cluster, ...]:
    """Return what stays together; a run's edge alone is no place to break.

    Remembered: fitting asks for the same paragraphs and notes again and again.
    """
    made: list[Cluster] = []
    held: list[tuple[Run, str]] = []
    width = 0.0

    def close(space: float = 0.0, ends_line: bool = False) -> None:
        nonlocal held, width
        made.append(Cluster(tuple(held), width, space, ends_line))
        held, width = [], 0.0

    for run in runs:
        if run == BREAK:
            close(ends_line=True)
            continue
        face = faces.of(run).width
        scale = faces.raised_size if run.raised else 1.0
        for text in _PIECE.findall(run.text) if not run.link else _link_pieces(run.text):
            if text[0] in _SPACES:
                close(face(" ") * scale)
                continue
            held.append((run, text))
            width += face(text.upper() if run.small_caps else text) * scale
            if text[-1] in _DASHES and not (run.raised or run.link):
                close()
    if held:
        close()
    return tuple(made)
