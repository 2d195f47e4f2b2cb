"""The project of lighthouses that tests select from, compose and check."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from footnoted.compose import compose
from footnoted.diagnostics import Diagnostic
from footnoted.load import Project, load
from footnoted.model.block import Format
from footnoted.model.document import Document
from footnoted.model.dump import dump
from footnoted.model.outline import Outline
from footnoted.model.style import Style
from footnoted.reader.fitting import read_as
from footnoted.reader.parse import parse_yaml
from footnoted.selection import select

HERE = Path(__file__).parent
DAY = date(2026, 11, 21)


@cache
def lighthouses(*more: tuple[str, str]) -> Project:
    """Return the project, with more files where a test wants them: a path and its text each."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "lighthouses"
        shutil.copytree(HERE / "lighthouses", root)
        shutil.copytree(HERE.parent / "styles", root / "styles")
        for path, text in more:
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        project, found = load(root)
    assert found == []
    assert project is not None
    return project


def house_style() -> Style:
    """Return the base style with English phrases alone, whatever languages it has by now."""
    style = lighthouses().styles["base"]
    return style.changed({"phrases": {"en": style.phrases["en"]}})


def outline_of(text: str, name: str = "made") -> Outline:
    """Read an outline as the loader does, with its positions."""
    parsed = parse_yaml(f"outlines/{name}.yaml", text.encode())
    assert not parsed.problems
    return read_as(Outline, parsed.root)


def composed(
    outline: Outline,
    format: Format = "pdf",
    language: str = "en",
    audience: str | None = None,
    project: Project | None = None,
) -> tuple[Document, list[Diagnostic]]:
    """Select and compose a brief of the lighthouses, or of a project made from them."""
    project = project or lighthouses()
    selected, found = select(project, outline, audience, format, language)
    assert selected is not None, found
    document, more = compose(selected, project.dataset, house_style(), DAY)
    return document, [*found, *more]


def blocks_of(
    text: str, format: Format = "pdf", language: str = "en", project: Project | None = None
) -> tuple[Document, str]:
    """Compose an outline of these blocks; return it with its dump."""
    outline = outline_of(f"title: T\nblocks:\n{text}")
    document, _ = composed(outline, format, language, project=project)
    return document, dump(document)


def rules_of(
    text: str, format: Format = "pdf", project: Project | None = None
) -> list[tuple[str, str]]:
    """Compose an outline of these blocks; return what it was told, and where."""
    found = composed(outline_of(f"title: T\nblocks:\n{text}"), format, project=project)[1]
    return [(one.rule, str(one.at)) for one in found]
