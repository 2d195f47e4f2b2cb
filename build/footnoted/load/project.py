"""A folder in; the project it holds, and everything that is wrong with it, out."""

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from footnoted.diagnostics import Diagnostic, Span, error
from footnoted.load.data import Data
from footnoted.load.facts import check_data
from footnoted.load.files import SUFFIXES, list_files, name_of, read_files
from footnoted.load.merge import extend, merge_maps
from footnoted.load.names import check_names
from footnoted.load.outlines import Readers, check_outlines, check_words
from footnoted.load.parameters import Given, bind
from footnoted.load.records import Records, mismatch, read_records
from footnoted.model.dataset import Conflict, Dataset, DatasetInfo, Fact, SectionText
from footnoted.model.names import Name, Term
from footnoted.model.outline import Audience, Outline
from footnoted.model.record import Record
from footnoted.model.source import Source
from footnoted.model.style import Style
from footnoted.reader.nodes import Map, put
from footnoted.reader.parse import Parsed, parse_yaml
from footnoted.reader.validate import validate

FOLDERS = ("outlines", "data", "styles")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
M = TypeVar("M", bound=Record)


class Project(Struct, frozen=True):
    """Everything people wrote. Where `load` reported no error, every reference leads somewhere."""

    root: Path
    dataset: Dataset
    outlines: dict[str, Outline]
    """By file name, without those that are only to be extended."""
    audiences: dict[str, Audience]
    styles: dict[str, Style]
    merged: dict[str, Map] = field(default_factory=dict)
    """Outlines as written, with their parents, before parameters are put in."""


