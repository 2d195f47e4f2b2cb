"""In: a planned deck. Out: slide and notes parts, XML strings over the template's layouts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.pptx.geometry import Areas
from footnoted.pptx.grid import table_frame
from footnoted.pptx.ground import Ground
from footnoted.pptx.markup import (
    FIELD,
    HEADER,
    NAMESPACES,
    RECTANGLE,
    RELATIONS,
    TREE,
    Paint,
    Relations,
    closed,
    escaped,
    frame,
    identity,
)
from footnoted.pptx.package import Part, beside
from footnoted.pptx.pen import Pen
from footnoted.pptx.pictures import Raster, read_picture
from footnoted.pptx.places import LayoutUse, Place
from footnoted.pptx.sheet import OFFICE
from footnoted.pptx.slides import (
    Anchor,
    ChartShape,
    Deck,
    DrawingShape,
    Holder,
    Layout,
    PictureShape,
    RuleShape,
    Shape,
    Slide,
    TableShape,
    TextShape,
)
from footnoted.text.bidi import runs_left

_SLIDE = f"{OFFICE}.presentationml.slide+xml"
_NOTES = f"{OFFICE}.presentationml.notesSlide+xml"
_CHART = f"{OFFICE}.drawingml.chart+xml"
_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"

_OWN_TONE = {Holder.NOTES: "muted", Holder.SPEAKER: "muted", Holder.TITLE: "ink"}
"""Tones that the template's placeholders have already."""
_SPOKEN = Place(' type="body" idx="1"', spacing=True, face="+mn-lt", anchor=Anchor.TOP)
_OUR_SPOKEN = Place(' type="body" idx="1"', ours=True, plain=True, anchor=Anchor.TOP)
_PAGE_USE = LayoutUse(
    "", {}, footer=' type="ftr" sz="quarter" idx="4"', number=' type="sldNum" sz="quarter" idx="5"'
)
"""Footer and number of the speaker's page, by the indices that office programs give them."""


class _Desk(Struct):
    """What the writing of all slides shares, and the parts it has made beside them."""

    ground: Ground
    language: str
    footers: Sequence[str]
    """Of slides and of the speaker's pages."""
    made: datetime
    root: Path
    slide_of: Mapping[str, int]
    charts: list[Part] = field(default_factory=list)
    pictures: dict[bytes, str] = field(default_factory=dict)
    pens: dict[tuple[int, int, bool], Pen] = field(default_factory=dict)
    """One of each look, which keeps what others of it have written."""
    feet: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    """Footer and number before and after the number itself."""
    page: "_Page | None" = None

    def picture(self, raster: Raster) -> str:
        """Return the name of a picture's part, the same for the same bytes."""
        ending = f"{len(self.pictures) + self.ground.first}.{raster.kind}"
        return self.pictures.setdefault(raster.data, f"image{ending}")


def slide_parts(
    deck: Deck,
    ground: Ground,
    language: str,
    footers: Sequence[str],
    made: datetime,
    root: Path,
) -> list[Part]:
    """Return slides, speaker notes, charts, workbooks and pictures."""
    desk = _Desk(ground, language, footers, made, root, _first(deck))
    parts: list[Part] = []
    for number, slide in enumerate(deck.slides, 1):
        parts += _slide(desk, slide, number)
    media = [Part(f"ppt/media/{name}", "", data) for data, name in desk.pictures.items()]
    return [*parts, *desk.charts, *media]


def _first(deck: Deck) -> dict[str, int]:
    """Return the number of the slide on which each section begins."""
    first: dict[str, int] = {}
    for number, slide in enumerate(deck.slides, 1):
        if slide.section:
            first.setdefault(slide.section, number)
    return first


def _slide(desk: _Desk, slide: Slide, number: int) -> Iterator[Part]:
    """Yield a slide and, where something is said, its speaker's page."""
    relations = Relations()
    use = desk.ground.use_of(slide)
    relations.to(f"{RELATIONS}/slideLayout", beside(use.part, "ppt/slides"))
    pen = _pen(desk, relations, desk.ground.look_of(slide), use.inverse)
    shapes = [
        _shape(desk, pen, shape, position, use) for position, shape in enumerate(slide.shapes, 2)
    ]
    shown = slide.layout is not Layout.TITLE
    foot = _footer(desk, (len(slide.shapes) + 2, number), desk.footers[0], use) if shown else ""
    if slide.speaker:
        relations.to(f"{RELATIONS}/notesSlide", f"../notesSlides/notesSlide{number}.xml")
    passed = ' show="0"' if slide.hidden else ""
    xml = (
        f"{HEADER}<p:sld {NAMESPACES}{passed}><p:cSld><p:spTree>{TREE}{''.join(shapes)}{foot}"
        f"</p:spTree></p:cSld>{_mapping(desk)}</p:sld>"
    )
    yield Part(f"ppt/slides/slide{number}.xml", _SLIDE, xml.encode(), relations)
    if slide.speaker:
        yield _notes_page(desk, slide, number)


