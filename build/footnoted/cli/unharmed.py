"""A project and its faults in; what of it no fault can reach, out."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Severity, has_errors
from footnoted.load import Project


def unharmed(
    project: Project | None, found: list[Diagnostic]
) -> tuple[Project | None, list[Diagnostic]]:
    """Keep the outlines that are sound, where every error stands in the file of another outline.

    Nothing is kept where data, styles or audiences have errors: they may reach any brief.
    """
    if project is None or not has_errors(found):
        return project, found
    files = {one.at.file if one.at else "" for one in found if one.severity is Severity.ERROR}
    if not all(_is_outline(file) for file in files):
        return None, found
    faulty = {PurePosixPath(file).stem for file in files}
    sound = {
        name: one
        for name, one in project.outlines.items()
        if faulty.isdisjoint(_with_parents(project, name))
    }
    return replace(project, outlines=sound), found


def _is_outline(file: str) -> bool:
    path = PurePosixPath(file)
    return path.parts[:1] == ("outlines",) and path.stem != "audiences"


def _with_parents(project: Project, name: object) -> Iterator[str]:
    while isinstance(name, str):
        yield name
        name = project.merged[name].get("extends") if name in project.merged else None
