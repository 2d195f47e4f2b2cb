"""The sample dataset keeps what its README promises: each value printed, each sum reckoned."""

import ast
import operator
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from footnoted.check.dataset import check_project
from footnoted.check.numerals import backing, numerals, unbacked
from footnoted.compose.draft import Draft
from footnoted.compose.wording import fact_words
from footnoted.load import Project, load
from footnoted.model.block import TextForm
from footnoted.model.dataset import Confidence, Fact, Kind, SectionText, Seen, Status
from footnoted.model.source import Source, UrlStatus
from footnoted.model.walk import plain_text
from footnoted.selection.select import query
from footnoted.text.numbers import amounts

ROOT = Path(__file__).parents[1]
READ = {"article-newer", "article-older", "letter"}
"""The only works that the editors have read."""

SPELLED = {"half": 50, "one": 1, "two": 2}
"""Number words that the search for numerals passes over, being ordinary words."""

PERIODS = {2, 40, 365}
"""What sums may take from outside the facts: two years' stay, four decades, a year's days."""


@cache
def sample() -> Project:
    project, found = load(ROOT)
    assert found == []
    assert project is not None
    return project


DATASET = sample().dataset
FACTS = list(DATASET.facts.values())
QUOTATIONS = [fact for fact in FACTS if fact.kind is Kind.QUOTATION]
DERIVED = [fact for fact in FACTS if fact.kind is Kind.DERIVED]
FORMS: tuple[TextForm, ...] = ("full", "short", "headline")


NAMES = [*DATASET.info.literals, "per 1,000"]
"""Words with numerals in them that count nothing."""


