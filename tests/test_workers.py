"""Workers from outside: every job once, faults by job, wherever they run."""

import os
import sys
import threading
from collections.abc import Callable
from time import sleep

import pytest

from footnoted.cli.workers import Fault, isolated

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="forks are Linux's")


def done(do: Callable[[int], object], jobs: int, workers: int) -> dict[int, object]:
    found = list(isolated(range(jobs), do, workers))
    assert sorted(number for number, _ in found) == list(range(jobs)), "each once"
    return dict(found)


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_each_job_is_done_once(workers: int) -> None:
    assert done(lambda number: number * number, 5, workers) == {n: n * n for n in range(5)}
    assert done(lambda number: number, 0, workers) == {}


@LINUX
def test_workers_share_the_jobs() -> None:
    def slow(_: int) -> int:
        sleep(0.05)
        return os.getpid()

    processes = set(done(slow, 9, 3).values())
    assert len(processes) == 3
    assert os.getpid() not in processes


@LINUX
@pytest.mark.parametrize("workers", [1, 3])
def test_a_dead_worker_takes_one_job_along(workers: int) -> None:
    def mortal(number: int) -> int:
        if number % 4 == 1:
            os._exit(9)
        return number

    found = done(mortal, 9, workers)
    assert {number for number, one in found.items() if isinstance(one, Fault)} == {1, 5}
    assert found[1] == Fault("its process ended with 9")


def test_a_fault_says_what_it_was() -> None:
    def faulty(number: int) -> int:
        if number == 2:
            raise ValueError("the third job")
        return number

    found = done(faulty, 4, 2)
    fault = found.pop(2)
    assert isinstance(fault, Fault)
    assert fault.words == "ValueError: the third job"
    assert "in faulty" in fault.trace
    assert found == {0: 0, 1: 1, 3: 3}


@LINUX
def test_what_cannot_be_sent_is_a_fault() -> None:
    found = done(lambda number: (lambda: number) if number == 1 else number, 3, 2)
    assert isinstance(found[1], Fault)
    assert (found[0], found[2]) == (0, 2)


def test_where_no_fork_is_safe_jobs_are_done_here_in_order() -> None:
    met: list[int] = []

    def here(number: int) -> int:
        met.append(number)
        if number == 1:
            raise RuntimeError("a fault")
        return os.getpid()

    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    try:
        found = done(here, 4, 3)
    finally:
        end.set()
        other.join()
    assert met == [0, 1, 2, 3]
    assert isinstance(found[1], Fault)
    assert found[3] == os.getpid()


@LINUX
def test_who_stops_listening_leaves_no_worker() -> None:
    listening = isolated(range(4), lambda number: sleep(30 * (number > 0)), 2)
    next(listening)
    listening.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
