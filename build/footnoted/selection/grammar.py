"""A selection in either spelling in, the closed form out, with every fault and where it is."""

from collections.abc import Mapping

from msgspec.structs import replace

from footnoted.selection.clauses import (
    CONTROLS,
    All,
    Any,
    Clause,
    Named,
    Not,
    Part,
    Query,
    Selection,
    Union,
)
from footnoted.selection.controls import set_control
from footnoted.selection.faults import Fault, Path, Refused
from footnoted.selection.strings import parse_string
from footnoted.selection.terms import Vocabulary, check_field, term

GROUPS = ("any", "all", "not")


def parse(value: object, known: Vocabulary) -> tuple[Selection, list[Fault]]:
    """Read a mapping, a string or a list of these (the facts of one after the other)."""
    faults: list[Fault] = []
    return _selection(value, known, (), faults), faults


def _selection(value: object, known: Vocabulary, path: Path, faults: list[Fault]) -> Selection:
    if isinstance(value, str) and value.strip():
        try:
            return parse_string(value, known)
        except Refused as refused:
            faults.append(replace(refused.fault, path=path))
            return Query()
    if isinstance(value, Mapping) and value:
        return _mapping(value, known, path, faults)
    if isinstance(value, (list, tuple)) and value:
        parts = (_selection(one, known, (*path, i), faults) for i, one in enumerate(value))
        return Union(tuple(parts))
    faults.append(
        Fault(
            "bad-selection",
            f"a selection is a mapping, a line of text or a list of these, not `{value}`",
            "write {topic: …}, `topic:…` or the name of a selection",
            path,
        )
    )
    return Query()


def _mapping(
    value: Mapping[object, object], known: Vocabulary, path: Path, faults: list[Fault]
) -> Query:
    query, parts = Query(), []
    for key, wanted in value.items():
        name, here = str(key), (*path, str(key))
        try:
            if name in CONTROLS:
                query = set_control(query, name, wanted, known)
            elif name in GROUPS:
                parts.append(Part(_group(name, wanted, known, here, faults), f"{name}: …"))
            else:
                clause = _field(check_field(name), wanted, known)
                parts.append(Part(clause, f"{name}: {_shown(wanted)}"))
        except Refused as refused:
            faults.append(replace(refused.fault, path=here))
    return replace(query, parts=tuple(parts))


def _field(field: str, wanted: object, known: Vocabulary) -> Clause:
    if isinstance(wanted, Mapping):
        raise Refused("bad-selection", f"`{field}` wants a value, a list or a range, no mapping")
    if isinstance(wanted, (list, tuple)):
        if not wanted:
            raise Refused("bad-selection", f"the list of `{field}` is empty")
        return Any(tuple(_field(field, one, known) for one in wanted))
    if isinstance(wanted, bool):
        return term(field, "true" if wanted else "false", known)
    return term(field, "" if wanted is None else str(wanted), known)


def _group(name: str, wanted: object, known: Vocabulary, path: Path, faults: list[Fault]) -> Clause:
    if name == "not":
        return Not(_clause(wanted, known, path, faults))
    items = list(wanted) if isinstance(wanted, (list, tuple)) else [wanted]
    clauses = tuple(_clause(one, known, (*path, i), faults) for i, one in enumerate(items))
    return Any(clauses) if name == "any" else All(clauses)


def _clause(value: object, known: Vocabulary, path: Path, faults: list[Fault]) -> Clause:
    """Read a selection inside `any`, `all` or `not`, where only its conditions count."""
    match _selection(value, known, path, faults):
        case Named() as named:
            return named
        case Union(members):
            return Any(tuple(_inner(member, path, faults) for member in members))
        case Query() as query:
            return _inner(query, path, faults)


def _inner(selection: Selection, path: Path, faults: list[Fault]) -> Clause:
    match selection:
        case Named() as named:
            return named
        case Union(members):
            return Any(tuple(_inner(member, path, faults) for member in members))
        case Query(parts=parts) as query:
            if replace(query, parts=()) != Query():
                faults.append(
                    Fault(
                        "bad-selection",
                        "sort, limit and the like cannot stand inside `any`, `all` or `not`",
                        "put them beside it, or give the inner selection a name",
                        path,
                    )
                )
            return All(tuple(part.clause for part in parts))


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
