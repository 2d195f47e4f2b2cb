"""Charts of paper and deck: nothing that a chart knows is lost, and points stay points."""

import random
import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

import template_files as made
from deck_documents import MADE, style, text
from footnoted.figures.drawing import Line, Polygon, label_box
from footnoted.figures.placing import Spot, overlap, place
from footnoted.model.document import Figure, Paragraph
from footnoted.model.figures import Bound, Chart, ChartForm, Mark, Series
from footnoted.model.inlines import Link, Text
from footnoted.pptx import write_pptx
from pptx_reading import opened, parts, texts
from test_deck import content, deck
from test_figures import covers, draw, labels

GROUPS = (ChartForm.BAR, ChartForm.COLUMN)
YEARS = ("1963", "1975", "1998", "2003", "2005", "2015")


def marks(*amounts: int, bound: Bound = Bound.EXACT) -> tuple[Mark, ...]:
    return tuple(Mark(Decimal(one), f"{one:,}", bound) for one in amounts)


def printed(one: Chart, width: float = 427.0) -> str:
    return " ".join(label.text for label in labels(draw(one, width)))


def stands_in(word: str, told: str) -> bool:
    """Say whether a word is told, not only a longer one that holds it."""
    return re.search(rf"\b{re.escape(word)}\b", told) is not None


def slide_chart(one: Chart) -> str:
    """Return the XML of a chart on a slide that stands every test of the deck."""
    found = content(deck(Figure("f", one, text("Workers"), "A chart.", text("Source."))))
    return parts(found)["ppt/charts/chart1.xml"].decode()


@pytest.mark.parametrize("seed", range(6))
def test_every_emphasised_value_of_a_line_prints(seed: int) -> None:
    pick = random.Random(seed)
    amounts = [pick.randint(1, 90_000) * 11 for _ in YEARS]
    strong = frozenset(pick.sample(range(len(YEARS)), 4))
    one = Chart(ChartForm.LINE, YEARS, (Series("", marks(*amounts)),), "people", strong)
    for width in (240.0, 427.0):
        told = printed(one, width)
        wanted = [f"{amounts[at]:,}" for at in (*strong, -1)]
        assert [word for word in wanted if not stands_in(word, told)] == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("form", [ChartForm.LINE, ChartForm.SCATTER, ChartForm.POINTS])
def test_no_word_of_lines_and_points_is_lost(form: ChartForm, seed: int) -> None:
    pick = random.Random(seed)
    names = YEARS if form is ChartForm.LINE else tuple(f"Place{n}" for n in range(14))
    series = tuple(
        Series(
            f"Series{number}",
            tuple(
                Mark(
                    Decimal(pick.randint(0, 999)),
                    f"{index}x{number}",
                    at=Decimal(pick.randint(1960, 2020)),
                )
                for index in range(len(names))
            ),
        )
        for number in range(1 if form is not ChartForm.LINE else 5)
    )
    told = printed(Chart(form, names, series, ""), 240.0)
    assert [name for name in names if not stands_in(name, told)] == []
    ends = [one.marks[-1].label for one in series] if form is ChartForm.LINE else []
    points = [m.label for m in series[0].marks] if form is ChartForm.POINTS else []
    assert [word for word in (*ends, *points) if not stands_in(word, told)] == []


@pytest.mark.parametrize("form", [*GROUPS, ChartForm.NESTED, ChartForm.LINE])
def test_long_words_in_a_narrow_chart_lie_free(form: ChartForm) -> None:
    pick = random.Random(form.value)
    for _ in range(4):
        series = tuple(
            Series(
                f"Kind {number}",
                tuple(
                    Mark(Decimal(value), f"{bound.value} {value:,}", bound)
                    for value in (pick.randint(-5_000_000_000, 9_000_000_000) for _ in range(3))
                    for bound in [pick.choice(list(Bound))]
                ),
            )
            for number in range(6)
        )
        drawing = draw(Chart(form, ("1979", "1983", "2001"), series, "people"), 240.0)
        boxes = [(label_box(label), label.text) for label in labels(drawing)]
        for (one, first), (other, second) in combinations(boxes, 2):
            inner = one[0] + 0.01, one[1] + 0.01, one[2] - 0.01, one[3] - 0.01
            assert not overlap(inner, other), (first, second)
        for shape in drawing.marks:
            if isinstance(shape, Polygon):
                assert not [text for box, text in boxes if covers(shape, box)]


def test_the_words_of_a_point_say_who_is_counted_and_the_emphasised_stand_out() -> None:
    rows = (
        ("Doctors, 2003", 5000, 2003),
        ("Staff, 2015", 50000, 2015),
        ("Staff, 2020", 28000, 2020),
    )
    series = Series(
        "",
        tuple(
            Mark(Decimal(value), f"about {value:,}", Bound.ABOUT, at=Decimal(year) + Decimal("0.5"))
            for _, value, year in rows
        ),
    )
    drawing = draw(
        Chart(ChartForm.POINTS, tuple(one[0] for one in rows), (series,), "", frozenset({1}))
    )
    found = {label.text: label for label in labels(drawing)}
    assert {"Doctors, 2003", "about 5,000", "Staff, 2015", "about 50,000"} <= found.keys()
    assert found["Staff, 2015"].colour != found["Doctors, 2003"].colour
    levels = {y for one in drawing.marks if isinstance(one, Line) for _, y in one.points}
    for label in found.values():
        box = label_box(label)
        if label.text[0].isalpha():
            assert not [y for y in levels if box[1] < y < box[3]]


