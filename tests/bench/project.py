"""A paper of the peers' bench in, a project of ours out: `project.py PAPER.json FOLDER`.

Every note becomes a fact with its source, every numeral of the text a value of a fact, every row
of a table a fact; headings and paragraphs become sections of the dataset and blocks of the outline
`paper`, which lies in the house style with notes in full.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from paper import Block, Citation, Paper, Run

ROOT = Path(__file__).parents[2]
STYLE = "extends: base\nnotes: {repeats: full}\n"
"""As with the peers, each note tells its source in full."""
DATASET = """footnoted: 1
id: bench
title: A generated paper
language: en
as-of: "2026-11-21"
topics:
  bench: {title: Bench}
units:
  count: {one: "{n}", other: "{n}"}
  percent: {one: "{n}%", other: "{n}%"}
"""
NUMERAL = re.compile(r"(?P<share>\d+\.\d+)%|£(?P<sum>\d{3},\d{3})")


def write_project(paper: Paper, folder: Path) -> None:
    """Write a whole project into a folder, which is emptied first."""
    write_papers({"paper": paper}, {}, folder)


def write_papers(papers: Mapping[str, Paper], decks: Mapping[str, Paper], folder: Path) -> None:
    """Write one project of many briefs, each with facts, sources and sections of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("data/facts", "data/sections", "data/sources", "outlines", "styles"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "styles" / "base.yaml", folder / "styles" / "base.yaml")
    texts = {"styles/bench.yaml": STYLE, "data/dataset.yaml": DATASET}
    for form, briefs in (("pdf", papers), ("pptx", decks)):
        for name, paper in briefs.items():
            lead = f"{name}-" if len(papers) + len(decks) > 1 else ""
            converter = _Converter(paper, lead, form)
            converter.convert()
            texts |= {
                f"data/sources/{name}.yaml": "\n".join(source_records(paper["notes"], lead)),
                f"data/facts/{name}.yaml": "\n".join(converter.facts()),
                f"data/sections/{name}.yaml": "\n".join(converter.sections),
                f"outlines/{name}.yaml": "\n".join(converter.outline),
            }
    for name, text in texts.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")


