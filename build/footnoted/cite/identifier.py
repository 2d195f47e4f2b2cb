"""Numbers of a work: report number, version, edition, volume, and where in it: the locator."""

from footnoted.cite.dates import FULL
from footnoted.cite.marks import capital, joined, typed
from footnoted.cite.numbers import (
    if_numeric,
    is_numeric,
    is_several,
    locator_words,
    number_range,
    ordinals,
)
from footnoted.cite.roles import credit, work_credits
from footnoted.cite.titles import numbered_part, volume_title
from footnoted.cite.work import LEGAL, ONLINE, VOLUMED, Work

NUMBERED_PARTS = ("number-of-volumes", *VOLUMED)


OWN_NUMBER = frozenset(("broadcast", "graphic", "map", "motion_picture"))


def identifier(work: Work) -> str:
    """Return number, version, edition, contributors and volume, as far as they are the work's."""
    if work.type == "patent":
        return _patent(work)
    held = work.has("container-title")
    if held and work.type not in ONLINE:
        number = report_number(work) if work.type in OWN_NUMBER else ""
        return joined((number, work_credits(work)), work.separator)
    number = "" if work.type == "song" else report_number(work)
    if work.type == "report" and not work.has("title"):
        number = ""
    parts = (number, version(work), work_edition(work))
    last = work_credits(work) if work.type in ONLINE else credits_and_volume(work)
    return joined((*parts, last), work.separator)


def report_number(work: Work) -> str:
    """Return the number with its genre: `CRS Report no. R45657`, `episode 3`."""
    number = work.text("number")
    if work.type == "thesis" or not number:
        return ""
    if work.type == "broadcast" and is_numeric(work.raw("number")):
        kind = work.text("genre") or work.terms.words["episode"]
        return f"{work.opening(kind)} {number}"
    said = (
        number
        if work.type == "standard"
        else if_numeric("number", number_range(number), work.terms)
    )
    kind = work.text("genre")
    if kind:
        return f"{work.opening(kind)} {said}"
    return work.opening(said)


def version(work: Work) -> str:
    """Return the version: `version 3`, or `v. 3` of software."""
    number = work.text("version")
    if not number:
        return ""
    words = work.terms
    name = words.labels["version"][0] if work.type == "software" else words.words["version"]
    return f"{work.opening(name)} {number}"


def work_edition(work: Work) -> str:
    """Return the edition, unless it belongs to a reprint's history."""
    if work.has_all("issued", "original-date") and not work.has("original-title"):
        return ""
    return edition(work)


def edition(work: Work) -> str:
    """Return the edition: `2nd ed.`, or its own words."""
    given = work.raw("edition")
    one, several = work.terms.labels["edition"]
    if is_numeric(given):
        return f"{ordinals(given, work.terms)} {several if is_several(given) else one}"
    if given.casefold() in _ADJECTIVES:
        return f"{work.opening(given)} {one}"
    if given and (work.serial or work.type in ("interview", "paper-conference")):
        return f"{typed(given)} {work.terms.words['edition']}"
    return work.opening(typed(given))


_ADJECTIVES = frozenset(("illustrated", "ilustrada", "illustrée"))
"""Editions whose one word wants its noun; `Revised` and `Reprint` stand alone."""


def credits_and_volume(work: Work) -> str:
    """Return contributors and volume, in the order that tells whose they are."""
    if work.serial:
        return work_credits(work)
    series_editor = credit(work, "collection-editor") if work.has(*NUMBERED_PARTS) else ""
    if not work.listed:
        count = "" if work.has(*VOLUMED) or cites_pages(work) else volume_count(work)
        return joined((series_editor, volume(work), work_credits(work), count), ", ")
    if work.has(*VOLUMED):
        return joined(
            (
                series_editor,
                joined((listed_volume(work), work_credits(work, running=True)), ", "),
            ),
            ". ",
        )
    return joined((series_editor, work_credits(work), volume_count(work)), ". ")


def cites_pages(work: Work) -> bool:
    """Say whether the place cited is a page or part of one."""
    return bool(work.locator) and work.label in ("column", "folio", "page")


def volume_count(work: Work) -> str:
    """Return how many volumes there are, as in `3 vols.` for three."""
    count = work.raw("number-of-volumes")
    if not is_numeric(count):
        return count
    return f"{count} {work.terms.labels['volume'][0 if count == '1' else 1]}"


def volume(work: Work) -> str:
    """Return volume and part for a note; a page locator prints them itself: `2:45`."""
    number = if_numeric("volume", number_range(work.raw("volume")), work.terms)
    if work.has("part-number", "part-title", "volume-title"):
        return joined((number, volume_title(work), numbered_part(work)), ", ")
    if is_numeric(work.raw("volume")):
        told = work.has("container-author", "editor", "editor-translator", "translator")
        if work.locator and work.label == "page":
            return number if told else ""
        if work.has("page"):
            return number if told or work.has("container-title") else ""
    return number


def listed_volume(work: Work) -> str:
    """Return volume and part for the source list."""
    if work.has("volume", "volume-title"):
        number = if_numeric("volume", number_range(work.raw("volume")), work.terms)
        return joined((work.opening(number), volume_title(work), numbered_part(work)), ", ")
    return work.opening(numbered_part(work))


def _patent(work: Work) -> str:
    words = work.terms.words
    name = ""
    if work.has("authority", "genre", "number"):
        kind = capital(work.text("genre") or words["patent"])
        parts = (work.short("authority"), kind, work.text("number"))
        name = " ".join(part for part in parts if part)
    filed, issued = work.date("submitted", FULL), work.date("issued", FULL)
    first = f"{words['filed']} {filed}" if filed else ""
    linking = f"{words['and']} " if filed and issued else ""
    second = f"{linking}{words['issued']} {issued}" if issued else ""
    return joined((name, first, second), ", ")


def locator(work: Work) -> str:
    """Return the place cited, with its label."""
    return locator_words(work.label, work.locator, work.terms, work.type in LEGAL)
