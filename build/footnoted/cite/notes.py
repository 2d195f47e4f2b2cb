"""The text of notes in their order: full first, short after, `Ibid.` where the style wants it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field

from footnoted.cite.ambiguity import told_apart
from footnoted.cite.chicago import full_note, is_listed, list_entry, short_note
from footnoted.cite.identifier import locator
from footnoted.cite.marks import ended, inlines_of, joined, plain, typed
from footnoted.cite.numbers import is_several, labelled, page_range
from footnoted.cite.pages import PAGE, PAGES, filled, parted, put_in
from footnoted.cite.sorting import sort_key
from footnoted.cite.terms import Terms, terms_of
from footnoted.cite.work import Work, at, work_of
from footnoted.model.document import Note
from footnoted.model.inlines import Citation, Inlines, Text
from footnoted.model.source import Source

Form = Callable[[str, str, str], str]
"""From source, locator and label to marked text."""


class Entry(Struct, frozen=True):
    """A note that is called, its text not written yet."""

    id: str
    label: str
    """What its marker prints."""
    citations: tuple[Citation, ...]
    comment: Inlines
    """Words of ours after the citations."""


class NoteWriter(Struct):
    """Writes one note after the other and remembers what has been cited."""

    find: Callable[[str], Work]
    """Finds a work by the id of its source."""
    terms: Terms
    ibid: bool = False
    cited_in: str = ""
    """Words before the text through which a work is known; empty: it is not told."""
    repeats_full: bool = False
    """Every note is written as if none went before."""
    brief: bool = True
    """Notes have short forms and places."""
    seen: set[str] = field(default_factory=set)
    last: Citation | None = None
    """The one cite of the note before, for `Ibid.`"""
    made: dict[tuple[bool, str, str, str], str] = field(default_factory=dict)
    """Citations by whether they are full and what they cite, pages left open."""
    read: dict[str, Inlines] = field(default_factory=dict)
    """Inlines of marked text."""

    def written(self, entry: Entry) -> Note:
        """Write the note of an entry; entries come in the order of their numbers."""
        citations, comment = entry.citations, entry.comment
        if self.repeats_full:
            self.seen.clear()
        content = self.inlines(self.note(citations)) if citations else ()
        if comment and content:
            content = (*content, Text(" "))
        short = self.inlines(self.short(citations)) if citations and self.brief else ()
        place = self.place(citations) if self.brief else ""
        sources = [source for one in citations for source in (one.source, self.via(one)) if source]
        whole = (*content, *comment)
        named = tuple(dict.fromkeys(sources))
        return Note(entry.id, entry.label, whole, named, short, place, comment)

    def note(self, citations: Sequence[Citation]) -> str:
        """Return one note as marked text, with its final stop."""
        written = []
        for position, citation in enumerate(citations):
            if position:
                self.last = citations[position - 1]
            written.append(self._cite(citation))
        self.last = citations[0] if len(citations) == 1 else None
        return ended(joined(written, "; "))

    def full(self, citations: Sequence[Citation]) -> str:
        """Return full citations as marked text without a final stop, as if none went before."""
        return joined((self._whole(citation, self._full) for citation in citations), "; ")

    def short(self, citations: Sequence[Citation]) -> str:
        """Return one note in short forms, as if all had been cited before."""
        return ended(joined((self._whole(one, self._short) for one in citations), "; "))

    def place(self, citations: Sequence[Citation]) -> str:
        """Return where in their sources some cites look, `p. 165`, as plain text."""
        places = (
            plain(_between(one.prefix, self._place(one), one.suffix)).strip() for one in citations
        )
        return "; ".join(dict.fromkeys(place for place in places if place))

    def _place(self, citation: Citation) -> str:
        if citation.label == "page":
            return labelled("page", page_range(citation.locator), self.terms)
        return locator(at(self.find(citation.source), citation.locator, citation.label))

    def via(self, citation: Citation) -> str:
        """Return the source through which a work is known, where that is told."""
        return citation.via if self.cited_in and citation.seen == "via" else ""

    def _cite(self, citation: Citation) -> str:
        same = self.ibid and self.last is not None and _is_same_text(citation, self.last)
        if same and (citation.locator or not (self.last and self.last.locator)):
            said = self._ibid(citation, self.last)
        else:
            return self._whole(citation, self._first_or_later)
        return _between(citation.prefix, said, citation.suffix)

    def _whole(self, citation: Citation, form: Form) -> str:
        return _between(citation.prefix, self._told(citation, form), citation.suffix)

    def _told(self, citation: Citation, form: Form) -> str:
        said = form(citation.source, citation.locator, citation.label)
        via = self.via(citation)
        return joined((said, f"{self.cited_in} {form(via, '', 'page')}"), ", ") if via else said

    def inlines(self, marked: str) -> Inlines:
        """Return the inlines of marked text; what differs in its pages alone is read once."""
        bare, pages = parted(marked)
        found = self.read.get(bare)
        if found is None:
            found = self.read[bare] = inlines_of(bare, self.terms)
        return filled(found, pages)

    def _first_or_later(self, source: str, place: str, label: str) -> str:
        if source in self.seen:
            return self._short(source, place, label)
        self.seen.add(source)
        return self._full(source, place, label)

    def _full(self, source: str, place: str, label: str) -> str:
        return self._made(full_note, source, place, label)

    def _short(self, source: str, place: str, label: str) -> str:
        return self._made(short_note, source, place, label)

    def _made(self, form: Callable[[Work], str], source: str, place: str, label: str) -> str:
        """Return a citation; it is written once for all pages, which are put in last."""
        pages = page_range(place) if label == "page" else ""
        mark = PAGES if is_several(pages) else PAGE
        where = mark if pages else place
        key = form is full_note, source, where, label
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = form(at(self.find(source), where, label))
        if not pages:
            return found
        if form is full_note and not self.repeats_full:
            return found.replace(mark, pages)  # no other note is like it
        return put_in(found, mark, pages)

    def _ibid(self, citation: Citation, before: Citation | None) -> str:
        place = locator(at(self.find(citation.source), citation.locator, citation.label))
        unchanged = before and (citation.locator, citation.label) == (before.locator, before.label)
        return joined((self.terms.words["ibid"], "" if unchanged else place), ", ")


def _is_same_text(one: Citation, other: Citation) -> bool:
    return one.source == other.source and one.via == other.via


def _between(prefix: str, said: str, suffix: str) -> str:
    lead = f"{typed(prefix).rstrip()} " if prefix.strip() else ""
    if not suffix.strip():
        return f"{lead}{said}"
    glue = "" if suffix[0] in ",.;:) " else " "
    return f"{lead}{said}{glue}{typed(suffix).rstrip()}"


def format_notes(
    sources: Mapping[str, Source],
    clusters: Iterable[Sequence[Citation]],
    language: str = "en",
    ibid: bool = False,
) -> list[Inlines]:
    """Format notes in their order, each from the cites it holds.

    Raises:
        KeyError: A cite names a source that is not there.
    """
    terms = terms_of(language)
    notes = [tuple(cluster) for cluster in clusters]
    used = {id for note in notes for one in note for id in (one.source, one.via) if id}
    works = told_apart(_works({id: sources[id] for id in sources if id in used}, terms))
    writer = NoteWriter(works.__getitem__, terms, ibid, terms.words["cited in"])
    return [writer.inlines(writer.note(note)) for note in notes]


def format_bibliography(
    sources: Mapping[str, Source],
    cited: Iterable[str],
    language: str = "en",
    complete: bool = False,
) -> list[tuple[str, Inlines]]:
    """Format the list of the works cited, sorted, each with the id of its source.

    Chicago leaves out private letters, posts and unsigned entries; `complete` lists them too.
    """
    terms = terms_of(language)
    chosen = {id: sources[id] for id in dict.fromkeys(cited)}
    works = [work for work in _works(chosen, terms).values() if complete or is_listed(work)]
    works.sort(key=sort_key)
    return [(work.id, inlines_of(ended(list_entry(work)), terms)) for work in works]


def _works(sources: Mapping[str, Source], terms: Terms) -> dict[str, Work]:
    return {id: work_of(source, terms, id=id) for id, source in sources.items()}
