"""Two texts in, the words that stay, go and come out."""

from difflib import SequenceMatcher
from typing import Literal

Piece = tuple[Literal["same", "out", "in"], str]


def word_diff(old: str, new: str) -> list[Piece]:
    """Part two texts into runs of words.

    >>> word_diff("more than 30,000 doctors", "about 30,000 doctors")
    [('out', 'more than'), ('in', 'about'), ('same', '30,000 doctors')]
    """
    left, right = old.split(), new.split()
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("same", " ".join(left[a:b])))
            continue
        if b > a:
            pieces.append(("out", " ".join(left[a:b])))
        if d > c:
            pieces.append(("in", " ".join(right[c:d])))
    return pieces


def marked_words(old: str, new: str) -> str:
    """Write both texts as one, in git's marks for words.

    >>> marked_words("more than 30,000 doctors", "about 30,000 doctors")
    '[-more than-] {+about+} 30,000 doctors'
    """
    marks = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return " ".join(marks[kind].format(text) for kind, text in word_diff(old, new))
