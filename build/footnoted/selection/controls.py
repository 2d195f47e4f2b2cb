"""A control and its value in, the query with it set out: sort, limit, pin and their like."""

from collections.abc import Mapping

from msgspec.structs import replace

from footnoted.diagnostics import did_you_mean
from footnoted.selection.clauses import WORD_FIELDS, Query, SortKey
from footnoted.selection.ensure import ENSURES
from footnoted.selection.faults import Refused
from footnoted.selection.terms import Vocabulary, check_field


def set_control(query: Query, name: str, value: object, known: Vocabulary) -> Query:
    """Set one control; the value may be text, a number, a list or a mapping."""
    match name:
        case "sort":
            return replace(query, sort=tuple(_sort_key(key) for key in _listed(value)))
        case "limit":
            return replace(query, limit=_count(name, value))
        case "limit-per":
            return replace(query, limit_per=_per(value))
        case "pin":
            return replace(query, pin=_ids(value, known))
        case "drop":
            return replace(query, drop=_ids(value, known))
        case "facts":
            return replace(query, hand=_ids(value, known))
        case "ensure":
            return replace(query, ensure=_ensures(value))
    return replace(query, expect=_expect(value))


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(str(one) for one in value)
    text = str(value).strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _sort_key(text: str) -> SortKey:
    falling = text.startswith("-")
    field = check_field(text.removeprefix("-").strip())
    if field == "text":
        raise Refused("bad-sort", "facts cannot be sorted by `text`", "sort by when, value, id …")
    return SortKey(field, falling)


def _count(name: str, value: object, least: int = 1) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not text.isascii() or not text.isdigit() or int(text) < least:
        raise Refused("bad-number", f"`{name}` wants a whole number from {least} on, not `{value}`")
    return int(text)


def _per(value: object) -> tuple[tuple[str, int], ...]:
    pairs: list[tuple[str, object]] = []
    if isinstance(value, Mapping):
        pairs = [(str(field), count) for field, count in value.items()]
    else:
        for one in _listed(value):
            field, sign, count = one.partition("=")
            if not sign:
                raise Refused("bad-limit", f"`{one}` sets no limit", "write `limit-per: source=2`")
            pairs.append((field.strip(), count))
    for field, _ in pairs:
        if check_field(field) not in WORD_FIELDS:
            raise Refused("bad-limit", f"no limit can be set per `{field}`")
    return tuple((field, _count("limit-per", count)) for field, count in pairs)


def _ids(value: object, known: Vocabulary) -> tuple[str, ...]:
    ids = _listed(value)
    for one in ids:
        if one not in known.facts:
            raise Refused(
                "unknown-fact", f"no fact is called `{one}`", did_you_mean(one, known.facts)
            )
    return tuple(dict.fromkeys(ids))


def _ensures(value: object) -> tuple[str, ...]:
    words = _listed(value)
    for word in words:
        if word not in ENSURES:
            hint = did_you_mean(word, ENSURES) or f"there are {', '.join(ENSURES)}"
            raise Refused("unknown-ensure", f"`ensure` knows no `{word}`", hint)
    return tuple(dict.fromkeys(words))


def _expect(value: object) -> tuple[int | None, int | None]:
    if isinstance(value, Mapping):
        if odd := [str(key) for key in value if key not in ("min", "max")]:
            raise Refused("bad-expect", f"`expect` takes `min` and `max`, not `{odd[0]}`")
        low, high = value.get("min"), value.get("max")
    else:
        start, dots, end = str(value).partition("..")
        low, high = (start or None, end or None) if dots else (value, value)
    return (
        None if low is None else _count("expect", low, 0),
        None if high is None else _count("expect", high, 0),
    )
