"""Census kinds on given numbers: the position rules of the design, by hand."""

from dataclasses import replace

import numpy as np
import pytest
from tests.kinds.kinds_world import context, estimate, grounding, judged, known, one, year

from inquest.errors import InquestError
from inquest.model.names import ActorSet, Bloc
from inquest.registry import load

HERE = context()


def flat(**terms):
    """The same numbers in every specification: term -> (low, mid, high, n)."""

    def numbers(name, params, selection):
        return terms.get(name.replace(":", "_"), terms.get(name.split(":")[0], (0, 0, 0, 0)))

    return numbers


def level(quantity, deny=False, **slots):
    sides = {"actors": ("crown",), "targets": ("order",), "windows": (year(2016),)}
    return one("level", HERE, quantity=quantity, deny=deny, slots=slots, **sides)


@pytest.mark.parametrize(
    ("quantity", "total", "position"),
    [
        ((">", 100, "deaths"), (101, 120, 130), 1),
        ((">", 100, "deaths"), (99, 120, 130), 0),  # the low bound does not clear the line
        ((">", 100, "deaths"), (20, 30, 40), -1),  # 2 x 40 < 100
        ((">", 100, "deaths"), (20, 30, 60), 0),  # 2 x 60 > 100: it may have gone unrecorded
        (("<", 100, "deaths"), (101, 120, 130), -1),
        (("<", 100, "deaths"), (20, 30, 40), 1),
        (("~", 100, "deaths"), (300, 310, 320), -1),
        (("~", 100, "deaths"), (98, 100, 102), 0),  # twice the high count leaves the range
    ],
)
def test_level_against_a_number(quantity, total, position):
    found, _, _ = estimate(level(quantity), HERE, flat(x=(*total, 10)))
    assert set(found.position.tolist()) == {position}


def test_level_recorded_needs_no_allowance():
    p = level((">", 100, "deaths"), recorded="yes")
    assert set(estimate(p, HERE, flat(x=(20, 30, 60, 10)))[0].position.tolist()) == {-1}


def test_level_about_is_pro_when_recorded():
    p = level(("~", 100, "deaths"), recorded="yes")
    assert set(estimate(p, HERE, flat(x=(98, 100, 102, 10)))[0].position.tolist()) == {1}


def test_level_of_civilians_killed_by_nobody_named_counts_all_deaths_of_civilians():
    killed = {"quantity": (">", 100, "deaths"), "targets": known("civilians"), "windows": (year(2016),)}
    p = one("level", HERE, slots={"measure": "deaths"}, places=known("vale"), **killed)
    assert (p.actor, p.target, p.terms["measures"]) == (None, None, ["deaths_of_civilians"])
    by = one("level", HERE, slots={"measure": "deaths", "violence": "one_sided"}, actors=known("crown"), **killed)
    assert (by.actor, by.target, by.terms["measures"]) == ("crown", "civilians", ["deaths"])


def test_a_side_is_never_counted_against_itself():
    said = grounding("level", quantity=("=", 12, "deaths"), actors=known("crown"), targets=known("crown"))
    (refusal,) = load("kinds", "level").propose(said, HERE).refusals
    assert refusal.reason == "name not known"
    assert "Crown against itself" in refusal.text


def test_level_denied_turns_round():
    p = level((">", 100, "deaths"), deny=True)
    assert p.side == -1
    assert set(estimate(p, HERE, flat(x=(200, 220, 230, 10)))[0].position.tolist()) == {-1}


def test_level_none_needs_positive_coverage():
    p = level(("=", 0, "deaths"))
    covered = flat(x=(0, 0, 0, 0), anyone=(5, 5, 5, 5), clear=(0, 0, 0, 0))
    silent = flat(x=(0, 0, 0, 0), anyone=(0, 0, 0, 0), clear=(0, 0, 0, 0))
    broken = flat(x=(1, 1, 1, 1), anyone=(5, 5, 5, 5), clear=(1, 1, 1, 1))
    assert [set(estimate(p, HERE, n)[0].position.tolist()) for n in (covered, silent, broken)] == [{1}, {0}, {-1}]


