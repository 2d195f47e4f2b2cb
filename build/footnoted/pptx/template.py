"""In: the style. Out: everything of a deck but its slides: theme, master, layouts, notes master."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from footnoted.model.style import Style
from footnoted.pptx.geometry import NOTES_BODY, NOTES_IMAGE, Areas
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
from footnoted.pptx.slides import Anchor, Box, Holder, Layout

OFFICE = "application/vnd.openxmlformats-officedocument"
FOOTER_INDEX = 30
NUMBER_INDEX = 31
CHART_INDEX = 14

HOLDERS = {
    Holder.SUBTITLE: ' type="subTitle" idx="1"',
    Holder.KICKER: ' type="body" sz="quarter" idx="13"',
    Holder.DETAILS: ' type="body" sz="quarter" idx="21"',
    Holder.BODY: ' idx="1"',
    Holder.SECOND: ' sz="half" idx="2"',
    Holder.LABEL: ' type="body" sz="quarter" idx="11"',
    Holder.SECOND_LABEL: ' type="body" sz="quarter" idx="12"',
    Holder.TAKEAWAY: ' type="body" sz="half" idx="15"',
    Holder.CAPTION: ' type="body" sz="quarter" idx="16"',
    Holder.QUOTATION: ' type="body" idx="17"',
    Holder.SPEAKER: ' type="body" sz="quarter" idx="18"',
    Holder.NOTES: ' type="body" sz="quarter" idx="20"',
}
"""The `p:ph` attributes by which a slide's shape finds its layout's placeholder."""

_TYPES = {
    Layout.TITLE: ' type="title"',
    Layout.SECTION: ' type="secHead"',
    Layout.CONTENT: ' type="obj"',
    Layout.TWO: ' type="twoTxTwoObj"',
    Layout.TITLE_ONLY: ' type="titleOnly"',
}
"""ST_SlideLayoutType (ECMA-376 part 1, 19.7.15) where one fits."""

_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)
_MASTER_ID = 2147483648
"""Least id that a master may have; its layouts count on from it (19.7.3)."""


def title_holder(layout: Layout) -> str:
    """Return the `p:ph` attributes of a layout's title."""
    return ' type="ctrTitle"' if layout is Layout.TITLE else ' type="title"'


def is_inverse(style: Style, layout: Layout) -> bool:
    """Say whether a layout stands on the accent colour."""
    match layout:
        case Layout.TITLE:
            return style.deck.cover_ground == "accent"
        case Layout.SECTION:
            return style.deck.section_ground == "accent"
        case _:
            return False


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every part of the template needs."""

    style: Style
    areas: Areas
    paint: Paint
    language: str
    prompts: tuple[str, str, str]
    """Words that empty placeholders show in the editor: title, text, notes."""


def template_parts(style: Style, language: str, notes: str, footer: str) -> list[Part]:
    """Return the parts that no slide changes."""
    prompts = ("Title", "Text", notes)
    sheet = _Sheet(style, Areas(style.deck), Paint(style), language, prompts)
    layouts = Relations()
    for number in range(1, len(Layout) + 1):
        layouts.to(f"{RELATIONS}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
    layouts.to(f"{RELATIONS}/theme", "../theme/theme1.xml")
    master = f"{OFFICE}.presentationml.slideMaster+xml"
    return [
        Part("ppt/theme/theme1.xml", f"{OFFICE}.theme+xml", _theme(sheet)),
        Part("ppt/theme/theme2.xml", f"{OFFICE}.theme+xml", _theme(sheet)),
        Part("ppt/slideMasters/slideMaster1.xml", master, _master(sheet, footer), layouts),
        *_layouts(sheet, footer),
        Part(
            "ppt/notesMasters/notesMaster1.xml",
            f"{OFFICE}.presentationml.notesMaster+xml",
            _notes_master(sheet),
            _one(f"{RELATIONS}/theme", "../theme/theme2.xml"),
        ),
        *_properties(),
    ]


def _one(kind: str, target: str) -> Relations:
    """Return the relationships of a part that has one."""
    relations = Relations()
    relations.to(kind, target)
    return relations


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


def _theme(sheet: _Sheet) -> bytes:
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


def _placeholder(
    number: int, name: str, holder: str, box: Box | None, style: str, text: str, anchor: Anchor
) -> str:
    """Return a placeholder of master or layout; without a box it takes the master's."""
    place = f"{frame(box)}{RECTANGLE}" if box else ""
    edges = ' wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"' if box else ""
    at = f' anchor="{anchor.value}"' if box else ""
    return (
        f'<p:sp><p:nvSpPr>{identity(number, name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{holder}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>"
        f"<a:bodyPr{edges}{at}><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>{text}"
        "</p:txBody></p:sp>"
    )


