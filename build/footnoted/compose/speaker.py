"""The facts of a slide in, what its speaker has at hand out: full statements and their sources."""

from footnoted.compose.draft import (
    Draft,
    caveat_words,
    citations_of,
    data_words,
    joined,
    own_blocks,
)
from footnoted.compose.wording import fact_words
from footnoted.model.dataset import Fact
from footnoted.model.document import Block, Cite, Inlines, Paragraph, Role, Text
from footnoted.model.outline import AnyBlock


def speaker_notes(draft: Draft, block: AnyBlock, facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    """Return the speaker notes of a block; none in a paper."""
    if not draft.is_deck:
        return ()
    own = own_blocks(draft, block.speaker, block.span("speaker")) if block.speaker else ()
    every = {fact.id: fact for fact in facts}.values()
    return (*own, *(part for fact in every for part in _statement(draft, fact)))


def _statement(draft: Draft, fact: Fact) -> tuple[Block, ...]:
    cites = citations_of(fact)
    call: Inlines = (Cite(cites, (fact.id,)),) if cites else ()
    statement = Paragraph((*fact_words(draft, fact, "full"), *call))
    return statement, Paragraph(_reservations(draft, fact), Role.CAVEAT)


def _reservations(draft: Draft, fact: Fact) -> Inlines:
    phrases = draft.phrases
    level = phrases.confidence_levels.get(fact.confidence, str(fact.confidence))
    confidence: Inlines = (Text(phrases.confidence.format(level=level)),)
    if fact.basis:
        basis = data_words(draft, {"": fact.basis}, fact.span("basis"))
        confidence = joined(confidence, basis)
    if not fact.caveat:
        return confidence
    return joined(confidence, (Text(phrases.caveat),), caveat_words(draft, fact))
