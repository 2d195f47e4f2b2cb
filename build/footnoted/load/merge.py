"""Outlines or styles that say `extends` in; each with its parent merged into it, out.

Maps merge, blocks merge by `id`, other lists and values replace. Every value keeps the place in
the file it was written in.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from footnoted.diagnostics import Diagnostic, error
from footnoted.load.records import unknown
from footnoted.reader.nodes import (
    ItemMark,
    Map,
    Seq,
    copy_map,
    item_marks,
    marks_of,
    new_map,
    new_seq,
    put,
    span_at,
    span_of_key,
    take,
)

CHAIN_LIMIT = 5
"""Parents one above the other."""
CONTROLS = ("remove", "replace", "before", "after")
"""Keys of a block that say how it meets the parent's blocks; gone after the merge."""
_NOT_INHERITED = ("extends", "abstract", "id")


def extend(roots: Mapping[str, Map | None], noun: str) -> tuple[dict[str, Map], list[Diagnostic]]:
    """Merge every root with its parents; None stands for a file that could not be read.

    What cannot be merged is left out: an unknown parent, a parent that could not be read, a
    circle, a chain of more than `CHAIN_LIMIT`.
    """
    merged: dict[str, Map] = {}
    problems: list[Diagnostic] = []
    for name, root in roots.items():
        chain, problem = _chain(roots, noun, name)
        if problem:
            problems.append(problem)
        if root is None or not chain:
            continue
        whole = new_map(root.origin, root.first, {})
        for ancestor in reversed(chain):
            whole = _merge_root(whole, ancestor, problems)
        merged[name] = whole
    return merged, problems


def _chain(
    roots: Mapping[str, Map | None], noun: str, name: str
) -> tuple[list[Map], Diagnostic | None]:
    """Return a root and its ancestors; nothing when the chain breaks off."""
    chain: list[Map] = []
    names = [name]
    root = roots[name]
    while root is not None:
        chain.append(root)
        parent = root.get("extends")
        if not isinstance(parent, str):
            return chain, None
        at = span_at(root, ("extends",))
        if parent not in roots:
            return [], unknown(noun, parent, roots, at)
        if parent in names:
            # Every member meets the circle; the first by name tells it.
            circle = names[names.index(parent) :]
            path = " -> ".join([*circle, parent])
            told = name == min(circle)
            message = f"`extends` runs in a circle: {path}"
            return [], error("extends-circle", message, at) if told else None
        names.append(parent)
        if len(names) > CHAIN_LIMIT + 1:
            path = " -> ".join(names)
            message = f"more than {CHAIN_LIMIT} parents, one above the other: {path}"
            return [], error("extends-too-long", message, span_at(chain[0], ("extends",)))
        root = roots[parent]
    return [], None


def _merge_root(parent: Map, child: Map, problems: list[Diagnostic]) -> Map:
    inherited = copy_map(parent)
    for key in _NOT_INHERITED:
        take(inherited, key)
    merged = merge_maps(inherited, child)
    blocks = child.get("blocks")
    if isinstance(blocks, Seq):
        older = inherited.get("blocks")
        whole = merge_blocks(older if isinstance(older, Seq) else None, blocks, problems)
        put(merged, "blocks", whole, marks_of(child)["blocks"])
    return merged


def merge_maps(parent: Map, child: Map) -> Map:
    """Merge two mappings, the child's values before the parent's."""
    merged = new_map(child.origin, child.first, marks_of(parent) | marks_of(child))
    merged.update(parent)
    for key, value in child.items():
        old = merged.get(key)
        if isinstance(old, Map) and isinstance(value, Map):
            value = merge_maps(old, value)
        merged[key] = value
    return merged


