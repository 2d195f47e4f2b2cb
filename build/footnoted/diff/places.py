"""A change and the project that it is seen from in, where in data/ or outlines/ to look out."""

from collections.abc import Iterable, Iterator
from typing import Final

from footnoted.diagnostics import Span
from footnoted.load import Project
from footnoted.model.changes import Change, Kind
from footnoted.model.dataset import Fact
from footnoted.model.outline import Outline
from footnoted.model.printed import SPEAKER

_KEYS: Final = {Kind.STATUS: "status", Kind.SOURCE: "cites"}
_OUTLINE: Final = {Kind.ORDER: "blocks"}
"""Which key of the outline it is about, where it is about no block."""
_STAYS: Final = (Kind.MOVED, Kind.ORDER)
"""What the outline has changed, not the data."""


def place_of(change: Change, project: Project, outline: Outline) -> Span | None:
    """Return where a change is best looked at: its fact, else its block, else the outline."""
    return next(_places(change, project, outline), None)


def block_of(change: Change, outline: Outline) -> Span | None:
    """Return the block of the outline that shows a change."""
    name = change.block.split(",")[0].removesuffix(SPEAKER)
    return next((block.span() for block in outline.blocks if block.id == name), None)


def _places(change: Change, project: Project, outline: Outline) -> Iterator[Span]:
    data = project.dataset
    spans: list[Span | None] = []
    if change.kind is Kind.SOURCE and change.subject in data.sources:
        spans.append(data.sources[change.subject].span())
    if change.kind is Kind.DISCLOSURE and change.subject in data.conflicts:
        spans.append(data.conflicts[change.subject].span())
    spans += _disclosures(change, project)
    if change.kind not in _STAYS:
        facts = (data.facts[id_] for id_ in _first(change) if id_ in data.facts)
        spans += [fact.span(*_path(change, fact)) for fact in facts]
    spans += [
        _section(change, project, outline),
        block_of(change, outline),
        outline.span(_OUTLINE.get(change.kind, "title")),
    ]
    return (span for span in spans if span is not None)


def _first(change: Change) -> Iterable[str]:
    """Return the facts, the one whose value changed before the others."""
    named = change.subject.split(".")[0]
    return sorted(change.facts, key=lambda id_: id_ != named)


def _disclosures(change: Change, project: Project) -> Iterator[Span | None]:
    """Yield the disagreements whose sentence is in the new words and was not in the old."""
    if change.kind not in (Kind.WORDING, Kind.TEXT):
        return
    old, new = _bare(change.old), _bare(change.new)
    for conflict in project.dataset.conflicts.values():
        sentences = map(_bare, conflict.disclose.values())
        if any(words in new and words not in old for words in sentences):
            yield conflict.span("disclose")


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _path(change: Change, fact: Fact) -> tuple[str, ...]:
    """Return which key of a fact it is about."""
    if change.kind is Kind.VALUE:
        value = change.subject.partition(".")[2].partition(":")[0]
        return ("values", value) if value in fact.values else _text(change, fact)
    if change.kind is Kind.WORDING:
        return _text(change, fact)
    return (_KEYS[change.kind],) if change.kind in _KEYS else ()


def _text(change: Change, fact: Fact) -> tuple[str, ...]:
    """Return which text of the fact has most words of the change: a length of it, its caveat."""
    texts = {
        ("text", "full"): fact.text.full,
        ("text", "short"): fact.text.short,
        ("text", "headline"): fact.text.headline,
        ("caveat",): fact.caveat,
    }
    printed = set((change.new or change.old).split())

    def share(path: tuple[str, ...]) -> float:
        words = [word for text in (texts[path] or {}).values() for word in text.split()]
        return len(printed.intersection(words)) / max(len(words), 1)

    return max(texts, key=share)


def _section(change: Change, project: Project, outline: Outline) -> Span | None:
    """Return the prose of the dataset in which words of no fact stand."""
    if change.facts or change.kind is not Kind.TEXT:
        return None
    names = (getattr(one, "section", None) for one in outline.blocks if one.id == change.block)
    section = project.dataset.sections.get(next(names, None) or "")
    return section.span("text") if section else None
