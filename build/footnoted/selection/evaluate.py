"""A query and the dataset's facts in; the facts that pass, in order, and what each clause left."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final, assert_never

from msgspec import Struct, field

from footnoted.model.dataset import Dataset, Fact, Status
from footnoted.model.edtf import overlap, parse_edtf
from footnoted.selection.clauses import (
    NAME_FIELDS,
    All,
    Any,
    Between,
    Clause,
    HasWords,
    IsSet,
    Matches,
    Named,
    Not,
    Overlaps,
    Query,
    Selection,
    SortKey,
    Union,
)
from footnoted.selection.ensure import ensured, unmet
from footnoted.selection.naming import Mentions
from footnoted.selection.terms import CONFIDENCE_RANK, INTERNAL
from footnoted.text.numbers import amounts


class Found(Struct, frozen=True):
    """The facts of one selection, and how many each condition left."""

    facts: tuple[Fact, ...]
    trace: tuple[str, ...] = ()
    expect: tuple[int | None, int | None] = (None, None)
    unmet: tuple[str, ...] = ()
    """What `ensure` wants and the facts lack, in words."""
    withheld: tuple[Fact, ...] = ()
    """Facts asked for by id that may not be printed."""


class Facts(Struct, dict=True):
    """The dataset, the outline's named selections, and what those were found to hold."""

    dataset: Dataset
    named: Mapping[str, Selection]
    hidden: frozenset[str] = frozenset()
    """Facts that this reader may not see."""
    silent: Mapping[str, str] = field(default_factory=dict)
    """Facts of conflicts that this reader may not read of, each with the conflict."""
    opens: bool = False
    """A selection that asks for `status: internal` gets them all the same: for lists of ours."""
    found: dict[str, Found] = field(default_factory=dict)

    @cached_property
    def mentions(self) -> Mentions:
        """How the dataset's names are spelled, and which facts name them."""
        return Mentions(self.dataset)

    def of(self, name: str) -> Found:
        """Return the facts of a named selection."""
        if name not in self.found:
            self.found[name] = run(self.named[name], self)
        return self.found[name]


def run(selection: Selection, facts: Facts) -> Found:
    """Find the facts of a selection, in the order of print."""
    match selection:
        case Named(name):
            return facts.of(name)
        case Union(members):
            parts = [run(member, facts) for member in members]
            if dead := next((part for part in parts if not part.facts), None):
                return dead
            every = {fact.id: fact for part in parts for fact in part.facts}
            return Found(
                tuple(every.values()),
                tuple(line for part in parts for line in part.trace),
                unmet=tuple(words for part in parts for words in part.unmet),
                withheld=tuple(fact for part in parts for fact in part.withheld),
            )
        case Query() as query:
            return _run(query, facts)
        case _ as never:
            assert_never(never)


def _run(query: Query, facts: Facts) -> Found:
    asked = asked_statuses(query)
    every = facts.dataset.facts
    start = [every[id_] for id_ in query.hand] if query.hand else list(every.values())
    left = [fact for fact in start if may_print(fact, asked, facts)]
    trace = [f"{len(left)} facts"]
    for part in query.parts:
        left = [fact for fact in left if holds(part.clause, fact, facts)]
        trace.append(f"{part.label} -> {len(left)}")
    left = _sorted(_as_named(left, query, facts), query.sort, facts)
    by_hand = [every[id_] for id_ in (*query.hand, *query.pin)]
    pinned = [every[id_] for id_ in query.pin if may_print(every[id_], asked, facts)]
    rest = [fact for fact in left if fact.id not in query.pin]
    rest = _limited_per(pinned, rest, query.limit_per, facts)
    if query.limit is not None:
        rest = ensured(pinned, rest, max(0, query.limit - len(pinned)), query.ensure)
    chosen = (*pinned, *rest)
    lacking = tuple(unmet(chosen, query.ensure, facts.silent))
    withheld = tuple(fact for fact in by_hand if not may_print(fact, asked, facts))
    return Found(chosen, tuple(trace), query.expect, lacking, withheld)


def _as_named(left: list[Fact], query: Query, facts: Facts) -> list[Fact]:
    """Drop what is to be dropped; facts of a named selection keep the order that it has."""
    kept = {fact.id: fact for fact in left if fact.id not in query.drop}
    named = next((p.clause for p in query.parts if isinstance(p.clause, Named)), None)
    if named is None or query.hand:
        return list(kept.values())
    return [kept[fact.id] for fact in facts.of(named.name).facts if fact.id in kept]


def may_print(fact: Fact, asked: frozenset[str], facts: Facts) -> bool:
    """Say whether a fact may pass: never when retracted, else as its status was asked for."""
    if fact.status is Status.RETRACTED:
        return False
    if fact.status is Status.SUPERSEDED and Status.SUPERSEDED not in asked:
        return False
    return fact.id not in facts.hidden or (facts.opens and INTERNAL in asked)


def asked_statuses(query: Query) -> frozenset[str]:
    """Return the statuses that a query asks for in so many words."""
    return frozenset(word for part in query.parts for word in _statuses(part.clause))


def _statuses(clause: Clause) -> Iterable[str]:
    """Yield the statuses that a clause asks for in so many words, outside any `not`."""
    match clause:
        case Matches("status", word):
            yield word
        case All(clauses) | Any(clauses):
            for one in clauses:
                yield from _statuses(one)
        case _:
            return


