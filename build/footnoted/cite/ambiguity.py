"""Works whose later notes would read the same, told apart: by names, edition, date, publisher."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from footnoted.cite.chicago import short_note
from footnoted.cite.work import Telling, Work

_LADDER: Final[tuple[frozenset[Telling], ...]] = tuple(
    frozenset(step)
    for step in (
        (Telling.INITIALS,),
        (Telling.GIVEN,),
        (Telling.EDITION,),
        (Telling.DATE,),
        (Telling.EDITION, Telling.DATE),
        (Telling.GIVEN, Telling.DATE),
        (Telling.PUBLISHER, Telling.DATE),
        (Telling.GIVEN, Telling.EDITION, Telling.PUBLISHER, Telling.DATE),
    )
)
"""What is added to a short form, the least first."""


def told_apart(works: Mapping[str, Work]) -> dict[str, Work]:
    """Give works with the same short form what tells them apart, as little as does it."""
    alike: dict[str, list[str]] = {}
    for id, work in works.items():
        alike.setdefault(short_note(work), []).append(id)
    told = dict(works)
    for ids in alike.values():
        if len(ids) > 1:
            told |= _apart({id: works[id] for id in ids})
    return told


def _apart(works: dict[str, Work]) -> dict[str, Work]:
    told = works
    for step in _LADDER:
        told = {id: replace(work, telling=step) for id, work in works.items()}
        if len({short_note(work) for work in told.values()}) == len(told):
            return told
    return told
