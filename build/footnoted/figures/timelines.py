"""Timelines along an axis: events and a hand in; drawings out, several where one is too high."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, fsum

from msgspec import Struct
from msgspec.structs import replace

from footnoted.figures.drawing import Circle, Drawing, Line, Mark, Polygon, Rect, Row, moved
from footnoted.figures.hand import Hand, wrap
from footnoted.figures.packing import Packed, Spaces, Tag, pack
from footnoted.model.figures import Event, Timeline
from footnoted.model.walk import plain_text
from footnoted.text.dates import date_words

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
_MONTHS = (1, 2, 3, 6, 12, 24)
_FEW = 2
"""Years below which months are told."""
_MANY = 400
"""Dates that no axis has room for."""
_SPARE = 0.02
"""Share of the time shown that the axis goes on at either end."""
_NARROWER = 4
"""How many widths of labels are tried, from the widest to the narrowest."""
_PIECES = 40
_AROUND = 0.5
"""Above and below the years in the band of the axis, in ems."""
_TIGHTER = 0.93
"""Steps by which a label is narrowed while it takes no more lines."""


class _Scale(Struct, frozen=True):
    """Where times stand along the axis."""

    low: float
    high: float
    left: float
    right: float

    def at(self, time: float) -> float:
        """Return the place of a time."""
        part = (time - self.low) / (self.high - self.low)
        return self.left + part * (self.right - self.left)


class _Band(Struct, frozen=True):
    """Marks around a line at height 0: how far they go up and down."""

    marks: list[Mark]
    up: float
    down: float
    cost: float
    """Of bends, in points of height."""


def axis_drawings(
    timeline: Timeline,
    hand: Hand,
    width: float,
    highest: float,
    least: int = 1,
    most: int = _PIECES,
) -> list[tuple[Drawing, tuple[Event, ...]]]:
    """Draw events to scale: in the fewest drawings of even numbers of events that are low enough.

    No fewer than `least`; none where more than `most` were needed. A single event that is too
    high for a drawing by itself gets one all the same.
    """
    events = timeline.events
    area = fsum(_area(event, hand, width) for event in events)
    for count in range(max(ceil(area / (width * highest)), least), min(len(events), most) + 1):
        drawn = []
        for n in range(count):
            piece = events[len(events) * n // count : len(events) * (n + 1) // count]
            drawing = _drawing(timeline, piece, hand, width)
            if drawing is None or (drawing.height > highest and len(piece) > 1):
                break
            drawn.append((drawing, piece))
        if len(drawn) == count:
            return drawn
    return []


def _area(event: Event, hand: Hand, width: float) -> float:
    """Return the least area that an event's words may take."""
    rows = _rows(event, hand, min(hand.sizes.timeline.measure * hand.em, width - hand.em))
    return fsum(row.letters.width(row.text) for row in rows) * hand.pitch


def _drawing(
    timeline: Timeline, events: Sequence[Event], hand: Hand, width: float
) -> Drawing | None:
    """Draw some events at the width of labels that costs the least height and bends."""
    style, em = hand.sizes.timeline, hand.em
    scale = _scale(events, hand, width)
    step = (style.measure - style.measure_least) / (_NARROWER - 1)
    found = [
        _at_measure(timeline, events, hand, scale, width, (style.measure - step * n) * em)
        for n in range(_NARROWER)
    ]
    drawn = [one for one in found if one is not None]
    return min(drawn, key=lambda one: one[1])[0] if drawn else None


def _scale(events: Sequence[Event], hand: Hand, width: float) -> _Scale:
    low = min(float(one.start) for one in events)
    high = max(float(one.start if one.end is None else one.end) for one in events)
    spare = max((high - low) * _SPARE, 0.1)
    inset = 1.2 * hand.em
    return _Scale(low - spare, high + spare, inset, width - inset)


