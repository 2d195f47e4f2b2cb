"""The guide to a new audience's outline, typed word by word as it stands."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "outlines" / "README.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"(?:Save this as|(?P<more>Add this at the end of))\s`(?P<file>[^`]+)`:\n\n"
    r"```yaml\n(?P<text>.*?)```"
    r"|In\s`(?P<slip>[^`]+)`\swrite\s`(?P<right>[^`]+)`\sfor\s`(?P<wrong>[^`]+)`"
    r"|```console\n(?P<shown>.*?)```",
    re.DOTALL,
)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def test_the_guide_leads_where_it_says(tmp_path: Path) -> None:
    here, typed = tmp_path, 0
    for step in STEP.finditer(GUIDE):
        if step["file"]:
            file = here / step["file"]
            before = file.read_text(encoding="utf-8") if step["more"] else ""
            file.write_text(before + step["text"], encoding="utf-8")
        elif step["slip"]:
            text = (here / step["slip"]).read_text(encoding="utf-8")
            assert text.count(step["wrong"]) == 1
            (here / step["slip"]).write_text(text.replace(step["wrong"], step["right"]), "utf-8")
        for command, shown in COMMAND.findall(step["shown"] or ""):
            typed += 1
            if command.startswith("cd "):
                here /= command.removeprefix("cd ")
                continue
            assert_shows(here, command, shown)
    assert typed == 9
    assert sorted(path.name for path in (here / "out").iterdir()) == [
        "unions-card.pdf",
        "unions.pdf",
        "unions.pptx",
    ]


def assert_shows(folder: Path, command: str, shown: str) -> None:
    """Type a command; what is not shown of its output must be there at least."""
    program, *words = re.findall(r'"[^"]*"|\S+', command)
    assert program == "footnoted"
    words = [word.strip('"') for word in words]
    done = subprocess.run(
        [sys.executable, "-m", "footnoted", *words],
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said, wanted = _comparable(done.stdout), _comparable(shown)
    assert done.returncode == (3 if "error:" in shown else 1 if "is not printed" in shown else 0), (
        said
    )
    if not wanted:
        assert len(said) > 3
    elif wanted[-1] == "…":
        assert said[: len(wanted) - 1] == wanted[:-1]
        assert len(said) >= len(wanted)
    else:
        assert said == wanted


def _comparable(text: str) -> list[str]:
    """Return the lines, without sizes, times and the spaces that set columns."""
    measured = re.sub(r"\d+ kB\s+\d+\.\d+ s", "", text)
    return [" ".join(line.split()) for line in measured.rstrip("\n").splitlines()]


def test_every_outline_of_the_sample_stands_in_the_guide() -> None:
    named = set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.MULTILINE))
    assert named == {path.stem for path in (ROOT / "outlines").glob("*.yaml")} - {"audiences"}
