"""In: what a section's speaker says, its slides. Out: a speaker's page for each slide.

What is said of a fact stands under the slide that prints it; words of the author's own come first.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from footnoted.model.document import Section
from footnoted.pptx.citations import Entry
from footnoted.pptx.fit import fit, largest
from footnoted.pptx.slides import Layout, Para, Run, Slide, TableShape, TextShape
from footnoted.pptx.stage import Stage


class SpeakerPage(Struct, frozen=True):
    """The text under one slide's picture."""

    paras: tuple[Para, ...] = ()
    size: float = 0.0
    overfull: bool = False
    """It runs off the printed page; on the screen it scrolls."""


def speaker_pages(stage: Stage, section: Section, slides: Sequence[Slide]) -> list[SpeakerPage]:
    """Put what is said under the slides that print it, with the sources of both in full."""
    paras = tuple(stage.inliner.paras(section.speaker))
    if not paras or not slides:
        return [_addresses(stage, slide) for slide in slides]
    said = _assigned(stage, paras, slides)
    return [_page(stage, part, slide) for part, slide in zip(said, slides, strict=True)]


def _addresses(stage: Stage, slide: Slide) -> SpeakerPage:
    """Tell the addresses that a list of sources prints short."""
    if slide.layout is not Layout.SOURCES:
        return SpeakerPage()
    links = (run.link for para in _printed(slide) for run in para.runs if run.text.endswith("…"))
    text = tuple(Para((Run(link, link=link),), gap=0.3) for link in dict.fromkeys(links) if link)
    ladder = stage.areas.deck.sizes.speaker_notes
    body = stage.areas.notes_page.body
    size = largest(text, body.width, body.height, ladder, stage.body)
    return SpeakerPage(text, size or ladder[-1], size is None)


def _assigned(
    stage: Stage, paras: Sequence[Para], slides: Sequence[Slide]
) -> list[tuple[Para, ...]]:
    """Divide what is said among slides: by the facts that both name, else evenly."""
    if len(slides) == 1:
        return [tuple(paras)]
    home: dict[str, int] = {}
    for at, slide in enumerate(slides):
        for fact in _facts(_printed(slide)):
            home.setdefault(fact, at)
    opening, groups = _groups(paras)
    parts: list[list[Para]] = [[] for _ in slides]
    if groups:
        parts[0] += opening
    else:
        for at, part in enumerate(_spread(stage, opening, len(slides))):
            parts[at] += part
    at = 0
    for facts, group in groups:
        at = next((home[fact] for fact in facts if fact in home), at)
        parts[at] += group
    return [tuple(part) for part in parts]


def _groups(
    paras: Sequence[Para],
) -> tuple[list[Para], list[tuple[tuple[str, ...], list[Para]]]]:
    """Return what comes before the first fact, then facts with what is said of each."""
    opening: list[Para] = []
    groups: list[tuple[tuple[str, ...], list[Para]]] = []
    for para in paras:
        facts = _facts((para,))
        if facts:
            groups.append((facts, [para]))
        elif groups:
            groups[-1][1].append(para)
        else:
            opening.append(para)
    return opening, groups


def _facts(paras: Sequence[Para]) -> tuple[str, ...]:
    """Return the facts whose markers stand in paragraphs."""
    return tuple(fact for para in paras for run in para.runs for fact in run.facts)


def _printed(slide: Slide) -> tuple[Para, ...]:
    """Return the paragraphs of a slide's texts and tables."""
    found: list[Para] = []
    for shape in slide.shapes:
        match shape:
            case TextShape():
                found += shape.paras
            case TableShape():
                found += [para for row in shape.rows for cell in row.cells for para in cell.paras]
            case _:
                continue
    return tuple(found)


def _spread(stage: Stage, paras: Sequence[Para], slides: int) -> list[tuple[Para, ...]]:
    """Fill page after page with words that belong to no fact; what is left joins the last."""
    if not paras:
        return []
    body = stage.areas.notes_page.body
    ladder = stage.areas.deck.sizes.speaker_notes
    found = fit(paras, body.width, body.height, ladder, stage.body)
    parts = found.parts if found else (tuple(paras),)
    last = tuple(para for part in parts[slides - 1 :] for para in part)
    return [*parts[: slides - 1], last]


def _page(stage: Stage, said: tuple[Para, ...], slide: Slide) -> SpeakerPage:
    """Set what is said under one slide, each statement with the slide's marker of it.

    A statement has its sources in full; below stand those of the notes that none of them explains.
    """
    markers = {fact: run for para in _printed(slide) for run in para.runs for fact in run.facts}
    explained = set(_facts(said))
    called = [
        name
        for para in (*_printed(slide), *said)
        for run in para.runs
        if not run.facts or not explained.issuperset(run.facts)
        for name in run.calls
    ]
    spoken = tuple(replace(para, runs=tuple(_marked(para.runs, markers))) for para in said)
    text = (*spoken, *_citations(stage, tuple(dict.fromkeys(called))))
    if not text:
        return SpeakerPage()
    body = stage.areas.notes_page.body
    ladder = stage.areas.deck.sizes.speaker_notes
    size = largest(text, body.width, body.height, ladder, stage.body)
    return SpeakerPage(text, size or ladder[-1], size is None)


def _marked(runs: Sequence[Run], markers: Mapping[str, Run]) -> Iterator[Run]:
    """Print the slide's markers where a statement only names its facts."""
    for run in runs:
        if run.text:
            yield run
            continue
        found = dict.fromkeys(markers[fact].text for fact in run.facts if fact in markers)
        if found:
            yield replace(run, text=",".join(found))


def _citations(stage: Stage, called: Sequence[str]) -> Iterator[Para]:
    """Yield the notes in full; a later, short one is followed by its work's entry."""
    for entry in stage.spoken.full(called):
        runs = (Run(f"{entry.label}. "), *entry.runs, *_works(stage, entry))
        yield Para(runs, gap=0.3)


def _works(stage: Stage, entry: Entry) -> Iterator[Run]:
    """Yield the works of an entry that holds the first use of none, as the source list has them."""
    first, *_ = (stage.inliner.notes[name] for name in entry.notes)
    if stage.first_uses[first.sources] != first.id:
        for source in first.sources:
            yield Run(" ")
            yield from stage.spoken.inliner.runs(stage.entries.get(source, ()))
