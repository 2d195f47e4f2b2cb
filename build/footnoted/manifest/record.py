"""The manifest as it is written: JSON in this shape comes in and goes out, nothing else.

It is the author's: it names the facts and findings of every reader's file.
"""

from msgspec import Struct

VERSION = 1
"""Of this shape; a manifest of another is not read."""


class Place(Struct, frozen=True, order=True):
    """A stretch of one line of a file; lines and columns count from 1, in characters."""

    file: str
    line: int
    column: int
    length: int


class Related(Struct, frozen=True):
    """Another place that matters, and why."""

    at: Place
    message: str


class About(Struct, frozen=True):
    """The block and the words that a finding of a writer is about, before it has a place."""

    block: str
    words: str


class Finding(Struct, frozen=True):
    """A diagnostic, with the fields of `--json`."""

    severity: str
    rule: str
    message: str
    at: Place | None = None
    hint: str = ""
    related: tuple[Related, ...] = ()


class Told(Struct, frozen=True):
    """What a writer said when it made the file: it is placed anew where the file is kept."""

    finding: Finding
    about: About | None = None


class Keys(Struct, frozen=True):
    """Digests by which a file is known to be what would be made."""

    inputs: str
    """Over everything in the project's folders, and the options."""
    content: str
    """Over all that reaches the file's bytes: document, style, pictures, program."""


class Entry(Struct, frozen=True, omit_defaults=True):
    """One file: a brief for one audience, in one language and format."""

    file: str
    """From the manifest's folder, with `/`."""
    outline: str
    audience: str | None
    language: str
    format: str
    style: str
    state: str
    """`whole`, or `failed`: the file of an earlier run may lie there then."""
    sha256: str = ""
    bytes: int = 0
    pages: int | None = None
    slides: int | None = None
    notes: int = 0
    parameters: dict[str, str] = {}
    facts: tuple[str, ...] = ()
    """Printed with a note, in the order of print."""
    sources: tuple[str, ...] = ()
    """Named by the notes, in their order."""
    inputs: dict[str, str] = {}
    """Files that it was made of, from the project's folder, and their SHA-256."""
    findings: tuple[Finding, ...] = ()
    keys: Keys | None = None
    told: tuple[Told, ...] = ()


class Timing(Struct, frozen=True, omit_defaults=True):
    """What became of one file in the last run that was asked for it, and what making it took."""

    state: str
    """`made`, `kept` or `failed`."""
    seconds: float


class Run(Struct, frozen=True):
    """The part that differs from run to run."""

    seconds: float
    workers: int
    files: dict[str, Timing]


class Whole(Struct, frozen=True):
    """A call for all there is that left every file whole.

    Where nothing has changed since, the next such call need read nothing to know it.
    """

    key: str
    """Over everything in the project's folders, the options, and the files with their inputs."""
    files: tuple[str, ...]
    """In the order of telling."""
    beside: dict[str, str]
    """Files that lie in no folder of the project's and may be read, and their SHA-256."""
    findings: tuple[Finding, ...]
    """Of the project and the call; those of each file stand with it."""


class Manifest(Struct, frozen=True, omit_defaults=True):
    """`manifest.json`."""

    manifest: int
    """Version of this shape."""
    footnoted: str
    """Version of the program."""
    dataset: str
    variants: tuple[Entry, ...]
    """By file name."""
    whole: Whole | None = None
    run: Run | None = None
