"""In: the notes that a slide calls. Out: the strip at its foot: disclosures over source notes.

What must be disclosed, such as that sources disagree, prints in letters that can be read, whatever
its length; what would fill half the slide stands on one of its own. Notes print in full; where they
would take more than their share of the slide they print in their short form, and if that is too
long by their numbers only, with a pointer to the sources slide. They are never cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.pptx.citations import Citations, Entry
from footnoted.pptx.fit import fit_line, text_height
from footnoted.pptx.geometry import Areas
from footnoted.pptx.measure import Setting, measured, natural_width
from footnoted.pptx.runs import calls
from footnoted.pptx.slides import Anchor, Box, Holder, Mark, Para, Run, TextShape, Tone

_GAP = 0.12
"""Ems between notes."""
_MOST_DISCLOSED = 0.5
"""Of a slide's height, the most that disclosures take on it."""
_PAIR = 2
"""Numbers that follow each other and yet stand apart."""
_SPACE = 0.35
"""Ems between the widest label and its note."""


class Strip(Struct, frozen=True):
    """The strip as it will stand; no paragraphs where a slide calls no note."""

    paras: tuple[Para, ...]
    size: float
    height: float
    """Of the notes alone."""
    shortened: bool = False
    disclosed: tuple[Para, ...] = ()
    disclosed_size: float = 0.0
    disclosed_height: float = 0.0
    """With the gap under it."""
    carried: tuple[Para, ...] = ()
    """Disclosures without room here: they stand on a slide of their own after this one."""


_THIN, _WIDE = "\u2009", " \u2002"
"""Between a label and its note, between notes that follow each other on the line."""
_EMPTY = Strip((), 0.0, 0.0)


class Strips(Struct, frozen=True, dict=True):
    """Makes strips, each set of notes once."""

    areas: Areas
    citations: Citations
    hang: float
    """Points by which the widest label of the deck hangs, so that all strips align."""
    lean: bool = False
    """Take as little room as can be: for what stands on one slide only so."""
    told: bool = False
    """What must be disclosed is the slide's own text."""
    _known: dict[tuple[tuple[str, ...], tuple[Para, ...]], Strip] = field(default_factory=dict)

    @cached_property
    def setting(self) -> Setting:
        """How notes are set."""
        return Setting(self.areas.deck)

    def of(self, paras: Sequence[Para], remarks: tuple[Para, ...] = ()) -> Strip:
        """Return the strip of the notes that paragraphs call, under remarks such as a credit."""
        return self.called((*calls(paras), *calls(remarks)) if remarks else calls(paras), remarks)

    def called(self, names: Iterable[str], remarks: tuple[Para, ...] = ()) -> Strip:
        """Return the strip of notes, in the order in which they are first called."""
        key = (tuple(dict.fromkeys(names)), remarks)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._made(*key)
        return found

    def height(self, paras: Sequence[Para], remarks: tuple[Para, ...] = ()) -> float:
        """Return the room that a strip takes of the slide, the gap above it included."""
        return self.room(self.of(paras, remarks))

    def room(self, strip: Strip) -> float:
        """Return the room that a strip takes of the slide, the gap above it included."""
        tall = strip.height + strip.disclosed_height
        return tall + self.areas.deck.notes_gap if tall else 0.0

    def shape(self, strip: Strip) -> tuple[TextShape, ...]:
        """Return the strip as a shape, or nothing."""
        if not strip.paras:
            return ()
        areas = self.areas
        top = areas.bottom - strip.height
        box = Box(areas.left, top, areas.width, strip.height)
        name, anchor = self.citations.phrases.notes, Anchor.BOTTOM
        notes = TextShape(Holder.NOTES, name, box, strip.paras, strip.size, anchor=anchor)
        if not strip.disclosed:
            return (notes,)
        tall = strip.disclosed_height
        box = Box(areas.left, top - tall, areas.width, tall - self._gap)
        shape = TextShape(Holder.NONE, "Disclosure", box, strip.disclosed, strip.disclosed_size)
        return (shape, notes)

    @property
    def _gap(self) -> float:
        """Return the room between disclosures and notes."""
        return self.areas.deck.notes_gap / 2

    def _made(self, called: tuple[str, ...], remarks: tuple[Para, ...]) -> Strip:
        """Set notes as fully as their share of the slide allows."""
        if not called and not remarks:
            return _EMPTY
        disclosure = () if self.told else self.citations.disclosure(called)
        disclosed = (Para(disclosure),) if disclosure else ()
        for paras, shortened in islice(self._forms(called, remarks), int(self.lean), None):
            found = self._fitted(paras, disclosed)
            if found:
                return replace(found, shortened=True) if shortened else found
        see = self.citations.phrases.see_sources
        setting, sizes = self.setting, self.areas.deck.sizes
        labels = _spans(self.citations.inliner.labels(called))
        bare = (*remarks, _line(f"{labels}: {see}"))
        size, carried = sizes.disclosures[-1], tuple[Para, ...]()
        under = text_height(disclosed, self.areas.width, size, setting)
        if under > self.areas.bottom * _MOST_DISCLOSED:
            carried = (Para(self.citations.disclosure(called, calling=True)),)
            disclosed = (self._goes_on(),)
            under = text_height(disclosed, self.areas.width, size, setting)
        return Strip(
            bare,
            sizes.notes[-1],
            text_height(bare, self.areas.width, sizes.notes[-1], setting),
            True,
            disclosed,
            size,
            under + self._gap if disclosed else 0.0,
            carried,
        )

    def _goes_on(self) -> Para:
        """Return what tells that disclosures stand on the next slide."""
        phrases = self.citations.phrases
        lead = Run(phrases.in_dispute, bold=True, tone=Tone.CAUTION)
        return Para((lead, Run(f" ({phrases.continued})")))

    def _forms(
        self, called: tuple[str, ...], remarks: tuple[Para, ...]
    ) -> Iterator[tuple[tuple[Para, ...], bool]]:
        """Yield notes in ever less room, and whether they are shortened."""
        full = (*remarks, *self._set(self.citations.bare(called, short=False)))
        yield full, False
        yield _run_in(full, remarks), False
        see = self.citations.phrases.see_sources
        pointer = _line(see[:1].upper() + see[1:] + ".")
        short = (*remarks, *self._set(self.citations.bare(called, short=True)), pointer)
        yield short, True
        yield _run_in(short, remarks), True

    def _fitted(self, notes: tuple[Para, ...], disclosed: tuple[Para, ...]) -> Strip | None:
        """Set notes under disclosures, these as large as leaves both room, or say None."""
        setting, box = self.setting, self.areas.notes
        sizes = self.areas.deck.sizes
        if not disclosed:
            ladder = sizes.notes[-1:] if self.lean else sizes.notes
            found = fit_line(notes, box.width, box.height, ladder, setting)
            return Strip(notes, *found) if found else None
        for size, note_size in _steps(sizes.disclosures, sizes.notes, lean=self.lean):
            tall = text_height(disclosed, box.width, size, setting) + self._gap
            found = fit_line(notes, box.width, box.height - tall, (note_size,), setting)
            if found:
                return Strip(notes, *found, False, disclosed, size, tall)
        return None

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


