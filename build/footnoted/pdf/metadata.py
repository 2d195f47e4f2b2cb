"""What the file says of itself: title, author, language and date in, metadata objects out."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape
from typing import Final

from msgspec import Struct

from footnoted import __version__
from footnoted.pdf.syntax import date_string, text_string

_CREATOR: Final = f"footnoted {__version__}"
_PRODUCER: Final = _CREATOR


class Metadata(Struct, frozen=True):
    """Who wrote what about what, in which language, when."""

    language: str
    """BCP 47 tag."""
    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    made: datetime
    """With its zone; printed in UTC."""


def information(metadata: Metadata) -> bytes:
    """Write the document information dictionary (ISO 32000-1, 14.3.3)."""
    made = date_string(metadata.made)
    entries = (
        (b"Title", metadata.title),
        (b"Author", metadata.author),
        (b"Subject", metadata.subject),
        (b"Keywords", ", ".join(metadata.keywords)),
        (b"Creator", _CREATOR),
        (b"Producer", _PRODUCER),
    )
    told = b"".join(b"/%s%s" % (key, text_string(text)) for key, text in entries if text)
    return b"<<%s/CreationDate%s/ModDate%s>>" % (told, made, made)


def packet(metadata: Metadata, part: int = 2) -> bytes:
    """Write the XMP packet, which declares PDF/UA-1 and PDF/A (ISO 14289-1, 5; 19005-2, 6.6).

    `part` is that of ISO 19005: 3 for a file that carries others, which is all it adds to 2.
    """
    made = metadata.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = [
        _property("dc:title", _alternative(metadata.title)),
        _property("dc:creator", _list("Seq", [metadata.author])),
        _property("dc:description", _alternative(metadata.subject)),
        _property("dc:subject", _list("Bag", metadata.keywords)),
        _property("dc:language", _list("Bag", [metadata.language])),
        _property("pdf:Keywords", escape(", ".join(metadata.keywords))),
        _property("pdf:Producer", escape(_PRODUCER)),
        _property("xmp:CreatorTool", escape(_CREATOR)),
        _property("xmp:CreateDate", made),
        _property("xmp:ModifyDate", made),
        _property("pdfuaid:part", "1"),
        _property("pdfaid:part", str(part)),
        _property("pdfaid:conformance", "A"),
        _EXTENSION,
    ]
    return _PACKET.format(told="\n".join(filter(None, told))).encode("utf-8")


def _property(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else ""


def _alternative(text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"<rdf:Alt>{item}</rdf:Alt>" if text else ""


def _list(kind: str, texts: Sequence[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""


_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{told}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# PDF/A wants every property it does not know described in the file itself (ISO 19005-2, 6.6.2.3.3).
_EXTENSION: Final = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def output_intent(profile: int) -> bytes:
    """Say that the file's colours are sRGB; `profile` is the object number of its profile."""
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>" % profile
    )


@cache
def srgb_profile() -> bytes:
    """Build an ICC profile of sRGB: three primaries and a curve (ICC.1:2004-10, 8.3).

    Made here and not by an imaging library, whose profiles carry the hour they were made.
    """
    tags = {
        b"desc": _icc_text("sRGB"),
        b"cprt": _icc_text("No copyright"),
        b"wtpt": _icc_xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _icc_xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": _icc_xyz(0.38515, 0.71687, 0.09708),
        b"bXYZ": _icc_xyz(0.14307, 0.06061, 0.71410),
        b"chad": b"sf32\0\0\0\0"
        + b"".join(
            map(
                _fixed,
                (1.04791, 0.02293, -0.0502, 0.0296, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179),
            )
        ),
        # IEC 61966-2-1: (aX + b)^g from d on, cX below it (ICC parametric curve, type 3).
        **dict.fromkeys(
            (b"rTRC", b"gTRC", b"bTRC"),
            b"para\0\0\0\0\0\3\0\0"
            + b"".join(map(_fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))),
        ),
    }
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    placed: dict[bytes, int] = {}
    for tag, content in tags.items():
        if content not in placed:
            placed[content] = start + len(data)
            data += content + b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", tag, placed[content], len(content))
    return _icc_header(start + len(data)) + table + data


def _icc_header(size: int) -> bytes:
    signature = struct.pack(">I4sI4s4s4s", size, b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    white = b"".join(map(_fixed, (0.9642, 1.0, 0.8249)))
    return (signature + made + b"acsp" + bytes(28) + white).ljust(128, b"\0")


def _icc_text(text: str) -> bytes:
    units = text.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(units), 28) + units


def _icc_xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _fixed(value: float) -> bytes:
    """Write a number as s15Fixed16."""
    return struct.pack(">i", round(value * 65536))
