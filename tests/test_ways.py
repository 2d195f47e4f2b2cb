"""Ways through a paper: where bookmarks, contents and links lead, and which words they lie on."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
import pytest

from footnoted.model.document import (
    Contents,
    Document,
    Paragraph,
    Section,
    SourceEntry,
    SourceGroup,
    SourceList,
)
from footnoted.model.inlines import Link, Text
from footnoted.model.style import Style
from footnoted.pdf import write_pdf
from papers import ADDRESS, ROOT, Notes, document, style, whole_document, words
from pdf_reading import Piece, open_pdf, page_labels, pieces
from test_paper import MADE


class Way(NamedTuple):
    """A link of a page, as a pointer meets it."""

    page: int
    box: tuple[float, float, float, float]
    target: str
    said: str
    """What is read out of it."""


def parted() -> Document:
    """Return a paper with a cover and front matter, whose parts take several pages each."""
    notes = Notes()
    front = Section("list", "contents", 1, words("Contents"), (Contents(),), front=True)
    parts = [
        Section(f"part-{at}", "section", 1, words(f"Part {at}"), tuple(map(notes.prose, range(7))))
        for at in range(1, 4)
    ]
    inner = Section("inner", "prose", 2, words("What is disputed"), (notes.prose(3),))
    return document(front, *parts, inner, notes=notes, cover="page")


def painted(one: Document, look: Style | None = None) -> pikepdf.Pdf:
    rendered = write_pdf(one, look or style(), MADE, ROOT)
    assert rendered.diagnostics == ()
    assert rendered.content is not None
    return open_pdf(rendered.content)


@pytest.fixture(scope="module")
def whole() -> pikepdf.Pdf:
    return painted(whole_document())


@pytest.fixture(scope="module")
def parts() -> pikepdf.Pdf:
    return painted(parted())


def ways(pdf: pikepdf.Pdf) -> Iterator[Way]:
    for number, sheet in enumerate(pdf.pages):
        for link in sheet.get("/Annots", []):
            left, bottom, right, top = (float(one) for one in link.Rect)
            target = f"#{link.Dest}" if "/Dest" in link else str(link.A.URI)
            yield Way(number, (left, bottom, right, top), target, str(link.Contents))


def heights(pdf: pikepdf.Pdf) -> dict[str, tuple[int, float]]:
    """Return the page of each named place, counted from 0, and its height there."""
    numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
    names = list(pdf.Root.Names.Dests.Names)
    return {
        str(name): (numbers[at[0].objgen], float(at[3]))
        for name, at in zip(names[::2], names[1::2], strict=True)
    }


def below(pdf: pikepdf.Pdf, name: str) -> Piece:
    """Return the first text that a reader meets who is led to a place."""
    page, top = heights(pdf)[name]
    under = [p for p in pieces(pdf) if p.page == page and p.mcid is not None and p.y < top]
    return max(under, key=lambda one: (one.y, -one.x))


def covered(shown: list[Piece], way: Way) -> str:
    """Return the words under a link's rectangle; a space behind them may stand out of it."""
    left, bottom, right, top = way.box
    return "".join(
        one.text
        for one in shown
        if one.page == way.page
        and bottom < one.y < top
        and left - 0.1 <= one.x < right - 0.1
        and one.x + one.width / 2 < right
    )


def test_bookmarks_and_contents_lead_to_the_headings_they_name(
    whole: pikepdf.Pdf, parts: pikepdf.Pdf
) -> None:
    for pdf in (whole, parts):
        with pdf.open_outline() as outline:
            marks = [one for top in outline.root for one in (top, *top.children)]
        assert len(marks) > 3
        for mark in marks:
            assert below(pdf, str(mark.destination)).text.strip() == mark.title


def test_contents_entries_lead_to_the_page_that_they_print(parts: pikepdf.Pdf) -> None:
    """The cover and the contents count in roman figures: labels, not leaves, are printed."""
    shown, labels, where = pieces(parts), page_labels(parts), heights(parts)
    assert labels[:3] == ["i", "ii", "1"]
    told = [(way.target[1:], covered(shown, way).strip()) for way in ways(parts) if way.page == 1]
    titles = {"part-1": "Part 1", "part-2": "Part 2", "part-3": "Part 3"}
    titles["inner"] = "What is disputed"
    assert [words_ for name, words_ in told] == [
        one for name, title in titles.items() for one in (title, labels[where[name][0]])
    ]
    assert [name for name, _ in told] == [name for name in titles for _ in "12"]


def test_contents_go_as_deep_as_the_style_says() -> None:
    pdf = painted(parted(), style(contents={"depth": 1}))
    assert [way.target for way in ways(pdf) if way.page == 1] == [
        f"#part-{at}" for at in (1, 2, 3) for _ in "12"
    ]


def test_a_link_of_a_note_says_which_one_it_leads_to_or_comes_from(whole: pikepdf.Pdf) -> None:
    said = {way.target: way.said for way in ways(whole)}
    assert said["#note-n2"] == "Note 2"
    assert said["#call-n2"] == "Back to the text at note 2"


def test_the_source_list_tells_pages_in_their_order() -> None:
    """Though the note that is called first is called again on the last page."""
    notes = Notes()
    calls = [notes.call("Pérez, 3."), notes.call("Pérez, 9.")]
    entry = SourceEntry("perez", words("Pérez, Ana. Wells."), ("n1", "n2"))
    sections = [
        Section(f"s{at}", "prose", 1, words("T"), (Paragraph((*words("So."), call)),), (), True)
        for at, call in enumerate((*calls, calls[0]))
    ]
    listed = Section("l", "sources", 1, words("L"), (SourceList("", (SourceGroup((), (entry,)),)),))
    look = style()
    look = look.changed({"notes": look.notes.changed({"source_pages": True})})
    pdf = painted(document(*sections, listed, notes=notes), look)
    assert [way.said for way in ways(pdf) if "-on-" in way.target] == ["p. 2", "p. 3", "p. 4"]


def test_links_lie_on_the_words_that_they_open(whole: pikepdf.Pdf) -> None:
    shown, found = pieces(whole), list(ways(whole))
    notes = [(way, re.fullmatch(r"#(?:note|call)-n(\d+)", way.target)) for way in found]
    assert sum(one is not None for _, one in notes) > 40
    for way, note in notes:
        if note:
            assert covered(shown, way).strip(" ,") == note[1], way
    opened = [covered(shown, way) for way in found if way.target == ADDRESS]
    assert "".join(opened).replace(" ", "") == ADDRESS * 2


def test_a_link_over_two_lines_lies_on_both() -> None:
    linked = "words that are linked and go on into the next line of all"
    lead = Text("A sentence that fills most of the line before it comes to ")
    prose = Paragraph((lead, Link(words(linked), ADDRESS)))
    pdf = painted(document(Section("s", "prose", 1, words("T"), (prose,))))
    found = list(ways(pdf))
    assert len(found) == 2
    assert found[0].box[1] > found[1].box[3] - 2
    assert "".join(covered(pieces(pdf), way) for way in found) == linked
