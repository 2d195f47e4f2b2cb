"""The formatter beside the reference processor's output, entry for entry."""

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from footnoted.cite import format_bibliography, format_notes
from footnoted.model.inlines import Citation
from footnoted.model.source import Source, from_csl_json
from footnoted.reader.fitting import read_as
from inline_html import html_of

GOLDEN = Path(__file__).parent / "golden" / "chicago"
SETS = {
    "general": ("general", "expected.json", False),
    "general-ibid": ("general", "expected-ibid.json", True),
    "imported": ("imported", "expected.json", False),
}


def read(*path: str) -> Any:  # noqa: ANN401  JSON is what it is
    return json.loads(GOLDEN.joinpath(*path).read_text(encoding="utf-8"))


def cites(clusters: Sequence[Sequence[Mapping[str, str]]]) -> list[tuple[Citation, ...]]:
    names = ("locator", "label", "prefix", "suffix")
    return [
        tuple(
            Citation(one["id"], **{name: one[name] for name in names if name in one})
            for one in cluster
        )
        for cluster in clusters
    ]


def alike(text: str) -> str:
    """Fold away what the comparison ignores: case, quote shape, dash width, addresses behind."""
    text = re.sub(r"</?div[^>]*>| href=\"[^\"]*\"", "", text)
    text = unescape(text).casefold().strip()
    return re.sub("[‐-―−-]", "-", re.sub("[“”„‟‘’‚‛«»\"']", '"', text))


