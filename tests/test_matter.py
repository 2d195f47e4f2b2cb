"""What stands before, around and behind a paper's text: notes, lists, page numbers, attachments."""

import csv
import hashlib
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from footnoted.diagnostics import Severity
from footnoted.load import load
from footnoted.model.document import (
    Balance,
    Box,
    BoxKind,
    Cell,
    Column,
    Definition,
    Definitions,
    Document,
    Figure,
    ItemList,
    NoteList,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Row,
    RowGroup,
    Section,
    Side,
    Stat,
    Table,
    Tile,
)
from footnoted.model.figures import Event, Timeline, TimelineForm
from footnoted.model.inlines import Inlines
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.pdf import write_pdf
from footnoted.pipeline import Job, render
from papers import ROOT, SENTENCES, Notes, document, figure, style, words
from pdf_reading import (
    conformance_faults,
    note_faults,
    open_pdf,
    page_labels,
    parent_tree_faults,
    pieces,
    places,
    reading_order_faults,
    structure,
    untagged,
    whole_text,
)

MADE = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

OUTLINE = """\
title: Everything
subtitle: A trial
kicker: Briefing paper
audience: board
cover: page
outputs: [pdf]
date: 2026-11-21
marking: "TLP:AMBER"
attach: [facts, sources]
control:
  version: "1.1"
  owner: The water board
  distribution: [Members, Library]
  history: [{date: "2026-10-01", version: "1.0", words: First edition.}]
  corrections: [{date: "2026-11-01", words: A title was wrong.}]
blocks:
  - {id: control, type: control}
  - {id: contents, type: contents}
  - {id: figures, type: contents, of: figures}
  - {id: tables, type: contents, of: tables}
  - {id: part-one, type: section, title: One}
  - {id: water, type: facts, title: Water, from: "topic:water"}
  - id: compared
    type: comparison
    caption: Charges and answers
    columns: [Charge, An answer that is longer]
    rows:
      - {title: Wells, cells: ["id:wells-2019", "id:cost-2020"]}
      - {title: Cost, cells: ["id:cost-2020", null]}
  - id: asked
    type: questions
    items:
      - {ask: How many wells?, from: "id:wells-2019"}
      - {ask: What do you think?, lines: 3}
  - {id: part-two, type: section, title: Two}
  - {id: money, type: facts, title: Money, from: "topic:money"}
  - {id: prose, type: prose, section: why}
  - {id: method, type: method}
  - {id: words, type: glossary, terms: all}
  - {id: cite, type: cite-this}
  - {id: corrected, type: corrections}
  - {id: annex, type: annex, title: All wells}
  - id: list
    type: table
    caption: Wells
    from: "place:PE"
    columns: [{show: when, title: Time}, {show: text, title: What}]
  - {id: works, type: sources, title: Sources, group-by: type}
"""

GLOSSARY = """\
well:
  term: well
  definition: A hole with water in it.
  facts: [wells-2019]
"""


def changed(name: str = "base", **notes: Any) -> Style:  # noqa: ANN401
    """Return a style of the sample with other keys of its `notes`."""
    look = style(name)
    return look.changed({"notes": look.notes.changed(notes)})


def rendered(root: Path, look: Style, language: str = "en") -> tuple[Document, Rendered]:
    project, found = load(root)
    assert project is not None, found
    outline = project.outlines["everything"]
    day = date(2026, 11, 21)
    document, done = render(
        project, Job(outline, outline.audience, language, "pdf", look, day, MADE)
    )
    assert document is not None, done.diagnostics
    assert done.content is not None, done.diagnostics
    return document, done


def content(root: Path, look: Style, language: str = "en") -> bytes:
    data = rendered(root, look, language)[1].content
    assert data is not None
    return data


@pytest.fixture
def everything(project: Path) -> Path:
    """The wells with a paper that has a block of every kind of front and back matter."""
    write_everything(project)
    return project


