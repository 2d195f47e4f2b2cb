"""Long papers, of which a second core sets later paragraphs: they come to the same on one core."""

import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from footnoted.model.document import Document, Paragraph, Section
from footnoted.model.inlines import Emphasis, Inlines, Text
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.pdf import on_paper, press_of, write_pdf
from footnoted.pdf.boxes import Box, TextMark
from footnoted.pdf.file import PdfFile
from footnoted.pdf.flow import ahead
from footnoted.pdf.flow.sections import flow_document
from generated_papers import generated
from papers import ROOT, Notes, document, style, words

MADE = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
SEEDS = (14, 16, 24, 26, 30, 35, 39, 49)
"""Papers in three scripts, with notes at the foot and the end, numbered by note and by source."""

pytestmark = pytest.mark.skipif(len(CORES) < 2, reason="there is but one core")


@contextmanager
def on_cores(cores: set[int]) -> Iterator[None]:
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, CORES)


def share_told(paper: Document, look: Style) -> float:
    """Lay a paper out; return the share of its lines that this process has not set itself."""
    file = PdfFile(paper.language, "", "", "", (), MADE)
    items = flow_document(press_of(paper, on_paper(look, ROOT), ROOT, file))
    marks = [mark for item in items if isinstance(item, Box) for mark in item.marks]
    lines = [mark.line for mark in marks if isinstance(mark, TextMark)]
    return sum(not line.words for line in lines) / len(lines)


def on_one_and_on_all(paper: Document, look: Style) -> tuple[Rendered, Rendered]:
    """Write a paper on one core and on all."""
    with on_cores({min(CORES)}):
        one = write_pdf(paper, look, MADE, ROOT)
    return one, write_pdf(paper, look, MADE, ROOT)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_paper_set_on_two_cores_is_that_set_on_one(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, share in (("LONG", 0), ("FORK", 0.02), ("FIRST", 0.3)):
        monkeypatch.setattr(ahead, name, share)
    paper, look, _ = generated(seed)
    assert share_told(paper, look) > 0
    one, both = on_one_and_on_all(paper, look)
    assert one.content is not None
    assert both == one


def long_paper(*last: Paragraph, notes: Notes | None = None) -> Document:
    """Return a paper of 60 pages and more, with something in its last section."""
    notes = notes or Notes()
    sections = [
        Section(f"s{at}", "prose", 1, words(f"Wells, {at}"), tuple(map(notes.prose, range(9))))
        for at in range(80)
    ]
    sections.append(Section("last", "prose", 1, words("Last"), last))
    return document(*sections, notes=notes)


def test_a_long_paper_is_set_on_two_cores() -> None:
    paper = long_paper(Paragraph(words("The end.")))
    assert share_told(paper, style()) > 0.4
    with on_cores({min(CORES)}):
        assert share_told(paper, style()) == 0
    one, both = on_one_and_on_all(paper, style())
    assert one.extent > 50
    assert both == one


def test_a_paper_is_whole_without_room_for_what_another_core_tells() -> None:
    paper = long_paper(Paragraph(words("The end.")))
    whole = write_pdf(paper, style(), MADE, ROOT)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))  # a piece has more
    try:
        assert share_told(paper, style()) == 0
        assert write_pdf(paper, style(), MADE, ROOT) == whole
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_paper_is_whole_where_no_file_may_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = long_paper(Paragraph(words("The end.")))
    whole = write_pdf(paper, style(), MADE, ROOT)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    assert share_told(paper, style()) == 0
    assert write_pdf(paper, style(), MADE, ROOT) == whole


def test_what_no_face_has_is_told_of_the_place_where_it_stands() -> None:
    one, both = on_one_and_on_all(long_paper(Paragraph(words("A tablet: \U00012000."))), style())
    assert [fault.rule for fault in one.diagnostics] == ["missing-glyph"]
    assert "section `last`" in one.diagnostics[0].message
    assert both == one


def test_text_that_runs_leftward_far_behind_is_set_as_on_one_core() -> None:
    arabic: Inlines = (Text("It says مرحبا بالعالم twice, "), Emphasis((Text("in ink"),)))
    one, both = on_one_and_on_all(long_paper(Paragraph(arabic)), style())
    assert one.content is not None
    assert both == one


def test_a_note_called_early_and_late_is_set_once() -> None:
    notes = Notes()
    call = notes.call("Pérez, Wells of the Coast, 12.")
    first = Section("first", "prose", 1, words("First"), (Paragraph((Text("See"), call)),))
    paper = long_paper(Paragraph((Text("See it again"), call)), notes=notes)
    early, late = paper.sections[:20], paper.sections[20:]
    paper = document(*early, first, *late, notes=notes)
    one, both = on_one_and_on_all(paper, style())
    assert one.content is not None
    assert both == one
