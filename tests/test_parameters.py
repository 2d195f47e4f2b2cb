"""Parameters of outlines, outlines from outlines, and what they are when merged."""

import re
from pathlib import Path

import pytest

from footnoted.cli import run
from footnoted.diagnostics import Diagnostic
from footnoted.load import Given, Project, load
from footnoted.load.parameters import TEXT_KEYS
from footnoted.model.block import BlockRecord
from footnoted.model.blocks import QuestionRecord, SideRecord
from footnoted.model.exhibits import ChartPoint, ComparisonRow, MapLayer, TableColumn
from footnoted.model.outline import Change, Control, Outline
from footnoted.reader.emit import to_yaml
from footnoted.reader.nodes import Origin, new_map, put
from footnoted.reader.parse import parse_yaml
from footnoted.reader.record import keys_of, plain

OUTLINE = """\
title: {en: "Wells of {{$place}} since {{$since}}", es: "Pozos de {{$place}} desde {{$since}}"}
subtitle: "{{$topic}}, {{$size}}, {{$word}}, {{$most}}"
outputs: pdf
date: "2026-11-21"
budget: {pages: "{{$most}}"}
parameters:
  place: {type: place, default: PE, description: Where.}
  since: {type: date, default: "2018-03"}
  topic: {type: topic, default: water}
  size: {type: choice, default: brief, choices: {brief: {en: in brief}, whole: in full}}
  depth: {type: choice, default: short, choices: [full, short]}
  word: {type: text, default: "a *star* & [@x]"}
  most: {type: integer, default: 2}
text: "{{$depth}}"
select:
  there: {place: "{{$place}}", when: "since {{$since}}", limit: "{{$most}}"}
blocks:
  - {id: one, type: facts, title: "In {{ $place }}", from: there}
  - {id: two, type: facts, title: "On {{$topic}}", from: "topic:{{$topic}} limit:{{$most}}"}
"""


def opened(root: Path, text: str = OUTLINE, **values: str) -> tuple[Project, list[Diagnostic]]:
    (root / "outlines" / "coast.yaml").write_text(text, encoding="utf-8")
    project, found = load(root, Given(values, ("coast",)))
    assert project is not None
    return project, found


def coast(root: Path, text: str = OUTLINE, **values: str) -> Outline:
    project, found = opened(root, text, **values)
    assert found == []
    return project.outlines["coast"]


def test_values_are_put_in_as_their_place_wants_them(project: Path) -> None:
    outline = coast(project)
    assert outline.title == {
        "en": "Wells of Peru since March 2018",
        "es": "Pozos de Perú desde marzo de 2018",
    }
    assert outline.subtitle == {"": r"Water, in brief, a \*star\* & \[@x\], 2"}
    assert outline.budget.pages == 2
    assert outline.text == "short"
    assert outline.select["there"] == {"place": "PE", "when": "since 2018-03", "limit": 2}
    assert [block.title for block in outline.blocks] == [{"": "In Peru"}, {"": "On Water"}]
    assert getattr(outline.blocks[1], "from_") == "topic:water limit:2"  # noqa: B009


def test_the_command_line_gives_other_values(project: Path) -> None:
    outline = coast(project, place="Chile", since="2019", topic="money", size="whole", most="1")
    assert outline.title["es"] == "Pozos de Chile desde 2019"
    assert outline.select["there"] == {"place": "CL", "when": "since 2019", "limit": 1}
    assert outline.subtitle == {"": r"Money, in full, a \*star\* & \[@x\], 1"}