def _at_measure(
    timeline: Timeline,
    events: Sequence[Event],
    hand: Hand,
    scale: _Scale,
    width: float,
    measure: float,
) -> tuple[Drawing, float] | None:
    """Return a drawing with what it costs; None where labels of this width have no room."""
    style, em = hand.sizes.timeline, hand.em
    measure = min(measure, width - em)
    if not timeline.lanes:
        band = _band(events, hand, scale, width, measure, both=True)
        if band is None:
            return None
        half = _axis_height(hand) / 2
        up = max(band.up, half)
        axis = _axis(hand, scale, width, up - half)
        height = up + max(band.down, half)
        return Drawing(width, height, (*axis, *moved(band.marks, up))), height + band.cost
    marks: list[Mark] = []
    top = cost = 0.0
    for index, lane in enumerate(timeline.lanes):
        mine = [one for one in events if one.lane == index]
        if not mine:
            continue
        band = _band(mine, hand, scale, width, measure, both=False)
        if band is None:
            return None
        title = wrap(hand.strong, lane, width - em)
        head = hand.height(len(title)) + 1.2 * em
        bottom = top + head + band.up + band.down + 0.5 * em
        if index % 2:
            marks.append(Rect(0, top, width, bottom - top, hand.tone(style.band)))
        rows = [hand.row(line, _colour(hand, index), strong=True) for line in title]
        marks.append(hand.text(0.5 * em, top + 0.6 * em, rows))
        line = top + head + band.up
        marks.append(_line(hand, (0, line), (width, line)))
        for time, _ in _dates(scale, hand):
            x = scale.at(time)
            marks.append(_line(hand, (x, line - style.tick * em / 2), (x, line)))
        marks += moved(band.marks, line)
        top = bottom
        cost += band.cost
    axis = _axis(hand, scale, width, top)
    height = top + _axis_height(hand)
    return Drawing(width, height, (*marks, *axis)), height + cost


def _line(hand: Hand, start: tuple[float, float], end: tuple[float, float]) -> Line:
    style = hand.sizes.timeline
    return Line((start, end), style.rail_width * hand.em, hand.tone(style.rail))


def _axis_height(hand: Hand) -> float:
    return hand.words.cap_height + 2 * _AROUND * hand.em


def _axis(hand: Hand, scale: _Scale, width: float, top: float) -> list[Mark]:
    """Draw the axis as a band with its years inside, where no leader can cross them."""
    style, em = hand.sizes.timeline, hand.em
    tall, tick = _axis_height(hand), style.tick * em * 0.6
    marks: list[Mark] = [Rect(0, top, width, tall, hand.tone(style.axis))]
    for time, words in _dates(scale, hand):
        x = scale.at(time)
        for y in (top, top + tall - tick):
            marks.append(_line(hand, (x, y), (x, y + tick)))
        text = hand.row(words, hand.colours.muted)
        marks.append(hand.text(x, top + _AROUND * em, [text], "middle"))
    return marks


def _dates(scale: _Scale, hand: Hand) -> list[tuple[float, str]]:
    """Return round years, or months of a short time, no more than their words have room for."""
    first, last = ceil(scale.low), floor(scale.high)
    by_month = last - first < _FEW and scale.low > 1
    parts = 12 if by_month else 1
    room = scale.right - scale.left
    shown: list[tuple[float, str]] = []
    for step in _MONTHS if by_month else _STEPS:
        at = range(ceil(scale.low * parts / step) * step, floor(scale.high * parts) + 1, step)
        shown = [(one / parts, _date(one, by_month, hand.language)) for one in at[:_MANY]]
        wide = max((hand.words.width(words) for _, words in shown), default=0.0) + 2 * hand.em
        if len(at) * wide <= room:
            break
    return [one for one in shown if _fits(scale.at(one[0]), hand.words.width(one[1]), scale)]


def _date(count: int, by_month: bool, language: str) -> str:
    """Return a year, or a month counted from the year 0, in words."""
    if not by_month:
        return str(count)
    return date_words(f"{count // 12:04}-{count % 12 + 1:02}", language)


