"""The style's `figures` part: how charts are drawn, in points."""

from typing import Annotated, Literal

from footnoted.model.record import Field, Record
from footnoted.model.style.look import Points, Tone

Ems = Annotated[float, Field(ge=0, description="In sizes of the words of this figure.")]


class MapStyle(Record):
    """How maps are drawn; lengths are in sizes of their words: paper and deck share them."""

    size: float = Field(gt=0, description="Names and values in the paper, in points.")
    leading: float = Field(gt=0, description="From baseline to baseline, in sizes.")
    sea: Tone | None = Field(None, description="The ground; none leaves the paper's.")
    land: Tone
    border: Tone
    border_width: Ems
    coast_width: Ems = Field(description="Edge of islands too small to be seen, in their colour.")
    kinds: tuple[Tone, ...] = Field(min_length=3, description="By kind, from dark to light.")
    shades: tuple[Tone, ...] = Field(min_length=3, description="From the least value to the most.")
    circle: Tone
    circle_edge: Tone
    circle_most: Ems = Field(description="Radius of the largest circle.")
    circle_least: Ems
    dot: Ems = Field(description="Radius of the mark of a place too small to be seen.")
    leader: Tone
    leader_width: Ems
    gap: Ems = Field(description="Between a mark and its words.")
    reach: Ems = Field(description="How far from their mark words may stand.")
    margin: float = Field(ge=0, le=1, description="Around the places, as a share of their extent.")
    least: float = Field(gt=0, le=90, description="Least extent of a map, in degrees.")
    lowest: float = Field(gt=0.1, le=1, description="Least height, as a share of the width.")
    highest: float = Field(gt=0.1, le=2, description="Most height, as a share of the width.")
    names_most: int = Field(ge=0, description="More places than this are not named on the map.")
    inset: Ems = Field(description="Width of an inset.")
    inset_height: Ems
    unseen: Ems = Field(description="Land that is smaller than this across is marked by a dot.")
    inset_land: float = Field(
        ge=0, description="Square kilometres: countries of less land have insets if unseen."
    )
    insets_most: int = Field(ge=0, description="With more small places than this, none has one.")
    inset_frame: Tone
    inset_coast: Ems = Field(description="Edge of islands in an inset, in their colour.")
    locate: float = Field(
        ge=0, le=1, description="With a lesser share of land, a map says where on earth it lies."
    )
    grid: Tone = Field(description="Meridians and parallels of a map with little land.")
    grid_width: Ems


class TimelineStyle(Record):
    """How timelines are drawn; lengths are in sizes of their words."""

    size: float = Field(gt=0, description="Words of an axis in the paper, in points.")
    leading: float = Field(gt=0, description="From baseline to baseline, in sizes.")
    rail: Tone
    rail_width: Ems
    axis: Tone = Field(description="Ground of the years along an axis.")
    mark: Tone
    lanes: tuple[Tone, ...] = Field(min_length=1, description="Marks by lane.")
    dot: Ems = Field(description="Radius of a point in time.")
    bar: Ems = Field(description="Thickness of a span of time.")
    ring: Ems = Field(description="Edge of the mark of a time known about only.")
    gap: Ems
    between: Ems = Field(description="Between two events on a rail.")
    measure: Ems = Field(description="Widest label of an axis.")
    measure_least: Ems = Field(description="Narrowest label of an axis.")
    tick: Ems = Field(description="Length of an axis's ticks.")
    leader: Tone
    leader_width: Ems
    date_share: float = Field(gt=0, lt=0.6, description="Most of the width that dates may take.")
    highest: float = Field(gt=0.1, le=1, description="Most of a page that an axis may take.")
    band: Tone = Field(description="Ground of every second lane.")


class FigureStyle(Record):
    """Sizes and strokes of a chart; its colours are the style's own."""

    face: Literal["sans", "serif"] = Field(description="Family of every word in a chart.")
    size: float = Field(gt=0, description="Categories, values, names of series.")
    small: float = Field(gt=0, description="The unit, the figures of an axis.")
    leading: float = Field(gt=0, description="From baseline to baseline, in sizes.")
    weight: int = Field(ge=100, le=1000)
    strong: int = Field(ge=100, le=1000, description="Weight of what is to be looked at.")
    head_gap: Points = Field(description="Below the unit, and below the legend.")
    label_gap: Points = Field(description="Between a bar, point or axis and its words.")
    swatch: Points = Field(description="Side of a legend's colour.")
    bar: Points = Field(description="Thickness of a lying bar.")
    stack: Points = Field(description="Thickness of a lying stacked bar, which holds its values.")
    series_gap: Points = Field(description="Between bars of one category.")
    category_gap: Points = Field(description="Between the bars of two categories.")
    category_share: float = Field(
        gt=0, lt=0.6, description="Most of the width that words beside bars may take."
    )
    value_share: float = Field(
        gt=0, lt=0.6, description="Most of the width that words at the end of a bar may take."
    )
    plot_height: Points = Field(description="Height of columns and of lines.")
    column_share: float = Field(gt=0, le=1, description="Columns' share of their place.")
    group_share: float = Field(
        gt=0, le=1, description="Most of a category's place that its columns may take together."
    )
    column_most: Points = Field(description="Widest column.")
    axis: Points = Field(description="Width of the line that bars stand on.")
    grid: Points = Field(description="Width of the lines of a value axis.")
    ticks: int = Field(ge=2, le=10, description="About how many figures an axis has.")
    stroke: Points = Field(description="Width of a line chart's lines.")
    point: Points = Field(description="Radius of a line chart's points.")
    dot: Points = Field(description="Radius of labelled points that nothing joins.")
    from_zero: float = Field(
        ge=0,
        le=1,
        description="An axis of lines or points starts at zero unless the least value is more than "
        "this share of the largest.",
    )
    point_share: float = Field(
        gt=0, lt=0.6, description="Most of the width that the words of a point may take."
    )
    crowd_share: float = Field(
        gt=0, lt=1, description="Words of points that fill more of a plot are told in a key below."
    )
    slope_share: float = Field(
        gt=0, lt=0.45, description="Most of the width that words on a side of slopes may take."
    )
    slope_most: float = Field(
        gt=0, description="Most width of slopes between their two ends, in heights."
    )
    slope_least: Points = Field(description="Least height of slopes; each adds its words.")
    ring_share: float = Field(
        gt=0, lt=0.45, description="Most of the width that words on a side of a ring may take."
    )
    ring_hole: float = Field(gt=0, lt=1, description="Radius of a ring's hole, in radii.")
    open_end: Points = Field(
        description="Length of the arrow or notch that ends a bar known only by a bound."
    )
    map: MapStyle
    timeline: TimelineStyle
