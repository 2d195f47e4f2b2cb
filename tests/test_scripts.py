"""Scripts: papers and decks in many languages read back: text, its order, its place, its faces."""

import importlib.util
import re
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from operator import itemgetter
from pathlib import Path

import pytest
from lxml import etree
from pikepdf import Pdf

from footnoted.figures.lettering import lettering_of
from footnoted.model.document import (
    Align,
    Cell,
    Column,
    Document,
    Figure,
    Front,
    ItemList,
    Note,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from footnoted.model.figures import Chart, ChartForm, Mark, Series
from footnoted.model.inlines import Foreign, Inlines, Link, NoteCall, Text
from footnoted.pdf import write_pdf
from footnoted.pptx import write_pptx
from footnoted.pptx.measure import Setting, line_count, measured
from footnoted.pptx.slides import Para, Run
from footnoted.pptx.sound import lint
from footnoted.text.bidi import embedding_levels, turns, visual_order
from footnoted.text.ideographs import pieces
from footnoted.text.language import quoted
from papers import ROOT, style
from pdf_reading import Node, Piece, conformance_faults, open_pdf, printed_text, structure
from pdf_reading import pieces as painted
from pptx_reading import parts

MADE = datetime(2024, 5, 1, tzinfo=UTC)
ARABIC = (
    "قالت الوزارة إن أكثر من 42,000 كوبي (منهم 19,000 طبيب) عملوا في جمهورية أخرى عام 2007، بحس"
    "ب تقرير منظمة الصحة العالمية (WHO) في كوبا. ولم تُنشر الحسابات قط، وما زال الفرق موضع خلاف"
    "."
)
HEBREW = (
    "משרד הבריאות הודיע כי יותר מ-42,000 קובנים (בהם 19,000 רופאים) עבדו ב-103 מדינות בשנת 2007"
    ", לפי דו״ח של ארגון הבריאות העולמי (WHO). החשבונות לא פורסמו מעולם."
)
PLAIN = {
    "el": "Η Κούβα είχε περισσότερους από 42.000 εργαζομένους σε 103 χώρες· ἐν ἀρχῇ ἦν ὁ λόγος.",
    "ru": "По данным доклада Всемирной организации, на Кубе насчитывалось более 42 000 работников.",
    "vi": "Theo báo cáo của Tổ chức Y tế Thế giới, Cuba có hơn 42.000 nhân viên ở 103 quốc gia.",
    "yo": "Gẹ́gẹ́ bí ìròyìn Àjọ Ìlera Àgbáyé ṣe sọ, àwọn òṣìṣẹ́ wà ní orílẹ̀-èdè mẹ́ta.",
    "ha": "Ƙungiyar lafiya ta ce ɓangaren ma’aikatan Kuba ya ƙaru; ’yan ƙasa sun yi ɗaukar aiki.",
    "ee": "Ŋutifafa ƒe dɔwɔlawo le dukɔ geɖe me, eye woɖe gbeƒã be ɖɔktawo sɔ gbɔ.",
}
EASTERN = {
    "zh": (
        "根据世界卫生组织（WHO）2007年的报告，古巴在103个国家有42000多名工作人员。“这些账目从未公布，”"
        "部长说，“分歧依然存在。”使用Python语言编写的程序……"
    ),
    "ja": (
        "世界保健機関（WHO）の2007年の報告によると、キューバは103か国に職員を派遣している。「会計は一度も公表されていな"
        "い」と大臣は述べた。ハバナの医学校は毎年、数千人を育てている。"
    ),
    "ko": (
        "세계보건기구(WHO)의 보고서에 따르면 쿠바는 103개국에 42,000명 이상의 인력을 파"
        "견했다. 장관은 “공개되지 않았다”고 말했다."
    ),
}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
needs_cjk = pytest.mark.skipif(
    importlib.util.find_spec("justmytype_intl_cjk") is None, reason="wants the extra cjk"
)


def paper(language: str, *blocks: Paragraph | ItemList | Table | Figure, title: str = "T") -> bytes:
    notes = (Note("n1", "1", (Text("WHO, 2007."),), ()), Note("n2", "2", (Text("WHO."),), ()))
    section = Section("s", "section", 1, (Text(title),), blocks)
    document = Document("d", language, Front(title), (section,), notes)
    rendered = write_pdf(document, style(), MADE, ROOT)
    assert rendered.diagnostics == ()
    assert rendered.content is not None
    return rendered.content


def prose(*content: str | Inlines) -> Paragraph:
    inlines: list[object] = []
    for one in content:
        inlines += [Text(one)] if isinstance(one, str) else one
    return Paragraph(tuple(inlines))  # type: ignore[arg-type]


def read_paragraphs(pdf: Pdf) -> list[str]:
    """Return what a reader of the structure is told, paragraph by paragraph."""
    return [told(node) for node in structure(pdf).find("P")]


def told(node: Node) -> str:
    return " ".join("".join(one.text for one in node.walk()).split())


def first(pdf: Pdf, text: str) -> Piece:
    """Return the first piece of text that begins so."""
    content = (piece for piece in painted(pdf) if piece.mcid is not None)
    return next(piece for piece in content if piece.text.strip().startswith(text))


def squeezed(text: str) -> str:
    """Leave out what pdftotext adds where text runs both ways."""
    text = re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u00ad]", "", text)
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("language", PLAIN)
def test_alphabets_extract_as_typed(language: str, tmp_path: Path) -> None:
    text = unicodedata.normalize("NFC", PLAIN[language])
    data = paper(language, prose(text), title=" ".join(text.split()[:5]))
    read = unicodedata.normalize("NFC", printed_text(data, tmp_path)).replace("\u00ad\n", "")
    assert text in " ".join(read.split())
    assert conformance_faults(data, "ua1") == conformance_faults(data, "2a") == []


