"""The lock from outside: what it says, what `build --locked` refuses, and locks that are none."""

import re
import shlex
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Run, change
from footnoted.cli import run
from footnoted.lock import lock_text
from footnoted.lock.read import parse_lock
from footnoted.model.printed import Printed, PrintedBlock, line_of, sealed, squeezed
from lighthouse_project import HERE

LOCK = "footnoted.lock"
FACTS = "data/facts/all.yaml"
SECRET = """\
rumour:
  kind: statistic
  internal: true
  text: {full: "The board hides {wells}."}
  values: {wells: {is: 77, unit: wells}}
  topics: [water]
  cites: [{source: perez-2019, locator: "99", seen: read}]
"""


def test_the_lock_says_what_is_printed_where_and_on_what_it_rests(
    footnoted: Run, project: Path
) -> None:
    code, out, _ = footnoted("lock", "coast", "--to", "pdf")
    assert code == 0
    assert out.startswith("coast (en, pdf)\tnew\t2 facts\t")
    text = (project / LOCK).read_text(encoding="utf-8")
    assert "- outline: coast\n  language: en\n  format: pdf\n" in text
    assert "  - id: water\n    type: facts\n    lines:\n" in text
    assert 'of: [wells-2019], words: "In 2019 the coast had more than 1,200 wells."}' in text
    assert "wells-2019: {status: current, values: {wells: more than 1200 wells}" in text
    assert "{source: perez-2019, locator: page 12, seen: read}" in text
    assert "Wells of the Coast. Example Press, 2019." in text


def test_same_briefs_make_the_same_bytes_on_any_day_and_in_any_order(
    footnoted: Run, project: Path
) -> None:
    footnoted("lock")
    first = (project / LOCK).read_bytes()
    before = (project / LOCK).stat().st_ino
    footnoted("lock", "short")
    footnoted("lock", "coast", "--to", "pptx")
    assert (project / LOCK).read_bytes() == first
    assert (project / LOCK).stat().st_ino == before, "what is the same is not written again"
    control = "outlines/short.yaml"
    change(project / control, "blocks:", "blocks:\n  - {id: so, type: cite-this}")
    footnoted("lock")
    assert "{date}" in (project / LOCK).read_text(encoding="utf-8")
    assert footnoted("build", "short", "--locked", "--date", "1999-01-01")[0] == 0


