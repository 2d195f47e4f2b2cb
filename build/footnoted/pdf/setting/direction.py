"""Direction: the inlines of a paragraph come in, the embedding level of each character goes out.

Words in another language that runs the other way are isolated from what stands around them, and
so are addresses; note calls stand where their paragraph's own direction puts them.
"""

from typing import NamedTuple, assert_never

from footnoted.model.inlines import (
    Cite,
    Emphasis,
    Foreign,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    SmallCaps,
    Strong,
    Text,
)
from footnoted.pdf.setting.address import is_address
from footnoted.text.bidi import (
    LRI,
    LRM,
    PDI,
    RLI,
    RLM,
    direction_of,
    embedding_levels,
    runs_left,
    turns,
)

_BREAK = "\u2028"


class Levels(NamedTuple):
    """The direction of a paragraph; text by text and call by call, the levels of characters."""

    base: int
    across: bool
    """Whether it is set against the document, from the other edge."""
    of_texts: list[list[int]]


def levels_of(content: Inlines, leftward: bool) -> Levels | None:
    """Return the levels of a paragraph; None where all runs as the Latin alphabet does.

    `leftward` is the document's direction. A paragraph that is foreign from end to end has its own;
    one that is not marked as foreign is read as its letters are, if these all run one way.
    """
    base = _own_direction(content, leftward)
    stream = _Stream(base)
    stream.inlines(content)
    text = "".join(stream.parts)
    if not base and not leftward and not turns(text):
        return None
    across = base != leftward
    if not across and (way := direction_of(text)) is not None:
        base = way
    levels = embedding_levels(text, int(base))
    return Levels(int(base), across, [levels[start:end] for start, end in stream.texts])


def _own_direction(content: Inlines, leftward: bool) -> bool:
    found = {
        runs_left(one.language) if isinstance(one, Foreign) else leftward
        for one in content
        if not isinstance(one, NoteCall | Cite | LineBreak)
        and not (isinstance(one, Text) and not one.text.strip())
    }
    return found.pop() if len(found) == 1 else leftward


class _Stream:
    """The characters of a paragraph as the algorithm is to see them."""

    def __init__(self, leftward: bool) -> None:
        self.leftward = leftward
        self.parts: list[str] = []
        self.length = 0
        self.texts: list[tuple[int, int]] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def text(self, text: str) -> None:
        """Add text whose levels are asked for."""
        self.texts.append((self.length, self.length + len(text)))
        self.add(text)

    def inlines(self, content: Inlines) -> None:
        for inline in content:
            match inline:
                case Text(text):
                    self.text(text)
                case Emphasis(inner) | Strong(inner) | SmallCaps(inner):
                    self.inlines(inner)
                case Foreign(inner, language):
                    self.isolated(inner, runs_left(language))
                case Link(inner, _):
                    self.link(inner)
                case NoteCall():
                    self.text(RLM if self.leftward else LRM)
                case LineBreak():
                    self.add(_BREAK)
                case Cite():
                    pass
                case _:
                    assert_never(inline)

    def link(self, inner: Inlines) -> None:
        words = "".join(one.text for one in inner if isinstance(one, Text))
        if is_address(words):
            self.isolated(inner, False)
        else:
            self.inlines(inner)

    def isolated(self, inner: Inlines, leftward: bool) -> None:
        outer, self.leftward = self.leftward, leftward
        self.add(RLI if leftward else LRI)
        self.inlines(inner)
        self.add(PDI)
        self.leftward = outer
