"""In: the slides planned for each section. Out: all slides, equal headlines counted; remarks."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from footnoted.diagnostics import Diagnostic, Subject, note
from footnoted.model.document import Section
from footnoted.model.style.deck import DeckSizes
from footnoted.pptx.runs import plain
from footnoted.pptx.slides import Holder, Layout, Run, Slide, TextShape
from footnoted.pptx.stage import Stage


class Planned(Struct, frozen=True):
    """A section's slides, before their titles are counted."""

    section: Section
    title: str
    """What its first slide is called before parts are counted."""
    slides: tuple[Slide, ...]
    sizes: DeckSizes
    """The ladders that they were set with."""
    shrunk: tuple[tuple[str, ...], ...] = ()
    shortened: tuple[bool, ...] = ()
    carried: tuple[bool, ...] = ()
    """What must be disclosed of a slide stands on the next one."""
    opens: bool = False
    """It is the slide that opens a part."""


def numbered(stage: Stage, runs: tuple[Run, ...], part: int, parts: int) -> tuple[Run, ...]:
    """Return a headline with the count of its parts, as the house phrase has it."""
    before, _, after = stage.phrases.slide_part.partition("{title}")
    ends = (one.format(part=part, parts=parts) for one in (before, after))
    first, last = (Run(text) for text in ends)
    return tuple(run for run in (first, *runs, last) if run.text)


def counted(
    stage: Stage, planned: Sequence[Planned], cover: str
) -> tuple[list[Slide], list[Diagnostic]]:
    """Count the parts of equal headlines; tell what was continued, shrunk and shortened.

    The slide that opens a part keeps its title bare, as the cover does; others of the same title
    are counted without it.
    """
    openings = Counter(slide.title for one in planned if one.opens for slide in one.slides)
    totals = Counter(slide.title for one in planned if not one.opens for slide in one.slides)
    taken = {cover, *openings}
    seen: Counter[str] = Counter()
    slides: list[Slide] = []
    said: list[Diagnostic] = []
    for one in planned:
        said += _continued(one, len(slides) + 2)
        of = openings if one.opens else totals
        for position, slide in enumerate(one.slides):
            number = len(slides) + 2
            seen[f"{one.opens}{slide.title}"] += 1
            total, bare = of[slide.title], not one.opens and slide.title in taken
            if total > 1:
                slide = _with_count(stage, slide, seen[f"{one.opens}{slide.title}"], total)
            elif bare or (one.opens and slide.title == cover):
                slide = _with_words(slide, f" ({stage.phrases.continued})")
            slides.append(slide)
            said += _told(stage, one, position, number)
    return slides, said


def _continued(one: Planned, number: int) -> Iterator[Diagnostic]:
    """Tell which headlines of a section go on over several slides, and where.

    That a list of sources goes on is no news.
    """
    if one.section.kind == "sources":
        return
    counts = Counter(slide.title for slide in one.slides)
    first: dict[str, int] = {}
    for position, slide in enumerate(one.slides):
        first.setdefault(slide.title, number + position)
    for name, count in counts.items():
        if count > 1:
            at = first[name]
            words = f"slide {at}: “{name}” goes on over {count} slides, to slide {at + count - 1}"
            yield note("continued", words, about=Subject(one.section.id))


def _told(stage: Stage, one: Planned, position: int, number: int) -> Iterator[Diagnostic]:
    """Yield what there is to say of one slide."""
    about = Subject(one.section.id)
    if one.slides[position].speaker_overfull:
        words = "the speaker's text is too long for a printed notes page; it stays whole on screen"
        yield note("long-speaker-notes", f"slide {number}: {words}", about=about)
    shrunk = one.shrunk[position] if one.shrunk else ()
    if shrunk:
        yield note("shrunk", f"slide {number}: {'; '.join(dict.fromkeys(shrunk))}", about=about)
    stepped = tuple(_stepped(stage, one.sizes, one.slides[position]))
    if stepped:
        yield note("stepped", f"slide {number}: {'; '.join(stepped)}", about=about)
    if one.shortened and one.shortened[position]:
        words = "source notes print in their short form"
        yield note("shortened", f"slide {number}: {words}", about=about)
    if one.carried and one.carried[position]:
        words = "what must be disclosed has no room on it and stands on the next slide"
        yield note("continued", f"slide {number}: {words}", about=about)


def _stepped(stage: Stage, sizes: DeckSizes, slide: Slide) -> Iterator[str]:
    """Yield what was set smaller of headline and small print."""
    opening = slide.layout in (Layout.TITLE, Layout.SECTION)
    roles = {
        Holder.TITLE: ("headline", sizes.section_title if opening else sizes.title),
        Holder.CAPTION: ("caption", sizes.caption),
        Holder.NOTES: ("source notes", sizes.notes),
    }
    for shape in slide.shapes:
        if isinstance(shape, TextShape) and shape.holder in roles:
            role, ladder = roles[shape.holder]
            yield from stage.smaller(role, shape.size, ladder)


def _with_count(stage: Stage, slide: Slide, part: int, total: int) -> Slide:
    """Print the part's number in a slide's headline."""
    head, *others = slide.shapes
    if not isinstance(head, TextShape):
        return slide
    runs = numbered(stage, head.paras[0].runs, part, total)
    shape = replace(head, paras=(replace(head.paras[0], runs=runs),))
    return replace(slide, title=plain(runs), shapes=(shape, *others))


def _with_words(slide: Slide, words: str) -> Slide:
    """Print words after a slide's headline."""
    head, *others = slide.shapes
    if not isinstance(head, TextShape):
        return slide
    runs = (*head.paras[0].runs, Run(words))
    shape = replace(head, paras=(replace(head.paras[0], runs=runs),))
    return replace(slide, title=plain(runs), shapes=(shape, *others))


def named_parts(planned: Sequence[Planned], cover: Slide) -> tuple[tuple[str, int], ...]:
    """Name the parts of the deck after its sections, appendix included, each name once."""
    parts: list[tuple[str, int]] = [(cover.title, 1)]
    annexed = False
    for one in planned:
        name, count = parts[-1]
        closes = annexed and one.section.level == 1 and not one.section.hidden
        if one.slides and (one.section.kind in ("section", "annex") or closes):
            parts.append((one.title, len(one.slides)))
            annexed = one.section.kind == "annex"
        else:
            parts[-1] = (name, count + len(one.slides))
    seen: Counter[str] = Counter()
    unique = []
    for name, count in parts:
        seen[name] += 1
        unique.append((f"{name} ({seen[name]})" if seen[name] > 1 else name, count))
    return tuple(unique)
