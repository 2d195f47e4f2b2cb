"""The outline's blocks in, the printed numbers of figures, tables and annexes out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from footnoted.model.blocks import AnnexBlock, AnyBlock, Outlined, SourceEvaluationBlock
from footnoted.model.exhibits import (
    ChartBlock,
    ComparisonBlock,
    MapBlock,
    PictureBlock,
    TableBlock,
    TimelineBlock,
)

Exhibits = Literal["figure", "table"]


class Numbers(Struct, frozen=True):
    """What each block is numbered as, by its id."""

    exhibits: Mapping[str, tuple[Exhibits, str]]
    """Figures and tables are counted apart: `3`, or `A.3` in an annex."""
    annexes: Mapping[str, str]
    """Letters."""


def number_blocks(blocks: Sequence[AnyBlock]) -> Numbers:
    """Number exhibits in the order in which they stand; every annex starts again at 1."""
    exhibits: dict[str, tuple[Exhibits, str]] = {}
    annexes: dict[str, str] = {}
    counts: Counter[str] = Counter()
    prefix = ""
    for block in blocks:
        match block:
            case AnnexBlock():
                annexes[block.id] = _letters(len(annexes))
                prefix = f"{annexes[block.id]}."
                counts.clear()
            case Outlined():
                # A part after an annex belongs to the paper again; its counts go on past the rest.
                if prefix:
                    prefix = ""
                    counts = Counter(
                        kind for kind, number in exhibits.values() if "." not in number
                    )
        kind = kind_of(block)
        if kind:
            counts[kind] += 1
            exhibits[block.id] = kind, f"{prefix}{counts[kind]}"
    return Numbers(exhibits, annexes)


def kind_of(block: AnyBlock) -> Exhibits | None:
    """Say what sort of exhibit a block is, if it is one."""
    match block:
        case ChartBlock() | TimelineBlock() | MapBlock() | PictureBlock():
            return "figure"
        case TableBlock() | ComparisonBlock() | SourceEvaluationBlock():
            return "table"
        case _:
            return None


def _letters(index: int) -> str:
    """Count A to Z, then AA to AZ, and on."""
    before, at = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + at)
