"""What the planning of one slide needs: style, words, notes; and what it gives back, a draft."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.document import Document, Figure, Table
from footnoted.model.inlines import Inlines, Link
from footnoted.model.style import Style
from footnoted.model.style.look import Phrases
from footnoted.model.walk import all_inlines, found_in
from footnoted.pptx.citations import Citations
from footnoted.pptx.fit import fit_line, text_height
from footnoted.pptx.geometry import Areas, start_of
from footnoted.pptx.measure import Setting
from footnoted.pptx.runs import Inliner, plain
from footnoted.pptx.slides import (
    Anchor,
    Box,
    Holder,
    Layout,
    Letters,
    Para,
    Run,
    Shape,
    TextShape,
    Tone,
)
from footnoted.pptx.strip import Strip, Strips

_AFTER_NUMBER = "\u2002"
"""An en space, as in the paper."""


class Draft(Struct, frozen=True):
    """A slide but for its headline, which counts the parts, and its speaker notes."""

    layout: Layout
    shapes: tuple[Shape, ...]
    strip: Strip | None = None
    shrunk: tuple[str, ...] = ()
    """What was set smaller than meant, in words."""


class DoesNotFitError(Exception):
    """A slide's fixed parts leave no room for a single line of its text."""


class Room(Struct, frozen=True):
    """What a headline leaves of a slide: from `top` down to `bottom`, notes included."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.bottom - self.top


class Headline(Struct, frozen=True):
    """A headline as fitted."""

    runs: tuple[Run, ...]
    size: float
    box: Box


class Stage(Struct, frozen=True, dict=True):
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
    spoken: Citations
    """As the speaker reads them: with addresses whole."""
    first_uses: Mapping[tuple[str, ...], str]
    """Id of the first note that cites some sources."""

    @cached_property
    def body(self) -> Setting:
        """How text is set."""
        return Setting(self.style.deck)

    @cached_property
    def display(self) -> Setting:
        """How large text is set."""
        deck = self.style.deck
        return Setting(deck, heading=True, leading=deck.title_leading)

    @cached_property
    def headlines(self) -> Setting:
        """How headlines are set."""
        frames = self.areas.frames
        return self.lettered(frames.title_letters) if frames else self.display

    @cached_property
    def referred(self) -> frozenset[str]:
        """Ids of what the document's words lead to: only such figures and tables are numbered."""
        return frozenset(_referred(self.document))

    def start(self, box: Box, width: float) -> float:
        """Return the x of what stands at the start of lines: at the right in Arabic."""
        return start_of(box, width, self.document.language)

    def on(self, areas: Areas) -> "Stage":
        """Return what the planning of slides on another layout needs."""
        style = self.style.changed({"deck": areas.deck})
        strips = Strips(areas, self.citations, self.strips.hang)
        return replace(self, style=style, areas=areas, strips=strips)

    def lean(self) -> "Stage":
        """Return the same with source notes as small as they may be."""
        return replace(self, strips=replace(self.strips, lean=True, _known={}))

    def telling(self) -> "Stage":
        """Return the same for slides whose text is what must be disclosed."""
        return replace(self, strips=replace(self.strips, told=True, _known={}))

    def lettered(self, letters: Letters) -> Setting:
        """Return how the headlines of a user's layout are set."""
        return Setting(self.style.deck, heading=True, leading=letters.leading, letters=letters)

    def headline(self, runs: tuple[Run, ...]) -> Headline:
        """Fit a headline; one that is too long for its box takes more of the slide."""
        deck, box = self.style.deck, self.areas.title
        for room in (box.height, deck.title_height_max):
            found = fit_line([Para(runs)], box.width, room, deck.sizes.title, self.headlines)
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
        return Box(self.areas.left, room.top, self.areas.width, room.height - strip)

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

    def numbered(self, block: Figure | Table) -> tuple[Run, ...]:
        """Return the number of an exhibit as words elsewhere in the deck call it, if any do."""
        if block.id not in self.referred or not block.number:
            return ()
        phrase = self.phrases.figure if isinstance(block, Figure) else self.phrases.table
        words = phrase.format(n=block.number)
        return (Run(f"{words}{_AFTER_NUMBER}", bold=True, tone=Tone.ACCENT),)

    def smaller(self, role: str, size: float, ladder: Sequence[float]) -> tuple[str, ...]:
        """Say in words that a role was set below the sizes of free choice, or nothing."""
        free = ladder[: self.style.deck.free_steps]
        if size >= free[-1]:
            return ()
        return (f"{role} set at {size:g} points, not {ladder[0]:g}",)

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


def _referred(document: Document) -> Iterator[str]:
    """Yield the ids that links within the document lead to, those of the speaker among them."""
    for content in all_inlines(document, speaker=True):
        links = found_in(content, Link)
        yield from (link.target[1:] for link in links if link.target[:1] == "#")


def _bare(text: str) -> str:
    """Return a title without its end marks and capitals, to compare."""
    return text.strip(" .:?!").casefold()
