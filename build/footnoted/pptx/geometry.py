"""In: the style's deck part. Out: the areas of a slide, in points, for template and plan alike."""

from dataclasses import dataclass

from footnoted.model.style.deck import DeckStyle
from footnoted.pptx.slides import Box

NOTES_PAGE = Box(0, 0, 540, 720)
"""The speaker's page: 7.5 by 10 inches, as every office program has it."""
NOTES_IMAGE = Box(54, 45, 432, 243)
NOTES_BODY = Box(54, 306, 432, 366)


@dataclass(frozen=True, slots=True)
class Areas:
    """Where things stand when a headline and the source notes take what is meant for them."""

    deck: DeckStyle

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.deck.width - 2 * self.deck.margin

    @property
    def title(self) -> Box:
        """Return the box of a headline."""
        return Box(self.deck.margin, self.deck.title_top, self.width, self.deck.title_height)

    @property
    def bottom(self) -> float:
        """Return where the source notes end."""
        return self.deck.height - self.deck.foot

    @property
    def notes(self) -> Box:
        """Return the largest box that source notes are meant to take."""
        tall = self.deck.notes_share * self.deck.height
        return Box(self.deck.margin, self.bottom - tall, self.width, tall)

    @property
    def body(self) -> Box:
        """Return the box of a text under a headline, over source notes of full height."""
        top = self.title.bottom + self.deck.title_gap
        return Box(self.deck.margin, top, self.width, self.notes.y - self.deck.notes_gap - top)

    @property
    def full(self) -> Box:
        """Return the box of a text under a headline without source notes."""
        top = self.title.bottom + self.deck.title_gap
        return Box(self.deck.margin, top, self.width, self.bottom - top)

    @property
    def footer(self) -> Box:
        """Return the box of the footer."""
        deck = self.deck
        top = deck.height - deck.footer_bottom - deck.footer_height
        return Box(deck.margin, top, self.width * 0.8, deck.footer_height)

    @property
    def number(self) -> Box:
        """Return the box of the slide number."""
        footer = self.footer
        wide = self.width * 0.1
        return Box(self.deck.width - self.deck.margin - wide, footer.y, wide, footer.height)

    @property
    def cover(self) -> tuple[Box, Box, Box, Box]:
        """Return kicker, title, subtitle and details of the title slide."""
        deck, wide = self.deck, self.width * 0.86
        tall = deck.height
        return (
            Box(deck.margin, tall * 0.13, wide, tall * 0.06),
            Box(deck.margin, tall * 0.20, wide, tall * 0.36),
            Box(deck.margin, tall * 0.63, wide, tall * 0.13),
            Box(deck.margin, tall * 0.79, wide, tall * 0.13),
        )

    @property
    def opening(self) -> tuple[Box, Box]:
        """Return title and text of a section slide."""
        deck, wide = self.deck, self.width * 0.86
        tall = deck.height
        return (
            Box(deck.margin, tall * 0.22, wide, tall * 0.28),
            Box(deck.margin, tall * 0.57, wide, tall * 0.17),
        )

    def columns(self, count: int, box: Box) -> tuple[Box, ...]:
        """Divide a box into columns of one width."""
        wide = (box.width - (count - 1) * self.deck.column_gap) / count
        step = wide + self.deck.column_gap
        return tuple(Box(box.x + i * step, box.y, wide, box.height) for i in range(count))

    def beside(self, share: float, box: Box) -> tuple[Box, Box]:
        """Divide a box into an exhibit with that share of the width and the words beside it."""
        wide = (box.width - self.deck.column_gap) * share
        left = Box(box.x, box.y, wide, box.height)
        at = box.x + wide + self.deck.column_gap
        return left, Box(at, box.y, box.x + box.width - at, box.height)
