"""`why`: for each way into a brief, or out of it, the words that name the rule."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from footnoted.cli import run

FACTS = "".join(
    f"{name}: {{kind: policy, topics: water, text: {{full: No.}}, {keys}, "
    "cites: [{source: perez-2019}]}\n"
    for name, keys in {
        "secret": "internal: true",
        "wrong": "status: retracted, reason: A misprint",
        "older": "status: superseded, reason: Old",
    }.items()
)
OUTLINE = """\
title: Wells
outputs: pdf
date: "2026-11-21"
select:
  peru: {place: PE, sort: id}
blocks:
  - {id: named, type: facts, from: peru}
  - {id: first, type: facts, from: {place: PE, sort: id, limit: 1}}
  - {id: per, type: facts, from: "place:PE sort:id limit-per:place=1"}
  - {id: top, type: key-points, from: peru, max: 1}
  - {id: cost, type: facts, from: "topic:money when:<2019"}
  - {id: pinned, type: facts, from: {topic: money, pin: [wells-2019]}}
  - {id: dropped, type: facts, from: {place: PE, drop: [wells-2019]}}
  - {id: hand, type: facts, from: {facts: [cost-2020]}}
  - {id: deck, type: facts, from: peru, when: {format: pptx}}
  - {id: both, type: facts, from: ["topic:money", "topic:water"]}
  - {id: figure, type: stat, values: [wells-2019.wells]}
  - {id: why, type: prose, section: why}
  - {id: said, type: callout, words: "There were {{wells-2019.wells}}."}
  - {id: works, type: sources}
"""

Told = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Told:
    """Ask why of the outline `coast`; return the exit code and the lines of the answer."""
    (project / "data" / "facts" / "more.yaml").write_text(FACTS, encoding="utf-8")
    text = OUTLINE.replace("when:<2019", "when:>2019")
    (project / "outlines" / "coast.yaml").write_text(text, encoding="utf-8")
    audiences = "board: {name: Board, text: short}\ndesk: {name: Desk, sees: internal}\n"
    (project / "outlines" / "audiences.yaml").write_text(audiences, encoding="utf-8")
    monkeypatch.chdir(project)

    def call(fact: str, *options: str) -> tuple[int, list[str]]:
        code = run(["why", fact, "coast", *options])
        return code, [line.strip() for line in capsys.readouterr().out.splitlines()]

    return call


@pytest.mark.parametrize(
    "line",
    [
        "+  named: `from`: `peru`: `place: PE` holds",
        "-  first: `from`: `place: PE` holds, but it is number 2 of 2, and `limit` is 1",
        "-  per: `from`: `place:PE` holds, but it is number 2 of 2, and `limit-per: {place: 1}` is",
        "-  top: `from`: `peru`: `place: PE` holds, but only the first 1 are printed (`max`)",
        "-  cost: `from`: `topic:money` does not hold (topic: water); `when:>2019` does not",
        "+  pinned: `from`: `pin` names it",
        "-  dropped: `from`: `drop` names it",
        "-  hand: `from`: `facts` does not name it",
        "-  deck: `when: {format: pptx}` does not hold; else: `from`: `peru`: `place: PE` holds",
        "+  both: `from`: `topic:water` holds",
        "+  figure: `values` print a value of it",
        "+  why: the section cites it",
        "+  said: `words` names it",
    ],
)
def test_every_way_in_and_out_is_told(told: Told, line: str) -> None:
    code, lines = told("wells-2019")
    assert code == 0
    assert lines[0] == "wells-2019 is printed in coast (en, pdf)"
    (found,) = [one for one in lines if one.startswith(line[:10])]
    assert found.startswith(line)
    assert "(outlines/coast.yaml:" in found


@pytest.mark.parametrize(
    ("fact", "options", "code", "words"),
    [
        ("secret", (), 1, "it is internal, and no audience is named"),
        ("secret", ("--audience", "board"), 1, "it is internal, and `board` may not see that"),
        ("secret", ("--audience", "desk"), 0, "both: `from`: `topic:water` holds"),
        ("wrong", (), 1, "it is retracted: A misprint"),
        ("older", (), 1, "it is superseded, and the selection does not ask for"),
    ],
)
def test_status_and_audience_are_told(
    told: Told, fact: str, options: tuple[str, ...], code: int, words: str
) -> None:
    found, lines = told(fact, *options)
    assert found == code
    assert words in "\n".join(lines)


def test_another_format_opens_other_blocks(told: Told) -> None:
    lines = told("wells-2019", "--to", "pptx")[1]
    assert any(line.startswith("+  deck: `from`: `peru`") for line in lines)


def test_what_a_budget_leaves_out_is_told(told: Told, project: Path) -> None:
    path = project / "outlines" / "coast.yaml"
    path.write_text(
        "title: T\nbudget: {words: 8, overflow: fill}\nblocks:\n"
        "  - {id: must, type: facts, from: 'topic:money'}\n"
        "  - {id: may, type: facts, priority: 3, from: 'id:wells-2019'}\n",
        encoding="utf-8",
    )
    code, lines = told("wells-2019")
    assert code == 1
    assert any("the block `may`, priority 3, is left out to fit the budget" in one for one in lines)


def test_machines_get_json(told: Told) -> None:
    (answer,) = json.loads("\n".join(told("wells-2019", "--json")[1]))
    assert answer["printed"] is True
    assert {one["block"] for one in answer["reasons"] if one["lets-in"]} == {
        *("named", "pinned", "both", "figure", "why", "said"),
    }


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [(("wells-2018", "coast"), "wells-2019"), (("wells-2019", "cost"), "coast")],
)
def test_unknown_names_are_usage(
    told: Told, capsys: pytest.CaptureFixture[str], arguments: tuple[str, str], hint: str
) -> None:
    assert run(["why", *arguments]) == 2
    assert f"did you mean `{hint}`" in capsys.readouterr().err


def test_lists_come_as_csv(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "facts", "--select", "topic:money or topic:water", "--csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0] == "id,kind,status,when,places,topics,sources,text"
    assert rows[1].startswith("wells-2019,statistic,current,2019,PE,water,perez-2019,")
    assert run(["list", "audiences", "--csv"]) == 0
    assert "desk,,,,,,,internal,Desk" in capsys.readouterr().out
