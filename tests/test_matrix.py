"""`build --matrix` from outside: every variant, once, whole, and nothing stale."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from PIL import Image

from conftest import Done, Run, change, write_project
from footnoted.cli import run

DAY = ("--date", "2026-11-21")
EXTRA = {
    "outlines/audiences.yaml": """\
        board: {name: The water board, text: short}
        public: {name: The public, text: full}
        desk: {name: Our own desk, sees: internal}
        """,
    "outlines/tour.yaml": """\
        title: {en: Wells on tour, es: Pozos de gira, fr: Puits en tournée}
        audience: public
        audiences: [public, desk]
        languages: [en, es]
        outputs: [pdf, pptx]
        style: base
        blocks:
          - {id: water, type: facts, title: {en: Water, es: Agua}, from: "topic:water"}
          - id: sight
            type: picture
            path: pictures/well.png
            caption: {en: A well, es: Un pozo}
            alt: {en: "A red square, for a well", es: "Un cuadro rojo, por un pozo"}
        """,
}
HEADER = "footnoted: 1"


@pytest.fixture
def wells(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project with an outline for two audiences and two languages, and a picture."""
    write_extra(project)
    monkeypatch.chdir(project)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return project


@pytest.fixture(scope="session")
def whole_matrix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of that project, made once; they do not depend on where it lies."""
    root = tmp_path_factory.mktemp("once") / "wells"
    write_project(root)
    write_extra(root)
    assert run(["build", "--matrix", "-q", *DAY, "--project", str(root)]) == 0
    return root / "out"


@pytest.fixture
def made_before(wells: Path, whole_matrix: Path) -> Path:
    """The project with everything made."""
    shutil.copytree(whole_matrix, wells / "out")
    return wells


@pytest.fixture
def matrix(wells: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Done:
        code = run(["build", "--matrix", *DAY, *arguments])
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return call


def write_extra(project: Path) -> None:
    for name, text in EXTRA.items():
        (project / name).write_text(textwrap.dedent(text), encoding="utf-8")
    paint(project, "red")


def paint(project: Path, colour: str) -> None:
    (project / "pictures").mkdir(exist_ok=True)
    Image.new("RGB", (40, 40), colour).save(project / "pictures" / "well.png")


def manifest(project: Path, folder: str = "out") -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((project / folder / "manifest.json").read_bytes())
    return whole


def states(project: Path) -> dict[str, str]:
    return {name: one["state"] for name, one in manifest(project)["run"]["files"].items()}


def made(project: Path) -> set[str]:
    return {name for name, state in states(project).items() if state == "made"}


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"
    }


TOUR = {
    f"tour{reader}{language}.{form}"
    for reader in ("", ".desk")
    for language in ("", ".es")
    for form in ("pdf", "pptx")
}
ALL = {*TOUR, "coast.pdf", "coast.pptx", "short.pdf"}


def test_every_audience_language_and_format_is_made(matrix: Run, wells: Path) -> None:
    done = matrix()
    assert done.code == 0, done.err
    assert set(outputs(wells / "out")) == ALL
    assert [line.split("\t")[0] for line in done.out.splitlines()] == [
        *("out/coast.pdf", "out/coast.pptx", "out/short.pdf"),
        *("out/tour.pdf", "out/tour.pptx", "out/tour.es.pdf", "out/tour.es.pptx"),
        *("out/tour.desk.pdf", "out/tour.desk.pptx", "out/tour.desk.es.pdf"),
        "out/tour.desk.es.pptx",
    ]
    lines = done.err.splitlines()
    assert (
        len([line for line in lines if re.match(r"\[ *\d+/11\] \S+ \d+ (page|slide)s?", line)])
        == 11
    )
    assert "11 variants: 11 made, 0 kept, 0 failed" in lines[-1]


def test_the_files_are_those_of_single_builds(matrix: Run, made_before: Path) -> None:
    wells = made_before
    for arguments, name in (
        (["tour", "--to", "pptx"], "tour.pptx"),
        (["tour", "--to", "pdf", "--audience", "desk", "--lang", "es"], "tour.desk.es.pdf"),
    ):
        assert run(["build", *arguments, *DAY, "--out", "alone"]) == 0
        assert (wells / "alone" / name).read_bytes() == (wells / "out" / name).read_bytes()


def test_the_number_of_workers_changes_nothing(matrix: Run, wells: Path) -> None:
    matrix("--no-timings")
    matrix("--no-timings", "-j", "5", "--out", "five")
    matrix("--no-timings", "-j", "1", "--out", "one")
    five, one = outputs(wells / "five"), outputs(wells / "one")
    assert outputs(wells / "out") == five == one
    first = (wells / "out" / "manifest.json").read_bytes()
    assert first == (wells / "five" / "manifest.json").read_bytes()
    assert b'"run"' not in first
    matrix("--no-timings", "--force")
    assert first == (wells / "out" / "manifest.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["tour", "--audience", "desk"], {one for one in TOUR if ".desk." in one}),
        (["--lang", "es", "--to", "pdf"], {"tour.es.pdf", "tour.desk.es.pdf"}),
        (
            ["--audience", "desk,board", "--lang", "en"],
            {"short.pdf", "tour.desk.pdf", "tour.desk.pptx"},
        ),
        (["outlines/coast.yaml"], {"coast.pdf", "coast.pptx"}),
    ],
)
def test_options_narrow_it_down(
    matrix: Run, wells: Path, arguments: list[str], files: set[str]
) -> None:
    listed = matrix("--dry-run", *arguments)
    assert listed.code == 0
    assert not (wells / "out").exists()
    assert {line.split("\t")[0] for line in listed.out.splitlines()[1:]} == files
    assert matrix(*arguments).code == 0
    assert set(outputs(wells / "out")) == files


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--audience", "desc"], "did you mean `desk`"),
        (["--audience", "board", "tour"], "no outline is made for audience board"),
        (["--lang", "de"], "no outline is made for language de"),
        (["tuor"], "did you mean `tour`"),
        (["--to", "docx"], "no format is called `docx`"),
    ],
)
def test_what_is_asked_in_vain_is_told(
    matrix: Run, wells: Path, arguments: list[str], words: str
) -> None:
    done = matrix(*arguments)
    assert done.code == 2
    assert words in done.err
    assert not (wells / "out").exists()


def test_options_of_the_matrix_want_it(
    matrix: Run, wells: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for option in (["--force"], ["--dry-run"], ["-j", "2"], ["--no-timings"]):
        assert run(["build", *option]) == 2
        assert "--matrix" in capfd.readouterr().err
    assert not (wells / "out").exists()


def test_an_undeclared_audience_and_language_are_told_where_they_stand(
    matrix: Run, wells: Path
) -> None:
    change(wells / "outlines/tour.yaml", "audiences: [public, desk]", "audiences: [public, dsk]")
    change(wells / "outlines/tour.yaml", "languages: [en, es]", "languages: [en, zz-99]")
    done = matrix()
    assert done.code == 3
    assert "outlines/tour.yaml:3:21: error" in done.err
    assert "did you mean `desk`" in done.err
    assert "outlines/tour.yaml:4:17: error: no language has the tag `zz-99`" in done.err


def test_without_languages_those_are_made_that_are_complete(matrix: Run, wells: Path) -> None:
    change(wells / "outlines/tour.yaml", "languages: [en, es]\n", "")
    done = matrix("tour", "--to", "pdf", "--audience", "public")
    assert set(outputs(wells / "out")) == {"tour.pdf"}, "its facts have no Spanish"
    for language in ("es", "fr"):
        assert re.search(rf"`tour` is not made in `{language}`: \d texts have no", done.err)
    change(wells / "outlines/audiences.yaml", "The public", "{en: The public, es: El público}")
    change(
        wells / "data/facts/all.yaml",
        'full: "In {when} the coast had {wells} wells."',
        'full: {en: "In {when} the coast had {wells} wells.", es: "En {when}: {wells} pozos."}',
    )
    matrix("tour", "--to", "pdf", "--audience", "public")
    assert set(outputs(wells / "out")) == {"tour.pdf", "tour.es.pdf"}


def test_an_audience_called_like_a_language_collides_with_none(matrix: Run, wells: Path) -> None:
    change(wells / "outlines/audiences.yaml", "desk:", "es:")
    change(wells / "outlines/tour.yaml", "[public, desk]", "[public, es]")
    listed = matrix("--dry-run", "tour", "--to", "pdf")
    assert [line.split("\t")[0] for line in listed.out.splitlines()[1:]] == [
        *("tour.pdf", "tour.es.pdf", "tour.es.en.pdf", "tour.es.es.pdf")
    ]


def test_languages_that_differ_in_case_are_refused(matrix: Run, wells: Path) -> None:
    change(wells / "outlines/tour.yaml", "languages: [en, es]", "languages: [es-MX, es-mx]")
    done = matrix("--dry-run")
    assert done.code == 3
    assert "outlines/tour.yaml:4:12: error: `tour.es-mx.pdf` and `tour.es-MX.pdf`" in done.err
    assert "coast.pdf" in done.out, "the others can be"


def test_a_language_without_house_words_is_told_where_it_stands(matrix: Run, wells: Path) -> None:
    change(wells / "outlines/tour.yaml", "languages: [en, es]", "languages: [en, de]")
    done = matrix("tour", "--to", "pdf", "--audience", "public")
    assert done.code == 3
    assert "outlines/tour.yaml:4:17: error: no language is called `de`" in done.err
    assert set(outputs(wells / "out")) == {"tour.pdf"}


def test_the_manifest_tells_what_was_made_of_what(matrix: Run, made_before: Path) -> None:
    wells = made_before
    whole = manifest(wells)
    assert (whole["manifest"], whole["dataset"]) == (1, "wells")
    files = [one["file"] for one in whole["variants"]]
    assert files == sorted(ALL)
    entry = next(one for one in whole["variants"] if one["file"] == "tour.desk.es.pptx")
    expected = {
        "outline": "tour",
        "audience": "desk",
        "language": "es",
        "format": "pptx",
        "style": "base",
        "state": "whole",
        "facts": ["wells-2019"],
        "sources": ["perez-2019"],
        "bytes": (wells / "out" / "tour.desk.es.pptx").stat().st_size,
    }
    assert expected.items() <= entry.items()
    assert {"slides", "notes"} <= set(entry)
    assert {
        "outlines/tour.yaml",
        "data/facts/all.yaml",
        "styles/base.yaml",
        "pictures/well.png",
    } <= set(entry["inputs"])
    assert "outlines/coast.yaml" not in entry["inputs"]
    assert {"missing-translation"} <= {one["rule"] for one in entry["findings"]}
    assert {"seconds", "workers", "files"} == set(whole["run"])


def test_the_manifest_has_a_schema(
    matrix: Run, made_before: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wells = made_before
    assert run(["schema", "manifest"]) == 0
    schema = json.loads(capfd.readouterr().out)
    jsonschema.validate(manifest(wells), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest(wells) | {"variants": [{"file": 1}]}, schema)


def test_a_part_of_the_matrix_leaves_the_other_entries(matrix: Run, made_before: Path) -> None:
    wells = made_before
    before = manifest(wells)["variants"]
    change(wells / "outlines/coast.yaml", "Wells of the coast", "Wells of the coasts")
    matrix("coast", "--to", "pdf")
    after = manifest(wells)["variants"]
    changed = [new["file"] for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["coast.pdf"]


def test_a_single_build_keeps_the_manifest_true(matrix: Run, wells: Path) -> None:
    assert run(["build", "short", *DAY]) == 0
    assert not (wells / "out" / "manifest.json").exists(), "only the matrix makes one"
    matrix()
    change(wells / "outlines/short.yaml", "Wells in short", "Wells in brief")
    assert run(["build", "short", *DAY]) == 0
    assert states(wells)["short.pdf"] == "made"
    matrix()
    assert made(wells) == set(), "the build has told what it made"


def test_outlines_that_are_no_more_leave_the_manifest(matrix: Run, made_before: Path) -> None:
    wells = made_before
    (wells / "outlines/short.yaml").unlink()
    matrix("coast")
    assert "short.pdf" not in states(wells)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<<<<<<< HEAD\n{}\n=======\n",
        b'{"manifest": 2}',
        b'{"manifest": 1, "variants": 7}',
        b'{"manifest": 1, "footnoted": "9", "dataset": "wells", "variants": [{"file": 1}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_damaged_manifest_is_told_and_written_anew(
    matrix: Run, wells: Path, content: bytes
) -> None:
    matrix("short")
    (wells / "out" / "manifest.json").write_bytes(content)
    done = matrix("short")
    assert done.code == 0
    assert "`manifest.json` cannot be read" in done.err
    assert "Traceback" not in done.err
    assert made(wells) == {"short.pdf"}


def test_a_manifest_of_somebody_else_is_not_overwritten(matrix: Run, wells: Path) -> None:
    (wells / "out").mkdir()
    theirs = b'{"name": "A web site", "icons": []}'
    (wells / "out" / "manifest.json").write_bytes(theirs)
    assert matrix().code == 5
    assert run(["build", "short"]) == 0
    assert (wells / "out" / "manifest.json").read_bytes() == theirs


def rewrite(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda project: change(project / name, old, new)


def append(name: str, text: str) -> Callable[[Path], None]:
    def write(project: Path) -> None:
        path = project / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return write


PPTX = {one for one in ALL if one.endswith("pptx")}
CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "nothing": (lambda _: None, set()),
    "a comment": (append("data/facts/all.yaml", "# a remark\n"), set()),
    "a file for nobody": (append("outlines/coast.yaml", "\n\n"), set()),
    "a fact's number": (
        rewrite("data/facts/all.yaml", "is: 900,", "is: 901,"),
        {"coast.pdf", "coast.pptx", "short.pdf"},
    ),
    "a fact's hedge": (rewrite("data/facts/all.yaml", "bound: more than", "bound: at least"), ALL),
    "a fact's words": (
        rewrite("data/facts/all.yaml", "{cost} a well", "{cost} the well"),
        {"short.pdf"},
    ),
    "what was seen": (
        rewrite(
            "data/facts/all.yaml", 'locator: "3", seen: read', 'locator: "3", seen: unverified'
        ),
        {"coast.pptx"},
    ),
    "a source's field": (rewrite("data/sources/all.yaml", "Example Press", "Another Press"), ALL),
    "a phrase": (
        rewrite("styles/base.yaml", 'contents: "Contents"', 'contents: "What is in it"'),
        ALL,
    ),
    "a style's length": (rewrite("styles/base.yaml", "size: 10.2", "size: 10.3"), ALL),
    "a picture's pixels": (lambda project: paint(project, "blue"), TOUR),
    "what an audience sees": (
        rewrite("outlines/audiences.yaml", "name: Our own desk, sees: internal", "name: Our desk"),
        {one for one in TOUR if ".desk." in one},
    ),
    "an audience's numbers": (
        rewrite("outlines/audiences.yaml", "text: short}", "text: short, numbers: words}"),
        set(),
    ),
    "an outline's title": (
        rewrite("outlines/coast.yaml", "Wells of the coast", "Coastal wells"),
        {"coast.pdf", "coast.pptx"},
    ),
    "an outline's attachments": (
        append("outlines/short.yaml", "attach: facts\n"),
        {"short.pdf"},
    ),
    "the file itself": (
        lambda project: (project / "out" / "short.pdf").write_bytes(b"%PDF-1.7 mine"),
        {"short.pdf"},
    ),
    "the file is gone": (lambda project: (project / "out" / "coast.pptx").unlink(), {"coast.pptx"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_is_made_anew_and_nothing_else(
    matrix: Run, made_before: Path, name: str
) -> None:
    """The control is a matrix made from nothing: its files are what must lie there."""
    wells = made_before
    alter, files = CHANGES[name]
    alter(wells)
    kept = matrix()
    assert made(wells) == files
    fresh = matrix("--out", "fresh")
    assert outputs(wells / "out") == outputs(wells / "fresh")
    assert findings(kept) == findings(fresh)
    again = matrix()
    assert made(wells) == set()
    assert findings(again) == findings(fresh)


def findings(done: Done) -> list[str]:
    """What is told of the project, without progress and times."""
    return [line for line in done.err.splitlines() if not re.match(r"\[|\d+ variants", line)]


def test_where_nothing_has_changed_the_same_is_told(matrix: Run, made_before: Path) -> None:
    """A call that names its outlines has to read the project for it."""
    whole = json.loads(matrix("--json").out)
    named = json.loads(matrix("--json", "coast", "short", "tour").out)
    timeless = [one | {"seconds": 0} for one in whole["files"]]
    assert timeless == [one | {"seconds": 0} for one in named["files"]]
    assert {one["state"] for one in timeless} == {"kept"}
    assert whole["diagnostics"] == named["diagnostics"]
    assert whole["exit"] == named["exit"]


def test_what_a_single_build_made_otherwise_is_made_anew(matrix: Run, made_before: Path) -> None:
    """The files of the project are then what they were in the last call for all."""
    before = outputs(made_before / "out")
    assert run(["build", "short", "--style", "meridian", *DAY]) == 0
    assert outputs(made_before / "out") != before
    matrix()
    assert made(made_before) == {"short.pdf"}
    assert outputs(made_before / "out") == before


def test_a_lock_that_is_gone_is_missed_where_nothing_else_has_changed(
    matrix: Run, wells: Path
) -> None:
    for outline in ("coast", "tour"):
        (wells / "outlines" / f"{outline}.yaml").unlink()
    assert run(["lock", "-q"]) == 0
    assert matrix("--locked").code == 0
    assert matrix("--locked").code == 0
    (wells / "footnoted.lock").unlink()
    assert matrix("--locked").code == 6


def test_the_date_is_an_input(matrix: Run, made_before: Path) -> None:
    wells = made_before
    matrix("--date", "2026-11-22")
    assert made(wells) == ALL, "it stands in the files' metadata"


def test_the_clock_is_none(wells: Path) -> None:
    """A file that is kept was made when it says; a date that is printed counts."""
    assert run(["build", "--matrix", "-q"]) == 0
    assert run(["build", "--matrix", "-q"]) == 0
    assert made(wells) == set()
    assert run(["build", "--matrix", "-q", *DAY]) == 0
    assert made(wells) == ALL


@pytest.mark.parametrize(
    ("option", "files"),
    [
        (["--style", "meridian"], ALL),
        (["--fit", "error"], ALL),
        (["--force"], ALL),
    ],
)
def test_options_are_inputs(
    matrix: Run, made_before: Path, option: list[str], files: set[str]
) -> None:
    wells = made_before
    matrix(*option)
    assert made(wells) == files


def test_a_picture_outside_the_three_folders_counts_for_briefs_not_made_with_it(
    matrix: Run, made_before: Path
) -> None:
    wells = made_before
    paint(wells, "blue")
    matrix("tour", "--audience", "public", "--lang", "en")
    assert made(wells) >= {"tour.pdf", "tour.pptx"}
    matrix()
    assert made(wells) == TOUR - {"tour.pdf", "tour.pptx"}


def test_a_picture_of_any_name_counts(matrix: Run, made_before: Path) -> None:
    name = """it's "well" 2.png"""
    change(
        made_before / "outlines/tour.yaml",
        "pictures/well.png",
        f"'pictures/{name.replace(chr(39), chr(39) * 2)}'",
    )
    (made_before / "pictures/well.png").rename(made_before / "pictures" / name)
    only = ("tour", "--to", "pdf", "--audience", "public", "--lang", "en")
    assert matrix(*only).code == 0
    Image.new("RGB", (40, 40), "green").save(made_before / "pictures" / name)
    matrix(*only)
    assert states(made_before)["tour.pdf"] == "made"


