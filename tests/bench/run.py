"""Measure what a build costs and how the cost grows; prints Markdown: `python tests/bench/run.py`.

Medians of several cold processes. Compare columns and rows, not machines: other work on the same
machine moves every wall time, the ratios stay.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SIZES = (10, 100, 1000)

LIBRARIES = "import babel, lxml.etree, msgspec, pyphen, typer, uharfbuzz, yaml"
WRITERS = "import pptx"
ENVIRONMENT = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""Installed packages are compiled; so shall ours be."""


def cold(command: list[str]) -> tuple[float, float]:
    """Run a command; return its wall time in seconds and its peak memory in MB."""
    begun = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return seconds, usage.ru_maxrss / 1024


def start_table() -> list[str]:
    """Set a whole cold build beside what its interpreter and libraries take alone."""
    with tempfile.TemporaryDirectory() as out:
        footnoted = [sys.executable, "-m", "footnoted"]
        build = [*footnoted, "build", "--quiet", "--out", out]
        commands = {
            "`footnoted build briefing talk`": [*build, "briefing", "talk"],
            "`footnoted build briefing`": [*build, "briefing"],
            "`footnoted build talk`": [*build, "talk"],
            "`footnoted --version`": [*footnoted, "--version"],
            "importing the libraries": [sys.executable, "-c", f"{LIBRARIES}; {WRITERS}"],
            "the same without the writers": [sys.executable, "-c", LIBRARIES],
            "`python -c pass`": [sys.executable, "-c", "pass"],
        }
        for command in commands.values():
            cold(command)
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                taken[name].append(cold(command))
    base = median(seconds for seconds, _ in taken["importing the libraries"])
    rows = ["| process, cold | wall s | x libraries | peak MB |", "|---|--:|--:|--:|"]
    for name, runs in taken.items():
        wall, memory = (median(column) for column in zip(*runs, strict=True))
        rows.append(f"| {name} | {wall:.3f} | {wall / base:.2f} | {memory:.0f} |")
    return rows


def growth_table(form: str, unit: str) -> list[str]:
    """Measure one writer on documents of three sizes."""
    rows = [
        f"| {unit}s asked | {unit}s | notes a {unit} | s | ms a {unit} | cpu ms a {unit} "
        f"| growth, cpu | growth, {unit}s | peak MB | of it before writing | MB out |",
        "|" + "--:|" * 11,
    ]
    last: dict[str, float] | None = None
    for size in SIZES:
        one = _median_of([_measure(form, size) for _ in range(ROUNDS if size < 1000 else 2)])
        grown = f"x {one['cpu'] / last['cpu']:.1f}" if last else ""
        longer = f"x {one['extent'] / last['extent']:.1f}" if last else ""
        rows.append(
            f"| {size} | {one['extent']:.0f} | {one['notes'] / one['extent']:.1f} "
            f"| {one['seconds']:.2f} | {one['seconds'] / one['extent'] * 1000:.1f} "
            f"| {one['cpu'] / one['extent'] * 1000:.1f} "
            f"| {grown} | {longer} | {one['memory']:.0f} | {one['before']:.0f} "
            f"| {one['bytes'] / 1e6:.1f} |"
        )
        last = one
    return rows


def _measure(form: str, size: int) -> dict[str, float]:
    command = [sys.executable, str(HERE / "measure.py"), form, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _median_of(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: median(one[key] for one in runs) for key in runs[0]}


def main() -> None:
    """Print the three tables."""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, medians of {ROUNDS} rounds\n")
    print("## Cold start\n", *start_table(), sep="\n")
    print("\n## Papers, eight notes a page\n", *growth_table("pdf", "page"), sep="\n")
    print("\n## Decks\n", *growth_table("pptx", "slide"), sep="\n")


if __name__ == "__main__":
    main()
