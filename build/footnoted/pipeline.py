"""The stages in their order: a project and what to make of it in, a rendered file out."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from footnoted.check import check_document, over_extent
from footnoted.cite import arranged, cite
from footnoted.compose import compose, phrases_in, untranslated_sources, worded_sources
from footnoted.diagnostics import Diagnostic, Severity, has_errors
from footnoted.load import Project
from footnoted.locate import located
from footnoted.model.attachment import FACTS, Attachment
from footnoted.model.block import Format
from footnoted.model.document import Document
from footnoted.model.outline import Audience, Outline
from footnoted.model.rendered import Rendered
from footnoted.model.selected import Selected
from footnoted.model.style import Style
from footnoted.model.style.notes import changed
from footnoted.selection import Optional, left_out_notes, select, spare, visible, without

if TYPE_CHECKING:
    from footnoted.lock import Lock
    from footnoted.model.printed import Printed

Fit = Literal["step", "error"]
"""Step the sizes down and go on over more slides; or refuse where that is needed."""
_STEPS = ("continued", "shrunk")
_FIT_HINT = "drop facts, choose `text: short` or `headline`, or build without `--fit error`"


class Job(Struct, frozen=True):
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
    template: Path | None = None
    """A deck's template in place of the style's."""
    fit: Fit = "step"
    """What becomes of slides that are continued, set smaller or shortened."""
    parameters: tuple[tuple[str, str], ...] = ()
    """What the command line gave this outline, sorted: it is part of what makes it this brief."""
    lock: "Lock | None" = None
    """What the brief must print, word for word; None lets it print what it will."""


def make_document(project: Project, job: Job) -> tuple[Document | None, list[Diagnostic]]:
    """Run the stages up to the finished document; there is none when one of them cannot go on."""
    document, found = _made(project, suited(project, job))
    if document is not None and job.lock is not None and not has_errors(found):
        found += _held(project, job, document, job.lock)
    return document, found


def render(project: Project, job: Job) -> tuple[Document | None, Rendered]:
    """Run every stage; the rendered content is None when one of them found an error."""
    document, found = make_document(project, job)
    if document is None or has_errors(found):
        return document, Rendered(None, 0, tuple(found))
    return document, judged(project, job, document, found, write(project, job, document))


def write(project: Project, job: Job, document: Document) -> Rendered:
    """Write a finished document; the findings are the writer's alone, and know no files yet."""
    return _write(document, suited(project, job), project)


def judged(
    project: Project,
    job: Job,
    document: Document,
    found: Iterable[Diagnostic],
    rendered: Rendered,
) -> Rendered:
    """Put what the stages found before what the writer found; there is no content on errors."""
    told = _fitting(rendered.diagnostics, job)
    told = located(told, job.outline, document, project.dataset)
    over = over_extent(job.outline, job.format, rendered.extent)
    found = (*found, *told, *over)
    content = None if has_errors(found) else rendered.content
    return replace(rendered, content=content, diagnostics=found)


def _held(project: Project, job: Job, document: Document, lock: "Lock") -> list[Diagnostic]:
    from footnoted.lock import held  # a build without a lock does without it

    return held(_record(project, job, document), lock, project, job.outline)


def record(project: Project, job: Job) -> "tuple[Printed | None, list[Diagnostic]]":
    """Return what a brief prints, words and facts without their look; None after an error."""
    job = suited(project, job)
    document, found = _made(project, job)
    if document is None or has_errors(found):
        return None, found
    return _record(project, job, document), found


def _record(project: Project, job: Job, document: Document) -> "Printed":
    from footnoted.printed import printed_of

    dataset = visible(project.dataset, _reader(project, job))
    given = dict(job.parameters)
    return printed_of(document, dataset, job.outline, job.audience, job.format, given)


def suited(project: Project, job: Job) -> Job:
    """Let the audience have the notes that it wants."""
    reader = _reader(project, job)
    if reader is None or reader.notes is None:
        return job
    notes = changed(job.style.notes, reader.notes)
    return replace(job, style=job.style.changed({"notes": notes}))


