"""The sample under every other Python that is installed: the same files, byte for byte.

Each wants an environment of its own, and so the network; CI asks for them by `FOOTNOTED_PYTHONS=1`.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OLDEST = (3, 11)
CANDIDATES = [f"python3.{minor}" for minor in range(OLDEST[1], 20)]

pytestmark = pytest.mark.skipif(
    not os.environ.get("FOOTNOTED_PYTHONS"),
    reason="FOOTNOTED_PYTHONS=1 asks for the other Pythons of this machine",
)


def version_of(program: Path | str) -> tuple[int, ...]:
    """Return what a Python says it is; nothing where it does not start, or has no pip to bring."""
    asked = [program, "-c", "import ensurepip, sys; print(*sys.version_info[:3])"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    return tuple(map(int, told.stdout.split())) if told.returncode == 0 else ()


@cache
def others() -> dict[tuple[int, ...], Path | str]:
    """Return the Pythons of this machine by their versions, without the one that runs the tests."""
    of_pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    programs = [*filter(None, map(shutil.which, CANDIDATES)), *of_pyenv.glob("3.*/bin/python3")]
    found = {version_of(program): program for program in programs}
    return {
        version: program
        for version, program in found.items()
        if version >= OLDEST and version != sys.version_info[:3]
    }


def built(python: Path | str, folder: Path) -> dict[str, bytes]:
    """Return the files of the sample as a Python makes them."""
    command = [python, "-m", "footnoted", "build", "--quiet", "--date", "2026-11-21"]
    subprocess.run([*command, "--project", ROOT, "--out", folder], check=True, cwd=folder.parent)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_python_of_this_machine_makes_the_same_files(tmp_path: Path) -> None:
    if not others():
        pytest.skip("no other Python is installed")
    ours = built(sys.executable, tmp_path / "ours")
    assert {".pdf", ".pptx"} <= {Path(name).suffix for name in ours}
    for version, program in others().items():
        name = ".".join(map(str, version))
        environment = tmp_path / name
        subprocess.run([program, "-m", "venv", environment], check=True)
        python = environment / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", "-e", ROOT], check=True)
        theirs = built(python, tmp_path / f"out-{name}")
        assert theirs.keys() == ours.keys(), name
        different = [file for file in ours if theirs[file] != ours[file]]
        assert not different, f"Python {name} makes others of {', '.join(different)}"
