"""The check on vintages: what it says of other states of the record, and where the benchmark comes from."""

import dataclasses
import shutil
from pathlib import Path

import pytest
from tests import vintage_files as files
from tests.checks.test_checks import CONTEXT, judged

from inquest import api
from inquest.checks import flip_factor, vintage
from inquest.contracts import Vintage
from inquest.errors import UsageError
from inquest.model.vintage import Revision
from inquest.record.store import open_record

DEADLY = "More than 700 people were killed in Syria in 2021."
"""620 is twice what the older vintage holds, so it contradicts this; the newer holds above 1,000."""


class Probe:
    def __init__(self, *found):
        self.found = found

    def vintages(self, _):
        return self.found


def stood(day, judged_then, used=False, **figures):
    return Vintage(day, (f"UCDP GED {day[:4]}",), used, judged_then, figures)


def test_with_one_vintage_there_is_nothing_to_compare():
    found = vintage.CHECK.run(judged(), CONTEXT, Probe())
    assert (found.status, found.figures) == ("not applicable", {})
    assert "No two vintages" in found.text


def test_the_same_figures_and_verdict_pass():
    now = judged()
    found = vintage.CHECK.run(now, CONTEXT, Probe(stood("2022-01-01", now, n=3), stood("2023-01-01", now, True, n=3)))
    assert found.status == "passed"
    assert found.text == (
        "On UCDP GED 2022, which stood from 2022-01-01, the verdict is the same (supported); no figure differs."
    )


def test_each_figure_that_differs_is_told_then_and_now():
    now, then = judged((2, 2.5, 3)), judged((0.2, 0.3, 0.4))
    found = vintage.CHECK.run(
        now,
        CONTEXT,
        Probe(stood("2022-01-01", then, events=1200, same=1), stood("2023-01-01", now, True, events=7, same=1)),
    )
    assert found.status == "warning"
    assert "it said contradicted; now supported" in found.text
    assert "estimate 0.3 (now 2.5), events 1,200 (now 7)." in found.text
    assert "same" not in found.text
    assert found.figures["UCDP GED 2022 from 2022-01-01: verdict"] == "contradicted"
    assert found.figures["UCDP GED 2023 from 2023-01-01 (used): events"] == 7


def test_what_came_after_the_day_is_told_as_news():
    now, later = judged(), judged((0.2, 0.3, 0.4))
    found = vintage.CHECK.run(now, CONTEXT, Probe(stood("2022-01-01", now, True), stood("2023-01-01", later)))
    assert found.text.startswith("Since then: on UCDP GED 2023, which stands from 2023-01-01, it says contradicted")
    assert "here supported" in found.text


def test_an_estimate_that_is_also_a_figure_is_told_once():
    one, other = {"estimate": 5, "total": 5}, {"estimate": 6, "total": 6}
    assert vintage.changed(one, other) == ["total"]
    assert vintage.changed(one, {"estimate": 6, "total": 5}) == ["estimate"]


REVISION = Revision(
    by="pairs", measure="deaths", value=2.7, source="ucdp_ged", older="22.1", newer="23.1", country_id=652,
    country="Syria", most="A - B", least="A - C", parts=3,
)  # fmt: skip


def test_the_benchmark_is_the_larger_of_default_and_measured_in_the_countries_of_the_claim():
    known = dataclasses.replace(CONTEXT, revisions=(REVISION,))
    measured = known.benchmark("deaths_of_actor", (652,))
    assert measured.value == 2.7
    assert "UCDP GED 22.1 and 23.1" in measured.origin
    assert known.benchmark("deaths", ()).value == 2.7
    for other in (
        known.benchmark("deaths", (645,)),
        known.benchmark("events", (652,)),
        CONTEXT.benchmark("deaths", ()),
    ):
        assert (other.value, "no two vintages" in other.origin) == (1.5, True)
    assert known.benchmark("deaths", (652,), across=True).value == 1.5
    assert known.benchmark("events", (652,), across=True).value == 3.0


def test_it_is_never_below_the_default():
    small = dataclasses.replace(CONTEXT, revisions=(REVISION.model_copy(update={"value": 1.2}),))
    found = small.benchmark("deaths", (652,))
    assert found.value == 1.5
    assert "the vintages at hand reach 1.20" in found.origin


def test_the_flip_factor_says_which_benchmark_and_where_from():
    known = dataclasses.replace(CONTEXT, revisions=(REVISION,))
    one = judged((2, 2.5, 3))
    mine = dataclasses.replace(one, proposition=one.proposition.model_copy(update={"countries": (652,)}))
    found = flip_factor.CHECK.run(mine, known, None)
    assert found.status == "warning"
    assert "the benchmark is 2.7 (measured on the vintages at hand: deaths between pairs (A - B; A - C)" in found.text
    assert found.figures["benchmark from"].endswith("Syria, UCDP GED 22.1 and 23.1")
    assert "the default flip_within" in flip_factor.CHECK.run(mine, CONTEXT, None).text


