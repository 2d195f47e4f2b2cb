"""The repository keeps its word: README names everything, CI runs what README prints."""

import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from footnoted import __version__
from footnoted.cli import run
from footnoted.cli.app import app
from footnoted.cli.exits import Exit
from footnoted.model.block import BlockRecord
from footnoted.model.outline import Outline
from footnoted.reader.fitting import tags_of
from footnoted.reader.parse import parse_yaml
from footnoted.reader.record import names_of
from footnoted.selection.clauses import CONTROLS, FIELDS
from footnoted.text.language import WORDED

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
QUICK = re.findall(r"```sh\n(.+)\n```", README)
"""The README's shell blocks of one line."""


def in_readme(word: str) -> bool:
    return re.search(rf"[`,/\s\[]{re.escape(word)}[`,\s\]:=…]", README) is not None


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_readme_names_every_command(command: str) -> None:
    assert re.search(rf"^\| `{command}[ `]", README, re.MULTILINE)


OPTIONS = sorted(
    {name for one in COMMANDS.values() for p in one.params for name in p.opts if name[0] == "-"}
)


@pytest.mark.parametrize("option", OPTIONS)
def test_readme_names_every_option(option: str) -> None:
    assert re.search(rf"`{option}[ `]", README)


@pytest.mark.parametrize("code", list(Exit))
def test_readme_lists_every_exit_code(code: Exit) -> None:
    assert re.search(rf"^\| {int(code)} \| ", README, re.MULTILINE)


KEYS = names_of(Outline)


@pytest.mark.parametrize("key", KEYS)
def test_readme_names_every_key_of_an_outline(key: str) -> None:
    table = README.split("## Outlines", 1)[1].split("\n## ", 1)[0]
    assert f"`{key}`" in table


BLOCKS = sorted(tag for one in BlockRecord.__subclasses__() for tag in tags_of(one))


@pytest.mark.parametrize("block", BLOCKS)
def test_readme_names_every_block(block: str) -> None:
    assert f"`{block}`" in README


@pytest.mark.parametrize("word", [*FIELDS, *CONTROLS])
def test_readme_names_every_field_and_control_of_selections(word: str) -> None:
    table = README.split("## Selections", 1)[1].split("\n## ", 1)[0]
    assert f"`{word}`" in table


def test_the_outline_in_readme_builds_and_its_fault_is_told_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"```yaml\n(title: .+?)```", README, re.DOTALL)
    assert found is not None
    assert run(["init", str(tmp_path / "brief"), "--quiet"]) == 0
    monkeypatch.chdir(tmp_path / "brief")
    Path("outlines/doctors.yaml").write_text(found[1], encoding="utf-8")
    assert run(["build", "doctors", "--quiet"]) == 0
    faulty = found[1].replace("topic:scale ", "topic:scales ")
    Path("outlines/doctors.yaml").write_text(faulty, encoding="utf-8")
    capsys.readouterr()
    assert run(["build", "doctors", "--quiet"]) == 3
    assert f"```console\n{capsys.readouterr().err}```" in README


YAML = re.findall(r"```yaml\n(.+?)```", README, re.DOTALL)


def test_the_blocks_the_style_and_the_records_in_readme_are_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "brief"), "--quiet"]) == 0
    monkeypatch.chdir(tmp_path / "brief")
    outline = next(one for one in YAML if one.startswith("title: "))
    blocks = next(one for one in YAML if one.startswith("  - id: "))
    style = next(one for one in YAML if one.startswith("extends: base"))
    section = next(one for one in YAML if "{{" in one)
    conflict = next(one for one in YAML if "disclose:" in one)
    Path("outlines/doctors.yaml").write_text(outline + blocks, encoding="utf-8")
    Path("styles/harbour.yaml").write_text(style, encoding="utf-8")
    Path("data/sections/readme.yaml").write_text(section, encoding="utf-8")
    with Path("data/conflicts.yaml").open("a", encoding="utf-8") as file:
        file.write("\n" + conflict.replace("revenue-2014:", "revenue-again:"))
    code = run(["build", "doctors", "--style", "harbour", "--quiet"])
    assert (code, capsys.readouterr().err) == (0, "")


def test_ci_runs_the_second_command_as_readme_prints_it() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    first, second = QUICK[:2]
    assert first.endswith("footnoted build")
    assert script.splitlines()[-1] == second
    for check in ("ruff format --check .", "ruff check .", "mypy", "lint-imports", "pytest"):
        assert f"&& .venv/bin/{check}" in second


def test_ci_script_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text(encoding="utf-8").splitlines()[1:3] != []
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_contributing_names_the_commands_of_ci() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for command in QUICK[1].split(" && .venv/bin/")[2:]:
        assert command in text


def test_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    done = subprocess.run(
        [sys.executable, "-m", "footnoted", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"footnoted {__version__}\n"


def test_house_phrases_are_whole_in_every_language() -> None:
    found = parse_yaml("base.yaml", (ROOT / "styles" / "base.yaml").read_bytes())
    assert isinstance(found.root, dict)
    phrases = found.root["phrases"]
    assert list(phrases) == list(WORDED)
    for language, words in phrases.items():
        assert words.keys() == phrases["en"].keys()
        for key, value in words.items():
            names = value.keys() if isinstance(value, dict) else re.findall(r"\{\w+\}", value)
            model = phrases["en"][key]
            same = model.keys() if isinstance(model, dict) else re.findall(r"\{\w+\}", model)
            assert set(names) == set(same), (language, key)
            if language == "fr" and isinstance(value, str):
                assert not re.search(r"(?<!\u202f)[:;!?]", value), key
