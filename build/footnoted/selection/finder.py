"""One block of the outline in, the facts it asks for out; says why a selection found none."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error, warning
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
from footnoted.model.dataset import Fact, Status
from footnoted.model.exhibits import (
    ChartBlock,
    ComparisonBlock,
    MapBlock,
    TableBlock,
    TimelineBlock,
)
from footnoted.selection.clauses import HasWords, Query, Selection, Union
from footnoted.selection.evaluate import Facts, Found, run
from footnoted.selection.faults import Place, diagnose
from footnoted.selection.grammar import parse
from footnoted.selection.terms import Vocabulary
from footnoted.text.scanning import matches

_PROSE_FACT: Final = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)|\{\{\s*([a-z0-9]+(?:-[a-z0-9]+)*)\.")


class Finder:
    """Finds facts for one outline and gathers what goes wrong."""

    def __init__(self, facts: Facts, known: Vocabulary) -> None:
        self.facts, self.known = facts, known
        self.diagnostics: list[Diagnostic] = []

    def block(  # noqa: C901 - one case for each kind of block
        self, block: AnyBlock, place: Place
    ) -> dict[str, tuple[Fact, ...]]:
        """Find the facts of one block, by the keys of `Selected.facts`."""
        match block:
            case KeyPointsBlock():
                return {block.id: self.find(block.from_, _in(place, "from"))[: block.max]}
            case FactsBlock() | TableBlock() | FactCheckBlock():
                return {block.id: self.find(block.from_, _in(place, "from"))}
            case CalloutBlock() | SourceEvaluationBlock() if block.from_ is not None:
                return {block.id: self.find(block.from_, _in(place, "from"))}
            case BalanceBlock():
                return {
                    f"{block.id}/{i}": self.find(side.from_, _in(place, "sides", i, "from"))
                    for i, side in enumerate(block.sides)
                }
            case TimelineBlock():
                at = _in(place, "from")
                found = self.find(block.from_, at)
                return {block.id: self._that_have("when", found, "a timeline", at)}
            case MapBlock():
                return self._layers(block, place)
            case ComparisonBlock():
                return {
                    f"{block.id}/{i}/{j}": self.find(cell, _in(place, "rows", i, "cells", j))
                    for i, row in enumerate(block.rows)
                    for j, cell in enumerate(row.cells)
                    if cell is not None
                }
            case QuestionsBlock():
                return {
                    f"{block.id}/{i}": self.find(item.from_, _in(place, "items", i, "from"))
                    for i, item in enumerate(block.items)
                    if item.from_ is not None
                }
            case MethodBlock() if block.section is not None:
                return {block.id: self._prose(block.section, _in(place, "section"))}
            case QuoteBlock():
                return {block.id: self._named_facts([(block.fact, _in(place, "fact"))])}
            case StatBlock():
                return {block.id: self._values(block.values, _in(place, "values"))}
            case ChartBlock():
                places = [_in(place, "points", i, "value") for i in range(len(block.points))]
                ids = [
                    (point.value.split(".")[0], at)
                    for point, at in zip(block.points, places, strict=True)
                ]
                return {block.id: self._named_facts(ids)}
            case ConflictBlock():
                return {block.id: self._members(block.ids, _in(place, "of"))}
            case ProseBlock():
                return {block.id: self._prose(block.section, _in(place, "section"))}
        return {}

    def _layers(self, block: MapBlock, place: Place) -> dict[str, tuple[Fact, ...]]:
        """Find the facts of each layer of a map: those selected and those of its values."""
        found = {}
        for i, layer in enumerate(block.layers):
            at = _in(place, "layers", i)
            asked = () if layer.from_ is None else self.find(layer.from_, _in(at, "from"))
            chosen = self._that_have("places", asked, "a map", _in(at, "from"))
            drawn = self._values(layer.values, _in(at, "values"))
            found[f"{block.id}/{i}"] = tuple({fact.id: fact for fact in (*chosen, *drawn)}.values())
        return found

    def _that_have(
        self, key: str, facts: tuple[Fact, ...], what: str, place: Place
    ) -> tuple[Fact, ...]:
        """Leave out, aloud, facts that have no time or no place to be drawn at."""
        lacking = ", ".join(f"`{fact.id}`" for fact in facts if not getattr(fact, key))
        if lacking:
            message = f"{what} leaves out facts without `{key}`: {lacking}"
            self.diagnostics.append(warning("undrawn-fact", message, place.span()))
        return tuple(fact for fact in facts if getattr(fact, key))

    def find(self, value: object, place: Place) -> tuple[Fact, ...]:
        """Find the facts of a selection; say clause by clause where an empty one died."""
        selection, faults = parse(value, self.known)
        self.diagnostics += [diagnose(fault, place) for fault in faults]
        if faults:
            return ()
        result = run(selection, self.facts)
        self.diagnostics += [self._withheld(fact, place.span()) for fact in result.withheld]
        if not result.facts and not result.withheld:
            self.diagnostics.append(_empty(result, selection, self.known, place))
        elif not _expected(result):
            self.diagnostics.append(_drifted(result, place))
        elif result.unmet:
            message = f"the selection lacks {', '.join(result.unmet)}"
            hint = "loosen its conditions, raise `limit`, or drop `ensure`"
            self.diagnostics.append(error("unmet-ensure", message, place.span(), hint))
        return result.facts

    def _values(self, values: tuple[str, ...], place: Place) -> tuple[Fact, ...]:
        pairs = [(value.split(".")[0], _in(place, i)) for i, value in enumerate(values)]
        return self._named_facts(pairs)

    def _named_facts(self, ids: list[tuple[str, Place]]) -> tuple[Fact, ...]:
        """Look facts up that a block names itself; those may be superseded, but not retracted."""
        facts = []
        for id_, place in ids:
            fact = self.facts.dataset.facts.get(id_)
            if fact is None:
                hint = did_you_mean(id_, self.facts.dataset.facts)
                message = f"no fact is called `{id_}`"
                self.diagnostics.append(error("unknown-fact", message, place.span(), hint))
            elif fact.status is Status.RETRACTED or fact.id in self.facts.hidden:
                self.diagnostics.append(self._withheld(fact, place.span()))
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
                hidden = self.facts.hidden if conflict.internal is False else frozenset()
                shown = [member for member in conflict.members if member not in hidden]
                facts += self._named_facts([(member, _in(place, i)) for member in shown])
        return tuple(facts)

    def _withheld(self, fact: Fact, at: Span | None) -> Diagnostic:
        if fact.status is Status.RETRACTED:
            return error("retracted-fact", f"`{fact.id}` is retracted: {fact.reason}", at)
        if fact.id in self.facts.hidden:
            why = "is internal" if fact.internal else "rests on what is internal"
            hint = "for audiences that may see it, `sees: internal` in outlines/audiences.yaml"
            return error("withheld-fact", f"`{fact.id}` {why}", at, hint)
        hint = f"a selection that asks for `status: {fact.status}` may print it"
        return error("withheld-fact", f"`{fact.id}` is {fact.status}", at, hint)

    def _prose(self, section: str, place: Place) -> tuple[Fact, ...]:
        sections = self.facts.dataset.sections
        if section not in sections:
            hint = did_you_mean(section, sections)
            message = f"no section is called `{section}`"
            self.diagnostics.append(error("unknown-section", message, place.span(), hint))
            return ()
        record = sections[section]
        texts = (matches(_PROSE_FACT, ("@", "{{"), text) for text in record.text.values())
        ids = dict.fromkeys([one[1] or one[2] for found in texts for one in found])
        named = Place(record, ("text",))
        return self._named_facts([(id_, named) for id_ in ids])


def _in(place: Place, *path: str | int) -> Place:
    return replace(place, path=(*place.path, *path))


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
