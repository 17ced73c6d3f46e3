"""First-level regions of the world: found by name, told from towns, words, persons and countries, never guessed."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from inquest.api import begin
from inquest.model.grounding import Candidate, Question
from inquest.read._open import open_document
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import key

NAMES = Path(__file__).parents[2] / "src/inquest/data/names"
LISTED: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("first_level.yaml").read_text("utf-8"))
CASES = [(country, name) for country, names in LISTED.items() for name in names]


def said(name: str, sentence: str = "More than 30 people were killed in {} in 2014.") -> tuple[Candidate, ...]:
    """What the place of a sentence may mean, best first."""
    inquiry = begin(open_document(sentence.format(name)))
    return tuple(c for g in inquiry.ground().values() for p in g.places for c in p.candidates)


@cache
def judged(gazetteer: Gazetteer) -> dict[tuple[str, str], str]:
    """Each listed name: the region alone, a choice that has it, a town, another country's, or nothing."""
    found = {}
    for country, name in CASES:
        number = next(n for n, (label, _) in gazetteer.entries.country.items() if label == country)
        every = said(name)
        here = [c for c in every if number in gazetteer.entries.lies_in(c.id)]
        regions = [c for c in here if gazetteer.places[c.id].level in ("adm1", "region")]
        if regions:
            found[country, name] = "region" if regions[0].weight > 0.8 else "choice"
        else:
            found[country, name] = "town" if here else "other" if every else "nothing"
    return found


def test_regions_of_the_wars_are_found(gazetteer: Gazetteer) -> None:
    found = judged(gazetteer)
    assert len(found) >= 350
    meant = [k for k, v in found.items() if v in ("region", "choice")]
    assert len(meant) / len(found) >= 0.95
    assert len([k for k in meant if found[k] == "region"]) / len(found) >= 0.9


def test_none_is_taken_for_another_country_or_missed(gazetteer: Gazetteer) -> None:
    assert not {k: v for k, v in judged(gazetteer).items() if v in ("other", "nothing")}


@pytest.mark.parametrize("name", ["Kandahar", "Kunduz", "Kano", "Mopti", "Diyarbakir", "Lagos"])
def test_a_large_town_is_meant_before_its_region(gazetteer: Gazetteer, name: str) -> None:
    assert {gazetteer.places[c.id].level for c in said(name)} == {"town"}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Kandahar province", "kandahar-province"),
        ("the province of Kunduz", "adm1-afghanistan-kunduz"),
        ("Niger State", "adm1-nigeria-niger"),
        ("Delta state", "adm1-nigeria-delta"),
        ("Tigray Regional State", "tigray"),
        ("Red Sea State", "adm1-sudan-red-sea"),
        ("Punjab province", "adm1-pakistan-punjab"),
        ("Punjab state", "adm1-india-punjab"),
        ("the Bay region", "adm1-somalia-bay"),
    ],
)
def test_its_word_tells_the_region(words: str, place: str) -> None:
    assert [c.id for c in said(words)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "The rivers rose over the plateau.",
        "Unity was restored in the Delta.",
        "In Central and in the Lakes people fled.",
        "Niger closed its border with Georgia.",
        "Luxembourg and Jordan sent aid to Victoria.",
        "the Autonomous Province of Western Bosnia",
        "Islamic State Sahel Province",
        "Kandahar district",
        "President Washington met General Santander in the West.",
        "Simón Bolívar and Mr Magdalena spoke.",
    ],
)
def test_other_meanings_are_left_alone(gazetteer: Gazetteer, text: str) -> None:
    assert not [h for h in gazetteer.find(text) if h.what == "place" and any(i.startswith("adm1-") for i in h.ids)]


def asked(text: str) -> dict[str, Question]:
    inquiry = begin(open_document(text))
    return {q.id: q for g in inquiry.ground().values() for q in g.questions}


def test_a_name_of_two_countries_is_a_question_that_the_text_may_settle() -> None:
    alone = "More than 30 people were killed in Punjab in 2014."
    assert {o.id for o in asked(alone)["place:punjab"].options} == {"adm1-india-punjab", "adm1-pakistan-punjab"}
    told = "In 2014 Karachi, Quetta and Peshawar saw bombs. In Pakistan's north the war went on. "
    assert "place:punjab" not in asked(told + alone)


def test_a_region_knows_where_it_lies_and_what_it_rests_on(gazetteer: Gazetteer) -> None:
    place = gazetteer.places["adm1-nigeria-zamfara"]
    assert (place.label, place.level, place.countries, place.parent) == ("Zamfara state", "adm1", (475,), "nigeria")
    (outline,) = place.outlines
    assert outline.adm1 == ("Zamfara", "Zamfara state")
    assert not outline.checked
    assert "not checked" in outline.source


def test_the_table_names_its_sources(gazetteer: Gazetteer) -> None:
    """An imported region says from which gazetteers it comes."""
    assert "GeoNames" in gazetteer.places["adm1-germany-hessen"].outlines[0].source
    assert "Natural Earth" in gazetteer.places["adm1-germany-hessen"].outlines[0].source


def listed(text: str, mark: str = ";") -> set[str]:
    return {key(name) for name in text.split(mark) if name.strip()}


@cache
def tables() -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The written file and the imported table of first-level regions."""
    with (NAMES / "first_level.csv").open(encoding="utf-8", newline="") as file:
        return yaml.safe_load((NAMES / "first_level.yaml").read_text("utf-8")), list(csv.DictReader(file))


@pytest.mark.parametrize("kind", ["only", "placed"])
def test_every_name_that_needs_more_is_a_regions(kind: str) -> None:
    written, imported = tables()
    every = {key(n) for r in imported for n in (r["label"], *r["names"].split("|"))}
    for country in written["countries"]:
        every |= {
            f for part in ("units", "former") for unit in country.get(part, "").split(";") for f in listed(unit, "|")
        }
    assert listed(written[kind]) <= every


def test_every_slip_is_one_of_the_table_and_every_column_is_read(gazetteer: Gazetteer) -> None:
    written, imported = tables()
    assert listed(written["typos"]) <= {key(r["label"]) for r in imported}
    assert set(imported[0]) == {"country", "label", "names", "people", "source"}
    assert all(len(line.split("\t")) == 6 for line in gazetteer.world.regions.values())
