"""What selecting returns and composing takes: one outline, filtered, with its facts per block."""

from functools import cached_property

from msgspec import Struct

from footnoted.model.block import Format
from footnoted.model.dataset import Dataset, Fact
from footnoted.model.outline import Audience, Outline


class Selected(Struct, frozen=True, dict=True):
    """What one audience gets in one format and language; every reference in it resolves."""

    outline: Outline
    """Its blocks are those whose `when` holds."""
    audience: Audience | None
    format: Format
    language: str
    dataset: Dataset
    """As this reader may see it: what is withheld is not in it."""
    facts: dict[str, tuple[Fact, ...]]
    """By block id, in the order of print; of parts of a block by `ID/0`, `ID/1`, of cells `ID/0/1`.
    """

    @cached_property
    def by_block(self) -> dict[str, tuple[Fact, ...]]:
        """The facts of each block: composing and every check ask for those of all blocks."""
        found: dict[str, dict[str, Fact]] = {}
        for key, facts in self.facts.items():
            found.setdefault(key.split("/")[0], {}).update((fact.id, fact) for fact in facts)
        return {id_: tuple(facts.values()) for id_, facts in found.items()}

    def of_block(self, id_: str) -> tuple[Fact, ...]:
        """Return the facts of a block and of all its parts, each once."""
        return self.by_block.get(id_, ())
