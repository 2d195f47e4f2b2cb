"""The stages in their order: a project and what to make of it in, a rendered file out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import assert_never

from footnoted.check import check_document
from footnoted.cite import cite
from footnoted.compose import compose, phrases_in
from footnoted.diagnostics import Diagnostic, error, has_errors, warning
from footnoted.load import Project
from footnoted.model.document import Document
from footnoted.model.outline import Budget, Format, Outline
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.selection import select


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make: which brief, for whom, in which language, format and look."""

    outline: Outline
    audience: str | None
    language: str
    format: Format
    style: Style
    date: date
    """Printed where the outline names no date of its own."""
    made: datetime
    """For the file's metadata; aware, UTC."""


def make_document(project: Project, job: Job) -> tuple[Document | None, list[Diagnostic]]:
    """Run the stages up to the finished document; there is none when one of them cannot go on."""
    dataset, style = project.dataset, job.style
    selected, found = select(project, job.outline, job.audience, job.format, job.language)
    if selected is None:
        return None, found
    composed, more = compose(selected, dataset, style, job.date)
    found += more
    phrases, _ = phrases_in(style, job.language, job.outline.language)
    if phrases is None or has_errors(found):
        return None, found
    numbering = style.notes.paper if job.format == "pdf" else style.notes.deck
    shown = style.notes.addresses
    addresses = shown.paper if job.format == "pdf" else shown.deck
    cited, more = cite(composed, dataset.sources, style.notes, numbering, phrases, addresses)
    return cited, [*found, *_placed(more, job), *check_document(cited, selected, project)]


def render(project: Project, job: Job) -> tuple[Document | None, Rendered]:
    """Run every stage; the rendered content is None when one of them found an error."""
    document, found = make_document(project, job)
    if document is None or has_errors(found):
        return document, Rendered(None, 0, tuple(found))
    rendered = _write(document, job, project.root)
    found += [*_placed(rendered.diagnostics, job), *_over_budget(job, rendered.extent)]
    content = None if has_errors(found) else rendered.content
    return document, replace(rendered, content=content, diagnostics=tuple(found))


def _write(document: Document, job: Job, root: Path) -> Rendered:
    """Call the writer of the job's format; a writer is imported only when it is asked for."""
    match job.format:
        case "pdf":
            from footnoted.pdf import write_pdf

            return write_pdf(document, job.style, job.made, root)
        case "pptx":
            from footnoted.pptx import write_pptx

            return write_pptx(document, job.style, job.made, root)
        case unknown:
            assert_never(unknown)


def _placed(found: Iterable[Diagnostic], job: Job) -> list[Diagnostic]:
    """Name the outline where a late stage, which knows no files, could name no place."""
    return [one if one.at else replace(one, at=job.outline.span()) for one in found]


def _over_budget(job: Job, extent: int) -> list[Diagnostic]:
    budget: Budget = job.outline.budget
    unit, allowed = ("pages", budget.pages) if job.format == "pdf" else ("slides", budget.slides)
    if allowed is None or extent <= allowed:
        return []
    say = error if budget.overflow == "error" else warning
    message = f"`{job.outline.id}` has {extent} {unit}, its budget is {allowed}"
    hint = "drop blocks or facts, choose `text: short`; `overflow: warn` lets you look at it"
    return [say("over-budget", message, job.outline.span("budget", unit), hint)]
