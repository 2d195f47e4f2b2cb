"""Reading drawings of maps and axes back: words that collide, leave, or are struck through."""

from itertools import combinations, pairwise

from footnoted.figures.drawing import Box, Drawing, Line, Point, Words, words_box

HAIR = 0.01
THIN = 0.5
"""Points by which a stroke may come into the box of words: side bearings."""


def faults(drawing: Drawing) -> list[str]:
    """Return the words that collide with others, leave the drawing or are struck by a leader."""
    boxes = [(words_box(one), one) for one in drawing.marks if isinstance(one, Words)]
    found = [
        f"outside: {one.rows[0].text}"
        for (left, top, right, bottom), one in boxes
        if min(left, top) < -HAIR or right > drawing.width + HAIR or bottom > drawing.height + HAIR
    ]
    for (a, first), (b, second) in combinations(boxes, 2):
        if min(a[2], b[2]) - max(a[0], b[0]) > HAIR and min(a[3], b[3]) - max(a[1], b[1]) > HAIR:
            found.append(f"collide: {first.rows[0].text} / {second.rows[0].text}")
    strokes = [
        pair for one in drawing.marks if isinstance(one, Line) for pair in pairwise(one.points)
    ]
    return found + [
        f"struck: {one.rows[0].text}"
        for box, one in boxes
        if any(strikes(start, end, box) for start, end in strokes)
    ]


def strikes(start: Point, end: Point, box: Box) -> bool:
    """Say whether a stroke runs through a box (Liang and Barsky 1984)."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        near, far = box[axis] + THIN, box[axis + 2] - THIN
        way = end[axis] - start[axis]
        if abs(way) < 1e-9:
            if not near < start[axis] < far:
                return False
            continue
        first, last = sorted(((near - start[axis]) / way, (far - start[axis]) / way))
        low, high = max(low, first), min(high, last)
    return low < high