def test_level_partly_covered_window_divides_the_high_count():
    partly = context(north=(2014, 2016))
    late = year(2016).model_copy(update={"end": year(2016).end.replace(year=2017, month=1, day=20)})
    p = one("level", partly, quantity=("<", 100, "deaths"), actors=("crown",), windows=(late,))
    assert any("covers" in w for w in p.warnings)
    assert set(estimate(p, partly, flat(x=(40, 45, 49, 9)))[0].position.tolist()) == {0}  # 2 x 49 / 0.95 > 100
    assert set(estimate(p, partly, flat(x=(40, 45, 47, 9)))[0].position.tolist()) == {1}


def comparison(a, b, **slots):
    p = one("comparison", HERE, actors=("order",), targets=("crown",), versus_actors=("order",),
            versus_targets=("guild",), windows=(year(2016),),
            slots={"measure": "deaths", "direction": "more", **slots})  # fmt: skip
    return p, estimate(p, HERE, flat(a=a, b=b))


@pytest.mark.parametrize(
    ("a", "b", "position"),
    [
        ((300, 320, 330, 9), (100, 110, 120, 9), 1),
        ((120, 125, 130, 9), (100, 105, 110, 9), 0),  # the bounds clear it, the flip factor of 1.2 doesn't
        ((100, 200, 210, 9), (100, 110, 120, 9), 0),  # the flip factor does, the bounds don't
        ((100, 110, 120, 9), (300, 320, 330, 9), -1),
        ((0, 0, 0, 0), (0, 0, 0, 0), 0),
    ],
)
def test_comparison(a, b, position):
    _, (found, _, _) = comparison(a, b)
    assert set(found.position.tolist()) == {position}
    if a == b:
        assert all(found.failed)


def test_comparison_swapped_is_the_mirror():
    a, b = (300, 320, 330, 9), (100, 110, 120, 9)
    _, (first, _, _) = comparison(a, b)
    _, (second, _, _) = comparison(b, a)
    assert np.array_equal(first.position, -second.position)
    assert np.allclose(first.flip, second.flip)


def test_superlative_ranges_over_the_other_provinces():
    p = one("comparison", HERE, places=("vale",), versus_places=("north",), windows=(year(2016),),
            slots={"measure": "deaths", "superlative": "places"})  # fmt: skip
    numbers = {"a": (300, 310, 320, 9), "b:moor": (50, 60, 70, 9)}
    found = estimate(p, HERE, lambda n, q, s: numbers.get(n.replace(":located", "").replace(":all", ""), (0, 0, 0, 0)))
    assert set(found[0].position.tolist()) == {1}
    assert "Moor" in load("kinds", "comparison").words(judged(p, found), HERE).sentences[0]


def test_several_times_draws_its_line():
    three = one("comparison", HERE, quantity=(">", 3, "ratio"), actors=("order",), targets=("crown",),
                versus_targets=("guild",), windows=(year(2016),), slots={"measure": "deaths"})  # fmt: skip
    assert three.terms["line"] == 3
    assert three.versus_actor == "order"
    assert set(estimate(three, HERE, flat(a=(300, 320, 330, 9), b=(100, 110, 120, 9)))[0].position.tolist()) == {0}


def share(part, whole, **more):
    p = one("priority", HERE, actors=("crown",), targets=("order",), windows=(year(2016),), **more)
    return p, estimate(p, HERE, flat(part=part, whole=whole, other=(10, 10, 10, 3)))


@pytest.mark.parametrize(
    ("part", "position"),
    [((60, 62, 64, 30), 1), ((36, 37, 38, 20), 0), ((5, 6, 7, 3), -1), ((10, 60, 65, 30), 0)],
)
def test_share_of_all_deaths_against_a_third(part, position):
    whole = tuple(p + 40 + 62 - part[1] if part[1] < 60 else p + 40 for p in part)
    _, (found, _, _) = share(part, whole, quantity=(">", 33.333, "%"), slots={"measure": "deaths"})
    assert set(found.position.tolist()) == {position}


def test_priority_has_two_senses():
    _, (found, _, planned) = share((38, 38, 38, 20), (100, 100, 100, 60), slots={"strength": "main"})
    senses = next(c for c in planned.multiverse.choices if c.name == "sense")
    assert [o.id for o in senses.options] == ["half", "largest"]
    by = {q["sense"]: int(pos) for q, pos in zip(planned.params, found.position, strict=True)}
    assert by == {"half": -1, "largest": 1}  # 38% is under a half by more than 1.5 in odds


def test_share_in_a_place_asks_no_largest():
    p = one("priority", HERE, actors=("crown",), places=("steppe",), slots={"strength": "main"})
    names = [c.name for c in load("kinds", "priority").choices(p, HERE)]
    assert "sense" not in names


