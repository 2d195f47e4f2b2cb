"""The styles that ship: they differ, can be read, and say nothing that a designer must guess."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import yaml

from footnoted.figures.hand import shade
from footnoted.figures.look import luminance
from footnoted.load import load
from footnoted.model.document import Box, BoxKind, Document, Section
from footnoted.model.style import Style
from footnoted.model.style.paper import Type
from footnoted.pdf import write_pdf
from footnoted.reader.record import plain
from footnoted.text.faces import face
from papers import Notes, document, table, words
from papers import style as with_changes
from pdf_reading import open_pdf, pieces

ROOT = Path(__file__).parents[1]
NAMES = sorted(path.stem for path in (ROOT / "styles").glob("*.yaml"))
SHOWN = [name for name in NAMES if name != "base"]
GUIDE = (ROOT / "styles" / "README.md").read_text(encoding="utf-8")

TEXT = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
MARKS = 3.0
"""Least contrast of marks that carry meaning (WCAG 2.2, 1.4.11)."""
GREY = 1.25
"""Least contrast of neighbours among the first series, so that a grey print tells them apart."""

COVERED = {"cover_kicker", "cover_title", "cover_subtitle", "cover_marking"}
BOXED = {"body", "box", "box_title", "caveat", "list_item", "attribution", "note"}


@cache
def style(name: str) -> Style:
    project, found = load(ROOT)
    assert project is not None
    assert not found
    return project.styles[name]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour(look: Style, key: str) -> str:
    return str(getattr(look.colours, key.replace("-", "_")))


def roles(look: Style) -> dict[str, Type]:
    return {name: getattr(look.paper.roles, name) for name in look.paper.roles.__struct_fields__}


def grounds(look: Style, name: str, role: Type) -> set[str]:
    """Return every colour that a role's text can stand on."""
    tables, boxes = look.paper.tables, look.paper.boxes
    if role.ground:
        return {colour(look, role.ground)}
    if name in COVERED:
        return {colour(look, look.paper.cover.band)}
    if name == "table_head":
        return {shade(look.colours, tables.head_ground) if tables.head_ground else "#ffffff"}
    found = {look.paper.background}
    if name in {"table_cell", "table_group"} and tables.zebra:
        found.add(shade(look.colours, tables.zebra))
    if name in BOXED:
        kinds = (boxes.key_points, boxes.callout, boxes.caution, boxes.conflict)
        found |= {colour(look, kind.tint) for kind in kinds}
    return found


@pytest.mark.parametrize("name", NAMES)
def test_all_text_of_a_paper_stands_out_from_what_is_behind_it(name: str) -> None:
    look = style(name)
    faint = [
        (role, ground)
        for role, kind in roles(look).items()
        for ground in sorted(grounds(look, role, kind))
        if contrast(colour(look, kind.colour), ground) < TEXT
    ]
    assert faint == []


@pytest.mark.parametrize("name", NAMES)
def test_all_text_of_a_deck_stands_out_from_what_is_behind_it(name: str) -> None:
    look = style(name)
    pairs = [
        *[(key, ground) for key in ("ink", "muted", "accent") for ground in ("background", "tint")],
        ("accent-ink", "accent"),
        ("caution", "caution-tint"),
        ("ink", "caution-tint"),
    ]
    faint = [
        pair for pair in pairs if contrast(colour(look, pair[0]), colour(look, pair[1])) < TEXT
    ]
    assert faint == []


@pytest.mark.parametrize("name", NAMES)
def test_marks_are_seen_and_told_apart_in_grey(name: str) -> None:
    look = style(name)
    series, back = look.colours.series, look.colours.background
    assert contrast(look.colours.accent, back) >= MARKS
    assert contrast(series[0], back) >= MARKS
    assert contrast(look.colours.accent, look.colours.quiet) >= MARKS
    assert min(contrast(one, other) for one, other in pairwise(series[:4])) >= GREY


