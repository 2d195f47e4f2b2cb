"""Text with light markup in, blocks and inlines out: the only reader of markup there is.

Inline: `*emphasis*`, `**strong**`, `[words](https://…)`, `[@fact-id; @other]`, placeholders, and
a backslash before a character that shall stand for itself, and `[#block-id]`, which prints the
exhibit's number (`Figure 3`) and leads there: `[(see #block-id)]` prints nothing where prose of
the dataset is used without that exhibit. Placeholders are `{name}` in the text
of a fact, where `{{` and `}}` are braces, and `{{fact-id.name}}` everywhere else. A typed
apostrophe prints as ’. Blocks are parted by empty lines: paragraphs, lists of lines that begin
with `- ` or `1. `, quotations of lines that begin with `> `. What opens and never closes prints
as typed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final
from unicodedata import normalize

from msgspec import Struct

from footnoted.model.document import Block, ItemList, Paragraph, Quotation, Role
from footnoted.model.inlines import Cite, Emphasis, Inline, Inlines, Link, Strong, Text
from footnoted.model.walk import plain_text
from footnoted.text.language import capitalised, typographic
from footnoted.text.scanning import matches

_SHARED: Final = r"""
    \\(?P<escaped>[^\w\s])
  | \[@(?P<facts>[^\]]*)\](?P<stop>[.,;:!?…]*)
  | \[(?P<words>[^\]@][^\]]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)
  | \[(?P<lead>[^\]\[\#@]*)\#(?P<exhibit>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<rest>[^\]]*)\]
  | \*\*(?P<strong>(?=\S).+?(?<=\S))\*\*(?!\*)
  | \*(?P<emphasis>(?=[^\s*]).*?(?<=[^\s*]))\*(?!\*)
"""
_PROSE: Final = rf"\{{\{{(?P<place>[^{{}}]*)\}}\}} | {_SHARED}"
_FACT: Final = rf"\{{(?P<open>\{{) | \}}(?P<close>\}}) | \{{(?P<place>[^{{}}]*)\}} | {_SHARED}"
_OPENINGS: Final = ("{", "[", "*", "\\", "}")
"""What each of these begins with."""
_TARGET: Final = re.compile(r"(https?://|mailto:|#)\S+")
_SENTENCE_END: Final = ".!?…"
_OPENING: Final = "“‘«\u202f\u00a0([\"'"
_ITEM: Final = re.compile(r"(?:-|\d+[.)])\s+")

Piece = Inline | str
"""What is read of a text, piece by piece: words, and what is more than words."""


@cache
def _pattern(of_fact: bool) -> re.Pattern[str]:
    return re.compile(_FACT if of_fact else _PROSE, re.VERBOSE)


class Reading(Struct, frozen=True):
    """What the markup's holes are filled with; every callback reports its own faults."""

    fill: Callable[[str], Inlines]
    """The inside of a placeholder to what it prints."""
    call: Callable[[tuple[str, ...]], Inlines]
    """Ids of facts to the cites that stand for them."""
    refuse: Callable[[str], None]
    """Takes a link's target that leads nowhere we allow."""
    refer: Callable[[str], str] = lambda id_: ""
    """The id of an exhibit to how it is called; empty where it is not printed."""
    of_fact: bool = False
    """Placeholders are `{name}`, not `{{fact-id.name}}`."""
    language: str = ""
    """The text's, for its spaces."""


def read_inlines(text: str, reading: Reading) -> Inlines:
    """Read a text without blocks; placeholders that begin a sentence get a capital."""
    return _Reader(reading).inlines(text)


def read_blocks(text: str, reading: Reading) -> tuple[Block, ...]:
    """Read a text with paragraphs, lists and quotations."""
    chunks = re.split(r"\n\s*\n", text.strip("\n"))
    return tuple(_block(chunk, reading) for chunk in chunks if chunk.strip())


def merged(content: Iterable[Piece]) -> Inlines:
    """Join neighbouring words and texts into one text, in NFC."""
    joined: list[Inline] = []
    words = ""
    for piece in content:
        if isinstance(piece, str):
            words += piece
        elif isinstance(piece, Text):
            words += piece.text
        else:
            if words:
                joined.append(Text(normalize("NFC", words)))
                words = ""
            joined.append(piece)
    if words:
        joined.append(Text(normalize("NFC", words)))
    return tuple(joined)


def strip_cites(content: Inlines) -> Inlines:
    """Return inlines without their cites, for places that call no notes."""
    return tuple(inline for inline in content if not isinstance(inline, Cite))


def _block(chunk: str, reading: Reading) -> Block:
    lines = [line.strip() for line in chunk.strip().splitlines()]
    if lines[0].startswith(">") and all(line.startswith(">") for line in lines):
        quoted = " ".join(line.removeprefix(">").strip() for line in lines)
        return Quotation(read_inlines(quoted, reading))
    if _ITEM.match(lines[0]):
        return _list(lines, reading)
    return Paragraph(read_inlines(" ".join(lines), reading), Role.BODY)


def _list(lines: list[str], reading: Reading) -> ItemList:
    """Read list lines; one without a mark of its own goes on with the item before."""
    items: list[str] = []
    for line in lines:
        if mark := _ITEM.match(line):
            items.append(line[mark.end() :])
        else:
            items[-1] += f" {line}"
    first = lines[0].split(maxsplit=1)[0].rstrip(".)")
    start = int(first) if first.isdigit() else 1
    blocks = tuple((Paragraph(read_inlines(item, reading)),) for item in items)
    return ItemList(blocks, first != "-", start)


class _Reader:
    """Reads one text; knows how what it has printed so far ends."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.pattern = _pattern(reading.of_fact)
        self.before = ""

    def inlines(self, text: str) -> Inlines:
        """Read a stretch of text, at its top or inside a mark."""
        found: list[Piece] = []
        at = 0
        for mark in matches(self.pattern, _OPENINGS, text):
            before = text[at : mark.start()]
            words = before.rstrip() if mark.lastgroup in ("stop", "rest") else before
            found.append(self._text(words))
            found += self._mark(mark, before[len(words) :])
            at = mark.end()
        found.append(self._text(text[at:]))
        return merged(found)

    def _text(self, text: str) -> str:
        return self._as_typed(typographic(text, self.before, self.reading.language))

    def _as_typed(self, text: str) -> str:
        if not text.isascii():
            text = normalize("NFC", text)
        self.before = (self.before + text)[-8:]
        return text

    def _mark(self, mark: re.Match[str], space: str) -> Sequence[Piece]:
        """Read a mark; the space before a cite is dropped, that before a reference may be."""
        kind = mark.lastgroup
        if kind == "place":
            return self._place(mark["place"].strip())
        if kind == "stop":
            ids = tuple(part.strip().removeprefix("@") for part in mark["facts"].split(";"))
            return (self._text(mark["stop"]), *self.reading.call(tuple(filter(None, ids))))
        if kind == "strong":
            return (Strong(self.inlines(mark["strong"])),)
        if kind == "emphasis":
            return (Emphasis(self.inlines(mark["emphasis"])),)
        if kind == "target":
            return self._link(mark)
        if kind == "rest":
            return self._reference(mark, space)
        if kind == "escaped":
            return (self._as_typed(mark["escaped"]),)
        return (self._text(mark["open"] or mark["close"]),)

    def _link(self, mark: re.Match[str]) -> Inlines:
        content = self.inlines(mark["words"])
        if _TARGET.fullmatch(mark["target"]):
            return (Link(content, mark["target"]),)
        self.reading.refuse(mark["target"])
        return content

    def _reference(self, mark: re.Match[str], space: str) -> Sequence[Piece]:
        name = self.reading.refer(mark["exhibit"])
        if not name:
            return ()
        before = self._text(space + mark["lead"])
        link = Link((Text(self._as_typed(name)),), f"#{mark['exhibit']}")
        return (before, link, self._text(mark["rest"]))

    def _place(self, name: str) -> Inlines:
        content = self.reading.fill(name)
        if content and isinstance(content[0], Text) and self._begins_sentence():
            content = (Text(capitalised(content[0].text)), *content[1:])
        self.before = (self.before + plain_text(content))[-8:]
        return content

    def _begins_sentence(self) -> bool:
        before = self.before.rstrip(_OPENING)
        if not before.strip():
            return True
        return before[-1].isspace() and before.rstrip()[-1] in _SENTENCE_END
