"""In: a planned deck and its document. Out: presentation part, core and extended properties."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from footnoted.model.document import Document
from footnoted.pptx.facts import NAME, facts_parts
from footnoted.pptx.ground import EmbeddedFont, Ground
from footnoted.pptx.markup import HEADER, NAMESPACES, RELATIONS, Relations, emu, escaped
from footnoted.pptx.package import Part, beside
from footnoted.pptx.sheet import OFFICE
from footnoted.pptx.slides import Deck

_FIRST_ID = 256
"""Least id of a slide (ECMA-376 part 1, 19.7.13)."""
_SIZES = {(9144000, 6858000): ' type="screen4x3"', (9906000, 6858000): ' type="A4"'}
"""ST_SlideSizeType (19.7.19) of the sizes in English Metric Units that have a name."""
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def presentation_parts(
    deck: Deck, document: Document, ground: Ground, made: datetime, facts: bytes | None = None
) -> Iterator[Part]:
    """Yield what holds the slides together, and the facts that go along, if any do."""
    relations = Relations()
    xml = _presentation(deck, document, ground, relations).encode()
    head = ground.head
    relations.to(f"{RELATIONS}/theme", beside(head.theme, "ppt"))
    for name in ("presProps", "viewProps", "tableStyles"):
        relations.to(f"{RELATIONS}/{name}", f"{name}.xml")
    if facts is not None:
        relations.to(f"{RELATIONS}/customXml", beside(NAME, "ppt"))
        yield from facts_parts(facts)
    kind = f"{OFFICE}.presentationml.presentation.main+xml"
    yield Part("ppt/presentation.xml", kind, xml, relations)
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    yield Part("docProps/core.xml", core, _core(document, made))
    extended = f"{OFFICE}.extended-properties+xml"
    yield Part("docProps/app.xml", extended, _extended(deck))
    top = Relations()
    top.to(f"{RELATIONS}/officeDocument", "ppt/presentation.xml")
    top.to(_CORE_KIND, "docProps/core.xml")
    top.to(f"{RELATIONS}/extended-properties", "docProps/app.xml")
    yield Part("", "", b"", top)


def _presentation(deck: Deck, document: Document, ground: Ground, relations: Relations) -> str:
    """Return the presentation (19.2.1.26)."""
    head = ground.head

    def to(kind: str, part: str) -> str:
        return relations.to(f"{RELATIONS}/{kind}", beside(part, "ppt"))

    masters = "".join(
        f'<p:sldMasterId id="{number}" r:id="{to("slideMaster", part)}"/>'
        for number, part in head.masters
    )
    notes = f'<p:notesMasterId r:id="{to("notesMaster", head.notes_master)}"/>'
    handout = f'<p:handoutMasterId r:id="{to("handoutMaster", head.handout_master)}"/>'
    slides = "".join(
        f'<p:sldId id="{_FIRST_ID + at}" r:id="{to("slide", f"ppt/slides/slide{at + 1}.xml")}"/>'
        for at in range(len(deck.slides))
    )
    page = ground.areas.notes_page.page
    kind = _SIZES.get((head.width, head.height), "")
    fonts = "".join(_font(one, to) for one in head.fonts)
    fonts = f"<p:embeddedFontLst>{fonts}</p:embeddedFontLst>" if fonts else ""
    defaults = f"<p:defaultTextStyle>{head.defaults}</p:defaultTextStyle>" if head.defaults else ""
    return (
        f'{HEADER}<p:presentation {NAMESPACES}{head.kept} saveSubsetFonts="1">'
        f"<p:sldMasterIdLst>{masters}</p:sldMasterIdLst>"
        f"<p:notesMasterIdLst>{notes}</p:notesMasterIdLst>"
        f"<p:handoutMasterIdLst>{handout}</p:handoutMasterIdLst>"
        f"<p:sldIdLst>{slides}</p:sldIdLst>"
        f'<p:sldSz cx="{head.width}" cy="{head.height}"{kind}/>'
        f'<p:notesSz cx="{emu(page.width)}" cy="{emu(page.height)}"/>'
        f"{fonts}{defaults}{_sections(deck, document)}</p:presentation>"
    )


def _font(font: EmbeddedFont, to: Callable[[str, str], str]) -> str:
    """Return an embedded font of the template (19.2.1.9)."""
    faces = "".join(f'<p:{name} r:id="{to("font", part)}"/>' for name, part in font.faces)
    return f"<p:embeddedFont>{font.font}{faces}</p:embeddedFont>"


def _sections(deck: Deck, document: Document) -> str:
    """Return the named parts ([MS-PPTX] 2.6.2), every slide in one of them."""
    at, lines = _FIRST_ID, []
    for name, count in deck.parts:
        ids = "".join(f'<p14:sldId id="{number}"/>' for number in range(at, at + count))
        at += count
        token = str(uuid5(NAMESPACE_URL, f"footnoted:{document.id}:{name}")).upper()
        lines.append(
            f'<p14:section name="{escaped(name)}" id="{{{token}}}">'
            f"<p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>"
        )
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    return (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        f'<p14:sectionLst xmlns:p14="{space}">{"".join(lines)}</p14:sectionLst></p:ext></p:extLst>'
    )


def _core(document: Document, made: datetime) -> bytes:
    """Return the core properties (part 2, clause 11)."""
    front = document.front
    words = (
        ("dc:title", front.title),
        ("dc:subject", front.subject),
        ("dc:creator", "; ".join(front.authors) or front.owner),
        ("cp:keywords", ", ".join(front.keywords)),
        ("dc:language", document.language),
        ("cp:version", front.version),
    )
    fields = "".join(f"<{tag}>{escaped(text)}</{tag}>" for tag, text in words if text)
    stamp = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{fields}{dates}</cp:coreProperties>'
    ).encode()


def _extended(deck: Deck) -> bytes:
    """Return the extended properties (part 1, 22.2): what made the file, and how long it is."""
    spoken = sum(1 for slide in deck.slides if slide.speaker)
    return (
        f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>footnoted</Application>'
        f"<Slides>{len(deck.slides)}</Slides><Notes>{spoken}</Notes></Properties>"
    ).encode()