def _words(sheet: _Sheet, text: str) -> str:
    """Return a paragraph of prompt text."""
    return (
        f'<a:p><a:r><a:rPr lang="{escaped(sheet.language)}"/><a:t>{escaped(text)}</a:t></a:r></a:p>'
    )


def _level(
    sheet: _Sheet,
    size: float,
    tone: str,
    *,
    face: str = "mn",
    bold: bool = False,
    leading: float = 1,
) -> str:
    """Return the first level of a list style: unmarked text of a size and colour."""
    spacing = f'<a:lnSpc><a:spcPct val="{round(leading * 100000)}"/></a:lnSpc>'
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="l">{spacing}<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">'
        f'{sheet.paint.fill(tone)}<a:latin typeface="+{face}-lt"/></a:defRPr></a:lvl1pPr>'
    )


def _display_level(sheet: _Sheet, size: float, tone: str) -> str:
    """Return a list style's first level in the heading face."""
    deck = sheet.style.deck
    return _level(sheet, size, tone, face="mj", bold=deck.heading_bold, leading=deck.title_leading)


def _footer(sheet: _Sheet, first: int, footer: str, tone: str, *, placed: bool) -> str:
    """Return footer and slide number."""
    size = sheet.style.deck.sizes.footer[0]
    language = escaped(sheet.language)
    shapes = []
    for offset, (name, kind, index, box, algn, text) in enumerate(
        (
            ("Footer", "ftr", FOOTER_INDEX, sheet.areas.footer, "l", _words(sheet, footer or " ")),
            (
                "Slide Number",
                "sldNum",
                NUMBER_INDEX,
                sheet.areas.number,
                "r",
                f'<a:p><a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
                f'<a:rPr lang="{language}"/><a:t>‹#›</a:t></a:fld></a:p>',
            ),
        )
    ):
        level = (
            f'<a:lvl1pPr algn="{algn}"><a:defRPr sz="{round(size * 100)}">{sheet.paint.fill(tone)}'
            "</a:defRPr></a:lvl1pPr>"
        )
        holder = f' type="{kind}" sz="quarter" idx="{index}"'
        place = box if placed else None
        shapes.append(_placeholder(first + offset, name, holder, place, level, text, Anchor.MIDDLE))
    return "".join(shapes)


def _rule(sheet: _Sheet, number: int) -> str:
    """Return the accent rule over every headline."""
    return (
        f"<p:sp><p:nvSpPr>{identity(number, 'Rule', decorative=True)}<p:cNvSpPr/>"
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(sheet.areas.rule)}{RECTANGLE}'
        f"{sheet.paint.fill('accent')}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _master(sheet: _Sheet, footer: str) -> bytes:
    """Return the slide master (19.3.1.42)."""
    title, text, _ = sheet.prompts
    shapes = (
        _placeholder(
            2, "Title", ' type="title"', sheet.areas.title, "", _words(sheet, title), Anchor.TOP
        )
        + _placeholder(
            3, "Text", ' type="body" idx="1"', sheet.areas.body, "", _words(sheet, text), Anchor.TOP
        )
        + _footer(sheet, 4, footer, "muted", placed=True)
        + _rule(sheet, 6)
    )
    layouts = "".join(
        f'<p:sldLayoutId id="{_MASTER_ID + number}" r:id="rId{number}"/>'
        for number in range(1, len(Layout) + 1)
    )
    return (
        f"{HEADER}<p:sldMaster {NAMESPACES}><p:cSld>{_ground(sheet, 'background')}<p:spTree>{TREE}"
        f"{shapes}</p:spTree></p:cSld>{_COLOUR_MAP}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0" dt="0"/>{_text_styles(sheet)}</p:sldMaster>'
    ).encode()


def _ground(sheet: _Sheet, key: str) -> str:
    """Return a plain background."""
    return f"<p:bg><p:bgPr>{sheet.paint.fill(key)}<a:effectLst/></p:bgPr></p:bg>"


