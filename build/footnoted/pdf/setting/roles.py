"""Roles: a role of the style comes in, the font that sets it goes out, and what no face has."""

import unicodedata
from functools import partial
from pathlib import Path

from footnoted.diagnostics import Diagnostic, Subject, error
from footnoted.model.style import Style
from footnoted.model.style.paper import Type
from footnoted.pdf.fonts import FontBook
from footnoted.pdf.setting.calls import CallSetter
from footnoted.pdf.setting.finds import Finds
from footnoted.pdf.setting.font import Font
from footnoted.pdf.setting.links import Links
from footnoted.pdf.setting.wide import WideSpaces
from footnoted.text.bidi import runs_left
from footnoted.text.faces import Face, covers, face, spare_face
from footnoted.text.language import primary
from footnoted.text.scripts import script_within

_SLOPING = ("Latn", "Grek", "Cyrl", "Zyyy")
"""Scripts whose stressed words slope; others stay upright."""


class Fonts:
    """The fonts of one document in one style: each is made when it is first asked for."""

    def __init__(self, style: Style, language: str, root: Path, book: FontBook) -> None:
        self.style = style
        self.book = book
        self.language = language
        self.root = root
        self.known: dict[tuple[int, str, bool, bool, bool, str], Font] = {}
        self.usual: dict[tuple[int, str], Font] = {}
        """By role and colour, the fonts of text that nothing sets apart."""
        self.callers: dict[tuple[int, bool], CallSetter] = {}
        self.links = Links()
        self.leftward = runs_left(language)
        """Whether the document runs from right to left."""
        self.finds = Finds(turns=self.leftward)
        self.missing = self.finds.missing
        breaking = style.paper.breaking
        self.wide = WideSpaces(breaking.ideograph_space, breaking.script_space)

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
        language = language or self.language
        key = (id(role), colour, bold, italic, caps, language)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.make_font(
                role, bold, italic != role.italic, caps, language, colour
            )
        return found

    def plain(self, role: Type, colour: str = "") -> Font:
        """Return the font of text in a role that nothing sets apart."""
        found = self.usual.get((id(role), colour))
        if found is None:
            found = self.usual[id(role), colour] = self.font(role, colour=colour)
        return found

    def calls(self, role: Type, italic: bool) -> CallSetter:
        """Return what sets the calls of notes in a role."""
        found = self.callers.get((id(role), italic))
        if found is None:
            style = self.style.paper.calls
            font = self.font(role, italic=italic, colour=style.colour)
            found = self.callers[id(role), italic] = CallSetter(font, style)
        return found

    def forget(self) -> None:
        """Let go of all words set so far: what is not in a line any more is then in no memory."""
        for font in self.known.values():
            for one in font.levels.values():
                one.open.clear()
                one.closed.clear()
                one.divided.clear()
                one.wholes.clear()
        self.links.forget()
        for face_in_file in self.book.values():
            face_in_file.forget()

    def make_font(
        self, role: Type, bold: bool, italic: bool, caps: bool, language: str, colour: str
    ) -> Font:
        """Find the faces of a font."""
        faces = self.style.faces
        strong = self.style.paper.strong_weight
        weight = max(role.weight, strong) if bold else role.weight
        sizes = self.style.paper.optical_sizes
        optical = min(sizes, key=lambda size: abs(size - role.size))
        main = faces.serif if role.face == "serif" else faces.sans
        own = faces.languages.get(language) or faces.languages.get(primary(language))
        family = "" if own is None else own.serif if role.face == "serif" else own.sans
        spare = spare_face(self.family(family), weight, italic, optical) if family else None
        others = (spare_face(self.family(one), weight, italic, optical) for one in faces.fallback)
        first = face(self.family(main), weight, italic, optical)
        chain = tuple(one for one in (spare, first, *others) if one is not None)
        small = caps or role.capitals == "small"
        features = (*role.features, *(("smcp",) if small else ()))
        paint = colour_of(self.style, colour or role.colour)
        lend = partial(self.spare, role.face, weight, italic, optical, language)
        return Font(chain, role, paint, features, language, self.finds, lend, self.wide, self.book)

    def spare(
        self,
        kind: str,
        weight: int,
        italic: bool,
        optical: float,
        language: str,
        letter: str,
        text: str,
    ) -> dict[Face, float]:
        """Return the installed face that the style has for a character, with its scale."""
        code = script_within(letter, text, language)
        faces = self.style.faces.scripts.get(code)
        if faces is None:
            return {}
        family = faces.serif if kind == "serif" else faces.sans
        slope = italic and code in _SLOPING
        found = spare_face(self.family(family), weight, slope, optical)
        return {found: faces.scale} if found and covers(found, letter) else {}

    def family(self, name: str) -> str:
        """Resolve the path of a font file within the project."""
        return str(self.root / name) if name.lower().endswith(".ttf") else name

    def diagnostics(self) -> list[Diagnostic]:
        """Say which characters no face has, each with the words around it."""
        faces = self.style.faces
        families = ", ".join(dict.fromkeys((faces.serif, faces.sans, *faces.fallback)))
        return [
            error(
                "missing-glyph",
                f"no face of the style ({families}) has {_named(piece)}; in “{text}”"
                + (f", section `{place}`" if (place := self.finds.places.get(piece)) else ""),
                hint=self.advice(piece, text),
                about=Subject(self.finds.places.get(piece, ""), piece),
            )
            for piece, text in self.missing.items()
        ]

    def advice(self, piece: str, text: str) -> str:
        """Say what to install or to name for characters that no face has."""
        faces = self.style.faces.scripts.get(script_within(piece[0], text, self.language))
        if faces is None or spare_face(self.family(faces.serif)) is not None:
            return "name a family that has them under `faces: fallback:` of the style"
        if faces.extra:
            return f'install the faces: `pip install "footnoted[{faces.extra}]"`'
        package = faces.serif.split(":")[0] if ":" in faces.serif else f"fontpkg-{faces.serif}"
        return f"install the face: `pip install {package}`"


def _named(letters: str) -> str:
    """Name characters by their look, code point and Unicode name."""
    return ", ".join(
        f"`{letter}` (U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')})"
        for letter in dict.fromkeys(letters)
    )


def colour_of(style: Style, name: str) -> str:
    """Return a colour of the palette by its key."""
    colour: str = getattr(style.colours, name.replace("-", "_"))
    return colour
