"""In: the notes that a slide calls. Out: the strip of source notes at its foot, measured.

Notes print in full; where they would take more than their share of the slide they print in their
short form, and if that is too long by their numbers only, with a pointer to the sources slide.
They are never cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from footnoted.pptx.citations import Citations, Entry
from footnoted.pptx.fit import fit_line, text_height
from footnoted.pptx.geometry import Areas
from footnoted.pptx.measure import Setting, measured, natural_width
from footnoted.pptx.runs import calls
from footnoted.pptx.slides import Anchor, Box, Holder, Mark, Para, Run, TextShape, Tone

_GAP = 0.12
"""Ems between notes."""
_SPACE = 0.35
"""Ems between the widest label and its note."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip as it will stand; no paragraphs where a slide calls no note."""

    paras: tuple[Para, ...]
    size: float
    height: float
    shortened: bool = False


_EMPTY = Strip((), 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Strips:
    """Makes strips, each set of notes once."""

    areas: Areas
    citations: Citations
    hang: float
    """Points by which the widest label of the deck hangs, so that all strips align."""
    _known: dict[tuple[tuple[str, ...], tuple[Para, ...]], Strip] = field(default_factory=dict)

    def of(self, paras: Sequence[Para], remarks: tuple[Para, ...] = ()) -> Strip:
        """Return the strip of the notes that paragraphs call, under remarks such as a credit."""
        key = (calls((*paras, *remarks)), remarks)
        if key not in self._known:
            self._known[key] = self._made(*key)
        return self._known[key]

    def height(self, paras: Sequence[Para], remarks: tuple[Para, ...] = ()) -> float:
        """Return the room that a strip takes of the slide, the gap above it included."""
        tall = self.of(paras, remarks).height
        return tall + self.areas.deck.notes_gap if tall else 0.0

    def shape(self, strip: Strip) -> tuple[TextShape, ...]:
        """Return the strip as a shape, or nothing."""
        if not strip.paras:
            return ()
        areas = self.areas
        top = areas.bottom - strip.height
        box = Box(areas.deck.margin, top, areas.width, strip.height)
        name, anchor = self.citations.phrases.notes, Anchor.BOTTOM
        return (TextShape(Holder.NOTES, name, box, strip.paras, strip.size, anchor=anchor),)

    def _made(self, called: tuple[str, ...], remarks: tuple[Para, ...]) -> Strip:
        """Set notes as fully as their share of the slide allows."""
        if not called and not remarks:
            return _EMPTY
        setting = Setting(self.areas.deck)
        ladder, box = self.areas.deck.sizes.notes, self.areas.notes
        full = (*remarks, *self._set(self.citations.full(called)))
        found = fit_line(full, box.width, box.height, ladder, setting)
        if found:
            return Strip(full, *found)
        see = self.citations.phrases.see_sources
        pointer = _line(see[:1].upper() + see[1:] + ".")
        short = (*remarks, *self._set(self.citations.short(called)), pointer)
        found = fit_line(short, box.width, box.height, ladder, setting)
        if found:
            return Strip(short, *found, shortened=True)
        bare = (*remarks, _line(f"{self.citations.inliner.label(called)}: {see}"))
        tall = text_height(bare, box.width, ladder[-1], setting)
        return Strip(bare, ladder[-1], tall, shortened=True)

    def _set(self, entries: Sequence[Entry]) -> tuple[Para, ...]:
        """Return a paragraph for each entry, its label hanging."""
        return tuple(
            Para(
                entry.runs,
                mark=Mark.LABEL,
                label=Run(entry.label, raised=True),
                hang=self.hang,
                gap=_GAP,
                tone=Tone.MUTED,
            )
            for entry in entries
        )


def label_hang(labels: Sequence[str], setting: Setting) -> float:
    """Return the points that the widest label takes at the largest size of notes, with a space."""
    size = setting.deck.sizes.notes[0]
    widths = [natural_width(measured(Para((Run(one, raised=True),)), setting)) for one in labels]
    return (max(widths, default=0.0) + _SPACE) * size


def _line(text: str) -> Para:
    """Return a line of our own."""
    return Para((Run(text, italic=True),), gap=_GAP, tone=Tone.MUTED)
