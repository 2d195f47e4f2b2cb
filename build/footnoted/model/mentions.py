"""A text and the dataset's names in; which names and terms stand in the text, out.

A spelling counts where it stands as whole words, the longest at each place: Papua New Guinea does
not mention Guinea. One with a capital letter must stand just so; one without, in any case.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from footnoted.model.dataset import Dataset
from footnoted.model.names import Name, Term, spellings
from footnoted.model.record import Words

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u00ad": None, "\u2060": None})


class Spelling(Struct, frozen=True):
    """One way to write a name or a term."""

    text: str
    id: str
    any_case: bool


Spellings = Mapping[str, tuple[Spelling, ...]]
"""Spellings by their first word in lower case, the longest first."""


class Entry(Struct, frozen=True):
    """One line of a glossary, from a term or from a name that says `glossary: true`."""

    id: str
    term: Words
    short: Words | None
    text: Words
    facts: tuple[str, ...]


def every_name(dataset: Dataset) -> tuple[Name | Term, ...]:
    """Return the names and then the terms, in the order of the files."""
    return (*dataset.names.values(), *dataset.glossary.values())


def all_spellings(dataset: Dataset) -> Spellings:
    """Gather the spellings of all names and terms; where two share one, the first has it."""
    found: dict[str, dict[str, Spelling]] = {}
    for one in every_name(dataset):
        for spelling in spellings(one):
            text = _even(spelling)
            if first := _WORD.search(text):
                same_start = found.setdefault(first[0].lower(), {})
                same_start.setdefault(text, Spelling(text, one.id, text == text.lower()))
    return {word: tuple(sorted(same.values(), key=_by_length)) for word, same in found.items()}


def mentions(text: str, known: Spellings) -> tuple[str, ...]:
    """Return the ids of what a text names, each once, as they come; linear in the text."""
    return tuple(dict.fromkeys(one.id for one in _found(_even(text), known)))


def glossary_entries(dataset: Dataset) -> dict[str, Entry]:
    """Return every entry of the glossary by id, in the order of the files."""
    return {
        one.id: _entry(one) for one in every_name(dataset) if isinstance(one, Term) or one.glossary
    }


def glossary_terms(dataset: Dataset, printed_text: str) -> tuple[Entry, ...]:
    """Return the glossary's entries whose terms stand in a text, in the order of the files."""
    used = frozenset(mentions(printed_text, all_spellings(dataset)))
    return tuple(entry for id_, entry in glossary_entries(dataset).items() if id_ in used)


def _entry(one: Name | Term) -> Entry:
    match one:
        case Name():
            return Entry(one.id, one.name, one.short, one.is_ or {}, one.facts)
        case Term():
            return Entry(one.id, one.term, one.short, one.definition, one.facts)


def _even(text: str) -> str:
    """Take away what typesetting varies: forms of accents, apostrophes, spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_APOSTROPHES).split())


def _by_length(spelling: Spelling) -> tuple[int, str]:
    return -len(spelling.text), spelling.text


def _found(text: str, known: Spellings) -> Iterator[Spelling]:
    end = 0
    for word in _WORD.finditer(text):
        if word.start() >= end and (same_start := known.get(word[0].lower())):
            for spelling in _standing(text, word.start(), same_start):
                yield spelling
                end = word.start() + len(spelling.text)


def _standing(text: str, start: int, same_start: Iterable[Spelling]) -> Iterator[Spelling]:
    """Yield the longest spelling that stands at `start` and ends there with a word."""
    for spelling in same_start:
        stop = start + len(spelling.text)
        here = text[start:stop]
        if spelling.any_case:
            here = here.lower()
        if here == spelling.text and not _goes_on(text, stop):
            yield spelling
            return


def _goes_on(text: str, stop: int) -> bool:
    return _WORD.match(text, stop) is not None and _WORD.match(text, stop - 1) is not None
