"""`show`: one record with its place and all that rests on it, or the document of an outline."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.jobs import Wish, plan_jobs
from footnoted.cli.project import names_hint, open_project, unknown
from footnoted.cli.report import place, report
from footnoted.diagnostics import error, printable
from footnoted.load import Project, with_given
from footnoted.model.blocks import ProseBlock
from footnoted.model.dump import dump
from footnoted.model.mentions import every_name
from footnoted.model.names import Name
from footnoted.model.outline import Outline
from footnoted.model.record import Record, plain
from footnoted.pipeline import make_document
from footnoted.reader.emit import to_yaml
from footnoted.selection import facts_naming, names_of, select


class Found(Struct, frozen=True):
    """One record of the asked id."""

    kind: str
    record: Record
    uses: tuple[str, ...]


def show_record(console: Console, folder: Path | None, name: str, wish: Wish) -> Exit:
    """Print every record of this id, as read."""
    root, project, found = open_project(folder, wish.given())
    report(console, found, root)
    if project is None:
        return exit_code(found, strict=False)
    if not any(_records(project, name)):
        name = names_of(project.dataset).find(name, "") or name
    records = list(_records(project, name))
    if not records:
        hint = names_hint(name, _all_names(project))
        report(console, [error("unknown-id", f"nothing is called `{name}`", hint=hint)], root)
        return Exit.USAGE
    if console.as_json:
        print_json([_record_json(one, name, root) for one in records])
    else:
        print("\n\n".join(_told(one, name, root) for one in records))
    return exit_code(found, strict=False)


def show_document(console: Console, folder: Path | None, wish: Wish) -> Exit:
    """Print the finished document of an outline, as the writers get it."""
    root, project, found = open_project(folder, wish.given())
    if project is None:
        report(console, found, root)
        return exit_code(found, strict=False)
    jobs, wrong = plan_jobs(project, wish)
    if wrong:
        report(console, wrong, root)
        return Exit.USAGE
    dumps: list[str] = []
    for job in jobs[:1]:
        document, more = make_document(project, job)
        found += more
        dumps += [dump(document)] if document else []
    report(console, found, root)
    if console.as_json:
        print_json({"document": "\n".join(dumps)})
    else:
        print("\n".join(dumps))
    return exit_code(found, strict=False)


def show_resolved(console: Console, folder: Path | None, wish: Wish) -> Exit:
    """Print an outline with its parents merged in, each line with the place it is from.

    What is printed is YAML that builds the same brief.
    """
    root, project, found = open_project(folder, wish.given())
    report(console, found, root)
    if project is None:
        return exit_code(found, strict=False)
    (name,) = wish.outlines
    wrong = [*wish.faults, *unknown("outline", wish.outlines, project.merged)]
    if wrong:
        report(console, wrong, root)
        return Exit.USAGE
    node = with_given(project.merged[name], wish.parameters)
    text = to_yaml(node, skip=_NOT_MERGED)
    if console.as_json:
        print_json({"outline": name, "yaml": text})
    else:
        print("\n".join(map(printable, text.removesuffix("\n").split("\n"))))
    return exit_code(found, strict=False)


_NOT_MERGED = ("id", "extends")
"""Keys of an outline that its merged form does without."""


def _all_names(project: Project) -> list[str]:
    data = project.dataset
    records = (data.facts, data.sources, data.names, data.glossary, data.conflicts, data.sections)
    return [name for kind in (*records, project.outlines) for name in kind]


def _records(project: Project, name: str) -> Iterator[Found]:
    data = project.dataset
    if name in data.facts:
        yield Found("fact", data.facts[name], tuple(_uses_of_fact(project, name)))
    if name in data.sources:
        yield Found("source", data.sources[name], tuple(_uses_of_source(project, name)))
    if name in data.names:
        yield Found("name", data.names[name], tuple(_uses_of_name(project, name)))
    if name in data.glossary:
        yield Found("term", data.glossary[name], tuple(_uses_of_name(project, name)))
    if name in data.conflicts:
        yield Found("conflict", data.conflicts[name], ())
    if name in data.sections:
        yield Found("section", data.sections[name], tuple(_uses_of_section(project, name)))
    if name in project.outlines:
        yield Found("outline", project.outlines[name], ())


def _uses_of_name(project: Project, name: str) -> Iterator[str]:
    """Name the facts that mention it, and the groups that it belongs to."""
    for fact in facts_naming(project.dataset)[name]:
        yield f"fact {fact}"
    for other in project.dataset.names.values():
        if name in other.members:
            yield f"name {other.id}"


def _uses_of_fact(project: Project, name: str) -> Iterator[str]:
    """Name what rests on a fact: conflicts, sections that cite it, outline blocks that pick it."""
    cited = re.compile(rf"(?:@|\{{\{{\s*){re.escape(name)}(?![a-z0-9-])")
    for conflict in project.dataset.conflicts.values():
        if name in conflict.members:
            yield f"conflict {conflict.id}"
    for one in every_name(project.dataset):
        if name in one.facts:
            yield f"{'name' if isinstance(one, Name) else 'term'} {one.id}"
    for section in project.dataset.sections.values():
        if any(cited.search(text) for text in section.text.values()):
            yield f"section {section.id}"
    for outline in project.outlines.values():
        for block in _blocks_with(project, outline, name):
            yield f"outline {outline.id}, block {block}"


def _blocks_with(project: Project, outline: Outline, fact: str) -> list[str]:
    blocks: list[str] = []
    for form in outline.outputs:
        selected, _ = select(project, outline, outline.audience, form, outline.language)
        chosen = selected.facts.items() if selected else ()
        blocks += [block for block, facts in chosen if any(one.id == fact for one in facts)]
    return list(dict.fromkeys(blocks))


def _uses_of_source(project: Project, name: str) -> Iterator[str]:
    for fact in project.dataset.facts.values():
        if any(cite.source == name for cite in fact.cites):
            yield f"fact {fact.id}"
        elif any(cite.via == name for cite in fact.cites):
            yield f"fact {fact.id} (through it)"


def _uses_of_section(project: Project, name: str) -> Iterator[str]:
    for outline in project.outlines.values():
        for block in outline.blocks:
            if isinstance(block, ProseBlock) and block.section == name:
                yield f"outline {outline.id}, block {block.id}"


def _plain(record: Record) -> dict[str, object]:
    return plain(record)


def _record_json(found: Found, name: str, root: Path) -> dict[str, object]:
    span = found.record.span()
    return {
        "kind": found.kind,
        "id": name,
        "at": f"{place(span, root)}:{span.line}" if span else None,
        "record": _plain(found.record),
        "uses": list(found.uses),
    }


def _told(found: Found, name: str, root: Path) -> str:
    span = found.record.span()
    lines = [
        f"{found.kind} {name}",
        *([f"{place(span, root)}:{span.line}:{span.column}"] if span else []),
        "",
    ]
    lines += _lines(_plain(found.record), "")
    if found.uses:
        lines += ["", "used by:", *(f"  {use}" for use in found.uses)]
    return "\n".join(lines)


def _lines(value: object, indent: str) -> Iterator[str]:
    """Lay plain values out by indentation, as the YAML they came from."""
    pairs = value.items() if isinstance(value, dict) else (("-", one) for one in _items(value))
    for key, one in pairs:
        mark = key if key == "-" else f"{key or 'text'}:"
        if isinstance(one, (dict, list)) and one:
            yield f"{indent}{mark}"
            yield from _lines(one, indent + "  ")
        else:
            yield f"{indent}{mark} {printable(str(one))}"


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
