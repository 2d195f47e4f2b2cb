"""Descriptions: what is said of a work beside its title, and short titles for later notes."""

from footnoted.cite.dates import FULL
from footnoted.cite.identifier import report_number
from footnoted.cite.marks import italic, joined, quoted
from footnoted.cite.names import all_names, note_names, short_name
from footnoted.cite.numbers import if_numeric
from footnoted.cite.roles import credit
from footnoted.cite.titles import title
from footnoted.cite.work import AUTHORS, EVENT, FINDABLE, Work


def short_title(work: Work) -> str:
    """Return the title as later notes print it, or a description of what has none."""
    if work.review and not _has_own_title(work):
        return short_description(work)
    if work.review:
        return quoted(work.short("title"))
    if not work.has("title"):
        number = report_number(work) if work.type in ("bill", "report") else ""
        return number or short_description(work)
    return title(work, short=True)


def _has_own_title(work: Work) -> bool:
    return work.has_all("reviewed-genre", "title") or work.has_all(
        "reviewed-genre", "reviewed-title", "title"
    )


def description(work: Work) -> str:
    """Say what the work is, where its title does not: `interview by …`, `press release`."""
    if work.type == "interview" or work.has("interviewer"):
        return _interview(work)
    if work.review:
        return _review(work)
    if work.type == "personal_communication":
        return _letter(work)
    if work.type == "song" and work.has("composer"):
        return _song(work)
    if work.type == "thesis":
        return ""
    if work.type == "paper-conference" and not work.edited:
        return _article_format(work)
    if work.serial:
        return _article_format(work)
    return _format_beside_container(work)


def _format_beside_container(work: Work) -> str:
    """The description of what stands in a container may belong to the container."""
    if work.has("container-title"):
        if work.type in ("document", "report", "software", "standard"):
            return ""
        if work.type in ("event", "performance", "speech") and not _is_in_print(work):
            return ""
    return genre(work)


def _is_in_print(work: Work) -> bool:
    return work.edited or work.has("issue", "page", "supplement-number", "volume")


def genre(work: Work) -> str:
    """Return the genre, unless it belongs to the number: `CRS Report no. R45657`."""
    if work.has("genre"):
        return "" if work.has("number") else work.opening(work.text("genre"))
    if work.has(*FINDABLE):
        return ""
    match work.type:
        case "manuscript":
            return work.word("manuscript")
        case "personal_communication":
            return work.word("personal communication")
    return ""


def _article_format(work: Work) -> str:
    """Genre and section of an article: `The Americas`."""
    section = if_numeric("section", work.text("section"), work.terms)
    return joined((genre(work), section), work.separator)


def _interview(work: Work) -> str:
    if work.has("genre") and not work.has("number"):
        by = work.terms.words["by"]
        said = f"{work.opening(work.text('genre'))}{_names_after(work, 'interviewer', by)}"
    elif work.names("interviewer"):
        said = credit(work, "interviewer")
    else:
        said = genre(work)
    return joined((said, _event_place(work)), ", ")


def _names_after(work: Work, role: str, word: str) -> str:
    names = work.names(role)
    if not names:
        return ""
    printed = all_names(names, work.terms) if work.listed else note_names(names, work.terms)
    return f" {word} {printed}"


def _event_place(work: Work) -> str:
    if not work.has(*EVENT):
        return ""
    parts = (work.text("event-title"), work.text("event-place"), work.date("event-date", FULL))
    return joined(parts, ", ")


def _letter(work: Work) -> str:
    if not work.has("recipient"):
        return genre(work)
    if work.has("genre") and not work.has("number"):
        said = f"{genre(work)}{_names_after(work, 'recipient', work.terms.verbs['recipient'])}"
    else:
        said = credit(work, "recipient")
    return joined((said, work.text("event-place"), work.date("event-date", FULL)), ", ")


def _song(work: Work) -> str:
    performers = work.names("author") or work.names("performer")
    if not performers:
        return ""
    verb = work.terms.verbs["performer"]
    said = f"{work.text('genre')} {verb}" if work.has("genre") else verb
    printed = (all_names if work.listed else note_names)(performers, work.terms)
    return f"{work.opening(said)} {printed}"


def _review(work: Work) -> str:
    genre_words = joined((_review_genre(work), _reviewed_title(work)), " ")
    authors = ""
    if work.has_all("reviewed-genre", "reviewed-title", "title") or not work.has("reviewed-genre"):
        authors = credit(work, "reviewed-author", running=True)
    section = if_numeric("section", work.text("section"), work.terms)
    said = joined((genre_words, authors, _event_place(work)), ", ")
    return joined((said, section), work.separator)


def _review_genre(work: Work) -> str:
    of = work.terms.words["review of"]
    unsigned = of if work.has(*AUTHORS) else f"{work.terms.words['unsigned']} {of}"
    if work.has("reviewed-genre"):
        said = f"{unsigned} {work.text('reviewed-genre')}"
        if not work.has("reviewed-title") and work.names("reviewed-author"):
            said += f" {credit(work, 'reviewed-author', running=True)}"
        return work.opening(said)
    if work.has("genre") and not work.has("number"):
        return work.opening(work.text("genre"))
    return work.opening(unsigned)


def _reviewed_title(work: Work, short: bool = False) -> str:
    name = "reviewed-title" if work.has("reviewed-genre", "reviewed-title") else "title"
    return italic(work.short(name) if short else work.text(name))


def short_description(work: Work) -> str:
    """Say in a later note what a work without a title is."""
    words = work.terms.words
    if work.type == "interview" or work.has("interviewer"):
        return _short_format(work) if work.has("genre", "medium") else words["interview"]
    if work.review:
        return f"{words['review of']} {_reviewed_title(work, short=True)}"
    if work.type == "personal_communication":
        return _short_letter(work)
    if work.serial:
        if work.has("title"):
            return ""
        return _short_format(work) if work.has("genre") else work.text("section")
    return _short_format(work)


def _short_letter(work: Work) -> str:
    said = _short_format(work)
    if work.has_all("genre", "recipient"):
        names = note_names(work.names("recipient"), work.terms, short_name)
        said = f"{said} {work.terms.verbs['recipient']} {names}"
    when = work.date("event-date", FULL) or work.date("issued", FULL)
    return joined((said, work.text("event-place"), when), ", ")


def _short_format(work: Work) -> str:
    container = italic(work.short("container-title"))
    if work.type == "chapter" and work.has_all("container-title", "genre"):
        return f"{work.text('genre')} {work.terms.words['to']} {container}"
    if work.has("genre"):
        return work.text("genre")
    if work.has("medium"):
        return work.text("medium")
    if work.has("chapter-number"):
        chapter = if_numeric("chapter", work.raw("chapter-number"), work.terms)
        return f"{chapter} {work.terms.words['in']} {container}" if container else chapter
    if work.has(*FINDABLE):
        return ""
    match work.type:
        case "manuscript":
            return work.terms.words["manuscript"]
        case "personal_communication":
            return work.terms.words["personal communication"]
    return ""
