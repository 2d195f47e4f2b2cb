"""Time whole processes of ours and of our peers on the same papers: `python tests/bench/peers.py`.

    peers.py [S M L] [--rounds N] [--json PAPER.json]

Made and timed are papers of about 10, 100 and 1,000 pages (S, M and L; without a size, all), or the
one of a file in the JSON of the peers' bench. Ours goes from YAML to a tagged, linked, kerned and
hyphenated PDF with total-fit lines and a contents list. A peer takes part when it is found: Typst
where this Python, or the one that TYPST names, has PyPI's `typst`; pdflatex (of Debian's packages
texlive-latex-recommended, texlive-fonts-recommended and lmodern) in one bare pass, and in two with
links and a contents list. Rounds go through all in turn, and only the ratios count: walls drift
with the machine. Where other work shares the machine, look at the CPU's seconds.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from paper import UNITS, Paper, as_latex, as_typst, make_paper
from project import write_project

DATE = "2026-11-21"
OURS = "footnoted"
COMPILE = "import typst; typst.compile('paper.typ', output='typst.pdf')"
ENVIRONMENT = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""Installed packages are compiled; so shall ours be."""
BETWEEN_LOOKS = 0.05
"""Seconds between two looks at the memory of a run."""
LATEX = ("pdflatex", "-interaction=batchmode")


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to make the paper: commands run one after the other, and the file they make."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    output: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds, and seconds of the CPU."""

    wall: float
    cpu: float


def peers() -> Iterator[Peer]:
    """Yield ours and whoever else is installed."""
    options = ("build", "--quiet", "--project", "project", "--out", "out", "--date", DATE)
    yield Peer(OURS, ((sys.executable, "-m", "footnoted", *options),), "out/paper.pdf")
    python = os.environ.get("TYPST", sys.executable)
    found = subprocess.run([python, "-c", "import typst"], capture_output=True, check=False)
    if found.returncode == 0:
        yield Peer("typst", ((python, "-c", COMPILE),), "typst.pdf")
    if shutil.which(LATEX[0]):
        yield Peer("pdflatex, one bare pass", ((*LATEX, "bare.tex"),), "bare.pdf")
        linked = (*LATEX, "linked.tex")
        yield Peer("pdflatex, linked, two passes", (linked, linked), "linked.pdf")


def write_inputs(paper: Paper, folder: Path) -> None:
    """Write the paper once for each of them."""
    write_project(paper, folder / "project")
    (folder / "paper.typ").write_text(as_typst(paper), "utf-8")
    (folder / "bare.tex").write_text(as_latex(paper, linked=False), "utf-8")
    (folder / "linked.tex").write_text(as_latex(paper, linked=True), "utf-8")


def run(peer: Peer, folder: Path) -> Cost:
    """Make the paper from nothing, as a whole process or several."""
    for left_over in folder.glob("linked.[!t]*"):
        left_over.unlink()
    begun, cpu = perf_counter(), 0.0
    for command in peer.commands:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, **quiet)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
    wall = perf_counter() - begun
    assert (folder / peer.output).stat().st_size, f"{peer.name} made nothing"
    return Cost(wall, cpu)


def weigh(peer: Peer, folder: Path) -> float:
    """Make the paper once more, and return the most that all its processes held together, in MB.

    What they share counts once (Linux, `smaps_rollup`). Looking costs time, so this is not timed.
    """
    most = 0.0
    for command in peer.commands:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, **quiet)
        while process.poll() is None:
            most = max(most, sum(map(held, (process.pid, *children(process.pid)))))
            sleep(BETWEEN_LOOKS)
    return most


def children(process: int) -> list[int]:
    """Return the processes that one has started."""
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))
    except OSError:  # ended
        return []


def held(process: int) -> float:
    """Return the memory of a process in MB, what it shares in parts."""
    try:
        found = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # ended
        return 0.0
    lines = (line.split() for line in found.splitlines())
    return sum(int(words[1]) / 1024 for words in lines if words[0] == "Pss:")


def compare(paper: Paper, rounds: int) -> Iterator[str]:
    """Yield the lines of a table; each ratio is ours to the peer's of the same round."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_inputs(paper, folder)
        runners = tuple(peers())
        costs: dict[str, list[Cost]] = {peer.name: [] for peer in runners}
        for _ in range(rounds):
            for peer in runners:
                costs[peer.name].append(run(peer, folder))
        yield "| maker | wall s | cpu s | ours / it, wall | ours / it, cpu | peak MB | MB out |"
        yield "|---|--:|--:|--:|--:|--:|--:|"
        for peer in runners:
            each = costs[peer.name]
            pairs = list(zip(costs[OURS], each, strict=True))
            walls = median(ours.wall / other.wall for ours, other in pairs)
            cpus = median(ours.cpu / other.cpu for ours, other in pairs)
            size = (folder / peer.output).stat().st_size / 1e6
            yield (
                f"| {peer.name} | {median(one.wall for one in each):.2f} "
                f"| {median(one.cpu for one in each):.2f} | {walls:.2f} | {cpus:.2f} "
                f"| {weigh(peer, folder):.0f} | {size:.2f} |"
            )


def main() -> None:
    """Print a table for each paper."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", nargs="*", help="S, M or L")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="a paper of the peers' bench")
    asked = parser.parse_args()
    papers: dict[str, Paper] = {}
    if asked.json:
        papers[asked.json.stem] = json.loads(asked.json.read_text("utf-8"))
    for size in asked.sizes or ([] if asked.json else UNITS):
        papers[size] = make_paper(UNITS[size])
    for name, paper in papers.items():
        print(f"\n## {name}: {len(paper['notes'])} notes, {asked.rounds} rounds\n", flush=True)
        print(*compare(paper, asked.rounds), sep="\n", flush=True)


if __name__ == "__main__":
    main()
