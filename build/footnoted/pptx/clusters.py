"""In: runs and their faces. Out: what no line divides, with its width in ems.

The rules are those of the viewers: break after a space, a hyphen between letters or a dash, never
after a slash, never within a link and never before a raised marker. Between ideographs lines end by
the rules of East Asian text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from footnoted.pptx.slides import BREAK, Run
from footnoted.text.advances import Advances, advances
from footnoted.text.ideographs import AMBIGUOUS, has_ideographs, is_hangul, pieces

_PIECE = re.compile(r"[ \t\n\r]+|(?:[^ \t\n\r\-–—]|-(?![^\W\d_]))+-?[–—]*|[-–—]+")
"""Space, or a word with the hyphen or dash that ends it."""
_ODD = re.compile(r"[\t\n\r\u2e80-\uffff\U00010000-\U0010ffff]|  ")
"""What divides a text other than single spaces and dashes: most texts have none of it."""

_NO_SPACE = "\u200b"
_SPACES = f" \t\n\r{_NO_SPACE}"
_DASHES = "-–—"


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


_NOWHERE: frozenset[int] = frozenset()


class Row(NamedTuple):
    """What no line divides, one after the other, without its letters."""

    widths: list[float]
    spaces: list[float]
    """After each."""
    breaks: frozenset[int] = _NOWHERE
    """Where a line ends whatever room is left."""


def row_of(runs: Iterable[Run], faces: Faces) -> Row:
    """Return the widths of what `clusters_of` returns, without its letters."""
    row = _Filling()
    spaced = faces.caps or faces.tracking
    for run in runs:
        text = run.text
        if text == "\n" and run == BREAK:
            row.end_line()
            continue
        known = faces.of(run).words
        scale = faces.raised_size if run.raised else 1.0
        if spaced or run.small_caps or _is_odd(text):
            for _, width, end in _tokens(run, faces):
                row.take(width, end)
        elif run.link and run.link[0] != "#":
            words = text.strip(" ")
            before = [""] if text[:1] == " " else []
            after = [""] if words and text[-1] == " " else []
            row.take_words(known, [*before, words, *after], scale)
        elif run.raised or not _has_dash(text):
            row.take_words(known, text.split(" "), scale)
        else:
            row.take_dashed(known, text.split(" "))
    return row.filled()


def _is_odd(text: str) -> bool:
    """Say whether other things divide a text than single spaces and dashes."""
    if not text.isascii():
        return _ODD.search(text) is not None
    # Four searches for a letter take a tenth of the time of one for a pattern.
    return "  " in text or "\n" in text or "\t" in text or "\r" in text


def _has_dash(text: str) -> bool:
    """Say whether a line may end within a word."""
    return "-" in text or "–" in text or "—" in text


class _Filling:
    """A row as it is filled."""

    __slots__ = ("breaks", "held", "holds", "spaces", "widths")

    def __init__(self) -> None:
        self.widths: list[float] = []
        self.spaces: list[float] = []
        self.breaks: list[int] = []
        self.held, self.holds = 0.0, False

    def close(self, space: float) -> None:
        """End a cluster with the space after it."""
        self.widths.append(self.held)
        self.spaces.append(space)
        self.held, self.holds = 0.0, False

    def end_line(self) -> None:
        """End a cluster and its line."""
        self.breaks.append(len(self.widths))
        self.close(0.0)

    def take(self, width: float, end: "_End") -> None:
        """Take a piece of a run."""
        if end is _End.SPACE:
            self.close(width)
            return
        self.held += width
        self.holds = True
        if end is _End.MAY:
            self.close(0.0)

    def take_words(self, known: Mapping[str, float], words: list[str], scale: float) -> None:
        """Take words that single spaces divide."""
        first, last = words[0], words[-1]
        self.held += known[first] * scale
        self.holds = self.holds or first != ""
        if len(words) == 1:
            return
        space = known[" "] * scale
        widths = self.widths
        widths.append(self.held)
        if len(words) > 2:
            middle = map(known.__getitem__, words[1:-1])
            widths += middle if scale == 1.0 else [width * scale for width in middle]
        self.spaces += [space] * (len(words) - 1)
        self.held, self.holds = known[last] * scale, last != ""

    def take_dashed(self, known: Mapping[str, float], words: list[str]) -> None:
        """Take words that single spaces divide; a line may end at dashes within them."""
        space = known[" "]
        for at, word in enumerate(words):
            if at:
                self.close(space)
            for piece in _PIECE.findall(word) if _has_dash(word) else (word,):
                self.held += known[piece]
                self.holds = self.holds or bool(piece)
                if piece and piece[-1] in _DASHES:
                    self.close(0.0)

    def filled(self) -> Row:
        """Return the row."""
        if self.holds:
            self.close(0.0)
        return Row(self.widths, self.spaces, frozenset(self.breaks) if self.breaks else _NOWHERE)


def row_of_clusters(clusters: Iterable[Cluster]) -> Row:
    """Return the widths of clusters."""
    found = tuple(clusters)
    return Row(
        [one.width for one in found],
        [one.space for one in found],
        frozenset(at for at, one in enumerate(found) if one.ends_line),
    )


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


class _End(Enum):
    """What a piece of a run is to the lines."""

    NO = 0
    """The next piece stands on the same line."""
    MAY = 1
    """A line may end after it."""
    SPACE = 2
    """It is the space at which a line may end."""


def _tokens(run: Run, faces: Faces) -> Iterator[tuple[str, float, _End]]:
    """Yield the pieces of a run with their widths."""
    known = faces.of(run).words
    scale, tracking = faces.raised_size if run.raised else 1.0, faces.tracking
    printed: Callable[[str], str] | None = None
    if run.small_caps or faces.caps:
        printed = str.upper
    whole = run.link and run.link[0] != "#"
    breaks = not (run.raised or whole)
    texts = _link_pieces(run.text) if whole else _PIECE.findall(run.text)
    if breaks and has_ideographs(run.text):
        texts, printed = _eastern_pieces(texts, run.language), _full_width
    for text in texts:
        if text[0] in _SPACES:
            yield text, 0.0 if text == _NO_SPACE else known[" "] * scale + tracking, _End.SPACE
            continue
        letters = printed(text) if printed else text
        width = known[letters] * scale + tracking * len(letters)
        yield text, width, _End.MAY if breaks and text[-1] in _DASHES else _End.NO


def clusters_of(runs: Iterable[Run], faces: Faces) -> tuple[Cluster, ...]:
    """Return what stays together; a run's edge is no place to break."""
    made: list[Cluster] = []
    held: list[tuple[Run, str]] = []
    width = 0.0
    for run in runs:
        if run.text == "\n" and run == BREAK:
            made.append(Cluster(tuple(held), width, 0.0, True))
            held, width = [], 0.0
            continue
        for text, wide, end in _tokens(run, faces):
            if end is not _End.SPACE:
                held.append((run, text))
                width += wide
            if end is not _End.NO:
                made.append(Cluster(tuple(held), width, wide if end is _End.SPACE else 0.0))
                held, width = [], 0.0
    if held:
        made.append(Cluster(tuple(held), width))
    return tuple(made)
