"""What the planning of one slide needs: style, words, notes; and what it gives back, a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from footnoted.model.document import Document, Inlines
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.pptx.citations import Citations
from footnoted.pptx.fit import fit_line, text_height
from footnoted.pptx.geometry import Areas
from footnoted.pptx.measure import Setting
from footnoted.pptx.runs import Inliner, plain
from footnoted.pptx.slides import Anchor, Box, Holder, Layout, Para, Run, Shape, TextShape, Tone
from footnoted.pptx.strip import Strip, Strips


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide but for its headline, which counts the parts, and its speaker notes."""

    layout: Layout
    shapes: tuple[Shape, ...]
    strip: Strip | None = None
    shrunk: tuple[str, ...] = ()
    """What was set smaller than meant, in words."""


class DoesNotFitError(Exception):
    """A slide's fixed parts leave no room for a single line of its text."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a headline leaves of a slide: from `top` down to `bottom`, notes included."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline as fitted."""

    runs: tuple[Run, ...]
    size: float
    box: Box


@dataclass(frozen=True, slots=True)
class Stage:
    """One deck's style, phrases and notes."""

    document: Document
    style: Style
    phrases: Phrases
    areas: Areas
    inliner: Inliner
    citations: Citations
    strips: Strips
    entries: Mapping[str, Inlines]
    """The source list's entry of each source."""
    first_uses: Mapping[tuple[str, ...], str]
    """Id of the first note that cites some sources."""

    @property
    def body(self) -> Setting:
        """Return how text is set."""
        return Setting(self.style.deck)

    @property
    def display(self) -> Setting:
        """Return how headlines and other large text are set."""
        return Setting(self.style.deck, heading=True, leading=self.style.deck.title_leading)

    def headline(self, runs: tuple[Run, ...]) -> Headline:
        """Fit a headline; one that is too long for its box takes more of the slide."""
        deck, box = self.style.deck, self.areas.title
        for room in (box.height, deck.title_height_max):
            found = fit_line([Para(runs)], box.width, room, deck.sizes.title, self.display)
            if found:
                size, tall = found
                return Headline(runs, size, Box(box.x, box.y, box.width, max(tall, box.height)))
        raise DoesNotFitError("the headline is too long for a slide; shorten it")

    def room(self, headline: Headline) -> Room:
        """Return what a headline leaves."""
        return Room(headline.box.bottom + self.style.deck.title_gap, self.areas.bottom)

    def remarks(self, *lines: Inlines) -> tuple[Para, ...]:
        """Return lines that stand over the notes: a source line, remarks under a table."""
        found = [self.inliner.runs(line) for line in lines if line]
        return tuple(Para(runs, gap=0.12, tone=Tone.MUTED) for runs in found)

    def across(self, room: Room, strip: float) -> Box:
        """Return the box over the whole width that notes of this height leave."""
        return Box(self.areas.deck.margin, room.top, self.areas.width, room.height - strip)

    def text(
        self, holder: Holder, name: str, box: Box, paras: Sequence[Para], size: float
    ) -> TextShape:
        """Return a shape of running text."""
        return TextShape(holder, name, box, tuple(paras), size)

    def lead(self, paras: Sequence[Para], box: Box) -> tuple[tuple[Shape, ...], Box]:
        """Set a few lines between headline and exhibit; return them and what they leave."""
        if not paras:
            return (), box
        found = fit_line(
            paras, box.width, box.height * 0.34, self.areas.deck.sizes.takeaway, self.body
        )
        if not found:
            raise DoesNotFitError("the text over the exhibit leaves no room for it")
        size, tall = found
        gap = self.style.deck.notes_gap
        shape = TextShape(
            Holder.NONE, "Lead", Box(box.x, box.y, box.width, tall), tuple(paras), size
        )
        rest = Box(box.x, box.y + tall + gap, box.width, box.height - tall - gap)
        return (shape,), rest

    def is_title(self, words: Inlines, title: str) -> bool:
        """Say whether words repeat the headline and need not print again."""
        return _bare(plain(self.inliner.runs(words))) == _bare(title)

    def stacked(
        self,
        holders: Sequence[tuple[Holder, str, Sequence[Para], float, Setting]],
        box: Box,
        gap: float,
    ) -> tuple[tuple[TextShape, ...], float]:
        """Set texts one under the other; return them and where the last ends."""
        shapes, at = [], box.y
        for holder, name, paras, size, setting in holders:
            tall = text_height(paras, box.width, size, setting)
            place = Box(box.x, at, box.width, tall)
            shapes.append(
                TextShape(
                    holder,
                    name,
                    place,
                    tuple(paras),
                    size,
                    heading=setting.heading,
                    leading=setting.leading,
                    anchor=Anchor.TOP,
                )
            )
            at += tall + gap
        return tuple(shapes), at - gap


def smaller(role: str, size: float, ladder: Sequence[float]) -> tuple[str, ...]:
    """Say in words that a role was set below its first size, or nothing."""
    return (f"{role} set at {size:g} points, not {ladder[0]:g}",) if size < ladder[0] else ()


def _bare(text: str) -> str:
    """Return a title without its end marks and capitals, to compare."""
    return text.strip(" .:?!").casefold()
