"""The source list: which works it holds, under which headings, in which order."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from footnoted.cite.chicago import is_listed, list_entry
from footnoted.cite.marks import ended, inlines_of
from footnoted.cite.sorting import sort_key
from footnoted.cite.terms import Terms
from footnoted.cite.work import LEGAL, SERIAL, Work
from footnoted.model.document import Note, SourceEntry, SourceGroup, SourceList
from footnoted.model.inlines import Text
from footnoted.model.source import Perspective, Tier
from footnoted.model.style.look import Phrases

_KINDS = {
    "books": {
        "book",
        "chapter",
        "classic",
        "collection",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "musical_score",
    },
    "articles": {*SERIAL, "interview"} - {"post-weblog"},
    "reports": {
        "article",
        "dataset",
        "document",
        "manuscript",
        "pamphlet",
        "paper-conference",
        "patent",
        "report",
        "speech",
        "standard",
        "thesis",
    },
    "websites": {"webpage", "post", "post-weblog", "software"},
    "law": LEGAL,
}
_KIND_OF = {type: kind for kind, types in _KINDS.items() for type in types}
_OTHER = "other"


class Cited(Struct, frozen=True):
    """What the notes have used: works, their numbers where they have any, and their notes."""

    works: Mapping[str, Work]
    numbers: Mapping[str, int]
    notes: Iterable[Note]


def filled(
    block: SourceList, cited: Cited, terms: Terms, phrases: Phrases, all: bool
) -> SourceList:
    """Fill a source list with the works cited; `all` lists what Chicago leaves to the notes."""
    calls: dict[str, list[str]] = {}
    for note in cited.notes:
        for source in note.sources:
            calls.setdefault(source, []).append(note.id)
    works = [work for work in cited.works.values() if all or is_listed(work)]
    numbered = any(cited.numbers.get(work.id) for work in works)
    works.sort(key=lambda work: (cited.numbers.get(work.id) or _LAST, sort_key(work)))
    if not numbered:
        works.sort(key=sort_key)
    by_heading: dict[str, list[SourceEntry]] = {}
    for work in works:
        entry = SourceEntry(
            work.id,
            inlines_of(ended(list_entry(work)), terms),
            tuple(calls.get(work.id, ())),
            cited.numbers.get(work.id, 0),
        )
        by_heading.setdefault(_heading(work, block.group_by), []).append(entry)
    groups = tuple(
        SourceGroup(_title(name, phrases), tuple(by_heading[name]))
        for name in _order(block.group_by)
        if name in by_heading
    )
    return SourceList(block.group_by, groups)


_LAST = 1_000_000
"""Works without a number, known only as the way to others, stand after the numbered ones."""


def _heading(work: Work, group_by: str) -> str:
    match group_by:
        case "perspective":
            return work.custom.perspective or _OTHER
        case "tier":
            return work.custom.tier or _OTHER
        case "type":
            return _KIND_OF.get(work.type, _OTHER)
    return ""


def _order(group_by: str) -> tuple[str, ...]:
    match group_by:
        case "perspective":
            return tuple(Perspective)
        case "tier":
            return (*Tier, _OTHER)
        case "type":
            return (*_KINDS, _OTHER)
    return ("",)


def _title(name: str, phrases: Phrases) -> tuple[Text, ...]:
    if not name:
        return ()
    return (Text(phrases.source_groups.get(name, name.replace("-", " ").capitalize())),)
