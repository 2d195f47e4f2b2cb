"""Sources and a language in, the same with our own words about them in that language out.

Titles print as typed in every language. What we said ourselves of a work that has no title, date
or kind of its own (`opinion letter`, `newer revision`) is in `custom.translations`.
"""

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, warning
from footnoted.model.dataset import Dataset
from footnoted.model.document import Document
from footnoted.model.record import pairs
from footnoted.model.source import Described, Source
from footnoted.model.style.look import Phrases
from footnoted.text.language import is_fallback, language_name, primary


def worded_sources(dataset: Dataset, language: str, phrases: Phrases) -> Dataset:
    """Put our own words about sources into a language; what lacks it is marked."""
    home, mark = dataset.info.language, ""
    ours = {id_: one for id_, one in dataset.sources.items() if one.custom.translations}
    if not ours:
        return dataset
    if is_fallback(home, language):
        named = language_name(home, language)
        mark = f" {phrases.missing_translation.format(language=named)}"
    worded = {id_: _worded(source, language, mark) for id_, source in ours.items()}
    return replace(dataset, sources=dataset.sources | worded)


def untranslated_sources(document: Document, dataset: Dataset) -> list[Diagnostic]:
    """Tell of each work in the notes that has our words in some language but not in this one."""
    language, home = document.language, dataset.info.language
    cited = dict.fromkeys(id_ for note in document.notes for id_ in note.sources)
    works = (dataset.sources[id_] for id_ in cited if is_fallback(home, language))
    message = f"there is no text in `{language}`, the one in `{home}` is printed"
    return [
        warning(
            "missing-translation",
            message,
            work.span("custom", "translations"),
            "add the translation to the source",
        )
        for work in works
        if work.custom.translations and _of(work, language) is None
    ]


def _of(source: Source, language: str) -> Described | None:
    known = source.custom.translations
    return known.get(language) or known.get(primary(language))


def _worded(source: Source, language: str, mark: str) -> Source:
    known = source.custom.translations
    own = _of(source, language)
    if own is not None:
        return source.changed({name: words for name, words in pairs(own) if words})
    ours = {name for one in known.values() for name, words in pairs(one) if words} if mark else ()
    return source.changed({name: f"{getattr(source, name)}{mark}" for name in ours})
