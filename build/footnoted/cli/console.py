"""The terminal: what may be coloured, how wide it is, and text made safe to show on it."""

import json
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from shutil import get_terminal_size
from typing import TextIO

from msgspec import Struct

from footnoted.diagnostics import Severity, printable


class Colour(StrEnum):
    """When output is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Console(Struct, frozen=True):
    """How one run talks: data to standard output, talk to standard error."""

    colour: Colour = Colour.AUTO
    quiet: bool = False
    as_json: bool = False
    least: Severity = Severity.WARNING
    """What is milder is counted and not told."""

    def takes_colour(self, stream: TextIO) -> bool:
        """Say whether to colour what goes to a stream."""
        match self.colour:
            case Colour.ALWAYS:
                return True
            case Colour.NEVER:
                return False
            case Colour.AUTO:
                refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
                return stream.isatty() and not refused

    def tells(self, severity: Severity) -> bool:
        """Say whether diagnostics of a severity are printed."""
        least = Severity.ERROR if self.quiet else self.least
        order = list(Severity)
        return order.index(severity) <= order.index(least)

    def say(self, text: str = "") -> None:
        """Tell people something; machines and those who asked for quiet do not hear it."""
        if not (self.quiet or self.as_json):
            print(text, file=sys.stderr)

    def shows_progress(self) -> bool:
        """Say whether somebody watches who would like to see how far it is."""
        watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        return watched and not self.quiet and not self.as_json

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Print rows: in columns, cut to the width, on a terminal; else tab-separated, whole."""
        safe = [[printable(cell) for cell in row] for row in rows]
        if not sys.stdout.isatty():
            for row in safe:
                print("\t".join(cell.replace("\t", " ") for cell in row))
            return
        widths = [max(map(len, column)) for column in zip(*safe, strict=True)]
        for row in safe:
            print(_in_columns(row, widths, get_terminal_size().columns))


def _in_columns(row: Sequence[str], widths: Sequence[int], room: int) -> str:
    line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    return line if len(line) <= room else line[: max(room - 1, 1)] + "…"


def print_json(value: object) -> None:
    """Print a value as JSON, in ASCII where the stream could not carry the characters."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    print(json.dumps(value, ensure_ascii=encoding != "utf8", indent=2))
