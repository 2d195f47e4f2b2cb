"""The command line from outside: words in; files, messages and exit codes out."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Done, Run, change

FOOTNOTED = [sys.executable, "-m", "footnoted"]


def cold(*arguments: str, cwd: Path, **environment: str) -> Done:
    """Run the command in a process of its own."""
    done = subprocess.run(
        [*FOOTNOTED, *arguments],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


# --- build -----------------------------------------------------------------------------------


def test_build_renders_every_outline_to_its_outputs(footnoted: Run, project: Path) -> None:
    done = footnoted("build")
    assert (done.code, done.err) == (0, "")
    written = sorted(path.name for path in (project / "out").iterdir())
    assert written == ["coast.pdf", "coast.pptx", "short.pdf"]
    assert [line.split("\t")[0] for line in done.out.splitlines()] == [
        "out/coast.pdf",
        "out/coast.pptx",
        "out/short.pdf",
    ]
    assert (project / "out" / "coast.pdf").read_bytes().startswith(b"%PDF-")
    assert (project / "out" / "coast.pptx").read_bytes().startswith(b"PK")


def test_build_tells_pages_notes_size_and_time(footnoted: Run) -> None:
    line = footnoted("build", "short").out.splitlines()[0]
    path, pages, notes, size, time = line.split("\t")
    assert (path, pages, notes) == ("out/short.pdf", "1 page", "2 notes")
    assert size.endswith(" kB")
    assert time.endswith(" s")


def test_build_works_from_any_folder_of_the_project(
    footnoted: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "data" / "facts")
    assert footnoted("build", "short").code == 0
    assert (project / "out" / "short.pdf").is_file()


def test_build_takes_project_formats_and_folder(
    footnoted: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "elsewhere"
    assert footnoted("build", "--project", str(project), "--to", "pptx", "-o", str(out)).code == 0
    assert sorted(path.name for path in out.iterdir()) == ["coast.pptx", "short.pptx"]


def test_audience_and_language_of_the_command_line_stand_in_the_name(
    footnoted: Run, project: Path
) -> None:
    assert footnoted("build", "short", "--audience", "board", "--lang", "en").code == 0
    assert [path.name for path in (project / "out").iterdir()] == ["short.board.en.pdf"]


@pytest.mark.parametrize(
    ("arguments", "rule", "meant"),
    [
        (["coats"], "unknown-outline", "coast"),
        (["--audience", "bord"], "unknown-audience", "board"),
        (["--style", "bas"], "unknown-style", "base"),
        (["--to", "pdff"], "unknown-format", "pdf"),
        (["--lang", "xx"], "unknown-language", "en"),
        (["--date", "yesterday"], "bad-date", "YYYY-MM-DD"),
    ],
)
def test_wrong_names_on_the_command_line_are_usage(
    footnoted: Run, project: Path, arguments: list[str], rule: str, meant: str
) -> None:
    done = footnoted("build", *arguments)
    assert done.code == 2
    assert f"[{rule}]" in done.err
    assert meant in done.err
    assert not (project / "out").exists()


@pytest.mark.parametrize("arguments", [["buidl"], ["build", "--adience", "x"], ["list", "fcts"]])
def test_unknown_words_are_usage_with_what_was_meant(footnoted: Run, arguments: list[str]) -> None:
    done = footnoted(*arguments)
    assert (done.code, done.out) == (2, "")
    assert {"buidl": "build", "build": "--audience", "list": "facts"}[arguments[0]] in done.err


def test_no_project_is_told_with_the_way_to_one(
    footnoted: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    done = footnoted("build")
    assert done.code == 3
    assert "footnoted init" in done.err


def test_a_fault_is_told_with_its_place_and_the_line(footnoted: Run, project: Path) -> None:
    change(project / "data/facts/all.yaml", "topics: [water]", "topics: [watr]")
    done = footnoted("build")
    assert done.code == 3
    assert "data/facts/all.yaml:11:12: error:" in done.err
    assert "topics: [watr]" in done.err
    assert "^^^^" in done.err
    assert "`water`" in done.err
    assert not (project / "out").exists()


def test_places_open_from_the_working_folder(
    footnoted: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(project / "data/facts/all.yaml", "topics: [water]", "topics: [watr]")
    monkeypatch.chdir(project / "outlines")
    assert "\n../data/facts/all.yaml:11:12: error:" in "\n" + footnoted("build").err


def test_broken_yaml_is_an_input_fault(footnoted: Run, project: Path) -> None:
    (project / "outlines" / "bad.yaml").write_text("title: [\n", encoding="utf-8")
    done = footnoted("check")
    assert done.code == 3
    assert "outlines/bad.yaml:" in done.err


def test_more_pages_than_the_budget_is_a_warning_or_exit_4(footnoted: Run, project: Path) -> None:
    outline = project / "outlines" / "coast.yaml"
    change(outline, "outputs:", "budget: {slides: 1}\noutputs:")
    done = footnoted("build", "coast")
    assert done.code == 0
    assert "[over-budget]" in done.err
    assert footnoted("build", "coast", "--strict").code == 1
    old = (project / "out" / "coast.pptx").read_bytes()
    change(outline, "{slides: 1}", "{slides: 1, overflow: error}")
    assert footnoted("build", "coast", "--date", "2001-01-01").code == 4
    assert (project / "out" / "coast.pptx").read_bytes() == old


def test_a_deck_that_had_to_step_down_is_exit_4_where_nothing_may(
    footnoted: Run, project: Path
) -> None:
    outline = project / "outlines" / "coast.yaml"
    assert footnoted("build", "coast", "--to", "pptx", "--fit", "error").code == 0
    old = (project / "out" / "coast.pptx").read_bytes()
    words = "Words that go on and on. " * 60
    long = f"blocks:\n  - {{id: long, type: callout, title: Too long, words: '{words}'}}\n"
    change(outline, "blocks:\n", long)
    done = footnoted("build", "coast", "--to", "pptx", "--fit", "error", "--date", "2001-01-01")
    assert done.code == 4
    assert re.search(r"slide 2: .*points, not \d+ \[shrunk\]", done.err)
    assert "--fit error" in done.err
    assert (project / "out" / "coast.pptx").read_bytes() == old
    assert footnoted("build", "coast", "--to", "pptx").code == 0


def test_a_file_that_cannot_be_written_is_exit_5_and_the_others_are(
    footnoted: Run, project: Path
) -> None:
    (project / "out" / "coast.pdf").mkdir(parents=True)
    done = footnoted("build", "coast")
    assert done.code == 5
    assert "[cannot-write]" in done.err
    names = sorted(path.name for path in (project / "out").iterdir())
    assert names == ["coast.pdf", "coast.pptx"]


@pytest.mark.parametrize("command", [["build", "--out", "note.txt"], ["init", "note.txt/new"]])
def test_a_file_where_a_folder_is_wanted_is_told_once(
    footnoted: Run, project: Path, command: list[str]
) -> None:
    (project / "note.txt").write_text("kept", encoding="utf-8")
    done = footnoted(*command)
    assert done.code == 5
    assert done.err.startswith("error: `note.txt` is a file; a folder is wanted here")
    assert done.err.endswith("\n1 error\n")
    assert (project / "note.txt").read_text(encoding="utf-8") == "kept"


def test_a_name_too_long_for_the_disk_is_told(footnoted: Run) -> None:
    done = footnoted("build", "coast", "--to", "pdf", "--out", "a" * 300)
    assert done.code == 5
    assert "File name too long [cannot-write]" in done.err


def test_an_outline_may_be_named_by_its_path(footnoted: Run, project: Path) -> None:
    assert footnoted("build", "outlines/coast.yaml", "--to", "pdf").code == 0
    assert [path.name for path in (project / "out").iterdir()] == ["coast.pdf"]


def test_a_project_without_outlines_says_so(footnoted: Run, project: Path) -> None:
    for path in (project / "outlines").glob("*.yaml"):
        if path.stem != "audiences":
            path.unlink()
    done = footnoted("build")
    assert done.code == 3
    assert "the project has no outline" in done.err


def test_build_tells_a_few_of_many_like_warnings_and_check_all(footnoted: Run) -> None:
    built = footnoted("build", "--lang", "fr")
    checked = footnoted("check", "--lang", "fr")
    assert (built.code, checked.code) == (0, 1)
    assert built.err.count("warning: ") == 5
    more = re.search(r"and (\d+) more \[missing-translation\]; `footnoted check`", built.err)
    assert more is not None
    assert checked.err.count("[missing-translation]") == 5 + int(more[1])


def test_speakers_and_populations_are_translated(footnoted: Run, project: Path) -> None:
    (project / "data/facts/new.yaml").write_text(
        """\
