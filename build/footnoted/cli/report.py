"""Diagnostics told: to people with the line and a caret, to machines as JSON."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from footnoted.cli.console import Console
from footnoted.diagnostics import Diagnostic, Severity, Span, render_diagnostic

_WHERE_NOTES = "; `footnoted check` tells the notes"
_ALWAYS_TOLD = ("left-out", "language-left-out", "bad-manifest")
"""Notes that are told as warnings are: a brief without them looks whole."""
_ALIKE = 5
"""Warnings of one rule that `build` tells; a paper half translated has hundreds."""


def report(console: Console, diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print diagnostics for people, on standard error, with a count as the last line."""
    if console.as_json:
        return
    colour = console.takes_colour(sys.stderr)
    ordered = in_order(diagnostics)
    files: dict[str, list[str]] = {}
    told, more = _few_alike([one for one in ordered if _tells(console, one)], console)
    for found in told:
        here = _from_here(found, root)
        print(render_diagnostic(here, partial(_read_line, files), colour), file=sys.stderr)
    for rule, count in more.items():
        console.say(f"and {count} more [{rule}]; `footnoted check` tells them all")
    hidden = [one for one in ordered if not _tells(console, one)]
    if ordered:
        console.say(summary(ordered) + (_WHERE_NOTES if hidden else ""))


def _tells(console: Console, found: Diagnostic) -> bool:
    told = Severity.WARNING if found.rule in _ALWAYS_TOLD else found.severity
    return console.tells(told)


def _few_alike(
    found: list[Diagnostic], console: Console
) -> tuple[list[Diagnostic], dict[str, int]]:
    """Keep the first warnings of each rule and count the rest, unless all are wanted."""
    if console.least is Severity.NOTE:
        return found, {}
    told: list[Diagnostic] = []
    seen: Counter[str] = Counter()
    for one in found:
        seen[one.rule] += one.severity is Severity.WARNING
        if one.severity is not Severity.WARNING or seen[one.rule] <= _ALIKE:
            told.append(one)
    return told, {rule: count - _ALIKE for rule, count in seen.items() if count > _ALIKE}


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, what has no place last, and keep one of what is told twice."""
    once = dict.fromkeys(diagnostics)
    return sorted(once, key=lambda one: (one.at is None, one.at or Span("", 0, 0)))


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Count by severity.

    >>> from footnoted.diagnostics import error
    >>> summary([error("a", "b"), error("c", "d")])
    '2 errors'
    """
    counts = [(sum(one.severity is kind for one in diagnostics), kind) for kind in Severity]
    return ", ".join(f"{count} {kind}{'s' * (count != 1)}" for count, kind in counts if count)


def place(at: Span, root: Path) -> str:
    """Write a place so that it opens from the working folder, the shorter way."""
    absolute = os.path.abspath(root / at.file)  # noqa: PTH100 (links stay as typed)
    try:
        relative = os.path.relpath(absolute)
    except (ValueError, OSError):
        relative = absolute
    return min(relative, absolute, key=len)


def _from_here(found: Diagnostic, root: Path) -> Diagnostic:
    """Name the files as seen from the working folder: terminals and editors open them so."""
    related = tuple((_span_from_here(span, root), words) for span, words in found.related)
    return replace(found, at=found.at and _span_from_here(found.at, root), related=related)


def _span_from_here(at: Span, root: Path) -> Span:
    return replace(at, file=place(at, root))


def _read_line(files: dict[str, list[str]], file: str, line: int) -> str | None:
    if file not in files:
        files[file] = _lines(Path(file))
    return files[file][line - 1] if 1 <= line <= len(files[file]) else None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []
