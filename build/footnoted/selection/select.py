"""A project, an outline, an audience, a format and a language in; what that reader gets out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error, has_errors
from footnoted.load import Project
from footnoted.model.dataset import Dataset, Fact, Status
from footnoted.model.outline import (
    AnyBlock,
    Audience,
    BalanceBlock,
    CalloutBlock,
    ChartBlock,
    ConflictBlock,
    FactsBlock,
    Format,
    KeyPointsBlock,
    Outline,
    ProseBlock,
    QuoteBlock,
    StatBlock,
    TableBlock,
    When,
)
from footnoted.model.selected import Selected
from footnoted.selection.clauses import (
    All,
    Any,
    Clause,
    HasWords,
    Named,
    Not,
    Query,
    Selection,
    Union,
)
from footnoted.selection.evaluate import Facts, Found, run
from footnoted.selection.faults import Place, diagnose
from footnoted.selection.grammar import parse
from footnoted.selection.terms import Vocabulary, vocabulary

_PROSE_FACT: Final = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)|\{\{\s*([a-z0-9]+(?:-[a-z0-9]+)*)\.")


def select(
    project: Project, outline: Outline, audience: str | None, format: Format, language: str
) -> tuple[Selected | None, list[Diagnostic]]:
    """Keep the blocks meant for this reader and find the facts of each; None on errors.

    Retracted facts never pass. Superseded and internal ones pass only a selection that asks for
    them: `status: superseded`, `status: internal`.
    """
    found = list(_undeclared(project, outline, audience))
    reader = project.audiences.get(audience) if audience else None
    kept = tuple(
        block for block in outline.blocks if _meant(block.when, audience, format, language)
    )
    facts, named_found = named_selections(project.dataset, outline.select, Place(outline))
    chosen: dict[str, tuple[Fact, ...]] = {}
    finder = _Finder(facts, vocabulary(project.dataset, frozenset(outline.select)))
    found += named_found
    for block in kept:
        chosen |= finder.block(block, Place(block))
    found += finder.diagnostics
    if not kept:
        found.append(_nothing_left(outline, audience, format, language))
    if has_errors(found):
        return None, found
    filtered = outline.model_copy(update={"blocks": kept})
    return Selected(filtered, reader, format, language, chosen), found


def query(
    dataset: Dataset, expression: object, named: Mapping[str, object] | None = None
) -> tuple[tuple[Fact, ...], list[Diagnostic]]:
    """Find the facts of one expression in either spelling; an empty result is an error."""
    facts, found = named_selections(dataset, named or {}, Place())
    finder = _Finder(facts, vocabulary(dataset, frozenset(named or {})))
    result = finder.find(expression, Place())
    return result, [*found, *finder.diagnostics]


def named_selections(
    dataset: Dataset, named: Mapping[str, object], place: Place
) -> tuple[Facts, list[Diagnostic]]:
    """Read the named selections; one that leads back to itself is an error and finds nothing."""
    known = vocabulary(dataset, frozenset(named))
    read: dict[str, Selection] = {}
    found = []
    for name, value in named.items():
        selection, faults = parse(value, known)
        read[name] = selection
        here = Place(place.record, (*place.path, "select", name))
        found += [diagnose(fault, here) for fault in faults]
    for name in named:
        if chain := _cycle(name, read, ()):
            message = f"the selection `{name}` leads back to itself: {' > '.join(chain)}"
            found.append(error("selection-cycle", message, place.span("select", name)))
    cyclic = {name for name in named if _cycle(name, read, ())}
    return Facts(dataset, read | {name: Query() for name in sorted(cyclic)}), found


class _Finder:
    """Finds facts for one outline and gathers what goes wrong."""

    def __init__(self, facts: Facts, known: Vocabulary) -> None:
        self.facts, self.known = facts, known
        self.diagnostics: list[Diagnostic] = []

    def block(self, block: AnyBlock, place: Place) -> dict[str, tuple[Fact, ...]]:
        """Find the facts of one block, by the keys of `Selected.facts`."""
        match block:
            case KeyPointsBlock():
                return {block.id: self.find(block.from_, _in(place, "from"))[: block.max]}
            case FactsBlock() | TableBlock():
                return {block.id: self.find(block.from_, _in(place, "from"))}
            case CalloutBlock() if block.from_ is not None:
                return {block.id: self.find(block.from_, _in(place, "from"))}
            case BalanceBlock():
                return {
                    f"{block.id}/{i}": self.find(side.from_, _in(place, "sides", i, "from"))
                    for i, side in enumerate(block.sides)
                }
            case QuoteBlock():
                return {block.id: self._named_facts([(block.fact, _in(place, "fact").span())])}
            case StatBlock():
                return {block.id: self._values(block.values, _in(place, "values"))}
            case ChartBlock():
                places = [_in(place, "points", i, "value") for i in range(len(block.points))]
                ids = [
                    (point.value.split(".")[0], at.span())
                    for point, at in zip(block.points, places, strict=True)
                ]
                return {block.id: self._named_facts(ids)}
            case ConflictBlock():
                return {block.id: self._members(block.of, _in(place, "of"))}
            case ProseBlock():
                return {block.id: self._prose(block.section, _in(place, "section"))}
        return {}

    def find(self, value: object, place: Place) -> tuple[Fact, ...]:
        """Find the facts of a selection; say clause by clause where an empty one died."""
        selection, faults = parse(value, self.known)
        self.diagnostics += [diagnose(fault, place) for fault in faults]
        if faults:
            return ()
        result = run(selection, self.facts)
        self.diagnostics += [_withheld(fact, place.span()) for fact in result.withheld]
        if not result.facts and not result.withheld:
            self.diagnostics.append(_empty(result, selection, self.known, place))
        elif not _expected(result):
            self.diagnostics.append(_drifted(result, place))
        return result.facts

    def _values(self, values: tuple[str, ...], place: Place) -> tuple[Fact, ...]:
        pairs = [(value.split(".")[0], place.span(i)) for i, value in enumerate(values)]
        return self._named_facts(pairs)

    def _named_facts(self, ids: list[tuple[str, Span | None]]) -> tuple[Fact, ...]:
        """Look facts up that a block names itself; those may be superseded, but not retracted."""
        facts = []
        for id_, at in ids:
            fact = self.facts.dataset.facts.get(id_)
            if fact is None:
                hint = did_you_mean(id_, self.facts.dataset.facts)
                message = f"no fact is called `{id_}`"
                self.diagnostics.append(error("unknown-fact", message, at, hint))
            elif fact.status is Status.RETRACTED or fact.internal:
                self.diagnostics.append(_withheld(fact, at))
            elif fact not in facts:
                facts.append(fact)
        return tuple(facts)

    def _members(self, conflicts: tuple[str, ...], place: Place) -> tuple[Fact, ...]:
        facts: list[Fact] = []
        for i, id_ in enumerate(conflicts):
            conflict = self.facts.dataset.conflicts.get(id_)
            if conflict is None:
                hint = did_you_mean(id_, self.facts.dataset.conflicts)
                message = f"no conflict is called `{id_}`"
                self.diagnostics.append(error("unknown-conflict", message, place.span(i), hint))
            else:
                pairs = [(member, place.span(i)) for member in conflict.members]
                facts += self._named_facts(pairs)
        return tuple(facts)

    def _prose(self, section: str, place: Place) -> tuple[Fact, ...]:
        sections = self.facts.dataset.sections
        if section not in sections:
            hint = did_you_mean(section, sections)
            message = f"no section is called `{section}`"
            self.diagnostics.append(error("unknown-section", message, place.span(), hint))
            return ()
        record = sections[section]
        texts = (found for text in record.text.values() for found in _PROSE_FACT.finditer(text))
        ids = dict.fromkeys(one[1] or one[2] for one in texts)
        return self._named_facts([(id_, record.span("text")) for id_ in ids])


def _in(place: Place, *path: str | int) -> Place:
    return replace(place, path=(*place.path, *path))


def _undeclared(project: Project, outline: Outline, audience: str | None) -> Iterator[Diagnostic]:
    """Report every audience that is used and not declared in `audiences.yaml`."""
    known = project.audiences
    if audience is not None and audience not in known:
        at = outline.span("audience") if outline.audience == audience else None
        yield _unknown_audience(audience, known, at)
    for block in outline.blocks:
        for condition, path in _conditions(block.when, ("when",)):
            for i, name in enumerate(condition.audience):
                if name not in known:
                    yield _unknown_audience(name, known, block.span(*path, "audience", i))


def _unknown_audience(name: str, known: Mapping[str, Audience], at: Span | None) -> Diagnostic:
    hint = did_you_mean(name, known) or "declare it in outlines/audiences.yaml"
    return error("unknown-audience", f"no audience is called `{name}`", at, hint)


def _conditions(when: When | None, path: tuple[str, ...]) -> Iterator[tuple[When, tuple[str, ...]]]:
    while when is not None:
        yield when, path
        when, path = when.not_, (*path, "not")


def _meant(when: When | None, audience: str | None, format: str, language: str) -> bool:
    """Say whether a block's condition holds; no condition always does."""
    if when is None:
        return True
    return (
        (not when.audience or audience in when.audience)
        and (not when.format or format in when.format)
        and (not when.lang or language in when.lang or language.split("-")[0] in when.lang)
        and (when.not_ is None or not _meant(when.not_, audience, format, language))
    )


