"""The gates that every deck passes, tried on decks that were broken on purpose.

Our lint looks for what no schema names, `openxml-audit` for the rest: together they must notice.
"""

import re
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import validate_pptx

from deck_documents import DOT, MADE, generated, plain_deck, style, talk
from footnoted.pptx import write_pptx
from footnoted.pptx.readable import accessibility
from footnoted.pptx.sound import lint
from pptx_reading import parts

Files = dict[str, bytes]

SLIDE, CHART, DECK = "ppt/slides/slide4.xml", "ppt/charts/chart1.xml", "ppt/presentation.xml"
SHEET = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
TABLE = "ppt/slides/slide13.xml"

_FOLDER = tempfile.TemporaryDirectory()
PICTURES = Path(_FOLDER.name)
(PICTURES / "dot.png").write_bytes(DOT)


def made(document: object = None) -> bytes:
    content = write_pptx(document or talk(), style(), MADE, PICTURES).content  # type: ignore[arg-type]
    assert content
    return content


@pytest.fixture(scope="module")
def sound() -> Files:
    return parts(made())


def zipped(files: Files) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def audited(content: bytes, folder: Path) -> list[str]:
    """Return what openxml-audit finds."""
    file = folder / "deck.pptx"
    file.write_bytes(content)
    return [str(error) for error in validate_pptx(file).errors]


def sub(part: str, wanted: str, by: str, count: int = 1) -> Callable[[Files], None]:
    """Break a part by replacing what a pattern finds; it must find something."""

    def breaks(files: Files) -> None:
        text = files[part].decode()
        broken = re.sub(wanted, by, text, count=count, flags=re.DOTALL)
        assert broken != text
        files[part] = broken.encode()

    return breaks


def without(part: str) -> Callable[[Files], None]:
    return lambda files: files.pop(part) and None


def truncated(part: str) -> Callable[[Files], None]:
    return lambda files: files.update({part: files[part][:2000]})


BREAKS: dict[str, Callable[[Files], None]] = {
    "shape id twice": sub(SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"'),
    "relationship id leads nowhere": sub(
        SLIDE, r'hlinkClick r:id="rId\d+"', 'hlinkClick r:id="rId99"'
    ),
    "chart part missing": without(CHART),
    "children out of order": sub(
        TABLE, "<a:solidFill>", '<a:latin typeface="Arial"/><a:solidFill>'
    ),
    "unknown attribute": sub(SLIDE, "<a:bodyPr", '<a:bodyPr foo="1"'),
    "unknown value": sub(TABLE, 'algn="r"', 'algn="rigth"'),
    "colour of five digits": sub(
        "ppt/theme/theme1.xml", r'srgbClr val="(.....).', r'srgbClr val="\1'
    ),
    "size below the least": sub(SLIDE, r'sz="\d+"', 'sz="50"'),
    "slide without content type": sub(
        "[Content_Types].xml", '<Override PartName="/ppt/slides/slide4.xml"[^>]*/>', ""
    ),
    "content type without part": sub(
        "[Content_Types].xml", '(<Override PartName="/ppt/slides/slide)4', r"\g<1>400"
    ),
    "slide id too small": sub(DECK, '<p:sldId id="256"', '<p:sldId id="12"'),
    "slide id twice": sub(DECK, '<p:sldId id="257"', '<p:sldId id="256"'),
    "layout id of the master": sub(
        "ppt/slideMasters/slideMaster1.xml", 'id="2147483649"', 'id="2147483648"'
    ),
    "axis id below zero": sub(CHART, r'(axId|crossAx) val="\d+"', r'\1 val="-2068027336"', 9),
    "row without a cell": sub(TABLE, r"<a:tc>.*?</a:tc>", ""),
    "control character": sub(SLIDE, "mission", "mis&#x0B;sion"),
    "text without paragraph": sub(TABLE, r"(<a:txBody><a:bodyPr/>)<a:p>.*?</a:p>", r"\1"),
    "section with an unknown slide": sub(DECK, '<p14:sldId id="257"', '<p14:sldId id="999"'),
    "slide in two sections": sub(
        DECK, '<p14:sldId id="258"/>', '<p14:sldId id="258"/><p14:sldId id="257"/>'
    ),
    "slide in no section": sub(DECK, '<p14:sldId id="260"/>', ""),
    "notes master not listed": sub(DECK, "<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", ""),
    "workbook truncated": truncated(SHEET),
    "points miscounted": sub(CHART, 'ptCount val="6"', 'ptCount val="2"'),
    "one slide listed twice": sub(DECK, r'(<p:sldId id="258" r:id=")rId\d+', r"\1rId3"),
    "ampersand not escaped": sub(SLIDE, "mission", "mis & sion"),
    "unknown theme colour": sub(TABLE, 'schemeClr val="tx2"', 'schemeClr val="primary"'),
    "extent below zero": sub(SLIDE, r'<a:ext cx="\d+"', '<a:ext cx="-5"', 2),
    "part that nothing uses": lambda files: files.update({"ppt/media/image9.png": b"x"}),
    "relationship id twice": sub("ppt/_rels/presentation.xml.rels", 'Id="rId4"', 'Id="rId3"'),
}

UNREADABLE: dict[str, Callable[[Files], None]] = {
    "headline missing": sub(SLIDE, 'type="title"', 'type="body"'),
    "headline twice": sub(SLIDE, "Half a century.*?</a:t>", "What this talk covers</a:t>"),
    "chart without words": sub("ppt/slides/slide7.xml", r' descr="[^"]*"', ""),
    "run without language": sub(SLIDE, r'<a:rPr lang="en-GB"', "<a:rPr"),
    "table without head": sub(TABLE, ' firstRow="1"', ""),
    "empty placeholder": sub(SLIDE, r"(type=\"ftr\".*?)<a:r>.*?</a:r>", r"\1"),
    "section names alike": sub(
        DECK, 'section name="What is in dispute"', 'section name="Section 2"'
    ),
    "document without title": sub("docProps/core.xml", "<dc:title>.*?</dc:title>", ""),
}


@pytest.mark.parametrize(
    "document", [talk(), plain_deck(12), *(generated(i, 20) for i in (5, 6, 7))]
)
def test_our_decks_pass_every_gate(document: object, tmp_path: Path) -> None:
    content = made(document)
    assert lint(content) == []
    assert accessibility(content) == []
    assert audited(content, tmp_path) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_deck_is_noticed(name: str, sound: Files, tmp_path: Path) -> None:
    files = dict(sound)
    BREAKS[name](files)
    content = zipped(files)
    assert lint(content) or audited(content, tmp_path)


def test_a_part_twice_in_the_zip_is_noticed(sound: Files) -> None:
    buffer = BytesIO(zipped(sound))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SLIDE, sound[SLIDE])
    assert lint(buffer.getvalue()) == [f"{SLIDE}: twice in the zip"]


def test_what_is_no_zip_is_noticed() -> None:
    assert lint(b"no deck") == ["not a zip file"]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_aloud_is_noticed(name: str, sound: Files) -> None:
    files = dict(sound)
    assert accessibility(zipped(files)) == []
    UNREADABLE[name](files)
    assert accessibility(zipped(files))
