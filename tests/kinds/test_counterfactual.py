"""``counterfactual``: ranges by hand, what it never says, refusals, and the bundled record by pandas."""

from pathlib import Path

import numpy as np
import pytest
from tests.end_to_end.conftest import check
from tests.kinds.kinds_world import context, estimate, grounding, judged, known, one, year
from tests.trial.compute_truth import is_party, rows

from inquest.model.claim import SLOTS
from inquest.model.finding import Finding
from inquest.registry import load
from inquest.verdict import judge

HERE = context()
KIND = load("kinds", "counterfactual")


def said(**more):
    sides = {"targets": ("order",), "versus_actors": ("league",), "places": ("north",), "windows": (year(2016),)}
    return one("counterfactual", HERE, **{**sides, **more})


def flat(own, whole, loose=0, n=40):
    def numbers(name, params, selection):
        mid = {"own": own, "whole": whole}.get(name.split(":")[0], 0)
        return (mid, mid, mid + loose, min(n, mid))

    return numbers


def word(p, *numbers):
    found, data, planned = estimate(p, HERE, flat(*numbers))
    return judge(p, planned.multiverse, planned.params, found, data, planned.selections), found, planned


@pytest.mark.parametrize(
    ("own", "whole", "loose", "verdict"),
    [
        (30, 1000, 0, "mostly contradicted"),
        (30, 1000, 90, "undecided"),  # with what is unattributed it may be a tenth
        (80, 1000, 0, "undecided"),  # under the line, but by less than half as much again
        (300, 1000, 0, "undecided"),
        (1000, 1000, 0, "undecided"),  # all of it: others may have fought in its place
    ],
)
def test_a_need_is_at_most_contradicted(own, whole, loose, verdict):
    result, found, _ = word(said(), own, whole, loose)
    assert result.verdict == verdict
    assert not (found.position > 0).any()
    mirror = {"mostly contradicted": "mostly supported"}.get(verdict, verdict)
    assert word(said(deny=True), own, whole, loose)[0].verdict == mirror


def test_the_range_runs_from_nothing_to_the_share_and_shows_no_point():
    result, found, planned = word(said(), 200, 1000, 100)
    leaned = np.array([q["leaning"] > 0 for q in planned.params])
    assert np.all(found.low == 0)
    assert found.high[~leaned] == pytest.approx(300 / 1100)
    assert np.all(found.high[leaned] == 1)
    assert found.doubt == "range"
    assert all(r.point is None and r.low == 0 for r in result.readings)


def test_leaning_is_never_decided():
    result, _, _ = word(said(), 5, 1000)
    assert {r.verdict for r in result.readings if r.options["others"] == "leaned"} == {"undecided"}
    assert {r.verdict for r in result.readings if r.options["others"] == "stood"} == {"contradicted"}


@pytest.mark.parametrize("numbers", [(0, 1000), (5, 15)])
def test_none_of_its_own_or_few_in_all_is_not_measured(numbers):
    result, found, _ = word(said(), *numbers)
    assert result.verdict == "undecided"
    assert np.isnan(found.point).all()
    assert all("fewer than 20 events of the opponent, or none" in why for why in found.failed)


@pytest.mark.parametrize("need", [None, *SLOTS["needs"]])
def test_what_it_lacks_is_said(need):
    slots = {"needs": need} if need else {}
    more = {} if need is None else {"targets": ("order",), "versus_actors": ("league",)}
    proposal = KIND.propose(grounding("counterfactual", actors=("crown",), slots=slots, **more), HERE)
    assert not proposal.propositions
    (refusal,) = proposal.refusals
    assert "inquest data add" in refusal.unlock
    assert refusal.reason == ("not recorded" if need == "means" else "not identified")


def test_sides_that_are_folded_or_the_same_are_refused():
    for more, words in (
        ({"versus_actors": ("patron",)}, "within those of Crown"),
        ({"versus_actors": ("order",)}, "what would have happened otherwise"),
        ({"targets": ("civilians",)}, "what would have happened otherwise"),
    ):
        fields = {"targets": ("order",), "versus_actors": ("league",), "windows": (year(2016),), **more}
        proposal = KIND.propose(grounding("counterfactual", **fields), HERE)
        assert not proposal.propositions
        assert words in proposal.refusals[0].text


def test_a_subject_that_is_folded_does_not_matter():
    p = one("counterfactual", HERE, actors=("patron",), targets=("order",), versus_actors=("league",),
            windows=(year(2016),))  # fmt: skip
    assert (p.actor, p.target) == ("league", "order")
    assert known("league")


@pytest.mark.parametrize("numbers", [(30, 1000, 5), (400, 1000, 5), (0, 0, 0)])
@pytest.mark.parametrize("deny", [False, True])
def test_words_give_a_range_and_no_figure(numbers, deny):
    p = said(deny=deny)
    words = KIND.words(judged(p, estimate(p, HERE, flat(*numbers))), HERE)
    text = " ".join([*words.sentences, p.tested, *words.cannot_show, words.overturn])
    assert words.sentences[0].startswith("UCDP’s record counts")
    assert "share" not in words.figures
    assert words.overturn.startswith("If ")
    assert len(text.split()) <= 110
    assert not any(w in text for w in ("nan", "inf ", "None"))
    if numbers[0]:
        assert "between none of these" in words.sentences[1]


def part(file: str, loser: str, side: str, years: tuple[int, int]) -> tuple[int, int, int]:
    """Dead of the loser in fighting with a side, with anyone, and of unknown side with the first; from the file."""
    frame = rows(file)
    frame = frame[frame.year.between(*years) & (frame.type_of_violence < 3)]
    lost = []
    for mine, other, dead in (("side_a", "side_b", "deaths_a"), ("side_b", "side_a", "deaths_b")):
        held = frame[mine].map(lambda s: is_party(s, loser)) & ~frame[other].map(lambda s: is_party(s, loser))
        with_side = held & frame[other].map(lambda s: is_party(s, side))
        lost.append((frame[with_side][dead].sum(), frame[held][dead].sum(), frame[with_side].deaths_unknown.sum()))
    own, whole, loose = (int(sum(v)) for v in zip(*lost, strict=True))
    return own, whole, loose


def only(text: str, home: Path) -> Finding:
    (finding,) = [f for f in check(text, home=home).findings if f.proposition.kind == "counterfactual"]
    return finding


@pytest.mark.parametrize(
    ("text", "spec", "verdict"),
    [
        ("ISIS could not have been defeated in Syria in 2017 without the SDF.", ("SY", "IS", "SDF"), "undecided"),
        ("ISIS could not have been defeated in Syria in 2017 without HTS.", ("SY", "IS", "HTS"), "mostly contradicted"),
        ("ISIS would have been defeated in Syria in 2017 even without HTS.", ("SY", "IS", "HTS"), "mostly supported"),
    ],
)
def test_on_the_bundled_record(text, spec, verdict, home: Path):
    own, whole, loose = part(*spec, (2017, 2017))
    finding = only(text, home)
    assert (finding.headline_figures["own"], finding.headline_figures["all"]) == (own, whole)
    assert finding.headline_figures["missing_high"] == pytest.approx((own + loose) / (whole + loose), rel=1e-3)
    assert ((own + loose) / (whole + loose) < 0.1) == (verdict != "undecided")
    assert finding.verdict == verdict
    assert all(r.point is None for r in finding.readings)
