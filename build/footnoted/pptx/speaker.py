"""In: what a section's speaker says, the notes its slides call. Out: speaker's pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from footnoted.model.document import Section
from footnoted.pptx.citations import Entry
from footnoted.pptx.fit import fit
from footnoted.pptx.geometry import NOTES_BODY
from footnoted.pptx.runs import calls
from footnoted.pptx.slides import Para, Run
from footnoted.pptx.stage import Stage


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """The text under one slide's picture."""

    paras: tuple[Para, ...] = ()
    size: float = 0.0
    overfull: bool = False
    """It runs off the printed page; on the screen it scrolls."""


def speaker_pages(
    stage: Stage, section: Section, called: Sequence[str], slides: int
) -> list[SpeakerPage]:
    """Spread what is said over a section's slides; what is left stands on the last."""
    paras = tuple(stage.inliner.paras(section.speaker))
    if not paras:
        return [SpeakerPage()] * slides
    notes = tuple(_citations(stage, tuple(dict.fromkeys((*called, *calls(paras))))))
    ladder = stage.areas.deck.sizes.speaker_notes
    text = (*paras, *notes)
    found = fit(text, NOTES_BODY.width, NOTES_BODY.height, ladder, stage.body)
    size, parts = (found.size, found.parts) if found else (ladder[-1], (text,))
    last = tuple(para for part in parts[slides - 1 :] for para in part)
    overfull = not found or len(parts) > slides
    pages = [SpeakerPage(part, size) for part in parts[: slides - 1]]
    pages += [SpeakerPage(last, size, overfull)] if last else []
    return [*pages, *[SpeakerPage()] * (slides - len(pages))]


def _citations(stage: Stage, called: Sequence[str]) -> Iterator[Para]:
    """Yield the notes in full; a later, short one is followed by its work's entry."""
    for entry in stage.citations.full(called):
        runs = (Run(f"{entry.label}. "), *entry.runs, *_works(stage, entry))
        yield Para(runs, gap=0.3)


def _works(stage: Stage, entry: Entry) -> Iterator[Run]:
    """Yield the works of an entry that holds the first use of none, as the source list has them."""
    first, *_ = (stage.inliner.notes[name] for name in entry.notes)
    if stage.first_uses[first.sources] != first.id:
        for source in first.sources:
            yield Run(" ")
            yield from stage.inliner.runs(stage.entries.get(source, ()))
