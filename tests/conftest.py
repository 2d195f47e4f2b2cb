"""What several test files share: a small project for each test, and the command run in it."""

import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from footnoted.cli import run

ROOT = Path(__file__).parents[1]

FILES = {
    "data/dataset.yaml": """\
        footnoted: 1
        id: wells
        title: Wells
        as-of: "2020"
        topics:
          water: {title: Water}
          money: {title: Money}
        units:
          wells: {one: "{n} well", other: "{n} wells"}
        """,
    "data/sources/all.yaml": """\
        perez-2019:
          type: book
          author: ["Pérez, Ana"]
          title: Wells of the Coast
          publisher: Example Press
          publisher-place: Lima
          issued: "2019"
        survey-2020:
          type: report
          author: [{literal: Water Board}]
          title: Survey of Wells
          issued: "2020"
        """,
    "data/facts/all.yaml": """\
        wells-2019:
          kind: statistic
          text:
            full: "In {when} the coast had {wells} wells."
            short: "{wells} wells ({when})"
            headline: "The coast had {wells} wells"
          values:
            wells: {is: 1200, unit: wells, bound: more than}
          when: "2019"
          places: [PE]
          topics: [water]
          cites: [{source: perez-2019, locator: "12", seen: read}]
        cost-2020:
          kind: statistic
          text:
            full: "A well cost {cost} in {when}."
            short: "{cost} a well ({when})"
          values:
            cost: {is: 900, unit: USD}
          when: "2020"
          places: [PE]
          topics: [money]
          cites: [{source: survey-2020, locator: "3", seen: read}]
        """,
    "data/sections/all.yaml": """\
        why:
          title: Why wells
          topics: [water]
          text: "Wells matter.[@wells-2019]"
        """,
    "outlines/audiences.yaml": """\
        board: {name: The water board, text: short}
        """,
    "outlines/coast.yaml": """\
        title: Wells of the coast
        outputs: [pdf, pptx]
        date: 2026-11-21
        blocks:
          - {id: water, type: facts, title: Water, from: "topic:water"}
          - {id: money, type: facts, title: Money, from: "topic:money"}
          - {id: works, type: sources, title: Sources}
        """,
    "outlines/short.yaml": """\
        title: Wells in short
        outputs: pdf
        audience: board
        blocks:
          - {id: all, type: facts, title: All of it, from: "place:PE"}
        """,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two outlines, two facts and two sources, in a folder of its own."""
    root = tmp_path / "wells"
    write_project(root)
    return root


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def footnoted(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command in the project's folder, in this process."""
    monkeypatch.chdir(project)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def call(*arguments: str) -> Done:
        code = run(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert "our fault" not in err
        return Done(code, out, err)

    return call


def change(path: Path, old: str, new: str) -> None:
    """Replace words of a file, which must be there, where they stand first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def write_project(root: Path) -> None:
    """Write that project into a folder."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    shutil.copytree(ROOT / "styles", root / "styles")
