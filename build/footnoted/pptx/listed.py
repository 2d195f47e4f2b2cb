"""In: a short list that stands for itself, of parts or of questions. Out: drafts of its slides.

Its lines are large, under big numbers, and spread over the slide; where each takes one line,
hairlines stand between them.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from footnoted.pptx.fit import fit, text_height
from footnoted.pptx.measure import measured, natural_width
from footnoted.pptx.slides import Box, Holder, Layout, Mark, Para, RuleShape, Run, Shape
from footnoted.pptx.stage import DoesNotFitError, Draft, Room, Stage

_LEAST, _MOST = 0.7, 1.3
"""Ems between lines: where they are many, where they are few."""
_SPACE = 0.6
"""Ems between a number and its line."""


def listed_slides(
    stage: Stage, lines: Sequence[tuple[Run, ...]], name: str, room: Room
) -> list[Draft]:
    """Set numbered lines at one size, on as many slides as it takes; `name` is the shapes'."""
    ladder = stage.areas.deck.sizes.agenda
    whole = [
        Para(runs, mark=Mark.NUMBER, number=number, hang=_hang(stage, len(lines), ladder[0]), gap=1)
        for number, runs in enumerate(lines, 1)
    ]
    tight = [replace(para, gap=_LEAST) for para in whole]
    found = fit(tight, stage.areas.width, room.height, ladder, stage.body, stage.strips.height)
    if not found:
        raise DoesNotFitError("a line of the list finds no room")
    size, small = found.size, stage.smaller(name.lower(), found.size, ladder)
    hang = _hang(stage, len(lines), size)
    drafts = []
    for part in found.parts:
        box = stage.across(room, stage.strips.height(part))
        gap = _gap(stage, part, box, size)
        spread = tuple(replace(para, gap=gap, hang=hang) for para in part)
        ruled = all(_is_line(stage, para, box, size) for para in spread)
        text = replace(stage.text(Holder.BODY, name, box, spread, size), fixed=ruled)
        rules = _rules(stage, spread, box, size) if ruled else ()
        shapes: tuple[Shape, ...] = (text, *rules)
        drafts.append(Draft(Layout.CONTENT, shapes, stage.strips.of(part), small))
    return drafts


def _hang(stage: Stage, count: int, size: float) -> float:
    """Return the points by which numbers hang: as the widest needs."""
    widest = natural_width(measured(Para((Run("8" * len(str(count)) + "."),)), stage.body))
    return (widest + _SPACE) * size


def _gap(stage: Stage, paras: Sequence[Para], box: Box, size: float) -> float:
    """Return the ems between lines that spread them over a box."""
    if len(paras) < 2:
        return _MOST
    bare = [replace(para, gap=0) for para in paras]
    free = box.height - text_height(bare, box.width, size, stage.body)
    if not all(_is_line(stage, para, box, size) for para in paras):
        free -= stage.body.pitch(size)
    return min(max(free / (len(paras) - 1) / size, _LEAST), _MOST)


def _is_line(stage: Stage, para: Para, box: Box, size: float) -> bool:
    """Say whether a paragraph takes one line: programs may break more of them otherwise than we."""
    line = stage.body.pitch(size) * 1.01
    return text_height([para], box.width, size, stage.body) <= line


def _rules(stage: Stage, paras: Sequence[Para], box: Box, size: float) -> Iterator[RuleShape]:
    """Yield hairlines half way between the lines."""
    at, thin = box.y, stage.areas.deck.hairline
    for para in paras[:-1]:
        gap = (para.gap or 0) * size
        at += text_height([para], box.width, size, stage.body) + gap
        yield RuleShape(Box(box.x, at - gap / 2, box.width, thin), "rule")