def half_years(name):
    import datetime as dt

    days = [(dt.date(y, m, 1) - dt.date(1970, 1, 1)).days for y in (2014, 2015) for m in (1, 7)]
    return np.array(days if "plot" not in name else days[:1])


def never(shares):
    p = one("priority", HERE, actors=("crown",), targets=("order",), deny=True, windows=(year(2014, 2015),),
            slots={"universal": "never", "strength": "a"})  # fmt: skip

    def numbers(name, params, selection):
        if name.startswith("plot:"):
            return (0, 0, 0, 0)
        values = [int(100 * s) for s in shares] if name.startswith("part") else [100] * 4
        return tuple([values] * 4)

    return estimate(p, HERE, numbers, half_years)[0]


def test_never_is_contradicted_by_one_clear_window_and_backed_only_by_all():
    assert set(never([0.1, 0.1, 0.6, 0.1]).position.tolist()) == {-1}
    assert set(never([0.1, 0.1, 0.1, 0.1]).position.tolist()) == {1}
    assert set(never([0.1, 0.1, 0.3, 0.1]).position.tolist()) == {0}
    assert np.allclose(never([0.1, 0.1, 0.6, 0.1]).point, 0.6)


def trend(w, b, direction="down", measure="deaths", deaths=None, quantity=None):
    p = one("trend", HERE, actors=("crown",), targets=("order",), windows=(year(2017),), baselines=(year(2015),),
            quantity=quantity, slots={"measure": measure, "direction": direction})  # fmt: skip
    assert p.mode == "census"
    numbers = flat(w=w, b=b, w_deaths=(deaths or (w, b))[0], b_deaths=(deaths or (w, b))[1])
    return set(estimate(p, HERE, numbers)[0].position.tolist())


def test_trend_between_dated_years():
    assert trend((40, 41, 42, 9), (400, 410, 420, 90)) == {1}
    assert trend((40, 41, 42, 9), (400, 410, 420, 90), direction="up") == {-1}
    fall = (">", 75, "% change")
    assert trend((40, 41, 42, 9), (400, 410, 420, 90), quantity=fall) == {1}
    assert trend((90, 92, 93, 9), (400, 410, 420, 90), quantity=fall) == {0}  # a fall of 77%: too near the line


def test_events_across_periods_need_more_unless_deaths_agree():
    w, b = (100, 100, 100, 100), (200, 200, 200, 200)
    assert trend(w, b, measure="events", deaths=((90, 90, 90, 9), (100, 100, 100, 9))) == {0}
    assert trend(w, b, measure="events", deaths=((40, 40, 40, 9), (100, 100, 100, 9))) == {1}


def engagement(numbers, **more):
    p = one("engagement", HERE, actors=("crown",), targets=("order",), windows=(year(2014, 2015),), **more)
    return p, set(
        estimate(p, HERE, numbers, half_years if more["slots"].get("universal") else None)[0].position.tolist()
    )


def test_clash_and_none():
    some = flat(x=(3, 3, 3, 3), clear=(3, 3, 3, 3), anyone=(9, 9, 9, 9))
    none = flat(anyone=(9, 9, 9, 9))
    silent = flat()
    clash = {"slots": {"relation": "clash"}}
    assert [engagement(n, **clash)[1] for n in (some, none, silent)] == [{1}, {-1}, {0}]
    assert [engagement(n, deny=True, **clash)[1] for n in (some, none, silent)] == [{-1}, {1}, {0}]


def yearly(values, late=0):
    def numbers(name, params, selection):
        if name.startswith("plot:"):
            return (0, 0, 0, 0)
        if name.startswith("late:"):
            return (late, late, late, late)
        found = [9] * 4 if name == "anyone" else values
        return (found, found, found, found)

    return numbers


def test_every_year():
    slots = {"slots": {"relation": "clash", "universal": "every_year"}}
    assert engagement(yearly([1, 2, 3, 1]), **slots)[1] == {1}
    assert engagement(yearly([1, 0, 3, 1]), **slots)[1] == {-1}


