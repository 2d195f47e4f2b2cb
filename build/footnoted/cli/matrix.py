"""`build --matrix`: every variant of every outline, on all cores, into files and one manifest."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

from footnoted.cli.build import Target, near, open_files
from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.jobs import Wish
from footnoted.cli.progress import watched
from footnoted.cli.project import no_folder, project_root
from footnoted.cli.recording import Recording, asked_of, record, record_kept
from footnoted.cli.report import report
from footnoted.cli.unchanged import is_whole, kept, key_of_call, whole_of
from footnoted.cli.unharmed import unharmed
from footnoted.cli.variants import Variant, plan_variants
from footnoted.cli.warm import warm
from footnoted.cli.workers import Fault, count_of_workers, isolated
from footnoted.diagnostics import Diagnostic, as_json, error, has_errors
from footnoted.load import Project, load
from footnoted.lock import FILE, read_lock
from footnoted.manifest.file import NAME, read_manifest
from footnoted.manifest.findings import diagnostic_of
from footnoted.manifest.keys import digest_of_file, digests_beside, project_files
from footnoted.manifest.make import Asked, Came, failed, lies_there, make
from footnoted.manifest.record import Entry, Manifest

_MUCH_GARBAGE = 1_000_000
"""Objects that a worker may leave behind before it looks for what it can free."""


class Manner(Struct, frozen=True):
    """How the matrix is made."""

    workers: int = 0
    """0 lets the machine decide."""
    force: bool = False
    only_lists: bool = False
    timings: bool = True


class Call(Struct, frozen=True):
    """One call of the matrix: what was asked for, where, and of what."""

    root: Path
    out: Path
    files: dict[str, str]
    """Digests of the project's files, taken before it was read."""
    wish: Wish
    target: Target
    manner: Manner
    strict: bool
    begun: float

    def seconds(self) -> float:
        """Return how long it has taken so far."""
        return perf_counter() - self.begun


class Plan(Struct, frozen=True):
    """What is to be made, and what is known of each file beforehand."""

    project: Project
    variants: tuple[Variant, ...]
    asked: tuple[Asked, ...]
    beside: dict[str, str]
    """Digests of files that may be read and lie in no folder of the project's."""
    old: Manifest | None


def matrix(
    console: Console, folder: Path | None, wish: Wish, target: Target, manner: Manner, strict: bool
) -> Exit:
    """Make every variant that is asked for, tell what was found, and choose the exit code."""
    begun = perf_counter()
    root, missing = project_root(folder)
    if missing:
        return _refuse(console, root, [missing])
    out = target.folder or root / "out"
    call = Call(root, out, _files(root, target), wish, target, manner, strict, begun)
    old, unread = read_manifest(out)
    if old and is_whole(wish) and not (manner.force or manner.only_lists):
        lying = kept(root, out, key_of_call(call.files, wish), old)
        if lying:
            return _again(console, call, old, *lying)
    return _anew(console, call, old, unread)


def _files(root: Path, target: Target) -> dict[str, str]:
    """Return the digests of the project's files, to be taken before it is read.

    The lock is an input like any other: what was kept without it is composed anew.
    """
    files = project_files(root)
    if target.locked:
        files[FILE] = digest_of_file(root / FILE)
    return files


def _again(
    console: Console, call: Call, old: Manifest, came: list[Came], found: list[Diagnostic]
) -> Exit:
    """Tell of a matrix that lies there as it would be made."""
    how = Recording(call.manner.timings, True, count_of_workers(call.manner.workers, len(came)))
    failure = record_kept(call.out, old, came, call.seconds(), how)
    return _finish(console, call, came, [*found, *([failure] if failure else [])])


