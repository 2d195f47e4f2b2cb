"""Make `text/advance_tables/*.txt` from font files: `python tests/advance_tables.py FOLDER…`.

In: folders that hold the metric twins of the office families. Out: one table a family, as text.
A range is `start:` in hex, then advances in font units; `x*n` stands for n times x.
"""

import itertools
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TABLES = Path(__file__).parent.parent / "build/footnoted/text/advance_tables"
LAST = 0x24FF
ARABIC = range(0x600, 0x700)
FAMILIES = {
    "carlito": ("Carlito", "Calibri", "Carlito", "Lukasz Dziedzic, SIL Open Font License 1.1"),
    "caladea": (
        "Caladea",
        "Cambria",
        "Caladea",
        "Caladea Project Authors, SIL Open Font License 1.1",
    ),
    "liberation-sans": (
        "Liberation Sans",
        "Arial, Helvetica",
        "LiberationSans",
        "Red Hat Inc., SIL Open Font License 1.1",
    ),
    "liberation-serif": (
        "Liberation Serif",
        "Times New Roman, Times",
        "LiberationSerif",
        "Red Hat Inc., SIL Open Font License 1.1",
    ),
}
ARABIC_TABLE = "plex-arabic"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


def ranges(advances: dict[int, int]) -> list[str]:
    """Write one face's advances as runs of consecutive characters."""
    lines = []
    for _, group in itertools.groupby(enumerate(sorted(advances)), lambda pair: pair[1] - pair[0]):
        points = [point for _, point in group]
        runs = [
            (width, len(list(same))) for width, same in itertools.groupby(map(advances.get, points))
        ]
        words = " ".join(f"{width}*{count}" if count > 1 else f"{width}" for width, count in runs)
        lines.append(f"{points[0]:x}: {words}")
    return lines


def face_lines(path: Path, style: str, points: range = range(0x20, LAST + 1)) -> list[str]:
    """Write one face: a head line with its units to the em, then its ranges."""
    with TTFont(path, recalcTimestamp=False) as font:
        metrics = font["hmtx"].metrics
        advances = {
            point: metrics[name][0] for point, name in font.getBestCmap().items() if point in points
        }
        return [f"= {style} {font['head'].unitsPerEm}", *ranges(advances)]


def table(stem: str, folders: list[Path]) -> str:
    """Return the text of one family's table."""
    family, twins, prefix, licence = FAMILIES[stem]
    lines = [
        f"# Advance widths of {family}, metric twin of {twins}; no outlines, no names.",
        f"# From the font files of Debian 12. {family}: {licence}.",
        "# `= style units-per-em`, then `first character in hex: advances`; `x*n` is n times x.",
    ]
    for style in STYLES:
        path = next(found for folder in folders for found in folder.rglob(f"{prefix}-{style}.ttf"))
        lines += face_lines(path, style)
    return "\n".join(lines) + "\n"


def arabic_table(folders: list[Path]) -> str:
    """Return the text of the table of Arabic letters, which none of the families has."""
    lines = [
        "# Advance widths of Arabic letters of IBM Plex Sans Arabic, each standing alone.",
        "# They are wider so than joined, and wider than Arial's. IBM Corp., SIL OFL 1.1.",
        "# `= style units-per-em`, then `first character in hex: advances`; `x*n` is n times x.",
    ]
    for style in ("Regular", "Bold"):
        name = f"IBMPlexSansArabic-{style}.ttf"
        path = next(found for folder in folders for found in folder.rglob(name))
        lines += face_lines(path, style, ARABIC)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    arabic = arabic_table([Path(folder) for folder in sys.argv[1:]])
    (TABLES / f"{ARABIC_TABLE}.txt").write_text(arabic, encoding="utf-8")
    for stem in FAMILIES:
        text = table(stem, [Path(folder) for folder in sys.argv[1:]])
        (TABLES / f"{stem}.txt").write_text(text, encoding="utf-8")
