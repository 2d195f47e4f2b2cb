"""In: the style's deck part, or a template's frames. Out: the areas of a slide, in points."""

from functools import cache

from msgspec import Struct

from footnoted.model.style.deck import DeckStyle
from footnoted.pptx.slides import Box, Letters
from footnoted.text.bidi import runs_left

PAGE = Box(0, 0, 540, 720)
"""The speaker's page: 7.5 by 10 inches, as every office program has it."""
_PAGE_EDGE, _PAGE_BAND = 54, 36
"""Left and right of the page's texts; height of the bands that hold head and foot."""
_IMAGE_HEIGHT, _PAGE_GAP = 270, 18


class NotesPage(Struct, frozen=True):
    """The speaker's page: the slide's picture over what is said, in points."""

    page: Box
    image: Box
    body: Box


@cache
def notes_page(width: float, height: float) -> NotesPage:
    """Return the speaker's page for slides of a shape: the picture as large as leaves text room."""
    room = PAGE.width - 2 * _PAGE_EDGE
    scale = min(room / width, _IMAGE_HEIGHT / height)
    wide, tall = width * scale, height * scale
    image = Box((PAGE.width - wide) / 2, _PAGE_BAND + 9, wide, tall)
    top = image.bottom + _PAGE_GAP
    return NotesPage(PAGE, image, Box(_PAGE_EDGE, top, room, PAGE.height - _PAGE_BAND - 12 - top))


class Frames(Struct, frozen=True):
    """Where a user's template has things; boxes without the insets of their placeholders."""

    title: Box
    text: Box
    """From under the headline to where source notes end."""
    footer: Box
    cover: tuple[Box, Box] | None
    """Title and text of the title slide; None for a layout of ours."""
    opening: tuple[Box, Box | None] | None
    """Title and text of a section slide; None for a layout of ours."""
    notes_page: NotesPage
    title_letters: Letters
    cover_letters: Letters
    opening_letters: Letters


def start_of(box: Box, width: float, language: str) -> float:
    """Return the x of what stands where the lines of a language begin within a box."""
    return box.x + box.width - width if runs_left(language) else box.x


class Areas(Struct, frozen=True):
    """Where things stand when a headline and the source notes take what is meant for them."""

    deck: DeckStyle
    frames: Frames | None = None
    """Those of a user's template, in place of what follows from the style."""

    @property
    def left(self) -> float:
        """Return where text begins."""
        return self.frames.text.x if self.frames else self.deck.margin

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.frames.text.width if self.frames else self.deck.width - 2 * self.deck.margin

    @property
    def title(self) -> Box:
        """Return the box of a headline."""
        if self.frames:
            return self.frames.title
        return Box(self.deck.margin, self.deck.title_top, self.width, self.deck.title_height)

    @property
    def bottom(self) -> float:
        """Return where the source notes end."""
        return self.frames.text.bottom if self.frames else self.deck.height - self.deck.foot

    @property
    def notes_page(self) -> NotesPage:
        """Return the speaker's page."""
        if self.frames:
            return self.frames.notes_page
        return notes_page(self.deck.width, self.deck.height)

    @property
    def notes(self) -> Box:
        """Return the largest box that source notes are meant to take."""
        tall = self.deck.notes_share * self.deck.height
        return Box(self.left, self.bottom - tall, self.width, tall)

    @property
    def body(self) -> Box:
        """Return the box of a text under a headline, over source notes of full height."""
        top = self.title.bottom + self.deck.title_gap
        return Box(self.left, top, self.width, self.notes.y - self.deck.notes_gap - top)

    @property
    def full(self) -> Box:
        """Return the box of a text under a headline without source notes."""
        top = self.title.bottom + self.deck.title_gap
        return Box(self.left, top, self.width, self.bottom - top)

    @property
    def footer(self) -> Box:
        """Return the box of the footer."""
        if self.frames:
            return self.frames.footer
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
        left, wide, tall = self.left, self.width * 0.86, self.deck.height
        return (
            Box(left, tall * 0.13, wide, tall * 0.06),
            Box(left, tall * 0.20, wide, tall * 0.36),
            Box(left, tall * 0.63, wide, tall * 0.13),
            Box(left, tall * 0.79, wide, tall * 0.13),
        )

    @property
    def opening(self) -> tuple[Box, Box]:
        """Return title and text of a section slide."""
        left, wide, tall = self.left, self.width * 0.86, self.deck.height
        return (
            Box(left, tall * 0.22, wide, tall * 0.28),
            Box(left, tall * 0.57, wide, tall * 0.17),
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
