"""What is tested, and what the card says, for each way of stating an amount: "at least", "about", "less than"."""

import datetime as dt

import pytest
from tests.kinds.kinds_world import context, estimate, grounding, judged, known, one, year

from inquest.model.claim import TAKEN, Mention
from inquest.multiverse.assemble import what_was_tested
from inquest.registry import load

HERE = context()


def recorded(low, mid, high, events):
    """The same total in every specification."""
    return lambda name, params, selection: (low, mid, high, events) if name.split(":")[0] == "x" else (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("op", "said", "words"),
    [
        (">", "more than 100", "more than 100"),
        (">=", "at least 100", "at least 100"),
        ("<", "fewer than 100", "fewer than 100"),
        ("<=", "at most 100", "at most 100"),
        ("~", "about 100", "about 100"),
        ("=", "100", "about 100"),
    ],
)
def test_a_level_says_what_the_claim_says(op, said, words):
    sides = {"actors": ("crown",), "targets": ("order",), "windows": (year(2016),)}
    p = one("level", HERE, quantity=(op, 100, "deaths"), **sides)
    assert p.tested.endswith(f": {words}.")
    found = estimate(p, HERE, recorded(98, 100, 102, 10))
    card = load("kinds", "level").words(judged(p, found), HERE)
    assert card.sentences[1].endswith(f"the claim says {said}.")


@pytest.mark.parametrize(
    ("op", "words", "side"),
    [(">", "more than 30%", 1), (">=", "at least 30%", 1), ("<", "less than 30%", -1), ("<=", "at most 30%", -1)],
)
def test_a_share_of_losses_that_is_stated_is_the_line(op, words, side):
    quantity = (op, 30, "%")
    p = one("attribution", HERE, actors=known("crown"), targets=known("order"), quantity=quantity)
    assert (p.terms["line"], p.side) == (0.3, side)
    assert p.tested.endswith(f": {words}.")


def test_a_share_of_losses_stated_as_a_point_is_refused():
    quantity = ("=", 30, "%")
    g = grounding("attribution", actors=known("crown"), targets=known("order"), quantity=quantity)
    proposal = load("kinds", "attribution").propose(g, HERE)
    assert (proposal.propositions, proposal.refusals[0].reason) == ((), "no test")


@pytest.mark.parametrize(
    ("op", "words", "side"), [(">=", "fell by at least 30%", -1), ("<", "fell by less than 30%", 1)]
)
def test_a_fall_by_less_than_a_part_lies_on_the_other_side(op, words, side):
    times = {"windows": (year(2017),), "baselines": (year(2016),)}
    quantity = (op, 30, "% change")
    sides = {"actors": known("crown"), "targets": known("order")}
    p = one("trend", HERE, quantity=quantity, slots={"direction": "down"}, **sides, **times)
    assert p.side == side
    assert p.tested.endswith(f": {words}.")


def test_two_sides_credited_together_are_no_two_claims():
    g = grounding("attribution", actors=known("crown", "guild"), targets=known("order"), windows=(year(2016),))
    proposal = load("kinds", "attribution").propose(g, HERE)
    assert proposal.propositions == ()
    assert "Crown and Guild together" in proposal.refusals[0].text


def test_a_state_is_tested_on_an_earlier_time_and_its_card_says_so_a_change_is_refused():
    now = {"document_date": dt.date(2020, 5, 4), "actors": known("crown"), "targets": known("order")}
    p = one("priority", HERE, slots={"tense": "present"}, **now)
    assert p.windows[0].end == dt.date(2019, 12, 31)
    assert what_was_tested(p).endswith("The text speaks of May 2020.")
    close = one("priority", HERE, slots={"tense": "present"}, **{**now, "document_date": dt.date(2020, 2, 4)})
    assert what_was_tested(close) == close.tested
    change = grounding("trend", slots={"tense": "present", "direction": "up"}, **now)
    assert [r.reason for r in load("kinds", "trend").propose(change, HERE).refusals] == ["window not covered"]


def test_a_place_and_a_time_taken_from_the_passage_stand_on_the_card():
    mention = Mention(text="vale", start=0, end=4, via=f"{TAKEN}the place told of before, “Vale”")
    where = tuple(g.model_copy(update={"mention": mention}) for g in known("vale"))
    p = one("level", HERE, quantity=(">", 5, "deaths"), places=where, windows=(year(2016),))
    assert what_was_tested(p).endswith(": more than 5. Place from the text around it.")


def test_a_place_of_the_passage_leaves_nobody_out_who_is_credited():
    mention = Mention(text="south", start=0, end=5, via=f"{TAKEN}the place told of before, “South”")
    where = tuple(g.model_copy(update={"mention": mention}) for g in known("south"))
    sides = {"actors": known("crown", "order"), "targets": known("league")}
    proposal = load("kinds", "attribution").propose(
        grounding("attribution", places=where, windows=(year(2016),), **sides), HERE
    )
    assert proposal.propositions == ()
    assert "Crown and Order together" in proposal.refusals[-1].text
