"""The names of a map: beside their marks, or as numbers that are explained beneath."""

from collections.abc import Sequence

from msgspec.structs import replace

from footnoted.figures.drawing import Line, Mark, Words
from footnoted.figures.framing import Frame
from footnoted.figures.hand import Hand, wrap
from footnoted.figures.map_marks import Shown
from footnoted.figures.naming import Named, Room, Spot, name_all
from footnoted.figures.raster import Raster


def name_marks(
    shown: Sequence[Shown], frame: Frame, hand: Hand, ground: Raster, taken: Raster
) -> tuple[list[Mark], list[Words], int]:
    """Name every place beside its mark, or by a number that is explained beneath."""
    style, em = hand.sizes.map, hand.em
    room = Room(frame.width, frame.height, style.gap * em, style.reach * em)
    texts = [_text(one, hand) for one in shown]
    spots = [
        Spot(one.at, one.radius, one.own, max(w for _, w in text), hand.height(len(text)))
        for one, text in zip(shown, texts, strict=True)
    ]
    found = name_all(spots, ground, taken, room)
    marks: list[Mark] = []
    left = [index for index, named in enumerate(found) if named is None]
    for index, named in enumerate(found):
        if named:
            marks += _label(shown[index], [line for line, _ in texts[index]], named, hand)
    if not left:
        return marks, [], 0
    digits = hand.strong.width("00")
    narrow = [replace(spots[i], width=digits, height=hand.height(1)) for i in left]
    numbered = name_all(narrow, ground, taken, room)
    pieces = []
    for count, (index, named) in enumerate(zip(left, numbered, strict=True), 1):
        one = shown[index]
        words = f"{one.place.name} {one.place.label}".strip()
        pieces.append(f"{count}\u00a0{words}" if named else words)
        if named:
            marks += _label(one, [(str(count), True)], named, hand)
    lines = wrap(hand.words, "   ".join(pieces), frame.width)
    rows = tuple(hand.row(line) for line in lines)
    return marks, [replace(hand.text(0, 0, rows), measure=frame.width)], len(left)


def _text(one: Shown, hand: Hand) -> list[tuple[tuple[str, bool], float]]:
    """Return the lines of a name and its value, each with its width."""
    lines = [(one.place.name, False)]
    if one.place.label:
        lines.append((one.place.label, True))
    return [
        ((text, strong), (hand.strong if strong else hand.words).width(text))
        for text, strong in lines
    ]


def _label(one: Shown, lines: Sequence[tuple[str, bool]], named: Named, hand: Hand) -> list[Mark]:
    """Set the words of a place, and the leader that ties them to it."""
    left, top, right, _ = named.box
    style, em = hand.sizes.map, hand.em
    ink = hand.ink_on(one.fill) if named.inside else hand.colours.ink
    x = {"start": left, "middle": (left + right) / 2, "end": right}[named.anchor]
    rows = [hand.row(text, ink, strong=strong) for text, strong in lines]
    marks: list[Mark] = [hand.text(x, top, rows, named.anchor)]
    if named.leader:
        stroke = Line(named.leader, style.leader_width * em, hand.tone(style.leader))
        marks.insert(0, stroke)
    return marks
