"""Decks, read back: what stands on which slide, what is told, and that the bytes are the same."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from deck_documents import (
    DOT,
    MADE,
    bar_chart,
    bullets,
    call,
    generated,
    notes,
    plain_deck,
    section,
    source_list,
    style,
    table,
    talk,
    text,
    two_series,
)
from footnoted.diagnostics import Severity
from footnoted.model.document import (
    Block,
    Box,
    BoxKind,
    Contents,
    Definition,
    Definitions,
    Document,
    Figure,
    Front,
    Listing,
    Note,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Role,
    Section,
    SourceEntry,
    SourceGroup,
    SourceList,
    Stat,
    Table,
    Tile,
)
from footnoted.model.figures import (
    Bound,
    Chart,
    ChartForm,
    Map,
    MapForm,
    MapPlace,
    Mark,
    Picture,
    Series,
)
from footnoted.model.inlines import Link, NoteCall
from footnoted.model.rendered import Rendered
from footnoted.model.style import Style
from footnoted.pptx import write_pptx
from footnoted.pptx.readable import accessibility
from footnoted.pptx.sound import lint
from pptx_reading import opened, parts, source_notes, texts, title, titles

HERE = Path(__file__).parent


def written(document: Document, look: Style | None = None, root: Path = HERE) -> Rendered:
    return write_pptx(document, look or style(), MADE, root)


def content(document: Document, look: Style | None = None, root: Path = HERE) -> bytes:
    made = written(document, look, root)
    assert made.content, made.diagnostics
    assert lint(made.content) == []
    assert accessibility(made.content) == []
    return made.content


def deck(*blocks: Block, name: str = "A finding as a sentence", **more: object) -> Document:
    made = section("one", name, *blocks, **more)
    return Document("d", "en-GB", Front("A title"), (made,), notes())


def slides(*blocks: Block, **more: object) -> list[Slide]:
    return list(opened(content(deck(*blocks, **more))).slides)[1:]  # type: ignore[arg-type]


def sheet(workbook: bytes) -> str:
    """Return the cells and the strings of an embedded workbook."""
    files = parts(workbook)
    return (files["xl/worksheets/sheet1.xml"] + files["xl/sharedStrings.xml"]).decode()


def rules(made: Rendered) -> list[str]:
    return [one.rule for one in made.diagnostics]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return content(talk())


def test_every_kind_of_slide_has_its_layout(whole: bytes) -> None:
    layouts = [slide.slide_layout.name for slide in opened(whole).slides]
    assert layouts[:4] == ["Title", "Title and Content", "Section", "Title and Content"]
    assert set(layouts) == {
        "Title", "Section", "Title and Content", "Two Content", "Chart and Takeaway",
        "Quotation", "Title Only", "Sources",
    }  # fmt: skip


def test_titles_are_the_sections_sentences(whole: bytes) -> None:
    found = titles(opened(whole))
    assert "Venezuela takes more Cuban health workers than all others together" in found
    assert "Missions differ in age, size and purpose (1 of 2)" in found
    assert len(set(found)) == len(found)


def test_notes_stand_at_the_foot_of_the_slide_that_calls_them() -> None:
    first, second = slides(
        bullets(text("One", call(2)), text("Two", call(4, 2))),
        Stat((Tile("5", text("x", call(3))),)),
    )
    assert [line.split()[0] for line in source_notes(first).splitlines()] == ["2", "4"]
    assert source_notes(second).startswith("3\t“Fact Sheet")
    for slide in (first, second):
        shape = next(one for one in slide.shapes if one.name == "Notes")
        assert shape.top + shape.height == pytest.approx((540 - 44) * 12700, abs=2)


def test_one_source_cited_twice_alike_prints_once() -> None:
    same = replace(notes()[0], id="other")
    document = deck(bullets(text("One", call(1)), text("Two", replace(call(1), notes=("other",)))))
    document = replace(document, notes=(*notes(), same))
    (slide,) = list(opened(content(document)).slides)[1:]
    assert source_notes(slide).count("Huish") == 1


def test_notes_of_one_source_stand_as_one_entry() -> None:
    """The citation once, then other places; over it each remark once under one opening."""
    lead = style().phrases["en"].in_dispute
    cited = text("Huish, “Internationalism,” 77. ")
    short = text("Huish, “Internationalism.” ")
    first = Note("a", "1", (*cited, *text(f"{lead} A.")), ("h",), (), "p. 77", text(f"{lead} A."))
    again = Note("b", "1", (*short, *text(f"{lead} B.")), ("h",), (), "p. 165", text(f"{lead} B."))
    third = Note("c", "1", (*short, *text(f"{lead} A.")), ("h",), (), "p. 165", text(f"{lead} A."))
    lines = bullets(*(text("One", NoteCall((name,))) for name in ("b", "c", "a")))
    document = replace(deck(lines), notes=(first, again, third))
    (slide,) = list(opened(content(document)).slides)[1:]
    assert source_notes(slide) == "1\tHuish, “Internationalism,” 77. Also p. 165."
    assert texts(slide)["Disclosure"] == f"{lead} A.1 B.1"


def test_notes_stand_in_the_order_of_their_labels() -> None:
    (slide,) = slides(bullets(text("One", call(4)), text("Two", call(3, 2))))
    assert [line.split()[0] for line in source_notes(slide).splitlines()] == ["2", "3", "4"]


def test_a_disclosure_of_half_a_slide_stands_on_the_next_one() -> None:
    lead = style().phrases["en"].in_dispute
    points = [f"Source {n} counts otherwise and says so at some length." for n in range(60)]
    remark = text(f"{lead} {' '.join(points)}")
    note = Note("n1", "1", (*text("A citation. "), *remark), ("a",), remark=remark)
    made = Document(
        "d", "en", Front("D"), (section("s", "A", bullets(text("One.", call(1)))),), (note,)
    )
    rendered = written(made)
    assert rendered.content
    shown = [texts(slide) for slide in opened(rendered.content).slides]
    assert shown[1]["Disclosure"] == f"{lead} (continued)"
    printed = " ".join(one["Text"] for one in shown[2:] if "Text" in one)
    assert [point for point in points if point not in printed.replace("\n", " ")] == []
    going_on = [slide for slide in opened(rendered.content).slides if "Text" in texts(slide)][1:]
    assert len(going_on) > 1
    assert {source_notes(slide) for slide in going_on} == {"1\tA citation."}
    assert not any("Disclosure" in texts(slide) for slide in going_on)
    said = [one.message for one in rendered.diagnostics if one.rule == "continued"]
    assert any("slide 2: what must be disclosed" in one for one in said)
    assert lint(rendered.content) == accessibility(rendered.content) == []


@pytest.mark.parametrize("form", MapForm)
def test_words_that_find_no_room_beside_a_figure_stand_before_it(form: MapForm) -> None:
    places = tuple(MapPlace(one, f"Land {one}", (0,), Decimal(900), "900") for one in ("BR", "VE"))
    takeaway = text("The staff went to lands that had asked for them for years. " * 40)
    figure = Figure("m", Map(form, places, ("Staff",), "people"), (), "Map.", (), "", takeaway)
    rendered = written(Document("d", "en", Front("D"), (section("s", "Where " * 24, figure),)))
    assert rendered.content, rendered.diagnostics
    *words, drawn = list(opened(rendered.content).slides)[1:]
    said = "".join(texts(slide)["Text"] for slide in words)
    assert "".join(takeaway[0].text.split()) == "".join(said.split())
    assert any(shape.shape_type == MSO_SHAPE_TYPE.GROUP for shape in drawn.shapes)


def test_long_links_can_be_broken_and_lead_to_one_place() -> None:
    words = "A title of many words that goes on and on and does not end soon"
    (slide,) = slides(Paragraph((Link(text(words), "https://example.org/a"),)))
    shape = next(one for one in slide.shapes if one.name == "Text")
    runs = shape.text_frame.paragraphs[0].runs
    assert len(runs) > 1
    assert "".join(run.text for run in runs) == words
    assert {run.hyperlink.address for run in runs} == {"https://example.org/a"}


def test_runs_have_a_full_language_tag() -> None:
    document = replace(deck(bullets(text("One"), text("Two"))), language="en")
    (slide,) = list(opened(content(document)).slides)[1:]
    assert {run.get("lang") for run in slide._element.iter(qn("a:rPr"))} == {"en-GB"}


def test_speaker_notes_longer_than_the_page_are_told_and_stay_whole() -> None:
    speech = tuple(Paragraph(text(f"Sentence {i}. " * 60)) for i in range(30))
    made = written(deck(bullets(text("One"), text("Two")), speaker=speech))
    assert "long-speaker-notes" in rules(made)
    assert made.content
    (slide,) = list(opened(made.content).slides)[1:]
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    assert frame.text.count("Sentence") == 1800


def test_what_hedges_a_figure_stands_over_it() -> None:
    (slide,) = slides(Stat((Tile("At least 19,000", text("doctors")), Tile("103", text("places")))))
    figures = [one for one in slide.shapes if one.name in ("Hedge", "Figure")]
    assert [one.text_frame.text for one in figures] == ["At least", "19,000", "103"]
    assert figures[1].top == figures[2].top


def test_few_rows_stand_roomier_than_many() -> None:
    few, many = (tables(slides(table(count)))[0] for count in (3, 60))
    assert few.rows[1].height > many.rows[1].height  # type: ignore[attr-defined]


def test_markers_are_raised_and_print_labels() -> None:
    (slide,) = slides(Paragraph(text("A claim", call(3, 4), " goes on")))
    shape = next(one for one in slide.shapes if one.name == "Text")
    runs = shape.text_frame.paragraphs[0].runs
    raised = [run.text for run in runs if run._r.rPr.get("baseline") == "30000"]
    assert raised == ["3,4"]


def test_too_many_notes_are_shortened_and_point_to_sources_slides() -> None:
    wide = tuple(
        Note(f"n{i}", str(i), text("A very long citation, " * 22), (f"s{i}",), text(f"Short {i}."))
        for i in range(1, 10)
    )
    document = replace(deck(bullets(text("All", call(*range(1, 10))))), notes=wide)
    made = written(document)
    assert made.content
    assert "shortened" in rules(made)
    slide, *rest = list(opened(made.content).slides)[1:]
    assert "Short 9." in source_notes(slide)
    assert "ull reference on the sources slide" in source_notes(slide)
    assert rest
    assert title(rest[0]).startswith("Sources")
    full = "".join(texts(one)["Sources"] for one in rest)
    assert full.count("A very long citation") == 9 * 22


def test_long_text_goes_on_and_is_told() -> None:
    lines = [
        text(f"Point {i} says what it has to say at some length, as points do") for i in range(40)
    ]
    made = written(deck(bullets(*lines)))
    assert made.content
    found = list(opened(made.content).slides)[1:]
    assert len(found) > 1
    assert [title(one) for one in found] == [
        f"A finding as a sentence ({i} of {len(found)})" for i in range(1, len(found) + 1)
    ]
    printed = "\n".join(texts(one)["Text"] for one in found)
    assert printed.splitlines() == ["".join(part.text for part in line) for line in lines]  # type: ignore[union-attr]
    told = [one for one in made.diagnostics if one.rule == "continued"]
    assert [one.severity for one in told] == [Severity.NOTE]
    assert "slide 2" in told[0].message


def test_a_headline_that_no_size_holds_is_an_error() -> None:
    made = written(deck(Paragraph(text("x")), name="Word " * 200))
    assert made.content is None
    assert [one.rule for one in made.diagnostics if one.severity is Severity.ERROR] == [
        "does-not-fit"
    ]


def test_a_face_that_is_not_measured_is_told() -> None:
    made = written(deck(Paragraph(text("x"))), style(body_face="Aptos"))
    assert made.content
    assert rules(made) == ["unmeasured-face"]


def test_quotations_keep_exact_words_and_speaker() -> None:
    (slide,) = slides(Quotation(text("“To settle our debt.”", call(2)), text("F. Castro, 1988")))
    assert texts(slide)["Quotation"] == "“To settle our debt.”2"
    assert texts(slide)["Speaker"] == "— F. Castro, 1988"


def charts(found: list[Slide]) -> Iterator[object]:
    for slide in found:
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart


def figure(chart: object, **more: object) -> Figure:
    words = {"caption": text("Workers by country"), "credit": text("Source: ministry.", call(1))}
    return Figure("f", chart, alt="Venezuela leads.", **{**words, **more})  # type: ignore[arg-type]


def test_charts_are_native_and_hold_the_data() -> None:
    found = slides(figure(bar_chart(8)))
    (chart,) = charts(found)
    plot = chart.plots[0]  # type: ignore[attr-defined]
    assert list(plot.categories)[:3] == ["Venezuela", "Brazil", "Guatemala"]
    assert plot.categories[7] == "=HYPERLINK(0)"
    assert list(plot.series[0].values)[:3] == [31390, 11400, 461]
    assert chart.category_axis.reverse_order  # type: ignore[attr-defined]
    frame = next(shape for shape in found[0].shapes if shape.has_chart)
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Venezuela leads."
    assert source_notes(found[0]).startswith("Source: ministry.1")


def test_labels_keep_the_hedge_and_emphasis_its_colour() -> None:
    found = content(deck(figure(bar_chart(4))))
    xml = parts(found)["ppt/charts/chart1.xml"].decode()
    assert "more than 11,400" in xml
    assert xml.count("<c:dPt>") == 4
    assert xml.count('schemeClr val="tx2"') == 1
    assert xml.count(style().colours.quiet[1:].upper()) == 5
    assert xml.count("<a:gradFill") == 1  # more than: it goes on


def test_formulas_never_come_from_data() -> None:
    found = parts(content(deck(figure(bar_chart(8)))))
    workbook = found["ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"]
    cells = parts(workbook)["xl/worksheets/sheet1.xml"].decode()
    assert "<f>" not in cells
    assert "=HYPERLINK(0)" in sheet(workbook)
    assert "31390" in sheet(workbook)


@pytest.mark.parametrize("form", [ChartForm.BAR, ChartForm.COLUMN, ChartForm.LINE])
def test_several_series_are_named_and_gaps_stay_gaps(form: ChartForm) -> None:
    (chart,) = charts(slides(figure(two_series(form))))
    series = chart.plots[0].series  # type: ignore[attr-defined]
    assert [one.name for one in series] == ["Doctors", "Other staff"]
    assert series[0].values[-1] is None
    crowded = form is ChartForm.COLUMN  # no room for names over its columns
    assert chart.has_legend is crowded  # type: ignore[attr-defined]
    told = [run.text or "" for run in chart.element.iter(qn("a:t"))]  # type: ignore[attr-defined]
    for name in ("Doctors", "Other staff"):
        assert sum(name in one for one in told) == (0 if crowded else 1)


def form_chart(form: ChartForm) -> Chart:
    """Return a chart that suits its form, with a bound in it."""
    count = 2 if form is ChartForm.SLOPE else 4
    bound = Bound.ABOUT
    marks = tuple(
        Mark(
            Decimal(1000 - 200 * row),
            f"about {1000 - 200 * row:,}" if row == 1 else f"{1000 - 200 * row:,}",
            bound if row == 1 else Bound.EXACT,
            low=Decimal(900 - 200 * row) if form is ChartForm.RANGE else None,
            high=Decimal(1100 - 200 * row) if form is ChartForm.RANGE else None,
            at=Decimal(2000 + 4 * row) + Decimal("0.5"),
            at_label=str(row) if form is ChartForm.SCATTER else "",
        )
        for row in range(count)
    )
    names = tuple(f"Place {row}" for row in range(count))
    return Chart(form, names, (Series("Staff", marks),), "people", along="years")


@pytest.mark.parametrize("form", list(ChartForm))
def test_every_form_is_a_native_chart_with_its_numbers(form: ChartForm) -> None:
    package = content(deck(figure(form_chart(form))))
    assert not list(lint(package))
    found = parts(package)
    xml = found["ppt/charts/chart1.xml"].decode()
    workbook = found["ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"]
    cells = parts(workbook)["xl/worksheets/sheet1.xml"].decode()
    assert "<f>" not in cells
    tree = etree.fromstring(xml.encode())
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    cached = {
        float(v.text or 0) for c in tree.iter(f"{space}numCache") for v in c.iter(f"{space}v")
    }
    kept = {float(number) for number in re.findall(r"<v>([-0-9.]+)</v></c>", cells)}
    assert cached <= kept
    wanted = {900, 700} if form is ChartForm.RANGE else {1000, 800}
    assert wanted <= cached
    assert "about 800" in xml


@pytest.mark.parametrize("form", [ChartForm.STACKED_BAR, ChartForm.STACKED_COLUMN])
def test_no_value_of_a_stack_is_lost(form: ChartForm) -> None:
    """Each stands in its part, as a number or in words, or in words at the end of its bar."""
    rows = ((13000, 9000, 1200, 600), (3000, 1200, 900, 20), (9500, 400, 300, 7))
    series = tuple(
        Series(f"Kind {at}", tuple(Mark(Decimal(v), f"{v:,}") for v in row))
        for at, row in enumerate(rows)
    )
    (chart,) = charts(slides(figure(Chart(form, ("a", "b", "c", "d"), series, "people"))))
    *parts_, words = chart.plots[0].series  # type: ignore[attr-defined]
    told = "".join(run.text for run in words._element.iter(qn("a:t")))
    for at, row in enumerate(rows):
        gone = [
            int(one.find(qn("c:idx")).get("val"))
            for one in parts_[at]._element.iter(qn("c:dLbl"))
            if one.find(qn("c:delete")) is not None
        ]
        (shown,) = parts_[at]._element.findall(qn("c:dLbls"))
        assert shown.find(qn("c:showVal")).get("val") == "1"
        assert gone
        assert all(f"Kind {at} {row[place]:,}" in told for place in gone)
        assert len(gone) == sum(f"Kind {at} {value:,}" in told for value in row)


def test_points_stand_along_years_in_the_deck() -> None:
    (chart,) = charts(slides(figure(form_chart(ChartForm.POINTS))))
    series = chart.plots[0].series[0]  # type: ignore[attr-defined]
    xs = [float(x.text) for x in series._element.xVal.iter(qn("c:v"))]
    assert xs == [2000, 2004, 2008, 2012]


def test_an_unseen_base_holds_up_a_range() -> None:
    (chart,) = charts(slides(figure(form_chart(ChartForm.RANGE))))
    base, span = list(chart.plots[0].series)[:2]  # type: ignore[attr-defined]
    assert base.format.fill.type == MSO_FILL.BACKGROUND
    assert [low + wide for low, wide in zip(base.values, span.values, strict=True)] == [
        1100,
        900,
        700,
        500,
    ]


def test_bars_that_are_too_many_go_on_with_one_scale() -> None:
    found = list(charts(slides(figure(bar_chart(60)))))
    assert len(found) > 1
    assert sum(len(one.plots[0].categories) for one in found) == 60  # type: ignore[attr-defined]
    assert len({one.value_axis.maximum_scale for one in found}) == 1  # type: ignore[attr-defined]


def tables(found: list[Slide]) -> list[object]:
    return [shape.table for slide in found for shape in slide.shapes if shape.has_table]


def test_tables_repeat_their_head_and_lose_no_row() -> None:
    found = tables(slides(table(24)))
    assert len(found) > 1
    first: list[str] = []
    for one in found:
        rows = [[cell.text for cell in row.cells] for row in one.rows]  # type: ignore[attr-defined]
        assert rows[0] == ["Country", "Since", "Staff", "What they do"]
        assert one.first_row  # type: ignore[attr-defined]
        first += [row[1] for row in rows[1:]]
    assert [year for year in first if year] == [str(1963 + i) for i in range(24)]


def conflict(members: int, title: str = "") -> Box:
    said = bullets(*(text(f"Source {i} says {i}", call(i)) for i in range(1, members + 1)))
    verdict = (
        Paragraph(text("We print the first.")),
        Paragraph(text("They disagree."), Role.CAVEAT),
    )
    return Box(BoxKind.CONFLICT, text(title) if title else (), (said, *verdict))


def shapes_of(slide: Slide, name: str) -> list[BaseShape]:
    return [one for one in slide.shapes if one.name.startswith(name)]


@pytest.mark.parametrize("members", [2, 3, 4])
def test_members_of_a_conflict_are_sides_of_equal_weight(members: int) -> None:
    (slide,) = slides(conflict(members), name="Which is it?")
    sides = shapes_of(slide, "Side")
    assert [one.text_frame.text for one in sides] == [
        f"Source {i} says {i}{i}" for i in range(1, members + 1)
    ]
    assert len({(one.width, one.height) for one in sides}) == 1
    assert texts(slide)["Disclosure"] == "We print the first.\nThey disagree."


def test_each_conflict_has_its_own_question_for_a_headline() -> None:
    found = slides(conflict(2), conflict(1, "Or that?"), conflict(5, "Or those?"), name="Which?")
    assert [title(one) for one in found] == ["Which?", "Or that?", "Or those?"]


def test_a_single_figure_fills_its_slide() -> None:
    (one,) = slides(Stat((Tile("At least 19,000", text("doctors", call(1))),)))
    (two, *_) = slides(Stat((Tile("19,000", text("doctors")), Tile("103", text("countries")))))
    alone, abreast = (shapes_of(slide, "Figure")[0] for slide in (one, two))
    assert alone.height > 1.5 * abreast.height
    assert texts(one)["Hedge"] == "At least"


def asked(*answers: str) -> Questions:
    return Questions(
        tuple(
            Question(text(f"Question {i}?"), (Paragraph(text(words, call(i))),) if words else ())
            for i, words in enumerate(answers, 1)
        )
    )


def test_answered_questions_have_a_slide_each_and_the_list_leads_to_them() -> None:
    listed, first, third = slides(asked("Yes.", "", "No."), name="What you may ask")
    assert texts(listed)["Questions"].splitlines() == ["Question 1?", "Question 2?", "Question 3?"]
    targets = [
        one.target_part for one in listed.part.rels.values() if one.reltype.endswith("/slide")
    ]
    assert [title(one.slide) for one in targets] == ["Question 1?", "Question 3?"]
    assert [title(first), texts(first)["Text"]] == ["Question 1?", "Yes.1"]
    assert source_notes(third).startswith("3\t")


def test_questions_without_answers_are_a_list() -> None:
    (slide,) = slides(asked("", ""), name="To discuss")
    numbers = slide._element.findall(f".//{qn('a:buAutoNum')}")
    assert len(numbers) == 2


def test_terms_stand_over_their_meaning_in_two_columns() -> None:
    terms = tuple(
        Definition(text(f"Term {i}"), (Paragraph(text(f"Meaning {i}. " * 9, call(i % 9 + 1))),))
        for i in range(24)
    )
    found = slides(Definitions(terms), name="Glossary")
    assert title(found[0]) == f"Glossary (1 of {len(found)})"
    columns = [one for slide in found for one in shapes_of(slide, "Column")]
    printed = [line for one in columns for line in one.text_frame.text.splitlines()]
    assert [line for line in printed if line.startswith("Term")] == [f"Term {i}" for i in range(24)]
    assert all(line.startswith("Term") for line in (one.text_frame.text for one in columns))


def test_short_terms_stand_beside_their_content() -> None:
    items = (Definition(text("Owner"), (Paragraph(text("A unit")),)),) * 2
    (slide,) = slides(Definitions(items, compact=True), name="Control")
    assert texts(slide)["Text"] == "Owner\tA unit\nOwner\tA unit"


def test_an_appendix_is_hidden_and_has_a_section_of_its_own() -> None:
    sections = (
        section("one", "A finding", Paragraph(text("x"))),
        section("more", "Annex A: Tables", kind="annex", hidden=True),
        section("tab", "All of it", table(2), hidden=True),
        Section("sources", "sources", 1, text("Sources"), (source_list(),)),
    )
    made = content(Document("d", "en", Front("A title"), sections, notes()))
    shown = [slide._element.get("show") for slide in opened(made).slides]
    assert shown == [None, None, "0", "0", None]
    xml = parts(made)["ppt/presentation.xml"].decode()
    names = [piece.split('"')[0] for piece in xml.split('<p14:section name="')[1:]]
    assert names == ["A title", "Annex A: Tables", "Sources"]


def test_lists_of_figures_have_no_slide() -> None:
    assert len(slides(Contents(Listing.FIGURES), Paragraph(text("x")))) == 1


@pytest.mark.parametrize(
    ("wish", "layout"),
    [("two-content", "Two Content"), ("Title Only", "Title Only"), ("", "Title and Content")],
)
def test_the_author_chooses_a_layout(wish: str, layout: str) -> None:
    (slide,) = slides(bullets(text("One"), text("Two")), layout=wish)
    assert slide.slide_layout.name == layout
    assert "".join(texts(slide).values()).count("Two") == 1


def test_a_layout_that_there_is_not_is_an_error_with_a_hint() -> None:
    made = written(deck(Paragraph(text("x")), layout="two-contents"))
    (found,) = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    assert found.rule == "unknown-layout"
    assert "two-content" in found.hint
    assert made.content is None


def test_what_stands_in_the_headline_is_not_said_again() -> None:
    shown = figure(bar_chart(3), takeaway=text("Venezuela leads"))
    document = Document(
        "d", "en", Front("A title"), (Section("s", "chart", 1, (), (shown,)),), notes()
    )
    slide = opened(content(document)).slides[1]
    assert title(slide) == "Venezuela leads"
    assert "Takeaway" not in texts(slide)


def test_captions_of_tables_stand_under_the_headline() -> None:
    (slide,) = slides(table(2))
    assert texts(slide)["Caption"] == "Cuban missions by country"


def test_what_has_no_title_is_called_as_its_part() -> None:
    sections = (
        section("part", "Venezuela", kind="section"),
        section("a", "", Paragraph(text("x"))),
        section("b", "", Paragraph(text("y"))),
    )
    found = titles(opened(content(Document("d", "en", Front("A title"), sections))))
    assert found == ["A title", "Venezuela", "Venezuela (1 of 2)", "Venezuela (2 of 2)"]


def test_words_of_the_speaker_stand_under_the_slide_of_their_fact() -> None:
    facts = [NoteCall((f"n{i % 9 + 1}",), (f"fact-{i}",)) for i in range(40)]
    lines = [text(f"Point {i} says what it has to say at some length", facts[i]) for i in range(40)]
    said = [
        Paragraph(text(f"Of point {i}. (A source in full.)", NoteCall((), (f"fact-{i}",))))
        for i in range(40)
    ]
    found = slides(bullets(*lines), speaker=(Paragraph(text("Slowly.")), *said))
    assert len(found) > 1
    for slide in found:
        spoken = slide.notes_slide.notes_text_frame.text.splitlines()
        shown = texts(slide)["Text"].splitlines()
        points = [line.split(" says")[0].removeprefix("Point ") for line in shown]
        assert [line for line in spoken if line.startswith("Of point")] == [
            f"Of point {i}. (A source in full.){int(i) % 9 + 1}" for i in points
        ]
    assert found[0].notes_slide.notes_text_frame.text.startswith("Slowly.")


def test_numbers_may_begin_again_with_every_headline() -> None:
    """The fallback list of sources then prints each work once, without numbers."""
    wide = [
        Note(f"p{part}-s{i}", str(i), text(f"Work {part}{i}, " * 90), (f"w{part}{i}",), text("W."))
        for part in (1, 2)
        for i in range(1, 6)
    ]
    called = [NoteCall(tuple(one.id for one in wide[at : at + 5])) for at in (0, 5)]
    sections = tuple(
        section(f"s{at}", f"Finding {at}", bullets(text("All", one)))
        for at, one in enumerate(called)
    )
    look = style()
    look = look.changed({"notes": look.notes.changed({"deck_restart": "slide"})})
    made = content(Document("d", "en", Front("A title"), sections, tuple(wide)), look)
    (first, second, *rest) = list(opened(made).slides)[1:]
    for slide in (first, second):
        assert texts(slide)["Text"] == "All1,2,3,4,5"
    listed = "".join(texts(one)["Sources"] for one in rest)
    assert all(listed.count(f"Work {part}{i},") == 90 for part in (1, 2) for i in range(1, 6))
    assert not any(slide._element.findall(f".//{qn('a:buAutoNum')}") for slide in rest)


def test_numbers_in_tables_stand_to_the_right() -> None:
    (found, *_) = tables(slides(table(3)))
    cell = found.cell(2, 2)  # type: ignore[attr-defined]
    assert cell.text == "1,3501"
    assert cell._tc.txBody.p_lst[0].pPr.get("algn") == "r"


def test_a_row_higher_than_a_slide_is_cut() -> None:
    long = table(1)
    rows = long.body[0].rows
    cells = rows[0].cells
    tall = replace(cells[3], content=text("Words of a cell that never ends. " * 120))
    made = replace(
        long, body=(replace(long.body[0], rows=(replace(rows[0], cells=(*cells[:3], tall)),)),)
    )
    found = tables(slides(made))
    printed = "".join(row.cells[3].text for one in found for row in list(one.rows)[1:])  # type: ignore[attr-defined]
    assert printed.count("never ends") == 120


def test_spans_become_merged_cells() -> None:
    made = table(2)
    row = made.body[0].rows[0]
    cells = (
        replace(row.cells[0], row_span=2),
        *row.cells[1:2],
        replace(row.cells[3], column_span=2),
    )
    below = replace(row, cells=row.cells[1:])
    body = (replace(made.body[0], rows=(replace(row, cells=cells), below), title=()),)
    (found,) = tables(slides(replace(made, body=body)))
    assert found.cell(1, 0).span_height == 2  # type: ignore[attr-defined]
    assert found.cell(1, 2).span_width == 2  # type: ignore[attr-defined]
    assert found.cell(2, 1).text == "1963"  # type: ignore[attr-defined]


def test_pictures_are_placed_whole_with_their_words(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(DOT)
    made = content(deck(figure(Picture("dot.png"))), root=tmp_path)
    slide = list(opened(made).slides)[1]
    picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
    assert picture.width / picture.height == pytest.approx(2, rel=0.01)
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Venezuela leads."


@pytest.mark.parametrize("path", ["missing.png", "../outside.png", "text.png"])
def test_what_is_no_picture_of_the_project_is_an_error(path: str, tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "outside.png").write_bytes(DOT)
    (root / "text.png").write_text("no picture")
    made = written(deck(figure(Picture(path))), root=root)
    assert made.content is None
    assert path in made.diagnostics[0].message


def test_the_agenda_leads_to_the_parts(whole: bytes) -> None:
    slide = opened(whole).slides[1]
    shape = next(one for one in slide.shapes if one.name == "Agenda")
    assert shape.text_frame.text.splitlines() == [
        "A small country with an army of doctors",
        "What is in dispute",
    ]
    targets = [
        one.target_part for one in slide.part.rels.values() if one.reltype.endswith("/slide")
    ]
    assert [title(one.slide) for one in targets] == shape.text_frame.text.splitlines()


def test_sources_are_numbered_on_from_slide_to_slide() -> None:
    entries = tuple(
        SourceEntry(f"s{i}", text(f"Author {i}. A title of some length. Place, 2001. " * 2), (), i)
        for i in range(1, 41)
    )
    document = deck(SourceList(groups=(SourceGroup((), entries),)), kind="sources")
    printed = 0
    for slide in list(opened(content(document)).slides)[1:]:
        shape = next(one for one in slide.shapes if one.name == "Sources")
        start = str(printed + 1)
        for paragraph in shape.text_frame.paragraphs:
            printed += 1
            assert paragraph.text.startswith(f"Author {printed}.")
            number = paragraph._p.pPr.find(qn("a:buAutoNum"))
            assert number.get("startAt", "1") == start
    assert printed == 40
    assert len(opened(content(document)).slides) > 2


def test_only_safe_addresses_become_links() -> None:
    safe = ("https://example.org/a?b=1&c=2", "mailto:a@b.org")
    unsafe = ("javascript:alert(1)", "file:///etc/passwd")
    links = [Link(text("words "), target) for target in (*unsafe, *safe)]
    (slide,) = slides(Paragraph(tuple(links)))
    outside = [one.target_ref for one in slide.part.rels.values() if one.is_external]
    assert outside == list(safe)


def test_speaker_notes_hold_statement_and_full_citation(whole: bytes) -> None:
    slide = opened(whole).slides[3]
    said = slide.notes_slide.notes_text_frame.text
    assert "In 2007 Cuba had 42,000 people working abroad" in said
    assert "Confidence: moderate" in said
    assert "1. Robert Huish and John M. Kirk" in said
    assert not opened(whole).slides[4].has_notes_slide


def test_long_speaker_notes_are_spread_over_the_sections_slides() -> None:
    speech = tuple(Paragraph(text(f"Sentence {i} of a long speech. " * 12)) for i in range(12))
    lines = [text(f"Point {i} says what it has to say at some length") for i in range(40)]
    found = list(opened(content(deck(bullets(*lines), speaker=speech))).slides)[1:]
    said = [one.notes_slide.notes_text_frame.text for one in found if one.has_notes_slide]
    assert len(said) > 1
    assert "".join(said).count("Sentence") == 144


def test_properties_tell_of_the_document_only(whole: bytes) -> None:
    core = opened(whole).core_properties
    assert core.title == talk().front.title
    assert core.author == "A. Writer; B. Editor"
    assert core.subject == "Cuban medical internationalism"
    assert core.keywords == "Cuba, health"
    assert core.language == "en-GB"
    assert core.last_modified_by == ""
    assert core.created == core.modified == MADE.replace(tzinfo=None)


def test_parts_are_named_sections(whole: bytes) -> None:
    xml = parts(whole)["ppt/presentation.xml"].decode()
    names = [piece.split('"')[0] for piece in xml.split('<p14:section name="')[1:]]
    assert names[0] == talk().front.title
    assert names[1:] == ["A small country with an army of doctors", "What is in dispute"]


def test_equal_headlines_are_counted() -> None:
    sections = tuple(
        Section(f"s{i}", "facts", 1, text("The same"), (Paragraph(text(f"Text {i}")),))
        for i in range(3)
    )
    found = titles(opened(content(Document("d", "en", Front("A title"), sections))))
    assert found[1:] == ["The same (1 of 3)", "The same (2 of 3)", "The same (3 of 3)"]


def test_text_is_data_and_never_markup() -> None:
    nasty = '<a:t>&amp; "quoted" \x0b\x00 ]]> end'
    document = deck(Paragraph(text(nasty)), name=nasty)
    document = replace(document, front=Front(nasty, authors=(nasty,)))
    found = opened(content(document))
    clean = '<a:t>&amp; "quoted"  ]]> end'
    assert title(found.slides[1]).startswith(clean)
    assert found.core_properties.title == clean


def test_the_template_comes_from_the_style(whole: bytes) -> None:
    other = style(heading_face="Arial", body_face="Times New Roman", cover_ground="background")
    made = content(talk(), other)
    theme = parts(made)["ppt/theme/theme1.xml"].decode()
    assert 'majorFont><a:latin typeface="Arial"' in theme
    assert 'minorFont><a:latin typeface="Times New Roman"' in theme
    assert style().colours.accent[1:].upper() in theme
    names = [layout.name for layout in opened(whole).slide_layouts]
    assert names == [
        "Title", "Section", "Title and Content", "Two Content", "Chart and Takeaway", "Quotation",
        "Title Only", "Sources",
    ]  # fmt: skip
    assert not any("thumbnail" in name or "printer" in name for name in parts(whole))


SCRIPT = """
import sys
from pathlib import Path
from deck_documents import MADE, style, talk
from footnoted.pptx import write_pptx
made = write_pptx(talk(), style(), MADE, Path("."))
sys.stdout.buffer.write(made.content)
"""


def test_the_bytes_are_the_same_everywhere(whole: bytes, tmp_path: Path) -> None:
    for seed, zone in (("1", "Asia/Tokyo"), ("77", "America/Havana")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(HERE)}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        assert run.stdout == whole
    later = write_pptx(talk(), style(), MADE.astimezone(timezone(timedelta(hours=5))), tmp_path)
    assert later.content == whole


def test_a_thousand_slides_stay_in_order() -> None:
    made = written(plain_deck(1000))
    assert made.extent == 1001
    assert made.content
    found = titles(opened(made.content))
    assert found[1:] == [f"Finding {i} is put as a sentence of its own" for i in range(1000)]


@pytest.mark.parametrize("seed", range(20, 26))
def test_any_document_makes_a_sound_deck(seed: int, tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(DOT)
    content(generated(seed, 15), root=tmp_path)


def test_tables_without_a_head_are_still_tables() -> None:
    made = replace(table(2), head=())
    assert isinstance(made, Table)
    found = write_pptx(deck(made), style(), MADE, HERE)
    assert found.content
    (shape,) = tables(list(opened(found.content).slides)[1:])
    assert not shape.first_row  # type: ignore[attr-defined]
