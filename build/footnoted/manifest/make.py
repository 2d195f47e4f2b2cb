"""A job and where its file goes, in; the file in its place, and its entry for the manifest, out."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Literal

from msgspec import Struct

from footnoted.attach import printed_facts, printed_sources
from footnoted.diagnostics import Diagnostic, has_errors
from footnoted.load import Project
from footnoted.manifest.findings import diagnostic_told, finding_of, told_of
from footnoted.manifest.keys import digest_of, digest_of_file, key_of_content
from footnoted.manifest.record import Entry, Keys
from footnoted.model.blocks import ProseBlock
from footnoted.model.record import Record
from footnoted.model.rendered import Rendered
from footnoted.output import replace_file
from footnoted.pipeline import Job, judged, make_document, write

State = Literal["made", "kept", "failed"]

_EVERYWHERE = ("data/dataset", "data/names/", "data/glossary", "data/conflicts", "outlines/aud")
"""Files that may speak up in any brief begin so."""


class Asked(Struct, frozen=True):
    """What is known of a file before it is made."""

    file: str
    folder: Path
    key: str
    """Of the inputs."""
    files: Mapping[str, str]
    """Digests of the project's files, taken before it was read."""
    dated: bool
    parameters: Mapping[str, str]
    old: Entry | None = None
    """Of a file that lies there as that entry says."""


class Came(Struct, frozen=True):
    """What became of it."""

    entry: Entry
    state: State
    seconds: float
    diagnostics: tuple[Diagnostic, ...]


def make(project: Project, job: Job, asked: Asked) -> Came:
    """Render a file and write it, unless the one that lies there would come out the same."""
    begun = perf_counter()
    document, found = make_document(project, job)
    if document is None or has_errors(found):
        return _failed(job, asked, tuple(found), begun)
    key, beside = key_of_content(project, job, document, dated=asked.dated)
    old = asked.old if asked.old and _is_same(asked.old, key) else None
    rendered = _as_before(old) if old else write(project, job, document)
    told = tuple(map(told_of, rendered.diagnostics))
    rendered = judged(project, job, document, found, rendered)
    if rendered.content is None:
        return _failed(job, asked, rendered.diagnostics, begun)
    if old is None and (failure := replace_file(asked.folder / asked.file, rendered.content)):
        return _failed(job, asked, (*rendered.diagnostics, failure), begun)
    size = (old.sha256, old.bytes) if old else _size(rendered.content)
    facts = printed_facts(document, project.dataset)
    sources = printed_sources(document, project.dataset)
    inputs = _inputs(project, job, [*facts, *sources.values()], asked.files)
    entry = Entry(
        *_names(job, asked),
        "whole",
        *size,
        rendered.extent if job.format == "pdf" else None,
        rendered.extent if job.format == "pptx" else None,
        len(document.notes),
        _own_parameters(job, asked),
        tuple(fact.id for fact in facts),
        tuple(sources),
        dict(sorted((inputs | beside).items())),
        tuple(map(finding_of, rendered.diagnostics)),
        Keys(asked.key, key),
        told,
    )
    state: State = "kept" if old else "made"
    return Came(entry, state, perf_counter() - begun, rendered.diagnostics)


def lies_there(folder: Path, entry: Entry) -> bool:
    """Say whether a file is still what its entry says."""
    return entry.state == "whole" and digest_of_file(folder / entry.file) == entry.sha256


def failed(job: Job, asked: Asked, found: tuple[Diagnostic, ...], seconds: float) -> Came:
    """Tell of a file that was not made; one of an earlier run is left alone."""
    findings = tuple(map(finding_of, found))
    entry = Entry(
        *_names(job, asked), "failed", parameters=_own_parameters(job, asked), findings=findings
    )
    return Came(entry, "failed", seconds, found)


def _failed(job: Job, asked: Asked, found: tuple[Diagnostic, ...], begun: float) -> Came:
    return failed(job, asked, found, perf_counter() - begun)


def _names(job: Job, asked: Asked) -> tuple[str, str, str | None, str, str, str]:
    return asked.file, job.outline.id, job.audience, job.language, job.format, job.style.id


def _own_parameters(job: Job, asked: Asked) -> dict[str, str]:
    own = job.outline.parameters
    return {name: value for name, value in sorted(asked.parameters.items()) if name in own}


def _is_same(old: Entry, key: str) -> bool:
    """Say whether a file came of the same content, and what was said of it can be placed anew."""
    placed = any(one.finding.at for one in old.told)
    return old.keys is not None and old.keys.content == key and not placed


def _as_before(old: Entry) -> Rendered:
    """Return what the writer said when it made the file; its bytes are not wanted."""
    extent = old.pages or old.slides or 0
    return Rendered(b"", extent, tuple(map(diagnostic_told, old.told)))


def _size(content: bytes) -> tuple[str, int]:
    return digest_of(content), len(content)


def _inputs(
    project: Project, job: Job, printed: Sequence[Record], files: Mapping[str, str]
) -> dict[str, str]:
    """Return the project's files that a brief was made of, with their digests."""
    records = [*printed, *_sections(project, job)]
    named = {at.file for one in records if (at := one.span()) is not None}
    named |= set(_chain(project, job))
    named |= {name for name in files if name.startswith(_EVERYWHERE)}
    return {name: files[name] for name in named if name in files}


def _sections(project: Project, job: Job) -> Iterator[Record]:
    known = project.dataset.sections
    for block in job.outline.blocks:
        if isinstance(block, ProseBlock) and block.section in known:
            yield known[block.section]


def _chain(project: Project, job: Job) -> Iterator[str]:
    """Name the files of the outline, of its style and of all their parents."""
    name: object = job.outline.id
    while isinstance(name, str) and name in project.merged:
        yield project.merged[name].file
        name = project.merged[name].get("extends")
    style = job.style
    while True:
        yield from (f"styles/{style.id}.yaml", f"styles/{style.id}.yml")
        if style.extends is None or style.extends not in project.styles:
            return
        style = project.styles[style.extends]
