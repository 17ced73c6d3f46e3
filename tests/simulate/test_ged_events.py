import datetime as dt

import numpy as np

from inquest.simulate._ged_events import COLUMNS, Stream, simulate

STREAM = Stream((1, "A"), (2, "B"), (652, "Syria"), "X town", "X Governorate", "X district", 35.0, 38.5, rate=20.0)


def test_rows_and_truth_agree():
    rows, truth = simulate([STREAM], dt.date(2020, 1, 1), 12, seed=1)
    assert len(rows) == truth["events"].sum()
    assert sum(int(r["best"]) for r in rows) == truth["deaths"].sum()
    assert all(tuple(r) == tuple(COLUMNS) for r in rows)
    by_month = np.bincount([int(r["date_start"][5:7]) - 1 for r in rows], minlength=12)
    assert (by_month == truth["events"][0]).all()


def test_same_seed_same_rows():
    first, _ = simulate([STREAM], dt.date(2020, 1, 1), 6, seed=3)
    second, _ = simulate([STREAM], dt.date(2020, 1, 1), 6, seed=3)
    other, _ = simulate([STREAM], dt.date(2020, 1, 1), 6, seed=4)
    assert first == second != other


def test_counts_are_overdispersed_around_the_rate_and_change_when_told():
    long = simulate([STREAM], dt.date(1990, 1, 1), 360, seed=5)[1]["events"][0]
    assert 14 < long.mean() < 27
    assert long.var() > 2 * long.mean()
    tripled = Stream(**{**STREAM.__dict__, "change": (180, 3.0)})
    counts = simulate([tripled], dt.date(1990, 1, 1), 360, seed=5)[1]["events"][0]
    assert 2 < counts[180:].mean() / counts[:180].mean() < 4.5


def test_every_row_says_it_is_simulated():
    rows, _ = simulate([STREAM], dt.date(2020, 1, 1), 3, seed=1)
    assert all("SIMULATED" in r["source_headline"] and r["source_office"] == "Simulation" for r in rows)
