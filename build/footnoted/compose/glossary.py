"""The dataset's glossary and what a brief prints in, a definition list out, every entry cited."""

from footnoted.compose.draft import Draft, cite_facts, data_words
from footnoted.compose.markup import strip_cites
from footnoted.diagnostics import did_you_mean, error
from footnoted.model.blocks import GlossaryBlock
from footnoted.model.document import Block, Definition, Definitions, Paragraph
from footnoted.model.inlines import Inlines, Text
from footnoted.model.mentions import Entry, glossary_entries, glossary_terms
from footnoted.model.names import Term
from footnoted.model.walk import plain_text


def glossary(draft: Draft, block: GlossaryBlock, printed_text: str) -> tuple[Block, ...]:
    """Define the terms asked for, in alphabetical order."""
    entries = _chosen(draft, block, printed_text)
    if not entries:
        message = "the glossary explains none of the words that this brief prints"
        hint = "say `terms: all`, name terms, or leave the block out"
        draft.say(error("empty-glossary", message, block.span("terms") or block.span(), hint))
    items = [_definition(draft, entry) for entry in entries]
    return (Definitions(tuple(sorted(items, key=_by_letter))),)


def _chosen(draft: Draft, block: GlossaryBlock, printed_text: str) -> tuple[Entry, ...]:
    every = glossary_entries(draft.dataset)
    match block.terms:
        case "used":
            return glossary_terms(draft.dataset, printed_text)
        case "all":
            return tuple(every.values())
        case named:
            for i, id_ in enumerate(named):
                if id_ not in every:
                    message = f"the glossary has no entry `{id_}`"
                    at = block.span("terms", i)
                    draft.say(error("unknown-term", message, at, did_you_mean(id_, every)))
            return tuple(every[id_] for id_ in named if id_ in every)


def _definition(draft: Draft, entry: Entry) -> Definition:
    record = draft.dataset.glossary.get(entry.id) or draft.dataset.names[entry.id]
    of_term = isinstance(record, Term)
    term = strip_cites(data_words(draft, entry.term, record, "term" if of_term else "name"))
    short = plain_text(data_words(draft, entry.short, record, "short")) if entry.short else ""
    shown: Inlines = (
        (*term, Text(f" ({short})")) if short and short not in plain_text(term) else term
    )
    words = data_words(draft, entry.text, record, "definition" if of_term else "is")
    facts = tuple(draft.dataset.facts[id_] for id_ in entry.facts if id_ in draft.dataset.facts)
    call: Inlines = (cite_facts(draft, facts),) if facts else ()
    return Definition(shown, (Paragraph((*words, *call)),))


def _by_letter(item: Definition) -> str:
    return plain_text(item.term).casefold()
