"""In: the style. Out: the layouts (ECMA-376 part 1, 19.3.1.39) that slides are made from."""

from collections.abc import Iterator

from footnoted.model.style import Style
from footnoted.pptx.geometry import Areas
from footnoted.pptx.markup import HEADER, NAMESPACES, RELATIONS, TREE
from footnoted.pptx.package import Part
from footnoted.pptx.places import LayoutUse, Place
from footnoted.pptx.sheet import (
    FOOTER_HOLDER,
    NUMBER_HOLDER,
    OFFICE,
    Sheet,
    accent_rule,
    display_style,
    footer_holders,
    list_style,
    one_relation,
    placeholder,
    plain_ground,
    prompt_text,
)
from footnoted.pptx.slides import Anchor, Box, Holder, Layout

CHART_HOLDER = ' type="chart" idx="14"'

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

OWN_HOLDERS: dict[Layout, tuple[Holder, ...]] = {
    Layout.TITLE: (Holder.KICKER, Holder.SUBTITLE, Holder.DETAILS),
    Layout.SECTION: (Holder.BODY,),
    Layout.CONTENT: (Holder.BODY,),
    Layout.TWO: (Holder.LABEL, Holder.SECOND_LABEL, Holder.BODY, Holder.SECOND),
    Layout.CHART: (Holder.CAPTION, Holder.TAKEAWAY),
    Layout.QUOTATION: (Holder.QUOTATION, Holder.SPEAKER),
    Layout.TITLE_ONLY: (),
    Layout.SOURCES: (Holder.BODY,),
}
"""What each layout holds beside title, source notes, footer and number."""

_TYPES = {
    Layout.TITLE: ' type="title"',
    Layout.SECTION: ' type="secHead"',
    Layout.CONTENT: ' type="obj"',
    Layout.TWO: ' type="twoTxTwoObj"',
    Layout.TITLE_ONLY: ' type="titleOnly"',
}
"""ST_SlideLayoutType (ECMA-376 part 1, 19.7.15) where one fits."""


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


def layout_uses(style: Style) -> dict[Layout, LayoutUse]:
    """Return our layouts as slides refer to them."""
    return {
        layout: LayoutUse(
            f"ppt/slideLayouts/slideLayout{number}.xml",
            _places(style, layout),
            CHART_HOLDER if layout is Layout.CHART else "",
            FOOTER_HOLDER,
            NUMBER_HOLDER,
            inverse=is_inverse(style, layout),
        )
        for number, layout in enumerate(Layout, 1)
    }


def _places(style: Style, layout: Layout) -> dict[Holder, Place]:
    """Return the placeholders of one of our layouts; headlines alone stand where it has them."""
    low = (Holder.NOTES, Holder.KICKER, Holder.DETAILS)
    opening = layout in (Layout.TITLE, Layout.SECTION)
    found = {}
    for holder, name in holders_of(layout).items():
        titled = holder is Holder.TITLE and not opening
        box = Areas(style.deck).title if titled else None
        bottom = holder in low or (opening and holder is Holder.TITLE)
        anchor = Anchor.BOTTOM if bottom else Anchor.TOP
        marked = layout in (Layout.CONTENT, Layout.TWO) and holder in (Holder.BODY, Holder.SECOND)
        bullets = (marked,) * len(style.deck.bullets)
        found[holder] = Place(name, box, True, anchor, plain=not marked, bullets=bullets)
    return found


def holders_of(layout: Layout) -> dict[Holder, str]:
    """Return the placeholders for text that a layout of ours has, and their `p:ph` attributes."""
    title = {Holder.TITLE: title_holder(layout), Holder.NOTES: HOLDERS[Holder.NOTES]}
    return title | {holder: HOLDERS[holder] for holder in OWN_HOLDERS[layout]}


