"""Briefs in Spanish and French: the same claims, in the numerals and marks of the language."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from conftest import Run
from footnoted.check.numerals import numerals
from footnoted.compose.draft import Draft, data_words
from footnoted.compose.wording import fact_words
from footnoted.load import Project, load
from footnoted.model.block import TextForm
from footnoted.model.dataset import Conflict, Fact
from footnoted.model.rendered import Rendered
from footnoted.model.walk import plain_text
from footnoted.pipeline import Job, render
from footnoted.selection import select
from footnoted.text.numbers import print_bound
from pdf_reading import open_pdf, structure, whole_text
from pptx_reading import parts

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 21)
FORMS: tuple[TextForm, ...] = ("full", "short", "headline")
BRIEFS = [
    ("ministers", "pdf", "en"),
    ("ministers", "pdf", "es"),
    ("ministers", "pdf", "fr"),
    ("talk", "pptx", "en"),
    ("talk", "pptx", "es"),
]


@cache
def sample() -> Project:
    project, found = load(ROOT)
    assert project is not None
    assert found == []
    return project


def draft(language: str) -> Draft:
    phrases = sample().styles["base"].phrases[language]
    return Draft(sample().dataset, sample().outlines["talk"], phrases, language, "pdf")


def in_words(fact: Fact, form: TextForm, language: str) -> str:
    return plain_text(fact_words(draft(language), fact, form))


def printed_numbers(text: str, language: str) -> set[Decimal]:
    literals = sample().dataset.info.literals
    return {one for found in numerals(text, language, literals) for one in found.readings}


def holes(text: str) -> set[str]:
    """Return what a text takes from its fact; a range may be printed by its two ends."""
    return set(re.findall(r"\{([a-z0-9-]+)", text))


def translated(language: str) -> list[tuple[Fact, TextForm]]:
    pairs = product(sample().dataset.facts.values(), FORMS)
    return [(fact, form) for fact, form in pairs if language in (getattr(fact.text, form) or {})]


def test_the_sample_is_translated_as_far_as_its_readme_says() -> None:
    assert len(translated("es")) > 120
    assert len(translated("fr")) > 45


TRANSLATED = [(fact, form, tag) for tag in ("es", "fr") for fact, form in translated(tag)]


@pytest.mark.parametrize(("fact", "form", "language"), TRANSLATED)
def test_a_translation_tells_what_the_fact_tells(fact: Fact, form: TextForm, language: str) -> None:
    """The same values, times and speakers; the same numbers; every hedge in its words."""
    words = getattr(fact.text, form)
    assert holes(words[language]) == holes(words["en"])
    ours, theirs = (in_words(fact, form, tag) for tag in (language, "en"))
    assert printed_numbers(ours, language) == printed_numbers(theirs, "en")
    for name in holes(words["en"]) & set(fact.values):
        hedge = print_bound(fact.values[name].bound, "", language).strip()
        assert hedge in ours.casefold()
    assert ours[:1].upper() == ours[:1]
    assert ours.endswith(".") == theirs.endswith(".")
    assert not re.search(r"[{}]|  |\s[,.]|“", ours)


@pytest.mark.parametrize(("fact", "form", "language"), TRANSLATED)
def test_a_negation_or_a_title_s_reserve_is_no_translator_s_to_drop(
    fact: Fact, form: TextForm, language: str
) -> None:
    words = getattr(fact.text, form)
    no = {"es": r"\b(no|sin|ni|nadie|ning\w+)\b", "fr": r"\b(ne?|non|sans|ni|aucune?)\b|\bn’"}
    if re.search(r"\b(not|no|nobody|cannot)\b", words["en"], re.IGNORECASE):
        assert re.search(no[language], words[language], re.IGNORECASE)


def _conflict_texts() -> Iterator[tuple[Conflict, str, str]]:
    for conflict in sample().dataset.conflicts.values():
        for key in ("question", "because", "disclose"):
            for language in set(getattr(conflict, key) or {}) - {"", "en"}:
                yield conflict, key, language


@pytest.mark.parametrize(("conflict", "key", "language"), sorted(_conflict_texts(), key=repr))
def test_a_dispute_has_the_same_numbers_in_every_language(
    conflict: Conflict, key: str, language: str
) -> None:
    words = getattr(conflict, key)
    ours, theirs = (
        plain_text(data_words(draft(tag), words, conflict, key)) for tag in (language, "en")
    )
    assert printed_numbers(ours, language) == printed_numbers(theirs, "en")


def test_every_unit_has_words_in_each_language() -> None:
    for unit in sample().dataset.info.units.values():
        for words in (unit.one, unit.other, unit.axis or {}):
            assert {"en", "es", "fr"} <= set(words)


# Whole briefs


@cache
def built(name: str, form: str, language: str) -> Rendered:
    outline = sample().outlines[name]
    style = sample().styles[outline.style or "base"]
    made = datetime(2026, 11, 21, tzinfo=UTC)
    job = Job(
        outline, outline.audience, language, "pdf" if form == "pdf" else "pptx", style, DAY, made
    )
    return render(sample(), job)[1]


def printed(name: str, form: str, language: str) -> str:
    """Return all text of a file: a paper's tagged text, a deck's parts."""
    content = built(name, form, language).content
    assert content is not None
    if form == "pdf":
        return whole_text(structure(open_pdf(content))).replace("\u00a0", " ")
    every = parts(content).items()
    told = (data.decode() for part, data in every if part.endswith(".xml"))
    return re.sub(r"<[^>]*>", "", "\n".join(told))


@pytest.mark.parametrize(("name", "form", "language"), BRIEFS)
def test_a_brief_is_whole_in_its_language(name: str, form: str, language: str) -> None:
    """No text is missing, and nothing is set smaller or continued that is not so in English."""
    rules = {one.rule for one in built(name, form, language).diagnostics}
    known = {"long-speaker-notes", "shortened"}
    assert rules - known <= {"left-out"}
    assert built(name, form, language).extent == built(name, form, "en").extent
    text = printed(name, form, language)
    assert not re.search(r"\[(in|en) (English|inglés|anglais)\]", text)


@pytest.mark.parametrize(
    ("language", "wanted", "strange"),
    [
        ("en", ["42,000", "30.8", "28%", "“could rise", "cited in", "21 November 2026"], "42.000"),
        (
            "es",
            ["42.000", "30,8", "28 %", "«could rise", "citado en", "noviembre de 2026"],
            "“",
        ),
        ("fr", ["42\u202f000", "30,8", "«\u202fcould rise", "cité dans", "21 novembre 2026"], "“"),
    ],
)
def test_numerals_marks_and_terms_are_the_language_s(
    language: str, wanted: list[str], strange: str
) -> None:
    text = printed("ministers", "pdf", language)
    assert [one for one in wanted if one not in text] == []
    assert strange not in text


@pytest.mark.parametrize(
    ("brief", "ours"),
    [
        (("ministers", "pdf", "es"), "[traducción nuestra: «podrían llegar a constituir"),
        (("ministers", "pdf", "fr"), "[notre traduction\u202f: «\u202fpourraient aller jusqu’au"),
        (("talk", "pptx", "es"), "[traducción nuestra: «Mientras los médicos cubanos"),
    ],
)
def test_a_quotation_keeps_its_language_and_has_a_marked_translation(
    brief: tuple[str, str, str], ours: str
) -> None:
    text = " ".join(printed(*brief).split())
    exact = sample().dataset.facts["un-forced-labour"].exact
    assert exact in text
    assert " ".join(ours.split()) in text


def test_what_selects_is_the_same_in_every_language() -> None:
    """A translated brief rests on the same facts."""
    outline = sample().outlines["ministers"]
    chosen = [select(sample(), outline, "ministers", "pdf", tag)[0] for tag in ("en", "es", "fr")]
    facts = [one and one.facts for one in chosen]
    assert facts[0] == facts[1] == facts[2]


# What is missing

STUDY = """\
drought:
  kind: claim
  by: {who: the water board, of: a neighbour}
  text:
    full:
      en: "{n:unit} are dry, {who} said after {of}."
      es: "Están secos {n:unit}, dijo {who} tras {of}."
  caveat: Nobody counted.
  values: {n: {is: 12, unit: wells, population: dry wells}}
  when: "2020"
  topics: [water]
  cites: [{source: survey-2020, seen: read}]
  basis: A guess.
