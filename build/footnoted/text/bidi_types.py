"""The types of one run of characters come in and go out resolved: left, right or a number.

Rules W1 to N2 of the Unicode Bidirectional Algorithm (UAX 9, revision 50), named as they are there.
"""

from collections.abc import Sequence

ISOLATES = ("LRI", "RLI", "FSI")
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


def resolve(
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


def _weak(kinds: list[str], start: str) -> None:
    """Resolve marks, numbers and what belongs to them (W1 to W7)."""
    held = start
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = "ON" if held in (*ISOLATES, "PDI") else held
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
