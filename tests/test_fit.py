"""Text of slides: measured before it is written, and inside its box when it is rendered.

Every run renders 300 generated slides; with FOOTNOTED_NIGHTLY=1 they are 3,000.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from advance_tables import FAMILIES, STYLES
from deck_documents import DOT, MADE, generated, style, talk
from footnoted.load import load
from footnoted.model.outline import Budget
from footnoted.pipeline import Job, render
from footnoted.pptx import write_pptx
from footnoted.pptx.fit import fit, fit_line, text_height
from footnoted.pptx.measure import Setting, cut, line_count, measured, natural_width
from footnoted.pptx.readable import accessibility
from footnoted.pptx.slides import Mark, Para, Run
from footnoted.pptx.sound import lint
from footnoted.text.advances import advances, is_measured
from footnoted.text.faces import face
from footnoted.text.shaping import advance
from pptx_reading import (
    Word,
    astray,
    colliding,
    needs_office,
    opened,
    outside,
    parts,
    rendered,
    title,
    words,
)

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


def test_letters_of_other_scripts_have_the_widths_of_the_faces_that_lend_them() -> None:
    calibri, plex = advances("Calibri"), face("ibm-plex-sans-arabic")
    assert calibri.width("שלום") == pytest.approx(advances("Arial").width("שלום"))
    for letter in "ابتسمك":
        assert calibri.width(letter) == pytest.approx(advance(plex, letter, 1.0))
    assert advance(plex, "الحسابات", 1.0) < calibri.width("الحسابات") < 8 * 0.6
    assert calibri.width("北京") == 2.0


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


@pytest.mark.parametrize("count", range(8, 24))
def test_what_fits_at_no_size_goes_on_evenly(count: int) -> None:
    paras = [para(f"point {i} " + "word " * 12, mark=Mark.BULLET) for i in range(count)]
    found = fit(paras, 400, 340, LADDER, SETTING)
    assert found
    assert len(found.parts) > 1
    assert [one for part in found.parts for one in part] == paras
    assert max(text_height(part, 400, found.size, SETTING) for part in found.parts) <= 340
    each = [len(part) for part in found.parts]
    assert max(each) - min(each) <= 1, each


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


NIGHTLY = bool(os.environ.get("FOOTNOTED_NIGHTLY"))
SECTIONS, LEAST = 53, (3000 if NIGHTLY else 300)
"""Sections of a generated deck; slides that all of them together have at least."""
SEEDS = range(1, 31 if NIGHTLY else 4)
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Shown:
    """A deck and the words of its pages as rendered."""

    content: bytes
    pages: list[list[Word]]

    def faults(self) -> Iterator[str]:
        """Yield what stands where it should not, slide by slide."""
        slides = list(opened(self.content).slides)
        assert len(slides) == len(self.pages)
        for slide, page in zip(slides, self.pages, strict=True):
            found = {
                "outside": [word.text for word in outside(slide, page)],
                "astray": list(astray(slide, page)),
                "colliding": [(one.text, other.text) for one, other in colliding(page)],
            }
            yield from (f"{title(slide)}: {kind} {what}" for kind, what in found.items() if what)


def spoiled(content: bytes) -> bytes:
    """Return a deck whose letters are larger than they were measured, and stay so."""
    changed = {
        name: re.sub(
            rb'sz="(\d+)"', lambda size: b'sz="%d"' % (int(size[1]) * 8 // 5), data
        ).replace(b"<a:normAutofit/>", b"<a:noAutofit/>")
        if name.startswith("ppt/slides/slide")
        else data
        for name, data in parts(content).items()
    }
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in changed.items():
            archive.writestr(name, data)
    return made.getvalue()


def sample() -> Iterator[tuple[str, bytes]]:
    """Yield the decks of the sample's outlines: at night in every style, else each in its own."""
    project, found = load(ROOT)
    assert project, found
    for name, outline in project.outlines.items():
        if "pptx" not in outline.outputs:
            continue
        for look, one in project.styles.items():
            if not NIGHTLY and look != (outline.style or "base"):
                continue
            budget = Budget(slides=None)
            free = outline.changed({"budget": budget})
            job = Job(free, None, free.language, "pptx", one, MADE.date(), MADE)
            content = render(project, job)[1].content
            assert content, (name, look)
            yield f"sample-{name}-{look}", content


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """Render talk, sample and generated decks, all in one run of the office program."""
    needs_office()
    folder = tmp_path_factory.mktemp("decks")
    (folder / "dot.png").write_bytes(DOT)
    decks = {"talk": write_pptx(talk(), style(), MADE, folder).content or b"", **dict(sample())}
    looks = list(LOOKS.values())
    for seed in SEEDS:
        look = style(**looks[seed % len(looks)])
        made = write_pptx(generated(seed, SECTIONS), look, MADE, folder)
        assert made.content, made.diagnostics
        assert lint(made.content) == accessibility(made.content) == []
        decks[f"generated-{seed}"] = made.content
    decks["spoiled"] = spoiled(decks["talk"])
    files = rendered(decks, folder)
    return {name: Shown(decks[name], words(file)) for name, file in files.items()}


def test_nothing_leaves_its_box_when_rendered(shown: dict[str, Shown]) -> None:
    made = [one for name, one in shown.items() if name.startswith("generated")]
    assert sum(len(one.pages) for one in made) >= LEAST
    assert [fault for one in made for fault in one.faults()] == []


def test_nothing_of_the_sample_leaves_its_box(shown: dict[str, Shown]) -> None:
    made = {name: one for name, one in shown.items() if name.startswith(("sample", "talk"))}
    assert len(made) > (3 if NIGHTLY else 1)
    assert [(name, fault) for name, one in made.items() for fault in one.faults()] == []


def test_letters_larger_than_measured_are_noticed(shown: dict[str, Shown]) -> None:
    """Were one of the three looks at a page too lax, this would tell."""
    faults = list(shown["spoiled"].faults())
    for kind in ("outside", "astray", "colliding"):
        assert sum(f": {kind} " in fault for fault in faults) > 1, kind


def test_the_rendered_talk_shows_its_words(shown: dict[str, Shown]) -> None:
    pages = shown["talk"].pages
    printed = [" ".join(word.text for word in page) for page in pages]
    assert len(pages) == len(opened(shown["talk"].content).slides)
    assert "more than 11,400" in printed[6]
    assert "31,390" in printed[6]
    assert any(word.text == "Zuñiga" or "Operación" in word.text for word in pages[3])
    assert "42,000" in printed[4]
