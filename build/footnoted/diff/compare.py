"""Two records of what is printed in, every change between them out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.changes import Change, Compared, Kind
from footnoted.model.printed import SPEAKER, Line, Printed, PrintedBlock, PrintedFact, Support


def compared(old: Printed, new: Printed) -> Compared:
    """Set two briefs beside each other, fact by fact and block by block."""
    same = old.outline == new.outline
    within = _blocks(old, new) if same else _apart(old, new)
    found = [*_facts(old, new), *within, *_conflicts(old, new), *_citations(old, new)]
    if not same:
        found = [one for one in found if one.kind is not Kind.MOVED]
    rank = {kind: at for at, kind in enumerate(Kind)}
    found.sort(key=lambda one: rank[one.kind])
    behind = {id_ for one in found for id_ in (*one.old_sources, *one.new_sources)}
    cited = {id_: (new.sources | old.sources)[id_] for id_ in sorted(behind)}
    made = Compared(
        *(old.label(), new.label(), tuple(found), tuple(cited.items())),
        *(new.outline, new.language),
    )
    return made if same else replace(made, left_out="apart", uncompared=(_APART,))


_APART = "blocks, and words that rest on no fact: the outlines are two"


def _facts(old: Printed, new: Printed) -> Iterator[Change]:
    """Yield facts in and out, and of those that stay what is known of them and where they stand."""
    order = _in_order(old), _in_order(new)
    for id_ in order[0]:
        if id_ not in new.facts:
            where = _where(old, id_)
            yield Change(Kind.OUT, where, (id_,), _words(old, id_), "", "", _works(old, (id_,)))
    for id_ in order[1]:
        if id_ not in old.facts:
            where = _where(new, id_)
            works = _works(new, (id_,))
            yield Change(Kind.IN, where, (id_,), "", _words(new, id_), new_sources=works)
        else:
            yield from _fact(id_, old, new)


def _fact(id_: str, old: Printed, new: Printed) -> Iterator[Change]:
    one, other = old.facts[id_], new.facts[id_]
    was, now = old.blocks_of(id_), new.blocks_of(id_)
    where = _where(new, id_)
    if one.status is not other.status:
        yield Change(Kind.STATUS, where, (id_,), one.status, other.status)
    if one.cites != other.cites:
        told = _supports(one.cites), _supports(other.cites)
        sides = _works(old, (id_,)), _works(new, (id_,))
        yield Change(Kind.SOURCE, where, (id_,), *told, "", *sides)
    if set(was) != set(now):
        yield Change(Kind.MOVED, where, (id_,), _where(old, id_), where)


def _where(printed: Printed, fact: str) -> str:
    """Name the blocks that print a fact; what is said beside a block goes without saying."""
    ids = printed.blocks_of(fact)
    beside = [id_ for id_ in ids if id_.removesuffix(SPEAKER) in ids and id_.endswith(SPEAKER)]
    return ", ".join(id_ for id_ in ids if id_ not in beside)


def _supports(cites: Iterable[Support]) -> str:
    return "; ".join(
        " ".join(
            part
            for part in (
                f"{one.source},",
                f"{one.locator}," if one.locator else "",
                one.seen,
                one.via,
            )
            if part
        )
        for one in cites
    )


def _in_order(printed: Printed) -> list[str]:
    lines = (line for block in printed.blocks for line in block.lines)
    return list(dict.fromkeys(id_ for line in lines for id_ in line.facts))


def _words(printed: Printed, fact: str) -> str:
    """Return the first words that rest on a fact alone, else the first that rest on it."""
    blocks = sorted(printed.blocks, key=lambda block: block.id.endswith(SPEAKER))
    lines = [line for block in blocks for line in block.lines if fact in line.facts]
    return min(lines, key=lambda line: len(line.facts)).words if lines else ""


def _works(printed: Printed, facts: Iterable[str]) -> tuple[str, ...]:
    records = [printed.facts[id_] for id_ in facts if id_ in printed.facts]
    ids = (name for one in records for cite in one.cites for name in (cite.source, cite.via))
    return tuple(dict.fromkeys(id_ for id_ in ids if id_ in printed.sources))


def _blocks(old: Printed, new: Printed) -> Iterator[Change]:
    sides = _by_id(old), _by_id(new)
    both = [id_ for id_ in sides[0] if id_ in sides[1]]
    for id_ in (*sides[0], *(id_ for id_ in sides[1] if id_ not in sides[0])):
        was, now = (side[id_].lines if id_ in side else () for side in sides)
        yield from _Pair(old, new, id_, was, now).all()
    again = [id_ for id_ in sides[1] if id_ in sides[0]]
    if both != again:
        yield Change(Kind.ORDER, "", (), ", ".join(both), ", ".join(again))


def _apart(old: Printed, new: Printed) -> Iterator[Change]:
    """Of two outlines, which share no blocks, compare how facts are worded, and their order."""
    shared = [id_ for id_ in _in_order(old) if id_ in new.facts]
    for id_ in shared:
        was, now = _words(old, id_), _words(new, id_)
        if was != now:
            works = _works(old, (id_,)), _works(new, (id_,))
            where = _where(new, id_)
            yield Change(Kind.WORDING, where, (id_,), was, now, "", *works)
    again = [id_ for id_ in _in_order(new) if id_ in old.facts]
    if shared != again:
        yield Change(Kind.ORDER, "", (), ", ".join(shared), ", ".join(again))


def _by_id(printed: Printed) -> dict[str, PrintedBlock]:
    return {block.id: block for block in printed.blocks}


class _Pair(Struct, frozen=True):
    """The lines of one block in both briefs."""

    old: Printed
    new: Printed
    block: str
    was: Sequence[Line]
    now: Sequence[Line]

    def all(self) -> Iterator[Change]:
        """Yield what became of the lines: those that are the same anywhere in the block, are."""
        gone, come = _without(self.was, self.now), _without(self.now, self.was)
        pairs = _paired(gone, come)
        for one, other in pairs:
            yield from self.reworded(one, other)
        for line in gone:
            if all(line is not one for one, _ in pairs):
                yield from self.lone(line, self.old, self.new, gone=True)
        for line in come:
            if all(line is not other for _, other in pairs):
                yield from self.lone(line, self.new, self.old, gone=False)
        yield from self.order()

    def reworded(self, one: Line, other: Line) -> Iterator[Change]:
        """Tell a change of a value where a recorded value changed, else one of wording."""
        facts = tuple(dict.fromkeys((*one.facts, *other.facts)))
        changed = [
            (id_, *value)
            for id_ in facts
            if id_ in self.old.facts and id_ in self.new.facts
            for value in _values(self.old.facts[id_], self.new.facts[id_])
        ]
        kind = Kind.VALUE if changed else Kind.WORDING
        subject = "; ".join(f"{id_}.{name}: {was} → {now}" for id_, name, was, now in changed)
        if not facts:
            kind = Kind.TEXT
        told = Change(kind, self.block, facts, one.words, other.words, subject)
        yield self.with_works(told)

    def lone(self, line: Line, here: Printed, there: Printed, *, gone: bool) -> Iterator[Change]:
        """Tell of a line without a match, unless a change of its facts has told it already."""
        told = [
            id_ not in there.facts or set(here.blocks_of(id_)) != set(there.blocks_of(id_))
            for id_ in line.facts
        ]
        if line.facts and all(told):
            return
        kind = Kind.WORDING if line.facts else Kind.TEXT
        words = (line.words, "") if gone else ("", line.words)
        yield self.with_works(Change(kind, self.block, line.facts, *words))

    def with_works(self, change: Change) -> Change:
        """Return the change with the works behind its words."""
        works = _works(self.old, change.facts), _works(self.new, change.facts)
        told = change.kind, change.block, change.facts, change.old, change.new, change.subject
        return Change(*told, works[0] if change.old else (), works[1] if change.new else ())

    def order(self) -> Iterator[Change]:
        """Tell where lines that stay the same stand in another order."""
        left = _without(self.was, _without(self.was, self.now))
        right = _without(self.now, _without(self.now, self.was))
        if [line.digest for line in left] == [line.digest for line in right]:
            return
        facts = tuple(dict.fromkeys(id_ for line in right for id_ in line.facts))
        about = [[line for line in side if line.facts] for side in (left, right)]
        if [line.facts for line in about[0]] == [line.facts for line in about[1]]:
            about = [left, right]
        sides = _listed(about[0]), _listed(about[1])
        if sides[0] != sides[1]:
            yield Change(Kind.ORDER, self.block, facts, *sides)


def _without(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """Return the lines that have no match among others, each match counting once."""
    there = Counter((one.words, one.facts) for one in others)
    left: list[Line] = []
    for line in lines:
        key = (line.words, line.facts)
        if there[key]:
            there[key] -= 1
        else:
            left.append(line)
    return left


def _paired(gone: Sequence[Line], come: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Pair lines that rest on the same facts, then on one in common, then what is alike.

    Titles and the like, which rest on none, are paired by place where there are as many of them.
    """
    bare = [sum(not line.facts for line in side) for side in (gone, come)]
    pairs: list[tuple[Line, Line]] = []
    rest = list(come)
    tests: tuple[Callable[[Line, Line], bool], ...] = (
        lambda one, other: bool(one.facts) and one.facts == other.facts and _alike(one, other),
        lambda one, other: bool(one.facts) and one.facts == other.facts,
        lambda one, other: not set(one.facts).isdisjoint(other.facts) and _alike(one, other),
        lambda one, other: one.facts == other.facts == () and _alike(one, other),
        lambda one, other: one.facts == other.facts == () and bare[0] == bare[1],
    )
    for fits in tests:
        for one in gone:
            if any(one is left for left, _ in pairs):
                continue
            match = next((at for at, other in enumerate(rest) if fits(one, other)), None)
            if match is not None:
                pairs.append((one, rest.pop(match)))
    return pairs


