"""A composed document in, the same with notes and source list where the style wants them out."""

from collections.abc import Iterator

from msgspec.structs import replace

from footnoted.model.document import Document, NoteList, Section, SourceList
from footnoted.model.inlines import Text
from footnoted.model.style.look import Phrases
from footnoted.model.style.notes import NotesStyle
from footnoted.model.walk import all_inlines, has_cite

Listed = type[NoteList] | type[SourceList]


def arranged(document: Document, style: NotesStyle, phrases: Phrases, *, paper: bool) -> Document:
    """Give notes and source list their sections, and take away those that would stay empty.

    Endnotes stand where the outline has a `notes` block, else before the sources, else last. Where
    notes stand at the foot of what calls them, as in every deck, such a block prints nothing.
    """
    sections = document.sections
    if paper and style.sources == "end" and _has_cites(document):
        sections = _with_sources_last(sections, phrases)
    ends = paper and style.stand == "end" and _has_cites(document)
    if ends and not any(_holds(section, NoteList) for section in sections):
        at = next((i for i, one in enumerate(sections) if _holds(one, SourceList)), len(sections))
        level = sections[at].level if at < len(sections) else 1
        made = replace(_section(sections, phrases.notes, NoteList()), level=level)
        sections = (*sections[:at], made, *sections[at:])
    return replace(document, sections=tuple(_with_lists(sections, 1 if ends else 0)))


def _with_sources_last(sections: tuple[Section, ...], phrases: Phrases) -> tuple[Section, ...]:
    """Move the source list behind all else, in a part of its own, or put one there."""
    lists = [section for section in sections if _holds(section, SourceList)]
    others = tuple(section for section in sections if section not in lists)
    last = lists[0] if lists else _section(sections, phrases.sources, SourceList())
    return (*others, replace(last, level=1, title=last.title or (Text(phrases.sources),)))


def _section(sections: tuple[Section, ...], title: str, block: NoteList | SourceList) -> Section:
    """Make a part for a list, under an id that no block has."""
    kind = "notes" if isinstance(block, NoteList) else "sources"
    taken = {section.id for section in sections}
    id_ = kind
    while id_ in taken:
        id_ += "-"
    return Section(id_, kind, 1, (Text(title),), (block,))


def _with_lists(sections: tuple[Section, ...], most: int) -> Iterator[Section]:
    """Yield the sections, of those that hold the notes the first `most`."""
    for section in sections:
        if _holds(section, NoteList):
            most -= 1
            if most < 0:
                continue
        yield section


def _holds(section: Section, listed: Listed) -> bool:
    return any(isinstance(block, listed) for block in section.blocks)


def _has_cites(document: Document) -> bool:
    return any(has_cite(content) for content in all_inlines(document))
