"""One source about to be printed: its CSL variables, the language's words, note or source list.

The parts of a citation are functions from a `Work` to marked text. The kinds of work follow the
four elements Chicago gives a citation: author, title and description, source, publication.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple, replace

from footnoted.cite.dates import cited_date
from footnoted.cite.marks import capital, typed
from footnoted.cite.terms import Terms
from footnoted.model.csl import LiteralDate, PersonName
from footnoted.model.edtf import parse_edtf
from footnoted.model.source import Custom, Source, UrlStatus, csl_names

SERIAL: Final = frozenset(
    (
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "periodical",
        "post-weblog",
        "review",
        "review-book",
    )
)
ENTRY: Final = frozenset(("entry", "entry-dictionary", "entry-encyclopedia"))
LEGAL: Final = frozenset(("bill", "hearing", "legal_case", "legislation", "regulation", "treaty"))
PRESS: Final = frozenset(("article-magazine", "article-newspaper"))
ONLINE: Final = frozenset(("post", "webpage"))

AUTHORS: Final = (
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "organizer",
    "producer",
    "series-creator",
    "translator",
)
"""Roles that may stand in the author's place."""

EDITORS: Final = ("collection-editor", "compiler", "editor", "editorial-director")
FINDABLE: Final = (
    "archive",
    "archive-place",
    "container-title",
    "DOI",
    "number",
    "publisher",
    "references",
    "URL",
)
"""What tells a published work from a private letter or interview."""
EVENT: Final = ("event", "event-date", "event-title")
ORIGINAL: Final = ("original-publisher", "original-publisher-place")
PUBLISHED: Final = (
    "event-date",
    "original-date",
    *ORIGINAL,
    "publisher",
    "status",
)
REVIEWED: Final = ("reviewed-author", "reviewed-genre", "reviewed-title")
VOLUMED: Final = ("part-number", "part-title", "volume", "volume-title")
DESCRIBED: Final = (
    "container-title",
    "event-date",
    "event-place",
    "event-title",
    "genre",
    "title",
    "publisher",
    "publisher-place",
)


class Copies(Enum):
    """When to print the archived copy of a page beside its address."""

    ALWAYS = auto()
    DEAD = auto()
    NEVER = auto()


class Telling(Enum):
    """What a short form adds so that it cannot be taken for another work's."""

    INITIALS = auto()
    GIVEN = auto()
    EDITION = auto()
    DATE = auto()
    PUBLISHER = auto()


class Work(Struct, frozen=True):
    """A source with all that its citation depends on."""

    id: str
    type: str
    texts: Mapping[str, str]
    people: Mapping[str, tuple[PersonName, ...]]
    dates: Mapping[str, str | LiteralDate]
    known: frozenset[str]
    """The names of all its variables."""
    custom: Custom
    terms: Terms
    copies: Copies = Copies.NEVER
    linking: bool = False
    """The title is the link to its address, and the address is not printed."""
    listed: bool = False
    """It stands in the source list, not in a note."""
    locator: str = ""
    label: str = "page"
    used: frozenset[str] = frozenset()
    """Variables that the author's place has printed already."""
    telling: frozenset[Telling] = frozenset()
    serial: bool = False
    """It appears in a periodical or the like (CMOS 18, 14.64)."""
    edited: bool = False
    review: bool = False

    def has(self, *names: str) -> bool:
        """Say whether the source has any of these variables, printed already or not."""
        return not self.known.isdisjoint(names)

    def has_all(self, *names: str) -> bool:
        """Say whether the source has all of these variables."""
        return self.known.issuperset(names)

    def text(self, name: str) -> str:
        """Return a variable as marked text, or nothing if it stands in the author's place."""
        return "" if name in self.used else typed(self.texts.get(name, ""))

    def raw(self, name: str) -> str:
        """Return a variable as it was given."""
        return "" if name in self.used else self.texts.get(name, "")

    def short(self, name: str) -> str:
        """Return the short form of a variable, or its only form."""
        if name in self.used:
            return ""
        return typed(self.texts.get(f"{name}-short") or self.texts.get(name, ""))

    def names(self, role: str) -> tuple[PersonName, ...]:
        """Return the names in a role, or none if they stand in the author's place."""
        return () if role in self.used else self.people.get(role, ())

    def date(self, name: str, parts: int) -> str:
        """Return a date with at most so many parts."""
        value = None if name in self.used else self.dates.get(name)
        return cited_date(value, parts, self.terms.dates) if value else ""

    def is_doubtful(self, name: str) -> bool:
        """Say whether a date is approximate or uncertain."""
        value = self.dates.get(name)
        return isinstance(value, str) and parse_edtf(value).is_doubtful

    def word(self, name: str) -> str:
        """Return a word of the language, capitalised where the source list starts a sentence."""
        return self.opening(self.terms.words[name])

    def opening(self, text: str) -> str:
        """Capitalise what opens a part, in the source list; notes run on in small letters."""
        return capital(text) if self.listed else text

    @property
    def separator(self) -> str:
        """What stands between the parts: full stops in the list, commas in notes."""
        return ". " if self.listed else ", "

    @property
    def address(self) -> str:
        """Return where the work is found: its DOI, else its URL."""
        doi = self.texts.get("DOI", "")
        return (
            f"https://doi.org/{doi.removeprefix(_RESOLVER)}" if doi else self.texts.get("URL", "")
        )

    @property
    def live_address(self) -> str:
        """Return the address to link to; a dead one that has an archived copy is none."""
        copied = self.is_dead and self.custom.archive_url and self.copies is not Copies.NEVER
        return "" if copied and "DOI" not in self.texts else self.address

    @property
    def is_dead(self) -> bool:
        """Say whether the address is known to lead nowhere."""
        return self.custom.url_status is UrlStatus.DEAD


def work_of(
    source: Source,
    terms: Terms,
    copies: Copies = Copies.NEVER,
    id: str = "",
    linking: bool = False,
) -> Work:
    """Sort a source's variables by their kind."""
    texts: dict[str, str] = {}
    people: dict[str, tuple[PersonName, ...]] = {}
    dates: dict[str, str | LiteralDate] = {}
    for name, value in zip(csl_names().values(), astuple(source), strict=True):
        if not value:
            continue
        match value:
            case str() if name in _DATES:
                dates[name] = value
            case LiteralDate():
                dates[name] = value
            case str():
                texts[name] = value
            case (PersonName(), *_) as named:
                people[name] = tuple(one for one in named if isinstance(one, PersonName))
    edited = any(role in people for role in EDITORS)
    return Work(
        id=id or source.id,
        type=source.type,
        texts=texts,
        people=people,
        dates=dates,
        known=frozenset((*texts, *people, *dates)),
        custom=source.custom,
        terms=terms,
        copies=copies,
        linking=linking,
        serial=source.type in SERIAL
        or (not edited and source.type in ("interview", "paper-conference")),
        edited=edited,
        review=source.type in ("review", "review-book")
        or any(name in texts or name in people for name in REVIEWED),
    )


_RESOLVER: Final = "https://doi.org/"
_DATES: Final = frozenset(
    ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")
)


def in_list(work: Work) -> Work:
    """Return the work as the source list prints it."""
    return replace(work, listed=True, locator="", used=frozenset())


def at(work: Work, locator: str, label: str) -> Work:
    """Return the work as a note cites a place in it."""
    return replace(work, locator=locator, label=label) if locator else work


def after_author(work: Work, used: frozenset[str]) -> Work:
    """Return the work without what the author's place has printed."""
    return replace(work, used=used) if used else work
