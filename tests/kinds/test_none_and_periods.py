"""A side that is said to have killed or attacked nobody; periods of different lengths; victims in two places."""

from pathlib import Path

import pandas as pd
import pytest

import inquest
from inquest.model.finding import Finding

DATA = Path(inquest.__file__).parent / "data" / "ged"


def asked(sentence: str, home: Path) -> Finding:
    (finding,) = inquest.ask(sentence, home=home).findings
    return finding


def test_a_sides_own_dead_are_none_that_it_killed(home: Path) -> None:
    """Islamic State lost men in Homs in 2019; its own dead alone would not have shown that it killed anyone."""
    rows = pd.read_csv(DATA / "ucdp_ged_syria_2016_2019.csv.gz", low_memory=False)
    homs = rows[(rows.year == 2019) & (rows.side_b == "IS") & rows.adm_1.fillna("").str.contains("Homs")]
    finding = asked("ISIS did not kill anyone in Homs in 2019.", home)
    assert finding.headline_figures["total"] == pytest.approx(homs.deaths_a.sum(), rel=0.15)
    assert finding.proposition.terms["measures"] == ["deaths_of_target"]


def test_no_attacks_are_asked_of_attacks_on_civilians_too(home: Path) -> None:
    finding = asked("Islamic State carried out no attacks in Baghdad in 2018.", home)
    assert finding.proposition.terms["violences"] == ["any", "one_sided"]
    assert finding.verdict == "contradicted"
    assert "violence by or against Islamic State" in finding.card.sentences[0]


@pytest.mark.parametrize("word", ["More", "Fewer"])
def test_a_year_against_eight_is_decided_neither_way_where_totals_and_days_differ(word: str, home: Path) -> None:
    """Before, deaths a day alone decided: 15,092 dead were "supported" to be more than 31,284."""
    finding = asked(f"{word} people were killed in Iraq in 2014 than between 2003 and 2010.", home)
    assert finding.headline_figures["first"] < finding.headline_figures["second"]
    assert finding.verdict == "undecided"
    assert "8.0 times as long" in " ".join(finding.card.sentences)


def test_where_totals_and_days_agree_the_longer_period_decides(home: Path) -> None:
    finding = asked("More people were killed in Iraq in 2014 than between 2011 and 2013.", home)
    assert finding.verdict == "supported"


def test_civilians_who_died_in_fights_count_for_both_places(home: Path) -> None:
    """Before, they were added to the first place only."""
    finding = asked("The Syrian army killed more civilians in Daraa than in Idlib in 2019.", home)
    assert finding.verdict not in {"supported", "mostly supported"}
