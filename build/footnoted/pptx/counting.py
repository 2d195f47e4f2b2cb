"""In: the slides planned for each section. Out: all slides, equal headlines counted; remarks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from footnoted.diagnostics import Diagnostic, note
from footnoted.model.document import Section
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import Run, Slide, TextShape
from footnoted.pptx.stage import Stage


@dataclass(frozen=True, slots=True)
class Planned:
    """A section's slides, before their titles are counted."""

    section: Section
    title: str
    """What its slides share before their parts are counted."""
    slides: tuple[Slide, ...]
    shrunk: tuple[tuple[str, ...], ...] = ()
    shortened: tuple[bool, ...] = ()


def numbered(stage: Stage, runs: tuple[Run, ...], part: int, parts: int) -> tuple[Run, ...]:
    """Return a headline with the count of its parts, as the house phrase has it."""
    before, _, after = stage.phrases.slide_part.partition("{title}")
    ends = (one.format(part=part, parts=parts) for one in (before, after))
    first, last = (Run(text) for text in ends)
    return tuple(run for run in (first, *runs, last) if run.text)


def counted(stage: Stage, planned: Sequence[Planned]) -> tuple[list[Slide], list[Diagnostic]]:
    """Count the parts of equal headlines; tell what was continued, shrunk and shortened."""
    totals = Counter(slide.title for one in planned for slide in one.slides)
    cover = stage.document.front.title
    seen: Counter[str] = Counter()
    slides: list[Slide] = []
    said: list[Diagnostic] = []
    for one in planned:
        if len(one.slides) > 1:
            name = one.slides[0].title
            here = f"slide {len(slides) + 2}: “{name}”"
            said.append(note("continued", f"{here} goes on over {len(one.slides)} slides"))
        for position, slide in enumerate(one.slides):
            number = len(slides) + 2
            seen[slide.title] += 1
            total = totals[slide.title]
            if total > 1 or slide.title == cover:
                slide = _with_count(stage, slide, seen[slide.title], total)
            slides.append(slide)
            said += _told(one, position, number)
    return slides, said


def _told(one: Planned, position: int, number: int) -> Iterator[Diagnostic]:
    """Yield what there is to say of one slide."""
    if one.slides[position].speaker_overfull:
        words = "the speaker's text is too long for a printed notes page; it stays whole on screen"
        yield note("long-speaker-notes", f"slide {number}: {words}")
    for words in one.shrunk[position] if one.shrunk else ():
        yield note("shrunk", f"slide {number}: {words}")
    if one.shortened and one.shortened[position]:
        yield note("shortened", f"slide {number}: source notes print in their short form")


def _with_count(stage: Stage, slide: Slide, part: int, total: int) -> Slide:
    """Print the part's number in a slide's headline."""
    head, *others = slide.shapes
    if not isinstance(head, TextShape):
        return slide
    runs = numbered(stage, head.paras[0].runs, part, total)
    shape = replace(head, paras=(replace(head.paras[0], runs=runs),))
    return replace(slide, title=plain(runs), shapes=(shape, *others))


def named_parts(
    stage: Stage, planned: Sequence[Planned], cover: Slide
) -> tuple[tuple[str, int], ...]:
    """Name the parts of the deck after its sections of the first level."""
    parts: list[tuple[str, int]] = [(cover.title, 1)]
    for one in planned:
        name, count = parts[-1]
        if one.section.level == 1 and one.slides:
            parts.append((one.title, len(one.slides)))
        else:
            parts[-1] = (name, count + len(one.slides))
    seen: Counter[str] = Counter()
    unique = []
    for name, count in parts:
        seen[name] += 1
        unique.append((f"{name} ({seen[name]})" if seen[name] > 1 else name, count))
    return tuple(unique)