vow:
  kind: quotation
  speaker: Ana Pérez
  exact: We shall dig.
  text: {full: {en: "{who} vowed: {exact}", es: "{who} prometió: {exact}"}}
  topics: [water]
  cites: [{source: note-2020, seen: read}]
"""
SOURCE = """\
note-2020:
  type: article
  title: A slip of paper
  genre: note
  custom: {translations: {fr: {genre: billet}}}
"""
OUTLINE = """\
title: Dry
subtitle: A study
kicker: Paper
outputs: [pdf, pptx]
control: {owner: the board}
blocks:
  - {id: n, type: stat, title: Count, values: drought.n, speaker: Wait.}
  - {id: all, type: facts, text: full, from: {facts: [drought, vow]}}
  - id: bars
    type: chart
    form: bar
    caption: Wells
    takeaway: Few.
    alt: Two bars.
    points: [{value: drought.n, label: Dry ones}]
  - id: rows
    type: table
    caption: Rows
    summary: All
    from: "id:drought"
    columns: [{show: text, title: What}]
    notes: Counted.
  - {id: why, type: prose, section: why}
  - {id: box, type: callout, words: Mind the well.}
"""
LACKING = {
    "blocks.0.speaker",
    "blocks.0.title",
    "blocks.2.alt",
    "blocks.2.caption",
    "blocks.2.points.0.label",
    "blocks.2.takeaway",
    "blocks.3.caption",
    "blocks.3.columns.0.title",
    "blocks.3.notes.0",
    "blocks.3.summary",
    "blocks.5.words",
    "basis",
    "by.of",
    "by.who",
    "caveat",
    "control.owner",
    "kicker",
    "subtitle",
    "text",
    "text.full",
    "title",
    "translation",
    "units.wells.axis",
    "units.wells.other",
    "values.n.population",
}


@pytest.fixture
def dry(project: Path) -> Path:
    for name, text in (("facts/dry", STUDY), ("sources/dry", SOURCE)):
        (project / f"data/{name}.yaml").write_text(text, encoding="utf-8")
    (project / "outlines/dry.yaml").write_text(OUTLINE, encoding="utf-8")
    data = project / "data/dataset.yaml"
    data.write_text(
        data.read_text("utf-8").replace('other: "{n} wells"', 'other: "{n} wells", axis: wells')
    )
    return project


def worklist(footnoted: Run, *options: str) -> list[dict[str, str]]:
    done = footnoted("list", "untranslated", "--csv", *options)
    assert (done.code, done.err) == (0, "")
    return list(csv.DictReader(io.StringIO(done.out)))


def test_whatever_a_brief_lacks_is_marked_told_and_listed(footnoted: Run, dry: Path) -> None:
    rows = worklist(footnoted, "--lang", "es", "--outline", "dry")
    assert {row["key"] for row in rows if row["key"]} == LACKING
    (kind,) = [row for row in rows if not row["key"]]
    assert kind["place"] == "data/sources/dry.yaml:5"
    assert ["the water board", "data/facts/dry.yaml:3"] in [
        [row["words"], row["place"]] for row in rows
    ]
    told = footnoted("check", "dry", "--lang", "es").err
    assert told.count("[missing-translation]") == len(rows)
    document = footnoted("show", "dry", "--stage", "document", "--lang", "es").out
    for words in (
        "Dry",
        "Wells",
        "Few.",
        "Two bars.",
        "Dry ones",
        "Mind the well.",
        "wells",
        "What",
    ):
        assert re.search(re.escape(words) + r">? \[en inglés\]", document), words
    assert (
        "Están secos <en: 12 wells> [en inglés], dijo <en: the water board> [en inglés] tras"
        in document
    )
    assert "Ana Pérez prometió: <en: «We shall dig.»> [en inglés]" in document


def test_the_kind_of_a_work_is_told_in_our_words(footnoted: Run, dry: Path) -> None:
    """A title prints as it is; what we call the work does not stay in another language unmarked."""
    notes = footnoted("show", "dry", "--stage", "document", "--lang", "es", "--json").out
    assert "note [en inglés]" in notes
    assert "billet" in footnoted("show", "dry", "--stage", "document", "--lang", "fr", "--json").out


def test_the_worklist_of_a_project_holds_every_text(footnoted: Run, project: Path) -> None:
    rows = worklist(footnoted, "--lang", "es")
    keys = {(row["id"], row["key"]) for row in rows}
    assert {
        ("wells", "topics.water.title"),
        ("wells", "units.wells.one"),
        ("wells-2019", "text.headline"),
        ("why", "text"),
        ("board", "name"),
        ("coast", "blocks.0.title"),
    } <= keys
    assert {row["words"] for row in rows if row["key"] == "text.short"} == {
        "{wells} wells ({when})",
        "{cost} a well ({when})",
    }
    assert worklist(footnoted, "--lang", "en-GB") == []


def test_the_worklist_wants_a_language_and_outlines_that_exist(
    footnoted: Run, project: Path
) -> None:
    assert "wants to know a language" in footnoted("list", "untranslated").err
    assert footnoted("list", "untranslated", "--lang", "Spanish").code == 2
    done = footnoted("list", "untranslated", "--lang", "es", "--outline", "cost")
    assert (done.code, "did you mean `coast`" in done.err) == (2, True)


def test_a_language_without_house_phrases_says_so(footnoted: Run, project: Path) -> None:
    outline = project / "outlines/coast.yaml"
    outline.write_text("language: de\n" + outline.read_text("utf-8"), encoding="utf-8")
    told = footnoted("check", "coast").err
    assert "the style has no phrases in `de`, those in `en` are printed" in told
    assert "numbers and dates have words in en, es, fr, not in `de`" in told
    assert "[in German]" not in told
    assert footnoted("build", "short", "--lang", "de").code == 2
