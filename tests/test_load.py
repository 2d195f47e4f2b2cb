"""Projects as folders in; records, merged outlines and diagnostics at their places out."""

import re
from pathlib import Path

import pytest

from conftest import change
from footnoted.diagnostics import Diagnostic, Span, as_json
from footnoted.load import find_project, load

CASES = Path(__file__).parent / "cases"
GOES_TO = {
    "audiences": "outlines/audiences.yaml",
    "conflicts": "data/conflicts.yaml",
    "dataset": "data/dataset.yaml",
    "facts": "data/facts/case.yaml",
    "glossary": "data/glossary.yaml",
    "names": "data/names/case.yaml",
    "outline": "outlines/case.yaml",
    "sections": "data/sections/case.yaml",
    "sources": "data/sources/case.yaml",
    "style": "styles/case.yaml",
}
EXPECTED = re.compile(r"\s*# error(?: \+(\d+))?: (\S+)$")


def write(project: Path, name: str, text: str) -> Path:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def text_at(project: Path, span: Span | None) -> str:
    assert span is not None
    line = (project / span.file).read_text("utf-8").splitlines()[span.line - 1]
    return line[span.column - 1 : span.column - 1 + span.length]


def expectations(text: str) -> list[tuple[int, str]]:
    """Read `# error: rule`, which means the next other line, or so many lines after that one."""
    expected: list[tuple[int, str]] = []
    waiting: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = EXPECTED.match(line)
        if match:
            waiting.append((int(match[1] or 0), match[2]))
        else:
            expected += [(number + offset, rule) for offset, rule in waiting]
            waiting = []
    return sorted(expected)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_faults_are_found_where_they_stand(case: Path, project: Path) -> None:
    text = case.read_text("utf-8")
    target = GOES_TO[case.stem.split("-")[0]]
    write(project, target, text)
    _, found = load(project)
    of_case = [one for one in found if one.at and one.at.file == target]
    told = "\n".join(f"{one.at} {one.rule}: {one.message}" for one in of_case)
    actual = sorted((one.at.line, one.rule) for one in of_case if one.at)
    assert actual == expectations(text), f"{set(actual) ^ set(expectations(text))}\n{told}"
    for one in of_case:
        assert one.message[:1] in "`{" or one.message[:1].islower(), one.message
        assert not re.search(r"[Ii]nput should|validat|pydantic|Extra|NoneType", one.message)


def test_each_kind_of_file_has_a_case() -> None:
    assert {path.stem.split("-")[0] for path in CASES.glob("*.yaml")} == set(GOES_TO)


# --- what a good project gives -------------------------------------------------------------


def test_a_good_project_has_no_faults(project: Path) -> None:
    read, found = load(project)
    assert found == []
    assert read is not None
    assert list(read.outlines) == ["coast", "short"]
    assert list(read.dataset.facts) == ["wells-2019", "cost-2020"]
    assert read.dataset.facts["wells-2019"].id == "wells-2019"
    assert read.audiences["board"].id == "board"
    assert read.outlines["coast"].id == "coast"
    assert {"base"} <= set(read.styles)


def test_the_sample_project_has_no_faults() -> None:
    read, found = load(Path(__file__).parents[1])
    assert found == []
    assert read is not None


def test_records_know_where_they_stand(project: Path) -> None:
    read, _ = load(project)
    assert read is not None
    fact = read.dataset.facts["wells-2019"]
    assert str(fact.span("id")) == "data/facts/all.yaml:1:1"
    assert text_at(project, fact.span("values", "wells", "is")) == "1200"
    assert text_at(project, fact.cites[0].span("source")) == "perez-2019"
    assert text_at(project, fact.span("cites", 0, "locator", "deeper")) == '"1'
    assert text_at(project, fact.span("topics", 0)) == "water"


def test_digits_stay_as_typed(project: Path) -> None:
    write(
        project,
        "data/facts/digits.yaml",
        """\
digits:
  kind: statistic
  text: {full: "A rate of {rate}."}
  values: {rate: {is: 12.40, unit: wells}}
  when: 2007
  topics: water
  cites: [{source: perez-2019, locator: 12.10}]
""",
    )
    read, found = load(project)
    assert found == []
    assert read is not None
    fact = read.dataset.facts["digits"]
    assert str(fact.values["rate"].is_) == "12.40"
    assert fact.cites[0].locator == "12.10"
    assert (fact.when, fact.topics) == ("2007", ("water",))


