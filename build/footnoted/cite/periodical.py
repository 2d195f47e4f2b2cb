"""What an article stands in: journal, newspaper, magazine, with volume, issue and date."""

from footnoted.cite.dates import FULL
from footnoted.cite.identifier import edition, locator
from footnoted.cite.marks import capital, joined
from footnoted.cite.monograph import preposition
from footnoted.cite.numbers import if_numeric, is_numeric, labelled, number_range, page_range
from footnoted.cite.publication import issued_or_status, status_of_date
from footnoted.cite.roles import container_credits
from footnoted.cite.titles import periodical_name, volume_title
from footnoted.cite.work import AUTHORS, PRESS, Work

_SHAPED = ("collection-title", "issue", "number", "page", "supplement-number", "volume")


def serial_source(work: Work) -> str:
    """Return the periodical with volume, issue, date and pages."""
    within = ""
    if work.has("volume-title"):
        held = f"{preposition(work)} {volume_title(work)}"
        within = joined((held, container_credits(work)), ", ")
    spaced = work.type not in PRESS and work.has("volume") and not work.has("collection-title")
    where = joined((_serial_name(work), _serial_numbers(work)), " " if spaced else ", ")
    return joined((within, where), work.separator)


def _serial_name(work: Work) -> str:
    words = work.terms.words
    said = ""
    if work.has("container-title") and (
        work.type == "periodical"
        or work.has_all("supplement-number", "volume-title")
        or work.has("volume-title")
    ):
        if work.has("supplement-number") and work.has("volume-title", "title"):
            said = words["supplement"]
        elif work.has("volume-title") or (work.type == "periodical" and work.has("title")):
            said = words["special issue"]
    ahead = ""
    settled = work.has(*_SHAPED, "volume-title", "available-date", "status")
    if work.type == "article-journal" and not settled and work.has_all("DOI", "issued"):
        ahead = words["ahead of print"]
    name = periodical_name(work)
    return joined((work.opening(said), name, ahead if name else ""), ", ")


def _serial_numbers(work: Work) -> str:
    place = _serial_locator(work)
    if work.type in PRESS:
        issue = joined((work.text("collection-title"), _dated(work)), ", ")
        return joined((joined((issue, capital(edition(work))), work.separator), place), ", ")
    if not work.has("issue", "supplement-number", "volume"):
        publisher = work.text("publisher") if work.type in ("interview", "post-weblog") else ""
        return joined((work.text("collection-title"), publisher, _dated(work), place), ", ")
    return joined((_volume_and_issue(work), place), work.terms.colon)


def _dated(work: Work) -> str:
    """Return the date of an issue that has no number."""
    accepted = ""
    if not work.has(*_SHAPED, "volume-title", "issued") and work.has("available-date"):
        accepted = f"{work.terms.words['accepted']} {work.date('available-date', FULL)}"
    when = " ".join(part for part in (status_of_date(work), issued_or_status(work)) if part)
    return joined((accepted, when), ", ")


def _volume_and_issue(work: Work) -> str:
    """Return `34, no. 6 (2007)`."""
    number = number_range(work.raw("volume"))
    unsigned = work.review and not work.has(*AUTHORS)
    if number and (work.has("collection-title") or (unsigned and _dates_first(work))):
        number = if_numeric("volume", number, work.terms)
    issue = labelled("issue", number_range(work.raw("issue")), work.terms)
    numbers = joined((number, issue, _supplement(work)), ", ")
    date = issued_or_status(work)
    if unsigned and _dates_first(work):
        return joined((date, work.text("collection-title"), numbers), ", ")
    dated = f"({date})" if date else ""
    return joined(
        (work.text("collection-title"), " ".join(part for part in (numbers, dated) if part)), ", "
    )


def _dates_first(work: Work) -> bool:
    """An unsigned review's date stands before its volume (CMOS 18, 14.101)."""
    if work.listed:
        return True
    titled = work.has("reviewed-genre", "reviewed-title", "title")
    return not titled and work.has("genre", "section")


def _supplement(work: Work) -> str:
    number = work.raw("supplement-number")
    if not is_numeric(number):
        return work.text("supplement-number")
    an_issue = work.has("volume-title") or (work.type == "periodical" and work.has("title"))
    name = "issue" if an_issue and not work.has("issue") else "supplement"
    return labelled(name, number, work.terms)


def _serial_locator(work: Work) -> str:
    if work.locator or work.has("number"):
        placed = work.has("archive_collection", "archive_location", "archive-place")
        number = work.text("number") if placed or not work.has("archive") else ""
        return joined((locator(work), number), ", ")
    return "" if work.type in PRESS else page_range(work.text("page"))
