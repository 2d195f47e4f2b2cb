"""Subsetting: a face and the glyphs used come in, a small TrueType font for embedding goes out."""

from collections.abc import Iterable

import uharfbuzz as hb

from footnoted.text.faces import Face

_EMBEDDED_TABLES = frozenset(
    ("head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep")
)
"""What a PDF reader needs of a CIDFontType2 (ISO 32000-1, 9.9, table 126)."""


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """Return the font with these glyphs and .notdef only, each under the id it has in the face."""
    source = face.source
    wish = hb.SubsetInput()
    wish.pin_all_axes_to_default(source)
    for tag, place in face.pins:
        wish.pin_axis_location(source, tag, place)
    wish.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wish.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode("ascii"), "big")
        for tag in source.table_tags
        if tag not in _EMBEDDED_TABLES
    )
    wish.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(hb.subset(source, wish).blob.data)


def table(data: bytes, tag: str) -> bytes:
    """Return a table of a font file."""
    return bytes(hb.Face(data).reference_table(tag).data)
