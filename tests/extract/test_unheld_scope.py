"""A number that counts less, or something else, than the time and place of its claim waits; plain twins are tested."""

import pytest

from inquest.extract._reading import MISSED
from inquest.extract.rules import Rules
from inquest.model.claim import Claim
from inquest.read._open import open_document
from inquest.resolve.gazetteer import load_gazetteer


def claims(text: str, date: str = "2019-06-01") -> tuple[Claim, ...]:
    """The claims of a text."""
    return Rules().extract(open_document(text, date=date), load_gazetteer()).claims


HELD = (
    ("Fighting between the army and the groups killed 300 people in Kunduz in 2016.", "and the groups"),
    ("300 people were killed in clashes between the Taliban and its rivals in Kunduz in 2016.", "and its rivals"),
    ("There were 300 military deaths in Kunduz in 2016.", "military deaths"),
    ("Monitors recorded 300 combat deaths in Kunduz in 2016.", "combat deaths"),
    ("There were 40 Afghan deaths in Kunduz in 2016.", "Afghan deaths"),
    ("There were 40 non-civilian deaths in Kunduz in 2016.", "non-civilian deaths"),
    ("There were 40 coalition deaths in Kunduz in 2016.", "coalition deaths"),
    ("There were 40 deaths in custody in Kunduz in 2016.", "deaths in custody"),
    ("Monitors counted 1,200 deaths from hunger in Taiz in 2017.", "deaths from hunger"),
    ("The Taliban killed 100 soldiers in Kunduz in May 2016 in a single day.", "in a single day"),
    ("In 2015 Boko Haram killed 200 civilians in Borno within a single week.", "within a single week"),
    ("The Houthis killed 40 soldiers in Taiz in an ambush in May 2016.", "in an ambush"),
    ("Al-Shabaab lost 60 men in one raid in Gedo in 2016.", "in one raid"),
    ("The army killed 30 rebels along the Kunduz-Takhar road in May 2016.", "Kunduz road"),
    ("The Taliban killed 30 soldiers on the road to Kunduz in May 2016.", "to Kunduz"),
    ("The Taliban cut the road between Kunduz and Baghlan on 5 May 2016 and killed dozens of soldiers.",
     "between Kunduz"),
    ("The battle for Kunduz lasted two weeks in 2015, and 300 soldiers died in it.", "in it"),
    ("The army broke the siege of Kunduz on 5 May 2016, and lost 60 soldiers doing so.", "doing so"),
    ("The Taliban took Kunduz on 28 September 2015 and lost 80 men in the process.", "in the process"),
    ("Kunduz fell on 28 September 2015; 300 soldiers had been killed.", "had been"),
    ("On 5 May 2016 the army entered Kunduz, where 40 civilians had died.", "had died"),
    ("The Taliban beat the army in fighting in Kunduz in May 2016 which left 92 dead.", "fighting"),
    ("The Houthis fought AQAP in a battle in May 2016 that killed 40 people.", "battle"),
    ("Fewer than 100 civilians died in Kunduz in each of the last four months.", "each of the last four months"),
    ("More than 200 people were killed in Borno in any of the last two years.", "any of the last two years"),
    ("The Taliban killed 300 civilians in Kunduz on 5 May 2016, while monitors put the death toll at 85.", "the toll"),
    ("The army bombed the Taliban in Kunduz for the first time on 18 August 2016.", "bombed"),
    ("Saudi Arabia has not shelled the Houthis in Saada since 2017.", "shelled"),
    ("No government air strike hit the Taliban in Kunduz in May 2016.", "air strike"),
    ("The Taliban and the Afghan army no longer fight in Kunduz.", "no longer"),
    ("The army does not fight the Taliban in Kunduz any more.", "any more"),
    ("The Taliban killed 40 Afghans in Kunduz in May 2016.", "Afghans"),
    ("At least 50 Iraqis were killed in Anbar in May 2016.", "Iraqis"),
    ("More Syrians died in 2017 than in 2018.", "Syrians"),
    ("In three weeks of May 2016 the Houthis killed 40 soldiers in Taiz.", "three weeks"),
    ("The Taliban killed 90 civilians in Kunduz during the two weeks in October 2015 in which they held it.",
     "the two weeks"),
    ("For the first time since 2014 not a single civilian was killed in Kunduz in May 2018.", "first time"),
    ("In May 2018 nobody died in Kunduz for the first time since 2014.", "first time"),
    ("In Kunduz 200 Taliban fighters but not a single soldier died in October 2015.", "but not"),
)  # fmt: skip
PLAIN = (
    "The Houthis killed 40 soldiers in Taiz in an ambush on 5 May 2016.",
    "The Taliban killed 100 soldiers in Kunduz in May 2016.",
    "Not a single soldier was killed in Kunduz in May 2016.",
    "The army killed 30 rebels in Kunduz in May 2016 and took the road.",
    "In May 2016 the army had killed 30 rebels in Kunduz.",
    "The monitor said that 300 soldiers had been killed in Kunduz in September 2015.",
    "The death toll in Kunduz in May 2016 was 85.",
    "The army bombed the Taliban in Kunduz in August 2016.",
    "The army did not attack the Taliban in Kunduz in 2016.",
    "The army clashed with the Taliban in Kunduz for the first time in May 2014.",
    "More than 200 people were killed in Borno in the last two years.",
    "The Taliban killed 40 Afghan soldiers in Kunduz in May 2016.",
    "The Taliban killed more soldiers in Helmand in 2010 than in 2011.",
    "The army lost fewer men in Donetsk in 2016 than in 2015.",
)


