"""Figures that others published, against what the bundled record says of the same thing."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.published.compute import battle, bounds, computed, distance, published
from tests.published.render import PAGE, render, session

from inquest.api import ask
from inquest.multiverse.session import Session

FILE = published()
FIGURES = FILE["figures"]
LEAST = 12


@pytest.fixture(scope="module")
def at(home: Path) -> Session:
    return session(home)


def entry(name: str) -> dict[str, Any]:
    return next(e for e in FIGURES if e["id"] == name)


def test_there_are_enough_figures_of_each_sort() -> None:
    assert len(FIGURES) >= LEAST
    assert len({e["id"] for e in FIGURES}) == len(FIGURES)
    assert {"total", "ratio", "years", "battle", "deadliest month", "calmest month"} <= {e["shape"] for e in FIGURES}
    assert {e["source"] for e in FIGURES} == set(FILE["sources"])
    assert {e["close"] for e in FIGURES} == set(FILE["closeness"])


@pytest.mark.parametrize("name", FILE["sources"])
def test_every_source_is_a_citation(name: str) -> None:
    source = FILE["sources"][name]
    assert set(source) == {"author", "year", "title", "doi", "seen"}
    assert 1990 < source["year"] < 2030
    assert all(len(source[key]) > 5 for key in ("author", "title", "seen"))
    assert source["doi"] is None or source["doi"].startswith("10.")


@pytest.mark.parametrize("name", [e["id"] for e in FIGURES])
def test_the_record_comes_as_close_as_expected(at: Session, name: str) -> None:
    one = entry(name)
    low, high = FILE["closeness"][one["close"]]["within"]
    found = computed(at, one)
    far = abs(found - one["figure"]) if one["unit"] == "calendar year" else distance(one["figure"], found)
    assert low <= far <= high, (one["figure"], found)
    assert len(one["why"]) > 5


def test_the_page_says_what_is_computed(at: Session) -> None:
    assert PAGE.read_text("utf-8") == render(at), "run python -m tests.published.render"


def test_every_year_of_one_release_is_the_same(at: Session) -> None:
    assert computed(at, entry("iraq-years")) == entry("iraq-years")["figure"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("More than 33,000 people were killed in Syria in 2017.", "sohr-2017"),
        ("More than 19,000 people were killed in Syria in 2018.", "sohr-2018"),
        ("More than 15,000 people were killed in Iraq in 2014.", "iraq-2014-later"),
    ],
)
def test_a_finding_says_the_same_figure(home: Path, at: Session, sentence: str, name: str) -> None:
    """The number on the card is the table's, and so is its range, which a level widens by what may go unrecorded."""
    finding = ask(sentence, date="2020-05-04", home=home).findings[0]
    mine = computed(at, entry(name))
    assert mine in [s.point for s in finding.specifications]
    low, high = bounds(at, entry(name)["ask"])
    most = high * at.context.default("under_recording")
    assert (low, most) in [(s.low, s.high) for s in finding.specifications]


def test_a_battle_is_the_unbroken_run_of_busy_months() -> None:
    months = [("2017-01", 9), ("2017-02", 1), ("2017-03", 5), ("2017-04", 10), ("2017-05", 3), ("2017-06", 2)]
    assert battle(months) == ("2017-03", "2017-05")


@pytest.mark.parametrize(
    ("told", "found", "far"),
    [
        (100, 90, 0.9),
        ([100, 200], 150, 1.0),
        ([100, 200], 50, 0.5),
        ([100, 200], 300, 1.5),
        ({2016: 10, 2017: 20}, {2016: 10, 2017: 30}, 1.5),
        ("2017-12", "2018-01", 1),
        (["2016-10", "2017-06"], ["2016-10", "2017-09"], 3),
    ],
)
def test_distances(told: Any, found: Any, far: float) -> None:
    assert distance(told, found) == far


def test_queries_stay_inside_the_record() -> None:
    for one in FIGURES:
        for ask_ in (one["ask"], *(v for v in one["ask"].values() if isinstance(v, dict))):
            if "start" in ask_:
                assert dt.date(1989, 1, 1) <= ask_["start"] <= ask_["end"] <= dt.date(2019, 12, 31)
