"""What selecting returns and composing takes: one outline, filtered, with its facts per block."""

from functools import cached_property

from msgspec import Struct

from footnoted.model.blocks import Format
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
    def keys(self) -> dict[str, list[str]]:
        """The keys of `facts` by block: a long outline asks for those of a thousand blocks."""
        keys: dict[str, list[str]] = {}
        for key in self.facts:
            keys.setdefault(key.split("/")[0], []).append(key)
        return keys

    def of_block(self, id_: str) -> tuple[Fact, ...]:
        """Return the facts of a block and of all its parts, each once."""
        parts = [self.facts[key] for key in self.keys.get(id_, ())]
        return tuple({fact.id: fact for facts in parts for fact in facts}.values())