def _fits(x: float, wide: float, scale: _Scale) -> bool:
    return x - wide / 2 >= 0 and x + wide / 2 <= scale.right + scale.left


def _colour(hand: Hand, lane: int) -> str:
    lanes = hand.sizes.timeline.lanes
    return hand.tone(lanes[lane % len(lanes)])


def _band(
    events: Sequence[Event],
    hand: Hand,
    scale: _Scale,
    width: float,
    measure: float,
    *,
    both: bool,
) -> _Band | None:
    """Draw events about a line: spans under it in tracks, words on one side or on both.

    With both sides the line is as high as the axis is. None where words have no room.
    """
    style, em = hand.sizes.timeline, hand.em
    half = _axis_height(hand) / 2 if both else 0.0
    tracks = _tracks(events, scale, em)
    step = (style.bar + 0.35) * em
    under = half + (max(tracks.values(), default=-1) + 1) * step
    first = max(under, half + style.dot * em) + style.gap * em
    set_ = [_Set.of(event, hand, scale, measure) for event in events]
    sides = _sides(events, set_, tracks, scale) if both else [1] * len(events)
    spaces = Spaces(0.9 * em, 0.45 * em, 0.6 * em, 0.9 * em)
    marks: list[Mark] = []
    reach = {-1: half + style.dot * em, 1: max(under, half + style.dot * em)}
    cost = 0.0
    for side in (-1, 1):
        chosen = sorted(
            (n for n in range(len(events)) if sides[n] == side), key=lambda n: (set_[n].tag.at, n)
        )
        packed = pack([set_[n].tag for n in chosen], width, spaces)
        if packed is None:
            return None
        start = half + (style.dot + style.gap) * em if side < 0 else first
        cost += packed.cost - packed.height
        if chosen:
            reach[side] = start + packed.height
        for n, place in zip(chosen, packed.places, strict=True):
            y = side * half if n not in tracks else half + (tracks[n] + 0.5) * step
            marks += _tied(set_[n], place, hand, (side, y, start, packed.bend))
    shapes: list[Mark] = []
    for n, event in enumerate(events):
        y = sides[n] * half if n not in tracks else half + (tracks[n] + 0.5) * step
        shapes += _shape(event, scale, hand, y)
    return _Band([*marks, *shapes], reach[-1], reach[1], cost)


class _Set(Struct, frozen=True):
    """The words of an event as they are set."""

    rows: tuple[Row, ...]
    measure: float
    tag: Tag

    @classmethod
    def of(cls, event: Event, hand: Hand, scale: _Scale, measure: float) -> "_Set":
        """Break an event's words into the fewest lines, and these as narrow as can be."""
        lines = len(_rows(event, hand, measure))
        while len(_rows(event, hand, measure * _TIGHTER)) == lines and measure > hand.em:
            measure *= _TIGHTER
        rows = _rows(event, hand, measure)
        wide = max(row.letters.width(row.text) for row in rows)
        tag = Tag(_anchor(event, scale), wide, hand.height(len(rows)))
        return cls(tuple(rows), measure, tag)


def _sides(
    events: Sequence[Event], set_: Sequence[_Set], tracks: Mapping[int, int], scale: _Scale
) -> list[int]:
    """Return on which side of the axis each event's words stand: spans and their words below.

    Points go above where a span lies below them, else where fewer words stand so far.
    """
    spans = [_ends(events[n], scale) for n in tracks]
    room = {-1: 0.0, 1: fsum(set_[n].tag.width * set_[n].tag.height for n in tracks)}
    found = [1] * len(events)
    for n in range(len(events)):
        if n in tracks:
            continue
        tag = set_[n].tag
        covered = any(start <= tag.at <= end for start, end in spans)
        found[n] = -1 if covered or room[-1] <= room[1] else 1
        room[found[n]] += tag.width * tag.height
    return found


