"""Findings of citing and writing: a project with a fault in, the place where it was written out."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from conftest import change
from footnoted.diagnostics import Diagnostic, Span
from footnoted.load import load
from footnoted.model.block import Format
from footnoted.pipeline import Job, render

HERE = Path(__file__).parent
OUTLINE = """
title: Faults
outputs: [pdf, pptx]
blocks:
  - {id: first, type: facts, title: Who stayed, from: {facts: [keepers-1998]}}
  - {id: second, type: facts, title: Second, from: {facts: [keepers-1950]}}
"""


def told(
    root: Path,
    format: Format,
    old: str = "",
    new: str = "",
    file: str = "data/facts/all.yaml",
    outline: str = OUTLINE,
) -> list[Diagnostic]:
    """Render a brief of the lighthouses after one text of the project was replaced."""
    shutil.copytree(HERE / "lighthouses", root, dirs_exist_ok=True)
    shutil.copytree(HERE.parent / "styles", root / "styles", dirs_exist_ok=True)
    (root / "outlines" / "faults.yaml").write_text(outline, encoding="utf-8")
    change(root / file, old, new)
    project, _ = load(root)
    assert project is not None
    brief, style = project.outlines["faults"], project.styles["base"]
    made = datetime(2021, 6, 1, tzinfo=UTC)
    job = Job(brief, None, "en", format, style, date(2021, 6, 1), made)
    _, rendered = render(project, job)
    return list(rendered.diagnostics)


def of(found: list[Diagnostic], rule: str) -> Diagnostic:
    return next(one for one in found if one.rule == rule)


def line(root: Path, at: Span | None) -> str:
    assert at is not None
    text = (root / at.file).read_text(encoding="utf-8").splitlines()[at.line - 1]
    return text[at.column - 1 :]


def test_a_missing_glyph_stands_in_the_fact_that_has_it(tmp_path: Path) -> None:
    found = of(
        told(tmp_path, "pdf", "people kept the", "people \U00012000 kept the"), "missing-glyph"
    )
    assert found.at is not None
    assert found.at.file == "data/facts/all.yaml"
    assert "people \U00012000 kept" in line(tmp_path, found.at)
    ((block, words),) = found.related
    assert (block.file, words) == ("outlines/faults.yaml", "printed in this block")
    assert line(tmp_path, block).startswith("Who stayed")


def test_a_missing_glyph_of_a_source_stands_there(tmp_path: Path) -> None:
    sources = "data/sources/all.yaml"
    found = of(told(tmp_path, "pdf", "The Last", "The \U00012000", sources), "missing-glyph")
    assert line(tmp_path, found.at).startswith("The \U00012000 Keepers")


def test_a_missing_glyph_of_the_outline_stands_in_its_block(tmp_path: Path) -> None:
    outline = OUTLINE.replace("Second", "Sec \U00012000")
    found = of(told(tmp_path, "pdf", outline=outline), "missing-glyph")
    assert found.related == ()
    assert line(tmp_path, found.at).startswith("Sec \U00012000")


def test_what_happens_to_slides_stands_at_their_block(tmp_path: Path) -> None:
    long = "people kept the lamps of the strait, of the islands and of the shoals beyond, " * 14
    found = told(tmp_path, "pptx", "people kept the lamps", long)
    steps = [one for one in found if one.rule in ("continued", "shrunk", "shortened", "stepped")]
    assert steps
    assert {line(tmp_path, one.at)[:10] for one in steps} == {"Who stayed"}


@pytest.mark.parametrize("format", ["pdf", "pptx"])
def test_a_strange_locator_label_stands_in_its_cite(tmp_path: Path, format: Format) -> None:
    found = of(
        told(tmp_path, format, 'locator: "12–14"', 'locator: "12–14", label: bibble'),
        "unknown-locator-label",
    )
    assert line(tmp_path, found.at).startswith("bibble")
