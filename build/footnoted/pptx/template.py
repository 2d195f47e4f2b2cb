"""In: the style. Out: everything of a deck but its slides: theme, master, layouts, notes master."""

from collections.abc import Iterator

from footnoted.model.style import Style
from footnoted.pptx.geometry import NOTES_BODY, NOTES_IMAGE, Areas
from footnoted.pptx.layouts import layout_parts
from footnoted.pptx.markup import (
    DRAWING,
    HEADER,
    NAMESPACES,
    RECTANGLE,
    RELATIONS,
    TREE,
    Paint,
    Relations,
    emu,
    escaped,
    frame,
    identity,
)
from footnoted.pptx.package import Part
from footnoted.pptx.sheet import (
    OFFICE,
    Sheet,
    accent_rule,
    display_style,
    footer_holders,
    minor_face,
    one_relation,
    placeholder,
    plain_ground,
    prompt_text,
)
from footnoted.pptx.slides import Anchor, Layout

_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)
_MASTER_ID = 2147483648
"""Least id that a master may have; its layouts count on from it (19.7.3)."""


def template_parts(style: Style, language: str, notes: str, footer: str) -> list[Part]:
    """Return the parts that no slide changes."""
    prompts = ("Title", "Text", notes)
    sheet = Sheet(style, Areas(style.deck), Paint(style), language, prompts)
    layouts = Relations()
    for number in range(1, len(Layout) + 1):
        layouts.to(f"{RELATIONS}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
    layouts.to(f"{RELATIONS}/theme", "../theme/theme1.xml")
    master = f"{OFFICE}.presentationml.slideMaster+xml"
    return [
        Part("ppt/theme/theme1.xml", f"{OFFICE}.theme+xml", _theme(sheet)),
        Part("ppt/theme/theme2.xml", f"{OFFICE}.theme+xml", _theme(sheet)),
        Part("ppt/slideMasters/slideMaster1.xml", master, _master(sheet, footer), layouts),
        *layout_parts(sheet, footer),
        Part(
            "ppt/notesMasters/notesMaster1.xml",
            f"{OFFICE}.presentationml.notesMaster+xml",
            _notes_master(sheet),
            one_relation(f"{RELATIONS}/theme", "../theme/theme2.xml"),
        ),
        *_properties(),
    ]


def _properties() -> Iterator[Part]:
    """Yield the parts that are empty but wanted."""
    for name, root in (("presProps", "presentationPr"), ("viewProps", "viewPr")):
        xml = f"{HEADER}<p:{root} {NAMESPACES}/>".encode()
        yield Part(f"ppt/{name}.xml", f"{OFFICE}.presentationml.{name}+xml", xml)
    styles = (
        f'{HEADER}<a:tblStyleLst xmlns:a="{DRAWING}" '
        'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
    )
    kind = f"{OFFICE}.presentationml.tableStyles+xml"
    yield Part("ppt/tableStyles.xml", kind, styles.encode())


def _theme(sheet: Sheet) -> bytes:
    """Return the theme (20.1.6.9): twelve colours, two faces, plain effects."""
    name = escaped(sheet.style.name)
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{value[1:].upper()}"/></a:{slot}>'
        for slot, value in sheet.paint.theme().items()
    )
    deck = sheet.style.deck
    faces = "".join(
        f'<a:{kind}Font><a:latin typeface="{escaped(face)}"/><a:ea typeface=""/>'
        f'<a:cs typeface=""/></a:{kind}Font>'
        for kind, face in (("major", deck.heading_face), ("minor", deck.body_face))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{wide}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for wide in (9525, 19050, 28575)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEADER}<a:theme xmlns:a="{DRAWING}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{faces}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    ).encode()


def _master(sheet: Sheet, footer: str) -> bytes:
    """Return the slide master (19.3.1.42)."""
    title, text, _ = sheet.prompts
    shapes = (
        placeholder(
            2,
            "Title",
            ' type="title"',
            sheet.areas.title,
            "",
            prompt_text(sheet, title),
            Anchor.TOP,
        )
        + placeholder(
            3,
            "Text",
            ' type="body" idx="1"',
            sheet.areas.body,
            "",
            prompt_text(sheet, text),
            Anchor.TOP,
        )
        + footer_holders(sheet, 4, footer, "muted", placed=True)
        + accent_rule(sheet, sheet.style.deck.headline_rule, 6)
    )
    layouts = "".join(
        f'<p:sldLayoutId id="{_MASTER_ID + number}" r:id="rId{number}"/>'
        for number in range(1, len(Layout) + 1)
    )
    return (
        f"{HEADER}<p:sldMaster {NAMESPACES}><p:cSld>"
        f"{plain_ground(sheet, 'background')}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        f"{_COLOUR_MAP}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0" dt="0"/>{_text_styles(sheet)}</p:sldMaster>'
    ).encode()


def _text_styles(sheet: Sheet) -> str:
    """Return how titles, bodies and other text look by default (19.3.1.51)."""
    deck = sheet.style.deck
    title = display_style(sheet, deck.sizes.title[0], "accent")
    levels = []
    for depth in range(5):
        size = deck.sizes.body[min(depth, len(deck.sizes.body) - 1)]
        bullet = escaped(deck.bullets[min(depth, len(deck.bullets) - 1)])
        levels.append(
            f'<a:lvl{depth + 1}pPr marL="{emu(deck.indent * (depth + 1))}" '
            f'indent="{-emu(deck.indent)}" algn="l"><a:spcBef>'
            f'<a:spcPts val="{round(size * deck.paragraph_gap * 100)}"/></a:spcBef>'
            f'<a:buClr>{sheet.paint.colour("accent")}</a:buClr><a:buFont typeface="Arial"/>'
            f'<a:buChar char="{bullet}"/><a:defRPr sz="{round(size * 100)}" kern="1200">'
            f"{sheet.paint.fill('ink')}{minor_face()}</a:defRPr></a:lvl{depth + 1}pPr>"
        )
    return (
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{''.join(levels)}"
        f"</p:bodyStyle><p:otherStyle>{default_text(sheet.style)}</p:otherStyle></p:txStyles>"
    )


def default_text(style: Style, size: float = 18) -> str:
    """Return nine levels of plain text."""
    fill = Paint(style).fill("ink")
    return "".join(
        f'<a:lvl{n}pPr marL="{emu(style.deck.indent * (n - 1))}" algn="l">'
        f'<a:defRPr sz="{round(size * 100)}" kern="1200">{fill}{minor_face()}</a:defRPr>'
        f"</a:lvl{n}pPr>"
        for n in range(1, 10)
    )


def _notes_master(sheet: Sheet) -> bytes:
    """Return the notes master (19.3.1.27); its body sets the size, which viewers heed."""
    size = round(sheet.style.deck.sizes.speaker_notes[0] * 100)
    fill = sheet.paint.fill("ink")
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu(sheet.style.deck.indent * (n - 1))}" algn="l">'
        f'<a:defRPr sz="{size}" kern="1200">{fill}{minor_face()}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    image = (
        f"<p:sp><p:nvSpPr>{identity(2, 'Slide Image')}<p:cNvSpPr>"
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{frame(NOTES_IMAGE)}{RECTANGLE}'
        '<a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )
    body = placeholder(
        3,
        "Notes",
        ' type="body" sz="quarter" idx="3"',
        NOTES_BODY,
        levels,
        prompt_text(sheet, sheet.prompts[2]),
        Anchor.TOP,
    )
    return (
        f'{HEADER}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001">'
        f'<a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{TREE}{image}{body}</p:spTree>'
        f"</p:cSld>{_COLOUR_MAP}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    ).encode()
