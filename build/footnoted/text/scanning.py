"""A text and a pattern in, the pattern's matches out, found quicker than `re` alone finds them."""

import re
from collections.abc import Iterator, Sequence


def matches(
    pattern: re.Pattern[str], openings: Sequence[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield what `finditer` does, for a pattern that matches only where one of a few signs stands.

    `re` looks at every character for all of them, which takes ten times as long as one `find` each.
    """
    present = [sign for sign in openings if sign in text]
    at = 0
    while starts := [start for sign in present if (start := text.find(sign, at)) >= 0]:
        at = min(starts)
        if match := pattern.match(text, at):
            yield match
        at = match.end() if match else at + 1
