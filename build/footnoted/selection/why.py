"""One fact and an outline in; for each block what lets the fact in or keeps it out, in words."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.diagnostics import Span
from footnoted.load import Project
from footnoted.model.block import Format, When
from footnoted.model.blocks import (
    AnyBlock,
    BalanceBlock,
    CalloutBlock,
    ConflictBlock,
    FactCheckBlock,
    FactsBlock,
    KeyPointsBlock,
    MethodBlock,
    ProseBlock,
    QuestionsBlock,
    QuoteBlock,
    SourceEvaluationBlock,
    StatBlock,
)
from footnoted.model.dataset import Dataset, Fact, Status
from footnoted.model.exhibits import (
    ChartBlock,
    ComparisonBlock,
    MapBlock,
    TableBlock,
    TimelineBlock,
)
from footnoted.model.outline import Audience, Outline
from footnoted.model.record import plain
from footnoted.selection.clauses import (
    All,
    Any,
    Between,
    Clause,
    Matches,
    Named,
    Not,
    Overlaps,
    Query,
    Selection,
    Union,
)
from footnoted.selection.disputes import with_disputes
from footnoted.selection.evaluate import Facts, asked_statuses, holds, may_print, run, words_of
from footnoted.selection.faults import Place
from footnoted.selection.finder import Finder
from footnoted.selection.grammar import parse
from footnoted.selection.readers import visible
from footnoted.selection.select import is_meant, named_selections
from footnoted.selection.terms import Vocabulary, vocabulary

_NAMES_IT: Final = {
    ConflictBlock: "`of` names a conflict that it is part of",
    ChartBlock: "`points` draw a value of it",
    StatBlock: "`values` print a value of it",
    QuoteBlock: "`fact` names it",
    MapBlock: "`values` draw a value of it",
    ProseBlock: "the section cites it",
    MethodBlock: "the section cites it",
}


class Reason(Struct, frozen=True):
    """What one selection, or one block that names its facts, has to say to a fact."""

    block: str
    """Empty where it holds for the whole brief."""
    at: Span | None
    lets_in: bool
    words: str


def reasons(
    project: Project,
    outline: Outline,
    audience: Audience | None,
    format: Format,
    language: str,
    fact: Fact,
) -> list[Reason]:
    """Tell of every block that could print a fact whether it does, and by which condition.

    The outline's selections have been read without faults.
    """
    view = visible(project.dataset, audience)
    facts, _ = named_selections(project.dataset, outline.select, Place(outline), view)
    known = vocabulary(project.dataset, frozenset(outline.select))
    found = list(_barred(fact, facts, audience))
    name = audience.id if audience else None
    for block in _named(outline.blocks, Finder(facts, known), view, (name, format, language)):
        told = [*_selected(block, fact, facts, known), *_words(block, fact)]
        if not is_meant(block.when, name, format, language):
            told = [
                replace(one, lets_in=False, words=f"{_shut(block.when)}; else: {one.words}")
                for one in told
                if one.lets_in
            ]
        found += told
    return found


def _named(
    blocks: tuple[AnyBlock, ...],
    finder: Finder,
    view: Dataset,
    reader: tuple[str | None, Format, str],
) -> tuple[AnyBlock, ...]:
    """Let blocks of conflicts that say `used` name those that they print for this reader."""
    if not any(isinstance(block, ConflictBlock) and block.of == "used" for block in blocks):
        return blocks
    meant = tuple(block for block in blocks if is_meant(block.when, *reader))
    chosen = {
        key: facts for block in meant for key, facts in finder.block(block, Place(block)).items()
    }
    named = {block.id: block for block in with_disputes(meant, chosen, finder, view)[0]}
    return tuple(named.get(block.id, block) for block in blocks)


def _barred(fact: Fact, facts: Facts, audience: Audience | None) -> Iterator[Reason]:
    """Yield what keeps a fact out of the whole brief, whatever it selects."""
    if fact.status is Status.RETRACTED:
        yield Reason("", fact.span("status"), False, f"it is retracted: {fact.reason}")
    if fact.id in facts.hidden:
        why = "it is internal" if fact.internal else "it rests on what is internal"
        who = f"`{audience.id}` may not see that" if audience else "no audience is named"
        yield Reason("", fact.span("internal"), False, f"{why}, and {who}")


def _shut(when: When | None) -> str:
    """Return a block's condition as it was written."""
    said = plain(when) if when else {}
    return f"`when: {_flow(said)}` does not hold"


def _flow(value: object) -> str:
    match value:
        case dict():
            return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
        case list():
            return _flow(value[0]) if len(value) == 1 else f"[{', '.join(map(_flow, value))}]"
    return str(value)


def _selected(block: AnyBlock, fact: Fact, facts: Facts, known: Vocabulary) -> Iterator[Reason]:
    """Yield a reason for each selection of a block, or one where it names the fact itself."""
    chosen = Finder(facts, known).block(block, Place(block))
    printed = any(one.id == fact.id for each in chosen.values() for one in each)
    own: list[Reason] = []
    for path, value in _selections(block):
        selection, faults = parse(value, known)
        if faults:
            continue
        lets_in, words = _explained(selection, fact, facts)
        if lets_in and not printed:
            lets_in, words = False, f"{words}, but {_cut(block)}"
        at = block.span(*path)
        own.append(Reason(block.id, at, lets_in, f"`{_spelled(path)}`: {words}"))
    yield from own
    if printed and not any(one.lets_in for one in own) and type(block) in _NAMES_IT:
        yield Reason(block.id, block.span(), True, _NAMES_IT[type(block)])


