"""The briefs of two sides in, those that belong beside each other out."""

from collections.abc import Iterable, Sequence

from footnoted.model.printed import Printed

Pairs = list[tuple[Printed, Printed]]


def paired(
    old: Sequence[Printed], new: Sequence[Printed], *, named: bool
) -> tuple[Pairs, list[Printed], list[Printed]]:
    """Pair briefs; the rest are those that only one side has.

    `named` says that one thing was named on each side, to be compared whatever it is.
    """
    there = {one.key: one for one in new}
    pairs = [(one, there[one.key]) for one in old if one.key in there]
    if pairs or not named:
        keys = {one.key for one, _ in pairs}
        return pairs, _but(old, keys), _but(new, keys)
    shared = [(one, other) for one in old for other in new if one.format == other.format]
    return (shared or list(zip(old[:1], new[:1], strict=False))), [], []


def _but(briefs: Iterable[Printed], keys: set[tuple[str, ...]]) -> list[Printed]:
    return [one for one in briefs if one.key not in keys]
