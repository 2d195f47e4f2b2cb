"""Links from the source list back: on which pages works are cited in, the list's lines out.

A list's last words depend on the pages, and the pages on its lines. Each entry keeps as many lines
as it has ever needed, so that going round comes to an end; it nearly always does the first time.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from footnoted.pdf.boxes import FORBIDDEN, Box, Item, Penalty, TextMark
from footnoted.pdf.flow.column import line_start
from footnoted.pdf.flow.press import OpenEntry, Press
from footnoted.pdf.folios import Folios
from footnoted.pdf.pages import Page
from footnoted.pdf.spans import LinkSpan
from footnoted.pdf.words import Word


def tell_pages(press: Press, items: list[Item], pages: Sequence[Page], folios: Folios) -> bool:
    """Write into every entry where its work is cited; say whether any has changed."""
    calls = pages_of_calls(items, pages)
    grown: dict[int, list[Item]] = {}
    changed = False
    press.wanted_calls.clear()
    for entry in press.entries:
        first = _first_calls(entry, calls)
        press.wanted_calls.update((note, page) for page, note in first.items())
        told = tuple(first.items())
        if told != entry.told:
            changed = True
            entry.told = told
            last = entry.boxes[-1]
            if more := _fill(press, entry, _links(press, first, folios)):
                grown[id(last)] = more
    if grown:
        items[:] = [one for item in items for one in (item, *grown.get(id(item), ()))]
    return changed


def pages_of_calls(items: Sequence[Item], pages: Sequence[Page]) -> dict[str, list[int]]:
    """Return for every note the pages, counted from 0, on which it is called."""
    calls: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for item in items[page.first : page.last]:
            if isinstance(item, Box):
                for note in item.notes:
                    known = calls.setdefault(note, [])
                    if not known or known[-1] != number:
                        known.append(number)
    return calls


def _first_calls(entry: OpenEntry, calls: Mapping[str, Iterable[int]]) -> dict[int, str]:
    """Return the pages that cite a work, in order, each with a note called there."""
    found: dict[int, str] = {}
    for note in entry.notes:
        for page in calls.get(note, ()):
            found.setdefault(page, note)
    return dict(sorted(found.items()))


def _links(press: Press, first: Mapping[int, str], folios: Folios) -> dict[str, LinkSpan]:
    links: dict[str, LinkSpan] = {}
    for page, note in first.items():
        label = folios.label(page)
        contents = press.phrases.cited_on_page.format(pages=label)
        links[label] = LinkSpan(call_place(note, page), contents)
    return links


def call_place(note: str, page: int) -> str:
    """Return the target of a link to a note's first call on a page."""
    return f"#call-{note}-on-{page + 1}"


def _fill(press: Press, entry: OpenEntry, links: Mapping[str, LinkSpan]) -> list[Item]:
    """Set an entry with the pages behind it; return the lines it needs more than it had."""
    role, phrases = entry.role, press.phrases
    phrase = phrases.cited_on_page if len(links) == 1 else phrases.cited_on_pages
    pages = press.setter.page_words(role, phrase, links, ",") if links else []
    words: list[Word] = list(entry.words)
    if words and pages:
        space = press.setter.fonts.font(role).space
        words[-1] = replace(words[-1], space=space, breaks=True)
    lines = press.setter.break_words(role, [*words, *pages], entry.width)
    more: list[Item] = []
    while len(entry.boxes) < len(lines):
        box = Box(role.leading)
        entry.boxes.append(box)
        more += [Penalty(FORBIDDEN), box]
    for box in entry.boxes:
        box.marks = tuple(
            mark
            for mark in box.marks
            if not (isinstance(mark, TextMark) and mark.element is entry.element)
        )
    for box, line in zip(entry.boxes, lines, strict=False):
        x = entry.x + line_start(line, entry.width, role.setting)
        box.marks += (TextMark(x, entry.baseline, line, entry.element),)
    return more
