"""How well a rendered paper is made up: its lines in, what a typographer counts out."""

from dataclasses import dataclass, field
from itertools import pairwise

from footnoted.model.style import Style
from generated_papers import Plan
from placement import Laid, Line
from word_boxes import Sheet

LOOSE = 0.55
"""Ems of a word space from which on a line is loose; a natural one has a quarter of an em."""
RUNNING = ("body", "lead", "caveat", "list_item", "quotation", "definition", "answer", "box")


@dataclass(slots=True)
class Quality:
    """What was counted."""

    pages: int = 0
    paragraphs: int = 0
    lines: int = 0
    widows: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    stranded: list[str] = field(default_factory=list)
    """Headings with nothing of what they head below them."""
    short: int = 0
    """Paragraphs whose last line is shorter than the style wants."""
    lonely: int = 0
    """Paragraphs whose last line is of one word or two."""
    loose: int = 0
    holes: list[float] = field(default_factory=list)
    """White at the foot as a share of the text block, of pages that another one follows."""

    def add(self, other: "Quality") -> None:
        """Count another paper too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def report(self) -> str:
        """Return one line of figures."""
        mean = sum(self.holes) / len(self.holes) if self.holes else 0.0
        return (
            f"{self.pages} pages, {self.paragraphs} paragraphs, {self.lines} lines: "
            f"{len(self.widows)} widows, {len(self.orphans)} orphans, "
            f"{len(self.stranded)} stranded headings, {self.short} short last lines, "
            f"{self.lonely} of one or two words, "
            f"{self.loose} loose lines, white at the foot {mean:.1%} on average, "
            f"{max(self.holes, default=0.0):.0%} at most, "
            f"{sum(hole > 0.25 for hole in self.holes)} pages with more than a quarter"
        )


def quality(sheets: list[Sheet], laid: Laid, plan: Plan, style: Style) -> Quality:
    """Count widows, orphans, stranded headings, short and loose lines, and white at the foot."""
    counted = Quality(pages=len(sheets))
    roles = style.paper.roles
    for at, (passage, lines) in enumerate(zip(plan.passages, laid.passages, strict=True)):
        if not lines:
            continue
        where = f"seed {plan.seed}, page {lines[-1].page + 1}: {passage.role} {passage.first}"
        # A section of which nothing is said before a fresh page ends with its heading.
        following = plan.passages[at + 1] if at + 1 < len(plan.passages) else None
        if passage.heading and following and following.block not in plan.fresh:
            below = next((one for one in laid.passages[at + 1 :] if one), lines)
            if below[0].page != lines[-1].page:
                counted.stranded.append(where)
        if passage.role in RUNNING and len(lines) > 1:
            counted.paragraphs += 1
            counted.lines += len(lines)
            counted.widows += [where] * (lines[-1].page != lines[-2].page)
            counted.orphans += [where] * (lines[0].page != lines[1].page)
            size = getattr(roles, passage.role).size
            width = lines[-1].parts[-1].box.right - lines[-1].left
            counted.short += width < style.paper.breaking.last_line * size - 1
            counted.lonely += len(lines[-1].parts) < 3
            counted.loose += sum(_space(line) > LOOSE * size for line in lines[:-1])
    counted.holes = _holes(sheets, laid, plan, style)
    return counted


def _space(line: Line) -> float:
    """Return the widest white between two words that stand beside each other."""
    boxes = [part.box for part in line.parts]
    return max((b.left - a.right for a, b in pairwise(boxes)), default=0.0)


def _holes(sheets: list[Sheet], laid: Laid, plan: Plan, style: Style) -> list[float]:
    margins = style.paper.margins
    text = [0.0] * len(sheets)
    ends = [0.0] * len(sheets)
    for lines in (*laid.passages, laid.again):
        for line in lines:
            text[line.page] = max(text[line.page], line.parts[0].box.bottom)
    fresh = {
        lines[0].page
        for passage, lines in zip(plan.passages, laid.passages, strict=True)
        if lines and passage.block in plan.fresh
    }
    holes: list[float] = []
    for page, sheet in enumerate(sheets[:-1]):
        bottom = sheet.height - margins.bottom
        notes = [line for lines in laid.notes[page].values() for line in lines]
        ends[page] = min((line.top for line in notes), default=bottom)
        if text[page] and page + 1 not in fresh and min(text[page], ends[page]) == text[page]:
            holes.append(max(0.0, ends[page] - text[page]) / (bottom - margins.top))
    return holes
