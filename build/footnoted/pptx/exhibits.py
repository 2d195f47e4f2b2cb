"""In: a chart or a picture of the document. Out: drafts of its slides, its takeaway beside it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from footnoted.model.document import Chart, ChartForm, Figure, Picture
from footnoted.pptx.fit import fit_line
from footnoted.pptx.pictures import read_picture
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import (
    Box,
    ChartShape,
    Holder,
    Layout,
    Para,
    PictureShape,
    RuleShape,
    Run,
    Shape,
    Tone,
)
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage, smaller

_BAND = 1.9
"""Height of a bar's band in ems of its label."""


def figure_slides(
    stage: Stage, block: Figure, words: Sequence[Para], room: Room, root: Path
) -> list[Draft]:
    """Set a chart or a picture; `words` of the section stand with its takeaway."""
    takeaway = [*_takeaway(stage, block), *words]
    match block.content:
        case Chart() as chart:
            return _chart_slides(stage, block, chart, takeaway, room)
        case Picture(path):
            return [_picture_slide(stage, block, path, takeaway, (room, root))]


def _takeaway(stage: Stage, block: Figure) -> list[Para]:
    """Return the sentence that says what to see."""
    return [Para(stage.inliner.runs(block.takeaway))] if block.takeaway else []


def _chart_slides(
    stage: Stage, block: Figure, chart: Chart, takeaway: Sequence[Para], room: Room
) -> list[Draft]:
    """Set a chart; bars that are too many for one slide go on, on the same scale."""
    ladder = stage.areas.deck.sizes.chart
    tall = _plot(stage, block, chart, takeaway, room).height
    for size in ladder:
        if chart.form is not ChartForm.BAR or _bars_height(chart, size) <= tall:
            return [_chart_slide(stage, block, chart, takeaway, (room, size, chart))]
    size = ladder[-1]
    fit = max(int(tall / (_BAND * size * max(len(chart.series), 1))), 1)
    slides = -(-len(chart.categories) // fit)
    step = -(-len(chart.categories) // slides)
    pieces = [_slice(chart, at, at + step) for at in range(0, len(chart.categories), step)]
    return [_chart_slide(stage, block, piece, takeaway, (room, size, chart)) for piece in pieces]


def _bars_height(chart: Chart, size: float) -> float:
    """Return the height that bars need for labels of a size."""
    return len(chart.categories) * len(chart.series) * _BAND * size


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
    runs = stage.inliner.runs(block.caption, Run("", bold=True))
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
    if chart.form is ChartForm.BAR:
        bands = len(chart.categories) * (0.6 + 0.4 * len(chart.series))
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
    rule = RuleShape(Box(box.x, box.y, deck.rule_length, deck.rule_width), "accent")
    place = Box(box.x, box.y + down, box.width, tall)
    shape = stage.text(Holder.TAKEAWAY, "Takeaway", place, takeaway, size)
    return [rule, shape], smaller("takeaway", size, deck.sizes.takeaway)


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