def test_a_picture_that_was_left_out_counts(matrix: Run, made_before: Path) -> None:
    """A smaller one may have room."""
    outline = made_before / "outlines/tour.yaml"
    append("outlines/tour.yaml", "budget: {words: 25, overflow: fill}\n")(made_before)
    change(outline, "type: picture", "type: picture\n    priority: 1")
    change(outline, "en: A well,", f"en: A well {'and another ' * 20},")
    only = ("tour", "--to", "pdf", "--audience", "public", "--lang", "en")
    done = matrix(*only)
    assert "left-out" in done.err, done
    entry = next(one for one in manifest(made_before)["variants"] if one["file"] == "tour.pdf")
    assert "pictures/well.png" not in entry["inputs"]
    first = keys(made_before, "tour.pdf")
    paint(made_before, "blue")
    matrix(*only)
    assert keys(made_before, "tour.pdf")["inputs"] != first["inputs"], "it was composed anew"
    assert keys(made_before, "tour.pdf")["content"] == first["content"]
    assert states(made_before)["tour.pdf"] == "kept"


def keys(project: Path, file: str) -> dict[str, str]:
    found: dict[str, str] = next(
        one["keys"] for one in manifest(project)["variants"] if one["file"] == file
    )
    return found


def test_a_budget_that_has_shrunk_is_told_though_the_file_is_the_same(
    matrix: Run, made_before: Path
) -> None:
    wells = made_before
    with (wells / "outlines/coast.yaml").open("a") as outline:
        outline.write("budget: {slides: 1, overflow: error}\n")
    assert matrix().code == 4
    assert matrix().code == 4