@pytest.fixture(scope="module")
def both(home, tmp_path_factory) -> Path:
    """A home whose record holds two vintages of a made-up war in Syria, 2021 and 2022."""
    folder = tmp_path_factory.mktemp("both")
    shutil.copytree(home, folder / "home")
    record = open_record(folder / "home")
    for rows, release in zip(files.vintages(), ("22.1", "23.1"), strict=True):
        record.add(files.write(folder / f"{release}.csv", rows), release=release, covers=files.COVERS, simulated=True)
    return folder / "home"


def check_of(case, name):
    (finding,) = case.findings
    return finding, next(c for c in finding.checks if c.name == name)


def test_as_of_a_day_a_claim_is_tested_on_what_stood_then(both):
    older, newer = files.vintages()
    finding, said = check_of(api.ask(DEADLY, home=both), "vintage")
    assert finding.verdict == "supported"
    assert finding.headline_figures["total"] == files.totals(newer, 2021)[1]
    assert said.status == "warning"
    assert "which stood from 2022-05-12, it said contradicted; now supported" in said.text
    assert f"total {files.totals(older, 2021)[1]:,} (now {files.totals(newer, 2021)[1]:,})" in said.text
    early, since = check_of(api.ask(DEADLY, home=both, as_of="2023-01-01"), "vintage")
    assert early.verdict == "contradicted"
    assert early.headline_figures["total"] == files.totals(older, 2021)[1]
    assert "Since then: on UCDP GED 23.1, which stands from 2023-06-06, it says supported" in since.text
    assert "22.1" in early.card.source
    assert "23.1" not in early.card.source


def test_before_any_vintage_covers_it_the_claim_is_refused_not_counted_as_nothing(both):
    case = api.ask(DEADLY, home=both, as_of="2021-06-01")
    assert case.findings == ()
    assert case.frozen.refusals[0].reason == "window not covered"
    with pytest.raises(UsageError, match="no release in the record stood on 2001-01-01"):
        api.ask(DEADLY, home=both, as_of="2001-01-01")
    with pytest.raises(UsageError, match="the date 'May'"):
        api.ask(DEADLY, home=both, as_of="May")


def test_a_claim_that_one_vintage_covers_has_nothing_to_compare(both):
    _, said = check_of(api.ask("More than 100 people were killed in Idlib in 2017.", home=both), "vintage")
    assert said.status == "not applicable"


def test_the_measured_benchmark_moves_the_claims_of_its_country_alone(both):
    words = "Syrian government forces mostly fought Islamic State in Syria in 2021."

    def benchmark(words, **options):
        checks = api.ask(words, home=both, **options).findings[0].checks
        return next(c for c in checks if c.name == "flip_factor")

    now, early = benchmark(words), benchmark(words, as_of="2023-01-01")
    events = [
        f[0] for f in (files.totals(rows, side_b=b) for rows in files.vintages() for b in ("IS", "Syrian insurgents"))
    ]
    assert now.figures["benchmark"] == pytest.approx((events[3] / events[1]) / (events[2] / events[0]), rel=1e-5)
    assert now.figures["benchmark from"].startswith("measured on the vintages at hand: events between pairs")
    assert early.figures["benchmark"] == 1.5
    iraq = benchmark("The government of Iraq mostly fought Islamic State in Iraq in 2016.")
    assert iraq.figures["benchmark"] == 1.5


def test_a_case_says_as_of_which_day_and_by_which_defaults_it_was_made(both):
    case = api.ask(DEADLY, home=both, as_of="2023-01-01").frozen
    assert (case.as_of, case.defaults["flip_within"]) == ("2023-01-01", 1.5)


@pytest.mark.shared
def test_the_two_vintages_of_ukraine_end_to_end(home, shared, tmp_path):
    shutil.copytree(home, tmp_path / "home")
    record = open_record(tmp_path / "home")
    for name, release in (("2014_2018", "19.1"), ("2014_2021", "22.1")):
        record.add(shared / "data" / f"ucdp_ged_ukraine_hdx_{name}.csv.gz", release=release)
    words = "More than 1,500 people were killed in Ukraine in 2015."
    now, said = check_of(api.ask(words, home=tmp_path / "home"), "vintage")
    then, since = check_of(api.ask(words, home=tmp_path / "home", as_of="2020-01-01"), "vintage")
    assert (then.headline_figures["total"], now.headline_figures["total"]) == (1314, 1726)
    assert "total 1,314 (now 1,726)" in said.text
    assert "total 1,726 (here 1,314)" in since.text