def printed(name: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    folder, expected, ibid = SETS[name]
    sources = from_csl_json(read(folder, "sources.json"))
    clusters = cites(read(folder, "notes.json"))
    notes = format_notes(sources, clusters, "en", ibid)
    cited = [one.source for cluster in clusters for one in cluster]
    entries = [content for _, content in format_bibliography(sources, cited, "en")]
    ours = {
        "notes": [html_of(note) for note in notes],
        "bibliography": [html_of(entry) for entry in entries],
    }
    return ours, read(folder, expected)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("kind", ["notes", "bibliography"])
def test_only_the_listed_ones_miss(name: str, kind: str) -> None:
    ours, golden = printed(name)
    assert len(ours[kind]) == len(golden[kind])
    pairs = enumerate(zip(ours[kind], golden[kind], strict=True), start=1)
    missed = {place: pair for place, pair in pairs if alike(pair[0]) != alike(pair[1])}
    listed = yaml.safe_load((GOLDEN / "misses.yaml").read_text(encoding="utf-8"))[name][kind]
    assert all(isinstance(reason, str) and reason for reason in listed.values())
    new = {place: pair for place, pair in missed.items() if place not in listed}
    assert not new
    assert not set(listed) - set(missed), "these match now: take them off the list"


def source(**fields: object) -> Source:
    return read_as(Source, {name.replace("_", "-"): value for name, value in fields.items()})


def note(cited: Source, language: str = "en", **place: str) -> str:
    return html_of(format_notes({"x": cited}, [[Citation("x", **place)]], language)[0])


def later(cited: Source, language: str = "en", **place: str) -> str:
    clusters = [[Citation("x")], [Citation("x", **place)]]
    return html_of(format_notes({"x": cited}, clusters, language)[1])


def entry(cited: Source, language: str = "en") -> str:
    ((_, content),) = format_bibliography({"x": cited}, ["x"], language, complete=True)
    return html_of(content)


BOOK = source(
    type="book", author="Smith, Ann", title="On Things", publisher="Pub", issued="2001", volume="2"
)


def test_a_page_in_a_volume_names_both() -> None:
    assert note(BOOK, locator="45-47") == "Ann Smith, <i>On Things</i> (Pub, 2001), 2:45–47."
    assert later(BOOK, locator="3") == "Smith, <i>On Things</i>, 2:3."
    assert entry(BOOK) == "Smith, Ann. <i>On Things</i>. Vol. 2. Pub, 2001."


@pytest.mark.parametrize(
    ("label", "locator", "expected"),
    [
        ("page", "1496-1504", "1496–504"),
        ("chapter", "1-2", "chaps. 1–2"),
        ("chapter", "Introduction", "Introduction"),
        ("paragraph", "5", "para. 5"),
        ("figure", "3", "fig. 3"),
        ("sub-verbo", "Cuba", "under Cuba"),
        ("timestamp", "12:30", "at 12:30"),
        ("line", "12", "line 12"),
    ],
)
def test_locators_have_their_labels(label: str, locator: str, expected: str) -> None:
    article = source(type="article-journal", author="Smith, Ann", title="On", container_title="J")
    assert later(article, label=label, locator=locator) == f"Smith, “On,” {expected}."


@pytest.mark.parametrize(
    ("author", "full", "short", "listed"),
    [
        ("van der Berg, Jan", "Jan van der Berg", "van der Berg", "Berg, Jan van der."),
        ("d’Arc, Jeanne", "Jeanne d’Arc", "d’Arc", "Arc, Jeanne d’."),
        ("King, Martin L., Jr.", "Martin L. King Jr.", "King", "King, Martin L., Jr."),
        ("Wilson, A.N.", "A. N. Wilson", "Wilson", "Wilson, A. N."),
        ("De Vos, Pol", "Pol De Vos", "De Vos", "De Vos, Pol."),
        ("World Bank", "World Bank", "World Bank", "World Bank."),
        ("Zuñiga, María Elena", "María Elena Zuñiga", "Zuñiga", "Zuñiga, María Elena."),
    ],
)
def test_names(author: str, full: str, short: str, listed: str) -> None:
    book = source(type="book", author=[author], title="On Things", issued="2001")
    assert note(book) == f"{full}, <i>On Things</i> (2001)."
    assert later(book) == f"{short}, <i>On Things</i>."
    assert entry(book) == f"{listed} <i>On Things</i>. 2001."


def test_many_authors_are_cut_at_three_in_notes_and_at_seven_in_the_list() -> None:
    names = [f"Family{n}, Given{n}" for n in range(1, 8)]
    three = source(type="book", author=names[:3], title="On", issued="2001")
    seven = source(type="book", author=names, title="On", issued="2001")
    assert note(three).startswith("Given1 Family1 et al., <i>On</i>")
    assert entry(three).startswith("Family1, Given1, Given2 Family2, and Given3 Family3. <i>On")
    assert entry(seven).startswith("Family1, Given1, Given2 Family2, Given3 Family3, et al. <i>On")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('The "Best" City', "“The ‘Best’ City,”"),
        ("It Is 'Low'", "“It Is ‘Low,’”"),
        ("Workers' Holiday", "“Workers’ Holiday,”"),
        ("Better or Worse?", "“Better or Worse?,”"),
        ("Rock 'n' Roll and the '90s", "“Rock ’n’ Roll and the ’90s,”"),
        ("Wait... what", "“Wait... what,”"),
        ("mRNA and the SDGs", "“mRNA and the SDGs,”"),
        ("A “Curly” One", "“A ‘Curly’ One,”"),
        ("Now <i>Granma</i> Says", "“Now <i>Granma</i> Says,”"),
    ],
)
def test_titles_stand_as_typed_within_typographic_quotes(title: str, expected: str) -> None:
    article = source(type="article-newspaper", title=title, container_title="Times", issued="2001")
    assert note(article) == f"{expected} <i>Times</i>, 2001."


def test_nothing_is_invented_for_a_work_that_lacks_nearly_all() -> None:
    assert note(source(type="book", title="On")) == "<i>On</i> (n.d.)."
    assert note(source(type="webpage", URL="https://a.org/")) == (
        '<a href="https://a.org/">https://a.org/</a>.'
    )
    assert later(source(type="webpage", URL="https://a.org/"), locator="3") == (
        '<a href="https://a.org/">https://a.org/</a>, 3.'
    )
    assert note(source(type="article-newspaper", container_title="Times")) == "<i>Times</i>, n.d."


