"""Facts that a limit keeps and those that it cuts in, the same with what `ensure` asks for, out.

`both-sides` wants a favourable and a critical fact, `two-sources` two works that the facts rest on
together, `disclosed` every dispute of theirs told. A limit gives way first: the last fact that is
not needed makes room for the first that is.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from footnoted.model.dataset import Dataset, Fact, Stance

ENSURES: Final = ("disclosed", "both-sides", "two-sources")

_Need = Callable[[Sequence[Fact]], bool]


def ensured(
    pinned: Sequence[Fact], rest: Sequence[Fact], room: int, wanted: Sequence[str]
) -> list[Fact]:
    """Return the facts for a room, in their order, with what is wanted among them if it can be."""
    kept, spare = list(rest[:room]), list(rest[room:])
    met: list[_Need] = []
    for name in wanted:
        for need in _NEEDS.get(name, {}).values():
            if not need([*pinned, *kept]):
                kept = _swapped(pinned, kept, spare, (*met, need))
            if need([*pinned, *kept]):
                met.append(need)
    return [fact for fact in rest if fact in kept]


def unmet(found: Sequence[Fact], wanted: Sequence[str], silent: Mapping[str, str]) -> list[str]:
    """Return what is still lacking, in words; `silent` are facts whose dispute may not be told."""
    lacking = [
        words for name in wanted for words, need in _NEEDS.get(name, {}).items() if not need(found)
    ]
    if "disclosed" in wanted:
        lacking += [
            f"leave to disclose `{silent[fact.id]}`, which `{fact.id}` is part of"
            for fact in found
            if fact.id in silent
        ]
    return lacking


def silent_facts(dataset: Dataset, conflicts: frozenset[str]) -> dict[str, str]:
    """Return the facts whose conflicts a reader may not read of, each with one such conflict."""
    return {
        member: id_
        for id_, conflict in dataset.conflicts.items()
        if id_ in conflicts
        for member in conflict.members
    }


def _swapped(
    pinned: Sequence[Fact], kept: list[Fact], spare: Sequence[Fact], needs: Sequence[_Need]
) -> list[Fact]:
    for new in spare:
        for old in reversed(kept):
            tried = [new if fact is old else fact for fact in kept]
            if all(need([*pinned, *tried]) for need in needs):
                return tried
    return kept


def _leans(stance: Stance) -> _Need:
    return lambda facts: any(fact.stance in (stance, Stance.MIXED) for fact in facts)


def _has_two_works(facts: Sequence[Fact]) -> bool:
    return len({cite.source for fact in facts for cite in fact.cites}) > 1


_NEEDS: Final[Mapping[str, Mapping[str, _Need]]] = {
    "both-sides": {
        "a favourable fact": _leans(Stance.FAVOURABLE),
        "a critical fact": _leans(Stance.CRITICAL),
    },
    "two-sources": {"a second source": _has_two_works},
}
"""What each word asks for, in words, and whether facts have it."""
