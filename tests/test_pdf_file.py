"""The PDF file as its readers find it: tags, text, links, labels, conformance, the same bytes."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from footnoted.pdf.file import PdfFile
from footnoted.pdf.navigation import may_link_to
from footnoted.pdf.painting import Run
from footnoted.pdf.structure import BoxAttributes, CellAttributes, ListAttributes
from footnoted.text.faces import Face, face
from footnoted.text.shaping import shape, shape_hyphenated
from pdf_reading import (
    conformance_faults,
    elements,
    open_pdf,
    parent_tree_faults,
    pieces,
    printed_text,
    structure,
    to_unicode,
)

MADE = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
INK = "#1a1d21"


def new_file(title: str = "A brief", made: datetime = MADE) -> PdfFile:
    return PdfFile("en", title, "Zoë", "Wells", ("water", "coast"), made)


def serif(weight: int = 400) -> Face:
    return face("source-serif-4", weight)


def words(text: str, font: Face, size: float = 10, features: Sequence[str] = ()) -> list[Run]:
    return [Run(shape(font, word, tuple(features)), size, INK, 0, 2.5) for word in text.split(" ")]


def sample() -> bytes:
    """Two pages with everything a paper has: headings, notes, links, a list, a table, a figure."""
    file, text, bold = new_file(), serif(), serif(weight=700)
    file.begin_page(595, 842)
    file.number_pages("roman")
    with file.artifact("Header"):
        file.text(72, 800, words("Running head", bold, 8))
    heading = file.element(file.root, "H1")
    with file.content(heading):
        file.text(72, 760, words("An efficient office", bold, 16))
    file.destination("start", 780)
    file.bookmark("An efficient office", 1, "start")
    paragraph = file.element(file.root, "P")
    with file.content(paragraph):
        file.text(72, 740, words("The first line of a", text))
    with file.content(paragraph):
        file.text(72, 726, words("paragraph goes", text))
    link = file.element(file.element(paragraph, "Reference"), "Link")
    with file.content(link):
        file.text(150, 726, [Run(shape(text, "1"), 7, INK, 3)])
    file.link(link, (150, 724, 156, 736), "#note-1", "Note 1")
    file.destination("call-1", 740)
    note = file.element(file.root, "Note", id="note-1")
    bullets = file.element(file.root, "L", attributes=[ListAttributes("Disc")])
    item = file.element(bullets, "LI")
    with file.content(file.element(item, "Lbl")):
        file.text(72, 700, words("•", text))
    with file.content(file.element(item, "LBody")):
        file.text(84, 700, words("An item", text))
    with file.artifact():
        file.line(72, 110, 172, 110, 0.5, "#888888")
    back = file.element(file.element(note, "Lbl"), "Link")
    with file.content(back):
        file.text(72, 96, words("1", text, 8))
    file.link(back, (72, 94, 78, 104), "#call-1", "Back to the text at note 1")
    with file.content(note):
        file.text(84, 96, words("See", text, 8))
    outside = file.element(note, "Link")
    with file.content(outside):
        file.text(104, 96, words("https://example.org/a", text, 8))
    file.link(outside, (104, 94, 180, 104), "https://example.org/ä?q=1", "https://example.org/a")
    file.destination("note-1", 106)
    file.end_page()
    file.begin_page(595, 842)
    file.number_pages("decimal")
    with file.content(paragraph):
        file.text(72, 760, words("on overleaf.", text))
    table = file.element(file.root, "Table")
    row = file.element(file.element(table, "THead"), "TR")
    for x, scope in ((72, "Column"), (172, "Column")):
        cell = file.element(row, "TH", attributes=[CellAttributes(scope, column_span=2)])
        with file.content(cell):
            file.text(x, 700, words("Head", bold))
    row = file.element(file.element(table, "TBody"), "TR")
    for x in (72, 122, 172, 222):
        with file.content(file.element(row, "TD")):
            file.text(x, 686, words("Cell", text))
    figure = file.element(
        file.root, "Figure", alt="Two shapes", attributes=[BoxAttributes((72, 500, 172, 600))]
    )
    with file.content(figure):
        file.rectangle(72, 500, 100, 100, "#14385c")
        file.polygon(((80, 510), (90, 510), (85, 520)), "#ffffff")
        file.polyline(((80, 540), (90, 560), (100, 550)), 1, "#ffffff", (2, 1))
        file.text(72, 505, words("Label", text))
    spanish = file.element(file.root, "P", language="es")
    with file.content(spanish):
        file.text(72, 480, words("Operación Milagro", text))
    file.destination("table", 720)
    file.bookmark("A table", 2, "table")
    file.bookmark("Deeper by two", 4, "table")
    file.bookmark("Back to the first level", 1, "table")
    file.end_page()
    return file.save()


@pytest.fixture(scope="module")
def data() -> bytes:
    return sample()


@pytest.fixture(scope="module")
def pdf(data: bytes) -> pikepdf.Pdf:
    return open_pdf(data)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_conforms(data: bytes, profile: str) -> None:
    assert conformance_faults(data, profile) == []


def test_is_sound_pdf(pdf: pikepdf.Pdf) -> None:
    assert pdf.check_pdf_syntax() == []
    assert pdf.pdf_version == "1.7"


def test_structure_holds_the_text_in_reading_order(pdf: pikepdf.Pdf) -> None:
    tree = structure(pdf)
    tags = [node.tag for node in tree.walk()]
    assert tags[:7] == ["Document", "H1", "P", "Reference", "Link", "Note", "Lbl"]
    assert [node.text.strip() for node in tree.children] == [
        "An efficient office",
        "The first line of a paragraph goes on overleaf.",
        "See",
        "",
        "",
        "Label",
        "Operación Milagro",
    ]
    assert [node.text.strip() for node in tree.find("TD")] == ["Cell"] * 4
    assert tree.find("Figure")[0].alt == "Two shapes"
    assert tree.children[-1].language == "es"


def test_artifacts_stand_outside_the_structure(pdf: pikepdf.Pdf) -> None:
    outside = [piece.text.strip() for piece in pieces(pdf) if piece.mcid is None]
    assert outside == ["Running head"]


def test_attributes(pdf: pikepdf.Pdf) -> None:
    tree = structure(pdf)
    head = tree.find("TH")[0].attributes
    assert (str(head["/Scope"]), int(head["/ColSpan"])) == ("/Column", 2)
    assert str(tree.find("L")[0].attributes["/ListNumbering"]) == "/Disc"
    assert [int(side) for side in tree.find("Figure")[0].attributes["/BBox"]] == [72, 500, 172, 600]


def test_parent_tree_agrees_with_the_structure(pdf: pikepdf.Pdf) -> None:
    assert parent_tree_faults(pdf) == []


def test_parent_tree_check_sees_a_wrong_parent(data: bytes) -> None:
    spoilt = open_pdf(data)
    first = spoilt.Root.StructTreeRoot.ParentTree.Nums[1]
    first[0] = first[1]
    assert parent_tree_faults(spoilt) != []


def test_paragraph_over_two_pages_is_one_element(pdf: pikepdf.Pdf) -> None:
    paragraph = next(one for one in elements(pdf) if one.S == "/P" and "/Lang" not in one)
    pages = [
        kid.Pg.objgen for kid in paragraph.K if not isinstance(kid, int) and kid.Type == "/MCR"
    ]
    assert pages == [pdf.pages[1].objgen]
    assert paragraph.Pg.objgen == pdf.pages[0].objgen


def test_lines_of_one_element_share_their_marked_content(pdf: pikepdf.Pdf) -> None:
    lines = [piece for piece in pieces(pdf) if piece.text.startswith(("The first", "paragraph"))]
    assert len(lines) == 2
    assert len({piece.mcid for piece in lines}) == 1


def test_links_lead_both_ways(pdf: pikepdf.Pdf) -> None:
    call, back, outside = pdf.pages[0].Annots
    names = list(pdf.Root.Names.Dests.Names)
    places = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
    assert float(places[str(call.Dest)][3]) == 106
    assert float(places[str(back.Dest)][3]) == 740
    assert [str(one) for one in places] == sorted(places)
    assert str(outside.A.URI) == "https://example.org/%C3%A4?q=1"
    assert str(call.Contents) == "Note 1"
    assert all(int(one.F) == 4 for one in (call, back, outside))


def test_names_of_places_may_be_any_text() -> None:
    file = new_file()
    file.begin_page(300, 300)
    link = file.element(file.root, "Link")
    for height, name in enumerate(("größe", "z", "a (b)", "été", "ab")):
        file.link(link, (0, 0, 1, 1), f"#{name}", name)
        file.destination(name, height)
        file.bookmark(name, 1, name)
    file.end_page()
    read = open_pdf(file.save())
    names = [bytes(name) for name in list(read.Root.Names.Dests.Names)[::2]]
    assert names == sorted(names)
    assert [bytes(one.Dest) for one in read.pages[0].Annots] == [
        name.encode() for name in ("größe", "z", "a (b)", "été", "ab")
    ]


def test_bookmarks_nest_by_level(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        first, last = outline.root
    assert (first.title, last.title) == ("An efficient office", "Back to the first level")
    assert [child.title for child in first.children] == ["A table"]
    assert [child.title for child in first.children[0].children] == ["Deeper by two"]
    assert pdf.Root.PageMode == "/UseOutlines"


def test_pages_are_labelled(pdf: pikepdf.Pdf) -> None:
    assert [sheet.label for sheet in pdf.pages] == ["i", "1"]
    assert all(sheet.Tabs == "/S" for sheet in pdf.pages)


def test_metadata_says_who_and_when(pdf: pikepdf.Pdf) -> None:
    info = pdf.docinfo
    assert {key: str(info[key]) for key in ("/Title", "/Author", "/Subject", "/Keywords")} == {
        "/Title": "A brief",
        "/Author": "Zoë",
        "/Subject": "Wells",
        "/Keywords": "water, coast",
    }
    assert str(info["/CreationDate"]) == "D:20250301093000+00'00'"
    assert re.fullmatch(r"footnoted \S+", str(info["/Producer"]))
    packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert "<xmp:CreateDate>2025-03-01T09:30:00Z</xmp:CreateDate>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_metadata_is_escaped() -> None:
    title = "Fish & chips <raw> (half"
    file = new_file(title=title)
    with_page(file)
    read = open_pdf(file.save())
    assert str(read.docinfo["/Title"]) == title
    with read.open_metadata() as packet:
        assert packet["dc:title"] == title


def with_page(file: PdfFile, text: str = "Text") -> None:
    file.begin_page(300, 300)
    with file.content(file.element(file.root, "P")):
        file.text(20, 200, words(text, serif()))
    file.end_page()


def test_only_embedded_subsets_are_named(data: bytes, pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].Resources.Font
    bases = [str(font.BaseFont) for font in fonts.values()]
    assert len(set(bases)) == len(bases) == 2
    assert all(re.match(r"/[A-Z]{6}\+", base) for base in bases)
    assert b"Helvetica" not in b"".join(one.Contents.read_bytes() for one in pdf.pages)
    assert len(data) < 40_000


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("efficient affine fjord waffle", ()),
        ("Nato Unesco", ("smcp",)),
        ("1234567890", ("onum",)),
        ("12 345", ("sups",)),
        ("Zuñiga Operación ni-Vanuatu Ελλάδα Москва", ()),
        ("q\u0303 with a mark that no single glyph has", ()),
        ("“quoted” – it’s 5\u00a0% of £1\u202f000…", ()),
        (r"back\slash (and) brackets", ()),
    ],
)
def test_text_extracts_exactly(tmp_path: Path, text: str, features: tuple[str, ...]) -> None:
    file = new_file()
    file.begin_page(595, 842)
    with file.content(file.element(file.root, "P")):
        file.text(50, 700, words(text, serif(), features=features))
    file.end_page()
    data = file.save()
    assert structure(open_pdf(data)).find("P")[0].text.rstrip() == text
    assert conformance_faults(data, "ua1") == conformance_faults(data, "2a") == []
    printed = printed_text(data, tmp_path).strip()
    assert re.sub(r"\s", " ", printed) == re.sub(r"\s", " ", text)


def test_every_cid_is_told_apart_and_mapped() -> None:
    file = new_file()
    file.begin_page(595, 842)
    with file.content(file.element(file.root, "P")):
        for line in range(60):
            shown = "".join(chr(0x21 + (line * 7 + at) % 90) for at in range(60))
            file.text(10, 800 - 12 * line, words(shown, serif(), features=("smcp",)))
            file.text(10, 794 - 12 * line, words(shown, serif()))
    file.end_page()
    read = open_pdf(file.save())
    text = structure(read).find("P")[0].text
    assert "".join(chr(0x21 + at % 90) for at in range(60)) in text
    mapping = to_unicode(read.pages[0].Resources.Font["/F1"])
    assert "\0" not in "".join(mapping.values())


def test_many_cids_survive_their_encoding(tmp_path: Path) -> None:
    """CIDs whose bytes are brackets, backslashes or line ends come back as they were."""
    letters = "".join(chr(code) for code in range(0xC0, 0x180) if code not in (0xD7, 0xF7))
    text = " ".join(letters[at : at + 8] for at in range(0, len(letters), 8))
    file = new_file()
    file.begin_page(842, 842)
    with file.content(file.element(file.root, "P")):
        for line, start in enumerate(range(0, len(text), 63)):
            file.text(10, 800 - 20 * line, words(text[start : start + 62], serif()))
    file.end_page()
    read = open_pdf(file.save())
    shown = structure(read).find("P")[0].text
    assert [one for one in shown if one not in text] == []
    assert len(shown.replace(" ", "")) >= len(text.replace(" ", "")) - len(text) // 62 - 1


def test_hyphen_at_a_line_end_reads_as_a_soft_one() -> None:
    file = new_file()
    file.begin_page(300, 300)
    with file.content(file.element(file.root, "P")):
        file.text(20, 200, [Run(shape_hyphenated(serif(), "hyphen"), 10, INK)])
        file.text(20, 188, words("ated", serif()))
    file.end_page()
    assert structure(open_pdf(file.save())).find("P")[0].text.strip() == "hyphen\u00adated"


def test_words_stand_where_they_were_put(tmp_path: Path) -> None:
    file = new_file()
    file.begin_page(300, 300)
    runs = words("one two", serif())
    with file.content(file.element(file.root, "P")):
        file.text(20, 200, runs)
    file.end_page()
    box = printed_text(file.save(), tmp_path, "-bbox")
    found = re.findall(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>(\w+)<', box)
    first = runs[0].shaped.advance * 10 / runs[0].shaped.face.units_per_em
    assert [word for *_, word in found] == ["one", "two"]
    assert float(found[0][1]) == pytest.approx(20 + first, abs=0.1)
    assert float(found[1][0]) == pytest.approx(20 + first + 2.5, abs=0.1)


def test_painting_order_is_reading_order(pdf: pikepdf.Pdf) -> None:
    """What is read first is painted first, but for notes, which stand at the foot of the page."""
    painted = [piece for piece in pieces(pdf) if piece.mcid is not None]
    assert [piece.mcid for piece in painted if piece.page == 1] == sorted(
        piece.mcid for piece in painted if piece.page == 1 and piece.mcid is not None
    )


def spoil_alt(pdf: pikepdf.Pdf) -> None:
    figure = next(one for one in elements(pdf) if one.S == "/Figure")
    del figure["/Alt"]


def spoil_mark(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(content.replace(b"/P<</MCID 1>>BDC", b"/X BMC", 1))


def spoil_heading(pdf: pikepdf.Pdf) -> None:
    next(one for one in elements(pdf) if one.S == "/H1").S = pikepdf.Name("/H3")


def spoil_contents(pdf: pikepdf.Pdf) -> None:
    for annotation in pdf.pages[0].Annots:
        del annotation["/Contents"]


def spoil_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


@pytest.mark.parametrize(
    "spoil", [spoil_alt, spoil_mark, spoil_heading, spoil_contents, spoil_language]
)
def test_checker_sees_faults(data: bytes, spoil: Callable[[pikepdf.Pdf], None]) -> None:
    spoilt = open_pdf(data)
    spoil(spoilt)
    out = BytesIO()
    spoilt.save(out)
    assert conformance_faults(out.getvalue(), "ua1") != []


def test_same_bytes_under_any_hash_seed_zone_and_time(data: bytes) -> None:
    code = "import sys, test_pdf_file as t; sys.stdout.buffer.write(t.sample())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Kathmandu"))
    ]
    assert runs == [data, data]


def test_zone_of_the_date_does_not_matter() -> None:
    files = [new_file(made=MADE), new_file(made=MADE.astimezone(timezone(timedelta(hours=5.5))))]
    for file in files:
        with_page(file)
    assert files[0].save() == files[1].save()


def test_other_content_has_another_id() -> None:
    ids = []
    for text in ("one", "two"):
        file = new_file()
        with_page(file, text)
        ids.append(bytes(open_pdf(file.save()).trailer.ID[0]))
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("https://example.org", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("mailto:a@example.org", True),
        ("#note-1", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("other.pdf", False),
        (" https://example.org", False),
    ],
)
def test_links_follow_the_allow_list(target: str, allowed: bool) -> None:
    file = new_file()
    file.begin_page(300, 300)
    link = file.element(file.root, "Link")
    assert may_link_to(target) is allowed
    if allowed:
        file.link(link, (0, 0, 1, 1), target, "A link")
    else:
        with pytest.raises(ValueError, match="may not lead"):
            file.link(link, (0, 0, 1, 1), target, "A link")


def test_misuse_is_refused() -> None:
    file = new_file()
    with pytest.raises(ValueError, match="no standard structure type"):
        file.element(file.root, "Paragraph")
    file.begin_page(300, 300)
    paragraph = file.element(file.root, "P")
    with pytest.raises(RuntimeError, match="must be content"):
        file.text(0, 0, words("bare", serif()))
    with file.content(paragraph), pytest.raises(RuntimeError, match="may not nest"):
        file.content(paragraph).__enter__()
    file.destination("here", 10)
    with pytest.raises(ValueError, match="two places"):
        file.destination("here", 10)
    with pytest.raises(RuntimeError, match="has not ended"):
        file.save()
    file.link(paragraph, (0, 0, 1, 1), "#nowhere", "Nowhere")
    file.end_page()
    assert file.missing_places() == ("nowhere",)
    with pytest.raises(ValueError, match="nowhere"):
        file.save()


def test_own_tags_stand_for_standard_ones() -> None:
    file = new_file()
    file.map_role("KeyPoints", "Sect")
    file.begin_page(300, 300)
    box = file.element(file.root, "KeyPoints")
    with file.content(file.element(box, "P")):
        file.text(20, 200, words("Point", serif()))
    file.end_page()
    data = file.save()
    assert open_pdf(data).Root.StructTreeRoot.RoleMap.KeyPoints == "/Sect"
    assert conformance_faults(data, "ua1") == []


@pytest.mark.parametrize("kind", ["png", "png-alpha", "jpeg", "cmyk"])
def test_pictures_conform(kind: str) -> None:
    mode = {"png": "RGB", "png-alpha": "RGBA", "jpeg": "RGB", "cmyk": "CMYK"}[kind]
    out = BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG" if kind.startswith("png") else "JPEG")
    file = new_file()
    file.begin_page(300, 300)
    with file.content(file.element(file.root, "Figure", alt="A dark square")):
        file.picture(out.getvalue(), 20, 20, 80, 80)
    file.end_page()
    data = file.save()
    read = open_pdf(data)
    assert len(read.pages[0].get_images()) == 1
    assert conformance_faults(data, "ua1") == conformance_faults(data, "2a") == []
