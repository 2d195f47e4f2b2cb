"""`init`: the sample project goes into a folder, ready to build."""

from pathlib import Path

from footnoted.cli.console import Console
from footnoted.cli.exits import Exit
from footnoted.cli.project import no_folder
from footnoted.cli.report import report
from footnoted.cli.schema import schema_files
from footnoted.diagnostics import error
from footnoted.load import FOLDERS, sample_folder
from footnoted.output import replace_file

_IGNORED = "# What footnoted makes\n/out/\n/.footnoted/\n"


def scaffold(console: Console, folder: Path) -> Exit:
    """Copy the sample into a folder that holds no project yet, and say what to do next."""
    if blocked := no_folder(folder):
        report(console, [blocked], folder)
        return Exit.CANNOT_WRITE
    taken = [name for name in FOLDERS if (folder / name).exists()]
    if taken:
        message = f"`{folder}` already holds {', '.join(f'{name}/' for name in taken)}"
        hint = "name another folder; nothing was changed"
        report(console, [error("cannot-write", message, hint=hint)], folder)
        return Exit.CANNOT_WRITE
    failures = [failure for one in _copies(folder) if (failure := replace_file(*one))]
    if failures:
        report(console, failures, folder)
        return Exit.CANNOT_WRITE
    console.say(f"A project lies in {folder}. Next:")
    for command in (f"cd {folder}", "footnoted build", "footnoted list facts", "footnoted check"):
        console.say(f"  {command}")
    return Exit.DONE


def _copies(folder: Path) -> list[tuple[Path, bytes]]:
    sample = sample_folder()
    copies = [
        (folder / path.relative_to(sample), path.read_bytes())
        for name in FOLDERS
        for path in sorted((sample / name).rglob("*"))
        if path.is_file()
    ]
    if not (folder / ".gitignore").exists():
        copies.append((folder / ".gitignore", _IGNORED.encode()))
    return copies + schema_files(folder / ".footnoted")
