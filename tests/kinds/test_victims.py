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


def test_a_side_named_is_bounded_by_the_civilians_who_died_in_its_fights(rows: pd.DataFrame, home: Path) -> None:
    finding = asked("The Syrian government killed more than 500 civilians in Idlib in 2019.", home)
    held = of(rows, 2019, "Idlib")
    fights = held[(held.type_of_violence < 3) & held.side_a.str.contains("Government of Syria")]
    assert finding.headline_figures["low"] == 0
    assert finding.headline_figures["high"] >= fights.deaths_civilians.sum() > 500
    assert finding.verdict == "undecided"
    assert "by whichever side" in " ".join(finding.card.sentences)


def test_two_sides_are_compared_within_the_same_doubt(home: Path) -> None:
    more = asked("The Syrian government killed more civilians than Islamic State in 2017.", home)
    swapped = asked("Islamic State killed more civilians than the Syrian government in 2017.", home)
    assert more.verdict == swapped.verdict == "undecided"


def test_civilian_deaths_over_time_and_between_places(rows: pd.DataFrame, home: Path) -> None:
    finding = asked("More civilians were killed in Idlib than in Aleppo in 2018.", home)
    held = [of(rows, 2018, place).deaths_civilians.sum() for place in ("Idlib", "Aleppo")]
    assert [finding.headline_figures["first"], finding.headline_figures["second"]] == pytest.approx(held, rel=0.01)
    rise = asked("Civilian deaths in Idlib rose between 2017 and 2018.", home)
    assert "deaths of civilians in all deadly violence" in rise.proposition.tested
