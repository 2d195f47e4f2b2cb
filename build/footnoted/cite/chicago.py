"""A `Work` in, its notes and list entry out, by the Chicago Manual of Style, 18th edition.

The order of parts and the choice between them are those of CMOS 18, chapters 13 and 14.
"""

from collections.abc import Callable

from msgspec.structs import replace

from footnoted.cite.author import author, short_author
from footnoted.cite.container import source
from footnoted.cite.descriptions import description, short_title
from footnoted.cite.identifier import edition, identifier, locator, report_number
from footnoted.cite.legal import legal_reference
from footnoted.cite.marks import has_link, italic, joined
from footnoted.cite.monograph import book_locator, described, event, is_apparatus, series
from footnoted.cite.numbers import if_numeric, is_numeric, labelled, number_range, page_range
from footnoted.cite.publication import (
    access,
    archive,
    medium,
    note_publication,
    publication,
    short_publication,
)
from footnoted.cite.roles import container_credits, container_editors
from footnoted.cite.titles import full_title
from footnoted.cite.work import (
    ENTRY,
    FINDABLE,
    LEGAL,
    PUBLISHED,
    SERIAL,
    Telling,
    Work,
    after_author,
    in_list,
)


def full_note(work: Work) -> str:
    """Return the citation in full, as the first note gives it, without its final stop."""
    return _reachable(work, _full_note)


def _reachable(work: Work, form: Callable[[Work], str]) -> str:
    """Return a citation; one without a title that could be the link prints its address."""
    said = form(work)
    if work.linking and work.address and not has_link(said):
        return form(replace(work, linking=False))
    return said


def _full_note(work: Work) -> str:
    if work.type in LEGAL:
        return joined((legal_reference(work), access(work)), ", ")
    first, used = author(work)
    rest = _title_and_source(after_author(work, used))
    letter = work.type == "personal_communication" and not work.has("genre")
    between = " " if letter and work.has_all("author", "recipient") else ", "
    return joined((first, rest), between)


def short_note(work: Work) -> str:
    """Return the citation as later notes give it: family name, short title, place."""
    place = _later_locator(work)
    if work.type in LEGAL:
        return joined((short_title(work), place), ", ")
    first, used = short_author(work)
    title = short_title(after_author(work, used))
    if work.type in ENTRY and title:
        looked_up = work.has_all("container-title", "title") and not work.has("DOI", "URL")
        if looked_up and work.label != "sub-verbo":
            title = f"{work.terms.words['under']} {title}"
    named = joined((first, title if title != first else "", _told_edition(work)), ", ")
    if not named:
        named = access(replace(work, linking=False))  # A bare address has nothing shorter.
    told, glue = short_publication(work)
    return joined((joined((named, told), glue), place), ", ")


def _told_edition(work: Work) -> str:
    return edition(work) if Telling.EDITION in work.telling else ""


def list_entry(work: Work) -> str:
    """Return the citation as the source list gives it, without its final stop."""
    return _reachable(in_list(work), _list_entry)


def _list_entry(work: Work) -> str:
    if work.type in LEGAL:
        return joined((legal_reference(work), access(work), work.text("references")), ". ")
    first, used = author(work)
    rest = _listed_title_and_source(after_author(work, used))
    return joined((first, rest, work.text("references")), ". ")


def is_listed(work: Work) -> bool:
    """Say whether Chicago lists such a work at all; private letters it leaves to the notes."""
    if work.type == "classic":
        return work.has("archive", "editor", "translator", "publisher")
    if work.type in ENTRY:
        return work.has("author")
    if work.type == "post":
        return False
    if work.has(*FINDABLE):
        return True
    unpublished = ("interview", "personal_communication", "document", "manuscript")
    return work.type not in (*unpublished, "paper-conference", "speech")


def _title_and_source(work: Work) -> str:
    if _is_episode(work):
        episode = joined((report_number(work), full_title(work), description(work)), ", ")
        said = joined(
            (
                italic(work.text("container-title")),
                joined((episode, container_credits(work)), ", "),
                series(work),
                event(work),
            ),
            ", ",
        )
    else:
        between = " " if is_apparatus(work) else ", "
        said = joined((_title_and_descriptions(work), source(work)), between)
    printed, glue = note_publication(work)
    said = joined((said, printed), glue)
    place = "" if work.serial else book_locator(work)
    return joined((said, place, medium(work), archive(work), access(work)), ", ")


def _is_episode(work: Work) -> bool:
    return work.type == "broadcast" and work.has_all("container-title", "number", "title")


def _title_and_descriptions(work: Work) -> str:
    if work.has("title"):
        return joined((full_title(work), described(work), identifier(work)), work.separator)
    number = report_number(work) if work.type in ("bill", "report") else ""
    if number:
        return joined((number, identifier(work), described(work)), work.separator)
    return joined((described(work), identifier(work)), work.separator)


def _later_locator(work: Work) -> str:
    """Return the place in a later note, which may have to name the volume: `2:45`."""
    serial = work.type in SERIAL or work.serial
    part = if_numeric("part", work.raw("part-number"), work.terms)
    if serial or work.has("container-title"):
        return joined((part if serial else "", locator(work)), ", ")
    volume = number_range(work.raw("volume"))
    if part:
        volume = if_numeric("volume", volume, work.terms)
        leaf = labelled(work.label, page_range(work.locator), work.terms)
        return joined((volume, part, leaf), ", ")
    if is_numeric(volume) and work.locator and work.label == "page":
        return f"{volume}:{locator(work)}"
    return joined((if_numeric("volume", volume, work.terms), locator(work)), ", ")


def _listed_title_and_source(work: Work) -> str:
    if _is_episode(work):
        episode = joined((report_number(work), full_title(work), description(work)), ", ")
        said = joined(
            (
                italic(work.text("container-title")),
                joined((episode, container_credits(work)), ", "),
                container_editors(work),
                series(work),
                event(work) if work.has(*PUBLISHED) else "",
            ),
            ". ",
        )
    else:
        between = " " if is_apparatus(work) else ". "
        said = joined((_title_and_descriptions(work), source(work)), between)
    happened = "" if work.serial or work.has(*PUBLISHED) else event(work)
    printed = joined((happened, publication(work)), ", ")
    return joined((said, printed, medium(work), archive(work), access(work)), ". ")