class _Blocks(Struct):
    """Blocks in their order, while changes are made to them."""

    items: list[tuple[object, ItemMark]]
    problems: list[Diagnostic]
    extends: bool
    """There is a parent whose blocks could be meant."""
    known: set[str] = field(default_factory=set)
    """Ids of blocks that stand here, or did."""
    written: dict[str, Map] = field(default_factory=dict)
    """Ids that this file has written, to their blocks."""
    last_after: dict[str, str] = field(default_factory=dict)
    """Id to the last block this file put after it: several keep the order they were written in."""

    def __post_init__(self) -> None:
        self.known = {_id(block) for block, _ in self.items}

    def index(self, id_: str) -> int | None:
        """Return where a block stands; most are new, and are not sought among all others."""
        if id_ not in self.known:
            return None
        found = (at for at, (block, _) in enumerate(self.items) if _id(block) == id_)
        return next(found, None)

    def change(self, block: Map, id_: str, mark: ItemMark) -> None:
        """Add, merge, replace, move or remove one block."""
        if id_ in self.written:
            self.problems.append(_twice(id_, block, self.written[id_]))
            return
        self.written[id_] = block
        own = copy_map(block)
        orders = {key: take(own, key) for key in CONTROLS}
        self.problems += _wrong_orders(block)
        index = self.index(id_)
        if orders["remove"] is True:
            self.remove(id_, index, block)
            return
        if index is None and self.extends and (orders["replace"] is True or "type" not in own):
            # Meant for a block of the parent's; what is new says its type.
            self.problems.append(self.unknown(id_, block, "id"))
            return
        entry: tuple[object, ItemMark] = (own, mark)
        if index is not None:
            old = self.items[index][0]
            if isinstance(old, Map) and orders["replace"] is not True:
                entry = (merge_maps(old, own), mark)
            self.items[index] = entry
        else:
            self.items.append(entry)
            self.known.add(id_)
        self.move(block, id_, orders)

    def remove(self, id_: str, index: int | None, block: Map) -> None:
        """Take a block of the parent's out."""
        if index is None:
            self.problems.append(self.unknown(id_, block, "id"))
        else:
            del self.items[index]

    def move(self, block: Map, id_: str, orders: dict[str, object]) -> None:
        """Put a block before or after another one."""
        key = "before" if isinstance(orders["before"], str) else "after"
        target = orders[key]
        if not isinstance(target, str):
            return
        if target == id_ or self.index(target) is None:
            self.problems.append(self.unknown(target, block, key))
            return
        entry = self.items.pop(self.index(id_) or 0)
        place = target if key == "before" else self.last_after.get(target, target)
        beside = self.index(place)
        self.items.insert((beside or 0) + (key == "after"), entry)
        if key == "after":
            self.last_after[target] = id_

    def unknown(self, id_: str, block: Map, key: str) -> Diagnostic:
        """Report the id of no block, which a block has under a key."""
        ids = [found for other, _ in self.items if (found := _id(other))]
        return unknown("block", id_, ids, span_at(block, (key,)))


def merge_blocks(parent: Seq | None, child: Seq, problems: list[Diagnostic]) -> Seq:
    """Merge the blocks of two outlines by id; new ones come last unless they say where."""
    items = list(zip(parent, item_marks(parent), strict=True)) if parent else []
    blocks = _Blocks(items, problems, parent is not None)
    for block, mark in zip(child, item_marks(child), strict=True):
        id_ = _id(block)
        if isinstance(block, Map) and id_:
            blocks.change(block, id_, mark)
        else:
            blocks.items.append((block, mark))
    merged = new_seq(child.origin, child.first, [mark for _, mark in blocks.items])
    merged.extend(block for block, _ in blocks.items)
    return merged


def _id(block: object) -> str:
    found = block.get("id") if isinstance(block, Map) else None
    return found if isinstance(found, str) else ""


def _twice(id_: str, block: Map, first: Map) -> Diagnostic:
    at, before = span_at(block, ("id",)), span_at(first, ("id",))
    problem = error("duplicate-id", f"the block `{id_}` stands here twice", at)
    related = ((before, "first written here"),)
    return Diagnostic(problem.severity, problem.rule, problem.message, at, "", related)


def _wrong_orders(block: Map) -> list[Diagnostic]:
    if block.keys().isdisjoint(CONTROLS):
        return []
    problems = [
        error("wrong-type", f"`{key}` must be true or false", span_at(block, (key,)))
        for key in ("remove", "replace")
        if key in block and not isinstance(block[key], bool)
    ]
    problems += [
        error("wrong-type", f"`{key}` must be the id of a block", span_at(block, (key,)))
        for key in ("before", "after")
        if key in block and not isinstance(block[key], str)
    ]
    if "before" in block and "after" in block:
        message = "`before` and `after` exclude each other"
        problems.append(error("two-places", message, span_of_key(block, "after")))
    return problems