def test_values_are_for_the_outlines_that_are_named(project: Path) -> None:
    other = OUTLINE.replace("default: PE", "default: BO")
    (project / "outlines" / "other.yaml").write_text(other, encoding="utf-8")
    read, found = opened(project, place="CL")
    assert found == []
    assert "Bolivia" in read.outlines["other"].title["en"]
    assert "Chile" in read.outlines["coast"].title["en"]


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("most", "many", "`most` must be a whole number, not `many`", "such as 5"),
        ("since", "soon", "`since` must be an EDTF date", "2007-11"),
        ("place", "Perru", "`place` must be a country or its code", "did you mean `peru`"),
        ("topic", "watr", "`topic` must be a topic of the dataset", "did you mean `water`"),
        ("size", "breif", "`size` must be one of its choices", "did you mean `brief`"),
        ("plaec", "PE", "no parameter is called `plaec`", "did you mean `place`"),
        ("zz", "PE", "no parameter is called `zz`", "parameters are `place`, `since`"),
    ],
)
def test_what_cannot_be_is_told_with_what_was_meant(
    project: Path, name: str, value: str, message: str, hint: str
) -> None:
    (told,) = opened(project, **{name: value})[1]
    assert message in told.message
    assert hint in told.hint


def test_a_wrong_default_is_told_where_it_stands(project: Path) -> None:
    (told,) = opened(project, OUTLINE.replace("default: PE", "default: Perru"))[1]
    assert (told.rule, str(told.at)) == ("bad-default", "outlines/coast.yaml:7:33")


def test_a_hole_that_nothing_fills_is_told(project: Path) -> None:
    text = OUTLINE.replace("{{ $place }}", "{{$plase}}")
    (told,) = opened(project, text)[1]
    assert told.rule == "undeclared-parameter"
    assert "did you mean `place`" in told.hint
    assert told.at is not None
    assert told.at.line == 18


def test_a_child_declares_what_its_parent_prints(project: Path) -> None:
    base = 'abstract: true\ntitle: "Since {{$year}}"\nblocks:\n  - {id: c, type: contents}\n'
    (project / "outlines" / "start.yaml").write_text(base, encoding="utf-8")
    child = "extends: start\nparameters: {year: {type: integer, default: 1999}}\n"
    assert coast(project, child).title == {"": "Since 1999"}
    assert coast(project, child, year="2001").title == {"": "Since 2001"}


def test_every_key_that_holds_words_prints_words() -> None:
    records = (*BlockRecord.__subclasses__(), Outline, Control, Change, ChartPoint, ComparisonRow)
    records += (MapLayer, QuestionRecord, SideRecord, TableColumn)
    worded = {
        key.name
        for record in records
        for key in keys_of(record).values()
        if "language to text" in str(key.kind)
    }
    assert worded
    assert worded <= TEXT_KEYS


def test_the_file_is_named_after_what_was_given(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "outlines" / "coast.yaml").write_text(OUTLINE, encoding="utf-8")
    monkeypatch.chdir(project)
    assert run(["build", "coast", "-P", "place=Peru", "-P", "word=a/b c", "-P", "most=4"]) == 0
    assert [path.name for path in (project / "out").iterdir()] == [
        "coast.place-Peru.word-a-b-c.most-4.pdf"
    ]
    capsys.readouterr()
    assert run(["build", "coast", "-P", "most=x"]) == 2
    assert run(["check", "coast", "-P", "place"]) == 2
    assert "`-P place` gives no value" in capsys.readouterr().err
    assert run(["show", "coast", "--stage", "document", "-P", "since=2019-05"]) == 0
    assert "since May 2019" in capsys.readouterr().out


# --- the merged form -------------------------------------------------------------------------

