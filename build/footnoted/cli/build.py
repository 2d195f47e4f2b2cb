"""`build` and `check`: the outlines asked for go through the pipeline, and into files or not."""

import gc
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from footnoted.check import check_project
from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.jobs import Wish, plan_jobs
from footnoted.cli.progress import ERASE, bar
from footnoted.cli.project import no_folder, project_root
from footnoted.cli.report import report
from footnoted.cores import side_by_side
from footnoted.diagnostics import Diagnostic, as_json, error, has_errors
from footnoted.load import Project, load
from footnoted.output import replace_file
from footnoted.pipeline import Job, render

if TYPE_CHECKING:
    from footnoted.manifest.make import Asked, Came

_LONGEST_SLUG = 40
_MUCH_GARBAGE = 1_000_000
"""Objects that a long row of jobs may leave behind: the collector is off."""


class Target(Struct, frozen=True):
    """Where files go, if any are wanted: `check` only looks."""

    writes: bool
    folder: Path | None = None
    """None is `out/` of the project."""
    open_after: bool = False
    locked: bool = False
    """Refuse what does not print what the lock says."""


class Outcome(Struct, frozen=True):
    """What a job came to: what a line of the closing table says."""

    path: Path | None
    extent: int
    notes: int
    size: int
    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    came: "Came | None" = None
    """What the manifest is told, if there is one."""


Made = tuple[Job, Outcome]


def build(
    console: Console, folder: Path | None, wish: Wish, target: Target, *, strict: bool
) -> Exit:
    """Run every job of a wish, tell what was found, and choose the exit code."""
    root, missing = project_root(folder)
    if missing:
        return _finish(console, root, [], [missing], exit_code([missing], strict=strict))
    out = (target.folder or root / "out") if target.writes else None
    files = _files_to_record(root, out)  # before the project is read
    project, found = load(root, wish.given())
    if project is None or has_errors(found):
        return _finish(console, root, [], found, exit_code(found, strict=strict))
    if not project.outlines:
        found = [*found, _no_outlines()]
        return _finish(console, root, [], found, exit_code(found, strict=strict))
    jobs, wrong = plan_jobs(project, wish)
    if wrong:
        return _finish(console, root, [], wrong, Exit.USAGE)
    if target.locked:
        from footnoted.lock import FILE, read_lock  # a build without a lock does without it

        lock, faults = read_lock(root / FILE)
        if lock is None:
            found = [*found, *faults]
            return _finish(console, root, [], found, exit_code(found, strict=strict))
        jobs = [replace(job, lock=lock) for job in jobs]
    problems = [] if target.writes else check_project(project)
    if out and (blocked := no_folder(out)):
        return _finish(console, root, [], [*found, blocked], Exit.CANNOT_WRITE)
    paths = [out and _path(out, job, wish) for job in jobs]
    asked = _asked(root, jobs, paths, wish, out, files)
    with _watched(console, jobs) as tell:
        outcomes = side_by_side(
            len(jobs), lambda at: _make(project, jobs[at], paths[at], asked[at]), tell
        )
    made = list(zip(jobs, outcomes, strict=True))
    problems += _recorded(out, project, outcomes) if files else []
    found = [*found, *problems, *(one for each in outcomes for one in each.diagnostics)]
    code = _finish(console, root, made, found, exit_code(found, strict=strict))
    if target.open_after:
        open_files([each.path for each in outcomes if each.path])
    return code


def _no_outlines() -> Diagnostic:
    hint = "write one, such as outlines/talk.yaml; one that says `abstract: true` is only a start"
    return error("missing-file", "the project has no outline that could be built", hint=hint)


def _files_to_record(root: Path, out: Path | None) -> dict[str, str]:
    """Return the digests of the project's files, if a manifest that `--matrix` wrote wants them."""
    if out is None or not os.path.exists(out / "manifest.json"):  # noqa: PTH110  a long name is none
        return {}
    from footnoted.manifest.file import read_manifest
    from footnoted.manifest.keys import project_files

    return project_files(root) if read_manifest(out)[0] else {}


def _asked(
    root: Path,
    jobs: list[Job],
    paths: Sequence[Path | None],
    wish: Wish,
    out: Path | None,
    files: dict[str, str],
) -> "Sequence[Asked | None]":
    """Say what the manifest wants to know of each job; nothing where there is none."""
    if out is None or not files:
        return [None] * len(jobs)
    from footnoted.cli.recording import asked_of
    from footnoted.manifest.keys import digests_beside

    named = ((path.name, job) for path, job in zip(paths, jobs, strict=True) if path)
    return asked_of(named, wish, out, files, digests_beside(root, jobs), {})


