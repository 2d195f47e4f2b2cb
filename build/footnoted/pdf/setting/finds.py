"""What setting comes across in a document: characters no face has, text that runs leftward."""

from msgspec import Struct, field


class Finds(Struct, eq=False):
    """Filled by all fonts of a document."""

    turns: bool = False
    """Whether any text, or the document itself, runs from right to left."""
    wide: bool = False
    """Whether any text has ideographs."""
    place: str = ""
    """The section that is being set."""
    missing: dict[str, str] = field(default_factory=dict)
    """Characters that no face has, each with the words it was first met in."""
    places: dict[str, str] = field(default_factory=dict)
    """And with the section."""

    @property
    def plain(self) -> bool:
        """Whether all lines are set as English is."""
        return not self.turns and not self.wide

    def lack(self, piece: str, text: str) -> None:
        """Remember characters that no face has."""
        if piece not in self.missing:
            self.missing[piece], self.places[piece] = text, self.place