def test_what_is_as_locked_is_built(footnoted: Run, project: Path) -> None:
    footnoted("lock")
    assert footnoted("build", "--locked")[0] == 0
    assert {one.name for one in (project / "out").iterdir()} == {
        "coast.pdf",
        "coast.pptx",
        "short.pdf",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        (FACTS, "is: 1200", "is: 1300", f"{FACTS}:8:12", "1200 wells → more than 1300 wells"),
        (FACTS, "the coast had", "there were", f"{FACTS}:4:11", "[-the coast had-] {+there were+}"),
        (FACTS, "seen: read}]", "seen: unverified}]", f"{FACTS}:12:10", "[-read-] {+unverified+}"),
        (FACTS, "topics: [water]", "topics: [water]\n  status: doubtful\n  reason: So",
         f"{FACTS}:12:11", "was current and is doubtful"),
        (FACTS, "topics: [water]", "topics: [money]", "outlines/coast.yaml:6:",
         "stood in water and stands in money"),
        ("outlines/coast.yaml", "  - {id: money", "  #", f"{FACTS}:14:3", "`cost-2020` is gone"),
        ("outlines/coast.yaml", "title: Water,", "title: Waters,", "outlines/coast.yaml:5:",
         "[-Water-] {+Waters+}"),
        ("data/sources/all.yaml", "Wells of the Coast", "Wells of a Coast",
         "data/sources/all.yaml:2:3", "the work `perez-2019` is cited as"),
    ],
    ids=["value", "wording", "seen", "status", "moved", "out", "title", "source"],
)  # fmt: skip
def test_what_changed_is_refused_and_told_at_its_place(
    footnoted: Run, project: Path, file: str, old: str, new: str, place: str, words: str
) -> None:
    outline = project / "outlines/coast.yaml"
    if old == "topics: [water]" and "money" in new:
        change(outline, "topic:water", "topic:water or id:cost-2020")
    footnoted("lock", "coast")
    change(project / file, old, new)
    if "stood in" in words:
        change(outline, "topic:water or id:cost-2020", "id:cost-2020")
    code, _, err = footnoted("build", "coast", "--locked", "--to", "pdf")
    assert code == 6, err
    told = [one for one in err.split("\n") if one.startswith(place) and words in one]
    assert told, err
    assert "if it is meant, run `footnoted lock coast`" in err
    assert not (project / "out").exists()
    assert footnoted("lock", "coast")[0] == 0
    assert footnoted("build", "coast", "--locked", "--to", "pdf")[0] == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--audience", "board"],
        ["--lang", "fr"],
        ["--to", "pptx"],
        ["-P", "top=Deep wells"],
    ],
)
def test_the_command_that_is_told_locks_the_brief_again(
    footnoted: Run, project: Path, options: list[str]
) -> None:
    outline = project / "outlines/coast.yaml"
    change(outline, "outputs: [pdf, pptx]", "outputs: pdf")
    change(outline, "blocks:", "parameters: {top: {type: text, default: Water}}\nblocks:")
    change(outline, "title: Water,", 'title: "{{$top}}",')
    assert footnoted("lock", "coast", *options).code == 0
    change(project / FACTS, "is: 1200", "is: 1300")
    told = footnoted("build", "coast", *options, "--locked")
    assert told.code == 6
    (command,) = set(re.findall(r"run `footnoted (.*?)`", told.err))
    assert footnoted(*shlex.split(command)).code == 0
    assert footnoted("build", "coast", *options, "--locked").code == 0


def test_a_value_that_no_word_shows_may_change(footnoted: Run, project: Path) -> None:
    wells = "wells: {is: 1200, unit: wells, bound: more than}"
    change(project / FACTS, wells, f"{wells}\n    dry: {{is: 3, unit: wells}}")
    footnoted("lock")
    change(project / FACTS, "is: 3,", "is: 4,")
    assert footnoted("build", "--locked", "--to", "pdf")[0] == 0


def test_a_brief_without_a_lock_is_refused(footnoted: Run, project: Path) -> None:
    code, _, err = footnoted("build", "--locked")
    assert code == 6
    assert "there is no lock `footnoted.lock` [no-lock]" in err
    footnoted("lock", "coast")
    code, _, err = footnoted("build", "short", "--locked")
    assert code == 6
    assert "outlines/short.yaml:1:8: error: short (board, en, pdf) is not in" in err
    assert "run `footnoted lock short`" in err
    assert not (project / "out").exists()


def test_others_stay_and_what_is_gone_is_told(footnoted: Run, project: Path) -> None:
    footnoted("lock")
    footnoted("lock", "coast", "--audience", "board", "--to", "pdf")
    change(project / FACTS, "is: 1200", "is: 1300")
    _, out, _ = footnoted("lock", "short")
    assert [line.split("\t")[:2] for line in out.splitlines()] == [
        ["short (board, en, pdf)", "changed"]
    ]
    assert footnoted("build", "coast", "--locked")[0] == 6
    _, out, _ = footnoted("lock")
    told = [line.split("\t")[:2] for line in out.splitlines()]
    assert ["coast (board, en, pdf)", "changed"] in told, "all that is in the lock is locked again"
    assert footnoted("build", "coast", "--audience", "board", "--to", "pdf", "--locked")[0] == 0
    (project / "outlines/short.yaml").unlink()
    _, out, _ = footnoted("lock")
    assert "short (board, en, pdf)\tremoved" in out
    assert "short" not in (project / LOCK).read_text(encoding="utf-8")


