"""Legal citations as Chicago takes them from the Bluebook (CMOS 18, 14.170 to 14.207)."""

from footnoted.cite.dates import FULL, YEAR
from footnoted.cite.identifier import locator
from footnoted.cite.marks import capital, italic, joined, linking
from footnoted.cite.names import note_names, short_name
from footnoted.cite.numbers import is_numeric, labelled
from footnoted.cite.work import Work

_UNKNOWN_PAGE = "___"
"""The Bluebook's blank for a page that is not printed yet."""


def legal_reference(work: Work) -> str:
    """Return the whole citation but for the address; notes and list have the same."""
    if work.type == "treaty":
        parties = "-".join(short_name(name) for name in work.names("author"))
        said = joined((_title(work), parties, work.date("issued", FULL), _treaty(work)), ", ")
    else:
        named = joined((_title(work), _source(work)), ", ")
        said = " ".join(part for part in (named, _date(work), _remark(work)) if part)
    place = locator(work)
    if place and work.label == "page" and work.has("page"):
        place = f"{work.terms.words['at']} {place}"
    return joined((said, place), ", ")


def _title(work: Work) -> str:
    named = _named(work)
    return linking(named, work.live_address) if work.linking else named


def _named(work: Work) -> str:
    if work.type != "hearing":
        return work.text("title")
    words = work.terms.words
    subject = f" {words['on']} {work.text('number')}" if work.has("number") else ""
    before = f" {words['before']} {work.text('section')}" if work.has("section") else ""
    heard = f"{capital(words['hearing'])}{subject}{before}" if subject or before else ""
    return italic(joined((capital(work.text("title")), heard), ": "))


def _source(work: Work) -> str:
    match work.type:
        case "bill":
            chamber = _words(work.text("authority"), work.text("chapter-number"))
            return joined((bill_number(work), chamber, _reporter(work, first_page(work))), ", ")
        case "hearing":
            return _words(work.text("authority"), work.text("chapter-number"))
        case "legal_case":
            return _case(work)
        case "legislation" if work.has("number"):
            kind = capital(work.text("genre") or work.terms.words["public law"])
            number = _words(kind, _number(work))
            return joined((number, _reporter(work, first_page(work))), ", ")
        case "legislation":
            return _reporter(work, _section(work) or first_page(work))
        case "regulation":
            number = _words(work.text("genre"), _number(work))
            return joined((number, _reporter(work, _section(work) or first_page(work))), ", ")
    return ""


def bill_number(work: Work) -> str:
    """Return the number of a bill with its house."""
    placed = work.has("authority", "chapter-number", "container-title")
    return _words(work.text("genre"), work.text("number") if placed else _number(work))


def _number(work: Work) -> str:
    number = work.raw("number")
    labels = work.type not in ("legislation", "regulation") or is_numeric(number)
    if number and labels and is_numeric(number):
        return capital(labelled("number", number, work.terms))
    return work.text("number")


def _case(work: Work) -> str:
    if not work.has("container-title"):
        return _number(work)
    return _reporter(work, _words(_section(work), first_page(work) or _UNKNOWN_PAGE))


def _treaty(work: Work) -> str:
    return _reporter(work, first_page(work) or _number(work))


def _reporter(work: Work, place: str) -> str:
    return _words(work.text("volume"), work.text("container-title"), place)


def _section(work: Work) -> str:
    return f"§ {work.text('section')}" if work.has("section") else ""


def first_page(work: Work) -> str:
    """Return the page a work begins on."""
    page = work.raw("page-first") or work.raw("page")
    return page.replace("–", "-").split("-")[0].split(",")[0].strip()


def _date(work: Work) -> str:
    if work.type == "legal_case":
        parts = YEAR if work.has("container-title") else FULL
        said = _words(work.text("authority"), work.date("issued", parts))
    else:
        first = work.date("original-date", YEAR)
        year = work.date("issued", YEAR) if work.has("issued") else work.date("submitted", FULL)
        said = _words(f"{first} &" if first else "", year)
    return f"({said})" if said else ""


def _remark(work: Work) -> str:
    if work.type == "hearing":
        witnesses = work.names("author")
        if not witnesses:
            return ""
        return f"({work.terms.words['testimony']} {note_names(witnesses, work.terms)})"
    if work.type == "legal_case" or not work.has("status"):
        return ""
    return f"({work.text('status')})"


def _words(*parts: str) -> str:
    return " ".join(part for part in parts if part)
