"""The words of two built files in, where they differ, sentence by sentence, out."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from footnoted.model.changes import Change, Compared, Kind

_END: Final = re.compile(r"(?<=[.?!:;”»])\s+")
Pages = Iterable[tuple[str, str]]
"""Names of pages or slides, and their words."""


def texts_compared(old: tuple[str, Pages], new: tuple[str, Pages], lacks: str) -> Compared:
    """Compare names and pages of two files by their words alone; `lacks` says why no more is."""
    left, right = _sentences(old[1]), _sentences(new[1])
    words = [text for _, text in left], [text for _, text in right]
    changes: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if what != "equal":
            for one, other in zip_longest(left[a:b], right[c:d], fillvalue=("", "")):
                was, now = one[1], other[1]
                changes.append(Change(Kind.TEXT, other[0] or one[0], (), was, now))
    return Compared(old[0], new[0], tuple(changes), uncompared=(lacks,))


def _sentences(pages: Pages) -> list[tuple[str, str]]:
    """Part pages at the ends of sentences: where lines end is the look's matter."""
    return [
        (page, " ".join(sentence.split()))
        for page, text in pages
        for sentence in _END.split(text.replace("\n", " "))
        if sentence.strip()
    ]
