"""`diff` from outside: what it sets side by side, what it tells, and what it cannot compare."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import validate_pptx

from conftest import Run, change
from pdf_reading import conformance_faults, open_pdf, pieces

FACTS = "data/facts/all.yaml"
LINE = "In 2019 the coast had more than [-1,200-] {+1,300+} wells."
HEAD = "coast (en, pdf)"


@pytest.fixture
def call(footnoted: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the project, always at the same moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    return footnoted


@pytest.fixture
def older(project: Path) -> Path:
    """A copy of the project as it was before the number of wells changed."""
    copy = project.parent / "older"
    shutil.copytree(project, copy)
    change(project / FACTS, "is: 1200", "is: 1300")
    return copy


def git(folder: Path, *arguments: str) -> None:
    who = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who |= {
        f"GIT_{role}_{what}": "a@b"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=os.environ | who)


def test_another_copy_is_the_older_side(call: Run, older: Path) -> None:
    code, out, _ = call("diff", "coast", "--old", str(older), "--to", "pdf")
    assert code == 1
    assert out.splitlines() == [
        f"{HEAD} in {older} → now: 1 value",
        f"  value      wells-2019  [water]  ({FACTS}:8:12)",
        "      wells-2019.wells: more than 1200 wells → more than 1300 wells",
        f"      {LINE}",
    ]
    code, out, _ = call("diff", str(older), "--to", "pdf", "-q")
    assert code == 1
    assert out.splitlines()[1].startswith("short (board, en, pdf) in ")


def test_the_same_is_the_same(call: Run, project: Path) -> None:
    code, out, err = call("diff", "coast", "coast", "--to", "pdf")
    assert (code, err) == (0, "")
    assert out == f"{HEAD} → now: no difference\n"


def test_a_git_revision_is_the_older_side(call: Run, project: Path) -> None:
    git(project, "init", "-q")
    code, _, err = call("diff", "coast", "--rev", "HEAD")
    assert code == 2
    assert "git knows no revision `HEAD`" in err
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "first")
    assert call("diff", "--rev", "HEAD", "--to", "pdf")[0] == 0
    change(project / FACTS, "is: 1200", "is: 1300")
    code, out, _ = call("diff", "coast", "--rev", "HEAD", "--to", "pdf")
    assert code == 1
    assert LINE in out
    assert out.startswith(f"{HEAD} at HEAD → now: 1 value\n")
    change(project / FACTS, "kind: statistic", "kind: wrong")
    git(project, "commit", "-q", "-am", "broken")
    change(project / FACTS, "kind: wrong", "kind: statistic")
    code, _, err = call("diff", "coast", "--rev", "HEAD")
    assert code == 3
    assert f"at HEAD, {FACTS}:2:9: `wrong` is none of the choices" in err


@pytest.mark.parametrize("revision", ["nope", "--output=x", ""])
def test_a_revision_that_is_none_is_told(call: Run, project: Path, revision: str) -> None:
    git(project, "init", "-q")
    code, _, err = call("diff", "coast", f"--rev={revision}")
    assert code == 2 if revision else code == 6
    assert "git knows no revision" in err if revision else "no-lock" in err
    assert not (project / "x").exists()


def test_without_git_history_that_is_told(call: Run, project: Path) -> None:
    code, _, err = call("diff", "coast", "--rev", "HEAD~1")
    assert code == 2
    assert "`wells` has no git history" in err


def test_an_outline_alone_is_compared_with_the_lock(call: Run, project: Path) -> None:
    call("lock")
    assert call("diff")[0] == 0
    change(project / "outlines/coast.yaml", '"topic:money"', '"topic:(money, water)"')
    code, out, _ = call("diff", "coast", "--to", "pdf")
    assert code == 1
    assert "  moved      wells-2019  [water, money]" in out
    assert "      - water\n      + water, money\n" in out
    change(project / "outlines/coast.yaml", "  - {id: water", "  #")
    _, out, _ = call("diff", "coast", "--to", "pdf")
    assert "1 moved" in out
    shutil.copy(project / "footnoted.lock", project / "old.lock")
    call("lock", "coast")
    code, with_locks, _ = call("diff", "old.lock", "footnoted.lock")
    assert code == 1
    assert "short (board, en, pdf) in old.lock → in footnoted.lock: no difference" in with_locks
    assert "1 moved" in with_locks


def test_facts_in_and_out_and_their_order(call: Run, project: Path) -> None:
    outline = project / "outlines/short.yaml"
    change(outline, '"place:PE"', "{facts: [wells-2019, cost-2020]}")
    call("lock", "short")
    change(outline, "[wells-2019, cost-2020]", "[cost-2020, wells-2019]")
    code, out, _ = call("diff", "short")
    assert code == 1
    assert "      - wells-2019, cost-2020\n      + cost-2020, wells-2019\n" in out
    change(outline, "[cost-2020, wells-2019]", "[cost-2020]")
    _, out, _ = call("diff", "short")
    assert out.startswith("short (board, en, pdf) in footnoted.lock → now: 1 fact out\n")
    assert "      - More than 1,200 wells (2019)\n" in out
    call("lock", "short")
    change(outline, "[cost-2020]", "[cost-2020, wells-2019]")
    _, out, _ = call("diff", "short")
    assert "      + More than 1,200 wells (2019)\n" in out


def test_blocks_in_another_order_are_told_and_refused(call: Run, project: Path) -> None:
    outline = project / "outlines/coast.yaml"
    water = '  - {id: water, type: facts, title: Water, from: "topic:water"}\n'
    call("lock", "coast", "--to", "pdf")
    change(outline, water, "")
    change(outline, "  - {id: works", f"{water}  - {{id: works")
    code, out, _ = call("diff", "coast", "--to", "pdf")
    assert code == 1
    assert "1 order" in out.splitlines()[0]
    assert "the brief as a whole" in out
    assert "      - water, money\n      + money, water\n" in out
    refused = call("build", "coast", "--locked", "--to", "pdf")
    assert refused.code == 6
    assert "the order was water, money and is money, water" in refused.err


def test_two_outlines_are_compared_by_their_facts(call: Run, project: Path) -> None:
    code, out, _ = call("diff", "coast", "short")
    assert code == 1
    assert out.startswith(f"{HEAD} → short (board, en, pdf): 2 wordings\n")
    assert "[-In 2019 the coast had more-] {+More+} than 1,200 [-wells.-] {+wells (2019)+}" in out
    assert "not compared: blocks, and words that rest on no fact: the outlines are two" in out


def test_one_outline_for_two_audiences(call: Run, project: Path) -> None:
    code, out, _ = call("diff", "coast", "coast@board", "--to", "pdf")
    assert code == 1
    assert out.startswith(f"{HEAD} → coast (board, en, pdf): 2 wordings, 1 text\n")
    assert call("diff", "coast", "coast@board", "--audience", "board", "--to", "pdf")[0] == 0


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_built_files_are_compared_by_the_facts_that_they_carry(
    call: Run, project: Path, form: str
) -> None:
    change(project / "outlines/coast.yaml", "outputs:", "attach: facts\noutputs:")
    call("build", "coast", "--to", form, "-o", "was")
    change(project / FACTS, "is: 1200", "is: 1300")
    call("build", "coast", "--to", form)
    was, now = f"was/coast.{form}", f"out/coast.{form}"
    code, out, _ = call("diff", was, now)
    assert code == 1
    assert out.startswith(f"coast (en, {form}) in {was} → in {now}: ")
    assert LINE in out
    code, out, _ = call("diff", was)
    assert (code, LINE in out, f"({FACTS}:8:12)" in out) == (1, True, True)
    assert call("diff", now)[0] == 0
    assert call("diff", now, "coast", "--to", form)[0] == 0
    if form == "pptx":
        assert call("check", "--deck", now)[0] == 0
        assert validate_pptx(project / now).is_valid


@pytest.mark.parametrize(("form", "page"), [("pdf", "page 1"), ("pptx", "slide 2")])
def test_files_without_facts_are_compared_by_their_words_and_that_is_said(
    call: Run, project: Path, form: str, page: str
) -> None:
    call("build", "coast", "--to", form, "-o", "was")
    change(project / FACTS, "is: 1200", "is: 1300")
    call("build", "coast", "--to", form)
    was, now = f"was/coast.{form}", f"out/coast.{form}"
    code, out, _ = call("diff", was, now)
    assert code == 1
    assert f"words  [{page}]" in out
    assert "[-1,200-] {+1,300+}" in out
    assert "not compared: facts, values, sources, status, order: " in out
    code, _, err = call("diff", was)
    assert code == 2
    assert f"{was} carries no facts" in err
    code, _, err = call("diff", was, "coast")
    assert code == 2


@pytest.mark.parametrize("name", ["x.pdf", "x.pptx", "cut.pdf", "cut.pptx", "none.pdf", "x.lock"])
def test_a_file_that_is_none_is_told(call: Run, project: Path, name: str) -> None:
    if name.startswith("cut"):
        call("build", "coast", "-o", "was")
        whole = (project / "was" / name.replace("cut", "coast")).read_bytes()
        (project / name).write_bytes(whole[: len(whole) // 3])
    elif name.startswith("x"):
        (project / name).write_bytes(b"hello\n")
    code, out, err = call("diff", name, "coast")
    assert code in (2, 3)
    assert out == ""
    assert f"`{name}`" in err or f"{name}:1:1" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["coats"], "no outline is called `coats`"),
        (["coast@bored"], "no audience is called `bored`"),
        (["coast", "--old", "."], "is no other copy"),
        (["coast.pdf", "--rev", "HEAD"], "`coast.pdf` has no revisions"),
        (["coast", "--rev", "HEAD", "--old", ".."], "name the older side twice"),
        (["a b", "coast"], "`a b` names no outline"),
    ],
)
def test_what_cannot_be_compared_is_told(call: Run, arguments: list[str], words: str) -> None:
    code, out, err = call("diff", *arguments)
    assert code in (2, 3)
    assert out == ""
    assert words in err


def test_json_says_the_same(call: Run, older: Path) -> None:
    code, out, _ = call("diff", "coast", "--old", str(older), "--to", "pdf", "--json")
    told = json.loads(out)
    (brief,) = told["briefs"]
    (one,) = brief["changes"]
    assert (code, told["exit"], told["same"], brief["summary"]) == (1, 1, False, {"value": 1})
    assert (one["kind"], one["facts"], one["block"]) == ("value", ["wells-2019"], "water")
    assert one["old-sources"] == one["new-sources"] == ["perez-2019"]
    assert one["at"] == f"{FACTS}:8:12"


def test_the_other_way_round_in_is_out(call: Run, older: Path, project: Path) -> None:
    change(project / "outlines/coast.yaml", "  - {id: money", "  #")
    _, there, _ = call("diff", str(older), ".", "--to", "pdf", "--json")
    _, back, _ = call("diff", ".", str(older), "--to", "pdf", "--json")
    turned = {"in": "out", "out": "in"}
    changes = [
        sorted(
            (
                turned.get(one["kind"], one["kind"]) if at else one["kind"],
                one["new" if at else "old"],
            )
            for brief in json.loads(text)["briefs"]
            for one in brief["changes"]
        )
        for at, text in enumerate((there, back))
    ]
    assert changes[0] == changes[1]
    assert ("out", "A well cost $900 in 2020.") in changes[0]


def test_the_paper_of_changes(call: Run, older: Path, project: Path) -> None:
    wanted = ("diff", "coast", "--old", str(older), "--to", "pdf", "--pdf")
    assert call(*wanted, "changes.pdf")[0] == 1
    content = (project / "changes.pdf").read_bytes()
    words = " ".join(" ".join(one.text for one in pieces(open_pdf(content))).split())
    for told in ("What changed", "Before", "Now", "wells-2019", "1,200", "1,300", "Pérez, Ana"):
        assert told in words
    assert [conformance_faults(content, profile) for profile in ("ua1", "2a")] == [[], []]
    call(*wanted, "again.pdf")
    assert (project / "again.pdf").read_bytes() == content
    call(*wanted, "fr.pdf", "--lang", "fr")
    french = " ".join(one.text for one in pieces(open_pdf((project / "fr.pdf").read_bytes())))
    assert "Avant" in french
    code, _, err = call(*wanted, "changes.pdf/no.pdf")
    assert code == 5
    assert "cannot-write" in err


def test_two_files_need_no_project(
    call: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(project / "outlines/coast.yaml", "outputs:", "attach: facts\noutputs:")
    call("build", "coast", "-o", str(project.parent / "was"))
    call("lock", "coast")
    shutil.copy(project / "footnoted.lock", project.parent / "a.lock")
    monkeypatch.chdir(project.parent)
    code, out, _ = call("diff", "was/coast.pdf", "was/coast.pptx", "--pdf", "changes.pdf")
    assert code == 1, "a deck has speaker notes"
    assert out.startswith("coast (en, pdf) in was/coast.pdf → coast (en, pptx) in was/coast.pptx: ")
    assert (project.parent / "changes.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert call("diff", "a.lock", "a.lock")[0] == 0
    assert call("diff", "was/coast.pdf", "a.lock")[0] == 0
    assert call("diff", "coast", "was/coast.pdf")[0] == 3