def test_parameters_make_another_brief(footnoted: Run, project: Path) -> None:
    outline = project / "outlines/coast.yaml"
    change(outline, "blocks:", "parameters: {top: {type: text, default: Water}}\nblocks:")
    change(outline, "title: Water,", 'title: "{{$top}}",')
    footnoted("lock", "coast", "--to", "pdf", "-P", "top=Deep wells")
    assert footnoted("build", "coast", "--to", "pdf", "-P", "top=Deep wells", "--locked")[0] == 0
    code, _, err = footnoted("build", "coast", "--to", "pdf", "--locked")
    assert code == 6
    assert "not-locked" in err
    change(project / FACTS, "is: 1200", "is: 1300")
    _, out, _ = footnoted("lock")
    assert "coast (en, pdf, top=Deep wells)\tchanged" in out


def test_nothing_is_written_where_a_brief_cannot_be_made(footnoted: Run, project: Path) -> None:
    change(project / "outlines/coast.yaml", "topic:money", "topic:water value:>9999")
    code, _, err = footnoted("lock")
    assert code == 3
    assert "outlines/coast.yaml:6:" in err
    assert not (project / LOCK).exists()


DAMAGES = {
    "merged": ("briefs:\n", "<<<<<<< HEAD\nbriefs:\n=======\n", "merge-conflict", ":4:1"),
    "words": ("1,200 wells", "1,300 wells", "edited-lock", ":"),
    "status": ("status: current", "status: doubtful", "edited-lock", ":"),
    "newer": ("footnoted-lock: 1", "footnoted-lock: 2", "newer-lock", ":3:17"),
    "yaml": ("  language: en\n", "  language: [en\n", "bad-lock", ":"),
    "key": ("  language: en\n", "  lanquage: en\n", "unknown-key", ":"),
    "other": ("footnoted-lock: 1", "other: 1", "bad-lock", ":1:1"),
    "type": ("footnoted-lock: 1", "footnoted-lock: one", "bad-lock", ":3:"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_lock_that_is_none_is_a_diagnostic(footnoted: Run, project: Path, damage: str) -> None:
    old, new, rule, place = DAMAGES[damage]
    footnoted("lock")
    change(project / LOCK, old, new)
    damaged = (project / LOCK).read_bytes()
    for command in (("build", "--locked"), ("lock",), ("diff",)):
        code, _, err = footnoted(*command)
        assert code == 3, command
        assert f"[{rule}]" in err
        assert f"{LOCK}{place}" in err
        assert "help:" in err
    assert (project / LOCK).read_bytes() == damaged
    assert not (project / "out").exists()


def test_a_brief_that_is_twice_in_the_lock_is_told(footnoted: Run, project: Path) -> None:
    footnoted("lock", "short")
    text = (project / LOCK).read_text(encoding="utf-8")
    (project / LOCK).write_text(text + text[text.index("- outline") :], encoding="utf-8")
    code, _, err = footnoted("build", "short", "--locked")
    assert code == 3
    assert "the lock has short (board, en, pdf) twice" in err


def test_what_an_audience_may_not_see_is_not_in_its_entry(footnoted: Run, project: Path) -> None:
    (project / "data/facts/secret.yaml").write_text(SECRET, encoding="utf-8")
    audiences = "board: {name: The board, text: short}\ndesk: {name: Desk, sees: internal}\n"
    (project / "outlines/audiences.yaml").write_text(audiences, encoding="utf-8")
    footnoted("lock", "coast", "--audience", "board", "--to", "pdf")
    public = (project / LOCK).read_text(encoding="utf-8")
    assert "rumour" not in public
    assert "77" not in public.replace("is:", "")
    change(project / "outlines/coast.yaml", "outputs:", "attach: facts\noutputs:")
    footnoted("build", "coast", "--audience", "board")
    with ZipFile(project / "out/coast.board.pptx") as deck:
        carried = deck.read("customXml/item1.xml").decode("utf-8")
    assert "wells-2019" in carried
    assert "rumour" not in carried
    footnoted("lock", "coast", "--audience", "desk", "--to", "pdf")
    assert (project / LOCK).read_text(encoding="utf-8").count("rumour") == 2
    code, out, _ = footnoted("diff", "coast", "coast@desk", "--to", "pdf")
    assert code == 1
    assert "rumour" in out
    code, out, _ = footnoted("diff", "coast", "--audience", "board", "--to", "pdf")
    assert (code, "rumour" in out) == (0, False)


def test_a_disagreement_is_told_where_it_is_written(footnoted: Run, project: Path) -> None:
    conflicts = project / "data/conflicts.yaml"
    told = "how-many:\n  question: How many?\n  members: [wells-2019]\n  cause: date\n"
    conflicts.write_text(f"{told}  disclose: Counts differ.\n", encoding="utf-8")
    footnoted("lock", "coast")
    assert "conflicts: [how-many]" in (project / LOCK).read_text(encoding="utf-8")
    change(conflicts, "Counts differ", "The counts differ")
    code, _, err = footnoted("build", "coast", "--locked", "--to", "pdf")
    assert code == 6
    assert "data/conflicts.yaml:5:13: error: coast is not as it was locked" in err
    assert "[-Counts-] {+The counts+} differ." in err
    conflicts.unlink()
    gone = footnoted("build", "coast", "--locked", "--to", "pdf")
    assert gone.code == 6
    assert "the disagreement `how-many` is not disclosed any more" in gone.err
    footnoted("lock", "coast")
    conflicts.write_text(f"{told}  disclose: Counts differ.\n", encoding="utf-8")
    come = footnoted("build", "coast", "--locked", "--to", "pdf").err
    assert "data/conflicts.yaml:2:3: error: coast is not as it was locked: the" in come
    assert "the disagreement `how-many` is disclosed now" in come


def test_another_topic_in_another_language_is_locked_as_it_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "lighthouses"
    shutil.copytree(HERE / "lighthouses", root)
    shutil.copytree(HERE.parent / "styles", root / "styles")
    monkeypatch.chdir(root)
    assert run(["lock", "--lang", "fr"]) == 0
    text = (root / LOCK).read_text(encoding="utf-8")
    assert text.count("- outline: strait") == 2
    assert "plus de 12 500" in text
    assert "id: bars/speaker" in text
    assert "conflicts: [keepers-left]" in text
    assert "section: towers" in text
    assert run(["build", "--locked", "--lang", "fr"]) == 0
    facts = root / FACTS
    change(facts, "Counted by the author.", "Counted by hand.")
    assert run(["build", "--locked", "--lang", "fr", "--to", "pdf"]) == 0
    change(facts, "lived in {towers} towers", "kept {towers} towers")
    assert run(["build", "--locked", "--lang", "fr", "--to", "pdf"]) == 0, "English only"
    change(facts, "vivaient dans", "gardaient")
    capsys.readouterr()
    assert run(["build", "--locked", "--lang", "fr", "--to", "pdf"]) == 6
    assert "[-vivaient dans-] {+gardaient+}" in capsys.readouterr().err


READ = st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(squeezed)
"""What the reader lets into a text."""


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(), min_size=1), st.dictionaries(READ, READ))
def test_any_words_are_read_back_as_they_were_written(
    words: list[str], given_: dict[str, str]
) -> None:
    block = PrintedBlock(id="some", type="facts", lines=tuple(map(line_of, words)))
    one = Printed(outline="any", language="en", format="pdf", parameters=given_, blocks=(block,))
    text = lock_text([sealed(one)])
    lock, found = parse_lock(text.encode())
    assert found == []
    assert lock is not None
    assert lock_text(lock.briefs.values()) == text
    assert lock.briefs[one.key].blocks == (block,)
