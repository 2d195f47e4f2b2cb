"""Jobs side by side, and one ahead of another: results in order, faults met by whoever asked."""

import os
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter, sleep

import pytest

from footnoted.cores import Forerunner, crowded, has_free_core, side_by_side

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


def test_results_come_in_the_order_of_the_jobs() -> None:
    begun: list[int] = []
    assert side_by_side(9, lambda number: number * number, begun.append) == [
        number * number for number in range(9)
    ]
    assert begun == sorted(begun)


def test_all_cores_work() -> None:
    def slow(_: int) -> int:
        sleep(0.1)
        return os.getpid()

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    assert len(set(side_by_side(2 * cores, slow, lambda _: None))) == cores


def test_a_fault_is_thrown_where_it_can_be_told() -> None:
    def faulty(number: int) -> int:
        if number == 3:
            raise ValueError("the fourth job")
        return number

    with pytest.raises(ValueError, match="the fourth job"):
        side_by_side(6, faulty, lambda _: None)


def test_what_a_dead_worker_leaves_is_done() -> None:
    ours = os.getpid()

    def mortal(number: int) -> int:
        if os.getpid() != ours:
            os._exit(9)
        return number

    assert side_by_side(6, mortal, lambda _: None) == list(range(6))


def pieces(work: Callable[[Callable[[bytes], None]], None]) -> list[bytes]:
    """Return all that a forerunner tells."""
    runner = Forerunner(work)
    found: list[bytes] = []
    while (piece := runner.next()) is not None:
        found.append(piece)
    runner.close()
    return found


@FORKS
def test_what_is_told_ahead_comes_in_order_however_much_it_is() -> None:
    told = [bytes([at]) * 100_000 for at in range(30)]

    def work(tell: Callable[[bytes], None]) -> None:
        for piece in told:
            tell(piece)

    assert pieces(work) == told


@FORKS
def test_a_forerunner_that_fails_has_told_what_it_told() -> None:
    def work(tell: Callable[[bytes], None]) -> None:
        tell(b"first")
        raise ValueError("no second one")

    assert pieces(work) == [b"first"]


@FORKS
def test_a_forerunner_ends_when_nobody_listens_any_more() -> None:
    def work(tell: Callable[[bytes], None]) -> None:
        tell(str(os.getpid()).encode())
        sleep(60)

    begun = perf_counter()
    runner = Forerunner(work)
    process = int(runner.next() or 0)
    runner.close()
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        pytest.fail("it is still there")
    assert perf_counter() - begun < 30


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="there is but one core",
)
def test_no_core_is_free_for_more_while_jobs_want_all() -> None:
    assert has_free_core()
    cores = len(os.sched_getaffinity(0))
    with crowded(cores):
        assert not has_free_core()
    assert side_by_side(2 * cores, lambda _: has_free_core(), lambda _: None) == [False] * 2 * cores
    assert has_free_core()