def holds(clause: Clause, fact: Fact, facts: Facts) -> bool:
    """Say whether a clause holds of a fact."""
    match clause:
        case All(clauses):
            return all(holds(one, fact, facts) for one in clauses)
        case Any(clauses):
            return any(holds(one, fact, facts) for one in clauses)
        case Not(inner):
            return not holds(inner, fact, facts)
        case Matches(name, word, prefix):
            return any(_same(name, one, word, prefix) for one in words_of(name, fact, facts))
        case Between() as between:
            return any(_lies(number, between) for number in _numbers(between.field, fact))
        case Overlaps() as overlaps:
            return _overlaps(overlaps, fact)
        case HasWords(words):
            text = _text(fact)
            return all(word in text for word in words)
        case IsSet(name):
            return _is_set(name, fact, facts)
        case Named(name):
            return any(one.id == fact.id for one in facts.of(name).facts)
        case _ as never:
            assert_never(never)


def words_of(name: str, fact: Fact, facts: Facts) -> tuple[str, ...]:
    """Return what a fact says in a word field."""
    if name in NAME_FIELDS:
        return facts.mentions.of(fact, name)
    return _WORDS[name](fact, facts.dataset)


def _sources(fact: Fact, dataset: Dataset, part: str) -> tuple[str, ...]:
    """Return the tier or the perspective of each source a fact cites."""
    cited = (dataset.sources.get(cite.source) for cite in fact.cites)
    words = (getattr(source.custom, part) for source in cited if source is not None)
    return tuple(dict.fromkeys(str(word) for word in words if word))


_WORDS: Final[Mapping[str, Callable[[Fact, Dataset], tuple[str, ...]]]] = {
    "id": lambda fact, _: (fact.id,),
    "kind": lambda fact, _: (fact.kind,),
    "topic": lambda fact, _: tuple(fact.topics),
    "place": lambda fact, _: tuple(fact.places),
    "status": lambda fact, _: (fact.status, INTERNAL) if fact.internal else (fact.status,),
    "stance": lambda fact, _: (fact.stance,),
    "source": lambda fact, _: tuple(cite.source for cite in fact.cites),
    "tier": lambda fact, dataset: _sources(fact, dataset, "tier"),
    "perspective": lambda fact, dataset: _sources(fact, dataset, "perspective"),
    "seen": lambda fact, _: tuple(cite.seen for cite in fact.cites),
    "unit": lambda fact, _: tuple(value.unit for value in fact.values.values()),
    "tag": lambda fact, _: tuple(fact.tags),
}


def _same(name: str, one: str, word: str, prefix: bool) -> bool:
    if prefix:
        return one.lower().startswith(word.lower())
    return one == word or (name == "place" and one.startswith(f"{word}-"))


def _numbers(name: str, fact: Fact) -> tuple[Decimal, ...]:
    match name:
        case "cites":
            return (Decimal(len(fact.cites)),)
        case "confidence":
            return (Decimal(CONFIDENCE_RANK[fact.confidence]),)
    return tuple(n for value in fact.values.values() for n in amounts(value).values())


def _lies(number: Decimal, between: Between) -> bool:
    low, high = between.low, between.high
    if low is not None and (number < low or (between.low_open and number == low)):
        return False
    return high is None or number < high or (number == high and not between.high_open)


def _time_of(name: str, fact: Fact) -> str | None:
    return fact.said if name == "said" else fact.when


def _overlaps(overlaps: Overlaps, fact: Fact) -> bool:
    text = _time_of(overlaps.field, fact)
    if text is None:
        return False
    time = parse_edtf(text)
    if overlaps.whole:
        return overlaps.low <= time.lower and time.upper <= overlaps.high
    return overlap(time, overlaps.low, overlaps.high)


def _text(fact: Fact) -> str:
    forms = (fact.text.full, fact.text.short, fact.text.headline)
    texts = [text for form in forms if form for text in form.values()]
    return " ".join([*texts, fact.exact]).casefold()


def _is_set(name: str, fact: Fact, facts: Facts) -> bool:
    match name:
        case "when" | "said":
            return _time_of(name, fact) is not None
        case "value":
            return bool(fact.values)
        case "cites":
            return bool(fact.cites)
        case "confidence" | "text":
            return True
    return any(words_of(name, fact, facts))


def _sorted(left: list[Fact], keys: tuple[SortKey, ...], facts: Facts) -> list[Fact]:
    """Sort by every key, the first one counting most; facts without the field come last."""
    for key in reversed(keys):
        known = [fact for fact in left if _rank(key.field, fact, facts) is not None]
        unknown = [fact for fact in left if _rank(key.field, fact, facts) is None]
        known.sort(key=lambda fact: _rank(key.field, fact, facts) or (0, ""), reverse=key.falling)
        left = known + unknown
    return left


def _rank(name: str, fact: Fact, facts: Facts) -> tuple[Decimal | int, str] | None:
    if name in ("when", "said"):
        text = _time_of(name, fact)
        return None if text is None else (0, parse_edtf(text).lower.isoformat())
    if name in ("value", "cites", "confidence"):
        numbers = _numbers(name, fact)
        return (max(numbers), "") if numbers else None
    words = words_of(name, fact, facts)
    return (0, words[0]) if words else None


def _limited_per(
    pinned: list[Fact], rest: list[Fact], limits: tuple[tuple[str, int], ...], facts: Facts
) -> list[Fact]:
    """Let at most so many facts pass per word of a field; pinned ones count, and all stay."""
    for name, most in limits:
        counts: dict[str, int] = {}
        kept = []
        for fact in (*pinned, *rest):
            words = words_of(name, fact, facts)
            full = any(counts.get(word, 0) >= most for word in words)
            if fact in pinned or not full:
                kept.append(fact)
                counts |= {word: counts.get(word, 0) + 1 for word in words}
        rest = [fact for fact in kept if fact not in pinned]
    return rest
