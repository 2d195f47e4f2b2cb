"""Budgets: what is too long is told, and what has a priority goes in while there is room."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from footnoted.cli import run

FACTS = "".join(
    f"""\
extra-{n}:
  kind: policy
  topics: [water]
  priority: {1 + n // 3}
  text: {{full: "Number {{n:words}} says that every well wants water in it."}}
  values: {{n: {{is: {n}, unit: wells}}}}
  cites: [{{source: perez-2019, locator: "{n}", seen: read}}]
"""
    for n in range(1, 10)
)

OUTLINE = """\
title: Wells
outputs: {to}
date: "2026-11-21"
budget: {{{budget}}}
blocks:
  - {{id: must, type: facts, title: Must, from: "id:wells-2019"}}
  - {{id: part, type: section, title: A part}}
  - {{id: extra, type: facts, title: More, from: "id:extra-*"{extra}}}
  - {{id: end, type: section, title: The end}}
  - {{id: last, type: facts, title: Last, from: "topic:money"{last}}}
  - {{id: works, type: sources, title: Sources}}
"""

Tell = Callable[..., dict[str, list[dict[str, str]]]]


@pytest.fixture
def tell(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Tell:
    """Build an outline of this budget and return what is told of it, as JSON."""
    (project / "data" / "facts" / "more.yaml").write_text(FACTS, encoding="utf-8")
    monkeypatch.chdir(project)

    def call(budget: str, to: str = "pdf", extra: str = "", last: str = "") -> dict[str, object]:
        text = OUTLINE.format(budget=budget, to=to, extra=extra, last=last)
        (project / "outlines" / "coast.yaml").write_text(text, encoding="utf-8")
        code = run(["build", "coast", "--json"])
        told: dict[str, object] = json.loads(capsys.readouterr().out)
        assert told["exit"] == code
        return told

    return call


def gone(told: dict[str, list[dict[str, str]]]) -> list[str]:
    return [
        one["message"].split("`")[1] for one in told["diagnostics"] if one["rule"] == "left-out"
    ]


def test_facts_go_from_the_lowest_priority_until_it_fits(tell: Tell) -> None:
    assert gone(tell("words: 1000, overflow: fill")) == []
    some = gone(tell("words: 90, overflow: fill"))
    fewer = gone(tell("words: 60, overflow: fill"))
    assert some
    assert sorted(some)[-1] == "extra-9"
    assert set(some) < set(fewer)
    every = [f"extra-{n}" for n in range(1, 10)]
    assert sorted(some) == every[9 - len(some) :]
    assert sorted(fewer) == every[9 - len(fewer) :]


def test_what_is_printed_is_the_most_that_fits(tell: Tell, project: Path) -> None:
    """Without what was left out the brief fits; with the first of it there are too many words."""
    left = sorted(gone(tell("words: 90, overflow: fill")))
    facts = project / "data" / "facts" / "more.yaml"
    for name, rules in ((left[0], []), (left[1], ["over-budget"])):
        facts.write_text(FACTS[: FACTS.index(f"{name}:")], encoding="utf-8")
        told = tell("words: 90")
        assert [one["rule"] for one in told["diagnostics"]] == rules


def test_a_part_goes_with_the_last_of_its_blocks(
    tell: Tell, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tell("words: 25, overflow: fill", extra=", priority: 50", last=", priority: 60")
    assert gone(told) == ["extra", "last"]
    run(["show", "coast", "--stage", "document"])
    printed = capsys.readouterr().out
    assert "Must" in printed
    assert "The end" in printed
    assert "A part" not in printed


def test_no_list_loses_its_last_fact(tell: Tell, capsys: pytest.CaptureFixture[str]) -> None:
    told = tell("words: 5, overflow: fill")
    assert "over-budget" in [one["rule"] for one in told["diagnostics"]]
    assert told["exit"] == 4
    run(["show", "coast", "--stage", "document"])
    assert "Number one" in capsys.readouterr().out


def test_pages_and_slides_are_filled(tell: Tell) -> None:
    paper = tell("pages: 1, overflow: fill")
    assert paper["files"][0]["pages"] == 1
    deck = tell(
        "slides: 4, overflow: fill", to="pptx", last=", priority: 60", extra=", priority: 50"
    )
    assert deck["files"][0]["slides"] == 4
    assert gone(deck) == ["extra", "last"]


def test_what_is_left_out_is_the_same_every_time(tell: Tell) -> None:
    first = tell("words: 70, overflow: fill")["diagnostics"]
    assert tell("words: 70, overflow: fill")["diagnostics"] == first


@pytest.mark.parametrize(
    ("budget", "code", "message"),
    [
        ("minutes: 1, pace: 50", 0, "minutes to read"),
        ("minutes: 1, pace: 50, overflow: error", 4, "50 a minute"),
        ("minutes: 1", 0, ""),
        ("words: 20, overflow: error", 4, "its budget is 20"),
    ],
)
def test_minutes_and_words_are_held_against_the_budget(
    tell: Tell, budget: str, code: int, message: str
) -> None:
    told = tell(budget)
    assert told["exit"] == code
    over = [one["message"] for one in told["diagnostics"] if one["rule"] == "over-budget"]
    assert bool(over) == bool(message)
    assert all(message in one for one in over)


def test_a_talk_takes_as_long_as_its_words_are_spoken(tell: Tell) -> None:
    quick = tell("minutes: 1", to="pptx")
    assert "over-budget" not in [one["rule"] for one in quick["diagnostics"]]
    long = tell("minutes: 1", to="pptx", extra=f", speaker: {'so ' * 200}")
    (over,) = [one for one in long["diagnostics"] if one["rule"] == "over-budget"]
    assert "minutes to give" in over["message"]


def test_what_was_left_out_is_told_where_warnings_are(
    tell: Tell, capsys: pytest.CaptureFixture[str]
) -> None:
    tell("words: 70, overflow: fill")
    assert run(["build", "coast"]) == 0
    assert "`extra-9`, priority 4, is left out to fit the budget" in capsys.readouterr().err
    assert run(["build", "coast", "--strict"]) == 0


def test_a_brief_of_optional_blocks_alone_keeps_its_first(tell: Tell, project: Path) -> None:
    path = project / "outlines" / "short.yaml"
    path.write_text(
        "title: T\nbudget: {words: 1, overflow: fill}\nblocks:\n"
        "  - {id: a, type: facts, priority: 2, from: 'topic:money'}\n"
        "  - {id: b, type: facts, priority: 1, from: 'id:wells-2019'}\n",
        encoding="utf-8",
    )
    assert run(["check", "short"]) == 4
