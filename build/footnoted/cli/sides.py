"""One side of a difference: what was named on the command line in, what it prints out."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.cli.jobs import Wish, name_of, plan_jobs
from footnoted.cli.lock import locked_pairs
from footnoted.cli.project import open_project
from footnoted.cores import side_by_side
from footnoted.diagnostics import Diagnostic, error, has_errors
from footnoted.load import Project
from footnoted.lock import Lock, read_lock
from footnoted.model.printed import Printed
from footnoted.pipeline import Job, record

_BUILT: Final = (".pdf", ".pptx")
_NAME: Final = re.compile(r"([a-z0-9-]+)(?:@([a-z0-9-]+))?")


class Side(Struct, frozen=True):
    """What one side prints: briefs, or the bare text of a file that says no more."""

    said: str = ""
    """Where it is from, to be said after its name: `in footnoted.lock`; empty for here and now."""
    briefs: tuple[Printed, ...] = ()
    single: bool = False
    """One outline or file was named, not a collection of them."""
    text: tuple[tuple[str, str], ...] | None = None
    """Of a built file: pages or slides and their words."""
    lacks: str = ""
    """Why a file has nothing but text."""
    project: Project | None = None


Sided = tuple[Side | None, list[Diagnostic]]


def is_file(name: str) -> bool:
    """Say whether a file or folder is meant, not an outline."""
    path = Path(name)
    looks = path.suffix in (*_BUILT, ".lock") or "/" in name or name in (".", "..")
    return (looks or path.is_dir()) and path.suffix not in (".yaml", ".yml")


def of_file(name: str, wish: Wish) -> Sided:
    """Read a lock, a built file, or another copy of the project."""
    path = Path(name)
    if path.is_dir():
        return of_project(path, wish, f"in {name}")
    if path.suffix in _BUILT:
        return _of_built(path, name)
    lock, found = read_lock(path, name)
    return (of_lock(lock) if lock else None), found


def of_lock(lock: Lock, keys: Iterable[tuple[str, ...]] | None = None) -> Side:
    """Take what the lock says, of the briefs named."""
    wanted = list(lock.briefs if keys is None else keys)
    briefs = tuple(lock.briefs[key] for key in wanted if key in lock.briefs)
    return Side(f"in {lock.file}", briefs)


def of_project(folder: Path | None, wish: Wish, said: str = "") -> Sided:
    """Record what all outlines print."""
    return _of_project(folder, wish, said, single=False)


def of_outline(folder: Path | None, name: str, wish: Wish, said: str = "") -> Sided:
    """Record what `OUTLINE` or `OUTLINE@AUDIENCE` prints."""
    named = _NAME.fullmatch(name_of(name))
    if named is None:
        hint = "name an outline, such as `ministers` or `ministers@donors`, or a file"
        return None, [error("unknown-outline", f"`{name}` names no outline", hint=hint)]
    asked = replace(wish, outlines=(named[1],), audience=named[2] or wish.audience)
    return _of_project(folder, asked, said, single=True)


def _of_project(folder: Path | None, wish: Wish, said: str, *, single: bool) -> Sided:
    _, project, found = open_project(folder, wish.given())
    if project is None or has_errors(found):
        return None, _elsewhere(found, said)
    jobs, wrong = plan_jobs(project, wish)
    if wrong:
        return None, _elsewhere(wrong, said)
    return _recorded([(project, job) for job in jobs], said, single=single)


def of_locked(project: Project, lock: Lock, wish: Wish) -> Sided:
    """Record what everything in the lock prints now."""
    side, found = _recorded(locked_pairs(lock, project, wish, set()), "")
    return (side and replace(side, project=project)), found


def _recorded(pairs: list[tuple[Project, Job]], said: str, *, single: bool = False) -> Sided:
    made = side_by_side(len(pairs), lambda at: record(*pairs[at]), lambda _: None)
    found = [one for _, told in made for one in told]
    briefs = tuple(printed for printed, _ in made if printed is not None)
    if has_errors(found) or len(briefs) < len(made):
        return None, _elsewhere(found, said)
    return Side(said, briefs, single, project=pairs[0][0] if pairs else None), []


def _elsewhere(found: Iterable[Diagnostic], said: str) -> list[Diagnostic]:
    """Say of a fault that it is in another copy, whose lines cannot be shown from here."""
    if not said:
        return list(found)
    return [
        replace(
            one,
            message=f"{said}{f', {one.at}' if one.at else ''}: {one.message}",
            at=None,
            related=(),
        )
        for one in found
    ]


def _of_built(path: Path, name: str) -> Sided:
    try:
        content = path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        return None, [error("bad-file", f"`{name}` cannot be read: {reason}")]
    if path.suffix == ".pdf":
        from footnoted.pdf.carried import carried
    else:
        from footnoted.pptx.carried import carried
    file = carried(content)
    if isinstance(file, Diagnostic):
        return None, [replace(file, message=f"`{name}`: {file.message}")]
    from footnoted.attach import printed_in

    printed = printed_in(file.facts) if file.facts else None
    if printed is not None:
        return Side(f"in {name}", (printed,), True, file.pages), []
    why = "carries facts that this footnoted cannot read" if file.facts else "carries no facts"
    return Side(f"in {name}", (), True, file.pages, f"{name} {why}"), []
