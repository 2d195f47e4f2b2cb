"""What lets a reader check a brief: fact-checks, source evaluations, conflicts of what is used."""

import csv
import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest

from footnoted.diagnostics import Severity
from footnoted.load import Project, load
from footnoted.model.document import Box, BoxKind, Definitions, Document, Paragraph, Table
from footnoted.model.dump import inlines_text
from footnoted.model.outline import Outline
from footnoted.model.walk import plain_text
from footnoted.pipeline import Job, render
from footnoted.reader.parse import parse_yaml
from footnoted.reader.validate import validate
from footnoted.selection.why import reasons
from lighthouse_project import blocks_of, composed, lighthouses, outline_of, rules_of
from pdf_reading import structure, whole_text

FACTS = """\
lens:
  kind: event
  text: {full: "A new lens came by boat."}
  caveat: Nobody saw the boat.
  when: "1998"
  topics: lamps
  confidence: low
  basis: One letter tells of it.
  cites:
    - source: lens-letter
      locator: "4"
      label: paragraph
      seen: via
      via: moreau-2019
      quote: 'The "lens" has come'
      via-quote: "a lens, it seems, had come"
    - {source: gazette-2001}
summed:
  kind: derived
  text: {full: "Lens and lamp make two."}
  topics: lamps
  derived-from: [lens]
  formula: "1 + 1 = 2"
  cites: [{source: lens-letter, seen: read}]
"""
SOURCES = """\
lens-letter:
  type: personal_communication
  author: ["Sol, Ana", "Kerr, Tom", "Bru, Ida", "Wall, Pia"]
  title: To the Board
  URL: https://letters.example/7
  custom:
    perspective: advocacy
    tier: primary
    interest: That of the lens maker.
    limits: "Who paid: it is silent."
    archive-url: https://www.copies.example/7
    archive-date: "2020-06-09"
"""
CHECK = "- {id: checked, type: fact-check, from: {facts: [%s]}%s}\n"


def checked() -> Project:
    """Return the lighthouses with one fact that says all there is to say of its works."""
    return lighthouses(("data/facts/lens.yaml", FACTS), ("data/sources/lens.yaml", SOURCES))


def entries(document: Document) -> dict[str, dict[str, list[str]]]:
    """Return the statements of a paper's fact-check with what is told of each."""
    (listed,) = document.sections[0].blocks
    assert isinstance(listed, Definitions)
    told: dict[str, dict[str, list[str]]] = {}
    for item in listed.items:
        (rows,) = item.content
        assert isinstance(rows, Definitions)
        assert rows.compact
        told[plain_text(item.term)] = {
            plain_text(row.term): lines(row.content) for row in rows.items
        }
    return told


def lines(blocks: tuple[object, ...]) -> list[str]:
    return [plain_text(one.content) for one in blocks if isinstance(one, Paragraph)]


def test_a_fact_check_tells_words_place_what_was_seen_copies_and_standing() -> None:
    document, _ = blocks_of(CHECK % ("lens", ""), project=checked())
    assert entries(document) == {
        "A new lens came by boat.": {
            "Exact words": [
                "“The ‘lens’ has come” (Sol et al.)",
                "“a lens, it seems, had come” (Moreau et al. 2019)",
            ],
            "Source": ["Sol et al., paragraph 4", "Strait Gazette 2001, no page known"],
            "What was seen": [
                "Sol et al.: Only what Moreau et al. 2019 tells of it.",
                "Strait Gazette 2001: Nothing: the work itself was not seen.",
            ],
            "Archived copy": [
                "Sol et al.: copies.example, 9 June 2020",
                "Strait Gazette 2001: None on record. The address leads nowhere any more.",
            ],
            "Standing": [
                "Current. Confidence: low. One letter tells of it.",
                "Nobody saw the boat.",
            ],
            "In the data": ["lens"],
        }
    }
    (listed,) = document.sections[0].blocks
    assert isinstance(listed, Definitions)
    assert "[@lens-letter" in inlines_text(listed.items[0].term)


def test_a_copy_is_linked_and_so_is_an_address_that_is_not_dead() -> None:
    _, dumped = blocks_of(CHECK % ("lens", ""), project=checked())
    assert "https://www.copies.example/7" in dumped
    assert "https://letters.example/7" in dumped
    assert "http://gazette.example/dark" not in dumped


def test_a_quotation_is_its_own_words_and_a_sum_is_what_it_is_reckoned_from() -> None:
    document, _ = blocks_of(CHECK % ("dark-nights, summed", ""), project=checked())
    words = [told["Exact words"] for told in entries(document).values()]
    assert words == [
        ["“Without us, the night is only dark.”"],
        ["None: reckoned by us, 1 + 1 = 2."],
    ]


