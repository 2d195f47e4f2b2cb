"""Lists of names in, printed names out: full or short, for notes and for the source list."""

import re
from collections.abc import Callable
from typing import Final

from footnoted.cite.marks import typed
from footnoted.cite.terms import Terms
from footnoted.model.csl import PersonName

NOTE_LIMIT, NOTE_SHOWN = 3, 1
LIST_LIMIT, LIST_SHOWN = 7, 3
"""From how many names on a list is cut, and to how many (CMOS 18, 13.23 and 13.78)."""

_INITIALS: Final = re.compile(r"(?:[^\W\d_](?:\.|$)-?)+")


def full_name(name: PersonName) -> str:
    """Print a name in its natural order."""
    if name.literal:
        return typed(name.literal)
    family = _with_particle(name.non_dropping_particle, name.family)
    parts = (given_name(name.given), name.dropping_particle, family, name.suffix)
    return typed(" ".join(part for part in parts if part))


def short_name(name: PersonName) -> str:
    """Print the family name with its particle, or the whole name of an organisation."""
    if name.literal or not name.family:
        return full_name(name)
    return typed(_with_particle(name.non_dropping_particle, name.family))


def inverted_name(name: PersonName) -> str:
    """Print a name as the source list sorts it: `Berg, Jan van der`."""
    if name.literal or not (name.family and name.given):
        return full_name(name)
    given = (given_name(name.given), name.dropping_particle, name.non_dropping_particle)
    forenames = " ".join(part for part in given if part)
    parts = (name.family, forenames, name.suffix)
    return typed(", ".join(part for part in parts if part))


def initialled_name(name: PersonName) -> str:
    """Print initials and family name, to tell two authors of one family name apart."""
    if name.literal or not name.given:
        return short_name(name)
    letters = re.findall(r"(?:^|[\s.-])([^\W\d_])", name.given)
    return f"{' '.join(f'{letter}.' for letter in letters)} {short_name(name)}"


def _with_particle(particle: str, family: str) -> str:
    if not particle or particle.endswith(("'", "’", "-")):
        return particle + family
    return f"{particle} {family}"


def given_name(given: str) -> str:
    """Part initials by spaces and give each its full stop (CMOS 18, 10.12).

    >>> given_name("A.N."), given_name("J. M. S"), given_name("P. Sean"), given_name("JM")
    ('A. N.', 'J. M. S.', 'P. Sean', 'JM')
    """
    if given.isalpha() and len(given) > 1:
        return given
    words = []
    for word in given.split():
        if _INITIALS.fullmatch(word) and word[0].isupper():
            words += [f"{letter}." for letter in word if letter.isalpha()]
        else:
            words.append(word)
    return " ".join(words)


def note_names(
    names: tuple[PersonName, ...], terms: Terms, one: Callable[[PersonName], str] = full_name
) -> str:
    """Print a list of names as notes do: one, two, or the first and `et al.` for the rest."""
    if len(names) >= NOTE_LIMIT:
        return f"{one(names[0])} {terms.words['et al']}"
    return f" {terms.words['and']} ".join(one(name) for name in names)


def list_names(names: tuple[PersonName, ...], terms: Terms) -> str:
    """Print a list of names as the source list does: the first inverted, up to six of them."""
    printed = [inverted_name(names[0]), *(full_name(name) for name in names[1:])]
    if len(names) >= LIST_LIMIT:
        return f"{', '.join(printed[:LIST_SHOWN])}, {terms.words['et al']}"
    return series(printed, terms, comma_for_two=not names[-1].literal)


def all_names(names: tuple[PersonName, ...], terms: Terms) -> str:
    """Print a list of names in natural order, cut as the source list cuts."""
    printed = [full_name(name) for name in names]
    if len(names) >= LIST_LIMIT:
        return f"{', '.join(printed[:LIST_SHOWN])}, {terms.words['et al']}"
    return series(printed, terms, comma_for_two=False)


def series(printed: list[str], terms: Terms, comma_for_two: bool) -> str:
    """Join names with commas and the language's `and`."""
    if len(printed) < 2:
        return "".join(printed)
    comma = "," if (terms.serial_comma if len(printed) > 2 else comma_for_two) else ""
    return f"{', '.join(printed[:-1])}{comma} {terms.words['and']} {printed[-1]}"
