"""What a run made comes in; the manifest beside the files, brought up to date, is the outcome."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from footnoted import __version__
from footnoted.cli.jobs import Wish
from footnoted.diagnostics import Diagnostic
from footnoted.load import Project
from footnoted.manifest.file import read_manifest, write_manifest
from footnoted.manifest.keys import key_of_inputs, key_of_project
from footnoted.manifest.make import Asked, Came
from footnoted.manifest.record import VERSION, Entry, Manifest, Run, Timing
from footnoted.pipeline import Job


class Recording(Struct, frozen=True):
    """How what is made is told in the manifest."""

    timings: bool = True
    whole: bool = False
    """All there is was asked for: what is not among it is no more."""
    workers: int = 1


def asked_of(
    root: Path,
    jobs: Iterable[tuple[str, Job]],
    wish: Wish,
    out: Path,
    files: Mapping[str, str],
    known: Mapping[str, Entry],
) -> tuple[Asked, ...]:
    """Say of each file what is known before it is made; `files` are the project's, with digests."""
    whole = key_of_project(files, wish.parameters)
    return tuple(
        Asked(
            file,
            out,
            key_of_inputs(root, whole, job, dated=wish.dated),
            files,
            wish.dated,
            wish.parameters,
            known.get(file),
        )
        for file, job in jobs
    )


def record(
    out: Path, project: Project, came: Iterable[Came], seconds: float | None, how: Recording
) -> Diagnostic | None:
    """Bring the manifest up to date; entries of other files stay, if their outlines do.

    Without `seconds` the run is one of a few files only, and the last one of all is remembered.
    """
    came = tuple(came)
    old, _ = read_manifest(out)
    stay = [] if old is None or how.whole else old.variants
    entries = {one.file: one for one in stay if one.outline in project.merged}
    entries |= {one.entry.file: one.entry for one in came}
    entries = dict(sorted(entries.items()))
    run = _run(old, came, entries, seconds, how) if how.timings else None
    dataset = project.dataset.info.id
    return write_manifest(
        out, Manifest(VERSION, __version__, dataset, tuple(entries.values()), run)
    )


def _run(
    old: Manifest | None,
    came: Iterable[Came],
    entries: Mapping[str, Entry],
    seconds: float | None,
    how: Recording,
) -> Run | None:
    last = old.run if old else None
    if seconds is None and last is None:
        return None
    before = last.files if last else {}
    took = dict(before) | {one.entry.file: _timing(before, one) for one in came}
    files = {name: took[name] for name in entries if name in took}
    if seconds is None and last is not None:
        return Run(last.seconds, last.workers, files)
    return Run(round(seconds or 0, 3), how.workers, files)


def _timing(before: Mapping[str, Timing], one: Came) -> Timing:
    """Remember of a file that is kept what it took to make."""
    last = before.get(one.entry.file)
    seconds = last.seconds if last and one.state == "kept" else round(one.seconds, 3)
    return Timing(one.state, seconds)
