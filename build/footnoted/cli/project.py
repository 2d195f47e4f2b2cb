"""The project a command works on: where it lies, and what to say about names it does not know."""

from collections.abc import Iterable
from pathlib import Path

from footnoted.diagnostics import Diagnostic, did_you_mean, error
from footnoted.load import FOLDERS, Given, Project, find_project, load

_FEW = 12


def open_project(
    folder: Path | None, given: Given | None = None
) -> tuple[Path, Project | None, list[Diagnostic]]:
    """Find and read the project; the first value is where it lies, or where it was looked for."""
    root, missing = project_root(folder)
    if missing:
        return root, None, [missing]
    project, found = load(root, given)
    return root, project, found


def project_root(folder: Path | None) -> tuple[Path, Diagnostic | None]:
    """Find the project: where it lies, or where it was looked for and what to do about it."""
    start = Path() if folder is None else folder
    try:
        root = find_project(start) if start.is_dir() else None
    except OSError:  # The working folder is gone.
        root = None
    if root is None:
        where = f"in `{folder}`" if folder else "here"
        message = f"no project {where} or above: one has outlines/, data/ and styles/"
        return start, error("no-project", message, hint=_way_to_one(start))
    return root, None


def _way_to_one(start: Path) -> str:
    """Name what a folder lacks that is nearly a project."""
    missing = [name for name in FOLDERS if not (start / name).is_dir()]
    if 0 < len(missing) < len(FOLDERS):
        return f"`{start.absolute().name}` has no {' and no '.join(f'{one}/' for one in missing)}"
    return "`footnoted init DIR` makes one"


def no_folder(path: Path) -> Diagnostic | None:
    """Report a path that should become a folder and is something else, or lies in a file."""
    try:
        nearest = next((part for part in (path, *path.parents) if part.exists()), path)
        if nearest.is_dir() or not nearest.exists():
            return None
    except OSError:  # Whoever writes will say why.
        return None
    return error("cannot-write", f"`{nearest}` is a file; a folder is wanted here")


def unknown(noun: str, names: Iterable[str], known: Iterable[str]) -> list[Diagnostic]:
    """Return an error for each name that is not known, with what was probably meant."""
    known = list(known)
    return [
        error(f"unknown-{noun}", f"no {noun} is called `{name}`", hint=names_hint(name, known))
        for name in names
        if name not in known
    ]


def names_hint(name: str, known: list[str]) -> str:
    """Return the near names, or all of them where they are few."""
    few = f"there are: {', '.join(known)}" if 0 < len(known) <= _FEW else ""
    return did_you_mean(name, known) or few
