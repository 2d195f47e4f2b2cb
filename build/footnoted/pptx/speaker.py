"""In: what a section's speaker says, the notes its slides call. Out: speaker's pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from footnoted.model.document import Section
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
    pages = [SpeakerPage(part, size) for part in (*parts[: slides - 1], last) if part]
    return [*pages, *[SpeakerPage()] * (slides - len(pages))]


def _citations(stage: Stage, called: Sequence[str]) -> list[Para]:
    """Return the notes in full; a later, short one is followed by its work's entry."""
    lines: dict[tuple[Run, ...], None] = {}
    for name in called:
        one = stage.inliner.notes[name]
        runs = (Run(f"{one.label}. "), *stage.inliner.note(name))
        if stage.first_uses[one.sources] != name:
            for source in one.sources:
                runs = (*runs, Run(" "), *stage.inliner.runs(stage.entries.get(source, ())))
        lines[runs] = None
    return [Para(runs, gap=0.3) for runs in lines]
