"""A fact and a length in, the sentence with its speaker and its cite out."""

from functools import partial
from typing import Final

from footnoted.compose.draft import (
    Draft,
    Where,
    cite_facts,
    filled,
    marked,
    missing_mark,
    refuse_link,
    speaker_words,
)
from footnoted.compose.markup import Reading, merged, read_inlines
from footnoted.compose.placeholders import speaker_of
from footnoted.diagnostics import note
from footnoted.model.block import TextForm
from footnoted.model.dataset import Fact, Kind
from footnoted.model.inlines import Foreign, Inlines, Text
from footnoted.model.walk import plain_text
from footnoted.text.language import capitalised, in_language

ATTRIBUTED: Final = (Kind.OPINION, Kind.CLAIM, Kind.FORECAST)
"""Kinds that cannot print without their speaker."""


def fact_words(draft: Draft, fact: Fact, form: TextForm) -> Inlines:
    """Return a fact in words, without its cite; a form it lacks falls back to the full one."""
    words = getattr(fact.text, form)
    if words is None:
        message = f"`{fact.id}` has no {form} text, its full text is printed"
        draft.say(note("missing-form", message, fact.span("text")))
        form, words = "full", fact.text.full
    text, found = in_language(words, draft.language, draft.home)
    at = partial(fact.span, "text", form)
    content = _with_speaker(draft, fact, text, found, _read(draft, fact, text, found, at))
    return marked(draft, content, found, at)


def text_words(draft: Draft, fact: Fact, form: TextForm, text: str) -> Inlines:
    """Read a text of the fact, or a part of it, and fill its placeholders."""
    found = in_language(getattr(fact.text, form), draft.language, draft.home)[1]
    return _read(draft, fact, text, found, partial(fact.span, "text", form))


def _read(draft: Draft, fact: Fact, text: str, found: str, at: Where) -> Inlines:
    reading = Reading(
        lambda inside: filled(draft, fact, inside, found, at),
        lambda ids: (),
        lambda target: refuse_link(draft, target, at),
        of_fact=True,
        language=found,
    )
    return read_inlines(text, reading)


def fact_sentence(draft: Draft, fact: Fact, form: TextForm) -> Inlines:
    """Return a fact in words with its cite after the last punctuation."""
    words = fact_words(draft, fact, form)
    return (*words, *fact_cite(draft, fact, form))


def fact_cite(draft: Draft, fact: Fact, form: TextForm) -> Inlines:
    """Return a fact's cite; full texts carry their caveat to the note. Empty without sources."""
    cite = cite_facts(draft, (fact,), caveats=form == "full")
    return (cite,) if cite.citations or cite.comment else ()


def ended(draft: Draft, content: Inlines) -> Inlines:
    """Give words that shall stand in running text a full stop, if they have no end of their own."""
    match content:
        case (Foreign(language=found), Text() as mark) if mark == missing_mark(draft, found):
            return (*ended(draft, content[:-1]), mark)
    words = plain_text(content).rstrip("”’»\u202f\u00a0)]\"'")
    return content if not words or words[-1] in ".!?…:;" else (*content, Text("."))


def _with_speaker(draft: Draft, fact: Fact, text: str, found: str, content: Inlines) -> Inlines:
    """Put the speaker before words, in the language `found`, that need one and name none."""
    needed = fact.kind in ATTRIBUTED or (fact.kind is Kind.QUOTATION and "{exact}" in text)
    speaker = speaker_of(fact, draft.language, draft.home) if needed else ""
    if not speaker or "{who}" in text:
        return content
    if speaker.casefold() in plain_text(content).casefold():
        return content
    before, _, after = draft.phrases.according_to.partition("{text}")
    told = plain_text(speaker_words(draft, fact, found))
    lead = before.replace("{who}", told)
    message = f"the text of `{fact.id}` does not name its speaker, who is put before it"
    draft.say(note("speaker-added", message, fact.span("text"), "write {who} into the text"))
    return merged((Text(capitalised(lead)), *content, Text(after.replace("{who}", speaker))))
