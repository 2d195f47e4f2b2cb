"""In: the style. Out: what prints: the masters of the speaker's pages and of handouts."""

from collections.abc import Iterator

from footnoted.pptx.geometry import NotesPage
from footnoted.pptx.markup import (
    FIELD,
    HEADER,
    NAMESPACES,
    RECTANGLE,
    RELATIONS,
    TREE,
    emu,
    escaped,
    frame,
    identity,
)
from footnoted.pptx.package import Part
from footnoted.pptx.sheet import OFFICE, Sheet, minor_face, one_relation, placeholder, prompt_text
from footnoted.pptx.slides import Anchor, Box

COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)

_BAND = 36
"""From the foot of a page to the top of its footer, in points."""
_NUMBER = 0.12
"""Of the page's width, for the page's number."""


def page_parts(sheet: Sheet, footer: str, first: int, theme: bytes) -> Iterator[Part]:
    """Yield notes master and handout master, each with its theme; these count from `first`."""
    for number, kind, xml in (
        (first, "notesMaster", _notes_master(sheet, footer)),
        (first + 1, "handoutMaster", _handout_master(sheet, footer)),
    ):
        yield Part(f"ppt/theme/theme{number}.xml", f"{OFFICE}.theme+xml", theme)
        yield Part(
            f"ppt/{kind}s/{kind}1.xml",
            f"{OFFICE}.presentationml.{kind}+xml",
            xml,
            one_relation(f"{RELATIONS}/theme", f"../theme/theme{number}.xml"),
        )


def _notes_master(sheet: Sheet, footer: str) -> bytes:
    """Return the notes master (19.3.1.27); its body sets the size, which viewers heed."""
    page = sheet.areas.notes_page
    size = round(sheet.style.deck.sizes.speaker_notes[0] * 100)
    fill = sheet.paint.fill("ink")
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu(sheet.style.deck.indent * (n - 1))}" indent="0" algn="l">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        '<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{size}" kern="1200">{fill}{minor_face()}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    image = (
        f"<p:sp><p:nvSpPr>{identity(2, 'Slide Image')}<p:cNvSpPr>"
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{frame(page.image)}{RECTANGLE}'
        '<a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )
    body = placeholder(
        3,
        "Notes",
        ' type="body" sz="quarter" idx="3"',
        page.body,
        levels,
        prompt_text(sheet, sheet.prompts[2]),
        Anchor.TOP,
    )
    band = _bands(sheet, footer, 4, (4, 5))
    return (
        f'{HEADER}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001">'
        f'<a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{TREE}{image}{body}{band}</p:spTree>'
        f'</p:cSld>{COLOUR_MAP}<p:hf hdr="0" dt="0"/><p:notesStyle>{levels}</p:notesStyle>'
        "</p:notesMaster>"
    ).encode()


def _handout_master(sheet: Sheet, footer: str) -> bytes:
    """Return the handout master (19.3.1.24): viewers place the slides, we the foot."""
    band = _bands(sheet, footer, 2, (2, 3))
    return (
        f'{HEADER}<p:handoutMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001">'
        f'<a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{TREE}{band}</p:spTree>'
        f'</p:cSld>{COLOUR_MAP}<p:hf hdr="0" dt="0"/></p:handoutMaster>'
    ).encode()


def page_footer_box(notes: NotesPage) -> Box:
    """Return the box of the footer of a page."""
    wide = notes.body.width * (1 - _NUMBER) - _BAND / 2
    return Box(notes.body.x, notes.page.height - _BAND, wide, _BAND / 2)


def _bands(sheet: Sheet, footer: str, first: int, indices: tuple[int, int]) -> str:
    """Return footer and page number at the foot of a page."""
    notes = sheet.areas.notes_page
    wide = notes.body.width * _NUMBER
    top = notes.page.height - _BAND
    right = notes.body.x + notes.body.width - wide
    foot = page_footer_box(notes)
    size = round(sheet.style.deck.sizes.footer[-1] * 100)
    number = (
        f'<a:p><a:fld id="{FIELD}" type="slidenum">'
        f'<a:rPr lang="{escaped(sheet.language)}"/><a:t>‹#›</a:t></a:fld></a:p>'
    )
    words = prompt_text(sheet, footer or " ")
    texts = (
        ("Footer", "ftr", foot, "l", words),
        ("Slide Number", "sldNum", Box(right, top, wide, _BAND / 2), "r", number),
    )
    return "".join(
        placeholder(
            first + at,
            name,
            f' type="{kind}" sz="quarter" idx="{index}"',
            box,
            f'<a:lvl1pPr algn="{algn}"><a:defRPr sz="{size}">{sheet.paint.fill("muted")}'
            f"{minor_face()}</a:defRPr></a:lvl1pPr>",
            text,
            Anchor.MIDDLE,
        )
        for at, ((name, kind, box, algn, text), index) in enumerate(
            zip(texts, indices, strict=True)
        )
    )
