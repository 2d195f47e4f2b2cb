"""What composing keeps in hand from block to block, and the reading of the user's own words."""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.compose.markup import Reading, read_blocks, read_inlines
from footnoted.compose.numbers import Numbers
from footnoted.compose.placeholders import Lack, asked, fill, passed_on, speaker_of, speaking
from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error, warning
from footnoted.model.block import Format
from footnoted.model.dataset import Conflict, Dataset, Fact, Status
from footnoted.model.document import Block, Front, ItemList, Paragraph, Quotation
from footnoted.model.inlines import Citation, Cite, Foreign, Inlines, Text
from footnoted.model.outline import Outline
from footnoted.model.record import Record, Words
from footnoted.model.style.look import Phrases
from footnoted.model.walk import plain_text
from footnoted.text.language import (
    in_language,
    is_fallback,
    is_name,
    language_name,
    primary,
    quoted,
    typographic,
)
from footnoted.text.units import unit_alone, unit_language

_SPACE: Final = Text(" ")

Where = Callable[[], Span | None]
"""Finds the place of a text, which only diagnostics want to know."""


class Draft(Struct, dict=True):
    """One document in the making."""

    dataset: Dataset
    outline: Outline
    phrases: Phrases
    language: str
    format: Format
    diagnostics: list[Diagnostic] = field(default_factory=list)
    disclosed: set[str] = field(default_factory=set)
    """Conflicts whose disclosure has been printed."""
    front: Front = field(default_factory=lambda: Front(""))
    numbers: Numbers = field(default_factory=lambda: Numbers({}, {}))
    phrases_language: str = ""
    """Where the phrases are another language's."""

    @property
    def home(self) -> str:
        """The dataset's own language."""
        return self.dataset.info.language

    @cached_property
    def disputes(self) -> dict[str, list[Conflict]]:
        """The conflicts that each fact stands in."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.dataset.conflicts.values():
            for member in dict.fromkeys(conflict.members):
                found.setdefault(member, []).append(conflict)
        return found

    @property
    def is_deck(self) -> bool:
        """Say whether slides come of it."""
        return self.format == "pptx"

    def say(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, once."""
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


def own_words(draft: Draft, words: Words, record: Record, *path: str | int) -> Inlines:
    """Read a title, caption or other line of the outline; plain text is in its language.

    The words stand at `path` in the record.
    """
    text, found = in_language(words, draft.language, draft.outline.language)
    at = partial(record.span, *path)
    return marked(draft, read_inlines(text, prose_reading(draft, found, at)), found, at)


def data_words(draft: Draft, words: Words, record: Record, *path: str | int) -> Inlines:
    """Read a line of the dataset that belongs to no single fact, such as a disclosure."""
    text, found = in_language(words, draft.language, draft.home)
    at = partial(record.span, *path)
    reading = prose_reading(draft, found, at, of_outline=False)
    return marked(draft, read_inlines(text, reading), found, at)


def own_blocks(draft: Draft, words: Words, record: Record, *path: str | int) -> tuple[Block, ...]:
    """Read words of the outline that may run over several paragraphs."""
    text, found = in_language(words, draft.language, draft.outline.language)
    at = partial(record.span, *path)
    return marked_blocks(draft, read_blocks(text, prose_reading(draft, found, at)), found, at)


def marked_blocks(
    draft: Draft, blocks: tuple[Block, ...], found: str, at: Where
) -> tuple[Block, ...]:
    """Mark paragraphs that are not in the document's language, and warn."""
    if not is_fallback(found, draft.language):
        return blocks
    return tuple(_marked_block(draft, block, found, at) for block in blocks)


def _marked_block(draft: Draft, block: Block, found: str, at: Where) -> Block:
    match block:
        case Paragraph() | Quotation():
            return replace(block, content=marked(draft, block.content, found, at))
        case ItemList():
            items = tuple(marked_blocks(draft, item, found, at) for item in block.items)
            return replace(block, items=items)
    return block


def marked(draft: Draft, content: Inlines, found: str, at: Where) -> Inlines:
    """Mark content that is not in the document's language, and warn."""
    if not is_fallback(found, draft.language) or not any(map(str.isalpha, plain_text(content))):
        return content
    return (Foreign(content, found), missed(draft, found, at))


def missed(draft: Draft, found: str, at: Where) -> Text:
    """Warn that a text is in another language than the document, and return the mark for it."""
    _miss(draft, found, at)
    return missing_mark(draft, found)


