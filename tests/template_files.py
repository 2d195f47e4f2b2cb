"""Templates for the deck's tests: python-pptx's own, changed or broken file by file."""

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pptx
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000f4944415478da63fccf50cf000400000507018271d1f7df0000000049454e44ae426082"
)
Files = dict[str, bytes]
MASTER = "ppt/slideMasters/slideMaster1.xml"
MASTER_LINKS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
CONTENT = "ppt/slideLayouts/slideLayout2.xml"
TYPES = "[Content_Types].xml"
MAIN = "ppt/presentation.xml"
MAIN_LINKS = "ppt/_rels/presentation.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def stock() -> Files:
    """Return python-pptx's default template: 4:3, eleven layouts, no slide."""
    path = Path(pptx.__file__).parent / "templates" / "default.pptx"
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Files) -> bytes:
    """Return files as a package."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(*changes: Callable[[Files], None]) -> bytes:
    """Return the stock template after some changes."""
    files = stock()
    for change in changes:
        change(files)
    return zipped(files)


def sub(part: str, wanted: str, by: str) -> Callable[[Files], None]:
    """Return a change of a part; it must change something."""

    def apply(files: Files) -> None:
        text = files[part].decode()
        files[part] = re.sub(wanted, by, text, flags=re.DOTALL).encode()
        assert files[part].decode() != text

    return apply


def in_layouts(wanted: str, by: str) -> Callable[[Files], None]:
    """Return a change of every layout."""

    def apply(files: Files) -> None:
        for name in files:
            if re.match(r"ppt/slideLayouts/slideLayout\d+\.xml$", name):
                files[name] = re.sub(wanted, by, files[name].decode(), flags=re.DOTALL).encode()

    return apply


def without_types(files: Files) -> None:
    """Take the layouts' types away."""
    in_layouts(r'(<p:sldLayout [^>]*?) type="\w+"', r"\1")(files)


def named(*names: str) -> Callable[[Files], None]:
    """Return a change that gives the first layouts other names."""

    def apply(files: Files) -> None:
        for number, name in enumerate(names, 1):
            part = f"ppt/slideLayouts/slideLayout{number}.xml"
            sub(part, r'<p:cSld name="[^"]*"', f'<p:cSld name="{name}"')(files)

    return apply


def link(name: str, kind: str, target: str, mode: str = "") -> str:
    """Return a relationship as the last of its part."""
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/></Relationships>'


def without_layouts(files: Files) -> None:
    """Take all layouts out of the master's list."""
    sub(MASTER, r"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", "")(files)
    sub(MASTER_LINKS, r"<Relationship [^>]*?/slideLayout\"[^>]*?/>", "")(files)


def with_macros(files: Files) -> None:
    """Make it a template with a program."""
    files["ppt/vbaProject.bin"] = b"program"
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    sub(MAIN_LINKS, "</Relationships>", link("rId99", kind, "vbaProject.bin"))(files)
    kind = "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"
    sub(TYPES, r"application/vnd[^\"]*presentation\.main\+xml", kind)(files)
    binary = 'Extension="bin" ContentType="application/vnd.ms-office.vbaProject"'
    sub(TYPES, r'Extension="bin" ContentType="[^"]*"', binary)(files)


def with_linked_picture(files: Files) -> None:
    """Put a picture that lies elsewhere on the master."""
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="90" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        '<p:blipFill><a:blip r:link="rId90"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic></p:spTree>'
    )
    sub(MASTER, "</p:spTree>", picture)(files)
    outside = link("rId90", f"{OFFICE}/image", "file:///srv/logo.png", ' TargetMode="External"')
    sub(MASTER_LINKS, "</Relationships>", outside)(files)


def with_picture(width: int, height: int, data: bytes = DOT) -> Callable[[Files], None]:
    """Return a change that puts a picture of a size into the master's upper left corner."""
    picture = (
        '</p:grpSpPr><p:pic><p:nvPicPr><p:cNvPr id="90" name="Ground"/><p:cNvPicPr/><p:nvPr/>'
        '</p:nvPicPr><p:blipFill><a:blip r:embed="rId90"/><a:stretch><a:fillRect/></a:stretch>'
        '</p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></p:spPr></p:pic>"
    )

    def apply(files: Files) -> None:
        sub(MASTER, "</p:grpSpPr>", picture)(files)
        inside = link("rId90", f"{OFFICE}/image", "../media/ground.png")
        sub(MASTER_LINKS, "</Relationships>", inside)(files)
        files["ppt/media/ground.png"] = data
        sub(TYPES, "<Default ", '<Default Extension="png" ContentType="image/png"/><Default ')(
            files
        )

    return apply


