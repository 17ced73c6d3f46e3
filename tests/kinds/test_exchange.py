"""``exchange`` on given numbers, by hand, and on the bundled record, by pandas."""

from pathlib import Path

import numpy as np
import pytest
from tests.end_to_end.conftest import check
from tests.kinds.kinds_world import context, estimate, grounding, judged, one, unknown, year
from tests.trial.compute_truth import is_party, rows

from inquest.registry import load

HERE = context()
FOR, AGAINST = {"supported", "mostly supported"}, {"contradicted", "mostly contradicted"}


def flat(own, foe, unknown=0, n=20):
    def numbers(name, params, selection):
        mid = {"own": own, "foe": foe}.get(name.split(":")[0], 0)
        return (mid, mid, mid + unknown, n)

    return numbers


def said(**more):
    return one("exchange", HERE, actors=("crown",), targets=("order",), windows=(year(2016),), **more)


def positions(p, *numbers, **more):
    found, _, planned = estimate(p, HERE, flat(*numbers, **more))
    senses = [q.get("sense", "-") for q in planned.params]
    return {s: {int(x) for x, t in zip(found.position, senses, strict=True) if t == s} for s in dict.fromkeys(senses)}


@pytest.mark.parametrize(
    ("own", "foe", "unknown", "position"),
    [(300, 100, 0, 1), (300, 100, 250, 0), (120, 100, 0, 0), (100, 300, 0, -1), (100, 300, 200, 0), (0, 0, 90, 0)],
)
def test_more_lost_than_killed(own, foe, unknown, position):
    p = said(slots={"direction": "more"})
    assert positions(p, own, foe, unknown) == {"-": {position}}
    less = said(slots={"direction": "less"})
    assert positions(less, own, foe, unknown) == {"-": {-position}}


def test_far_more_draws_its_line_at_twice():
    p = said(slots={"direction": "more", "strength": "decisive"})
    assert p.terms["line"] == 2
    assert positions(p, 250, 100) == {"-": {0}}
    assert positions(p, 310, 100) == {"-": {1}}
    assert said(slots={"direction": "less", "strength": "decisive"}).terms["line"] == 0.5


def test_heavy_losses_have_two_lines():
    p = said(slots={"direction": "up"})
    assert positions(p, 160, 100) == {"even": {1}, "third": {1}}
    assert positions(p, 60, 100) == {"even": {-1}, "third": {0}}
    assert positions(p, 30, 100) == {"even": {-1}, "third": {-1}}
    assert positions(said(slots={"direction": "down"}), 30, 100) == {"even": {1}, "third": {1}}
    assert positions(said(slots={"direction": "up"}, deny=True), 30, 100) == {"even": {1}, "third": {1}}


def test_a_rate_is_a_least_and_a_number():
    p = said(quantity=("=", 2.0, "per loss"), slots={"direction": "less"})
    assert positions(p, 100, 200) == {"least": {0}, "about": {0}}
    assert positions(p, 100, 320) == {"least": {1}, "about": {0}}
    assert positions(p, 100, 900) == {"least": {1}, "about": {-1}}
    assert positions(p, 100, 50) == {"least": {-1}, "about": {-1}}
    assert positions(said(quantity=(">", 2.0, "per loss"), slots={"direction": "less"}), 100, 900) == {"-": {1}}
    assert positions(said(quantity=("<", 2.0, "per loss"), slots={"direction": "less"}), 100, 900) == {"-": {-1}}
    assert positions(said(quantity=("~", 2.0, "per loss"), slots={"direction": "less"}), 100, 900) == {"-": {-1}}


def test_a_wide_round_number_can_be_backed():
    p = said(quantity=("~", 100.0, "ratio"), slots={"direction": "more"})
    assert positions(p, 10000, 100) == {"-": {1}}  # 50 to 150, and 100 lies 1.5 from either edge
    assert positions(p, 10000, 100, unknown=100) == {"-": {0}}


def test_swapped_sides_give_the_mirrored_answer():
    for own, foe, loose in [(300, 100, 20), (70, 110, 5), (40, 45, 90)]:
        lost, killed = said(slots={"direction": "more"}), said(slots={"direction": "less"})
        assert positions(lost, own, foe, loose) == positions(killed, foe, own, loose)


def test_few_events_are_not_measured():
    found, _, _ = estimate(said(slots={"direction": "more"}), HERE, flat(300, 100, n=9))
    assert np.isnan(found.point).all()
    assert all("fewer than 10 events" in why for why in found.failed)


@pytest.mark.parametrize(
    ("more", "reason", "words"),
    [
        ({"actors": ()}, "name not known", "which armed side bore the losses"),
        ({"actors": ("civilians",)}, "name not known", "which armed side bore"),
        ({"targets": ("civilians",)}, "name not known", "suffered against"),
        ({"actors": unknown("Crwon", "Crown")}, "name not known", "Crwon"),
        ({"actors": ("patron",)}, "not identified", "within those of Crown"),
        ({"windows": (year(1990),)}, "window not covered", "starts on"),
        ({"places": ("far",)}, "place not covered", "covers Farland"),
    ],
)
def test_refusals(more, reason, words):
    fields = {"actors": ("crown",), "targets": ("order",), "windows": (year(2016),), **more}
    proposal = load("kinds", "exchange").propose(grounding("exchange", slots={"direction": "up"}, **fields), HERE)
    assert not proposal.propositions
    assert proposal.refusals[0].reason == reason
    assert words in proposal.refusals[0].text


