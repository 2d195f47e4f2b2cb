"""The sample's pages against golden dumps that were looked at: what stands where, to half a point.

Renew them with `python tests/geometry.py` when a change of the look is meant, and look at it.
"""

import pytest

from geometry import GOLDEN, PAPERS, differences, dump


@pytest.mark.parametrize("paper", PAPERS)
def test_the_sample_stands_where_it_stood_when_it_was_looked_at(paper: str) -> None:
    golden = (GOLDEN / f"{paper}.txt").read_text(encoding="utf-8")
    told = differences(golden, dump(paper))
    message = "if this is meant, look at the pages, then run: python tests/geometry.py"
    assert not told, "\n".join([f"{paper}: {message}", *told])


def test_a_difference_is_told_by_the_lines_that_differ() -> None:
    old = "page 1: 595.3 x 841.9\n  P 76.0 100.0 300.0 114.0 2  The first\n  P 76.0 130.0  One"
    moved = old.replace("130.0", "131.0")
    assert differences(old, old.replace("100.0", "100.4")) == []
    assert differences(old, moved) == ["-   P 76.0 130.0  One", "+   P 76.0 131.0  One"]
    assert differences(old, old + "\n  P 76.0 150.0  Two") == ["+   P 76.0 150.0  Two"]
    assert differences(old, old.replace("The first", "A first"))[0].endswith("The first")