def png(*colours: str, side: int = 40) -> bytes:
    """Return a picture of upright bands in some colours."""
    picture = Image.new("RGB", (side * len(colours), side))
    for at, colour in enumerate(colours):
        picture.paste(colour, (at * side, 0, (at + 1) * side, side))
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def with_second_master(files: Files) -> None:
    """Give the template another master with a theme and one layout of its own, `Second`."""
    layout, master = "slideLayouts/slideLayout90.xml", "slideMasters/slideMaster2.xml"
    files[f"ppt/{layout}"] = files[CONTENT].replace(b'name="Title and Content"', b'name="Second"')
    files["ppt/slideLayouts/_rels/slideLayout90.xml.rels"] = files[
        "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    ].replace(b"slideMaster1", b"slideMaster2")
    text = files[MASTER].decode()
    listed = '<p:sldLayoutIdLst><p:sldLayoutId id="2147483990" r:id="rId1"/></p:sldLayoutIdLst>'
    files[f"ppt/{master}"] = re.sub(
        "<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", listed, text, flags=re.DOTALL
    ).encode()
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    first = link("rId1", f"{OFFICE}/slideLayout", f"../{layout}").removesuffix("</Relationships>")
    links = f"{head}{first}{link('rId2', f'{OFFICE}/theme', '../theme/theme9.xml')}"
    files["ppt/slideMasters/_rels/slideMaster2.xml.rels"] = links.encode()
    files["ppt/theme/theme9.xml"] = files["ppt/theme/theme1.xml"]
    entry = '<p:sldMasterId id="2147483980" r:id="rId80"/></p:sldMasterIdLst>'
    sub(MAIN, "</p:sldMasterIdLst>", entry)(files)
    sub(MAIN_LINKS, "</Relationships>", link("rId80", f"{OFFICE}/slideMaster", master))(files)
    for part, kind in (
        (layout, "presentationml.slideLayout"),
        (master, "presentationml.slideMaster"),
        ("theme/theme9.xml", "theme"),
    ):
        named = f'ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"'
        sub(TYPES, "</Types>", f'<Override PartName="/ppt/{part}" {named}/></Types>')(files)


def with_fonts(files: Files) -> None:
    """Let the template bring a font along."""
    files["ppt/fonts/font1.fntdata"] = b"letters"
    fonts = (
        '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Housetype"/>'
        '<p:regular r:id="rId85"/></p:embeddedFont></p:embeddedFontLst>'
    )
    sub(MAIN, "(<p:notesSz [^>]*/>)", rf"\1{fonts}")(files)
    inside = link("rId85", f"{OFFICE}/font", "fonts/font1.fntdata")
    sub(MAIN_LINKS, "</Relationships>", inside)(files)
    kind = '<Default Extension="fntdata" ContentType="application/x-fontdata"/><Default '
    sub(TYPES, "<Default ", kind)(files)


def with_object(files: Files) -> None:
    """Put an object of another program on the master."""
    shape = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="95" name="Sheet"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="90000" cy="90000"/></p:xfrm><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj name="Sheet" '
        'r:id="rId95" imgW="90000" imgH="90000" progId="Excel.Sheet.12"><p:embed/></p:oleObj>'
        "</a:graphicData></a:graphic></p:graphicFrame></p:spTree>"
    )
    sub(MASTER, "</p:spTree>", shape)(files)
    files["ppt/embeddings/oleObject1.bin"] = b"sheet"
    inside = link("rId95", f"{OFFICE}/oleObject", "../embeddings/oleObject1.bin")
    sub(MASTER_LINKS, "</Relationships>", inside)(files)


def with_full_samples() -> bytes:
    """Return a template whose sample slide holds an object, a chart, a table and a picture."""
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[5]).shapes
    shapes.add_ole_object(BytesIO(b"object"), "Excel.Sheet.12", 0, 0)
    shapes.add_picture(BytesIO(DOT), 0, 0)
    shapes.add_table(2, 2, 0, 0, 900_000, 900_000)
    data = CategoryChartData()
    data.categories = ["a"]
    data.add_series("s", (1,))
    shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 900_000, 900_000, data)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def with_samples() -> bytes:
    """Return a template with sample slides, one of them with speaker notes."""
    deck = Presentation()
    for number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Sample {number}"  # type: ignore[union-attr]
    slide.notes_slide.notes_text_frame.text = "Said"  # type: ignore[union-attr]
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def sized(width: int, height: int) -> bytes:
    """Return the stock template for slides of another size, its placeholders where they were."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(width), Emu(height)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    """Return a package with a part that unpacks to many times its size."""
    return changed(lambda files: files.update({"ppt/media/big.bin": bytes(30_000_000)}))


def encrypted() -> bytes:
    """Return a package whose first member says that it is encrypted."""
    data = bytearray(zipped(stock()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        struct.pack_into("<H", data, at + offset, 1)
    return bytes(data)