def layout_parts(sheet: Sheet, footer: str) -> Iterator[Part]:
    """Yield the layouts (19.3.1.39), each with source notes, footer and number."""
    for number, layout in enumerate(Layout, 1):
        inverse = is_inverse(sheet.style, layout)
        opening = layout in (Layout.TITLE, Layout.SECTION)
        deck = sheet.style.deck
        key = deck.cover_ground if layout is Layout.TITLE else deck.section_ground
        ground = plain_ground(sheet, key) if opening else ""
        tone = "accent-ink" if inverse else "muted"
        shapes = "".join(
            placeholder(position, *one)
            for position, one in enumerate(holdings(sheet, layout, inverse), 2)
        )
        if opening:
            shapes += accent_rule(sheet, deck.opening_rule, 39, inverse=inverse)
        foot = footer_holders(sheet, 40, footer, tone, placed=False)
        shown = ' showMasterSp="0"' if opening else ""
        kind = _TYPES.get(layout, ' userDrawn="1"')
        xml = (
            f'{HEADER}<p:sldLayout {NAMESPACES}{shown}{kind} preserve="1"><p:cSld name="{layout}">'
            f"{ground}<p:spTree>{TREE}{shapes}{foot}"
            "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
        yield Part(
            f"ppt/slideLayouts/slideLayout{number}.xml",
            f"{OFFICE}.presentationml.slideLayout+xml",
            xml.encode(),
            one_relation(f"{RELATIONS}/slideMaster", "../slideMasters/slideMaster1.xml"),
        )


Holding = tuple[str, str, Box | None, str, str, Anchor]


def holdings(sheet: Sheet, layout: Layout, inverse: bool) -> Iterator[Holding]:
    """Yield a layout's placeholders: the title, its own, the source notes."""
    match layout:
        case Layout.TITLE | Layout.SECTION:
            yield from _opening_holders(sheet, layout, inverse)
        case _:
            title = prompt_text(sheet, sheet.prompts[0])
            yield "Title", ' type="title"', None, "", title, Anchor.TOP
            yield from _body_holders(sheet, layout)
    size, tone = sheet.style.deck.sizes.notes[0], "accent-ink" if inverse else "muted"
    yield _holding(
        sheet,
        sheet.prompts[2],
        Holder.NOTES,
        sheet.areas.notes,
        list_style(sheet, size, tone),
        Anchor.BOTTOM,
    )


def _holding(
    sheet: Sheet, name: str, holder: Holder, box: Box, style: str, anchor: Anchor = Anchor.TOP
) -> Holding:
    """Return a placeholder of a layout."""
    return name, HOLDERS[holder], box, style, prompt_text(sheet, sheet.prompts[1]), anchor


def _opening_holders(sheet: Sheet, layout: Layout, inverse: bool) -> Iterator[Holding]:
    """Yield what the title slide or a section slide holds."""
    sizes = sheet.style.deck.sizes
    tone = "accent-ink" if inverse else "ink"
    head = "accent-ink" if inverse else sheet.style.deck.heading_colour
    words = prompt_text(sheet, sheet.prompts[0])
    if layout is Layout.SECTION:
        title, text = sheet.areas.opening
        level = display_style(sheet, sizes.section_title[0], head)
        yield "Title", ' type="title"', title, level, words, Anchor.BOTTOM
        level = list_style(sheet, sizes.section_text[0], tone)
        yield _holding(sheet, "Introduction", Holder.BODY, text, level)
        return
    kicker, title, subtitle, details = sheet.areas.cover
    level = display_style(sheet, sizes.cover_title[0], head)
    yield "Title", ' type="ctrTitle"', title, level, words, Anchor.BOTTOM
    level = list_style(sheet, sizes.cover_text[0], tone)
    yield _holding(sheet, "Kicker", Holder.KICKER, kicker, level, Anchor.BOTTOM)
    yield _holding(sheet, "Subtitle", Holder.SUBTITLE, subtitle, level)
    yield _holding(sheet, "Details", Holder.DETAILS, details, level, Anchor.BOTTOM)


def _body_holders(sheet: Sheet, layout: Layout) -> Iterator[Holding]:
    """Yield what a slide with a headline holds."""
    areas, sizes = sheet.areas, sheet.style.deck.sizes
    left, right = areas.columns(2, areas.body)
    match layout:
        case Layout.CONTENT:
            yield _holding(sheet, "Text", Holder.BODY, areas.body, "")
        case Layout.TWO:
            label = list_style(sheet, sizes.side_label[0], "ink", bold=True)
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
            level = list_style(sheet, sizes.caption[0], "ink")
            yield _holding(sheet, "Caption", Holder.CAPTION, caption, level)
            place = Box(plot.x, caption.bottom, plot.width, plot.bottom - caption.bottom)
            prompt = prompt_text(sheet, sheet.prompts[1])
            yield "Chart", CHART_HOLDER, place, "", prompt, Anchor.TOP
            level = list_style(sheet, sizes.takeaway[0], "ink")
            yield _holding(sheet, "Takeaway", Holder.TAKEAWAY, words, level)
        case Layout.QUOTATION:
            yield from _quotation_holders(sheet)
        case Layout.SOURCES:
            level = list_style(sheet, sizes.sources[0], "ink")
            yield _holding(sheet, "Sources", Holder.BODY, areas.full, level)
        case _:
            return


def _quotation_holders(sheet: Sheet) -> Iterator[Holding]:
    """Yield exact words and their speaker."""
    body, sizes = sheet.areas.body, sheet.style.deck.sizes
    gap = sheet.style.deck.column_gap
    said = Box(body.x + gap, body.y, body.width * 0.9 - gap, body.height * 0.75)
    who = Box(said.x, said.bottom, said.width, body.height * 0.2)
    level = display_style(sheet, sizes.quotation[0], "ink")
    yield _holding(sheet, "Quotation", Holder.QUOTATION, said, level)
    level = list_style(sheet, sizes.attribution[0], "muted")
    yield _holding(sheet, "Speaker", Holder.SPEAKER, who, level)