def find_project(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds outlines/, data/ and styles/."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if all((folder / name).is_dir() for name in FOLDERS):
            return folder
    return None


def sample_folder() -> Path:
    """Return the folder of the sample project: in the package, or its checkout's root."""
    package = Path(__file__).parents[1]
    packed = package / "sample"
    return packed if packed.is_dir() else package.parents[1]


def load(root: Path, given: Given | None = None) -> tuple[Project | None, list[Diagnostic]]:
    """Read a project; all its faults come back at once, in the order of files and lines.

    Faulty records are left out of the project. There is none without a good `data/dataset.yaml`.
    `given` holds values for the outlines' parameters.
    """
    with _collector_off():
        project, found = _load(root, given or Given())
    unique = dict.fromkeys(found)
    return project, sorted(unique, key=lambda one: (one.at or Span("", 0, 0), one.message))


@contextmanager
def _collector_off() -> Iterator[None]:
    """Spare the garbage collector's passes: reading makes many small objects and no garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(root: Path, given: Given) -> tuple[Project | None, list[Diagnostic]]:
    missing = [name for name in FOLDERS if not (root / name).is_dir()]
    if missing:
        return None, [_missing_folder(name) for name in missing]
    data, found = _read_data(root)
    styles, faults = _read_styles(root)
    found += faults
    audiences, faults = read_records(Audience, _read_one(root, "outlines/audiences"))
    found += faults
    outlines, merged, nodes, faults = _read_outlines(root, given, data.info)
    found += faults
    found += check_data(data)
    found += check_names(data)
    found += check_outlines(outlines.found, Readers(audiences, styles, data))
    for node in nodes:
        found += check_words(node, data)
    if data.info is None:
        return None, found
    dataset = Dataset(
        data.info,
        data.facts.found,
        data.sources.found,
        data.conflicts.found,
        data.sections.found,
        data.names.found,
        data.glossary.found,
    )
    whole = {name: one for name, one in outlines.found.items() if not one.abstract}
    return Project(root, dataset, whole, audiences.found, styles.found, merged), found


def _missing_folder(name: str) -> Diagnostic:
    message = f"the project has no folder `{name}/`"
    return error("missing-file", message, hint="`footnoted init` makes a project with all of them")


def _read_data(root: Path) -> tuple[Data, list[Diagnostic]]:
    info, found = _read_info(root)
    facts, faults = _read_folder(Fact, root, "data/facts")
    found += faults
    sources, faults = _read_folder(Source, root, "data/sources", (*SUFFIXES, ".json"), lists=True)
    found += faults
    files = _read_one(root, "data/conflicts")
    conflicts, faults = read_records(Conflict, files)
    found += faults
    sections, faults = _read_folder(SectionText, root, "data/sections")
    found += faults
    names, faults = _read_folder(Name, root, "data/names")
    found += faults
    glossary, faults = read_records(Term, _read_one(root, "data/glossary"))
    found += faults
    if not facts.known and facts.complete:
        hint = "a fact stands in a file such as data/facts/scale.yaml"
        found.append(error("missing-file", "the project has no facts", hint=hint))
    texts = _Texts(root)
    return Data(info, facts, sources, conflicts, sections, names, glossary, texts), found


def _read_info(root: Path) -> tuple[DatasetInfo | None, list[Diagnostic]]:
    files = _read_one(root, "data/dataset")
    if not files:
        message = "the project has no `data/dataset.yaml`, which names its topics and units"
        hint = "it holds `id`, `title`, `as-of`, `topics` and `units`"
        return None, [error("missing-file", message, hint=hint)]
    name, file = next(iter(files.items()))
    node, found = _root_of(name, file)
    if node is None:
        return None, found
    info, faults = validate(DatasetInfo, node)
    return info, [*found, *faults]


def _read_folder(
    model: type[M],
    root: Path,
    folder: str,
    suffixes: tuple[str, ...] = SUFFIXES,
    lists: bool = False,
) -> tuple[Records[M], list[Diagnostic]]:
    return read_records(model, read_files(root, list_files(root, folder, suffixes)), lists)


def _read_one(root: Path, stem: str) -> dict[str, Parsed]:
    """Parse a file that there is one of, if there is one."""
    paths = [root / f"{stem}{suffix}" for suffix in SUFFIXES]
    return read_files(root, [path for path in paths if path.exists() or path.is_symlink()][:1])


def _root_of(name: str, file: Parsed) -> tuple[Map | None, list[Diagnostic]]:
    """Return the file's mapping; nothing when a part of it could not be read."""
    found = list(file.problems)
    if file.damaged or not file.complete:
        return None, found
    if file.root is None:
        hint = "delete it, or write into it what the sample's has"
        return None, [error("empty-file", "the file holds no keys", Span(name, 1, 1), hint)]
    if not isinstance(file.root, Map):
        found.append(error("wrong-type", "the file must be a mapping of keys", Span(name, 1, 1)))
        return None, found
    return file.root, found


class _Texts(Mapping[str, str]):
    """The texts of the project's files, read when a token in one has to be found."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self.read:
            self.read[name] = (self.root / name).read_text("utf-8-sig", "replace")
        return self.read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)


def load_styles(root: Path) -> tuple[dict[str, Style], list[Diagnostic]]:
    """Read the styles of a project, and nothing else of it."""
    styles, found = _read_styles(root)
    return styles.found, found


def _read_styles(root: Path) -> tuple[Records[Style], list[Diagnostic]]:
    nodes, known, found = _read_extending(root, "styles", "style")
    records, faults = _validated(Style, nodes, frozenset(known))
    if "base" not in known or any(one.rule == "missing-key" for one in faults):
        # Written for an older version, which had fewer keys, or not written at all.
        nodes, known, found = _read_extending(root, "styles", "style", _house_style())
        records, faults = _validated(Style, nodes, frozenset(known))
    return records, found + faults


def _house_style() -> Map | None:
    path = sample_folder() / "styles" / "base.yaml"
    return _root_of(str(path), parse_yaml(str(path), path.read_bytes()))[0]


def _read_outlines(
    root: Path, given: Given, info: DatasetInfo | None
) -> tuple[Records[Outline], dict[str, Map], list[Map], list[Diagnostic]]:
    """Return the outlines, as merged and with their parameters' values, and their nodes."""
    merged, known, found = _read_extending(root, "outlines", "outline")
    nodes, unfilled = bind(merged, given, info)
    records, faults = _validated(Outline, nodes, frozenset(known))
    return records, merged, list(nodes.values()), found + unfilled + faults


def _read_extending(
    root: Path, folder: str, noun: str, house: Map | None = None
) -> tuple[dict[str, Map], list[str], list[Diagnostic]]:
    """Read files that may extend each other; the second value names all of them.

    What the style `base` lacks comes from the one that we bring along, where that is given.
    """
    roots: dict[str, Map | None] = {}
    found: list[Diagnostic] = []
    for path in list_files(root, folder):
        if path.stem == "audiences" and noun == "outline":
            continue
        name = name_of(root, path)
        if not _ID.fullmatch(path.stem) or path.stem in roots:
            found.append(_bad_name(path, name, noun))
            continue
        roots[path.stem], faults = _root_of(name, read_files(root, [path])[name])
        found += faults
    own = roots.get("base")
    if house is not None and ("base" not in roots or own is not None):
        roots["base"] = merge_maps(house, own) if own is not None else house
    nodes, faults = extend(roots, noun)
    return nodes, list(roots), found + faults


def _bad_name(path: Path, name: str, noun: str) -> Diagnostic:
    if _ID.fullmatch(path.stem):
        return error("duplicate-id", f"there is another {noun} `{path.stem}`", Span(name, 1, 1))
    message = f"`{path.name}` cannot be the name of an {noun}".replace("an style", "a style")
    hint = "use lower-case letters, digits and single hyphens"
    return error("bad-pattern", message, Span(name, 1, 1), hint)


def _validated(
    model: type[M], nodes: Mapping[str, Map], known: frozenset[str]
) -> tuple[Records[M], list[Diagnostic]]:
    """Make records of merged files, each called by its file's name."""
    found: dict[str, M] = {}
    problems: list[Diagnostic] = []
    for name, node in nodes.items():
        if "id" in node and str(node["id"]) != name:
            problems.append(mismatch(node, name))
            continue
        put(node, "id", name, (node.file, *node.start, *node.start))
        record, faults = validate(model, node)
        if record is not None:
            found[name] = record
        # What is only to be extended may lack what its children add.
        problems += [one for one in faults if not _is_excused(one, node)]
    return Records(found, known), problems


def _is_excused(problem: Diagnostic, node: Map) -> bool:
    return problem.rule == "missing-key" and node.get("abstract") is True
