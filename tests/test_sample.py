"""The sample as it ships: what is built from it is read back, in every style."""

import shutil
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import validate_pptx

from footnoted.diagnostics import Severity
from footnoted.load import Given, Project, load
from footnoted.model.block import Format
from footnoted.model.document import Definitions, Document, Figure, Paragraph, Table
from footnoted.model.outline import Audience, Budget
from footnoted.model.rendered import Rendered
from footnoted.model.walk import plain_text
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
    whole_text,
)
from pptx_reading import opened, source_labels

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 21)
OUTLINES = sorted(path.stem for path in (ROOT / "outlines").glob("*.yaml"))
STYLES = sorted(path.stem for path in (ROOT / "styles").glob("*.yaml"))
OWN_LOOK = ("donors", "donors-handout")
"""Briefs that have no block which another has not: their own style will do."""


@cache
def sample() -> Project:
    project, found = load(ROOT)
    assert project is not None
    assert not found
    return project


def reader(name: str) -> Audience:
    audience = sample().outlines[name].audience
    assert audience is not None
    return sample().audiences[audience]


def own_style(name: str) -> str:
    style = sample().outlines[name].style or reader(name).style
    assert style is not None
    return style


PAPERS = [
    (name, style)
    for name in OUTLINES
    if name != "audiences"
    for style in ([own_style(name)] if name in OWN_LOOK else STYLES)
]
"""Every brief as a paper, whatever its own outputs are."""
DECKS = [*(("talk", style) for style in STYLES if style != "base"), ("donors", "meridian")]


@cache
def built(name: str, form: Format, style: str) -> tuple[Document, Rendered]:
    outline = sample().outlines[name]
    if style != own_style(name):
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
    [
        ("ministers", "pdf", 2, 2),
        ("briefing", "pdf", 28, 36),
        ("talk", "pptx", 20, 30),
        ("donors", "pptx", 20, 28),
        ("donors-handout", "pdf", 1, 1),
        ("teachers", "pdf", 4, 6),
        ("journalists", "pdf", 10, 16),
    ],
)
def test_each_brief_has_the_length_it_promises_and_no_finding(
    name: str, form: Format, least: int, most: int
) -> None:
    _, rendered = built(name, form, own_style(name))
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
        assert note_faults(pdf, at_foot=at_foot(name, style)) == []
        assert untagged(pdf) == []
        heads = structure(pdf).find("TH")
    assert all(head.attributes.get("/Scope") for head in heads)


def at_foot(name: str, style: str) -> bool:
    wanted: str | None = getattr(reader(name).notes, "stand", None)
    return (wanted or sample().styles[style].notes.stand) == "foot"


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
                if not at_foot(name, style):
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


@pytest.mark.parametrize(("name", "style"), DECKS)
def test_every_marker_on_a_slide_has_its_source_on_that_slide(name: str, style: str) -> None:
    seen = 0
    for slide in opened(content(name, "pptx", style)).slides:
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


# What each audience is promised


def test_the_donors_deck_is_as_sound_as_the_talk_that_it_extends() -> None:
    data = content("donors", "pptx", own_style("donors"))
    assert lint(data) == []
    assert accessibility(data) == []


def test_the_class_reads_what_its_years_of_school_allow_and_judges_the_sources() -> None:
    """The level is held by the check of every build; here it is seen to be declared."""
    assert reader("teachers").reading_level == 9
    document, _ = built("teachers", "pdf", own_style("teachers"))
    assert {"glossary", "questions", "balance"} <= {one.kind for one in document.sections}
    (judged,) = (one for one in document.sections if one.kind == "source-evaluation")
    (table,) = judged.blocks
    assert isinstance(table, Table)
    assert len(table.columns) == 5
    assert all(plain_text(cell.content) != "–" for row in table.body[0].rows for cell in row.cells)


def test_the_fact_check_begins_with_the_disputes_and_has_words_for_every_fact() -> None:
    document, rendered = built("journalists", "pdf", own_style("journalists"))
    assert [one.kind for one in document.sections] == ["conflict", "fact-check"]
    (listed,) = document.sections[1].blocks
    assert isinstance(listed, Definitions)
    for entry in listed.items:
        (rows,) = entry.content
        assert isinstance(rows, Definitions)
        told = {plain_text(row.term): row.content for row in rows.items}
        labels = {"Exact words", "Source", "What was seen", "Archived copy", "Standing"}
        assert labels <= told.keys()
        (first, *_) = told["Exact words"]
        assert isinstance(first, Paragraph)
        assert plain_text(first.content).startswith("“"), plain_text(entry.term)
    assert rendered.content is not None
    with open_pdf(rendered.content) as pdf:
        assert {"facts.csv", "sources.csv"} <= set(pdf.attachments)


@pytest.mark.parametrize(
    ("name", "parameter", "value", "printed"),
    [
        ("teachers", "country", "Honduras", "Look closely: Honduras"),
        ("journalists", "about", "topic:oceania not kind:derived", "Prensa Latina"),
    ],
)
def test_a_handout_is_about_what_is_asked_for(
    name: str, parameter: str, value: str, printed: str
) -> None:
    project, found = load(ROOT, Given({parameter: value}, (name,)))
    assert project is not None
    assert not found
    assert printed in printed_by(project, name)


def test_what_is_internal_reaches_no_journalist(tmp_path: Path) -> None:
    """Not as a fact, not in a dispute, not as a source: words of the file, and files within it."""
    for folder in ("data", "outlines", "styles"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    sources = tmp_path / "data" / "sources" / "press.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(
        text.replace("adn-cuba-2020:\n", "adn-cuba-2020:\n  internal: true\n"), "utf-8"
    )
    # Outlines that name a fact of it are refused, which others test.
    for path in (tmp_path / "outlines").glob("*.yaml"):
        if path.stem not in {"audiences", "journalists"}:
            path.unlink()
    given = Given({"about": "topic:labour-rights"}, ("journalists",))
    project, found = load(tmp_path, given)
    assert project is not None
    assert not [one for one in found if one.severity is Severity.ERROR], found
    assert "ADN" not in printed_by(project, "journalists")
    opened_up, _ = load(ROOT, given)
    assert opened_up is not None
    assert "ADN" in printed_by(opened_up, "journalists")


def printed_by(project: Project, name: str) -> str:
    """Build a paper and return its words and those of the files within it."""
    outline = project.outlines[name]
    style = project.styles[own_style(name)]
    made = datetime(2026, 11, 21, tzinfo=UTC)
    _, rendered = render(project, Job(outline, outline.audience, "en", "pdf", style, DAY, made))
    assert rendered.content is not None, rendered.diagnostics
    with open_pdf(rendered.content) as pdf:
        held = [spec.get_file().read_bytes().decode("utf-8") for spec in pdf.attachments.values()]
        return "\n".join([whole_text(structure(pdf)), *held])
