"""Who did what besides writing: `ed. Nancy J. Burke`, `Translated by Elinor Randall`."""

from typing import Final

from footnoted.cite.marks import capital, joined
from footnoted.cite.names import all_names, note_names
from footnoted.cite.work import ONLINE, Work

# Orders of roles (CMOS 18, 13.82 to 13.86). A tuple within is joined when the names are the same.
_EDITING: Final = ("editor-translator", ("editor", "translator"))
_MAKING: Final = ("series-creator", "executive-producer", "producer")
_ONLINE: Final = (
    "container-author",
    *_EDITING,
    "editorial-director",
    "guest",
    "host",
    "illustrator",
    "narrator",
    "compiler",
    "chair",
    "organizer",
    "curator",
    *_MAKING,
    "director",
    "script-writer",
    "performer",
    "contributor",
)
_OF_CONTAINER: Final = (
    *_EDITING,
    "guest",
    "host",
    "chair",
    "organizer",
    "illustrator",
    "narrator",
    "compiler",
    "curator",
    *_MAKING,
    "editorial-director",
    "script-writer",
    "director",
    "performer",
    "contributor",
)
_OF_ARTICLE: Final = (
    "translator",
    "narrator",
    "compiler",
    "chair",
    "organizer",
    "curator",
    *_MAKING,
    "director",
    "script-writer",
    "performer",
)
_OF_PART: Final = ("illustrator", "narrator")
"""What is said of a part of a larger work; the rest is said of the larger work."""


def credit(work: Work, role: str, running: bool = False) -> str:
    """Name those in one role: `ed. X` in a note, `Edited by X` in the list.

    `running` writes it out without a capital, as within a sentence of the list.
    """
    return _credit(work, role, role, running)


def _credit(work: Work, role: str, term: str, running: bool) -> str:
    names = work.names(role)
    if not names:
        return ""
    terms = work.terms
    if work.listed:
        verb = terms.verbs[term] if running else capital(terms.verbs[term])
        return f"{verb} {all_names(names, terms)}"
    written_out = work.serial and role == "compiler"
    verb = terms.verbs[term] if written_out else terms.short_verbs.get(term, terms.verbs[term])
    return f"{verb} {note_names(names, terms)}"


_TOLD: Final = frozenset((*_ONLINE, *_OF_CONTAINER, *_OF_ARTICLE, "editor", "translator"))
"""All who are told of; most works have none of them."""


def _credits(work: Work, roles: tuple[str | tuple[str, str], ...], running: bool) -> list[str]:
    if _TOLD.isdisjoint(work.people):
        return []
    said = []
    for role in roles:
        match role:
            case (first, second) if work.names(first) == work.names(second):
                said.append(_credit(work, first, f"{first}-{second}", running))
            case (first, second):
                said += [_credit(work, one, one, running) for one in (first, second)]
            case str() if _is_told(work, role):
                said.append(_credit(work, role, role, running))
    return said


def _is_told(work: Work, role: str) -> bool:
    match role:
        case "script-writer":
            return work.serial or work.type in ("broadcast", "performance")
        case "contributor":
            return work.type not in ("song", "thesis")
    return True


def work_credits(work: Work, running: bool = False) -> str:
    """Name those who had a part in the work itself."""
    if work.serial:
        roles: tuple[str | tuple[str, str], ...] = _OF_ARTICLE
    elif work.type not in ONLINE and work.has("container-title"):
        roles = _OF_PART
    else:
        roles = _ONLINE
    said = _credits(work, roles, running)
    if work.type == "song":
        said.append(credit(work, "contributor", running))
    return joined(said, ", " if running else work.separator)


def container_credits(work: Work) -> str:
    """Name those who had a part in the book or collection the work stands in."""
    if not work.listed:
        said = [credit(work, "container-author"), *_credits(work, _OF_CONTAINER, running=False)]
        return joined(said, ", ")
    if work.has_all("container-author", "container-title"):
        return credit(work, "container-author", running=True)
    return joined(_credits(work, _OF_CONTAINER, running=True), ", ")


def container_editors(work: Work) -> str:
    """Name a container's editors in a sentence of their own, where it has an author of its own."""
    if not work.has_all("container-author", "container-title"):
        return ""
    return joined(_credits(work, _OF_CONTAINER, running=False), work.separator)
