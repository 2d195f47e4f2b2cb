"""In: a chart or a picture of the document. Out: drafts of its slides, its takeaway beside it."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from footnoted.model.document import Figure
from footnoted.model.figures import Chart, ChartForm, Event, Map, Picture, Timeline, TimelineForm
from footnoted.model.inlines import Inlines
from footnoted.model.walk import credit_of, plain_text
from footnoted.pptx.charting.data import LYING, lying
from footnoted.pptx.fit import fit_line
from footnoted.pptx.markup import Paint
from footnoted.pptx.pictures import read_picture
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import (
    Box,
    ChartShape,
    DrawingShape,
    Holder,
    Layout,
    Para,
    PictureShape,
    RuleShape,
    Run,
    Shape,
    Tone,
)
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage
from footnoted.pptx.texts import text_slides

if TYPE_CHECKING:
    from footnoted.figures.drawing import Drawing

_HAIR = 0.01
"""Points by which a drawing may be higher than its box."""
_BAND = 1.9
"""Height of a bar's band in ems of its label."""
_ROUNDS = 4
"""How often the parts of an axis are made anew for the room that their sources take."""
_LARGE = 0.5
"""Least share of its box that a map keeps beside a list of names."""
_SMALL = 2
"""The last steps of the ladder of sizes are for charts that have no other way."""


def figure_slides(
    stage: Stage, block: Figure, words: Sequence[Para], room: Room, root: Path
) -> list[Draft]:
    """Set a chart or a picture; `words` of the section stand with its takeaway.

    What finds no room so has smaller source notes, else its words on a slide of their own.
    """
    takeaway, lean = [*_takeaway(stage, block), *words], stage.lean()
    where = room, root
    for on in (stage, lean):
        try:
            return _figure_slides(on, block, takeaway, where)
        except DoesNotFitError as reason:
            found = reason
    if not takeaway:
        raise found
    return [*text_slides(stage, takeaway, room), *_figure_slides(lean, block, (), where)]


def _figure_slides(
    stage: Stage, block: Figure, takeaway: Sequence[Para], where: tuple[Room, Path]
) -> list[Draft]:
    """Set a figure with its words beside it."""
    room, root = where
    match block.content:
        case Chart() as chart:
            return _chart_slides(stage, block, chart, takeaway, room)
        case Picture(path):
            return [_picture_slide(stage, block, path, takeaway, (room, root))]
        case Map() as drawn:
            return [_map_slide(stage, block, drawn, takeaway, room)]
        case Timeline(TimelineForm.RAIL) as timeline:
            return _rail_slides(stage, timeline, takeaway, room)
        case Timeline() as timeline:
            return _axis_slides(stage, block, timeline, takeaway, room)
        case _:
            assert_never(block.content)


def _map_slide(
    stage: Stage, block: Figure, drawn: Map, takeaway: Sequence[Para], room: Room
) -> Draft:
    """Set a map with words of the largest size at which all names have room, else the smallest."""
    from footnoted.figures.hand import deck_hand
    from footnoted.figures.maps import map_drawing

    deck = stage.areas.deck
    captioned, box, beside, small = _scene(stage, block, takeaway, room, [block.credit])
    drawing = None
    crowd = len(drawn.places) > stage.style.figures.map.names_most
    # Names that a map has no room for are listed under it, as long as that leaves it large.
    for size, lists in product(deck.sizes.map, (True, False) if crowd else (False,)):
        hand = deck_hand(stage.style, size, stage.document.language)
        found = map_drawing(drawn, hand, box.width, box.height, lists=lists)
        if found.drawing.height > box.height + _HAIR:
            continue
        if lists and found.height < _LARGE * box.height:
            continue
        drawing = found.drawing
        if not found.crowded and lists is crowd:
            break
    if drawing is None:
        raise DoesNotFitError("the slide leaves no room for the map")
    name = plain(stage.inliner.runs(block.caption)) or "Map"
    shape = DrawingShape(name, box, drawing, block.alt)
    strip = stage.strips.of(_called(stage, block, takeaway), stage.remarks(block.credit))
    return Draft(Layout.TITLE_ONLY, (*captioned, shape, *beside), strip, small)


