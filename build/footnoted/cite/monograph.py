"""What a chapter or the like stands in, and series, event and page of a book."""

from footnoted.cite.dates import FULL
from footnoted.cite.descriptions import description, genre
from footnoted.cite.identifier import (
    NUMBERED_PARTS,
    OWN_NUMBER,
    cites_pages,
    locator,
    report_number,
    version,
    volume,
    volume_count,
    work_edition,
)
from footnoted.cite.marks import capital, italic, joined
from footnoted.cite.numbers import if_numeric, is_numeric, labelled, number_range, page_range
from footnoted.cite.roles import container_credits, container_editors, credit
from footnoted.cite.work import ENTRY, EVENT, PUBLISHED, VOLUMED, Work


def book_source(work: Work) -> str:
    """Return the book it stands in with its numbers and editors, series and event."""
    held = ""
    if work.has("container-title"):
        name = italic(work.text("container-title"))
        lead = preposition(work)
        named = f"{lead} {name}" if lead and name else name
        held = joined((named, _container_description(work), _container_numbers(work)), ", ")
    parts = [held]
    if work.listed:
        parts += [container_editors(work), series(work)]
        parts.append(event(work) if work.has(*PUBLISHED) else "")
    else:
        parts += [series(work), event(work)]
    return joined(parts, work.separator)


def preposition(work: Work) -> str:
    """Return what leads to the container: `in`, `chap. 3 in`, `to` after `foreword`."""
    words = work.terms.words
    if work.type in ("broadcast", "motion_picture"):
        return ""
    if is_apparatus(work):
        return words["to"]
    if work.type in ENTRY:
        return work.word("in") if work.has("author", "composer") else ""
    chapter = work.raw("chapter-number")
    if not chapter:
        return work.word("in")
    if work.type == "song":
        return f"{work.word('track')} {chapter} {words['on']}"
    return f"{work.opening(if_numeric('chapter', chapter, work.terms))} {words['in']}"


def is_apparatus(work: Work) -> bool:
    """Say whether it is a preface, foreword or the like to what it stands in."""
    if work.type == "chapter":
        return work.has_all("container-title", "genre")
    return work.type == "article-journal" and work.has_all(
        "container-title", "genre", "volume-title"
    )


def _container_description(work: Work) -> str:
    if work.type in ("document", "report", "software", "standard"):
        return genre(work)
    if work.edited or work.has("issue", "page", "supplement-number", "volume"):
        return ""
    return genre(work) if work.type in ("event", "performance", "speech") else ""


def _container_numbers(work: Work) -> str:
    number = "" if work.type in OWN_NUMBER or work.type == "song" else report_number(work)
    series_editor = ""
    if work.has(*NUMBERED_PARTS):
        series_editor = credit(work, "collection-editor", running=True)
    counted = work.has(*VOLUMED, "page") or cites_pages(work)
    parts = (
        number,
        version(work),
        work_edition(work),
        series_editor,
        volume(work),
        container_credits(work),
        "" if counted else volume_count(work),
    )
    return joined(parts, ", ")


def series(work: Work) -> str:
    """Return the series and the number in it: `Studies of the Americas 4`."""
    name = work.text("collection-title")
    number = number_range(work.raw("collection-number"))
    issue = labelled("issue", work.raw("issue"), work.terms)
    if not work.has(*NUMBERED_PARTS) and work.has_all("collection-editor", "collection-title"):
        editors = credit(work, "collection-editor", running=True)
        return joined((name, editors, if_numeric("volume", number, work.terms), issue), ", ")
    if work.has("issue"):
        return joined((name, if_numeric("volume", number, work.terms), issue), ", ")
    if not name:
        return ""
    return f"{name} {number}" if is_numeric(number) else joined((name, number), ", ")


def book_locator(work: Work) -> str:
    """Return the place cited in a book: `77`, `2:45`; a book's own page where none is cited."""
    archived = work.has_all("archive", "archive_location")
    if archived and cites_pages(work):
        return ""
    own_volume = is_numeric(work.raw("volume")) and not work.has(
        "part-number",
        "part-title",
        "volume-title",
        "container-author",
        "editor",
        "editor-translator",
        "translator",
    )
    prefix = f"{number_range(work.raw('volume'))}:" if own_volume else ""
    if work.locator:
        return f"{prefix}{locator(work)}" if work.label == "page" else locator(work)
    if work.has("container-title") or (archived and work.has("page")):
        return ""
    pages = page_range(work.text("page"))
    return f"{prefix}{pages}" if pages else ""


def event(work: Work) -> str:
    """Return the occasion: `paper presented at Annual Meeting, Miami`."""
    if work.type == "interview" or work.has("interviewer") or work.review:
        return ""
    if work.type == "personal_communication" and work.has("recipient"):
        return ""
    if not work.has(*EVENT):
        return ""
    if work.type == "paper-conference" and (
        work.edited or work.has("issue", "page", "supplement-number", "volume")
    ):
        return ""
    status = _event_status(work)
    name = work.text("event-title") or work.text("event")
    opens = work.listed and not status
    place = joined((name, work.date("event-date", FULL), work.text("event-place")), ", ")
    return " ".join(part for part in (status, capital(place) if opens else place) if part)


def _event_status(work: Work) -> str:
    words = work.terms.words
    at = f" {words['at']}" if work.has("event", "event-title") else ""
    match work.type:
        case "broadcast" if work.has("status"):
            return work.opening(work.text("status"))
        case "paper-conference":
            said = words["presented"]
            return work.opening(said if work.has("genre") else f"{words['paper']} {said}") + at
        case "song":
            return f"{work.word('recorded')}{at}"
    return "" if work.has("issued") else work.opening(work.text("status"))


def unpublished_paper(work: Work) -> str:
    """Return the occasion of a conference paper, which stands with its description."""
    return event(work) if work.type == "paper-conference" and not work.edited else ""


def described(work: Work) -> str:
    """Return description and occasion together."""
    return joined((description(work), unpublished_paper(work)), work.separator)
