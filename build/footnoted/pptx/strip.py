"""In: the notes that a slide calls. Out: the strip of source notes at its foot, measured.

Notes print in full; where they would take more than their share of the slide they print in their
short form, and if that is too long by their numbers only, with a pointer to the sources slide.
They are never cut.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from footnoted.model.document import Note
from footnoted.pptx.fit import fit_line, text_height
from footnoted.pptx.geometry import Areas
from footnoted.pptx.measure import Setting
from footnoted.pptx.runs import Inliner, calls
from footnoted.pptx.slides import Anchor, Box, Holder, Para, Run, TextShape, Tone


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
    inliner: Inliner
    see_sources: str
    name: str
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
        anchor = Anchor.BOTTOM
        return (TextShape(Holder.NOTES, self.name, box, strip.paras, strip.size, anchor=anchor),)

    def _made(self, called: tuple[str, ...], remarks: tuple[Para, ...]) -> Strip:
        """Set notes as fully as their share of the slide allows."""
        if not called and not remarks:
            return _EMPTY
        notes = [self.inliner.notes[name] for name in called]
        setting = Setting(self.areas.deck)
        ladder, box = self.areas.deck.sizes.notes, self.areas.notes
        full = (*remarks, *_entries((note, self.inliner.note(note.id)) for note in notes))
        found = fit_line(full, box.width, box.height, ladder, setting)
        if found:
            return Strip(full, *found)
        short = (*remarks, *self._shortened(notes))
        found = fit_line(short, box.width, box.height, ladder, setting)
        if found:
            return Strip(short, *found, shortened=True)
        bare = (*remarks, _line(f"{self.inliner.label(called)}: {self.see_sources}"))
        tall = text_height(bare, box.width, ladder[-1], setting)
        return Strip(bare, ladder[-1], tall, shortened=True)

    def _shortened(self, notes: list[Note]) -> tuple[Para, ...]:
        """Return the short forms, and where the full ones stand."""
        short = ((note, self.inliner.runs(note.short or note.content)) for note in notes)
        pointer = self.see_sources[:1].upper() + self.see_sources[1:] + "."
        return (*_entries(short), _line(pointer))


def _entries(notes: Iterable[tuple[Note, tuple[Run, ...]]]) -> tuple[Para, ...]:
    """Return a paragraph for each note, those that print the same only once."""
    lines = ((Run(note.label, raised=True), Run(" "), *runs) for note, runs in notes)
    return tuple(Para(runs, gap=0.12, tone=Tone.MUTED) for runs in dict.fromkeys(lines))


def _line(text: str) -> Para:
    """Return a line of our own."""
    return Para((Run(text, italic=True),), gap=0.12, tone=Tone.MUTED)