def test_what_is_disputed_says_why_and_what_is_asked_of_it() -> None:
    document, _ = blocks_of(CHECK % ("keepers-1998", ""))
    (told,) = entries(document).values()
    assert told["Exact words"] == ["None on record."]
    assert told["Standing"][0].startswith("Disputed. The Gazette counts otherwise. Confidence:")
    assert told["In dispute"] == ["How many keepers were left about 2000?"]


def test_a_fact_check_tells_what_is_asked_in_that_order() -> None:
    document, _ = blocks_of(CHECK % ("keepers-1950", ", tell: [id, seen]"))
    (told,) = entries(document).values()
    assert told == {"In the data": ["keepers-1950"], "What was seen": ["The work itself."]}
    assert list(told) == ["In the data", "What was seen"]


def test_a_slide_checks_one_fact() -> None:
    document, dumped = blocks_of(CHECK % ("keepers-1950, keepers-1998", ""), "pptx")
    assert [type(one) for one in document.sections[0].blocks] == [Definitions, Definitions]
    assert "What was seen:" in dumped


def test_a_claim_is_checked_with_its_speaker() -> None:
    found = rules_of(CHECK % ("keepers-2001", ", text: short"))
    assert "unnamed-speaker" not in [rule for rule, _ in found]
    document, _ = blocks_of(CHECK % ("keepers-2001", ", text: short"))
    assert list(entries(document)) == ["According to the Strait Gazette: Up to 12 keepers left"]


# Wrong input


