"""What is different in, a paper of it out: the old words beside the new, sources at the foot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from footnoted.diff.words import word_diff
from footnoted.model.changes import Change, Compared, Kind, counted
from footnoted.model.document import (
    Block,
    Cell,
    Column,
    Document,
    Front,
    ItemList,
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

_WHOLE = (Kind.MOVED, Kind.ORDER, Kind.STATUS, Kind.DISCLOSURE)
"""Changes that are no wording: nothing is marked within them."""


@dataclass(slots=True)
class _Paper:
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
    for number, one in enumerate(pairs):
        sections += _sections(paper, one, f"changes-{number}")
    kicker = pairs[0].old if len(pairs) == 1 else ""
    front = Front(phrases.heading, subtitle=_names(pairs[0]) if kicker else "", date=date)
    return Document("changes", language, front, tuple(sections), tuple(paper.notes.values()))


def _names(compared: Compared) -> str:
    return f"{compared.old} → {compared.new}"


def _sections(paper: _Paper, compared: Compared, id_: str) -> Iterator[Section]:
    """Yield what is compared and how much differs, then a table for each kind of change."""
    words = paper.phrases
    counts = counted(compared.changes)
    told = [f"{words.kinds.get(kind, kind)}: {count}" for kind, count in counts.items()]
    lead = Paragraph((Text(" · ".join(told) or words.same),), Role.LEAD)
    blocks: list[Block] = [lead]
    if compared.uncompared:
        items = tuple((_text(words.uncompared.format(what=one)),) for one in compared.uncompared)
        blocks.append(ItemList(items))
    yield Section(id_, "changes", 1, (Text(_names(compared)),), tuple(blocks))
    for kind, changes in groupby(compared.changes, lambda one: one.kind):
        title = (Text(words.kinds.get(kind, kind)),)
        name = f"{id_}-{kind}"
        table = _table(paper, list(changes), f"{name}-table")
        yield Section(name, "changes", 2, title, (table,))


def _text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def _table(paper: _Paper, changes: Sequence[Change], id_: str) -> Table:
    words = paper.phrases
    head = tuple(Cell((Text(one),), header=True) for one in (words.fact, words.old, words.new))
    rows = tuple(_row(paper, one) for one in changes)
    columns = (Column(width=0.22), Column(width=0.39), Column(width=0.39))
    return Table(id_, columns, (Row(head),), (RowGroup(rows),), summary=words.summary)


def _row(paper: _Paper, change: Change) -> Row:
    """Return a change: its facts and block, the words before, the words now."""
    named = ", ".join(change.facts) or change.subject
    lead: list[Inline] = [Text(one) for one in (named, change.block) if one]
    parted = (lead[0], LineBreak(), lead[1]) if len(lead) > 1 else tuple(lead)
    old, new = _marked(change)
    return Row(
        (
            Cell(parted or (Text(paper.phrases.brief),), header=True),
            Cell((*old, *paper.call(change.old_sources)) if old else _text("—").content),
            Cell((*new, *paper.call(change.new_sources)) if new else _text("—").content),
        )
    )


def _marked(change: Change) -> tuple[Inlines, Inlines]:
    """Return both wordings; what only one of them has is strong."""
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
