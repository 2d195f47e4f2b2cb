"""The sample as it ships: what is built from it is read back, in every style."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import validate_pptx

from footnoted.diagnostics import Severity
from footnoted.load import Project, load
from footnoted.model.blocks import Format
from footnoted.model.document import Document, Figure
from footnoted.model.outline import Budget
from footnoted.model.rendered import Rendered
from footnoted.pipeline import Job, render
from footnoted.pptx.readable import accessibility
from footnoted.pptx.sound import lint
from pdf_reading import (
    conformance_faults,
    note_faults,
    open_pdf,
    parent_tree_faults,
    pieces,
    reading_order_faults,
    structure,
    untagged,
)
from pptx_reading import opened, source_labels

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 21)
OUTLINES = sorted(path.stem for path in (ROOT / "outlines").glob("*.yaml"))
STYLES = sorted(path.stem for path in (ROOT / "styles").glob("*.yaml"))
PAPERS = [(name, style) for name in OUTLINES if name != "audiences" for style in STYLES]
"""Every brief as a paper, whatever its own outputs are."""


@cache
def sample() -> Project:
    project, found = load(ROOT)
    assert project is not None
    assert not found
    return project


@cache
def built(name: str, form: Format, style: str) -> tuple[Document, Rendered]:
    outline = sample().outlines[name]
    if style != outline.style:
        # A length is promised for the brief's own look.
        outline = outline.changed({"budget": Budget()})
    made = datetime(2026, 11, 21, tzinfo=UTC)
    job = Job(outline, outline.audience, "en", form, sample().styles[style], DAY, made)
    document, rendered = render(sample(), job)
    assert document is not None
    return document, rendered


def content(name: str, form: Format, style: str) -> bytes:
    data = built(name, form, style)[1].content
    assert data is not None
    return data


@pytest.mark.parametrize(
    ("name", "form", "least", "most"),
    [("ministers", "pdf", 2, 2), ("briefing", "pdf", 28, 36), ("talk", "pptx", 20, 30)],
)
def test_each_brief_has_the_length_it_promises_and_no_finding(
    name: str, form: Format, least: int, most: int
) -> None:
    style = sample().outlines[name].style
    assert style is not None
    _, rendered = built(name, form, style)
    assert [one for one in rendered.diagnostics if one.severity is not Severity.NOTE] == []
    assert least <= rendered.extent <= most


@pytest.mark.parametrize(("name", "style"), PAPERS)
def test_papers_conform_and_their_tags_lead_both_ways(name: str, style: str) -> None:
    """Every outline in every style, checked by a validator, and for what no validator checks."""
    data = content(name, "pdf", style)
    assert conformance_faults(data, "ua1") == []
    assert conformance_faults(data, "3a" if sample().outlines[name].attach else "2a") == []
    with open_pdf(data) as pdf:
        assert parent_tree_faults(pdf) == []
        assert reading_order_faults(pdf) == []
        assert note_faults(pdf, at_foot=at_foot(style)) == []
        assert untagged(pdf) == []
        heads = structure(pdf).find("TH")
    assert all(head.attributes.get("/Scope") for head in heads)


def at_foot(style: str) -> bool:
    return sample().styles[style].notes.stand == "foot"


@pytest.mark.parametrize(("name", "style"), PAPERS)
def test_every_note_called_on_a_page_stands_at_its_foot(name: str, style: str) -> None:
    """A call links to its note; the note's label begins a line lower on the same page.

    Where the style sets endnotes, their list has it.
    """
    document, _ = built(name, "pdf", style)
    labels = {f"note-{note.id}": note.label for note in document.notes}
    called: set[str] = set()
    with open_pdf(content(name, "pdf", style)) as pdf:
        shown = pieces(pdf)
        for number, sheet in enumerate(pdf.pages):
            lines = [piece for piece in shown if piece.page == number]
            for link in sheet.get("/Annots", []):
                note = str(link.get("/Dest", ""))
                if note not in labels:
                    continue
                called.add(note)
                call = float(link.Rect[1])
                begun = [
                    piece
                    for piece in lines
                    if piece.text.strip() == labels[note] and piece.y < call
                ]
                if not at_foot(style):
                    begun = [piece for piece in shown if piece.text.strip() == labels[note]]
                assert begun, f"note {labels[note]} is not on page {number + 1}"
    assert called == set(labels)


@pytest.mark.parametrize("style", [one for one in STYLES if one != "base"])
def test_decks_are_valid_and_can_be_heard(style: str, tmp_path: Path) -> None:
    data = content("talk", "pptx", style)
    assert lint(data) == []
    assert accessibility(data) == []
    file = tmp_path / "talk.pptx"
    file.write_bytes(data)
    assert [str(error) for error in validate_pptx(file).errors] == []


@pytest.mark.parametrize("style", [one for one in STYLES if one != "base"])
def test_every_marker_on_a_slide_has_its_source_on_that_slide(style: str) -> None:
    seen = 0
    for slide in opened(content("talk", "pptx", style)).slides:
        strip = source_labels(slide)
        raised = slide._element.xpath(".//p:sp//a:r[a:rPr/@baseline='30000']/a:t/text()")
        markers = {number.strip() for text in raised for number in text.split(",")}
        assert markers <= strip
        seen += bool(markers)
    assert seen >= 8


def test_paper_and_deck_print_the_same_words_for_the_same_chart() -> None:
    """One definition of the chart, whichever writer draws it."""
    charts = []
    for form in ("pdf", "pptx"):
        document, _ = built("talk", form, "meridian")
        charts.append(
            [
                (block.content, block.alt, block.caption)
                for section in document.sections
                for block in section.blocks
                if isinstance(block, Figure)
            ]
        )
    assert len(charts[0]) == 4
    assert charts[0] == charts[1]
