"""The lock's bytes in; what it says each brief prints, and all that is wrong with it, out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.lock.write import VERSION
from footnoted.model.printed import Printed, digest_of, plain, seal_of
from footnoted.model.record import Field, Record
from footnoted.reader.nodes import Map, Seq, span_at
from footnoted.reader.parse import parse_yaml
from footnoted.reader.validate import validate

FILE: Final = "footnoted.lock"
_MARKER: Final = re.compile(rb"^(<{7}|={7}|>{7}|\|{7})(?= |\r?$)", re.MULTILINE)
_MOST: Final = 50_000_000
"""Bytes that are read: some thousand briefs."""
_AGAIN: Final = (
    "take the file as it was committed (`git checkout -- footnoted.lock`), or delete it, and run "
    "`footnoted lock`"
)


class Lock(Struct, frozen=True):
    """What briefs must print."""

    briefs: dict[tuple[str, ...], Printed] = field(default_factory=dict)
    """By `Printed.key`."""
    file: str = FILE


class _File(Record):
    footnoted_lock: int = Field(ge=1)
    briefs: tuple[Printed, ...]


def read_lock(path: Path, name: str = FILE) -> tuple[Lock | None, list[Diagnostic]]:
    """Read a lock; a missing one is an error, one in which anything is wrong comes back as none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        hint = "`footnoted lock` writes it"
        return None, [error("no-lock", f"there is no lock `{name}`", hint=hint)]
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        return None, [error("cannot-read", f"`{name}` cannot be read: {reason}")]
    return parse_lock(content, name)


def parse_lock(content: bytes, name: str = FILE) -> tuple[Lock | None, list[Diagnostic]]:
    """Read the bytes of a lock."""
    found = list(_markers(content, name))
    if found:
        return None, found
    parsed = parse_yaml(name, content, limit=_MOST)
    if parsed.problems:
        return None, [*parsed.problems, _damaged(name, parsed.problems[0].at)]
    root = parsed.root
    if not isinstance(root, Map) or "footnoted-lock" not in root:
        at = Span(name, 1, 1)
        message = f"`{name}` is no lock: it does not begin with `footnoted-lock: {VERSION}`"
        return None, [error("bad-lock", message, at, _AGAIN)]
    version = root["footnoted-lock"]
    if isinstance(version, int) and version > VERSION:
        message = f"the lock has format {version}; this footnoted reads format {VERSION}"
        hint = "update footnoted, or write the lock anew with `footnoted lock` after deleting it"
        return None, [error("newer-lock", message, span_at(root, ("footnoted-lock",)), hint)]
    file, faults = validate(_File, root)
    if file is None:
        return None, [*faults, _damaged(name, faults[0].at if faults else None)]
    found = list(_edited(file, root))
    return (None if found else Lock({one.key: one for one in file.briefs}, name)), found


def _markers(content: bytes, name: str) -> Iterator[Diagnostic]:
    """Find what git leaves where two sides changed the same lines."""
    found = _MARKER.search(content)
    if found:
        line = content.count(b"\n", 0, found.start()) + 1
        message = "the lock was merged and the conflict left in it"
        hint = (
            "take either side (`git checkout --theirs footnoted.lock`), merge outlines and data, "
            "and run `footnoted lock`"
        )
        yield error("merge-conflict", message, Span(name, line, 1, 7), hint)


def _damaged(name: str, at: Span | None) -> Diagnostic:
    return error("bad-lock", f"`{name}` is damaged", at or Span(name, 1, 1), _AGAIN)


def _edited(file: _File, root: Map) -> Iterator[Diagnostic]:
    """Find what was changed by hand: words that have another digest, briefs that do."""
    briefs = root["briefs"]
    assert isinstance(briefs, Seq)
    seen: set[tuple[str, ...]] = set()
    for at, brief in enumerate(file.briefs):
        if brief.key in seen:
            message = f"the lock has {brief.label()} twice"
            yield error("edited-lock", message, span_at(briefs, (at,)), _AGAIN)
        seen.add(brief.key)
        wrong = list(_edited_lines(brief, briefs, at))
        if not wrong and seal_of(plain(brief)) != brief.digest:
            message = f"what the lock says of {brief.label()} was changed by hand"
            wrong = [error("edited-lock", message, span_at(briefs, (at, "digest")), _AGAIN)]
        yield from wrong


def _edited_lines(brief: Printed, briefs: Seq, at: int) -> Iterator[Diagnostic]:
    for number, block in enumerate(brief.blocks):
        for place, line in enumerate(block.lines):
            if digest_of(line.words) != line.digest:
                span = span_at(briefs, (at, "blocks", number, "lines", place, "words"))
                message = f"words of {brief.label()}, block `{block.id}`, were changed by hand"
                yield error("edited-lock", message, span, _AGAIN)
