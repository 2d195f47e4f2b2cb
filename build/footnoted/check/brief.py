"""A finished document and what it was made of in, what must not leave the house like this out."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from footnoted.check.length import over_minutes, over_words
from footnoted.check.numerals import Backing, backing, numerals, unbacked
from footnoted.check.own import facts_of, own_words
from footnoted.check.reading import reading_level
from footnoted.compose.placeholders import speaker_of
from footnoted.compose.wording import ATTRIBUTED
from footnoted.diagnostics import Diagnostic, Span, error, warning
from footnoted.load import Project
from footnoted.model.blocks import (
    AnyBlock,
    BalanceBlock,
    CalloutBlock,
    ConflictBlock,
    FactCheckBlock,
    FactsBlock,
    KeyPointsBlock,
    QuoteBlock,
)
from footnoted.model.dataset import Dataset, Fact, Kind, Status
from footnoted.model.document import Balance, Block, Document, Figure
from footnoted.model.edtf import EdtfError, parse_edtf
from footnoted.model.inlines import Cite, Emphasis, Foreign, Inlines, Link, SmallCaps, Strong
from footnoted.model.selected import Selected
from footnoted.model.walk import all_inlines, plain_text, runs_of
from footnoted.selection.remembered import remembered
from footnoted.text.dates import date_words
from footnoted.text.language import in_language, typographic

_SIDES_DIFFER: Final = 2
"""A balance whose longer side has more than this many times the words of the other leans."""


_HOLE: Final = r"\{\{.*?\}\}"
_FILLED: Final = r".{1,80}?"
"""What a placeholder prints, whatever it is."""

_IN_WORDS: Final = (
    KeyPointsBlock,
    FactsBlock,
    BalanceBlock,
    ConflictBlock,
    CalloutBlock,
    FactCheckBlock,
)
"""Blocks that print their facts in the facts' own words."""


class Brief(Struct, frozen=True):
    """One document beside what was selected for it."""

    document: Document
    selected: Selected
    dataset: Dataset
    printed: Mapping[str, tuple[Fact, AnyBlock]]
    """Every fact that some block prints by its id, with the first of these blocks."""


Check = Callable[[Brief], Iterator[Diagnostic]]


def check_document(document: Document, selected: Selected, project: Project) -> list[Diagnostic]:
    """Hold one document, its notes filled, against the house rules."""
    brief = Brief(document, selected, project.dataset, _printed(selected))
    return [found for check in CHECKS for found in check(brief)]


def uncited_fact(brief: Brief) -> Iterator[Diagnostic]:
    """Every printed fact names a source."""
    for fact, block in brief.printed.values():
        if not fact.cites:
            message = f"`{fact.id}` is printed and names no source"
            yield warning("uncited-fact", message, block.span())


def superseded_fact(brief: Brief) -> Iterator[Diagnostic]:
    """A fact that another replaces is printed as one side of a disagreement, or not at all."""
    newer, conflicts = _newer(brief.dataset), brief.dataset.conflicts.values()
    disclosed = {member for conflict in conflicts for member in conflict.members}
    for fact, block in brief.printed.values():
        if fact.id not in disclosed and (fact.status is Status.SUPERSEDED or fact.id in newer):
            by = f" by `{newer[fact.id]}`" if fact.id in newer else ""
            yield warning("superseded-fact", f"`{fact.id}` is superseded{by}", block.span())


@remembered
def _newer(dataset: Dataset) -> dict[str, str]:
    """Return the facts that others replace, each with the one that does."""
    return {old: fact.id for fact in dataset.facts.values() for old in fact.supersedes}


def undisclosed_conflict(brief: Brief) -> Iterator[Diagnostic]:
    """Whoever prints one side of a disagreement says that there is another."""
    if not brief.dataset.conflicts:
        return
    said = _squeezed(_all_text(brief.document))
    home = brief.dataset.info.language
    for conflict in brief.dataset.conflicts.values():
        members = [member for member in conflict.members if member in brief.printed]
        words = in_language(conflict.disclose, brief.selected.language, home)[0]
        if members and not _is_said(words, said):
            message = f"`{members[0]}` is printed without the disclosure of `{conflict.id}`"
            _, block = brief.printed[members[0]]
            yield error("undisclosed-conflict", message, block.span())


def unnamed_speaker(brief: Brief) -> Iterator[Diagnostic]:
    """Opinions, claims and forecasts print with those whose they are."""
    in_words = {block.id for block in brief.selected.outline.blocks if isinstance(block, _IN_WORDS)}
    said = {
        section.id: _unmarked(block_text(section.blocks))
        for section in brief.document.sections
        if section.id in in_words
    }
    for block in brief.selected.outline.blocks:
        if not isinstance(block, _IN_WORDS) or block.id not in said:
            continue
        for fact in facts_of(block, brief.selected):
            if fact.kind not in ATTRIBUTED:
                continue
            home = brief.dataset.info.language
            speaker = speaker_of(fact, brief.selected.language, home)
            if speaker and _unmarked(speaker) not in said[block.id]:
                message = f"`{fact.id}` is {_a(fact.kind)} and is printed without {speaker}"
                yield error("unnamed-speaker", message, block.span())


def inexact_quotation(brief: Brief) -> Iterator[Diagnostic]:
    """A quotation prints the exact words, to the letter."""
    sections = {section.id: section for section in brief.document.sections}
    for block in brief.selected.outline.blocks:
        if isinstance(block, QuoteBlock) and block.id in sections:
            said = block_text(sections[block.id].blocks)
            for fact in facts_of(block, brief.selected):
                if fact.exact and typographic(fact.exact) not in said:
                    message = f"the exact words of `{fact.id}` are not what is printed"
                    yield error("inexact-quotation", message, block.span("fact"))
                if fact.kind is not Kind.QUOTATION:
                    message = f"`{fact.id}` is {_a(fact.kind)}, not a quotation"
                    yield warning("no-quotation", message, block.span("fact"))


