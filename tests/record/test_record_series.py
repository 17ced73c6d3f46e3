"""Series against a plain loop over the events; bins, roles, crossing, identity, speed."""

import itertools
import time
from dataclasses import replace

import duckdb
import numpy as np
import pytest
from tests.record.specs import EVERY_DATING, SPEC, SYRIA, day, pair, year

from inquest.errors import UnknownNameError, UsageError
from inquest.model.panel import ExtractSpec, Panel, PanelSpec
from inquest.model.selection import Quality, Selection, Sides
from inquest.record.assemble import FOREVER
from inquest.record.series import bins, series

QUALITIES = (
    Quality(), Quality(max_precision=5), Quality(max_duration=7), Quality(max_clarity=1), Quality(summaries="drop"),
    Quality(min_sources=2), Quality(twins="drop"), Quality(crossing="drop"), Quality(sources=("ucdp_ged",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def panel(record):
    return record.panel(EVERY_DATING)


def selections():
    pairs = (("is", "sdf"), ("sdf", "is"), ("is", "rebels"), ("gov", "*"), ("*", "is"), ("*", "*"), ("is", "civilians"))
    roles = ("deaths_of_actor", "deaths_of_opponent")
    measures = ("events", "deaths", "deaths_of_civilians", "deaths_of_combatants", *roles)
    made = []
    for (actor, other), measure, quality in itertools.product(pairs, measures, QUALITIES):
        if (actor, other) == ("*", "*") and measure in roles:
            continue
        base = pair(actor, other, *year(2017), measure=measure, quality=quality)
        made += [base, replace(base, place="idlib"), replace(base, sides=replace(base.sides, violence=(1, 2, 3)))]
    return made


def test_evidence_totals_equal_the_series(record, panel):
    chosen = [s for s in selections() if s.measure in ("events", "deaths")]
    chosen += [replace(s, dating="end") for s in chosen[::3]]
    made = series(panel, chosen)
    found = record.evidence(ExtractSpec(**{**vars(EVERY_DATING), "selections": tuple(chosen)}))
    deaths = [sum(e.deaths for e in events) for events in found]
    assert [len(events) for events in found] == made.n[:, 0].tolist()
    plain = series(panel, [replace(s, measure="deaths") for s in chosen])
    assert deaths == plain.mid[:, 0].tolist()
    assert sum(deaths) > 0


def test_evidence_is_ordered_and_limited(record):
    asked = ExtractSpec(**{**vars(SPEC), "selections": (pair("is", "sdf", *year(2017)),), "limit": 3})
    events = record.evidence(asked)[0]
    assert len(events) == 3
    assert [e.deaths for e in events] == sorted((e.deaths for e in events), reverse=True)
    assert events[0].headline
    assert not events[0].simulated


def by_hand(folder, selection):
    """The same sums from the record's table by SQL, by role, for one pair of single actors."""
    ids = {"is": 234, "sdf": 6288, "gov": 118}
    x, y = (ids[key.split("/")[0]] for key in (selection.sides.actor, selection.sides.opponent))
    sql = f"""
        with side as (from read_parquet('{folder}/side.parquet')),
        e as (select e.*, a.side_id x, b.side_id y from read_parquet('{folder}/event.parquet') e
              join side a on a.side = e.side_a join side b on b.side = e.side_b
              where until = {FOREVER} and country = {SYRIA} and violence in (1, 2)
              and start_day between {selection.start} and {selection.end})
        select coalesce(sum(case when x = {x} and y = {y} then dead_a when x = {y} and y = {x} then dead_b end), 0),
               coalesce(sum(case when x = {x} and y = {y} then dead_b when x = {y} and y = {x} then dead_a end), 0),
               sum(dead_unknown) filter (where (x = {x} and y = {y}) or (x = {y} and y = {x})),
               sum(least(low, best)) filter (where (x = {x} and y = {y}) or (x = {y} and y = {x})),
               sum(greatest(high, best)) filter (where (x = {x} and y = {y}) or (x = {y} and y = {x}))
        from e"""  # noqa: S608 - whole numbers and a path of the test's own
    with duckdb.connect() as con:
        return con.execute(sql).fetchall()[0]


@pytest.mark.parametrize(("x", "y"), [("is", "sdf"), ("sdf", "is"), ("gov", "is"), ("is", "gov")])
def test_measures_by_role_equal_a_query_by_hand(record, panel, x, y):
    base = pair(x, y, *year(2017))
    own, other, unknown, floor, ceiling = by_hand(record.folder, base)
    made = series(panel, [replace(base, measure=m) for m in ("deaths_of_actor", "deaths_of_opponent", "deaths")])
    assert made.mid[:2, 0].tolist() == made.low[:2, 0].tolist() == [own, other]
    assert made.high[:2, 0].tolist() == [own + unknown, other + unknown]
    assert (made.low[2, 0], made.high[2, 0]) == (floor, ceiling)


def test_actor_and_opponent_mirror(panel):
    for quality in QUALITIES:
        one = series(panel, [pair("is", "sdf", *year(2017), measure="deaths_of_actor", quality=quality)])
        two = series(panel, [pair("sdf", "is", *year(2017), measure="deaths_of_opponent", quality=quality)])
        assert (one.mid == two.mid).all()
        assert (one.high == two.high).all()


def test_one_sided_violence_counts_its_victims_by_best(panel):
    selection = replace(pair("is", "civilians", *year(2017)), sides=Sides("is/core", "civilians/core", violence=(3,)))
    made = series(
        panel, [replace(selection, measure=m) for m in ("deaths", "deaths_of_civilians", "deaths_of_opponent")]
    )
    assert made.mid[0, 0] == made.mid[1, 0] == made.mid[2, 0] > 0


# ---- a small panel made by hand


def tiny(**changes):
    """Five rows: x fights y, y fights x, x beside y against z, x on both sides, z against civilians."""
    spec = PanelSpec({"town": SPEC.outlines["raqqa"]}, dict(zip("xy", SPEC.actor_sets.values(), strict=False)),
                     edges=(10, 20), datings=("start",))  # fmt: skip
    size = 5
    rows = {name: np.ones(size, dtype=np.int64) for name in (
        "violence", "country", "precision", "clarity", "duration", "n", "n_low", "n_best", "n_high", "low", "best",
        "high", "floor", "ceiling")}  # fmt: skip
    for name in ("dating", "location", "summary", "twin", "source", "crosses"):
        rows[name] = np.zeros(size, dtype=np.int64)
    rows |= {
        "day": np.array([9, 10, 12, 13, 19]),
        "side_a": np.array([0, 1, 2, 0, 3]),
        "side_b": np.array([1, 0, 3, 2, 3]),
        "sources": np.array([1, 2, 3, -1, 5]),
        "dead_a": np.array([10, 20, 30, 40, 50]),
        "dead_b": np.array([1, 2, 3, 4, 5]),
        "dead_civilians": np.zeros(size, dtype=np.int64),
        "dead_unknown": np.full(size, 7),
    }
    rows |= {k: np.array(v, dtype=np.int64) for k, v in changes.items()}
    any_bits = np.array([[1, 0], [0, 1], [1, 1], [0, 0]], dtype=bool)
    all_bits = np.array([[1, 0], [0, 1], [0, 0], [0, 0]], dtype=bool)
    return Panel(spec, rows, np.ones((1, 1), dtype=bool), any_bits, all_bits, ("a",), "none")


def sums(panel, **more):
    return series(panel, [Selection(**{"sides": Sides("x", "y"), "start": 0, "end": 99, **more})])


def test_roles_and_exclusion():
    made = sums(tiny(), measure="deaths_of_actor")
    assert made.mid[0, 0] == 10 + 2  # row 0 as side a, row 1 as side b
    assert made.excluded[0] == 2  # x beside y; x on both sides
    assert made.n[0, 0] == 2
    alone = sums(tiny(), sides=Sides("x", "*"), measure="deaths_of_opponent")
    assert (alone.mid[0, 0], alone.excluded[0]) == (1 + 20 + 3, 1)
    by_other = sums(tiny(), sides=Sides("*", "x"), measure="deaths_of_actor")
    assert by_other.mid[0, 0] == alone.mid[0, 0]


def test_all_members_is_stricter():
    made = sums(tiny(), sides=Sides("x", "*", member="all"))
    assert made.n[0, 0] == 3
    assert made.excluded[0] == 0


def test_a_side_that_stands_in_no_row_has_sums_of_zero():
    panel = tiny(side_a=[0, 0, 0, 0, 3], side_b=[3, 3, 3, 3, 3])  # y (1) and x beside y (2) are gone
    made = series(panel, [Selection(sides, 0, 99) for sides in (Sides("y", "*"), Sides("*", "y"), Sides("x", "*"))])
    assert made.n[:, 0].tolist() == [0, 0, 4]
    assert made.high[:2].sum() == made.total[:2].sum() == made.excluded[:2].sum() == 0
    assert made.identity.tolist() == [0, 0, 1]
    alone = sums(tiny(side_a=[0, 0, 2, 0, 3], side_b=[3, 3, 3, 3, 3]), sides=Sides("y", "*", member="all"))
    assert alone.n[0, 0] == 0, "y stands there only beside x"


def test_barred_opponents():
    assert sums(tiny(), sides=Sides("x", "*", not_opponent=("y",)), measure="events").n[0, 0] == 1


def test_crossing_drops_only_rows_that_cross_the_window_s_own_edges():
    panel = tiny(crosses=[1, 2, 0, 0, 0])
    drop = Quality(crossing="drop")
    assert sums(panel, start=10, end=19, quality=drop, sides=Sides()).n[0, 0] == 3
    assert sums(panel, start=10, end=19, sides=Sides()).n[0, 0] == 4
    assert sums(panel, start=10, end=19, quality=drop, sides=Sides()).total[0] == 4
    with pytest.raises(UnknownNameError, match="day 11 is no edge"):
        sums(panel, start=11, end=19, quality=drop)


def test_crossing_needs_more_than_one_column_of_bits(record):
    edges = tuple(range(day(2016), day(2016) + 200))
    wide = record.panel(replace(SPEC, edges=edges))
    assert {"crosses", "crosses1", "crosses2", "crosses3"} < set(wide.rows)
    for place in (0, 61, 62, 150):
        start, after = edges[place], edges[place + 1]
        cut = pair("gov", "is", start, after - 1, measure="events", quality=Quality(crossing="drop"))
        narrow = record.panel(replace(SPEC, edges=(start, after)))
        assert series(wide, [cut]).n.tolist() == series(narrow, [cut]).n.tolist()


def test_identity_is_that_of_events_roles_and_measure(panel):
    base = pair("is", "sdf", *year(2017))
    same = replace(base, quality=Quality(max_precision=7, max_clarity=3))
    other = replace(base, quality=Quality(max_precision=1))
    wider = replace(base, start=base.start - 1)
    made = series(panel, [base, same, other, replace(base, measure="events"), wider, base])
    assert made.identity[[0, 1, 5]].tolist() == [0, 0, 0]
    assert len(set(made.identity[[0, 2, 3]].tolist())) == 3


def test_bins_add_up_and_say_which_are_whole(panel):
    window = (day(2017, 1, 15), day(2018, 3, 11))
    whole = series(panel, [pair("gov", "is", *window)])
    for width in ("month", "quarter", "half_year", "year", "fortnight"):
        made = series(panel, [pair("gov", "is", *window, bin=width)])
        assert made.mid.sum() == whole.mid[0, 0]
        assert made.starts[0] == window[0]
        assert not made.valid[0, -1]
    months = series(panel, [pair("gov", "is", *window, bin="month"), pair("gov", "is", *year(2017), bin="month")])
    assert months.mid.shape == (2, 15)
    assert months.valid[0].tolist() == [False] + [True] * 13 + [False]
    assert months.valid[1].tolist() == [True] * 12 + [False] * 3


def test_bins_of_the_calendar():
    edges, whole = bins(day(2017, 2, 1), day(2017, 12, 31), "half_year")
    assert edges.tolist() == [day(2017, 2), day(2017, 7), day(2018)]
    assert whole.tolist() == [False, True]
    assert bins(day(2017), day(2017), "year")[0].tolist() == [day(2017), day(2017) + 1]


def test_spread_keeps_every_death_and_counts_an_event_once(panel):
    everything = replace(pair("*", "*", day(2015), day(2021)), sides=Sides(violence=(1, 2, 3)))
    for measure in ("events", "deaths", "deaths_of_combatants", "deaths_of_civilians"):
        made = series(panel, [replace(everything, measure=measure, dating=d) for d in ("start", "end", "spread")])
        if measure != "deaths":
            assert len(set(made.mid[:, 0].tolist())) == 1
        assert made.mid[0, 0] == made.mid[1, 0] == made.mid[2, 0]
        assert made.n[0, 0] == made.n[2, 0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sides": Sides("nobody", "y")}, "no actor set 'nobody'"),
        ({"place": "nowhere"}, "no outline 'nowhere'"),
        ({"dating": "spread"}, "isn't dated by 'spread'"),
        ({"quality": Quality(sources=("acled",))}, "no source 'acled'"),
    ],
)
def test_names_that_the_panel_lacks(change, says):
    with pytest.raises(UnknownNameError, match=says):
        sums(tiny(), **change)


def test_a_measure_by_role_needs_a_side():
    with pytest.raises(UsageError, match="needs a named side"):
        sums(tiny(), sides=Sides(), measure="deaths_of_actor")


def test_a_window_that_ends_before_it_starts():
    with pytest.raises(UsageError, match="before it starts"):
        sums(tiny(), start=5, end=4)


def test_many_selections_are_quick(record):
    panel = record.panel(SPEC)
    windows = [(day(2016 + i // 2, 1 + 6 * (i % 2)), day(2017 + i // 2, 1 + 6 * (i % 2)) - 1) for i in range(6)]
    many = [replace(s, start=a, end=b) for s in selections() for a, b in windows]
    many = [s for s in many if s.quality.crossing == "keep"][:3000]
    assert len(many) == 3000
    start = time.process_time()
    series(panel, many)
    assert time.process_time() - start < 1.0


def test_sums_taken_together_are_those_taken_alone(record):
    spec = PanelSpec(**{**vars(SPEC), "edges": tuple(sorted({day(2016, m) for m in range(1, 13)} | {day(2017)}))})
    held = record.panel(spec)
    quality = (Quality(crossing="drop"), Quality(crossing="drop", max_precision=4), Quality(), Quality(max_duration=3))
    windows = [(day(2016, m), day(2016 + m // 12, m % 12 + 1) - 1) for m in range(1, 13)]
    asked = [pair("is", "*", *window, quality=one) for one in quality for window in windows]
    together = series(held, asked)
    alone = [series(held, [selection]) for selection in asked]
    for name in ("low", "mid", "high", "n", "total", "excluded"):
        assert getattr(together, name).tolist() == [getattr(one, name)[0].tolist() for one in alone]
    assert len({*together.n[:, 0]}) > 12