def _spans(labels: Sequence[str]) -> str:
    """Return labels in one line: numbers in their order, three and more in a row as a span."""
    if not all(label.isdecimal() for label in labels):
        return ", ".join(labels)
    found: list[list[int]] = []
    for number in sorted(map(int, labels)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    parts = (
        [f"{one[0]}–{one[-1]}"] if len(one) > _PAIR else [str(number) for number in one]
        for one in found
    )
    return ", ".join(text for part in parts for text in part)


def _run_in(paras: tuple[Para, ...], remarks: tuple[Para, ...]) -> tuple[Para, ...]:
    """Let notes follow each other on the line, each after its label."""
    notes = [para for para in paras[len(remarks) :] if para.label]
    runs: list[Run] = []
    for para in notes:
        assert para.label
        runs += [para.label, Run(_THIN), *para.runs, Run(_WIDE)]
    last = paras[len(remarks) + len(notes) :]
    run_in = (Para(tuple(runs[:-1]), gap=_GAP, tone=Tone.MUTED),) if runs else ()
    return (*remarks, *run_in, *last)


def _steps(
    first: Sequence[float], second: Sequence[float], *, lean: bool
) -> list[tuple[float, float]]:
    """Return pairs of two ladders' sizes, both stepping down together; if lean, the last alone."""
    if lean:
        return [(first[-1], second[-1])]
    pairs = [(i, j) for i in range(len(first)) for j in range(len(second))]
    return [(first[i], second[j]) for i, j in sorted(pairs, key=lambda one: (sum(one), one[0]))]


def label_hang(labels: Sequence[str], setting: Setting) -> float:
    """Return the points that the widest label takes at the largest size of notes, with a space."""
    size = setting.deck.sizes.notes[0]
    widths = [natural_width(measured(Para((Run(one, raised=True),)), setting)) for one in labels]
    return (max(widths, default=0.0) + _SPACE) * size


def _line(text: str) -> Para:
    """Return a line of our own."""
    return Para((Run(text, italic=True),), gap=_GAP, tone=Tone.MUTED)