PARENT = """\
title: Wells
subtitle: |
  Of the coast,
    and of the hills: "all"

  and no more.
kicker: 'null'
date: "2026-11-21"
outputs: [pdf, pptx]
keywords:
  - "2007"
  - yes
  - "#1 & more"
  - "tab\\tand \\xa0"
parameters:
  most: {type: integer, default: 2}
blocks:
  - id: water
    type: facts
    title: "Up to {{$most}}"
    from: {topic: water, limit: "{{$most}}"}
  - {id: money, type: facts, title: Money, from: "topic:money"}
  - {id: works, type: sources, title: Sources}
"""
CHILD = """\
extends: parent
title: {en: "Wells: again", es: Pozos}
blocks:
  - {id: first, type: contents, before: water}
  - {id: second, type: facts, from: "place:PE", after: water}
  - {id: third, type: facts, from: "place:PE", text: short, after: water}
  - {id: money, text: short}
  - {id: works, remove: true}
"""


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_the_merged_form_builds_the_same_and_says_where_it_is_from(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "outlines" / "parent.yaml").write_text(PARENT, encoding="utf-8")
    (project / "outlines" / "child.yaml").write_text(CHILD, encoding="utf-8")
    monkeypatch.chdir(project)
    assert run(["show", "child", "--resolved"]) == 0
    flat = out(capsys)
    (project / "outlines" / "flat.yaml").write_text(flat, encoding="utf-8")
    read, found = load(project)
    assert found == []
    assert read is not None
    left, right = (plain(read.outlines[name], whole=True) for name in ("child", "flat"))
    assert left | {"id": "", "extends": None} == right | {"id": "", "extends": None}
    lines = flat.splitlines()
    assert 'title: {en: "Wells: again", es: Pozos}  # outlines/child.yaml:2' in lines
    assert "subtitle: |  # outlines/parent.yaml:2" in lines
    assert '    from: {topic: water, limit: "{{$most}}"}  # outlines/parent.yaml:21' in lines
    assert "    text: short  # outlines/child.yaml:7" in lines
    ids = re.findall(r"id: (\w+)", flat)
    assert ids == ["first", "water", "second", "third", "money"]


def test_the_merged_form_holds_what_was_given(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "outlines" / "parent.yaml").write_text(PARENT, encoding="utf-8")
    monkeypatch.chdir(project)
    assert run(["show", "parent", "--resolved", "-P", "most=1"]) == 0
    flat = out(capsys)
    assert '    default: "1"  # -P most' in flat
    (project / "outlines" / "flat.yaml").write_text(flat, encoding="utf-8")
    read, found = load(project)
    assert found == []
    assert read is not None
    assert read.outlines["flat"].blocks[0].title == {"": "Up to 1"}
    assert run(["show", "parnt", "--resolved"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "a",
            "a b",
            " a",
            "a ",
            "-",
            "- a",
            "a: b",
            "a:b",
            "a #b",
            "null",
            "No",
            "1e3",
            "0x1",
        ),
        *(
            "1.5",
            "~",
            "a\nb",
            "a\nb\n",
            "a\n\nb\n\n",
            "\na",
            " a\nb",
            "a\n b\n",
            "a\tb",
            "{a}",
            "[a]",
        ),
        *(
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a`",
            '"a"',
            "'a'",
            "a, b",
            "?",
            "é",
            "日本",
        ),
        *(
            "{{$a}}",
            "topic:(a, b)",
            "=1",
            "<<",
            "2007-11-21",
            "a\n  b\nc",
            "a\n\n",
            "\n",
            "---",
            "...",
        ),
        *("a  b", "\U0001f600", "\ufeff", "a\\b", "|", ">", "a\n\tb", "\u200b"),
    ],
)
def test_any_text_is_written_as_it_was_read(text: str) -> None:
    made, inner = (new_map(Origin("a.yaml"), marks={}) for _ in range(2))
    put(made, "key", text, ("a.yaml", 1, 1, 1, 6))
    put(made, "more", inner, ("a.yaml", 2, 1, 2, 7))
    put(inner, "x", text, ("a.yaml", 2, 1, 2, 9))
    parsed = parse_yaml("b.yaml", to_yaml(made).encode())
    assert not parsed.problems
    assert parsed.root == {"key": text, "more": {"x": text}}


# --- changes to a parent's blocks ------------------------------------------------------------


@pytest.mark.parametrize(
    "block",
    ["{id: watr, text: short}", "{id: watr, type: facts, from: 'place:PE', replace: true}"],
)
def test_a_change_to_a_block_that_is_not_there_says_what_was_meant(
    project: Path, block: str
) -> None:
    (project / "outlines" / "parent.yaml").write_text(PARENT, encoding="utf-8")
    (told,) = opened(project, f"extends: parent\nblocks:\n  - {block}\n")[1]
    assert told.rule == "unknown-block"
    assert "did you mean `water`" in told.hint
