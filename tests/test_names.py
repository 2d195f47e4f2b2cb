"""Names and terms: found in texts, told apart, selected by; and the sample's are all there."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from footnoted.check.dataset import check_project
from footnoted.cli import run
from footnoted.compose.placeholders import passed_on, speaking
from footnoted.load import Project, load
from footnoted.model.dataset import Dataset, Fact
from footnoted.model.mentions import (
    all_spellings,
    every_name,
    glossary_entries,
    glossary_terms,
    mentions,
)
from footnoted.model.names import Name, spellings
from footnoted.selection import facts_naming, query

ROOT = Path(__file__).parents[1]

NAMES = """\
ana-perez:
  kind: person
  name: Ana Pérez
  aliases: [Pérez]
  is: She counts wells.
  facts: wells-2019
water-board:
  kind: organisation
  name: {en: Water Board, es: Junta de Agua}
  short: WB
  within: ministry
  is: It surveys wells.
  facts: [cost-2020]
  glossary: true
ministry:
  kind: organisation
  name: Ministry of Works
guinea:
  kind: place
  name: Guinea
  code: GN
papua-new-guinea:
  kind: place
  name: Papua New Guinea
  code: PG
port:
  kind: place
  name: Port Harbour
  within: guinea
la-paz:
  kind: place
  name: La Paz
  aliases: [Southern Seas]
south-seas:
  kind: place
  name: South Seas
  members: [papua-new-guinea, port, la-paz]
"""
GLOSSARY = """\
artesian-well:
  term: artesian well
  aliases: [flowing well]
  definition: A well whose water rises by itself.
  facts: wells-2019
"""
FACTS = """\
dug-by-board:
  kind: event
  text: {full: "The Water Board’s men dug a Flowing  well."}
  topics: water
  cites: [{source: survey-2020}]
in-guinea:
  kind: event
  text: {full: "Wells were dug."}
  places: GN
  topics: water
  cites: [{source: survey-2020}]
in-papua:
  kind: event
  text: {full: "Papua New Guinea has wells."}
  places: PG
  topics: water
  cites: [{source: survey-2020}]
at-port:
  kind: event
  text: {full: "Port Harbour has one."}
  places: GN
  topics: water
  cites: [{source: survey-2020}]
by-her:
  kind: claim
  by: {who: a neighbour, of: Ana Pérez}
  text: {full: "{who} saw it in the Southern Seas."}
  topics: water
  cites: [{source: survey-2020}]
about-her:
  kind: event
  text: {full: "She left."}
  names: ana-perez
  topics: water
  cites: [{source: survey-2020}]
