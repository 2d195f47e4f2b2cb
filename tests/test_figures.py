"""Charts as drawings: nothing collides or leaves the drawing, and lengths tell the truth."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from footnoted.figures.chart import chart_drawing
from footnoted.figures.drawing import Drawing, Label, Line, Polygon, Rect, label_box, lacking
from footnoted.figures.look import luminance
from footnoted.figures.placing import apart, crosses
from footnoted.figures.scale import nice_ticks
from footnoted.model.figures import Bound, Chart, ChartForm, Mark, Series
from footnoted.model.style import Style
from footnoted.pdf.drawing import paint_drawing
from footnoted.pdf.file import PdfFile
from footnoted.reader.fitting import read_as
from pdf_reading import conformance_faults, open_pdf, structure

BASE = yaml.safe_load((Path(__file__).parents[1] / "styles" / "base.yaml").read_text("utf-8"))
STYLE = read_as(Style, BASE)
WIDTH = 427.0


def values(*amounts: object, name: str = "", bound: Bound = Bound.EXACT) -> Series:
    return Series(
        name,
        tuple(
            Mark(None, "") if amount is None else Mark(Decimal(str(amount)), f"{amount:,}", bound)
            for amount in amounts
        ),
    )


def chart(
    form: ChartForm,
    *series: Series,
    categories: tuple[str, ...] = (),
    emphasis: tuple[int, ...] = (),
) -> Chart:
    names = categories or tuple(f"Place {n}" for n in range(len(series[0].marks)))
    return Chart(form, names, series, "people", frozenset(emphasis))


def draw(one: Chart, width: float = WIDTH) -> Drawing:
    return chart_drawing(one, STYLE, width, "en")


def labels(drawing: Drawing) -> list[Label]:
    return [mark for mark in drawing.marks if isinstance(mark, Label)]


def bars(drawing: Drawing) -> list[Polygon]:
    return [mark for mark in drawing.marks if isinstance(mark, Polygon)]


def length(bar: Polygon) -> float:
    across = [x for x, _ in bar.points]
    return max(across) - min(across)


WORDS = (
    "Venezuela",
    "Brazil",
    "doctors",
    "and",
    "of the",
    "São Tomé",
    "Bosnia-Herzegovina",
    "Gegenwartsbewältigungskommission",
    "2007",
    "Médicos",
    "Операция",
)
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)

AMOUNTS = st.one_of(
    st.none(),
    st.decimals(min_value=-9_000, max_value=90_000, places=1),
    st.integers(0, 9_000_000_000).map(Decimal),
)
PLACES = st.integers(1960 * 12, 2020 * 12).map(lambda month: Decimal(month) / 12)


@st.composite
def charts(pick: st.DrawFn) -> Chart:
    form = pick(st.sampled_from(ChartForm))
    placed = form is ChartForm.SCATTER or pick(st.booleans())
    count = 2 if form is ChartForm.SLOPE else pick(st.integers(1, 9))
    categories = tuple(pick(st.lists(NAMES, min_size=count, max_size=count)))
    series = []
    for _ in range(pick(st.integers(1, 4))):
        marks = []
        for _ in range(count):
            amount, bound = pick(AMOUNTS), pick(st.sampled_from(Bound))
            printed = "" if amount is None else f"{amount:,f}"
            words = printed if bound is Bound.EXACT else f"{bound.value} {printed}"
            ends = (None, None)
            if amount is not None and form is ChartForm.RANGE:
                ends = (amount - abs(pick(st.integers(0, 50_000))), amount)
            marks.append(
                Mark(
                    amount,
                    words if printed else "",
                    bound,
                    low=ends[0],
                    high=ends[1],
                    at=pick(PLACES) if placed else None,
                )
            )
        series.append(Series(pick(NAMES), tuple(marks)))
    emphasis = pick(st.frozensets(st.integers(0, count - 1)))
    return Chart(form, categories, tuple(series), pick(st.sampled_from(["", "people"])), emphasis)


@given(one=charts(), width=st.sampled_from([240.0, 427.0, 520.0]))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_labels_neither_collide_nor_leave_the_drawing(one: Chart, width: float) -> None:
    drawing = draw(one, width)
    boxes = [(label_box(label), label.text) for label in labels(drawing)]
    for (left, top, right, bottom), text in boxes:
        assert left >= -0.01, text
        assert right <= width + 0.01, text
        assert top >= -0.01, text
        assert bottom <= drawing.height + 0.01, text
    for (a, first), (b, second) in combinations(boxes, 2):
        apart = (
            a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or a[3] <= b[1] + 0.01 or b[3] <= a[1] + 0.01
        )
        assert apart, (first, second)


def inside(point: tuple[float, float], shape: Polygon) -> bool:
    x, y = point
    found = False
    for (x0, y0), (x1, y1) in zip(shape.points, (*shape.points[1:], shape.points[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            found = not found
    return found


def covers(shape: Polygon, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box[0] + 0.02, box[1] + 0.02, box[2] - 0.02, box[3] - 0.02
    edges = zip(shape.points, (*shape.points[1:], shape.points[0]), strict=True)
    corners = ((left, top), (right, top), (left, bottom), (right, bottom))
    return any(crosses((left, top, right, bottom), edge) for edge in edges) or any(
        inside(corner, shape) for corner in corners
    )


@given(one=charts())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_shapes_stay_within_the_drawing_and_off_the_words(one: Chart) -> None:
    drawing = draw(one)
    words = [(label_box(label), label.text) for label in labels(drawing)]
    for mark in drawing.marks:
        if isinstance(mark, Polygon):
            across, down = [x for x, _ in mark.points], [y for _, y in mark.points]
            assert min(across) >= -0.01
            assert max(across) <= WIDTH + 0.01
            assert min(down) >= -0.01
            assert max(down) <= drawing.height + 0.01
            for box, text in words:
                assert not covers(mark, box), text


def test_bars_are_as_long_as_their_values() -> None:
    drawing = draw(chart(ChartForm.BAR, values(100, 50, 25)))
    assert [length(bar) / length(bars(drawing)[0]) for bar in bars(drawing)] == pytest.approx(
        [1, 0.5, 0.25]
    )


def test_bars_keep_the_order_given() -> None:
    drawing = draw(chart(ChartForm.BAR, values(3, 9, 5), categories=("c", "a", "b")))
    names = [label for label in labels(drawing) if label.text in "abc"]
    assert [label.text for label in sorted(names, key=lambda label: label.y)] == ["c", "a", "b"]


def test_longest_bar_and_its_words_fill_the_width() -> None:
    drawing = draw(chart(ChartForm.BAR, values(900, 30)))
    assert max(label_box(label)[2] for label in labels(drawing)) == pytest.approx(WIDTH, abs=0.1)


def test_negative_values_lie_on_the_other_side_of_zero() -> None:
    drawing = draw(chart(ChartForm.BAR, values(40, -20)))
    axis = next(mark for mark in drawing.marks if isinstance(mark, Line)).points[0][0]
    positive, negative = bars(drawing)
    assert min(x for x, _ in positive.points) == pytest.approx(axis)
    assert max(x for x, _ in negative.points) == pytest.approx(axis)
    assert length(negative) == pytest.approx(length(positive) / 2)


@pytest.mark.parametrize("form", [ChartForm.BAR, ChartForm.COLUMN])
def test_bounds_are_drawn(form: ChartForm) -> None:
    """More than: the bar goes on in an arrow. Up to: it stops short in a notch."""
    shapes = {
        bound: bars(draw(chart(form, values(10, bound=bound), values(10), categories=("a",))))
        for bound in Bound
    }
    exact = shapes[Bound.EXACT]
    assert [len(bar.points) for bar in exact] == [4, 4]
    assert len(shapes[Bound.ABOUT]) == 2
    for bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        assert len(shapes[bound]) == 3
    for bound in (Bound.UP_TO, Bound.LESS_THAN, Bound.NEARLY):
        assert [len(bar.points) for bar in shapes[bound]] == [5, 4]


@pytest.mark.parametrize("form", [ChartForm.BAR, ChartForm.COLUMN])
def test_about_is_a_cut_up_end(form: ChartForm) -> None:
    cuts = {
        bound: [
            mark
            for mark in draw(chart(form, values(10, bound=bound))).marks
            if isinstance(mark, Line) and mark.colour == STYLE.colours.background
        ]
        for bound in (Bound.EXACT, Bound.ABOUT)
    }
    assert not cuts[Bound.EXACT]
    assert len(cuts[Bound.ABOUT]) == 3


@pytest.mark.parametrize(
    "form", [ChartForm.LINE, ChartForm.POINTS, ChartForm.SLOPE, ChartForm.SCATTER]
)
def test_bounds_of_points_are_drawn(form: ChartForm) -> None:
    """Any but an exact value is hollow; an arrow leads to where the true one lies."""

    def shapes(bound: Bound) -> int:
        marks = tuple(
            Mark(Decimal(value), str(value), bound if value == 30 else Bound.EXACT, at=Decimal(at))
            for value, at in ((30, 2001), (60, 2010))
        )
        return len(bars(draw(Chart(form, ("a", "b"), (Series("", marks),), ""))))

    exact = shapes(Bound.EXACT)
    assert shapes(Bound.ABOUT) == exact + 1
    assert shapes(Bound.MORE_THAN) == shapes(Bound.UP_TO) == exact + 2


def test_a_range_runs_from_low_to_high() -> None:
    marks = tuple(
        Mark(Decimal(low + high) / 2, f"{low} to {high}", low=Decimal(low), high=Decimal(high))
        for low, high in ((10, 40), (20, 30))
    )
    first, second = bars(draw(Chart(ChartForm.RANGE, ("a", "b"), (Series("", marks),), "")))
    assert length(first) == pytest.approx(3 * length(second))
    middles = [(max(x) + min(x)) / 2 for x in ([p for p, _ in b.points] for b in (first, second))]
    assert middles[0] == pytest.approx(middles[1])


def test_points_stand_along_their_years_and_nothing_joins_them() -> None:
    marks = tuple(Mark(Decimal(9), "9", at=Decimal(year)) for year in (2000, 2005, 2020))
    drawing = draw(Chart(ChartForm.POINTS, ("a", "b", "c"), (Series("", marks),), ""))
    first, second, third = (sum(x for x, _ in b.points) / len(b.points) for b in bars(drawing))
    assert (second - first) / (third - first) == pytest.approx(0.25)
    accents = [m for m in drawing.marks if isinstance(m, Line) and m.colour == STYLE.colours.accent]
    assert not accents


def test_parts_are_stacked_end_to_end_and_keep_their_values() -> None:
    one = chart(
        ChartForm.STACKED_BAR, values(60, name="A"), values(30, name="B"), values(1, name="C")
    )
    drawing = draw(one)
    parts = [m for m in drawing.marks if isinstance(m, Rect) and m.height > STYLE.figures.swatch]
    assert parts[0].x + parts[0].width == pytest.approx(parts[1].x)
    assert parts[0].width == pytest.approx(2 * parts[1].width)
    assert {"60", "30", "1"} <= {label.text for label in labels(drawing)}


def test_a_part_lies_within_the_whole_before_it() -> None:
    drawing = draw(chart(ChartForm.NESTED, values(100, 40, 10)))
    wholes = [m.width for m in drawing.marks if isinstance(m, Rect)]
    assert wholes == pytest.approx([length(bar) for bar in bars(drawing)][:2])


def test_a_ring_is_divided_by_shares() -> None:
    drawing = draw(chart(ChartForm.DOUGHNUT, values(50, 25, 25)))
    areas = []
    for ring in bars(drawing):
        pairs = zip(ring.points, (*ring.points[1:], ring.points[0]), strict=True)
        areas.append(abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2)
    assert [area / sum(areas) for area in areas] == pytest.approx([0.5, 0.25, 0.25], abs=0.001)


@pytest.mark.parametrize("name", ["base", "meridian"])
def test_series_differ_in_grey_print(name: str) -> None:
    """Neighbours by 12 steps of CIE lightness out of 100 or more, any two by 5."""
    path = Path(__file__).parents[1] / "styles" / f"{name}.yaml"
    greys = [
        116 * luminance(colour) ** (1 / 3) - 16
        for colour in yaml.safe_load(path.read_text("utf-8"))["colours"]["series"]
    ]
    assert all(abs(one - other) >= 12 for one, other in pairwise(greys))
    assert all(abs(one - other) >= 5 for one, other in combinations(greys, 2))


def test_words_pushed_apart_stay_near() -> None:
    tops = apart([(10, 8), (12, 8), (50, 8)], 0, 100)
    assert tops == [7, 15, 50]
    assert apart([(-5, 8), (90, 20)], 0, 100) == [0, 80]


def test_crowded_points_are_numbered_and_told_below() -> None:
    marks = tuple(Mark(Decimal(n), f"{n} doctors", at=Decimal(2000)) for n in range(100, 130))
    names = tuple(f"Province number {n}" for n in range(30))
    drawing = draw(Chart(ChartForm.POINTS, names, (Series("", marks),), ""))
    text = " ".join(label.text for label in labels(drawing))
    assert all(f"Province number {n}, {100 + n} doctors" in text for n in range(30))


def test_a_gap_is_drawn_as_no_bar() -> None:
    drawing = draw(chart(ChartForm.BAR, values(10, None, 5)))
    assert len(bars(drawing)) == 2
    assert "–" in [label.text for label in labels(drawing)]


def test_emphasis_takes_the_accent() -> None:
    drawing = draw(chart(ChartForm.BAR, values(10, 20, 30), emphasis=(1,)))
    colours = STYLE.colours
    assert [bar.fill for bar in bars(drawing)] == [colours.quiet, colours.accent, colours.quiet]


def test_several_series_have_their_colours_and_a_legend() -> None:
    names = ("Doctors", "Nurses", "Dentists", "Technicians", "Others")
    drawing = draw(chart(ChartForm.BAR, *(values(10, 20, name=name) for name in names)))
    colours = list(STYLE.colours.series[:5])
    assert [bar.fill for bar in bars(drawing)] == colours * 2
    assert [mark.fill for mark in drawing.marks if isinstance(mark, Rect)] == colours
    assert set(names) <= {label.text for label in labels(drawing)}


def test_long_categories_are_wrapped() -> None:
    name = "Engineers, builders and technicians of every sort in agriculture and in fisheries"
    drawing = draw(chart(ChartForm.BAR, values(1), categories=(name,)))
    lines = [label for label in labels(drawing) if label.text in name]
    assert len(lines) > 1
    assert " ".join(label.text for label in lines) == name
    assert all(label_box(label)[2] <= WIDTH * STYLE.figures.category_share for label in lines)


def test_columns_that_have_no_room_lie_down() -> None:
    names = tuple(f"Gegenwartsbewältigung {n}" for n in range(9))
    lying = draw(chart(ChartForm.COLUMN, values(*range(1, 10)), categories=names))
    standing = draw(chart(ChartForm.COLUMN, values(1, 2)))
    assert len({length(bar) for bar in bars(standing)}) == 1
    assert len({round(length(bar), 3) for bar in bars(lying)}) == 9


def test_columns_of_one_category_stand_together() -> None:
    one = chart(ChartForm.COLUMN, values(100, 200, name="A"), values(50, 60, name="B"))
    sides = [sorted({x for x, _ in bar.points}) for bar in bars(draw(one))]
    within, between = sides[1][0] - sides[0][1], sides[2][0] - sides[1][1]
    assert 0 < within < between / 4


def test_years_keep_their_distances_on_a_line() -> None:
    years = ("2000", "2001", "2010")
    drawing = draw(chart(ChartForm.LINE, values(10, 20, 30), categories=years))
    stroke = next(m for m in drawing.marks if isinstance(m, Line) and len(m.points) == 3)
    first, second, third = (x for x, _ in stroke.points)
    assert (second - first) / (third - first) == pytest.approx(0.1)


def test_a_gap_breaks_the_line() -> None:
    drawing = draw(chart(ChartForm.LINE, values(10, 20, None, 25, 30)))
    accent = STYLE.colours.accent
    strokes = [m for m in drawing.marks if isinstance(m, Line) and m.colour == accent]
    assert [len(stroke.points) for stroke in strokes] == [2, 2]


@pytest.mark.parametrize(("second", "below"), [(190, True), (50, False)])
def test_the_first_value_keeps_off_the_line(second: int, below: bool) -> None:
    """A line that climbs steeply leaves room below its first point, else there is room above."""
    years = tuple(str(year) for year in range(2003, 2009))
    one = chart(ChartForm.LINE, values(60, second, 150, 180, 11, 250), categories=years)
    words = next(label for label in labels(draw(one)) if label.text == "60")
    first = bars(draw(one))[0]
    point = sum(y for _, y in first.points) / len(first.points)
    assert (words.y > point) is below


def test_lines_are_named_at_their_ends() -> None:
    one = chart(ChartForm.LINE, values(10, 20, name="Doctors"), values(5, 6, name="Nurses"))
    ends = {label.text: label for label in labels(draw(one))}
    assert ends["Doctors 20"].y < ends["Nurses 6"].y


@pytest.mark.parametrize("form", ChartForm)
@pytest.mark.parametrize("amounts", [(), (None,), (0, 0), (5,), (-1, -2)])
def test_charts_of_little_are_drawn(form: ChartForm, amounts: tuple[int | None, ...]) -> None:
    assert draw(chart(form, values(*amounts))).width == WIDTH


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        ("0", "42000", "0 20000 40000 60000"),
        ("0", "0.9", "0 0.25 0.5 0.75 1"),
        ("-30", "100", "-50 0 50 100"),
        ("7", "7", "0 2 4 6 8"),
        ("0", "0", "0 0.25 0.5 0.75 1"),
    ],
)
def test_axes_have_round_figures(low: str, high: str, ticks: str) -> None:
    assert " ".join(map(str, nice_ticks(Decimal(low), Decimal(high), 4))) == ticks


def test_lacking_glyphs_are_told() -> None:
    drawing = draw(chart(ChartForm.BAR, values(1), categories=("Ђ ཀཁ",)))
    assert lacking(drawing) == "ཀཁ"


def test_a_painted_chart_is_a_figure_of_the_file() -> None:
    drawing = draw(chart(ChartForm.BAR, values(10, 20), categories=("São Tomé", "Môle, East")))
    file = PdfFile("en", "T", "A", "S", (), datetime(2025, 1, 1, tzinfo=UTC))
    file.begin_page(595, 842)
    paint_drawing(file, drawing, 84, 700, file.element(file.root, "Figure", alt="Two bars"))
    file.end_page()
    data = file.save()
    figure = structure(open_pdf(data)).find("Figure")[0]
    box = [float(side) for side in figure.attributes["/BBox"]]
    assert box == pytest.approx([84, 700 - drawing.height, 84 + WIDTH, 700], abs=0.01)
    assert "Môle, East" in figure.text
    assert conformance_faults(data, "ua1") == conformance_faults(data, "2a") == []