def _anew(console: Console, call: Call, old: Manifest | None, unread: list[Diagnostic]) -> Exit:
    """Read the project, and make what does not lie there as it would be made."""
    root, wish, out = call.root, call.wish, call.out
    project, found = load(root, wish.given())
    project, found = unharmed(project, found)
    if project is None or not project.outlines:
        return _refuse(console, root, found or [_nothing_to_make()])
    variants, told = plan_variants(project, wish)
    if not variants:
        return _refuse(console, root, told, asked=not any(one.at for one in told))
    found = [*found, *told]
    if call.target.locked:
        variants, faults = _locked(root, variants)
        found += faults
    if not variants:
        return _refuse(console, root, found)
    if call.manner.only_lists:
        return _list(console, root, variants, found, call.strict)
    if blocked := no_folder(out):
        return _refuse(console, root, [*found, blocked])
    if has_errors(unread):
        return _refuse(console, root, [*found, *unread])
    plan = _plan(project, variants, call, old)
    workers = count_of_workers(call.manner.workers, len(variants))
    all_of_it = is_whole(wish) and not has_errors(found)
    how = Recording(call.manner.timings, all_of_it, workers)
    came = _made(console, plan, out, workers, timings=call.manner.timings)
    key = key_of_call(call.files, wish)
    whole = whole_of(key, came, plan.beside, found) if all_of_it else None
    failure = record(out, project, came, call.seconds(), how, whole)
    return _finish(console, call, came, [*found, *unread, *([failure] if failure else [])])


def _locked(root: Path, variants: Sequence[Variant]) -> tuple[list[Variant], list[Diagnostic]]:
    """Hold every variant to the project's lock; without one there are no variants."""
    lock, faults = read_lock(root / FILE)
    if lock is None:
        return [], faults
    return [replace(one, job=replace(one.job, lock=lock)) for one in variants], []


def _nothing_to_make() -> Diagnostic:
    hint = "write one, such as outlines/talk.yaml; one that says `abstract: true` is only a start"
    return error("missing-file", "the project has no outline that could be built", hint=hint)


def _refuse(console: Console, root: Path, found: list[Diagnostic], *, asked: bool = False) -> Exit:
    """Tell why nothing is made; `asked` says that the command line is at fault."""
    code = Exit.USAGE if asked else exit_code(found, strict=False)
    if console.as_json:
        print_json({"files": [], "diagnostics": [as_json(one) for one in found], "exit": int(code)})
    else:
        report(console, found, root)
    return code


def _plan(project: Project, variants: Sequence[Variant], call: Call, old: Manifest | None) -> Plan:
    entries = old.variants if old and not call.manner.force else ()
    known = {one.file: one for one in entries if lies_there(call.out, one)}
    beside = digests_beside(call.root, (one.job for one in variants))
    jobs = ((one.file, one.job) for one in variants)
    asked = asked_of(jobs, call.wish, call.out, call.files, beside, known)
    return Plan(project, tuple(variants), asked, beside, old)


def _kept_ones(plan: Plan) -> dict[int, Came]:
    kept = ((at, _kept(plan.project, asked)) for at, asked in enumerate(plan.asked))
    return {at: one for at, one in kept if one}


def _made(console: Console, plan: Plan, out: Path, workers: int, *, timings: bool) -> list[Came]:
    """Say of every variant what became of it, in their order."""
    done = _kept_ones(plan)
    try:
        _make_the_rest(console, plan, done, workers)
    except BaseException:
        # What has been made until here is whole, and the manifest knows of it.
        record(out, plan.project, done.values(), None, Recording(timings))
        raise
    return [done[at] for at in range(len(plan.variants))]


def _make_the_rest(console: Console, plan: Plan, done: dict[int, Came], workers: int) -> None:
    """Make what does not lie there as it would be made; whatever fails leaves the others whole."""
    count = len(plan.variants)
    left = sorted((at for at in range(count) if at not in done), key=lambda at: _weight(plan, at))
    if not left:
        return
    with watched(console, count) as tell:
        warm(plan.project, [plan.variants[at].job for at in left])
        gc.freeze()  # Workers that look for garbage need not look here.
        for at, one in isolated(left, lambda at: _make(plan, at), min(workers, len(left))):
            done[at] = _faulted(plan, at, one) if isinstance(one, Fault) else one
            tell(len(done), _line(done[at]))


def _make(plan: Plan, at: int) -> Came:
    if gc.get_count()[0] > _MUCH_GARBAGE:
        gc.collect()
    return make(plan.project, plan.variants[at].job, plan.asked[at])


def _kept(project: Project, asked: Asked) -> Came | None:
    """Return what is known of a file that would come out as it lies there."""
    old = asked.old
    if old is None or old.keys is None or old.keys.inputs != asked.key:
        return None
    beside = {name: digest for name, digest in old.inputs.items() if name not in asked.files}
    if any(digest_of_file(project.root / name) != digest for name, digest in beside.items()):
        return None
    return Came(old, "kept", 0.0, tuple(map(diagnostic_of, old.findings)))


