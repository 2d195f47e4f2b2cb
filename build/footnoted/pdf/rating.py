"""Ratings: how a page would look that ends somewhere comes in, what that costs goes out.

A page costs nothing that is full to its foot and divides no note.
"""

from footnoted.pdf.foot import SLACK, Room

WHITE_COST = 100.0
"""Cost of white at the foot as high as `COMFORTABLE` of the page; it grows by the cube."""
COMFORTABLE = 0.12
STRETCHED_COST = 15.0
"""Cost of white between blocks stretched as far as it may be; it grows by the cube as well."""
CONTINUED_COST = 120.0
"""Cost of a note that goes on at the next page, and then this much for each of its points."""
CONTINUED_PER_POINT = 0.5
CROWDED_COST = 2000.0
"""Cost of several notes that go on: as much as that of a third of a page of white."""
SCANT_PER_POINT = 10.0
"""Cost of each point of text that is lacking where a long note takes the page."""
SCANT_COST = 1500.0
"""Cost of a last page, or one before a forced break, with nothing on it; falls by the square."""
SCANT = 0.25
"""Share of such a page that text fills so that it does not look forlorn."""


def rate_white(room: Room, free: float, stretch: float) -> float:
    """Rate the white of a page: what stretch takes up and what stays at the foot."""
    if free <= 0.0:
        return 0.0
    if free <= stretch:
        return STRETCHED_COST * (free / stretch) ** 3
    cost = STRETCHED_COST if stretch else 0.0
    return cost + WHITE_COST * ((free - stretch) / (COMFORTABLE * room.height)) ** 3


def rate_scant(room: Room, body: float) -> float:
    """Rate the little text of a page that ends because it must."""
    lacking = max(0.0, 1.0 - body / (SCANT * room.height))
    few = SCANT_PER_POINT * max(0.0, room.body_height - body)
    return max(few, SCANT_COST * lacking**2)


def rate_overrun(room: Room, body: float, full: float, split: float, carries: bool) -> float:
    """Rate notes that go on at the next page, beside text of a height.

    `full` is the height of all, `split` that of all but the end of the last one; `carries` says
    whether the page begins with the rest of a note already.
    """
    over = body + full - room.height
    if over <= SLACK:
        return 0.0
    cost = CONTINUED_COST + CONTINUED_PER_POINT * over
    if body + split > room.height + SLACK:
        cost += CROWDED_COST
    if carries:
        cost += SCANT_PER_POINT * max(0.0, room.body_height - body)
    return cost
