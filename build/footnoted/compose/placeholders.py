"""A fact and the inside of one placeholder in, what it prints out.

`{name}` a value with its bound and sign, `{name.from}` … one end, `{name:unit}` … in another form
(see `text/numbers.py`); `{when}`, `{said}`, `{name.when}` times in words; `{who}` the speaker,
`{of}` on whose word; `{places}` the places' names; `{exact}` a quotation's words in their marks.
"""

from functools import lru_cache

from msgspec import Struct

from footnoted.diagnostics import did_you_mean
from footnoted.model.dataset import Attribution, Dataset, Fact
from footnoted.model.inlines import Foreign, Inlines, Text
from footnoted.model.record import Words
from footnoted.text.dates import date_words
from footnoted.text.language import in_language, primary, quoted, typographic
from footnoted.text.numbers import ENDS, SUFFIXES, form_of, print_value
from footnoted.text.places import place_name

OWN = ("when", "said", "who", "of", "places", "exact")
"""Placeholders that print no value."""
_REMEMBERED = 1024
"""Placeholders that are remembered: many facts have values of the same name."""


class Lack(Struct, frozen=True):
    """Why a placeholder prints nothing, and what may have been meant."""

    message: str
    hint: str = ""


class Asked(Struct, frozen=True):
    """The inside of a placeholder: `{name.end:suffix:suffix}`."""

    name: str
    end: str = ""
    suffixes: tuple[str, ...] = ()


@lru_cache(_REMEMBERED)
def asked(inside: str) -> Asked:
    """Take the inside of a placeholder apart."""
    path, *suffixes = (part.strip() for part in inside.split(":"))
    name, _, end = path.partition(".")
    return Asked(name, end, tuple(suffixes))


def fill(fact: Fact, inside: str, dataset: Dataset, language: str) -> Inlines | Lack:
    """Return what a placeholder of this fact prints, in a language."""
    one = asked(inside)
    name, end = one.name, one.end
    if name in fact.values:
        return _value(fact, name, end, one.suffixes, dataset, language)
    if name in OWN and not end and not one.suffixes:
        return _own(fact, name, dataset, language)
    known = (*fact.values, *OWN)
    hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
    path = inside.partition(":")[0].strip()
    return Lack(f"`{fact.id}` has nothing called `{path}`", hint)


def speaker_of(fact: Fact, language: str, home: str) -> str:
    """Return who says it, as it prints: a quotation's speaker, else who the fact is put down to.

    Most names are the same in all languages, so that one without a translation prints as it is.
    """
    return _name(speaking(fact), language, home)


def speaking(fact: Fact) -> Words:
    """Return who says it by language: a quotation's speaker, else who the fact is put down to."""
    return fact.speaker or (fact.by.who if fact.by else {})


def passed_on(fact: Fact) -> Words:
    """Return on whose word it is said, by language."""
    of = fact.by.of if fact.by else None
    return of.who if isinstance(of, Attribution) else {"": of} if of else {}


def _name(words: Words, language: str, home: str) -> str:
    text, found = in_language(words, language, home)
    return typographic(text, language=found)


def exact_words(fact: Fact, dataset: Dataset, language: str) -> Inlines:
    """Return a quotation's exact words in the quotation marks of the text around them."""
    spoken = fact.exact_language or dataset.info.language
    words = (Text(quoted(typographic(fact.exact), language)),)
    return words if primary(spoken) == primary(language) else (Foreign(words, spoken),)


def _value(
    fact: Fact, name: str, end: str, suffixes: tuple[str, ...], dataset: Dataset, language: str
) -> Inlines | Lack:
    value = fact.values[name]
    if end == "when":
        return _time(value.when or fact.when, f"{fact.id}.{name}", language)
    form = form_of(end, suffixes)
    if form is None:
        hint = f"ends are {', '.join(ENDS)}; suffixes are {', '.join(SUFFIXES)}"
        return Lack(
            f"`{name}` of `{fact.id}` cannot print `{'.' if end else ':'}"
            f"{end or ':'.join(suffixes)}`",
            hint,
        )
    text = print_value(value, form, dataset.info.units, language, dataset.info.language)
    if text is None:
        wanted = f"no `{end}`" if end else "no amount"
        return Lack(f"`{name}` of `{fact.id}` has {wanted}")
    return (Text(text),)


def _own(fact: Fact, name: str, dataset: Dataset, language: str) -> Inlines | Lack:
    match name:
        case "when":
            return _time(fact.when, fact.id, language)
        case "said":
            return _time(fact.said, fact.id, language, "said")
        case "who":
            speaker = speaker_of(fact, language, dataset.info.language)
            return _words(speaker, f"`{fact.id}` has no speaker")
        case "of":
            first = _name(passed_on(fact), language, dataset.info.language)
            return _words(first, f"`{fact.id}` passes on nobody's word")
        case "places":
            names = ", ".join(place_name(code, language) for code in fact.places)
            return _words(names, f"`{fact.id}` has no places")
    if not fact.exact:
        return Lack(f"`{fact.id}` has no exact words")
    return exact_words(fact, dataset, language)


def _words(text: str, lack: str) -> Inlines | Lack:
    return (Text(typographic(text)),) if text else Lack(lack)


def _time(text: str | None, whose: str, language: str, key: str = "when") -> Inlines | Lack:
    return (Text(date_words(text, language)),) if text else Lack(f"`{whose}` has no `{key}`")
