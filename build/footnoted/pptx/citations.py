"""In: the notes that a slide calls. Out: one entry for each label, in the order of the labels.

Where notes are numbered by source, a slide may call a source twice: with another locator, with
another remark. These stand as one entry: the citation, the other places, the remarks.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from footnoted.model.document import Note
from footnoted.model.style.look import Phrases
from footnoted.pptx.runs import Inliner, plain
from footnoted.pptx.slides import Run, Tone


class Entry(Struct, frozen=True):
    """What prints under one label."""

    label: str
    runs: tuple[Run, ...]
    notes: tuple[str, ...]
    """Ids of the notes that stand in it."""


class Citations(Struct, frozen=True):
    """Makes entries of notes."""

    inliner: Inliner
    phrases: Phrases
    _order: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[str, bool], tuple[Run, ...]] = field(default_factory=dict)
    """Citations as set, by note and whether they are short: slides cite the same works."""

    def __post_init__(self) -> None:
        """Number the notes in the order of the document: the first of a source is the full one."""
        self._order.update({name: at for at, name in enumerate(self.inliner.notes)})

    def full(self, called: Iterable[str]) -> list[Entry]:
        """Return entries that print notes whole, with their remarks."""
        return [self._entry(notes, remarked=True) for notes in self._by_label(called)]

    def bare(self, called: Iterable[str], *, short: bool) -> list[Entry]:
        """Return entries without remarks, in full form or in short."""
        return [self._entry(notes, short=short) for notes in self._by_label(called)]

    def disclosure(self, called: Sequence[str], *, calling: bool = False) -> tuple[Run, ...]:
        """Return the remarks of all notes in one, each followed by its marker; nothing for none.

        What opens several of them opens the first only, and stands out. If `calling`, every word
        calls its notes: the remarks stand on slides without what they are said of.
        """
        if not any(self.inliner.notes[name].remark for name in called):
            return ()
        lead, said = self.phrases.in_dispute, list[Run]()
        for notes in self._by_label(called):
            for runs in self._remarks(notes):
                words = _trimmed(runs)
                names = tuple(note.id for note in notes) if calling else ()
                for run in words:
                    before, opens, after = run.text.partition(lead)
                    said.append(replace(run, text=before, calls=names))
                    if opens and not any(one.text == lead for one in said):
                        said += [Run(lead, bold=True, tone=Tone.CAUTION), Run(" ")]
                    after = after.lstrip(" ") if opens else after
                    said.append(replace(run, text=after, calls=names))
                if words:
                    said += [Run(notes[0].label, raised=True, calls=names), Run(" ")]
        return tuple(one for one in said[:-1] if one.text)

    def _by_label(self, called: Iterable[str]) -> list[list[Note]]:
        """Put notes of one label together, each label's earliest note first."""
        found: dict[str, list[Note]] = {}
        for name in called:
            note = self.inliner.notes[name]
            found.setdefault(note.label, []).append(note)
        labels = sorted(found, key=int) if all(label.isdigit() for label in found) else found
        return [sorted(found[label], key=lambda one: self._order[one.id]) for label in labels]

    def _entry(
        self, notes: Sequence[Note], *, short: bool = False, remarked: bool = False
    ) -> Entry:
        """Join citation, other places and remarks, each said once."""
        first, *others = notes
        parts = [self._citation(first, short), *self._others(first, others)]
        if remarked:
            parts += self._remarks(notes)
        said = [part for part in dict.fromkeys(_trimmed(part) for part in parts) if part]
        runs = said[0] if said else ()
        for part in said[1:]:
            runs = (*runs, Run(" "), *part)
        return Entry(first.label, runs, tuple(note.id for note in notes))

    def _citation(self, note: Note, short: bool) -> tuple[Run, ...]:
        """Return the words of one note, without its remark."""
        key = (note.id, short)
        if key not in self._known:
            words = note.short or note.citation if short else note.citation
            self._known[key] = self.inliner.runs(words)
        return self._known[key]

    def _others(self, first: Note, others: Sequence[Note]) -> Iterator[tuple[Run, ...]]:
        """Yield what later notes cite beyond the first: other places, or by another way."""
        same = [one for one in others if one.sources == first.sources]
        places = dict.fromkeys(one.place for one in same if one.place not in ("", first.place))
        if places:
            yield (Run(self.phrases.also_at.format(place="; ".join(places))),)
        for one in others:
            if one.sources != first.sources:
                yield self.inliner.runs(one.short or one.citation)

    def _remarks(self, notes: Sequence[Note]) -> Iterator[tuple[Run, ...]]:
        """Yield the remarks; what opens several of them opens the first only."""
        lead, opened = self.phrases.in_dispute, False
        for remark in dict.fromkeys(note.remark for note in notes):
            runs = self.inliner.runs(remark)
            opens = plain(runs).startswith(lead)
            if opens and opened and runs[0].text.startswith(lead):
                runs = (replace(runs[0], text=runs[0].text.removeprefix(lead)), *runs[1:])
            opened = opened or opens
            yield runs


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without space at either end."""
    if runs and runs[0].text.startswith(" "):
        runs = (replace(runs[0], text=runs[0].text.lstrip(" ")), *runs[1:])
    if runs and runs[-1].text.endswith(" "):
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(" ")))
    return tuple(run for run in runs if run.text)
