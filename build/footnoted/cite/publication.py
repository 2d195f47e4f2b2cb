"""Publisher and dates, archive, address: the end of a citation."""

from footnoted.cite.dates import FULL, MONTH, YEAR
from footnoted.cite.identifier import edition
from footnoted.cite.marks import italic, joined, linked, linking
from footnoted.cite.names import all_names, note_names
from footnoted.cite.numbers import is_numeric, labelled, page_range
from footnoted.cite.work import (
    DESCRIBED,
    ENTRY,
    FINDABLE,
    ONLINE,
    ORIGINAL,
    PRESS,
    Copies,
    Telling,
    Work,
)

_FULLY_DATED = frozenset(
    (
        "article",
        "broadcast",
        "collection",
        "dataset",
        "document",
        "event",
        "graphic",
        "manuscript",
        "map",
        "patent",
        "performance",
        "personal_communication",
        "post",
        "software",
        "song",
        "speech",
        "standard",
        "webpage",
    )
)
_BRACKETED = frozenset(
    (
        "book",
        "chapter",
        "classic",
        "interview",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "report",
        "thesis",
    )
)
_IN_PRINT = frozenset((*_BRACKETED, *ENTRY))


def issued_or_status(work: Work) -> str:
    """Return the date of publication, or what stands for it: `in press`, `n.d.` for none."""
    if work.has("event-date", "issued"):
        return _issued(work)
    if work.has("status"):
        return work.text("status")
    undated = work.terms.words["no date"]
    match work.type:
        case "interview" | "personal_communication":
            return undated if work.has(*FINDABLE) else ""
        case "classic" | "collection" | "webpage":
            return ""
        case "manuscript":
            return undated if work.has(*DESCRIBED) else ""
        case "article-journal" if work.has("available-date"):
            return work.terms.words["forthcoming"]
    return "" if work.type in ENTRY else undated


def _issued(work: Work) -> str:
    """Return the date with as many parts as the kind of work prints (CMOS 18, 14.12)."""
    if work.type == "personal_communication" and work.has_all("event-date", "issued"):
        return work.date("issued", YEAR)
    if work.has("issued"):
        return work.date("issued", _parts(work, "issued"))
    return "" if work.type in _FULLY_DATED or work.serial else work.date("event-date", YEAR)


def _parts(work: Work, name: str) -> int:
    if work.type in ENTRY:
        return FULL if work.has("DOI", "URL") else YEAR
    if work.type in _FULLY_DATED:
        return FULL
    if not work.serial:
        return YEAR
    if work.type in PRESS and name == "issued":
        return FULL
    if work.has_all("issue", "volume") or work.has("supplement-number"):
        return YEAR
    return MONTH if work.has("issue", "volume") else FULL


def status_of_date(work: Work) -> str:
    """Return what happened on the date: `aired`, `released`, `in draft`."""
    words = work.terms.words
    if work.has_all("issued", "status"):
        if work.type == "broadcast" and work.has("event-title"):
            return ""
        return work.text("status")
    if work.type == "broadcast" and work.has("issued") and not work.has("DOI", "URL"):
        return work.opening(words["aired"])
    if work.type == "software" and work.has("issued"):
        follows = work.has("publisher") and bool(work.people)
        return words["released"] if follows else work.opening(words["released"])
    return ""


def _original_date(work: Work) -> str:
    if work.type == "personal_communication" and work.has_all("event-date", "original-date"):
        return work.date("original-date", YEAR)
    return work.date("original-date", _parts(work, "original-date"))


def publication(work: Work) -> str:
    """Return publisher and date as the list prints them, and as notes put into brackets."""
    printed = "" if work.serial or work.type == "patent" else _publisher_and_date(work)
    return joined((printed, _original_work(work)), ". " if work.listed else "; ")


def note_publication(work: Work) -> tuple[str, str]:
    """Return publisher and date for a note, and what joins them to what stands before."""
    text = publication(work)
    bracketed = _is_bracketed(work)
    if not text or bracketed is False:
        return text, ", "
    return (f"({text})" if bracketed else text), " "


def short_publication(work: Work) -> tuple[str, str]:
    """Return what of publisher and date a short form needs, and what joins it."""
    publisher_name = publisher(work) if Telling.PUBLISHER in work.telling else ""
    date = issued_or_status(work) if Telling.DATE in work.telling else ""
    text = joined((publisher_name if _is_bracketed(work) else "", date), ", ")
    return (f"({text})", " ") if text and _is_bracketed(work) else (text, ", ")


def _is_bracketed(work: Work) -> bool | None:
    """Say whether brackets go round; None for a doubtful date, which has brackets of its own."""
    if work.type in _BRACKETED:
        return True
    if work.type == "article" and work.has_all("genre", "publisher"):
        return True
    if work.type in ENTRY:
        return work.has("publisher", "publisher-place") or not work.has("DOI", "URL")
    if work.type == "motion_picture" and work.has("publisher"):
        return True
    if work.type == "personal_communication":
        return work.edited or work.has("issue", "page", "supplement-number", "volume")
    return None if work.is_doubtful("issued") else False


