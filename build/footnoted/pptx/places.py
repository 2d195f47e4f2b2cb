"""A template's layouts as slides refer to them: which placeholder takes what, and what it brings.

Layouts are ours (`layouts.py`) or the user's (`own/`); the writing of slides is the same.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from footnoted.pptx.geometry import Areas
from footnoted.pptx.slides import Anchor, Box, Holder, Layout


class Place(Struct, frozen=True):
    """A layout's placeholder as a slide's shape refers to it, and what it would pass on."""

    holder: str
    """Attributes of `p:ph`."""
    box: Box | None = None
    """Where the text stands that inherits box and insets: None where every shape says its own."""
    ours: bool = False
    """It is ours, without insets: of its text body only what differs is said."""
    anchor: Anchor | None = None
    """Where text stands in one of ours."""
    inherits: bool = False
    """It is the user's: anchor and bullets are taken from it."""
    run: Mapping[str, str] = field(default_factory=dict)
    """Attributes by which runs undo what we did not measure with."""
    face: str = ""
    """Typeface that runs name, or empty where they inherit the one that was measured."""
    fill: str = ""
    """Colour of runs as an element, or empty where they inherit one."""
    spacing: bool = False
    """Paragraphs say their line spacing and the space after them."""
    columns: bool = False
    """The placeholder has several columns, the text has one."""
    plain: bool = False
    """Its paragraphs stand at its edge, without a mark and a gap, in the lines of its role."""
    bullets: tuple[bool, ...] = ()
    """For each level whether the placeholder brings a bullet along."""


class LayoutUse(Struct, frozen=True):
    """One layout as slides use it."""

    part: str
    """Name of its part."""
    holders: Mapping[Holder, Place]
    chart: str = ""
    """Attributes of the chart's `p:ph`, or empty where it has none."""
    footer: str = ""
    number: str = ""
    foot: tuple[str, str] = ("", "")
    """Attributes and properties of runs in footer and number, said again: not all programs look
    them up on the master."""
    inverse: bool = False
    """Every text takes the layout's colour."""


class OwnLayout(Struct, frozen=True):
    """A layout of the user's template that an author asks for by its name."""

    areas: Areas
    """As measured on it."""
    serves: frozenset[Layout]
    """The kinds of slides for which it has the placeholders."""


class OwnLayouts(Struct, frozen=True):
    """What authors can ask for by name in a deck with a user's template."""

    names: tuple[str, ...] = ()
    wished: Mapping[str, OwnLayout] = field(default_factory=dict)
    """Those that the document asks for and that there are."""
    given: bool = False
    """The template is given for one run: names that it lacks are only told."""
