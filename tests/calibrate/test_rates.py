"""Rows to rates to demands: against counts by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from tests.calibrate.made import MadeFault, calibration, kind, row

from inquest.calibrate.demands import demands
from inquest.calibrate.rates import cell_result, fault_result, pooled, rate
from inquest.calibrate.rows import Row, dump, parse, six
from inquest.calibrate.summary import summaries
from inquest.errors import RecordError
from inquest.model.calibration import Demand
from inquest.model.world import Cell

PROCESS = Cell(0.2, 20, 24)


def asked(mode: str, *found: tuple[Cell, list[Row]]) -> dict[str, Demand]:
    results = [cell_result(c, mode, 0.1, rows) for c, rows in found]
    faults = [fault_result(MadeFault(), found)] if any(c.fault != "none" for c, _ in found) else []
    return {d.name: d for d in demands(mode, results, faults)}


@given(st.integers(0, 50), st.integers(1, 300))
def test_a_rate_has_exact_limits(hits: int, more: int) -> None:
    found = rate(hits, hits + more)
    known = binomtest(hits, hits + more).proportion_ci(0.95, "exact")
    assert (found.low, found.high) == (pytest.approx(known.low, abs=1e-6), pytest.approx(known.high, rel=1e-5))
    assert pooled([found, found]).of == 2 * found.of


def test_every_verdict_is_counted_on_its_side() -> None:
    told = ("supported", "mostly supported", "mixed", "undecided", "mostly contradicted", "contradicted")
    rows = [row(i, v, 0.2) for i, v in enumerate(told)] + [row(6, "not testable", 0.2, refusal="too few events")]
    found = cell_result(PROCESS, "process", 0.1, rows)
    assert (found.worlds, found.outside, found.inside) == (7, 7, 0)
    assert (found.strong_wrong.hits, found.mild_wrong.hits, found.right.hits, found.right_strong.hits) == (1, 1, 2, 1)
    assert (found.undecided.hits, found.split.hits, found.refused.hits) == (1, 1, 1)
    assert found.refusals == {"too few events": 1}
    assert found.unmirrored.of == 6


def test_a_claim_that_is_wrong_is_rightly_contradicted() -> None:
    found = cell_result(Cell(-0.2, 20, 24), "process", 0.1, [row(0, "contradicted", -0.2), row(1, "supported", -0.2)])
    assert (found.strong_wrong.hits, found.right.hits) == (1, 1)


def test_inside_the_zone_any_strong_verdict_is_an_error_and_no_mild_one() -> None:
    rows = [row(0, "supported", 0.02), row(1, "contradicted", 0.02), row(2, "mostly supported", -0.02)]
    found = cell_result(Cell(0.02, 20, 24), "process", 0.1, rows)
    assert (found.strong_inside.hits, found.strong_inside.of) == (2, 3)
    assert (found.outside, found.strong_wrong.of, found.right.of) == (0, 0, 0)


def test_intervals_called_approximate_are_counted_apart() -> None:
    rows = [row(0, "undecided", 0.2, approximate=True, holds=False), row(1, "undecided", 0.2, holds=None)]
    rows += [row(2 + i, "undecided", 0.2, holds=True) for i in range(40)]
    found = cell_result(PROCESS, "process", 0.1, rows)
    assert (found.covered.hits, found.covered.of) == (40, 40)
    assert (found.approximate.hits, found.approximate.of) == (0, 1)
    note = asked("process", (PROCESS, rows))["coverage"]
    assert note.holds is True
    assert "cover 0% in the worst cell; they move no verdict" in note.note


@pytest.mark.parametrize(("wrong", "of", "holds"), [(2, 200, True), (6, 200, False), (0, 80, True)])
def test_false_strong_is_judged_by_the_upper_limit(wrong: int, of: int, holds: bool) -> None:
    rows = [row(i, "contradicted" if i < wrong else "supported", 0.2) for i in range(of)]
    found = asked("process", (PROCESS, rows))["false strong"]
    assert found.holds is holds
    assert found.worst == rate(wrong, of).high
    assert found.failing == (() if holds else (PROCESS.name,))


def test_too_few_worlds_show_nothing_unless_they_fail_for_sure() -> None:
    few = [row(i, "supported", 0.2) for i in range(60)]
    found = asked("process", (PROCESS, few))["false strong"]
    assert found.holds is None
    assert "60 worlds are too few to judge (72 are needed)" in found.note
    sure = [row(i, "contradicted", 0.2) for i in range(20)]
    assert asked("process", (PROCESS, sure))["false strong"].holds is False


def test_cells_with_few_such_worlds_are_taken_together() -> None:
    cells = [Cell(0.03 + i / 1000, 20, 24) for i in range(4)]
    rows = [row(i, "undecided", 0.02) for i in range(20)] + [row(20 + i, "supported", 0.2) for i in range(80)]
    found = asked("process", *[(c, rows) for c in cells])
    assert found["strong inside the zone"].holds is True
    assert found["strong inside the zone"].worst == rate(0, 80).high
    assert "together" in found["strong inside the zone"].cell
    assert found["false strong"].worst == rate(0, 80).high, "cells with enough of them stand alone"
    hits = [row(i, "contradicted", 0.02) for i in range(3)] + rows[3:]
    assert asked("process", *[(c, hits) for c in cells])["strong inside the zone"].holds is False


def test_a_census_without_faults_is_not_counted_but_must_not_err() -> None:
    right = [row(i, "supported", 0.2) for i in range(10)]
    found = asked("census", (PROCESS, right))
    assert found["false strong"].holds is None
    assert "can't err on a complete record" in found["false strong"].note
    assert found["no error without a fault"].holds is True
    assert found["coverage"].holds is None
    wrong = asked("census", (PROCESS, [*right, row(10, "mostly contradicted", 0.2)]))
    assert wrong["no error without a fault"].holds is False


def test_power_is_asked_at_three_times_the_smallest_visible_effect() -> None:
    weak, strong = Cell(0.2, 20, 24), Cell(-0.3, 20, 24)
    rows = [row(i, "undecided", 0.2) for i in range(40)]
    decided = [row(i, "contradicted" if i < 32 else "undecided", -0.3) for i in range(40)]
    assert asked("process", (weak, rows))["power"].holds is None
    found = asked("process", (weak, rows), (strong, decided))["power"]
    assert (found.holds, found.worst, found.cell) == (True, 0.8, strong.name)
    assert asked("process", (strong, decided[1:]))["power"].holds is False


def test_a_fault_is_named_by_its_own_warnings_only() -> None:
    faulty = Cell(0.2, 20, 24, "missed")
    rows = [row(i, "supported", 0.2, warnings=("flip_factor",) if i < 7 else ("coverage",)) for i in range(10)]
    clean = [row(i, "supported", 0.2, warnings=("flip_factor",) if i < 1 else ()) for i in range(10)]
    found = asked("census", (faulty, rows), (PROCESS, clean))
    assert (found["faults named"].worst, found["faults named"].holds) == (0.7, False)
    assert (found["false alarms"].worst, found["false alarms"].holds) == (0.1, False)


def test_a_fault_that_no_record_can_show_is_said_so() -> None:
    silent = fault_result(MadeFault(named_by=()), [(Cell(0.2, 20, 24, "missed"), [row(0, "supported", 0.2)])])
    found = {d.name: d for d in demands("census", [], [silent])}
    assert found["faults named"].holds is None
    assert "No record can show: missed" in found["faults named"].note


def test_a_placebo_may_hardly_ever_be_supported() -> None:
    cell = Cell(0.3, 20, 24, options={"placebo": "windows"})
    rows = [row(i, "supported" if i < 9 else "undecided", 0.0) for i in range(100)]
    found = asked("process", (cell, rows))
    assert found["placebo"].holds is False
    assert found["false strong"].holds is None, "a placebo cell is judged as one only"


def test_a_verdict_that_isnt_mirrored_fails() -> None:
    assert asked("process", (PROCESS, [row(0, "supported", 0.2, mirrored=False)]))["mirror"].holds is False


def test_a_row_survives_its_line() -> None:
    given = row(3, "supported", 0.2, warnings=("coverage",), hull=(0.1, None))
    assert parse(dump(given)) == given
    with pytest.raises(RecordError, match="can't be read"):
        parse("{}")
    assert six(float("inf")) is None


def test_a_summary_holds_the_pooled_and_the_worst() -> None:
    made = kind(worlds=200, wrong=0.02)
    found = summaries(calibration(made), made)["process"]
    cells = [c for c in made.cells if not c.placebo]
    assert found.worlds == sum(c.worlds for c in cells)
    assert found.strong_wrong == pooled([c.strong_wrong for c in cells]).share
    assert found.strong_wrong_worst == max(c.strong_wrong.high for c in cells if c.strong_wrong.of)
    assert found.right == min(c.right.share for c in cells if abs(c.margin) == 0.3 and c.fault == "none")
    assert found.holds["strong inside the zone"] == next(
        d.holds for d in made.demands if d.name == "strong inside the zone"
    )


def test_a_summary_of_a_census_counts_faulty_worlds_alone() -> None:
    made = kind("level", "census", worlds=100)
    found = summaries(calibration(made), made)["census"]
    assert found.worlds == 200
    assert found.covered_worst is None
