"""Direction: characters come in, the embedding level of each and the order of a line go out.

The Unicode Bidirectional Algorithm (UAX 9, revision 50). Rules are named as they are there. Odd
levels run from right to left. Rule L1 is left to whoever breaks lines and L4 to the shaper.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from footnoted.text.bidi_types import ISOLATES, resolve
from footnoted.text.language import locale_of

DEEPEST = 125
"""BD2."""
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
LRM, RLM = "\u200e", "\u200f"

_TURNS = re.compile(
    r"[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
    r"\U0001e800-\U0001efff]"
)
_EMBEDDINGS = ("LRE", "RLE", "LRO", "RLO")
_ODD = {"LRE": 0, "RLE": 1, "LRO": 0, "RLO": 1, "LRI": 0, "RLI": 1}
_OVERRIDES = {"LRO": "L", "RLO": "R"}
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})


def turns(text: str) -> bool:
    """Say whether a text has characters that run from right to left, or ask for it."""
    return _TURNS.search(text) is not None


def direction_of(text: str) -> bool | None:
    """Say whether all letters of a text run leftward; None if there are letters of both kinds.

    What is isolated does not count.
    """
    depth, ways = 0, set()
    for letter in text:
        if letter in (LRI, RLI):
            depth += 1
        elif letter == PDI:
            depth -= 1
        elif not depth and letter not in (LRM, RLM):
            way = unicodedata.bidirectional(letter)
            if way in ("L", "R", "AL"):
                ways.add(way != "L")
    return ways.pop() if len(ways) == 1 else None


@cache
def runs_left(language: str) -> bool:
    """Say whether a language is written from right to left.

    >>> [runs_left(tag) for tag in ("ar", "he-IL", "en", "az-Arab", "ur")]
    [True, True, False, True, True]
    """
    parts = language.split("-")
    if any(part in ("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm") for part in parts[1:]):
        return True
    if len(parts) > 1 and len(parts[1]) == 4:
        return False
    try:
        return bool(locale_of(language).character_order == "right-to-left")
    except ValueError:
        return False


def embedding_levels(text: str, base: int) -> list[int]:
    """Return the level of every character of a paragraph whose own level is `base`.

    What has no place in a line (formatting characters) gets that of what stands before it.
    """
    classes = [unicodedata.bidirectional(letter) or "L" for letter in text]
    partners = _partners(classes)
    levels, types = _explicit(classes, partners, base)
    explicit = tuple(levels)
    for sequence in _sequences(explicit, classes, partners):
        own = explicit[sequence[0]]
        edges = _edges(sequence, explicit, classes, partners, base)
        kinds = [types[at] for at in sequence]
        resolve(text, sequence, kinds, classes, own, edges)
        for at, kind in zip(sequence, kinds, strict=True):
            levels[at] = _implicit(own, kind)
    for at, name in enumerate(classes):
        if name in _REMOVED:
            levels[at] = levels[at - 1] if at else base
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of a line's pieces from left to right (L2)."""
    order = list(range(len(levels)))
    if not levels:
        return order
    lowest_odd = min((level for level in levels if level % 2), default=max(levels) + 1)
    for level in range(max(levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _partners(classes: Sequence[str]) -> dict[int, int]:
    """Match isolate initiators with their PDI, both ways (BD9)."""
    partners: dict[int, int] = {}
    open_ones: list[int] = []
    for at, name in enumerate(classes):
        if name in ISOLATES:
            open_ones.append(at)
        elif name == "PDI" and open_ones:
            start = open_ones.pop()
            partners[start], partners[at] = at, start
        elif name == "B":
            open_ones.clear()
    return partners


def _first_strong(classes: Sequence[str], start: int, end: int) -> int:
    """Return the level that the first strong character outside isolates asks for (P2, P3)."""
    depth = 0
    for name in classes[start:end]:
        if name in ISOLATES:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif not depth and name in ("L", "R", "AL"):
            return int(name != "L")
    return 0


def _explicit(
    classes: Sequence[str], partners: dict[int, int], base: int
) -> tuple[list[int], list[str]]:
    """Return levels and types after the explicit embeddings, overrides and isolates (X1 to X8)."""
    levels, types = [base] * len(classes), list(classes)
    stack = _Stack(base)
    for at, name in enumerate(classes):
        if name == "B":
            stack = _Stack(base)
        elif name == "PDI":
            stack.end_isolate()
        top = stack.top
        levels[at] = top.level
        if name == "PDF":
            stack.end_embedding()
        elif name in _EMBEDDINGS or name in ISOLATES:
            end = partners.get(at, len(classes))
            odd = _first_strong(classes, at + 1, end) if name == "FSI" else _ODD[name]
            stack.begin(name, odd)
        if top.override and name not in _REMOVED and name != "B":
            types[at] = top.override
    return levels, types


class _Status(NamedTuple):
    """A place in the stack of embeddings (BD2, X1)."""

    level: int
    override: str = ""
    isolate: bool = False


class _Stack:
    """The embeddings and isolates that are open, and how many did not fit (X1)."""

    def __init__(self, base: int) -> None:
        self.held = [_Status(base)]
        self.lost_isolates = 0
        self.lost_embeddings = 0

    @property
    def top(self) -> _Status:
        return self.held[-1]

    def begin(self, name: str, odd: int) -> None:
        """Open an embedding or isolate, if there is room for it (X2 to X5c)."""
        level = self.top.level + 1 + (self.top.level + 1 + odd) % 2
        isolate = name in ISOLATES
        if level <= DEEPEST and not self.lost_isolates and not self.lost_embeddings:
            self.held.append(_Status(level, _OVERRIDES.get(name, ""), isolate))
        elif isolate:
            self.lost_isolates += 1
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def end_isolate(self) -> None:
        """Close the last isolate and what was opened within it (X6a)."""
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif any(one.isolate for one in self.held):
            self.lost_embeddings = 0
            while not self.held.pop().isolate:
                pass

    def end_embedding(self) -> None:
        """Close the last embedding, but no isolate (X7)."""
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif not self.top.isolate and len(self.held) > 1:
            self.held.pop()


def _sequences(
    levels: Sequence[int], classes: Sequence[str], partners: dict[int, int]
) -> Iterator[list[int]]:
    """Yield the isolating run sequences as lists of indices (BD13, X10)."""
    runs: list[list[int]] = []
    for at, name in enumerate(classes):
        if name in _REMOVED:
            continue
        if runs and levels[runs[-1][-1]] == levels[at] and classes[runs[-1][-1]] != "B":
            runs[-1].append(at)
        else:
            runs.append([at])
    starts = {run[0]: run for run in runs}
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in partners:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in ISOLATES and sequence[-1] in partners:
            sequence += starts[partners[sequence[-1]]]
        yield sequence


def _edges(
    sequence: Sequence[int],
    levels: Sequence[int],
    classes: Sequence[str],
    partners: dict[int, int],
    base: int,
) -> tuple[str, str]:
    """Return the directions at the two ends of a sequence (X10)."""
    own, last = levels[sequence[0]], sequence[-1]
    before = _beside(sequence[0] - 1, -1, levels, classes, base)
    unmatched = classes[last] in ISOLATES and last not in partners
    after = base if unmatched else _beside(last + 1, 1, levels, classes, base)
    start, end = ("R" if max(own, beside) % 2 else "L" for beside in (before, after))
    return start, end


def _implicit(own: int, kind: str) -> int:
    """Return the level of a resolved type within a level (I1, I2)."""
    if own % 2:
        return own + (kind != "R")
    return own + {"L": 0, "R": 1}.get(kind, 2)


def _beside(at: int, step: int, levels: Sequence[int], classes: Sequence[str], base: int) -> int:
    """Return the level of the next character that counts."""
    while 0 <= at < len(levels) and classes[at] in _REMOVED:
        at += step
    return levels[at] if 0 <= at < len(levels) else base
