"""In: inlines and blocks of the document. Out: runs and paragraphs of a slide."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.document import (
    Balance,
    Block,
    Box,
    Contents,
    Definition,
    Definitions,
    Figure,
    ItemList,
    Note,
    NoteList,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Role,
    SourceList,
    Stat,
    Table,
)
from footnoted.model.inlines import (
    Cite,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    SmallCaps,
    Strong,
    Text,
)
from footnoted.pptx.slides import BREAK, Mark, Para, Run, Tone

Notes = dict[str, Note]

_BARE = Run("")
_UNDER = 0.1
"""Ems between a term and what it means."""
_LINK_PIECE = 24
"""Characters of a link that stand together."""
_LONG_ADDRESS = 48
"""Characters from which on an address is shortened on slides."""
_ADDRESS = re.compile(r"https?://(?:www\.)?(\S+)")
_WORD = re.compile(r"\S*\s*")


def short_address(content: Inlines) -> Inlines:
    """Return a link's words; of a long bare address its host and what of its path has room."""
    found = _ADDRESS.fullmatch("".join(one.text for one in content if isinstance(one, Text)))
    if not found or len(found[1]) <= _LONG_ADDRESS or len(content) != 1:
        return content
    kept = found[1][:_LONG_ADDRESS]
    cut = max(kept.rfind("/"), kept.rfind("-"), kept.rfind("."))
    return (Text(f"{kept[: cut + 1].rstrip('-.') if cut > 0 else kept}…"),)


class Inliner(Struct, frozen=True):
    """Turns inlines into runs; markers print the labels of the document's notes."""

    notes: Notes
    whole: bool = False
    """Print addresses whole: on slides a long one is a short link, which no line cuts."""

    def runs(self, content: Inlines, style: Run = _BARE) -> tuple[Run, ...]:
        """Return the runs of some inlines, each set like `style` and what its inline adds."""
        if len(content) == 1 and type(one := content[0]) is Text:
            return (_styled(one.text, style),)
        found: list[Run] = []
        self._take_all(content, style, found)
        if any(run.link for run in found):
            return tuple([piece for run in found for piece in _link_pieces(run)])
        return tuple(found)

    def _take(self, inline: Inline, style: Run, found: list[Run]) -> None:
        """Add the runs of an inline to those found, as part of the last one where set alike."""
        match inline:
            case Text(text):
                _add(_styled(text, style), found)
            case NoteCall(called, facts):
                found.append(self._marker(called, facts, style))
            case LineBreak():
                found.append(BREAK)
            case Cite():
                raise ValueError("a citation that was never numbered reached the deck")
            case Emphasis(content):
                self._take_all(content, replace(style, italic=not style.italic), found)
            case Strong(content):
                self._take_all(content, replace(style, bold=True), found)
            case SmallCaps(content):
                self._take_all(content, replace(style, small_caps=True), found)
            case Foreign(content, language):
                self._take_all(content, replace(style, language=language), found)
            case Link(content, target):
                words = content if self.whole else short_address(content)
                self._take_all(words, replace(style, link=target), found)
            case _:
                assert_never(inline)

    def _take_all(self, content: Inlines, style: Run, found: list[Run]) -> None:
        for inline in content:
            self._take(inline, style, found)

    def _marker(self, called: tuple[str, ...], facts: tuple[str, ...], style: Run) -> Run:
        """Return the run of a raised marker."""
        label = self.notes[called[0]].label if len(called) == 1 else self.label(called)
        if style is _BARE:
            return Run(label, raised=True, calls=called, facts=facts)
        return replace(style, text=label, raised=True, link="", calls=called, facts=facts)

    def label(self, called: Iterable[str]) -> str:
        """Return what a marker prints."""
        return ",".join(self.labels(called))

    def labels(self, called: Iterable[str]) -> tuple[str, ...]:
        """Return the labels of notes, each once; numbers in their order."""
        found = dict.fromkeys(self.notes[name].label for name in called)
        if all(label.isdecimal() for label in found):
            return tuple(sorted(found, key=int))
        return tuple(found)

    def paras(self, blocks: Iterable[Block], level: int = 0) -> Iterator[Para]:
        """Return blocks as paragraphs; exhibits among them become the words they carry."""
        for block in blocks:
            yield from self._block(block, level)

    def _block(  # noqa: C901 - one case for each kind of block
        self, block: Block, level: int
    ) -> Iterator[Para]:
        match block:
            case Paragraph(content, role):
                yield self.paragraph(content, role, level)
            case ItemList():
                yield from self._items(block, level)
            case Quotation():
                yield from self.quotation(block, level)
            case Box(_, title, content):
                yield from self._titled(title, content, level)
            case Balance(question, sides):
                yield from self._titled(question, (), level)
                for side in sides:
                    yield from self._titled(side.label, side.content, level)
            case Stat(tiles):
                for tile in tiles:
                    value = Run(f"{tile.value} ", bold=True, tone=Tone.ACCENT)
                    yield Para((value, *self.runs(tile.label)), level)
            case Table():
                yield from self._table(block, level)
            case Figure():
                yield from self._figure(block, level)
            case SourceList(_, groups):
                for group in groups:
                    yield from self._titled(group.title, (), level)
                    for entry in group.entries:
                        yield Para(self.runs(entry.content), level)
            case Definitions(items):
                for item in items:
                    yield from self.definition(item, level)
            case Questions(asked):
                for position, one in enumerate(asked, 1):
                    yield from self.question(one, level, position)
            case Contents() | NoteList():
                return
            case _:
                assert_never(block)

    def definition(self, item: Definition, level: int = 0) -> Iterator[Para]:
        """Return a term over what it means."""
        yield self.heading(item.term, level)
        for position, para in enumerate(self.paras(item.content, level)):
            yield para if position else replace(para, gap=_UNDER)

    def question(self, item: Question, level: int, number: int) -> Iterator[Para]:
        """Return a question under its number, over its answer if it has one."""
        runs = self.runs(item.question)
        answered = bool(item.answer)
        yield Para(runs, level, Mark.NUMBER, number, together=answered)
        yield from self.paras(item.answer, level + 1)

    def paragraph(self, content: Inlines, role: Role, level: int = 0) -> Para:
        """Return running text; its role says how it is set off from the rest."""
        match role:
            case Role.BODY:
                return Para(self.runs(content), level)
            case Role.LEAD:
                return Para(self.runs(content), level, tone=Tone.ACCENT)
            case Role.CAVEAT:
                return Para(self.runs(content, Run("", italic=True)), level, tone=Tone.MUTED)
            case Role.ATTRIBUTION:
                return Para(self.runs(content), level, tone=Tone.MUTED)
            case _:
                assert_never(role)

    def quotation(self, block: Quotation, level: int) -> Iterator[Para]:
        """Return exact words and who spoke them, set off within other text."""
        words = self.runs(block.content, Run("", italic=True, language=block.language))
        yield Para(words, level + 1, together=bool(block.speaker))
        if block.speaker:
            dash = Run("— ")
            yield Para((dash, *self.runs(block.speaker)), level + 1, gap=0.2, tone=Tone.MUTED)

    def heading(self, content: Inlines, level: int = 0) -> Para:
        """Return a heading within text, kept with what follows."""
        runs = self.runs(content, Run("", bold=True))
        return Para(runs, level, tone=Tone.ACCENT, together=True)

    def _titled(self, title: Inlines, content: Iterable[Block], level: int) -> Iterator[Para]:
        if title:
            yield self.heading(title, level)
        yield from self.paras(content, level)

    def _items(self, block: ItemList, level: int) -> Iterator[Para]:
        mark = Mark.NUMBER if block.ordered else Mark.BULLET
        for offset, item in enumerate(block.items):
            first, *rest = tuple(self.paras(item, level + 1)) or (Para(()),)
            number = block.start + offset
            yield replace(first, level=level, mark=mark, number=number)
            yield from rest

    def _table(self, block: Table, level: int) -> Iterator[Para]:
        yield from self._titled(block.caption, (), level)
        rows = [*block.head, *(row for group in block.body for row in group.rows), *block.foot]
        for row in rows:
            cells = [self.runs(cell.content) for cell in row.cells]
            yield Para(tuple(_separated(cells)), level)
        for line in (block.credit, *block.notes):
            if line:
                yield Para(self.runs(line), level, tone=Tone.MUTED)

    def _figure(self, block: Figure, level: int) -> Iterator[Para]:
        yield from self._titled(block.caption, (), level)
        yield Para((Run(block.alt),), level)
        for line in (block.takeaway, block.credit):
            if line:
                yield Para(self.runs(line), level)