drought:
  kind: claim
  by: {who: {en: the water board, es: la junta del agua}}
  text: {full: {en: "{n} are dry, {who} said.", es: "{n} están secos, dijo {who}."}}
  values: {n: {is: 12, unit: wells, population: {en: dry wells, es: pozos secos}}}
  topics: [water]
  cites: [{source: survey-2020, seen: read}]
""",
        encoding="utf-8",
    )
    (project / "outlines/dry.yaml").write_text(
        """\
title: {en: Dry, es: Secos}
blocks:
  - {id: n, type: stat, values: drought.n}
  - {id: all, type: facts, from: {facts: drought}}
""",
        encoding="utf-8",
    )
    document = footnoted("show", "dry", "--stage", "document", "--lang", "es").out
    assert "12 están secos, dijo la junta del agua." in document
    assert "pozos secos (la junta del agua)" in document


def test_json_holds_files_and_diagnostics(footnoted: Run, project: Path) -> None:
    change(project / "outlines/coast.yaml", "outputs:", "budget: {slides: 1}\noutputs:")
    done = footnoted("build", "coast", "--json")
    told = json.loads(done.out)
    assert (done.err, told["exit"]) == ("", 0)
    assert [(one["format"], one["notes"] > 0) for one in told["files"]] == [
        ("pdf", True),
        ("pptx", True),
    ]
    assert told["files"][0]["pages"] == 1
    assert [one["rule"] for one in told["diagnostics"]] == ["over-budget"]
    assert told["diagnostics"][0]["at"]["file"] == "outlines/coast.yaml"


def test_quiet_tells_errors_only(footnoted: Run) -> None:
    assert footnoted("build", "short", "--quiet") == (0, "", "")
    assert footnoted("build", "sort", "-q").err != ""


# --- check -----------------------------------------------------------------------------------


def test_check_writes_nothing(footnoted: Run, project: Path) -> None:
    assert footnoted("check") == (0, "", "")
    assert not (project / "out").exists()


def test_check_answers_warnings_with_1(footnoted: Run, project: Path) -> None:
    change(project / "outlines/coast.yaml", "outputs:", "budget: {slides: 1}\noutputs:")
    done = footnoted("check")
    assert done.code == 1
    assert "1 warning" in done.err.splitlines()[-1]


# --- list, show, schema, init ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "ids"),
    [
        ("outlines", ["coast", "short"]),
        ("audiences", ["board"]),
        ("facts", ["wells-2019", "cost-2020"]),
        ("sources", ["perez-2019", "survey-2020"]),
        ("styles", ["base", "beacon", "chancery", "gazette", "meridian"]),
    ],
)
def test_list_prints_lines_and_json(footnoted: Run, what: str, ids: list[str]) -> None:
    head, *lines = footnoted("list", what).out.splitlines()
    assert head.startswith("id\t")
    assert [line.split("\t")[0] for line in lines] == ids
    assert [one["id"] for one in json.loads(footnoted("list", what, "--json").out)] == ids


def test_list_facts_takes_a_selection(footnoted: Run) -> None:
    rows = json.loads(footnoted("list", "facts", "--select", "topic:money", "--json").out)
    assert [row["id"] for row in rows] == ["cost-2020"]


def test_a_wrong_selection_is_told(footnoted: Run) -> None:
    done = footnoted("list", "facts", "--select", "topic:mony")
    assert (done.code, done.out) == (3, "")
    assert "`money`" in done.err


def test_select_goes_with_facts_only(footnoted: Run) -> None:
    assert footnoted("list", "styles", "--select", "topic:money").code == 2


def test_show_a_fact_names_its_place_and_uses(footnoted: Run) -> None:
    done = footnoted("show", "wells-2019")
    assert done.code == 0
    assert done.out.startswith("fact wells-2019\ndata/facts/all.yaml:")
    for words in ("is: 1200", "section why", "outline coast, block water"):
        assert words in done.out
    told = json.loads(footnoted("show", "wells-2019", "--json").out)
    assert told[0]["record"]["cites"][0]["source"] == "perez-2019"


@pytest.mark.parametrize(
    ("name", "words"),
    [("perez-2019", "fact wells-2019"), ("why", "Wells matter"), ("coast", "id: water")],
)
def test_show_takes_every_kind_of_record(footnoted: Run, name: str, words: str) -> None:
    done = footnoted("show", name)
    assert done.code == 0
    assert words in done.out


def test_show_says_what_was_meant(footnoted: Run) -> None:
    done = footnoted("show", "wells-2109")
    assert (done.code, done.out) == (2, "")
    assert "`wells-2019`" in done.err


def test_show_prints_the_document(footnoted: Run) -> None:
    done = footnoted("show", "coast", "--stage", "document")
    assert done.code == 0
    assert "more than 1,200" in done.out


def test_schema_prints_one_and_writes_all(footnoted: Run, project: Path) -> None:
    done = footnoted("schema", "outline")
    assert json.loads(done.out)["$schema"].startswith("http://json-schema.org/draft-07")
    assert '"key-points"' in done.out
    assert footnoted("schema", "outlin").code == 2
    assert footnoted("schema").code == 0
    written = {path.name for path in (project / ".footnoted").iterdir()}
    assert {"outline.schema.json", "facts.schema.json", "style.schema.json"} <= written


def test_init_makes_a_project_that_builds(
    footnoted: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = footnoted("init", str(tmp_path / "new"))
    assert (done.code, done.out) == (0, "")
    assert "footnoted build" in done.err
    monkeypatch.chdir(tmp_path / "new")
    assert footnoted("list", "outlines").code == 0
    again = footnoted("init", str(tmp_path / "new"))
    assert again.code == 5
    assert "already holds" in again.err


# --- terminals, pipes, signals -------------------------------------------------------------------


def test_colour_is_for_those_who_ask(footnoted: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in footnoted("build", "coats").err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" in footnoted("build", "coats", "--color", "always").err


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """Return what a terminal shows of standard error."""
    ours, theirs = pty.openpty()
    variables = {key: text for key, text in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        [*FOOTNOTED, *arguments],
        cwd=cwd,
        env=variables | {"TERM": "xterm"} | environment,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # Linux says EIO where the other end is closed.
        pass
    finally:
        os.close(ours)
        process.wait()
    return shown.decode()


def test_a_terminal_sees_progress_and_colour(project: Path) -> None:
    assert "0/1 short.pdf" in on_a_terminal("build", "short", cwd=project)
    assert on_a_terminal("build", "short", "--quiet", cwd=project) == ""
    assert "\x1b[1;31m" in on_a_terminal("build", "shrt", cwd=project)
    assert "\x1b[" not in on_a_terminal("build", "shrt", cwd=project, NO_COLOR="1")


def test_escapes_in_project_files_do_not_reach_the_terminal(footnoted: Run, project: Path) -> None:
    change(project / "data/facts/all.yaml", 'full: "A well', 'full: "\\e[2JA well')
    assert "\x1b" not in footnoted("show", "cost-2020").out
    assert "\x1b" not in footnoted("list", "facts").out


def test_a_terminal_without_utf_8_gets_escapes(project: Path) -> None:
    done = cold("show", "perez-2019", cwd=project, PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert "P\\xe9rez" in done.out
    done = cold("show", "perez-2019", "--json", cwd=project, PYTHONIOENCODING="ascii")
    assert "Pérez" in json.dumps(json.loads(done.out), ensure_ascii=False)


def test_a_closed_pipe_is_no_fault(project: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [*FOOTNOTED, "list", "facts"],
        cwd=project,
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_standard_output_is_told(project: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*FOOTNOTED, "list", "facts"],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 5
    assert b"standard output" in done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_streams_are_no_fault(project: Path) -> None:
    command = " ".join([*FOOTNOTED, "build short >&- 2>&-"])
    assert subprocess.run(["sh", "-c", command], cwd=project, check=False).returncode == 0
    assert (project / "out" / "short.pdf").is_file()


AT_READING = """
import os, signal, sys
from footnoted.cli import main