@pytest.mark.parametrize("name", SHOWN)
def test_a_style_is_yaml_over_base_and_a_design_of_its_own(name: str) -> None:
    own = yaml.safe_load((ROOT / "styles" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert own["extends"] == "base"
    others = [style(one) for one in SHOWN if one != name]
    look = style(name)
    for other in others:
        assert look.colours.accent != other.colours.accent
        assert look.paper.margins != other.paper.margins
        assert look.paper.roles.heading_1 != other.paper.roles.heading_1
        assert (look.deck.heading_face, look.deck.headline_rule) != (
            other.deck.heading_face,
            other.deck.headline_rule,
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_style_needs_no_face_that_the_default_install_lacks(name: str) -> None:
    wanted = re.findall(r'"fontpkg-([a-z0-9-]+)', (ROOT / "pyproject.toml").read_text("utf-8"))
    look = style(name)
    for family in (look.faces.serif, look.faces.sans):
        assert family in wanted
        assert face(family, 900).weight >= 700


def test_the_guide_shows_and_names_every_style() -> None:
    assert [name for name in SHOWN if f"| `{name}` |" not in GUIDE] == []
    picture = ROOT / "styles" / "gallery.png"
    assert f"]({picture.name})" in GUIDE
    assert picture.stat().st_size < 400_000


def test_the_guide_names_no_key_that_styles_do_not_have() -> None:
    """Every dotted key in the table of knobs leads to a value of the merged style."""
    table = GUIDE.split("## Every knob by what it changes", 1)[1]
    keys = re.findall(r"`((?:colours|faces|notes|figures|paper|deck)(?:\.[a-z-]+)+)`", table)
    assert len(keys) > 40
    whole = plain(style("beacon"), whole=True)
    for key in keys:
        value: object = whole
        for part in key.split("."):
            assert isinstance(value, dict), key
            names = {str(one).replace("_", "-"): inner for one, inner in value.items()}
            assert part in names, key
            value = names[part]


def painted(one: Document, look: Style) -> pikepdf.Pdf:
    rendered = write_pdf(one, look, datetime(2026, 11, 21, tzinfo=UTC), ROOT)
    assert rendered.content is not None
    assert rendered.diagnostics == ()
    return open_pdf(rendered.content)


def fills(pdf: pikepdf.Pdf, number: int, colour: str) -> Iterator[tuple[float, ...]]:
    """Yield left, bottom, width and height of a page's rectangles of one colour."""
    wanted = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    held: list[float] = []
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[number]):
        match str(operator):
            case "rg":
                held = [float(one) for one in operands]
            case "re" if held == pytest.approx(wanted, abs=0.003):
                yield tuple(float(one) for one in operands)


def strokes(pdf: pikepdf.Pdf) -> list[float]:
    """Return every width of line that the file sets."""
    return [
        float(operands[0])
        for sheet in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(sheet)
        if str(operator) == "w"
    ]


def parted(notes: Notes) -> Document:
    blocks = [(notes.prose(at), notes.prose(at + 1)) for at in (0, 2)]
    titles = ("First", "Second")
    return document(
        *(
            Section(title.lower(), "section", 1, words(title), inside)
            for title, inside in zip(titles, blocks, strict=True)
        ),
        notes=notes,
    )


@pytest.mark.parametrize(
    "heading",
    [{}, {"rule": 2, "rule-gap": 8, "rule-second": 0.5}, {"ground": "tint", "padding": 8}],
)
def test_a_page_is_headed_by_the_part_that_begins_it(heading: dict[str, object]) -> None:
    """Also where a rule or a ground stands above the words of that part's heading."""
    roles = {"heading-1": heading}
    look = with_changes(roles=roles, **{"fresh-pages": {"parts": True}})
    with painted(parted(Notes()), look) as pdf:
        heads = [one for one in pieces(pdf) if one.mcid is None and one.y > 780]
        last = len(pdf.pages) - 1
    assert "Second" in " ".join(one.text for one in heads if one.page == last)


def test_a_band_lies_behind_all_lines_of_its_heading_and_parts_from_no_line() -> None:
    title = "A heading that is so long that it takes several lines of the narrow measure " * 2
    one = document(Section("s", "section", 1, words(title.strip()), ()))
    look = with_changes(
        roles={"heading-1": {"ground": "accent", "colour": "accent-ink", "padding": 9}},
    )
    with painted(one, look) as pdf:
        (band,) = [box for box in fills(pdf, 0, look.colours.accent) if box[3] > 20]
        lines = [piece for piece in pieces(pdf) if piece.mcid is not None and piece.size == 15.5]
    left, bottom, width, height = band
    assert len({line.y for line in lines}) >= 2
    assert width == pytest.approx(look_width(look))
    assert all(left + 9 <= line.x and bottom + 9 < line.y for line in lines)
    assert all(line.y < bottom + height - 9 for line in lines)


def look_width(look: Style) -> float:
    return 595.276 - look.paper.margins.left - look.paper.margins.right


def test_every_second_row_is_striped_and_each_page_has_the_head_on_its_ground() -> None:
    notes = Notes()
    one = document(Section("s", "section", 1, (), (table(60, notes),)), notes=notes)
    grounds = {"head-ground": {"colour": "accent"}, "zebra": {"colour": "caution-tint"}}
    look = with_changes(tables={**grounds, "inset": 8, "heavy": 0, "row-rule": 0})
    with painted(one, look) as pdf:
        striped = sum(len(list(fills(pdf, at, look.colours.caution_tint))) for at in range(3))
        starts = {round(piece.x, 1) for piece in pieces(pdf) if piece.text.startswith("Place ")}
        assert len(pdf.pages) > 1
        assert 0.0 not in strokes(pdf)
        thick = [width for width in strokes(pdf) if width > 12]
        heads = [box for box in fills(pdf, 0, look.colours.accent) if box[2] > 400 and box[3] > 12]
        assert len(heads) + len(thick) == len(pdf.pages)
    assert striped >= 30
    assert starts == {look.paper.margins.left + 8}


def test_a_ruled_box_that_a_page_cuts_has_one_rule_above_and_one_below() -> None:
    notes = Notes()
    inside = tuple(notes.prose(at) for at in range(14))
    box = Box(BoxKind.CALLOUT, words("Long"), inside)
    one = document(Section("s", "section", 1, (), (box,)), notes=notes)
    look = with_changes(boxes={"callout": {"rule": 3.25, "bar-width": 0}})
    with painted(one, look) as pdf:
        assert len(pdf.pages) > 1
        per_page = [
            sum(
                str(operator) == "w" and float(operands[0]) == 3.25
                for operands, operator in pikepdf.parse_content_stream(sheet)
            )
            for sheet in pdf.pages
        ]
    assert (per_page[0], per_page[-1]) == (1, 1)
    assert sum(per_page) == 2
