"""A deck of the peers' bench in, a project of ours out: `deck_project.py DECK.json FOLDER`.

Every slide's citation becomes a fact with its source, which each of its bullets calls; every
numeral of the bullets becomes a value of that fact, every row of a table a fact.
"""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import NotRequired, TypedDict

from paper import Citation
from project import DATASET, NUMERAL, ROOT, quoted, row_fact, source_records


class Grid(TypedDict):
    header: list[str]
    rows: list[list[str]]


class SlideModel(TypedDict):
    """A slide of `bench-deck/1`."""

    title: str
    source: str
    citation: Citation
    notes: str
    bullets: NotRequired[list[str]]
    table: NotRequired[Grid]


class DeckModel(TypedDict):
    title: str
    slides: list[SlideModel]


def write_deck_project(deck: DeckModel, folder: Path) -> None:
    """Write a whole project into a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("data/facts", "data/sections", "data/sources", "outlines", "styles"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "styles" / "base.yaml", folder / "styles" / "base.yaml")
    facts, sections, outline = [], [], []
    for number, slide in enumerate(deck["slides"], 1):
        if "table" in slide:
            made, block = _table(number, slide, slide["table"])
        else:
            made, block, prose = _bullets(number, slide)
            sections.append(prose)
        facts += made
        outline.append(f"{block}\n    speaker: {quoted(slide['notes'])}")
    head = f"footnoted: 1\ntitle: {quoted(deck['title'])}\nstyle: base\noutputs: [pptx]\nblocks:"
    texts = {
        "data/dataset.yaml": DATASET,
        "data/sources/sources.yaml": "\n".join(
            source_records([slide["citation"] for slide in deck["slides"]])
        ),
        "data/facts/facts.yaml": "\n".join(facts),
        "data/sections/sections.yaml": "\n".join(sections),
        "outlines/deck.yaml": "\n".join([head, *outline]),
    }
    for name, text in texts.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")


def _bullets(number: int, slide: SlideModel) -> tuple[list[str], str, str]:
    """Return the facts, the block and the section of a slide of bullets."""
    values: list[str] = []

    def value(found: re.Match[str]) -> str:
        name = f"v{len(values) + 1}"
        amount = found["share"] or found["sum"].replace(",", "")
        unit = "percent" if found["share"] else "GBP"
        values.append(f"    {name}: {{is: {amount}, unit: {unit}}}")
        return f"{{{{n{number}.{name}}}}}"

    lines = [NUMERAL.sub(value, bullet) for bullet in slide.get("bullets", [])]
    note = slide["citation"]
    fact = [f"n{number}:\n  kind: event\n  topics: [bench]"]
    fact.append(f"  text: {{full: {quoted(note['title'] + '.')}}}")
    if values:
        fact.append("\n".join(["  values:", *values]))
    fact.append(f'  cites: [{{source: {note["source"]}, locator: "{_pages(note)}", seen: read}}]')
    called = "\n".join(f"    - {line}[@n{number}]" for line in lines)
    section = f"slide-{number}:\n  title: {quoted(slide['title'])}\n  text: |-\n{called}"
    block = f"  - id: slide-{number}\n    type: prose\n    section: slide-{number}"
    return fact, block, section


def _table(number: int, slide: SlideModel, grid: Grid) -> tuple[list[str], str]:
    """Return the facts and the block of a slide with a table."""
    note = slide["citation"]
    cite = f'{{source: {note["source"]}, locator: "{_pages(note)}", seen: read}}'
    names = [f"t{number}-{row}" for row in range(len(grid["rows"]))]
    facts = [
        line
        for name, row in zip(names, grid["rows"], strict=True)
        for line in row_fact(name, grid["header"], row, cite)
    ]
    columns = [f"      - {{show: text, title: {grid['header'][0]}}}"]
    columns += [
        f"      - {{show: 'value:{column.lower()}', title: {column}}}"
        for column in grid["header"][1:]
    ]
    block = [
        f"  - id: slide-{number}\n    type: table\n    title: {quoted(slide['title'])}",
        f"    caption: {quoted(slide['title'])}",
        f"    from: {{facts: [{', '.join(names)}]}}\n    columns:",
        *columns,
    ]
    return facts, "\n".join(block)


def _pages(note: Citation) -> str:
    return note["locator"].removeprefix("pp. ").replace("–", "-")


if __name__ == "__main__":
    write_deck_project(json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2]))