def missing_mark(draft: Draft, found: str) -> Text:
    """Return what stands after a text in another language: `[in English]`."""
    named = language_name(found, draft.phrases_language or draft.language)
    return Text(f" {draft.phrases.missing_translation.format(language=named)}")


def _miss(draft: Draft, found: str, at: Where) -> None:
    message = f"there is no text in `{draft.language}`, the one in `{found}` is printed"
    draft.say(warning("missing-translation", message, at(), "add the translation to the text"))


def prose_reading(draft: Draft, language: str, at: Where, *, of_outline: bool = True) -> Reading:
    """Return how text outside facts is read: `{{fact-id.value}}`, `[@fact-id]`, `[#block-id]`."""

    def place(inside: str) -> Inlines:
        id_, _, rest = inside.partition(".")
        fact = known_fact(draft, id_.strip(), at)
        return () if fact is None else filled(draft, fact, rest or inside, language, at)

    def call(ids: tuple[str, ...]) -> Inlines:
        facts = [fact for id_ in ids if (fact := known_fact(draft, id_, at)) is not None]
        return (cite_facts(draft, tuple(facts)),) if facts else ()

    return Reading(
        place,
        call,
        lambda target: refuse_link(draft, target, at),
        lambda id_: _exhibit_name(draft, id_, at if of_outline else None),
        language=language,
    )


def _exhibit_name(draft: Draft, id_: str, at: Where | None) -> str:
    """Return `Figure 3` for a block's id; prose of the dataset may name one that is not printed."""
    kind, number = draft.numbers.exhibits.get(id_, ("", ""))
    if kind == "figure":
        return draft.phrases.figure.format(n=number)
    if kind == "table":
        return draft.phrases.table.format(n=number)
    if id_ in draft.numbers.annexes:
        return draft.phrases.annex.format(n=draft.numbers.annexes[id_])
    if at is not None:
        hint = did_you_mean(id_, (*draft.numbers.exhibits, *draft.numbers.annexes))
        draft.say(
            error("unknown-exhibit", f"this brief prints no exhibit called `{id_}`", at(), hint)
        )
    return ""


def known_fact(draft: Draft, id_: str, at: Where) -> Fact | None:
    """Look up a fact that words name, or say that there is none that may print."""
    fact = draft.dataset.facts.get(id_)
    if id_ in draft.dataset.withheld:
        hint = "its readers would need `sees: internal` in outlines/audiences.yaml"
        draft.say(error("withheld-fact", f"`{id_}` is internal and cannot be printed", at(), hint))
    elif fact is None:
        hint = did_you_mean(id_, draft.dataset.facts)
        draft.say(error("unknown-fact", f"no fact is called `{id_}`", at(), hint))
    elif fact.status is Status.RETRACTED:
        draft.say(error("retracted-fact", f"`{id_}` is retracted and cannot be printed", at()))
    return fact


def filled(draft: Draft, fact: Fact, inside: str, language: str, at: Where) -> Inlines:
    """Print a placeholder of a fact, or say why it cannot print."""
    content = fill(fact, inside, draft.dataset, language)
    if isinstance(content, Lack):
        draft.say(error("unknown-placeholder", content.message, at(), content.hint))
        return (Text(f"{{{inside}}}"),)
    return _completed(draft, fact, inside, language, content)


def _completed(draft: Draft, fact: Fact, inside: str, language: str, content: Inlines) -> Inlines:
    """Mark a name or a unit that has no words in the text's language; translate a quotation."""
    one = asked(inside)
    if one.name in fact.values:
        unit = fact.values[one.name].unit if "unit" in one.suffixes else ""
        return unit_marked(draft, content, unit, language, alone=False) if unit else content
    match one.name:
        case "exact":
            return (*content, *translation(draft, fact, language))
        case "who":
            return _spoken(draft, content, speaking(fact), language, partial(_said_at, fact))
        case "of":
            at = partial(fact.span, "by", "of", "who")
            return _spoken(draft, content, passed_on(fact), language, at)
    return content


def translation(draft: Draft, fact: Fact, language: str) -> Inlines:
    """Return what follows a quotation in another language: our translation, or that it lacks."""
    spoken = fact.exact_language or draft.home
    if not is_fallback(spoken, language):
        return ()
    for wanted in (language, primary(language)):
        if wanted in fact.translation:
            words = quoted(typographic(fact.translation[wanted], language=language), language)
            return (Text(f" {draft.phrases.our_translation.format(words=words)}"),)
    return (missed(draft, spoken, partial(fact.span, "exact")),)


