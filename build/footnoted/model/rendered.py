"""What a writer returns: the file's bytes, how long it came out, and what it has to say."""

from msgspec import Struct

from footnoted.diagnostics import Diagnostic


class Rendered(Struct, frozen=True):
    """One finished file, or none when an error stands in the diagnostics."""

    content: bytes | None
    extent: int
    """Pages of a paper, slides of a deck."""
    diagnostics: tuple[Diagnostic, ...] = ()
