"""The paper as its readers find it: conforming, read exactly, every note below its call."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from footnoted.diagnostics import has_errors
from footnoted.model.document import (
    Balance,
    Box,
    BoxKind,
    Cell,
    Column,
    Document,
    Front,
    ItemList,
    Note,
    Paragraph,
    Quotation,
    Row,
    RowGroup,
    Section,
    Side,
    Table,
)
from footnoted.model.figures import Picture
from footnoted.model.inlines import Inlines, Link, NoteCall, SmallCaps, Text
from footnoted.model.style import Style
from footnoted.pdf import write_pdf
from footnoted.reader.fitting import read_as
from footnoted.reader.record import plain
from papers import (
    ADDRESS,
    ROOT,
    SENTENCES,
    Notes,
    document,
    figure,
    prose_document,
    style,
    table,
    whole_document,
    words,
)
from pdf_reading import (
    Node,
    Piece,
    conformance_faults,
    elements,
    open_pdf,
    parent_tree_faults,
    pieces,
    printed_text,
    structure,
)

MADE = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SHEET = (595.276, 841.89)


def render(one: Document, look: Style | None = None) -> bytes:
    """Render a document that must give no diagnostics."""
    rendered = write_pdf(one, look or style(), MADE, ROOT)
    assert rendered.diagnostics == ()
    assert rendered.content is not None
    assert len(open_pdf(rendered.content).pages) == rendered.extent
    return rendered.content


@pytest.fixture(scope="module")
def whole() -> bytes:
    return render(whole_document())


def all_text(node: Node) -> str:
    return " ".join(one.text for one in node.walk())


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_every_kind_of_block_conforms(whole: bytes, profile: str) -> None:
    assert conformance_faults(whole, profile) == []


@pytest.mark.parametrize("name", ["chancery", "meridian"])
@pytest.mark.parametrize("cover", ["banner", "page"])
def test_every_style_and_cover_conforms(name: str, cover: str) -> None:
    one = document(
        Section("s", "prose", 1, words("Title"), prose_document(3).sections[0].blocks),
        notes=_notes(prose_document(3)),
        cover=cover,
        kicker="Paper",
    )
    content = render(one, style(name, sheet="Letter"))
    assert conformance_faults(content, "ua1") == conformance_faults(content, "2a") == []


def _notes(one: Document) -> Notes:
    notes = Notes()
    notes.all = list(one.notes)
    return notes


def test_elements_and_their_content_agree_both_ways(whole: bytes) -> None:
    assert parent_tree_faults(open_pdf(whole)) == []


def test_text_is_read_exactly(tmp_path: Path) -> None:
    content = (
        Text("The office file of Dr Zuñiga on Operación Milagro was five affidavits by "),
        SmallCaps(words("nato")),
        Text(" and ni-Vanuatu staff for 8\u00a0million."),
    )
    section = Section("s", "prose", 1, words("A fjord"), (Paragraph(content),))
    printed = " ".join(printed_text(render(document(section)), tmp_path).split())
    assert (
        "The office file of Dr Zuñiga on Operación Milagro was five affidavits by nato and "
        "ni-Vanuatu staff for 8 million." in printed
    )
    assert "A fjord" in printed


def test_divided_words_read_whole(tmp_path: Path) -> None:
    sentence = "Representatives of intergovernmental organisations negotiated internationally. "
    section = Section("s", "prose", 1, words("T"), (Paragraph(words((sentence * 8).strip())),))
    content = render(document(section), style(margins={"left": 180, "right": 180}))
    (paragraph,) = [node for node in structure(open_pdf(content)).find("P") if "Repre" in node.text]
    assert "\u00ad" in paragraph.text
    assert paragraph.text.replace("\u00ad", "") == (sentence * 8).strip()


def test_every_note_stands_on_the_page_of_its_call() -> None:
    one = prose_document(60)
    pdf = open_pdf(render(one))
    calls: dict[str, int] = {}
    notes: dict[str, int] = {}
    for number, sheet in enumerate(pdf.pages):
        for annotation in sheet.get("/Annots", []):
            target = str(annotation.get("/Dest", ""))
            if target.startswith("note-"):
                calls[target.removeprefix("note-")] = number
            elif target.startswith("call-"):
                notes[target.removeprefix("call-")] = number
    assert list(calls) == [note.id for note in one.notes]
    assert notes == calls


def test_links_lead_from_call_to_note_and_back(whole: bytes) -> None:
    pdf = open_pdf(whole)
    names = {str(key) for key in _places(pdf)}
    wanted = {
        str(annotation.Dest)
        for sheet in pdf.pages
        for annotation in sheet.get("/Annots", [])
        if "/Dest" in annotation
    }
    assert wanted <= names
    assert {name.replace("note-", "call-") for name in wanted if name.startswith("note-")} <= wanted
    addresses = {
        str(annotation.A.URI)
        for sheet in pdf.pages
        for annotation in sheet.get("/Annots", [])
        if "/A" in annotation
    }
    assert addresses == {ADDRESS}


def _places(pdf: pikepdf.Pdf) -> list[str]:
    return list(pdf.Root.Names.Dests.Names)[::2]


def test_a_note_follows_the_paragraph_that_calls_it_in_the_tree(whole: bytes) -> None:
    root = structure(open_pdf(whole))
    for node in root.walk():
        for at, child in enumerate(node.children):
            if child.tag == "Note":
                before = [one for one in node.children[:at] if one.tag != "Note"]
                assert before, "a note stands before everything"
                label = child.find("Lbl")[0]
                assert re.fullmatch(r"\d+", all_text(label).strip())
                assert f"[{all_text(label).strip()}]" in child.text
    assert len(root.find("Note")) == len(whole_document().notes)


def test_structure_has_what_the_document_has(whole: bytes) -> None:
    root = structure(open_pdf(whole))
    assert [node.text for node in root.find("H1")] == ["Wells of the coast"]
    assert [node.text for node in root.find("H2")] == [
        "Contents",
        "First part",
        "Figures",
        "Sources",
    ]
    assert [node.text for node in root.find("H3")] == ["What is disputed", "Books"]
    (one,) = root.find("Table")
    assert one.attributes["/Summary"] == "Wells by place and what was said of them."
    assert [node.text for node in one.find("THead")[0].find("TH")] == [
        "Place",
        "Wells",
        "What was said",
    ]
    assert len(one.find("TR")) == 32
    assert {node.attributes["/Scope"] for node in one.find("TH")} == {"/Column", "/Row"}
    (drawn,) = root.find("Figure")
    assert drawn.alt == "Bar chart: north 1,200, south 900, islands 30."
    (quotation,) = root.find("BlockQuote")
    assert [node.language for node in quotation.find("Span")] == ["es"]
    assert len(root.find("TOCI")) == 4
    assert [len(node.find("LI")) for node in root.find("L")] == [3, 2 + 1, 1, 2]


def test_a_quotation_says_its_language_and_a_list_goes_on_from_its_number() -> None:
    quote = Quotation(words("Agua es vida."), language="es")
    items = ItemList(tuple((Paragraph(words(one)),) for one in "ab"), ordered=True, start=4)
    root = structure(
        open_pdf(render(document(Section("s", "prose", 1, words("T"), (quote, items)))))
    )
    assert [node.language for node in root.find("BlockQuote")[0].find("P")] == ["es"]
    assert [node.text for node in root.find("L")[0].find("Lbl")] == ["4.", "5."]


def test_the_banner_says_for_whom_when_which_version_and_whose_it_is() -> None:
    one = document(audience="the board", date="May 2026", version="2", owner="The unit")
    shown = [p.text for p in pieces(open_pdf(render(one)))]
    assert " · ".join(("the board", "May 2026", "2", "The unit")) in shown


def test_contents_list_names_the_pages_on_which_sections_begin(whole: bytes) -> None:
    pdf = open_pdf(whole)
    entries = [all_text(node) for node in structure(pdf).find("TOCI")]
    numbers = [int(re.findall(r"\d+", entry)[-1]) for entry in entries]
    shown = pieces(pdf)
    sizes = {"First part": 15.5, "What is disputed": 11.6, "Figures": 15.5, "Sources": 15.5}
    found = [
        next(p.page + 1 for p in shown if p.text.strip() == title and p.size == size)
        for title, size in sizes.items()
    ]
    assert numbers == found


def test_a_contents_entry_has_a_space_between_title_and_number(whole: bytes) -> None:
    entries = [all_text(node) for node in structure(open_pdf(whole)).find("TOCI")]
    assert [re.sub(r"\s+", " ", entry).strip() for entry in entries if entry.strip()]
    assert all(re.search(r"\w \s*\d+\s*$", entry) for entry in entries)


def _pages_of(content: bytes, start: str) -> list[int]:
    return [piece.page for piece in pieces(open_pdf(content)) if piece.text.startswith(start)]


@pytest.mark.parametrize("before", range(3, 12))
def test_a_box_stays_whole_and_a_long_one_leaves_no_item_alone(before: int) -> None:
    notes = Notes()
    prose = tuple(notes.prose(at) for at in range(before))

    def boxed(name: str, count: int) -> Box:
        items = tuple((Paragraph(words(f"{name} item, {SENTENCES[0]}")),) for _ in range(count))
        return Box(BoxKind.CALLOUT, words(f"{name} box"), (ItemList(items),))

    blocks = (*prose, boxed("Short", 3), *prose[:4], boxed("Long", 24))
    content = render(document(Section("s", "prose", 1, words("T"), blocks), notes=notes))
    assert len(set(_pages_of(content, "Short item"))) == 1
    assert len(_pages_of(content, "Short item")) == 3
    long = _pages_of(content, "Long item")
    assert len(long) == 24
    assert min(long.count(page) for page in set(long)) >= 2


@pytest.mark.parametrize("before", range(3, 12, 2))
def test_a_balance_stays_whole(before: int) -> None:
    notes = Notes()
    prose = tuple(notes.prose(at) for at in range(before))
    sides = tuple(
        Side(
            words(label),
            tuple(
                Paragraph(
                    words(f"{label} says: {SENTENCES[2]}"),
                )
                for _ in "1234"
            ),
        )
        for label in ("One", "Other")
    )
    section = Section("s", "prose", 1, words("T"), (*prose, Balance(words("Who?"), sides)))
    content = render(document(section, notes=notes))
    assert len(set(_pages_of(content, "One says") + _pages_of(content, "Other says"))) == 1


def test_the_running_head_names_the_part_in_which_a_page_begins() -> None:
    notes = Notes()
    parts = tuple(
        Section(f"s{at}", "prose", 1, words(f"Part {at}"), tuple(notes.prose(n) for n in range(9)))
        for at in range(1, 4)
    )
    shown = pieces(open_pdf(render(document(*parts, notes=notes))))
    begun = ""
    for page in range(max(p.page for p in shown) + 1):
        text = [p for p in shown if p.page == page and p.mcid is not None]
        heads = [p.text for p in shown if p.page == page and p.mcid is None]
        top = max(text, key=lambda piece: piece.y).text
        expected = top if top.startswith("Part") else begun
        assert page == 0 or [one for one in heads if one.startswith("Part")] == [expected]
        begun = [begun, *(p.text for p in text if p.text.startswith("Part"))][-1]


def test_a_note_called_again_on_a_later_page_is_read_once_and_printed_twice() -> None:
    long = Note("n", "1", words("A long note. " * 90), ())
    call = NoteCall(("n",))
    filler = tuple(Paragraph(words(" ".join(SENTENCES))) for _ in range(40))
    called = Paragraph((Text("Called"), call))
    section = Section("s", "prose", 1, words("T"), (called, *filler, called))
    one = Document("d", "en", Front("T"), (section,), (long,))
    content = render(one)
    read = all_text(structure(open_pdf(content)).find("Note")[0])
    printed = " ".join(p.text for p in pieces(open_pdf(content))).split()
    assert read.count("A long") == 90
    assert printed.count("long") == 180


def test_a_cover_has_its_title_on_a_band_and_document_control_at_the_foot() -> None:
    one = document(cover="page", kicker="Paper", audience="For all", date="May 2026", version="2")
    shown = {p.text.strip(): p for p in pieces(open_pdf(render(one)))}
    cover = style().paper.cover
    assert shown["Wells of the coast"].y > SHEET[1] * (1 - cover.height)
    assert shown["Wells of the coast"].size == style().paper.roles.cover_title.size
    for text in ("For all", "May 2026", "2"):
        assert style().paper.margins.bottom < shown[text].y < SHEET[1] * (1 - cover.height)


def test_a_tinted_background_is_not_printed_and_headings_may_hang() -> None:
    look = style("meridian", background="#ffffff")
    assert look.colours.background != "#ffffff"
    content = render(prose_document(4), look)
    pdf = open_pdf(content)
    assert b"/Background" not in pdf.pages[0].Contents.read_bytes()
    tinted = open_pdf(render(prose_document(4), style("meridian", background="#fffdf8")))
    assert b"/Background" in tinted.pages[0].Contents.read_bytes()
    shown = pieces(pdf)
    heading = next(p for p in shown if p.text.strip() == "Text")
    body = next(p for p in shown if p.text.startswith("The water"))
    assert heading.x < body.x - 50


def test_one_long_cell_does_not_take_width_from_a_column_of_words() -> None:
    sentence = " ".join(SENTENCES[:2])
    texts = ["Wells 2007"] * 9 + ["Wells 2007; Fountains and Springs 2009; The Water Board 2011"]
    rows = tuple(Row((Cell(words(sentence)), Cell(words(text)))) for text in texts)
    head = (Row((Cell(words("What")), Cell(words("Source")))),)
    one = Table("t", (Column(), Column()), head, (RowGroup(rows),))
    section = Section("t", "table", 1, words("Table"), (one,))
    shown = pieces(open_pdf(render(document(section))))
    source = next(p for p in shown if p.text.strip() == "Source")
    margins = style().paper.margins
    assert source.x > margins.left + 0.7 * (SHEET[0] - margins.left - margins.right)


def test_bookmarks_follow_the_sections(whole: bytes) -> None:
    with open_pdf(whole).open_outline() as outline:
        titles = [(one.title, [inner.title for inner in one.children]) for one in outline.root]
    assert titles == [
        ("Contents", []),
        ("First part", ["What is disputed"]),
        ("Figures", []),
        ("Sources", []),
    ]


def test_nothing_is_painted_past_the_margins(whole: bytes) -> None:
    margins = style().paper.margins
    for piece in pieces(open_pdf(whole)):
        assert piece.x >= margins.left - 0.01
        # The space behind a line's last word, and signs that hang, may stand out of it.
        assert piece.x + piece.width <= SHEET[0] - margins.right + piece.size / 2
        marking = piece.text == "TLP:GREEN" and piece.page == 0
        if piece.mcid is not None and not marking:
            assert margins.bottom < piece.y < SHEET[1] - margins.top


def test_a_table_repeats_its_head_as_an_artifact_on_every_page() -> None:
    notes = Notes()
    section = Section("t", "table", 1, words("Table"), (table(90, notes),))
    pdf = open_pdf(render(document(section, notes=notes)))
    heads = [piece for piece in pieces(pdf) if piece.text.strip() == "Place"]
    assert len(pdf.pages) > 2
    assert [piece.page for piece in heads] == list(range(len(pdf.pages)))
    assert [piece.mcid is None for piece in heads] == [False] + [True] * (len(pdf.pages) - 1)
    names = [piece for piece in pieces(pdf) if piece.text.strip() == "Table 1, continued"]
    assert [piece.page for piece in names] == list(range(1, len(pdf.pages)))
    (one,) = structure(pdf).find("Table")
    assert len(one.find("TR")) == 92


def test_a_row_taller_than_a_page_is_split_between_lines_with_its_notes() -> None:
    notes = Notes()
    long: Inlines = ()
    for at in range(60):
        long += (*words(f"Sentence number {at} of the cell. "), notes.call("A"))
    rows = (Row((Cell(words("One")), Cell(long))), Row((Cell(words("Two")), Cell(words("short")))))
    one = Table("t", (Column(width=0.3), Column()), (), (RowGroup(rows),))
    section = Section("t", "table", 1, words("Table"), (one,))
    pdf = open_pdf(render(document(section, notes=notes)))
    assert len(pdf.pages) > 1
    read = all_text(structure(pdf).find("Table")[0])
    assert all(f"Sentence number {at} of" in " ".join(read.split()) for at in range(60))


def test_cells_that_span_rows_and_columns_keep_their_places() -> None:
    rows = (
        Row((Cell(words("tall"), row_span=2), Cell(words("wide"), column_span=2))),
        Row((Cell(words("left")), Cell(words("right")))),
    )
    one = Table("t", (Column(), Column(), Column()), (), (RowGroup(rows),))
    section = Section("t", "table", 1, words("Table"), (one,))
    content = render(document(section))
    at = {piece.text.strip(): piece for piece in pieces(open_pdf(content))}
    assert at["tall"].x < at["left"].x == at["wide"].x < at["right"].x
    assert at["tall"].y == at["wide"].y > at["left"].y == at["right"].y
    assert conformance_faults(content, "ua1") == []


def test_decimal_signs_stand_below_each_other() -> None:
    from footnoted.model.document import Align

    texts = ("1.5", "31,700.25", "more than 300", "7")
    rows = tuple(Row((Cell(words("x")), Cell(words(text)))) for text in texts)
    one = Table("t", (Column(), Column(Align.DECIMAL)), (), (RowGroup(rows),))
    section = Section("t", "table", 1, words("Table"), (one,))
    shown = {p.text.strip(): p for p in pieces(open_pdf(render(document(section))))}
    from footnoted.text.faces import face
    from footnoted.text.shaping import advance

    sans, size = face("source-sans-3"), style().paper.roles.table_cell.size
    signs = [
        shown[text].x + sum(advance(sans, word, size) for word in re.split(r"( )", head))
        for text, head in zip(texts, ("1", "31,700", "more than 300", "7"), strict=True)
    ]
    assert max(signs) - min(signs) < 0.1


def test_two_sides_stand_beside_each_other(whole: bytes) -> None:
    shown = [p for p in pieces(open_pdf(whole)) if p.text.strip() in ("Those for", "Those against")]
    assert len({(p.page, p.y) for p in shown}) == 1
    assert len({p.x for p in shown}) == 2


def test_the_same_document_gives_the_same_bytes(whole: bytes) -> None:
    assert render(whole_document()) == whole


def test_a_missing_glyph_is_an_error_and_no_file() -> None:
    peace = Paragraph(words("Peace is \U00012000 there."))
    section = Section("s", "prose", 1, words("T"), (peace,))
    rendered = write_pdf(document(section), style(), MADE, ROOT)
    assert rendered.content is None
    assert [one.rule for one in rendered.diagnostics] == ["missing-glyph"]
    assert has_errors(rendered.diagnostics)


def test_an_unknown_family_and_an_unreadable_picture_are_errors() -> None:
    record = plain(style(), whole=True)
    record["faces"]["serif"] = "no-such-family"
    one = prose_document(1)
    rendered = write_pdf(one, read_as(Style, record), MADE, ROOT)
    assert [fault.rule for fault in rendered.diagnostics] == ["unknown-face"]
    notes = Notes()
    shown = figure(notes)
    lost = type(shown)(shown.id, Picture("no/such.png"), shown.caption, shown.alt, shown.credit)
    rendered = write_pdf(
        document(Section("s", "chart", 1, words("T"), (lost,)), notes=notes), style(), MADE, ROOT
    )
    assert rendered.content is None
    assert [fault.rule for fault in rendered.diagnostics] == ["unreadable-picture"]


def test_a_link_that_leads_nowhere_is_a_warning_and_plain_text() -> None:
    content: Inlines = (
        Link(words("there"), "#nowhere"),
        Text(" and "),
        Link(words("x"), "file:/x"),
    )
    section = Section("s", "prose", 1, words("T"), (Paragraph(content),))
    rendered = write_pdf(document(section), style(), MADE, ROOT)
    assert [fault.rule for fault in rendered.diagnostics] == ["broken-link"] * 2
    assert rendered.content is not None
    assert structure(open_pdf(rendered.content)).find("Link") == []


def test_an_empty_document_is_a_page_with_its_title() -> None:
    content = render(Document("d", "en", Front("Nothing yet"), ()))
    assert [node.text for node in structure(open_pdf(content)).find("H1")] == ["Nothing yet"]
    assert conformance_faults(content, "ua1") == conformance_faults(content, "2a") == []


def test_no_element_is_left_empty(whole: bytes) -> None:
    """An element without content is noise to who listens."""
    empty = [one for one in elements(open_pdf(whole)) if "/K" not in one]
    assert [str(one.S) for one in empty] == []


def test_nested_lists_keep_their_levels() -> None:
    inner = ItemList(((Paragraph(words("inner")),),))
    outer = ItemList(((Paragraph(words("outer")), inner), (Paragraph(words("next")),)))
    section = Section("s", "facts", 1, words("T"), (outer,))
    at = {p.text.strip(): p for p in pieces(open_pdf(render(document(section))))}
    assert at["outer"].x == at["next"].x < at["inner"].x
    assert at["outer"].y > at["inner"].y > at["next"].y


def test_heads_and_feet_are_artifacts_and_name_the_page(whole: bytes) -> None:
    pdf = open_pdf(whole)
    feet = [p for p in pieces(pdf) if re.fullmatch(r"\d+ / \d+", p.text.strip())]
    assert [p.text.strip() for p in feet] == [
        f"{at} / {len(pdf.pages)}" for at in range(1, len(pdf.pages) + 1)
    ]
    assert all(isinstance(p, Piece) and p.mcid is None for p in feet)
