"""Facts in, entries that let a reader check each of them out: its words, their place, its state."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal, assert_never
from urllib.parse import urlsplit

from footnoted.compose.credit import source_words
from footnoted.compose.draft import Draft, caveat_words, cite_facts, data_words, joined
from footnoted.compose.placeholders import exact_words
from footnoted.compose.tables import EMPTY
from footnoted.compose.wording import ended, fact_words
from footnoted.model.block import TextForm
from footnoted.model.blocks import FactCheckBlock, Tells
from footnoted.model.dataset import CiteRecord, Fact, Seen
from footnoted.model.document import Block, Definition, Definitions, Paragraph
from footnoted.model.inlines import Foreign, Inlines, Link, Strong, Text
from footnoted.model.source import Source, UrlStatus
from footnoted.model.walk import plain_text
from footnoted.text.dates import date_words
from footnoted.text.language import capitalised, primary, quoted, typographic

_MARKS: Final = r'"([^"]*)"'
"""Words in marks within a quotation, as they are typed."""


def fact_check(
    draft: Draft, block: FactCheckBlock, facts: tuple[Fact, ...], form: TextForm
) -> tuple[Block, ...]:
    """Set each fact over what is told of it: labels beside it in a paper, before it in a deck.

    A slide has one fact.
    """
    entries = tuple(_entry(draft, block, fact, form) for fact in facts)
    return (
        tuple(Definitions((one,)) for one in entries) if draft.is_deck else (Definitions(entries),)
    )


def _entry(draft: Draft, block: FactCheckBlock, fact: Fact, form: TextForm) -> Definition:
    rows = [(label, lines) for what in block.tell for label, lines in _told(draft, what, fact)]
    cite = cite_facts(draft, (fact,))
    call: Inlines = (cite,) if cite.citations or cite.comment else ()
    return Definition((*fact_words(draft, fact, form), *call), _rows(draft, rows))


_Tell = Callable[[Draft, CiteRecord], Inlines]
_Row = tuple[str, Sequence[Inlines]]
"""A label, and paragraphs: one for each work where several bear a fact."""


def _rows(draft: Draft, rows: Sequence[_Row]) -> tuple[Block, ...]:
    if draft.is_deck:
        return tuple(
            Paragraph((Strong((Text(f"{label}:"),)), Text(" "), *joined(*lines)))
            for label, lines in rows
        )
    items = (
        Definition((Text(label),), tuple(Paragraph(line) for line in lines))
        for label, lines in rows
    )
    return (Definitions(tuple(items), compact=True),)


def _told(draft: Draft, what: Tells, fact: Fact) -> Iterator[_Row]:
    phrases = draft.phrases.fact_check
    match what:
        case "words":
            yield phrases.words, tuple(_words(draft, fact)) or ((Text(phrases.no_words),),)
        case "source":
            yield phrases.source, _each(draft, fact, _source) or ((Text(EMPTY),),)
        case "seen":
            yield phrases.seen, _each(draft, fact, _seen) or ((Text(EMPTY),),)
        case "archive":
            yield phrases.archive, _each(draft, fact, _archive) or ((Text(EMPTY),),)
        case "standing":
            caveat = (ended(draft, caveat_words(draft, fact)),) if fact.caveat else ()
            yield phrases.standing, (_standing(draft, fact), *caveat)
        case "dispute":
            every = draft.disputes.get(fact.id, ())
            asked = tuple(data_words(draft, one.question, one, "question") for one in every)
            if asked:
                yield phrases.dispute, asked
        case "id":
            yield phrases.id, ((Text(fact.id),),)
        case _:
            assert_never(what)


def _words(draft: Draft, fact: Fact) -> Iterator[Inlines]:
    """Yield the words that bear a fact, each with the text they stand in; or how it is reckoned."""
    if fact.exact:
        yield exact_words(fact, draft.dataset, draft.language)
    for cite in fact.cites:
        if cite.quote and cite.quote != fact.exact:
            yield _quoted(draft, cite.quote, cite.source)
        if cite.via_quote and cite.via:
            yield _quoted(draft, cite.via_quote, cite.via)
    if fact.formula:
        phrase = draft.phrases.fact_check.reckoned
        yield (Text(phrase.format(formula=typographic(fact.formula))),)


def _quoted(draft: Draft, words: str, source: str) -> Inlines:
    work = draft.dataset.sources[source]
    spoken = work.language or draft.home
    nested = re.sub(_MARKS, lambda found: quoted(found[1], draft.language, inner=True), words)
    marked: Inlines = (Text(quoted(typographic(nested), draft.language)),)
    if primary(spoken) != primary(draft.language):
        marked = (Foreign(marked, spoken),)
    before, _, after = draft.phrases.fact_check.quoted.partition("{words}")
    named = source_words(work, draft.language)
    return (Text(before), *marked, Text(after.replace("{source}", named)))


def _each(draft: Draft, fact: Fact, tell: _Tell) -> tuple[Inlines, ...]:
    """Tell the same of each work of a fact; what is the same of all is told once."""
    told = [(cite, tell(draft, cite)) for cite in fact.cites]
    if len({plain_text(words) for _, words in told}) == 1 and tell is not _source:
        return (told[0][1],)
    if len(told) < 2 or tell is _source:
        return tuple(words for _, words in told)
    return tuple(
        (Text(f"{source_words(_work(draft, cite), draft.language)}: "), *words)
        for cite, words in told
    )


def _source(draft: Draft, cite: CiteRecord) -> Inlines:
    phrases, work = draft.phrases.fact_check, _work(draft, cite)
    named = Text(source_words(work, draft.language))
    alive = bool(work.url) and work.custom.url_status is not UrlStatus.DEAD
    shown: Inlines = (Link((named,), str(work.url)),) if alive else (named,)
    place = phrases.no_locator
    if cite.locator:
        place = phrases.locators.get(cite.label, f"{cite.label} {{n}}").format(n=cite.locator)
    return (*shown, Text(f", {place}"))


def _seen(draft: Draft, cite: CiteRecord) -> Inlines:
    return (Text(seen_words(draft, cite.seen, (cite.via or "",))),)


def seen_words(draft: Draft, seen: Seen, through: Sequence[str]) -> str:
    """Say what was seen of a work; `through` are the texts through which it is known."""
    phrases = draft.phrases.fact_check
    match seen:
        case Seen.READ:
            return phrases.read
        case Seen.VIA:
            works = (draft.dataset.sources[id_] for id_ in dict.fromkeys(through) if id_)
            named = "; ".join(source_words(work, draft.language) for work in works)
            return phrases.via.format(via=named)
        case Seen.UNVERIFIED:
            return phrases.unverified
        case _:
            assert_never(seen)


def _archive(draft: Draft, cite: CiteRecord) -> Inlines:
    phrases, custom = draft.phrases.fact_check, _work(draft, cite).custom
    dead = f" {phrases.dead}" if custom.url_status is UrlStatus.DEAD else ""
    if not custom.archive_url:
        return (Text(f"{phrases.no_copy}{dead}"),)
    host = (urlsplit(custom.archive_url).hostname or "").removeprefix("www.")
    when = date_words(custom.archive_date, draft.language) if custom.archive_date else ""
    words = phrases.copy_of.format(host=host, date=when).rstrip(" ,")
    return (Link((Text(words),), custom.archive_url), Text(dead))


def _standing(draft: Draft, fact: Fact) -> Inlines:
    """Say whether a fact still stands and why not, how well it is borne out and by what."""
    phrases = draft.phrases
    status = capitalised(phrases.statuses.get(fact.status, str(fact.status)))
    level = phrases.confidence_levels.get(fact.confidence, str(fact.confidence))
    parts = [(Text(f"{status}."),), _remark(draft, fact, "reason")]
    parts += [(Text(phrases.confidence.format(level=level)),), _remark(draft, fact, "basis")]
    return joined(*parts)


def _remark(draft: Draft, fact: Fact, key: Literal["reason", "basis"]) -> Inlines:
    said = ({"": fact.reason} if fact.reason else None) if key == "reason" else fact.basis
    return ended(draft, data_words(draft, said, fact, key)) if said else ()


def _work(draft: Draft, cite: CiteRecord) -> Source:
    return draft.dataset.sources[cite.source]