def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith("dataset.yaml"):
        {act}

sys.addaudithook(hook)
main(["build"])
"""


def at_reading(act: str, project: Path, **environment: str) -> Done:
    """Let something happen while the dataset is opened."""
    done = subprocess.run(
        [sys.executable, "-c", AT_READING.format(act=act)],
        cwd=project,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_an_interrupt_is_silent_and_130(project: Path) -> None:
    done = at_reading(f"os.kill(os.getpid(), {int(signal.SIGINT)})", project)
    assert (done.code, done.out, done.err.strip()) == (130, "", "")


def test_a_fault_of_ours_is_70_with_a_traceback_only_for_those_who_ask(project: Path) -> None:
    done = at_reading("raise LookupError('boom')", project)
    assert done.code == 70
    assert "our fault" in done.err
    assert "LookupError: boom" in done.err
    assert "Traceback" not in done.err
    done = at_reading("raise LookupError('boom')", project, FOOTNOTED_DEBUG="1")
    assert "Traceback" in done.err


def test_shells_are_helped_to_complete(project: Path) -> None:
    done = cold(
        cwd=project,
        _FOOTNOTED_COMPLETE="complete_bash",
        COMP_WORDS="footnoted sch",
        COMP_CWORD="1",
    )
    assert done.out.split() == ["schema"]
