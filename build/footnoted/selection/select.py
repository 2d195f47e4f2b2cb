"""A project, an outline, an audience, a format and a language in; what that reader gets out."""

from collections.abc import Iterator, Mapping

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error, has_errors, warning
from footnoted.load import Project
from footnoted.model.block import Format, When
from footnoted.model.dataset import Dataset, Fact
from footnoted.model.outline import Audience, Outline
from footnoted.model.selected import Selected
from footnoted.selection.clauses import All, Any, Clause, Named, Not, Query, Selection, Union
from footnoted.selection.disputes import with_disputes
from footnoted.selection.ensure import silent_facts
from footnoted.selection.evaluate import Facts
from footnoted.selection.faults import Place, diagnose
from footnoted.selection.finder import Finder
from footnoted.selection.grammar import parse
from footnoted.selection.readers import visible
from footnoted.selection.terms import vocabulary


def select(
    project: Project, outline: Outline, audience: str | None, format: Format, language: str
) -> tuple[Selected | None, list[Diagnostic]]:
    """Keep the blocks meant for this reader and find the facts of each; None on errors.

    Retracted facts never pass. Superseded ones pass only a selection that asks for them, by
    `status: superseded`; internal ones only for an audience that sees what is internal.
    """
    found = list(_undeclared(project, outline, audience))
    reader = project.audiences.get(audience) if audience else None
    kept = tuple(
        block for block in outline.blocks if is_meant(block.when, audience, format, language)
    )
    view = visible(project.dataset, reader)
    facts, named_found = named_selections(project.dataset, outline.select, Place(outline), view)
    chosen: dict[str, tuple[Fact, ...]] = {}
    finder = Finder(facts, vocabulary(project.dataset, frozenset(outline.select)))
    found += named_found
    for block in kept:
        chosen |= finder.block(block, Place(block))
    kept, chosen, untold = with_disputes(kept, chosen, finder, view)
    found += [*finder.diagnostics, *untold]
    if not kept:
        found.append(_nothing_left(outline, audience, format, language))
    if has_errors(found):
        return None, found
    filtered = outline.changed({"blocks": kept})
    seen = {key: tuple(view.facts[one.id] for one in facts) for key, facts in chosen.items()}
    selected = Selected(filtered, reader, format, language, view, seen)
    return selected, [*found, *_silenced(selected, project.dataset)]


def query(
    dataset: Dataset, expression: object, named: Mapping[str, object] | None = None
) -> tuple[tuple[Fact, ...], list[Diagnostic]]:
    """Find the facts of one expression in either spelling; an empty result is an error.

    For lists of ours: `status: internal` finds what is internal.
    """
    view = visible(dataset, None)
    facts, found = named_selections(dataset, named or {}, Place(), view, opens=True)
    finder = Finder(facts, vocabulary(dataset, frozenset(named or {})))
    result = finder.find(expression, Place())
    return result, [*found, *finder.diagnostics]


def named_selections(
    dataset: Dataset,
    named: Mapping[str, object],
    place: Place,
    view: Dataset,
    *,
    opens: bool = False,
) -> tuple[Facts, list[Diagnostic]]:
    """Read the named selections; one that leads back to itself is an error and finds nothing.

    `view` is the dataset as the reader may see it.
    """
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
    read |= {name: Query() for name in sorted(cyclic)}
    silenced = frozenset(dataset.conflicts) - frozenset(view.conflicts)
    silent = silent_facts(dataset, silenced) if silenced else {}
    return Facts(dataset, read, view.withheld, silent, opens), found


def _silenced(selected: Selected, dataset: Dataset) -> Iterator[Diagnostic]:
    """Tell the author where a fact is printed whose dispute this reader may not read of."""
    for conflict in dataset.conflicts.values():
        if conflict.id in selected.dataset.conflicts:
            continue
        for block in selected.outline.blocks:
            ids = [one.id for one in selected.of_block(block.id) if one.id in conflict.members]
            if ids:
                message = (
                    f"`{ids[0]}` is printed without the disclosure of `{conflict.id}`, which is "
                    "internal"
                )
                hint = "`internal: false` in the conflict says that its words give nothing away"
                yield warning("withheld-conflict", message, block.span(), hint)
                break


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


def is_meant(when: When | None, audience: str | None, format: str, language: str) -> bool:
    """Say whether a block's condition holds; no condition always does."""
    if when is None:
        return True
    return (
        (not when.audience or audience in when.audience)
        and (not when.format or format in when.format)
        and (not when.lang or language in when.lang or language.split("-")[0] in when.lang)
        and (when.not_ is None or not is_meant(when.not_, audience, format, language))
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


def _nothing_left(outline: Outline, audience: str | None, format: str, language: str) -> Diagnostic:
    message = (
        f"no block of `{outline.id}` is meant for audience {audience or 'none'}, "
        f"format {format}, language {language}"
    )
    return error("empty-outline", message, outline.span("blocks"))
