"""Timelines of the paper: a rail of dates with texts as a list, or an axis as drawings."""

from collections.abc import Sequence

from footnoted.figures.drawing import Circle, Drawing, Line, Mark, Polygon, Rect, lacking
from footnoted.figures.hand import Hand, paper_hand
from footnoted.figures.timelines import axis_drawings
from footnoted.model.document import Figure
from footnoted.model.figures import Event, Timeline
from footnoted.model.inlines import Text
from footnoted.model.walk import plain_text
from footnoted.pdf.boxes import Box, DrawingMark, Glue, Item, Penalty, Repeat, TextMark
from footnoted.pdf.flow.abreast import side_by_side
from footnoted.pdf.flow.column import Column
from footnoted.pdf.flow.press import Press
from footnoted.pdf.structure import Element, ListAttributes


def put_axis(
    press: Press, column: Column, block: Figure, timeline: Timeline, parent: Element
) -> None:
    """Lay out an axis; a page may end between the drawings that it takes."""
    style = press.style.figures.timeline
    hand = paper_hand(press.style, style, press.document.language)
    drawn = axis_drawings(timeline, hand, column.width, style.highest * press.room)
    for index, (drawing, events) in enumerate(drawn):
        if index:
            column.space(press.paper.figure.above + hand.pitch)
        alt = block.alt if len(drawn) == 1 else _told(block, events, index + 1, len(drawn))
        element = press.file.element(parent, "Figure", alt=alt)
        for letter in lacking(drawing):
            press.setter.fonts.finds.lack(letter, "words of a timeline")
        column.box(Box(drawing.height, (), (DrawingMark(column.x, 0.0, drawing, element),)))


def _told(block: Figure, events: Sequence[Event], part: int, parts: int) -> str:
    """Tell in words what one of several drawings shows."""
    words = "; ".join(f"{event.time}: {plain_text(event.label)}" for event in events)
    return f"{plain_text(block.caption)} ({part}/{parts}). {words}"


def put_rail(
    press: Press, column: Column, block: Figure, timeline: Timeline, parent: Element
) -> list[str]:
    """Lay out a rail: a list whose labels are dates; return the notes called.

    It is text and no picture, so that it is read as it stands.
    """
    hand = paper_hand(press.style, press.style.figures.timeline, press.document.language)
    rail = _Rail(press, column, timeline, hand)
    element = press.file.element(parent, "L", attributes=[ListAttributes("None")])
    repeat = _repeat(press, column, block)
    called: list[str] = []
    last = len(timeline.events) - 1
    for index, event in enumerate(timeline.events):
        rows, notes = rail.rows(event, element)
        called += notes
        for number, (box, cost) in enumerate(rows):
            final = index == last and number == len(rows) - 1
            box.height += 0.0 if final or number < len(rows) - 1 else rail.between
            ends = (index == 0 and not number, final)
            mark = rail.mark(
                event, box.height, ends, first=not number, whole=number == len(rows) - 1
            )
            box.marks = (DrawingMark(rail.left, 0.0, mark, None), *box.marks)
            if number:
                column.keep(cost)
            if number or index:
                box.repeat = repeat
            column.box(box)
    return called


def _repeat(press: Press, column: Column, block: Figure) -> Repeat | None:
    """Make what stands above events on a later page: the figure's number and "continued"."""
    role = press.paper.roles.credit
    if not block.number:
        return None
    words = f"{press.phrases.figure.format(n=block.number)}, {press.phrases.continued}"
    line = press.setter.text_line(role, words)
    mark = TextMark(column.x, press.baseline(role), line, None)
    return Repeat(role.leading + role.before, (mark,))


