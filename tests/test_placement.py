"""Thousands of generated pages, read back from the file: every note below its call, nothing else.

A run has 1,000 pages. `FOOTNOTED_PLACEMENT_PAGES=10000` makes it the nightly one of 10,000, and
`FOOTNOTED_PLACEMENT_SEED` begins with another paper.
"""

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from footnoted.model.style import Style
from footnoted.pdf import write_pdf
from generated_papers import SHEETS, Plan, generated
from page_mutants import MUTANTS
from page_quality import Quality, quality
from papers import ROOT
from placement import Laid, faults, faults_in, lay, locate
from word_boxes import read_sheets

MADE = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PARTS = 4
"""Parts of a run, for as many processes."""
PAGES = int(os.environ.get("FOOTNOTED_PLACEMENT_PAGES", "0"))
FIRST = int(os.environ.get("FOOTNOTED_PLACEMENT_SEED", "1"))
EVERY_RUN = 1_000
ENOUGH = 3
"""Pages on which each thing is made wrong."""
SMALL = ("A5",)
"""In every run small sheets: as many pages and breaks with half the words."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_word_and_note_of_generated_papers_stands_where_it_must(
    part: int, tmp_path: Path
) -> None:
    pages = notes = 0
    seed = FIRST + part
    found: list[str] = []
    counted = Quality()
    while pages < (PAGES or EVERY_RUN) / PARTS:
        document, look, plan = generated(seed, SHEETS if PAGES else SMALL)
        rendered = write_pdf(document, look, MADE, ROOT)
        assert rendered.content is not None, f"seed {seed}: {rendered.diagnostics}"
        sheets = read_sheets(rendered.content, tmp_path)
        assert len(sheets) == rendered.extent
        located = locate(sheets, plan)
        laid = lay(located, plan, look)
        found += [f"seed {seed}, {fault}" for fault in faults_in(located, laid, plan, look)]
        counted.add(quality(sheets, laid, plan, look))
        pages += rendered.extent
        notes += len(plan.notes)
        seed += PARTS
    print(f"{pages} pages, {notes} notes, seeds {FIRST + part} to {seed - PARTS} by {PARTS}")  # noqa: T201
    print(counted.report())  # noqa: T201
    print(*counted.widows, *counted.orphans, *counted.stranded, sep="\n")  # noqa: T201
    assert found == []
    assert (counted.widows, counted.orphans, counted.stranded) == ([], [], [])
    assert sum(counted.holes) / len(counted.holes) < 0.15
    assert notes > 2 * pages


@cache
def plain(folder: Path) -> tuple[bytes, Laid, Plan, Style]:
    """Return a paper in which nothing is wrong."""
    document, look, plan = generated(3, SMALL)
    rendered = write_pdf(document, look, MADE, ROOT)
    assert rendered.content is not None
    sheets = read_sheets(rendered.content, folder)
    assert faults(sheets, plan, look) == []
    return rendered.content, lay(locate(sheets, plan), plan, look), plan, look


@pytest.mark.parametrize("name", MUTANTS)
def test_what_is_wrong_on_a_page_is_found_there(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data, laid, plan, look = plain(tmp_path_factory.getbasetemp())
    changed: list[int] = []
    # Pages apart, because what becomes of one may be told of its neighbours.
    for page in range(1, len(laid.notes) - 2, 2):
        mutated = MUTANTS[name](data, laid, plan, page) if len(changed) < ENOUGH else None
        if mutated is not None:
            data, changed = mutated, [*changed, page]
    assert len(changed) == ENOUGH
    told = faults(read_sheets(data, tmp_path), plan, look)
    for page in changed:
        assert any(fault.startswith(f"page {page + 1}:") for fault in told), f"page {page + 1}"
