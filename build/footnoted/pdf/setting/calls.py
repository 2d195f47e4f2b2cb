"""Calls: the label of a note comes in, the raised word that calls it from the text goes out."""

from msgspec.structs import replace

from footnoted.model.style.paper import Calls
from footnoted.pdf.setting.font import Font
from footnoted.pdf.spans import CallSpan
from footnoted.pdf.words import Fragment, Look, Word, width_of
from footnoted.text.shaping import Glyph, alphabet, changes, shape, signs_of

_RAISED = "sups"
_NO_LANGUAGE = "und"


class CallSetter:
    """Sets labels in one font: in the face's own raised figures, else smaller and higher."""

    def __init__(self, font: Font, style: Calls) -> None:
        self.font, self.style = font, style
        self.face = font.chain[0]
        self.alphabet = alphabet(self.face)
        self.signs = signs_of(self.face, (_RAISED,), _NO_LANGUAGE)
        self.look = Look(font.ink(self.face), self.again, {}, self.ends)
        self.known: set[str] = set()
        """Characters of which the face has raised forms."""
        self.separator: Word | None = None

    def word(self, label: str, span: CallSpan | None, notes: tuple[str, ...] = ()) -> Word:
        """Set the label of one note, or what stands between two."""
        signs = self.signs[label] if label.isascii() and self.has_raised(label) else ""
        if not signs:
            fragments = self.fragments(label, span)
            return Word(fragments, width_of(fragments), 0.0, notes=notes)
        ink, look = self.look.ink, self.look.within(span) if span else self.look
        width = self.alphabet.advance(signs) * ink.size / self.face.units_per_em
        code = ink.font.lone(signs)
        return Word((), width, 0.0, notes=notes, look=look, code=code, text=label)

    def between(self) -> Word:
        """Return what stands between two labels."""
        if self.separator is None:
            self.separator = self.word(self.style.separator, None)
        return self.separator

    def has_raised(self, label: str) -> bool:
        """Say whether the face has raised forms of all characters of a label."""
        if not self.known.issuperset(label):
            if not changes(self.face, label, _RAISED):
                return False
            self.known.update(label)
        return True

    def fragments(self, label: str, span: CallSpan | None) -> tuple[Fragment, ...]:
        """Set a label with care."""
        font, style = self.font, self.style
        if self.has_raised(label):
            shaped = shape(self.face, label, (_RAISED,))
            return (replace(font.fragment(shaped), span=span, level=0),)
        size, rise = font.size * style.scale, font.size * style.rise
        return tuple([_raised(one, size, rise, style.scale, span) for one in font.fragments(label)])

    def again(self, label: str, width: float, code: str) -> Fragment:
        """Return a label set in raised figures as a fragment."""
        return Fragment(shape(self.face, label, (_RAISED,)), self.look.ink, width, code)

    def ends(self, label: str) -> tuple[Glyph, Glyph]:
        """Return the first and the last glyph of a label."""
        signs, glyphs = self.signs[label], self.alphabet.glyphs
        return glyphs[ord(signs[0])], glyphs[ord(signs[-1])]


def _raised(
    fragment: Fragment, size: float, rise: float, scale: float, span: CallSpan | None
) -> Fragment:
    ink = fragment.ink._replace(size=size, rise=rise)
    code = ink.font.fragment(fragment.shaped, size, rise)
    return replace(fragment, ink=ink, code=code, width=fragment.width * scale, span=span)