def _cycle(name: str, read: Mapping[str, Selection], seen: tuple[str, ...]) -> tuple[str, ...]:
    if name in seen:
        return (*seen, name) if name == seen[0] else ()
    for other in _names(read[name]):
        if chain := _cycle(other, read, (*seen, name)):
            return chain
    return ()


def _names(selection: Selection | Clause) -> Iterator[str]:
    """Yield the named selections that a selection leans on."""
    match selection:
        case Named(name):
            yield name
        case Union(members):
            for member in members:
                yield from _names(member)
        case Query(parts=parts):
            for part in parts:
                yield from _names(part.clause)
        case All(clauses) | Any(clauses):
            for clause in clauses:
                yield from _names(clause)
        case Not(clause):
            yield from _names(clause)
        case _:
            return


def _expected(found: Found) -> bool:
    low, high = found.expect
    return (low is None or len(found.facts) >= low) and (high is None or len(found.facts) <= high)


def _drifted(found: Found, place: Place) -> Diagnostic:
    low, high = found.expect
    wanted = f"{'' if low is None else low}..{'' if high is None else high}"
    message = f"the selection finds {len(found.facts)} facts, `expect` wants {wanted}"
    return error("unexpected-count", message, place.span())


def _empty(found: Found, selection: Selection, known: Vocabulary, place: Place) -> Diagnostic:
    """Tell clause by clause where a selection, or the first empty one of a list, died."""
    hint = "loosen the condition after which nothing is left"
    words = [word for name in _words(selection) for word in name.split() if word in known.facts]
    meant = [did_you_mean(word, known.names) for word in _words(selection)]
    if words:
        hint = f"`{words[0]}` is a fact: write `id:{words[0]}`, or `facts: [{words[0]}]`"
    elif any(meant):
        hint = next(filter(None, meant))
    message = f"no fact is left: {', '.join(found.trace)}"
    return error("empty-selection", message, place.span(), hint)


def _words(selection: Selection) -> Iterator[str]:
    """Yield what a selection looks for in texts."""
    match selection:
        case Union(members):
            for member in members:
                yield from _words(member)
        case Query(parts=parts):
            for part in parts:
                if isinstance(part.clause, HasWords):
                    yield from part.clause.words
        case _:
            return


def _withheld(fact: Fact, at: Span | None) -> Diagnostic:
    if fact.status is Status.RETRACTED:
        return error("retracted-fact", f"`{fact.id}` is retracted: {fact.reason}", at)
    why = "internal" if fact.internal else str(fact.status)
    hint = f"a selection that asks for `status: {why}` may print it"
    return error("withheld-fact", f"`{fact.id}` is {why}", at, hint)


def _nothing_left(outline: Outline, audience: str | None, format: str, language: str) -> Diagnostic:
    message = (
        f"no block of `{outline.id}` is meant for audience {audience or 'none'}, "
        f"format {format}, language {language}"
    )
    return error("empty-outline", message, outline.span("blocks"))