def _recorded(out: Path | None, project: Project, outcomes: list[Outcome]) -> list[Diagnostic]:
    """Bring the manifest up to date."""
    from footnoted.cli.recording import Recording, record

    came = [one.came for one in outcomes if one.came]
    failure = record(out, project, came, None, Recording()) if out else None
    return [failure] if failure else []


def _make(project: Project, job: Job, path: Path | None, asked: "Asked | None" = None) -> Outcome:
    begun = perf_counter()
    if gc.get_count()[0] > _MUCH_GARBAGE:
        gc.collect()
    if asked is not None:
        from footnoted.manifest.make import make

        came = make(project, job, asked)
        entry, extent = came.entry, came.entry.pages or came.entry.slides or 0
        written = None if came.state == "failed" else path
        return Outcome(
            written, extent, entry.notes, entry.bytes, came.seconds, came.diagnostics, came
        )
    document, rendered = render(project, job)
    found = rendered.diagnostics
    content = rendered.content
    if path is not None and content is not None:
        failure = replace_file(path, content)
        found = (*found, failure) if failure else found
        path = None if failure else path
    notes = len(document.notes) if document else 0
    written = None if content is None else path
    size = len(content or b"")
    return Outcome(written, rendered.extent, notes, size, perf_counter() - begun, found)


def _path(folder: Path, job: Job, wish: Wish) -> Path:
    """Name the file after its outline, and after what the command line changed about it."""
    return folder / name_of(job, wish.audience, wish.language, wish.parameters)


def name_of(job: Job, audience: str, language: str, parameters: Mapping[str, str]) -> str:
    """Name a file: its outline, then what is not the outline's own, then its format."""
    own = job.outline.parameters
    given = [_slug(f"{name}-{value}") for name, value in parameters.items() if name in own]
    parts = [job.outline.id, audience, language, *given, job.format]
    return ".".join(part for part in parts if part)


def _slug(text: str) -> str:
    """Return what a file may be called on any disk."""
    return re.sub(r"[^\w-]+", "-", text).strip("-")[:_LONGEST_SLUG]


def _finish(
    console: Console, root: Path, made: list[Made], found: list[Diagnostic], code: Exit
) -> Exit:
    if console.as_json:
        print_json(
            {
                "files": [_made_json(job, each) for job, each in made if each.path],
                "diagnostics": [as_json(one) for one in dict.fromkeys(found)],
                "exit": int(code),
            }
        )
        return code
    report(console, found, root)
    if not console.quiet:
        console.table([_made_row(job, each) for job, each in made if each.path])
    return code


def _made_json(job: Job, made: Outcome) -> dict[str, object]:
    return {
        "outline": job.outline.id,
        "format": job.format,
        "audience": job.audience,
        "language": job.language,
        "style": job.style.id,
        "path": str(made.path),
        _unit(job): made.extent,
        "notes": made.notes,
        "bytes": made.size,
        "seconds": round(made.seconds, 3),
    }


def _made_row(job: Job, made: Outcome) -> list[str]:
    unit = _unit(job) if made.extent != 1 else _unit(job)[:-1]
    return [
        near(made.path) if made.path else "",
        f"{made.extent} {unit}",
        f"{made.notes} note{'s' * (made.notes != 1)}",
        f"{made.size / 1000:,.0f} kB",
        f"{made.seconds:.2f} s",
    ]


def _unit(job: Job) -> str:
    return "pages" if job.format == "pdf" else "slides"


def near(path: Path) -> str:
    """Name a file as seen from the working folder, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


@contextmanager
def _watched(console: Console, jobs: list[Job]) -> Iterator[Callable[[int], None]]:
    """Let a job that begins be told of: on a terminal, a bar shows how far it is."""
    if not console.shows_progress():
        yield lambda _: None
        return

    def tell(begun: int) -> None:
        job = jobs[begun]
        bar(begun, len(jobs), f"{job.outline.id}.{job.format}")

    try:
        yield tell
    finally:
        print(ERASE, end="", file=sys.stderr, flush=True)


def open_files(paths: Iterable[Path]) -> None:
    """Show files in the programs that the system has for them."""
    from typer import launch

    for path in paths:
        launch(str(path))
