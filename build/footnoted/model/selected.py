"""What selecting returns and composing takes: one outline, filtered, with its facts per block."""

from dataclasses import dataclass

from footnoted.model.dataset import Fact
from footnoted.model.outline import Audience, Format, Outline


@dataclass(frozen=True, slots=True)
class Selected:
    """What one audience gets in one format and language; every reference in it resolves."""

    outline: Outline
    """Its blocks are those whose `when` holds."""
    audience: Audience | None
    format: Format
    language: str
    facts: dict[str, tuple[Fact, ...]]
    """By block id, in the order of print; the sides of a balance are `ID/0` and `ID/1`."""
