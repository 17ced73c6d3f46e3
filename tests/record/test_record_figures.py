"""Figures of the bundled record that were measured before, independently of this code."""

import numpy as np
import pytest
from tests.record.specs import SPEC, SYRIA, day, pair, year

from inquest.model.panel import ExtractSpec
from inquest.model.selection import Quality, Selection, Sides
from inquest.record.series import series

WHOLE = (day(2016), day(2020) - 1)
ALL = Sides(violence=(1, 2, 3))


@pytest.fixture(scope="module")
def panel(record):
    return record.panel(SPEC)


def one(panel, selection):
    return series(panel, [selection])


def test_events_in_syria(panel):
    made = one(panel, Selection(ALL, *WHOLE, "events", countries=(SYRIA,)))
    assert made.n[0, 0] == 16_566
    assert made.n[0, 0] - made.mid[0, 0] == 1_124  # best estimate 0


def test_dead_of_is_by_role_and_by_column(panel):
    selection = pair("is", "sdf", *WHOLE, measure="deaths_of_actor")
    assert one(panel, selection).mid[0, 0] == 6_724
    rows = panel.rows
    is_b = panel.any_bits[rows["side_b"], 0] & panel.any_bits[rows["side_a"], 1]
    is_a = panel.any_bits[rows["side_a"], 0] & panel.any_bits[rows["side_b"], 1]
    there = rows["country"] == SYRIA
    by_role = rows["dead_b"][is_b & there].sum() + rows["dead_a"][is_a & there].sum()
    by_column = rows["dead_b"][(is_a | is_b) & there].sum()
    assert (by_role, by_column) == (6_724, 3_598)


def test_country_centroids(panel):
    rows = panel.rows
    country = (rows["precision"] == 6) & (rows["country"] == SYRIA)
    assert (rows["n"][country].sum(), rows["best"][country].sum()) == (254, 23_637)
    inside = panel.place_bits[rows["location"]]
    assert inside[country][:, 0].all()
    assert not inside[country][:, 1:].any()


@pytest.mark.parametrize(
    ("selection", "deaths"),
    [
        (pair("gov", "is", *year(2017)), 10_711),
        (pair("gov", "is", *year(2016)), 12_040),
        (pair("is", "sdf", *year(2017)), 8_762),
        (Selection(ALL, *year(2019), place="idlib"), 2_689),
    ],
)
def test_deaths(panel, selection, deaths):
    assert one(panel, selection).mid[0, 0] == deaths


def test_rebels_against_is_count_coalitions(panel):
    assert one(panel, pair("is", "rebels", *WHOLE, measure="events")).n[0, 0] == 727


def test_summary_rows(panel):
    rows, there = panel.rows, panel.rows["country"] == SYRIA
    summary = there & (rows["summary"] == 1)
    assert rows["n"][summary].sum() == 93
    assert round(rows["best"][summary].sum() / rows["best"][there].sum(), 3) == 0.206


def test_filter_keeps_unequal_parts_of_two_sides(panel):
    short = Quality(max_duration=7)
    kept = series(panel, [pair("is", x, *WHOLE, measure="deaths_of_actor", quality=short) for x in ("gov", "sdf")])
    retention = kept.mid[:, 0] / kept.total
    assert np.round(retention, 2).tolist() == [0.49, 0.82]


def test_iraq(record, panel):
    assert one(panel, Selection(ALL, day(1989), day(2019), "events", countries=(645,))).n[0, 0] == 7_473
    assert [m.release for m in record.info.manifests] == ["19.1", "652.1601.1911"]
    assert record.info.covered_days((SYRIA,), day_of(2019, 11, 1), day_of(2019, 12, 31)) == 30


def day_of(*when):
    import datetime as dt

    return dt.date(*when)


def test_one_monitor_stands_behind_most_events(record):
    everything = Selection(ALL, *WHOLE, "events", countries=(SYRIA,))
    behind = record.behind(SPEC)
    offices = behind.offices(behind.ranked([everything])[0])
    events = record.evidence(ExtractSpec(**{**vars(SPEC), "selections": (everything,)}))[0]
    sohr = sum("SOHR" in e.office for e in events)
    assert next(iter(offices)) == "SOHR"
    assert sohr / len(events) > 0.9


def test_what_is_behind_a_selection_adds_up_to_its_sum(record):
    deaths = Selection(ALL, *WHOLE, "deaths", countries=(SYRIA,))
    sums = series(record.panel(SPEC), [deaths])
    behind = record.behind(SPEC)
    events, dead = behind.ranked([deaths])
    assert (len(events), dead.sum()) == (sums.n[0, 0], sums.mid[0, 0])
    assert (np.diff(dead) <= 0).all()
    spots = behind.spots(events, dead)
    found = record.evidence(ExtractSpec(**{**vars(SPEC), "selections": (deaths,)}))[0]
    placed = [e for e in found if e.where_prec <= 5]
    assert sum(s.events for s in spots) == len(placed)
    assert sum(s.deaths for s in spots) == sum(e.deaths for e in placed)
    assert [e.deaths for e in behind.shown(events[:5])] == dead[:5].tolist()


def test_events_of_two_overlapping_selections_count_once(record):
    deaths = Selection(ALL, *WHOLE, "deaths", countries=(SYRIA,))
    part = Selection(ALL, WHOLE[0], WHOLE[0] + 365, "deaths", countries=(SYRIA,))
    behind = record.behind(SPEC)
    assert len(behind.ranked([deaths, part])[0]) == len(behind.ranked([deaths])[0])
    assert len(behind.ranked([])[0]) == 0
