import numpy as np

from inquest.model.panel import Series
from inquest.multiverse.session import take


def test_rows_are_taken_in_order_and_absent_ones_are_nought():
    column = np.array([[1, 2], [3, 4]], dtype=np.int64)
    flat = np.array([7, 8], dtype=np.int64)
    held = Series(
        column, column + 1, column + 2, column + 3, flat, flat + 1, flat + 2,
        starts=np.array([10, 20]), valid=np.array([[True, True], [True, False]]),
    )  # fmt: skip
    found = take(held, np.array([1, -1, 0, 1]))
    assert found.low.tolist() == [[3, 4], [0, 0], [1, 2], [3, 4]]
    assert found.high.tolist() == [[5, 6], [0, 0], [3, 4], [5, 6]]
    assert found.n.tolist() == [[6, 7], [0, 0], [4, 5], [6, 7]]
    assert found.total.tolist() == [8, 0, 7, 8]
    assert found.excluded.tolist() == [9, 0, 8, 9]
    assert found.identity.tolist() == [10, -1, 9, 10], "an absent term equals no other"
    assert found.starts.tolist() == [10, 20]
    assert found.valid.tolist() == [[True, False], [False, False], [True, True], [True, False]]