def _styled(text: str, style: Run) -> Run:
    """Return characters set like a run."""
    return Run(text) if style is _BARE else replace(style, text=text)


def plain(runs: Iterable[Run]) -> str:
    """Return the characters of runs on one line, without markers."""
    return "".join(" " if run == BREAK else run.text for run in runs if not run.raised)


def calls(paras: Iterable[Para]) -> tuple[str, ...]:
    """Return the ids of the notes that paragraphs call, each once, in order of first call."""
    found: dict[str, None] = {}
    for para in paras:
        for run in para.runs:
            if run.calls:
                found |= dict.fromkeys(run.calls)
    return tuple(found)


def _add(run: Run, found: list[Run]) -> None:
    """Add a run, as part of the last one where both are set alike."""
    if found and _alike(found[-1], run):
        found[-1] = replace(run, text=found[-1].text + run.text)
    else:
        found.append(run)


def _link_pieces(run: Run) -> Iterator[Run]:
    """Yield a long link to an address in pieces of a few words: some programs break no link."""
    if not run.link or len(run.text) <= _LINK_PIECE or run.link[0] == "#":
        yield run
        return
    held = ""
    for word in _WORD.findall(run.text):
        if held and len(held) + len(word) > _LINK_PIECE:
            yield replace(run, text=held)
            held = ""
        held += word
    if held:
        yield replace(run, text=held)


def _alike(one: Run, other: Run) -> bool:
    """Say whether two runs differ in their text at most."""
    if one.link != other.link or one.raised or other.raised or "\n" in (one.text, other.text):
        return False
    return (one.bold, one.italic, one.small_caps, one.language, one.tone) == (
        (other.bold, other.italic, other.small_caps, other.language, other.tone)
    )


def _separated(cells: list[tuple[Run, ...]]) -> Iterator[Run]:
    """Yield the cells of a row as one line."""
    for position, cell in enumerate(cells):
        if position:
            yield Run(" · ")
        yield from cell