def _reader(project: Project, job: Job) -> Audience | None:
    return project.audiences.get(job.audience) if job.audience else None


def _made(project: Project, job: Job) -> tuple[Document | None, list[Diagnostic]]:
    selected, found = _selected(project, job)
    if selected is None:
        return None, found
    gone = _too_much(project, job, selected)
    document, more = _document(project, job, without(selected, gone))
    return document, [*found, *left_out_notes(selected, gone), *more]


def _selected(project: Project, job: Job) -> tuple[Selected | None, list[Diagnostic]]:
    return select(project, job.outline, job.audience, job.format, job.language)


def _document(
    project: Project, job: Job, selected: Selected
) -> tuple[Document | None, list[Diagnostic]]:
    style = job.style
    phrases, lacking = phrases_in(style, job.language, job.outline.language)
    if phrases is None:
        return None, lacking
    dataset = worded_sources(selected.dataset, job.language, phrases)
    composed, found = compose(selected, dataset, style, job.date)
    if has_errors(found):
        return None, found
    notes, paper = style.notes, job.format == "pdf"
    composed = arranged(composed, notes, phrases, paper=paper)
    numbering = notes.paper if paper else notes.deck
    addresses = notes.addresses.paper if paper else notes.addresses.deck
    restart = notes.restart if paper else "never"
    brief = not paper or numbering == "source"  # else every note of a paper has its own label
    sources = dataset.sources
    cited, more = cite(
        composed, sources, notes, numbering, phrases, addresses, restart, brief=brief
    )
    found += untranslated_sources(cited, dataset)
    checked = check_document(cited, selected, replace(project, dataset=dataset))
    return cited, [*found, *located(more, job.outline, cited, dataset), *checked]


def left_out(project: Project, job: Job) -> tuple[Optional, ...]:
    """Return what a budget that says `fill` has no room for."""
    job = suited(project, job)
    selected, _ = _selected(project, job)
    return _too_much(project, job, selected) if selected else ()


def _too_much(project: Project, job: Job, selected: Selected) -> tuple[Optional, ...]:
    return spare(selected, lambda fewer: _fits(project, job, fewer))


def _fits(project: Project, job: Job, selected: Selected) -> bool:
    """Say whether a selection stays within the budget; what cannot be made is told elsewhere."""
    document, found = _document(project, job, selected)
    if document is None:
        return True
    if any(one.rule == "over-budget" for one in found):
        return False
    budget = job.outline.budget
    if (budget.pages if job.format == "pdf" else budget.slides) is None:
        return True
    extent = _write(document, job, project).extent
    return not over_extent(job.outline, job.format, extent)


def _write(document: Document, job: Job, project: Project) -> Rendered:
    """Call the writer of the job's format; a writer is imported only when it is asked for."""
    root = project.root
    match job.format:
        case "pdf":
            from footnoted.pdf import write_pdf

            return write_pdf(document, job.style, job.made, root, attached(document, job, project))
        case "pptx":
            from footnoted.pptx import write_pptx

            along = {one.name: one.content for one in attached(document, job, project)}
            facts = along.get(FACTS)
            return write_pptx(document, job.style, job.made, root, job.template, facts)
        case unknown:
            assert_never(unknown)


def attached(document: Document, job: Job, project: Project) -> tuple[Attachment, ...]:
    """Write the files that go along, if the outline or a paper's style want any."""
    wanted = (*job.outline.attach, *(job.style.paper.attach if job.format == "pdf" else ()))
    dataset = visible(project.dataset, _reader(project, job))
    phrases, _ = phrases_in(job.style, job.language, job.outline.language)
    if not wanted or phrases is None:
        return ()
    from footnoted.attach import attachments

    printed = _record(project, job, document)
    return attachments(document, wanted, dataset, job.outline, phrases, printed)


def _fitting(found: Iterable[Diagnostic], job: Job) -> list[Diagnostic]:
    """Make errors of what was done to fit, where the job allows none of it."""
    if job.fit == "step":
        return list(found)
    return [
        replace(one, severity=Severity.ERROR, hint=one.hint or _FIT_HINT)
        if one.rule in _STEPS
        else one
        for one in found
    ]
