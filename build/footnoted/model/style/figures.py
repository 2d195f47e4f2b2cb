"""The style's `figures` part: how charts are drawn, in points."""

from typing import Literal

from pydantic import Field

from footnoted.model.record import Record
from footnoted.model.style.look import Points


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
    open_end: Points = Field(
        description="Length of the arrow or notch that ends a bar known only by a bound."
    )
