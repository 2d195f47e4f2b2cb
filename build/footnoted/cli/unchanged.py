"""A call for the whole matrix in; out, where nothing has changed since the last, what that made.

The project is not read for it: its files' digests, those of the files made and the options tell.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from footnoted.cli.jobs import Wish
from footnoted.diagnostics import Diagnostic
from footnoted.manifest.findings import diagnostic_of, finding_of
from footnoted.manifest.keys import digest_of_file, digest_over, key_of_project, moment
from footnoted.manifest.make import Came, lies_there
from footnoted.manifest.record import Entry, Manifest, Whole


def is_whole(wish: Wish) -> bool:
    """Say whether the command line left nothing out."""
    return not (wish.outlines or wish.formats or wish.audience or wish.language or wish.parameters)


def key_of_call(files: Mapping[str, str], wish: Wish) -> str:
    """Digest everything in the project's folders, and the options of a call for all there is."""
    template = "" if wish.template is None else wish.template.absolute().as_posix()
    asked = (wish.style, template, wish.fit, str(wish.date), moment(wish.made, wish.dated))
    return digest_over([key_of_project(files, wish.parameters), *asked])


def whole_of(
    key: str, came: Iterable[Came], beside: Mapping[str, str], found: Iterable[Diagnostic]
) -> Whole | None:
    """Write down a call whose every file is whole; `found` is what was told of the project."""
    entries = [one.entry for one in came]
    if any(one.state != "whole" for one in entries):
        return None
    files = tuple(one.file for one in entries)
    findings = tuple(map(finding_of, found))
    return Whole(_over_files(key, entries), files, dict(beside), findings)


def kept(
    root: Path, out: Path, key: str, old: Manifest | None
) -> tuple[list[Came], list[Diagnostic]] | None:
    """Return every file as it lies there, and what is told of the project; None to look closer."""
    if old is None or old.whole is None:
        return None
    whole = old.whole
    known = {one.file: one for one in old.variants}
    entries = [known[name] for name in whole.files if name in known]
    if len(entries) != len(whole.files) or _over_files(key, entries) != whole.key:
        return None
    if any(digest_of_file(root / name) != digest for name, digest in whole.beside.items()):
        return None
    if not all(_read_then(one, whole.beside) and lies_there(out, one) for one in entries):
        return None
    came = [Came(one, "kept", 0.0, tuple(map(diagnostic_of, one.findings))) for one in entries]
    return came, list(map(diagnostic_of, whole.findings))


def _over_files(key: str, entries: Iterable[Entry]) -> str:
    inputs = ((one.file, one.keys.inputs if one.keys else "") for one in entries)
    return digest_over([key, *(f"{file} {made_of}" for file, made_of in inputs)])


def _read_then(entry: Entry, beside: Mapping[str, str]) -> bool:
    """Say whether a file was made of what lies beside the project now."""
    return all(entry.inputs.get(name, digest) == digest for name, digest in beside.items())