def _spoken(draft: Draft, content: Inlines, words: Words, language: str, at: Where) -> Inlines:
    """Mark who says it where that is told in another language; a name is the same in all."""
    found = in_language(words, language, draft.home)[1]
    if is_name(words) or not is_fallback(found, language):
        return content
    return marked(draft, content, found, at)


def _said_at(fact: Fact) -> Span | None:
    return fact.span("speaker") if fact.speaker else fact.span("by", "who")


def speaker_words(draft: Draft, fact: Fact, language: str = "") -> Inlines:
    """Return who says it, marked where that is told in another language; empty for nobody.

    `language` is that of the words around, else the document's.
    """
    name = speaker_of(fact, draft.language, draft.home)
    content: Inlines = (Text(name),) if name else ()
    words = speaking(fact)
    return _spoken(draft, content, words, language or draft.language, partial(_said_at, fact))


def unit_marked(
    draft: Draft, content: Inlines, unit: str, language: str, *, alone: bool
) -> Inlines:
    """Mark the words of a unit, or a number with them, where they lack the language."""
    units = draft.dataset.info.units
    found = unit_language(unit, units, language, draft.home, alone=alone)
    if not is_fallback(found, language) or unit not in units:
        return content
    at = partial(units[unit].span, "axis" if alone else "other")
    return marked(draft, content, found, at)


def unit_words(draft: Draft, units: Iterable[str]) -> str:
    """Return the words of units without numbers, each once, for an axis or a head."""
    known = draft.dataset.info.units
    named = (
        (unit, (Text(unit_alone(unit, known, draft.language, draft.home)),))
        for unit in dict.fromkeys(units)
    )
    parts = (unit_marked(draft, words, unit, draft.language, alone=True) for unit, words in named)
    return ", ".join(map(plain_text, parts))


def refuse_link(draft: Draft, target: str, at: Where) -> None:
    """Say that a link's target is not one we follow."""
    hint = "links lead to https://, http://, mailto: or #block-id"
    draft.say(error("bad-link", f"`{target}` is no address that may be linked", at(), hint))


def citations_of(fact: Fact) -> tuple[Citation, ...]:
    """Return a fact's cites as the document knows them."""
    return tuple(
        [
            Citation(
                source=cite.source,
                locator=cite.locator,
                label=cite.label,
                prefix=cite.prefix,
                seen=cite.seen,
                via=cite.via or "",
            )
            for cite in fact.cites
        ]
    )


def cite_facts(draft: Draft, facts: tuple[Fact, ...], caveats: bool = False) -> Cite:
    """Make the cite of one or more facts, with the disclosures that are now due.

    `caveats` adds what a reader must know beside each claim to the note's own words.
    """
    beside = [caveat_words(draft, fact) for fact in facts if caveats and fact.caveat]
    comment = joined(*beside, disclosures(draft, facts))
    citations = dict.fromkeys([one for fact in facts for one in citations_of(fact)])
    return Cite(tuple(citations), tuple([fact.id for fact in facts]), comment)


def caveat_words(draft: Draft, fact: Fact) -> Inlines:
    """Return a fact's caveat, its placeholders filled."""
    at = partial(fact.span, "caveat")
    text, found = in_language(fact.caveat or {}, draft.language, draft.home)
    reading = Reading(
        lambda inside: filled(draft, fact, inside, found, at),
        lambda ids: (),
        lambda target: refuse_link(draft, target, at),
        of_fact=True,
        language=found,
    )
    return marked(draft, read_inlines(text, reading), found, at)


def due(draft: Draft, fact: Fact) -> tuple[Conflict, ...]:
    """Return the conflicts of a fact that no note has disclosed yet; from now on they are."""
    every = draft.disputes.get(fact.id, ())
    conflicts = tuple(one for one in every if one.id not in draft.disclosed)
    draft.disclosed.update(one.id for one in conflicts)
    return conflicts


def disclosures(draft: Draft, facts: tuple[Fact, ...]) -> Inlines:
    """Return what is now to be disclosed about these facts; empty for most."""
    if not draft.disputes:
        return ()
    conflicts = [conflict for fact in facts for conflict in due(draft, fact)]
    if not conflicts:
        return ()
    words = (data_words(draft, one.disclose, one, "disclose") for one in conflicts)
    return joined((Text(draft.phrases.in_dispute),), *words)


def joined(*parts: Inlines) -> Inlines:
    """Put inlines one after the other, a space between."""
    content: Inlines = ()
    for part in parts:
        content = (*content, *((_SPACE,) if content and part else ()), *part)
    return content
