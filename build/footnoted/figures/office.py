"""Words of a deck's figures: a family of the viewer's machine in, widths and lines out."""

from msgspec import Struct

from footnoted.text.advances import advances

_CAPITALS = 0.7
"""Ems; Calibri's capitals take 0.64, Arial's 0.72."""
_DEPTH = 0.2


class OfficeLettering(Struct, frozen=True):
    """How words are set that the viewer's machine draws: wider by `safety` than reckoned."""

    family: str
    bold: bool
    size: float
    safety: float
    language: str

    @property
    def cap_height(self) -> float:
        """Height of capitals above the baseline, in points."""
        return _CAPITALS * self.size

    @property
    def depth(self) -> float:
        """How far letters reach below the baseline, in points."""
        return _DEPTH * self.size

    def width(self, text: str) -> float:
        """Return the width of one line."""
        return advances(self.family, self.bold).width(text) * self.size * self.safety
