"""One record of what is printed in; where each of its facts stands, found once, out."""

from collections.abc import Iterable

from msgspec import Struct

from footnoted.model.printed import SPEAKER, Line, Printed


class Side(Struct, frozen=True):
    """A brief, and where its facts stand: in the order of print."""

    printed: Printed
    places: dict[str, dict[str, None]]
    """The blocks of each fact."""
    best: dict[str, Line]
    """The first line that rests on a fact alone, else the first that rests on it."""

    def where(self, fact: str) -> str:
        """Name the blocks that print a fact; what is said beside a block goes without saying."""
        ids = self.places.get(fact, {})
        beside = {id_ for id_ in ids if id_.endswith(SPEAKER) and id_.removesuffix(SPEAKER) in ids}
        return ", ".join(id_ for id_ in ids if id_ not in beside)

    def words(self, fact: str) -> str:
        """Return how a fact is worded, where it is printed first."""
        return self.best[fact].words if fact in self.best else ""

    def works(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Return the works behind facts, and those through which they are known."""
        known = self.printed.facts
        cites = (cite for id_ in facts if id_ in known for cite in known[id_].cites)
        ids = (name for cite in cites for name in (cite.source, cite.via))
        return tuple(dict.fromkeys(id_ for id_ in ids if id_ in self.printed.sources))


def side_of(printed: Printed) -> Side:
    """Go through a brief once."""
    places: dict[str, dict[str, None]] = {}
    best: dict[str, Line] = {}
    for block in printed.blocks:
        for line in block.lines:
            for id_ in line.facts:
                places.setdefault(id_, {})[block.id] = None
    for block in sorted(printed.blocks, key=lambda one: one.id.endswith(SPEAKER)):
        for line in block.lines:
            for id_ in line.facts:
                if id_ not in best or len(line.facts) < len(best[id_].facts):
                    best[id_] = line
    return Side(printed, places, best)