def test_sources_are_read_from_lists_too(project: Path) -> None:
    write(project, "data/sources/csl.json", '[{"id": "a1", "type": "book", "title": "A"}]')
    write(
        project,
        "data/sources/better.yaml",
        "references:\n- {id: b1, type: book, title: B, issued: [{year: 2007}]}\n",
    )
    read, found = load(project)
    assert found == []
    assert read is not None
    assert read.dataset.sources["a1"].title == "A"
    assert read.dataset.sources["b1"].issued == "2007"


def test_an_anchor_may_give_two_records_one_body(project: Path) -> None:
    body = '{kind: statistic, text: {full: "One."}, topics: [water], cites: []}'
    write(project, "data/facts/anchors.yaml", f"one: &body {body}\ntwo: *body\n")
    read, found = load(project)
    assert found == []
    assert read is not None
    assert (read.dataset.facts["one"].id, read.dataset.facts["two"].id) == ("one", "two")


# --- extends -------------------------------------------------------------------------------


def blocks_of(project: Path, name: str) -> list[str]:
    read, found = load(project)
    assert found == []
    assert read is not None
    return [block.id for block in read.outlines[name].blocks]


def test_blocks_merge_by_id(project: Path) -> None:
    write(
        project,
        "outlines/child.yaml",
        """\
extends: coast
title: Another title
blocks:
  - {id: money, title: Money in short, text: short}
  - {id: first, type: contents, before: water}
  - {id: second, type: contents, after: water}
  - {id: third, type: contents, after: water}
  - {id: works, remove: true}
  - {id: last, type: contents}
""",
    )
    assert blocks_of(project, "child") == ["first", "water", "second", "third", "money", "last"]
    read, _ = load(project)
    assert read is not None
    child = read.outlines["child"]
    assert child.outputs == ("pdf", "pptx")
    money = child.blocks[4]
    assert money.title == {"": "Money in short"}
    assert str(money.span("title")).startswith("outlines/child.yaml:4:")
    assert text_at(project, money.span("title")) == "Money in short"
    assert str(money.span("from")).startswith("outlines/coast.yaml:6:")


def test_a_block_can_be_replaced_whole(project: Path) -> None:
    write(
        project,
        "outlines/child.yaml",
        "extends: coast\nblocks:\n  - {id: money, replace: true, type: contents}\n",
    )
    assert blocks_of(project, "child") == ["water", "money", "works"]
    read, _ = load(project)
    assert read is not None
    assert read.outlines["child"].blocks[1].title is None


def test_maps_merge_and_lists_replace(project: Path) -> None:
    write(
        project,
        "outlines/parent.yaml",
        """\
abstract: true
keywords: [one, two]
control: {owner: The desk, version: "1"}
blocks: [{id: all, type: facts, from: "topic:water"}]
""",
    )
    write(
        project,
        "outlines/child.yaml",
        'extends: parent\ntitle: A brief\nkeywords: [three]\ncontrol: {version: "2"}\n',
    )
    read, found = load(project)
    assert found == []
    assert read is not None
    child = read.outlines["child"]
    assert (child.control.owner, child.control.version) == ({"": "The desk"}, "2")
    assert child.keywords == ({"": "three"},)
    assert "parent" not in read.outlines
    assert child.abstract is False


def test_a_fault_of_the_parent_is_told_once_and_in_its_file(project: Path) -> None:
    write(project, "outlines/parent.yaml", "abstract: true\ntitel: A brief\n")
    for name in ("one", "two"):
        write(
            project,
            f"outlines/{name}.yaml",
            "extends: parent\ntitle: A\nblocks: [{id: c, type: contents}]\n",
        )
    _, found = load(project)
    assert [f"{one.at} {one.rule}" for one in found] == ["outlines/parent.yaml:2:1 unknown-key"]


def test_a_circle_is_told_as_a_path(project: Path) -> None:
    for name, parent in (("a", "b"), ("b", "c"), ("c", "a")):
        write(project, f"outlines/{name}.yaml", f"extends: {parent}\ntitle: A\nblocks: []\n")
    _, found = load(project)
    assert "a -> b -> c -> a" in next(one.message for one in found if one.rule == "extends-circle")


