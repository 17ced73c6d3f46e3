"""``association`` on given numbers, by hand, and on the bundled record, by pandas."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.end_to_end.conftest import check
from tests.kinds.kinds_world import context, estimate, grounding, judged, one, year
from tests.trial.compute_truth import is_party, rows

from inquest.kinds._association import apart, streams
from inquest.kinds._propose import Setting
from inquest.kinds._sides import Side
from inquest.registry import load

HERE = context()
KIND = load("kinds", "association")
TWO = {"actors": ("crown",), "targets": ("league",), "versus_actors": ("order",), "versus_targets": ("guild",)}
MONTHS = 72
STEP = {"form": "step"}


def said(form="step", **more):
    fields = TWO if form in ("step", "instead") else {"actors": ("crown",), "targets": ("league",)}
    needs = {"help": {"needs": "causal"}, "rear": {"needs": "intent"}}.get(form, {})
    fields = {**fields, "slots": {"form": form, **needs}, "windows": (year(2014, 2019),), **more}
    return one("association", HERE, **fields)


def numbers(first, second):
    def give(name, params, selection):
        values = {"first": first, "second": second}.get(name, first)
        return (values, values, values, values)

    return give


def starts(name):
    return np.arange("2014-01", "2020-01", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)


def series(seed, lag, sign=1):
    """Two streams of which the second follows the shocks of the first."""
    rng = np.random.default_rng(seed)
    shock = rng.standard_normal(MONTHS + 4)
    follow = np.roll(shock, lag)
    a = rng.poisson(40 * np.exp(0.6 * shock))[4:]
    b = rng.poisson(40 * np.exp(sign * 0.6 * follow))[4:]
    return a, b


def positions(p, lag, sign=1, seed=1):
    found = estimate(p, HERE, numbers(*series(seed, lag, sign)), starts)[0]
    return set(found.position.tolist())


@pytest.mark.parametrize(
    ("form", "lag", "sign", "position"),
    [
        ("step", 0, 1, 1),
        ("step", 0, -1, -1),
        ("instead", 0, -1, 1),
        ("instead", 0, 1, -1),
        ("help", 1, 1, 1),  # after it, and not with it: no common cause predicts that
        ("help", 0, 1, 0),  # in the same month: so does a common cause
        ("help", 1, -1, -1),
        ("rear", 0, 1, -1),
        ("rear", 0, -1, 0),  # forces that can't be everywhere predict this too
    ],
)
def test_rival_accounts(form, lag, sign, position):
    assert positions(said(form), lag, sign) == {position}


def test_unconnected_streams_are_open():
    rng = np.random.default_rng(3)
    found = estimate(said(), HERE, numbers(rng.poisson(40, MONTHS), rng.poisson(40, MONTHS)), starts)[0]
    assert set(found.position.tolist()) == {0}
    assert found.joint_p > 0.05


def test_the_mirror_and_the_denial():
    p, data = said(), numbers(*series(1, 0))
    first, second = (estimate(q, HERE, data, starts)[0] for q in (p, p.mirror()))
    assert np.array_equal(first.position, -second.position)
    assert np.array_equal(first.point, second.point)
    assert (first.joint_p, first.joint_con) == (second.joint_con, second.joint_p)
    assert said(deny=True).side == -p.side


def test_only_a_plain_pattern_can_be_backed_outright():
    data = numbers(*series(1, 1))
    assert estimate(said("help"), HERE, data, starts)[0].joint_p is None
    assert estimate(said(), HERE, numbers(*series(1, 0)), starts)[0].joint_p <= 0.05


def setting(a=None, b=None, c=None, d=None, **more):
    return Setting(Side(a), Side(b), Side(c), Side(d), countries=(1,), **more)


@pytest.mark.parametrize(
    ("sides", "spared"),
    [
        (("crown", "league", "order", "guild"), ((), ())),
        (("crown", "league", "league", "crown"), None),  # the same events
        (("crown", None, "league", None), (("league",), ("crown",))),  # each without what they share
        (("crown", None, "crown", "order"), (("order",), ())),
        (("crown", "order", "order", None), ((), ("crown",))),
        (("crown", None, "order", "guild"), ((), ())),
        (("axis", "league", "crown", "order"), None),  # Crown is part of Axis
    ],
)
def test_no_event_is_in_both_streams(sides, spared):
    assert apart(sides, setting(*sides), HERE) == spared


def test_streams_of_two_places_share_no_event():
    pair = ("crown", "league", "crown", "league")
    assert apart(pair, setting(*pair, place="vale", versus_place="moor"), HERE) == ((), ())
    assert streams(setting("crown", "league", place="vale", versus_place="moor"), "step") == pair


def test_the_spared_side_is_left_out_of_the_stream():
    p = said("rear")
    terms = KIND.terms(p, {"doctrine": "core"}, HERE)
    assert terms["first"].sides.not_opponent == ("league/core",)
    assert terms["second"].sides.opponent == "league/core"
    assert "other than with League" in p.tested


@pytest.mark.parametrize(
    ("more", "reason", "unlock"),
    [
        ({"slots": {"needs": "air_strikes", "form": "help"}}, "source not loaded", "strike log"),
        ({"slots": {"needs": "causal"}}, "not identified", "second event series"),
        ({"slots": {"needs": "intent"}}, "not recorded", "orders, agreements"),
        ({"slots": {"form": "help", "needs": "causal"}, "targets": ()}, "not identified", "second event series"),
        ({"slots": {"form": "help"}, "actors": ("patron",)}, "not identified", "strike logs"),
        ({"slots": STEP, "versus_actors": ("league",), "versus_targets": ("crown",)}, "not identified", "two separate"),
        ({"slots": STEP, "windows": (year(2016),)}, "too few events", "longer period"),
        ({"slots": STEP, "windows": (year(2030, 2034),)}, "window not covered", "inquest data add"),
    ],
)
def test_refusals(more, reason, unlock):
    proposal = KIND.propose(grounding("association", **{**TWO, "windows": (year(2014, 2019),), **more}), HERE)
    assert not proposal.propositions
    assert [r.reason for r in proposal.refusals] == [reason]
    assert unlock in proposal.refusals[0].unlock


def test_months_before_a_stream_began_are_left_out():
    a, b = series(1, 0)
    quiet = np.where(np.arange(MONTHS) < 24, 0, b)
    found, _, _ = estimate(said(), HERE, numbers(a, quiet), starts)
    assert set(found.extra["months"].tolist()) == {48.0}
    short = np.where(np.arange(MONTHS) < 60, 0, b)
    found, _, _ = estimate(said(), HERE, numbers(a, short), starts)
    assert np.isnan(found.point).all()
    assert all("12 whole covered months" in f for f in found.failed)


def test_words_say_what_can_not_be_told():
    for form, lag, sign, words in (
        ("help", 0, 1, "the record can't tell them apart"),
        ("help", 1, 1, "no proof of help"),
        ("step", 0, 1, "a third thing may lie behind both"),
        ("step", 0, -1, "a third thing may lie behind both"),
        ("rear", 0, 1, "predicts the opposite"),
    ):
        p = said(form)
        spoken = KIND.words(judged(p, estimate(p, HERE, numbers(*series(1, lag, sign)), starts)), HERE)
        assert words in spoken.sentences[1]
        assert spoken.sentences[0].startswith("UCDP’s record")
        assert spoken.cannot_show[0] == "cause"
        said_words = [*spoken.sentences, p.tested, *spoken.cannot_show, spoken.overturn]
        assert len(" ".join(said_words).split()) <= 105


def monthly(frame: pd.DataFrame, first: tuple[str, str], outside: str = "") -> np.ndarray:
    one_way = frame.side_a.map(lambda s: is_party(s, first[0])) & frame.side_b.map(lambda s: is_party(s, first[1]))
    other = frame.side_a.map(lambda s: is_party(s, first[1])) & frame.side_b.map(lambda s: is_party(s, first[0]))
    picked = frame[(one_way | other) & (frame.best > 0) & frame.type_of_violence.isin([1, 2])]
    month = pd.to_datetime(picked.date_start).dt.to_period("M")
    every = pd.period_range("2016-01", "2019-11", freq="M")
    return month.value_counts().reindex(every, fill_value=0).to_numpy()


def left_over(counts: np.ndarray) -> np.ndarray:
    """What an independent regression leaves: least squares on time, then on its own month before."""
    value, t = np.log1p(counts), np.arange(counts.size)
    rest = value - np.polyval(np.polyfit(t, value, 2), t)
    rho = np.clip((counts.size * (rest[1:] @ rest[:-1]) / (rest @ rest) + 3) / (counts.size - 5), -0.99, 0.99)
    return rest[1:] - rho * rest[:-1]


def test_on_the_bundled_record(home: Path):
    text = "Fighting between the SDF and ISIS in Syria went hand in hand with fighting between the government and ISIS."
    (found,) = [f for f in check(text, home=home).findings if f.proposition.kind == "association"]
    a, b = (left_over(monthly(rows("SY"), pair)) for pair in (("SDF", "IS"), ("REG", "IS")))
    n = a.size
    a, b = (x - x.mean() for x in (a, b))
    by_lag = {}
    for lag in (-1, 0, 1):
        pairs = sum(a[t] * b[t + lag] for t in range(n) if 0 <= t + lag < n)
        by_lag[lag] = pairs / np.sqrt((a @ a) * (b @ b)) * np.sqrt(n / (n - abs(lag)))
    best = max(by_lag, key=lambda k: abs(by_lag[k]))
    assert found.headline_figures["lag"] == best
    assert found.headline_figures["correlation"] == pytest.approx(by_lag[best], abs=1e-5)
    assert found.headline_figures["months"] == 47
    assert found.verdict == "undecided"


def test_help_of_an_ally_that_the_source_folds_names_what_to_load(home: Path):
    case = check("The SDF advanced in Syria thanks to the Americans.", home=home)
    (refusal,) = [r for r in case.refusals if r.kind == "association"]
    assert refusal.reason == "not identified"
    assert "strike logs" in refusal.unlock
    assert not [f for f in case.findings if f.proposition.kind == "association"]