def write_everything(project: Path) -> None:
    (project / "outlines" / "everything.yaml").write_text(OUTLINE, encoding="utf-8")
    (project / "data" / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")


# --- notes -----------------------------------------------------------------------------------


def everywhere(notes: Notes) -> tuple[Section, ...]:
    """Return sections that call a note from every place that may call one."""

    def said(text: str) -> Inlines:
        return (*words(text), notes.call(f"On {text.lower()}"))

    def one(text: str) -> Paragraph:
        return Paragraph(said(text))

    heading = said("A heading.")
    paragraph = one("A paragraph.")
    listed = ItemList(((one("An item."), ItemList(((one("An inner item."),),))),))
    quotation = Quotation(said("A quotation."), said("A speaker."))
    box = Box(BoxKind.CALLOUT, said("A box title."), (one("A boxed remark."),))
    question = said("A balance.")
    sides = tuple(
        Side(said(f"Side {name}."), (one(f"What {name} says."),)) for name in ("one", "two")
    )
    stat = Stat((Tile("7", said("A tile.")), Tile("8", said("Another tile."))))
    definitions = Definitions((Definition(said("A term."), (one("A definition."),)),))
    compact = Definitions((Definition(said("A short term."), (one("Beside it."),)),), compact=True)
    questions = Questions((Question(said("A question?"), (one("An answer."),)),))
    caption, head = said("A caption."), Row((Cell(said("A head.")), Cell(words("Two"))))
    group = said("A group.")
    row = Row((Cell(said("A row head."), header=True), Cell(said("A cell."))))
    remark, credit = said("A remark."), said("A credit.")
    table = Table(
        "t",
        (Column(), Column()),
        (head,),
        (RowGroup((row,), group),),
        number="1",
        caption=caption,
        notes=(remark,),
        credit=credit,
    )
    drawn = figure(notes)
    railed = said("A rail.")
    events = tuple(
        Event(Decimal(year), None, str(year), said(f"An event of {year}.")) for year in (1960, 2010)
    )
    rail = Figure(
        "rail", Timeline(TimelineForm.RAIL, events), railed, "Two events.", (), number="2"
    )
    second = said("Another heading.")
    filler = tuple(Paragraph(words(" ".join(SENTENCES * 3))) for _ in range(12))
    return (
        Section(
            "a",
            "section",
            1,
            heading,
            (paragraph, listed, quotation, box, Balance(question, sides), stat),
        ),
        Section("b", "facts", 2, (), (definitions, compact, questions, *filler, table)),
        Section("c", "facts", 2, (), (drawn, rail)),
        Section("d", "section", 1, second, (notes.prose(1),)),
    )


def test_a_note_may_be_called_from_anywhere_and_stands_on_the_page_of_its_call() -> None:
    notes = Notes()
    sections = everywhere(notes)
    done = write_pdf(document(*sections, notes=notes), style(), MADE, ROOT)
    assert done.content is not None
    assert conformance_faults(done.content, "ua1") == []
    with open_pdf(done.content) as pdf:
        assert len(pdf.pages) > 1
        assert note_faults(pdf, at_foot=True) == []
        assert reading_order_faults(pdf) == []
        root = structure(pdf)
        printed = [whole_text(node) for node in root.find("Note")]
    assert len(printed) == len(notes.all) >= 28
    for note in notes.all:
        assert sum(f" [{note.label}]" in text for text in printed) == 1


def test_notes_called_from_anywhere_may_stand_at_the_end() -> None:
    notes = Notes()
    sections = (
        *everywhere(notes),
        Section("notes", "notes", 1, words("Notes"), (NoteList(),)),
        Section("e", "section", 1, words("After"), (notes.prose(2),)),
    )
    done = write_pdf(document(*sections, notes=notes), changed(stand="end"), MADE, ROOT)
    assert done.content is not None
    assert conformance_faults(done.content, "ua1") == []
    with open_pdf(done.content) as pdf:
        assert note_faults(pdf, at_foot=False) == []
        assert reading_order_faults(pdf) == []
        where = places(pdf)
        assert {where[f"note-{note.id}"] for note in notes.all} <= set(
            range(where["notes"], where["e"] + 1)
        )
        order = [node.id for node in structure(pdf).find("Note")]
    assert order == [f"note-{note.id}" for note in notes.all]


def test_many_endnotes_break_over_pages() -> None:
    notes = Notes()
    prose = tuple(notes.prose(at, 5) for at in range(60))
    sections = (
        Section("text", "prose", 1, words("Text"), prose),
        Section("notes", "notes", 1, words("Notes"), (NoteList(),)),
    )
    done = write_pdf(document(*sections, notes=notes), changed(stand="end"), MADE, ROOT)
    assert done.content is not None
    with open_pdf(done.content) as pdf:
        where = places(pdf)
        pages = {where[f"note-{note.id}"] for note in notes.all}
        assert len(pages) > 2
        assert note_faults(pdf, at_foot=False) == []


def test_a_note_called_twice_on_a_page_prints_once() -> None:
    notes = Notes()
    call = notes.call("Said once.")
    again = Paragraph((*words("Once more"), call))
    sections = (Section("a", "prose", 1, words("A"), (again, again)),)
    done = write_pdf(document(*sections, notes=notes), style(), MADE, ROOT)
    assert done.content is not None
    with open_pdf(done.content) as pdf:
        lines = "".join(piece.text for piece in pieces(pdf))
        assert lines.count("Said once.") == 1
        links = [str(link.get("/Dest", "")) for link in pdf.pages[0].get("/Annots", [])]
        assert links.count("note-n1") == 2


@pytest.mark.parametrize(
    ("stand", "numbering", "restart", "where"),
    list(product(("foot", "end"), ("note", "source"), ("never", "section"), ("outline", "end"))),
)
def test_where_notes_stand_and_how_they_count_go_together(
    everything: Path, stand: str, numbering: str, restart: str, where: str
) -> None:
    look = changed(stand=stand, paper=numbering, restart=restart, sources=where, reuse="never")
    document, done = rendered(everything, look)
    data = done.content
    assert data is not None
    assert conformance_faults(data, "ua1") == []
    assert conformance_faults(data, "3a") == []
    with open_pdf(data) as pdf:
        assert parent_tree_faults(pdf) == []
        assert reading_order_faults(pdf) == []
        assert note_faults(pdf, at_foot=stand == "foot") == []
        headings = [whole_text(node) for node in structure(pdf).find("H2")]
    assert ("Notes" in headings) == (stand == "end")
    assert headings[-1] == "Sources"
    if stand == "end":
        assert headings[-2] == "Notes"
    first_of_two = next(
        note.label for note in document.notes if note.id in _called(document, "money")
    )
    assert (first_of_two == "1") == (restart == "section")


def _called(document: Document, section: str) -> set[str]:
    (found,) = [one for one in document.sections if one.id == section]
    text = repr(found.blocks)
    return {
        note.id
        for note in document.notes
        if re.search(rf"NoteCall\(notes=\([^)]*'{note.id}'", text)
    }


def test_endnotes_are_grouped_by_part_where_numbers_restart(everything: Path) -> None:
    with open_pdf(content(everything, changed(stand="end", restart="section"))) as pdf:
        headings = [(node.tag, whole_text(node)) for node in structure(pdf).walk()]
    at = headings.index(("H2", "Notes"))
    groups = [text for tag, text in headings[at:] if tag == "H3"][:3]
    assert groups == ["One", "Two", "Annex A: All wells"]


def test_endnotes_of_one_source_stand_together_under_its_number(everything: Path) -> None:
    with open_pdf(content(everything, changed(stand="end", paper="source"))) as pdf:
        labels = [node.find("Lbl")[0] for node in structure(pdf).find("Note")]
        numbers = [whole_text(label) for label in labels]
    assert numbers == [str(at) for at in range(1, len(numbers) + 1)]


def test_a_notes_block_prints_nothing_where_notes_stand_at_the_foot(everything: Path) -> None:
    path = everything / "outlines" / "everything.yaml"
    path.write_text(OUTLINE + "  - {id: notes, type: notes, title: Notes}\n", encoding="utf-8")
    for stand, expected in (("foot", 0), ("end", 1)):
        with open_pdf(content(everything, changed(stand=stand))) as pdf:
            titles = [whole_text(node) for node in structure(pdf).find("H2")]
        assert titles.count("Notes") == expected


# --- front matter ----------------------------------------------------------------------------


def test_front_matter_counts_in_roman_figures_and_the_paper_from_one(everything: Path) -> None:
    with open_pdf(content(everything, style())) as pdf:
        labels = page_labels(pdf)
        where = places(pdf)
        front = where["part-one"]
        assert front >= 2
        assert labels[:2] == ["i", "ii"]
        assert labels[front:] == [str(at) for at in range(1, len(labels) - front + 1)]
        feet = {}
        for piece in pieces(pdf):
            if piece.mcid is None and piece.y < 50 and not piece.text.startswith("TLP"):
                feet[piece.page] = piece.text.strip()
        assert 0 not in feet
        assert feet[1] == "ii"
        assert feet[front] == f"1 / {len(labels) - front}"
        entries = [whole_text(node) for node in structure(pdf).find("TOCI")]
        assert "One 1" in entries
        assert any(re.fullmatch(r"Annex A: All wells \d+", entry) for entry in entries)
        for entry in entries:
            assert entry.split()[-1] in labels


@pytest.mark.parametrize(("cover", "roman"), [("banner", "cover"), ("page", "never")])
def test_pages_count_in_arabic_figures_where_nothing_asks_for_roman_ones(
    everything: Path, cover: str, roman: str
) -> None:
    path = everything / "outlines" / "everything.yaml"
    path.write_text(OUTLINE.replace("cover: page", f"cover: {cover}"), encoding="utf-8")
    with open_pdf(content(everything, style(front={"roman": roman}))) as pdf:
        assert page_labels(pdf) == [str(at) for at in range(1, len(pdf.pages) + 1)]


def test_a_marking_is_read_once_and_stands_in_every_head_and_foot(everything: Path) -> None:
    for language in ("en", "es"):
        with open_pdf(content(everything, style(), language)) as pdf:
            shown = [piece for piece in pieces(pdf) if piece.text.strip() == "TLP:AMBER"]
            for number in range(len(pdf.pages)):
                heights = [
                    p.y
                    for p in shown
                    if (p.page == number and p.mcid is None) or (p.page == number and p.y > 700)
                ]
                assert min(heights) < 70
                assert max(heights) > 750
            read = [node for node in structure(pdf).walk() if node.text == "TLP:AMBER"]
            marked = [node for node in read if node.language or language == "en"]
        assert sum(p.mcid is not None and p.y > 750 for p in shown) == 1
        assert marked


def test_a_label_with_a_colour_of_its_own_stands_in_it_on_a_plate() -> None:
    for marking, plates in (("TLP:RED", 2), ("For the board only", 0)):
        one = document(Section("s", "prose", 1, words("Text"), ()), marking=marking)
        made = write_pdf(one, style(), MADE, ROOT)
        assert made.content is not None
        with open_pdf(made.content) as pdf:
            shown = [piece for piece in pieces(pdf) if piece.text.strip() == marking]
            grounds, letters = painted(pdf.pages[0])
        assert len(shown) == 2
        held = [
            piece
            for piece in shown
            for left, bottom, width, height in grounds
            if left < piece.x and piece.x + piece.width < left + width
            if bottom < piece.y < bottom + height
        ]
        assert len(held) == plates
        assert (RED in letters) == bool(plates)


RED = (1.0, 0.169, 0.169)
"""#ff2b2b, in which FIRST wants TLP:RED to stand on black."""


def painted(sheet: pikepdf.Page) -> tuple[list[list[float]], set[tuple[float, ...]]]:
    """Return a page's black rectangles, and the colours of its letters."""
    black, letters, held = [], set(), (0.0, 0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(sheet):
        match str(operator):
            case "rg":
                held = tuple(round(float(one), 3) for one in operands)
            case "re" if held == (0.0, 0.0, 0.0):
                black.append([float(one) for one in operands])
            case "TJ":
                letters.add(held)
    return black, letters


def test_where_a_marking_stands_no_part_is_named(everything: Path) -> None:
    """They would stand in one place."""
    with open_pdf(content(everything, style())) as pdf:
        heads = [one.text for one in pieces(pdf) if one.mcid is None and one.y > 750]
    assert {text.strip() for text in heads} == {"Everything", "TLP:AMBER"}


def test_the_cover_names_the_readers_it_goes_to(everything: Path) -> None:
    with open_pdf(content(everything, style())) as pdf:
        first = "".join(p.text for p in pieces(pdf) if p.page == 0)
    assert "Distribution: Members, Library" in first


def test_a_list_of_figures_without_figures_is_dropped_with_its_heading(everything: Path) -> None:
    document, done = rendered(everything, style())
    assert [one.id for one in document.sections if one.kind == "contents"] == ["contents", "tables"]
    told = [one for one in done.diagnostics if one.rule == "empty-list"]
    assert [one.severity for one in told] == [Severity.NOTE]
    assert told[0].at is not None


def test_annexes_begin_on_a_fresh_page_unless_the_style_says_otherwise(everything: Path) -> None:
    for fresh in (True, False):
        look = style(**{"fresh-pages": {"annexes": fresh}})
        with open_pdf(content(everything, look)) as pdf:
            where = places(pdf)
        assert (where["annex"] > where["corrected"]) == fresh


# --- the source list -------------------------------------------------------------------------


def test_sources_link_back_to_the_pages_that_cite_them(everything: Path) -> None:
    document, done = rendered(everything, changed(source_pages=True))
    assert done.content is not None
    by_source: dict[str, set[str]] = {}
    with open_pdf(done.content) as pdf:
        labels, where = page_labels(pdf), places(pdf)
        cites = {f"note-{note.id}": note.sources for note in document.notes}
        for number, sheet in enumerate(pdf.pages):
            for link in sheet.get("/Annots", []):
                for source in cites.get(str(link.get("/Dest", "")), ()):
                    by_source.setdefault(source, set()).add(labels[number])
        last = structure(pdf).find("L")[-2:]
        entries = [node for one in last for node in one.find("LI")]
        printed = [[whole_text(link) for link in entry.find("Link")] for entry in entries]
        back = [
            (labels[where[str(link.Dest)]], str(link.Contents))
            for sheet in pdf.pages
            for link in sheet.get("/Annots", [])
            if "-on-" in str(link.get("/Dest", ""))
        ]
    assert sorted(map(sorted, printed)) == sorted(map(sorted, by_source.values()))
    assert [page for page, _ in back] == [page for entry in printed for page in entry]
    assert all(said == f"p. {page}" for page, said in back)
    assert all(re.search(r"pp?\. ", whole_text(entry)) for entry in entries)


def test_no_pages_are_told_where_the_style_does_not_want_them(everything: Path) -> None:
    with open_pdf(content(everything, changed(source_pages=False))) as pdf:
        assert not any("-on-" in name for name in places(pdf))


def test_groups_of_sources_have_headings(everything: Path) -> None:
    with open_pdf(content(everything, style())) as pdf:
        headings = [whole_text(node) for node in structure(pdf).find("H3")]
    assert headings[-2:] == ["Books", "Reports and papers"]


# --- tables ----------------------------------------------------------------------------------


def test_what_is_compared_gets_columns_of_one_width(everything: Path) -> None:
    with open_pdf(content(everything, style())) as pdf:
        shown = pieces(pdf)
    (charge,) = [p.x for p in shown if p.text.strip() == "Charge"]
    (answer,) = [p.x for p in shown if p.text.strip().startswith("An answer that")]
    margins = style().paper.margins
    gap = style().paper.tables.column_gap
    assert answer - charge == pytest.approx(595.276 - margins.right - answer + gap, abs=0.05)


def test_rows_tied_by_a_cell_taller_than_a_page_are_parted_between_rows() -> None:
    notes = Notes()
    count = 70
    tall = Cell(
        (*words(" ".join(SENTENCES * 2)), notes.call("Of all.")), row_span=count, header=True
    )
    rows = tuple(
        Row(
            (
                *((tall,) if at == 0 else ()),
                Cell((*words(f"Row {at}"), notes.call(f"Of row {at}."))),
            )
        )
        for at in range(count)
    )
    block = Table(
        "t", (Column(), Column()), (Row((Cell(words("A")), Cell(words("B")))),), (RowGroup(rows),)
    )
    section = Section("s", "table", 1, words("Table"), (block,))
    done = write_pdf(document(section, notes=notes), style(), MADE, ROOT)
    assert done.content is not None
    assert conformance_faults(done.content, "ua1") == []
    bottom = style().paper.margins.bottom
    with open_pdf(done.content) as pdf:
        assert len(pdf.pages) >= 3
        assert note_faults(pdf, at_foot=True) == []
        shown = [p for p in pieces(pdf) if p.mcid is not None]
        assert min(p.y for p in shown) >= bottom
        found = {p.text.strip() for p in shown}
    assert {f"Row {at}" for at in range(count)} <= found


def test_a_long_cell_that_spans_few_rows_makes_them_high_enough() -> None:
    tall = Cell(words(" ".join(SENTENCES)), row_span=2)
    rows = (
        Row((tall, Cell(words("First")))),
        Row((Cell(words("Second")),)),
        Row((Cell(words("Last")), Cell(()))),
    )
    columns = (Column(width=0.2), Column())
    section = Section("s", "table", 1, (), (Table("t", columns, (), (RowGroup(rows),)),))
    done = write_pdf(document(section), style(), MADE, ROOT)
    assert done.content is not None
    with open_pdf(done.content) as pdf:
        heights = {p.text.strip(): p.y for p in pieces(pdf) if p.mcid is not None}
    lines = [
        y
        for text, y in heights.items()
        if text not in ("First", "Second", "Last", "Wells of the coast")
    ]
    assert heights["First"] > heights["Second"] > heights["Last"]
    assert min(lines) > heights["Last"]


# --- attachments -----------------------------------------------------------------------------


def _attached(data: bytes) -> dict[str, bytes]:
    with open_pdf(data) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def test_facts_and_sources_go_along_inside_a_file_of_pdf_a_3(everything: Path) -> None:
    data = content(everything, style())
    assert conformance_faults(data, "3a") == []
    files = _attached(data)
    kinds = {
        "facts.csv": "/text/csv",
        "facts.json": "/application/json",
        "sources.csv": "/text/csv",
        "sources.json": "/application/vnd.citationstyles.csl+json",
    }
    with open_pdf(data) as pdf:
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
        specifications = list(pdf.Root.AF)
        assert {str(one.UF) for one in specifications} == set(kinds)
        for one in specifications:
            held = one.EF.F
            assert str(one.AFRelationship) == "/Data"
            assert str(held.Subtype) == kinds[str(one.UF)]
            assert int(held.Params.Size) == len(files[str(one.UF)])
            assert str(held.Params.ModDate) == "D:20261121120000+00'00'"
            digest = hashlib.md5(files[str(one.UF)], usedforsecurity=False).digest()
            assert bytes(held.Params.CheckSum) == digest
    facts = json.loads(files["facts.json"])
    assert [one["id"] for one in facts["facts"]] == ["wells-2019", "cost-2020"]
    assert facts["facts"][0]["statement"] == "In 2019 the coast had more than 1,200 wells."
    assert facts["facts"][0]["values"]["wells"]["is"] == 1200
    works = json.loads(files["sources.json"])
    assert {one["id"] for one in works} == {"perez-2019", "survey-2020"}
    assert works[0]["author"] == [{"family": "Pérez", "given": "Ana"}]
    rows = list(csv.DictReader(StringIO(files["facts.csv"].decode("utf-8-sig"))))
    assert [(row["id"], row["is"]) for row in rows] == [
        ("wells-2019", "1200"),
        ("cost-2020", "900"),
    ]
    rows = list(csv.DictReader(StringIO(files["sources.csv"].decode("utf-8-sig"))))
    assert rows[0]["citation"].startswith("Pérez, Ana. Wells of the Coast.")
    assert content(everything, style()) == data


def test_a_file_that_carries_none_is_pdf_a_2_and_the_style_may_ask_too(everything: Path) -> None:
    path = everything / "outlines" / "everything.yaml"
    path.write_text(OUTLINE.replace("attach: [facts, sources]\n", ""), encoding="utf-8")
    data = content(everything, style())
    assert conformance_faults(data, "2a") == []
    assert _attached(data) == {}
    assert set(_attached(content(everything, style(attach=["sources"])))) == {
        "sources.csv",
        "sources.json",
    }


def test_attachments_tell_nothing_that_the_paper_does_not(everything: Path) -> None:
    more = """\
secret:
  kind: statistic
  text: {full: "A hidden well."}
  topics: [water]
  internal: true
  cites: [{source: secret-report, locator: "1", seen: read}]
elsewhere:
  kind: statistic
  text: {full: "A well elsewhere."}
  topics: [money]
  places: [CL]
  tags: [private-tag]
  cites: [{source: other-report, locator: "1", seen: read}]
"""
    sources = """\
secret-report: {type: report, title: Secret report, internal: true}
other-report: {type: report, title: Other report}
"""
    data = everything / "data"
    (data / "facts" / "more.yaml").write_text(more, encoding="utf-8")
    (data / "sources" / "more.yaml").write_text(sources, encoding="utf-8")
    facts = data / "facts" / "all.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace(
            "  topics: [water]\n",
            "  topics: [water]\n  tags: [private-tag]\n  basis: private basis\n",
            1,
        ),
        encoding="utf-8",
    )
    works = data / "sources" / "all.yaml"
    text = works.read_text(encoding="utf-8")
    works.write_text(
        text.replace(
            '  issued: "2019"\n',
            '  issued: "2019"\n  annote: private note\n  custom: {note: private note}\n',
            1,
        ),
        encoding="utf-8",
    )
    outline = everything / "outlines" / "everything.yaml"
    outline.write_text(OUTLINE.replace('"topic:money"', '"id:cost-2020"'), encoding="utf-8")
    files = _attached(content(everything, style()))
    assert len(files) == 4
    for name, held in files.items():
        for word in (b"hidden", b"ecret", b"elsewhere", b"Other report", b"private"):
            assert word not in held, name