class _Converter:
    def __init__(self, paper: Paper, lead: str, form: str) -> None:
        self.paper = paper
        self.lead = lead
        """Before every id."""
        self.in_deck = form == "pptx"
        self.values: dict[str, list[str]] = {f"n{n}": [] for n in range(1, len(paper["notes"]) + 1)}
        self.rows: list[str] = []
        self.sections: list[str] = []
        self.outline = [
            f"footnoted: 1\ntitle: {quoted(paper['title'])}",
            f"style: bench\noutputs: [{form}]\nblocks:",
            *([] if self.in_deck else ["  - {id: contents, type: contents}"]),
        ]
        self.fact = "n1"
        self.speaker = ""
        self.count = 0

    def convert(self) -> None:
        """Fill outline, sections and rows; must run once, before `facts`."""
        for number, block in enumerate(self.paper["blocks"]):
            match block["type"]:
                case "heading":
                    self.heading(block)
                case "para":
                    self.sections.append("\n    " + self.runs(block["runs"]).strip())
                case "list":
                    self.sections.append("")
                    call = f"[@{self.lead}n{block['fn']}]" if "fn" in block else ""
                    self.fact = f"n{block['fn']}" if call else self.fact
                    self.sections += [f"    - {self.text(item)}" for item in block["items"]]
                    self.sections[-1] += call
                case _:
                    self.table(number, block)

    def heading(self, block: Block) -> None:
        self.count += 1
        title = quoted(block["text"])
        self.speaker = f", speaker: {quoted(block['speaker'])}" if "speaker" in block else ""
        if block["level"] == 1:
            part = f"  - {{id: part-{self.count}, type: section, title: {title}}}"
            self.outline.append(part)
        self.outline.append(
            f"  - {{id: unit-{self.count}, type: prose, section: {self.lead}unit-{self.count}"
            f"{self.speaker}}}"
        )
        self.sections.append(f"{self.lead}unit-{self.count}:\n  title: {title}\n  text: |-")

    def runs(self, runs: list[Run]) -> str:
        called = next((run["fn"] for run in runs if "fn" in run), None)
        self.fact = f"n{called}" if called else self.fact
        marks = {"b": "**", "i": "*"}
        parts = []
        for run in runs:
            mark = marks.get(run.get("s", ""), "")
            parts.append(
                f"[@{self.lead}n{run['fn']}]"
                if "fn" in run
                else f"{mark}{self.text(run['t'])}{mark}"
            )
        return "".join(parts)

    def text(self, text: str) -> str:
        """Let numerals be values of the paragraph's fact."""

        def value(found: re.Match[str]) -> str:
            values = self.values[self.fact]
            name = f"v{len(values) + 1}"
            amount = found["share"] or found["sum"].replace(",", "")
            unit = "percent" if found["share"] else "GBP"
            values.append(f"    {name}: {{is: {amount}, unit: {unit}}}")
            return f"{{{{{self.lead}{self.fact}.{name}}}}}"

        return NUMERAL.sub(value, text)

    def table(self, number: int, block: Block) -> None:
        names = [f"{self.lead}t{number}-{row}" for row in range(len(block["rows"]))]
        for name, row in zip(names, block["rows"], strict=True):
            source = self.paper["notes"][int(self.fact[1:]) - 1]["source"]
            cite = f"{{source: {self.lead}{source}, seen: read}}"
            self.rows += row_fact(name, block["header"], row, cite)
        columns = [f"      - {{show: text, title: {block['header'][0]}}}"]
        columns += [
            f"      - {{show: 'value:{column.lower()}', title: {column}}}"
            for column in block["header"][1:]
        ]
        caption = re.sub(r"^Table \d+\. ", "", block["caption"])
        self.outline += [
            f"  - id: table-{number}\n    type: table\n    caption: {quoted(caption)}",
            f"    from: {{facts: [{', '.join(names)}]}}\n    columns:",
            *columns,
        ]

    def facts(self) -> Iterator[str]:
        """Yield the facts that notes stand for, then those of the tables."""
        for number, note in enumerate(self.paper["notes"], 1):
            yield f"{self.lead}n{number}:\n  kind: event\n  topics: [bench]"
            yield f"  text: {{full: {quoted(note['title'] + '.')}}}"
            if values := self.values[f"n{number}"]:
                yield "\n".join(["  values:", *values])
            pages = note["locator"].removeprefix("pp. ").replace("–", "-")
            source = self.lead + note["source"]
            yield f'  cites: [{{source: {source}, locator: "{pages}", seen: read}}]'
        yield from self.rows


def row_fact(name: str, header: list[str], row: list[str], cite: str) -> Iterator[str]:
    """Yield the fact of a table's row: its words, and a value for each other column."""
    words, *numbers = row
    yield f"{name}:\n  kind: statistic\n  topics: [bench]"
    yield f"  text: {{full: {quoted(words)}}}\n  values:"
    for column, number in zip(header[1:], numbers, strict=True):
        amount = number.replace(",", "").rstrip("%").lstrip("+")
        unit = "percent" if number.endswith("%") else "count"
        yield f"    {column.lower()}: {{is: {amount}, unit: {unit}}}"
    yield f"  cites: [{cite}]"


def source_records(notes: list[Citation], lead: str = "") -> Iterator[str]:
    """Yield the sources that citations name, each once."""
    for source in {note["source"]: note for note in notes}.values():
        authors = ", ".join(map(quoted, source["authors"]))
        yield f"{lead}{source['source']}:\n  type: report\n  author: [{authors}]"
        yield f"  title: {quoted(source['title'])}\n  publisher: {source['publisher']}"
        yield f'  number: "{source["number"]}"\n  issued: "{_iso(source["date"])}"'
        yield f'  URL: {source["url"]}\n  accessed: "{_iso(source["accessed"])}"'
        yield "  custom: {tier: primary, perspective: academic}"


def _iso(date: str) -> str:
    return datetime.strptime(date, "%d %B %Y").date().isoformat()  # noqa: DTZ007  a day has no zone


def quoted(text: str) -> str:
    """Return text as YAML in quotation marks."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    write_project(json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2]))