def _selections(  # noqa: C901 - one case for each kind of block
    block: AnyBlock,
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    match block:
        case KeyPointsBlock() | FactsBlock() | TableBlock() | TimelineBlock() | FactCheckBlock():
            yield ("from",), block.from_
        case CalloutBlock() | SourceEvaluationBlock() if block.from_ is not None:
            yield ("from",), block.from_
        case BalanceBlock():
            for i, side in enumerate(block.sides):
                yield ("sides", i, "from"), side.from_
        case MapBlock():
            for i, layer in enumerate(block.layers):
                if layer.from_ is not None:
                    yield ("layers", i, "from"), layer.from_
        case ComparisonBlock():
            for i, row in enumerate(block.rows):
                for j, cell in enumerate(row.cells):
                    if cell is not None:
                        yield ("rows", i, "cells", j), cell
        case QuestionsBlock():
            for i, item in enumerate(block.items):
                if item.from_ is not None:
                    yield ("items", i, "from"), item.from_


def _cut(block: AnyBlock) -> str:
    """Say what keeps out a fact that a block's selection finds."""
    match block:
        case KeyPointsBlock():
            return f"only the first {block.max} are printed (`max`)"
        case TimelineBlock():
            return "it has no `when` to stand at"
    return "it has no place to be drawn at"


def _spelled(path: tuple[str | int, ...]) -> str:
    """Write a path as people count: `sides 2 from`."""
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _words(block: AnyBlock, fact: Fact) -> Iterator[Reason]:
    """Yield a reason where words of the block cite the fact or print a value of it."""
    cited = re.compile(rf"(?:\[@[^\]]*?|\{{\{{\s*){re.escape(fact.id)}(?![a-z0-9-])")
    for path, text in _texts(plain(block, whole=True), ()):
        if cited.search(text):
            yield Reason(block.id, block.span(*path), True, f"`{_spelled(path)}` names it")


def _texts(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    match value:
        case str():
            yield path, value
        case dict():
            for key, one in value.items():
                yield from _texts(one, (*path, key) if key else path)
        case list():
            for index, one in enumerate(value):
                yield from _texts(one, (*path, index))


def _explained(selection: Selection, fact: Fact, facts: Facts) -> tuple[bool, str]:
    """Say whether a selection finds a fact, and by which of its conditions or controls."""
    match selection:
        case Named(name):
            found, words = _explained(facts.named[name], fact, facts)
            return found, f"`{name}`: {words}"
        case Union(members):
            every = [_explained(member, fact, facts) for member in members]
            return any(found for found, _ in every), "; or ".join(
                words for found, words in every if found or not any(one for one, _ in every)
            )
        case Query():
            return _of_query(selection, fact, facts)


def _of_query(query: Query, fact: Fact, facts: Facts) -> tuple[bool, str]:
    asked = asked_statuses(query)
    if not may_print(fact, asked, facts):
        return False, _unprintable(fact)
    if fact.id in query.pin:
        return True, "`pin` names it"
    if query.hand and fact.id not in query.hand:
        return False, "`facts` does not name it"
    failing = [part for part in query.parts if not holds(part.clause, fact, facts)]
    if failing:
        told = (
            f"`{part.label}` does not hold{_says(part.clause, fact, facts)}" for part in failing
        )
        return False, "; ".join(told)
    if fact.id in query.drop:
        return False, "`drop` names it"
    held = [f"`{part.label}` holds" for part in query.parts]
    lead = ["`facts` names it"] if query.hand else held or ["it asks for every fact"]
    if fact in run(query, facts).facts:
        return True, "; ".join(lead)
    return False, f"{'; '.join(lead)}, but {_limited(query, fact, facts)}"


def _unprintable(fact: Fact) -> str:
    if fact.status is Status.SUPERSEDED:
        return "it is superseded, and the selection does not ask for `status: superseded`"
    return "it may not be printed"


def _limited(query: Query, fact: Fact, facts: Facts) -> str:
    """Say which limit a fact that fits falls to."""
    free = run(replace(query, limit=None, limit_per=(), ensure=()), facts).facts
    number = free.index(fact) + 1
    if fact not in run(replace(query, limit=None, ensure=()), facts).facts:
        limits = ", ".join(f"{field}: {most}" for field, most in query.limit_per)
        return f"it is number {number} of {len(free)}, and `limit-per: {{{limits}}}` is full"
    return f"it is number {number} of {len(free)}, and `limit` is {query.limit}"


def _says(clause: Clause, fact: Fact, facts: Facts) -> str:
    """Return what the fact says in the fields of a condition: `(topic: oil, money)`."""
    told = [
        f"{name}: {_said(name, fact, facts) or 'none'}" for name in dict.fromkeys(_fields(clause))
    ]
    return f" ({'; '.join(told)})" if told else ""


def _fields(clause: Clause) -> Iterator[str]:
    match clause:
        case All(clauses) | Any(clauses):
            for one in clauses:
                yield from _fields(one)
        case Not(inner):
            yield from _fields(inner)
        case Matches(field) | Between(field) | Overlaps(field):
            yield field
        case _:
            return


def _said(field: str, fact: Fact, facts: Facts) -> str:
    match field:
        case "when" | "said":
            return str(getattr(fact, field) or "")
        case "confidence":
            return str(fact.confidence)
        case "cites":
            return str(len(fact.cites))
        case "value":
            return ", ".join(fact.values)
    return ", ".join(words_of(field, fact, facts))
