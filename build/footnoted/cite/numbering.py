"""A document with cites in, the document with numbered notes and a filled source list out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain

from msgspec import Struct, field

from footnoted.cite.ambiguity import told_apart
from footnoted.cite.listing import Cited, filled
from footnoted.cite.marks import ended
from footnoted.cite.notes import Entry, NoteWriter
from footnoted.cite.terms import Terms, terms_of
from footnoted.cite.work import Copies, work_of
from footnoted.diagnostics import Diagnostic, Subject, did_you_mean, warning
from footnoted.model.document import Document, Section, SourceList
from footnoted.model.inlines import Citation, Cite, Inline, Inlines, NoteCall, Text
from footnoted.model.source import Source
from footnoted.model.style.look import Phrases
from footnoted.model.style.notes import Addresses, DeckRestart, NotesStyle, Numbering, Reuse
from footnoted.model.walk import (
    found_in,
    has_cite,
    map_blocks,
    map_section,
    plain_text,
    replace,
    runs_of,
    same,
    within,
)

_COPIES = {"always": Copies.ALWAYS, "dead": Copies.DEAD, "never": Copies.NEVER}


def cite(
    document: Document,
    sources: Mapping[str, Source],
    style: NotesStyle,
    numbering: Numbering,
    phrases: Phrases,
    addresses: Addresses = "print",
    restart: DeckRestart = "never",
    *,
    brief: bool = True,
) -> tuple[Document, list[Diagnostic]]:
    """Turn every cite into the call of a note, write the notes and the source list.

    Numbering `note` gives each call a number of its own, unless a note that says the same stands in
    the section (the document) already, as `style.reuse` has it; `source` gives each source one
    number, and a call as many notes as it names sources. `addresses` says whether these print or
    titles link to them. With `restart` the numbers begin again at every part, or with every section
    for `slide`, and the source list then has none. `brief` gives notes their short forms and their
    places, for what shares a label or a narrow foot. Warns of locator labels no language knows.

    Raises:
        KeyError: A cite names a source that is not there; loading has ruled that out.
    """
    terms = terms_of(document.language)
    ledger = _Ledger(style.repeats == "full", style.reuse)
    ledger.restarts = restart != "never"
    ledger.every_section = restart == "slide"
    called = _called(document, ledger, numbering)
    copies, linking = _COPIES[style.archive_copies], addresses == "link"
    used = _sources_of(ledger.entries, document)
    works = told_apart({id: work_of(sources[id], terms, copies, id, linking) for id in used})
    writer = NoteWriter(
        works.__getitem__,
        terms,
        ibid=style.ibid and numbering == "note",
        cited_in=phrases.cited_in if style.show_seen else "",
        repeats_full=style.repeats == "full",
        brief=brief,
    )
    notes = tuple([writer.written(entry) for entry in ledger.entries])
    named = dict.fromkeys(source for note in notes for source in note.sources)
    numbers = {} if ledger.restarts else ledger.numbers
    cited = Cited({source: works[source] for source in named}, numbers, notes)

    def finished(section: Section) -> Section:
        blocks = [
            filled(block, cited, terms, phrases, style.unlisted)
            if isinstance(block, SourceList)
            else block
            for block in section.blocks
        ]
        speaker = map_blocks(section.speaker, partial(_with_citations, writer=writer))
        return replace(section, blocks=same(section.blocks, blocks), speaker=speaker)

    sections = tuple([finished(section) for section in called])
    finding = _unknown_labels(ledger.entries, terms)
    return replace(document, sections=sections, notes=notes), finding


def _unknown_labels(entries: Iterable[Entry], terms: Terms) -> list[Diagnostic]:
    labels = (one.label for entry in entries for one in entry.citations if one.locator)
    return [
        warning(
            "unknown-locator-label",
            f"`{label}` is no kind of locator and prints as typed",
            hint=did_you_mean(label, terms.labels),
            about=Subject(words=label),
        )
        for label in dict.fromkeys(labels)
        if label not in terms.labels
    ]


class _Ledger(Struct):
    """The notes called so far, and the numbers given."""

    repeats_full: bool
    reuse: Reuse
    entries: list[Entry] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    made: dict[tuple[Citation, ...], str] = field(default_factory=dict)
    """Notes by what they say, so that a source's note is used again when it says the same."""
    said: dict[tuple[tuple[Citation, ...], Inlines], str] = field(default_factory=dict)
    """Notes that may be called again, by what they say."""
    labels_used: Counter[str] = field(default_factory=Counter)
    """By number, how many notes of a source have it."""
    last_number: int = 0
    restarts: bool = False
    every_section: bool = False
    """They restart with every section, not only with those of level 1."""
    part: int = 0
    """Parts begun so far."""

    def open_section(self, level: int) -> None:
        """Forget the notes of the section before, where a note serves one section only.

        Where numbers restart, a part forgets those of the part before.
        """
        if self.reuse == "section":
            self.said.clear()
        if self.restarts and (level == 1 or self.every_section):
            self.part += 1
            self.last_number = 0
            self.said.clear()
            self.made.clear()
            self.numbers.clear()
            self.labels_used.clear()

    def name(self, kind: str, label: str) -> str:
        """Return a note's id; parts that number for themselves have ids of their own."""
        return f"p{self.part}-{kind}{label}" if self.restarts else f"{kind}{label}"

    def call_of_note(self, cite: Cite) -> NoteCall:
        """Enter one note for one cite under the next number, or call one that says the same."""
        key = (cite.citations, cite.comment)
        note = self.said.get(key) if self.reuse != "never" else None
        if note is None:
            self.last_number += 1
            number = str(self.last_number)
            note = self.name("n", number)
            self.entries.append(Entry(note, number, cite.citations, cite.comment))
            self.said[key] = note
        return NoteCall((note,), cite.facts)

    def call_of_sources(self, cite: Cite) -> NoteCall:
        """Enter a note for each source of a cite, or use the one that says the same already."""
        by_source: dict[str, list[Citation]] = {}
        for citation in cite.citations:
            by_source.setdefault(citation.source, []).append(citation)
        if not by_source:
            return self.call_of_note(cite)
        calls = []
        for position, (source, citations) in enumerate(by_source.items()):
            comment = cite.comment if position == 0 else ()
            calls.append(self._note_of_source(source, tuple(citations), comment))
        return NoteCall(tuple(calls), cite.facts)

    def _note_of_source(
        self, source: str, citations: tuple[Citation, ...], comment: Inlines
    ) -> str:
        known = source in self.numbers
        if known and not comment and citations in self.made:
            return self.made[citations]
        if not known:
            self.last_number += 1
            self.numbers[source] = self.last_number
        number = str(self.numbers[source])
        self.labels_used[number] += 1
        same = self.labels_used[number]
        id = self.name("s", f"{number}-{same}" if same > 1 else number)
        self.entries.append(Entry(id, number, citations, comment))
        if not comment and (known or self.repeats_full):
            self.made[citations] = id
        return id


