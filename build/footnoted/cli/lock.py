"""`lock`: what the outlines asked for print goes into the lock, what others print stays in it."""

from pathlib import Path

from msgspec.structs import replace

from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.jobs import Wish, plan_jobs
from footnoted.cli.project import open_project
from footnoted.cli.report import report
from footnoted.cores import side_by_side
from footnoted.diagnostics import Diagnostic, as_json, has_errors
from footnoted.load import Given, Project
from footnoted.lock import FILE, Lock, lock_text, read_lock
from footnoted.model.printed import Printed
from footnoted.output import replace_file
from footnoted.pipeline import Job, record

Key = tuple[str, ...]


def lock(console: Console, folder: Path | None, wish: Wish) -> Exit:
    """Write down what briefs print; nothing is written where one of them cannot be made."""
    root, project, found = open_project(folder, wish.given())
    if project is None or has_errors(found):
        return _finish(console, root, found, [])
    old, faults = read_lock(root / FILE)
    if faults and (root / FILE).exists():
        return _finish(console, root, [*found, *faults], [])
    old = old or Lock()
    jobs, wrong = plan_jobs(project, wish)
    if wrong:
        report(console, wrong, root)
        return Exit.USAGE
    every = not (wish.outlines or wish.formats or wish.audience or wish.language)
    pairs = [(project, job) for job in jobs]
    if every:
        pairs += locked_pairs(old, project, wish, {_key(job) for job in jobs})
    made = side_by_side(len(pairs), lambda at: record(*pairs[at]), lambda _: None)
    found = [*found, *(one for _, told in made for one in told)]
    if has_errors(found) or any(printed is None for printed, _ in made):
        return _finish(console, root, found, [])
    fresh = {printed.key: printed for printed, _ in made if printed}
    kept = {key: one for key, one in old.briefs.items() if _is_known(one, project)}
    gone = [one for key, one in old.briefs.items() if key not in kept]
    rows = [*_rows(fresh, old.briefs), *map(_gone, gone)]
    text = lock_text((kept | fresh).values()).encode("utf-8")
    path = root / FILE
    if not path.exists() or path.read_bytes() != text:
        failure = replace_file(path, text)
        found += [failure] if failure else []
    return _finish(console, root, found, rows)


def _key(job: Job) -> Key:
    given = (f"{name}={value}" for name, value in job.parameters)
    return (job.outline.id, job.audience or "", job.language, job.format, *given)


def locked_pairs(
    old: Lock, project: Project, wish: Wish, planned: set[Key]
) -> list[tuple[Project, Job]]:
    """Return the jobs of the briefs that the lock has, those that are planned anyway left out."""
    pairs: list[tuple[Project, Job]] = []
    for key, one in old.briefs.items():
        if key in planned or one.outline not in project.outlines:
            continue
        asked = replace(
            wish,
            outlines=(one.outline,),
            formats=(one.format,),
            audience=one.audience,
            language=one.language,
            parameters=one.parameters,
        )
        given = Given(one.parameters, (one.outline,))
        _, theirs, _ = open_project(project.root, given) if one.parameters else ("", project, [])
        if theirs is None:
            continue
        jobs, _ = plan_jobs(theirs, asked)
        pairs += [(theirs, job) for job in jobs]
    return pairs


def _is_known(printed: Printed, project: Project) -> bool:
    """Say whether the outline and the audience of a locked brief are still there."""
    readers = {"", *project.audiences}
    return printed.outline in project.merged and printed.audience in readers


def _rows(fresh: dict[Key, Printed], old: dict[Key, Printed]) -> list[list[str]]:
    rows: list[list[str]] = []
    for key, one in sorted(fresh.items()):
        before = old.get(key)
        state = "new" if before is None else "same" if before.digest == one.digest else "changed"
        rows.append([one.label(), state, f"{len(one.facts)} facts", one.digest])
    return rows


def _gone(printed: Printed) -> list[str]:
    return [printed.label(), "removed", "no such outline or audience any more", printed.digest]


def _finish(console: Console, root: Path, found: list[Diagnostic], rows: list[list[str]]) -> Exit:
    code = exit_code(found, strict=False)
    if console.as_json:
        names = ("brief", "state", "told", "digest")
        told = [dict(zip(names, row, strict=True)) for row in rows]
        findings = [as_json(one) for one in dict.fromkeys(found)]
        print_json({"file": FILE, "briefs": told, "diagnostics": findings, "exit": int(code)})
        return code
    report(console, found, root)
    if not console.quiet:
        console.table(rows)
    return code
