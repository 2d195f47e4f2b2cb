"""A matrix of ours beside the best pair of peers on both cores: `python tests/bench/matrix.py`.

    matrix.py [--variants 100] [--texts N] [--rounds 3] [--keep FOLDER]

Made are 100 variants of a paper of ten pages and of a talk of fifteen slides; with fewer `--texts`
than variants, each text goes to several audiences. Ours is one `build --matrix` from YAML to tagged
papers and native decks; theirs is pdflatex (one bare pass each, as many at a time as there are
cores), then PptxGenJS (one process), which NODE_PATH must lead to. Rounds go through both in turn,
and only the ratios count: walls drift with the machine. The second table tells what a second run of
ours takes, when nothing has changed and when one fact has.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter
from typing import NamedTuple

from paper import Block, Paper, as_latex, make_deck, make_paper
from peers import ENVIRONMENT, LATEX
from project import write_papers

HERE = Path(__file__).parent
DATE = "2026-11-21"
UNITS, SLIDES = 11, 15
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Cost(NamedTuple):
    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Cost:
    """Measure this process's children, on the wall and on all cores."""
    before, begun = getrusage(RUSAGE_CHILDREN), perf_counter()
    work()
    wall, after = perf_counter() - begun, getrusage(RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def quietly(command: Sequence[str | Path], folder: Path) -> None:
    subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


def ours(folder: Path, *options: str) -> None:
    options = ("--quiet", "--project", "project", "--out", "out", "--date", DATE, *options)
    quietly((sys.executable, "-m", "footnoted", "build", "--matrix", *options), folder)


def pdflatex(folder: Path, count: int) -> None:
    def one(number: int) -> None:
        quietly((*LATEX, f"paper-{number}.tex"), folder)

    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(one, range(count)))


def pptxgenjs(folder: Path, count: int) -> None:
    files = [f"talk-{number}.{end}" for number in range(count) for end in ("json", "pptx")]
    quietly(("node", HERE / "pptxgen.cjs", *files), folder)


def write_inputs(folder: Path, variants: int, texts: int) -> None:
    """Write the same texts for us, in one project, and for them, one file each."""
    papers = {f"paper-{seed}": make_paper(UNITS, seed) for seed in range(texts)}
    talks = {f"talk-{seed}": make_deck(SLIDES, seed) for seed in range(texts)}
    write_papers(papers, talks, folder / "project")
    readers = [f"reader-{number}" for number in range(-(-variants // texts))]
    declared = "".join(f"{one}: {{name: Reader}}\n" for one in readers)
    (folder / "project/outlines/audiences.yaml").write_text(declared)
    for path in (folder / "project/outlines").glob("*-*.yaml"):
        path.write_text(f"audiences: [{', '.join(readers)}]\nlanguages: en\n" + path.read_text())
    for number in range(variants):
        paper, talk = papers[f"paper-{number % texts}"], talks[f"talk-{number % texts}"]
        (folder / f"paper-{number}.tex").write_text(as_latex(paper, linked=False), "utf-8")
        (folder / f"talk-{number}.json").write_text(json.dumps(_as_slides(talk)), "utf-8")


def _as_slides(talk: Paper) -> dict[str, object]:
    slides = []
    notes = iter(talk["notes"])
    for head, body in zip(talk["blocks"][::2], talk["blocks"][1::2], strict=True):
        slide = {"title": head["text"], "speaker": head["speaker"], "source": next(notes)["text"]}
        own = {"bullets": body["items"]} if "items" in body else {"rows": _rows(body)}
        slides.append(slide | own)
    return {"title": talk["title"], "slides": slides}


def _rows(table: Block) -> list[list[str]]:
    return [table["header"], *table["rows"]]


def check(folder: Path, variants: int) -> str:
    """Say what ours made, so that no run is fast because it made less."""
    entries = json.loads((folder / "out/manifest.json").read_bytes())["variants"]
    assert all(one["state"] == "whole" for one in entries), "not all were made"
    pages = [one["pages"] for one in entries if "pages" in one]
    slides = [one["slides"] for one in entries if "slides" in one]
    assert len(pages) >= variants <= len(slides)
    size = sum(one["bytes"] for one in entries) / 1e6
    return (
        f"{len(pages)} papers of {min(pages)} to {max(pages)} pages, {len(slides)} decks of "
        f"{min(slides)} to {max(slides)} slides, {size:.1f} MB"
    )


def again(folder: Path, texts: int) -> list[tuple[str, Cost]]:
    """Measure second runs: nothing has changed, and one fact has."""
    rows = [("nothing has changed", timed(lambda: ours(folder)))]
    facts = folder / f"project/data/facts/talk-{texts - 1}.yaml"
    facts.write_text(
        re.sub(r"is: (\d)", lambda found: f"is: 1{found[1]}", facts.read_text(), count=1)
    )
    rows.append(("one fact has changed", timed(lambda: ours(folder))))
    return rows


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--variants", type=int, default=100)
    parser.add_argument("--texts", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs and outputs")
    asked = parser.parse_args()
    for command in ((*LATEX, "--version"), ("node", "-e", "require('pptxgenjs')")):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            parser.error(f"`{' '.join(command)}` does not run: see the first lines of this file")
    texts = asked.texts or asked.variants
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        write_inputs(folder, asked.variants, texts)
        makers = {
            "footnoted, papers and decks": lambda: ours(folder, "--force"),
            "pdflatex, papers": lambda: pdflatex(folder, asked.variants),
            "PptxGenJS, decks": lambda: pptxgenjs(folder, asked.variants),
        }
        costs: dict[str, list[Cost]] = {name: [] for name in makers}
        for _ in range(asked.rounds):
            for name, work in makers.items():
                costs[name].append(timed(work))
        print(
            f"{texts} texts, {CORES} cores, {asked.rounds} rounds; {check(folder, asked.variants)}"
        )
        print("\n| maker | wall s | cpu s |\n|---|--:|--:|")
        for name, each in costs.items():
            wall, cpu = (median(column) for column in zip(*each, strict=True))
            print(f"| {name} | {wall:.2f} | {cpu:.2f} |")
        mine, *theirs = costs.values()
        walls, cpus = (
            median(
                own[at] / sum(other[at] for other in others)
                for own, *others in zip(mine, *theirs, strict=True)
            )
            for at in (0, 1)
        )
        print(f"| **ours / both of theirs** | **{walls:.2f}** | **{cpus:.2f}** |")
        print("\n| a second run of ours | wall s | cpu s |\n|---|--:|--:|")
        for name, cost in again(folder, texts):
            print(f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} |")


if __name__ == "__main__":
    main()
