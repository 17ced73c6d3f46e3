"""Retention where filters keep nothing of the terms: that is no failure, and no unequal part."""

from types import SimpleNamespace

import numpy as np
import pytest

from inquest.checks.retention import CHECK


def judged(kept: list[tuple[float, float]], total: list[tuple[float, float]]) -> SimpleNamespace:
    """Terms with what two specifications keep of them, and their totals."""
    terms = {
        f"t{i}": SimpleNamespace(mid=np.array([[k[0]], [k[1]]]), total=np.array(t))
        for i, (k, t) in enumerate(zip(kept, total, strict=True))
    }
    return SimpleNamespace(measured=SimpleNamespace(terms=terms))


@pytest.mark.parametrize(
    ("kept", "total", "status"),
    [
        ([(0, 0), (0, 0)], [(0, 4), (0, 2)], "passed"),  # nothing kept of either, and nothing there before
        ([(0, 3), (0, 3)], [(4, 4), (2, 4)], "passed"),
        ([(1, 3), (2, 3)], [(4, 4), (2, 4)], "warning"),
        ([(0, 0), (0, 0)], [(0, 0), (0, 0)], "not applicable"),
        ([(0, 0), (0, 3)], [(0, 4), (0, 4)], "warning"),  # the first specification has nothing, the second all of one
    ],
)
def test_equal_parts_of_nothing_are_equal(kept: list, total: list, status: str) -> None:
    context = SimpleNamespace(default=lambda name: 1.25)
    assert CHECK.run(judged(kept, total), context, None).status == status