def _pen(desk: _Desk, relations: Relations, look: tuple[Areas, Paint], inverse: bool) -> Pen:
    """Return what writes the text of one part."""
    areas, paint = look
    key = (id(areas), id(paint), inverse)
    if key not in desk.pens:
        desk.pens[key] = Pen(areas, paint, desk.language, relations, desk.slide_of, inverse)
    return desk.pens[key].on(relations)


def _shape(desk: _Desk, pen: Pen, shape: Shape, number: int, use: LayoutUse) -> str:
    """Return one shape; its id counts from the first of the slide."""
    match shape:
        case TextShape():
            return _text(pen, shape, number, use)
        case RuleShape(box, colour):
            return (
                f"<p:sp><p:nvSpPr>{identity(number, f'Rule {number}', decorative=True)}<p:cNvSpPr/>"
                f"<p:nvPr/></p:nvSpPr><p:spPr>{frame(box)}{RECTANGLE}{pen.paint.fill(colour)}"
                "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
            )
        case TableShape():
            return table_frame(shape, pen, number)
        case ChartShape():
            return _chart(desk, pen, shape, number, use)
        case DrawingShape():
            from footnoted.pptx.drawings import drawing_group  # fonts are loaded for drawings only

            return drawing_group(shape, pen, number)
        case PictureShape():
            return _picture(desk, pen, shape, number)
        case _:
            assert_never(shape)


def _text(pen: Pen, shape: TextShape, number: int, use: LayoutUse) -> str:
    """Return a text shape: a filled placeholder, or a text box where the layout has none."""
    place = use.holders.get(shape.holder)
    if place is None:
        kind, holder = '<p:cNvSpPr txBox="1"/>', "<p:nvPr/>"
    else:
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        holder = f"<p:nvPr><p:ph{place.holder}/></p:nvPr>"
    fill = pen.paint.fill(shape.fill) if shape.fill else ""
    own = _OWN_TONE.get(shape.holder, "ink") if place else "ink"
    inherits = place and place.box == shape.box and not shape.fill
    form = RECTANGLE if place is None or fill else ""
    box = "" if inherits else f"{frame(shape.box)}{form}{fill}"
    return (
        f"<p:sp><p:nvSpPr>{identity(number, shape.name)}{kind}{holder}</p:nvSpPr>"
        f"{closed('<p:spPr', box)}{pen.body(shape, own, place)}</p:sp>"
    )


def _mapping(desk: _Desk) -> str:
    """Say that a slide's colours are the master's, though a user's layout may have others."""
    ours = desk.ground.areas.frames is None
    return "" if ours else "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


