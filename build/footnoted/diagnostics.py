"""What a stage has to say about its input: positions, severities, messages and hints.

Every stage returns its value and its diagnostics; none prints and none exits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning is a finding, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of one file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
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


def error(rule: str, message: str, at: Span | None = None, hint: str = "") -> Diagnostic:
    """Make a diagnostic that stops the build."""
    return Diagnostic(Severity.ERROR, rule, message, at, hint)


def warning(rule: str, message: str, at: Span | None = None, hint: str = "") -> Diagnostic:
    """Make a diagnostic that is printed and counted, and stops nothing."""
    return Diagnostic(Severity.WARNING, rule, message, at, hint)


def note(rule: str, message: str, at: Span | None = None, hint: str = "") -> Diagnostic:
    """Make a diagnostic that only tells, such as a title that was set smaller."""
    return Diagnostic(Severity.NOTE, rule, message, at, hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether anything among them stops the build."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "did you mean `x`?" for up to three near names, or an empty string."""
    near = get_close_matches(name.lower(), list(known), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