@pytest.mark.parametrize(
    "slots", [{"direction": "up"}, {"direction": "less"}, {"direction": "more", "strength": "decisive"}]
)
@pytest.mark.parametrize("numbers", [(310, 100, 20), (0, 0, 0), (5, 90, 0)])
def test_words_are_plain_and_short(slots, numbers):
    for quantity in (None, ("=", 2.0, "per loss"), ("~", 3.0, "ratio")):
        p = said(slots=slots, quantity=quantity)
        words = load("kinds", "exchange").words(judged(p, estimate(p, HERE, flat(*numbers))), HERE)
        text = " ".join([*words.sentences, p.tested, *words.cannot_show, words.overturn])
        assert words.sentences[0].startswith("UCDP’s record counts")
        assert len(text.split()) <= 105
        assert not any(w in text for w in ("nan", "inf ", "None"))


def dead(file: str, mine: str, foe: str | None, year: int) -> tuple[int, int, int]:
    """Dead of a party, of its enemy, and of unknown side, straight from the file."""
    frame = rows(file)
    frame = frame[(frame.year == year) & (frame.type_of_violence < 3)]
    on_a = frame.side_a.map(lambda s: is_party(s, mine)) & ~frame.side_b.map(lambda s: is_party(s, mine))
    on_b = frame.side_b.map(lambda s: is_party(s, mine)) & ~frame.side_a.map(lambda s: is_party(s, mine))
    if foe:
        on_a &= frame.side_b.map(lambda s: is_party(s, foe))
        on_b &= frame.side_a.map(lambda s: is_party(s, foe))
    own = frame[on_a].deaths_a.sum() + frame[on_b].deaths_b.sum()
    theirs = frame[on_a].deaths_b.sum() + frame[on_b].deaths_a.sum()
    return int(own), int(theirs), int(frame[on_a | on_b].deaths_unknown.sum())


REAL = [
    ("For every SDF fighter killed, four ISIS fighters died in 2017.", ("SY", "SDF", "IS", 2017), lambda r: 1 / r >= 4),
    ("ISIS lost far more men than it killed in Syria in 2017.", ("SY", "IS", None, 2017), lambda r: r > 2),
    ("The SDF lost fewer men than it killed in Syria in 2018.", ("SY", "SDF", None, 2018), lambda r: r < 1),
    ("ISIS suffered heavy losses in Iraq in 2016.", ("IQ", "IS", None, 2016), lambda r: r > 1),
    ("The Mahdi Army suffered heavy losses in Iraq in 2004.", ("IQ", "MAHDI", None, 2004), lambda r: r > 1),
    ("The SDF suffered few casualties against ISIS in 2018.", ("SY", "SDF", "IS", 2018), lambda r: r < 1),
    ("ISIS killed three government soldiers for every fighter it lost in Iraq in 2015.", ("IQ", "IS", "GOI", 2015),
     lambda r: 1 / r >= 3),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spec", "holds"), REAL, ids=lambda v: v if isinstance(v, str) else "")
def test_on_the_bundled_record(text, spec, holds, home: Path):
    own, foe, loose = dead(*spec)
    case = check(text, home=home)
    (finding,) = [f for f in case.findings if f.proposition.kind == "exchange"]
    figures = finding.headline_figures
    assert (figures["own"], figures["enemy"], figures["unknown"]) == (own, foe, loose)
    low, high = own / (foe + loose), (own + loose) / foe
    truth = holds(own / foe)
    if holds(low) == holds(high) == truth:
        assert finding.verdict in ((FOR if truth else AGAINST) | {"undecided", "mixed"})
        assert finding.verdict in (FOR if truth else AGAINST), (own, foe, loose, finding.readings)
    assert len(" ".join([*finding.card.sentences, finding.card.tested, finding.card.overturn,
                         finding.card.cannot_show]).split()) <= 120  # fmt: skip


def test_a_rate_out_of_few_events_is_said_to_be_none(home: Path):
    case = check("The PKK suffered only light losses against Turkey in Iraq in 1997.", home=home)
    (finding,) = [f for f in case.findings if f.proposition.kind == "exchange"]
    assert finding.verdict == "undecided"
    assert "out of fewer than 10 no rate is drawn" in finding.card.sentences[1]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey paid a heavy price for its policy in Syria in 2017.",
        "The Syrian government rebuilt Aleppo at great cost in 2017.",
        "The SDF lost ground in Raqqa in 2017.",
        "ISIS lost more villages than it took in 2017.",
        "More than 100 people were killed in Raqqa in 2017 for every camp.",
    ],
)
def test_other_costs_are_not_read_as_losses(text, home: Path):
    assert not [f for f in check(text, home=home).findings if f.proposition.kind == "exchange"]