def _alike(one: Line, other: Line) -> bool:
    """Say whether half of the words of the shorter line are in the other."""
    words = [Counter(line.words.split()) for line in (one, other)]
    shared = (words[0] & words[1]).total()
    return 2 * shared >= min(words[0].total(), words[1].total())


def _values(one: PrintedFact, other: PrintedFact) -> Iterator[tuple[str, str, str]]:
    for name in sorted({*one.values, *other.values}):
        was, now = one.values.get(name, "none"), other.values.get(name, "none")
        if was != now:
            yield name, was, now


def _listed(lines: Iterable[Line]) -> str:
    """Name lines by their facts, else by how they begin."""
    names = (", ".join(line.facts) or f"“{line.words[:40].strip()}”" for line in lines)
    return "; ".join(name for name, _ in groupby(names))


def _conflicts(old: Printed, new: Printed) -> Iterator[Change]:
    for id_ in sorted({*old.conflicts} ^ {*new.conflicts}):
        gone = id_ in old.conflicts
        told = ("disclosed", "") if gone else ("", "disclosed")
        yield Change(Kind.DISCLOSURE, "", (), *told, id_)


def _citations(old: Printed, new: Printed) -> Iterator[Change]:
    """Yield works that are cited in other words than before."""
    for id_ in sorted({*old.sources} & {*new.sources}):
        was, now = old.sources[id_], new.sources[id_]
        if was != now and old.language == new.language:
            yield Change(Kind.SOURCE, "", (), was, now, id_, (id_,), (id_,))
