"""Workers that cannot harm each other: jobs by number in; as each ends, what it came to out.

On Linux every worker is a fork of this process, which itself does no job and so stays as it was: a
worker that meets a fault, or is killed, loses the one job it had and is replaced. Elsewhere jobs
are done here, one after the other, and a fault is caught; only a kill ends them all.
"""

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, Pipe, wait
from typing import Generic, NamedTuple, NoReturn, TypeVar

from footnoted.cores import crowded

R = TypeVar("R")


class Fault(NamedTuple):
    """What became of a job that came to nothing, through no fault of the user's."""

    words: str
    trace: str = ""


class _Worker(NamedTuple):
    process: int
    pipe: Connection


class _Pool(Generic[R]):
    """The living workers, each with the number of the job that it has."""

    def __init__(self, do: Callable[[int], R]) -> None:
        self.do = do
        self.busy: dict[Connection, tuple[_Worker, int]] = {}

    def give(self, number: int, worker: _Worker | None = None) -> None:
        """Hand out a job, to a new worker if there is none."""
        worker = worker or self.begin()
        try:
            worker.pipe.send(number)
        except OSError:  # Killed while it had nothing to do.
            self.end(worker)
            worker = self.begin()
            worker.pipe.send(number)
        self.busy[worker.pipe] = (worker, number)

    def begin(self) -> _Worker:
        ours, theirs = Pipe()
        process = os.fork()
        if process == 0:
            ours.close()
            for pipe in self.busy:
                pipe.close()
            _work(theirs, self.do)
        theirs.close()
        return _Worker(process, ours)

    def take(self, pipe: Connection) -> tuple[int, R | Fault, _Worker | None]:
        """Return a job's number, what it came to, and its worker if that may go on."""
        worker, number = self.busy.pop(pipe)
        try:
            came: R | Fault = pipe.recv()
        except (EOFError, OSError):
            return number, Fault(_ended(self.end(worker))), None
        if isinstance(came, Fault):
            self.end(worker)
            return number, came, None
        return number, came, worker

    def end(self, worker: _Worker) -> int:
        """Let a worker go; return how it ended."""
        worker.pipe.close()
        return os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])

    def stop(self) -> None:
        """Kill whoever still works; files are whole at any moment."""
        for worker, _ in self.busy.values():
            os.kill(worker.process, signal.SIGKILL)
            self.end(worker)
        self.busy.clear()


def count_of_workers(wished: int, jobs: int) -> int:
    """Return how many workers there will be: as many as wished, else one more than cores.

    One of them always waits for the disk to confirm what it has written.
    """
    return max(1, min(jobs, wished or _cores() + 1))


def isolated(
    order: Iterable[int], do: Callable[[int], R], workers: int
) -> Iterator[tuple[int, R | Fault]]:
    """Do jobs in this order, and yield each as it ends; what one comes to must be picklable."""
    waiting = iter(order)
    if not _forks():
        yield from ((number, _done(do, number)) for number in waiting)
        return
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    pool = _Pool(do)
    with crowded(workers):
        try:
            for number in _first(waiting, workers):
                pool.give(number)
            while pool.busy:
                for pipe in wait([*pool.busy]):
                    done, came, worker = pool.take(pipe)  # type: ignore[arg-type]
                    following = next(waiting, None)
                    if following is not None:
                        pool.give(following, worker)
                    elif worker is not None:
                        pool.end(worker)
                    yield done, came
        finally:
            pool.stop()


def _first(waiting: Iterator[int], count: int) -> Iterator[int]:
    for _, number in zip(range(count), waiting, strict=False):
        yield number


def _forks() -> bool:
    """Say whether a fork is safe: only Linux's libraries allow it, and only without threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _work(pipe: Connection, do: Callable[[int], object]) -> NoReturn:
    """Do jobs until there are no more, or one meets a fault: what it left behind is not trusted."""
    try:
        while True:
            came = _done(do, pipe.recv())
            try:
                pipe.send(came)
            except (TypeError, AttributeError, pickle.PicklingError) as problem:
                came = _fault(problem)
                pipe.send(came)
            if isinstance(came, Fault):
                break
    except (EOFError, OSError, KeyboardInterrupt):  # Nobody waits for more.
        pass
    finally:
        # Whatever happened: the rest of the program is this one's parent's.
        os._exit(0)


def _done(do: Callable[[int], R], number: int) -> R | Fault:
    try:
        return do(number)
    except Exception as problem:
        return _fault(problem)


def _fault(problem: Exception) -> Fault:
    words = f"{type(problem).__name__}: {problem}"
    return Fault(words, "".join(traceback.format_exception(problem)))


def _ended(code: int) -> str:
    """Say how a worker ended that told nothing.

    >>> _ended(-9)
    'its process was killed by SIGKILL'
    """
    if code >= 0:
        return f"its process ended with {code}"
    try:
        return f"its process was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"its process was killed by signal {-code}"
