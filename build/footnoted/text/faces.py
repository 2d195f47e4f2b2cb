"""Faces: the name of a font package or the path of a TTF comes in, a static `Face` goes out.

A variable font is never made into an instance as a whole: HarfBuzz shapes it at its place on the
axes, and subsetting pins the few glyphs used. Every instance has a PostScript name of its own: PDF
writers key fonts by that name, and two instances under one name overwrite each other.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from msgspec import Struct, json

TEXT_OPTICAL_SIZE = 10.0
"""Optical size of a face asked for without one: text, not display, on the `opsz` axis."""
_REGULAR = 400


class Face(Struct, frozen=True, eq=False):
    """One static font; lengths are in its own units, `units_per_em` to the em."""

    name: str
    """PostScript name, unique per instance."""
    source: hb.Face
    """The whole font file, variable perhaps."""
    pins: tuple[tuple[str, float], ...]
    """Axes and the places on them that make the instance of a variable font."""
    units_per_em: int
    ascent: int
    descent: int
    """Below the baseline, so negative."""
    cap_height: int
    weight: int
    italic: bool
    covers: frozenset[int]
    """Code points that have a glyph."""
    font: hb.Font
    """The same font as HarfBuzz sees it; for `text.shaping` only."""


class FaceNotFoundError(LookupError):
    """No installed font package and no file of the project carries this family."""


@cache
def face(
    family: str, weight: int = 400, italic: bool = False, optical: float = TEXT_OPTICAL_SIZE
) -> Face:
    """Return the face of a family that is nearest in weight.

    `family` is a font package of PyPI without its `fontpkg-`; or a file in any other package, as
    `justmytype-intl-cjk:NotoSansSC`; or the path of a `.ttf` file, which is taken as it is when
    it is static. Raises FaceNotFoundError.
    """
    if family.lower().endswith(".ttf"):
        path = Path(family)
    elif ":" in family:
        path = _file_within(*family.split(":", 1))
    else:
        path = _package_file(family, weight, italic)
    source = _source(path)
    axes = {axis.tag: (axis.min_value, axis.max_value) for axis in source.axis_infos}
    wanted = {"opsz": optical, "wght": float(weight)}
    pins = tuple(
        (tag, min(max(wanted[tag], low), high))
        for tag, (low, high) in sorted(axes.items())
        if tag in wanted
    )
    return _instance(path, weight, italic, pins)


@cache
def spare_face(
    family: str, weight: int = 400, italic: bool = False, optical: float = TEXT_OPTICAL_SIZE
) -> Face | None:
    """Return a face to fall back on, upright if it has no italic; None if not installed."""
    for slope in dict.fromkeys((italic, False)):
        with suppress(FaceNotFoundError):
            return face(family, weight, slope, optical)
    return None


@cache
def _source(path: Path) -> hb.Face:
    try:
        return hb.Face(path.read_bytes())
    except OSError as problem:
        raise FaceNotFoundError(f"cannot read the font file {path}") from problem


@cache
def _instance(path: Path, weight: int, italic: bool, pins: tuple[tuple[str, float], ...]) -> Face:
    source = _source(path)
    if not source.axis_infos:
        return _describe(_font_name(path.stem), source, (), weight, italic)
    at = dict(pins)
    stem = path.stem.split("[")[0].split("-")[0]
    style = f"{at.get('wght', weight):g}" + ("Italic" if italic else "")
    optical = f"opsz{at['opsz']:g}" if "opsz" in at else ""
    return _describe(_font_name(stem, style, optical), source, pins, weight, italic)


def _file_within(package: str, stem: str) -> Path:
    """Find a TrueType file of an installed package by how its name begins."""
    from importlib import metadata  # only for who asks for such a face

    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        raise FaceNotFoundError(f"the package {package} is not installed") from None
    for file in sorted(files, key=str):
        if file.suffix == ".ttf" and file.name.removesuffix(".ttf").split("[")[0] == stem:
            return Path(str(file.locate()))
    raise FaceNotFoundError(f"the package {package} has no file {stem}.ttf")


def _package_file(family: str, weight: int, italic: bool) -> Path:
    style = "italic" if italic else "normal"
    files = [one for one in _files_of(family) if one.style == style]
    if not files:
        raise FaceNotFoundError(f"{family} has no {style} face")
    return min(files, key=lambda one: (one.far_from(weight), one.lightest)).path


class _FontFile(NamedTuple):
    """A font file of a family and the weights that it has."""

    path: Path
    style: str
    lightest: int
    heaviest: int

    def far_from(self, weight: int) -> int:
        """Return by how much a weight lies outside of those that it has."""
        return max(self.lightest - weight, weight - self.heaviest, 0)


class _Axis(Struct):
    tag: str
    min: float
    max: float


class _Described(Struct):
    path: str
    style: str = "normal"
    weight: int | None = None
    variable: bool = False


class _Metadata(Struct):
    """What `metadata.json` of a font package tells that we need."""

    files: list[_Described]
    axes: list[_Axis] = []


@cache
def _files_of(family: str) -> list[_FontFile]:
    """Look up the files of an installed family by the usual name of its package."""
    package = find_spec("fontpkg_" + re.sub(r"\W+", "_", family.strip().lower()))
    if package is None or package.origin is None:
        return _registered(family)
    folder = Path(package.origin).parent
    known = json.decode((folder / "metadata.json").read_bytes(), type=_Metadata)
    weights = [(int(axis.min), int(axis.max)) for axis in known.axes if axis.tag == "wght"]
    files = []
    for one in known.files:
        own = one.weight or _REGULAR
        lightest, heaviest = weights[0] if one.variable and weights else (own, own)
        files.append(_FontFile(folder / one.path, one.style, lightest, heaviest))
    return files


def _registered(family: str) -> list[_FontFile]:
    """Ask fontpkg, which knows families by any name, but reads every installed distribution."""
    import fontpkg  # takes as long as to set three pages

    try:
        known = fontpkg.family(family)
    except fontpkg.FontpkgError as problem:
        raise FaceNotFoundError(str(problem)) from problem
    return [
        _FontFile(
            one.path,
            one.style,
            one.wght_min or one.weight or _REGULAR,
            one.wght_max or one.weight or _REGULAR,
        )
        for one in known.files
    ]


def _font_name(*parts: str) -> str:
    """Join the parts of a PostScript name, which has no spaces or brackets."""
    name = "-".join(part for part in parts if part)
    return "".join(letter if letter.isalnum() or letter == "-" else "_" for letter in name)


def _describe(
    name: str, source: hb.Face, pins: tuple[tuple[str, float], ...], weight: int, italic: bool
) -> Face:
    font = hb.Font(source)
    font.set_variations(dict(pins))
    extents = font.get_font_extents("ltr")
    return Face(
        name=name,
        source=source,
        pins=pins,
        units_per_em=source.upem,
        ascent=extents.ascender,
        descent=extents.descender,
        cap_height=_cap_height(font, extents.ascender),
        weight=weight,
        italic=italic,
        covers=frozenset(source.unicodes),
        font=font,
    )


def _cap_height(font: hb.Font, ascent: int) -> int:
    """Read the height of capitals; OS/2 has it from version 2 on (OpenType 1.9, OS/2)."""
    table = font.face.reference_table("OS/2").data
    if len(table) >= 90 and struct.unpack(">H", table[:2])[0] >= 2:
        height: int = struct.unpack(">h", table[88:90])[0]
        if height > 0:
            grown: float = font.get_metric_variation(hb.OTMetricsTag.CAP_HEIGHT)
            return height + round(grown)
    return round(ascent * 0.7)


def split_by_face(text: str, chain: Sequence[Face]) -> Iterator[tuple[Face | None, str]]:
    """Cut a word into runs, each with the first face of the chain that has all its characters.

    A whole word stays in one face where one has it; else it is cut between characters, never
    before a combining mark. A run that no face has comes with None.
    """
    whole = next((one for one in chain if covers(one, text)), None)
    if whole is not None or len(text) == 1:
        yield whole, text
        return
    held: Face | None = None
    run = ""
    for cluster in _clusters(text):
        here = next((one for one in chain if covers(one, cluster)), None)
        if run and here is not held:
            yield held, run
            run = ""
        held, run = here, run + cluster
    if run:
        yield held, run


def covers(one: Face, text: str) -> bool:
    """Say whether a face can set this text, counting what HarfBuzz draws in place of a lack."""
    return one.covers.issuperset(map(ord, text)) or all(
        code in one.covers or _stands_in(one, code) for code in map(ord, text)
    )


def _stands_in(one: Face, code: int) -> bool:
    """Spaces of any width, hyphens and invisible marks never need a glyph of their own."""
    letter = chr(code)
    if code in (0x2010, 0x2011):
        return 0x2D in one.covers or 0x2010 in one.covers
    if unicodedata.category(letter) in ("Zs", "Cf"):
        return True
    parts = unicodedata.normalize("NFD", letter)
    return len(parts) > 1 and all(ord(part) in one.covers for part in parts)


def _clusters(text: str) -> Iterator[str]:
    """Yield letters with their marks and joiners (UAX 29, as far as faces are concerned)."""
    cluster = ""
    for letter in text:
        joins = letter in "\u200c\u200d" or unicodedata.category(letter).startswith("M")
        if cluster and not joins and not cluster.endswith("\u200d"):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster
