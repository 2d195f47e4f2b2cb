"""Time whole processes of ours and of python-pptx on the same deck: `deck_peers.py [COUNT]`.

    deck_peers.py [COUNT] [--rounds N] [--json DECK.json]

A deck of so many slides (1,500): a title, four bullets or on every fifth slide a table, a source
line, words for the speaker; or the one of a file in the JSON of the peers' bench (`bench-deck/1`).
Ours goes from YAML, with every claim footnoted and every text measured; python-pptx places text
unmeasured. Only the ratios count; where other work shares the machine, look at the CPU's seconds.
"""

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path
from statistics import median

from deck_project import DeckModel, SlideModel, write_deck_project
from paper import COMMON, MONTHS, PUBLISHERS, SURNAMES, Citation
from peers import DATE, Cost, Peer, run

BULLETS = 4
TABLE_EVERY = 5
ROWS = 6
STOCK = """
import json, sys
from pptx import Presentation
from pptx.util import Inches, Pt

deck, made = json.load(open(sys.argv[1], encoding="utf-8")), Presentation()
made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
for one in deck["slides"]:
    slide = made.slides.add_slide(made.slide_layouts[5 if "table" in one else 1])
    slide.shapes.title.text = one["title"]
    if "table" in one:
        rows = [one["table"]["header"], *one["table"]["rows"]]
        box = Inches(0.6), Inches(1.8), Inches(12), Inches(3.5)
        table = slide.shapes.add_table(len(rows), len(rows[0]), *box).table
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
    else:
        frame = slide.placeholders[1].text_frame
        frame.text, *others = one["bullets"]
        for text in one["bullets"][1:]:
            frame.add_paragraph().text = text
    box = slide.shapes.add_textbox(Inches(0.6), Inches(6.8), Inches(12), Inches(0.5)).text_frame
    box.word_wrap, box.text = True, one["source"]
    box.paragraphs[0].runs[0].font.size = Pt(10)
    slide.notes_slide.notes_text_frame.text = one["notes"]
made.save("stock.pptx")
"""


def make_deck(count: int) -> DeckModel:
    """Return a deck of so many slides, always the same."""
    chance = random.Random(count)

    def words(number: int) -> str:
        return " ".join(chance.choices(COMMON, k=number))

    def citation(number: int) -> Citation:
        author, publisher = chance.choice(SURNAMES), chance.choice(PUBLISHERS)
        date = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2009, 2025)}"
        title, report = words(8).capitalize(), f"Report {chance.randint(1, 99)}"
        url = f"https://example.org/reports/{number}/{words(3).replace(' ', '-')}.pdf"
        text = f"{author}, {title}, {publisher}, {report}, {date}, {url}"
        return {
            "source": f"src-{number}",
            "authors": [f"{author}, A."],
            "title": title,
            "publisher": publisher,
            "number": report,
            "date": date,
            "locator": f"pp. {number % 180 + 1}–{number % 180 + 3}",
            "url": url,
            "accessed": "3 March 2026",
            "text": text,
        }

    slides: list[SlideModel] = []
    for number in range(count):
        cited = citation(number)
        slide: SlideModel = {
            "title": words(6).capitalize(),
            "source": f"Source: {cited['text']}",
            "citation": cited,
            "notes": " ".join(f"{words(15).capitalize()}." for _ in range(4)),
        }
        if number % TABLE_EVERY == TABLE_EVERY - 1:
            head = ["Region", "Baseline", "Target", "Change"]
            rows = [
                [words(2).capitalize(), *(f"{chance.randint(1000, 9999):,}" for _ in range(3))]
                for _ in range(ROWS)
            ]
            slide["table"] = {"header": head, "rows": rows}
        else:
            slide["bullets"] = [f"{words(12).capitalize()}." for _ in range(BULLETS)]
        slides.append(slide)
    return {"title": words(6).capitalize(), "slides": slides}


def peers(folder: Path) -> tuple[Peer, Peer]:
    """Return ours and python-pptx's."""
    (folder / "stock.py").write_text(STOCK, "utf-8")
    options = ("build", "--quiet", "--project", "project", "--out", "out", "--date", DATE)
    ours = Peer("footnoted", ((sys.executable, "-m", "footnoted", *options),), "out/deck.pptx")
    return ours, Peer("python-pptx", ((sys.executable, "stock.py", "deck.json"),), "stock.pptx")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="a deck of the peers' bench")
    asked = parser.parse_args()
    deck = json.loads(asked.json.read_text("utf-8")) if asked.json else make_deck(asked.count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "deck.json").write_text(json.dumps(deck), "utf-8")
        write_deck_project(deck, folder / "project")
        both = peers(folder)
        costs: list[tuple[Cost, Cost]] = []
        for _ in range(asked.rounds):
            ours, stock = (run(peer, folder) for peer in both)
            costs.append((ours, stock))
        print("| maker | wall s | cpu s | peak MB | MB out |", "|---|--:|--:|--:|--:|", sep="\n")
        for at, peer in enumerate(both):
            each = [pair[at] for pair in costs]
            size = (folder / peer.output).stat().st_size / 1e6
            print(
                f"| {peer.name} | {median(one.wall for one in each):.2f} "
                f"| {median(one.cpu for one in each):.2f} "
                f"| {max(one.memory for one in each):.0f} | {size:.2f} |"
            )
        walls = median(ours.wall / stock.wall for ours, stock in costs)
        cpus = median(ours.cpu / stock.cpu for ours, stock in costs)
        print(
            f"\nours / python-pptx, {len(deck['slides'])} slides: {walls:.3f} wall, {cpus:.3f} cpu"
        )


if __name__ == "__main__":
    main()
