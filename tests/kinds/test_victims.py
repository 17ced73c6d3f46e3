"""Deaths of civilians: most are listed as dead of fights between armed sides, so no side's column holds them."""

from pathlib import Path

import pandas as pd
import pytest

import inquest
from inquest.model.finding import Finding

GED = Path(inquest.__file__).parent / "data" / "ged" / "ucdp_ged_syria_2016_2019.csv.gz"


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return pd.read_csv(GED, low_memory=False)


def asked(sentence: str, home: Path) -> Finding:
    (finding,) = inquest.ask(sentence, home=home).findings
    return finding


def of(rows: pd.DataFrame, year: int, province: str) -> pd.DataFrame:
    return rows[(rows.year == year) & rows.adm_1.fillna("").str.contains(province)]


def test_civilians_killed_by_whomever_are_those_of_all_violence(rows: pd.DataFrame, home: Path) -> None:
    finding = asked("In 2017 more than 2,000 civilians were killed in Raqqa.", home)
    held = of(rows, 2017, "Raqqa")
    assert finding.headline_figures["total"] == pytest.approx(held.deaths_civilians.sum(), rel=0.01)
    assert finding.headline_figures["total"] > 20 * held[held.type_of_violence == 3].best.sum()
    assert finding.verdict in {"supported", "mostly supported"}


def test_a_side_named_has_two_readings(rows: pd.DataFrame, home: Path) -> None:
    finding = asked("The Syrian government killed more than 500 civilians in Idlib in 2019.", home)
    held = of(rows, 2019, "Idlib")
    fights = held[(held.type_of_violence < 3) & held.side_a.str.contains("Government of Syria")]
    assert fights.deaths_civilians.sum() > 500
    choice = next(c for c in finding.multiverse.choices if c.name == "victims")
    assert (choice.role, [o.id for o in choice.options]) == ("reading", ["attacked", "died"])
    assert finding.verdict not in {"contradicted", "mostly contradicted"}  # its attacks alone hold none


def test_a_groups_total_may_lie_among_its_movements(rows: pd.DataFrame, home: Path) -> None:
    """UCDP writes "Syrian insurgents" where a rebel group fought the government: none of the dead has its name."""
    day = rows[(rows.date_start.str[:10] == "2017-03-11") & (rows.where_coordinates == "Damascus city")]
    assert list(zip(day.side_b, day.best, strict=True)) == [("Syrian insurgents", 74)]
    finding = asked("Tahrir al-Sham killed 74 people in Damascus on 11 March 2017.", home)
    assert (finding.headline_figures["total"], finding.headline_figures["high"]) == (0, 74)
    assert finding.verdict == "undecided"
    assert "under Syrian rebels without naming groups" in " ".join(finding.card.sentences)
    assert asked("Tahrir al-Sham killed more than 300 people in Syria in 2017.", home).verdict == "supported"
    movement = asked("Syrian rebels killed more than 20 people in Damascus on 11 March 2017.", home)
    assert "without naming groups" not in " ".join(movement.card.sentences)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Attacks by {} fell in Idlib in 2018.", "trend"),
        ("In 2018 {} concentrated its forces on Idlib.", "priority"),
        ("In 2017 {} killed more people than it lost.", "exchange"),
    ],
)
def test_a_group_is_not_told_by_the_part_that_bears_its_name(sentence: str, kind: str, home: Path) -> None:
    """Refused for that reason where the source lists the rest under its movement; a side listed by itself is tested."""
    refusals = inquest.ask(sentence.format("Tahrir al-Sham"), home=home).frozen.refusals
    assert [(r.kind, r.reason, "within the events of Syrian rebels" in r.text) for r in refusals] == [
        (kind, "not identified", True)
    ]
    whole = inquest.ask(sentence.format("Islamic State"), home=home).frozen
    assert {f.proposition.kind for f in whole.findings} == {kind}


def test_two_sides_trade_their_answers(home: Path) -> None:
    sentence = "{} killed more civilians than {} in 2017."
    names = ("The Syrian government", "Islamic State")
    one, other = (asked(sentence.format(*pair), home) for pair in (names, names[::-1]))
    mirrored = {"supported": "contradicted", "mostly supported": "mostly contradicted"}
    turned = {**mirrored, **{b: a for a, b in mirrored.items()}}
    assert turned.get(one.verdict, one.verdict) == other.verdict


def test_civilian_deaths_over_time_and_between_places(rows: pd.DataFrame, home: Path) -> None:
    finding = asked("More civilians were killed in Idlib than in Aleppo in 2018.", home)
    held = [of(rows, 2018, place).deaths_civilians.sum() for place in ("Idlib", "Aleppo")]
    assert [finding.headline_figures["first"], finding.headline_figures["second"]] == pytest.approx(held, rel=0.01)
    rise = asked("Civilian deaths in Idlib rose between 2017 and 2018.", home)
    assert "deaths of civilians in all deadly violence" in rise.proposition.tested


def test_whom_a_side_killed_are_others_and_not_its_own_dead(rows: pd.DataFrame, home: Path) -> None:
    finding = asked("The SDF killed more than 500 people in Raqqa in 2017.", home)
    held = of(rows, 2017, "Raqqa")
    mine = held[held.side_a.str.contains("SDF") | held.side_b.str.contains("SDF")]
    others = mine.deaths_a.where(mine.side_b.str.contains("SDF"), mine.deaths_b).sum()
    assert finding.headline_figures["low"] == pytest.approx(others, rel=0.03)
    assert finding.headline_figures["high"] >= others + mine.deaths_civilians.sum() * 0.97
    assert finding.proposition.tested.startswith(
        "Recorded deaths of others in violence by or against Syrian Democratic Forces"
    )


def test_what_is_listed_as_a_fight_may_have_been_an_attack_on_civilians(rows: pd.DataFrame, home: Path) -> None:
    day = rows[(rows.date_start.str[:10] == "2017-04-04") & (rows.where_coordinates == "Khan Shaykhun town")]
    (one,) = day.to_dict("records")
    assert (one["type_of_violence"], one["deaths_civilians"], one["deaths_unknown"]) == (1, 52, 36)
    for number in (40, 80):
        finding = asked(
            f"Government forces killed more than {number} civilians in Khan Sheikhoun on 4 April 2017.", home
        )
        assert finding.verdict not in {"contradicted", "mostly contradicted"}
    many = asked("Government forces killed more than 800 civilians in Khan Sheikhoun on 4 April 2017.", home)
    assert many.verdict in {"contradicted", "mostly contradicted"}


def test_fighters_of_either_side_are_no_civilians(rows: pd.DataFrame, home: Path) -> None:
    finding = asked("More than 900 fighters died in battles between the SDF and Islamic State in Raqqa in 2017.", home)
    held = of(rows, 2017, "Raqqa")
    pair = held[(held.side_a == "IS") & (held.side_b == "SDF")]
    assert finding.headline_figures["total"] == pytest.approx((pair.deaths_a + pair.deaths_b).sum(), rel=0.01)


def test_insurgents_in_iraq_take_in_the_forerunners_of_is(home: Path) -> None:
    """UCDP codes the largest group of the insurgency as IS from the beginning."""
    finding = asked("More than 300 insurgents were killed in Iraq in 2006.", home)
    assert finding.verdict in {"supported", "mostly supported"}
    assert finding.headline_figures["total"] > 2000
