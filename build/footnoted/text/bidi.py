"""Direction: characters come in, the embedding level of each and the order of a line go out.

The Unicode Bidirectional Algorithm (UAX 9, revision 50). Rules are named as they are there. Odd
levels run from right to left. Rule L1 is left to whoever breaks lines and L4 to the shaper.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

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
_ISOLATES = ("LRI", "RLI", "FSI")
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
"""What a class counts as beside neutrals (N0 to N2); L only for itself."""
_MOST_BRACKETS = 63
"""BD16."""

_OPENING = (
    "([{\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2329\u2768\u276a\u276c\u276e\u2770\u2772"
    "\u2774\u27c5\u27e6\u27e8\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u298d\u298f\u2991"
    "\u2993\u2995\u2997\u29d8\u29da\u29fc\u2e22\u2e24\u2e26\u2e28\u2e55\u2e57\u2e59\u2e5b\u3008"
    "\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\ufe59\ufe5b\ufe5d\uff08\uff3b\uff5b\uff5f"
    "\uff62"
)
_APART = {"[": "]", "{": "}", "\uff3b": "\uff3d", "\uff5b": "\uff5d", "\u298d": "\u2990",
          "\u298f": "\u298e", "\u2329": "\u3009"}  # fmt: skip
_CLOSING = {one: _APART.get(one) or chr(ord(one) + 1) for one in _OPENING}
_CANONICAL = {"\u232a": "\u3009"}


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
        _resolve(text, sequence, kinds, classes, own, edges)
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
        if name in _ISOLATES:
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
        if name in _ISOLATES:
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
        elif name in _EMBEDDINGS or name in _ISOLATES:
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
        isolate = name in _ISOLATES
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
        while classes[sequence[-1]] in _ISOLATES and sequence[-1] in partners:
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
    unmatched = classes[last] in _ISOLATES and last not in partners
    after = base if unmatched else _beside(last + 1, 1, levels, classes, base)
    start, end = ("R" if max(own, beside) % 2 else "L" for beside in (before, after))
    return start, end


def _resolve(
    text: str,
    sequence: list[int],
    kinds: list[str],
    classes: Sequence[str],
    own: int,
    edges: tuple[str, str],
) -> None:
    """Resolve the types of one isolating run sequence in place (W, N)."""
    start, end = edges
    _weak(kinds, start)
    embedding = "R" if own % 2 else "L"
    _brackets(text, sequence, kinds, classes, start, embedding)
    _neutral(kinds, start, end, embedding)


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


def _weak(kinds: list[str], start: str) -> None:
    """Resolve marks, numbers and what belongs to them (W1 to W7)."""
    held = start
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = "ON" if held in (*_ISOLATES, "PDI") else held
        held = kinds[at]
    strong = start
    for at, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _separators(kinds)
    _terminators(kinds)
    strong = start
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _separators(kinds: list[str]) -> None:
    """Let one separator between two numbers belong to them (W4)."""
    for at in range(1, len(kinds) - 1):
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and (kind, left) in (("ES", "EN"), ("CS", "EN"), ("CS", "AN")):
            kinds[at] = left


def _terminators(kinds: list[str]) -> None:
    """Let signs such as % go with the number beside them (W5, W6)."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at:
            beside = (at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[at:end] = ["EN" if beside else "ON"] * (end - at)
        at = max(end, at + 1)
    kinds[:] = ["ON" if kind in ("ES", "CS") else kind for kind in kinds]


def _brackets(
    text: str,
    sequence: Sequence[int],
    kinds: list[str],
    classes: Sequence[str],
    start: str,
    embedding: str,
) -> None:
    """Let paired brackets go with what they hold, else with what stands before them (N0)."""
    for first, last in _pairs(text, sequence, kinds):
        inside = {_STRONG.get(kind) for kind in kinds[first + 1 : last]} - {None}
        if embedding in inside:
            found = embedding
        elif inside:
            earlier = (_STRONG[kind] for kind in reversed(kinds[:first]) if kind in _STRONG)
            found = embedding if next(earlier, start) == embedding else _other(embedding)
        else:
            continue
        for at in (first, last):
            kinds[at] = found
            for mark in range(at + 1, len(kinds)):
                if classes[sequence[mark]] != "NSM":
                    break
                kinds[mark] = found


def _other(direction: str) -> str:
    return "L" if direction == "R" else "R"


def _pairs(text: str, sequence: Sequence[int], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Match brackets (BD16)."""
    pairs: list[tuple[int, int]] = []
    open_ones: list[tuple[str, int]] = []
    for place, at in enumerate(sequence):
        letter = text[at]
        if kinds[place] != "ON":
            continue
        if letter in _CLOSING:
            if len(open_ones) == _MOST_BRACKETS:
                break
            open_ones.append((_CLOSING[letter], place))
        letter = _CANONICAL.get(letter, letter)
        for depth in range(len(open_ones) - 1, -1, -1):
            if open_ones[depth][0] == letter:
                pairs.append((open_ones[depth][1], place))
                del open_ones[depth:]
                break
    return sorted(pairs)


def _neutral(kinds: list[str], start: str, end: str, embedding: str) -> None:
    """Let neutrals go with what stands on both sides, else with the embedding (N1, N2)."""
    at = 0
    while at < len(kinds):
        stop = at
        while stop < len(kinds) and kinds[stop] in _NEUTRAL:
            stop += 1
        if stop > at:
            left = _STRONG[kinds[at - 1]] if at else start
            right = _STRONG[kinds[stop]] if stop < len(kinds) else end
            kinds[at:stop] = [left if left == right else embedding] * (stop - at)
        at = max(stop, at + 1)
