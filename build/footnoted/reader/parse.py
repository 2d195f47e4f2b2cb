"""Bytes of a YAML file in; nodes that know their places, and every fault found, out.

After a fault the reading goes on at the next key of the first column, so that one run names the
faults of all records.
"""

import re
from bisect import bisect_left

from msgspec import Struct

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.reader.builder import Builder, RefusedError
from footnoted.reader.decode import SIZE_LIMIT, decode
from footnoted.reader.events import MarkedYAMLError, next_event_of
from footnoted.reader.nodes import Map
from footnoted.reader.origin import Origin
from footnoted.reader.syntax import explain_fault, top_level_key

_FAULTS_REPORTED = 25
_BREAKS = "\r\n"
_NO_BREAK = re.compile(r"[^\r\n]")


class Parsed(Struct, frozen=True):
    """One file as read: its root, and what could not be read of it."""

    root: object = None
    """A `Map`, a `Seq` or a scalar; None for an empty file or one that could not be read."""
    text: str = ""
    problems: tuple[Diagnostic, ...] = ()
    damaged: frozenset[str] = frozenset()
    """Keys of the root whose values could not be read; they are not in `root`."""
    complete: bool = True
    """False when more is missing than `damaged` names."""


def parse_yaml(file: str, content: bytes, pure: bool = False, limit: int = SIZE_LIMIT) -> Parsed:
    """Read one file; `file` is its name in spans, `pure` asks for the parser without libyaml."""
    if len(content) > limit:
        message = f"the file is too large; no more than {limit / 1e6:.0f} MB are read"
        problem = error("file-too-large", message, Span(file, 1, 1), "split it into several files")
        return Parsed(problems=(problem,), complete=False)
    text, problems = decode(file, content)
    return _read_text(Builder(Origin(file, text), text, problems), pure)


def _read_text(builder: Builder, pure: bool) -> Parsed:
    """Read from the top; after a fault again from the next key of the first column."""
    text = chunk = builder.text
    lines: list[str] = []
    damaged: set[str] = set()
    keys: list[int] | None = None
    whole = True
    for _ in range(_FAULTS_REPORTED):
        try:
            builder.document(next_event_of(chunk, pure))
            break
        except MarkedYAMLError as fault:
            problem = explain_fault(builder.file, chunk, fault)
        except RefusedError as refused:
            problem = refused.problem
            whole = whole and not refused.ends_file
        if keys is None:
            lines = text.splitlines()
            keys = [at for at, line in enumerate(lines) if top_level_key(line)]
        begin = _resume(builder, lines, keys, problem.at.line if problem.at else 1, damaged)
        builder.problems.append(problem)
        if begin is None or not whole:
            return Parsed(None, text, builder.found(), frozenset(damaged), complete=False)
        chunk = _blanked(text, begin)
    else:
        whole = False
        message = f"more than {_FAULTS_REPORTED} faults; the rest of the file was not read"
        builder.problems.append(error("too-many-faults", message, builder.problems[-1].at))
    return Parsed(builder.root, text, builder.found(), frozenset(damaged), whole)


def _blanked(text: str, begin: int) -> str:
    """Return the text with blanks for its first lines: what follows stands where it stood."""
    lines = text.splitlines(keepends=True)
    blank = _NO_BREAK.sub(" ", "".join(lines[:begin]))
    return f"{blank}{''.join(lines[begin:])}{'' if lines[-1][-1] in _BREAKS else _BREAKS}"


def _resume(
    builder: Builder, lines: list[str], keys: list[int], fault: int, damaged: set[str]
) -> int | None:
    """Return the index of the line to go on from; None when there is no such line.

    What was built from the faulty record onwards is taken back: a quotation mark that was never
    closed has swallowed the records after it. A faulty line of the first column that begins no
    record spoils none.
    """
    root = builder.empty_root(0) if builder.root is None else builder.root
    if not isinstance(root, Map) or builder.text.lstrip()[:1] in ("{", "[") or not keys:
        return None
    builder.root = root
    record = keys[max(0, bisect_left(keys, fault) - 1)]
    own_line = lines[fault - 1][:1].strip() and record != fault - 1
    builder.take_back(root, fault - 1 if own_line else record)
    if top_level_key(lines[record]) not in root:
        damaged.add(top_level_key(lines[record]))
    following = bisect_left(keys, fault)
    begin = keys[following] if following < len(keys) else len(lines)
    builder.forget_problems(begin)
    return begin
