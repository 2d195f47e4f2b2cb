"""How maps and timelines are drawn: a style and a size in; tones, widths and lines of words out."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from footnoted.figures.drawing import Anchor, Letters, Row, Words
from footnoted.figures.lettering import lettering_of, wrapped
from footnoted.figures.look import luminance
from footnoted.figures.office import OfficeLettering
from footnoted.figures.tones import shade
from footnoted.model.style import Style
from footnoted.model.style.figures import FigureStyle, MapStyle, TimelineStyle
from footnoted.model.style.look import Colours, Tone


class Hand(Struct, frozen=True):
    """A style as maps and timelines need it, for the paper or for a slide."""

    sizes: FigureStyle
    colours: Colours
    language: str
    words: Letters
    strong: Letters
    leading: float

    @property
    def em(self) -> float:
        """The size of the words, in which every other length is given."""
        return self.words.size

    @property
    def pitch(self) -> float:
        """From baseline to baseline."""
        return self.leading * self.em

    def tone(self, tone: Tone) -> str:
        """Return a tone as a colour."""
        return shade(self.colours, tone)

    def ink_on(self, fill: str) -> str:
        """Return the colour of words that reads best on a fill (WCAG 2.2, contrast ratio)."""
        ground = luminance(fill)
        inks = (self.colours.ink, self.colours.background)
        return max(inks, key=lambda ink: _contrast(luminance(ink), ground))

    def text(
        self,
        x: float,
        top: float,
        rows: Sequence[Row],
        anchor: Anchor = "start",
        measure: float = 0,
    ) -> Words:
        """Set rows with the first one's capitals at `top`."""
        return Words(x, top + self.words.cap_height, tuple(rows), self.pitch, anchor, measure)

    def row(self, text: str, colour: str = "", *, strong: bool = False) -> Row:
        """Return one line of words, in ink where no colour is given."""
        return Row(text, self.strong if strong else self.words, colour or self.colours.ink)

    def height(self, rows: int) -> float:
        """Return the height of lines from the first one's capitals to the last one's depth."""
        return self.words.cap_height + self.pitch * (rows - 1) + self.words.depth


def paper_hand(style: Style, part: MapStyle | TimelineStyle, language: str) -> Hand:
    """Return how the paper draws maps, or timelines."""
    sizes = style.figures
    words = lettering_of(style, sizes.weight, part.size, language)
    strong = lettering_of(style, sizes.strong, part.size, language)
    return Hand(sizes, style.colours, language, words, strong, part.leading)


def deck_hand(style: Style, size: float, language: str) -> Hand:
    """Return how a slide draws maps and timelines with words of a size."""
    deck = style.deck
    words = OfficeLettering(deck.body_face, False, size, deck.width_safety, language)
    strong = OfficeLettering(deck.body_face, True, size, deck.width_safety, language)
    return Hand(style.figures, style.colours, language, words, strong, deck.line_pitch)


def wrap(letters: Letters, text: str, width: float) -> list[str]:
    """Break a text into lines no wider than `width`; a word too wide is cut."""
    return list(_wrapped(letters, text, width))


@lru_cache(maxsize=1 << 12)
def _wrapped(letters: Letters, text: str, width: float) -> tuple[str, ...]:
    return tuple(wrapped(text.strip(), width, letters.width, letters.language) if text else ())


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
