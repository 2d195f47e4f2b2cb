"""In: a planned deck and its document. Out: presentation part, core and extended properties."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from footnoted.model.document import Document
from footnoted.model.style import Style
from footnoted.pptx.geometry import NOTES_PAGE
from footnoted.pptx.markup import HEADER, NAMESPACES, RELATIONS, Relations, emu, escaped
from footnoted.pptx.package import Part
from footnoted.pptx.sheet import OFFICE
from footnoted.pptx.slides import Deck
from footnoted.pptx.template import default_text

_FIRST_ID = 256
"""Least id of a slide (ECMA-376 part 1, 19.7.13)."""
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def presentation_parts(
    deck: Deck, document: Document, style: Style, made: datetime
) -> Iterator[Part]:
    """Yield what holds the slides together."""
    relations = Relations()
    relations.to(f"{RELATIONS}/slideMaster", "slideMasters/slideMaster1.xml")
    relations.to(f"{RELATIONS}/notesMaster", "notesMasters/notesMaster1.xml")
    for number in range(1, len(deck.slides) + 1):
        relations.to(f"{RELATIONS}/slide", f"slides/slide{number}.xml")
    relations.to(f"{RELATIONS}/theme", "theme/theme1.xml")
    for name in ("presProps", "viewProps", "tableStyles"):
        relations.to(f"{RELATIONS}/{name}", f"{name}.xml")
    xml = _presentation(deck, document, style).encode()
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


def _presentation(deck: Deck, document: Document, style: Style) -> str:
    """Return the presentation (19.2.1.26)."""
    slides = "".join(
        f'<p:sldId id="{_FIRST_ID + at}" r:id="rId{at + 3}"/>' for at in range(len(deck.slides))
    )
    size = f'cx="{emu(style.deck.width)}" cy="{emu(style.deck.height)}"'
    notes = f'cx="{emu(NOTES_PAGE.width)}" cy="{emu(NOTES_PAGE.height)}"'
    return (
        f'{HEADER}<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f"<p:sldIdLst>{slides}</p:sldIdLst><p:sldSz {size}/><p:notesSz {notes}/>"
        f"<p:defaultTextStyle>{default_text(style)}</p:defaultTextStyle>"
        f"{_sections(deck, document)}</p:presentation>"
    )


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