def _publisher_and_date(work: Work) -> str:
    site = work.text("container-title") if work.type in ONLINE else ""
    when = " ".join(part for part in (status_of_date(work), issued_or_status(work)) if part)
    history = _history(work)
    if work.type == "broadcast" and not work.has("DOI", "URL"):
        on = f"{work.terms.words['on']} {history}" if history else ""
        return joined((site, when, on), ", ")
    return joined((site, history, when), ", ")


def _history(work: Work) -> str:
    """Return publisher with the editions before: `OP, 1950; repr., Pub`."""
    now = joined((_kind_of_publication(work), publisher(work)), ", ")
    if work.has("original-title"):
        return now
    first = _original_date(work)
    between = ". " if work.listed else "; "
    if not work.has("edition", *ORIGINAL):
        return joined((first, now), "; ")
    before = joined((_original_publisher(work), first), ", ")
    again = edition(work) if work.has_all("issued", "original-date") else ""
    return joined((before, joined((again, now), work.separator)), between)


def _kind_of_publication(work: Work) -> str:
    words = work.terms.words
    if work.type == "article":
        return "" if work.has("genre") else work.word("preprint")
    if work.type == "thesis":
        return work.opening(work.text("genre"))
    reprinted = work.has(*ORIGINAL) and not work.has("edition", "original-title")
    if reprinted and work.type in _IN_PRINT and work.has_all("issued", "original-date"):
        return work.opening(words["reprint"]) if work.listed else words["repr."]
    return ""


def publisher(work: Work) -> str:
    """Return the publisher, or the place of one that is not named."""
    name = ""
    if work.has("publisher"):
        name = work.text("publisher")
    elif not work.has("event-date", "event-title"):
        name = work.text("publisher-place")
    if work.type == "song":
        return " ".join(part for part in (name, work.text("number")) if part)
    return name


def _original_publisher(work: Work) -> str:
    return work.text("original-publisher") or work.text("original-publisher-place")


def _original_work(work: Work) -> str:
    """Return what a translation was made from."""
    if not work.has("original-title"):
        return ""
    names = work.names("original-author")
    printed = (all_names if work.listed else note_names)(names, work.terms) if names else ""
    named = joined((printed, italic(work.text("original-title"))), ", ")
    first = joined((_original_publisher(work), _original_date(work)), ", ")
    said = f"{work.word('originally')} {named}"
    return f"{said} ({first})" if first else said


def medium(work: Work) -> str:
    """Return medium, scale and size: `video, 12:31`."""
    parts = (work.opening(work.text("medium")), work.text("scale"), work.text("dimensions"))
    return joined(parts, ", ")


def archive(work: Work) -> str:
    """Return where an unpublished work is kept."""
    collection, place = work.text("archive_collection"), work.text("archive-place")
    house, shelf = work.text("archive"), work.text("archive_location")
    leaf = _archive_locator(work)
    if work.type == "graphic":
        said = joined((house, place, collection, shelf, leaf), ", ")
    elif work.listed:
        said = joined(
            (joined((work.opening(shelf), leaf), ", "), collection, joined((house, place), ", ")),
            ". ",
        )
    else:
        said = joined((shelf, leaf, collection, house, place), ", ")
    number = _database_number(work)
    return " ".join(part for part in (said, f"({number})" if number else "") if part)


def _archive_locator(work: Work) -> str:
    if not work.has_all("archive", "archive_location"):
        return ""
    if work.locator:
        if work.label not in ("column", "folio", "page"):
            return ""
        return labelled(work.label, page_range(work.locator), work.terms)
    pages = work.raw("page")
    return labelled("page", page_range(pages), work.terms) if is_numeric(pages) else pages


def _database_number(work: Work) -> str:
    if work.has("archive_collection", "archive_location", "archive-place"):
        return ""
    if work.type == "thesis":
        return work.text("number")
    if work.type in ("dataset", "entry", "song") and work.has("genre"):
        return ""
    return work.text("number") if work.has("archive") else ""


def access(work: Work) -> str:
    """Return address and archived copy; the day of access only for what has no date."""
    parts = []
    dated = work.has("DOI", "available-date", "event-date", "issued", "status")
    if not dated and work.has_all("accessed", "URL"):
        parts.append(f"{work.word('accessed')} {work.date('accessed', FULL).strip('[?]')}")
    parts += [_address(work), _archived_copy(work)]
    return joined(parts, work.separator)


def _address(work: Work) -> str:
    if work.linking:
        return ""
    return linked(work.address) if work.live_address else work.address


def _archived_copy(work: Work) -> str:
    copy = work.custom.archive_url
    if not copy or work.copies is Copies.NEVER:
        return ""
    if work.copies is Copies.DEAD and not work.is_dead:
        return ""
    from footnoted.cite.dates import cited_date

    made = work.custom.archive_date
    day = f" {cited_date(made, FULL, work.terms.dates)}" if made else ""
    said = f"{work.word('archived')}{day}"
    return linking(said, copy) if work.linking else joined((said, linked(copy)), ", ")
