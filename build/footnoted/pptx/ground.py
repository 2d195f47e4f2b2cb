"""What slides are written over: a template's parts, its layouts' placeholders, its measures.

Made of the style (`template.py`) or of a user's file (`own/`); the writing of slides is the same.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from footnoted.model.style import Style
from footnoted.pptx.geometry import Areas
from footnoted.pptx.markup import Paint
from footnoted.pptx.package import Part
from footnoted.pptx.places import LayoutUse
from footnoted.pptx.slides import Layout, Slide


class EmbeddedFont(Struct, frozen=True):
    """A font of the template: its `p:font`, and the parts of its faces by element name."""

    font: str
    faces: tuple[tuple[str, str], ...]


class Head(Struct, frozen=True):
    """What the presentation part takes over from the template."""

    masters: tuple[tuple[int, str], ...]
    """Id and part of each master."""
    notes_master: str
    handout_master: str
    width: int
    """English Metric Units, as the height."""
    height: int
    theme: str
    defaults: str
    """What stands in `p:defaultTextStyle`, as XML."""
    kept: str = ""
    """Attributes of `p:presentation`."""
    fonts: tuple[EmbeddedFont, ...] = ()


class Ground(Struct, frozen=True):
    """A template, ready to be written over."""

    style: Style
    """With measures, sizes and colours as the template has them."""
    areas: Areas
    paint: Paint
    layouts: Mapping[Layout, LayoutUse]
    head: Head
    parts: tuple[Part, ...]
    own: Mapping[tuple[str, Layout], LayoutUse] = field(default_factory=dict)
    """Layouts that authors ask for by name, for each kind of slide that stands on them."""
    looks: Mapping[str, tuple[Areas, Paint]] = field(default_factory=dict)
    """What is measured on these and how it looks, by name."""
    first: int = 1
    """Number of the first chart, workbook and picture that we name."""

    def use_of(self, slide: Slide) -> LayoutUse:
        """Return the layout that a slide stands on."""
        return self.own[slide.own, slide.layout] if slide.own else self.layouts[slide.layout]

    def look_of(self, slide: Slide) -> tuple[Areas, Paint]:
        """Return the areas and colours that a slide was planned with."""
        return self.looks[slide.own] if slide.own else (self.areas, self.paint)
