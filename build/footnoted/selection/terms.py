"""One field and its value in words in, a clause out; the dataset's vocabulary judges the words."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct

from footnoted.diagnostics import did_you_mean
from footnoted.model.dataset import Confidence, Dataset, Kind, Seen, Stance, Status
from footnoted.model.edtf import EdtfError, parse_edtf
from footnoted.model.source import Perspective, Tier
from footnoted.selection.clauses import (
    FIELDS,
    NAME_FIELDS,
    NUMBER_FIELDS,
    TIME_FIELDS,
    Any,
    Between,
    Clause,
    HasWords,
    IsSet,
    Matches,
    Not,
    Overlaps,
)
from footnoted.selection.faults import Refused
from footnoted.selection.naming import Names, names_of
from footnoted.selection.remembered import remembered
from footnoted.text.places import find_place, is_place, place_names

INTERNAL: Final = "internal"
"""Asked for like a status, though a fact says it with a key of its own."""

CONFIDENCE_RANK: Final = {level: len(Confidence) - i for i, level in enumerate(Confidence)}

_CODE_LENGTH: Final = 2
"""Letters in a country's code; a longer one may be a name of the dataset, as `la-paz` is."""
_DAY: Final = timedelta(days=1)
_SECOND_DAY: Final = date.min + _DAY
_TIME: Final = r"(since|before|after|until|>=|<=|>|<)\s*(.+)"
_NUMBER: Final = r"(>=|<=|>|<|=)?\s*(\S.*)"


class Vocabulary(Struct, frozen=True):
    """The words that each field may hold; `names` are those of the outline's selections."""

    words: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, object]
    named: Names
    names: frozenset[str] = frozenset()


def vocabulary(dataset: Dataset, names: frozenset[str] = frozenset()) -> Vocabulary:
    """Gather the words that a selection over this dataset may use."""
    return Vocabulary(_words(dataset), dataset.facts, _names(dataset), names)


