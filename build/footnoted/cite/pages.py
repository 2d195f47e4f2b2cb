"""Citations written and read once for all places, their pages put in last.

Marked text holds the pages between marks, so that what was read of one note serves for all notes
that differ in nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from footnoted.model.inlines import Inline, Inlines, Text
from footnoted.model.walk import same, within

PAGE, PAGES = "\ue00a", "\ue00b"
"""Stand for a page, or for several, in a citation that is written once for all places."""
_FROM, _TO = "\ue00c", "\ue00d"
_MARKED: Final = re.compile(f"{_FROM}([^{_TO}]*){_TO}")


def put_in(citation: str, mark: str, pages: str) -> str:
    """Put pages into a citation that was written with them open."""
    # How the full stop after them is set may depend on pages that end in a sign.
    shown = f"{_FROM}{pages}{_TO}" if pages[-1:].isalnum() else pages
    return citation.replace(mark, shown)


def parted(marked: str) -> tuple[str, list[str]]:
    """Return marked text with its pages open, and the pages."""
    if _FROM not in marked:
        return marked, []
    parts = _MARKED.split(marked)
    return PAGE.join(parts[::2]), parts[1::2]


def filled(content: Inlines, pages: Sequence[str]) -> Inlines:
    """Put pages into inlines that were read with them open."""
    if not pages:
        return content
    for index, inline in enumerate(content if len(pages) == 1 else ()):
        if isinstance(inline, Text) and PAGE in inline.text:  # as nearly always
            put = Text(inline.text.replace(PAGE, pages[0]))
            return (*content[:index], put, *content[index + 1 :])
    return _filled(content, iter(pages))


def _filled(content: Inlines, pages: Iterator[str]) -> Inlines:
    return same(content, [_put(inline, pages) for inline in content])


def _put(inline: Inline, pages: Iterator[str]) -> Inline:
    if not isinstance(inline, Text):
        return within(inline, lambda inner: _filled(inner, pages))
    first, *after = inline.text.split(PAGE)
    return Text(first + "".join([next(pages) + one for one in after])) if after else inline
