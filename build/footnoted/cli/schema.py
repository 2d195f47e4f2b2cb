"""`schema`: the JSON Schemas of everything that people write, for their editors."""

import json
from pathlib import Path

from footnoted.cli.console import Console
from footnoted.cli.exits import Exit
from footnoted.cli.project import names_hint
from footnoted.cli.report import report
from footnoted.diagnostics import error
from footnoted.load import find_project, schemas
from footnoted.output import replace_file


def print_schema(console: Console, name: str) -> Exit:
    """Print one schema to standard output."""
    known = schemas()
    if name == "manifest":
        from footnoted.manifest.file import manifest_schema

        known = {name: manifest_schema()}
    if name not in known:
        hint = names_hint(name, list(known))
        report(
            console, [error("unknown-schema", f"no schema is called `{name}`", hint=hint)], Path()
        )
        return Exit.USAGE
    print(_text(known[name]))
    return Exit.DONE


def write_schemas(console: Console, folder: Path | None, out: Path | None) -> Exit:
    """Write every schema to where the modelines of the project's files look for them."""
    root = find_project(folder or Path.cwd())
    if root is None and out is None:
        message = "no project here or above; name a folder with `--out DIR`"
        report(console, [error("no-project", message)], Path())
        return Exit.INPUT
    target = out or (root or Path()) / ".footnoted"
    failures = [failure for one in schema_files(target) if (failure := replace_file(*one))]
    report(console, failures, Path())
    if failures:
        return Exit.CANNOT_WRITE
    console.say(f"{len(schemas())} schemas in {target}")
    return Exit.DONE


def schema_files(folder: Path) -> list[tuple[Path, bytes]]:
    """Return the path and the bytes of every schema file."""
    return [
        (folder / f"{name}.schema.json", (_text(schema) + "\n").encode())
        for name, schema in schemas().items()
    ]


def _text(schema: dict[str, object]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False)
