"""The lines of one block in both briefs in, those that belong together out."""

from collections import Counter
from collections.abc import Callable, Sequence

from footnoted.model.printed import Line

_NEAR = 40
"""Lines on from where one is looked for that are tried: two long lists take no long time."""
Pairs = list[tuple[Line, Line]]


def unmatched(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """Return the lines that are not among others word for word, each match counting once."""
    there = Counter((one.words, one.facts) for one in others)
    left: list[Line] = []
    for line in lines:
        key = (line.words, line.facts)
        if there[key]:
            there[key] -= 1
        else:
            left.append(line)
    return left


def paired(gone: list[Line], come: list[Line]) -> tuple[Pairs, list[Line], list[Line]]:
    """Pair lines that rest on the same facts, then on one in common, then what is alike.

    Titles and the like, which rest on none, are paired by place where there are as many of them.
    What is left of either side comes back too.
    """
    pairs: Pairs = []
    for fits in (_same_and_alike, _same, _some_and_alike, _bare_and_alike):
        more, gone, come = _taken(gone, come, fits)
        pairs += more
    bare = [[line for line in side if not line.facts] for side in (gone, come)]
    if len(bare[0]) == len(bare[1]):
        pairs += zip(*bare, strict=True)
        gone, come = ([line for line in side if line.facts] for side in (gone, come))
    return pairs, gone, come


def _taken(
    gone: list[Line], come: list[Line], fits: Callable[[Line, Line], bool]
) -> tuple[Pairs, list[Line], list[Line]]:
    pairs: Pairs = []
    left: list[Line] = []
    rest = list(come)
    for one in gone:
        match = next((at for at, other in enumerate(rest[:_NEAR]) if fits(one, other)), None)
        if match is None:
            left.append(one)
        else:
            pairs.append((one, rest.pop(match)))
    return pairs, left, rest


def _same(one: Line, other: Line) -> bool:
    return bool(one.facts) and one.facts == other.facts


def _same_and_alike(one: Line, other: Line) -> bool:
    return _same(one, other) and alike(one.words, other.words)


def _some_and_alike(one: Line, other: Line) -> bool:
    return not set(one.facts).isdisjoint(other.facts) and alike(one.words, other.words)


def _bare_and_alike(one: Line, other: Line) -> bool:
    return not (one.facts or other.facts) and alike(one.words, other.words)


def alike(one: str, other: str) -> bool:
    """Say whether half of the words of the shorter text are in the other.

    >>> alike("more than 30,000 doctors", "about 30,000 doctors"), alike("Water", "Money")
    (True, False)
    """
    words = [Counter(text.split()) for text in (one, other)]
    shared = (words[0] & words[1]).total()
    return 2 * shared >= min(words[0].total(), words[1].total())
