"""In: big figures. Out: drafts of their slides, each figure over the words that say what it counts.

What hedges a figure, `At least`, stands small over it, so that the figure itself can be large and
the figures of a row stand on one line.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from footnoted.model.document import Stat, Tile
from footnoted.pptx.fit import text_height
from footnoted.pptx.slides import Box, Holder, Layout, Para, RuleShape, Run, Shape, TextShape, Tone
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage

_TILES = 4
"""Big figures that stand side by side."""
_SINGLE = 0.8
"""Of the width, for the words of a figure that stands alone."""
_HIGH = 0.35
"""Share of the room left that stands over the figures."""
_HEDGED = re.compile(r"(?P<hedge>\D*?)\s+(?P<figure>\S*\d.*)")


class _Tile(Struct, frozen=True):
    """One figure with its words."""

    hedge: Para | None
    figure: Para
    label: Para


class _Measures(Struct, frozen=True):
    """Sizes and heights that the tiles of a row share, in points."""

    wide: float
    size: float
    label_size: float
    hedge: float
    figure: float
    label: float

    def height(self, gap: float) -> float:
        """Return the height of the row."""
        return gap + self.hedge + self.figure + gap / 2 + self.label


def stat_slides(stage: Stage, block: Stat, lead: Sequence[Para], room: Room) -> list[Draft]:
    """Set big figures: one very large, or up to four side by side."""
    count = next(
        (one for one in range(_TILES, 1, -1) if _stand_abreast(stage, block.tiles, one)), 1
    )
    rows = [block.tiles[i : i + count] for i in range(0, len(block.tiles), count)]
    return [_row(stage, row, lead, room) for row in rows]


def _stand_abreast(stage: Stage, tiles: Sequence[Tile], count: int) -> bool:
    """Say whether so many figures side by side take a line each at the smallest size."""
    abreast = min(count, len(tiles))
    wide = stage.areas.columns(abreast, stage.across(Room(0, 0), 0.0))[0].width
    size = stage.areas.deck.sizes.figures[-1]
    line = stage.display.pitch(size) * 1.01
    figures = (_tile(stage, one).figure for one in tiles)
    return all(text_height([one], wide, size, stage.display) <= line for one in figures)


def _row(stage: Stage, row: Sequence[Tile], lead: Sequence[Para], room: Room) -> Draft:
    """Set one row of big figures at one size."""
    deck = stage.areas.deck
    tiles = [_tile(stage, tile) for tile in row]
    called = [*lead, *(tile.label for tile in tiles)]
    top, box = stage.lead(lead, stage.across(room, stage.strips.height(called)))
    columns = stage.areas.columns(len(tiles), box)
    alone = len(tiles) == 1
    ladder = deck.sizes.figure if alone else deck.sizes.figures
    words = deck.sizes.body if alone else deck.sizes.figure_label
    wide = box.width * _SINGLE if alone else columns[0].width
    sizes = _measures(stage, tiles, (wide, box.height), (ladder, words))
    start = box.y + max(box.height - sizes.height(deck.notes_gap), 0.0) * _HIGH
    shapes = [
        shape
        for tile, column in zip(tiles, columns, strict=True)
        for shape in _shapes(stage, tile, (column.x, start), sizes)
    ]
    first = _one_line(stage, [tile.figure for tile in tiles], wide, ladder)
    small = stage.smaller("figure", sizes.size, [one for one in ladder if one <= first])
    return Draft(Layout.TITLE_ONLY, (*top, *shapes), stage.strips.of(called), small)


def _tile(stage: Stage, tile: Tile) -> _Tile:
    """Part what hedges a figure from the figure."""
    found = _HEDGED.fullmatch(tile.value)
    hedge = Para((Run(found["hedge"]),), tone=Tone.MUTED) if found and found["hedge"] else None
    figure = Para((Run(found["figure"] if hedge and found else tile.value),), tone=Tone.ACCENT)
    return _Tile(hedge, figure, Para(stage.inliner.runs(tile.label)))


def _measures(
    stage: Stage,
    tiles: Sequence[_Tile],
    space: tuple[float, float],
    ladders: tuple[Sequence[float], Sequence[float]],
) -> _Measures:
    """Choose the largest sizes at which every figure takes one line and all words find room.

    The words give way before the figure does, though no further than is free choice while the
    figure can.
    """
    (wide, room), (ladder, words) = space, ladders
    first = _one_line(stage, [tile.figure for tile in tiles], wide, ladder)
    hedges = [tile.hedge for tile in tiles if tile.hedge]
    labels = [tile.label for tile in tiles]
    free = words[: stage.style.deck.free_steps]
    tried = [(size, free) for size in ladder if size <= first]
    tried += [(size, words) for size in ladder if size <= first]
    for size, sizes_of_words in tried:
        figure = max(text_height([tile.figure], wide, size, stage.display) for tile in tiles)
        for label_size in sizes_of_words:
            label, hedge = (
                max((text_height([one], wide, label_size, stage.body) for one in each), default=0.0)
                for each in (labels, hedges)
            )
            sizes = _Measures(wide, size, label_size, hedge, figure, label)
            if sizes.height(stage.areas.deck.notes_gap) <= room:
                return sizes
    raise DoesNotFitError("the words under a big figure are too long")


def _shapes(
    stage: Stage, tile: _Tile, corner: tuple[float, float], sizes: _Measures
) -> Iterator[Shape]:
    """Yield rule, hedge, figure and words of a tile."""
    deck, (left, start) = stage.areas.deck, corner
    yield RuleShape(Box(left, start, sizes.wide, deck.hairline), "rule")
    at = start + deck.notes_gap
    if tile.hedge:
        place = Box(left, at, sizes.wide, sizes.hedge)
        yield stage.text(Holder.NONE, "Hedge", place, [tile.hedge], sizes.label_size)
    place = Box(left, at + sizes.hedge, sizes.wide, sizes.figure)
    yield TextShape(
        Holder.NONE,
        "Figure",
        place,
        (tile.figure,),
        sizes.size,
        heading=True,
        leading=deck.title_leading,
    )
    place = Box(left, place.bottom + deck.notes_gap / 2, sizes.wide, sizes.label)
    yield stage.text(Holder.NONE, "What it counts", place, [tile.label], sizes.label_size)


def _one_line(stage: Stage, values: Sequence[Para], width: float, ladder: Sequence[float]) -> float:
    """Return the largest size at which every value takes one line."""
    for size in ladder:
        line = stage.display.pitch(size)
        if all(text_height([one], width, size, stage.display) <= line * 1.01 for one in values):
            return size
    return ladder[-1]
