"""What every kind must keep: total, exact mirrors, refusals that say what would unlock them."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kinds.kinds_world import (
    BLOCS,
    DOCUMENT,
    PLACES,
    context,
    estimate,
    grounding,
    judged,
    known,
    measured,
    unknown,
    year,
)

from inquest import registry
from inquest.errors import UsageError
from inquest.model.claim import SLOTS
from inquest.model.proposition import Proposal
from inquest.multiverse.plan import mirrors, plan

HERE = context()
KINDS = registry.names("kinds")
TESTING = [k for k in KINDS if not registry.load("kinds", k).refuses]
REFUSING = [k for k in KINDS if registry.load("kinds", k).refuses]

names = st.lists(st.sampled_from(sorted(BLOCS)), max_size=2).map(lambda n: known(*n)) | st.just(unknown("Nobody"))
spots = st.lists(st.sampled_from(sorted(PLACES)), max_size=2).map(lambda n: known(*n)) | st.just(unknown("cities"))
times = st.lists(st.sampled_from([year(2016), year(2014, 2018), year(2020), year(1990)]), max_size=2).map(tuple)
quantities = st.none() | st.tuples(
    st.sampled_from(["=", "~", ">", ">=", "<", "<="]),
    st.sampled_from([0.0, 1.0, 4.5, 33.3, 100.0, 5000.0]),
    st.sampled_from(["deaths", "events", "%", "% change", "ratio", "prisoners"]),
)
slots = st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in SLOTS.items()})
groundings = st.builds(
    grounding,
    st.sampled_from([*KINDS, "sequence", "exchange"]),
    quantity=quantities,
    deny=st.booleans(),
    actors=names,
    targets=names,
    versus_actors=names,
    versus_targets=names,
    places=spots,
    versus_places=spots,
    windows=times,
    baselines=times,
    document_date=st.sampled_from([None, DOCUMENT, dt.date(2016, 6, 1), dt.date(1980, 1, 1)]),
    slots=slots,
)


@given(groundings)
@settings(max_examples=400)
def test_propose_is_total_and_what_it_proposes_can_be_planned(said):
    for name in KINDS:
        proposal = registry.load("kinds", name).propose(said, HERE)
        assert isinstance(proposal, Proposal)
        for refusal in proposal.refusals:
            assert refusal.kind == name
            assert refusal.text.endswith(".")
            assert refusal.unlock
        ids = [p.id for p in proposal.propositions]
        assert len(set(ids)) == len(ids)
        for p in proposal.propositions:
            assert p.kind == name
            assert p.tested
            assert p.windows, "a proposition is about some time"
            planned = plan(p, HERE)
            assert not any(planned.failed), planned.failed
            assert planned.params
            for choice in planned.multiverse.choices:
                assert choice.question.endswith("?")
                assert len({o.id for o in choice.options}) == len(choice.options)
                assert all(o.reason and o.label for o in choice.options)


@given(groundings)
@settings(max_examples=150)
def test_choices_and_terms_are_the_same_whatever_the_side(said):
    for name in TESTING:
        for p in registry.load("kinds", name).propose(said, HERE).propositions:
            planned, other = plan(p, HERE), plan(p.mirror(), HERE)
            assert other.multiverse == planned.multiverse
            assert other.params == planned.params
            assert other.selections == planned.selections
            assert mirrors(planned, p.mirror(), HERE)
            assert not mirrors(planned, p, HERE)


@given(groundings, st.integers(0, 2**31))
@settings(max_examples=150)
def test_mirror_turns_every_position_round(said, seed):
    """Random numbers, the same for a claim and its mirror: positions and sides turn, all else stays."""
    for name in TESTING:
        for p in registry.load("kinds", name).propose(said, HERE).propositions:
            if p.mode == "process":
                continue  # needs months or a grid; see the tests of each
            yearly, half = p.terms.get("form") == "every_year", bool(p.terms.get("universal"))
            bins = 3 if yearly or (half and name == "priority") else 1
            first, second = (estimate(q, HERE, numbers(seed, bins), starts)[0] for q in (p, p.mirror()))
            assert np.array_equal(first.position, -second.position)
            assert np.array_equal(first.side, -second.side)
            assert np.array_equal(first.null, second.null)
            assert np.array_equal(first.point, second.point, equal_nan=True)
            assert np.array_equal(first.flip, second.flip, equal_nan=True)
            assert np.allclose(first.margin, -second.margin, equal_nan=True)
            assert not np.any(first.low > first.point)
            assert not np.any(first.high < first.point)


def starts(name):
    return np.array([(dt.date(2016 + i // 2, 1 + 6 * (i % 2), 1) - dt.date(1970, 1, 1)).days for i in range(3)])


def numbers(seed, bins):
    """Parts of one made-up total, so that no part outgrows its whole; the same for equal term names."""

    def give(name, params, selection):
        base = name.replace(":located", "").replace(":all", "")
        rng = np.random.default_rng([seed, sum(map(ord, base)) % 9973])
        low = rng.integers(0, 40, bins)
        mid = low + rng.integers(0, 20, bins)
        high = mid + rng.integers(0, 20, bins)
        wide = base.startswith(("whole", "all", "anyone"))
        out = [np.asarray(v) + (4000 if wide else 0) for v in (low, mid, high, mid)]
        if name.endswith(":all"):
            out = [v + 5 for v in out]
        return tuple(v if bins > 1 else v[:1] for v in out)

    return give


@pytest.mark.parametrize("name", REFUSING)
def test_refusing_kinds_explain_each_need(name):
    kind = registry.load("kinds", name)
    needs = [n for n in SLOTS["needs"]]
    for need in (None, *needs):
        said = grounding(name, actors=("crown",), slots={"needs": need} if need else {})
        (refusal,) = kind.propose(said, HERE).refusals
        assert "inquest data add" in refusal.unlock
    (p,) = (
        registry.load("kinds", "level")
        .propose(grounding("level", quantity=(">", 1, "deaths"), actors=("crown",), windows=(year(2016),)), HERE)
        .propositions
    )
    for reach in (kind.choices, lambda q, c: kind.terms(q, {}, c), lambda q, c: kind.measure(q, None, c)):
        with pytest.raises(UsageError, match=f"proposition of the kind '{name}'.*inquest kinds"):
            reach(p, HERE)
    with pytest.raises(UsageError, match="explains why"):
        kind.words(None, HERE)


CASES = {
    "window": ({"windows": (year(2020),)}, "window not covered", "stops on 31 December 2019", "GED 21.1"),
    "early": ({"windows": (year(1990),)}, "window not covered", "starts on 1 January 2014", "covers 1990"),
    "place": ({"places": ("far",), "windows": (year(2016),)}, "place not covered", "covers far", "99"),
    "name": (
        {"actors": unknown("Crwon", "Crown"), "windows": (year(2016),)},
        "name not known",
        "Crown",
        "inquest names add",
    ),
    "spot": (
        {"places": unknown("cities"), "windows": (year(2016),)},
        "name not known",
        "no single place",
        "claims file",
    ),
    "folded": ({"actors": ("patron",), "windows": (year(2016),)}, "not identified", "Crown", "apart"),
}


@pytest.mark.parametrize("case", CASES)
def test_refusals_say_what_and_what_unlocks(case):
    more, reason, text, unlock = CASES[case]
    said = grounding("level", quantity=(">", 5, "deaths"), **{"actors": ("crown",), **more})
    proposal = registry.load("kinds", "level").propose(said, HERE)
    assert proposal.propositions == ()
    (refusal,) = proposal.refusals
    assert refusal.reason == reason
    assert text.lower() in refusal.text.lower()
    assert unlock in refusal.unlock


def test_the_unlock_works():
    said = grounding("trend", actors=("order",), targets=("crown",), places=("steppe",), windows=(year(2020),),
                     slots={"direction": "up"})  # fmt: skip
    kind = registry.load("kinds", "trend")
    (refusal,) = kind.propose(said, HERE).refusals
    assert refusal.latest_covered == "31 December 2018 to 31 December 2019"  # as long as 2020, a leap year
    later = kind.propose(said, context(north=(2014, 2020)))
    assert not later.refusals
    assert len(later.propositions) == 1


def test_now_needs_a_date():
    said = grounding("trend", actors=("order",), slots={"direction": "up"})
    (refusal,) = registry.load("kinds", "trend").propose(said, HERE).refusals
    assert refusal.reason == "date not known"
    assert "--date" in refusal.unlock


def test_joint_actors_become_one_side():
    said = grounding("priority", actors=("crown", "patron"), targets=("order",), slots={"strength": "a"})
    proposal = registry.load("kinds", "priority").propose(said, HERE)
    assert [p.actor for p in proposal.propositions] == ["axis"]
    assert proposal.refusals == ()


def test_separate_actors_become_several_propositions():
    said = grounding("priority", actors=("league", "guild"), targets=("order",), slots={"strength": "a"})
    found = registry.load("kinds", "priority").propose(said, HERE).propositions
    assert [p.actor for p in found] == ["league", "guild"]


def test_process_trend_on_months():
    """A steady series with a jump in the last six months: decided up, and its mirror down."""
    where = context(north=(2010, 2019))
    said = grounding("trend", actors=("crown",), targets=("order",), document_date=dt.date(2020, 1, 10),
                     slots={"direction": "up", "measure": "events"})  # fmt: skip
    (p,) = registry.load("kinds", "trend").propose(said, where).propositions
    assert p.mode == "process"
    planned = plan(p, where)
    rng = np.random.default_rng(3)
    calm = rng.poisson(20, 114)

    def series(name, params, selection):
        values = np.concatenate([calm, rng.poisson(120, 6)])
        return (values, values, values, values)

    def months(name):
        return np.array([(dt.date(2010 + i // 12, i % 12 + 1, 1) - dt.date(1970, 1, 1)).days for i in range(120)])

    data = measured(planned, series, months)
    found = planned.kind.measure(p, data, where)
    whole = [i for i, q in enumerate(planned.params) if q["window"] == 0]
    assert set(found.position[whole].tolist()) == {1}
    assert set(found.position.tolist()) == {0, 1}, "three months: the jump itself is half of the ups and downs: open"
    assert found.joint_p is not None
    assert found.joint_con is not None
    turned = planned.kind.measure(p.mirror(), data, where)
    assert np.array_equal(turned.position, -found.position)
    assert (turned.joint_p, turned.joint_con) == (found.joint_con, found.joint_p)
    assert np.all(found.extra["visible"] > 1)


JARGON = ("specification", "hac", "bloc", "true", "false", "lied", "inquest", "null", "multiverse", "estimand")
SPOKEN = [
    grounding("level", quantity=(">", 5, "deaths"), actors=("crown",), targets=("league",), windows=(year(2016),)),
    grounding("level", quantity=("=", 0, "deaths"), actors=("crown",), places=("steppe",), windows=(year(2016),)),
    grounding("level", quantity=("~", 5, "events"), actors=("crown",), places=("steppe",)),
    grounding("comparison", actors=("crown",), targets=("league",), versus_targets=("order",), windows=(year(2016),)),
    grounding("comparison", places=("vale",), versus_places=("north",), windows=(year(2016),),
              slots={"superlative": "places"}),
    grounding("comparison", actors=("crown",), targets=("order",), slots={"superlative": "actors"}),
    grounding("priority", actors=("crown",), targets=("order",), slots={"strength": "main"}),
    grounding("priority", actors=("crown",), places=("steppe",), slots={"strength": "main"}),
    grounding("priority", quantity=(">", 40, "%"), actors=("crown",), targets=("order",), places=("north",)),
    grounding("trend", actors=("crown",), windows=(year(2017),), baselines=(year(2015),), slots={"direction": "down"}),
    grounding("engagement", actors=("crown",), targets=("order",), windows=(year(2016),), slots={"relation": "clash"}),
    grounding("engagement", actors=("crown",), targets=("order",), windows=(year(2016),), slots={"universal": "first"}),
    grounding("attribution", actors=("crown",), targets=("order",), slots={"strength": "decisive"}),
    grounding("attribution", actors=("patron",), targets=("order",), slots={"strength": "main"}),
]  # fmt: skip


@pytest.mark.parametrize("said", SPOKEN, ids=lambda s: s.claim.kind)
@pytest.mark.parametrize("seed", [1, 2, None])
def test_words_are_plain_short_and_about_the_record(said, seed):
    kind = registry.load("kinds", said.claim.kind)
    (p,) = kind.propose(said, HERE).propositions
    nothing = (np.zeros(1),) * 4
    found = estimate(p, HERE, numbers(seed, 1) if seed else lambda name, params, selection: nothing)
    words = kind.words(judged(p, found), HERE)
    assert len(words.sentences) == 2
    assert words.sentences[0].startswith("UCDP’s record")
    assert 1 <= len(words.cannot_show) <= 3
    assert words.overturn.startswith("If ")
    said_words = " ".join([*words.sentences, p.tested, *words.cannot_show, words.overturn])
    assert len(said_words.split()) <= 105
    assert not [w for w in JARGON if w in said_words.lower().split()], said_words
    assert not any(w in said_words for w in ("nan", "inf ", "None"))
    assert all(np.isfinite(v) or seed is None for v in words.figures.values() if isinstance(v, float)), words.figures
    for plot in words.plots:
        assert plot.rows
        assert plot.caption


def test_every_testing_kind_is_in_the_samples_or_has_tests_of_its_own():
    sampled = {s.claim.kind for s in SPOKEN}
    own = {p.stem.removeprefix("test_") for p in Path(__file__).parent.glob("test_*.py")}
    assert sampled <= set(TESTING)
    assert set(TESTING) <= sampled | own, "CONTRIBUTING: tests/kinds/test_<name>.py"


def test_for_years_is_tested_on_the_covered_record():
    """A long time that leans on the text names no years; a short one does, and is refused."""
    long = year(2019, 2021).model_copy(update={"relative": True, "label": "for years"})
    kind = registry.load("kinds", "priority")
    said = {"actors": ("crown",), "targets": ("order",), "slots": {"strength": "main"}}
    (p,) = kind.propose(grounding("priority", windows=(long,), **said), HERE).propositions
    assert p.windows[0].end == dt.date(2019, 12, 31)
    assert any("names no years" in w for w in p.warnings)
    for label in ("since 2011", "since the 1990s"):
        since = long.model_copy(update={"label": label})
        (named,) = kind.propose(grounding("priority", windows=(since,), **said), HERE).refusals
        assert named.reason == "window not covered"
    counted = grounding("level", quantity=(">", 5, "deaths"), actors=("crown",), windows=(long,))
    (total,) = registry.load("kinds", "level").propose(counted, HERE).refusals  # a part of a time has no total of it
    assert total.reason == "window not covered"
    short = year(2020).model_copy(update={"relative": True, "label": "this year"})
    (refusal,) = kind.propose(grounding("priority", windows=(short,), **said), HERE).refusals
    assert refusal.reason == "window not covered"


def test_sides_away_from_the_place_are_left_out_and_noted():
    said = grounding("level", quantity=(">", 5, "deaths"), actors=("league", "order"), places=("south",),
                     windows=(year(2016),))  # fmt: skip
    (p,) = registry.load("kinds", "level").propose(said, HERE).propositions
    assert p.actor == "order"
    assert p.warnings == ("Left out: League, not at home in South.",)
