"""A project and a language in, every text that lacks the language out: a translator's list."""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from footnoted.diagnostics import Span
from footnoted.load import Project
from footnoted.model.dataset import Attribution, Fact
from footnoted.model.names import Name
from footnoted.model.outline import Control, Outline
from footnoted.model.record import Record, Words, keys_of
from footnoted.text.language import in_language, is_fallback, is_language, is_name

_Path = tuple[str | int, ...]

_MAY_BE_NAMES: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Attribution: ("who", "of"),
    Control: ("owner",),
    Fact: ("speaker",),
    Outline: ("keywords",),
}
"""Keys under which a text all in capitals is the same in every language."""


class Lacking(Struct, frozen=True):
    """One text without a translation."""

    id: str
    """Of the record or outline that it stands in."""
    key: str
    """The way to it within the record, `text.full` or `blocks.3.title`."""
    words: str
    at: Span | None


def untranslated(project: Project, language: str) -> Iterator[Lacking]:
    """Yield the dataset's texts in the order of its parts, then the outlines' and audiences'."""
    dataset = project.dataset
    home = dataset.info.language
    yield from _within(dataset.info, dataset.info.id, (), language, home)
    kinds = (dataset.facts, dataset.conflicts, dataset.sections, dataset.names, dataset.glossary)
    for kind in (*kinds, project.audiences):
        for id_, record in kind.items():
            yield from _within(record, id_, (), language, home)
    for id_, outline in project.outlines.items():
        yield from _within(outline, id_, (), language, outline.language)


def _within(record: Record, id_: str, path: _Path, language: str, home: str) -> Iterator[Lacking]:
    if isinstance(record, Fact):
        yield from _quotation(record, language, home)
    if isinstance(record, Attribution) and isinstance(record.of, str):
        yield from _text({"": record.of}, record, id_, (*path, "of"), 1, language, home)
    for name in keys_of(type(record)):
        if isinstance(record, Fact) and name == "translation":
            continue
        if isinstance(record, Name) and name == "name" and record.code and "-" not in record.code:
            continue  # countries have their names in every language
        key = name.replace("_", "-").strip("-")
        yield from _value(getattr(record, name), record, id_, (*path, key), 1, language, home)


def _value(
    value: object, record: Record, id_: str, path: _Path, depth: int, language: str, home: str
) -> Iterator[Lacking]:
    """Look into a value; `depth` keys of the path lie within the record."""
    match value:
        case Record():
            yield from _within(value, id_, path, language, home)
        case dict() if value and _is_words(value):
            yield from _text(value, record, id_, path, depth, language, home)
        case dict():
            for key, one in value.items():
                yield from _value(one, record, id_, (*path, key), depth + 1, language, home)
        case tuple():
            for i, one in enumerate(value):
                yield from _value(one, record, id_, (*path, i), depth + 1, language, home)
        case _:
            pass


def _is_words(value: dict[object, object]) -> bool:
    """Say whether a mapping is a text by language and none of records by id."""
    keys = all(key == "" or (isinstance(key, str) and is_language(key)) for key in value)
    return keys and all(isinstance(one, str) for one in value.values())


def _text(
    words: Words, record: Record, id_: str, path: _Path, depth: int, language: str, home: str
) -> Iterator[Lacking]:
    text, found = in_language(words, language, home)
    within = path[len(path) - depth :]
    named = within[0] in _MAY_BE_NAMES.get(type(record), ()) and is_name(words)
    if named or not is_fallback(found, language) or not any(map(str.isalpha, text)):
        return
    yield Lacking(id_, ".".join(map(str, path)), text, record.span(*within))


def _quotation(fact: Fact, language: str, home: str) -> Iterator[Lacking]:
    """Yield a quotation in another language that has no translation."""
    spoken = fact.exact_language or home
    known = in_language(fact.translation, language, spoken)[1]
    if fact.exact and is_fallback(spoken, language) and is_fallback(known, language):
        yield Lacking(fact.id, "translation", fact.exact, fact.span("exact"))
