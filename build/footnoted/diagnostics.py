"""What a stage has to say about its input: positions, severities, messages and hints.

Every stage returns its value and its diagnostics; none prints and none exits.
"""

import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from heapq import nlargest

from msgspec import Struct
from msgspec.structs import asdict


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning is a finding, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(Struct, frozen=True, order=True):
    """A stretch of one line of one file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Subject(Struct, frozen=True):
    """What a finding of a late stage is about, which knows ids but no files."""

    block: str = ""
    """Id of a block of the outline; empty where it is not known."""
    words: str = ""
    """What was found there, as it was written."""


class Diagnostic(Struct, frozen=True):
    """One finding: what was found, what was wanted, where, and what to do."""

    severity: Severity
    rule: str
    """Kebab-case name of the broken rule, such as `unknown-key`."""
    message: str
    """Lower case, stands alone: what was found and what was wanted."""
    at: Span | None = None
    hint: str = ""
    related: tuple[tuple[Span, str], ...] = ()
    """Other places that matter, each with a phrase: `first used here`."""
    about: Subject | None = None
    """By what `locate` finds the place, where the stage itself could not name it."""


def error(
    rule: str, message: str, at: Span | None = None, hint: str = "", about: Subject | None = None
) -> Diagnostic:
    """Make a diagnostic that stops the build."""
    return Diagnostic(Severity.ERROR, rule, message, at, hint, about=about)


def warning(
    rule: str, message: str, at: Span | None = None, hint: str = "", about: Subject | None = None
) -> Diagnostic:
    """Make a diagnostic that is printed and counted, and stops nothing."""
    return Diagnostic(Severity.WARNING, rule, message, at, hint, about=about)


def note(
    rule: str, message: str, at: Span | None = None, hint: str = "", about: Subject | None = None
) -> Diagnostic:
    """Make a diagnostic that only tells, such as a title that was set smaller."""
    return Diagnostic(Severity.NOTE, rule, message, at, hint, about=about)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether anything among them stops the build."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "did you mean `x`?" for up to three near names, or an empty string."""
    # difflib takes 10 ms to import and is wanted only when something is wrong.
    from difflib import get_close_matches

    name = name.lower()
    # difflib takes 0.1 ms a name; slips leave the ends of a long name alone.
    lowered = {one.lower(): one for one in known}
    likely = nlargest(_LIKELY, lowered, key=lambda one: _shared_ends(name, one))
    near = [lowered[one] for one in get_close_matches(name, likely, n=3, cutoff=0.6)]
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""


_LIKELY = 40


def _shared_ends(one: str, other: str) -> int:
    """Return how many characters two names share at the start and at the end."""
    least = min(len(one), len(other))
    start = next((at for at in range(least) if one[at] != other[at]), least)
    rest = least - start
    return start + next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)


ReadLine = Callable[[str, int], str | None]
"""The text of one line of one file, without its end; None when there is no such line."""

_WINDOW = 110
"""Characters of a source line that are shown; a paragraph in one line is cut around the fault."""
_SGR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render_diagnostic(diagnostic: Diagnostic, read_line: ReadLine, colour: bool) -> str:
    """Set a diagnostic for people: place and message, the line with a caret, help.

    ```
    data/facts/scale.yaml:8:5: error: unknown key `locater` [unknown-key]
         8 |     locater: 77
           |     ^^^^^^^
      help: did you mean `locator`?
    ```
    """
    severity = diagnostic.severity
    place = f"{diagnostic.at}: " if diagnostic.at else ""
    lines = [
        f"{_paint(place, '1', colour)}{_paint(f'{severity}:', f'1;{_SGR[severity]}', colour)} "
        f"{printable(diagnostic.message)} {_paint(f'[{diagnostic.rule}]', '2', colour)}"
    ]
    if diagnostic.at:
        lines += _source_lines(diagnostic.at, read_line, _SGR[severity], colour)
    if diagnostic.hint:
        lines.append(f"  {_paint('help:', '1;32', colour)} {printable(diagnostic.hint)}")
    for span, phrase in diagnostic.related:
        lines.append(f"  {_paint('see:', '1', colour)} {span}: {printable(phrase)}")
    return "\n".join(lines)


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as JSON values; lines and columns count from 1, in characters."""
    return {
        "severity": str(diagnostic.severity),
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "at": asdict(diagnostic.at) if diagnostic.at else None,
        "hint": diagnostic.hint,
        "related": [{"at": asdict(span), "message": phrase} for span, phrase in diagnostic.related],
    }


def printable(text: str) -> str:
    """Return the text with U+FFFD for what would steer a terminal or turn its direction."""
    return "".join("\ufffd" if _steers(character) else character for character in text)


def _steers(character: str) -> bool:
    return character != "\t" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _source_lines(at: Span, read_line: ReadLine, sgr: str, colour: bool) -> list[str]:
    line = read_line(at.file, at.line)
    if line is None:
        return []
    length = max(1, min(_with_quotes(line, at), len(line) - at.column + 1))
    start, stop = 0, len(line)
    if len(line) > _WINDOW:
        start = max(0, min(at.column - 1 - _WINDOW // 3, len(line) - _WINDOW))
        stop = min(len(line), start + _WINDOW)
        length = max(1, min(length, stop - at.column + 1))
    shown = "…" * (start > 0) + printable(line[start:stop]) + "…" * (stop < len(line))
    lead = " " * (start > 0) + "".join(map(_blank, line[start : at.column - 1]))
    carets = "^" * sum(_cells(one) for one in line[at.column - 1 : at.column - 1 + length])
    return [f" {at.line:5d} | {shown}", f"       | {lead}{_paint(carets or '^', sgr, colour)}"]


def _with_quotes(line: str, at: Span) -> int:
    """Return the span's length, with the quotation marks that the value was written in."""
    mark = line[at.column - 1 : at.column]
    end = at.column + at.length
    return at.length + 2 if mark and mark in "\"'" and line[end : end + 1] == mark else at.length


def _cells(character: str) -> int:
    """Return the columns of a terminal that a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _blank(character: str) -> str:
    return "\t" if character == "\t" else " " * _cells(character)


def _paint(text: str, sgr: str, colour: bool) -> str:
    return f"\x1b[{sgr}m{text}\x1b[0m" if colour and text else text
