"""A folder of outputs in, its manifest out; and back, in one step, as text made to be compared."""

from pathlib import Path

import msgspec

from footnoted.diagnostics import Diagnostic, error, note
from footnoted.manifest.record import VERSION, Manifest
from footnoted.output import replace_file

NAME = "manifest.json"


def read_manifest(folder: Path) -> tuple[Manifest | None, list[Diagnostic]]:
    """Read the manifest of a folder; one that cannot be trusted is told and taken for none."""
    path = folder / NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None, []
    except OSError as problem:
        return None, [_unread(path, (problem.strerror or str(problem)).lower())]
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        return None, [_foreign(path) if _is_foreign(content) else _unread(path, str(problem))]
    if manifest.manifest != VERSION:
        return None, [_unread(path, f"it is of version {manifest.manifest}, wanted {VERSION}")]
    return manifest, []


def _is_foreign(content: bytes) -> bool:
    """Say whether somebody else's file has the name, such as a web site's."""
    try:
        whole = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return not (isinstance(whole, dict) and "manifest" in whole)


def _foreign(path: Path) -> Diagnostic:
    message = f"`{path}` is a file of another kind, and the manifest would take its place"
    return error("cannot-write", message, hint="move it, or write elsewhere with `--out DIR`")


def _unread(path: Path, reason: str) -> Diagnostic:
    message = f"`{path.name}` cannot be read ({reason}); everything is rendered anew"
    return note("bad-manifest", message)


def manifest_schema() -> dict[str, object]:
    """Return the manifest's shape as JSON Schema."""
    return msgspec.json.schema(Manifest)


def write_manifest(folder: Path, manifest: Manifest) -> Diagnostic | None:
    """Put the manifest in its place, whole or not at all; the same content is the same bytes."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    return replace_file(folder / NAME, text + b"\n")
