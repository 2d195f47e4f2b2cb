"""A column being filled: set lines and spaces come in, boxes, glue and penalties pile up."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from footnoted.model.style.paper import Breaking, Setting, Type
from footnoted.pdf.boxes import (
    DIRE,
    FORBIDDEN,
    FORCED,
    Backdrop,
    Box,
    Glue,
    Item,
    PaintMark,
    Penalty,
    RuleMark,
    TextMark,
    at_cost,
)
from footnoted.pdf.words import Line, extent
from footnoted.text.faces import Face

if TYPE_CHECKING:
    from footnoted.pdf.structure import Element

FORBIDS = 10_000
"""The style's word for a break inside a paragraph that is made only where there is no other."""


class Column:
    """A vertical list in the making; of two spaces that meet, the larger counts."""

    def __init__(self, x: float, width: float, breaking: Breaking) -> None:
        self.x = x
        self.width = width
        self.breaking = breaking
        self.items: list[Item] = []
        self.backdrop: Backdrop | None = None
        self._gap = 0.0
        self._cost = 0
        self._white = 1.0
        self._waiting: tuple[PaintMark, ...] = ()

    @contextmanager
    def indented(self, left: float, right: float = 0.0) -> Iterator[None]:
        """Narrow the column for a while."""
        self.x += left
        self.width -= left + right
        yield
        self.x -= left
        self.width += left + right

    def space(self, height: float) -> None:
        """Ask for white before what comes next."""
        self._gap = max(self._gap, height)

    def put(self, items: Sequence[Item]) -> None:
        """Put items below what stands here, with the breaks and the white between them."""
        for item in items:
            match item:
                case Box():
                    self.box(item)
                case Glue():
                    self.space(item.height)
                case Penalty():
                    self.keep(item.cost)

    def drop_space(self) -> None:
        """Forget the white asked for so far."""
        self._gap = 0.0

    def keep(self, cost: int = FORBIDDEN) -> None:
        """Ask that what comes next stay with what stands here."""
        self._cost = max(self._cost, cost)

    def end_well(self, white: float) -> None:
        """Say that a page may well end here: its white then counts for a part only."""
        self._white = white

    def place(self, mark: PaintMark) -> None:
        """Name the place where the next box will stand."""
        self._waiting = (*self._waiting, mark)

    def new_page(self) -> None:
        """End the page here."""
        self.items.append(Penalty(FORCED))
        self._gap, self._cost = 0.0, 0

    def box(self, box: Box) -> None:
        """Put a box below what stands here."""
        box.backdrop = self.backdrop
        if self.items and isinstance(self.items[-1], Box):
            self._separate()
        self._gap, self._cost, self._white = 0.0, 0, 1.0
        box.marks = (*self._waiting, *box.marks)
        self._waiting = ()
        self.items.append(box)

    def _separate(self) -> None:
        before = self.items[-1]
        inside = self.backdrop if isinstance(before, Box) else None
        if self._cost or not self._gap or self._white < 1.0:
            known = self._white == 1.0
            self.items.append(at_cost(self._cost) if known else Penalty(self._cost, self._white))
        if self._gap:
            same = isinstance(before, Box) and before.backdrop is self.backdrop
            # What must stay together does not drift apart: white grows above a heading, not below.
            stretch = 0.0 if self._cost >= FORBIDDEN else self._gap * self.breaking.stretch
            self.items.append(Glue(self._gap, inside if same else None, stretch))

    def lines(
        self,
        lines: Sequence[Line],
        role: Type,
        element: "Element | None",
        baseline: float,
        *,
        together: bool = False,
        marks: tuple[PaintMark, ...] = (),
        rule: str = "",
        ground: str = "",
    ) -> None:
        """Put a paragraph's lines here; `marks` go with the first, `together` forbids breaks.

        `rule` is the colour of the rule above it and `ground` that behind it, where its role has
        them.
        """
        self.space(role.before)
        if role.rule:
            self.rule(role, rule)
        count = len(lines)
        outer, inset = self.backdrop, role.padding if ground else 0.0
        x, width = self.x + role.indent - role.hang, self.width - role.indent + role.hang
        if ground:
            self.backdrop = Backdrop(x, width, ground, ground, 0.0, 0.0)
            self.box(Box(inset))
            self.keep()
        x, width = x + inset, width - 2 * inset
        for at, line in enumerate(lines):
            start = line_start(line, width, role.setting)
            place = TextMark(x + start if start else x, baseline, line, element)
            if not at:
                self.box(Box(role.leading, line.notes, (*marks, place)))
                continue
            # What `box` does, where nothing but a cost stands between it and the box before.
            cost = FORBIDDEN if together else self._line_cost(lines[at - 1], at - 1, count)
            box = Box(role.leading, line.notes, (place,), None, self.backdrop)
            self.items += (at_cost(cost), box)
        if ground:
            self.keep()
            self.box(Box(inset))
            self.backdrop = outer
        self.space(role.after)

    def rule(self, role: Type, colour: str) -> None:
        """Put a role's rules here, from which nothing parts the paragraph."""
        x, width = self.x + role.indent - role.hang, self.width - role.indent + role.hang
        marks = [RuleMark(x, 0.0, width, role.rule, colour)]
        if role.rule_second:
            below = (3 * role.rule + role.rule_second) / 2
            marks.append(RuleMark(x, below, width, role.rule_second, colour))
        self.box(Box(role.rule_gap, (), tuple(marks)))
        self.keep()

    def _line_cost(self, line: Line, at: int, count: int) -> int:
        breaking = self.breaking
        cost = breaking.orphan if at == 0 else 0
        if at == count - 2:
            cost += breaking.widow
        cost += breaking.hyphen_at_page_end if line.hyphenated else 0
        return cost if cost < FORBIDS else DIRE


def line_start(line: Line, width: float, setting: Setting) -> float:
    """Return where a line starts from the left edge of its measure."""
    match setting:
        case Setting.CENTER:
            return (width - line.width) / 2
        case Setting.END:
            return 0.0 if line.across else width - line.width
        case _:
            return width - extent(line) if line.across else -line.hang


def baseline_of(face: Face, role: Type) -> float:
    """Return how far below the top of its leading a role's baseline lies."""
    scale = role.size / face.units_per_em
    height = (face.ascent - face.descent) * scale
    return (role.leading - height) / 2 + face.ascent * scale
