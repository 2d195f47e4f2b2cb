"""Titles: how each kind of work and its parts and containers are named (CMOS 18, 13.87)."""

from footnoted.cite.marks import capital, italic, joined, linking, quoted
from footnoted.cite.numbers import if_numeric
from footnoted.cite.work import ENTRY, ONLINE, Work

_ITALIC = frozenset(("legal_case", "book", "classic", "graphic", "hearing", "map"))


_PLAIN = frozenset(("bill", "collection", "legislation", "regulation", "treaty"))


_QUOTED = frozenset(
    (
        "article",
        "dataset",
        "document",
        "interview",
        "manuscript",
        "paper-conference",
        "personal_communication",
        "speech",
        "thesis",
        "webpage",
    )
)


def title(work: Work, short: bool = False) -> str:
    """Return the title as its kind of work sets it, or nothing (CMOS 18, 13.87 to 13.101)."""
    text = work.short("title") if short or work.type == "patent" else work.text("title")
    return _set(work, text, within_quoted=True)


def _set(work: Work, text: str, within_quoted: bool) -> str:
    """Set a title; parts of a container are quoted, or italic where they are volumes."""
    if work.type == "patent":
        return capital(text)
    if work.type in _PLAIN:
        return text
    if work.type in _ITALIC:
        return italic(text)
    if work.type == "post" or (work.has("container-title") and (within_quoted or work.serial)):
        return quoted(text)
    return quoted(text) if work.type in _QUOTED else italic(text)


def _part_title(work: Work) -> str:
    return _set(work, work.text("part-title"), within_quoted=False)


def volume_title(work: Work, short: bool = False) -> str:
    """Return the title of a volume or special issue."""
    text = work.short("volume-title") if short else work.text("volume-title")
    return quoted(text) if work.serial or work.type == "manuscript" else italic(text)


def numbered_part(work: Work) -> str:
    """Return number and title of a part: `pt. 2, Title`."""
    number = if_numeric("part", work.raw("part-number"), work.terms)
    return joined((number, _part_title(work)), ", ")


def full_title(work: Work) -> str:
    """Return the title with its part; a review without a title of its own has none."""
    if not (work.type in ONLINE or work.serial):
        return _linked(work, title(work))
    if work.review and not work.has("reviewed-genre", "reviewed-title"):
        return ""
    part = work.opening(numbered_part(work))
    return joined((_linked(work, title(work)), part), work.separator)


def _linked(work: Work, named: str) -> str:
    return linking(named, work.live_address) if work.linking else named


def container_name(work: Work, short: bool = False) -> str:
    """Return the container as it stands in the author's place, where it may stand there."""
    name = work.short("container-title") if short else work.text("container-title")
    if work.type in ENTRY or work.type == "broadcast":
        return italic(name)
    if work.type == "webpage":
        return name
    if work.type in ("article-magazine", "article-newspaper") or work.review:
        return italic(work.text("container-title")) if short else periodical_name(work)
    return ""


def periodical_name(work: Work) -> str:
    """Return the name of a newspaper or journal with its place: `Globe and Mail (Toronto)`."""
    name = italic(work.text("container-title"))
    place = "" if work.has("event-date", "event-title") else work.text("publisher-place")
    if place:
        return f"{name} ({place})" if name else f"({place})"
    return name
