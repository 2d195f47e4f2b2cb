"""Text of slides: measured before it is written, and inside its box when it is rendered."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from advance_tables import FAMILIES, STYLES
from deck_documents import MADE, generated, style, talk
from deck_lint import accessibility, lint
from footnoted.pptx import write_pptx
from footnoted.pptx.fit import fit, fit_line, text_height
from footnoted.pptx.measure import Setting, cut, line_count, measured, natural_width
from footnoted.pptx.slides import Mark, Para, Run
from footnoted.text.advances import advances, is_measured
from pptx_reading import Word, colliding, needs_office, opened, outside, rendered, title, words

FONTS = Path("/usr/share/fonts/truetype")
SETTING = Setting(style().deck)
LADDER = (24, 20, 16)


def para(text: str, **how: object) -> Para:
    return Para((Run(text),), **how)  # type: ignore[arg-type]


def lines(text: str, ems: float) -> int:
    return line_count(measured(para(text), SETTING), ems)


def words_of(*paras: Para) -> list[str]:
    return " ".join("".join(run.text for run in one.runs) for one in paras).split()


@pytest.mark.parametrize("family", ["Calibri", "Cambria", "Arial", "Times New Roman"])
@pytest.mark.parametrize("style", STYLES)
def test_advance_tables_are_those_of_the_fonts(family: str, style: str) -> None:
    """Editions of the twins differ in rare signs, never in the width of a letter."""
    prefix = next(row[2] for row in FAMILIES.values() if family in row[1].split(", "))
    file = next(FONTS.rglob(f"{prefix}-{style}.ttf"), None)
    if file is None:
        pytest.skip(f"{prefix}-{style}.ttf, the metric twin of {family}, is not installed")
    widths = advances(family, "Bold" in style, "Italic" in style)
    with TTFont(file) as font:
        drawn = font.getBestCmap()
        for point in (*range(0x20, 0x7F), *range(0xC0, 0x100)):
            width = font["hmtx"][drawn[point]][0] / font["head"].unitsPerEm
            assert widths.width(chr(point)) == pytest.approx(width), chr(point)


def test_widths_are_those_of_calibri() -> None:
    calibri = advances("Calibri")
    assert calibri.width("A") == pytest.approx(1185 / 2048)
    assert calibri.width("AAA") == pytest.approx(3 * 1185 / 2048)
    assert advances("Calibri", bold=True).width("hat") > calibri.width("hat")


def test_what_no_table_holds_counts_as_wide() -> None:
    assert advances("Arial").width("漢") == 1.0
    assert advances("Arial").width("\u0301") in (0.0, pytest.approx(1 / 3, abs=0.01))
    assert not is_measured("Aptos")
    assert advances("Aptos").width("Word") > advances("Arial").width("Word") * 1.1


def test_lines_break_after_spaces_hyphens_and_dashes_only() -> None:
    ems = advances("Calibri").width
    assert lines("alpha beta", ems("alpha ")) == 2
    assert lines("alpha beta", ems("alpha beta")) == 1
    assert lines("well-known", ems("known") + 0.01) == 2
    assert lines("1990–2010", ems("1990–") + 0.01) == 2
    assert lines("5-6", ems("5-6")) == 1
    assert lines("one\u00a0two", ems("one\u00a0two")) == 1


def test_words_too_wide_for_a_line_are_reckoned_as_cut() -> None:
    assert lines("W" * 40, 10) >= 4


def test_a_marker_stays_with_its_word() -> None:
    runs = (Run("alpha beta"), Run("12", raised=True, calls=("a",)), Run(" gamma"))
    clusters = measured(Para(runs), SETTING).clusters
    assert ["".join(run.text for run in one.runs) for one in clusters] == [
        "alpha",
        "beta12",
        "gamma",
    ]


def test_the_largest_size_that_holds_everything_wins() -> None:
    paras = [para("word " * 20, mark=Mark.BULLET)] * 3
    found = fit(paras, 400, 400, LADDER, SETTING)
    assert found
    assert (found.size, len(found.parts)) == (24, 1)
    smaller = fit(paras, 400, text_height(paras, 400, 20, SETTING), LADDER, SETTING)
    assert smaller
    assert (smaller.size, len(smaller.parts)) == (20, 1)


def test_what_fits_at_no_size_goes_on_evenly() -> None:
    paras = [para(f"point {i} " + "word " * 12, mark=Mark.BULLET) for i in range(12)]
    found = fit(paras, 400, 200, LADDER, SETTING)
    assert found
    assert len(found.parts) > 1
    assert [one for part in found.parts for one in part] == paras
    talls = [text_height(part, 400, found.size, SETTING) for part in found.parts]
    assert max(talls) <= 200
    assert max(talls) - min(talls) < 90


def test_a_heading_stays_with_what_follows() -> None:
    paras = [para("text " * 60), para("Heading", together=True), para("text " * 60)]
    for room in range(120, 420, 10):
        found = fit(paras, 400, room, LADDER, SETTING)
        assert found
        for part in found.parts:
            assert not part[-1].together


def test_a_paragraph_is_cut_only_if_it_alone_is_too_high() -> None:
    long = para("One sentence of words that goes on for a while. " * 30)
    found = fit([long, para("short")], 400, 200, LADDER, SETTING)
    assert found
    pieces = [one for part in found.parts for one in part]
    assert words_of(*pieces) == words_of(long, para("short"))
    assert "".join(run.text for run in pieces[0].runs).rstrip().endswith(".")


def test_notes_take_room_of_the_part_that_calls_them() -> None:
    called = [Para((Run("word " * 10), Run("1", raised=True, calls=(str(i),)))) for i in range(6)]

    def strip(paras: object) -> float:
        return 40.0 * len(paras)  # type: ignore[arg-type]

    found = fit(called, 400, 160, (16,), SETTING, strip)
    assert found
    for part in found.parts:
        assert text_height(part, 400, 16, SETTING) + strip(part) <= 160


def test_a_smaller_size_saves_a_word_from_standing_alone() -> None:
    text = "Missions that stayed on after the hurricanes of 1998"
    wide = 28 * natural_width(measured(para(text.removesuffix(" 1998")), SETTING)) * 1.03
    assert text_height([para(text)], wide, 28, SETTING) > SETTING.pitch(28)
    found = fit([para(text)], wide, 400, (28, 26, 24, 22), SETTING)
    assert found
    assert found.size < 28
    assert text_height([para(text)], wide, found.size, SETTING) == SETTING.pitch(found.size)


def test_no_room_at_all_is_told() -> None:
    assert fit([para("word")], 400, 5, LADDER, SETTING) is None
    assert fit_line([para("word")], 400, 5, LADDER, SETTING) is None


@settings(deadline=None)
@given(
    st.lists(st.text("ab c-–/W.é", min_size=1, max_size=200), min_size=1, max_size=6),
    st.integers(60, 700),
    st.integers(45, 400),
)
def test_nothing_is_lost_and_nothing_is_too_high(texts: list[str], width: int, room: int) -> None:
    paras = [para(text) for text in texts]
    found = fit(paras, width, room, LADDER, SETTING)
    assert found
    for part in found.parts:
        assert text_height(part, width, found.size, SETTING) <= room
    pieces = [one for part in found.parts for one in part]
    assert "".join(words_of(*pieces)) == "".join(words_of(*paras))


@settings(deadline=None)
@given(st.text("abc W-é.", min_size=2, max_size=300), st.integers(1, 4))
def test_a_cut_keeps_every_letter(text: str, most: int) -> None:
    whole = measured(para(text), SETTING)
    head, tail = cut(whole, SETTING, 200, 16, most)
    assert "".join(words_of(head.para, tail.para)) == "".join(text.split())


LOOKS: dict[str, dict[str, object]] = {
    "base": {},
    "all Arial": {"heading_face": "Arial", "body_face": "Arial", "heading_bold": True},
    "Times and Cambria": {"heading_face": "Times New Roman", "body_face": "Cambria"},
}


@dataclass(frozen=True)
class Shown:
    """A deck and the words of its pages as rendered."""

    content: bytes
    pages: list[list[Word]]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """Render the talk and a generated deck in each look, all in one run of the office program."""
    needs_office()
    folder = tmp_path_factory.mktemp("decks")
    decks = {"talk": write_pptx(talk(), style(), MADE, folder).content or b""}
    for seed, (name, changes) in enumerate(LOOKS.items(), 1):
        made = write_pptx(generated(seed, 30), style(**changes), MADE, folder)
        assert made.content, made.diagnostics
        assert lint(made.content) == accessibility(made.content) == []
        decks[name] = made.content
    files = rendered(decks, folder)
    return {name: Shown(decks[name], words(file)) for name, file in files.items()}


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_leaves_its_box_when_rendered(look: str, shown: dict[str, Shown]) -> None:
    slides, pages = list(opened(shown[look].content).slides), shown[look].pages
    assert len(pages) == len(slides) > 50
    for slide, page in zip(slides, pages, strict=True):
        assert list(outside(slide, page)) == [], title(slide)
        assert list(colliding(page)) == [], title(slide)


def test_the_rendered_talk_shows_its_words(shown: dict[str, Shown]) -> None:
    pages = shown["talk"].pages
    printed = [" ".join(word.text for word in page) for page in pages]
    assert len(pages) == len(opened(shown["talk"].content).slides)
    assert "more than 11,400" in printed[6]
    assert "31,390" in printed[6]
    assert any(word.text == "Zuñiga" or "Operación" in word.text for word in pages[3])
    assert "42,000" in printed[4]
