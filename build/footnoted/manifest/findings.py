"""Diagnostics in, findings as the manifest keeps them out; and back."""

from footnoted.diagnostics import Diagnostic, Severity, Span, Subject
from footnoted.manifest.record import About, Finding, Place, Related, Told


def finding_of(one: Diagnostic) -> Finding:
    """Write a diagnostic down."""
    related = tuple(Related(_place(span), words) for span, words in one.related)
    at = None if one.at is None else _place(one.at)
    return Finding(str(one.severity), one.rule, one.message, at, one.hint, related)


def diagnostic_of(one: Finding) -> Diagnostic:
    """Read a diagnostic back."""
    related = tuple((_span(each.at), each.message) for each in one.related)
    at = None if one.at is None else _span(one.at)
    return Diagnostic(Severity(one.severity), one.rule, one.message, at, one.hint, related)


def told_of(one: Diagnostic) -> Told:
    """Write down what a writer said, before it has a place."""
    about = None if one.about is None else About(one.about.block, one.about.words)
    return Told(finding_of(one), about)


def diagnostic_told(one: Told) -> Diagnostic:
    """Read back what a writer said."""
    found = diagnostic_of(one.finding)
    about = None if one.about is None else Subject(one.about.block, one.about.words)
    return Diagnostic(
        found.severity, found.rule, found.message, found.at, found.hint, found.related, about
    )


def _place(at: Span) -> Place:
    return Place(at.file, at.line, at.column, at.length)


def _span(at: Place) -> Span:
    return Span(at.file, at.line, at.column, at.length)
