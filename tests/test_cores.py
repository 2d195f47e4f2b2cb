"""Jobs side by side: results in order, faults met by whoever asked."""

import os
from time import sleep

import pytest

from footnoted.cores import side_by_side


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
