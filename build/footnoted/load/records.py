"""Parsed files in; records by id, and which other ids stand in the files, out."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from msgspec import Struct

from footnoted.diagnostics import Diagnostic, Span, did_you_mean, error
from footnoted.model.record import Record
from footnoted.reader.nodes import Map, Seq, copy_map, give_id, key_place, span_at, take
from footnoted.reader.parse import Parsed
from footnoted.reader.validate import validate

R = TypeVar("R", bound=Record)


class Records(Struct, Generic[R], frozen=True):
    """All records of one type."""

    found: dict[str, R]
    """The good ones, in the order of the files."""
    known: frozenset[str]
    """Every id in the files, of faulty records too."""
    complete: bool = True
    """False when a file could not be read, so that nothing can be called unknown."""

    def refer(
        self, noun: str, id_: str, record: Record | None = None, *path: str | int
    ) -> list[Diagnostic]:
        """Report a reference to a record that is not there, which another one has at a path."""
        if id_ in self.known or not self.complete:
            return []
        return [unknown(noun, id_, self.known, record.span(*path) if record else None)]


def unknown(noun: str, name: str, known: Iterable[str], at: Span | None) -> Diagnostic:
    """Report a name that nothing bears."""
    hint = _near(name, frozenset(known)) or _HOMES.get(noun, "")
    return error(f"unknown-{noun}", f"no {noun} is called `{name}`", at, hint)


_HOMES = {
    "audience": "audiences are declared in outlines/audiences.yaml",
    "conflict": "conflicts stand in data/conflicts.yaml",
    "fact": "facts stand in the files of data/facts/",
    "name": "names stand in the files of data/names/, terms in data/glossary.yaml",
    "outline": "outlines are files such as outlines/talk.yaml",
    "section": "sections stand in the files of data/sections/",
    "source": "sources stand in the files of data/sources/",
    "style": "styles are files such as styles/plain.yaml",
    "topic": "topics are declared in data/dataset.yaml",
}
"""Where to look, or to write, when no name is near."""


@lru_cache(maxsize=64)
def _near(name: str, known: frozenset[str]) -> str:
    """Return "did you mean"; a topic that was renamed is missed by every fact."""
    return did_you_mean(name, sorted(known))


class _Entry(Struct, frozen=True):
    """One record as it stands in a file."""

    id: str
    value: object
    root: Map | Seq
    index: int
    """Which of the root's values or items it is."""

    @property
    def at(self) -> Span:
        """Where its id stands; few are asked."""
        if isinstance(self.root, Seq):
            return span_at(self.root, (self.index, "id"))
        place = key_place(self.root, self.id, self.index)
        return Span(self.root.file, *place, len(self.id))


def read_records(
    model: type[R], files: Mapping[str, Parsed], lists: bool = False
) -> tuple[Records[R], list[Diagnostic]]:
    """Read files that map ids to records; with `lists` also lists of records with an `id`."""
    problems: list[Diagnostic] = []
    found: dict[str, R] = {}
    first: dict[str, _Entry] = {}
    known: set[str] = set()
    used: set[int] = set()
    for file in files.values():
        known |= file.damaged
        entries, faults = _entries(file, lists)
        problems += [*file.problems, *faults]
        for entry in entries:
            if entry.id in first:
                problems.append(_duplicate(entry, first[entry.id]))
                continue
            first[entry.id] = entry
            record, faults = _record(model, entry, used)
            problems += faults
            if record is not None:
                found[entry.id] = record
    complete = all(file.complete for file in files.values())
    return Records(found, frozenset(known | first.keys()), complete), problems


def _entries(file: Parsed, lists: bool) -> tuple[list[_Entry], list[Diagnostic]]:
    """Return the records of a file: a mapping, a list, or Better CSL's `references`."""
    root = file.root
    if lists and isinstance(root, Map) and isinstance(root.get("references"), Seq):
        root = root["references"]
    if lists and isinstance(root, Seq):
        return _listed(root)
    if isinstance(root, Map):
        return [
            _Entry(key, value, root, index)
            for index, (key, value) in enumerate(root.items())
            if not key.startswith("x-")
        ], []
    if root is None:
        return [], []
    at = span_at(root, (0,)) if isinstance(root, Seq) else None
    hint = "write `id:` and under it, indented, the keys of the record"
    return [], [error("wrong-type", "the file must map ids to records", at, hint)]


def _listed(root: Seq) -> tuple[list[_Entry], list[Diagnostic]]:
    entries: list[_Entry] = []
    problems: list[Diagnostic] = []
    for index, item in enumerate(root):
        id_ = item.get("id") if isinstance(item, Map) else None
        if not isinstance(item, Map) or not isinstance(id_, (str, int)) or not str(id_):
            at = span_at(root, (index,))
            problems.append(error("missing-key", "a record of a list needs a key `id`", at))
            continue
        if not isinstance(id_, str):
            item = copy_map(item)
            item["id"] = id_ = str(id_)
        entries.append(_Entry(id_, item, root, index))
    return entries, problems


def _record(model: type[R], entry: _Entry, used: set[int]) -> tuple[R | None, list[Diagnostic]]:
    """Validate one record under its id."""
    node = entry.value
    if not isinstance(node, Map):
        message = f"`{entry.id}` must be a mapping with the keys of the record"
        return None, [error("wrong-type", message, entry.at)]
    if id(node) in used:
        # An alias gives two records one node; each gets an id of its own.
        node = copy_map(node)
        take(node, "id")
    used.add(id(node))
    if "id" in node and str(node["id"]) != entry.id:
        return None, [mismatch(node, entry.id)]
    if isinstance(entry.root, Map):
        give_id(node, entry.id, entry.root, entry.index)
    return validate(model, node)


def mismatch(node: Map, id_: str) -> Diagnostic:
    """Report a record whose `id` is not the one it is filed under."""
    message = f"`id` is `{node['id']}`, but the record is called `{id_}`"
    return error("id-mismatch", message, span_at(node, ("id",)), "leave `id` out")


def _duplicate(entry: _Entry, first: _Entry) -> Diagnostic:
    problem = error("duplicate-id", f"the id `{entry.id}` is taken", entry.at)
    related = ((first.at, "first used here"),)
    return Diagnostic(problem.severity, problem.rule, problem.message, problem.at, "", related)