def _axis_slides(
    stage: Stage, block: Figure, timeline: Timeline, takeaway: Sequence[Para], room: Room
) -> list[Draft]:
    """Set a timeline on the fewest slides, with the largest words that do not need more."""
    credits: list[Inlines] = [block.credit]
    for _ in range(_ROUNDS):
        scene = _scene(stage, block, takeaway, room, credits)
        captioned, box, beside, small = scene
        pieces = _axis_pieces(stage, timeline, box)
        parts = [
            credit_of(block.credit, frozenset(event.fact for event in events))
            for _, events in pieces
        ]
        # The sources of a part alone may stand in full, and so take more room than all in short.
        if all(part in credits for part in parts):
            break
        credits += parts
    else:
        parts = [block.credit] * len(pieces)
    name = plain(stage.inliner.runs(block.caption)) or "Timeline"
    drafts = []
    for part, ((drawing, events), credit) in enumerate(zip(pieces, parts, strict=True), 1):
        alt = block.alt if len(pieces) == 1 else _told(name, events, (part, len(pieces)))
        shape = DrawingShape(name, box, drawing, alt)
        strip = stage.strips.of(_called(stage, block, takeaway), stage.remarks(credit))
        drafts.append(Draft(Layout.TITLE_ONLY, (*captioned, shape, *beside), strip, small))
    return drafts


def _axis_pieces(
    stage: Stage, timeline: Timeline, box: Box
) -> list[tuple["Drawing", tuple[Event, ...]]]:
    """Draw the fewest parts of an axis that a box can hold, with the largest words for these."""
    from footnoted.figures.hand import deck_hand
    from footnoted.figures.timelines import axis_drawings

    sizes, language = stage.areas.deck.sizes.timeline, stage.document.language
    hand = deck_hand(stage.style, sizes[-1], language)
    pieces = axis_drawings(timeline, hand, box.width, box.height)
    if not pieces or any(one.height > box.height + _HAIR for one, _ in pieces):
        raise DoesNotFitError("an event of the timeline is too long for a slide; shorten it")
    count = len(pieces)
    for size in sizes[:-1]:
        hand = deck_hand(stage.style, size, language)
        drawn = axis_drawings(timeline, hand, box.width, box.height, count, count)
        if drawn and all(one.height <= box.height + _HAIR for one, _ in drawn):
            return drawn
    return pieces


def _told(name: str, events: Sequence[Event], part: tuple[int, int]) -> str:
    """Tell in words what one of several drawings shows."""
    words = "; ".join(f"{event.time}: {plain_text(event.label)}" for event in events)
    return f"{name} ({part[0]}/{part[1]}). {words}"


def _rail_slides(
    stage: Stage, timeline: Timeline, takeaway: Sequence[Para], room: Room
) -> list[Draft]:
    """Set events under each other, each with its notes, its time before it."""
    paras = [replace(para, tone=Tone.MUTED) for para in takeaway]
    for event in timeline.events:
        lane = f"{timeline.lanes[event.lane]} · " if timeline.lanes else ""
        time = Run(f"{lane}{event.time}", bold=True, tone=Tone.ACCENT)
        paras.append(Para((time,), together=True))
        paras.append(Para(stage.inliner.runs(event.label), gap=0.05))
    return text_slides(stage, paras, room)


def _scene(
    stage: Stage,
    block: Figure,
    takeaway: Sequence[Para],
    room: Room,
    credits: Sequence[Inlines],
) -> tuple[list[Shape], Box, list[Shape], tuple[str, ...]]:
    """Return caption, the box of a drawing, the words beside it, what was set smaller.

    The box leaves room for each of some source lines.
    """
    called = _called(stage, block, takeaway)
    strip = max(stage.strips.height(called, stage.remarks(one)) for one in credits)
    box = stage.across(room, strip)
    share = stage.areas.deck.map_share
    left, right = stage.areas.beside(share, box) if takeaway else (box, None)
    captioned, box = _captioned(stage, block, None, left)
    beside, small = _beside(stage, takeaway, right)
    return captioned, box, beside, small