@needs_cjk
@pytest.mark.parametrize("language", EASTERN)
def test_east_asian_text_extracts_as_typed_and_fills_its_lines(
    language: str, tmp_path: Path
) -> None:
    text = EASTERN[language]
    data = paper(language, prose(text * 3, (NoteCall(("n1", "n2")),)), title=text[:12])
    assert squeezed(text * 3) in squeezed(printed_text(data, tmp_path))
    if language != "ko":
        assert text in printed_text(data, tmp_path).replace("\n", "")
    assert conformance_faults(data, "ua1") == conformance_faults(data, "2a") == []
    starts = [line.strip()[:1] for line in printed_text(data, tmp_path, "-layout").splitlines()]
    assert not set(starts) & set("、。，）」”…ー")


@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("he", HEBREW)])
def test_leftward_text_is_told_in_the_order_of_reading(
    language: str, text: str, tmp_path: Path
) -> None:
    data = paper(language, prose(text), title=" ".join(text.split()[:4]))
    assert text in read_paragraphs(open_pdf(data))
    read = set(re.sub("[\u202a-\u202e]", " ", printed_text(data, tmp_path)).split())
    marked = [word for word in text.split() if not all(map(str.isalpha, word))]
    plain = [word for word in text.split() if word not in marked]
    assert [word for word in plain if word not in read] == []
    assert conformance_faults(data, "ua1") == conformance_faults(data, "2a") == []


def test_a_paper_that_is_read_leftward_is_mirrored() -> None:
    cell = [Cell((Text(word),)) for word in ("بلد", "عدد")]
    rows = [Row((Cell((Text("كوبا"),)), Cell((Text(number),)))) for number in ("19000", "120")]
    columns = (Column(), Column(Align.DECIMAL))
    grid = Table("t", columns, (Row(tuple(cell)),), (RowGroup(tuple(rows)),))
    item = ItemList(((prose("البند"),),), ordered=True)
    pdf = open_pdf(paper("ar", item, grid, prose("كلمة", (NoteCall(("n1",)),))))
    at = {piece.text.strip(): piece for piece in painted(pdf)}
    assert at["1."].x > at["البند"].x
    assert at["بلد"].x > at["عدد"].x
    # Figures still stand in the order of figures, with their last digits below each other.
    assert at["120"].x > at["19000"].x
    assert pdf.Root.ViewerPreferences.Direction == "/R2L"
    (width, _) = (float(side) for side in pdf.pages[0].MediaBox[2:])
    margins = style().paper.margins
    right = width - margins.right
    assert right - 40 < first(pdf, "كل").x < right


def test_the_direction_of_a_paragraph_comes_from_its_language() -> None:
    english, arabic = "An English paragraph.", "فقرة عربية"
    pdf = open_pdf(paper("en", prose("Plain."), prose((Foreign((Text(arabic),), "ar"),))))
    assert first(pdf, arabic[:3]).x > first(pdf, "Plain.").x + 300
    pdf = open_pdf(paper("ar", prose((Foreign((Text(english),), "en"),))))
    assert first(pdf, english).x == style().paper.margins.left


