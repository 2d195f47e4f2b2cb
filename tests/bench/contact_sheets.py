"""Every outline in every style as one picture a file, to be looked at: `contact_sheets.py FOLDER`.

Papers go through pdftoppm, decks through LibreOffice first. `--outline` and `--style` choose some.
"""

import argparse
import shutil
import subprocess
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image

from footnoted.load import Project, load
from footnoted.model.block import Format
from footnoted.model.outline import Budget
from footnoted.pipeline import Job, render

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
MADE = datetime(2026, 11, 21, tzinfo=UTC)
GAP, GROUND = 12, (90, 90, 90)
WIDTH = {"pdf": 560, "pptx": 640}
"""Pixels of one page or slide."""
BESIDE = {"pdf": 4, "pptx": 3}


def pictures(content: bytes, form: Format, folder: Path) -> list[Path]:
    """Render a file's pages as PNG files, in their order."""
    file = folder / f"paper.{form}"
    file.write_bytes(content)
    if form == "pptx":
        office = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"
        profile = f"-env:UserInstallation=file://{folder / 'office'}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file]
        subprocess.run(command, check=True, capture_output=True)
    pages = ["pdftoppm", "-png", "-scale-to-x", str(WIDTH[form]), "-scale-to-y", "-1"]
    subprocess.run([*pages, folder / "paper.pdf", folder / "page"], check=True)
    return sorted(folder.glob("page-*.png"))


def contact_sheet(pages: list[Path], beside: int) -> Image.Image:
    """Lay pages out in rows."""
    images = [Image.open(page).convert("RGB") for page in pages]
    width = max(image.width for image in images) + GAP
    height = max(image.height for image in images) + GAP
    rows = -(-len(images) // beside)
    sheet = Image.new("RGB", (width * min(beside, len(images)) + GAP, height * rows + GAP), GROUND)
    for at, image in enumerate(images):
        sheet.paste(image, (GAP + at % beside * width, GAP + at // beside * height))
    return sheet


def write_sheet(project: Project, name: str, style: str, form: Format, target: Path) -> str:
    """Make one file and its contact sheet; return a line that says what was found."""
    outline = project.outlines[name].changed({"budget": Budget()})
    language = outline.language or "en"
    job = Job(outline, outline.audience, language, form, project.styles[style], DAY, MADE)
    _, rendered = render(project, job)
    if rendered.content is None:
        return f"{name} {style} {form}: {[one.message for one in rendered.diagnostics]}"
    with tempfile.TemporaryDirectory() as folder:
        pages = pictures(rendered.content, form, Path(folder))
        contact_sheet(pages, BESIDE[form]).save(target / f"{name}-{style}-{form}.png")
    return f"{name} {style} {form}: {rendered.extent}"


def main() -> None:
    """Write the contact sheets that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--outline", action="append")
    parser.add_argument("--style", action="append")
    asked = parser.parse_args()
    project, found = load(ROOT)
    assert project is not None, found
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, outline in sorted(project.outlines.items()):
        for style in sorted(project.styles):
            if name in (asked.outline or [name]) and style in (asked.style or [style]):
                for form in outline.outputs:
                    print(write_sheet(project, name, style, form, asked.folder), flush=True)


if __name__ == "__main__":
    main()
