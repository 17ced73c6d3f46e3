"""Sentences as a fact-checker brings them: shares of a war, shares of the dead, who fought whom more, who lost more."""

import pytest

from inquest.extract.rules import Rules
from inquest.model.claim import Claim
from inquest.read._open import open_document
from inquest.resolve.gazetteer import load_gazetteer

NAMES = ("actors", "targets", "versus_actors", "versus_targets", "places", "versus_places")


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text."""
    return Rules().extract(open_document(text, date="2020-06-01"), load_gazetteer()).claims


READ = (
    # a share of the fighting against one side
    ("The SDF did most of the fighting against ISIS in Raqqa in 2017.", "priority",
     {"actors": "SDF", "targets": "ISIS", "share_of": "target", "quantity": (">", 50.0)}),
    ("Two thirds of the fighting against Boko Haram was done by the Nigerian army.", "priority",
     {"targets": "Boko Haram", "actors": "Nigerian army", "share_of": "target", "quantity": ("=", 66.6667)}),
    ("Assad's thugs did not do most of the fighting against ISIS.", "priority",
     {"targets": "ISIS", "share_of": "target", "polarity": "deny"}),
    ("The Kurds bore the brunt of the war against Islamic State.", "priority",
     {"actors": "Kurds", "share_of": "target", "strength": "main"}),
    ("The regime did hardly any of the fighting against ISIS.", "priority",
     {"targets": "ISIS", "strength": "contributed", "polarity": "deny"}),
    # who the dead were
    ("Civilians made up most of the dead in Raqqa in 2017.", "priority",
     {"actors": "", "targets": "Civilians", "measure": "deaths_of_civilians", "share_of": "all"}),
    ("Civilians accounted for a third of the deaths in Iraq in 2016.", "priority",
     {"actors": "", "targets": "Civilians", "measure": "deaths_of_civilians", "share_of": "all"}),
    ("One in three deaths in Iraq in 2016 was a civilian.", "priority",
     {"targets": "civilian", "measure": "deaths_of_civilians", "quantity": ("=", 33.3333)}),
    ("Of those killed in Syria in 2016, a third were civilians.", "priority",
     {"targets": "civilians", "measure": "deaths_of_civilians", "share_of": "all"}),
    ("Most of Boko Haram's victims were civilians.", "priority",
     {"actors": "Boko Haram", "targets": "civilians", "share_of": "actor", "measure": "deaths_of_civilians"}),
    ("Only a minority of those who died at the hands of the Taliban in 2016 were civilians.", "priority",
     {"actors": "Taliban", "share_of": "actor", "polarity": "deny", "strength": "most"}),
    ("It is not true that most of the dead in Syria were civilians.", "priority",
     {"targets": "civilians", "polarity": "deny", "tense": "past"}),
    # rarely
    ("Kurdish forces and the Assad regime hardly ever fought each other.", "engagement",
     {"targets": "Assad regime", "relation": "coexist", "polarity": "affirm"}),
    ("There were hardly any clashes between the Syrian army and the SDF in 2018.", "engagement",
     {"actors": "Syrian army", "targets": "SDF", "relation": "coexist", "polarity": "affirm"}),
    # not one
    ("There was not a single clash between the SDF and the Syrian army in Hasakah in 2017.", "engagement",
     {"actors": "SDF", "targets": "Syrian army", "relation": "clash", "polarity": "deny"}),
    ("Not one clash between the SDF and the Syrian army was recorded in 2017.", "engagement",
     {"actors": "SDF", "targets": "Syrian army", "relation": "clash", "polarity": "deny"}),
    # more than
    ("The Syrian army fought the rebels far more than it fought Islamic State.", "comparison",
     {"actors": "Syrian army", "targets": "rebels", "versus_targets": "Islamic State", "direction": "more"}),
    ("Syria's rebels fought ISIS less often than they fought Assad in 2016.", "comparison",
     {"targets": "ISIS", "versus_actors": "", "versus_targets": "Assad", "direction": "less"}),
    ("The Taliban clashed with the Afghan army more often than with Islamic State.", "comparison",
     {"targets": "Afghan army", "versus_targets": "Islamic State", "measure": "events"}),
    ("Assad's forces killed more rebels than they killed jihadists of ISIS.", "comparison",
     {"targets": "rebels", "versus_actors": "", "direction": "more", "measure": "deaths_of_target"}),
    ("ISIS did not lose more men to the SDF than to the Syrian army.", "comparison",
     {"actors": "SDF", "targets": "ISIS", "versus_actors": "Syrian army", "polarity": "deny"}),
    ("The army killed fewer rebels in Idlib than in Daraa in 2018.", "comparison",
     {"actors": "army", "targets": "rebels", "direction": "less", "measure": "deaths_of_target"}),
    ("ISIS did not kill more people in Iraq in 2014 than in 2016.", "comparison",
     {"actors": "ISIS", "places": "Iraq", "polarity": "deny", "measure": "deaths_of_target"}),
    # none at all
    ("Islamic State carried out no attacks in Baghdad in 2018.", "level",
     {"actors": "Islamic State", "polarity": "deny", "quantity": (">", 0.0), "violence": "any"}),
    ("There were no attacks by the Taliban in Kunduz in 2018.", "level",
     {"actors": "Taliban", "polarity": "deny", "quantity": (">", 0.0), "measure": "events"}),
    ("ISIS didn't kill anyone in Damascus in 2019.", "level",
     {"actors": "ISIS", "polarity": "deny", "quantity": (">", 0.0)}),
    ("The SDF killed no civilians in Aleppo in 2019.", "level",
     {"actors": "SDF", "targets": "civilians", "polarity": "deny"}),
    ("Tartus saw no fighting in 2018.", "level",
     {"places": "Tartus", "polarity": "deny", "violence": "fighting"}),
    # superlatives
    ("Raqqa saw its bloodiest year in 2017.", "comparison",
     {"places": "Raqqa", "superlative": "periods"}),
    ("No province of Iraq saw more deaths in 2017 than Nineveh.", "comparison",
     {"places": "Nineveh", "versus_places": "Iraq", "superlative": "places", "polarity": "affirm"}),
    ("No Syrian province was bloodier than Aleppo in 2016.", "comparison",
     {"places": "Aleppo", "superlative": "places", "polarity": "affirm"}),
)  # fmt: skip
WAIT = (
    "The SDF, not the army, did most of the fighting against ISIS.",
    "Not the SDF but the army did most of the fighting against ISIS.",
    "The SDF and the Syrian army did most of the fighting against ISIS.",
    "If most of the dead in Raqqa were civilians, somebody must answer for it.",
    "More than half of the dead in Aleppo in 2016 were not civilians.",
    "More than half of the dead in Aleppo in 2016 were civilians killed by barrel bombs.",
    "Most of those killed in Syria were civilians or aid workers.",
    "Civilians and soldiers made up most of the dead in Raqqa in 2017.",
    "Civilians, not soldiers, made up most of the dead in Raqqa in 2017.",
    "There were not few clashes between the Syrian army and the rebels.",
    "There was little fighting between the Syrian army and the rebels of Idlib.",
    "The army fought the rebels more than ISIS.",
    "Assad's forces killed more rebels than the Kurds killed ISIS fighters.",
    "ISIS lost more men and tanks to the SDF than to the Syrian army.",
    "The army in Idlib fought rebels more than it fought ISIS in Homs.",
    "No Syrian city was bloodier than Aleppo in 2016.",
    "Islamic State carried out no major attacks in Baghdad in 2018.",
    "Islamic State carried out no attacks in Baghdad in 2018 that killed more than ten people.",
    "ISIS did not kill anyone important in Damascus in 2019.",
    "The SDF did not kill anyone who surrendered in Raqqa in 2017.",
    "The SDF did not kill any civilians who stayed in Raqqa in 2017.",
    "ISIS killed nobody but soldiers in Damascus in 2018.",
    "There was no violence in Raqqa in 2018 comparable to 2017.",
    "There was no fighting in Latakia in 2017, except in the north.",
    "If there had been no fighting in Aleppo in 2016, nobody would have fled.",
    "ISIS killed more people in Iraq in 2014 than in Syria in 2016.",
    "Violence in Iraq declined steadily from 2014 to 2018.",
    "Year after year deaths in Syria fell from 2016 to 2019.",
    "Deaths in Syria fell without interruption between 2016 and 2019.",
)


@pytest.mark.parametrize(("text", "kind", "held"), READ)
def test_a_typical_sentence_is_read(text: str, kind: str, held: dict[str, object]) -> None:
    (claim,) = claims(text)
    assert (claim.kind, claim.unconfirmed) == (kind, None)
    for key, value in held.items():
        if key == "quantity":
            assert claim.quantity is not None
            assert (claim.quantity.op, claim.quantity.value) == value
        elif key in NAMES:
            assert [m.text for m in getattr(claim, key)] == ([value] if value else [])
        else:
            assert getattr(claim, key, claim.slots.get(key)) == value


@pytest.mark.parametrize("text", WAIT)
def test_one_that_says_more_waits(text: str) -> None:
    assert all(c.unconfirmed for c in claims(text)), [(c.kind, c.frame) for c in claims(text)]
