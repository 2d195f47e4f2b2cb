"""`why`: which block and which condition let a fact into a brief, or kept it out."""

from pathlib import Path

from msgspec import Struct

from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.jobs import Wish, plan_jobs
from footnoted.cli.project import open_project, unknown
from footnoted.cli.report import place, report
from footnoted.diagnostics import has_errors, printable
from footnoted.load import Project
from footnoted.pipeline import Job, left_out
from footnoted.selection.why import Reason, reasons


class _Answer(Struct, frozen=True):
    """What is told of one format."""

    job: Job
    reasons: tuple[Reason, ...]

    @property
    def printed(self) -> bool:
        """Say whether any block prints it."""
        return any(one.lets_in for one in self.reasons)


def why(console: Console, folder: Path | None, wish: Wish, fact: str) -> Exit:
    """Print what every block of an outline has to say to a fact."""
    root, project, found = open_project(folder, wish.given())
    if project is None or has_errors(found):
        report(console, found, root)
        return exit_code(found, strict=False)
    jobs, wrong = plan_jobs(project, wish)
    wrong = [*unknown("fact", [fact], project.dataset.facts), *wrong]
    if wrong:
        report(console, wrong, root)
        return Exit.USAGE
    answers = [_answer(project, job, fact) for job in jobs]
    if console.as_json:
        print_json([_as_json(one, fact, root) for one in answers])
    else:
        print("\n\n".join("\n".join(_told(one, fact, root)) for one in answers))
    return Exit.DONE if any(one.printed for one in answers) else Exit.FINDINGS


def _answer(project: Project, job: Job, fact: str) -> _Answer:
    record = project.dataset.facts[fact]
    reader = project.audiences.get(job.audience) if job.audience else None
    told = reasons(project, job.outline, reader, job.format, job.language, record)
    if any(not one.block and not one.lets_in for one in told):
        told = [one for one in told if not one.lets_in]
    gone = left_out(project, job) if any(one.lets_in for one in told) else ()
    for one in gone:
        if one.fact == fact or one.block:
            at, words = one.at, f"{one.told().message}"
            told = [
                Reason(old.block, at, False, words)
                if old.lets_in and (one.fact == fact or old.block == one.block)
                else old
                for old in told
            ]
    return _Answer(job, tuple(told))


def _told(answer: _Answer, fact: str, root: Path) -> list[str]:
    job = answer.job
    state = "is printed" if answer.printed else "is not printed"
    reader = f"audience {job.audience}, " if job.audience else ""
    head = f"{fact} {state} in {job.outline.id} ({reader}{job.language}, {job.format})"
    lines = [head, *(_line(one, root) for one in answer.reasons)]
    if not answer.reasons:
        lines.append("  -  no block selects facts or names this one")
    return [printable(line) for line in lines]


def _line(reason: Reason, root: Path) -> str:
    mark = "+" if reason.lets_in else "-"
    where = f"  ({place(reason.at, root)}:{reason.at.line})" if reason.at else ""
    return f"  {mark}  {f'{reason.block}: ' if reason.block else ''}{reason.words}{where}"


def _as_json(answer: _Answer, fact: str, root: Path) -> dict[str, object]:
    return {
        "fact": fact,
        "outline": answer.job.outline.id,
        "audience": answer.job.audience,
        "format": answer.job.format,
        "language": answer.job.language,
        "printed": answer.printed,
        "reasons": [
            {
                "block": one.block,
                "at": f"{place(one.at, root)}:{one.at.line}" if one.at else None,
                "lets-in": one.lets_in,
                "why": one.words,
            }
            for one in answer.reasons
        ],
    }
