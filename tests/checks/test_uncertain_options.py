import pytest
from tests.multiverse.test_verdict import estimates, run, universe

from inquest.checks.uncertain_options import CHECK


@pytest.mark.parametrize(
    ("points", "status", "verdict"),
    [([2, 2.5, 3], "passed", "supported"), ([2, 2.5, 0.2], "warning", "mixed")],
)
def test_an_option_of_weight_nought_is_reported_if_it_would_change_the_verdict(points, status, verdict):
    judged = run(universe(1, 3, uncertain=("m2",)), estimates(points))
    assert judged.verdict == "supported"
    found = CHECK.run(judged, None, None)
    assert found.status == status
    assert found.figures == {"how? m2": verdict}
    assert (verdict in found.text) == (status == "warning")


def test_an_uncertain_reading_too():
    judged = run(universe(2, 2, uncertain=("r1",)), estimates([2, 2.5, 0.4, 0.5]))
    assert CHECK.run(judged, None, None).figures == {"which sense? r1": "mixed"}


def test_without_any_it_does_not_apply():
    assert CHECK.run(run(universe(2, 2), estimates([2, 2.5, 2, 2.5])), None, None).status == "not applicable"
