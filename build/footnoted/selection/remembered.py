"""A function of large records in, one that works once for each of them out.

Over the hundred briefs of a matrix the same dataset is asked the same things; its records never
change. They are told apart by identity, and kept while what was made of them is.
"""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
R = TypeVar("R")

_MOST = 32
"""Answers that are remembered; then all are forgotten."""


def remembered(work: Callable[[*Given], R]) -> Callable[[*Given], R]:
    """Let a function without side effects answer from memory where it can."""
    known: dict[tuple[int, ...], tuple[object, R]] = {}

    def answer(*given: *Given) -> R:
        key = tuple(map(id, given))
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            # The records are kept with the answer, so that no other can take their identity.
            found = known[key] = (given, work(*given))
        return found[1]

    answer.__doc__ = work.__doc__
    return answer