def test_an_outline_with_a_fault_leaves_the_others_whole(matrix: Run, wells: Path) -> None:
    change(wells / "outlines/short.yaml", "place:PE", "place:Atlantis")
    done = matrix()
    assert done.code == 3
    assert set(outputs(wells / "out")) == ALL - {"short.pdf"}
    failed = next(one for one in manifest(wells)["variants"] if one["file"] == "short.pdf")
    assert failed["state"] == "failed"
    assert failed["findings"]
    change(wells / "outlines/short.yaml", "outputs: pdf", "output: pdf")
    done = matrix("--out", "other")
    assert done.code == 3
    assert "unknown-key" in done.err
    assert set(outputs(wells / "other")) == ALL - {"short.pdf"}


def test_an_outline_with_a_fault_keeps_its_entries(matrix: Run, made_before: Path) -> None:
    """Its files lie there as they were made."""
    change(made_before / "outlines/short.yaml", "outputs: pdf", "output: pdf")
    assert matrix().code == 3
    assert {one["file"] for one in manifest(made_before)["variants"]} == ALL
    change(made_before / "outlines/short.yaml", "output: pdf", "outputs: pdf")
    assert matrix().code == 0
    assert made(made_before) == set()


def test_a_fault_of_the_data_stops_all(matrix: Run, wells: Path) -> None:
    change(wells / "data/facts/all.yaml", "kind: statistic", "kind: statistics")
    done = matrix()
    assert done.code == 3
    assert not (wells / "out").exists()