def unbacked_numeral(brief: Brief) -> Iterator[Diagnostic]:
    """A number in words of ours is a value or a time of the facts beside it."""
    literals = (*brief.dataset.info.literals, *_asked_times(brief.selected))
    every = own_words(brief.selected, brief.dataset)
    lines = [own for own in every if any(numerals(own.text, own.language, literals))]
    beside: dict[int, Backing] = {}  # by identity: many titles stand above all facts of the brief
    for own in lines:
        if id(own.beside) not in beside:
            beside[id(own.beside)] = _support(own.beside, brief.dataset)
        supports = (beside[id(own.beside)], _support(own.named, brief.dataset))
        for typed in unbacked(own.text, own.language, supports, literals):
            message = f"`{typed}` is no value or time of the facts beside it"
            hint = "write {{fact-id.value}}, cite the fact that has it, or list it in `literals`"
            yield warning("unbacked-numeral", message, own.at, hint)


def _support(facts: tuple[Fact, ...], dataset: Dataset) -> Backing:
    """Gather what facts and the years of their sources bear out."""
    names = {cite.source for fact in facts for cite in fact.cites}
    sources = (dataset.sources.get(name) for name in names)
    years = {year for source in sources if source and (year := _year(source.issued))}
    return backing(facts, sorted(years))


def missing_alt(brief: Brief) -> Iterator[Diagnostic]:
    """Every figure says what it shows to those who cannot see it."""
    blocks = {block.id: block for block in brief.selected.outline.blocks}
    for section in brief.document.sections:
        for block in section.blocks:
            if isinstance(block, Figure) and not block.alt.strip():
                at = blocks[section.id].span() if section.id in blocks else None
                yield error("missing-alt", f"`{block.id}` has no alternative text", at)


def over_length(brief: Brief) -> Iterator[Diagnostic]:
    """Words and minutes stay within the outline's budget."""
    yield from over_words(brief.document, brief.selected)
    yield from over_minutes(brief.document, brief.selected)


def over_reading_level(brief: Brief) -> Iterator[Diagnostic]:
    """The text asks for no more schooling than its audience says that it has."""
    yield from reading_level(brief.document, brief.selected)


def leaning_balance(brief: Brief) -> Iterator[Diagnostic]:
    """Both sides of a question get about as many words."""
    blocks = {block.id: block for block in brief.selected.outline.blocks}
    for section in brief.document.sections:
        for balance in section.blocks:
            if not isinstance(balance, Balance):
                continue
            counts = [len(block_text(side.content).split()) for side in balance.sides]
            if max(counts) > _SIDES_DIFFER * max(1, min(counts)):
                message = f"one side has {max(counts)} words, the other {min(counts)}"
                yield warning("leaning-balance", message, _span(blocks.get(section.id)))


CHECKS: Final[tuple[Check, ...]] = (
    uncited_fact,
    superseded_fact,
    undisclosed_conflict,
    unnamed_speaker,
    inexact_quotation,
    unbacked_numeral,
    missing_alt,
    over_length,
    over_reading_level,
    leaning_balance,
)


def block_text(blocks: tuple[Block, ...]) -> str:
    """Return the words of blocks, each run of them parted by a space."""
    return " ".join(map(plain_text, runs_of(blocks)))


def _all_text(document: Document) -> str:
    """Return the words of a document, its notes, and of cites that have not become notes yet."""
    runs = [*all_inlines(document), *(note.content for note in document.notes)]
    comments = [comment for run in runs for comment in _comments(run)]
    return " ".join(plain_text(run) for run in (*runs, *comments))


def _comments(content: Inlines) -> Iterator[Inlines]:
    for inline in content:
        match inline:
            case Cite(comment=comment):
                yield comment
            case Emphasis(inner) | Strong(inner) | SmallCaps(inner):
                yield from _comments(inner)
            case Foreign(inner, _) | Link(inner, _):
                yield from _comments(inner)
            case _:
                pass


def _printed(selected: Selected) -> dict[str, tuple[Fact, AnyBlock]]:
    found: dict[str, tuple[Fact, AnyBlock]] = {}
    for block in selected.outline.blocks:
        for fact in facts_of(block, selected):
            found.setdefault(fact.id, (fact, block))
    return found


def _asked_times(selected: Selected) -> Iterator[str]:
    """Yield the times that parameters ask for: they say what was looked for, and claim nothing."""
    for one in selected.outline.parameters.values():
        if one.type == "date":
            yield date_words(one.default, selected.language)
            yield date_words(one.default, selected.outline.language)


def _span(block: AnyBlock | None) -> Span | None:
    return block.span() if block is not None else None


def _a(kind: Kind) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _unmarked(text: str) -> str:
    """Return a text for comparing, whatever its case and whichever apostrophes it has."""
    return text.casefold().replace("’", "'")


def _is_said(words: str, said: str) -> bool:
    """Say whether words with placeholders stand in a squeezed text, something in each hole."""
    parts = (re.escape(_squeezed(part)) for part in re.split(_HOLE, words))
    return re.search(_FILLED.join(parts), said) is not None


def _squeezed(text: str) -> str:
    """Return a text without markup and spaces, for finding a typed one in a printed one."""
    return re.sub(r"[\s*\\]+", "", text).replace("’", "'")


def _year(issued: object) -> int | None:
    try:
        start = parse_edtf(str(issued)).start if issued else None
    except EdtfError:
        return None
    return start.year if start else None
