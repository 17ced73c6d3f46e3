"""Permuted labels: everything is still there, and nothing hangs together any more."""

import numpy as np
import pytest

from inquest.calibrate.placebo import PLACEBOS, permuted
from inquest.errors import UnknownNameError
from inquest.model.world import COLUMNS, Cell, EventTable, Truth
from inquest.registry import load


@pytest.fixture
def events(rng: np.random.Generator) -> EventTable:
    found: EventTable = load("simulate", "level").simulate(Cell(0.5, 20, 24), rng)[0].events
    return found


def together(events: EventTable, names: tuple[str, ...]) -> np.ndarray:
    rows = np.stack([events.columns[n] for n in names], axis=1)
    return rows[np.lexsort(rows.T)]


def test_actors_move_with_their_deaths_and_leave_day_and_place(events: EventTable, rng: np.random.Generator) -> None:
    moved = PLACEBOS["actors"](events, rng)
    whole = tuple(n for n in COLUMNS if n.startswith(("side", "dead", "violence", "low", "best", "high")))
    np.testing.assert_array_equal(together(moved, whole), together(events, whole))
    for name in ("day", "day_end", "location"):
        np.testing.assert_array_equal(moved.columns[name], events.columns[name])
    fought = np.stack([moved.columns["side_a"], moved.columns["location"]])
    assert (fought != np.stack([events.columns["side_a"], events.columns["location"]])).any()


def test_windows_turn_around_the_record(events: EventTable, rng: np.random.Generator) -> None:
    moved = PLACEBOS["windows"](events, rng)
    day, other = events.columns["day"], moved.columns["day"]
    first, span = int(day.min()), int(day.max() - day.min()) + 1
    turned = set(((other - day) % span).tolist())
    assert len(turned) == 1, "all by the same stretch"
    assert turned != {0}
    assert first <= other.min() <= other.max() < first + span
    np.testing.assert_array_equal(moved.columns["day_end"] - other, events.columns["day_end"] - day)


def test_streams_turn_apart(events: EventTable, rng: np.random.Generator) -> None:
    moved = PLACEBOS["streams"](events, rng)
    day = events.columns["day"]
    span = int(day.max() - day.min()) + 1
    by = (moved.columns["day"] - day) % span
    pairs = [frozenset(p) for p in zip(events.columns["side_a"], events.columns["side_b"], strict=True)]
    stretches = {p: {int(b) for b, q in zip(by, pairs, strict=True) if q == p} for p in set(pairs)}
    assert len(stretches) > 1
    assert all(len(found) == 1 for found in stretches.values())
    assert len({next(iter(found)) for found in stretches.values()}) == len(stretches)


def test_nothing_is_true_of_permuted_labels(events: EventTable, rng: np.random.Generator) -> None:
    truth = Truth(2.0, 1.0, 1, 0.7, "log ratio", 0.1)
    nothing = permuted(events, truth, "windows", rng)[1]
    assert (nothing.value, nothing.margin) == (1.0, 0.0)
    with pytest.raises(UnknownNameError, match="actors, streams, windows"):
        permuted(events, truth, "nonesuch", rng)


def test_a_record_without_events_can_be_turned(events: EventTable, rng: np.random.Generator) -> None:
    none = EventTable({k: v[:0] for k, v in events.columns.items()}, events.locations, events.sides)
    for permute in PLACEBOS.values():
        assert permute(none, rng).columns["day"].size == 0
