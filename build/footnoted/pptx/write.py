"""In: a planned deck. Out: slide and notes parts, XML strings over the template's layouts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import assert_never

from footnoted.model.style import Style
from footnoted.pptx.geometry import NOTES_BODY, NOTES_IMAGE, Areas
from footnoted.pptx.grid import table_frame
from footnoted.pptx.layouts import (
    CHART_INDEX,
    HOLDERS,
    is_inverse,
    layout_number,
    title_holder,
)
from footnoted.pptx.markup import (
    HEADER,
    NAMESPACES,
    RECTANGLE,
    RELATIONS,
    TREE,
    Paint,
    Pen,
    Relations,
    escaped,
    frame,
    identity,
)
from footnoted.pptx.package import Part
from footnoted.pptx.pictures import Raster, read_picture
from footnoted.pptx.sheet import FOOTER_INDEX, NUMBER_INDEX, OFFICE
from footnoted.pptx.slides import (
    ChartShape,
    Deck,
    Holder,
    Layout,
    PictureShape,
    RuleShape,
    Shape,
    Slide,
    TableShape,
    TextShape,
)

_SLIDE = f"{OFFICE}.presentationml.slide+xml"
_NOTES = f"{OFFICE}.presentationml.notesSlide+xml"
_CHART = f"{OFFICE}.drawingml.chart+xml"
_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"

_OWN_TONE = {Holder.NOTES: "muted", Holder.SPEAKER: "muted", Holder.TITLE: "ink"}
"""Tones that the template's placeholders have already."""


@dataclass(slots=True)
class _Desk:
    """What the writing of all slides shares, and the parts it has made beside them."""

    style: Style
    areas: Areas
    paint: Paint
    language: str
    footer: str
    made: datetime
    root: Path
    slide_of: Mapping[str, int]
    charts: list[Part] = field(default_factory=list)
    pictures: dict[bytes, str] = field(default_factory=dict)

    def picture(self, raster: Raster) -> str:
        """Return the name of a picture's part, the same for the same bytes."""
        ending = f"{len(self.pictures) + 1}.{raster.kind}"
        return self.pictures.setdefault(raster.data, f"image{ending}")