class _Rail:
    """The columns of a rail: dates, marks, texts."""

    def __init__(self, press: Press, column: Column, timeline: Timeline, hand: Hand) -> None:
        style, role = hand.sizes.timeline, press.paper.roles.event_date
        self.press = press
        self.timeline = timeline
        self.hand = hand
        self.gap = style.gap * hand.em
        self.between = style.between * hand.em
        most = style.date_share * column.width
        widths = [
            press.setter.text_line(role, text).width
            for event in timeline.events
            for text in (event.time, *self._lane(event))
        ]
        self.dates = min(max(widths, default=0.0) + 0.5, most)
        self.x = column.x
        self.side = 2 * max(style.dot * hand.em, style.bar * hand.em)
        self.left = column.x + self.dates + self.gap
        start = self.left + self.side + self.gap
        self.words = start, column.x + column.width - start

    def _lane(self, event: Event) -> tuple[str, ...]:
        lanes = self.timeline.lanes
        return (lanes[event.lane],) if lanes else ()

    def rows(self, event: Event, parent: Element) -> tuple[list[tuple[Box, int]], list[str]]:
        """Set one event as boxes with what parting each from the one above costs.

        Returns the notes it calls as well.
        """
        press, roles = self.press, self.press.paper.roles
        item = press.file.element(parent, "LI")
        label = press.file.element(item, "Lbl")
        dates = press.column(self.x, self.dates)
        press.put(dates, roles.event_date, (Text(event.time),), label, together=True)
        for lane in self._lane(event):
            press.put(dates, roles.event_lane, (Text(lane),), label, together=True)
        body = press.file.element(item, "LBody")
        words = press.column(*self.words)
        text = press.file.element(body, "P")  # its notes come after it in the tree
        called = press.put(words, roles.event, event.label, text, notes_under=body)
        items = side_by_side([dates.items, words.items], press.paper.breaking.within_row)
        return _without_white(items), called

    def mark(
        self, event: Event, height: float, ends: tuple[bool, bool], *, first: bool, whole: bool
    ) -> Drawing:
        """Draw the rail beside one box, with the event's mark; it is decoration."""
        style, em = self.hand.sizes.timeline, self.hand.em
        role = self.press.paper.roles.event_date
        middle = self.side / 2
        at = self.press.baseline(role) - 0.33 * role.size
        lanes = style.lanes
        tone = lanes[event.lane % len(lanes)] if self.timeline.lanes else style.mark
        colour, ground = self.hand.tone(tone), self.hand.colours.background
        top = at if ends[0] else 0.0
        bottom = at if ends[1] and first else height
        marks: list[Mark] = []
        if bottom > top:
            rail = self.hand.tone(style.rail)
            marks.append(Line(((middle, top), (middle, bottom)), style.rail_width * em, rail))
        ring = style.ring * em
        if event.end is None and first:
            radius = style.dot * em
            fill = ground if event.approximate else colour
            width = ring if event.approximate else 0.0
            marks.append(
                Circle(middle, at, radius - width / 2, fill, colour if width else "", width)
            )
        elif event.end is not None:
            half = style.bar * em / 2
            start = at - style.dot * em if first else 0.0
            end = height - (self.between if not ends[1] else 0.0) - 0.15 * em if whole else height
            marks += _span(event, (middle, start, end, half), (colour, ground, ring), first, whole)
        return Drawing(self.side, height, tuple(marks))


def _without_white(items: Sequence[Item]) -> list[tuple[Box, int]]:
    """Return boxes with the costs of parting them; white belongs to the box above, as does rail."""
    rows: list[tuple[Box, int]] = []
    cost = 0
    for item in items:
        match item:
            case Box():
                rows.append((item, cost))
            case Penalty():
                cost = item.cost
            case Glue(height):
                rows[-1][0].height += height
    return rows


def _span(
    event: Event,
    where: tuple[float, float, float, float],
    look: tuple[str, str, float],
    first: bool,
    whole: bool,
) -> list[Mark]:
    """Draw a span of time down the rail; an open end is an arrow, what is about is hollow."""
    (middle, start, end, half), (colour, ground, ring) = where, look
    opens = event.open_start and first, event.open_end and whole
    marks: list[Mark] = [_bar(middle, start, end, half, opens, colour)]
    if event.approximate:
        marks.append(
            _bar(middle, start + ring * first, end - ring * whole, half - ring, opens, ground)
        )
    return marks


def _bar(
    middle: float, start: float, end: float, half: float, opens: tuple[bool, bool], colour: str
) -> Mark:
    if not any(opens):
        return Rect(middle - half, start, 2 * half, max(end - start, 0.0), colour)
    above = [(middle - half, start), (middle + half, start)]
    if opens[0]:
        above = [
            (middle - half, start + half),
            (middle, start - half),
            (middle + half, start + half),
        ]
    below = [(middle + half, end), (middle - half, end)]
    if opens[1]:
        below = [(middle + half, end - half), (middle, end + half), (middle - half, end - half)]
    return Polygon((*above, *below), colour)
