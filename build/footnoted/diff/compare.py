"""Two records of what is printed in, every change between them out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from msgspec import Struct
from msgspec.structs import replace

from footnoted.diff.lines import Pairs, paired, unmatched
from footnoted.diff.side import Side, side_of
from footnoted.model.changes import Change, Compared, Kind
from footnoted.model.printed import Line, Printed, PrintedFact, Support

_APART = "blocks, and words that rest on no fact: the outlines are two"


def compared(old: Printed, new: Printed) -> Compared:
    """Set two briefs beside each other, fact by fact and block by block."""
    same = old.outline == new.outline
    left, right = side_of(old), side_of(new)
    within = _blocks(left, right) if same else _apart(left, right)
    found = [*_facts(left, right), *within, *_conflicts(old, new), *_citations(old, new)]
    if not same:
        found = [one for one in found if one.kind is not Kind.MOVED]
    rank = {kind: at for at, kind in enumerate(Kind)}
    found.sort(key=lambda one: rank[one.kind])
    behind = {id_ for one in found for id_ in (*one.old_sources, *one.new_sources)}
    every = old.sources | new.sources
    cited = tuple((id_, every[id_]) for id_ in sorted(behind))
    names = old.label(), new.label()
    made = Compared(*names, tuple(found), cited, new.outline, new.language)
    return made if same else replace(made, left_out="apart", uncompared=(_APART,))


def _facts(old: Side, new: Side) -> Iterator[Change]:
    """Yield facts in and out, and of those that stay what is known of them and where they stand."""
    for id_ in old.places:
        if id_ not in new.places:
            works = old.works((id_,))
            yield Change(Kind.OUT, old.where(id_), (id_,), old.words(id_), "", "", works)
    for id_ in new.places:
        if id_ not in old.places:
            works = new.works((id_,))
            words = new.words(id_)
            yield Change(Kind.IN, new.where(id_), (id_,), "", words, new_sources=works)
        else:
            yield from _fact(id_, old, new)


def _fact(id_: str, old: Side, new: Side) -> Iterator[Change]:
    one, other = old.printed.facts[id_], new.printed.facts[id_]
    where = new.where(id_)
    if one.status is not other.status:
        yield Change(Kind.STATUS, where, (id_,), one.status, other.status)
    if one.cites != other.cites:
        told = _supports(one.cites), _supports(other.cites)
        works = old.works((id_,)), new.works((id_,))
        yield Change(Kind.SOURCE, where, (id_,), *told, "", *works)
    if old.places[id_].keys() != new.places[id_].keys():
        yield Change(Kind.MOVED, where, (id_,), old.where(id_), where)


def _supports(cites: Iterable[Support]) -> str:
    """Write down on what a fact rests: `perez-2019, page 12, read`."""
    return "; ".join(
        ", ".join(filter(None, (one.source, one.locator, f"{one.seen} {one.via}".strip())))
        for one in cites
    )


def _blocks(old: Side, new: Side) -> Iterator[Change]:
    was, now = ({block.id: block.lines for block in one.printed.blocks} for one in (old, new))
    blocks = [
        _Block(old, new, id_, was.get(id_, ()), now.get(id_, ()))
        for id_ in dict.fromkeys((*was, *now))
    ]
    left = [(block, *block.left()) for block in blocks]
    gone = {(line.words, line.facts): block.id for block, _, lines, _ in left for line in lines}
    come = {(line.words, line.facts): block.id for block, _, _, lines in left for line in lines}
    for block, pairs, out, in_ in left:
        for one, other in pairs:
            yield block.reworded(one, other)
        for line in out:
            key = line.words, line.facts
            if key in come and not block.is_told(line, old, new):
                yield Change(Kind.MOVED, come[key], line.facts, block.id, come[key], line.words)
            else:
                yield from block.lone(line, old, new)
        for line in in_:
            if (line.words, line.facts) not in gone:
                yield from block.lone(line, new, old)
        yield from block.order()
    both, again = [id_ for id_ in was if id_ in now], [id_ for id_ in now if id_ in was]
    if both != again:
        yield Change(Kind.ORDER, "", (), *_reordered(both, again))


def _reordered(was: Sequence[str], now: Sequence[str]) -> tuple[str, str]:
    """Write down two orders without what is the same at their beginning and end.

    >>> _reordered("abcde", "acbde"), _reordered("ab", "aba")
    (('b, c', 'c, b'), ('', 'a'))
    """
    first = _alike(zip(was, now, strict=False))
    last = _alike(zip(reversed(was[first:]), reversed(now[first:]), strict=False))
    return ", ".join(was[first : len(was) - last]), ", ".join(now[first : len(now) - last])


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _apart(old: Side, new: Side) -> Iterator[Change]:
    """Of two outlines, which share no blocks, compare how facts are worded, and their order."""
    shared = [id_ for id_ in old.places if id_ in new.places]
    for id_ in shared:
        was, now = old.words(id_), new.words(id_)
        if was != now:
            works = old.works((id_,)), new.works((id_,))
            yield Change(Kind.WORDING, new.where(id_), (id_,), was, now, "", *works)
    again = [id_ for id_ in new.places if id_ in old.places]
    if shared != again:
        yield Change(Kind.ORDER, "", (), *_reordered(shared, again))


class _Block(Struct, frozen=True):
    """One block in both briefs."""

    old: Side
    new: Side
    id: str
    was: Sequence[Line]
    now: Sequence[Line]

    def left(self) -> tuple[Pairs, list[Line], list[Line]]:
        """Return lines that changed, and those of either side that have no match in the block."""
        return paired(unmatched(self.was, self.now), unmatched(self.now, self.was))

    def reworded(self, one: Line, other: Line) -> Change:
        """Tell a change of a value where a recorded value changed, else one of wording."""
        facts = tuple(dict.fromkeys((*one.facts, *other.facts)))
        sides = self.old.printed.facts, self.new.printed.facts
        changed = [
            f"{id_}.{words}"
            for id_ in facts
            if id_ in sides[0] and id_ in sides[1]
            for words in _values(sides[0][id_], sides[1][id_])
        ]
        kind = Kind.VALUE if changed else Kind.WORDING if facts else Kind.TEXT
        return self.told(kind, facts, one.words, other.words, "; ".join(changed))

    def lone(self, line: Line, here: Side, there: Side) -> Iterator[Change]:
        """Tell of a line without a match, unless a change of its facts has told it already."""
        if not self.is_told(line, here, there):
            kind = Kind.WORDING if line.facts else Kind.TEXT
            words = (line.words, "") if here is self.old else ("", line.words)
            yield self.told(kind, line.facts, *words)

    def is_told(self, line: Line, here: Side, there: Side) -> bool:
        """Say whether all facts of a line are in, out or moved."""
        return bool(line.facts) and all(
            here.places[id_].keys() != there.places.get(id_, {}).keys() for id_ in line.facts
        )

    def told(
        self, kind: Kind, facts: tuple[str, ...], was: str, now: str, subject: str = ""
    ) -> Change:
        """Return a change with the works behind its words."""
        works = self.old.works(facts) if was else (), self.new.works(facts) if now else ()
        return Change(kind, self.id, facts, was, now, subject, *works)

    def order(self) -> Iterator[Change]:
        """Tell where lines that stay the same stand in another order."""
        left = unmatched(self.was, unmatched(self.was, self.now))
        right = unmatched(self.now, unmatched(self.now, self.was))
        if [line.digest for line in left] == [line.digest for line in right]:
            return
        about = [[line for line in side if line.facts] for side in (left, right)]
        if [line.facts for line in about[0]] == [line.facts for line in about[1]]:
            about = [[*left], [*right]]
        was, now = _listed(about[0]), _listed(about[1])
        if was != now:
            facts = tuple(dict.fromkeys(id_ for line in about[1] for id_ in line.facts))
            yield Change(Kind.ORDER, self.id, facts, *_reordered(was, now))


def _values(one: PrintedFact, other: PrintedFact) -> Iterator[str]:
    """Yield the values that changed: `wells: 12 wells → 14 wells`."""
    for name in sorted({*one.values, *other.values}):
        was, now = one.values.get(name, "none"), other.values.get(name, "none")
        if was != now:
            yield f"{name}: {was} → {now}"


def _listed(lines: Iterable[Line]) -> list[str]:
    """Name lines by their facts, else by how they begin."""
    names = (" + ".join(line.facts) or f"“{line.words[:40].strip()}”" for line in lines)
    return [name for name, _ in groupby(names)]


def _conflicts(old: Printed, new: Printed) -> Iterator[Change]:
    for id_ in sorted({*old.conflicts} ^ {*new.conflicts}):
        told = ("disclosed", "") if id_ in old.conflicts else ("", "disclosed")
        yield Change(Kind.DISCLOSURE, "", (), *told, id_)


def _citations(old: Printed, new: Printed) -> Iterator[Change]:
    """Yield works that are cited in other words than before."""
    for id_ in sorted({*old.sources} & {*new.sources}):
        was, now = old.sources[id_], new.sources[id_]
        if was != now and old.language == new.language:
            yield Change(Kind.SOURCE, "", (), was, now, id_, (id_,), (id_,))
