"""Blocks and their facts in; the same with every `of: used` named, and its members found, out."""

from collections.abc import Mapping

from footnoted.diagnostics import Diagnostic, note
from footnoted.model.blocks import AnyBlock, ConflictBlock
from footnoted.model.dataset import Dataset, Fact
from footnoted.selection.faults import Place
from footnoted.selection.finder import Finder

Chosen = Mapping[str, tuple[Fact, ...]]


def with_disputes(
    blocks: tuple[AnyBlock, ...], chosen: Chosen, finder: Finder, view: Dataset
) -> tuple[tuple[AnyBlock, ...], dict[str, tuple[Fact, ...]], list[Diagnostic]]:
    """Let blocks of conflicts that say `used` name those which the other blocks' facts stand in.

    What another block sets out is left to it; a block for which nothing is left goes, aloud.
    """
    kept: list[AnyBlock] = []
    facts, found = dict(chosen), list[Diagnostic]()
    told = {id_ for block in blocks if isinstance(block, ConflictBlock) for id_ in block.ids}
    printed = {fact.id for one in chosen.values() for fact in one}
    for block in blocks:
        if not isinstance(block, ConflictBlock) or block.of != "used":
            kept.append(block)
            continue
        ids = tuple(
            one.id
            for one in view.conflicts.values()
            if one.id not in told and not printed.isdisjoint(one.members)
        )
        told |= set(ids)
        if not ids:
            message = "no fact of this brief stands in a conflict that is not set out elsewhere"
            found.append(note("no-conflict", message, block.span("of")))
            continue
        named = block.changed({"of": ids})
        kept.append(named)
        facts |= finder.block(named, Place(named))
    return tuple(kept), facts, found