def project_of(tmp_path: Path, facts: str, block: str) -> list[tuple[str, str, str]]:
    """Write a small project and return what loading it has to say."""
    for name, text in {
        "data/dataset.yaml": 'id: d\ntitle: D\nas-of: "2020"\ntopics: {a: {title: A}}\nunits: {}\n',
        "data/sources/all.yaml": "book: {type: book, title: Book}\n",
        "data/facts/all.yaml": facts,
        "outlines/one.yaml": f"title: One\nblocks:\n  - {block}\n",
        "styles/base.yaml": (Path(__file__).parents[1] / "styles" / "base.yaml").read_text("utf-8"),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _, found = load(tmp_path)
    return [(one.rule, str(one.at).removeprefix(f"{tmp_path}/"), one.hint) for one in found]


def test_words_of_a_text_that_is_not_named_are_an_error(tmp_path: Path) -> None:
    fact = (
        'f: {kind: event, text: {full: "F."}, topics: a, cites: [{source: book, via-quote: "x"}]}\n'
    )
    found = project_of(tmp_path, fact, '{id: b, type: facts, from: "topic:a"}')
    assert [(rule, hint) for rule, _, hint in found] == [
        ("missing-key", "the words of the source itself are its `quote`")
    ]
    assert found[0][1].endswith("data/facts/all.yaml:1:83")


@pytest.mark.parametrize(
    ("block", "meant"),
    [
        ('{id: b, type: fact-check, from: "topic:a", tell: [word]}', "words"),
        ("{id: b, type: source-evaluation, caption: C, columns: [limit]}", "limits"),
        ('{id: b, type: factcheck, from: "topic:a"}', "fact-check"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_was_meant(
    tmp_path: Path, block: str, meant: str
) -> None:
    fact = 'f: {kind: event, text: {full: "F."}, topics: a, cites: [{source: book}]}\n'
    ((_, at, hint),) = project_of(tmp_path, fact, block)
    assert "outlines/one.yaml:3:" in at
    assert f"`{meant}`" in hint


# Source evaluations


EVALUATION = "- {id: works, type: source-evaluation, caption: Works, from: {facts: [%s]}%s}\n"


def rows(document: Document, section: int = 0) -> list[list[str]]:
    (table,) = document.sections[section].blocks
    assert isinstance(table, Table)
    every = [*table.head, *(row for group in table.body for row in group.rows)]
    return [[plain_text(cell.content) for cell in row.cells] for row in every]


def test_a_source_evaluation_asks_the_same_of_every_work() -> None:
    document, _ = blocks_of(EVALUATION % ("lens", ""), project=checked())
    assert rows(document) == [
        [
            "Work",
            "Who says it",
            "In whose interest",
            "What was seen of it",
            "What it cannot tell us",
        ],
        [
            "To the Board",
            "Ana Sol, Tom Kerr, Ida Bru and others\nA text that argues for a cause",
            "That of the lens maker.",
            "Only what Moreau et al. 2019 tells of it.",
            "Who paid: it is silent. What else it says: we did not read it. "
            "How others saw it: it speaks for itself. When it was written: it bears no date.",
        ],
        [
            "Dark nights ahead",
            "Strait Gazette\nThe press",
            "Its readers and its owners.",
            "Nothing: the work itself was not seen.",
            "What else it says: we did not read it. What its writers did not look at: they "
            "tell what others saw. Who wrote it: no author is named. Whether it still stands so: "
            "its address is dead.",
        ],
    ]


def test_a_work_counts_by_its_best_cite_and_asks_only_what_is_wanted() -> None:
    document, _ = blocks_of(
        EVALUATION % ("keepers-1950, dark-nights", ", columns: seen"), project=checked()
    )
    assert rows(document)[0] == ["Work", "What was seen of it"]
    assert rows(document)[1] == ["The Last Keepers", "The work itself."]


def test_without_a_selection_the_works_of_the_whole_brief_are_judged_wherever_it_stands() -> None:
    judged = "- {id: works, type: source-evaluation, caption: Works}\n"
    printed = "- {id: a, type: facts, from: {facts: [keepers-1950, keepers-1998]}}\n"
    before, _ = blocks_of(judged + printed)
    after, _ = blocks_of(printed + judged)
    assert rows(before) == rows(after, 1)
    assert [row[0] for row in rows(before)] == ["Work", "The Last Keepers", "Report on the Lamps"]


def test_a_brief_without_works_has_none_to_judge() -> None:
    text = (
        "- {id: works, type: source-evaluation, caption: Works}\n"
        "- {id: a, type: callout, words: Mind the tide.}\n"
    )
    assert rules_of(text) == [("empty-evaluation", "outlines/made.yaml:3:3")]


def test_a_source_evaluation_discloses_what_its_facts_are_disputed_in() -> None:
    _, dumped = blocks_of(EVALUATION % ("keepers-1998", ""))
    assert "count and the Gazette’s are not made" in dumped


# Conflicts of what is used


USED = "- {id: disputes, type: conflict, of: used}\n"
COUNTS = "- {id: a, type: facts, from: {facts: [%s]}}\n"


def test_whatever_the_brief_uses_is_set_out_and_no_note_repeats_it() -> None:
    document, dumped = blocks_of(USED + COUNTS % "keepers-1998")
    (box,) = document.sections[0].blocks
    assert isinstance(box, Box)
    assert box.kind is BoxKind.CONFLICT
    assert dumped.count("are not made") == 1


@pytest.mark.parametrize(
    "more", [COUNTS % "keepers-1950", USED.replace("disputes", "b").replace("used", "keepers-left")]
)
def test_where_no_dispute_is_left_the_block_goes_and_says_so(more: str) -> None:
    document, found = composed(outline_of(f"title: T\nblocks:\n{USED}{more}"))
    assert [section.id for section in document.sections] != ["disputes"]
    assert "disputes" not in [section.id for section in document.sections]
    assert [(one.rule, one.severity) for one in found if one.rule == "no-conflict"] == [
        ("no-conflict", Severity.NOTE)
    ]


def test_why_knows_what_a_dispute_in_use_prints() -> None:
    project = lighthouses()
    outline = outline_of(f"title: T\nblocks:\n{USED}{COUNTS % 'keepers-1998'}")
    told = reasons(project, outline, None, "pdf", "en", project.dataset.facts["keepers-2001"])
    assert [(one.block, one.lets_in) for one in told] == [("disputes", True), ("a", False)]


# The finished file


def test_the_annexed_tables_hold_the_words_the_places_and_the_copies() -> None:
    project = checked()
    outline = outline_of(f"title: T\nattach: [facts, sources]\nblocks:\n{CHECK % ('lens', '')}")
    made = datetime(2026, 11, 21, tzinfo=UTC)
    style = project.styles["base"]
    job = Job(outline, None, "en", "pdf", style, date(2026, 11, 21), made)
    _, rendered = render(project, job)
    assert rendered.content is not None, rendered.diagnostics
    with pikepdf.open(BytesIO(rendered.content)) as pdf:
        assert "“The ‘lens’ has come”" in whole_text(structure(pdf))
        files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    (row,) = csv.DictReader(StringIO(files["facts.csv"].decode("utf-8-sig")))
    assert row["words"] == 'The "lens" has come | a lens, it seems, had come'
    assert (row["locators"], row["seen"]) == ("paragraph 4", "via unverified")
    works = csv.DictReader(StringIO(files["sources.csv"].decode("utf-8-sig")))
    copies = {work["id"]: (work["url-status"], work["archive-url"]) for work in works}
    assert copies["lens-letter"] == ("unknown", "https://www.copies.example/7")
    assert copies["gazette-2001"] == ("dead", "")
    (fact,) = json.loads(files["facts.json"])["facts"]
    assert fact["cites"][0]["via-quote"] == "a lens, it seems, had come"


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("used", []),
        ("keepers-left", []),
        ("[keepers-left, lamps]", []),
        ("Bad Id", ["bad-pattern"]),
        ("5", ["wrong-type"]),
        ("[keepers-left, {x: 1}]", ["wrong-type"]),
    ],
)
def test_what_is_neither_the_keyword_nor_ids_is_told_once(written: str, rules: list[str]) -> None:
    text = f"title: T\nblocks:\n- {{id: a, type: conflict, of: {written}}}\n"
    root = parse_yaml("outlines/made.yaml", text.encode()).root
    assert root is not None
    _, found = validate(Outline, root)
    assert [one.rule for one in found] == rules
