"""What is not known, doubted, said of several together, or done by somebody who isn't read, is not tested as said."""

import pytest

from inquest.extract._context import SUGGESTED
from inquest.extract._doer_beside import BESIDE, BY
from inquest.extract._reading import MISSED
from inquest.extract._sums import TOGETHER
from inquest.extract._undated import LEANS
from inquest.extract.rules import Rules
from inquest.model.claim import Claim
from inquest.read._open import open_document
from inquest.resolve.gazetteer import load_gazetteer


def claims(text: str, date: str = "2019-06-01") -> list[Claim]:
    """The claims that a frame reads in a text."""
    found = Rules().extract(open_document(text, date=date), load_gazetteer()).claims
    return [c for c in found if not c.frame.startswith("scout-")]


GOVERNED = (
    ("Nobody knows how many people were killed in Borno in 2014.", "how many"),
    ("It is not known how many people were killed in Borno in 2014.", "how many"),
    ("Only God knows how many civilians the regime butchered in Aleppo in 2013.", "how many"),
    ("Nobody important was killed in Borno in 2014.", "nobody important"),
    ("No one over 60 was killed in Borno in 2014.", "one over 60"),
    ("Nobody believes that 5,000 civilians were killed in Aleppo in 2013.", "nobody believes"),
    ("I do not believe that 5,000 civilians were slaughtered in Aleppo in 2013.", "not believe"),
    ("No serious analyst thinks the regime killed 5,000 civilians in Aleppo in 2013.", "no serious analyst thinks"),
    ("There is no evidence that 5,000 civilians were killed in Aleppo in 2013.", "no evidence"),
    ("It has not been confirmed that the army killed 40 civilians in Aleppo in 2013.", "not been confirmed"),
    ("It is unclear whether the army killed 40 civilians in Aleppo in 2013.", "whether"),
)
SAID = (
    "Nobody doubts that the regime has butchered 5,000 civilians in Aleppo in 2013.",
    "There is no doubt that 5,000 civilians were killed in Aleppo in 2013.",
    "Nobody in Borno was killed in 2014.",
    "No group has claimed the raid in which 40 soldiers were killed in Borno in 2014.",
    "The army has not said much, but Boko Haram killed 40 soldiers in Borno in 2014.",
)


@pytest.mark.parametrize(("text", "words"), GOVERNED)
def test_what_is_not_held_to_be_so_waits(text: str, words: str) -> None:
    waiting = [(c.unconfirmed or "").lower() for c in claims(text)]
    assert waiting
    assert all(f"“{words}”" in why for why in waiting), waiting


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_all_the_same_is_tested(text: str) -> None:
    assert [c.unconfirmed for c in claims(text)] == [None]


SUMS = (
    ("5,000 people were killed in Borno and Yobe in 2014.", ("Borno", "Yobe")),
    ("Terrorists slaughtered more than 5,000 people in Borno and Yobe in 2014.", ("Borno", "Yobe")),
    ("The army and Boko Haram killed 500 civilians in Borno in 2014.", ("army", "Boko Haram")),
    ("In 2014, 500 civilians were killed in Borno by the army and Boko Haram.", ("army", "Boko Haram")),
    ("Most deaths in Nigeria in 2014 were in Borno and Yobe.", ("Borno", "Yobe")),
    ("Borno and Yobe were deadlier than Adamawa in 2014.", ("Borno", "Yobe")),
)
EACH = (
    "The army and Boko Haram each killed 500 civilians in Borno in 2014.",
    "In both Borno and Yobe 5,000 people were killed in 2014.",
    "Nobody was killed in Borno and Yobe in 2014.",
    "Fighting between the army and Boko Haram killed 500 people in Borno in 2014.",
)


@pytest.mark.parametrize(("text", "names"), SUMS)
def test_what_is_said_of_several_together_is_not_held_against_each(text: str, names: tuple[str, ...]) -> None:
    why = TOGETHER.format(" and ".join(f"“{n}”" for n in names))
    assert [c.unconfirmed for c in claims(text)] == [why]


@pytest.mark.parametrize("text", EACH)
def test_what_is_said_of_each_is_tested(text: str) -> None:
    assert [c.unconfirmed for c in claims(text)] == [None]


BESIDES = (
    ("At least 40 civilians died when Saudi jets hit Taiz in June 2016.", "when Saudi jets hit Taiz"),
    ("When Saudi jets hit Taiz in June 2016, at least 40 civilians died.", "When Saudi jets hit Taiz"),
    ("At least 40 civilians perished as Saudi butchers bombed Taiz in June 2016.", "as Saudi butchers bombed Taiz"),
)


@pytest.mark.parametrize(("text", "words"), BESIDES)
def test_a_doer_told_of_beside_the_claim_is_not_dropped(text: str, words: str) -> None:
    one = next(c for c in claims(text) if c.kind == "level")
    assert one.unconfirmed is not None
    assert one.unconfirmed.startswith(BESIDE.split("“")[0] + f"“{words}")


def test_a_doer_in_plain_words_is_not_dropped() -> None:
    (one,) = claims("300 civilians were killed by unknown thugs in Borno in 2014.")
    assert one.unconfirmed == BY.format("by unknown thugs in")
    for how in ("by mistake", "in the violence"):
        assert [c.unconfirmed for c in claims(f"300 civilians were killed {how} in Borno in 2014.")] == [None]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Coalition strikes killed 5,000 civilians in Raqqa in 2017.", "Coalition"),
        ("300 civilians were reportedly killed by coalition strikes in Raqqa in 2017.", "coalition"),
        ("Coalition airstrikes slaughtered 5,000 civilians in Raqqa in 2017.", "Coalition airstrikes"),
        ("Army shelling killed 500 civilians in Homs in 2017.", "Army"),
        ("ABCD killed 5,000 soldiers in Homs in 2017.", "ABCD"),
        ("In 2017, 300 soldiers were butchered by the ABCD in Homs.", "ABCD"),
        ("300 soldiers died in fighting with ABCD in Homs in 2017.", "ABCD"),
    ],
)
def test_an_owner_of_strikes_and_an_unknown_acronym_are_held_as_who_did_it(text: str, actor: str) -> None:
    (one,) = claims(text)
    assert [m.text for m in one.actors] == [actor]