def test_a_clash_dated_by_a_report_decides_nothing_by_itself():
    slots = {"slots": {"relation": "clash", "universal": "every_year"}}
    assert engagement(yearly([4, 2, 4, 4], late=1), **slots)[1] == {0}
    assert engagement(yearly([4, 3, 4, 4], late=1), **slots)[1] == {1}
    assert engagement(yearly([4, 0, 4, 4], late=1), **slots)[1] == {-1}
    january = flat(x=(2, 2, 2, 2), clear=(2, 2, 2, 2), anyone=(9, 9, 9, 9))
    one_late = {"late:0": (1, 1, 1, 1)}
    clash = {"slots": {"relation": "clash"}}

    def numbers(name, params, selection):
        return one_late.get(name) or january(name, params, selection)

    assert engagement(numbers, **clash)[1] == {1}
    one_late["late:1"] = (1, 1, 1, 1)
    assert engagement(numbers, **clash)[1] == {0}


def test_first():
    slots = {"slots": {"universal": "first"}, "said": "sequence"}
    clear = flat(x=(3, 3, 3, 3), clear=(3, 3, 3, 3), anyone=(9, 9, 9, 9), x_before=(0, 0, 0, 0),
                 clear_before=(0, 0, 0, 0), anyone_before=(5, 5, 5, 5))  # fmt: skip
    early = flat(x=(3, 3, 3, 3), clear=(3, 3, 3, 3), anyone=(9, 9, 9, 9), x_before=(1, 1, 1, 1),
                 clear_before=(1, 1, 1, 1), anyone_before=(5, 5, 5, 5))  # fmt: skip

    def position(numbers):
        p = one("engagement", HERE, actors=("crown",), targets=("order",), windows=(year(2016),), **slots)
        return set(estimate(p, HERE, numbers)[0].position.tolist())

    assert [position(clear), position(early)] == [{1}, {-1}]


def attribution(numbers, actors=("crown",), **more):
    p = one("attribution", HERE, actors=actors, targets=("order",), slots={"strength": "decisive"}, **more)
    found = estimate(p, HERE, lambda n, q, s: numbers.get(n, (0, 0, 0, 0)))
    return p, found


def test_attribution_senses_and_bounds():
    losses = {"all": (100, 100, 100, 50), "by:crown": (48, 48, 48, 24), "by:league": (20, 20, 20, 10)}
    _, (found, _, planned) = attribution(losses)
    by = {q["sense"]: int(pos) for q, pos in zip(planned.params, found.position, strict=True)}
    assert by == {"share": 0, "largest": 1}
    assert np.allclose(found.extra["share"], 0.48)
    unknown = {"all": (100, 100, 160, 50), "by:crown": (48, 48, 90, 24), "by:league": (20, 20, 20, 10)}
    p, found = attribution(unknown)
    role = [i for i, q in enumerate(found[2].params) if q["count"] == "deaths_of_target" and q["sense"] == "share"]
    assert np.allclose(found[0].high[role], (48 + 42) / (100 + 42))  # (X + U_v(X)) / (T + U_v(X))
    assert np.allclose(found[0].low[role], 48 / (100 + 18))  # X / (T + the others' U_v)
    words = load("kinds", "attribution").words(judged(p, found), HERE)
    assert "48%" in words.sentences[0]
    assert words.plots[0].shape == "bar"


NAMELESS = Bloc(id="unnamed", label="Sides without a name", core=ActorSet(rule="unnamed"), source="made up")


def test_losses_to_sides_without_a_name_may_be_anyones():
    there = replace(HERE, blocs={**HERE.blocs, "unnamed": NAMELESS})
    p = one("attribution", there, actors=("crown",), targets=("order",), slots={"strength": "decisive"})
    assert not any("sides without a name" in w for w in p.warnings)
    losses = {
        "all": (110, 120, 170, 60), "by:crown": (48, 50, 60, 24), "by:league": (28, 30, 40, 10),
        "unnamed": (10, 20, 25, 8),
    }  # fmt: skip
    found, data, planned = estimate(p, there, lambda n, q, s: losses.get(n, (0, 0, 0, 0)))
    assert {s["unnamed"].sides.actor.partition("/")[0] for s in planned.selections} == {"unnamed"}
    assert np.allclose(found.extra["share"], 50 / 100), "nobody's, so in no total of known losses"
    assert np.allclose(found.extra["largest_other"], 30 / 100)
    lone = [q["sense"] == "share" for q in planned.params]
    role = np.array([q["count"] == "deaths_of_target" for q in planned.params])
    named, wide = role & lone, ~role & lone
    assert np.allclose(found.high[named], (50 + 10 + 25) / (100 + 25 + 10))  # (X + U_v(X) + U_p) / (T + U_p + U_v(X))
    assert np.allclose(found.low[named], 50 / (100 + 25 + 35))  # X / (T + U_p + the others' U_v)
    assert np.allclose(found.low[wide], 48 / (48 + (170 - 60 - 25) + 25))
    assert np.allclose(found.high[wide], (60 + 25) / (60 + 25 + 50))
    rival = role & ~np.array(lone)
    assert np.allclose(found.low[rival], 50 / (50 + 30 + 25 + 10))
    assert np.allclose(found.high[rival], (50 + 10 + 25) / (50 + 30 + 25 + 10))
    bar = load("kinds", "attribution").words(judged(p, (found, data, planned)), there).plots[0]
    assert {r["x"]: r["y"] for r in bar.rows}["Crown"] == 0.5
    assert "but for 20 against sides without a name" in bar.caption


