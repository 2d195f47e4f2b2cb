"""What each audience gets: its own look and numbers, and nothing that it may not see."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from conftest import change
from footnoted.diagnostics import Diagnostic, Severity
from footnoted.load import Project, load
from footnoted.model.block import Format
from footnoted.model.document import Document
from footnoted.model.rendered import Rendered
from footnoted.pipeline import Job, make_document, render
from footnoted.reader.record import plain
from pdf_reading import open_pdf, pieces

AUDIENCES = """\
public: {name: The public, language: en}
desk: {name: Our own desk, sees: internal}
"""

FACTS = """\
leaked-count:
  kind: statistic
  text:
    full: "The ministry counted {n} wells by quokka."
    short: "{n} wells by wombat"
    headline: "Wells by numbat"
  values: {n: {is: 77123, unit: wells}}
  when: "2018"
  places: [PE]
  topics: [water]
  stance: critical
  basis: Told by the gharial.
  caveat: Only the okapi knows.
  internal: true
  cites: [{source: perez-2019, locator: "13", seen: read}]
from-memo:
  kind: statistic
  text: {full: "A narwhal dug {n} wells.", short: "Narwhal wells", headline: "Narwhal"}
  values: {n: {is: 4, unit: wells}}
  when: "2017"
  places: [PE]
  topics: [water]
  stance: favourable
  cites: [{source: memo, seen: read}]
reckoned:
  kind: derived
  text: {full: "That makes {n} wells for each axolotl.", short: "Axolotl wells"}
  values: {n: {is: 55321, unit: wells}}
  derived-from: [leaked-count]
  formula: counted by the quoll
  when: "2018"
  places: [PE]
  topics: [water]
  cites: [{source: perez-2019, locator: "14", seen: read}]
open-wells:
  kind: statistic
  text: {full: "There were {n} open wells.", short: "{n} open wells", headline: "Open wells"}
  values: {n: {is: 7, unit: wells}}
  when: "2018"
  places: [PE]
  topics: [water]
  stance: critical
  cites:
    - {source: survey-2020, seen: via, via: memo, via-quote: "so the civet wrote"}
    - {source: memo, locator: "9", seen: read}
deep-wells:
  kind: statistic
  text: {full: "The deepest well had {n} rungs.", short: "{n} rungs", headline: "Deep"}
  values: {n: {is: 9, unit: wells}}
  when: "2016"
  places: [PE]
  topics: [water]
  stance: favourable
  cites: [{source: perez-2019, locator: "15", seen: read}]
"""

SOURCES = """\
memo:
  type: report
  title: Memorandum of the pangolin
  author: [{literal: Office of the tamarin}]
  issued: "2018"
  URL: https://intranet.example/capybara
  custom: {interest: That of the serval., limits: What the potoroo did.}
  internal: true
"""

CONFLICTS = """\
how-many:
  question: Does the axolotl count?
  members: [leaked-count, open-wells]
  cause: definition
  because: As the kinkajou said.
  disclose: The bandicoot counts otherwise.
"""

GLOSSARY = """\
open-well:
  term: open well
  definition: What the dugong calls a hole.
  facts: [leaked-count]
well:
  term: well
  definition: A hole with water in it.
  facts: [wells-2019]
"""

NAMES = """\
board:
  kind: organisation
  name: Water Board
  is: Friends of the tapir.
  facts: [from-memo]
  glossary: true
"""

OUTLINE = """\
title: Wells
outputs: [pdf, pptx]
date: "2026-11-21"
attach: [facts, sources]
blocks:
  - {id: contents, type: contents}
  - {id: key, type: key-points, title: Key, from: "topic:water"}
  - {id: list, type: facts, title: List, from: "topic:water", text: full}
  - id: rows
    type: table
    title: Rows
    text: short
    caption: In rows
    from: "place:PE"
    columns: [{show: text, title: What}, {show: value, title: Value}, {show: source, title: Source}]
  - {id: time, type: timeline, title: Time, caption: Over time, from: "topic:water"}
  - {id: map, type: map, title: Map, caption: Places, layers: [{label: Wells, from: "topic:water"}]}
  - id: sides
    type: balance
    title: Sides
    question: Too few?
    sides:
      - {label: Critical, from: "stance:critical"}
      - {label: Kind, from: "stance:favourable"}
  - {id: boxed, type: callout, title: Boxed, from: "topic:water"}
  - {id: asked, type: questions, title: Asked, items: [{ask: How many?, from: "topic:water"}]}
  - {id: words, type: glossary, title: Words, terms: all}
  - {id: disputes, type: conflict, title: Disputes, of: used}
  - {id: checked, type: fact-check, title: Checked, from: "topic:water"}
  - {id: judged, type: source-evaluation, title: Judged, caption: Works}
  - {id: method, type: method, title: Method}
  - {id: spare, type: annex, title: Spare}
  - {id: hidden, type: facts, title: Hidden, from: "topic:water", text: full}
  - {id: works, type: sources, title: Sources}