FAULTY = """
import os, sys
from pathlib import Path
import footnoted.pipeline as pipeline
from footnoted.cli import main

whole = pipeline._write

def faulty(document, job, project):
    if document.id == "short":
        {what}
    return whole(document, job, project)

pipeline._write = faulty
main(["build", "--matrix", "coast", "short", "--date", "2026-11-21"])
"""
FEW = {"coast.pdf", "coast.pptx", "short.pdf"}


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("raise RuntimeError('a bug of ours')", "RuntimeError: a bug of ours"),
        ("os.kill(os.getpid(), 9)", "its process was killed by SIGKILL"),
        ("sys.exit(0)", "its process ended with 0"),
    ],
)
def test_a_fault_of_ours_leaves_the_others_whole(wells: Path, what: str, words: str) -> None:
    if sys.platform != "linux" and "kill" in what:
        pytest.skip("without forks a kill ends them all, as the README says")
    script = [sys.executable, "-c", FAULTY.format(what=what)]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 70, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert set(outputs(wells / "out")) == FEW - {"short.pdf"}
    entry = next(one for one in manifest(wells)["variants"] if one["file"] == "short.pdf")
    assert (entry["state"], entry["findings"][0]["rule"]) == ("failed", "our-fault")
    assert run(["build", "--matrix", "coast", "short", *DAY]) == 0
    assert made(wells) == {"short.pdf"}


