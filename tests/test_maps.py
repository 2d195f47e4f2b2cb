"""Maps: every country is there, names neither collide nor leave the map, the files are sound."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openxml_audit import validate_pptx

from deck_documents import plain_deck, section, text
from deck_documents import style as deck_style
from drawing_reading import faults
from footnoted.figures.drawing import Area, Circle, Drawing, Line, Words
from footnoted.figures.hand import deck_hand, paper_hand
from footnoted.figures.maps import map_drawing
from footnoted.figures.outlines import codes, is_drawn, land_area, outlines
from footnoted.model.document import Figure, Section
from footnoted.model.figures import Event, Map, MapForm, MapPlace, Timeline, TimelineForm
from footnoted.model.inlines import Text
from footnoted.pdf import write_pdf
from footnoted.pptx import write_pptx
from footnoted.pptx.sound import lint
from footnoted.text.places import place_name
from papers import document
from papers import style as paper_style
from papers import words as paper_words
from pdf_reading import conformance_faults, open_pdf, structure, untagged, whole_text
from pptx_reading import colliding, needs_office, opened, outside, parts, rendered, words

STYLE = paper_style()
WIDTH = 427.0
ROOT = Path(__file__).parents[1]
ISO = re.findall(
    "[A-Z]{2}",
    """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD
    CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA
    GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI
    KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU
    MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA
    SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA
    UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
    """,
)
"""Member states of the United Nations."""
LAND = {"CU": 110_000, "FR": 549_000, "RU": 16_800_000, "TV": 26, "NR": 21, "KI": 811, "GF": 84_000}
"""Square kilometres of land, as national statistics have them."""


def place(code: str, value: int | None = None, *kinds: int, **how: object) -> MapPlace:
    amount = None if value is None else Decimal(value)
    label = "" if value is None else f"{value:,}"
    made = MapPlace(code, place_name(code, "en"), kinds or (0,), amount, label)
    return (
        made
        if not how
        else MapPlace(code, str(how["name"]), kinds or (0,), amount, label, at=how["at"])
    )  # type: ignore[arg-type]


def draw(drawn: Map, width: float = WIDTH, highest: float = 420.0) -> Drawing:
    hand = paper_hand(STYLE, STYLE.figures.map, "en")
    return map_drawing(drawn, hand, width, highest, lists=True).drawing


def printed(drawing: Drawing) -> str:
    return " ".join(r.text for one in drawing.marks if isinstance(one, Words) for r in one.rows)


def test_every_member_of_the_united_nations_has_an_outline() -> None:
    others = "PS", "VA", "TW", "XK", "GL", "PR", "RE", "YT", "GF", "TK", "GI", "AQ"
    assert len(ISO) == 193
    assert [code for code in (*ISO, *others) if not is_drawn(code)] == []


def test_every_place_of_the_sample_has_an_outline() -> None:
    facts = "".join(
        path.read_text("utf-8") for path in sorted((ROOT / "data/facts").glob("*.yaml"))
    )
    lists = re.findall(r"^ +places: \[(.*)\]", facts, re.MULTILINE)
    found = {code for one in lists for code in re.findall(r"\b[A-Z]{2}\b", one)}
    assert len(found) > 20
    assert {code for code in found if not is_drawn(code)} == set()


@pytest.mark.parametrize("code", LAND)
def test_land_is_as_large_as_it_is(code: str) -> None:
    assert land_area(code) == pytest.approx(LAND[code], rel=0.5 if LAND[code] < 1000 else 0.05)


def test_outlines_are_rings_of_degrees() -> None:
    for code in codes():
        for polygon in outlines(code, 1):
            for x, y in polygon[0].points:
                assert -90 <= y <= 90
                assert -540 <= x <= 540


@pytest.mark.parametrize("code", ["FJ", "RU", "KI", "NZ", "US"])
def test_nothing_runs_across_the_map_at_the_antimeridian(code: str) -> None:
    drawing = draw(Map(MapForm.KINDS, (place(code), place("AO")), ("One",), whole=True))
    marked = [
        one for one in drawing.marks if isinstance(one, Area) and one.name == place(code).name
    ]
    assert marked
    for area in marked:
        for ring in area.rings:
            steps = zip(ring, (*ring[1:], ring[0]), strict=True)
            assert max(abs(b[0] - a[0]) for a, b in steps) < drawing.width / 8


def test_a_map_of_the_pacific_shows_its_smallest_states_in_insets() -> None:
    islands = tuple(place(code) for code in ("KI", "TV", "NR", "FJ", "VU", "SB", "TO", "WS"))
    drawing = draw(Map(MapForm.KINDS, islands, ("Students",)))
    names = [one.rows[0].text for one in drawing.marks if isinstance(one, Words)]
    for code in ("KI", "TV", "NR"):
        assert names.count(place_name(code, "en")) == 2, "beside its mark and over its inset"
        largest = max(
            max(x for ring in one.rings for x, _ in ring)
            - min(x for ring in one.rings for x, _ in ring)
            for one in drawing.marks
            if isinstance(one, Area) and one.name == place_name(code, "en")
        )
        assert largest > 10
    assert faults(drawing) == []


def width_of(drawing: Drawing, code: str) -> float:
    """Return how wide a country is drawn where it is largest."""
    return max(
        max(x for ring in one.rings for x, _ in ring)
        - min(x for ring in one.rings for x, _ in ring)
        for one in drawing.marks
        if isinstance(one, Area) and one.name == place_name(code, "en")
    )


EUROPE = tuple(place(code) for code in ("FR", "DE", "IT", "ES", "PL"))


def test_a_map_is_not_stretched_by_one_far_place_or_by_a_country_that_dwarfs_the_others() -> None:
    alone = width_of(draw(Map(MapForm.KINDS, EUROPE, ("Members",))), "FR")
    far = draw(Map(MapForm.KINDS, (*EUROPE, place("NZ")), ("Members",)))
    assert width_of(far, "FR") > alone * 0.8
    assert printed(far).count("New Zealand") == 1
    assert width_of(far, "NZ") > 20
    dwarfed = draw(Map(MapForm.KINDS, (*EUROPE, place("RU")), ("Members",)))
    assert width_of(dwarfed, "FR") > alone * 0.5
    assert "Russia" in printed(dwarfed)
    for drawing in (far, dwarfed):
        assert faults(drawing) == []


def test_a_far_place_has_the_circle_that_it_would_have_on_the_map() -> None:
    places = tuple(place(one.code, 100) for one in (*EUROPE, place("NZ")))
    drawing = draw(Map(MapForm.SYMBOLS, places, ("Staff",), "people"))
    radii = {one.name: one.radius for one in drawing.marks if isinstance(one, Circle) and one.name}
    assert radii["New Zealand"] == radii["France"]


def test_a_map_of_much_sea_shows_where_on_earth_it_lies() -> None:
    islands = tuple(place(code, 9) for code in ("KI", "SB", "VU", "NR"))
    drawing = draw(Map(MapForm.SYMBOLS, islands, ("Students",), "students"))
    closed = [
        one.points
        for one in drawing.marks
        if isinstance(one, Line) and len(one.points) > 5 and one.points[0] == one.points[-1]
    ]
    (window,) = closed
    land = next(
        one
        for one in drawing.marks
        if isinstance(one, Area) and not one.name and not one.edge and len(one.rings) > 50
    )
    xs = [x for ring in land.rings for x, _ in ring]
    assert min(xs) < min(x for x, _ in window) < max(x for x, _ in window) < max(xs)
    assert faults(drawing) == []
    africa = draw(Map(MapForm.SYMBOLS, tuple(place(c, 9) for c in ("AO", "ET", "ML")), ("Staff",)))
    assert not [one for one in africa.marks if isinstance(one, Line) and len(one.points) > 5]


def test_circles_are_as_large_as_their_values() -> None:
    drawing = draw(
        Map(MapForm.SYMBOLS, (place("AO", 4000), place("ET", 1000)), ("Staff",), "people")
    )
    radii = {one.name: one.radius for one in drawing.marks if isinstance(one, Circle) and one.name}
    assert radii["Angola"] == pytest.approx(2 * radii["Ethiopia"])
    drawn = [one.radius for one in drawing.marks if isinstance(one, Circle) and one.name]
    assert drawn == sorted(drawn, reverse=True), "the largest lie behind"


def test_classes_hold_every_value_and_print_their_own_bounds() -> None:
    values = {"AO": 1, "ET": 3, "GH": 4, "KE": 90, "TZ": 95, "ZA": 1000}
    places = tuple(place(code, value) for code, value in values.items())
    drawing = draw(Map(MapForm.SHADES, places, ("Staff",), "people"))
    fills = {one.name: one.fill for one in drawing.marks if isinstance(one, Area) and one.name}
    assert fills["Kenya"] == fills["Tanzania"] != fills["South Africa"]
    assert "90–95" in printed(drawing)


def test_points_of_one_country_are_places_of_their_own() -> None:
    rock = place("GB", 36, name="Bell Rock", at=(-2.387, 56.433))
    cape = place("GB", 20, name="Cape Wrath", at=(-5.0, 58.63))
    drawing = draw(Map(MapForm.SYMBOLS, (rock, cape), ("Lighthouses",), "metres"))
    where = {
        one.name: (one.x, one.y) for one in drawing.marks if isinstance(one, Circle) and one.name
    }
    assert where["Cape Wrath"][0] < where["Bell Rock"][0]
    assert where["Cape Wrath"][1] < where["Bell Rock"][1]


CODES = st.lists(
    st.sampled_from([*ISO, "AQ", "GL", "GI", "TK"]), min_size=1, max_size=24, unique=True
)


@st.composite
def maps(pick: st.DrawFn) -> Map:
    form = pick(st.sampled_from(MapForm))
    places = tuple(
        place(
            code,
            None if form is MapForm.KINDS else pick(st.integers(1, 90_000)),
            *pick(st.sampled_from([(0,), (1,), (0, 1), (1, 2, 0)])),
        )
        for code in pick(CODES)
    )
    return Map(
        form, places, ("Staff sent", "Offer refused", "Students"), "people", pick(st.booleans())
    )


@given(drawn=maps(), width=st.sampled_from([300.0, 427.0]))
@settings(max_examples=14, deadline=None, derandomize=True)
def test_names_neither_collide_nor_leave_the_map(drawn: Map, width: float) -> None:
    drawing = draw(drawn, width)
    assert faults(drawing) == []
    words = printed(drawing).replace("\u00a0", " ")
    assert [one.name for one in drawn.places if one.name not in words] == []
    for mark in drawing.marks:
        points = mark.points if isinstance(mark, Line) else ()
        rings = mark.rings if isinstance(mark, Area) else (points,)
        for ring in rings:
            for x, y in ring:
                assert -1 <= x <= width + 1
                assert -1 <= y <= drawing.height + 1


def deck(drawn: Map) -> bytes:
    figure = Figure("map-1", drawn, text("Where"), "Map: where.", (), "", text("They went far."))
    document = replace(plain_deck(1), sections=(section("one", "They went far", figure),))
    made = write_pptx(document, deck_style(), datetime(2026, 1, 1, tzinfo=UTC), ROOT)
    assert made.content is not None, made.diagnostics
    return made.content


def test_a_slide_has_the_map_as_one_described_group_of_native_shapes(tmp_path: Path) -> None:
    near = deck(Map(MapForm.KINDS, (place("GM"), place("GW")), ("Staff sent",)))
    (tmp_path / "map.pptx").write_bytes(near)  # that validator takes a minute for the world
    assert validate_pptx(tmp_path / "map.pptx").errors == []
    drawn = Map(MapForm.KINDS, tuple(place(code) for code in ISO[::9]), ("Staff sent",), whole=True)
    content = deck(drawn)
    assert list(lint(content)) == []
    assert deck(drawn) == content
    group = next(s for page in opened(content).slides for s in page.shapes if s.shape_type == 6)
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "Map: where."
    assert {shape.name for shape in group.shapes} > {place(code).name for code in ISO[::9]}
    assert (
        max(len(part) for name, part in parts(content).items() if "slides/slide" in name)
        < 1_500_000
    )


def test_a_slide_measures_its_names_as_its_viewer_does() -> None:
    drawn = Map(
        MapForm.SYMBOLS, tuple(place(code, n + 1) for n, code in enumerate(ISO[::11])), ("Staff",)
    )
    hand = deck_hand(deck_style(), 12, "en")
    assert faults(map_drawing(drawn, hand, 620, 330, lists=False).drawing) == []


def test_a_slide_lists_by_kind_what_its_map_has_no_room_to_name() -> None:
    crowd = tuple(place(code, None, n % 2) for n, code in enumerate(ISO[::4]))
    drawn = Map(MapForm.KINDS, crowd, ("Staff sent", "Students"), whole=True)
    content = deck(drawn)
    group = next(s for page in opened(content).slides for s in page.shapes if s.shape_type == 6)
    told = " ".join(one.text_frame.text for one in group.shapes if one.has_text_frame)
    assert [one.name for one in crowd if one.name not in told] == []
    assert "Students: " in told


def test_maps_stand_on_their_slides_as_they_were_measured(tmp_path: Path) -> None:
    needs_office()
    kinds = tuple(place(code) for code in ISO[::9])
    islands = tuple(place(code, 9) for code in ("KI", "SB", "VU", "NR"))
    decks = {
        "kinds": deck(Map(MapForm.KINDS, (*kinds, place("TV")), ("Staff sent",), whole=True)),
        "islands": deck(Map(MapForm.SYMBOLS, islands, ("Students",), "students")),
        "far": deck(Map(MapForm.KINDS, (*EUROPE, place("NZ")), ("Members",))),
    }
    for name, file in rendered(decks, tmp_path).items():
        for slide, page in zip(opened(decks[name]).slides, words(file), strict=True):
            assert [one.text for one in outside(slide, page)] == [], name
            assert [(a.text, b.text) for a, b in colliding(page)] == [], name


def test_a_map_and_an_axis_are_tagged_figures_with_all_their_marks_inside() -> None:
    drawn = Map(MapForm.KINDS, EUROPE, ("Members",))
    line = Timeline(
        TimelineForm.AXIS,
        tuple(
            Event(Decimal(1960 + n), None, str(1960 + n), (Text("A thing"),))
            for n in range(0, 40, 8)
        ),
    )
    figures = (
        Figure("m", drawn, paper_words("Where"), "Map: where.", (), "1"),
        Figure("a", line, paper_words("When"), "Timeline: when.", (), "2"),
    )
    paper = document(Section("s", "facts", 1, paper_words("One"), figures))
    made = write_pdf(paper, STYLE, datetime(2026, 1, 1, tzinfo=UTC), ROOT)
    assert made.content is not None, made.diagnostics
    pdf = open_pdf(made.content)
    found = [one for one in walked(structure(pdf)) if one.tag == "Figure"]
    assert [whole_text(one) != "" for one in found] == [True, True]
    assert "France" in whole_text(found[0])
    assert "1960" in whole_text(found[1])
    assert untagged(pdf) == []
    assert conformance_faults(made.content, "ua1") == []


def walked(node: object) -> list:  # type: ignore[type-arg]
    children = getattr(node, "children", ())
    return [node, *(one for child in children for one in walked(child))]
