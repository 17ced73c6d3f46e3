"""Shares of the dead by who they were, held to the bundled record by pandas; and what is refused of them."""

from pathlib import Path

import pandas as pd
import pytest

import inquest
from inquest.api import Case

DATA = Path(inquest.__file__).parent / "data" / "ged"


def asked(sentence: str, home: Path) -> Case:
    return inquest.ask(sentence, home=home)


@pytest.fixture(scope="module")
def syria() -> pd.DataFrame:
    return pd.read_csv(DATA / "ucdp_ged_syria_2016_2019.csv.gz", low_memory=False)


def dead(rows: pd.DataFrame) -> tuple[int, int]:
    """Civilians and fighters among the dead; of attacks on civilians all who died."""
    attacks = rows.type_of_violence == 3
    civilians = rows.deaths_civilians.where(~attacks, rows.best).sum()
    return int(civilians), int((rows.deaths_a + rows.deaths_b).sum())


def test_civilians_among_all_the_dead_of_a_place(syria: pd.DataFrame, home: Path) -> None:
    (finding,) = asked("Most people killed in Syria in 2016 were civilians.", home).findings
    civilians, fighters = dead(syria[syria.year == 2016])
    assert finding.headline_figures["share"] == pytest.approx(civilians / (civilians + fighters), abs=0.01)
    assert finding.headline_figures["part"] == pytest.approx(civilians, rel=0.01)
    assert finding.verdict in {"contradicted", "mostly contradicted"}
    assert finding.proposition.tested == "Share of civilians among all deaths in Syria in 2016: more than 50%."


def test_a_sides_victims_are_bounded_by_its_attacks_on_civilians(syria: pd.DataFrame, home: Path) -> None:
    (finding,) = asked("Most of the Syrian army's victims in 2018 were civilians.", home).findings
    mine = syria[(syria.year == 2018) & syria.side_a.str.contains("Government of Syria")]
    attacks = mine[mine.type_of_violence == 3]
    fights = mine[mine.type_of_violence < 3]
    civilians = attacks.best.sum() + fights.deaths_civilians.sum()
    share = civilians / (civilians + fights.deaths_b.sum())
    figures = finding.headline_figures
    assert figures["share"] == pytest.approx(share, abs=0.03)
    assert figures["low"] < 0.05 < 0.5 < figures["high"]  # few are listed as dead of its attacks
    assert finding.verdict == "undecided"
    assert "leaves out civilians who died in its fights" in " ".join(finding.card.sentences)


def test_a_minority_is_the_other_side_of_most(home: Path) -> None:
    (most,) = asked("Most of ISIS's victims in Iraq were civilians.", home).findings
    (few,) = asked("Only a minority of ISIS's victims in Iraq were civilians.", home).findings
    assert (most.verdict, few.verdict) == ("mostly supported", "mostly contradicted")
    assert few.proposition.tested.endswith(": not more than half.")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Soldiers made up most of the dead in Raqqa in 2017.", "no test"),
        ("Nine in ten of those killed by the rebels in 2017 were soldiers.", "no test"),
        ("More than half of the dead in Aleppo in 2016 were women and children.", "not recorded"),
        ("More than half of the dead were civilians.", "name not known"),
        ("Most civilians killed in Syria were killed by the regime.", "not identified"),
    ],
)
def test_what_the_record_does_not_tell_is_refused(sentence: str, reason: str, home: Path) -> None:
    """Before, the last was contradicted: its attacks alone hold a twentieth of the civilians who died."""
    case = asked(sentence, home)
    assert not case.findings
    assert reason in {r.reason for r in case.frozen.refusals}


def test_a_share_of_the_fighting_against_a_side_is_one_of_the_fighting_in_the_place(home: Path) -> None:
    """And not of all fighting of that side, of which Raqqa held a third."""
    (finding,) = asked("The SDF did most of the fighting against ISIS in Raqqa in 2017.", home).findings
    assert finding.headline_figures["share"] > 0.9
    assert finding.verdict == "supported"
    assert "fighting in Raqqa governorate that was with" in finding.proposition.tested
