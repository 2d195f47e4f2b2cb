"""Templates for the deck's tests: python-pptx's own, changed or broken file by file."""

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pptx
from pptx import Presentation
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


def with_picture(width: int, height: int) -> Callable[[Files], None]:
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
        files["ppt/media/ground.png"] = DOT
        sub(TYPES, "<Default ", '<Default Extension="png" ContentType="image/png"/><Default ')(
            files
        )

    return apply


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