@pytest.mark.parametrize(("text", "words"), HELD)
def test_a_number_of_a_part_or_of_something_else_waits(text: str, words: str) -> None:
    waiting = [c.unconfirmed or "" for c in claims(text) if not c.frame.startswith("scout-")]
    assert MISSED.format(words).lower() in {why.lower() for why in waiting}, waiting


@pytest.mark.parametrize("text", PLAIN)
def test_the_plain_twin_is_tested(text: str) -> None:
    first, *_ = claims(text)
    assert first.unconfirmed is None


@pytest.mark.parametrize("gerund", ["since losing", "after taking", "before leaving"])
def test_a_deed_of_another_time_is_not_dated_by_the_sentence(gerund: str) -> None:
    text = f"On 5 May 2016 the Taliban killed 30 soldiers in Helmand in their biggest attack {gerund} Kunduz."
    assert all(c.unconfirmed for c in claims(text) if c.kind == "episode")


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Not one soldier was killed in Kunduz in May 2016.", (">", 0)),
        ("Not one civilian died in Aden in May 2017.", (">", 0)),
        ("The Houthis did not kill one soldier in Aden in 2017.", (">", 0)),
        ("Not 40 soldiers were killed in Kunduz in May 2016.", ("=", 40)),
    ],
)
def test_not_one_is_none(text: str, quantity: tuple[str, float]) -> None:
    (one,) = claims(text)
    assert one.quantity is not None
    assert ((one.quantity.op, one.quantity.value), one.polarity) == (quantity, "deny")


@pytest.mark.parametrize("verb", ["left 150 fighters dead", "killed 150 fighters"])
def test_fighters_killed_between_two_sides_are_those_of_both(verb: str) -> None:
    (one,) = claims(f"Clashes between the Taliban and Islamic State in Nangarhar {verb} in June 2017.")
    assert one.slots["measure"] == "deaths_of_combatants"
    assert ([m.text for m in one.actors], [m.text for m in one.targets]) == (["Taliban"], ["Islamic State"])


def test_a_time_told_with_another_verb_does_not_open_the_sentence() -> None:
    *_, one = claims("Kunduz fell on 28 September 2015; 300 soldiers died.")
    assert all(p.via for p in one.periods)


def test_more_attacks_are_counted_as_events() -> None:
    (attacks,) = claims("Boko Haram carried out more attacks in Borno in 2015 than in Yobe.")
    (people,) = claims("Boko Haram killed more people in Borno in 2015 than in Yobe.")
    assert (attacks.slots["measure"], people.slots["measure"][:6]) == ("events", "deaths")


def test_any_other_month_is_no_place() -> None:
    found = claims("More civilians died in Kunduz in May 2016 than in any other month of that year.")
    assert all("places" not in c.slots.get("superlative", "") for c in found if not c.unconfirmed)


@pytest.mark.parametrize(
    ("text", "direction", "actors", "targets"),
    [
        ("The Taliban killed more soldiers in Helmand in 2010 than in 2011.", "more", ["Taliban"], ["soldiers"]),
        ("The Houthis killed far fewer civilians in Taiz in 2017 than in 2016.", "less", ["Houthis"], ["civilians"]),
        ("The Taliban, who held the town, lost more men in Kunduz in 2010 than in 2011.", "more", [], ["Taliban"]),
        ("The army lost fewer soldiers in Kunduz in 2016 than in 2015.", "less", [], ["army"]),
        ("The Taliban lost more fighters in Kunduz in May 2010 than in June 2010.", "more", [], ["Taliban"]),
    ],
)
def test_two_times_of_one_sides_killing_or_losses(
    text: str, direction: str, actors: list[str], targets: list[str]
) -> None:
    (one,) = (c for c in claims(text) if c.kind == "comparison")
    assert (one.unconfirmed, one.slots["direction"], one.slots["measure"]) == (None, direction, "deaths_of_target")
    assert ([m.text for m in one.actors], [m.text for m in one.targets]) == (actors, targets)
    assert [len(one.periods), len(one.baselines)] == [1, 1]


@pytest.mark.parametrize("means", ["a car bombing", "a truck bomb attack", "roadside bombs"])
def test_more_names_of_bombs_are_means(means: str) -> None:
    found = claims(f"The Taliban killed 50 people with {means} in Kunduz on 5 May 2016.")
    assert all(c.slots.get("needs") == "means" or c.unconfirmed for c in found)


@pytest.mark.parametrize("words", ["At least 300 people lost their lives", "Attacks left more than 300 people dead"])
def test_people_dead_are_deaths_of_no_sort(words: str) -> None:
    assert [c.unconfirmed for c in claims(f"{words} in Kunduz in 2016.")] == [None]


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("300 civilian deaths", ["civilian"]),
        ("300 confirmed civilian deaths", ["civilian"]),
        ("300 conflict-related deaths", []),
        ("300 deaths in fighting", []),
        ("300 deaths in the war", []),
    ],
)
def test_a_number_of_deaths_that_says_no_more_is_tested(words: str, whose: list[str]) -> None:
    (one,) = claims(f"Monitors recorded {words} in Kunduz in 2016.")
    assert one.unconfirmed is None
    assert [m.text for m in one.targets] in (whose, ["civilians"] if whose else [])


@pytest.mark.parametrize(
    ("text", "violence"),
    [
        ("More than 300 people were killed in heavy fighting in Kunduz in 2016.", "fighting"),
        ("Nobody was killed in clashes in Kunduz in 2016.", "fighting"),
        ("More than 300 people were killed in Kunduz in 2016, when fighting was heavy.", "any"),
        ("More than 300 people were killed in Kunduz in 2016.", "any"),
        ("More than 300 civilians were killed in fighting in Kunduz in 2016.", "any"),
    ],
)
def test_those_killed_in_fighting_are_counted_in_fights(text: str, violence: str) -> None:
    assert claims(text)[0].slots["violence"] == violence