@remembered
def _words(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    values = [value for fact in dataset.facts.values() for value in fact.values.values()]
    return {
        "kind": tuple(Kind),
        "topic": tuple(dataset.info.topics),
        "status": (*Status, INTERNAL),
        "stance": tuple(Stance),
        "source": tuple(dataset.sources),
        "tier": tuple(Tier),
        "perspective": tuple(Perspective),
        "seen": tuple(Seen),
        "unit": tuple(dict.fromkeys([*dataset.info.units, *(value.unit for value in values)])),
    }


@remembered
def _names(dataset: Dataset) -> Names:
    return names_of(dataset)


def check_field(name: str) -> str:
    """Return a field's name, or refuse one that is none."""
    if name not in FIELDS:
        hint = did_you_mean(name, FIELDS) or f"fields are {', '.join(FIELDS)}"
        raise Refused("unknown-field", f"no field is called `{name}`", hint)
    return name


def term(field: str, value: str, known: Vocabulary) -> Clause:
    """Read `field: value`, where the value may be negated, a comparison, a range or a prefix."""
    text = value.strip()
    if not text:
        raise Refused("empty-value", f"`{field}` has no value", f"write `{field}: true` for any")
    if text.lower().startswith("not "):
        return Not(term(field, text[4:], known))
    if text.startswith("(") and text.endswith(")"):
        words = [word.strip() for word in text[1:-1].split(",")]
        return Any(tuple(term(field, unquoted(word), known) for word in words))
    if text in ("true", "false"):
        return IsSet(field) if text == "true" else Not(IsSet(field))
    if field in TIME_FIELDS:
        return _time(field, text)
    if field == "confidence":
        return _confidence(text)
    if field in NUMBER_FIELDS:
        return _number(field, text)
    if field == "text":
        return HasWords(tuple(text.casefold().split()))
    return _word(field, text, known)


def unquoted(text: str) -> str:
    """Take the quotation marks off a quoted word."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _word(field: str, text: str, known: Vocabulary) -> Clause:
    if field == "place":
        return _place(text, known.named)
    if field in NAME_FIELDS and not text.endswith("*"):
        return Matches(field, _name(field, text, known.named))
    prefix = text.endswith("*")
    word = text.rstrip("*")
    allowed = known.words.get(field, ())
    if field == "id" and not prefix and word not in known.facts:
        raise Refused(
            "unknown-fact", f"no fact is called `{word}`", did_you_mean(word, known.facts)
        )
    exact = next((one for one in allowed if one.lower() == word.lower()), None)
    if allowed and not prefix and exact is None:
        hint = did_you_mean(word, allowed) or f"known: {', '.join(allowed[:12])}"
        raise Refused(f"unknown-{field}", f"no {field} is called `{word}`", hint)
    return Matches(field, exact or word, prefix)


def _place(text: str, named: Names) -> Clause:
    """Read a code, a place of the dataset's names, or else any country's name."""
    is_country = len(text) == _CODE_LENGTH and is_place(text.upper())
    own = None if is_country else named.find(text, "place")
    if own is not None:
        return _own_place(own, named)
    code = find_place(text)
    if code is None:
        known = (*named.spelled("place"), *place_names())
        hint = did_you_mean(text, known) or "write an ISO 3166 code or a country's name"
        raise Refused("unknown-place", f"no place is called `{text}`", hint)
    return Matches("place", code)


def _own_place(id_: str, named: Names) -> Clause:
    """A country is its code; a town, a region or a group is also where its name is mentioned."""
    name = named.by_id[id_]
    code = name.code
    if code and "-" not in code:
        return Matches("place", code)
    by_code = (Matches("place", code),) if code else ()
    members = (_own_place(member, named) for member in name.members if member in named.by_id)
    return Any((*members, *by_code, Matches("name", id_)))


def _name(field: str, text: str, named: Names) -> str:
    """Return the id of a name or term by its id or any of its spellings."""
    kind = "" if field == "name" else field
    id_ = named.find(text, kind)
    if id_ is not None:
        return id_
    other = named.find(text, "")
    if other is not None:
        hint = f"write `{named.kind(other)}: {text}`, or `name: {text}`"
    else:
        hint = did_you_mean(text, named.spelled(kind)) or "`footnoted list names` has them all"
    raise Refused(f"unknown-{field}", f"no {field} is called `{text}`", hint)


def _time(field: str, text: str) -> Clause:
    if found := re.fullmatch(_TIME, text):
        word, (low, high) = found[1], bounds(found[2])
        match word:
            case "since" | ">=":
                return Overlaps(field, low, date.max)
            case "until" | "<=":
                return Overlaps(field, date.min, high)
            case "before" | "<":
                return Overlaps(field, date.min, max(low, _SECOND_DAY) - _DAY, whole=True)
            case _:
                return Overlaps(field, min(high, date.max - _DAY) + _DAY, date.max, whole=True)
    start, dots, end = text.partition("..")
    if not dots or "/" in text:
        return Overlaps(field, *bounds(text))
    low = bounds(start)[0] if start else date.min
    high = bounds(end)[1] if end else date.max
    if low > high:
        raise Refused("bad-range", f"`{text}` ends before it begins", f"write `{end}..{start}`")
    return Overlaps(field, low, high)


def bounds(text: str) -> tuple[date, date]:
    """Return the first and last day of an EDTF time; open ends lie at the ends of the calendar."""
    try:
        time = parse_edtf(text.strip())
    except EdtfError as wrong:
        raise Refused("bad-date", str(wrong)) from None
    return time.lower, time.upper


def _confidence(text: str) -> Clause:
    found = re.fullmatch(_NUMBER, text)
    sign, word = (found[1], found[2]) if found else (None, text)
    if word not in CONFIDENCE_RANK:
        levels = tuple(Confidence)
        hint = did_you_mean(word, levels) or f"levels are {', '.join(levels)}"
        raise Refused("unknown-confidence", f"no confidence is called `{word}`", hint)
    return _compared("confidence", sign or ">=", Decimal(CONFIDENCE_RANK[Confidence(word)]))


def _number(field: str, text: str) -> Clause:
    start, dots, end = text.partition("..")
    if dots:
        low = _decimal(field, start) if start else None
        high = _decimal(field, end) if end else None
        if low is not None and high is not None and low > high:
            raise Refused("bad-range", f"`{text}` ends below its start", f"write `{end}..{start}`")
        return Between(field, low, high)
    found = re.fullmatch(_NUMBER, text)
    sign, digits = (found[1], found[2]) if found else (None, text)
    return _compared(field, sign or "=", _decimal(field, digits))


def _compared(field: str, sign: str, number: Decimal) -> Between:
    match sign:
        case ">":
            return Between(field, number, None, low_open=True)
        case ">=":
            return Between(field, number, None)
        case "<":
            return Between(field, None, number, high_open=True)
        case "<=":
            return Between(field, None, number)
    return Between(field, number, number)


def _decimal(field: str, text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "").replace("_", ""))
    except InvalidOperation:
        raise Refused(
            "bad-number",
            f"`{text.strip()}` is no number for `{field}`",
            "write 500, >= 500 or 100..500",
        ) from None
    return number
