"""Jobs side by side: how many there are and what does one in; what each came to out, in order.

On Linux a fork takes milliseconds and shares all that has been read. Elsewhere, and on one core,
jobs are done one after the other. One job alone may have parts of it done ahead by a free core.
"""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeVar

R = TypeVar("R")
Tell = Callable[[bytes], None]

_NUMBER = 4
"""Bytes of a job's number."""
_MOST = 1000
"""Jobs whose numbers surely fit into a pipe that nobody has begun to read."""
_SIZE = 8
"""Bytes of the size of a piece."""
_crowd = 1
"""Processes of this run that work at the same time, as far as this one knows."""


@contextmanager
def crowded(processes: int) -> Iterator[None]:
    """Let no core count as free that one of so many processes of this run may want."""
    global _crowd
    before, _crowd = _crowd, processes
    try:
        yield
    finally:
        _crowd = before


def side_by_side(count: int, do: Callable[[int], R], tell: Callable[[int], None]) -> list[R]:
    """Do jobs 0 to `count`, on all cores; `tell` hears of those that this process begins.

    What a job comes to must be picklable. A worker that fails leaves its jobs to this process,
    so that faults are met here.
    """
    others = min(count, _cores()) - 1 if count <= _MOST else 0
    if others < 1:
        return [_told(number, do, tell) for number in range(count)]
    with crowded(1 + others):
        queue = _queue(count)
        workers = [_fork(queue, do) for _ in range(others)]
        try:
            done = {number: _told(number, do, tell) for number in _numbers(queue)}
        finally:
            os.close(queue)
            found: list[dict[int, R]] = [_result(*worker) for worker in workers]
    for one in found:
        done.update(one)
    return [done[at] if at in done else _told(at, do, tell) for at in range(count)]


def _told(number: int, do: Callable[[int], R], tell: Callable[[int], None]) -> R:
    tell(number)
    return do(number)


def _cores() -> int:
    """Return how many processes may work; one where a fork may not be safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _queue(count: int) -> int:
    """Return a pipe from which whoever is free takes the number of the next job."""
    queue, end = os.pipe()
    os.write(end, b"".join([number.to_bytes(_NUMBER, "big") for number in range(count)]))
    os.close(end)
    return queue


def _numbers(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number, "big")


def _fork(queue: int, do: Callable[[int], R]) -> tuple[int, int]:
    """Start a worker; return its process and the pipe it will write to."""
    results, end = os.pipe()
    worker = os.fork()
    if worker:
        os.close(end)
        return worker, results
    try:
        with os.fdopen(end, "wb") as pipe:
            pickle.dump({number: do(number) for number in _numbers(queue)}, pipe)
    finally:
        # Whatever happened: the rest of the program is this one's parent's.
        os._exit(0)


def _result(worker: int, results: int) -> dict[int, R]:
    """Wait for a worker and return what its jobs came to; nothing where it failed."""
    with os.fdopen(results, "rb") as pipe:
        written = pipe.read()
    os.waitpid(worker, 0)
    try:
        done: dict[int, R] = pickle.loads(written)  # written by a fork of this very process
    except (EOFError, pickle.UnpicklingError):
        return {}
    return done


def has_free_core() -> bool:
    """Say whether a core would be idle while this process works."""
    return _cores() > _crowd


class Forerunner:
    """A fork that works ahead of this process; the pieces that it tells wait in a file.

    Where it fails there are no more: what is missing is done by whoever asked.
    """

    def __init__(self, work: Callable[[Tell], None]) -> None:
        from tempfile import TemporaryFile  # much to import, which most runs do without

        self._file = TemporaryFile()  # noqa: SIM115  open until it is closed
        self._sizes, end = os.pipe()
        self._place = 0
        self._process = os.fork()
        if not self._process:
            _run_ahead(work, self._file.fileno(), end)
        os.close(end)

    def next(self) -> bytes | None:
        """Wait for the next piece; None after the last one."""
        size = int.from_bytes(os.read(self._sizes, _SIZE), "big")
        piece = os.pread(self._file.fileno(), size, self._place)
        self._place += size
        return piece or None

    def close(self) -> None:
        """End it, however far it has come."""
        os.close(self._sizes)
        self._file.close()
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _run_ahead(work: Callable[[Tell], None], file: int, sizes: int) -> NoReturn:
    def tell(piece: bytes) -> None:
        left = memoryview(piece)
        while left:
            left = left[os.write(file, left) :]
        os.write(sizes, len(piece).to_bytes(_SIZE, "big"))

    try:
        with crowded(sys.maxsize):
            work(tell)
    finally:
        # Whatever happened: the rest of the program is this one's parent's.
        os._exit(0)
