"""Roles: a role of the style comes in, the font that sets it goes out, and what no face has."""

from pathlib import Path

from footnoted.diagnostics import Diagnostic, error
from footnoted.model.style import Style
from footnoted.model.style.paper import Type
from footnoted.pdf.setting.font import Font
from footnoted.text.faces import face

CONTEXT = 40
"""Characters shown around a missing glyph."""


class Fonts:
    """The fonts of one document in one style: each is made when it is first asked for."""

    def __init__(self, style: Style, language: str, root: Path) -> None:
        self.style = style
        self.language = language
        self.root = root
        self.known: dict[tuple[int, str, bool, bool, bool, str], Font] = {}
        self.missing: dict[str, str] = {}
        """Characters that no face has, each with the words it was first met in."""

    def font(
        self,
        role: Type,
        bold: bool = False,
        italic: bool = False,
        caps: bool = False,
        language: str = "",
        colour: str = "",
    ) -> Font:
        """Return the font of a role, of strong or stressed words in it, of a foreign language."""
        language = (language or self.language) if role.hyphenate else ""
        key = (id(role), colour, bold, italic, caps, language)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.make_font(
                role, bold, italic != role.italic, caps, language, colour
            )
        return found

    def make_font(
        self, role: Type, bold: bool, italic: bool, caps: bool, language: str, colour: str
    ) -> Font:
        """Find the faces of a font."""
        faces = self.style.faces
        strong = self.style.paper.strong_weight
        weight = max(role.weight, strong) if bold else role.weight
        families = (faces.serif if role.face == "serif" else faces.sans, *faces.fallback)
        sizes = self.style.paper.optical_sizes
        optical = min(sizes, key=lambda size: abs(size - role.size))
        chain = tuple(face(self.family(one), weight, italic, optical) for one in families)
        small = caps or role.capitals == "small"
        features = (*role.features, *(("smcp",) if small else ()))
        paint = colour_of(self.style, colour or role.colour)
        return Font(chain, role, paint, features, language, self.missing)

    def family(self, name: str) -> str:
        """Resolve the path of a font file within the project."""
        return str(self.root / name) if name.lower().endswith(".ttf") else name

    def diagnostics(self) -> list[Diagnostic]:
        """Say which characters no face has, each with the words around it."""
        if not self.missing:
            return []
        letters = sorted({letter for run in self.missing for letter in run})
        names = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in letters)
        near = "; ".join(f"“{text[:CONTEXT]}”" for text in dict.fromkeys(self.missing.values()))
        faces = self.style.faces
        families = ", ".join((faces.serif, faces.sans, *faces.fallback))
        return [
            error(
                "missing-glyph",
                f"no face of the style ({families}) has {names}; in {near}",
                hint="name a family that has them under `faces: fallback:` of the style, "
                "such as noto-sans-arabic with the package fontpkg-noto-sans-arabic",
            )
        ]


def colour_of(style: Style, name: str) -> str:
    """Return a colour of the palette by its key."""
    colour: str = getattr(style.colours, name.replace("-", "_"))
    return colour
