"""A source evaluation and the facts whose works are judged in, a table with a row for each out."""

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from footnoted.compose.credit import source_words
from footnoted.compose.draft import Draft, data_words, disclosures, joined, own_words
from footnoted.compose.fact_check import seen_words
from footnoted.compose.method import Printed
from footnoted.compose.tables import EMPTY
from footnoted.diagnostics import error
from footnoted.model.blocks import Asked, SourceEvaluationBlock
from footnoted.model.csl import PersonName
from footnoted.model.dataset import CiteRecord, Fact, Seen
from footnoted.model.document import Block, Cell, Column, Row, RowGroup, Table
from footnoted.model.inlines import Citation, Cite, Emphasis, Inlines, LineBreak, Text
from footnoted.model.selected import Selected
from footnoted.model.source import Source, UrlStatus
from footnoted.model.walk import plain_text

_NAMED = 3
"""Authors that are named before the rest are others."""


class _Judged(Struct, frozen=True):
    """A work, the facts that rest on it, and what is known of it through their cites."""

    work: Source
    facts: tuple[Fact, ...]
    cites: tuple[CiteRecord, ...]

    @property
    def seen(self) -> Seen:
        """How well the best of its cites is known."""
        return min((cite.seen for cite in self.cites), key=list(Seen).index)

    @property
    def through(self) -> tuple[str, ...]:
        """The texts through which it is known."""
        return tuple(cite.via for cite in self.cites if cite.via)


def evaluation(
    draft: Draft, block: SourceEvaluationBlock, selected: Selected, found: Printed
) -> tuple[Block, ...]:
    """Ask the same of every work: of those that the chosen facts rest on, or the whole brief."""
    facts = found.facts if block.from_ is None else selected.of_block(block.id)
    judged = _works(draft, facts)
    if not judged:
        message = "there is no work to be judged: no fact that names one is printed"
        hint = "say with `from` whose works are meant"
        draft.say(error("empty-evaluation", message, block.span(), hint))
    phrases = draft.phrases.evaluation
    heads = (phrases.work, *(_head(draft, asked) for asked in block.columns))
    return (
        Table(
            id=block.id,
            columns=(Column(), *(Column() for _ in block.columns)),
            head=(Row(tuple(Cell((Text(head),), header=True) for head in heads)),),
            body=(RowGroup(tuple(_row(draft, block, one) for one in judged)),),
            number=draft.numbers.exhibits[block.id][1],
            caption=own_words(draft, block.caption, block, "caption"),
            notes=tuple(
                own_words(draft, words, block, "notes", i) for i, words in enumerate(block.notes)
            ),
            summary=plain_text(own_words(draft, block.summary or {}, block, "summary")),
        ),
    )


def _works(draft: Draft, facts: tuple[Fact, ...]) -> tuple[_Judged, ...]:
    """Gather the works of facts, each once, in the order in which they are met."""
    met: dict[str, list[tuple[Fact, CiteRecord]]] = {}
    for fact in facts:
        for cite in fact.cites:
            met.setdefault(cite.source, []).append((fact, cite))
    return tuple(
        _Judged(
            draft.dataset.sources[id_],
            tuple({fact.id: fact for fact, _ in pairs}.values()),
            tuple(cite for _, cite in pairs),
        )
        for id_, pairs in met.items()
    )


def _head(draft: Draft, asked: Asked) -> str:
    phrases = draft.phrases.evaluation
    match asked:
        case "voice":
            return phrases.voice
        case "interest":
            return phrases.interest
        case "seen":
            return phrases.seen
        case "limits":
            return phrases.limits
        case _:
            assert_never(asked)


def _row(draft: Draft, block: SourceEvaluationBlock, one: _Judged) -> Row:
    asked = (Cell(_answer(draft, what, one) or (Text(EMPTY),)) for what in block.columns)
    return Row((Cell(_named(draft, one), header=True), *asked))


def _named(draft: Draft, one: _Judged) -> Inlines:
    """Name a work by its title, with the call of its note."""
    work = one.work
    title = work.title_short or work.title or source_words(work, draft.language)
    first = one.cites[0]
    citation = Citation(work.id, seen=str(first.seen), via=first.via or "")
    ids = tuple(fact.id for fact in one.facts)
    return (Emphasis((Text(title),)), Cite((citation,), ids, disclosures(draft, one.facts)))


def _answer(draft: Draft, asked: Asked, one: _Judged) -> Inlines:
    match asked:
        case "voice":
            return _voice(draft, one.work)
        case "interest":
            return _interest(draft, one.work)
        case "seen":
            return (Text(seen_words(draft, one.seen, one.through)),)
        case "limits":
            return joined(*_limits(draft, one))
        case _:
            assert_never(asked)


def _voice(draft: Draft, work: Source) -> Inlines:
    """Say who speaks: the authors, else the house, and from where they look."""
    phrases = draft.phrases.evaluation
    names = [name for name in map(_name, work.author) if name]
    who = ", ".join(names[:_NAMED]) or work.container_title or work.publisher or phrases.nobody
    if len(names) > _NAMED:
        who = phrases.others.format(names=who)
    kind = phrases.voices.get(work.custom.perspective or "", "")
    return (Text(who), *((LineBreak(), Text(kind)) if kind else ()))


def _name(name: PersonName) -> str:
    parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family)
    return name.literal or " ".join(part for part in parts if part)


def _interest(draft: Draft, work: Source) -> Inlines:
    if work.custom.interest:
        return data_words(draft, work.custom.interest, work, "custom", "interest")
    words = draft.phrases.evaluation.interests.get(work.custom.perspective or "", "")
    return (Text(words),) if words else ()


def _limits(draft: Draft, one: _Judged) -> Iterator[Inlines]:
    """Yield what the editors say that a work cannot tell, then what its record says of that."""
    phrases, work = draft.phrases.evaluation, one.work
    if work.custom.limits:
        yield data_words(draft, work.custom.limits, work, "custom", "limits")
    if one.seen is not Seen.READ:
        yield (Text(phrases.unread),)
    if work.custom.tier and phrases.tiers.get(work.custom.tier):
        yield (Text(phrases.tiers[work.custom.tier]),)
    if not work.author:
        yield (Text(phrases.unsigned),)
    if not work.issued:
        yield (Text(phrases.undated),)
    if work.custom.url_status is UrlStatus.DEAD:
        yield (Text(phrases.dead),)
