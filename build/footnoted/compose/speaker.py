"""The facts of a slide in, what its speaker has at hand out.

Of each fact: the full statement with its source, what a listener must know beside it, and what to
answer when asked how it is known.
"""

from collections.abc import Iterator

from footnoted.compose.draft import (
    Draft,
    caveat_words,
    citations_of,
    data_words,
    joined,
    own_blocks,
)
from footnoted.compose.wording import ended, fact_words
from footnoted.model.blocks import AnyBlock
from footnoted.model.dataset import Conflict, Fact, Seen
from footnoted.model.document import Block, Paragraph, Role
from footnoted.model.inlines import Cite, Inlines, Strong, Text


def speaker_notes(draft: Draft, block: AnyBlock, facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    """Return the speaker notes of a block; none in a paper."""
    if not draft.is_deck:
        return ()
    own = own_blocks(draft, block.speaker, block, "speaker") if block.speaker else ()
    every = {fact.id: fact for fact in facts}.values()
    told: set[str] = set()
    return (*own, *(part for fact in every for part in _statement(draft, fact, told)))


def _statement(draft: Draft, fact: Fact, told: set[str]) -> Iterator[Block]:
    """Yield what is said of a fact; `told` are the conflicts that this block has explained."""
    cites = citations_of(fact)
    call: Inlines = (Cite(cites, (fact.id,)),) if cites else ()
    yield Paragraph((*fact_words(draft, fact, "full"), *call))
    yield Paragraph(_reservations(draft, fact), Role.CAVEAT)
    answer = joined(*_answer(draft, fact, told))
    if answer:
        yield Paragraph((Strong((Text(draft.phrases.if_asked),)), Text(" "), *answer))


def _reservations(draft: Draft, fact: Fact) -> Inlines:
    phrases = draft.phrases
    level = phrases.confidence_levels.get(fact.confidence, str(fact.confidence))
    confidence: Inlines = (Text(phrases.confidence.format(level=level)),)
    if not fact.caveat:
        return confidence
    return joined((Text(phrases.caveat),), ended(draft, caveat_words(draft, fact)), confidence)


def _answer(draft: Draft, fact: Fact, told: set[str]) -> Iterator[Inlines]:
    """Yield what the confidence rests on, what sources say otherwise, how the source was seen."""
    if fact.basis:
        yield ended(draft, data_words(draft, fact.basis, fact, "basis"))
    conflicts = [one for one in draft.disputes.get(fact.id, ()) if one.id not in told]
    if conflicts:
        yield (Text(draft.phrases.in_dispute),)
    for conflict in conflicts:
        told.add(conflict.id)
        yield from _disagreement(draft, conflict)
    seen = {cite.seen for cite in fact.cites}
    if seen:
        yield (Text(_seen(draft, seen)),)


def _disagreement(draft: Draft, conflict: Conflict) -> Iterator[Inlines]:
    yield ended(draft, data_words(draft, conflict.disclose, conflict, "disclose"))
    if conflict.because:
        yield ended(draft, data_words(draft, conflict.because, conflict, "because"))


def _seen(draft: Draft, seen: set[Seen]) -> str:
    """Say how the sources of a claim are known to us."""
    phrases = draft.phrases
    if Seen.READ in seen:
        return phrases.seen_read if len(seen) == 1 else phrases.seen_some
    return phrases.seen_via if Seen.VIA in seen else phrases.seen_never
