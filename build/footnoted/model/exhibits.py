"""Blocks that are exhibits: what each kind of table and figure asks for, as a user writes it."""

from typing import Literal

from footnoted.model.block import BlockRecord, Select
from footnoted.model.record import Field, OneOrMore, Record, Words


class PictureBlock(BlockRecord):
    """A picture of the project, PNG or JPEG, with who made it."""

    type: Literal["picture"]
    path: str = Field(description="Within the project folder.")
    caption: Words
    alt: Words = Field(description="What it shows, for those who cannot see it.")
    credit: Words | None = Field(None, description="Who made it, under what licence.")
    takeaway: Words | None = None


class TimelineBlock(BlockRecord):
    """Facts that have dates, in order of time."""

    type: Literal["timeline"]
    from_: Select = Field(alias="from")
    form: Literal["rail", "axis"] | None = Field(
        None, description="`rail` runs down the page, `axis` across; else as the format likes."
    )
    lanes: Literal["", "topic", "place", "kind"] = Field(
        "", description="A band for each of these."
    )
    caption: Words
    takeaway: Words | None = None
    alt: Words | None = None


class MapLayer(Record):
    """Places of one kind: those of facts, or of values where their size is drawn."""

    label: Words = Field(description="What its places are, for the key.")
    from_: Select | None = Field(None, alias="from", description="Facts whose places are marked.")
    values: OneOrMore[str] = Field(
        (), description="`fact-id.value` or `fact-id.value@PLACE` each: the amounts drawn."
    )
    places: OneOrMore[str] = Field((), description="Only these of their places.")


class MapBlock(BlockRecord):
    """Places on a map of the world or of a part of it."""

    type: Literal["map"]
    form: Literal["kinds", "shades", "symbols"] = "kinds"
    layers: tuple[MapLayer, ...] = Field(min_length=1)
    caption: Words
    takeaway: Words | None = None
    alt: Words | None = None
    whole: bool = Field(False, description="The whole world, whatever the places.")


class ComparisonRow(Record):
    """One matter and what each column says to it."""

    title: Words
    cells: tuple[Select | None, ...] = Field(
        min_length=1, description="Facts for each column; null where nothing is known."
    )


class ComparisonBlock(BlockRecord):
    """Things side by side: a matter in each row, facts in each cell."""

    type: Literal["comparison"]
    caption: Words
    columns: tuple[Words, ...] = Field(min_length=2, description="Their titles.")
    rows: tuple[ComparisonRow, ...] = Field(min_length=1)
    corner: Words | None = Field(None, description="Title of the column of matters.")
    notes: OneOrMore[Words] = ()
    summary: Words | None = None


class TableColumn(Record):
    """One column of a table of facts."""

    show: str = Field(
        description=(
            "`text`, `when`, `places`, `source`, `status`, `topics`, or `value` / `value:NAME`."
        )
    )
    title: Words
    align: Literal["start", "center", "end", "decimal"] | None = None
    width: float | None = Field(None, gt=0, le=1)


class TableBlock(BlockRecord):
    """Facts in rows; columns show their text, time, places, values, sources."""

    type: Literal["table"]
    from_: Select = Field(alias="from")
    caption: Words
    columns: tuple[TableColumn, ...] = Field(min_length=1)
    group_by: Literal["", "topic", "place", "year"] = ""
    notes: OneOrMore[Words] = ()
    summary: Words | None = None


class ChartPoint(Record):
    """One bar or point: a value of a fact under a label of ours."""

    value: str = Field(description="`fact-id.value`, or `fact-id.value.from` / `.to` of a change.")
    label: Words
    series: Words | None = Field(None, description="Name of its series where there are several.")
    against: str = Field("", description="`fact-id.value` along the axis of a scatter.")
    emphasis: bool = False


class ChartBlock(BlockRecord):
    """A chart of values: one definition for paper and deck."""

    type: Literal["chart"]
    form: Literal[
        "bar",
        "column",
        "line",
        "stacked-bar",
        "stacked-column",
        "points",
        "slope",
        "range",
        "nested",
        "doughnut",
        "scatter",
    ] = "bar"
    points: tuple[ChartPoint, ...] = Field(min_length=1)
    caption: Words
    takeaway: Words | None = Field(None, description="What the reader should see, in a sentence.")
    alt: Words | None = Field(None, description="What it shows, in words; else made from the data.")
    mixes: bool = Field(False, description="Draw unlike kinds of quantity together, on purpose.")