def test_an_acronym_that_only_speaks_did_nothing() -> None:
    (one,) = claims("The ABCD said that 300 soldiers were killed in Homs in 2017.")
    assert one.actors == ()


INFERRED = (
    "Islamic State attacked Palmyra in June 2017. On 5 June, 20 soldiers were killed.",
    "Terrorists of Boko Haram stormed the town of Baga in May 2015. On 5 May, 20 soldiers were butchered there.",
    "Boko Haram fought the army in Baga in 2015. In May 2015, 20 soldiers were killed there.",
)


@pytest.mark.parametrize("text", INFERRED)
def test_a_side_that_only_another_claim_suggests_waits(text: str) -> None:
    last = claims(text)[-1]
    (doer,) = last.actors
    assert doer.via
    assert last.unconfirmed == SUGGESTED.format(doer.text)


TIMES = (
    ("Two days after the fall of Palmyra, hundreds of soldiers were killed there.", "Two days after"),
    ("Three days later, hundreds of soldiers were killed in Palmyra.", "Three days later"),
    ("The next day the regime slaughtered 300 civilians in Palmyra.", "next day"),
)


@pytest.mark.parametrize(("text", "words"), TIMES)
def test_a_time_counted_from_another_that_nothing_tells_waits(text: str, words: str) -> None:
    assert [c.unconfirmed for c in claims(text)] == [LEANS.format(words)]


def test_a_time_counted_from_one_that_is_told_is_read() -> None:
    text = "Islamic State seized Palmyra on 10 December 2016. Two days later, 30 soldiers were killed in Palmyra."
    last = claims(text)[-1]
    assert [m.text for m in last.periods] == ["Two days after 10 December 2016"]
    assert LEANS.split("“")[0] not in (last.unconfirmed or "")


def test_a_number_of_a_length_of_time_is_not_held_against_the_year_beside_it() -> None:
    for text in (
        "The army killed more than 400 rebels in two weeks in Homs in 2017.",
        "In 2017 the regime butchered more than 400 rebels in Homs in two weeks.",
    ):
        (one,) = claims(text)
        assert one.unconfirmed is not None
        assert "in two weeks” is a length of time" in one.unconfirmed


def test_the_year_of_what_came_before_is_no_time_after_it() -> None:
    (one,) = claims("40 soldiers died after the deal collapsed in 2017.", "2018-06-01")
    assert one.unconfirmed is not None


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("The army did not kill any civilians in Borno in 2014.", ["army"], ["civilians"]),
        ("The regime never killed a single civilian in Aleppo in 2013.", ["regime"], ["civilian"]),
        ("Boko Haram didn't kill civilians in Borno in 2014.", ["Boko Haram"], ["civilians"]),
        ("No soldiers were killed by Boko Haram in Borno in 2014.", ["Boko Haram"], ["soldiers"]),
        ("No civilians died in Borno in 2014.", [], ["civilians"]),
    ],
)
def test_that_nobody_was_killed_is_read(text: str, actors: list[str], targets: list[str]) -> None:
    (one,) = claims(text)
    assert (one.kind, one.polarity, one.unconfirmed) == ("level", "deny", None)
    assert one.quantity is not None
    assert (one.quantity.op, one.quantity.value) == (">", 0)
    assert ([m.text for m in one.actors], [m.text for m in one.targets]) == (actors, targets)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("All attacks on civilians in Borno in 2014 were carried out by Boko Haram.", "All attacks"),
        ("All bombings of civilians in Aleppo in 2013 were carried out by the regime.", "All bombings"),
        ("70 percent of attacks on civilians in Borno in 2014 were carried out by Boko Haram.", "by Boko Haram"),
    ],
)
def test_a_share_of_all_attacks_is_none_of_one_sides(text: str, words: str) -> None:
    assert [c.unconfirmed for c in claims(text)] == [MISSED.format(words)]


def test_a_share_of_attacks_that_took_place_somewhere_is_no_taking_of_it() -> None:
    (one,) = claims("More than half of all attacks in Iraq in 2017 took place in Nineveh.")
    assert (one.kind, one.slots["measure"], one.unconfirmed) == ("priority", "events", None)
    assert [m.text for m in (*one.places, *one.versus_places)] == ["Nineveh", "Iraq"]


def test_a_share_of_fighters_lost_is_no_loss_of_a_place() -> None:
    (one,) = claims("The rebels lost 44 percent of their fighters in Aleppo in 2016.")
    assert one.kind == "level"
    assert one.quantity is not None
    assert (one.quantity.value, one.quantity.unit) == (44, "% of fighters")


@pytest.mark.parametrize("state", ["government", "regime", "authorities"])
def test_a_country_named_behind_a_government_is_where_it_was(state: str) -> None:
    (one,) = claims(f"Islamic State killed more civilians than the {state} in Syria in 2017.")
    assert ([m.text for m in one.places], one.unconfirmed) == (["Syria"], None)


def test_a_capital_behind_a_government_says_only_whose_it_is() -> None:
    (one,) = claims("Islamic State killed more civilians than the government in Damascus in 2017.")
    assert one.places == ()
