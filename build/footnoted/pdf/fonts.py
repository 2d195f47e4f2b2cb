"""Fonts of one PDF file: shaped words come in, TJ fragments and embedded fonts go out.

Every font is a Type0 font with Identity-H (ISO 32000-1, 9.7). A CID stands for a pair of glyph
and source text, so that a ligature extracts as its letters and a small capital as the letter
typed, whatever else the same glyph stands for in this file.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256

from footnoted.pdf.adapter import Objects
from footnoted.pdf.structure import actual_text_span
from footnoted.pdf.syntax import hexadecimal, number
from footnoted.text.faces import Face
from footnoted.text.shaping import Alphabet, Glyph, Shaped, alphabet, shape
from footnoted.text.subsetting import subset, table

_FOLLOWER = "\u200b"
"""What the later glyphs of a cluster map to. Their span's ActualText says what is meant; no
mapping at all would break PDF/UA-1 7.21.7 and PDF/A-2 6.2.11.7.2."""

_APART = 80
"""Thousandths of an em that a glyph may stand off the one before it and still be of its word."""

_CMAP_ENTRIES = 100
"""Most entries that one bfchar section of a CMap may hold."""

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{sections}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


Pair = tuple[int, str]
"""A glyph and the text that it stands for."""


class FontBook(dict[Face, "Font"]):
    """The fonts of one file by their faces; only those that a page names are embedded."""

    def __init__(self) -> None:
        self.named: list[Font] = []

    def __missing__(self, face: Face) -> "Font":
        made = self[face] = Font(face)
        return made

    def name(self, font: "Font") -> str:
        """Return the resource name of a font, which it gets when it is first painted with."""
        if not font.name:
            self.named.append(font)
            font.name = f"F{len(self.named)}"
        return font.name


class _Codes(dict[int, str]):
    """Signs of an alphabet to what stands for their glyphs in a file: each made when it is met."""

    def __init__(self, signs: Alphabet, write: Callable[[Glyph], str]) -> None:
        self.signs, self.write = signs, write

    def __missing__(self, sign: int) -> str:
        made = self[sign] = self.write(self.signs.glyphs[sign])
        return made


class Font:
    """One face in one file: hands out CIDs as words are set, is embedded at the end."""

    def __init__(self, face: Face) -> None:
        self.name = ""
        self.face = face
        self._per_em = 1000 / face.units_per_em
        self._advance = cache(face.font.get_glyph_h_advance)
        self._cids: dict[Pair, int] = {}
        self._codes: dict[Pair, str] = {}
        self.ask: Callable[[Pair], str] | None = None
        """Returns what stands for the code of a pair, in a font that itself gives out none."""
        self._on_baseline = cache(self._glyph)
        self._lone = _Codes(alphabet(face), self._glyph)
        self._kept: dict[Shaped, str] = {}
        """Words and their fragments."""
        space = shape(face, " ")
        self.space = self._fragment(space.glyphs)
        self.space_width = space.advance * self._per_em

    def gap(self, gap: float, size: float) -> str:
        """Return the space glyph, then what it lacks or has too much, in thousandths of an em."""
        return f"{self.space}{self.space_width - gap * 1000 / size:.0f}" if gap else ""

    def forget(self) -> None:
        """Let go of what was kept of words."""
        self._kept.clear()

    def fragment(self, shaped: Shaped, size: float, rise: float = 0.0) -> str:
        """Return what stands for a word between the brackets of a TJ operator.

        Size and rise matter only to words with marks off the baseline, which are not kept.
        """
        kept = self._kept.get(shaped)
        if kept is not None:
            return kept
        if any(glyph.y_offset for glyph in shaped.glyphs):
            return self._word(shaped, size / self.face.units_per_em, rise)
        made = self._kept[shaped] = self._word(shaped)
        return made

    def lone(self, word: str) -> str:
        """Return the same for signs of the face's alphabet."""
        return word.translate(self._lone).replace(")(", "")

    def _word(self, shaped: Shaped, unit: float = 0, rise: float = 0) -> str:
        """Write a word's glyphs in the order they are read (14.8.2.3.3)."""
        if not shaped.leftward:
            return self._fragment(shaped.glyphs, unit, rise)
        across = number(round(-shaped.advance * self._per_em, 1))
        parts = [across]
        for cluster in reversed(list(_clusters(shaped.glyphs))):
            back = number(round(sum(one.advance for one in cluster) * self._per_em, 1))
            parts += [back, self._fragment(cluster, unit, rise), back]
        return f" {' '.join([*parts, across])} "

    def _as_text(self, text: str, shown: str, left: bool, right: bool) -> str:
        """Let glyphs be read as a text.

        Readers take the place of such text from its first and last glyph. Where these do not reach
        to its edges, unseen spaces do.
        """
        back = number(round(self.space_width, 1))
        before = f"{self.space}{back}" if left else ""
        after = f" {back}{self.space}" if right else ""
        return f"]TJ {actual_text_span(text)}[{before}{shown}{after}]TJ EMC["

    def _fragment(self, glyphs: Sequence[Glyph], unit: float = 0, rise: float = 0) -> str:
        if all(glyph.text and not glyph.y_offset for glyph in glyphs):
            # Every parenthesis within is escaped.
            return "".join(map(self._on_baseline, glyphs)).replace(")(", "")
        parts = []
        for cluster in _clusters(glyphs):
            shown = "".join([self._glyph(glyph, unit, rise) for glyph in cluster])
            if len(cluster) > 1:
                text = "".join(glyph.text for glyph in cluster)
                left, right = not cluster[0].advance, not cluster[-1].advance
                shown = self._as_text(text, shown, left, right)
            parts.append(shown)
        return "".join(parts).replace(")(", "")

    def _glyph(self, glyph: Glyph, unit: float = 0, rise: float = 0) -> str:
        """Write one glyph with its kerning; numbers in TJ move left by thousandths of an em."""
        pair = (glyph.id, glyph.text or _FOLLOWER)
        code = self._codes.get(pair)
        if code is None:
            code = self._codes[pair] = f"({self.code(pair)})"
        after = (self._advance(glyph.id) - glyph.advance + glyph.x_offset) * self._per_em
        before = f" {number(round(-glyph.x_offset * self._per_em, 1))}" if glyph.x_offset else ""
        shown = f"{before}{code}" + (number(round(after, 1)) if abs(after) >= 0.05 else "")
        if glyph.y_offset:
            return f"]TJ {number(rise + glyph.y_offset * unit)} Ts[{shown}]TJ {number(rise)} Ts["
        if glyph.text and glyph.advance and glyph.x_offset * self._per_em > _APART:
            return self._as_text(glyph.text, shown, left=True, right=False)
        return shown

    def code(self, pair: Pair) -> str:
        """Return the two bytes of a pair's CID, a new one if need be."""
        cid = self._cids.get(pair)
        if cid is None:
            if self.ask is not None:
                return self.ask(pair)
            cid = self._cids[pair] = len(self._cids) + 1
        return _code(cid)

    def embed(self, objects: Objects) -> int:
        """Put the font and what belongs to it into the file; return its object number."""
        glyphs = [glyph for glyph, _ in self._cids]
        data = subset(self.face, glyphs)
        # A subset's name begins with six letters that no other subset shares (9.6.4).
        plain = re.sub(r"[^A-Za-z0-9_.-]", "-", self.face.name)
        name = f"{_subset_tag(data)}+{plain}".encode("ascii")
        file = objects.add_stream(data, b"/Length1 %d" % len(data))
        descriptor = objects.add(self._descriptor(name, data, file))
        gids = objects.add_stream(struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs))
        widths = " ".join(number(round(self._advance(one) * self._per_em, 2)) for one in glyphs)
        descendant = objects.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
            b"/Ordering(Identity)/Supplement 0>>/DW 0/W[1[%s]]/CIDToGIDMap %d 0 R"
            b"/FontDescriptor %d 0 R>>" % (name, widths.encode("ascii"), gids, descriptor)
        )
        unicode_map = objects.add_stream(_cmap(self._cids))
        return objects.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
            b"/ToUnicode %d 0 R>>" % (name, descendant, unicode_map),
        )

    def _descriptor(self, name: bytes, data: bytes, file: int) -> bytes:
        face, scale = self.face, self._per_em
        box = struct.unpack(">4h", table(data, "head")[36:44])
        angle = struct.unpack(">i", face.source.reference_table("post").data[4:8])[0] / 65536
        # Symbolic: glyphs are found by CIDToGIDMap, not by an encoding (9.8.2).
        flags = 4 | (64 if face.italic else 0)
        return (
            f"<</Type/FontDescriptor/FontName/{name.decode()}/Flags {flags}"
            f"/FontBBox[{' '.join(number(round(side * scale)) for side in box)}]"
            f"/ItalicAngle {number(angle)}/Ascent {number(round(face.ascent * scale))}"
            f"/Descent {number(round(face.descent * scale))}"
            f"/CapHeight {number(round(face.cap_height * scale))}"
            f"/StemV {_stem(face.weight)}/FontFile2 {file} 0 R>>"
        ).encode("ascii")


