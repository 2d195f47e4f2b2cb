"""A folder of the project in; its YAML files, parsed, out. Nothing outside the project is read."""

from pathlib import Path

from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Span, error, warning
from footnoted.reader.decode import SIZE_LIMIT
from footnoted.reader.parse import Parsed, parse_yaml

SUFFIXES = (".yaml", ".yml")


def list_files(root: Path, folder: str, suffixes: tuple[str, ...] = SUFFIXES) -> list[Path]:
    """Return the files under a folder by name, hidden ones left out."""
    top = root / folder
    return sorted(
        path
        for path in top.rglob("*")
        if path.suffix in suffixes
        and not any(part.startswith(".") for part in path.relative_to(top).parts)
    )


def read_files(root: Path, paths: list[Path]) -> dict[str, Parsed]:
    """Parse files; keyed by their names from the project's root, with `/`."""
    real_root = root.resolve()
    return {name_of(root, path): _read(name_of(root, path), path, real_root) for path in paths}


def name_of(root: Path, path: Path) -> str:
    """Return a file's name as diagnostics print it."""
    return path.relative_to(root).as_posix()


def _read(name: str, path: Path, real_root: Path) -> Parsed:
    try:
        if not path.resolve(strict=True).is_relative_to(real_root):
            message = f"`{name}` leads out of the project"
            return _unread(error("outside-project", message, Span(name, 1, 1), "copy the file in"))
        if not path.is_file():
            return _unread(error("cannot-read", f"`{name}` is no file", Span(name, 1, 1)))
        # One byte more than may be read tells the parser that there are too many.
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except (OSError, RuntimeError) as fault:
        reason = getattr(fault, "strerror", None) or "the links run in a circle"
        message = f"`{name}` cannot be read: {reason.lower()}"
        return _unread(error("cannot-read", message, Span(name, 1, 1)))
    parsed = parse_yaml(name, content)
    if not content.strip():
        # One that holds a comment was left empty on purpose.
        empty = warning("empty-file", f"`{name}` is empty", Span(name, 1, 1))
        return replace(parsed, problems=(*parsed.problems, empty))
    return parsed


def _unread(problem: Diagnostic) -> Parsed:
    return Parsed(problems=(problem,), complete=False)