def _tied(
    set_: _Set, place: Packed, hand: Hand, where: tuple[int, float, float, float]
) -> list[Mark]:
    """Set the words of an event and the leader that ties them to its mark."""
    side, y, start, bend = where
    style, em = hand.sizes.timeline, hand.em
    top = start + place.near if side > 0 else -start - place.far
    at, end = set_.tag.at, side * (start + place.far)
    points = [(at, y), (place.pole, end)]
    if abs(place.pole - at) > 0.05:
        knees = [(at, side * start), (place.pole, side * (start + bend))]
        points[1:1] = knees
    gap = 0.45 * em
    if place.before:
        text = hand.text(place.pole - gap, top, set_.rows, "end")
    else:
        text = hand.text(place.pole + gap, top, set_.rows)
    leader = Line(tuple(points), style.leader_width * em, hand.tone(style.leader))
    return [leader, replace(text, measure=set_.measure)]


def _rows(event: Event, hand: Hand, measure: float) -> list[Row]:
    label = wrap(hand.words, plain_text(event.label), measure)
    time = wrap(hand.strong, event.time, measure)
    return [hand.row(one, strong=True) for one in time] + [hand.row(one) for one in label]


def _anchor(event: Event, scale: _Scale) -> float:
    """Return the place along the axis that an event's words belong to."""
    if event.end is None:
        return scale.at(float(event.start))
    start, end = _ends(event, scale)
    return start + min((end - start) / 2, scale.left / 2)


def _ends(event: Event, scale: _Scale) -> tuple[float, float]:
    """Return where a span begins and ends: what is open goes on to the end of the axis."""
    start = scale.left if event.open_start else scale.at(float(event.start))
    end = scale.right if event.open_end else scale.at(float(event.end or event.start))
    return start, max(end, start)


def _tracks(events: Sequence[Event], scale: _Scale, em: float) -> dict[int, int]:
    """Return the track of each span, by its index: spans that overlap lie under each other."""
    ends: list[float] = []
    found = {}
    for index, event in enumerate(events):
        if event.end is None:
            continue
        start, end = _ends(event, scale)
        track = next((n for n, last in enumerate(ends) if last <= start), len(ends))
        ends[track : track + 1] = [max(end, start + em) + 0.3 * em]
        found[index] = track
    return found


def _shape(event: Event, scale: _Scale, hand: Hand, y: float) -> list[Mark]:
    """Draw a point or a span; what is open goes on in an arrow, what is about is hollow."""
    style, em = hand.sizes.timeline, hand.em
    colour = _colour(hand, event.lane)
    ring = style.ring * em if event.approximate else 0.0
    x = scale.at(float(event.start))
    if event.end is None:
        radius = style.dot * em
        if ring:
            fill = hand.colours.background
            return [Circle(x, y, radius - ring / 2, fill, colour, ring, event.time)]
        return [Circle(x, y, radius, colour, hand.colours.background, 0.08 * em, event.time)]
    half = style.bar * em / 2
    x, end = _ends(event, scale)
    end = max(end, x + 2 * half)
    points = _arrow(x, end, y, half, event.open_start, event.open_end)
    marks: list[Mark] = [Polygon(points, colour)]
    if ring:
        inner = _arrow(x + ring, end - ring, y, half - ring, event.open_start, event.open_end)
        marks.append(Polygon(inner, hand.colours.background))
    return marks


def _arrow(
    start: float, end: float, y: float, half: float, open_start: bool, open_end: bool
) -> tuple[tuple[float, float], ...]:
    left = [(start, y - half), (start, y + half)]
    right = [(end, y + half), (end, y - half)]
    if open_start:
        left = [(start + half, y - half), (start - half, y), (start + half, y + half)]
    if open_end:
        right = [(end - half, y + half), (end + half, y), (end - half, y - half)]
    return (*left, *right)