def named(facts: list[Fact]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("fact", facts, ids=lambda fact: fact.id)


def draft() -> Draft:
    style = sample().styles["base"]
    outline = next(iter(sample().outlines.values()))
    return Draft(DATASET, outline, style.phrases["en"], "en", "pdf")


def rendered(fact: Fact, form: TextForm) -> str:
    return plain_text(fact_words(draft(), fact, form))


def english(words: dict[str, str] | None) -> str:
    return next(iter((words or {}).values()), "")


def readings(text: str) -> set[Decimal]:
    """Return every number that a reader may find in a text."""
    names = set(re.findall(r"[a-z]+", text.lower()))
    spelled = {Decimal(number) for word, number in SPELLED.items() if word in names}
    return spelled | {one for found in numerals(text, "en") for one in found.readings}


def test_nothing_is_doubtful_by_the_house_rules() -> None:
    found = [one for one in check_project(sample()) if one.severity != "note"]
    assert [one.message for one in found] == []


# Facts


@named(FACTS)
def test_every_form_composes_without_a_finding(fact: Fact) -> None:
    for form in FORMS:
        made = draft()
        words = plain_text(fact_words(made, fact, form))
        assert made.diagnostics == [], form
        assert not re.search(r"[{}]|\s\s|\s[,.;:]", words), words
        assert words[:1].upper() == words[:1], words


@named(FACTS)
def test_a_full_text_is_a_sentence(fact: Fact) -> None:
    assert rendered(fact, "full").rstrip("”’").endswith((".", "!", "?"))
    assert not rendered(fact, "headline").endswith(".")


@named([fact for fact in FACTS if fact.values])
def test_every_value_prints_in_the_full_text(fact: Fact) -> None:
    printed = readings(rendered(fact, "full"))
    for name, value in fact.values.items():
        missing = set(amounts(value).values()) - printed
        assert not missing, name


@named([fact for fact in FACTS if any(cite.quote for cite in fact.cites)])
def test_the_numbers_of_a_quoted_source_are_the_facts_own(fact: Fact) -> None:
    for cite in fact.cites:
        assert unbacked(cite.quote, "en", [backing([fact])], NAMES) == ()


@named([fact for fact in FACTS if fact.values])
def test_every_value_says_who_or_what_is_counted(fact: Fact) -> None:
    assert all(value.population for value in fact.values.values())


@named(QUOTATIONS)
def test_a_quotation_prints_its_words_in_quotation_marks(fact: Fact) -> None:
    text = english(fact.text.full)
    assert fact.exact
    assert "{exact}" in text
    assert "{who}" in text
    words = rendered(fact, "full")
    marked = words[words.index("“") : words.rindex("”")]
    said = re.findall(r"\w+", fact.exact)
    inside = re.findall(r"\w+", marked)
    assert any(inside[n : n + len(said)] == said for n in range(len(inside)))


@named([fact for fact in FACTS if fact.kind in (Kind.OPINION, Kind.CLAIM, Kind.FORECAST)])
def test_what_somebody_holds_is_told_with_the_holder(fact: Fact) -> None:
    assert fact.by is not None
    for form in FORMS:
        assert "{who}" in english(getattr(fact.text, form)), form


@named(FACTS)
def test_a_fact_has_its_reasons(fact: Fact) -> None:
    assert fact.basis
    assert fact.cites
    assert (fact.status is Status.CURRENT) == (not fact.reason)
    if fact.confidence is Confidence.HIGH:
        assert fact.kind is Kind.DERIVED or all(cite.seen is Seen.READ for cite in fact.cites)


@named([fact for fact in FACTS if fact.status is Status.SUPERSEDED])
def test_what_is_superseded_rests_on_the_older_revision_and_has_a_successor(fact: Fact) -> None:
    assert {cite.source for cite in fact.cites} == {"article-older"}
    assert any(fact.id in one.supersedes for one in FACTS)


@named([fact for fact in FACTS if fact.status is Status.DISPUTED])
def test_what_is_disputed_has_a_conflict(fact: Fact) -> None:
    assert any(fact.id in one.members for one in DATASET.conflicts.values())


@named([fact for fact in FACTS if "letter" in {cite.source for cite in fact.cites}])
def test_the_letter_is_opinion_throughout(fact: Fact) -> None:
    assert fact.kind is Kind.OPINION
    assert "letter" in fact.topics


# Sums

_STEPS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def reckon(text: str) -> Decimal:
    """Work out one side of a formula: `(30.8 - 10.1) / 30.8`, `67.2 %`."""
    text = text.strip()
    if text.endswith("%"):
        return reckon(text[:-1]) / 100
    return _reckon(ast.parse(text.replace("×", "*"), mode="eval").body)


def _reckon(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    assert isinstance(node, ast.BinOp)
    return _STEPS[type(node.op)](_reckon(node.left), _reckon(node.right))


def rounding(side: str) -> Decimal:
    """Return half of the last place of a side that is a lone number, else nothing."""
    found = re.fullmatch(r"\d+(?:\.(\d+))?\s*(%)?", side.strip())
    if found is None:
        return Decimal(0)
    places = len(found[1] or "") + (2 if found[2] else 0)
    return Decimal(5).scaleb(-places - 1)


def operands(formula: str) -> Iterator[Decimal]:
    """Yield the numbers before the first equals sign of each equation."""
    for equation in formula.split(";"):
        for number in re.findall(r"\d+(?:\.\d+)?", equation.split("=")[0]):
            yield Decimal(number)


@named(DERIVED)
def test_both_sides_of_every_sum_agree(fact: Fact) -> None:
    assert "=" in fact.formula
    for equation in fact.formula.split(";"):
        sides = equation.split("=")
        assert len(sides) > 1
        for left, right in pairwise(sides):
            assert abs(reckon(left) - reckon(right)) <= rounding(right)


@pytest.mark.parametrize("wrong", ["2 + 2 = 5", "1 / 3 = 34 %", "3 × 4 = 11.9"])
def test_a_wrong_sum_would_be_found(wrong: str) -> None:
    left, right = wrong.split("=")
    assert abs(reckon(left) - reckon(right)) > rounding(right)


@named(DERIVED)
def test_sums_are_made_of_the_facts_they_name(fact: Fact) -> None:
    assert fact.derived_from
    known = {Decimal(number) for number in PERIODS}
    for one in (fact, *(DATASET.facts[id_] for id_ in fact.derived_from)):
        for value in one.values.values():
            for number in amounts(value).values():
                known |= {number, number / 100, number / 10**6}
    assert set(operands(fact.formula)) <= known


@named(DERIVED)
def test_what_a_sum_yields_is_what_prints(fact: Fact) -> None:
    """Every value is a number of the formula, at most rounded to its own last place."""
    formula = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", fact.formula)]
    known = [number * scale for number in formula for scale in (1, 10**6)]
    for name, value in fact.values.items():
        for number in amounts(value).values():
            exponent = number.as_tuple().exponent
            place = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
            shares = number / 100 if value.unit == "percent" else number
            near = any(abs(one - number) < place for one in known)
            assert near or shares in known, name


# Sources


@pytest.mark.parametrize("source", list(DATASET.sources.values()), ids=lambda source: source.id)
def test_a_source_is_cited_or_listed_as_further_reading(source: Source) -> None:
    cited = any(cite.source == source.id for fact in FACTS for cite in fact.cites)
    assert cited or source.custom.note.startswith("Listed under")
    assert source.custom.tier
    assert source.custom.perspective
    if source.custom.url_status is UrlStatus.DEAD:
        assert source.url
        assert re.search(r"[Mm]arked dead", source.custom.note)


@named(FACTS)
def test_only_the_three_documents_were_read(fact: Fact) -> None:
    for cite in fact.cites:
        assert (cite.seen is Seen.READ) == (cite.source in READ), cite.source
        assert (cite.seen is Seen.VIA) == (cite.via == "article-newer"), cite.source
        assert cite.seen is not Seen.UNVERIFIED


# Conflicts


@pytest.mark.parametrize("id_", DATASET.conflicts)
def test_a_conflict_tells_both_sides_and_what_to_disclose(id_: str) -> None:
    conflict = DATASET.conflicts[id_]
    assert english(conflict.question).endswith("?")
    assert english(conflict.disclose).endswith(".")
    assert english(conflict.because).endswith(".")
    assert len(set(conflict.members)) == len(conflict.members)
    assert conflict.prefer is None or conflict.prefer in conflict.members


ALONE = {"honduras-maternal-unit"}
"""Doubts about one fact: a unit."""


def test_conflicts_have_two_members_where_two_facts_exist() -> None:
    alone = {id_ for id_, one in DATASET.conflicts.items() if len(one.members) == 1}
    assert alone == ALONE


@pytest.mark.parametrize("id_", DATASET.conflicts)
def test_the_numbers_of_a_conflict_are_its_members_own(id_: str) -> None:
    conflict = DATASET.conflicts[id_]
    members = [DATASET.facts[member] for member in conflict.members]
    near = {source for fact in members for source in (*fact.derived_from, *fact.supersedes)}
    support = backing([*members, *(DATASET.facts[one] for one in near)])
    for words in (conflict.question, conflict.disclose):
        assert unbacked(english(words), "en", [support], NAMES) == ()


# Sections and topics


SECTIONS = list(DATASET.sections.values())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_every_sentence_of_a_section_ends_in_a_cite(section: SectionText) -> None:
    text = english(section.text)
    bare = re.findall(r"[^.?!]{0,40}[.?!]”?(?=\s|$)", text)
    assert bare == []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        assert paragraph.rstrip().endswith("]")


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_the_numbers_of_a_sentence_come_from_the_facts_it_cites(section: SectionText) -> None:
    for sentence in re.finditer(r"(.*?)\[@([^\]]+)\]", english(section.text), re.DOTALL):
        cited = set(re.findall(r"[a-z0-9-]+", sentence[2]))
        printed = set(re.findall(r"\{\{\s*([a-z0-9-]+)\.", sentence[1]))
        kin = {one for id_ in cited for one in DATASET.facts[id_].derived_from}
        assert printed <= cited | kin
        support = backing(DATASET.facts[id_] for id_ in cited)
        assert unbacked(sentence[1], "en", [support], DATASET.info.literals) == ()


@pytest.mark.parametrize("topic", DATASET.info.topics)
def test_every_topic_has_facts_and_a_section(topic: str) -> None:
    assert any(topic in fact.topics for fact in FACTS)
    assert any(topic in section.topics for section in SECTIONS)
    assert english(DATASET.info.topics[topic].description).endswith(".")


def _terms(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "kind", fact.kind
    yield "stance", fact.stance
    yield from (("topic", topic) for topic in fact.topics)
    yield from (("place", place) for place in fact.places)
    yield from (("source", cite.source) for cite in fact.cites)


def test_every_fact_can_be_selected_by_all_it_says_of_itself() -> None:
    wanted: dict[tuple[str, str, str], set[str]] = {}
    for fact in FACTS:
        for field, term in _terms(fact):
            wanted.setdefault((field, term, fact.status), set()).add(fact.id)
    for (field, term, status), ids in wanted.items():
        found, faults = query(DATASET, {field: term, "status": status})
        assert faults == []
        assert ids <= {fact.id for fact in found}, (field, term)


def test_what_the_readme_says_can_be_drawn_is_there() -> None:
    readme = (ROOT / "data/README.md").read_text(encoding="utf-8")
    drawn = readme.split("## What can be drawn", 1)[1].split("\n## ", 1)[0]
    ids = re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)(?:\.([a-z-]+))?`((?: `\.[a-z-]+`)*)", drawn)
    assert len(ids) > 50
    for id_, value, more in ids:
        if id_ in DATASET.conflicts:
            continue
        wanted = {name for name in (value, *re.findall(r"[a-z]+(?:-[a-z]+)*", more)) if name}
        assert wanted <= set(DATASET.facts[id_].values), id_
