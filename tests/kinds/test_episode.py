"""``episode`` on given numbers, by hand, and on the bundled record, by pandas."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.end_to_end.conftest import check
from tests.kinds.kinds_world import context, estimate, grounding, judged, one, unknown, year
from tests.trial.compute_truth import is_party, rows

from inquest.model.grounding import Window
from inquest.registry import load

HERE = context()
KIND = load("kinds", "episode")
MAY = Window(start=dt.date(2016, 5, 1), end=dt.date(2016, 5, 31), label="May 2016", reason="named")
DAY = Window(start=dt.date(2016, 5, 1), end=dt.date(2016, 5, 1), label="1 May 2016", reason="named")
LATE = Window(start=dt.date(2019, 12, 1), end=dt.date(2019, 12, 5), label="December 2019", reason="named")
PAIR = {"actors": ("crown",), "targets": ("order",)}


def said(form, window=DAY, **more):
    slots = {"form": form} | ({"needs": "control"} if form in ("left", "taken") else {})
    return one("episode", HERE, windows=(window,), places=("vale",), slots=slots, **{**PAIR, **more})


def numbers(before, after, change=None, deaths=None, rolled=(0, 0)):
    """Totals either side; the fortnights carry them, with the change ``change`` fortnights after the date."""
    periods = 26 * 6 - 1

    def give(name, params, selection):
        base = name.split(":")[0]
        if name == "x":
            start = selection.start
            at = (dt.date(2016, 5, 1) - dt.date(1970, 1, 1)).days
            place = (at - start) // 14 + (change or 0)
            level = np.where(np.arange(periods) < place, before, after)
            return (level, level, level, level)
        if name.endswith(":deaths"):
            values = deaths or (before, after)
            return (values[base == "after"],) * 4
        if name.endswith((":wide", ":plain")):
            return (1000 + rolled[base == "after"] * name.endswith(":wide"),) * 4
        value = {"before": 20 * before, "after": 20 * after}.get(base, 20 * (before + after))
        return (value,) * 4

    return give


def starts(name):
    first = (dt.date(2014, 1, 1) - dt.date(1970, 1, 1)).days
    at = (dt.date(2016, 5, 1) - dt.date(1970, 1, 1)).days
    return first + (at - first) % 14 + 14 * np.arange(26 * 6 - 1) if name == "x" else np.zeros(1, np.int64)


def positions(p, *values, **more):
    found = estimate(p, HERE, numbers(*values, **more), starts)[0]
    return set(found.position.tolist())


@pytest.mark.parametrize(
    ("form", "before", "after", "position"),
    [
        ("rose", 1, 10, 1),
        ("rose", 10, 1, -1),
        ("rose", 10, 11, 0),  # within what revisions move
        ("fell", 10, 1, 1),
        ("fell", 1, 10, -1),
        ("left", 12, 1, 1),  # a twelfth, against a line of a half
        ("taken", 1, 10, 0),  # who held a place is never told
        ("taken", 10, 1, 0),
    ],
)
def test_positions(form, before, after, position):
    assert positions(said(form), before, after) == {position}


@pytest.mark.parametrize(("rolled", "position"), [((0, 0), 1), ((100, 0), 1), ((179, 0), 1), ((181, 0), 0)])
def test_rows_of_months_may_stand_for_as_many_events_as_deaths(rolled, position):
    """20 events before, 200 after: once rows of months before hold 180 deaths, there may have been no rise."""
    assert positions(said("rose"), 1, 10, rolled=rolled) == {position}


def test_events_that_went_on_speak_against_having_left_where_deaths_agree():
    assert positions(said("left"), 10, 10, deaths=(100, 100)) == {-1}
    assert positions(said("left"), 10, 10, deaths=(100, 45)) == {0}, "twice the line, and B is 3 for events alone"


def test_a_rise_must_be_dated_here():
    assert positions(said("rose"), 1, 10, change=0) == {1}
    assert positions(said("rose"), 1, 10, change=2) == {1}, "within about a month"
    far, _, planned = estimate(said("rose"), HERE, numbers(1, 10, change=6), starts)
    long = [i for i, q in enumerate(planned.params) if q["weeks"] == 26]
    assert set(far.position[long].tolist()) == {0}
    assert np.all(far.extra["dated"][long] == 0)


def test_the_denial_and_the_mirror_turn_it_round():
    p = said("rose")
    assert said("rose", deny=True).side == -p.side
    first = estimate(p, HERE, numbers(1, 10), starts)[0]
    second = estimate(p.mirror(), HERE, numbers(1, 10), starts)[0]
    assert np.array_equal(first.position, -second.position)
    assert np.array_equal(first.point, second.point)
    assert np.allclose(first.margin, -second.margin)


def test_choices_of_a_month_and_of_a_day():
    month = {c.name: [o.id for o in c.options] for c in KIND.choices(said("rose", MAY), HERE)}
    assert month == {"span": ["long", "short"], "during": ["after", "out"]}
    assert [c.name for c in KIND.choices(said("rose"), HERE)] == ["span"]
    p = said("fell", MAY)
    terms = KIND.terms(p, {"during": "out", "weeks": 13}, HERE)
    assert terms["after"].start == (dt.date(2016, 6, 1) - dt.date(1970, 1, 1)).days
    assert terms["before"].end == (dt.date(2016, 4, 30) - dt.date(1970, 1, 1)).days
    assert terms["after"].end - terms["after"].start == terms["before"].end - terms["before"].start == 90


def test_who_left_is_the_one_driven_out():
    p = said("left")
    assert (p.actor, p.target) == ("order", None)
    assert said("left", targets=()).actor == "crown"
    assert "Order is in less than half as much of it after" in p.tested


@pytest.mark.parametrize(
    ("more", "reason", "words"),
    [
        ({"slots": {"form": "rose"}, "windows": (year(2016),)}, "date not known", "no date within three months"),
        ({"slots": {"form": "rose"}, "windows": ()}, "date not known", "no date within three months"),
        ({"slots": {"form": "rose"}, "places": ()}, "name not known", "names no place"),
        ({"slots": {"form": "left"}, "actors": (), "targets": ()}, "name not known", "who is meant"),
        ({"slots": {"form": "taken"}}, "not recorded", "not who controlled a place"),
        ({"slots": {"needs": "control"}}, "not recorded", "not who controlled a place"),
        ({"slots": {"needs": "capability"}}, "not recorded", "what forces could have done"),
        ({"slots": {"form": "rose"}, "places": unknown("Nowhere")}, "name not known", "Nowhere"),
        (
            {"slots": {"form": "rose"}, "windows": (LATE,)},
            "window not covered", "stops on 31 December 2019",
        ),
    ],
)  # fmt: skip
def test_refusals(more, reason, words):
    fields = {"windows": (MAY,), "places": ("vale",), **PAIR, **more}
    proposal = KIND.propose(grounding("episode", **fields), HERE)
    assert reason in [r.reason for r in proposal.refusals]
    assert any(words in r.text for r in proposal.refusals), proposal.refusals
    control = [r for r in proposal.refusals if r.reason == "not recorded"]
    assert all("inquest data add" in r.unlock for r in control)


def test_what_is_said_of_control_is_refused_beside_the_figures():
    proposal = KIND.propose(
        grounding("episode", windows=(MAY,), places=("vale",), slots={"form": "taken"}, **PAIR), HERE
    )
    assert [r.reason for r in proposal.refusals] == ["not recorded"]
    (p,) = proposal.propositions
    assert "no test of who held the place" in p.tested


def test_words():
    p = said("rose", MAY)
    found = estimate(p, HERE, numbers(1, 10), starts)
    words = KIND.words(judged(p, found), HERE)
    assert words.sentences[0].startswith("UCDP’s record counts 20 deadly events")
    assert "1 May 2016 and 200 after: 10 times the rate" in words.sentences[0]
    assert words.sentences[1] == "The clearest break lies from 17 April 2016 to 1 May 2016."
    assert "who held the place" in words.cannot_show
    assert len(" ".join([*words.sentences, p.tested, *words.cannot_show, words.overturn]).split()) <= 105


def around(frame: pd.DataFrame, date: str, weeks: int) -> tuple[int, int]:
    day, span = pd.Timestamp(date), pd.Timedelta(weeks=weeks)
    start = pd.to_datetime(frame.date_start)
    return int(((start >= day - span) & (start < day)).sum()), int(((start >= day) & (start < day + span)).sum())


@pytest.mark.parametrize(
    ("text", "parties", "date", "good"),
    [
        ("Fighting between the SDF and ISIS died down in Raqqa province in October 2017.", ("SDF", "IS"), "2017-10-01",
         {"supported", "mostly supported"}),
        ("Fighting between the SDF and ISIS flared up in Raqqa province in October 2017.", ("SDF", "IS"), "2017-10-01",
         {"contradicted", "mostly contradicted"}),
    ],
)  # fmt: skip
def test_on_the_bundled_record(text, parties, date, good, home: Path):
    case = check(text, home=home)
    (found,) = [f for f in case.findings if f.proposition.kind == "episode"]
    frame = rows("SY")
    one_way = frame.side_a.map(lambda s: is_party(s, parties[0])) & frame.side_b.map(lambda s: is_party(s, parties[1]))
    other = frame.side_a.map(lambda s: is_party(s, parties[1])) & frame.side_b.map(lambda s: is_party(s, parties[0]))
    there = frame.adm_1.str.contains("Raqqa") & (frame.where_prec <= 5) & (frame.best > 0)
    before, after = around(frame[(one_way | other) & there], date, 26)
    assert (found.headline_figures["before"], found.headline_figures["after"]) == (before, after)
    assert after < before / 3
    assert found.verdict in good
    assert "who held the place" in found.card.cannot_show
    assert found.evidence, "headlines are leads"


def test_seizing_is_refused_and_shown(home: Path):
    case = check("ISIS took Palmyra from government forces in December 2016.", home=home)
    assert [r.reason for r in case.refusals if r.kind == "episode"] == ["not recorded"]
    (found,) = [f for f in case.findings if f.proposition.kind == "episode"]
    assert found.verdict == "undecided"
    assert found.card.verdict_words == "The record can't tell: who held the place is not recorded"
