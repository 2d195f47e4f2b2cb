"""Files written whole or not at all: bytes in, a file in its place or a diagnostic out."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from footnoted.diagnostics import Diagnostic, error


def replace_file(target: Path, content: bytes) -> Diagnostic | None:
    """Put a file in the place of another in one step; whatever fails, the old one stays as it was.

    Missing folders on the way are made. The new file grows beside the old one, so that the last
    step never crosses file systems; where the system allows, it has no name until all of it is on
    the disk, so that a killed process leaves nothing behind. After a power cut the file is the old
    one or the new one, whole; which one, the file system decides in its own time.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as problem:
        kept = "; the file that was there is untouched" if _is_file(target) else ""
        reason = problem.strerror or str(problem)
        hint = "make room, close what holds the file, or write elsewhere with `--out DIR`"
        return error("cannot-write", f"cannot write `{target}`: {reason}{kept}", hint=hint)
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # A name too long for the file system is none.
        return False


def _replace(target: Path, content: bytes) -> None:
    grown = target.parent / f".footnoted-{os.urandom(8).hex()}"
    try:
        try:
            _grow_nameless(grown, content)
        except OSError:
            _grow_named(grown, content)
        with suppress(OSError):
            grown.chmod(stat.S_IMODE(target.stat().st_mode))
        grown.replace(target)
    except BaseException:
        with suppress(OSError):
            grown.unlink(missing_ok=True)
        raise


def _grow_nameless(path: Path, content: bytes) -> None:
    """Write a file that gets its name when it is finished (O_TMPFILE of Linux, see open(2))."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None:
        raise OSError("this system has no nameless files")
    with open(os.open(path.parent, flag | os.O_WRONLY, 0o666), "wb") as file:  # noqa: PTH123
        _fill(file.fileno(), content)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            # With a folder descriptor Python calls linkat(2), which can follow the link in /proc.
            source = f"/proc/self/fd/{file.fileno()}"
            os.link(source, path, src_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)


def _grow_named(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        _fill(file.fileno(), content)


def _fill(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)
