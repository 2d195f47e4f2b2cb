"""House rules: what is found in clean and in spoilt projects and documents."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from footnoted.check import check_document, check_project
from footnoted.check.numerals import backing, numerals, unbacked
from footnoted.compose import compose
from footnoted.load import Project
from footnoted.model.dataset import Fact
from footnoted.model.document import Figure
from footnoted.reader.fitting import read_as
from footnoted.selection import select
from footnoted.text.numbers import print_number
from footnoted.text.spelled import spell
from lighthouse_project import house_style, lighthouses, outline_of


def spoilt(**keys: object) -> Project:
    """Return the lighthouses with one more fact, good but for these keys."""
    good: dict[str, object] = {
        "id": "extra",
        "kind": "statistic",
        "text": {"full": "There are {n} lamps."},
        "values": {"n": {"is": 3, "unit": "lamps"}},
        "topics": ["lamps"],
        "cites": [{"source": "moreau-2019", "locator": "1"}],
    }
    fact = read_as(Fact, good | keys)
    project = lighthouses()
    facts = {**project.dataset.facts, "extra": fact}
    return replace(project, dataset=replace(project.dataset, facts=facts))


def rules(project: Project) -> list[str]:
    return [one.rule for one in check_project(project) if "extra" in one.message]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, []),
        ({"cites": []}, ["uncited-fact"]),
        ({"cites": [], "status": "retracted", "reason": "Wrong."}, []),
        ({"text": {"full": "There are 4 lamps."}}, ["typed-numeral"]),
        ({"text": {"full": {"": "{n}.", "fr": "Il y a quatre lampes."}}}, ["typed-numeral"]),
        ({"text": {"full": "{n} lamps since 1999."}, "when": "1999/.."}, []),
        ({"text": {"full": "{n} lamps at the G8."}}, []),
        ({"text": {"full": "{n}."}, "caveat": "In 1997 there were 41."}, ["typed-numeral"] * 2),
        ({"text": {"full": "{n}."}, "caveat": "There were 16."}, []),
        (
            {
                "text": {"full": "{n:n}."},
                "values": {"n": {"is": 3, "unit": "lamps", "bound": "about"}},
            },
            ["dropped-bound"],
        ),
        (
            {
                "kind": "quotation",
                "speaker": "The keeper",
                "exact": "a bright lamp",
                "text": {
                    "full": {"": "“A bright lamp” of extra {n}, not “a lamp”.", "fr": "«oui» {n}"}
                },
            },
            ["inexact-quotation"],
        ),
        ({"status": "doubtful"}, ["no-reason"]),
        ({"kind": "derived", "derived-from": ["keepers-1950"]}, ["no-formula"]),
    ],
)
def test_facts_are_held_against_the_rules(keys: Mapping[str, object], expected: list[str]) -> None:
    assert rules(spoilt(**keys)) == expected


def test_the_lighthouses_have_only_what_was_put_there() -> None:
    found = check_project(lighthouses())
    assert sorted((one.rule, str(one.at)) for one in found) == [
        ("dead-link", "data/sources/all.yaml:20:61"),
        ("dropped-bound", "data/facts/all.yaml:28:11"),
        ("no-locator", "data/sources/all.yaml:10:3"),
        ("no-locator", "data/sources/all.yaml:2:3"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "typed"),
    [
        ("In 1950 there were 12,500 keepers.", "en", []),
        ("In 1951 there were 12,500 keepers.", "en", ["1951"]),
        ("There were 12,501.", "en", ["12,501"]),
        ("Sixteen towers, sixteen lights.", "en", []),
        ("Fifteen towers; two or one more.", "en", ["Fifteen"]),
        ("Es waren 12.500", "en", ["12.500"]),
        ("Había 12.500 fareros.", "es", []),
        ("Il y avait 12\u202f500 gardiens, dans quinze tours.", "fr", ["quinze"]),
        ("At the G8, [see](https://x.example/99) {{a.b}} [@fact-7].", "en", []),
        ("COVID-19 came.", "en", []),
        ("The 1950s were good, the 1960s were not.", "en", ["1960s"]),
        ("It took 12.5 thousand people.", "en", []),
        ("It took 12.6 thousand people.", "en", ["12.6 thousand"]),
        ("8 de cada 10", "es", ["8", "10"]),
    ],
)
def test_numerals_need_a_value_or_a_time(text: str, language: str, typed: list[str]) -> None:
    support = backing([lighthouses().dataset.facts["keepers-1950"]])
    assert list(unbacked(text, language, [support], ("G8",))) == typed


def test_a_scale_word_makes_the_number_larger() -> None:
    (found,) = numerals("nearly 8.2 billion", "en")
    assert found.typed == "8.2 billion"
    assert max(found.readings) == 8_200_000_000


def findings(blocks: str, head: str = "", format: str = "pdf") -> list[tuple[str, str]]:
    outline = outline_of(f"title: T\n{head}blocks:\n{blocks}")
    selected, found = select(lighthouses(), outline, None, format, "en")
    assert selected is not None, found
    document, _ = compose(selected, lighthouses().dataset, house_style(), date(2026, 11, 21))
    found = check_document(document, selected, lighthouses())
    return [(one.rule, str(one.at)) for one in found]


def test_a_clean_document_has_no_findings() -> None:
    outline = lighthouses().outlines["strait"]
    selected, _ = select(lighthouses(), outline, "public", "pdf", "en")
    assert selected is not None
    document, _ = compose(selected, lighthouses().dataset, house_style(), date(2026, 11, 21))
    assert check_document(document, selected, lighthouses()) == []


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            '- {id: a, type: facts, title: Only 99 keepers, from: "id:keepers-1950"}\n',
            [("unbacked-numeral", "outlines/made.yaml:3:31")],
        ),
        ('- {id: a, type: facts, title: In 1950, from: "id:keepers-1950"}\n', []),
        ('- {id: a, type: facts, title: Moreau in 2019, from: "id:keepers-1950"}\n', []),
        (
            '- {id: a, type: callout, words: "There were 16 towers."}\n',
            [("unbacked-numeral", "outlines/made.yaml:3:33")],
        ),
        ('- {id: a, type: callout, words: "There were 16 towers.[@keepers-1950]"}\n', []),
        (
            '- {id: a, type: facts, from: "status:superseded"}\n',
            [("superseded-fact", "outlines/made.yaml:3:3")],
        ),
        (
            "- {id: a, type: quote, fact: keepers-1950}\n",
            [("no-quotation", "outlines/made.yaml:3:30")],
        ),
        (
            "- {id: a, type: balance, question: Q, sides: ["
            "{label: A, from: 'id:(lamp-cost, keepers-1950)'},"
            " {label: B, from: 'id:dark-nights'}]}\n",
            [("leaning-balance", "outlines/made.yaml:3:3")],
        ),
    ],
)
def test_documents_are_held_against_the_rules(blocks: str, expected: list[tuple[str, str]]) -> None:
    assert findings(blocks) == expected


def test_words_over_the_budget_are_told() -> None:
    block = '- {id: a, type: facts, from: "id:keepers-1950"}\n'
    assert findings(block, "budget: {words: 9}\n") == []
    assert findings(block, "budget: {words: 8}\n") == [("over-budget", "outlines/made.yaml:2:17")]


def test_a_document_that_lost_its_disclosure_its_quotation_or_its_alt_is_refused() -> None:
    outline = lighthouses().outlines["strait"]
    selected, _ = select(lighthouses(), outline, "public", "pdf", "en")
    assert selected is not None
    document, _ = compose(selected, lighthouses().dataset, house_style(), date(2026, 11, 21))
    sections = []
    for section in document.sections:
        if section.id in ("bars", "word", "voices"):
            blocks = tuple(
                replace(block, alt="") if isinstance(block, Figure) else replace(block, content=())
                for block in section.blocks
            )
            sections.append(replace(section, blocks=blocks))
    spoilt = replace(document, sections=tuple(sections))
    found = check_document(spoilt, selected, lighthouses())
    assert sorted(one.rule for one in found) == [
        "inexact-quotation",
        "missing-alt",
        "undisclosed-conflict",
        "unnamed-speaker",
        "unnamed-speaker",
    ]


@given(
    number=st.decimals(min_value=0, max_value=10**13, places=None, allow_nan=False),
    places=st.integers(min_value=0, max_value=3),
    language=st.sampled_from(["en", "es", "fr"]),
)
def test_every_printed_number_is_read_back(number: Decimal, places: int, language: str) -> None:
    exact = number.quantize(Decimal(1).scaleb(-places))
    (found,) = numerals(f"In all {print_number(exact, language)} lamps", language)
    assert exact in found.readings


@given(number=st.integers(min_value=3, max_value=100), language=st.sampled_from(["en", "es", "fr"]))
def test_every_spelled_number_is_read_back(number: int, language: str) -> None:
    found = list(numerals(f"({spell(number, language)})", language))
    assert [one.readings for one in found] == [frozenset({Decimal(number)})]