def test_text_of_two_directions_stands_where_readers_of_each_look_for_it() -> None:
    call: Inlines = (NoteCall(("n1",)),)
    foreign: Inlines = (Foreign((Text("قال (2007)"),), "ar"),)
    link: Inlines = (Link((Text("https://example.org/a"),), "https://example.org/a"),)
    pdf = open_pdf(paper("en", prose("He said ", foreign, call, " there ", link, ".")))
    read = "".join(piece.text for piece in painted(pdf))
    assert "He said قال (2007)1 there https://example.org/a." in read
    places = [first(pdf, word).x for word in ("He said", "(2007", "قال", "1", "there")]
    assert places == sorted(places)


def chart_of(*names: str) -> Figure:
    marks = tuple(Mark(Decimal(number), f"{number}") for number, _ in enumerate(names, 3))
    chart = Chart(ChartForm.BAR, names, (Series("", marks),), "")
    return Figure("f", chart, (Text("C"),), "A chart.", ())


def test_labels_of_figures_are_ordered_and_set_as_running_text_is() -> None:
    names = ("وزارة (19,000 طبيب)", "משרד: 42,000 איש", "Kuba كوبا 12", "Ελλάδα", "Ђурђевак")
    data = paper("en", chart_of(*names))
    pdf = open_pdf(data)
    read = told(pdf_figure(pdf))
    assert [name for name in names if name not in read] == []
    assert seen(names[0]) == [")" + "طبيب"[::-1], "19,000(", "وزارة"[::-1]]
    assert seen(names[1]) == ["איש"[::-1], "42,000", ":" + "משרד"[::-1]]
    assert seen(names[2]) == ["Kuba", "12", "كوبا"[::-1]]
    assert conformance_faults(data, "ua1") == conformance_faults(data, "2a") == []


def seen(text: str) -> list[str]:
    """Return the words of a label from left to right."""
    placed = lettering_of(style(), 400, 9.0, "en").placed(text)
    row = [
        "".join(one.text for one in piece.shaped.glyphs)
        for _, piece in sorted(placed, key=itemgetter(0))
    ]
    return "".join(row).split()


def pdf_figure(pdf: Pdf) -> Node:
    return structure(pdf).find("Figure")[0]


@needs_cjk
def test_east_asian_labels_break_where_they_may_and_keep_their_width(tmp_path: Path) -> None:
    lettering = lettering_of(style(), 400, 9.0, "zh")
    name = "世界卫生组织（2007年）的报告说：“古巴在一百零三个国家有工作人员和医生。”"
    lines = lettering.wrap(name, 90.0)
    assert "".join(lines) == name
    assert all(lettering.width(line) <= 90.0 for line in lines)
    assert not {line[0] for line in lines} & set("）。，：”")
    assert min(map(lettering.width, lines[:-1])) > 90.0 - 3 * 9.0
    assert lettering.lacking(name) == ""
    assert squeezed(name) in squeezed(printed_text(paper("zh", chart_of(name)), tmp_path))


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("abc אבג def", 0, "abc גבא def"),
        ("אבג (abc) דה", 1, "הד (abc) גבא"),
        ("אבג 12, 34", 1, "34 ,12 גבא"),
        ("a (אב) 1", 0, "a (בא) 1"),
        ("عدد 1234 (و 5)", 1, "(5 و) 1234 ددع"),
        ("-5% אב", 1, "בא 5%-"),
    ],
)
def test_lines_are_ordered_by_the_bidirectional_algorithm(text: str, base: int, seen: str) -> None:
    order = visual_order(embedding_levels(text, base))
    levels = embedding_levels(text, base)
    mirror = str.maketrans("()", ")(")
    shown = "".join(text[at].translate(mirror) if levels[at] % 2 else text[at] for at in order)
    assert shown == seen


def test_east_asian_lines_end_where_they_may() -> None:
    found = [one.text for one in pieces("他说：“（对）。”——好……Python3语", "zh") if not one.breaks]
    assert found == ["说", "“", "（", "对", "）", "。", "”", "—", "好", "…"]