"""

SECRETS = (
    *("quokka", "wombat", "gharial", "okapi", "narwhal", "axolotl", "pangolin", "tamarin"),
    *("capybara", "bandicoot", "dugong", "tapir", "77,123", "55,321"),
    *("civet", "quoll", "serval", "potoroo"),
)
"""Words that stand in nothing but what is internal, or rests on it."""


@pytest.fixture
def vault(project: Path) -> Path:
    """A project in which some facts and a source are internal."""
    for name, text in {
        "outlines/audiences.yaml": AUDIENCES,
        "outlines/wells.yaml": OUTLINE,
        "data/facts/more.yaml": FACTS,
        "data/sources/more.yaml": SOURCES,
        "data/conflicts.yaml": CONFLICTS,
        "data/glossary.yaml": GLOSSARY,
        "data/names/all.yaml": NAMES,
    }.items():
        path = project / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (project / "outlines" / "short.yaml").unlink()
    return project


def loaded(root: Path) -> Project:
    project, found = load(root)
    assert project is not None
    assert not [one for one in found if one.severity is Severity.ERROR], found
    return project


def job(project: Project, audience: str | None, form: Format = "pdf", name: str = "wells") -> Job:
    outline = project.outlines[name]
    day, made = date(2026, 11, 21), datetime(2026, 11, 21, tzinfo=UTC)
    style = project.styles["base"]
    return Job(outline, audience, "en", form, style, day, made)


def built(root: Path, audience: str | None, form: Format = "pdf") -> tuple[Document, Rendered]:
    project = loaded(root)
    document, done = render(project, job(project, audience, form))
    assert document is not None, done.diagnostics
    assert done.content is not None, done.diagnostics
    return document, done


def finished(root: Path, audience: str | None, form: Format) -> bytes:
    content = built(root, audience, form)[1].content
    assert content is not None
    return content


def rules(found: list[Diagnostic]) -> list[str]:
    return [one.rule for one in found]


# --- no leaks --------------------------------------------------------------------------------


def everything_in_pdf(data: bytes) -> str:
    """Return all text of a paper: as printed, and whatever any string or stream of it holds."""
    pdf = open_pdf(data)
    held = ["".join(piece.text for piece in pieces(pdf)).replace("\u00ad", "")]
    held += [found for one in pdf.objects for found in _strings(one)]
    return "\n".join(held)


def _strings(one: object) -> Iterator[str]:
    """Yield every text of an object; what stands elsewhere in the file is met there."""
    if isinstance(one, pikepdf.Stream):
        data = one.read_bytes()
        yield from (data.decode(code, "replace") for code in ("latin-1", "utf-16-be", "utf-8"))
        inner = [one.stream_dict[key] for key in one.stream_dict.keys()]  # noqa: SIM118
    elif isinstance(one, pikepdf.Dictionary):
        inner = [one[key] for key in one.keys()]  # noqa: SIM118 - it gives its values else
    elif isinstance(one, pikepdf.Array):
        inner = list(one)
    else:
        yield str(one)
        return
    for item in inner:
        if not getattr(item, "is_indirect", False):
            yield from _strings(item)


def everything_in_zip(data: bytes) -> str:
    """Return all parts of a deck, those of its workbooks too, with and without their markup."""
    held: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            inner = part[:2] == b"PK"
            held += [name, everything_in_zip(part) if inner else part.decode("utf-8", "replace")]
    return "\n".join(held)


def leaks(data: bytes, form: Format) -> set[str]:
    held = everything_in_pdf(data) if form == "pdf" else everything_in_zip(data)
    return {word for word in SECRETS if word in held or word.capitalize() in held}


@pytest.mark.parametrize("form", ["pdf", "pptx"])
@pytest.mark.parametrize("audience", ["public", None])
def test_who_may_not_see_it_gets_nothing_internal(
    vault: Path, form: Format, audience: str | None
) -> None:
    assert leaks(finished(vault, audience, form), form) == set()


def test_the_search_for_leaks_finds_what_is_there(vault: Path) -> None:
    paper, deck = (leaks(finished(vault, "desk", form), form) for form in ("pdf", "pptx"))
    assert paper | deck == set(SECRETS)
    assert {"pangolin", "quokka", "dugong", "77,123"} <= paper
    assert {"pangolin", "quokka", "gharial", "okapi", "bandicoot"} <= deck


def test_a_work_known_through_an_internal_one_is_cited_as_unseen(vault: Path) -> None:
    public, desk = (built(vault, name)[0] for name in ("public", "desk"))
    assert {source for note in public.notes for source in note.sources} == {
        "perez-2019",
        "survey-2020",
    }
    assert "memo" in {source for note in desk.notes for source in note.sources}


def test_a_disclosure_that_may_not_be_read_is_told_to_the_author(vault: Path) -> None:
    done = built(vault, "public")[1]
    (told,) = [one for one in done.diagnostics if one.rule == "withheld-conflict"]
    assert "`open-wells` is printed without the disclosure of `how-many`" in told.message
    assert "withheld-conflict" not in rules(list(built(vault, "desk")[1].diagnostics))


def test_a_conflict_may_say_that_it_gives_nothing_away(vault: Path) -> None:
    conflicts = vault / "data" / "conflicts.yaml"
    change(conflicts, "  cause: definition\n", "  cause: definition\n  internal: false\n")
    done = built(vault, "public")[1]
    assert "withheld-conflict" not in rules(list(done.diagnostics))
    # Its question and its disclosure, which now stand open.
    assert leaks(done.content or b"", "pdf") == {"axolotl", "bandicoot"}


def test_a_derived_fact_may_say_that_it_gives_nothing_away(vault: Path) -> None:
    facts = vault / "data" / "facts" / "more.yaml"
    change(
        facts,
        "  derived-from: [leaked-count]\n",
        "  derived-from: leaked-count\n  internal: false\n",
    )
    assert leaks(finished(vault, "public", "pdf"), "pdf") == {"axolotl", "55,321"}


@pytest.mark.parametrize(
    "block",
    [
        "{id: one, type: facts, from: {facts: [leaked-count]}}",
        "{id: one, type: facts, from: {topic: money, pin: [leaked-count]}}",
        "{id: one, type: stat, values: [leaked-count.n]}",
        "{id: one, type: stat, values: [reckoned.n]}",
        "{id: one, type: chart, caption: C, points: [{value: from-memo.n, label: L}]}",
        "{id: one, type: conflict, of: how-many}",
        '{id: one, type: callout, words: "See {{leaked-count.n}}."}',
        '{id: one, type: facts, title: "So [@leaked-count]", from: "topic:money"}',
        "{id: one, type: prose, section: secret}",
    ],
)
def test_to_name_what_is_internal_is_an_error(vault: Path, block: str) -> None:
    (vault / "outlines" / "wells.yaml").write_text(f"title: Wells\nblocks:\n  - {block}\n", "utf-8")
    sections = vault / "data" / "sections" / "more.yaml"
    sections.write_text('secret: {title: S, text: "Sh.[@leaked-count]"}\n', encoding="utf-8")
    project = loaded(vault)
    document, found = make_document(project, job(project, "public"))
    assert document is None
    assert "withheld-fact" in rules(found)
    assert make_document(project, job(project, "desk"))[0] is not None


def test_asking_for_what_is_internal_does_not_open_it(vault: Path) -> None:
    text = 'title: Wells\nblocks:\n  - {id: one, type: facts, from: "status:internal"}\n'
    (vault / "outlines" / "wells.yaml").write_text(text, encoding="utf-8")
    project = loaded(vault)
    assert "empty-selection" in rules(make_document(project, job(project, "public"))[1])
    assert make_document(project, job(project, "desk"))[0] is not None


# --- what the outline leaves open ------------------------------------------------------------


def wells(root: Path, audience: str, facts: str = "", outline: str = "") -> str:
    """Return the words of a paper of the fact `some`, for one audience."""
    (root / "outlines" / "audiences.yaml").write_text(f"them: {audience}\n", encoding="utf-8")
    (root / "outlines" / "short.yaml").unlink(missing_ok=True)
    text = f"title: Wells\n{outline}\nblocks:\n  - {{id: one, type: facts, from: 'id:some'}}\n"
    (root / "outlines" / "wells.yaml").write_text(text, encoding="utf-8")
    fact = (
        "some:\n  kind: statistic\n  topics: [water]\n  when: '2019'\n"
        "  cites: [{source: perez-2019, locator: '12', seen: read}]\n" + facts
    )
    (root / "data" / "facts" / "some.yaml").write_text(fact, encoding="utf-8")
    pdf = open_pdf(finished(root, "them", "pdf"))
    return "".join(piece.text for piece in pieces(pdf)).replace("\u00a0", " ")


NUMBERS = """\
  text: {full: "Of {few} wells {many} were dug, {seven} at {cost}; {few:words} stay {few:n}."}
  values:
    few: {is: 8, unit: wells}
    many: {is: 12000000, unit: wells}
    seven: {is: 7, unit: wells, show: words}
    cost: {is: 3, unit: USD}
