"""A git revision of a project in; the project's folders as they were, in a passing folder, out."""

import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from footnoted.diagnostics import Diagnostic, error
from footnoted.load import FOLDERS


@contextmanager
def checked_out(root: Path, revision: str) -> Iterator[tuple[Path | None, list[Diagnostic]]]:
    """Lend a folder with outlines/, data/ and styles/ of a revision; nothing else is touched."""
    archive, found = _archive(root, revision)
    if archive is None:
        yield None, found
        return
    with TemporaryDirectory(prefix="footnoted-") as name:
        folder = Path(name).resolve()
        _unpack(archive, folder)
        yield folder, []


def _archive(root: Path, revision: str) -> tuple[bytes | None, list[Diagnostic]]:
    wanted = f"{revision}^{{commit}}"
    inside, words = _git(root, "rev-parse", "--is-inside-work-tree")
    if not inside:
        return None, [error("no-revision", f"`{root.name}` has no git history: {words}")]
    commit, _ = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if not commit:
        hint = "`git log --oneline` names the revisions that there are"
        return None, [error("no-revision", f"git knows no revision `{revision}`", hint=hint)]
    id_ = commit.decode("ascii").strip()
    listed, _ = _git(root, "ls-tree", "--name-only", id_)
    there = [name for name in FOLDERS if name in (listed or b"").decode("utf-8").split("\n")]
    if len(there) < len(FOLDERS):
        missing = " and ".join(f"{name}/" for name in FOLDERS if name not in there)
        return None, [error("no-revision", f"the project has no {missing} in `{revision}`")]
    packed, words = _git(root, "archive", "--format=tar", id_, "--", *there)
    if packed is None:
        return None, [error("no-revision", f"`{revision}` cannot be read: {words}")]
    return packed, []


def _git(root: Path, *arguments: str) -> tuple[bytes | None, str]:
    """Ask git; None with its words where it has no answer."""
    command = ["git", "-C", str(root), *arguments]
    environment = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
    except OSError:
        return None, "git is not installed"
    words = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
    return (done.stdout if done.returncode == 0 else None), words.split("\n")[0]


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the plain files of an archive; links and what leads elsewhere stay behind."""
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        for member in packed:
            target = (folder / member.name).resolve()
            content = packed.extractfile(member) if member.isfile() else None
            if content is not None and target.is_relative_to(folder):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
