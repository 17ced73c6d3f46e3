"""Words of time, of parts and of comparison that no slot holds make a claim wait; whose dead are counted is read."""

import pytest

from inquest.extract._reading import MISSED
from inquest.extract.rules import Rules
from inquest.model.claim import GUESS, Claim
from inquest.read._open import open_document
from inquest.resolve.gazetteer import load_gazetteer


def claims(text: str, date: str = "2019-06-01") -> tuple[Claim, ...]:
    """The claims of a text."""
    return Rules().extract(open_document(text, date=date), load_gazetteer()).claims


OTHER_TIME = (
    ("In the year before the American withdrawal of May 2011, 3,000 people were killed in Helmand.", "year before"),
    ("The day after the truce of 15 June 2018 nobody died in Kunduz.", "day after"),
    ("Within three months of the truce of 15 June 2018, 300 people had died in Kunduz.", "months of"),
    ("In the first week of the June 2018 truce no more than 50 people died in Afghanistan.",
     "in the first week of the June 2018 truce"),
    ("At Eid al-Adha 2015 nobody was killed in Aden.", "al-Adha 2015"),
    ("During Ramadan 2015 more than 200 people were killed in Aden.", "Ramadan 2015"),
    ("After the fall of Kunduz 300 people were killed in Helmand before the end of the year.",
     "before the end of the year"),
    ("In 2014 and again in 2016 more than 500 people were killed in Borno.", "in 2016"),
    ("Neither in 2014 nor in 2016 did Boko Haram kill more than 100 soldiers in Borno.", "in 2016"),
    ("Between the deal of May 2016 and April 2017 fewer than 500 people were killed in Aden.", "April 2017"),
    ("The siege of Kunduz lasted until 5 October 2015 and cost 200 lives that year.", "that year"),
    ("The fighting around Kunduz, which began on 28 September 2015 and ended on 13 October, left more than 50 dead.",
     "ended on 13 October"),
    ("More than 1,000 people died in Helmand in 2018, for the tenth year in a row.", "in a row"),
    ("In Borno, 2018 was the first year since with fewer than 500 deaths.", "first year"),
)  # fmt: skip
OTHER_CLAIM = (
    ("There were no clashes between the army of Mali and AQIM outside Kidal in 2013.", "outside Kidal"),
    ("Violence in the rest of Afghanistan declined in 2018.", "rest of Afghanistan"),
    ("With the exception of Helmand violence declined in Afghanistan in 2018.", "exception of Helmand"),
    ("Deaths rose in Helmand but not in Kunduz between 2014 and 2015.", "not Kunduz"),
    ("Violence increased in Helmand, not in Kunduz, from 2014 to 2015.", "not Kunduz"),
    ("The toll in Borno was 200 lower in 2016 than in 2015.", "than"),
    ("In Kunduz 200 Taliban fighters and not a single Afghan soldier died in October 2015.", "and not"),
    ("The Taliban attacked Islamic State before the Afghan army did in Nangarhar.", "before Afghan army did"),
    ("The Taliban fought Islamic State less and less often in the course of 2017.", "less and"),
    ("The Taliban clashed daily with Islamic State in Nangarhar in 2017.", "daily"),
    ("In 2015 Boko Haram killed more civilians than soldiers of Nigeria in Borno.", "than Nigeria"),
    ("The so-called emirate murdered more than 500 civilians in Helmand in 2016.", "emirate"),
    ("The barbarians of the emirate killed more than 500 civilians in Helmand in 2016.", "barbarians"),
    ("The Taliban and the Afghan army lost 500 and 100 men respectively in Helmand in 2010.", "respectively"),
    ("More people died in Aden in 2018 than in the previous two years together.", "together"),
    (
        "More people died in Aden in the last four months than in the twelve months before.",
        "in the twelve months before",
    ),
    ("The butchers killed more than 50 civilians in Helmand in May 2016.", "butchers"),
)


@pytest.mark.parametrize(("text", "words"), OTHER_TIME + OTHER_CLAIM)
def test_what_no_slot_holds_makes_a_claim_wait(text: str, words: str) -> None:
    waiting = [(c.unconfirmed or "").lower() for c in claims(text) if not c.frame.startswith("scout-")]
    assert MISSED.format(words).lower() in waiting, waiting


@pytest.mark.parametrize(
    "text",
    [
        "Since the deal of 15 June 2018 more than 500 people have been killed in Helmand.",
        "On 15 June 2018 nobody was killed in Kunduz.",
        "Between May 2016 and April 2017 fewer than 500 people were killed in Aden.",
        "So far this year 200 soldiers have been killed in Helmand, up from 40 in the same period of 2018.",
        "In the first ten months of 2015, 1,500 people were killed in Aden, twice as many as in 2014.",
        "Two weeks of fighting killed more than 100 civilians in Kunduz in October 2015.",
        "The bombing killed more than 100 civilians in Kabul in May 2017.",
        "In Borno, Boko Haram killed more than 100 soldiers in 2016.",
        "Nobody was killed in Misrata in 2013.",
        "Boko Haram killed more civilians than the Nigerian army did in 2015.",
        "The Taliban fought the Afghan army in Helmand in 2010.",
        "Violence in Afghanistan declined in 2018.",
    ],
)
def test_plain_wordings_of_the_same_sort_are_tested(text: str) -> None:
    first, *_ = claims(text)
    assert first.unconfirmed is None


