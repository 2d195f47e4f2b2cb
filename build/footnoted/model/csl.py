"""The shapes CSL-JSON gives names, dates and addresses, taken in every spelling people write.

Names: `"De Vos, Pol"`, `"World Bank"`, or CSL's mapping. Dates: EDTF text, `date-parts`, a list
of year-month-day mappings (Better CSL YAML), `raw` or `literal`. Kept is one spelling of each.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from footnoted.model.edtf import EdtfError, parse_edtf
from footnoted.model.record import After, Before, Field, Record, TextOrNumber


class PersonName(Record):
    """One name: `family` and `given` of a person, or `literal` for an organisation."""

    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = Field("", description="Jr., III.")
    dropping_particle: str = Field("", description="`van` of Ludwig van Beethoven.")
    non_dropping_particle: str = Field("", description="`van der` of Jan van der Berg.")
    comma_suffix: bool = False
    static_ordering: bool = False
    parse_names: bool = False


_ELIDED = re.compile(r"(?:[dl]['’]|al-|el-)(?=\w)")
"""Particles written on to the name: `d’Arc`, `al-Assad`."""


def _name(value: object) -> object:
    """Take `Family, Given, Suffix` or an organisation as CSL's mapping."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",", 2)]
    if len(parts) == 1 or not all(parts):
        return {"literal": value.strip()}
    return dict(zip(("family", "given", "suffix"), parts, strict=False))


def _split(name: PersonName) -> PersonName:
    """Take particles and suffixes out of the names they were written into."""
    changed: dict[str, str] = {}
    given, comma, suffix = name.given.partition(",")
    if comma and not name.suffix:
        changed |= {"given": given.strip(), "suffix": suffix.strip()}
    if not name.non_dropping_particle:
        particle, family = _leading_particles(name.family)
        if particle:
            changed |= {"non_dropping_particle": particle, "family": family}
    words = given.split()
    lower = next((n for n, word in enumerate(reversed(words)) if not word[0].islower()), 0)
    if lower and not name.dropping_particle:
        changed |= {
            "given": " ".join(words[:-lower]),
            "dropping_particle": " ".join(words[-lower:]),
        }
    return name.changed(changed) if changed else name


def _leading_particles(family: str) -> tuple[str, str]:
    """Part lower-case words from the name they lead: `van der`, `Berg`.

    >>> _leading_particles("van der Berg"), _leading_particles("d’Arc")
    (('van der', 'Berg'), ('d’', 'Arc'))
    """
    words = family.split()
    lower = next((n for n, word in enumerate(words[:-1]) if not word[0].islower()), len(words) - 1)
    if lower > 0:
        return " ".join(words[:lower]), " ".join(words[lower:])
    elided = _ELIDED.match(family)
    return (elided[0], family[elided.end() :]) if elided else ("", family)


Name = Annotated[
    PersonName,
    Before(_name, written=str | PersonName),
    After(_split),
]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, (str, Mapping)) else value


Names = Annotated[
    tuple[Name, ...],
    Before(_as_list, written=str | list[str | PersonName]),
    Field(description="`Family, Given` for people, no comma for organisations, or CSL names."),
]


class LiteralDate(Record):
    """A date in words that no EDTF can say; it prints as typed."""

    literal: TextOrNumber


_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def _date(value: object) -> str | LiteralDate:
    """Bring any of the spellings of a date to EDTF, or to words.

    >>> _date({"date-parts": [[2005, 9], [2005, 10]], "circa": True})
    '2005-09~/2005-10~'
    >>> _date([{"year": 2007, "month": 11, "day": 6}])
    '2007-11-06'
    """
    match value:
        case LiteralDate():
            return value
        case str():
            return value.strip()
        case int() if not isinstance(value, bool):
            return f"{value:04d}"
        case {"literal": str() | int() as words}:
            return LiteralDate(literal=str(words))
        case Mapping():
            return _date_of_mapping(value)
        case [_, *_] as moments:
            return _interval([_moment(part) for part in moments])
    raise ValueError("a date is EDTF text such as 2007-11-06, or a date as CSL writes it")


def _date_of_mapping(value: Mapping[str, Any]) -> str | LiteralDate:
    if isinstance(value.get("date-parts"), Sequence):
        parts = value["date-parts"]
        season = _season(value.get("season"))
        doubt = "~" if value.get("circa") in (True, 1, "true", "1") else ""
        return _interval([_moment(part, season) + doubt for part in parts])
    if "raw" in value:
        return _raw(str(value["raw"]))
    if "year" in value:
        return _moment(value)
    raise ValueError("a date as CSL writes it has `date-parts`, `raw` or `literal`")


def _season(value: object) -> int:
    word = str(value).lower()
    number = _SEASONS.get(word) or (int(word) if word.isdigit() else 0)
    return number + 20 if 1 <= number <= 4 else number


def _moment(part: object, season: int = 0) -> str:
    """Write one `[2007, 11, 6]` or `{year: 2007, month: 11}` as EDTF."""
    if isinstance(part, Mapping):
        season = season or _season(part.get("season"))
        numbers = [part[key] for key in ("year", "month", "day") if key in part]
    elif isinstance(part, Sequence) and not isinstance(part, str):
        numbers = list(part)
    else:
        return str(part)
    if len(numbers) == 1 and season:
        numbers.append(season)
    known = [str(number) for number in numbers if number not in (None, "", 0, "0")]
    if not known:
        raise ValueError("a date needs a year")
    year, *rest = known
    return "-".join([year.zfill(4), *(number.zfill(2) for number in rest)])


def _interval(moments: list[str]) -> str:
    return "/".join(moments[:2])


def _raw(text: str) -> str | LiteralDate:
    """Read a date as somebody typed it where it is ISO in disguise, else keep the words."""
    slashed = re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", text)
    edtf = "{}-{:0>2}-{:0>2}".format(*slashed.groups()) if slashed else text
    try:
        parse_edtf(edtf)
    except EdtfError:
        return LiteralDate(literal=text)
    return edtf


def _checked(value: str | LiteralDate) -> str | LiteralDate:
    if isinstance(value, str):
        parse_edtf(value)
    return value


DateText = Annotated[
    str | LiteralDate,
    Before(_date, written=str | int | dict[str, Any] | list[Any]),
    After(_checked),
    Field(description="EDTF such as 2007, 2007-11-06, 2003~; or a date as CSL writes it."),
]


_BLANK = re.compile(r"[\s\x00-\x1f]")
_SCHEMES = ("https://", "http://", "//")


def _web_address(text: str) -> str:
    """Let nothing but web addresses through; `//host` is one that leaves its scheme out."""
    if not text.lower().startswith(_SCHEMES):
        raise ValueError("an address begins with https:// or http://")
    if _BLANK.search(text):
        raise ValueError("an address has no spaces; write them as %20")
    return text


WebAddress = Annotated[
    str,
    Before(lambda text: text.strip() if isinstance(text, str) else text),
    After(_web_address),
]
