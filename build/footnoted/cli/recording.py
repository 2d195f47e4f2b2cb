"""What a run made comes in; the manifest beside the files, brought up to date, is the outcome."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from footnoted import __version__
from footnoted.cli.jobs import Wish
from footnoted.diagnostics import Diagnostic
from footnoted.load import Project
from footnoted.manifest.file import read_manifest, write_manifest
from footnoted.manifest.keys import key_of_inputs, key_of_project
from footnoted.manifest.make import Asked, Came
from footnoted.manifest.record import VERSION, Entry, Manifest, Run, Timing, Whole
from footnoted.pipeline import Job


class Recording(Struct, frozen=True):
    """How what is made is told in the manifest."""

    timings: bool = True
    whole: bool = False
    """All there is was asked for: what is not among it is no more."""
    workers: int = 1


def asked_of(
    jobs: Iterable[tuple[str, Job]],
    wish: Wish,
    out: Path,
    files: Mapping[str, str],
    beside: Mapping[str, str],
    known: Mapping[str, Entry],
) -> tuple[Asked, ...]:
    """Say of each file what is known before it is made.

    `files` are the project's with their digests, `beside` are those that lie elsewhere.
    """
    whole = key_of_project(files, wish.parameters)
    return tuple(
        Asked(
            file,
            out,
            key_of_inputs(whole, job, beside, dated=wish.dated),
            files,
            wish.dated,
            wish.parameters,
            known.get(file),
        )
        for file, job in jobs
    )


def record(
    out: Path,
    project: Project,
    came: Iterable[Came],
    seconds: float | None,
    how: Recording,
    whole: Whole | None = None,
) -> Diagnostic | None:
    """Bring the manifest up to date; entries of other files stay, if their outlines do.

    Without `seconds` the run is one of a few files only, and the last one of all is remembered; so
    is, without another, the last call that left everything whole.
    """
    old, _ = read_manifest(out)
    stay = [] if old is None or how.whole else old.variants
    stay = [one for one in stay if one.outline in project.merged]
    whole = whole or (old.whole if old else None)
    manifest = Manifest(VERSION, __version__, project.dataset.info.id, tuple(stay), whole)
    return _written(out, old, manifest, tuple(came), seconds, how)


def record_kept(
    out: Path, old: Manifest, came: Iterable[Came], seconds: float, how: Recording
) -> Diagnostic | None:
    """Tell in the manifest that all it knows of has been kept."""
    return _written(out, old, replace(old, variants=()), tuple(came), seconds, how)


def _written(
    out: Path,
    old: Manifest | None,
    manifest: Manifest,
    came: Sequence[Came],
    seconds: float | None,
    how: Recording,
) -> Diagnostic | None:
    entries = {one.file: one for one in manifest.variants}
    entries |= {one.entry.file: one.entry for one in came}
    entries = dict(sorted(entries.items()))
    run = _run(old, came, entries, seconds, how) if how.timings else None
    return write_manifest(out, replace(manifest, variants=tuple(entries.values()), run=run))


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
