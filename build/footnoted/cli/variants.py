"""A project and a wish in; out: each outline × audience × language × format."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from footnoted.cli.build import name_of
from footnoted.cli.jobs import Wish, check_names, jobs_of, own_language
from footnoted.cli.project import unknown
from footnoted.diagnostics import Diagnostic, Span, error, note
from footnoted.load import Project
from footnoted.model.outline import Outline
from footnoted.pipeline import Job, make_document

_LIKE_A_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class Variant(Struct, frozen=True):
    """One file of the matrix, and how it is made."""

    file: str
    job: Job


class Only(Struct, frozen=True):
    """What the command line leaves of the matrix; empty leaves all."""

    audiences: tuple[str, ...]
    languages: tuple[str, ...]


def plan_variants(project: Project, wish: Wish) -> tuple[list[Variant], list[Diagnostic]]:
    """List the matrix by outline, audience, language and format.

    Without variants, the diagnostics tell what the command line asked for in vain. Else they tell
    what of an outline cannot be, and the others are; and in which languages one is nearly complete.
    """
    only = Only(_words(wish.audience), _words(wish.language))
    wish = replace(wish, audience="", language="")
    wrong = [*check_names(project, wish), *unknown("audience", only.audiences, project.audiences)]
    if wrong:
        return [], wrong
    names = wish.outlines or tuple(project.outlines)
    planned = [
        one for name in names for one in _of_outline(project, project.outlines[name], wish, only)
    ]
    found = [one for one in planned if isinstance(one, Diagnostic)]
    variants, same = _parted([one for one in planned if isinstance(one, Variant)])
    if not variants and not found:
        found = [_nothing(only)]
    return variants, list(dict.fromkeys([*found, *same]))


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _of_outline(
    project: Project, outline: Outline, wish: Wish, only: Only
) -> Iterator[Variant | Diagnostic]:
    for audience in outline.audiences or (outline.audience or "",):
        if only.audiences and audience not in only.audiences:
            continue
        own = own_language(outline, project.audiences.get(audience))
        for language in _languages(project, outline, own, only):
            asked = replace(wish, audience=audience, language=language if language != own else "")
            jobs, problems = jobs_of(project, outline, asked)
            yield from (replace(one, at=_declared(outline, language)) for one in problems)
            if language != own and not outline.languages and jobs:
                lacking = _lacking(project, jobs)
                if lacking:
                    yield _left_out(outline, language, lacking)
                    continue
            for job in jobs:
                yield Variant(_file(job, audience, language, own, wish), job)


def _declared(outline: Outline, language: str) -> Span | None:
    """Return where a language is asked for."""
    known = outline.languages
    return outline.span("languages", known.index(language)) if language in known else None


def _languages(project: Project, outline: Outline, own: str, only: Only) -> list[str]:
    """Return the languages that are declared, else those that may be complete: the title is."""
    worded = dict.fromkeys(lang for style in project.styles.values() for lang in style.phrases)
    known = outline.languages or (own, *[one for one in worded if one in outline.title])
    return [one for one in dict.fromkeys(known) if not only.languages or one in only.languages]


def _lacking(project: Project, jobs: Sequence[Job]) -> int:
    """Count the texts that a brief would have to print in another language."""
    missed: set[Diagnostic] = set()
    for job in jobs:
        _, found = make_document(project, job)
        missed |= {one for one in found if one.rule == "missing-translation"}
    return len(missed)


def _left_out(outline: Outline, language: str, lacking: int) -> Diagnostic:
    texts = "1 text has" if lacking == 1 else f"{lacking} texts have"
    message = f"`{outline.id}` is not made in `{language}`: {texts} no translation"
    hint = f"`languages: [..., {language}]` in the outline makes it with the gaps marked"
    return note("language-left-out", message, outline.span("title"), hint)


def _file(job: Job, audience: str, language: str, own: str, wish: Wish) -> str:
    """Name a file after what is not the outline's own; no two variants get the same name.

    One part is an audience or a language. An audience whose name could be a language's therefore
    always brings its language along.
    """
    reader = "" if audience == (job.outline.audience or "") else audience
    tongue = "" if language == own else language
    if reader and _LIKE_A_LANGUAGE.fullmatch(reader):
        tongue = language
    return name_of(job, reader, tongue, wish.parameters)


def _parted(variants: Sequence[Variant]) -> tuple[list[Variant], list[Diagnostic]]:
    """Leave out languages that differ in case only: some disks take their files for one."""
    seen: dict[str, Variant] = {}
    found: list[Diagnostic] = []
    for one in variants:
        other = seen.setdefault(one.file.lower(), one)
        if other is not one:
            message = f"`{one.file}` and `{other.file}` would be the same file"
            found.append(error("same-file", message, one.job.outline.span("languages")))
    return list(seen.values()), found


def _nothing(only: Only) -> Diagnostic:
    asked = [f"audience {' or '.join(only.audiences)}"] if only.audiences else []
    asked += [f"language {' or '.join(only.languages)}"] if only.languages else []
    message = f"no outline is made for {' in '.join(asked) or 'anybody'}"
    hint = "`audiences:` and `languages:` of an outline say what the matrix makes of it"
    return error("no-variant", message, hint=hint)
