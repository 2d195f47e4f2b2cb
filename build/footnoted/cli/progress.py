"""How far a long run is: a line that moves on a terminal, a line for each file in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from footnoted.cli.console import Console
from footnoted.diagnostics import printable

_BAR = 24
ERASE = "\r\x1b[2K"

Tell = Callable[[int, str], None]
"""Hears how many are done, and of what there is to say of the last one."""


def bar(done: int, count: int, words: str) -> None:
    """Put the line that moves in the place of the last one."""
    filled = ("#" * (done * _BAR // max(count, 1))).ljust(_BAR, "-")
    told = f"[{filled}] {done}/{count} {printable(words)}"
    print(f"{ERASE}{told}", end="", file=sys.stderr, flush=True)


@contextmanager
def watched(console: Console, count: int) -> Iterator[Tell]:
    """Let whoever watches hear of files as they are done; who asked for quiet hears nothing."""
    if not console.shows_progress():
        width = len(str(count))
        yield lambda done, words: console.say(f"[{done:{width}}/{count}] {printable(words)}")
        return
    bar(0, count, "")
    try:
        yield lambda done, words: bar(done, count, words)
    finally:
        print(ERASE, end="", file=sys.stderr, flush=True)
