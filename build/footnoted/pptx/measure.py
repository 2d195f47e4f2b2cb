"""In: paragraphs and a width. Out: how many lines they take, and where they can be cut.

Everything is reckoned in ems, so that one measuring serves every size of a ladder. The rules are
those of the viewers: break after a space, a hyphen between letters or a dash, never after a slash,
never within a link and never before a raised marker; a word wider than the line is cut between
letters. Between ideographs lines end by the rules of East Asian text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.model.style.deck import DeckStyle
from footnoted.pptx.slides import BREAK, Letters, Mark, Para, Run
from footnoted.text.advances import Advances, advances
from footnoted.text.ideographs import AMBIGUOUS, has_ideographs, is_hangul, pieces

_PIECE = re.compile(r"[ \t\n\r]+|(?:[^ \t\n\r\-–—]|-(?![^\W\d_]))+-?[–—]*|[-–—]+")
"""Space, or a word with the hyphen or dash that ends it."""


_LETTER = 1.0
"""Ems that a line may leave empty where a word is cut: the width of the widest letters."""


_SHORT = 0.15
"""Share of the width below which a last line looks lost."""
_NO_SPACE = "\u200b"
_SPACES = f" \t\n\r{_NO_SPACE}"
_DASHES = "-–—"
_SENTENCE_ENDS = (".", "?", "!", ";", "؟", "؛", "。", "？", "！", "；")


class Cluster(NamedTuple):
    """Characters that stay on one line, with the space after them; widths in ems.

    A tuple, for there is one for each word of a deck.
    """

    pieces: tuple[tuple[Run, str], ...]
    """Texts, each with the run that it is part of."""
    width: float
    space: float = 0.0
    ends_line: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the pieces as runs of their own."""
        return tuple(replace(run, text=text) for run, text in self.pieces)


class Measured(Struct, frozen=True):
    """A paragraph taken apart."""

    para: Para
    clusters: tuple[Cluster, ...]
    known: dict[float, tuple[int, float]] = field(default_factory=dict)
    """Lines and width of the last by the width of the lines: fitting asks again and again."""


class Faces(Struct, frozen=True):
    """A family of the viewer's machine, upright, italic and bold."""

    family: str
    bold: bool
    """All of it is bold."""
    raised_size: float
    caps: bool = False
    tracking: float = 0.0
    """Space between letters in ems."""

    def of(self, run: Run) -> Advances:
        """Return the widths of the face that a run is set in."""
        return advances(self.family, self.bold or run.bold, run.italic)


class Setting(Struct, frozen=True, dict=True):
    """How a role is set: its faces and leading, and the deck's margins of safety."""

    deck: DeckStyle
    heading: bool = False
    leading: float = 1.0
    letters: Letters | None = None
    """Those of a user's template, in place of the style's heading face."""

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


def measured(para: Para, setting: Setting) -> Measured:
    """Take a paragraph apart into clusters and measure them."""
    return Measured(para, *_clusters(para.runs, setting.faces))


def line_count(para: Measured, width: float) -> int:
    """Return how many lines a paragraph takes in a width of so many ems."""
    return broken(para, width)[0]


def broken(para: Measured, width: float) -> tuple[int, float]:
    """Return how many lines a paragraph takes in so many ems, and the width of the last."""
    found = para.known.get(width)
    if found is None:
        found = para.known[width] = _broken(para.clusters, width)
    return found


def _broken(clusters: Iterable[Cluster], width: float) -> tuple[int, float]:
    lines, at, space = 1, 0.0, 0.0
    for cluster in clusters:
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
        return (*before, last, replace(last, text=" ", raised=False, calls=(), facts=()))
    return (*before, replace(last, text=last.text + " "))


def _sentence_end(para: Measured, within: int) -> int:
    """Return how many clusters end with the last sentence in the second half, or 0."""
    for end in range(within, within // 2, -1):
        runs = [run for run in para.clusters[end - 1].runs if not run.raised]
        if runs and runs[-1].text.rstrip("”’\"')").endswith(_SENTENCE_ENDS):
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


_WIDENED = dict.fromkeys(map(ord, AMBIGUOUS), "\u3000")


def _eastern_pieces(texts: Iterable[str], language: str) -> Iterator[str]:
    """Yield what no line divides, each with `_NO_SPACE` behind it where a line may end there.

    Korean is taken to break between words only, which some programs do and which takes more room.
    """
    for text in texts:
        if not has_ideographs(text):
            yield text
            continue
        held = ""
        row = pieces(text, language)
        for at, piece in enumerate(row, 1):
            held += piece.text
            if at < len(row) and piece.breaks and not (piece.wide and is_hangul(piece.text)):
                yield held
                yield _NO_SPACE
                held = ""
        yield held


def _full_width(text: str) -> str:
    """Return what is as wide as a piece: signs that Latin shares are set in full width."""
    return text.translate(_WIDENED) if has_ideographs(text) else text


@lru_cache(maxsize=1 << 14)
def _clusters(
    runs: tuple[Run, ...], faces: Faces
) -> tuple[tuple[Cluster, ...], dict[float, tuple[int, float]]]:
    """Return what stays together, and a place for its lines; a run's edge is no place to break.

    Remembered: fitting asks for the same paragraphs and notes again and again.
    """
    made: list[Cluster] = []
    held: list[tuple[Run, str]] = []
    width = 0.0
    for run in runs:
        if run.text == "\n" and run == BREAK:
            made.append(Cluster(tuple(held), width, 0.0, True))
            held, width = [], 0.0
            continue
        known = faces.of(run).words
        scale = faces.raised_size if run.raised else 1.0
        printed: Callable[[str], str] | None = None
        if run.small_caps or faces.caps:
            printed = str.upper
        tracking = faces.tracking
        whole = run.link and run.link[0] != "#"
        breaks = not (run.raised or whole)
        texts = _link_pieces(run.text) if whole else _PIECE.findall(run.text)
        if breaks and has_ideographs(run.text):
            texts, printed = _eastern_pieces(texts, run.language), _full_width
        for text in texts:
            if text[0] in _SPACES:
                space = 0.0 if text == _NO_SPACE else known[" "] * scale + tracking
                made.append(Cluster(tuple(held), width, space))
                held, width = [], 0.0
                continue
            held.append((run, text))
            letters = printed(text) if printed else text
            width += known[letters] * scale + tracking * len(letters)
            if breaks and text[-1] in _DASHES:
                made.append(Cluster(tuple(held), width))
                held, width = [], 0.0
    if held:
        made.append(Cluster(tuple(held), width))
    return tuple(made), {}
