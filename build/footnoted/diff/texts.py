"""The words of two built files in, where they differ, paragraph by paragraph, out."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from footnoted.diff.lines import alike
from footnoted.model.changes import Change, Compared, Kind

Pages = Iterable[tuple[str, str]]
"""Names of pages or slides, and their words, a paragraph or sentence in each line."""
_Pieces = Sequence[tuple[str, str]]


def texts_compared(old: tuple[str, Pages], new: tuple[str, Pages], lacks: str) -> Compared:
    """Compare names and pages of two files by their words alone; `lacks` says why no more is."""
    left, right = _pieces(old[1]), _pieces(new[1])
    words = [text for _, text in left], [text for _, text in right]
    changes: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if what != "equal":
            changes += _changes(left[a:b], right[c:d])
    return Compared(old[0], new[0], tuple(changes), left_out="words-only", uncompared=(lacks,))


def _pieces(pages: Pages) -> list[tuple[str, str]]:
    return [
        (page, " ".join(piece.split()))
        for page, text in pages
        for piece in text.split("\n")
        if piece.strip()
    ]


def _changes(gone: _Pieces, come: _Pieces) -> Iterator[Change]:
    """Pair what is alike, in order; the rest is out or in."""
    rest = list(come)
    for page, words in gone:
        match = next((at for at, (_, other) in enumerate(rest) if alike(words, other)), None)
        if match is None:
            yield Change(Kind.TEXT, page, (), words, "")
            continue
        for other, new in rest[:match]:
            yield Change(Kind.TEXT, other, (), "", new)
        yield Change(Kind.TEXT, rest[match][0], (), words, rest[match][1])
        del rest[: match + 1]
    for page, words in rest:
        yield Change(Kind.TEXT, page, (), "", words)
