"""What is different in, a paper of it out: the old words beside the new, sources at the foot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct, field

from footnoted.diff.words import word_diff
from footnoted.model.changes import Change, Compared, Kind, counted
from footnoted.model.document import (
    Block,
    Cell,
    Column,
    Document,
    Front,
    Note,
    Paragraph,
    Role,
    Row,
    RowGroup,
    Section,
    Table,
)
from footnoted.model.inlines import Inline, Inlines, LineBreak, NoteCall, Strong, Text
from footnoted.model.style.look import ChangesPhrases

_WHOLE: Final = (Kind.MOVED, Kind.ORDER, Kind.STATUS)
"""Changes that are no wording: nothing is marked within them."""


class _Paper(Struct):
    """The notes that have been called so far, one for each work."""

    phrases: ChangesPhrases
    citations: Mapping[str, Inlines]
    notes: dict[str, Note] = field(default_factory=dict)

    def call(self, sources: Iterable[str]) -> Inlines:
        """Return the call of the notes of some works."""
        ids = [self.note(one) for one in sources if one in self.citations]
        return (NoteCall(tuple(ids)),) if ids else ()

    def note(self, source: str) -> str:
        """Return the id of a work's note."""
        if source not in self.notes:
            label = str(len(self.notes) + 1)
            content = self.citations[source]
            self.notes[source] = Note(f"c{label}", label, content, (source,))
        return self.notes[source].id


def changes_paper(
    pairs: Sequence[Compared],
    citations: Mapping[str, Inlines],
    phrases: ChangesPhrases,
    language: str,
    date: str,
) -> Document:
    """Compose the paper; `citations` holds the works behind the words, `date` is in words."""
    paper = _Paper(phrases, citations)
    sections: list[Section] = []
    alone = len(pairs) == 1
    for number, one in enumerate(pairs):
        sections += _sections(paper, one, f"changes-{number}", alone=alone)
    front = Front(phrases.heading, subtitle=_names(pairs[0]) if alone else "", date=date)
    return Document("changes", language, front, tuple(sections), tuple(paper.notes.values()))


def _names(compared: Compared) -> str:
    return f"{compared.old} → {compared.new}"


def _sections(paper: _Paper, compared: Compared, id_: str, *, alone: bool) -> Iterator[Section]:
    """Yield what is compared and how much differs, then a table for each kind of change."""
    words = paper.phrases
    counts = counted(compared.changes)
    told = [f"{words.kinds.get(kind, kind)}: {count}" for kind, count in counts.items()]
    blocks: list[Block] = [Paragraph((Text(" · ".join(told) or words.same),), Role.LEAD)]
    if compared.left_out:
        left = words.apart if compared.left_out == "apart" else words.words_only
        blocks.append(Paragraph((Text(left),), Role.CAVEAT))
    title = () if alone else (Text(_names(compared)),)
    yield Section(id_, "changes", 1, title, tuple(blocks))
    for kind, changes in groupby(compared.changes, lambda one: one.kind):
        heading = (Text(words.kinds.get(kind, kind)),)
        name = f"{id_}-{kind}"
        table = _table(paper, list(changes), f"{name}-table")
        yield Section(name, "changes", 1 if alone else 2, heading, (table,))


def _table(paper: _Paper, changes: Sequence[Change], id_: str) -> Table:
    """Return the table of one kind; a side on which nothing stands has no column."""
    words = paper.phrases
    sides = [bool([one for one in changes if side(one)]) for side in (_OLD, _NEW)]
    named = [name for name, there in zip((words.old, words.new), sides, strict=True) if there]
    head = tuple(Cell((Text(one),), header=True) for one in (words.fact, *named))
    rows = tuple(_row(paper, one, sides) for one in changes)
    first = 0.22 if len(named) > 1 else 0.3
    columns = [Column(width=first), *(Column(width=(1 - first) / len(named)) for _ in named)]
    return Table(id_, tuple(columns), (Row(head),), (RowGroup(rows),), summary=words.summary)


_OLD: Final = attrgetter("old")
_NEW: Final = attrgetter("new")


def _row(paper: _Paper, change: Change, sides: Sequence[bool]) -> Row:
    """Return a change: its facts and block, the words before, the words now."""
    named = ", ".join(change.facts) or change.subject
    lead: list[Inline] = [Text(one) for one in (named, change.block) if one]
    parted = (lead[0], LineBreak(), lead[1]) if len(lead) > 1 else tuple(lead)
    works = change.old_sources, change.new_sources
    cells = [
        Cell((*words, *paper.call(sources)) if words else (Text("—"),))
        for words, sources, there in zip(_marked(paper, change), works, sides, strict=True)
        if there
    ]
    return Row((Cell(parted or (Text(paper.phrases.brief),), header=True), *cells))


def _marked(paper: _Paper, change: Change) -> tuple[Inlines, Inlines]:
    """Return both wordings; what only one of them has is strong."""
    if change.kind is Kind.DISCLOSURE:
        said = paper.phrases.disclosed
        return _bare(change.old and said), _bare(change.new and said)
    if change.kind in _WHOLE or not (change.old and change.new):
        return _bare(change.old), _bare(change.new)
    pieces = word_diff(change.old, change.new)
    sides = (
        [(kind != "same", text) for kind, text in pieces if kind != other]
        for other in ("in", "out")
    )
    old, new = (tuple(_joined(side)) for side in sides)
    return old, new


def _bare(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _joined(pieces: Iterable[tuple[bool, str]]) -> Iterator[Inline]:
    for at, (strong, text) in enumerate(pieces):
        if at:
            yield Text(" ")
        yield Strong((Text(text),)) if strong else Text(text)
