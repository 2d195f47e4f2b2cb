"""What stays together: columns beside each other, leads, quotations; notes with their lines."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import accumulate, pairwise

import pikepdf
import pytest

from footnoted.model.document import (
    Balance,
    Document,
    Paragraph,
    Quotation,
    Role,
    Section,
    Side,
)
from footnoted.pdf import write_pdf
from footnoted.pdf.boxes import DIRE, FORBIDDEN, Box, Glue, Item, Penalty, RuleMark
from footnoted.pdf.flow.abreast import side_by_side
from footnoted.pdf.foot import Room
from footnoted.pdf.pages import paginate
from papers import ROOT, Notes, document, style, words
from pdf_reading import note_faults, open_pdf, pieces

SPACE = Room(300.0, 17.5, 2.0, 2, 40.0)


def column(name: str, lines: int, leading: float, gap_after: Sequence[int] = ()) -> list[Item]:
    """Return lines that call a note each, with white after some of them and marks at their tops."""
    items: list[Item] = []
    for at in range(lines):
        if items:
            items.append(Glue(5.0) if at in gap_after else Penalty(0))
        items.append(Box(leading, (f"{name}{at}",), (RuleMark(0, 0, 1, 1, f"{name}{at}"),)))
    return items


def printed(one: Document) -> pikepdf.Pdf:
    """Set a document on small sheets."""
    made = write_pdf(one, style(sheet="A5"), datetime(2026, 11, 21, tzinfo=UTC), ROOT)
    assert made.content is not None
    return open_pdf(made.content)


def tops(items: Sequence[Item]) -> dict[str, float]:
    """Return how far down every mark stands."""
    heights = [0.0 if isinstance(item, Penalty) else item.height for item in items]
    return {
        mark.colour: top + mark.y
        for item, top in zip(items, accumulate(heights, initial=0.0), strict=False)
        if isinstance(item, Box)
        for mark in item.marks
        if isinstance(mark, RuleMark)
    }


COLUMNS = [column("a", 60, 13.0, (7, 20)), column("b", 55, 14.1, (3, 9)), column("c", 9, 20.0)]


def test_columns_of_any_leading_come_in_low_boxes_and_every_line_keeps_its_place() -> None:
    joined = side_by_side(COLUMNS, 0)
    wanted = {name: top for items in COLUMNS for name, top in tops(items).items()}
    assert tops(joined) == pytest.approx(wanted)
    boxes = [item for item in joined if isinstance(item, Box)]
    assert max(box.height for box in boxes) < 30.0
    assert sorted(note for box in boxes for note in box.notes) == sorted(wanted)


def test_pages_part_columns_between_lines_and_hold_what_reaches_below() -> None:
    joined = side_by_side(COLUMNS, 0)
    heights = {note: (10.0,) for item in joined if isinstance(item, Box) for note in item.notes}
    pages = paginate(joined, heights, SPACE)
    assert len(pages) > 6
    for page in pages:
        inside = joined[page.first : page.last]
        last = next(item for item in reversed(inside) if isinstance(item, Box))
        whole = inside[: inside.index(last) + 1]
        body = sum(item.height for item in whole if not isinstance(item, Penalty)) + last.below
        foot = SPACE.note_area + 12.0 * len(page.notes) - 2.0
        assert body + foot <= SPACE.height + 0.1
        called = {note for item in inside if isinstance(item, Box) for note in item.notes}
        assert called == {part.note for part in page.notes}


def test_what_a_column_keeps_together_stays_so_and_even_breaks_are_best() -> None:
    left: list[Item] = [
        Box(10),
        Penalty(FORBIDDEN),
        Box(10),
        Penalty(DIRE),
        Box(10),
        Glue(5),
        Box(10),
    ]
    right: list[Item] = [Box(10), Penalty(0), Box(10), Penalty(0), Box(12), Penalty(0), Box(10)]
    joined = side_by_side([left, right], 7)
    costs = [item.cost for item in joined if isinstance(item, Penalty)]
    # The last lines begin at 35 and at 32: they stand in one row, and are 3 points apart.
    assert costs == [FORBIDDEN, DIRE, 60]
    titled = side_by_side([[Box(10), Penalty(FORBIDDEN), Glue(4), Box(10)]], 0)
    assert [item.cost for item in titled if isinstance(item, Penalty)] == [FORBIDDEN]
    for above, below in pairwise(joined):
        assert not (isinstance(above, Box) and isinstance(below, Box))


def test_sides_taller_than_pages_are_divided_and_their_notes_stand_below_them() -> None:
    notes = Notes()
    sides = tuple(
        Side(words(label), tuple(notes.prose(at, 3 + at % 4) for at in range(start, start + 22)))
        for label, start in (("Those for", 0), ("Those against", 3))
    )
    balance = Balance(words("Is it enough?"), sides)
    part = Section("text", "prose", 1, words("Text"), (balance,))
    pdf = printed(document(part, notes=notes))
    assert len(pdf.pages) > 5
    assert note_faults(pdf, at_foot=True) == []


def test_a_heading_and_a_long_lead_do_not_tear_the_paragraph_after_them() -> None:
    below = Paragraph(words("A zebra grazed and another zebra watched it. " * 3))
    for count in range(82, 98, 2):
        blocks = (Paragraph(words("A long lead. " * count), Role.LEAD), below)
        part = Section("text", "prose", 1, words("Text"), blocks, break_before=True)
        pages = {piece.page for piece in pieces(printed(document(part))) if "zebra" in piece.text}
        assert len(pages) == 1, "its first or its last line stands alone"


def test_a_quotation_stays_on_one_page_unless_it_is_long() -> None:
    below = Paragraph(words("A horse ran and another horse watched it. " * 40))

    def pages(zebras: int, count: int) -> set[int]:
        quote = Quotation(words("A zebra grazed and a zebra slept. " * zebras), words("The keeper"))
        lead = Paragraph(words("A long paragraph. " * count))
        part = Section("text", "prose", 1, words("Text"), (lead, quote, below), break_before=True)
        return {piece.page for piece in pieces(printed(document(part))) if "zebra" in piece.text}

    counts = range(60, 150, 9)
    assert all(len(pages(9, count)) == 1 for count in counts)
    assert any(len(pages(60, count)) == 2 for count in counts)
