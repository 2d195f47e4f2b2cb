"""Numbered objects in, the bytes of a PDF file out (ISO 32000-1, 7.5).

Objects that are no streams lie packed in object streams and the cross-reference table is a
stream: a tagged, linked paper is half structure, and so becomes half as large.
"""

import zlib
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from io import BytesIO
from itertools import accumulate, islice
from struct import Struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

VERSION: Final = (1, 7)
"""PDF/UA-1 and PDF/A-2 are both written for PDF 1.7."""

_PACKED_TOGETHER: Final = 200
"""Objects in one object stream: more pack better, fewer open faster."""

_TOGETHER: Final = 32
"""Streams deflated by one thread in one go: with fewer they wait longer for Python than they work.
"""
_AHEAD: Final = 2
"""So many such groups are deflated while the next one is painted."""

_ENTRY: Final = Struct(">BIH")
"""One entry of the cross-reference stream: kind, place, generation or index (7.5.8.3)."""
_INDEX: Final = 2
"""Bytes of the last of these."""
_INDICES: Final = tuple([at.to_bytes(_INDEX, "big") for at in range(_PACKED_TOGETHER)])


def deflating(content: bytes, level: int = 5) -> Callable[[], bytes]:
    """Return what deflates a stream: level 6 takes twice as long as 5 for one per cent."""
    return partial(zlib.compress, content, level)


_Stream = tuple[int, bytes, Callable[[], bytes]]
"""A stream's number, the entries of its dictionary, and what returns its content."""


def _made(group: list[_Stream]) -> list[bytes]:
    return [make() for _, _, make in group]


class Assembly:
    """A file that grows by one stream after the other; all other objects come at its end."""

    def __init__(self) -> None:
        self._file = BytesIO()
        # The comment's bytes above 127 tell transfer programs that this is no text (7.5.2).
        self._file.write(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % VERSION)
        self._offsets: dict[int, int] = {}
        """Where each stream begins, by its object's number."""
        self._waiting: list[_Stream] = []
        self._packing: deque[tuple[list[_Stream], Callable[[], list[bytes]]]] = deque()
        """Streams being deflated, and what returns their contents."""
        self._pool: ThreadPoolExecutor | None = None

    def add(self, number: int, entries: bytes, make: Callable[[], bytes]) -> None:
        """Add a stream whose content is still to be made, on a thread where there are many.

        Threads do: zlib lets the interpreter go on while it works.
        """
        self._waiting.append((number, entries, make))
        if len(self._waiting) == _TOGETHER:
            self._pack_waiting()
            if len(self._packing) > _AHEAD:
                self._write_first()

    def _pack_waiting(self) -> None:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # 10 ms, which short papers save

            self._pool = ThreadPoolExecutor(_AHEAD)
        group, self._waiting = self._waiting, []
        self._packing.append((group, self._pool.submit(_made, group).result))

    def _write_first(self) -> None:
        group, contents = self._packing.popleft()
        for (number, entries, _), content in zip(group, contents(), strict=True):
            self._write(number, entries, content)

    def _write(self, number: int, entries: bytes, content: bytes) -> None:
        """Write a stream object; content may end in any byte, so both line ends stand after it."""
        self._offsets[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries, len(content)))
        self._file.write(content)
        self._file.write(b"\r\nendstream\nendobj\n")

    def finish(
        self, objects: Iterator[tuple[int, bytes]], last: int, catalog: int, info: int
    ) -> bytes:
        """Write all objects that are no streams, in order of their numbers, and return the file.

        `last` is the highest number of any object. The file's ID is a digest of its content.
        """
        table = [bytes(_ENTRY.size)] * (last + 1)
        table[0] = _ENTRY.pack(0, 0, 65535)
        holder = last
        while together := list(islice(objects, _PACKED_TOGETHER)):
            holder += 1
            numbers = [number for number, _ in together]
            packed = _ENTRY.pack(2, holder, 0)[:-_INDEX]
            for number, index in zip(numbers, _INDICES, strict=False):
                table[number] = packed + index
            self._pack(holder, numbers, [body for _, body in together])
        while self._packing:
            self._write_first()
        for number, described, make in self._waiting:
            self._write(number, described, make())
        if self._pool is not None:
            self._pool.shutdown()
        offset = self._offsets[holder + 1] = self._file.tell()
        table += table[:1] * (holder + 1 - last)
        for number, place in self._offsets.items():
            table[number] = _ENTRY.pack(1, place, 0)
        with self._file.getbuffer() as content:
            digest = sha256(content).hexdigest()[:32].upper().encode("ascii")
        entries = (
            b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
            % (holder + 2, catalog, info, digest, digest)
        )
        self._write(holder + 1, entries, zlib.compress(b"".join(table), 6))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % offset)
        return self._file.getvalue()

    def _pack(self, holder: int, numbers: list[int], bodies: list[bytes]) -> None:
        """Pack objects into a stream, whose head says where each of them lies (7.5.7)."""
        places = accumulate([len(body) + 1 for body in bodies], initial=0)
        pairs = [f"{number} {place}" for number, place in zip(numbers, places, strict=False)]
        head = " ".join(pairs).encode("ascii") + b"\n"
        content = head + b"\n".join(bodies)
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(bodies), len(head))
        self.add(holder, entries, deflating(content))