def slide_parts(
    deck: Deck, style: Style, language: str, footer: str, made: datetime, root: Path
) -> list[Part]:
    """Return slides, speaker notes, charts, workbooks and pictures."""
    desk = _Desk(style, Areas(style.deck), Paint(style), language, footer, made, root, _first(deck))
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
    layout = f"../slideLayouts/slideLayout{layout_number(slide.layout)}.xml"
    relations.to(f"{RELATIONS}/slideLayout", layout)
    pen = _pen(desk, relations, is_inverse(desk.style, slide.layout))
    shapes = [
        _shape(desk, pen, shape, position, slide.layout)
        for position, shape in enumerate(slide.shapes, 2)
    ]
    foot = _footer(desk, len(slide.shapes) + 2, number) if slide.layout is not Layout.TITLE else ""
    if slide.speaker:
        relations.to(f"{RELATIONS}/notesSlide", f"../notesSlides/notesSlide{number}.xml")
    xml = (
        f"{HEADER}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE}{''.join(shapes)}{foot}</p:spTree>"
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
    yield Part(f"ppt/slides/slide{number}.xml", _SLIDE, xml.encode(), relations)
    if slide.speaker:
        yield _notes_page(desk, slide, number)


def _pen(desk: _Desk, relations: Relations, inverse: bool) -> Pen:
    """Return what writes the text of one part."""
    return Pen(desk.areas, desk.paint, desk.language, relations, desk.slide_of, inverse)


def _shape(desk: _Desk, pen: Pen, shape: Shape, number: int, layout: Layout) -> str:
    """Return one shape; its id counts from the first of the slide."""
    match shape:
        case TextShape():
            return _text(pen, shape, number, layout)
        case RuleShape(box, colour):
            return (
                f"<p:sp><p:nvSpPr>{identity(number, f'Rule {number}', decorative=True)}<p:cNvSpPr/>"
                f"<p:nvPr/></p:nvSpPr><p:spPr>{frame(box)}{RECTANGLE}{desk.paint.fill(colour)}"
                "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
            )
        case TableShape():
            return table_frame(shape, pen, number)
        case ChartShape():
            return _chart(desk, pen, shape, number, layout)
        case PictureShape():
            return _picture(desk, pen, shape, number)
        case _:
            assert_never(shape)


def _text(pen: Pen, shape: TextShape, number: int, layout: Layout) -> str:
    """Return a text shape: a filled placeholder, or a text box."""
    if shape.holder is Holder.NONE:
        kind, holder = '<p:cNvSpPr txBox="1"/>', "<p:nvPr/>"
    else:
        is_title = shape.holder is Holder.TITLE
        name = title_holder(layout) if is_title else HOLDERS[shape.holder]
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        holder = f"<p:nvPr><p:ph{name}/></p:nvPr>"
    fill = pen.paint.fill(shape.fill) if shape.fill else ""
    own = _OWN_TONE.get(shape.holder, "ink")
    return (
        f"<p:sp><p:nvSpPr>{identity(number, shape.name)}{kind}{holder}</p:nvSpPr>"
        f"<p:spPr>{frame(shape.box)}{RECTANGLE}{fill}</p:spPr>{pen.body(shape, own)}</p:sp>"
    )


def _chart(desk: _Desk, pen: Pen, shape: ChartShape, number: int, layout: Layout) -> str:
    """Return the frame of a chart, and keep its part and its workbook."""
    from footnoted.pptx.charts import chart_part  # python-pptx is loaded for charts only

    count = len(desk.charts) // 2 + 1
    workbook = f"Microsoft_Excel_Sheet{count}.xlsx"
    xml, data = chart_part(shape, desk.style, desk.made)
    own = Relations()
    own.to(f"{RELATIONS}/package", f"../embeddings/{workbook}")
    desk.charts.append(Part(f"ppt/charts/chart{count}.xml", _CHART, xml, own))
    desk.charts.append(Part(f"ppt/embeddings/{workbook}", "", data))
    name = pen.relations.to(f"{RELATIONS}/chart", f"../charts/chart{count}.xml")
    holder = f'<p:ph type="chart" idx="{CHART_INDEX}"/>' if layout is Layout.CHART else ""
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


def _footer(desk: _Desk, number: int, slide: int) -> str:
    """Return footer and slide number; place and look are the layout's."""
    language = escaped(desk.language)
    text = f'<a:r><a:rPr lang="{language}" dirty="0"/><a:t>{escaped(desk.footer)}</a:t></a:r>'
    count = (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f'<a:rPr lang="{language}" dirty="0"/><a:t>{slide}</a:t></a:fld>'
    )
    shapes = (
        ("Footer", "ftr", FOOTER_INDEX, text if desk.footer else ""),
        ("Slide Number", "sldNum", NUMBER_INDEX, count),
    )
    return "".join(
        f'<p:sp><p:nvSpPr>{identity(number + offset, name)}<p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{inner}</a:p></p:txBody></p:sp>"
        for offset, (name, kind, index, inner) in enumerate(shapes)
        if inner
    )


def _notes_page(desk: _Desk, slide: Slide, number: int) -> Part:
    """Return the speaker's page of a slide."""
    relations = Relations()
    relations.to(f"{RELATIONS}/notesMaster", "../notesMasters/notesMaster1.xml")
    relations.to(f"{RELATIONS}/slide", f"../slides/slide{number}.xml")
    pen = Pen(desk.areas, desk.paint, desk.language, relations, slide_of={})
    image = (
        f'<p:sp><p:nvSpPr>{identity(2, "Slide Image")}<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{frame(NOTES_IMAGE)}</p:spPr></p:sp>"
    )
    text = TextShape(Holder.NONE, "Notes", NOTES_BODY, slide.speaker, slide.speaker_size)
    body = (
        f'<p:sp><p:nvSpPr>{identity(3, text.name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr>{frame(text.box)}'
        f"{RECTANGLE}</p:spPr>{pen.body(text)}</p:sp>"
    )
    xml = (
        f"{HEADER}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{image}{body}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    return Part(f"ppt/notesSlides/notesSlide{number}.xml", _NOTES, xml.encode(), relations)