_ESCAPES = {ord("("): r"\(", ord(")"): r"\)", ord("\\"): "\\\\", ord("\r"): r"\r"}


def _code(cid: int) -> str:
    """Return the two bytes of a CID as they stand in a literal string (7.3.4.2).

    Literal, because hexadecimal takes twice the time to deflate.
    """
    return "".join(_ESCAPES.get(byte) or chr(byte) for byte in divmod(cid, 256))


def _clusters(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs in groups that stand for one stretch of text each."""
    cluster: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text and cluster:
            yield cluster
            cluster = []
        cluster.append(glyph)
    if cluster:
        yield cluster


def _cmap(cids: dict[tuple[int, str], int]) -> bytes:
    entries = [f"<{cid:04X}> <{hexadecimal(text)}>" for (_, text), cid in cids.items()]
    sections = [
        f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar"
        for start in range(0, len(entries), _CMAP_ENTRIES)
        if (chunk := entries[start : start + _CMAP_ENTRIES])
    ]
    return _CMAP.format(sections="\n".join(sections)).encode("ascii")


def _subset_tag(data: bytes) -> str:
    digest = int.from_bytes(sha256(data).digest()[:8], "big")
    return "".join(chr(65 + digest // 26**place % 26) for place in range(6))


def _stem(weight: int) -> int:
    """Guess the width of a vertical stem, which no table of the font tells."""
    return 50 + (weight // 65) ** 2
