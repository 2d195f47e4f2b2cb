"""What stays together on a page, wherever it falls: captions, sources, rows, titles, speakers."""

from collections.abc import Callable
from functools import cache

import pytest

from footnoted.model.document import (
    Block,
    Cell,
    Column,
    Definition,
    Definitions,
    Paragraph,
    Quotation,
    Role,
    Row,
    RowGroup,
    Section,
    Table,
)
from papers import Notes, document, figure, words
from pdf_reading import Piece, open_pdf, pieces
from test_paper import render

PLACES = range(16)
"""Lines by which what is looked at lies ever lower on its page, over a third of it."""
ROWS = 9
"""Of each group."""


def lines(count: int) -> tuple[Block, ...]:
    """Return paragraphs of a line each."""
    return tuple(Paragraph(words(f"Line {at}."), Role.ATTRIBUTION) for at in range(count))


def shown(above: int, *blocks: Block, notes: Notes | None = None) -> list[Piece]:
    """Render blocks below so many lines, and a page of others below them.

    Where the paper ends soon, its pages break to fill the last one.
    """
    part = Section("s", "prose", 1, words("T"), (*lines(above), *blocks, *lines(40)))
    return pieces(open_pdf(render(document(part, notes=notes))))


def pages(found: list[Piece], *texts: str) -> set[int]:
    """Return the pages on which words stand, all of which must be printed."""
    where = [{piece.page for piece in found if text in piece.text} for text in texts]
    assert all(where), texts
    return set[int]().union(*where)


@pytest.mark.parametrize("more", PLACES)
def test_a_figure_has_its_caption_and_its_source_on_its_page(more: int) -> None:
    notes = Notes()
    found = shown(22 + more, figure(notes), notes=notes)
    assert len(pages(found, "Most wells", "The islands hardly", "Islands", "Source:")) == 1


def group(name: str) -> RowGroup:
    """Return rows of three lines or four, each of whose words names its row."""
    rows = (
        Row((Cell(words(f"{name}{at}"), header=True), Cell(words(f"of-{name}{at} " * 24))))
        for at in range(ROWS)
    )
    return RowGroup(tuple(rows), words(f"Group {name}"))


@cache
def tabled(above: int) -> list[Piece]:
    table = Table(
        "t",
        (Column(width=0.3), Column()),
        (Row((Cell(words("Headed")), Cell(words("What")))),),
        (group("north"), group("south")),
        number="1",
        caption=words("Captioned"),
        credit=words("Source: survey."),
        notes=(words("Remarked."),),
    )
    return shown(above, table)


def ends(found: list[Piece]) -> None:
    """Caption, head and two rows begin a table; two rows and what is said of it end it."""
    first = min(pages(found, "Headed"))
    assert pages(found, "Captioned", "of-north0 ", "of-north1 ") == {first}
    last = pages(found, "Source: survey.")
    assert pages(found, f"of-south{ROWS - 2} ", f"of-south{ROWS - 1} ", "Remarked.") == last


def titles(found: list[Piece]) -> None:
    for name in ("north", "south"):
        assert len(pages(found, f"Group {name}", f"of-{name}0 ")) == 1


def rows(found: list[Piece]) -> None:
    for name in ("north", "south"):
        for at in range(ROWS):
            assert len(pages(found, f"of-{name}{at} ")) == 1


@pytest.mark.parametrize("more", PLACES)
@pytest.mark.parametrize("together", [ends, titles, rows])
def test_a_table_breaks_between_rows_that_may_be_parted(
    together: Callable[[list[Piece]], None], more: int
) -> None:
    found = tabled(18 + more)
    assert max(piece.page for piece in found) > 0
    together(found)


@pytest.mark.parametrize("more", PLACES)
def test_a_long_row_leaves_no_single_line_on_either_side(more: int) -> None:
    long = Row((Cell(words("Long")), Cell(words("of-long " * (250 + 9 * more)))))
    table = Table("t", (Column(width=0.3), Column()), (), (RowGroup((*group("a").rows, long)),))
    found = shown(0, table)
    on = [piece.page for piece in found if "of-long" in piece.text]
    assert len(on) > 24
    assert min(on.count(page) for page in set(on)) > 1


@pytest.mark.parametrize("more", PLACES)
def test_who_speaks_stands_below_the_words(more: int) -> None:
    quote = Quotation(words("A zebra grazed and a zebra slept. " * 9), words("The keeper"))
    found = shown(21 + more, quote)
    assert len(pages(found, "zebra", "The keeper")) == 1


@pytest.mark.parametrize("more", PLACES)
def test_a_title_and_its_lead_stand_above_what_they_lead_to(more: int) -> None:
    lead = Paragraph(words("Led to. " * 9), Role.LEAD)
    above = Section("s", "prose", 1, words("T"), lines(23 + more))
    below = Section("n", "prose", 2, words("A heading"), (lead, *lines(40)))
    found = pieces(open_pdf(render(document(above, below))))
    start = pages(found, "A heading", "Led to.")
    read = [piece for piece in found if piece.mcid is not None]
    last = max(at for at, piece in enumerate(read) if "Led to." in piece.text)
    assert start == {read[last + 1].page}


@pytest.mark.parametrize("more", PLACES)
def test_a_heading_stands_above_two_lines_of_its_text(more: int) -> None:
    above = Section("s", "prose", 1, words("T"), lines(23 + more))
    text = Paragraph(words("A text. " * 60))
    below = Section("n", "prose", 2, words("A heading"), (text, *lines(40)))
    found = pieces(open_pdf(render(document(above, below))))
    first = [piece.page for piece in found if "A text." in piece.text][:2]
    assert pages(found, "A heading") == set(first)


@pytest.mark.parametrize("more", PLACES)
def test_rows_of_terms_leave_neither_the_first_nor_the_last_alone(more: int) -> None:
    names = ["Ada", "Bert", "Cleo", "Dora", "Emil", "Flor", "Gus", "Hugo"]
    rows = tuple(
        Definition(words(name), (Paragraph(words(f"Who {name.lower()} is.")),)) for name in names
    )
    found = shown(30 + more, Definitions(rows, compact=True))
    assert len(pages(found, "Ada", "Bert")) == 1
    assert len(pages(found, "Gus", "Hugo")) == 1