"""


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("", "Of 8 wells 12,000,000 were dug, seven at $3; eight stay 8."),
        (
            ", numbers: figures",
            "Of 8 wells 12,000,000 were dug, 7 at $3; eight stay 8.",
        ),
        (
            ", numbers: words",
            "Of eight wells 12,000,000 were dug, seven at $3; eight stay eight.",
        ),
        (
            ", numbers: compact",
            "Of 8 wells 12 million were dug, 7 at $3; eight stay 8.",
        ),
    ],
)
def test_an_audience_has_its_style_of_numbers(project: Path, style: str, printed: str) -> None:
    assert printed in wells(project, f"{{name: Them{style}}}", NUMBERS)


PLAIN = "  text: {full: 'A well is deep.', short: 'Deep wells'}\n"


def test_a_marking_stands_where_the_outline_has_none(project: Path) -> None:
    them = '{name: Them, marking: "TLP:AMBER"}'
    assert "TLP:AMBER" in wells(project, them, PLAIN)
    other = wells(project, them, PLAIN, 'marking: "TLP:GREEN"')
    assert "TLP:GREEN" in other
    assert "TLP:AMBER" not in other


def test_the_notes_are_those_that_an_audience_wants(project: Path) -> None:
    facts = PLAIN.replace("A well is deep.", "A well is deep.")
    (project / "data" / "facts" / "other.yaml").write_text(
        "other:\n  kind: policy\n  topics: [water]\n  text: {full: 'Dig.'}\n"
        "  cites: [{source: perez-2019, locator: '99', seen: read}]\n",
        encoding="utf-8",
    )
    outline = "select: {}"
    short = wells(project, "{name: Them}", facts, outline)
    change(project / "outlines" / "wells.yaml", "'id:some'", "'id:some or id:other'")
    plain = "".join(p.text for p in pieces(open_pdf(finished(project, "them", "pdf"))))
    change(
        project / "outlines" / "audiences.yaml", "name: Them", "name: Them, notes: {repeats: full}"
    )
    full = "".join(p.text for p in pieces(open_pdf(finished(project, "them", "pdf"))))
    assert short.count("Example Press") == 1
    assert (plain.count("Example Press"), full.count("Example Press")) == (1, 2)


def test_an_audience_may_change_any_key_of_the_notes(project: Path) -> None:
    looks = plain(loaded(project).styles["base"].notes, whole=True)
    said = "".join(f"    {key}: {json.dumps(value)}\n" for key, value in looks.items())
    path = project / "outlines" / "audiences.yaml"
    path.write_text(f"board:\n  name: Board\n  notes:\n{said}", encoding="utf-8")
    assert loaded(project).audiences["board"].notes is not None


# --- reading level ---------------------------------------------------------------------------

HARD = (
    "The intergovernmental administrative coordination of hydrogeological infrastructural "
    "rehabilitation necessitated considerable institutional capacity, notwithstanding "
    "insufficient parliamentary appropriations. "
) * 8
EASY = "The men dug a well. It was deep and cold. They drank from it all day. " * 8


@pytest.mark.parametrize(("text", "expected"), [(HARD, 1), (EASY, 0), (HARD[:180], 0)])
def test_text_above_the_reading_level_is_found(project: Path, text: str, expected: int) -> None:
    fact = f"  text:\n    full: >-\n      {text.strip()}\n"
    wells(project, "{name: Them, reading-level: 8}", fact)
    found = built(project, "them")[1].diagnostics
    told = [one for one in found if one.rule == "reading-level"]
    assert len(told) == expected
    for one in told:
        assert "`them` is to get 8 at most" in one.message
        assert "The intergovernmental administrative" in one.hint