def test_a_chain_of_parents_ends(project: Path) -> None:
    block = "blocks: [{id: c, type: contents}]\n"
    write(project, "outlines/p0.yaml", f"title: A\n{block}")
    for number in range(1, 7):
        write(project, f"outlines/p{number}.yaml", f"extends: p{number - 1}\n")
    read, found = load(project)
    assert [(one.rule, str(one.at)) for one in found] == [
        ("extends-too-long", "outlines/p6.yaml:1:10")
    ]
    assert read is not None
    assert read.outlines["p5"].title == {"": "A"}


def test_a_style_takes_its_defaults_from_its_parent(project: Path) -> None:
    write(project, "styles/warm.yaml", 'extends: base\nname: Warm\ncolours: {ink: "#101010"}\n')
    read, found = load(project)
    assert found == []
    assert read is not None
    assert read.styles["warm"].colours.ink == "#101010"
    assert read.styles["warm"].colours.rule == read.styles["base"].colours.rule


# --- all at once ---------------------------------------------------------------------------


def rules(found: list[Diagnostic]) -> list[str]:
    return [one.rule for one in found]


def test_faults_of_all_files_come_at_once(project: Path) -> None:
    write(project, "data/facts/bad.yaml", "one:\n  kind: In 2007: x\n")
    write(project, "data/sources/bad.yaml", "two: {type: bok}\n")
    write(project, "outlines/bad.yaml", "titel: x\n")
    _, found = load(project)
    assert {one.at.file for one in found if one.at} == {
        "data/facts/bad.yaml",
        "data/sources/bad.yaml",
        "outlines/bad.yaml",
    }


def test_what_cannot_be_read_is_not_called_unknown(project: Path) -> None:
    write(project, "data/facts/bad.yaml", "lost-fact:\n  kind: In 2007: x\n")
    write(project, "data/sources/bad.yaml", "- {id: a, type: book\n")
    write(
        project,
        "data/facts/good.yaml",
        """\
good:
  kind: statistic
  text: {full: "One."}
  topics: [water]
  supersedes: [lost-fact]
  cites: [{source: lost-source}]
""",
    )
    _, found = load(project)
    assert sorted(rules(found)) == ["unclosed-bracket", "unquoted-colon"]


def test_the_second_use_of_an_id_names_the_first(project: Path) -> None:
    write(project, "data/facts/z.yaml", "cost-2020: {kind: statistic}\n")
    _, found = load(project)
    assert rules(found) == ["duplicate-id"]
    assert [str(span) for span, _ in found[0].related] == ["data/facts/all.yaml:13:1"]


def test_near_names_are_suggested(project: Path) -> None:
    write(
        project,
        "data/facts/near.yaml",
        """\
near:
  knd: statistic
  text: {full: "One."}
  topics: [watre]
  places: [Peru]
  cites: [{source: perez-2018}]
""",
    )
    _, found = load(project)
    assert [(one.rule, one.hint) for one in found] == [("unknown-key", "did you mean `kind`?")]
    text = (project / "data/facts/near.yaml").read_text("utf-8")
    write(project, "data/facts/near.yaml", text.replace("knd", "kind"))
    _, found = load(project)
    assert {one.rule: one.hint for one in found} == {
        "unknown-topic": "did you mean `water`?",
        "unknown-place": "write `PE`",
        "unknown-source": "did you mean `perez-2019`?",
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "hint"),
    [
        ("data/facts/all.yaml", 'when: "2019"', "when: 12/03/2019", "2019-03-12, or 2019-12-03"),
        ("data/facts/all.yaml", 'when: "2019"', "when: March 2019", "write 2019-03"),
        ("data/facts/all.yaml", 'when: "2019"', "when: “2019”", 'straight quotation marks: "2019"'),
        ("data/facts/all.yaml", "is: 1200", "is: 1,200", "without commas"),
        ("data/facts/all.yaml", "is: 1200", "is: about 1200", "write 1200; a hedge goes into"),
        ("data/facts/all.yaml", "unit: USD", "unit: UDS", "did you mean `USD`?"),
        ("data/facts/all.yaml", "places: [PE]", "places: [Perru]", "`PE` (Peru)"),
        ("data/sources/all.yaml", "issued:", "Issued:", "did you mean `issued`"),
        ("data/sections/all.yaml", "[@wells-2019]", "[@rain]", "data/facts/"),
        (
            "data/sources/all.yaml",
            "type: report",
            "URL: example.org/a\n  type: report",
            "https://exam",
        ),
        (
            "data/facts/all.yaml",
            "  kind: statistic",
            "\u00a0\u00a0kind: statistic",
            "no-break space",
        ),
        ("styles/base.yaml", 'ink: "#1a1d21"', "ink: #1a1d21", "a comment begins"),
    ],
)
def test_hints_say_what_to_write(project: Path, name: str, old: str, new: str, hint: str) -> None:
    change(project / name, old, new)
    assert any(hint in one.hint for one in load(project)[1])


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("styles/base.yaml", "tolerance: ", "tolerance: true  # ", "`true`; it must be a number"),
        ("styles/base.yaml", "notes-share: ", "notes-share: 3  # ", "`3`; it must be at most 0.5"),
        ("styles/base.yaml", "ticks: ", "ticks: 4.5  # ", "`4.5`; it must be a whole number"),
        ("data/facts/all.yaml", "topics: [", "topics: [{a: b}, ", "is a mapping; it must be text"),
    ],
)
def test_a_value_of_another_kind_is_refused(
    project: Path, name: str, old: str, new: str, said: str
) -> None:
    change(project / name, old, new)
    assert any(said in one.message for one in load(project)[1])


