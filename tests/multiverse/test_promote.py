from dataclasses import replace

import numpy as np

from inquest.contracts import Context, Measured
from inquest.model.choice import Choice, Multiverse, Option
from inquest.model.panel import Series
from inquest.model.record import RecordInfo
from inquest.multiverse.plan import Planned
from inquest.multiverse.promote import _spread, inequality, promoted


def series(mid, total):
    column = np.array(mid, dtype=np.int64)[:, None]
    flat = np.zeros(len(mid), dtype=np.int64)
    return Series(column, column, column, column, np.array(total, dtype=np.int64), flat, flat)


def planned(params):
    filters = Choice(
        name="filter",
        role="measurement",
        question="Which rows?",
        options=tuple(Option(id=o, label=o, reason="r", params=params[o]) for o in ("all", "some")),
    )
    sense = Choice(
        name="sense",
        role="reading",
        question="Which sense?",
        options=tuple(Option(id=o, label=o, reason="r") for o in ("a", "b")),
    )
    specs = (("a", "all"), ("a", "some"), ("b", "all"), ("b", "some"))
    grid = Multiverse(choices=(sense, filters), specifications=specs)
    return Planned(None, None, grid, ({},) * 4, ({},) * 4, ("",) * 4)


def measured(kept):
    """Two sides of 100 each; ``kept`` is what the filter keeps of the second, the first keeps 90."""
    terms = {"x": series([100, 90, 100, 90], [100] * 4), "y": series([100, kept, 100, kept], [100] * 4)}
    return Measured(terms, {k: np.ones(4, dtype=bool) for k in terms}, [{}] * 4)


CONTEXT = Context({}, {}, {}, RecordInfo(identity="x", manifests=()), defaults={"retention": 1.25})
UNFILTERED_OR_NOT = {"all": {"summaries": "keep"}, "some": {"summaries": "drop"}}


def test_a_filter_that_keeps_unequal_parts_becomes_a_reading():
    plan = promoted(planned(UNFILTERED_OR_NOT), measured(45), CONTEXT)
    assert [c.role for c in plan.multiverse.choices] == ["reading", "reading"]
    assert plan.multiverse.specifications == planned(UNFILTERED_OR_NOT).multiverse.specifications


def test_one_that_keeps_about_equal_parts_stays_a_measurement():
    plan = promoted(planned(UNFILTERED_OR_NOT), measured(80), CONTEXT)
    assert [c.role for c in plan.multiverse.choices] == ["reading", "measurement"]


def test_the_defaults_file_draws_the_line():
    looser = replace(CONTEXT, defaults={"retention": 3.0})
    plan = promoted(planned(UNFILTERED_OR_NOT), measured(45), looser)
    assert [c.role for c in plan.multiverse.choices] == ["reading", "measurement"]


def test_a_choice_that_is_no_filter_is_never_promoted():
    plan = promoted(planned({"all": {"dating": "start"}, "some": {"dating": "end"}}), measured(45), CONTEXT)
    assert [c.role for c in plan.multiverse.choices] == ["reading", "measurement"]


def test_small_totals_say_nothing_about_retention():
    few = {"x": series([10, 9, 10, 9], [10] * 4), "y": series([10, 1, 10, 1], [10] * 4)}
    assert np.isnan(inequality(Measured(few, {k: np.ones(4, dtype=bool) for k in few}, [{}] * 4))).all()


def test_pictures_and_absent_terms_say_nothing_about_retention():
    found = measured(80)
    terms = {**found.terms, "plot:x": series([1] * 4, [100] * 4), "z": series([0] * 4, [100] * 4)}
    present = {**found.present, "plot:x": np.ones(4, dtype=bool), "z": np.zeros(4, dtype=bool)}
    assert np.allclose(inequality(Measured(terms, present, [{}] * 4)), inequality(found))


def test_what_is_unequal_whatever_the_filter_is_not_the_filter():
    """Both options keep half as much of one side: the inequality isn't the filter's doing."""
    terms = {"x": series([100] * 4, [100] * 4), "y": series([50, 48, 50, 48], [100] * 4)}
    plan = promoted(planned(UNFILTERED_OR_NOT), Measured(terms, measured(80).present, [{}] * 4), CONTEXT)
    assert [c.role for c in plan.multiverse.choices] == ["reading", "measurement"]


def test_readings_stay_first_and_specifications_follow_their_choices():
    plan = planned(UNFILTERED_OR_NOT)
    sense, filters = plan.multiverse.choices
    other = Choice(name="other", role="measurement", question="?", options=(Option(id="o", label="o", reason="r"),))
    grid = Multiverse(
        choices=(sense, other, filters),
        specifications=tuple((a, "o", b) for a, b in plan.multiverse.specifications),
        dropped=((("b", "o", "none"), "why"),),
    )
    found = promoted(replace(plan, multiverse=grid), measured(45), CONTEXT).multiverse
    assert [c.name for c in found.choices] == ["sense", "filter", "other"]
    assert found.specifications == tuple((a, b, "o") for a, b in plan.multiverse.specifications)
    assert found.dropped == ((("b", "none", "o"), "why"),)


def test_a_filter_is_judged_with_all_other_choices_held():
    """The doctrine moves the inequality twofold, the filter not at all."""
    specs = (("all", "core"), ("all", "wide"), ("some", "core"), ("some", "wide"))
    assert _spread(specs, 0, np.array([1.0, 2.0, 1.0, 2.0])) == 1.0
    assert _spread(specs, 1, np.array([1.0, 2.0, 1.0, 2.0])) == 2.0
