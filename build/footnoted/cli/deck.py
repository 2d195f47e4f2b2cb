"""`check --deck`: one built deck read back, for faults that viewers repair or refuse."""

from pathlib import Path

from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.report import report
from footnoted.diagnostics import Diagnostic, as_json, error, warning


def check_deck(console: Console, file: Path) -> Exit:
    """Tell what is broken in a deck, and what keeps it from being read aloud."""
    found = _faults(file)
    code = exit_code(found, strict=True)
    if console.as_json:
        print_json({"diagnostics": [as_json(one) for one in found], "exit": int(code)})
        return code
    report(console, found, Path())
    if not found:
        console.say(f"{file}: sound, and it can be read aloud")
    return code


def _faults(file: Path) -> list[Diagnostic]:
    from footnoted.pptx.readable import accessibility
    from footnoted.pptx.sound import lint

    try:
        content = file.read_bytes()
    except OSError as problem:
        return [error("bad-deck", f"`{file}` cannot be read: {problem.strerror}")]
    broken = lint(content)
    if broken:
        return [warning("broken-deck", f"`{file}`: {one}") for one in broken]
    return [warning("not-accessible", f"`{file}`: {one}") for one in accessibility(content)]