def _takeaway(stage: Stage, block: Figure) -> list[Para]:
    """Return the sentence that says what to see."""
    return [Para(stage.inliner.runs(block.takeaway))] if block.takeaway else []


def _chart_slides(
    stage: Stage, block: Figure, chart: Chart, takeaway: Sequence[Para], room: Room
) -> list[Draft]:
    """Set a chart; bars that are too many for one slide go on, on the same scale."""
    ladder = stage.areas.deck.sizes.chart
    plot = _plot(stage, block, chart, takeaway, room)
    for drawn in dict.fromkeys((chart, lying(chart))):
        standing = drawn != lying(chart)  # rather lies down than has small words
        for size in ladder[:-_SMALL] if standing else ladder:
            if _has_room(stage, drawn, plot, size):
                return [_chart_slide(stage, block, drawn, takeaway, (room, size, drawn))]
    chart, size = lying(chart), ladder[-1]
    if chart.form not in LYING:
        size = ladder[-_SMALL - 1]
        return [_chart_slide(stage, block, chart, takeaway, (room, size, chart))]
    fit = max(int(plot.height / (_BAND * size * _slots(chart))), 1)
    slides = -(-len(chart.categories) // fit)
    step = -(-len(chart.categories) // slides)
    size = next(
        one for one in ladder if step * _slots(chart) * _BAND * one <= plot.height or one == size
    )
    pieces = [_slice(chart, at, at + step) for at in range(0, len(chart.categories), step)]
    return [_chart_slide(stage, block, piece, takeaway, (room, size, chart)) for piece in pieces]


def _has_room(stage: Stage, chart: Chart, plot: Box, size: float) -> bool:
    """Say whether a chart's words find room at a size."""
    if chart.form in LYING:
        return len(chart.categories) * _slots(chart) * _BAND * size <= plot.height
    from footnoted.pptx.charting.bench import bench_of
    from footnoted.pptx.charting.labels import words_fit

    shape = ChartShape("", plot, chart, "", size, "", chart)
    return words_fit(bench_of(shape, Paint(stage.style)))


def _slots(chart: Chart) -> int:
    """Return how many bars a category of a lying chart has, one below the other."""
    return max(len(chart.series), 1) if chart.form in (ChartForm.BAR, ChartForm.RANGE) else 1


def _slice(chart: Chart, start: int, end: int) -> Chart:
    """Return some categories of a chart."""
    series = tuple(replace(one, marks=one.marks[start:end]) for one in chart.series)
    emphasis = frozenset(at - start for at in chart.emphasis if start <= at < end)
    return replace(chart, categories=chart.categories[start:end], series=series, emphasis=emphasis)


def _called(stage: Stage, block: Figure, takeaway: Sequence[Para]) -> list[Para]:
    """Return every paragraph of the slide that may call a note."""
    return [*takeaway, Para(stage.inliner.runs(block.caption))]


def _caption(stage: Stage, block: Figure, chart: Chart | None) -> list[Para]:
    """Return the line over an exhibit: its caption and, in grey, its unit."""
    runs = (*stage.numbered(block), *stage.inliner.runs(block.caption, Run("", bold=True)))
    unit = chart.unit if chart else ""
    lines = [Para(runs)] if runs else []
    return [*lines, Para((Run(unit),), gap=0.1, tone=Tone.MUTED)] if unit else lines


def _frame(
    stage: Stage, block: Figure, takeaway: Sequence[Para], room: Room, share: float
) -> tuple[Box, Box | None]:
    """Return the box of the exhibit with its caption, and the one of the words beside it."""
    remarks = stage.remarks(block.credit)
    strip = stage.strips.height(_called(stage, block, takeaway), remarks)
    box = stage.across(room, strip)
    return stage.areas.beside(share, box) if takeaway else (box, None)


def _captioned(
    stage: Stage, block: Figure, chart: Chart | None, box: Box
) -> tuple[list[Shape], Box]:
    """Set the caption; return it and the box that it leaves."""
    paras = _caption(stage, block, chart)
    if not paras:
        return [], box
    found = fit_line(paras, box.width, box.height * 0.3, stage.areas.deck.sizes.caption, stage.body)
    if not found:
        raise DoesNotFitError("the caption of the figure is too long")
    size, tall = found
    place = Box(box.x, box.y, box.width, tall)
    gap = stage.areas.deck.notes_gap * 0.5
    rest = Box(box.x, box.y + tall + gap, box.width, box.height - tall - gap)
    return [stage.text(Holder.CAPTION, "Caption", place, paras, size)], rest


def _plot(stage: Stage, block: Figure, chart: Chart, takeaway: Sequence[Para], room: Room) -> Box:
    """Return the box that a chart may fill."""
    left, _ = _frame(stage, block, takeaway, room, stage.areas.deck.chart_share)
    _, plot = _captioned(stage, block, chart, left)
    return plot


def _chart_slide(
    stage: Stage,
    block: Figure,
    chart: Chart,
    takeaway: Sequence[Para],
    how: tuple[Room, float, Chart],
) -> Draft:
    """Return the slide of one chart at one size of labels."""
    room, size, whole = how
    deck = stage.areas.deck
    left, right = _frame(stage, block, takeaway, room, deck.chart_share)
    caption, plot = _captioned(stage, block, chart, left)
    if chart.form in LYING:
        bands = len(chart.categories) * (0.6 + 0.4 * _slots(chart))
        tall = min(plot.height, bands * deck.bar_thickness)
        plot = Box(plot.x, plot.y, plot.width, tall)
    name = plain(stage.inliner.runs(block.caption)) or "Chart"
    language = deck.locale(stage.document.language)
    shape = ChartShape(name, plot, chart, block.alt, size, language, whole)
    beside, small = _beside(stage, takeaway, right)
    strip = stage.strips.of(_called(stage, block, takeaway), stage.remarks(block.credit))
    return Draft(Layout.CHART, (*caption, shape, *beside), strip, small)


def _beside(
    stage: Stage, takeaway: Sequence[Para], box: Box | None
) -> tuple[list[Shape], tuple[str, ...]]:
    """Set the words beside an exhibit, under a short accent rule."""
    if not box:
        return [], ()
    deck = stage.areas.deck
    down = deck.notes_gap
    found = fit_line(takeaway, box.width, box.height - down, deck.sizes.takeaway, stage.body)
    if not found:
        found = fit_line(takeaway, box.width, box.height - down, deck.sizes.table, stage.body)
    if not found:
        raise DoesNotFitError("the words beside the figure find no room; shorten its takeaway")
    size, tall = found
    x = stage.start(box, deck.rule_length)
    rule = RuleShape(Box(x, box.y, deck.rule_length, deck.rule_width), "accent")
    place = Box(box.x, box.y + down, box.width, tall)
    shape = stage.text(Holder.TAKEAWAY, "Takeaway", place, takeaway, size)
    return [rule, shape], stage.smaller("takeaway", size, deck.sizes.takeaway)


def _picture_slide(
    stage: Stage, block: Figure, path: str, takeaway: Sequence[Para], where: tuple[Room, Path]
) -> Draft:
    """Return the slide of a picture, as large as its shape allows."""
    room, root = where
    deck = stage.areas.deck
    left, right = _frame(stage, block, takeaway, room, deck.picture_share)
    caption, box = _captioned(stage, block, None, left)
    picture = read_picture(root, path)
    if not picture:
        raise DoesNotFitError(f"`{path}` is no PNG or JPEG file of the project")
    scale = min(box.width / picture.width, box.height / picture.height)
    place = Box(box.x, box.y, picture.width * scale, picture.height * scale)
    name = plain(stage.inliner.runs(block.caption)) or "Picture"
    shape = PictureShape(name, place, path, block.alt)
    beside, small = _beside(stage, takeaway, right)
    strip = stage.strips.of(_called(stage, block, takeaway), stage.remarks(block.credit))
    return Draft(Layout.TITLE_ONLY, (*caption, shape, *beside), strip, small)
