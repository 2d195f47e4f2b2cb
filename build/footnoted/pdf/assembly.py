"""Numbered objects in, the bytes of a PDF file out (ISO 32000-1, 7.5).

Objects that are no streams lie packed in object streams and the cross-reference table is a
stream: a tagged, linked paper is half structure, and so becomes half as large.
"""

import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from struct import pack
from typing import Final

VERSION: Final = (1, 7)
"""PDF/UA-1 and PDF/A-2 are both written for PDF 1.7."""

_PACKED_TOGETHER: Final = 200
"""Objects in one object stream: more pack better, fewer open faster."""

MANY: Final = 64
"""Streams that are worth starting threads for."""

_ENTRY: Final = ">BIH"
"""One entry of the cross-reference stream: kind, place, generation or index (7.5.8.3)."""


def stream(content: bytes, entries: bytes) -> bytes:
    """Write a stream object; content may end in any byte, so both line ends stand after it."""
    head = b"<<%s/Length %d>>\nstream\n" % (entries, len(content))
    return head + content + b"\r\nendstream"


def deflated(contents: Sequence[bytes]) -> list[bytes]:
    """Deflate the contents of streams, two at a time where there are many."""
    # Level 6 takes twice as long for one per cent.
    pack = partial(zlib.compress, level=5)
    if len(contents) < MANY:
        return [pack(content) for content in contents]
    from concurrent.futures import ThreadPoolExecutor  # 10 ms, which short papers save

    # Threads do: zlib lets the interpreter go on while it works.
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(pack, contents))


def assemble(bodies: dict[int, bytes], catalog: int, info: int) -> bytes:
    """Write a file of these objects, numbered from 1; its ID is a digest of its content.

    Bodies are gone as they are written: no long paper is in memory twice.
    """
    # The comment's bytes above 127 tell transfer programs that this is no text (7.5.2).
    parts = [b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % VERSION]
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    offset = len(parts[0])
    content = sha256(parts[0])
    for number, body in _streams(bodies, entries):
        entries[number] = (1, offset, 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        offset += len(parts[-1])
        content.update(parts[-1])
    digest = content.hexdigest()[:32].upper().encode("ascii")
    size = max(entries) + 2
    entries[size - 1] = (1, offset, 0)
    table = b"".join(pack(_ENTRY, *entries.get(number, (0, 0, 0))) for number in range(size))
    described = (
        b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
        % (size, catalog, info, digest, digest)
    )
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (size - 1, stream(zlib.compress(table, 6), described)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
    return b"".join(parts)


def _streams(
    bodies: dict[int, bytes], entries: dict[int, tuple[int, int, int]]
) -> Iterator[tuple[int, bytes]]:
    """Yield the stream objects, then the rest packed into streams, noting where each lies."""
    loose = [number for number in sorted(bodies) if not bodies[number].endswith(b"endstream")]
    holder = max(bodies) + 1
    for number in sorted(bodies.keys() - set(loose)):
        yield number, bodies.pop(number)
    for start in range(0, len(loose), _PACKED_TOGETHER * MANY):
        several = loose[start : start + _PACKED_TOGETHER * MANY]
        groups = [
            several[at : at + _PACKED_TOGETHER] for at in range(0, len(several), _PACKED_TOGETHER)
        ]
        heads, contents = zip(*[_object_stream(group, bodies) for group in groups], strict=True)
        for group, head, content in zip(groups, heads, deflated(contents), strict=True):
            for index, number in enumerate(group):
                entries[number] = (2, holder, index)
            described = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(group), len(head))
            yield holder, stream(content, described)
            holder += 1


def _object_stream(numbers: Sequence[int], bodies: dict[int, bytes]) -> tuple[bytes, bytes]:
    """Return the head of an object stream, which says where each object lies, and the whole."""
    places: list[int] = []
    objects: list[bytes] = []
    place = 0
    for number in numbers:
        objects.append(bodies.pop(number))
        places += (number, place)
        place += len(objects[-1]) + 1
    head = " ".join(map(str, places)).encode("ascii") + b"\n"
    return head, head + b"\n".join(objects)