def test_a_file_that_cannot_be_written_leaves_the_others_whole(matrix: Run, wells: Path) -> None:
    (wells / "out" / "short.pdf").mkdir(parents=True)
    assert matrix().code == 5
    assert {one for one in ALL if (wells / "out" / one).is_file()} == ALL - {"short.pdf"}


CANARIES = """\
leaked-count:
  kind: statistic
  text:
    full: "The ministry counted {n} wells by quokka."
    short: "{n} wells by quokka"
    headline: "Wells by quokka"
  values: {n: {is: 77123, unit: wells}}
  when: "2018"
  places: [PE]
  topics: [water]
  caveat: Only the okapi knows.
  internal: true
  cites: [{source: memo, locator: "13", seen: read}]
"""
MEMO = """\
memo: {type: report, author: [{literal: Narwhal Office}], title: Gharial memo, internal: true}
"""
SECRETS = ("quokka", "okapi", "narwhal", "gharial", "77,123", "77.123", "77123")


def all_text(path: Path) -> str:
    """Everything in a file, unzipped and decompressed, as text."""
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    with pikepdf.open(path) as pdf:
        streams = [
            bytes(one.read_bytes()) for one in pdf.objects if isinstance(one, pikepdf.Stream)
        ]
        strings = repr(list(pdf.objects))
    with subprocess.Popen(["pdftotext", path, "-"], stdout=subprocess.PIPE) as reading:
        shown = reading.communicate()[0]
    return b"".join([*streams, shown]).decode("utf-8", "replace") + strings


