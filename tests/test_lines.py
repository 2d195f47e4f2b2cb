"""Lines: every word in order, none past the measure, breaks only where they may be."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footnoted.model.document import Note
from footnoted.model.inlines import Emphasis, Foreign, Inlines, LineBreak, Link, NoteCall, Text
from footnoted.model.style import Style
from footnoted.model.style.paper import Type
from footnoted.pdf.fonts import FontBook
from footnoted.pdf.hanging import hangs_after
from footnoted.pdf.paragraph import measured
from footnoted.pdf.setting import Setter
from footnoted.pdf.spans import LinkSpan
from footnoted.pdf.words import Line, Word
from footnoted.reader.fitting import read_as
from footnoted.reader.record import plain
from footnoted.text.faces import face, split_by_face
from footnoted.text.hyphenation import hyphen_points
from footnoted.text.shaping import alphabet, shape, signs_of
from papers import ADDRESS, ROOT, SENTENCES, style

STYLE = style()
BODY = STYLE.paper.roles.body
BREAKING = STYLE.paper.breaking
RAGGED = STYLE.paper.roles.note
PROSE = " ".join(SENTENCES)
SOFT_HYPHEN = "\u00ad"


def setter(language: str = "en-GB") -> Setter:
    note = Note("n1", "28", (Text("A note."),), ())
    other = Note("n2", "29", (Text("A note."),), ())
    return Setter(STYLE, language, {"n1": note, "n2": other}, ROOT, FontBook())


def lines(
    content: str | Inlines, measure: float, role: Type = BODY, language: str = "en-GB"
) -> tuple[Line, ...]:
    inlines = (Text(content),) if isinstance(content, str) else content
    return setter(language).lines(role, inlines, measure)


def text(line: Line) -> str:
    """Return a line as it would be extracted."""
    parts = []
    for word in line.words:
        for fragment in word.fragments:
            parts += [glyph.text for glyph in fragment.shaped.glyphs]
        parts.append(" " if word.space else "")
    return "".join(parts)


def set_width(line: Line, role: Type = BODY) -> float:
    """Return the width of a line with its spaces stretched, without what hangs out of it."""
    spaces = sum(word.space for word in line.words[:-1]) * (1 + line.stretch)
    hung = hangs_after(line.words[-1], BREAKING.hang_after) if role.setting == "justify" else 0.0
    return sum(word.width for word in line.words) + spaces - line.hang - hung


def joined(found: tuple[Line, ...]) -> str:
    return "".join(text(line) for line in found).replace(SOFT_HYPHEN, "")


def test_justified_lines_fill_the_measure_and_keep_every_word() -> None:
    for measure in range(140, 460, 20):
        found = lines(PROSE, measure)
        assert joined(found) == PROSE
        for line in found[:-1]:
            assert abs(set_width(line) - measure) < 0.01
        assert set_width(found[-1]) <= measure + 0.02


def test_widths_add_up_alike_under_every_python() -> None:
    """One after the other, ten tenths are less than one; `sum` itself knows that from 3.12 on."""
    words = [Word((), 0.1, 0.0)] * 10
    paragraph = measured(words)
    assert paragraph.width == paragraph.line((None, 0, 10, None)).width == 1.0


def test_light_signs_reach_past_the_edges_of_justified_text() -> None:
    text = "“Quoted” words, and more of them. " * 12
    found = lines(text.strip(), 210)
    ends = {line.words[-1].fragments[-1].shaped.glyphs[-1].text for line in found[:-1]}
    assert ends & set(".,”")
    for line in found[:-1]:
        last = line.words[-1].fragments[-1].shaped.glyphs[-1].text
        edge = sum(word.width for word in line.words) - line.hang
        edge += sum(word.space for word in line.words[:-1]) * (1 + line.stretch)
        assert (edge > 210.3) == (last in BREAKING.hang_after)
        first = line.words[0].fragments[0].shaped.glyphs[0].text
        assert (line.hang > 0.3) == (first == "“")
    assert any(line.hang for line in found)


def test_spaces_stay_near_their_natural_width() -> None:
    found = lines(PROSE * 4, 430)
    stretches = [abs(line.stretch) for line in found[:-1]]
    assert max(stretches) < 0.75
    assert sum(stretches) / len(stretches) < 0.25


def test_hyphens_at_line_ends_are_read_as_soft_hyphens() -> None:
    found = lines(PROSE, 150)
    divided = [line for line in found if line.hyphenated]
    assert divided
    assert all(text(line).endswith(SOFT_HYPHEN) for line in divided)
    assert not any(text(line).endswith("-") for line in divided)


def test_the_last_line_is_no_fragment_of_a_word_and_seldom_short() -> None:
    short = 0
    for measure in range(200, 460, 3):
        found = lines(PROSE, measure)
        assert not (found[-2].hyphenated and len(found[-1].words) == 1)
        short += set_width(found[-1]) < STYLE.paper.breaking.last_line * BODY.size
    assert short <= 2


def test_the_last_line_of_a_ragged_paragraph_is_no_single_short_word() -> None:
    for measure in range(120, 460, 3):
        found = lines(PROSE, measure, RAGGED)
        assert set_width(found[-1], RAGGED) >= BREAKING.last_line * RAGGED.size, measure


def test_lines_one_below_the_other_seldom_end_in_hyphens() -> None:
    pairs = divided = 0
    for measure in range(300, 460, 10):
        ends = [line.hyphenated for line in lines(PROSE * 2, measure)]
        pairs += sum(one and other for one, other in pairwise(ends))
        divided += sum(ends)
    assert divided > 20
    assert pairs <= divided / 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*PROSE.split(), "a", "—", "ni-Vanuatu", "x" * 70]), min_size=1),
    st.floats(30, 450),
)
def test_no_line_of_any_text_is_too_wide_and_no_letter_is_lost(
    chosen: list[str], measure: float
) -> None:
    content = " ".join(chosen)
    for role in (BODY, RAGGED):
        found = lines(content, measure, role)
        assert joined(found) == content
        assert all(set_width(line, role) <= measure + 0.05 for line in found)


def test_no_break_parts_a_word_from_its_note_call() -> None:
    content: Inlines = ()
    for sentence in SENTENCES:
        content += (Text(sentence), NoteCall(("n1", "n2")), Text(" "))
    for measure in range(120, 440, 7):
        for role in (BODY, RAGGED):
            for line in lines(content, measure, role):
                assert not text(line).startswith(("28", "29", ","))


def test_the_calls_of_one_place_stay_in_one_piece_however_narrow_the_column() -> None:
    content = (Text("incomprehensibilities"), NoteCall(("n1", "n2")), Text(" remain"))
    (calls,) = lines((NoteCall(("n1", "n2")),), 400)
    for step in range(40):
        measure = calls.width + 0.5 + step
        found = [text(line) for line in lines(content, measure, RAGGED)]
        assert sum("28,29" in one for one in found) == 1, f"at {measure} points: {found}"


def test_adjacent_note_calls_are_separated_and_lead_to_their_notes() -> None:
    (line,) = lines((Text("Claim."), NoteCall(("n1", "n2"))), 400)
    assert text(line) == "Claim.28,29"
    assert line.notes == ("n1", "n2")


def test_raised_figures_are_those_of_the_face() -> None:
    serif = face("source-serif-4")
    raised = shape(serif, "28", ("sups",))
    assert [glyph.id for glyph in raised.glyphs] != [g.id for g in shape(serif, "28").glyphs]
    assert [glyph.text for glyph in raised.glyphs] == ["2", "8"]


def test_no_break_spaces_hold() -> None:
    content = "It cost 8\u00a0million\u00a0pesos and 42\u202f000 more in the end. " * 6
    for measure in range(90, 420, 11):
        for line in lines(content.strip(), measure):
            words = text(line).strip().split(" ")
            assert words[-1] not in ("8", "8 million"), text(line)
            assert words[0] not in ("million", "pesos"), text(line)
            assert "42\u202f000" in text(line) or "42" not in text(line)


def test_addresses_break_after_their_marks_without_a_hyphen() -> None:
    for measure in range(60, 300, 10):
        found = lines((Link((Text(ADDRESS),), ADDRESS),), measure, RAGGED)
        assert joined(found) == ADDRESS
        assert "\u00ad" not in "".join(map(text, found))
        assert all(text(line)[-1] in "/._-?&=" for line in found[:-1])
        spans = {f.span for line in found for word in line.words for f in word.fragments}
        assert len(spans) == 1
        assert isinstance(spans.pop(), LinkSpan)


def test_a_line_break_ends_a_line_and_not_the_paragraph() -> None:
    found = lines((Text("First"), LineBreak(), Text("second")), 400)
    assert [text(line).strip() for line in found] == ["First", "second"]


def test_words_that_change_their_face_midway_stay_whole() -> None:
    (line,) = lines((Text("pre"), Emphasis((Text("fix"),)), Text("ed word")), 400)
    assert text(line) == "prefixed word"
    assert len(line.words) == 2


def test_words_are_divided_by_the_rules_of_their_language() -> None:
    assert hyphen_points("internacionalismo", "es") != hyphen_points("internacionalismo", "en-GB")
    assert hyphen_points("UNESCO", "en-GB") == ()
    assert hyphen_points("2,000", "en-GB") == ()
    assert hyphen_points("internationalism", "tlh") == ()
    foreign = (Foreign((Text("internacionalismo " * 12),), "es"),)
    assert any(line.hyphenated for line in lines(foreign, 150))


def test_ligatures_and_small_capitals_keep_their_letters() -> None:
    serif = face("source-serif-4")
    office = shape(serif, "office")
    assert [glyph.text for glyph in office.glyphs] == ["o", "ffi", "c", "e"]
    small = shape(serif, "nato", ("smcp",))
    assert "".join(glyph.text for glyph in small.glyphs) == "nato"


@pytest.mark.parametrize(
    ("change", "feature"),
    [
        ({"capitals": "small", "features": ()}, "smcp"),
        ({"features": ("smcp",)}, "smcp"),
        ({"features": ("onum",)}, "onum"),
    ],
)
def test_a_style_has_real_small_capitals_and_text_figures(
    change: dict[str, object], feature: str
) -> None:
    words = "Nato in 1949"
    (line,) = lines((Text(words),), 400, BODY.changed(change))
    drawn = [glyph.id for word in line.words for f in word.fragments for glyph in f.shaped.glyphs]
    serif = setter().fonts.font(BODY).chain[0]
    plain, featured = (
        [glyph.id for word in words.split() for glyph in shape(serif, word, features).glyphs]
        for features in ((), (feature,))
    )
    assert drawn == featured != plain
    assert text(line) == words


def test_faces_have_names_of_their_own_and_missing_letters_are_found() -> None:
    pairs = [(weight, italic) for weight in (400, 700) for italic in (False, True)]
    assert len({face("source-serif-4", *pair).name for pair in pairs}) == 4
    chain = [face("source-serif-4"), face("source-sans-3")]
    assert [piece for _, piece in split_by_face("ño\u0303", chain)] == ["ño\u0303"]
    assert [(one, piece) for one, piece in split_by_face("aم", chain)][1] == (None, "م")


def test_missing_letters_are_an_error_that_names_them_and_the_words_around() -> None:
    one = setter()
    one.words(BODY, (Text("say \U00012000bzu to them"),))
    (fault,) = one.diagnostics()
    assert fault.rule == "missing-glyph"
    assert "U+12000 CUNEIFORM SIGN A" in fault.message
    assert "\U00012000bzu" in fault.message
    assert "fallback" in fault.hint


def test_missing_letters_of_a_script_that_has_a_package_say_what_to_install() -> None:
    record = plain(style(), whole=True)
    record["faces"]["scripts"]["Ethi"] = {"serif": "abyssinica", "sans": "abyssinica"}
    one = Setter(read_as(Style, record), "en", {}, ROOT, FontBook())
    one.words(BODY, (Text("say ሰላም to them"),))
    (fault,) = one.diagnostics()
    assert "pip install fontpkg-abyssinica" in fault.hint


@given(st.text("aefijlotAVTWéüøĐ’.,;:“”–()%§1234567890ﬁ\u0301", min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_words_shaped_in_the_quick_way_are_as_shaped_in_the_other(word: str) -> None:
    one = face("source-serif-4")
    lone = signs_of(one, (), "en")[word]
    shaped = shape(one, word, (), "en")
    if not lone:
        moved = any(not one.text or one.x_offset or one.y_offset for one in shaped.glyphs)
        assert moved or "\u0301" in word
        return
    signs = alphabet(one)
    glyphs = tuple(signs.glyphs[ord(sign)] for sign in lone)
    assert glyphs == shaped.glyphs
    assert signs.advance(lone) == shaped.advance


@pytest.mark.parametrize("features", [("tnum",), ("onum", "pnum"), ("sups",), ("frac",)])
@pytest.mark.parametrize("family", ["source-sans-3", "source-serif-4"])
def test_numbers_put_together_of_figures_are_as_shaped_whole(
    family: str, features: tuple[str, ...]
) -> None:
    one = face(family)
    signs, glyphs = signs_of(one, features, "en"), alphabet(one).glyphs
    for number in ("10", "1471", "2026", "314159265358979323846"):
        together = tuple(glyphs[ord(sign)] for sign in signs[number])
        assert together == shape(one, number, features, "en").glyphs


def test_ligatures_are_shaped_in_the_quick_way_too() -> None:
    one = face("source-serif-4")
    lone = signs_of(one, (), "en")["office"]
    assert [alphabet(one).glyphs[ord(sign)].text for sign in lone] == ["o", "ffi", "c", "e"]