def test_a_day_of_a_month_is_one_time_without_a_preposition() -> None:
    (one,) = claims("Nobody died in Kunduz, 27 February 2016, the ministry said.")
    assert [m.text for m in one.periods] == ["27 February 2016"]


def test_a_year_and_a_month_named_apart_are_one_time() -> None:
    (one,) = claims("In 2015 more than 500 people were killed in Aden in July.")
    assert [(m.text, m.via) for m in one.periods] == [("in July 2015", "“in July” of 2015 -> in July 2015")]


def test_the_time_of_a_relative_clause_is_only_a_guess() -> None:
    *_, one = claims("The Afghan army, which lost Kunduz on 28 September 2015, killed 500 Taliban fighters in Helmand.")
    assert [(m.via or "")[: len(GUESS)] for m in one.periods] == [GUESS]
    assert "only likely to be meant" in (one.unconfirmed or "")


@pytest.mark.parametrize(
    ("victims", "measure", "actors", "targets"),
    [
        ("soldiers", "deaths_of_target", ["Taliban"], ["Afghan army"]),
        ("Afghan soldiers", "deaths_of_target", ["Taliban"], ["Afghan army"]),
        ("Taliban fighters", "deaths_of_target", ["Afghan army"], ["Taliban"]),
        ("militants", "deaths_of_target", ["Afghan army"], ["Taliban"]),
        ("fighters", "deaths_of_combatants", ["Afghan army"], ["Taliban"]),
        ("combatants", "deaths_of_combatants", ["Afghan army"], ["Taliban"]),
        ("civilians", "deaths_of_civilians", ["Afghan army"], ["Taliban"]),
        ("people", "deaths", ["Afghan army"], ["Taliban"]),
    ],
)
def test_whose_dead_are_counted_between_two_sides(
    victims: str, measure: str, actors: list[str], targets: list[str]
) -> None:
    text = f"At least 300 {victims} were killed in fighting between the Afghan army and the Taliban in Helmand in 2017."
    (one,) = claims(text)
    assert one.unconfirmed is None
    assert one.slots["measure"] == measure
    assert ([m.text for m in one.actors], [m.text for m in one.targets]) == (actors, targets)


@pytest.mark.parametrize("verb", ["exceeded", "passed", "topped", "surpassed"])
def test_a_toll_that_passed_a_number_is_above_it(verb: str) -> None:
    (one,) = claims(f"The death toll in Helmand in 2010 {verb} 1,500.")
    assert one.quantity is not None
    assert (one.quantity.op, one.quantity.value) == (">", 1500)


def test_a_first_time_that_something_did_not_happen_waits() -> None:
    found = claims("For the first time since 2014, not a single civilian was killed in Aden in May 2018.")
    assert all(c.unconfirmed for c in found)


def test_a_summit_is_not_held_where_people_died() -> None:
    (one,) = claims("Since the Doha agreement of 17 May 2018 more than 500 people have been killed in Helmand.")
    assert [m.text for m in one.places] == ["Helmand"]


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("More than 3,000 people were killed in Helmand and Kunduz in 2015.", True),
        ("In Borno, Yobe and Adamawa, Boko Haram killed 200 soldiers in 2015.", True),
        ("More than half of those killed in Nigeria in 2015 died in Borno and Yobe.", True),
        ("More than 3,000 people were killed in both Helmand and Kunduz in 2015.", False),
        ("Nobody was killed in Helmand and Kunduz in 2015.", False),
    ],
)
def test_one_number_of_several_places_waits(text: str, waits: bool) -> None:
    first, *_ = claims(text)
    assert ("would be tested by itself" in (first.unconfirmed or "")) is waits


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("From 2014 to 2015 deaths fell in Helmand and rose in Kunduz.", "trend"),
        ("Fewer people were killed in Yemen in 2018 than in 2017, but more than in 2014.", "comparison"),
        ("The Taliban fought Islamic State in Nangarhar throughout 2017, but never in Kunduz.", "engagement"),
        ("There were clashes between the Taliban and Islamic State in 2017, but none in 2018.", "engagement"),
        ("Calm returned to Kunduz after the truce, but not to Helmand.", "containment"),
    ],
)
def test_a_claim_that_goes_on_in_a_few_words_is_listed_as_one_of_its_own(text: str, kind: str) -> None:
    first, second = claims(text)
    assert first.unconfirmed is None
    assert (second.kind, second.frame) == (kind, f"scout-{kind}")
    assert second.unconfirmed


def test_whoever_killed_more_of_a_side_is_judged_by_its_dead() -> None:
    (one,) = claims("The Afghan army killed more Islamic State fighters than the Taliban did in Nangarhar in 2017.")
    assert one.slots["measure"] == "deaths_of_target"
