"""A dataset and an audience in; the dataset as that audience may see it, out.

Whatever comes after selecting knows this dataset only, so that nothing withheld can be printed,
written into notes, metadata or attachments, or named as the text through which a work is known.
"""

from typing import Final

from msgspec.structs import replace

from footnoted.model.dataset import CiteRecord, Conflict, Dataset, Fact, Seen, Value
from footnoted.model.names import Name, Term
from footnoted.model.outline import Audience, NumberStyle
from footnoted.model.source import Source
from footnoted.selection.remembered import remembered
from footnoted.text.numbers import amounts

_SPELLED_TO: Final = 10
"""The largest number that readers who like words get in words."""


def sees_internal(audience: Audience | None) -> bool:
    """Say whether an audience may see what is internal; who is not named may not."""
    return audience is not None and "internal" in audience.sees


def withheld(dataset: Dataset, audience: Audience | None) -> frozenset[str]:
    """Return the ids of the facts that an audience may not see.

    Beside those that say so: facts that rest on internal sources alone, and facts derived from
    any of these, unless they say `internal: false`.
    """
    if sees_internal(audience):
        return frozenset()
    secret = _secret(dataset)
    hidden = {fact.id for fact in dataset.facts.values() if _is_hidden(fact, secret)}
    if not hidden:
        return frozenset()
    while more := {
        fact.id
        for fact in dataset.facts.values()
        if fact.id not in hidden and not _is_open(fact) and not hidden.isdisjoint(fact.derived_from)
    }:
        hidden |= more
    return frozenset(hidden)


@remembered
def visible(dataset: Dataset, audience: Audience | None) -> Dataset:
    """Return the dataset as an audience may see it, its numbers in the style that it likes."""
    hidden = withheld(dataset, audience)
    if sees_internal(audience):
        return _numbered(dataset, audience)
    secret = _secret(dataset)
    if hidden or secret:
        dataset = _without(dataset, hidden, secret)
    shown = {id_: one for id_, one in dataset.conflicts.items() if not one.internal}
    if len(shown) < len(dataset.conflicts):
        dataset = replace(dataset, conflicts=shown)
    return _numbered(dataset, audience)


def is_withheld(conflict: Conflict, hidden: frozenset[str], audience: Audience | None) -> bool:
    """Say whether an audience may not read of a conflict: its sentence might tell too much."""
    if sees_internal(audience):
        return False
    if conflict.internal is not None:
        return conflict.internal
    return not hidden.isdisjoint(conflict.members)


def _is_hidden(fact: Fact, secret: frozenset[str]) -> bool:
    if fact.internal or not secret:
        return fact.internal
    cited = {cite.source for cite in fact.cites}
    return bool(cited) and cited <= secret and not _is_open(fact)


def _is_open(fact: Fact) -> bool:
    return fact.says("internal") and not fact.internal


def _secret(dataset: Dataset) -> frozenset[str]:
    return frozenset(source.id for source in dataset.sources.values() if source.internal)


def _without(dataset: Dataset, hidden: frozenset[str], secret: frozenset[str]) -> Dataset:
    facts = {
        fact.id: _fact_without(fact, hidden, secret)
        for fact in dataset.facts.values()
        if fact.id not in hidden
    }
    conflicts = {
        one.id: _conflict_without(one, hidden)
        for one in dataset.conflicts.values()
        if not is_withheld(one, hidden, None)
    }
    sources: dict[str, Source] = {
        id_: work for id_, work in dataset.sources.items() if id_ not in secret
    }
    names = {id_: _name_without(one, hidden) for id_, one in dataset.names.items()}
    terms: dict[str, Term] = {
        id_: one for id_, one in dataset.glossary.items() if hidden.isdisjoint(one.facts)
    }
    return replace(
        dataset,
        facts=facts,
        conflicts=conflicts,
        sources=sources,
        names=names,
        glossary=terms,
        withheld=hidden,
    )


def _fact_without(fact: Fact, hidden: frozenset[str], secret: frozenset[str]) -> Fact:
    changes: dict[str, object] = {}
    if any(cite.source in secret or cite.via in secret for cite in fact.cites):
        kept = (cite for cite in fact.cites if cite.source not in secret)
        changes["cites"] = tuple(_cite_without(cite, secret) for cite in kept)
    for key in ("supersedes", "derived_from"):
        ids: tuple[str, ...] = getattr(fact, key)
        if not hidden.isdisjoint(ids):
            changes[key] = tuple(id_ for id_ in ids if id_ not in hidden)
    if "derived_from" in changes:
        # The sum would give away what it is reckoned from.
        changes["formula"] = ""
    return fact.changed(changes) if changes else fact


def _cite_without(cite: CiteRecord, secret: frozenset[str]) -> CiteRecord:
    """Leave out through which text a work is known; then nobody has seen it."""
    if cite.via not in secret:
        return cite
    return cite.changed({"via": None, "via_quote": "", "seen": Seen.UNVERIFIED})


def _conflict_without(conflict: Conflict, hidden: frozenset[str]) -> Conflict:
    if hidden.isdisjoint(conflict.members):
        return conflict
    members = tuple(id_ for id_ in conflict.members if id_ not in hidden)
    prefer = None if conflict.prefer in hidden else conflict.prefer
    return conflict.changed({"members": members, "prefer": prefer})


def _name_without(name: Name, hidden: frozenset[str]) -> Name:
    """Leave out the sentence that rests on what is withheld."""
    if hidden.isdisjoint(name.facts):
        return name
    return name.changed({"is_": None, "facts": (), "glossary": False})


def _numbered(dataset: Dataset, audience: Audience | None) -> Dataset:
    if audience is None or audience.numbers is None:
        return dataset
    style = audience.numbers
    facts = {id_: _fact_in(fact, style) for id_, fact in dataset.facts.items()}
    return replace(dataset, facts=facts)


def _fact_in(fact: Fact, style: NumberStyle) -> Fact:
    values = {name: _value_in(value, style) for name, value in fact.values.items()}
    same = all(values[name] is value for name, value in fact.values.items())
    return fact if same else fact.changed({"values": values})


def _value_in(value: Value, style: NumberStyle) -> Value:
    """Change how a value shows; what says its own scale keeps it."""
    show: str = value.show
    match style:
        case "figures":
            show = "" if show == "words" else show
        case "compact":
            show = "compact" if show in ("", "words") else show
        case "words":
            show = "words" if show == "" and _is_small(value) else show
    return value if show == value.show else value.changed({"show": show})


def _is_small(value: Value) -> bool:
    numbers = amounts(value).values()
    return all(one == one.to_integral() and 0 <= one <= _SPELLED_TO for one in numbers)
