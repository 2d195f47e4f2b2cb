"""`list`: the records of a kind as a table, or as JSON."""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.project import open_project
from footnoted.cli.report import report
from footnoted.diagnostics import Diagnostic, error, has_errors
from footnoted.load import Project
from footnoted.model.dataset import Dataset, Fact
from footnoted.model.mentions import glossary_entries
from footnoted.model.names import spellings
from footnoted.model.record import Words
from footnoted.model.source import Source
from footnoted.model.walk import plain_text

Rows = Sequence[dict[str, object]]


def list_records(
    console: Console, folder: Path | None, what: str, select: str, *, as_csv: bool = False
) -> Exit:
    """Print the records of one kind; facts may be narrowed by a selection."""
    if select and what != "facts":
        report(console, [error("bad-option", "`--select` goes with `list facts`")], Path())
        return Exit.USAGE
    root, project, found = open_project(folder)
    if project is None:
        report(console, found, root)
        return exit_code(found, strict=False)
    rows, problems = _rows(project, what, select)
    report(console, [*found, *problems], root)
    if has_errors(problems):
        return exit_code(problems, strict=False)
    print_rows(console, rows, as_csv=as_csv)
    return exit_code(found, strict=False)


def print_rows(console: Console, rows: Rows, *, as_csv: bool) -> None:
    """Print records as JSON, as CSV or as a table."""
    if console.as_json:
        print_json(rows)
    elif as_csv:
        _print_csv(rows)
    elif rows:
        console.table([[*rows[0]], *([_cell(value) for value in row.values()] for row in rows)])


def _print_csv(rows: Rows) -> None:
    """Print a table for spreadsheets (RFC 4180), in which no text runs as a formula."""
    from footnoted.attach import csv_text

    if rows:
        body = ([_cell(value) for value in row.values()] for row in rows)
        sys.stdout.write(csv_text([*rows[0]], body))


def _rows(project: Project, what: str, select: str) -> tuple[Rows, list[Diagnostic]]:
    if what == "facts" and select:
        from footnoted.selection import query

        facts, found = query(project.dataset, select)
        return _facts(project, facts), found
    rows: dict[str, Callable[[Project], Rows]] = {
        "outlines": _outlines,
        "audiences": _audiences,
        "facts": lambda project: _facts(project, project.dataset.facts.values()),
        "sources": _sources,
        "names": _names,
        "glossary": _glossary,
        "styles": _styles,
    }
    return rows[what](project), []


def _outlines(project: Project) -> Rows:
    return [
        {
            "id": one.id,
            "outputs": list(one.outputs),
            "audience": one.audience or "",
            "language": one.language,
            "style": one.style or "",
            "blocks": len(one.blocks),
            "title": _plain(one.title),
        }
        for one in project.outlines.values()
    ]


def _audiences(project: Project) -> Rows:
    return [
        {
            "id": one.id,
            "language": one.language or "",
            "text": one.text or "",
            "style": one.style or "",
            "reading-level": "" if one.reading_level is None else f"{one.reading_level:g}",
            "numbers": one.numbers or "",
            "marking": one.marking,
            "sees": list(one.sees),
            "name": _plain(one.name),
        }
        for one in project.audiences.values()
    ]


def _facts(project: Project, facts: Iterable[Fact]) -> Rows:
    return [
        {
            "id": fact.id,
            "kind": str(fact.kind),
            "status": str(fact.status),
            "when": str(fact.when or fact.said or ""),
            "places": list(fact.places),
            "topics": list(fact.topics),
            "sources": [cite.source for cite in fact.cites],
            "text": _filled(fact, project.dataset),
        }
        for fact in facts
    ]


def _filled(fact: Fact, dataset: Dataset) -> str:
    """Return the short text with its values in their places, as the dataset's language has it."""
    from footnoted.compose.placeholders import Lack, fill

    def value(found: re.Match[str]) -> str:
        words = fill(fact, found[1], dataset, dataset.info.language)
        return found[0] if isinstance(words, Lack) else plain_text(words)

    return re.sub(r"\{([^{}]+)\}", value, _plain(fact.text.short or fact.text.full))


def _sources(project: Project) -> Rows:
    cited = [cite.source for fact in project.dataset.facts.values() for cite in fact.cites]
    return [_source_row(one, cited.count(one.id)) for one in project.dataset.sources.values()]


def _source_row(source: Source, facts: int) -> dict[str, object]:
    return {
        "id": source.id,
        "type": str(source.type),
        "issued": str(source.issued or ""),
        "facts": facts,
        "title": source.title,
    }


def _names(project: Project) -> Rows:
    from footnoted.selection import facts_naming

    facts = facts_naming(project.dataset)
    return [
        {
            "id": one.id,
            "kind": str(one.kind),
            "code": one.code,
            "facts": len(facts[one.id]),
            "name": _plain(one.name),
            "also": list(spellings(one)[1:]),
        }
        for one in project.dataset.names.values()
    ]


def _glossary(project: Project) -> Rows:
    return [
        {
            "id": one.id,
            "short": _plain(one.short or {}),
            "term": _plain(one.term),
            "text": _plain(one.text),
        }
        for one in glossary_entries(project.dataset).values()
    ]


def _styles(project: Project) -> Rows:
    return [
        {"id": one.id, "name": one.name, "description": one.description}
        for one in project.styles.values()
    ]


def _plain(words: Words) -> str:
    """Return one language of a text: the dataset's own, else the first."""
    return words.get("") or next(iter(words.values()), "")


def _cell(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    return ("; " if any(" " in one for one in value) else " ").join(value)
