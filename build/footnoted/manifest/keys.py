"""A project and a job in; digests over all that can reach the file's bytes, out.

Two keys decide whether a file that is there would come out the same. The key of the inputs covers
every file in the project's folders and every option: where it is the same nothing is composed.
Where it is not, the key of the content covers what the writer is given, so that a brief which
prints nothing of what was changed is kept as well. Both cover the program and its libraries.
"""

import os
import re
import sys
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from footnoted import __version__
from footnoted.load import FOLDERS, Project
from footnoted.load.project import sample_folder
from footnoted.model.attachment import Attachment
from footnoted.model.document import Document
from footnoted.model.exhibits import PictureBlock
from footnoted.model.style import Style
from footnoted.pipeline import Job, attached, suited
from footnoted.selection.remembered import remembered

_NAME = re.compile(r"[\w.-]+")
"""A library's name, at the start of what a distribution wants (PEP 508)."""


def digest_of(content: bytes) -> str:
    """Return SHA-256 as the manifest writes it."""
    return sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return a file's digest; an empty one where it cannot be read."""
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""


def digest_over(parts: Iterable[str]) -> str:
    """Digest a row of texts, each with its length, so that no two rows look alike."""
    whole = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(content))
        whole.update(content)
    return whole.hexdigest()


def project_files(root: Path) -> dict[str, str]:
    """Return the digests of all files in the project's folders, by name; hidden ones left out.

    To be taken before the project is read: what is changed while it is read is then seen next time.
    """
    names = sorted(name for folder in FOLDERS for name in _names(root / folder, folder))
    return {name: digest_of_file(root / name) for name in names}


def _names(folder: Path, name: str) -> Iterator[str]:
    """Yield the names of all files below a folder; links to other folders are not followed."""
    for here, folders, files in os.walk(folder):
        within = Path(here).relative_to(folder).as_posix()
        lead = name if within == "." else f"{name}/{within}"
        yield from (f"{lead}/{one}" for one in files if not one.startswith("."))
        folders[:] = [one for one in folders if one[0] != "." and one != "__pycache__"]


@cache
def program() -> str:
    """Digest this program: its own files, the libraries' versions, and what runs it."""
    package = Path(__file__).parents[1]
    names = sorted(_names(package, package.name))
    own = [f"{name} {digest_of_file(package.parent / name)}" for name in names]
    files = [*own, digest_of_file(sample_folder() / "styles" / "base.yaml")]
    return digest_over([__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, *_libraries(), *files])


def _libraries() -> list[str]:
    """Return every library that may be at work, those of libraries too, with its version."""
    known: dict[str, str] = {}
    waiting = ["footnoted"]
    while waiting:
        name = waiting.pop()
        if name not in known:
            try:
                known[name] = version(name)
                waiting += _wants(name)
            except PackageNotFoundError:
                known[name] = "none"
    return [f"{name} {one}" for name, one in sorted(known.items())]


def _wants(name: str) -> Iterator[str]:
    """Name what a library wants, and of us what a user may want beside."""
    for line in requires(name) or ():
        extra = line.partition("extra ==")[2].strip(" '\"")
        found = _NAME.match(line)
        if found and (not extra or (name == "footnoted" and extra != "test")):
            yield found[0]


def key_of_project(files: Mapping[str, str], parameters: Mapping[str, str]) -> str:
    """Digest everything in the project's folders, and the values of parameters."""
    listed = [f"{name} {digest}" for name, digest in files.items()]
    return digest_over([program(), *listed, "", *map(str, sorted(parameters.items()))])


def digests_beside(root: Path, jobs: Iterable[Job]) -> dict[str, str]:
    """Return the digests of all files that lie in no folder of ours and that jobs may read.

    Those of whole outlines: a picture that finds no room may find it when it is smaller.
    """
    names = dict.fromkeys(name for job in jobs for name in _all_beside(job))
    return {name: digest_of_file(root / name) for name in names}


def _all_beside(job: Job) -> list[str]:
    return _files_beside(job, {block.id for block in job.outline.blocks})


def key_of_inputs(project: str, job: Job, beside: Mapping[str, str], *, dated: bool) -> str:
    """Digest the project's key, what was asked for, and files that lie in no folder of ours.

    `dated` says that the moment in the file's metadata was asked for. One of the clock's is no
    input: a file that is kept was made when it says.
    """
    wished = (job.outline.id, job.audience or "", job.language, job.format, job.style.id)
    read = [f"{name} {beside[name]}" for name in _all_beside(job)]
    return digest_over([project, *wished, str(job.date), moment(job.made, dated), job.fit, *read])


def moment(made: datetime, dated: bool) -> str:
    """Write a moment that was asked for, and nothing for one of the clock's."""
    return made.isoformat() if dated else ""


def key_of_content(
    project: Project, job: Job, document: Document, *, dated: bool
) -> tuple[str, dict[str, str]]:
    """Digest what a writer is given; the second value holds the files that it will read."""
    job = suited(project, job)
    words = repr(document)
    printed = {section.id for section in document.sections}
    beside = {name: digest_of_file(project.root / name) for name in _files_beside(job, printed)}
    along = [_attachment(one) for one in attached(document, job, project)]
    read = [f"{name} {digest}" for name, digest in beside.items()]
    options = (job.format, job.fit, moment(job.made, dated))
    return digest_over([program(), *options, _looks(job.style), words, *along, "", *read]), beside


@remembered
def _looks(style: Style) -> str:
    """Digest every value of a style."""
    return digest_of(repr(style).encode("utf-8", "surrogatepass"))


def _attachment(one: Attachment) -> str:
    return f"{one.name} {one.media_type} {one.description} {digest_of(one.content)}"


def _files_beside(job: Job, blocks: Container[str]) -> list[str]:
    """Name the files that blocks are made of beside the project's: pictures, fonts, a template."""
    pictures = [
        one.path for one in job.outline.blocks if isinstance(one, PictureBlock) and one.id in blocks
    ]
    return list(dict.fromkeys([*pictures, *_fonts(job.style), *_template(job)]))


def _template(job: Job) -> Iterator[str]:
    if job.format == "pptx" and job.template:
        yield job.template.absolute().as_posix()
    elif job.format == "pptx" and job.style.deck.template:
        yield job.style.deck.template


def _fonts(style: Style) -> Iterator[str]:
    faces = style.faces
    spares = (*faces.languages.values(), *faces.scripts.values())
    families = [faces.serif, faces.sans, *faces.fallback]
    families += [family for one in spares for family in (one.serif, one.sans)]
    return (family for family in families if family.lower().endswith(".ttf"))
