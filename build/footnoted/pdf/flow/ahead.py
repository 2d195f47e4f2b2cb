"""Lines set ahead: another core sets later sections of a long paper while the first are laid out.

To set a paragraph nothing need be known of what stands before it. So a fork of this process sets
the later ones, and tells what they come to. What it has not told is set where it is wanted, and
comes to the same.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import Final

from footnoted.cores import has_free_core
from footnoted.model.document import Block, ItemList, Paragraph
from footnoted.model.inlines import NoteCall, Text
from footnoted.pdf.flow.press import Press

LONG: Final = 200_000
"""Weight from which on another core saves more than its start costs: about 50 pages."""
NOTE: Final = 250
"""What a note weighs; a letter weighs 1."""
FORK: Final = 0.02
"""Share of the weight that is laid out before the fork: nearly all letters have codes by then."""
FIRST: Final = 0.35
"""Share at which the fork begins: what it has set takes this process a third of the time."""


@contextmanager
def setting_ahead(press: Press) -> Iterator[Callable[[int], None]]:
    """Have later sections set ahead; the function wants to be told of each one that is begun."""
    sections = press.document.sections
    weights = list(accumulate(_weight(section.blocks) for section in sections))
    whole = weights[-1] if weights else 0
    fork, first = (bisect_left(weights, share * whole) for share in (FORK, FIRST))
    if whole < LONG or first <= fork or not has_free_core():
        yield lambda _: None
        return
    from footnoted.pdf.flow.listener import Listener  # short papers do without it

    ahead: Listener | None = None

    def begin(at: int) -> None:
        nonlocal ahead
        if at == fork:
            ahead = Listener(press, first)
        elif ahead is not None:
            ahead.reach(at)

    try:
        yield begin
    finally:
        if ahead is not None:
            ahead.close()


def _weight(blocks: Sequence[Block]) -> int:
    """Weigh what can be set ahead."""
    weight = 0
    for block in blocks:
        match block:
            case Paragraph(content=content):
                weight += sum([len(one.text) for one in content if isinstance(one, Text)])
                weight += NOTE * sum([isinstance(one, NoteCall) for one in content])
            case ItemList(items=items):
                weight += sum(map(_weight, items))
            case _:
                pass
    return weight
