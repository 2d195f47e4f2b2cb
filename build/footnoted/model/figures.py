"""What figures draw: charts, maps, timelines and pictures, as values and words, without a look."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from footnoted.model.inlines import Inlines


class Bound(StrEnum):
    """How a printed value stands to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    NEARLY = "nearly"
    UP_TO = "up to"
    LESS_THAN = "less than"


class ChartForm(StrEnum):
    """How a chart draws its series. Bars lie, columns stand; several series stand in groups."""

    BAR = "bar"
    COLUMN = "column"
    LINE = "line"
    STACKED_BAR = "stacked-bar"
    STACKED_COLUMN = "stacked-column"
    POINTS = "points"
    """Labelled points that nothing joins: along a time axis where all marks say `at`."""
    SLOPE = "slope"
    """Before and after: two categories, each series a line from one to the other."""
    RANGE = "range"
    """From `low` to `high` of each category."""
    NESTED = "nested"
    """Parts of a whole: each category lies within the one before it."""
    DOUGHNUT = "doughnut"
    """Shares of one whole; one series."""
    SCATTER = "scatter"
    """Two amounts of each category: `at` along, `value` up."""


class Mark(Struct, frozen=True):
    """One value drawn: a bar, a point."""

    value: Decimal | None
    """None leaves a gap. Of a range it is the middle, and is not drawn."""
    label: str
    """The value in words as the text prints it, bound and unit included where the text has them."""
    bound: Bound = Bound.EXACT
    fact: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    at: Decimal | None = None
    """Place along the axis: of points the year (2010.5 is July 2010), of a scatter an amount."""
    at_label: str = ""
    """Of a scatter: the amount along the axis in words."""
    at_bound: Bound = Bound.EXACT


class Series(Struct, frozen=True):
    """Marks of one kind, one for each category of the chart."""

    name: str
    marks: tuple[Mark, ...]


class Chart(Struct, frozen=True):
    """Values to be drawn; figures of the paper and native charts of the deck both come from it."""

    form: ChartForm
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    """The unit in words, printed under the title: `people`, `US dollars a month`."""
    emphasis: frozenset[int] = frozenset()
    """Indices of categories drawn in the accent colour when there is one series."""
    along: str = ""
    """The unit of `at` in words; empty for years."""
    strong: frozenset[int] = frozenset()
    """Indices of series drawn in the accent colour where there are several lines."""


class MapForm(StrEnum):
    """How a map marks its places."""

    KINDS = "kinds"
    """Countries filled by what kind they belong to; a sign for each further kind."""
    SHADES = "shades"
    """Countries filled from light to dark by value (choropleth)."""
    SYMBOLS = "symbols"
    """A circle on each place, its area as the value."""


class MapPlace(Struct, frozen=True):
    """One place that a map marks."""

    code: str
    """ISO 3166-1 alpha-2 of the country whose outline it has or lies in."""
    name: str
    """In the document's language."""
    kinds: tuple[int, ...] = ()
    """Indices into `Map.kinds`, the one that fills it first."""
    value: Decimal | None = None
    label: str = ""
    """The value in words; empty where only the name prints."""
    bound: Bound = Bound.EXACT
    at: tuple[float, float] | None = None
    """Longitude and latitude in degrees, where it is not the middle of the country."""
    facts: tuple[str, ...] = ()


class Map(Struct, frozen=True):
    """Places of the world; what they have no room for near their outlines goes into insets."""

    form: MapForm
    places: tuple[MapPlace, ...]
    kinds: tuple[str, ...] = ()
    """What the fills and signs stand for, in words, in the order of the key."""
    unit: str = ""
    whole: bool = False
    """Show the whole world, else the part that holds the places."""


class TimelineForm(StrEnum):
    """How a timeline runs."""

    RAIL = "rail"
    """Downwards, dates beside a rail; every label is a text with its note calls."""
    AXIS = "axis"
    """Along a time axis to scale, labels in as many rows as they need."""


class Event(Struct, frozen=True):
    """A point or a span of time with its words."""

    start: Decimal
    """In years: 2010.5 is July 2010."""
    end: Decimal | None
    """None for a point; the start of the day, month or year after a span's last."""
    time: str
    """The time in words of the document's language."""
    label: Inlines
    fact: str = ""
    open_start: bool = False
    open_end: bool = False
    approximate: bool = False
    lane: int = 0
    """Index into `Timeline.lanes`."""


class Timeline(Struct, frozen=True):
    """Events in order of time."""

    form: TimelineForm
    events: tuple[Event, ...]
    lanes: tuple[str, ...] = ()
    """Names of the bands that events stand in; empty for a single one."""


class Picture(Struct, frozen=True):
    """A raster image of the project, PNG or JPEG, path within the project folder."""

    path: str


FigureContent = Chart | Map | Timeline | Picture
