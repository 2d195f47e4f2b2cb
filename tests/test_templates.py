"""Users' templates: what a deck takes over from them, and what is refused, each with a reason."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import validate_pptx
from pptx.util import Emu

import template_files as made
from deck_documents import MADE, style, talk
from footnoted.cli import run
from footnoted.diagnostics import Severity
from footnoted.model.document import Block, Document, Figure
from footnoted.model.figures import Map, Timeline
from footnoted.model.rendered import Rendered
from footnoted.pptx import write_pptx
from footnoted.pptx.readable import accessibility
from footnoted.pptx.sound import lint
from pptx_reading import (
    colliding,
    needs_office,
    opened,
    outside,
    parts,
    rendered,
    saved,
    texts,
    titles,
    words,
)

GERMAN = (
    "Titelfolie",
    "Titel und Inhalt",
    "Abschnittsüberschrift",
    "Zwei Inhalte",
    "Vergleich",
    "Nur Titel",
)
JAPANESE = (
    "タイトル スライド",
    "タイトルとコンテンツ",
    "セクション見出し",
    "2 つのコンテンツ",
    "比較",
    "タイトルのみ",
)
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def few() -> Document:
    """Return what most tests need: agenda, part, text, quotation, balance, box, sources."""
    whole = without_charts()
    wanted = ("agenda", "part-scale", "key", "quote", "balance", "conflict", "sources")
    return replace(whole, sections=tuple(one for one in whole.sections if one.id in wanted))


def without_charts() -> Document:
    """Return every kind of slide but charts, which take their time."""
    whole = talk()
    kept = (one for one in whole.sections if not any(isinstance(b, Figure) for b in one.blocks))
    return replace(whole, sections=tuple(kept))


def written(
    template: bytes, folder: Path, document: Document | None = None, **deck: object
) -> Rendered:
    path = folder / "template.pptx"
    path.write_bytes(template)
    return write_pptx(document or few(), style(**deck), MADE, folder, path)


def content(
    template: bytes, folder: Path, document: Document | None = None, **deck: object
) -> bytes:
    found = written(template, folder, document, **deck)
    assert found.content, found.diagnostics
    assert lint(found.content) == []
    assert accessibility(found.content) == []
    return found.content


def faults(data: bytes, folder: Path) -> list[str]:
    """Return what openxml-audit finds."""
    (folder / "deck.pptx").write_bytes(data)
    return [str(one) for one in validate_pptx(str(folder / "deck.pptx")).errors]


def rules(found: Rendered) -> set[str]:
    return {one.rule for one in found.diagnostics if one.severity is not Severity.NOTE}


def roles(
    folder: Path, template: bytes, capsys: pytest.CaptureFixture[str]
) -> dict[str, tuple[str, str, str]]:
    (folder / "t.pptx").write_bytes(template)
    assert run(["template", str(folder / "t.pptx"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["template"]
    return {one["role"]: (one["layout"], one["why"], one["how"]) for one in found["roles"]}


def test_slides_stand_on_the_templates_layouts(tmp_path: Path) -> None:
    deck = opened(content(made.zipped(made.stock()), tmp_path))
    names = [slide.slide_layout.name for slide in deck.slides]
    assert names[:3] == ["Title Slide", "Title and Content + Notes", "Section Header + Notes"]
    assert (deck.slide_width, deck.slide_height) == (Emu(9144000), Emu(6858000))
    theirs = [layout.name for layout in deck.slide_layouts][:11]
    assert theirs[1:3] == ["Title and Content", "Section Header"]
    assert len(set(theirs)) == 11


def test_source_notes_stand_in_a_placeholder_of_the_layout(tmp_path: Path) -> None:
    deck = opened(content(made.zipped(made.stock()), tmp_path))
    found = 0
    for slide in deck.slides:
        for shape in slide.placeholders:
            if shape.name == "Notes":
                index = shape.placeholder_format.idx
                assert index in {
                    one.placeholder_format.idx for one in slide.slide_layout.placeholders
                }
                found += 1
    assert found > 2


def test_a_headline_inherits_all_that_the_template_says(tmp_path: Path) -> None:
    deck = opened(content(made.zipped(made.stock()), tmp_path))
    title = deck.slides[1].shapes.title
    assert title is not None
    assert title._element.find(".//{*}xfrm") is None
    assert title.top == deck.slide_layouts[1].placeholders[0].top


def test_the_deck_is_valid(tmp_path: Path) -> None:
    whole = talk()
    wanted = ("chart", "table", "quote", "balance", "part-scale")
    kept = tuple(one for one in whole.sections if one.id in wanted)
    data = content(made.zipped(made.stock()), tmp_path, replace(whole, sections=kept))
    assert faults(data, tmp_path) == []


def test_the_same_template_makes_the_same_bytes(tmp_path: Path) -> None:
    first = content(made.zipped(made.stock()), tmp_path)
    assert content(made.zipped(made.stock()), tmp_path) == first


@pytest.mark.parametrize("names", [GERMAN, JAPANESE])
def test_layouts_are_known_by_name_in_other_languages(
    names: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = roles(tmp_path, made.changed(made.without_types, made.named(*names)), capsys)
    used = {
        role: found[role][:2]
        for role in ("title", "content", "section", "two-content", "title-only")
    }
    assert used == {
        "title": (names[0], "name"), "content": (names[1], "name"), "section": (names[2], "name"),
        "two-content": (names[3], "name"), "title-only": (names[5], "name"),
    }  # fmt: skip


def test_layouts_are_known_by_their_placeholders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = tuple(f"L{number}" for number in range(1, 12))
    found = roles(tmp_path, made.changed(made.without_types, made.named(*numbers)), capsys)
    assert found["title"] == ("L1", "signature", "as it is")
    assert found["content"][:2] == ("L2", "signature")
    assert found["two-content"][:2] == ("L4", "signature")
    assert found["title-only"][:2] == ("L6", "signature")
    assert found["section"] == ("", "injected", "ours")


def test_types_come_before_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = roles(tmp_path, made.changed(made.named("Section Header", "Title Slide")), capsys)
    assert found["title"][:2] == ("Section Header", "type")


def test_the_styles_map_comes_first(tmp_path: Path) -> None:
    chosen = {"content": "Comparison", "section": 6}
    deck = opened(content(made.zipped(made.stock()), tmp_path, roles=chosen))
    names = [slide.slide_layout.name for slide in deck.slides]
    assert names[1:3] == ["Comparison + Notes", "Title Only + Notes"]


@pytest.mark.parametrize(
    ("chosen", "rule", "hint"),
    [
        ({"contents": "Title Only"}, "unknown-role", "did you mean `content`"),
        ({"content": "Title Only"}, "unfit-layout", "footnoted template"),
    ],
)
def test_a_map_that_cannot_be_followed_is_an_error(
    chosen: dict[str, str], rule: str, hint: str, tmp_path: Path
) -> None:
    found = written(made.zipped(made.stock()), tmp_path, roles=chosen)
    assert found.content is None
    (one,) = found.diagnostics
    assert (one.rule, hint in one.hint) == (rule, True)


def asking(layout: str, wanted: str = "key") -> Document:
    """Return a deck of which one section asks for a layout."""
    whole = few()
    asked = (replace(s, layout=layout) if s.id == wanted else s for s in whole.sections)
    return replace(whole, sections=tuple(asked))


def test_a_section_stands_on_the_layout_that_it_asks_for(tmp_path: Path) -> None:
    template = made.zipped(made.stock())
    deck = opened(content(template, tmp_path, asking("Content with Caption")))
    plain = opened(content(template, tmp_path))
    names = [slide.slide_layout.name for slide in deck.slides]
    assert [slide.slide_layout.name for slide in plain.slides].count("Title and Content + Notes")
    assert names.count("Content with Caption + Notes") == 1
    slide = deck.slides[names.index("Content with Caption + Notes")]
    caption = deck.slide_layouts[7].placeholders
    title = slide.shapes.title
    assert title is not None
    assert (title.left, title.top) == (caption[0].left, caption[0].top)
    (body,) = (one for one in slide.placeholders if one.name == "Text")
    assert caption[1].left <= body.left < caption[1].left + Emu(12700 * 8)


@pytest.mark.parametrize(
    ("layout", "rule", "words"),
    [
        ("Title Only", "unfit-layout", "an upright title and a text"),
        ("Blank", "unfit-layout", "an upright title and a text"),
        ("Content with Captions", "unknown-layout", "`Content with Captions`"),
    ],
)
def test_a_layout_that_cannot_serve_is_told(
    layout: str, rule: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "own.pptx").write_bytes(made.zipped(made.stock()))
    found = write_pptx(asking(layout), style(template="own.pptx"), MADE, tmp_path)
    assert found.content is None
    (one,) = (each for each in found.diagnostics if each.severity is Severity.ERROR)
    assert (one.rule, words in one.message) == (rule, True)
    assert one.hint


def test_one_runs_template_need_not_have_the_layout_asked_for(tmp_path: Path) -> None:
    found = written(made.zipped(made.stock()), tmp_path, asking("Portrait"))
    assert rules(found) == {"unknown-layout"}
    assert found.content


def test_names_that_only_another_template_has_are_told(tmp_path: Path) -> None:
    found = written(made.zipped(made.stock()), tmp_path, roles={"content": "Title & Content"})
    assert rules(found) == {"unknown-layout"}
    assert found.content
    (tmp_path / "t.pptx").write_bytes(made.zipped(made.stock()))
    own = style(template="t.pptx", roles={"content": "Title and Contents"})
    strict = write_pptx(few(), own, MADE, tmp_path)
    assert strict.content is None
    assert "did you mean `Title and Content`" in strict.diagnostics[0].hint


@pytest.mark.parametrize("change", [made.without_layouts, made.in_layouts(r"<p:sp>.*</p:sp>", "")])
def test_without_usable_layouts_ours_stand_under_the_master(
    change: Callable[[made.Files], None], tmp_path: Path
) -> None:
    data = content(made.changed(change), tmp_path)
    layouts = [slide.slide_layout.name for slide in opened(data).slides]
    assert layouts[:3] == ["Title", "Title and Content", "Section"]
    xml = b"".join(
        d for n, d in parts(data).items() if n.startswith("ppt/slideLayouts/slideLayout")
    )
    assert b'<a:latin typeface="+mj-lt"/>' in xml
    assert b"srgbClr" not in xml


def test_indices_that_placeholders_share_are_parted(tmp_path: Path) -> None:
    template = made.changed(made.in_layouts(r' idx="\d+"', ""))
    deck = opened(content(template, tmp_path))
    for slide in deck.slides:
        layout = [one.placeholder_format.idx for one in slide.slide_layout.placeholders]
        assert len(set(layout)) == len(layout)
        assert {one.placeholder_format.idx for one in slide.placeholders} <= set(layout)


def test_sample_slides_leave_nothing_behind(tmp_path: Path) -> None:
    data = content(made.with_samples(), tmp_path)
    assert not any("Sample" in one for one in titles(opened(data)))
    files = parts(data)
    assert not any(b"Said" in one for one in files.values())
    assert len([name for name in files if re.match(r"ppt/slides/slide\d", name)]) == len(
        opened(data).slides
    )
    assert not [name for name in files if "printerSettings" in name or "thumbnail" in name]
    assert b"Canny" not in files["docProps/core.xml"]


def test_a_template_becomes_a_presentation_without_its_macros(tmp_path: Path) -> None:
    found = written(made.changed(made.with_macros), tmp_path)
    assert rules(found) == {"template-macros"}
    assert found.content
    assert lint(found.content) == []
    files = parts(found.content)
    assert b"presentation.main+xml" in files["[Content_Types].xml"]
    assert not [name for name in files if "vba" in name.lower()]
    assert b"macro" not in files["[Content_Types].xml"]


def test_a_linked_picture_is_left_out_and_told(tmp_path: Path) -> None:
    found = written(made.changed(made.with_linked_picture), tmp_path)
    assert rules(found) == {"template-stripped"}
    assert found.content
    assert lint(found.content) == []
    assert not any(b"logo.png" in one for one in parts(found.content).values())


def replaced(part: str, data: bytes) -> bytes:
    return made.changed(lambda files: files.update({part: data}))


def many(files: made.Files) -> None:
    files.update({f"x/{number}.xml": b"" for number in range(5000)})


def strict() -> bytes:
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    return made.changed(made.sub("_rels/.rels", f"{made.OFFICE}/officeDocument", kind))


def word() -> bytes:
    kind = "presentationml.presentation.main"
    return made.changed(made.sub(made.TYPES, kind, "wordprocessingml.document.main"))


def themeless() -> bytes:
    wanted = r"<Relationship [^>]*?/theme\"[^>]*?/>"
    return made.changed(made.sub(made.MASTER_LINKS, wanted, ""))


def opendocument() -> bytes:
    return made.zipped({"mimetype": b"application/vnd.oasis.opendocument.presentation"})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"Dear colleagues", "no zip file"),
    "empty": (lambda: b"", "no zip file"),
    "old or encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "password"),
    "encrypted members": (made.encrypted, "encrypted"),
    "cut off": (lambda: made.zipped(made.stock())[:5000], "damaged"),
    "another zip": (lambda: made.zipped({"a.txt": b"a"}), "without a presentation"),
    "OpenDocument": (opendocument, "OpenDocument"),
    "Word": (word, "a Word document"),
    "Strict": (strict, "Strict"),
    "bomb": (made.bomb, "times its size"),
    "many parts": (lambda: made.changed(many), "5,000 are the most"),
    "two of a name": (lambda: replaced("PPT/presentation.xml", b"<x/>"), "two parts of one name"),
    "no theme": (themeless, "no theme"),
    "no master": (lambda: made.changed(made.sub(made.MAIN, "<p:sldMasterId .*?/>", "")), "master"),
    "no XML": (lambda: replaced(made.MAIN, b"<p:presentation"), "no XML"),
    "entities": (lambda: replaced(made.MAIN, ENTITY), "document type"),
    "no size": (lambda: made.changed(made.sub(made.MAIN, "<p:sldSz .*?/>", "")), "1 to 56 inches"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_a_template_is_refused_with_a_reason(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, words = REFUSED[kind]
    found = written(make(), tmp_path)
    assert found.content is None
    (one,) = found.diagnostics
    assert one.rule == "bad-template"
    assert words in one.message
    assert "template.pptx" in one.message
    assert run(["template", str(tmp_path / "template.pptx")]) == 2
    assert words in capsys.readouterr().err


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    found = write_pptx(talk(), style(), MADE, tmp_path, tmp_path / "none.potx")
    assert [one.rule for one in found.diagnostics] == ["bad-template"]


def test_the_styles_template_must_lie_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "own.potx").write_bytes(made.zipped(made.stock()))
    (tmp_path / "project").mkdir()
    found = write_pptx(talk(), style(template="../own.potx"), MADE, tmp_path / "project")
    (one,) = found.diagnostics
    assert "outside the project" in one.message
    inside = write_pptx(few(), style(template="own.potx"), MADE, tmp_path)
    assert inside.content
    assert opened(inside.content).slides[0].slide_layout.name == "Title Slide"


@pytest.mark.parametrize(
    "size",
    [
        (9144000, 6858000),
        (12192000, 6858000),
        (9906000, 6858000),
        (9144000, 5143500),
        (6858000, 9144000),
    ],
)
def test_every_shape_stands_on_the_slide(size: tuple[int, int], tmp_path: Path) -> None:
    deck = opened(content(made.sized(*size), tmp_path))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= size[0] + 12700
            assert shape.top + shape.height <= size[1] + 12700


def test_sizes_come_from_the_template_and_go_down_from_there(tmp_path: Path) -> None:
    larger = made.sub(made.MASTER, r'(<p:titleStyle>.*?sz=")4400', r"\g<1>2400")
    deck = opened(content(made.changed(larger), tmp_path))
    title = deck.slides[1].shapes.title
    assert title is not None
    assert title.text_frame.paragraphs[0].runs[0].font.size == Emu(24 * 12700)


def test_capitals_and_boldness_are_measured_as_the_layout_has_them(tmp_path: Path) -> None:
    plain = opened(content(made.zipped(made.stock()), tmp_path))
    wide = made.sub(
        made.MASTER,
        r'(<p:titleStyle>.*?<a:defRPr) sz="4400"',
        r'\1 sz="4400" b="1" cap="all" spc="300"',
    )
    wider = opened(content(made.changed(wide), tmp_path))

    def sizes(deck: object) -> list[int]:
        return [s.shapes.title.text_frame.paragraphs[0].runs[0].font.size for s in deck.slides]  # type: ignore[attr-defined]

    assert sum(sizes(wider)) < sum(sizes(plain))


def test_a_face_without_known_widths_is_told(tmp_path: Path) -> None:
    other = made.sub(
        "ppt/theme/theme1.xml", r'(<a:minorFont>\s*<a:latin typeface=")\w+', r"\1Aptos"
    )
    found = written(made.changed(other), tmp_path)
    told = [one for one in found.diagnostics if one.rule == "unmeasured-face"]
    assert [one.severity for one in told] == [Severity.NOTE]
    assert "Aptos" in told[0].message


def test_a_dark_template_keeps_text_readable(tmp_path: Path) -> None:
    dark = made.sub(made.MASTER, 'bg1="lt1" tx1="dk1"', 'bg1="dk1" tx1="lt1"')
    data = content(made.changed(dark), tmp_path)
    slides = b"".join(
        one for name, one in parts(data).items() if name.startswith("ppt/slides/slide")
    )
    assert b"1F497D" not in slides
    assert b'<a:schemeClr val="tx2"/>' not in slides


def test_maps_and_timelines_take_the_templates_colours(tmp_path: Path) -> None:
    """Its colours may be mixtures already, of which a drawing mixes lighter ones."""
    whole = talk()
    drawn = [one for one in whole.sections if any(_is_drawing(block) for block in one.blocks)]
    data = content(made.zipped(made.stock()), tmp_path, replace(whole, sections=tuple(drawn)))
    assert any(data.count(b"<a:lumMod") for data in parts(data).values())


def _is_drawing(block: Block) -> bool:
    return isinstance(block, Figure) and isinstance(block.content, Map | Timeline)


BAND = (
    '<p:sp><p:nvSpPr><p:cNvPr id="91" name="Band"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="1500000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{fill}</a:solidFill></p:spPr>'
    "</p:sp>"
)


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        ('<a:srgbClr val="202020"/>', True),
        ('<a:schemeClr val="tx1"/>', True),
        ('<a:srgbClr val="F0F0F0"/>', False),
        ('<a:srgbClr val="202020"><a:alpha val="9000"/></a:srgbClr>', False),
    ],
)
def test_a_band_too_dark_for_what_stands_on_it_is_told(
    fill: str, told: bool, tmp_path: Path
) -> None:
    band = BAND.format(fill=fill)
    template = made.changed(made.sub(made.MASTER, "(</p:grpSpPr>)", rf"\1{band}"))
    found = written(template, tmp_path)
    assert ("template-contrast" in rules(found)) is told
    if told:
        words = [one.message for one in found.diagnostics if one.rule == "template-contrast"]
        assert any("Title and Content" in one for one in words)
        assert not any("`Content Placeholder" in one for one in words)


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (made.png("#101010"), "100% of its ground"),
        (made.png("#f4f4f4", "#202020"), "% of its ground"),
        (made.png("#f4f4f4"), ""),
        (b"<svg/>", "see whether"),
    ],
)
def test_text_must_stand_out_from_the_picture_behind_it(
    picture: bytes, told: str, tmp_path: Path
) -> None:
    """Its pixels tell; what cannot be read as a picture is left to the eye."""
    found = written(made.changed(made.with_picture(9144000, 6858000, picture)), tmp_path)
    assert rules(found) == ({"template-contrast"} if told else set())
    said = [f"{one.message} {one.hint}" for one in found.diagnostics]
    assert not told or any(told in one and "picture" in one for one in said)
    small = written(made.changed(made.with_picture(900000, 400000, picture)), tmp_path)
    assert rules(small) == set()


def test_every_master_comes_along_and_serves(tmp_path: Path) -> None:
    template = made.changed(made.with_second_master)
    data = content(template, tmp_path, roles={"content": "Second"})
    deck = opened(data)
    first, second = deck.slide_masters
    assert len(first.slide_layouts) == 11
    assert "Second" in {layout.name.partition(" + ")[0] for layout in second.slide_layouts}
    assert "Second" in {slide.slide_layout.name.partition(" + ")[0] for slide in deck.slides}
    assert faults(data, tmp_path) == []


def test_fonts_of_a_template_come_along(tmp_path: Path) -> None:
    data = content(made.changed(made.with_fonts), tmp_path)
    files = parts(data)
    assert files["ppt/fonts/font1.fntdata"] == b"letters"
    assert b'typeface="Housetype"' in files["ppt/presentation.xml"]


def test_an_object_of_another_program_is_left_out_and_told(tmp_path: Path) -> None:
    found = written(made.changed(made.with_object), tmp_path)
    assert rules(found) == {"template-stripped"}
    assert any("object" in one.message for one in found.diagnostics)
    assert found.content
    assert lint(found.content) == []
    assert faults(found.content, tmp_path) == []
    assert not any(data == b"sheet" for data in parts(found.content).values())


def test_full_sample_slides_leave_nothing_behind(tmp_path: Path) -> None:
    data = content(made.with_full_samples(), tmp_path, few())
    assert not [name for name in parts(data) if re.search(r"embeddings|charts/|media/", name)]
    assert faults(data, tmp_path) == []


def test_template_tells_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.potx").write_bytes(made.with_samples())
    assert run(["template", str(tmp_path / "t.potx")]) == 0
    text = capsys.readouterr().out
    for wanted in (
        "720 × 540 points (4:3)",
        "3 sample slides",
        "Calibri",
        "accent1 #4F81BD",
        "2 Title and Content [obj]",
        "36,126 648×356.4",
        "by the layout's type",
    ):
        assert wanted in text
    (tmp_path / "t.potx").write_bytes(made.changed(made.with_macros))
    assert run(["template", str(tmp_path / "t.potx")]) == 1


def test_build_takes_a_template_for_one_run(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.pptx").write_bytes(made.zipped(made.stock()))
    where = ["--project", str(project), "--to", "pptx", "-o", str(tmp_path / "out")]
    assert run(["build", "coast", *where, "--template", str(tmp_path / "own.pptx")]) == 0
    deck = opened((tmp_path / "out" / "coast.pptx").read_bytes())
    assert deck.slides[0].slide_layout.name == "Title Slide"
    assert run(["build", "coast", *where, "--template", str(tmp_path / "none.pptx")]) == 2
    assert run(["check", "--deck", str(tmp_path / "out" / "coast.pptx")]) == 0
    assert run(["check", "--deck", str(tmp_path / "own.pptx")]) == 1
    assert run(["check", "--deck", str(tmp_path / "none.pptx")]) == 2


def test_nothing_leaves_its_box(tmp_path: Path) -> None:
    needs_office()
    whole = without_charts()
    decks = {
        "stock": content(made.zipped(made.stock()), tmp_path, whole),
        "none": content(made.changed(made.without_layouts), tmp_path),
        "standard": write_pptx(whole, style(width=720), MADE, tmp_path).content or b"",
        "a4": write_pptx(few(), style(width=780), MADE, tmp_path).content or b"",
    }
    for name, pdf in rendered(decks, tmp_path).items():
        pages, slides = words(pdf), list(opened(decks[name]).slides)
        assert len(pages) == len(slides), name
        for slide, page in zip(slides, pages, strict=True):
            assert list(outside(slide, page)) == [], (name, texts(slide))
            assert list(colliding(page)) == [], name


def test_libreoffice_saves_and_reopens_decks_on_rich_templates(tmp_path: Path) -> None:
    needs_office()
    rich = made.changed(made.with_second_master, made.with_fonts, made.with_picture(400, 300))
    decks = {
        "rich": content(rich, tmp_path, roles={"content": "Second"}),
        "samples": content(made.with_full_samples(), tmp_path),
        "object": content(made.changed(made.with_object), tmp_path),
    }
    for name, file in saved(decks, tmp_path).items():
        before, after = opened(decks[name]), opened(file.read_bytes())
        assert titles(after) == titles(before), name
        for one, other in zip(before.slides, after.slides, strict=True):
            said = {text for text in texts(one).values() if not text.isdecimal()}
            assert said <= set(texts(other).values()), (name, one.slide_id)


@pytest.mark.parametrize(("width", "kind"), [(720, "screen4x3"), (780, "A4"), (960, None)])
def test_generated_decks_come_in_three_shapes(width: int, kind: str | None) -> None:
    made_ = write_pptx(few(), style(width=width), MADE, Path())
    assert made_.content
    assert lint(made_.content) == []
    files = parts(made_.content)
    size = re.search(rb"<p:sldSz ([^>]*)/>", files["ppt/presentation.xml"])
    assert size
    assert (re.search(rb'type="(\w+)"', size[1]) or [b"", b""])[1].decode() == (kind or "")


def test_notes_pages_and_handouts_have_footer_and_number() -> None:
    data = write_pptx(few(), style(), MADE, Path()).content
    assert data
    files = parts(data)
    names = [name for name in files if re.match(r"ppt/(notes|handout)\w+/\w+\.xml$", name)]
    assert len(names) > 2
    for name in names:
        assert b'type="ftr"' in files[name]
        assert b'type="sldNum"' in files[name]