def _called(document: Document, ledger: _Ledger, numbering: Numbering) -> list[Section]:
    """Return the sections with calls in place of cites, of which the ledger keeps the notes."""
    call = ledger.call_of_note if numbering == "note" else ledger.call_of_sources
    change = partial(_with_calls, call=call)
    called: list[Section] = []
    for section in document.sections:
        ledger.open_section(section.level)
        called.append(map_section(section, change))
    return called


def _sources_of(entries: Iterable[Entry], document: Document) -> tuple[str, ...]:
    """Return the ids of all that is cited, what the speaker cites among it."""
    said = chain.from_iterable(runs_of(section.speaker) for section in document.sections)
    spoken = (call for content in said for call in found_in(content, Cite))
    groups = chain((one.citations for one in entries), (one.citations for one in spoken))
    cited = (id for one in chain.from_iterable(groups) for id in (one.source, one.via) if id)
    return tuple(dict.fromkeys(cited))


def _with_calls(content: Inlines, call: Callable[[Cite], NoteCall]) -> Inlines:
    """Replace cites by calls of notes; cites that touch each other become one."""
    if not has_cite(content):
        return content
    made: list[Inline] = []
    for inline in _merged(content):
        if isinstance(inline, Text):
            made.append(inline)
        elif isinstance(inline, Cite):
            made.append(call(inline))
        else:
            made.append(within(inline, lambda inner: _with_calls(inner, call)))
    return tuple(made)


def _merged(content: Inlines) -> list[Inline]:
    merged: list[Inline] = []
    for inline in content:
        last = merged[-1] if merged else None
        if isinstance(inline, Cite) and isinstance(last, Cite):
            merged[-1] = _one(last, inline)
        elif not (isinstance(inline, Cite) and not inline.citations and not inline.comment):
            merged.append(inline)
    return merged


def _one(first: Cite, second: Cite) -> Cite:
    gap = (Text(" "),) if first.comment and second.comment else ()
    comment = (
        first.comment
        if second.comment == first.comment
        else (*first.comment, *gap, *second.comment)
    )
    return Cite(
        tuple(dict.fromkeys((*first.citations, *second.citations))),
        tuple(dict.fromkeys((*first.facts, *second.facts))),
        comment,
    )


def _with_citations(content: Inlines, writer: NoteWriter) -> Inlines:
    """Replace cites by full citations in brackets, as a speaker wants them.

    A call of no note keeps the facts: a writer may print there the marker that a slide shows.
    """
    if not has_cite(content):
        return content
    made: list[Inline] = []
    for inline in _merged(content):
        if not isinstance(inline, Cite):
            made.append(within(inline, lambda inner: _with_citations(inner, writer)))
            continue
        sentence = plain_text(tuple(made)).rstrip().endswith((".", "!", "?", "”", "»"))
        said = writer.full(inline.citations)
        if said:
            marked = ended(said) if sentence else said
            made += [Text(" ("), *writer.inlines(marked), Text(")")]
        if inline.comment:
            made += [Text(" "), *inline.comment]
        if inline.facts:
            made.append(NoteCall((), inline.facts))
    return tuple(made)