def test_a_dictionary_without_such_sides_says_that_they_cannot_be_told():
    p, (_, data, _) = attribution({"all": (100, 100, 100, 50)})
    assert "unnamed" not in data.terms
    assert [w for w in p.warnings if "no entry for sides without a name" in w]


def test_hidden_actor_is_bounded_from_zero():
    proposal = load("kinds", "attribution").propose(
        grounding("attribution", actors=("patron",), targets=("order",)), HERE
    )
    assert [r.reason for r in proposal.refusals] == ["not identified"]
    p = proposal.propositions[0]
    numbers = {"all": (100, 100, 100, 50), "by:crown": (10, 10, 10, 5), "by:league": (60, 60, 60, 30)}
    found, _, _ = estimate(p, HERE, lambda n, q, s: numbers.get(n, (0, 0, 0, 0)))
    assert set(found.position.tolist()) == {-1}
    assert np.all(found.low == 0)
    numbers["by:crown"] = (90, 90, 90, 40)
    found, _, _ = estimate(p, HERE, lambda n, q, s: numbers.get(n, (0, 0, 0, 0)))
    assert set(found.position.tolist()) == {0}, "it can never back the claim"


def test_missing_default_lists_the_menu():
    with pytest.raises(InquestError, match=r"no entry 'share_a'.*restore data/defaults\.yaml"):
        replace(HERE, defaults={"about": 0.1}).default("share_a")


def placed(located, everywhere, **more):
    """A share of 40 in 200 in a place; what is located and what there is anywhere decide the doubt."""
    numbers = {"part": (40, 40, 40, 20), "part:located": located, "part:all": everywhere, "whole": (200, 200, 300, 90)}
    p = one("priority", HERE, actors=("crown",), places=("vale",), slots={"measure": "deaths"}, **more)
    return p, estimate(p, HERE, lambda n, q, s: numbers.get(n, (0, 0, 0, 0)))[0]


def test_unlocated_deaths_widen_a_share_in_a_place_by_half_more_than_its_part():
    _, none = placed((80, 80, 80, 40), (80, 80, 80, 40), windows=(year(2016),))
    _, some = placed((80, 80, 80, 40), (80, 80, 120, 40), windows=(year(2016),))
    assert np.all(some.high > none.high), "what the high count holds may lie there"
    _, half = placed((160, 160, 160, 80), (160, 160, 200, 80), windows=(year(2016),))
    assert np.all(half.high < some.high), "less of it where the place holds less of what is located"


def test_margins_are_signed_by_the_claim():
    _, (more, _, _) = comparison((300, 320, 330, 9), (100, 110, 120, 9))
    _, (less, _, _) = comparison((300, 320, 330, 9), (100, 110, 120, 9), direction="less")
    assert np.all(more.margin > 0)
    assert np.allclose(more.margin, -less.margin)


def test_the_largest_other_is_the_rival():
    p = one("priority", HERE, actors=("order",), targets=("crown",), windows=(year(2016),), slots={"strength": "main"})
    numbers = {"part": (38, 38, 38, 20), "whole": (100, 100, 100, 60)}
    for low, high in (("guild", "league"), ("league", "guild")):
        others = {f"other:{low}": (2, 2, 2, 1), f"other:{high}": (90, 90, 90, 50)}
        found, _, planned = estimate(p, HERE, lambda n, q, s, o=others: (numbers | o).get(n, (0, 0, 0, 0)))
        largest = [i for i, q in enumerate(planned.params) if q["sense"] == "largest"]
        assert set(found.extra["largest_other"][largest].tolist()) == {90}
        assert set(found.position[largest].tolist()) == {-1}


