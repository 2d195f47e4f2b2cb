"""In: the style. Out: everything of a deck but its slides: theme, master, layouts, notes master."""

from collections.abc import Iterator, Sequence

from footnoted.model.style import Style
from footnoted.pptx.geometry import Areas
from footnoted.pptx.ground import Ground, Head
from footnoted.pptx.layouts import layout_parts, layout_uses
from footnoted.pptx.markup import (
    DRAWING,
    HEADER,
    NAMESPACES,
    RELATIONS,
    TREE,
    Paint,
    Relations,
    emu,
    escaped,
)
from footnoted.pptx.package import Part
from footnoted.pptx.pages import COLOUR_MAP, page_parts
from footnoted.pptx.sheet import (
    OFFICE,
    Sheet,
    accent_rule,
    display_style,
    footer_holders,
    minor_face,
    placeholder,
    plain_ground,
    prompt_text,
)
from footnoted.pptx.slides import Anchor, Layout
from footnoted.pptx.themes import theme_part

_MASTER_ID = 2147483648
"""Least id that a master may have; its layouts count on from it (19.7.3)."""


def generated(style: Style, language: str, notes: str, footers: Sequence[str]) -> Ground:
    """Return the template that follows from a style: parts that no slide changes.

    `notes` is the word for source notes, `footers` what stands at the foot of slides and of pages.
    """
    footer, page_footer = footers
    sheet = Sheet(style, Areas(style.deck), Paint(style), language, ("Title", "Text", notes))
    layouts = Relations()
    for number in range(1, len(Layout) + 1):
        layouts.to(f"{RELATIONS}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
    layouts.to(f"{RELATIONS}/theme", "../theme/theme1.xml")
    master = f"{OFFICE}.presentationml.slideMaster+xml"
    theme = theme_part(sheet)
    parts = (
        Part("ppt/theme/theme1.xml", f"{OFFICE}.theme+xml", theme),
        Part("ppt/slideMasters/slideMaster1.xml", master, _master(sheet, footer), layouts),
        *layout_parts(sheet, footer),
        *page_parts(sheet, page_footer, 2, theme),
        *property_parts(),
        table_styles(),
    )
    head = Head(
        masters=((_MASTER_ID, "ppt/slideMasters/slideMaster1.xml"),),
        notes_master="ppt/notesMasters/notesMaster1.xml",
        handout_master="ppt/handoutMasters/handoutMaster1.xml",
        width=emu(style.deck.width),
        height=emu(style.deck.height),
        theme="ppt/theme/theme1.xml",
        defaults=default_text(style),
    )
    return Ground(style, sheet.areas, sheet.paint, layout_uses(style), head, parts)


def property_parts() -> Iterator[Part]:
    """Yield the parts that are empty but wanted."""
    for name, root in (("presProps", "presentationPr"), ("viewProps", "viewPr")):
        xml = f"{HEADER}<p:{root} {NAMESPACES}/>".encode()
        yield Part(f"ppt/{name}.xml", f"{OFFICE}.presentationml.{name}+xml", xml)


def table_styles() -> Part:
    """Return the list of table styles: none of our own."""
    styles = (
        f'{HEADER}<a:tblStyleLst xmlns:a="{DRAWING}" '
        'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
    )
    kind = f"{OFFICE}.presentationml.tableStyles+xml"
    return Part("ppt/tableStyles.xml", kind, styles.encode())


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
        f"{COLOUR_MAP}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0" dt="0"/>{_text_styles(sheet)}</p:sldMaster>'
    ).encode()


def _text_styles(sheet: Sheet) -> str:
    """Return how titles, bodies and other text look by default (19.3.1.51)."""
    deck = sheet.style.deck
    title = display_style(sheet, deck.sizes.title[0], deck.heading_colour)
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
