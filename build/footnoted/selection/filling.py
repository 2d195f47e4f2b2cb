"""What was selected in, what of it may be left out to fit a budget, and the rest without it, out.

Blocks and facts that have a `priority` may go, the highest number first; of one number, what
stands last goes first. No list loses its last fact, no part keeps a heading with nothing under it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, note
from footnoted.model.blocks import (
    AnnexBlock,
    AnyBlock,
    BalanceBlock,
    FactCheckBlock,
    FactsBlock,
    KeyPointsBlock,
    Outlined,
)
from footnoted.model.dataset import Fact
from footnoted.model.exhibits import TableBlock, TimelineBlock
from footnoted.model.selected import Selected

_LISTS: Final = (
    FactsBlock,
    KeyPointsBlock,
    TableBlock,
    TimelineBlock,
    BalanceBlock,
    FactCheckBlock,
)
"""Blocks that can do with fewer facts."""
_HEADINGS: Final = (Outlined, AnnexBlock)


class Optional(Struct, frozen=True):
    """One block or fact that may be left out."""

    priority: int
    block: str
    """Empty for a fact."""
    fact: str
    at: Span | None

    def told(self) -> Diagnostic:
        """Say that it was left out."""
        what = f"the block `{self.block}`" if self.block else f"the fact `{self.fact}`"
        message = f"{what}, priority {self.priority}, is left out to fit the budget"
        return note("left-out", message, self.at)


def optional(selected: Selected) -> tuple[Optional, ...]:
    """Return what may be left out, what stays longest first."""
    found: dict[tuple[str, str], Optional] = {}
    for block in selected.outline.blocks:
        if block.priority is not None:
            at = block.span("priority")
            found[block.id, ""] = Optional(block.priority, block.id, "", at)
        for fact in _listed(block, selected):
            if fact.priority is not None:
                at = fact.span("priority")
                found.setdefault(("", fact.id), Optional(fact.priority, "", fact.id, at))
    ordered = sorted(found.values(), key=lambda one: one.priority)
    if all(block.priority is not None for block in selected.outline.blocks):
        # Something must be printed: the first block of the first priority.
        ordered.remove(next(one for one in ordered if one.block))
    return tuple(ordered)


def without(selected: Selected, left_out: Sequence[Optional]) -> Selected:
    """Return what was selected without these blocks and facts."""
    if not left_out:
        return selected
    gone = {one.block for one in left_out if one.block}
    facts = {one.fact for one in left_out if one.fact}
    kept = tuple(_headed([one for one in selected.outline.blocks if one.id not in gone], selected))
    lists = {block.id for block in kept if isinstance(block, _LISTS)}
    fewer = {
        key: _fewer(found, facts) if key.split("/")[0] in lists else found
        for key, found in selected.facts.items()
        if key.split("/")[0] not in gone
    }
    outline = selected.outline.changed({"blocks": kept})
    return replace(selected, outline=outline, facts=fewer)


def left_out_notes(selected: Selected, left_out: Sequence[Optional]) -> list[Diagnostic]:
    """Say what was left out; of a block that went, not each of its facts."""
    gone = {one.block for one in left_out if one.block}
    kept = {
        fact.id
        for block in selected.outline.blocks
        if block.id not in gone
        for fact in _listed(block, selected)
    }
    return [one.told() for one in left_out if one.block or one.fact in kept]


def spare(selected: Selected, fits: Callable[[Selected], bool]) -> tuple[Optional, ...]:
    """Find, from the lowest priority up, what a budget that says `fill` has no room for."""
    if selected.outline.budget.overflow != "fill":
        return ()
    found = optional(selected)
    kept = _most(len(found), lambda count: fits(without(selected, found[count:])))
    return found[kept:]


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """Return the largest number of things that fits, found in few trials; 0 where none does."""
    if fits(count):
        return count
    low, high = 0, count
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low


def _listed(block: AnyBlock, selected: Selected) -> tuple[Fact, ...]:
    return selected.of_block(block.id) if isinstance(block, _LISTS) else ()


def _fewer(found: tuple[Fact, ...], gone: set[str]) -> tuple[Fact, ...]:
    kept = tuple(fact for fact in found if fact.id not in gone)
    # All of them may go; the one of the first priority stays.
    return kept or tuple(sorted(found, key=lambda fact: fact.priority or 0)[:1])


def _headed(blocks: Sequence[AnyBlock], selected: Selected) -> Iterator[AnyBlock]:
    """Drop headings that have lost everything under them."""
    before = _bare(selected.outline.blocks)
    now = _bare(blocks)
    yield from (block for block in blocks if block.id not in now - before)


def _bare(blocks: Sequence[AnyBlock]) -> set[str]:
    """Return the headings that nothing follows before the next one."""
    following = (*blocks[1:], None)
    return {
        block.id
        for block, after in zip(blocks, following, strict=True)
        if isinstance(block, _HEADINGS) and (after is None or isinstance(after, _HEADINGS))
    }