def never_in(counts, shares, places=()):
    p = one("priority", HERE, actors=("crown",), targets=("order",), deny=True, places=places,
            windows=(year(2014, 2015), year(2016)), slots={"universal": "never", "strength": "a"})  # fmt: skip
    assert len(p.windows) == 1, "one span of time, read window by window"

    def numbers(name, params, selection):
        if name.startswith("plot:"):
            return (0, 0, 0, 0)
        values = [int(c * s) for c, s in zip(counts, shares, strict=True)]
        whole = list(counts)
        if name.endswith(":all"):
            return (whole, whole, [2 * c for c in whole], whole)
        return tuple([values if name.startswith("part") and ":located" not in name else whole] * 4)

    return estimate(p, HERE, numbers, half_years)[0]


def test_a_half_year_with_few_events_shows_no_share():
    assert set(never_in([100, 100, 10, 100], [0.1, 0.1, 0.9, 0.1]).position.tolist()) == {1}
    assert set(never_in([100, 100, 100, 100], [0.1, 0.1, 0.9, 0.1]).position.tolist()) == {-1}


def test_unlocated_deaths_widen_each_half_year_of_a_place():
    sure = never_in([100] * 4, [0.1] * 4)
    loose = never_in([100] * 4, [0.1] * 4, places=("vale",))
    assert loose.high.min() > sure.high.max()
    assert np.all(loose.high < 0.25), "by half more than the place's part, never by all of it"


def test_attacks_on_civilians_are_one_sided_whatever_else_is_counted():
    from inquest.kinds._common import select

    p = level((">", 100, "deaths"))
    said = {"actor": "crown", "window": year(2016), "outline": None}
    assert select(p, {}, HERE, target="civilians", **said).sides.violence == (3,)
    assert select(p, {}, HERE, target="order", **said).sides.violence == (1, 2)


def test_the_outline_and_the_choice_cap_the_precision_together():
    from inquest.kinds._common import select

    p, vale = level((">", 100, "deaths")), HERE.places["vale"].outlines[0]
    said = {"actor": "crown", "target": None, "window": year(2016)}
    caps = [select(p, q, HERE, outline=vale, **said).quality.max_precision for q in ({}, {"precision_cap": 3})]
    assert caps == [5, 3]
    assert select(p, {"precision_cap": 3}, HERE, outline=None, **said).quality.max_precision == 7


def test_a_meaning_too_unlikely_is_not_run():
    from inquest.kinds._propose import sides
    from inquest.model.grounding import Candidate

    def meant(weight):
        candidates = (
            Candidate(id="crown", label="c", weight=1 - weight, reason="r"),
            Candidate(id="league", label="l", weight=weight, reason="r"),
        )
        group = known("crown")[0].model_copy(update={"candidates": candidates})
        return sides([group], grounding("level"), "level", HERE)[0][0].others

    assert meant(0.3) == ("league",)
    assert meant(0.1) == ()


def test_an_actor_is_hidden_only_where_the_source_hides_it():
    from inquest.kinds._meant import hosts

    def hidden(place, **where):
        patron = HERE.blocs["patron"].model_copy(update=where)
        crown = HERE.blocs["crown"].model_copy(update={"home": (1, 2)})
        there = replace(HERE, blocs={**HERE.blocs, "patron": patron, "crown": crown})
        return hosts("patron", grounding("level", places=(place,)), there)

    assert hidden("north", folded_where=(1,)) == ("crown",)
    assert hidden("south", folded_where=(1,)) == ()
    assert hidden("south") == ("crown",)


def test_the_refusals_of_the_statistic_are_the_defaults():
    from inquest.stats import engagement as stats

    assert HERE.default("engagement_covered") == stats.MIN_COVERAGE
    assert HERE.default("engagement_expected") == stats.MIN_EXPECTED


@pytest.mark.parametrize(
    ("op", "said", "at"),
    [("<=", "at most 4", 1), (">=", "at least 4", 1), ("<", "fewer than 4", 0), (">", "more than 4", 0)],
)
def test_the_number_itself_fulfils_at_most_and_at_least_only(op, said, at):
    p = level((op, 4, "deaths"), recorded="yes")
    assert p.tested.endswith(f": {said}.")
    assert set(estimate(p, HERE, flat(x=(4, 4, 4, 2)))[0].position.tolist()) == {at}
