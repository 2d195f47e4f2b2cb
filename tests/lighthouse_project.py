"""The project of lighthouses that tests select from, compose and check."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from footnoted.load import Project, load
from footnoted.model.outline import (
    Outline,
)
from footnoted.model.style import Style
from footnoted.reader.parse import parse_yaml

HERE = Path(__file__).parent


@cache
def lighthouses() -> Project:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "lighthouses"
        shutil.copytree(HERE / "lighthouses", root)
        shutil.copytree(HERE.parent / "styles", root / "styles")
        project, found = load(root)
    assert found == []
    assert project is not None
    return project


def house_style() -> Style:
    """Return the base style with English phrases alone, whatever languages it has by now."""
    style = lighthouses().styles["base"]
    return style.model_copy(update={"phrases": {"en": style.phrases["en"]}})


def outline_of(text: str, name: str = "made") -> Outline:
    """Read an outline as the loader does, with its positions."""
    parsed = parse_yaml(f"outlines/{name}.yaml", text.encode())
    assert not parsed.problems
    return Outline.model_validate(parsed.root)