def test_a_lock_holds_every_variant_even_one_that_was_kept(matrix: Run, wells: Path) -> None:
    assert run(["lock", "tour", "-q"]) == 0
    unlocked = matrix("tour", *DAY)
    assert unlocked.code == 0
    told = matrix("tour", "--locked", *DAY)
    assert told.code == 6, told.err
    assert "not-locked" in told.err
    assert "(desk, es, pptx)" in told.err
    for audience in ("public", "desk"):
        for language in ("en", "es"):
            assert run(["lock", "tour", "-q", "--audience", audience, "--lang", language]) == 0
    assert matrix("tour", "--locked", *DAY).code == 0
    (wells / "footnoted.lock").unlink()
    missing = matrix("tour", "--locked", *DAY)
    assert missing.code == 6
    assert "no-lock" in missing.err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_variant_learns_of_another(matrix: Run, wells: Path, workers: str) -> None:
    """One worker renders what is secret before and between what is not."""
    append("data/facts/all.yaml", CANARIES)(wells)
    append("data/sources/all.yaml", MEMO)(wells)
    change(wells / "outlines/tour.yaml", "[public, desk]", "[desk, public, board]")
    assert matrix("-j", workers).code == 0
    matrix("-j", workers, "--force")
    seen = {name: all_text(wells / "out" / name).lower() for name in outputs(wells / "out")}
    for name, text in seen.items():
        found = [one for one in SECRETS if one in text]
        assert bool(found) == (".desk." in name), (name, found)