def _chart(desk: _Desk, pen: Pen, shape: ChartShape, number: int, use: LayoutUse) -> str:
    """Return the frame of a chart, and keep its part and its workbook."""
    from footnoted.pptx.charting.part import chart_part  # faces are measured for charts only

    count = len(desk.charts) // 2 + desk.ground.first
    workbook = f"Microsoft_Excel_Sheet{count}.xlsx"
    xml, data = chart_part(shape, desk.ground.paint, desk.made)
    own = Relations()
    own.to(f"{RELATIONS}/package", f"../embeddings/{workbook}")
    desk.charts.append(Part(f"ppt/charts/chart{count}.xml", _CHART, xml, own))
    desk.charts.append(Part(f"ppt/embeddings/{workbook}", "", data))
    name = pen.relations.to(f"{RELATIONS}/chart", f"../charts/chart{count}.xml")
    holder = f"<p:ph{use.chart}/>" if use.chart else ""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{identity(number, shape.name, shape.alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{holder}</p:nvPr></p:nvGraphicFramePr>{frame(shape.box, 'p')}<a:graphic>"
        f'<a:graphicData uri="{_CHARTS}"><c:chart xmlns:c="{_CHARTS}" r:id="{name}"/>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _picture(desk: _Desk, pen: Pen, shape: PictureShape, number: int) -> str:
    """Return a picture."""
    raster = read_picture(desk.root, shape.path)
    if not raster:
        raise ValueError(f"{shape.path} was a picture when the deck was planned")
    name = pen.relations.to(f"{RELATIONS}/image", f"../media/{desk.picture(raster)}")
    return (
        f"<p:pic><p:nvPicPr>{identity(number, shape.name, shape.alt)}<p:cNvPicPr>"
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{frame(shape.box)}{RECTANGLE}</p:spPr></p:pic>"
    )


def _footer(desk: _Desk, numbers: tuple[int, int], footer: str, use: LayoutUse) -> str:
    """Return footer and slide number, of shape id and slide; place and look are the layout's."""
    number, slide = numbers
    key = (number, use.part)
    if key not in desk.feet:
        desk.feet[key] = _foot(desk, number, footer, use)
    before, after = desk.feet[key]
    return f"{before}{slide}{after}" if after else before


def _foot(desk: _Desk, number: int, footer: str, use: LayoutUse) -> tuple[str, str]:
    """Return what stands before and after the slide's number; the latter empty without one."""
    size, look = use.foot
    run = closed(f'<a:rPr lang="{escaped(desk.language)}"{size}', look)
    direction = '<a:pPr rtl="1"/>' if runs_left(desk.language) else ""
    text = f"{direction}<a:r>{run}<a:t>{escaped(footer)}</a:t></a:r>"
    words = _foot_shape(number, "Footer", use.footer, text) if footer and use.footer else ""
    if not use.number:
        return words, ""
    count = f'<a:fld id="{FIELD}" type="slidenum">{run}<a:t>|</a:t></a:fld>'
    begins, ends = _foot_shape(number + 1, "Slide Number", use.number, count).split("|")
    return words + begins, ends


def _foot_shape(number: int, name: str, holder: str, inner: str) -> str:
    """Return a placeholder that stands where the layout has it."""
    return (
        f'<p:sp><p:nvSpPr>{identity(number, name)}<p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph{holder}/></p:nvPr></p:nvSpPr>"
        f"<p:spPr/><p:txBody><a:bodyPr/><a:p>{inner}</a:p></p:txBody></p:sp>"
    )


class _Page(Struct, frozen=True):
    """What the speaker's pages of a deck share."""

    image: str
    """The slide's picture, as XML."""
    begins: str
    """The text's shape up to its text body."""
    place: Place
    use: LayoutUse


def _page(desk: _Desk) -> _Page:
    """Return what all speaker's pages have, made once."""
    if desk.page:
        return desk.page
    areas = desk.ground.areas
    ours = areas.frames is None
    page = areas.notes_page
    image = (
        f'<p:sp><p:nvSpPr>{identity(2, "Slide Image")}<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr>'
        f"{closed('<p:spPr', '' if ours else frame(page.image))}</p:sp>"
    )
    begins = (
        f'<p:sp><p:nvSpPr>{identity(3, "Notes")}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        f"{closed('<p:spPr', '' if ours else frame(page.body))}"
    )
    size = f' sz="{round(areas.deck.sizes.footer[-1] * 100)}"'
    look = f'{desk.ground.paint.fill("muted")}<a:latin typeface="+mn-lt"/>'
    foot = ("", "") if ours else (size, look)
    place = _OUR_SPOKEN if ours else _SPOKEN
    place = replace(place, box=page.body if ours else None)
    desk.page = _Page(image, begins, place, replace(_PAGE_USE, foot=foot))
    return desk.page


def _notes_page(desk: _Desk, slide: Slide, number: int) -> Part:
    """Return the speaker's page of a slide: its picture, what is said, footer and number."""
    relations = Relations()
    master = desk.ground.head.notes_master
    relations.to(f"{RELATIONS}/notesMaster", beside(master, "ppt/notesSlides"))
    relations.to(f"{RELATIONS}/slide", f"../slides/slide{number}.xml")
    areas, page = desk.ground.areas, _page(desk)
    pen = _pen(desk, relations, (areas, desk.ground.paint), inverse=False)
    pen = pen.on(relations, tinted=True)
    box = areas.notes_page.body
    text = TextShape(Holder.NONE, "Notes", box, slide.speaker, slide.speaker_size)
    foot = _footer(desk, (4, number), desk.footers[1], page.use)
    xml = (
        f"{HEADER}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{page.image}{page.begins}"
        f"{pen.body(text, '', page.place)}</p:sp>{foot}"
        "</p:spTree></p:cSld></p:notes>"
    )
    return Part(f"ppt/notesSlides/notesSlide{number}.xml", _NOTES, xml.encode(), relations)
