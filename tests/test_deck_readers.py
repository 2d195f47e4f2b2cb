"""What a deck tells those who do not see it or read on: languages, alt texts, addresses, notes."""

import pytest
from msgspec.structs import replace

from deck_documents import call, notes, source_list, text
from footnoted.model.document import (
    Box,
    BoxKind,
    Cell,
    Column,
    Document,
    Front,
    Note,
    Paragraph,
    Quotation,
    Row,
    RowGroup,
    Section,
    Stat,
    Table,
    Tile,
)
from footnoted.model.inlines import Link, NoteCall
from pptx_reading import opened, texts
from test_deck import bullets, content, deck, slides, source_notes, tables

ADDRESS = "https://www.example.org/reports/of/the/ministry/on-wells-of-the-coast-and-islands.html"


def rows(*names: str) -> tuple[Row, ...]:
    return tuple(Row((Cell(text(name)), Cell(text("Some words.")))) for name in names)


@pytest.mark.parametrize("count", range(10, 16))
def test_the_title_of_a_group_of_rows_stands_over_its_first_row(count: int) -> None:
    groups = tuple(
        RowGroup(rows(f"Row {group}.0", f"Row {group}.1"), text(f"Group {group}"))
        for group in range(count)
    )
    found = tables(slides(Table("t", (Column(), Column()), rows("Head"), groups)))
    assert len(found) > 1
    for one in found:
        first = [row.cells[0].text for row in one.rows]  # type: ignore[attr-defined]
        for above, below in zip(first, [*first[1:], ""], strict=True):
            if above.startswith("Group"):
                assert below == above.replace("Group", "Row") + ".0"


def test_a_table_is_described_by_what_its_summary_says() -> None:
    made = Table("t", (Column(), Column()), rows("Head"), (RowGroup(rows("One")),))
    found = slides(replace(made, caption=text("Wells"), summary="One row of words."))
    (shape,) = [shape for slide in found for shape in slide.shapes if shape.has_table]
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == "One row of words."


def test_exact_words_have_their_language_also_within_other_text() -> None:
    quote = Quotation(text("Agua es vida."), text("A speaker"), "es")
    for block in (quote, Box(BoxKind.CALLOUT, text("Said"), (quote,))):
        (slide,) = slides(block)
        languages = {
            run.text: run._r.rPr.get("lang")
            for shape in slide.placeholders
            if shape.has_text_frame
            for para in shape.text_frame.paragraphs
            for run in para.runs
        }
        assert languages["Agua es vida."] == "es-ES"


def test_a_long_address_is_short_on_the_slide_and_leads_where_it_says() -> None:
    (slide,) = slides(Paragraph(text("See ", Link(text(ADDRESS), ADDRESS))))
    shown = texts(slide)["Text"]
    assert shown.startswith("See example.org/")
    assert shown.endswith("…")
    assert {one.target_ref for one in slide.part.rels.values() if one.is_external} == {ADDRESS}


def test_notes_without_room_are_called_by_their_numbers() -> None:
    long = "A citation that stays long even in its short form, " * 30
    made = tuple(
        Note(f"n{at}", str(at), text(long), (f"s{at}",), text(long)) for at in (1, 2, 3, 5, 6, 8)
    )
    one = replace(deck(bullets(text("All", call(1, 2, 3, 5, 6, 8)))), notes=made)
    slide = opened(content(one)).slides[1]
    assert source_notes(slide).startswith("1–3, 5, 6, 8: ")


def test_a_speaker_has_the_whole_work_where_the_slide_cites_it_in_short() -> None:
    again = bullets(text("Once more.", NoteCall(("n1b",))))
    first = Section("a", "prose", 1, text("First"), (bullets(text("Said.", call(1))),))
    later = Section("b", "prose", 1, text("Later"), (again,), speaker=(Paragraph(text("So.")),))
    works = Section("c", "sources", 1, text("Sources"), (source_list(),))
    made = Document("d", "en-GB", Front("A title"), (first, later, works), notes())
    (slide,) = [one for one in opened(content(made)).slides if one.shapes.title.text == "Later"]
    said = slide.notes_slide.notes_text_frame.text
    assert "1. Huish and Kirk, “Cuban Medical Internationalism,” 81. Robert Huish and John" in said


def test_a_marking_stands_on_every_slide_however_long_the_title() -> None:
    title = "A title that goes on for longer than the foot of any slide has room " * 4
    front = Front(title.strip(), marking="TLP:AMBER")
    said = (Paragraph(text("So.")),)
    made = replace(deck(bullets(text("x")), speaker=said), front=front)
    cover, *others = opened(content(made)).slides
    assert "TLP:AMBER" in texts(cover)["Details"]
    assert others
    for slide in others:
        feet = [texts(slide)["Footer"]]
        feet += [one.text_frame.text for one in slide.notes_slide.shapes if one.name == "Footer"]
        assert len(feet) == 2
        for foot in feet:
            assert foot.startswith("TLP:AMBER · A title that goes on")
            assert foot.endswith(" …")


def test_figures_among_other_words_keep_what_they_count() -> None:
    box = Box(BoxKind.CALLOUT, text("Mind"), (Stat((Tile("42,000", text("people abroad")),)),))
    (slide,) = slides(box)
    assert any("42,000 people abroad" in words for words in texts(slide).values())