def test_quiet_says_nothing_and_json_all(matrix: Run, made_before: Path) -> None:
    quiet = matrix("-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    told = json.loads(matrix("--json").out)
    assert {Path(one["path"]).name for one in told["files"]} == ALL
    assert {one["state"] for one in told["files"]} == {"kept"}
    assert told["exit"] == 0
    listed = json.loads(matrix("--dry-run", "--json").out)
    assert {one["file"] for one in listed["files"]} == ALL


def test_a_terminal_sees_one_line_that_moves(wells: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "footnoted", "build", "--matrix", "short", "coast", *DAY]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=slave, env=os.environ | {"TERM": "xterm"}
    ) as process:
        os.close(slave)
        told = b""
        try:
            while more := os.read(master, 4096):
                told += more
        except OSError:  # The other end is closed.
            pass
    assert process.returncode == 0
    assert b"\r\x1b[2K[################--------] 2/3 " in told
    assert told.count(b"\n") == 1, "only the summary stays"


def test_an_interrupt_leaves_whole_files(wells: Path) -> None:
    script = FAULTY.format(what="import time; time.sleep(60)")
    with subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("[2/3]"):
                process.send_signal(signal.SIGINT)
                break
    assert process.returncode == 130
    assert set(outputs(wells / "out")) == FEW - {"short.pdf"}
    assert run(["build", "--matrix", "coast", "short", *DAY, "-q"]) == 0
    assert made(wells) == {"short.pdf"}, "the manifest tells what was made until then"