def test_numbers_are_read_from_text_too(project: Path) -> None:
    text = (project / "styles" / "base.yaml").read_text("utf-8")
    write(project, "styles/base.yaml", text.replace("tolerance: ", 'tolerance: "1e3"  # ', 1))
    read, found = load(project)
    assert found == []
    assert read is not None
    assert read.styles["base"].paper.breaking.tolerance == 1000


def test_an_empty_file_is_told_and_nothing_is_missed_in_it(project: Path) -> None:
    write(project, "data/facts/new.yaml", "\n")
    write(project, "outlines/new.yaml", "# to be written\n")
    assert sorted(rules(load(project)[1])) == ["empty-file", "empty-file"]


def test_what_a_base_style_lacks_comes_from_ours(project: Path) -> None:
    ours = load(project)[0]
    text = (project / "styles/base.yaml").read_text("utf-8")
    older, count = re.subn(r"(?m)^  (between|ticks|margin): .*\n", "", text)
    assert count
    write(project, "styles/base.yaml", older)
    read, found = load(project)
    assert found == []
    assert read is not None
    assert ours is not None
    assert read.styles["base"] == ours.styles["base"]
    for path in (project / "styles").iterdir():
        path.unlink()
    read, found = load(project)
    assert found == []
    assert read is not None
    assert read.styles == {"base": ours.styles["base"]}


def test_diagnostics_become_json(project: Path) -> None:
    write(project, "data/facts/z.yaml", "cost-2020: {kind: statistic}\n")
    _, found = load(project)
    told = as_json(found[0])
    assert told["at"] == {"file": "data/facts/z.yaml", "line": 1, "column": 1, "length": 9}
    assert told["rule"] == "duplicate-id"


def test_without_a_good_dataset_file_there_is_no_project(project: Path) -> None:
    (project / "data/dataset.yaml").unlink()
    read, found = load(project)
    assert read is None
    assert rules(found) == ["missing-file"]


@pytest.mark.parametrize("folder", ["data", "outlines", "styles"])
def test_a_missing_folder_is_told(project: Path, folder: str) -> None:
    (project / folder).rename(project / "elsewhere")
    read, found = load(project)
    assert read is None
    assert rules(found) == ["missing-file"]
    assert f"`{folder}/`" in found[0].message


def test_links_out_of_the_project_are_refused(project: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "outside.yaml", "secret: {kind: statistic}\n")
    (project / "data/facts/link.yaml").symlink_to(outside)
    (project / "data/facts/circle.yaml").symlink_to(project / "data/facts/circle.yaml")
    (project / "data/facts/folder.yaml").mkdir()
    _, found = load(project)
    assert sorted(rules(found)) == ["cannot-read", "cannot-read", "outside-project"]
    assert not any("secret" in one.message for one in found)


def test_links_within_the_project_are_followed(project: Path) -> None:
    (project / "data/facts/all.yaml").rename(project / "all-facts.yaml")
    (project / "data/facts/all.yaml").symlink_to(project / "all-facts.yaml")
    assert load(project)[1] == []


def test_a_project_is_found_from_within(project: Path, tmp_path: Path) -> None:
    assert find_project(project / "data" / "facts") == project.resolve()
    assert find_project(tmp_path) is None
