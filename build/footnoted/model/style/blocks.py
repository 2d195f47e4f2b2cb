"""How each kind of block stands in a paper: its spaces, rules, grounds and markers."""

from footnoted.model.record import Field, Record
from footnoted.model.style.look import ColourName, Points, Tone


class ListStyle(Record):
    """Bulleted and numbered lists."""

    bullets: tuple[str, ...] = Field(min_length=1, description="By depth.")
    number: str = Field(description="`{n}.`")
    hang: Points = Field(description="From the marker's edge to the text.")
    between: Points
    after: Points = Field(description="Below the whole list.")
    colour: ColourName = Field(description="Of the markers.")


class BoxStyle(Record):
    """A tinted box."""

    tint: ColourName
    bar: ColourName
    bar_width: Points
    title: ColourName
    padding: Points
    rule: Points = Field(0, description="Weight of rules above and below, in the bar's colour.")
    before: Points
    after: Points
    keep: float = Field(
        ge=0, le=1, description="Boxes no higher than this share of a page stay whole if possible."
    )


class Boxes(Record):
    """Boxes by kind."""

    key_points: BoxStyle
    callout: BoxStyle
    caution: BoxStyle
    conflict: BoxStyle


class TableStyle(Record):
    """Tables in the manner of booktabs: rules above, below the head and below, none upright."""

    heavy: Points
    light: Points
    rule: ColourName
    row_rule: Points = Field(description="Weight of a hair rule between rows; 0 for none.")
    row_rule_colour: ColourName
    column_gap: Points
    row_space: Points = Field(description="Above and below the text of a row.")
    group_space: Points = Field(description="Above a group's title.")
    head_ground: Tone | None = Field(None, description="Behind the head; its role has the ink.")
    zebra: Tone | None = Field(None, description="Behind every second row of a group.")
    inset: Points = Field(0, description="Left and right of the text, where rows have grounds.")
    before: Points
    after: Points


class FigureFrame(Record):
    """What stands around a figure's drawing."""

    before: Points
    after: Points
    above: Points = Field(description="Between the words and the drawing.")
    highest: float = Field(gt=0, le=1, description="Most of a page's height a picture may take.")
    rule: ColourName
    rule_weight: Points
    rule_gap: Points


class BalanceStyle(Record):
    """Two sides beside each other."""

    gutter: Points
    before: Points
    after: Points
    rule: ColourName
    rule_weight: Points
    rule_gap: Points
    keep: float = Field(ge=0, le=1, description="As for boxes.")


class DefinitionStyle(Record):
    """Terms and what they mean."""

    indent: Points = Field(description="Of a definition below its term.")
    between: Points
    between_compact: Points = Field(description="Between rows of a compact list.")
    term_share: float = Field(gt=0, lt=1, description="Width of the terms of a compact list.")
    gutter: Points = Field(description="Between terms and definitions beside each other.")
    after: Points


class QuestionStyle(Record):
    """Questions, answers, and room to write."""

    between: Points
    line: Points = Field(description="From rule to rule where answers are written.")
    rule: ColourName
    rule_weight: Points
    after: Points


class StatStyle(Record):
    """A row of big figures."""

    gutter: Points
    before: Points
    after: Points
    rule: ColourName
    rule_weight: Points
    padding: Points


class ContentsStyle(Record):
    """The contents list."""

    depth: int = Field(ge=1, le=3)
    leader: str = Field(description="Repeated between title and page number; empty for none.")
    leader_gap: Points
    indent: Points = Field(description="Of each level below the first.")
    number_width: Points = Field(description="Kept free for page numbers.")
    white: float = Field(
        1, ge=0, le=1, description="Weight of white below the list where a page ends there."
    )
