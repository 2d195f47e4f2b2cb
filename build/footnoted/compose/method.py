"""The composed brief in, a count of what it rests on and what it cannot tell out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct

from footnoted.compose.draft import Draft
from footnoted.model.blocks import MethodBlock, Tell
from footnoted.model.dataset import CiteRecord, Fact, Seen, Status
from footnoted.model.document import Block, Definition, Definitions, Document, Paragraph, Section
from footnoted.model.inlines import Cite, Inlines, Text
from footnoted.model.walk import all_inlines
from footnoted.text.dates import date_words
from footnoted.text.language import capitalised


class Printed(Struct, frozen=True):
    """What a brief prints: each fact and each cite once."""

    facts: tuple[Fact, ...]
    cites: tuple[CiteRecord, ...]

    @property
    def sources(self) -> dict[str, Seen]:
        """The works, and how well the best of their cites is known."""
        best: dict[str, Seen] = {}
        for cite in self.cites:
            known = best.get(cite.source, Seen.UNVERIFIED)
            best[cite.source] = min(known, cite.seen, key=list(Seen).index)
        return best


def printed(draft: Draft, sections: Sequence[Section]) -> Printed:
    """Gather the facts that sections print, in order; speaker notes print nothing new."""
    document = Document(draft.outline.id, draft.language, draft.front, tuple(sections))
    ids = dict.fromkeys(
        id_
        for content in all_inlines(document)
        for inline in content
        if isinstance(inline, Cite)
        for id_ in inline.facts
    )
    facts = tuple(draft.dataset.facts[id_] for id_ in ids)
    return Printed(facts, tuple(cite for fact in facts for cite in fact.cites))


def method(draft: Draft, block: MethodBlock, found: Printed) -> tuple[Block, ...]:
    """Count out what the block asks to be told."""
    items = [item for what in block.tell if (item := _told(draft, what, found))]
    return (Definitions(tuple(items), compact=True),) if items else ()


def _told(draft: Draft, what: Tell, found: Printed) -> Definition | None:
    labels = draft.phrases.method
    match what:
        case "basis":
            return _line(labels.basis_label, _basis(draft, found))
        case "seen":
            seen = Counter(found.sources.values())
            pairs = zip((labels.read, labels.via, labels.unverified), Seen, strict=True)
            return _line(labels.seen_label, _counts((words, seen[one]) for words, one in pairs))
        case "markers":
            stands = Counter(str(cite.marker) for cite in found.cites)
            words = {
                "on-claim": labels.on_claim,
                "carried": labels.carried,
                "missing": labels.missing,
            }
            return _line(labels.markers_label, _counts((words[one], stands[one]) for one in words))
        case "status":
            status = Counter(fact.status for fact in found.facts)
            named = ((draft.phrases.statuses.get(one, one), status[one]) for one in Status)
            return _line(labels.status_label, _counts((capitalised(one), n) for one, n in named))
        case "conflicts":
            count = str(len(draft.disclosed))
            return _line(labels.conflicts_label, labels.conflicts.format(n=count))
        case "hedges":
            return _line(labels.hedges_label, labels.hedges)
        case _:
            assert_never(what)


def _basis(draft: Draft, found: Printed) -> str:
    info = draft.dataset.info
    return draft.phrases.method.basis.format(
        facts=len(found.facts),
        sources=len(found.sources),
        date=date_words(info.as_of, draft.language),
    )


def _counts(pairs: Iterator[tuple[str, int]]) -> str:
    """Return `words: 3. other words: 12.`, without what there is none of."""
    return " ".join(f"{words}: {count}." for words, count in pairs if count)


def _line(label: str, words: str) -> Definition | None:
    content: Inlines = (Text(words),)
    return Definition((Text(label),), (Paragraph(content),)) if words else None