"""


@pytest.fixture
def wells(project: Path) -> Project:
    """Return the project of wells with names and terms, and facts that use them."""
    for name, text in (("names/all", NAMES), ("glossary", GLOSSARY), ("facts/named", FACTS)):
        path = project / f"data/{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    read, found = load(project)
    assert found == []
    assert read is not None
    return read


def ids(project: Project, expression: object) -> list[str]:
    facts, found = query(project.dataset, expression)
    assert found == []
    return [fact.id for fact in facts]


# Names in a text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ana Pérez of the Water Board", ["ana-perez", "water-board"]),
        ("the Pérez’s well", ["ana-perez"]),
        ("Ana Pe\u0301rez", ["ana-perez"]),
        ("Pérezes and Perez and pérez", []),
        ("Papua New Guinea, not Guinea", ["papua-new-guinea", "guinea"]),
        ("Papua New Guinea", ["papua-new-guinea"]),
        ("Guinean", []),
        ("WB; wb", ["water-board"]),
        ("la Junta de\n  Agua.", ["water-board"]),
        ("Artesian well, flowing WELL", ["artesian-well"]),
        ("artesian wells", []),
        ("", []),
    ],
)
def test_whole_words_name_the_longest(wells: Project, text: str, named: list[str]) -> None:
    assert list(mentions(text, all_spellings(wells.dataset))) == named


def test_the_glossary_has_terms_and_the_names_that_ask_for_it(wells: Project) -> None:
    entries = glossary_entries(wells.dataset)
    assert list(entries) == ["water-board", "artesian-well"]
    assert entries["water-board"].text == {"": "It surveys wells."}
    assert entries["water-board"].short == {"": "WB"}
    assert entries["artesian-well"].facts == ("wells-2019",)


def test_a_glossary_of_what_is_used(wells: Project) -> None:
    text = "The WB and Ana Pérez went home."
    assert [one.id for one in glossary_terms(wells.dataset, text)] == ["water-board"]
    assert glossary_terms(wells.dataset, "Nothing.") == ()


# Selections


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("name:water-board", "dug-by-board"),
        ({"organisation": "Junta de Agua"}, "dug-by-board"),
        ("organisation:WB", "dug-by-board"),
        ("organisation:ministry", "dug-by-board"),
        ('person:"ana perez"', "by-her about-her"),
        ({"person": ["Pérez"]}, "by-her about-her"),
        ("person:true", "by-her about-her"),
        ("name:wa*", "dug-by-board"),
        ("term:artesian-well", "dug-by-board"),
        ('name:"flowing well"', "dug-by-board"),
        ("name:guinea", "in-guinea at-port"),
        ("place:guinea", "in-guinea at-port"),
        ("place:GN", "in-guinea at-port"),
        ("place:gn", "in-guinea at-port"),
        ("place:port", "at-port"),
        ("place:la-paz", "by-her"),
        ('place:"South Seas"', "in-papua at-port by-her"),
        ("place:south-seas not place:port", "in-papua by-her"),
        ("topic:water person:true limit-per:person=1", "by-her"),
    ],
)
def test_facts_are_found_by_name(wells: Project, expression: object, expected: str) -> None:
    assert ids(wells, expression) == expected.split()


@pytest.mark.parametrize(
    ("expression", "rule", "hint"),
    [
        ("person:Peres", "unknown-person", "`perez`"),
        ("person:WB", "unknown-person", "organisation: WB"),
        ('place:"Port Harbor"', "unknown-place", "`port harbour`"),
        ("name:zzz", "unknown-name", "list names"),
    ],
)
def test_an_unknown_name_says_what_was_meant(
    wells: Project, expression: str, rule: str, hint: str
) -> None:
    facts, found = query(wells.dataset, expression)
    assert facts == ()
    assert [one.rule for one in found] == [rule]
    assert hint in found[0].hint


def test_a_number_in_a_definition_needs_a_fact(wells: Project, project: Path) -> None:
    path = project / "data/glossary.yaml"
    path.write_text(GLOSSARY.replace("by itself", "7 feet; 1,200 do"), "utf-8")
    read, _ = load(project)
    assert read is not None
    told = [one.message for one in check_project(read) if one.rule == "typed-numeral"]
    assert told == ["`7` in the `definition` of `artesian-well` is in none of its facts"]


def test_an_id_is_a_names_or_a_terms(wells: Project, project: Path) -> None:
    path = project / "data/glossary.yaml"
    path.write_text(GLOSSARY.replace("artesian-well:", "guinea:"), "utf-8")
    _, found = load(project)
    assert [(one.rule, one.at and one.at.line) for one in found] == [("duplicate-id", 1)]
    assert found[0].related[0][0].file == "data/names/all.yaml"


# The command line


def test_names_are_listed_and_shown(
    wells: Project,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)

    def call(*arguments: str) -> str:
        assert run([*arguments]) == 0
        return capsys.readouterr().out

    rows = json.loads(call("list", "names", "--json"))
    assert [row["id"] for row in rows] == list(wells.dataset.names)
    assert rows[1]["also"] == ["Junta de Agua", "WB"]
    assert rows[1]["facts"] == 1
    assert [row["id"] for row in json.loads(call("list", "glossary", "--json"))] == [
        "water-board",
        "artesian-well",
    ]
    assert "artesian well" in call("list", "glossary")
    for words in ("water-board", "junta de agua"):
        shown = json.loads(call("show", words, "--json"))
        assert [(one["kind"], one["id"], one["uses"]) for one in shown] == [
            ("name", "water-board", ["fact dug-by-board"])
        ]
    assert "name water-board" in call("show", "cost-2020")


# The sample

_PEOPLES = "Argentinian Colombian Cuban Cubans French Honduran Spanish Venezuelan Zimbabwean"
_MONTHS = "January February March April May June July August September October November December"
NO_NAMES = frozenset(f"{_PEOPLES} {_MONTHS} Article Commons Physicians Representative".split())
"""Capitalised words that name nobody: peoples, months, the name of a category of pictures."""


@cache
def sample() -> Dataset:
    project, found = load(ROOT)
    assert found == []
    assert project is not None
    return project.dataset


EVERY = every_name(sample())


@cache
def naming() -> dict[str, tuple[str, ...]]:
    return facts_naming(sample())


def test_each_spelling_leads_to_one_name() -> None:
    owners: dict[str, set[str]] = {}
    for one in EVERY:
        for spelling in spellings(one):
            owners.setdefault(spelling.casefold(), set()).add(one.id)
            assert one.id in mentions(spelling, all_spellings(sample())), spelling
    assert {words: ids for words, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("one", [one for one in EVERY if one.facts], ids=lambda one: one.id)
def test_what_bears_a_sentence_mentions_the_name(one: Name) -> None:
    assert set(one.facts) <= set(naming()[one.id])


def test_every_name_is_mentioned_by_a_fact_or_is_geography() -> None:
    idle = [one.id for one in EVERY if not naming()[one.id]]
    assert idle == []


def said(fact: Fact) -> str:
    """Return a fact's words in the dataset's language, without placeholders and quotations."""
    forms = (fact.text.full, fact.text.short, fact.text.headline, speaking(fact), passed_on(fact))
    texts = [text for form in forms for text in list((form or {}).values())[:1]]
    return "\n".join(re.sub(r"\{[^{}]*\}", "{}", text) for text in texts)


def unnamed(text: str) -> list[str]:
    """Return the capitalised words within sentences that belong to no name."""
    written = sorted((words for one in EVERY for words in spellings(one)), key=len, reverse=True)
    for words in written:
        text = re.sub(rf"\b{re.escape(words)}(?!\w)", "{}", text)
    text = re.sub(r"“[^”]*”|\*[^*]*\*", "{}", text)
    return [
        found[1]
        for found in re.finditer(r"(?<=[\w,;)}*(] )[(*]?(\b[^\W\d_a-zà-ÿ][\w-]*)", text)
        if found[1] not in NO_NAMES
    ]


def test_who_a_fact_names_has_a_name() -> None:
    """A new name goes into data/names/, a new term into the glossary, a people into NO_NAMES."""
    missing = {fact.id: unnamed(said(fact)) for fact in sample().facts.values()}
    assert {id_: words for id_, words in missing.items() if words} == {}
