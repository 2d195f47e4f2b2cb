"""What the options of a command ask for, and the jobs of the pipeline that follow from it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import get_args

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.cli.clock import dates_of_run, is_given
from footnoted.cli.project import unknown
from footnoted.diagnostics import Diagnostic, error
from footnoted.load import Given, Project
from footnoted.model.block import Format
from footnoted.model.outline import Audience, Outline
from footnoted.pipeline import Fit, Job


class Wish(Struct, frozen=True):
    """What one call of `build`, `check` or `show` asked for; empty means as the outline says."""

    outlines: tuple[str, ...]
    formats: tuple[Format, ...]
    audience: str
    language: str
    style: str
    date: date
    made: datetime
    faults: tuple[Diagnostic, ...]
    template: Path | None = None
    fit: Fit = "step"
    parameters: Mapping[str, str] = field(default_factory=dict)
    dated: bool = False
    """Whether somebody chose the dates; else they are the clock's."""

    def given(self) -> Given:
        """Return the parameters' values and the outlines that they are for."""
        return Given(self.parameters, self.outlines)


def wish_of(
    outlines: list[str] | None,
    to: str,
    audience: str,
    lang: str,
    style: str,
    date_: str,
    parameters: list[str] | None = None,
) -> Wish:
    """Read the options that several commands share; their faults wait for `plan_jobs`."""
    formats, wrong_formats = _formats_of(to)
    printed, made, wrong_date = dates_of_run(date_)
    names = tuple(dict.fromkeys(name_of(one) for one in outlines or []))
    values, wrong_values = _values_of(parameters or [])
    faults = (*wrong_formats, *wrong_date, *wrong_values)
    return Wish(
        names,
        formats,
        audience,
        lang,
        style,
        printed,
        made,
        faults,
        parameters=values,
        dated=is_given(date_),
    )


def without_matrix(wish: Wish, options: list[str]) -> Wish:
    """Refuse options that mean something to the matrix only."""
    found = [error("bad-option", f"`{one}` goes with `--matrix`") for one in options]
    return replace(wish, faults=(*wish.faults, *found))


def _values_of(texts: list[str]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Read `name=value`, each name once; the last one counts, as shells' aliases expect."""
    pairs = [text.partition("=") for text in texts]
    found = [
        error("bad-parameter", f"`-P {name}` gives no value", hint=f"write `-P {name}=VALUE`")
        for name, sign, _ in pairs
        if not sign
    ]
    return {name.strip(): value for name, sign, value in pairs if sign}, found


def name_of(outline: str) -> str:
    """Take the path of an outline, as shells complete it, for its name."""
    path = PurePath(outline)
    return path.stem if path.suffix in (".yaml", ".yml") else outline


def _formats_of(text: str) -> tuple[tuple[Format, ...], list[Diagnostic]]:
    """Read `pdf,pptx`; an empty text is no wish."""
    known: tuple[Format, ...] = get_args(Format)
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    found = unknown("format", [word for word in words if word not in known], known)
    return tuple(one for one in known if one in words), found


def plan_jobs(project: Project, wish: Wish) -> tuple[list[Job], list[Diagnostic]]:
    """List the files to make; what the wish names wins over the outline and its audience.

    The diagnostics tell what the command line asked for in vain; there are no jobs then.
    """
    wrong = check_names(project, wish)
    if wrong:
        return [], wrong
    jobs: list[Job] = []
    found: list[Diagnostic] = []
    for name in wish.outlines or tuple(project.outlines):
        more, problems = jobs_of(project, project.outlines[name], wish)
        jobs += more
        found += problems
    return ([] if found else jobs), list(dict.fromkeys(found))


def jobs_of(project: Project, outline: Outline, wish: Wish) -> tuple[list[Job], list[Diagnostic]]:
    """List the files to make of one outline."""
    audience = wish.audience or outline.audience or None
    readers = project.audiences.get(audience) if audience else None
    style_name = wish.style or outline.style or (readers.style if readers else None) or "base"
    style = project.styles.get(style_name)
    if style is None:
        return [], unknown("style", [style_name], project.styles)
    language = wish.language or own_language(outline, readers)
    if wish.language and not {language, language.split("-", 1)[0]} & set(style.phrases):
        return [], unknown("language", [language], style.phrases)
    given = sorted(pair for pair in wish.parameters.items() if pair[0] in outline.parameters)
    return [
        Job(
            *(outline, audience, language, one, style, wish.date, wish.made),
            *(wish.template, wish.fit, tuple(given)),
        )
        for one in wish.formats or outline.outputs
    ], []


def own_language(outline: Outline, readers: Audience | None) -> str:
    """Return what the outline says, else what its audience reads."""
    said = outline.says("language")
    return (not said and readers and readers.language) or outline.language


def check_names(project: Project, wish: Wish) -> list[Diagnostic]:
    """Refuse options that make no sense and names that the project does not know."""
    found = list(wish.faults)
    found += unknown("outline", wish.outlines, project.outlines)
    found += unknown("audience", [wish.audience] if wish.audience else [], project.audiences)
    return found + unknown("style", [wish.style] if wish.style else [], project.styles)
