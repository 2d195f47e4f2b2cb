"""Outputs are whole or untouched: killed, full, forbidden; and the same input gives same bytes."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from footnoted.output import replace_file

OLD = b"the old file, whole" * 100
NEW = b"the new file, whole" * 9000

KILL_AT_LINE = """
import os, signal, sys
from pathlib import Path
from footnoted import output

target, new = Path(sys.argv[1]), b"the new file, whole" * 9000
left = int(sys.argv[2])

def trace(frame, event, argument):
    global left
    if frame.f_code.co_filename != output.__file__:
        return None
    left -= event == "line"
    if left < 0:
        os.kill(os.getpid(), 9)
    return trace

sys.settrace(trace)
output.replace_file(target, new)
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "brief.pdf"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def run(script: str, *arguments: object, **limits: int) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if "file_size" in limits:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limits["file_size"],) * 2)

    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, preexec_fn=limit, capture_output=True, text=True, check=False)


def test_a_new_file_takes_the_place_of_the_old(target: Path) -> None:
    assert replace_file(target, NEW) is None
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    assert replace_file(tmp_path / "a" / "b" / "c.pdf", NEW) is None
    assert (tmp_path / "a" / "b" / "c.pdf").read_bytes() == NEW


def test_permissions_of_the_old_file_are_kept_and_new_ones_obey_the_umask(target: Path) -> None:
    target.chmod(0o640)
    old_mask = os.umask(0o027)
    try:
        replace_file(target, NEW)
        replace_file(target.with_name("fresh.pdf"), NEW)
    finally:
        os.umask(old_mask)
    assert target.stat().st_mode & 0o777 == 0o640
    assert target.with_name("fresh.pdf").stat().st_mode & 0o777 == 0o640


def test_a_folder_in_the_place_of_the_file_is_told_and_kept(target: Path) -> None:
    target.unlink()
    target.mkdir()
    found = replace_file(target, NEW)
    assert found is not None
    assert found.rule == "cannot-write"
    assert str(target) in found.message
    assert list(target.parent.iterdir()) == [target]
    assert list(target.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_told_and_kept(target: Path) -> None:
    found = replace_file(target / "brief.pdf", NEW)
    assert found is not None
    assert target.read_bytes() == OLD


def test_a_read_only_folder_keeps_the_old_file() -> None:
    script = (
        "import os, sys; from pathlib import Path; from footnoted.output import replace_file\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"  # root may write anywhere, nobody may not
        "print(replace_file(Path(sys.argv[1]), b'new').message)"
    )
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top, "out")
        target = folder / "brief.pdf"
        folder.mkdir()
        target.write_bytes(OLD)
        Path(top).chmod(0o755)
        folder.chmod(0o555)
        try:
            done = run(script, target)
            assert done.stderr == ""
            assert "Permission denied; the file that was there is untouched" in done.stdout
            assert target.read_bytes() == OLD
            assert list(folder.iterdir()) == [target]
        finally:
            folder.chmod(0o755)


@pytest.mark.parametrize("room", [0, 1, 4096, len(NEW) - 1])
def test_a_full_disk_keeps_the_old_file(target: Path, room: int) -> None:
    script = (
        "import sys; from pathlib import Path; from footnoted.output import replace_file\n"
        "print(replace_file(Path(sys.argv[1]), b'the new file, whole' * 9000).rule)"
    )
    done = run(script, target, file_size=room)
    assert (done.stdout, done.stderr) == ("cannot-write\n", "")
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_killed_at_any_line_leaves_the_old_file_or_the_new_one(target: Path) -> None:
    """SIGKILL before each line that runs; no timing, so every point is met in every run."""
    seen = []
    for line in range(200):
        target.write_bytes(OLD)
        done = run(KILL_AT_LINE, target, line)
        seen.append(target.read_bytes())
        assert seen[-1] in {OLD, NEW}
        for path in target.parent.iterdir():
            # Between getting a name and taking the place, a whole copy can be left; never half.
            assert path == target or path.read_bytes() == NEW
            path.unlink()
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert done.returncode == 0
    assert seen == sorted(seen, reverse=True), "once the new file is there it stays"
    assert {OLD, NEW} == set(seen)
    assert len(seen) > 20


def built(project: Path, *arguments: str, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own; return the files by name."""
    variables = {key: text for key, text in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "footnoted", "build", "--quiet", *arguments],
        cwd=project,
        env=variables | environment,
        check=True,
    )
    return {path.name: path.read_bytes() for path in sorted((project / "out").iterdir())}


def test_same_input_same_bytes(project: Path, tmp_path: Path) -> None:
    """Another hash seed, time zone, language, folder and day of building: the same files."""
    other = tmp_path / "a folder with another name" / "wells"
    shutil.copytree(project, other)
    for path in sorted(other.rglob("*"), reverse=True):
        os.utime(path, (1e9, 1e9))
    first = built(
        project, "--date", "2026-11-21", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C"
    )
    second = built(
        other, "--date", "2026-11-21", PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8"
    )
    epoch = built(other, SOURCE_DATE_EPOCH="1795219200", PYTHONHASHSEED="3")
    assert list(first) == ["coast.pdf", "coast.pptx", "short.pdf"]
    assert first == second
    assert first == epoch, "1795219200 is 2026-11-21T00:00:00Z"


def test_the_date_reaches_the_files(project: Path) -> None:
    first = built(project, "short", "--date", "2026-11-21")
    second = built(project, "short", "--date", "2026-11-22")
    assert first["short.pdf"] != second["short.pdf"]


@pytest.mark.parametrize("epoch", ["soon", "1e9", "99999999999999999999"])
def test_a_senseless_epoch_is_told(project: Path, epoch: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "footnoted", "build"],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": epoch},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert not (project / "out").exists()


def test_a_date_before_zip_archives_builds(project: Path) -> None:
    files = built(project, "coast", "--date", "1969-07-20")
    assert files["coast.pptx"].startswith(b"PK")
