"""Timelines: labels neither collide nor leave the drawing; a rail reads as a list."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deck_documents import plain_deck, section, text
from deck_documents import style as deck_style
from drawing_reading import faults
from footnoted.figures.drawing import Circle, Drawing, Line, Polygon, Words
from footnoted.figures.hand import deck_hand, paper_hand
from footnoted.figures.timelines import axis_drawings
from footnoted.model.document import Figure, Section
from footnoted.model.figures import Event, Timeline, TimelineForm
from footnoted.model.inlines import NoteCall, Text
from footnoted.model.walk import credit_of
from footnoted.pdf import write_pdf
from footnoted.pptx import write_pptx
from footnoted.pptx.sound import lint
from papers import document, words
from papers import style as paper_style
from pdf_reading import conformance_faults, open_pdf, structure, untagged, whole_text
from pptx_reading import astray, colliding, needs_office, opened, outside, rendered, titles
from pptx_reading import words as words_of

STYLE = paper_style()
MADE = datetime(2026, 1, 1, tzinfo=UTC)
WIDTH, HIGHEST = 427.0, 330.0
LABELS = (
    "Cuba's first medical brigade went to Algeria",
    "Chile, 1960",
    "Three doctors",
    "Medical staff left in great numbers after the revolution, the author of the letter writes",
    "Bekanntmachung der Gegenwartsbewältigungskommission",
)


def event(year: float, label: str, end: float | None = None, lane: int = 0, **how: bool) -> Event:
    last = None if end is None else Decimal(str(end))
    return Event(Decimal(str(year)), last, str(int(year)), (Text(label),), lane=lane, **how)


def draw(timeline: Timeline, width: float = WIDTH) -> list[Drawing]:
    hand = paper_hand(STYLE, STYLE.figures.timeline, "en")
    return [one for one, _ in axis_drawings(timeline, hand, width, HIGHEST)]


@st.composite
def timelines(pick: st.DrawFn) -> Timeline:
    lanes = pick(st.integers(0, 3))
    start = pick(st.integers(1500, 2000))
    events = []
    for _ in range(pick(st.integers(1, 24))):
        year = start + pick(st.integers(0, 600)) / 10
        length = pick(st.sampled_from([None, None, 1.0, 7.5]))
        events.append(
            event(
                year,
                pick(st.sampled_from(LABELS)),
                None if length is None else year + length,
                pick(st.integers(0, max(lanes - 1, 0))),
                open_end=pick(st.booleans()) if length else False,
                approximate=pick(st.booleans()),
            )
        )
    ordered = tuple(sorted(events, key=lambda one: one.start))
    return Timeline(TimelineForm.AXIS, ordered, tuple(f"Lane {n}" for n in range(lanes)))


@given(timeline=timelines(), width=st.sampled_from([300.0, 427.0]))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_labels_neither_collide_nor_leave_the_drawing(timeline: Timeline, width: float) -> None:
    drawn = draw(timeline, width)
    for drawing in drawn:
        assert faults(drawing) == []
    told = " ".join(
        row.text
        for one in drawn
        for mark in one.marks
        if isinstance(mark, Words)
        for row in mark.rows
    )
    assert told.count("Three doctors") == sum(
        one.label == (Text("Three doctors"),) for one in timeline.events
    )
    assert len(drawn) == len(timeline.events) or all(one.height <= HIGHEST for one in drawn)
    for drawing in drawn:
        if not timeline.lanes:
            assert [pair for pair in combinations(leaders(drawing), 2) if crossing(*pair)] == []


def leaders(drawing: Drawing) -> list[Line]:
    """Return the strokes that tie words to a mark: those that run away from the axis."""
    dots = {(one.x, one.y) for one in drawing.marks if isinstance(one, Circle)}
    strokes = [one for one in drawing.marks if isinstance(one, Line)]
    return [
        one
        for one in strokes
        if one.points[0] in dots
        and abs(one.points[0][1] - one.points[-1][1]) > STYLE.figures.timeline.size
    ]


def crossing(one: Line, other: Line) -> bool:
    """Say whether two leaders cross; from the same dot they may part."""

    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    return any(
        side(a, b, c) * side(a, b, d) < -1e-6 and side(c, d, a) * side(c, d, b) < -1e-6
        for a, b in pairwise(one.points)
        for c, d in pairwise(other.points)
    )


@pytest.mark.parametrize("many", [6, 12])
def test_many_events_of_one_date_stand_side_by_side(many: int) -> None:
    crowd = [event(1998, f"{LABELS[n % 4]} {n}") for n in range(many)]
    events = (event(1960, "The first"), *crowd, event(2017, "The last"))
    (drawing,) = draw(Timeline(TimelineForm.AXIS, events))
    assert faults(drawing) == []
    tied = leaders(drawing)
    assert len(tied) == many + 2
    assert [pair for pair in combinations(tied, 2) if crossing(*pair)] == []
    assert {one.points[0][0] for one in tied if len(one.points) > 2}, "leaders bend"
    column = sum(len(w.rows) * w.pitch for w in drawing.marks if isinstance(w, Words))
    assert drawing.height < column * 0.6


def test_an_axis_is_to_scale() -> None:
    events = tuple(event(year, str(year)) for year in (1960, 1970, 2000))
    (drawing,) = draw(Timeline(TimelineForm.AXIS, events))
    first, second, third = sorted(one.x for one in drawing.marks if isinstance(one, Circle))
    assert third - second == pytest.approx(3 * (second - first))


def test_an_open_span_goes_on_to_the_end_of_the_axis() -> None:
    events = (event(1960, "begun", 1961, open_end=True), event(2000, "later"))
    (drawing,) = draw(Timeline(TimelineForm.AXIS, events))
    (bar,) = (one for one in drawing.marks if isinstance(one, Polygon))
    assert max(x for x, _ in bar.points) > WIDTH * 0.95


def rail(count: int) -> Figure:
    events = tuple(
        replace(
            event(1960 + n, ""),
            label=words(f"Event {n} [1] and so on, " * 4 if n == 3 else f"Event {n}"),
        )
        for n in range(count)
    )
    return Figure("t", Timeline(TimelineForm.RAIL, events), words("Events"), "Timeline.", (), "1")


def test_a_rail_is_a_list_of_dates_over_as_many_pages_as_it_takes() -> None:
    paper = document(Section("s", "facts", 1, words("One"), (rail(60),)))
    made = write_pdf(paper, STYLE, MADE, Path())
    assert made.content is not None, made.diagnostics
    assert made.extent > 1
    pdf = open_pdf(made.content)
    found = [node for node in walked(structure(pdf)) if node.tag == "LI"]
    assert len(found) == 60
    assert [whole_text(child) for child in found[5].children][:1] == ["1965"]
    assert untagged(pdf) == []
    assert conformance_faults(made.content, "ua1") == []


def walked(node: object) -> list:  # type: ignore[type-arg]
    children = getattr(node, "children", ())
    return [node, *(one for child in children for one in walked(child))]


def test_too_many_events_go_on_over_slides_with_titles_of_their_own() -> None:
    events = tuple(event(1960 + n, LABELS[n % 4]) for n in range(40))
    figure = Figure("t", Timeline(TimelineForm.AXIS, events), text("All of it"), "Timeline.", ())
    paper = replace(plain_deck(1), sections=(section("one", "All of it", figure),))
    made = write_pptx(paper, deck_style(), MADE, Path())
    assert made.content is not None, made.diagnostics
    assert list(lint(made.content)) == []
    deck = opened(made.content)
    assert len(set(titles(deck))) == len(titles(deck))
    groups = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 6]
    assert len(groups) > 1
    told = [one for group in groups for one in group.shapes if one.has_text_frame]
    assert sum("Algeria" in one.text_frame.text for one in told) == 10


def test_a_deck_fits_labels_with_its_own_widths() -> None:
    hand = deck_hand(deck_style(), 12, "en")
    events = tuple(event(1960 + n * n, LABELS[n % 5]) for n in range(9))
    for drawing, _ in axis_drawings(Timeline(TimelineForm.AXIS, events), hand, 850, 320):
        assert faults(drawing) == []


def axis(count: int) -> Figure:
    """Return events of many labels, each resting on a work of its own."""
    events = tuple(
        replace(event(1960 + n * n / count, LABELS[n % 5]), fact=f"fact-{n}") for n in range(count)
    )
    credit = (Text("Source: "), Text("Work 0"), NoteCall((), ("fact-0",)))
    for n in range(1, count):
        credit = (*credit, Text("; "), Text(f"Work {n}"), NoteCall((), (f"fact-{n}", "shared")))
    return Figure("t", Timeline(TimelineForm.AXIS, events), text("All of it"), "Time.", credit)


def test_a_source_line_keeps_the_works_of_some_facts() -> None:
    credit = axis(4).credit
    assert credit_of(credit, frozenset({"fact-2", "fact-3"})) == (
        Text("Source: "),
        *credit[7:9],
        *credit[9:],
    )
    assert credit_of(credit, frozenset({"fact-0", "shared"})) == credit
    assert credit_of(credit, frozenset({"none"})) == credit


def test_each_part_of_an_axis_names_the_sources_of_its_own_events() -> None:
    paper = replace(plain_deck(1), sections=(section("one", "All of it", axis(40)),))
    made = write_pptx(paper, deck_style(), MADE, Path())
    assert made.content is not None, made.diagnostics
    lines = [
        sorted(
            int(word)
            for shape in slide.shapes
            if shape.name == "Notes"
            for word in re.findall(r"Work (\d+)", shape.text_frame.text)
        )
        for slide in opened(made.content).slides
    ]
    named = [one for one in lines if one]
    assert len(named) > 1
    assert [n for one in named for n in one] == list(range(40))


def test_axes_stand_on_their_slides_as_they_were_measured(tmp_path: Path) -> None:
    needs_office()
    lanes = tuple(
        replace(one, lane=n % 2, end=one.start + 4 if n % 3 == 0 else None)
        for n, one in enumerate(axis(9).content.events)  # type: ignore[union-attr]
    )
    figures = [
        axis(7),
        axis(24),
        replace(
            axis(9), content=Timeline(TimelineForm.AXIS, lanes, ("Sent abroad", "Trained at home"))
        ),
    ]
    decks = {}
    for n, figure in enumerate(figures):
        sections = (section("one", f"Deck {n}", figure),)
        made = write_pptx(replace(plain_deck(1), sections=sections), deck_style(), MADE, Path())
        assert made.content is not None, made.diagnostics
        decks[f"deck{n}"] = made.content
    for name, file in rendered(decks, tmp_path).items():
        for slide, page in zip(opened(decks[name]).slides, words_of(file), strict=True):
            where = name, slide.shapes.title.text_frame.text if slide.shapes.title else ""
            assert [one.text for one in outside(slide, page)] == [], where
            assert [(a.text, b.text) for a, b in colliding(page)] == [], where
            assert list(astray(slide, page)) == [], where