def test_undated_pages_tell_the_day_of_access_and_dated_ones_do_not() -> None:
    page = {"type": "webpage", "title": "On", "URL": "https://a.org/", "accessed": "2026-11-20"}
    link = '<a href="https://a.org/">https://a.org/</a>'
    assert note(source(**page)) == f"“On,” accessed November 20, 2026, {link}."
    assert note(source(**page, issued="2020-05")) == f"“On,” May 2020, {link}."


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2003~", "[2003?]"),
        ("2005-09/2005-10", "September–October 2005"),
        ("2004-05-03/2004-05-05", "May 3–5, 2004"),
        ("2008-22", "Summer 2008"),
        ("198X", "1980s"),
        ("1963/..", "1963–"),
    ],
)
def test_dates_of_every_shape(issued: str, expected: str) -> None:
    article = source(type="article-magazine", title="On", container_title="Time", issued=issued)
    assert note(article) == f"“On,” <i>Time</i>, {expected}."


def test_works_with_one_short_form_are_told_apart() -> None:
    page = {"type": "webpage", "title": "Budget", "publisher": "City"}
    pages = {year: source(**page, issued=year) for year in ("2006", "2007")}
    books = {
        name: source(type="book", author=f"Smith, {name}", title="On", issued="2001")
        for name in ("Ann", "John")
    }
    sources = pages | books
    clusters = [[Citation(id)] for id in (*sources, *sources)]
    assert [html_of(one) for one in format_notes(sources, clusters)[4:]] == [
        "City, “Budget,” 2006.",
        "City, “Budget,” 2007.",
        "A. Smith, <i>On</i>.",
        "J. Smith, <i>On</i>.",
    ]


def test_spanish_and_french_have_their_own_words_and_marks() -> None:
    chapter = source(
        type="chapter",
        author=["Pérez, Luis", "Díaz, Ana"],
        title="La salud",
        container_title="Cuba",
        editor="Roca, Eva",
        publisher="Sur",
        issued="2003",
    )
    assert note(chapter, "es", locator="5-6", label="chapter") == (
        "Luis Pérez y Ana Díaz, «La salud», en <i>Cuba</i>, ed. Eva Roca (Sur, 2003), caps. 5–6."
    )
    assert note(chapter, "fr") == (
        "Luis Pérez et Ana Díaz, «\u202fLa salud\u202f», "
        "dans <i>Cuba</i>, éd. Eva Roca (Sur, 2003)."
    )
    page = source(type="webpage", title="Uno", URL="https://a.org/", accessed="2020-06-09")
    assert "«Uno», consultado el 9 de junio de 2020, " in note(page, "es")
    assert "consulté le 9 juin 2020, " in note(page, "fr")
    undated = source(type="book", title="On")
    assert (note(undated, "es"), note(undated, "fr")) == (
        "<i>On</i> (s. f.).",
        "<i>On</i> (s. d.).",
    )


def test_prefixes_and_suffixes() -> None:
    clusters = [[Citation("x", "4", prefix="See also ", suffix="emphasis added")]]
    (content,) = format_notes({"x": BOOK}, clusters)
    assert html_of(content).startswith("See also Ann Smith, ")
    assert html_of(content).endswith(", 2:4 emphasis added.")


def test_the_list_is_sorted_by_author_and_then_title() -> None:
    def book(title: str, **more: str) -> Source:
        return source(type="book", title=title, issued="2001", **more)

    sources = {
        "d": book("The Zebra"),
        "b": book("Ten 10", author="De Vos, Pol"),
        "a": book("Ten 9", author="De Vos, Pol"),
        "c": book("Apple", author="Delgado, Eva"),
        "e": book("Apple", author="Álvarez, Ana"),
    }
    assert [id for id, _ in format_bibliography(sources, sources)] == ["e", "a", "b", "c", "d"]
