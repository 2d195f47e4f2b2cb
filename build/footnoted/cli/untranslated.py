"""`list untranslated`: what has no text in a language, as a worklist for its translator."""

from pathlib import Path

from footnoted.check.untranslated import Lacking, untranslated
from footnoted.cli.console import Console
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.jobs import Wish, plan_jobs
from footnoted.cli.listing import Rows, print_rows
from footnoted.cli.project import open_project
from footnoted.cli.report import place, report
from footnoted.diagnostics import error
from footnoted.load import Project
from footnoted.pipeline import Job, make_document
from footnoted.text.language import is_language


def list_untranslated(
    console: Console, folder: Path | None, wish: Wish, *, as_csv: bool = False
) -> Exit:
    """Print every text of the project that lacks the language, or those that outlines print."""
    if not is_language(wish.language or "-"):
        hint = "say which with `--lang es`"
        wrong = error("bad-option", "`list untranslated` wants to know a language", None, hint)
        report(console, [wrong], Path())
        return Exit.USAGE
    root, project, found = open_project(folder, wish.given())
    if project is None:
        report(console, found, root)
        return exit_code(found, strict=False)
    jobs, wrong_names = plan_jobs(project, wish) if wish.outlines else ([], [])
    report(console, [*found, *wrong_names], root)
    if wrong_names:
        return Exit.USAGE
    every = list(untranslated(project, wish.language))
    wanted = _printed(project, jobs, every) if wish.outlines else every
    print_rows(console, _rows(wanted, root), as_csv=as_csv)
    return exit_code(found, strict=False)


def _printed(project: Project, jobs: list[Job], every: list[Lacking]) -> list[Lacking]:
    """Keep what the briefs print, in the order of the files; the rest may wait."""
    told = {
        one.at
        for job in jobs
        for one in make_document(project, job)[1]
        if one.rule == "missing-translation"
    }
    known = {one.at for one in every}
    others = [Lacking("", "", "", at) for at in told if at is not None and at not in known]
    return [*(one for one in every if one.at in told), *sorted(others, key=lambda one: str(one.at))]


def _rows(lacking: list[Lacking], root: Path) -> Rows:
    return [
        {
            "id": one.id,
            "key": one.key,
            "place": f"{place(one.at, root)}:{one.at.line}" if one.at else "",
            "words": " ".join(one.words.split()),
        }
        for one in lacking
    ]
