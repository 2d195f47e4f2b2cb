"""Make `styles/gallery.png`, all styles side by side: `python tests/gallery.py [PROJECT]`.

In: a project with the outlines `ministers`, `briefing` and `talk`; this repository without one.
Out: one picture in the project's `styles/`. Wants LibreOffice (`soffice`) and poppler (`pdftoppm`).
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from footnoted.load import Project, load
from footnoted.model.block import Format
from footnoted.model.outline import Budget
from footnoted.pipeline import Job, render

ROOT = Path(__file__).parents[1]
ORDER = ("chancery", "meridian", "gazette", "beacon")
DAY = date(2026, 11, 21)
WIDTH, GAP, HEAD = 360, 18, 46
"""Pixels: of one style's column, between pictures, of its name."""
GROUND, INK = "#dcdcdc", "#1a1a1a"
SHOWN = {
    "table": "Emergency missions, sent and offered",
    "chart": "How many, depends on who is counted",
    "section": "How big is it?",
}
"""Words by which the pages and slides are found that the picture shows."""
RESOLUTION = 144


def build(project: Project, name: str, form: Format, style: str, folder: Path) -> Path:
    """Render one outline in one style, whatever its budget says; a deck goes on to PDF."""
    outline = project.outlines[name].changed({"budget": Budget()})
    made = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    job = Job(outline, outline.audience, "en", form, project.styles[style], DAY, made)
    _, rendered = render(project, job)
    if rendered.content is None:
        raise SystemExit(f"{name} in {style}: {rendered.diagnostics}")
    path = folder / f"{name}.{form}"
    path.write_bytes(rendered.content)
    if form == "pptx":
        home = f"-env:UserInstallation={(folder.parent / 'office').as_uri()}"
        command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, path]
        subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(".pdf")


def page(pdf: Path, number: int, width: int) -> Image.Image:
    """Return one page as a picture of a width."""
    stem = pdf.with_name(f"{pdf.stem}-{number}")
    span = ["-f", str(number), "-l", str(number), "-singlefile", "-r", str(RESOLUTION)]
    subprocess.run(["pdftoppm", *span, "-png", pdf, stem], check=True)
    with Image.open(stem.with_suffix(".png")) as picture:
        height = round(picture.height * width / picture.width)
        return picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)


def page_with(pdf: Path, words: str) -> int:
    """Return the last page that holds some words: contents lists stand before."""
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    pages = text.stdout.split("\f")
    found = [number for number, one in enumerate(pages, 1) if words in " ".join(one.split())]
    if not found:
        raise SystemExit(f"no page of {pdf.name} has `{words}`: change SHOWN")
    return found[-1]


def rows(project: Project, style: str, folder: Path) -> Iterator[list[Image.Image]]:
    """Yield a style's pictures from above: the short paper, two pages of the long one, slides."""
    half = (WIDTH - GAP) // 2
    short = build(project, "ministers", "pdf", style, folder)
    long = build(project, "briefing", "pdf", style, folder)
    talk = build(project, "talk", "pptx", style, folder)
    yield [page(short, 1, WIDTH)]
    yield [page(long, 1, half), page(long, page_with(long, SHOWN["table"]), half)]
    yield [page(talk, page_with(talk, SHOWN["chart"]), WIDTH)]
    yield [page(talk, 1, half), page(talk, page_with(talk, SHOWN["section"]), half)]


def gallery(project: Project) -> Image.Image:
    """Set the styles beside each other, row by row at one height."""
    with tempfile.TemporaryDirectory() as place:
        columns = []
        for style in ORDER:
            folder = Path(place) / style
            folder.mkdir()
            columns.append(list(rows(project, style, folder)))
    heights = [
        max(one.height for row in level for one in row) for level in zip(*columns, strict=True)
    ]
    high = HEAD + sum(heights) + GAP * (len(heights) + 1)
    sheet = Image.new("RGB", (len(ORDER) * (WIDTH + GAP) + GAP, high), GROUND)
    pen = ImageDraw.Draw(sheet)
    letters = ImageFont.truetype(fontpkg.path("source-sans-3", weight=600), 24)
    letters.set_variation_by_axes([600])
    for at, (style, column) in enumerate(zip(ORDER, columns, strict=True)):
        left, top = GAP + at * (WIDTH + GAP), HEAD + GAP
        pen.text((left, HEAD), project.styles[style].name, INK, letters, anchor="ls")
        for row, height in zip(column, heights, strict=True):
            x = left
            for one in row:
                sheet.paste(one, (x, top))
                x += one.width + GAP
            top += height + GAP
    return sheet


def main() -> None:
    """Write the picture."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    project, found = load(root)
    if project is None or found:
        raise SystemExit(f"{root} does not load: {found}")
    picture = gallery(project).quantize(256, kmeans=1, dither=Image.Dither.NONE)
    target = root / "styles" / "gallery.png"
    picture.save(target, optimize=True)


if __name__ == "__main__":
    main()