def deck(language: str, *blocks: Paragraph | ItemList | Table, title: str = "T") -> dict[str, str]:
    """Return the parts of a deck of one section."""
    section = Section("s", "facts", 2, (Text(title),), blocks)
    notes = (Note("n1", "1", (Text("WHO, 2007."),), ("who",)),)
    document = Document("d", language, Front(title), (section,), notes)
    rendered = write_pptx(document, style(), MADE, ROOT)
    assert rendered.content is not None
    assert lint(rendered.content) == []
    return {name: data.decode() for name, data in parts(rendered.content).items()}


def runs_of(slide: str) -> list[tuple[str, str, str]]:
    """Return language, own face of the script and text of a slide's runs."""
    found = []
    for run in etree.fromstring(slide.encode()).iter(f"{A}r"):
        look = run.find(f"{A}rPr")
        assert look is not None
        own = [one for one in look if one.tag in (f"{A}ea", f"{A}cs")]
        faces = [f'{etree.QName(one).localname} typeface="{one.get("typeface")}"' for one in own]
        found.append((look.get("lang", ""), "".join(faces), run.findtext(f"{A}t", "")))
    return found


@pytest.mark.parametrize(
    ("language", "text", "tag", "face"),
    [
        ("ar", ARABIC, "ar-SA", 'cs typeface="Arial"'),
        ("he", HEBREW, "he-IL", 'cs typeface="Arial"'),
    ],
)
def test_slides_of_leftward_text_run_to_the_left(
    language: str, text: str, tag: str, face: str
) -> None:
    cells = (Cell((Text("كوبا"),)), Cell((Text("19000"),)))
    grid = Table("t", (Column(), Column(Align.DECIMAL)), (), (RowGroup((Row(cells),)),))
    made = deck(language, prose(text, (NoteCall(("n1",)),)), title=text[:20])
    slide = made["ppt/slides/slide2.xml"]
    assert (tag, face) in {run[:2] for run in runs_of(slide)}
    assert text in "".join(run[2] for run in runs_of(slide)).replace("\t", "")
    for para in re.findall(r"<a:p>.*?</a:p>", slide):
        if any(map(turns, para)):
            assert ' rtl="1"' in para
    theme = made["ppt/theme/theme1.xml"]
    assert f'<a:font script="{"Arab" if language == "ar" else "Hebr"}" typeface="Arial"/>' in theme
    assert '<a:tblPr rtl="1"' in deck(language, grid)["ppt/slides/slide2.xml"]


def test_words_of_another_script_on_a_slide_have_its_language_and_face() -> None:
    words = "The ministry (قالت الوزارة) said “yes” – 世界卫生 counted 한국 and Ελλάδα."
    found = runs_of(deck("en", prose(words))["ppt/slides/slide2.xml"])
    assert "".join(text for *_, text in found if text != "T").endswith(words)
    assert ("ar-SA", 'cs typeface="Arial"', "قالت الوزارة) ") in found
    assert ("zh-CN", 'ea typeface="Microsoft YaHei"', "世界卫生 ") in found
    assert all(face == "" for _, face, text in found if text.isascii())
    own = prose((Foreign((Text("東京"),), "ja"),))
    assert ("ja-JP", 'ea typeface="Yu Gothic"', "東京") in runs_of(
        deck("en", prose("In "), own)["ppt/slides/slide2.xml"]
    )


def test_slides_of_east_asian_text_are_measured_line_by_line() -> None:
    setting = Setting(style().deck)
    text = EASTERN["zh"] * 2

    def lines(ems: float) -> int:
        return line_count(measured(Para((Run(text),)), setting), ems)

    # A line lacks two characters at most, for those that must not be parted.
    assert len(text) * 0.85 / 20 < lines(20) < len(text) / 17
    clusters = measured(Para((Run("他说：“（对）。”——好"),)), setting).clusters
    assert ["".join(piece for _, piece in one.pieces) for one in clusters] == [
        "他", "说：", "“（对）。”——", "好",
    ]  # fmt: skip
    assert lines(1000) == 1


def test_quotation_marks_follow_the_language() -> None:
    languages = ("en", "de", "it", "nl", "pt-BR", "ru", "el", "ja", "zh-TW", "xx")
    assert [quoted("a", one) for one in languages] == [
        "“a”", "„a“", "«a»", "‘a’", "“a”", "«a»", "«a»", "「a」", "「a」", "“a”",
    ]  # fmt: skip
