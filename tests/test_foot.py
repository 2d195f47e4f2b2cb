"""What stands at the foot of a page where notes share a label, or several go on from before."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from footnoted.model.document import Document, Note, NoteList, Paragraph, Section, Stat, Tile
from footnoted.model.inlines import NoteCall, Text
from footnoted.model.style import Style
from footnoted.pdf import write_pdf
from papers import ROOT, document, style, words
from pdf_reading import conformance_faults, note_faults, open_pdf, printed_text

MADE = datetime(2026, 11, 21, tzinfo=UTC)


def written(one: Document, look: Style) -> bytes:
    made = write_pdf(one, look, MADE, ROOT)
    assert made.content is not None, made.diagnostics
    return made.content


def numbered_by_source() -> Style:
    look = style()
    return look.changed({"notes": look.notes.changed({"paper": "source"})})


def note(id: str, label: str, text: str, place: str = "", remark: str = "") -> Note:
    said = words(f"{remark}") if remark else ()
    content = (*words(f"{text}{' ' if remark else ''}"), *said)
    return Note(id, label, content, (f"work-{label}",), words(text), place, said)


def test_notes_of_one_source_on_one_page_print_their_label_once(tmp_path: Path) -> None:
    notes = (
        note("s1", "1", "Ana Pérez, Wells of the Coast (Lima, 2019), p. 3.", "p. 3"),
        note("s2", "2", "Survey of Wells."),
        note("s1-2", "1", "Pérez, Wells, p. 9.", "p. 9", "She counted twice."),
        note("s1-3", "1", "Pérez, Wells."),
    )
    calls = [NoteCall((one.id,)) for one in notes]
    text = [inline for call in calls for inline in (Text(" A claim."), call)]
    later = Paragraph((*words("A claim much later."), calls[2]))
    sections = (
        Section("a", "prose", 1, words("Here"), (Paragraph(tuple(text)),)),
        Section("b", "prose", 1, words("There"), (later,), break_before=True),
    )
    one = replace(document(*sections), notes=notes)
    data = written(one, numbered_by_source())
    here, there, *_ = printed_text(data, tmp_path, "-layout").split("\f")
    foot = [line.split() for line in here.splitlines() if "Wells" in line or "Also" in line]
    assert [line[0] for line in foot[1:]] == ["1", "Also", "Pérez,", "2"]
    assert "Also p. 9. She counted twice." in here
    assert "Pérez, Wells, p. 9. She counted twice." in there
    assert "Also" not in there
    pdf = open_pdf(data)
    assert note_faults(pdf, at_foot=True) == []
    assert conformance_faults(data, "ua1") == []


def test_the_note_that_has_the_work_in_full_leads_its_label_though_called_lower(
    tmp_path: Path,
) -> None:
    notes = (
        note("s1", "1", "Ana Pérez, Wells of the Coast (Lima, 2019)."),
        note("s1-2", "1", "Pérez, Wells."),
        note("s2", "2", "Survey of Wells."),
    )
    long = "wells of the whole coast that had water in them when they were seen by us all that year"
    labels = [(*words(long), NoteCall(("s1",))), (*words("of them"), NoteCall(("s1-2",)))]
    tiles = tuple(Tile("40", label) for label in labels)
    after = Paragraph(
        (*words("A claim."), NoteCall(("s2",)), *words("And one."), NoteCall(("s1",)))
    )
    one = document(Section("a", "stat", 1, words("Here"), (Stat(tiles), after)))
    data = written(replace(one, notes=notes), numbered_by_source())
    here = printed_text(data, tmp_path, "-layout")
    foot = [line.strip() for line in here.splitlines() if "Pérez" in line or "Survey" in line]
    assert [" ".join(line.split()) for line in foot] == [
        "1 Ana Pérez, Wells of the Coast (Lima, 2019).",
        "Pérez, Wells.",
        "2 Survey of Wells.",
    ]
    assert note_faults(open_pdf(data), at_foot=True) == []
    assert conformance_faults(data, "ua1") == []


def test_endnotes_of_one_source_are_one_note_with_all_places_and_remarks(tmp_path: Path) -> None:
    notes = (
        note("s1", "1", "Ana Pérez, Wells of the Coast (Lima, 2019), p. 3.", "p. 3"),
        note("s1-2", "1", "Pérez, Wells, p. 9.", "p. 9", "She counted twice."),
        note("s1-3", "1", "Pérez, Wells, p. 3.", "p. 3"),
    )
    calls = tuple(NoteCall((one.id,)) for one in notes)
    text = Paragraph((*words("A claim."), calls[0], *words("And."), *calls[1:]))
    sections = (
        Section("a", "prose", 1, words("Here"), (text,)),
        Section("n", "notes", 1, words("Notes"), (NoteList(),)),
    )
    look = style()
    look = look.changed({"notes": look.notes.changed({"paper": "source", "stand": "end"})})
    data = written(replace(document(*sections), notes=notes), look)
    printed = " ".join(printed_text(data, tmp_path, "-layout").partition("Notes")[2].split())
    assert printed.startswith(
        "1 Ana Pérez, Wells of the Coast (Lima, 2019), p. 3. Also p. 9. She counted twice."
    )
    assert printed.count("Pérez") == 1


def test_the_rule_above_a_note_that_goes_on_is_as_long_as_its_lines() -> None:
    long = Note("n1", "1", words("It goes on. " * 700), ())
    text = Paragraph((*words("A claim."), NoteCall(("n1",))))
    one = replace(document(Section("a", "prose", 1, words("Here"), (text,))), notes=(long,))
    pdf = open_pdf(written(one, style()))
    margins, short = style().paper.margins, style().paper.notes.rule_width
    whole = 595.276 - margins.left - margins.right
    drawn = [set(map(round, strokes(sheet))) for sheet in pdf.pages]
    assert len(drawn) > 1
    assert [round(short) in one for one in drawn] == [True] + [False] * (len(drawn) - 1)
    assert all(round(whole) in one for one in drawn[1:])


def test_the_rest_of_a_note_has_its_label_where_it_is_called_again(tmp_path: Path) -> None:
    long = Note("n1", "1", words("It goes on. " * 1400), ())
    call = NoteCall(("n1",))
    here, there = (Paragraph((*words(f"A claim {where}."), call)) for where in ("here", "there"))
    sections = (
        Section("a", "prose", 1, words("Here"), (here,)),
        Section("b", "prose", 1, words("There"), (there,), break_before=True),
    )
    data = written(replace(document(*sections), notes=(long,)), style())
    pages = printed_text(data, tmp_path, "-layout").split("\f")
    begun = [re.findall(r"^ *(?:(1) +)?\S.*go(?:es)? on", page, re.M)[0] for page in pages[:3]]
    assert "claim there" in pages[1]
    assert begun == ["1", "1", ""], "a label is wanted only where something calls the note"
    assert conformance_faults(data, "ua1") == []
    assert note_faults(open_pdf(data), at_foot=True) == []


def strokes(sheet: pikepdf.Page) -> Iterator[float]:
    """Yield the lengths of a page's lines between its head and the paper's foot."""
    start = (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(sheet):
        if str(operator) == "m":
            start = float(operands[0]), float(operands[1])
        elif str(operator) == "l" and start[1] < 780:
            yield float(operands[0]) - start[0]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "continued"), ("es", "continuación"), ("fr", "suite")]
)
def test_each_of_several_notes_that_go_on_is_named(
    language: str, said: str, tmp_path: Path
) -> None:
    notes = tuple(
        Note(f"n{at}", str(at), words(f"Note {at} goes on. " * 300), ()) for at in (1, 2, 3)
    )
    text = Paragraph((*words("A claim with three notes."), NoteCall(tuple(n.id for n in notes))))
    one = document(Section("a", "prose", 1, words("Here"), (text,)))
    data = written(replace(one, notes=notes, language=language), style())
    _, second, *others = printed_text(data, tmp_path, "-layout").split("\f")
    assert [f"{at} ({said})" in second for at in (1, 2, 3)] == [False, True, True]
    last = [page for page in others if page.strip()][-1]
    assert said not in last, "a single note that goes on needs no name"
    assert conformance_faults(data, "ua1") == []