def test_a_table_that_goes_along_runs_no_formula(everything: Path) -> None:
    facts = everything / "data" / "facts" / "all.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace('full: "In {when} the coast', "full: \"=HYPERLINK('x') {when} the coast"),
        encoding="utf-8",
    )
    held = _attached(content(everything, style()))["facts.csv"].decode("utf-8-sig")
    (row,) = [row for row in csv.DictReader(StringIO(held)) if row["id"] == "wells-2019"]
    assert row["statement"].startswith("'=HYPERLINK")


# --- the whole -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "styles").glob("*.yaml")))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_paper_with_everything_conforms_in_every_style(
    everything: Path, name: str, language: str
) -> None:
    data = content(everything, style(name), language)
    assert conformance_faults(data, "ua1") == []
    assert conformance_faults(data, "3a") == []
    with open_pdf(data) as pdf:
        assert parent_tree_faults(pdf) == []
        assert reading_order_faults(pdf) == []
        assert note_faults(pdf, at_foot=style(name).notes.stand == "foot") == []
        assert untagged(pdf) == []
        root = structure(pdf)
    assert all(node.attributes.get("/Scope") for node in root.find("TH"))
    empty = [node.tag for node in root.walk() if not node.children and not node.text]
    assert empty == ["TD"], "nothing but the corner of what is compared"
