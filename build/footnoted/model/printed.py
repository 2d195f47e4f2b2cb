"""What one brief prints, without its look: block by block its words, and the facts behind them.

The lock holds one of these for each brief; files that carry their facts hold one inside.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from footnoted.model.block import Format
from footnoted.model.dataset import Seen, Status
from footnoted.model.record import Field, Id, Record
from footnoted.model.record import plain as plain_record
from footnoted.reader.decode import UNWANTED

FRONT: Final = "(title)"
"""The block of the title page: no block of an outline can be called so."""
SPEAKER: Final = "/speaker"
"""Ends the name of what is said beside a block."""
_SHORT, _LONG = 8, 16
_LETTERS: Final = str.maketrans("0123456789", "ghijkmnpqr")
"""Digests are written in letters only, which YAML never takes for numbers."""


class Line(Record):
    """Words that belong together: a sentence with its note calls, an item, a row of a table."""

    digest: str = Field(alias="is", description="Of the words; short enough to read.")
    facts: tuple[Id, ...] = Field(
        default=(), alias="of", description="The facts that they rest on."
    )
    words: str = Field(description="As printed, numbers filled in; `{date}` is the day's.")


class PrintedBlock(Record):
    """One block with its lines in the order of print."""

    id: str
    type: str = Field(description="The kind of block.")
    section: str = Field(
        default="", description="The section of the dataset that it prints, if any."
    )
    lines: tuple[Line, ...] = ()


class Support(Record):
    """One work behind a fact."""

    source: Id
    locator: str = ""
    seen: Seen
    via: str = Field(default="", description="The source through which the work is known.")


class PrintedFact(Record):
    """A fact that is printed."""

    status: Status
    values: dict[str, str] = Field(default_factory=dict, description="As recorded, unrounded.")
    cites: tuple[Support, ...] = ()


class Printed(Record):
    """One outline for one audience, in one language and format."""

    outline: Id
    audience: str = Field(default="", description="Empty for no audience in particular.")
    language: str
    format: Format
    parameters: dict[str, str] = Field(default_factory=dict, description="Those of `-P`.")
    digest: str = Field(default="", description="Of all the rest.")
    blocks: tuple[PrintedBlock, ...] = ()
    facts: dict[Id, PrintedFact] = Field(default_factory=dict)
    sources: dict[Id, str] = Field(default_factory=dict, description="The works as cited.")
    conflicts: tuple[Id, ...] = Field(default=(), description="Disagreements that are disclosed.")

    @property
    def key(self) -> tuple[str, ...]:
        """Return what makes it this brief and no other; sorts as lists of briefs are sorted."""
        given = (f"{name}={value}" for name, value in sorted(self.parameters.items()))
        return (self.outline, self.audience, self.language, self.format, *given)

    def label(self) -> str:
        """Name it for people: `ministers (donors, es, pdf)`."""
        return f"{self.outline} ({', '.join(part for part in self.key[1:] if part)})"


def line_of(words: str, facts: tuple[str, ...] = ()) -> Line:
    """Make a line with its digest."""
    text = squeezed(words)
    # mypy takes an alias for the argument's name.
    return Line(digest=digest_of(text), facts=facts, words=text)  # type: ignore[call-arg]


def squeezed(words: str) -> str:
    """Return words as a file reads them back: NFC, any white space one space.

    >>> squeezed("  cafe\u0301\u202fnoir ")
    'café noir'
    """
    return UNWANTED.sub("\ufffd", normalize("NFC", " ".join(words.split())))


def digest_of(words: str) -> str:
    """Return the digest that stands before words."""
    return _digest(words)[:_SHORT]


def plain(printed: Printed) -> dict[str, object]:
    """Return it as values of JSON and YAML, empty ones left out."""
    return plain_record(printed)


def sealed(printed: Printed) -> Printed:
    """Return it with the digest of all that it says."""
    return printed.changed({"digest": seal_of(plain(printed))})


def seal_of(values: Mapping[str, object]) -> str:
    """Return the digest of a brief's plain values, whatever order its mappings are in."""
    rest = {key: value for key, value in values.items() if key != "digest"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _digest(text)[:_LONG]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest().translate(_LETTERS)