def _weight(plan: Plan, at: int) -> tuple[float, bool, int]:
    """Put first what took longest the last time, and what is not known before that.

    Of those, papers come first: a deck of as many blocks is made in a third of the time, and short
    jobs at the end let all workers end together.
    """
    run = plan.old.run if plan.old else None
    one = plan.variants[at]
    last = run.files.get(one.file) if run else None
    known = -last.seconds if last and last.seconds else -float("inf")
    return known, one.job.format != "pdf", -len(one.job.outline.blocks)


def _faulted(plan: Plan, at: int, fault: Fault) -> Came:
    """Tell of a variant that our own fault, or a kill, brought down."""
    if fault.trace and os.environ.get("FOOTNOTED_DEBUG", "0") not in {"", "0"}:
        print(fault.trace, file=sys.stderr)
    asked, job = plan.asked[at], plan.variants[at].job
    message = f"`{asked.file}` was not made, which is our fault: {fault.words}"
    hint = "the other files are whole; please report it with what `footnoted --debug …` prints"
    return failed(job, asked, (error("our-fault", message, hint=hint),), 0.0)


def _line(came: Came) -> str:
    entry = came.entry
    if came.state == "failed":
        return f"{entry.file} failed"
    return f"{entry.file} {_extent(entry)} {came.state} {came.seconds:.2f} s"


def _extent(entry: Entry) -> str:
    count, unit = (entry.slides, "slide") if entry.pages is None else (entry.pages, "page")
    return f"{count} {unit}{'s' * (count != 1)}"


def _list(
    console: Console, root: Path, variants: Sequence[Variant], found: list[Diagnostic], strict: bool
) -> Exit:
    """Print the variants, and make none."""
    code = exit_code(found, strict=strict)
    rows = [
        (one.file, one.job.outline.id, one.job.audience or "", one.job.language, one.job.style.id)
        for one in variants
    ]
    names = ("file", "outline", "audience", "language", "style")
    if console.as_json:
        files = [dict(zip(names, row, strict=True)) for row in rows]
        told = [as_json(one) for one in found]
        print_json({"files": files, "diagnostics": told, "exit": int(code)})
        return code
    report(console, found, root)
    console.table([names, *rows])
    return code


def _finish(console: Console, call: Call, came: Sequence[Came], found: list[Diagnostic]) -> Exit:
    found = [*found, *(one for each in came for one in each.diagnostics)]
    code = exit_code(found, strict=call.strict)
    _tell(console, call, came, found, code)
    if call.target.open_after:
        open_files([call.out / one.entry.file for one in came if one.state != "failed"])
    return code


def _tell(
    console: Console, call: Call, came: Sequence[Came], found: list[Diagnostic], code: Exit
) -> None:
    out = call.out
    if console.as_json:
        files = [_as_json(out, one) for one in came]
        told = [as_json(one) for one in dict.fromkeys(found)]
        print_json({"files": files, "diagnostics": told, "exit": int(code)})
        return
    report(console, found, call.root)
    if not console.quiet:
        console.table([_row(out, one) for one in came if one.state != "failed"])
    states = [one.state for one in came]
    counts = ", ".join(f"{states.count(one)} {one}" for one in ("made", "kept", "failed"))
    console.say(f"{len(came)} variants: {counts}; {call.seconds():.1f} s; {near(out / NAME)}")


def _row(out: Path, came: Came) -> list[str]:
    entry = came.entry
    return [
        near(out / entry.file),
        _extent(entry),
        f"{entry.notes} note{'s' * (entry.notes != 1)}",
        f"{entry.bytes / 1000:,.0f} kB",
        came.state if came.state == "kept" else f"{came.seconds:.2f} s",
    ]


def _as_json(out: Path, came: Came) -> dict[str, object]:
    entry = came.entry
    return {
        "outline": entry.outline,
        "format": entry.format,
        "audience": entry.audience,
        "language": entry.language,
        "style": entry.style,
        "path": str(out / entry.file),
        "state": came.state,
        "pages" if entry.format == "pdf" else "slides": entry.pages or entry.slides or 0,
        "notes": entry.notes,
        "bytes": entry.bytes,
        "seconds": round(came.seconds, 3),
    }
