"""Who stands first: the author, or who or what takes the author's place."""

from collections.abc import Callable, Iterator

from footnoted.cite.container import source
from footnoted.cite.descriptions import description, short_title
from footnoted.cite.identifier import identifier
from footnoted.cite.marks import joined
from footnoted.cite.names import full_name, initialled_name, list_names, note_names, short_name
from footnoted.cite.publication import archive, note_publication
from footnoted.cite.titles import container_name, full_title, title
from footnoted.cite.work import DESCRIBED, ENTRY, FINDABLE, VOLUMED, Telling, Work, after_author
from footnoted.model.csl import PersonName

Place = tuple[str, frozenset[str]]
"""What is printed in the author's place, and the variables that are used up by it."""

_NOBODY: Place = ("", frozenset())


def author(work: Work) -> Place:
    """Return who or what stands first in a full note or in the source list."""
    for candidate in _listed_places(work) if work.listed else _note_places(work):
        if candidate[0]:
            return candidate
    return _NOBODY


def short_author(work: Work) -> Place:
    """Return who or what stands first in a later note."""
    if work.type in ("interview", "personal_communication"):
        return _correspondents(work)
    for candidate in _short_places(work):
        if candidate[0]:
            return candidate
    return _NOBODY


def _people(work: Work, role: str, short: bool = False) -> Place:
    names = work.names(role)
    if not names:
        return _NOBODY
    if short:
        return note_names(names, work.terms, _short_form(work)), frozenset((role,))
    printed = (list_names if work.listed else note_names)(names, work.terms)
    one, several = work.terms.roles.get(role, ("", ""))
    label = several if len(names) > 1 else one
    return joined((printed, label), ", "), frozenset((role,))


def _short_form(work: Work) -> Callable[[PersonName], str]:
    if Telling.GIVEN in work.telling:
        return full_name
    return initialled_name if Telling.INITIALS in work.telling else short_name


def _first_roles(work: Work) -> tuple[str, ...]:
    return ("composer", "author", "guest", "host", *(("performer",) if work.type == "song" else ()))


def _later_roles(work: Work) -> Iterator[str]:
    yield "illustrator"
    if not work.has("container-title") and work.has("number-of-volumes", *VOLUMED):
        yield "collection-editor"
    if work.type != "standard":
        yield from ("editor-translator", "editor", "translator", "collection-editor")
    episode = _is_episode(work)
    if work.listed or not episode:
        yield "director"
    if not episode:
        yield from ("producer", "executive-producer", "series-creator")
        if work.type == "broadcast":
            yield "contributor"
    yield from ("editorial-director", "compiler")
    if work.type in ("event", "performance", "speech"):
        yield from ("chair", "organizer")
    yield "curator"


def _is_episode(work: Work) -> bool:
    return work.type == "broadcast" and work.has_all("container-title", "number", "title")


def _listed_places(work: Work) -> Iterator[Place]:
    for role in _first_roles(work):
        yield _people(work, role)
    if work.type == "classic":
        yield _titled(work)
    if work.type in ("entry-dictionary", "entry-encyclopedia"):
        yield _container(work)
    for role in _later_roles(work):
        yield _people(work, role)
    yield _institution(work)
    yield _container(work)
    yield _titled(work)
    yield _shelved(work)


def _institution(work: Work) -> Place:
    if work.type in ("software", "webpage"):
        return work.text("publisher"), frozenset(("publisher",))
    if work.type == "standard":
        return work.text("authority"), frozenset(("authority",))
    return _NOBODY


def _container(work: Work, short: bool = False) -> Place:
    if work.has("volume-title") and not short:
        return _NOBODY
    printed = container_name(work, short)
    return printed, frozenset(("container-title", "publisher-place"))


def _titled(work: Work) -> Place:
    if work.review or not work.has("title"):
        said = joined((full_title(work), description(work), identifier(work)), work.separator)
        used = ("title", "genre", "section", "edition", "version", *work.people)
        return said, frozenset(used)
    return full_title(work), frozenset(("title", "part-title", "part-number"))


def _shelved(work: Work) -> Place:
    if work.type != "manuscript" or work.has(*DESCRIBED):
        return _NOBODY
    used = ("archive", "archive-place", "archive_collection", "archive_location")
    return archive(work), frozenset(used)


def _note_places(work: Work) -> Iterator[Place]:
    for role in _first_roles(work):
        yield _people(work, role)
    if work.type in ("classic", "performance"):
        yield _titled(work)
    elif _is_episode(work):
        yield _container(work, short=True)
    elif work.type in ("broadcast", "motion_picture", "song"):
        yield _titled(work)
    elif not work.has("DOI", "URL") and work.type in ENTRY:
        yield _reference_work(work)
    for role in _later_roles(work):
        yield _people(work, role)
    if not work.has("reviewed-genre", "reviewed-title", "title"):
        if work.type != "webpage":
            yield _container(work)
        yield _titled(work)
    yield _shelved(work)


def _reference_work(work: Work) -> Place:
    """Return an unsigned entry whole: `Britannica (2001), under “Cuba”` (CMOS 18, 14.130)."""
    name, used = _container(work)
    if not name:
        return _NOBODY
    bare = after_author(work, used)
    printed, glue = note_publication(bare)
    said = joined((joined((name, source(bare)), ", "), printed), glue)
    under = ""
    if work.has_all("container-title", "title") and work.label != "sub-verbo":
        under = f"{work.terms.words['under']} {title(work)}"
    told = (*work.texts, *work.people, *work.dates)
    return joined((said, under), ", "), frozenset(told) - {"medium", "accessed", "archive"}


def _short_places(work: Work) -> Iterator[Place]:
    for role in _first_roles(work):
        yield _people(work, role, short=True)
    if work.type in ("classic", "performance"):
        yield _short_titled(work)
    elif _is_episode(work):
        yield _container(work, short=True)
    elif work.type in ("broadcast", "motion_picture", "song"):
        yield _short_titled(work)
    elif not work.has("DOI", "URL") and work.type in ENTRY:
        yield _container(work, short=True)
    for role in _later_roles(work):
        yield _people(work, role, short=True)
    if work.type in ("software", "webpage"):
        yield work.short("publisher"), frozenset(("publisher",))
    elif work.type == "standard":
        yield work.short("authority"), frozenset(("authority",))
    yield _container(work, short=True)
    yield _short_titled(work)
    yield _shelved(work)


def _short_titled(work: Work) -> Place:
    return short_title(work), frozenset(("title",))


def _correspondents(work: Work) -> Place:
    """Return who wrote to whom, or who was asked."""
    names = work.names("author")
    said = note_names(names, work.terms, _short_form(work)) if names else ""
    if not said:
        return short_title(work), frozenset(("title",))
    both = not work.has(*FINDABLE) or work.has_all("author", "recipient")
    recipients = work.names("recipient")
    if both and recipients and not work.has("genre"):
        to = note_names(recipients, work.terms, short_name)
        said = f"{said} {work.terms.verbs['recipient']} {to}"
    return said, frozenset(("author",))
