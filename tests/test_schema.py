"""The models' JSON Schemas, as an editor uses them: against the sample, and against wrong files."""

import re
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from footnoted.load import schema, schemas
from footnoted.reader.parse import parse_yaml

ROOT = Path(__file__).parents[1]
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
SAMPLE = sorted(
    path for folder in ("outlines", "data", "styles") for path in (ROOT / folder).rglob("*.yaml")
)


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(schema(name))


def faults(name: str, text: str) -> list[str]:
    """Return where in the text an editor would draw a wavy line."""
    parsed = parse_yaml("f.yaml", text.encode())
    assert parsed.problems == ()
    found = validator(name).iter_errors(parsed.root)
    return ["/".join(map(str, one.absolute_path)) for one in found]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schemas_are_of_draft_7(name: str) -> None:
    made = schema(name)
    Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert not re.search(r"'(\$defs|prefixItems|discriminator)'", str(made))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_the_sample_fits_the_schema_its_modeline_names(path: Path) -> None:
    text = path.read_text("utf-8")
    modeline = MODELINE.match(text)
    assert modeline, "the first line names the schema"
    target = (path.parent / modeline[1]).resolve()
    assert target.parent == ROOT / ".footnoted"
    assert faults(target.name.removesuffix(".schema.json"), text) == []


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("facts", "a: {kind: statistic}", ["a", "a", "a"]),
        ("facts", 'a: {kind: s, text: {full: "x"}, topics: [b], cites: []}', ["a/kind"]),
        ("facts", 'a: {kind: plan, text: {full: "x"}, topics: b, cites: [], kid: 1}', ["a"]),
        (
            "facts",
            'a: {kind: plan, text: {full: {english: "x"}}, topics: b, cites: []}',
            ["a/text/full"],
        ),
        ("facts", "A_b: {}", [""]),
        ("sources", "a: {type: bok}", ["a/type"]),
        ("sources", "[{type: book}]", ["0"]),
        ("sources", "references: [{id: a, type: book, titel: x}]", ["references/0"]),
        ("dataset", "id: a", ["", "", "", ""]),
        ("conflicts", "a: {question: x, members: [b], cause: y, disclose: z}", ["a/cause"]),
        ("sections", "a: {title: x}", ["a"]),
        ("audiences", "a: {name: x, text: long}", ["a/text"]),
        ("outline", "title: x", [""]),
        ("outline", "title: x\nblocks: []", ["blocks"]),
        ("outline", "title: x\nblocks: [{id: a, type: prose}]", ["blocks/0"]),
        ("outline", "extends: a\nblocks: [{id: a, typ: prose}]", ["blocks/0"]),
        ("outline", "extends: a\ntitel: x", [""]),
        ("style", "name: x", [""] * 7),
        ("style", "extends: base\nname: x\ncolours: {ink: black}", ["colours/ink"]),
    ],
)
def test_an_editor_marks_what_load_reports(name: str, text: str, where: list[str]) -> None:
    assert faults(name, text) == where


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts", 'a: {kind: plan, text: {full: "x", x-a: 1}, topics: b, cites: [], x-b: {c: 1}}'),
        ("facts", "x-anchors: [1, 2]"),
        ("sources", "[{id: a, type: book, x-shelf: 12}]"),
        ("sources", "references: [{id: a, type: book, issued: [{year: 2007}]}]"),
        ("outline", "x-a: 1\ntitle: x\nblocks: [{id: a, type: contents, x-b: 1}]"),
        ("outline", "extends: a\nblocks: [{id: a, remove: true}, {id: b, max: 3, after: c}]"),
        ("outline", "abstract: true\nkeywords: [a]"),
        ("style", 'extends: base\nname: x\ncolours: {ink: "#000000"}\nx-a: 1'),
    ],
)
def test_an_editor_leaves_alone_what_load_reads(name: str, text: str) -> None:
    assert faults(name, text) == []