def test_a_lone_slope_is_neither_high_nor_wide() -> None:
    one = Chart(ChartForm.SLOPE, ("1998", "2003"), (Series("", marks(31, 10)),), "")
    several = tuple(Series(f"Area {n}", marks(31 + n, 10 + 5 * n)) for n in range(6))
    drawing, more = draw(one), draw(replace(one, series=several))
    assert drawing.height < more.height
    (stroke,) = [
        m
        for m in drawing.marks
        if isinstance(m, Line)
        and m.points[0][1] != m.points[1][1]
        and m.points[0][0] != m.points[1][0]
    ]
    across = abs(stroke.points[1][0] - stroke.points[0][0])
    assert across < 0.6 * drawing.width
    assert "0" in [label.text for label in labels(drawing)]


@pytest.mark.parametrize("form", GROUPS)
def test_groups_are_named_at_their_marks_where_names_have_room(form: ChartForm) -> None:
    few = (Series("Before", marks(310, 90)), Series("After", marks(200, 40)))
    one = Chart(form, ("Bolivia", "Haiti"), few, "")
    told = [label.text for label in labels(draw(one))]
    assert sum("Before" in word for word in told) == 1
    many = tuple(replace(few[0], name=f"A kind of staff with a long name {n}") for n in range(6))
    assert "<c:legend>" not in slide_chart(one)
    assert ">Before" in slide_chart(one)
    assert "<c:legend>" in slide_chart(replace(one, series=many))


def test_years_keep_their_distances_in_the_deck_too() -> None:
    one = Chart(ChartForm.LINE, YEARS, (Series("", marks(1, 2, 3, 4, 5, 6)),), "")
    xml = slide_chart(one)
    assert "<c:scatterChart>" in xml
    assert "<c:lineChart>" not in xml
    even = replace(one, categories=("1990", "1995", "2000", "2005", "2010", "2015"))
    assert "<c:lineChart>" in slide_chart(even)


def test_points_that_lie_down_stay_points_far_from_zero() -> None:
    names = tuple(f"Gesundheitsministerium{n}" for n in range(9))
    series = Series("", marks(*range(47_500, 48_400, 100)))
    xml = slide_chart(Chart(ChartForm.POINTS, names, (series,), "", frozenset({2})))
    assert xml.count("<c:errBars>") == 2  # the emphasised ones and the others
    values = xml[xml.index('<c:axId val="111111112"/><c:scaling>') :]
    least = re.search(r'<c:min val="([^"]*)"', values)
    assert least
    assert float(least[1]) > 40_000


def test_a_single_amount_among_ranges_is_a_point() -> None:
    span = Mark(Decimal(15), "10–20", low=Decimal(10), high=Decimal(20))
    single = Mark(Decimal(12), "12")
    xml = slide_chart(Chart(ChartForm.RANGE, ("a", "b"), (Series("", (span, single)),), ""))
    assert xml.count("<c:errBars>") == 1
    assert xml.count("10–20") == 1
    assert "<a:t>\u200212</a:t>" in xml


def test_a_chart_takes_the_colours_of_a_template(tmp_path: Path) -> None:
    """On a black ground whose theme calls black its text colour, nothing is black on black."""
    fill = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    black = f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    path = tmp_path / "dark.pptx"
    path.write_bytes(made.changed(made.sub(made.MASTER, "<p:bg>.*?</p:bg>", black)))
    one = Chart(ChartForm.BAR, ("a", "b"), (Series("", marks(3, 2)),), "", frozenset({0}))
    found = write_pptx(
        deck(Figure("f", one, text("Workers"), "A chart.", text("Source."))),
        style(),
        MADE,
        tmp_path,
        path,
    )
    assert found.content
    xml = parts(found.content)["ppt/charts/chart1.xml"].decode()
    assert "tx1" not in xml


def test_only_exhibits_that_words_lead_to_show_their_number() -> None:
    one = Chart(ChartForm.BAR, ("a", "b"), (Series("", marks(3, 2)),), "")
    figures = [
        Figure(name, one, text(f"Workers {name}"), "A chart.", text("Source."), str(number))
        for number, name in enumerate(("first", "second"), 1)
    ]
    prose = Paragraph((Text("See "), Link((Text("Figure 2"),), "#second"), Text(".")))
    told = [texts(one) for one in opened(content(deck(prose, *figures))).slides]
    captions = [one["Caption"] for one in told if "Caption" in one]
    assert captions == ["Workers first", "Figure 2\u2002Workers second"]


def test_places_are_found_for_hundreds_of_points() -> None:
    pick = random.Random(3)
    spots = []
    for _ in range(400):
        x, y = pick.uniform(0, 4000), pick.uniform(0, 3000)
        spots.append(Spot((x, y), (x - 2, y - 2, x + 2, y + 2), 40, 10))
    found = [one for one in place(spots, (0, 0, 4000, 3000), 4.0) if one]
    assert len(found) > 390
    assert not [pair for pair in combinations(found, 2) if overlap(pair[0].box, pair[1].box)]