def _text_styles(sheet: _Sheet) -> str:
    """Return how titles, bodies and other text look by default (19.3.1.51)."""
    deck = sheet.style.deck
    title = _display_level(sheet, deck.sizes.title[0], "accent")
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
            f"{sheet.paint.fill('ink')}{_minor()}</a:defRPr></a:lvl{depth + 1}pPr>"
        )
    return (
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{''.join(levels)}"
        f"</p:bodyStyle><p:otherStyle>{default_text(sheet.style)}</p:otherStyle></p:txStyles>"
    )


def _minor() -> str:
    """Return the body face of the theme."""
    return '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


def default_text(style: Style, size: float = 18) -> str:
    """Return nine levels of plain text."""
    fill = Paint(style).fill("ink")
    return "".join(
        f'<a:lvl{n}pPr marL="{emu(style.deck.indent * (n - 1))}" algn="l">'
        f'<a:defRPr sz="{round(size * 100)}" kern="1200">{fill}{_minor()}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )


def _layouts(sheet: _Sheet, footer: str) -> Iterator[Part]:
    """Yield the layouts (19.3.1.39), each with source notes, footer and number."""
    for number, layout in enumerate(Layout, 1):
        inverse = is_inverse(sheet.style, layout)
        opening = layout in (Layout.TITLE, Layout.SECTION)
        deck = sheet.style.deck
        key = deck.cover_ground if layout is Layout.TITLE else deck.section_ground
        ground = _ground(sheet, key) if opening else ""
        tone = "accent-ink" if inverse else "muted"
        shapes = "".join(
            _placeholder(position, *one)
            for position, one in enumerate(_holders(sheet, layout, inverse), 2)
        )
        shown = ' showMasterSp="0"' if opening else ""
        kind = _TYPES.get(layout, ' userDrawn="1"')
        xml = (
            f'{HEADER}<p:sldLayout {NAMESPACES}{shown}{kind} preserve="1"><p:cSld name="{layout}">'
            f"{ground}<p:spTree>{TREE}{shapes}{_footer(sheet, 40, footer, tone, placed=False)}"
            "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
        yield Part(
            f"ppt/slideLayouts/slideLayout{number}.xml",
            f"{OFFICE}.presentationml.slideLayout+xml",
            xml.encode(),
            _one(f"{RELATIONS}/slideMaster", "../slideMasters/slideMaster1.xml"),
        )


_Holding = tuple[str, str, Box | None, str, str, Anchor]


def _holders(sheet: _Sheet, layout: Layout, inverse: bool) -> Iterator[_Holding]:
    """Yield a layout's placeholders: the title, its own, the source notes."""
    match layout:
        case Layout.TITLE | Layout.SECTION:
            yield from _opening_holders(sheet, layout, inverse)
        case _:
            title = _words(sheet, sheet.prompts[0])
            yield "Title", ' type="title"', None, "", title, Anchor.TOP
            yield from _body_holders(sheet, layout)
    size, tone = sheet.style.deck.sizes.notes[0], "accent-ink" if inverse else "muted"
    yield _holding(
        sheet,
        sheet.prompts[2],
        Holder.NOTES,
        sheet.areas.notes,
        _level(sheet, size, tone),
        Anchor.BOTTOM,
    )


def _holding(
    sheet: _Sheet, name: str, holder: Holder, box: Box, style: str, anchor: Anchor = Anchor.TOP
) -> _Holding:
    """Return a placeholder of a layout."""
    return name, HOLDERS[holder], box, style, _words(sheet, sheet.prompts[1]), anchor


def _opening_holders(sheet: _Sheet, layout: Layout, inverse: bool) -> Iterator[_Holding]:
    """Yield what the title slide or a section slide holds."""
    sizes = sheet.style.deck.sizes
    tone = "accent-ink" if inverse else "ink"
    head = "accent-ink" if inverse else "accent"
    words = _words(sheet, sheet.prompts[0])
    if layout is Layout.SECTION:
        title, text = sheet.areas.opening
        level = _display_level(sheet, sizes.section_title[0], head)
        yield "Title", ' type="title"', title, level, words, Anchor.BOTTOM
        level = _level(sheet, sizes.section_text[0], tone)
        yield _holding(sheet, "Introduction", Holder.BODY, text, level)
        return
    kicker, title, subtitle, details = sheet.areas.cover
    level = _display_level(sheet, sizes.cover_title[0], head)
    yield "Title", ' type="ctrTitle"', title, level, words, Anchor.BOTTOM
    level = _level(sheet, sizes.cover_text[0], tone)
    yield _holding(sheet, "Kicker", Holder.KICKER, kicker, level, Anchor.BOTTOM)
    yield _holding(sheet, "Subtitle", Holder.SUBTITLE, subtitle, level)
    yield _holding(sheet, "Details", Holder.DETAILS, details, level, Anchor.BOTTOM)


def _body_holders(sheet: _Sheet, layout: Layout) -> Iterator[_Holding]:
    """Yield what a slide with a headline holds."""
    areas, sizes = sheet.areas, sheet.style.deck.sizes
    left, right = areas.columns(2, areas.body)
    match layout:
        case Layout.CONTENT:
            yield _holding(sheet, "Text", Holder.BODY, areas.body, "")
        case Layout.TWO:
            label = _level(sheet, sizes.side_label[0], "ink", bold=True)
            top = (Holder.LABEL, Holder.SECOND_LABEL)
            for name, box in zip(top, (left, right), strict=True):
                place = Box(box.x, box.y, box.width, sizes.side_label[0] * 1.5)
                yield _holding(sheet, "Side", name, place, label)
            for name, box in ((Holder.BODY, left), (Holder.SECOND, right)):
                down = sizes.side_label[0] * 2.5
                place = Box(box.x, box.y + down, box.width, box.height - down)
                yield _holding(sheet, "Text", name, place, "")
        case Layout.CHART:
            plot, words = areas.beside(areas.deck.chart_share, areas.body)
            caption = Box(plot.x, plot.y, plot.width, sizes.caption[0] * 2.6)
            level = _level(sheet, sizes.caption[0], "ink")
            yield _holding(sheet, "Caption", Holder.CAPTION, caption, level)
            place = Box(plot.x, caption.bottom, plot.width, plot.bottom - caption.bottom)
            prompt = _words(sheet, sheet.prompts[1])
            yield "Chart", f' type="chart" idx="{CHART_INDEX}"', place, "", prompt, Anchor.TOP
            level = _level(sheet, sizes.takeaway[0], "ink")
            yield _holding(sheet, "Takeaway", Holder.TAKEAWAY, words, level)
        case Layout.QUOTATION:
            yield from _quotation_holders(sheet)
        case Layout.SOURCES:
            level = _level(sheet, sizes.sources[0], "ink")
            yield _holding(sheet, "Sources", Holder.BODY, areas.full, level)
        case _:
            return


def _quotation_holders(sheet: _Sheet) -> Iterator[_Holding]:
    """Yield exact words and their speaker."""
    body, sizes = sheet.areas.body, sheet.style.deck.sizes
    gap = sheet.style.deck.column_gap
    said = Box(body.x + gap, body.y, body.width * 0.9 - gap, body.height * 0.75)
    who = Box(said.x, said.bottom, said.width, body.height * 0.2)
    level = _display_level(sheet, sizes.quotation[0], "ink")
    yield _holding(sheet, "Quotation", Holder.QUOTATION, said, level)
    level = _level(sheet, sizes.attribution[0], "muted")
    yield _holding(sheet, "Speaker", Holder.SPEAKER, who, level)


def _notes_master(sheet: _Sheet) -> bytes:
    """Return the notes master (19.3.1.27); its body sets the size, which viewers heed."""
    size = round(sheet.style.deck.sizes.speaker_notes[0] * 100)
    fill = sheet.paint.fill("ink")
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu(sheet.style.deck.indent * (n - 1))}" algn="l">'
        f'<a:defRPr sz="{size}" kern="1200">{fill}{_minor()}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    image = (
        f"<p:sp><p:nvSpPr>{identity(2, 'Slide Image')}<p:cNvSpPr>"
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{frame(NOTES_IMAGE)}{RECTANGLE}'
        '<a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )
    body = _placeholder(
        3,
        "Notes",
        ' type="body" sz="quarter" idx="3"',
        NOTES_BODY,
        levels,
        _words(sheet, sheet.prompts[2]),
        Anchor.TOP,
    )
    return (
        f'{HEADER}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001">'
        f'<a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{TREE}{image}{body}</p:spTree>'
        f"</p:cSld>{_COLOUR_MAP}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    ).encode()


def layout_number(layout: Layout) -> int:
    """Return the number in the name of a layout's part."""
    order: Sequence[Layout] = list(Layout)
    return order.index(layout) + 1
