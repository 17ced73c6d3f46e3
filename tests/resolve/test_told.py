"""When and where a claim says it was: carried and guessed windows, battles, and dates of which only a part is known."""

import datetime as dt

import pytest

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import GUESS, Mention
from inquest.model.document import Document
from inquest.model.grounding import NOT_DATED, Grounding
from inquest.read import open_document
from inquest.resolve import battles
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground
from inquest.resolve.times import parse

DAY = dt.date(2016, 3, 27)


def groundings(text: str, date: str = "2016-03-27") -> list[Grounding]:
    names = load_gazetteer()
    document = open_document(text, date=date)
    return [ground(c, document, names) for c in EXTRACTOR.extract(document, names).claims]


def test_a_carried_time_is_a_window_that_says_where_it_comes_from() -> None:
    for text, how in (
        ("When rebels shelled Aleppo on Friday, they killed 28 civilians.", "carried"),
        ("Rebels shelled Aleppo on Friday. The rebels killed 28 civilians.", "guessed"),
    ):
        last = groundings(text)[-1]
        assert [(w.start, w.named, w.inferred) for w in last.windows] == [(dt.date(2016, 3, 25), False, how)]
        assert "Friday" in last.windows[0].reason


def test_a_perfect_without_a_time_is_open_up_to_the_text_and_tested_as_before() -> None:
    one = groundings("The rebels have killed 2,800 civilians.")[0]
    assert (one.told.start, one.told.end, one.windows) == (None, DAY, ())


def test_how_many_there_are_is_told_of_the_month_of_the_text() -> None:
    one = groundings("There are 28 rebels in Idlib.")[0]
    assert (one.claim.kind, one.told.start, one.told.end) == ("level", DAY.replace(day=1), DAY)


def test_a_battle_is_dated_by_its_milestones() -> None:
    names = load_gazetteer()
    raqqa = battles.windows("the battle for Raqqa", names, dt.date(2018, 6, 30))
    assert [(w.start, w.end.year) for w in raqqa] == [(dt.date(2017, 6, 6), 2017)]
    palmyra = battles.windows("the struggle for Palmyra", names, DAY)
    assert [w.end for w in palmyra] == [DAY, DAY]  # how long it took is not known: two readings
    assert battles.windows("the battle for Nonesuch", names, DAY) == ()
    afrin = battles.windows("the battle for Afrin", names, dt.date(2020, 1, 1))  # a town; milestones name its district
    assert [(w.start, w.end) for w in afrin] == [(dt.date(2018, 1, 20), dt.date(2018, 3, 18))]
    assert battles.windows("the battle for Syria", names, dt.date(2020, 1, 1)) == ()  # no town's fall ends it


@pytest.mark.parametrize(
    ("sentence", "dated"),
    [
        ("More than 1,000 civilians were killed in the battle for Raqqa.", True),
        ("The battle of Mosul killed more than 9,000 civilians.", True),
        ("In the battle for Afrin, 1,500 people died.", True),
        ("30,000 people died in the battle of Aleppo.", False),
        ("400 soldiers were killed in the struggle for Palmyra.", False),
    ],
)
def test_a_number_of_a_battle_is_told_of_its_days_where_they_are_known(sentence: str, dated: bool) -> None:
    (found,) = groundings(sentence, "2020-01-01")
    assert found.claim.unconfirmed is None
    assert {w.inferred for w in found.windows} == {"carried"}
    assert any(n.endswith(NOT_DATED) for n in found.notes) is not dated


def test_a_number_of_fighting_or_of_a_siege_waits() -> None:
    for words in ("Fighting in Mosul killed 9,000 civilians.", "The siege of Ghouta killed 5,000 people."):
        assert "only likely to be meant" in (groundings(words)[0].claim.unconfirmed or "")


def test_a_guess_is_no_carried_window() -> None:
    found = groundings("400 Islamic State fighters were killed in the fighting for Palmyra.")[0]
    assert all((m.via or "").startswith(GUESS) for m in found.claim.periods)
    assert {w.inferred for w in found.windows} == {"guessed"}


def test_a_word_written_by_hand_is_not_carried() -> None:
    claim = EXTRACTOR.extract(open_document("Rebels killed 28 civilians."), load_gazetteer()).claims[0]
    mention = Mention(text="in 2015", start=0, end=6, via="written by hand in the claims file")
    document = Document(text="Rebels killed 28 civilians.")
    found = ground(claim.model_copy(update={"periods": (mention,)}), document, load_gazetteer())
    assert [w.inferred for w in found.windows] == ["no"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("last year", [("2017-01-01", "2017-12-31")]),
        ("on Friday", [("2018-06-01", "2018-06-29")]),
        ("since 2014", [("2014-01-01", "2018-06-30")]),
        ("in 2017", [("2017-01-01", "2017-12-31")]),
    ],
)
def test_a_text_of_which_only_the_month_is_known(words: str, expected: list[tuple[str, str]]) -> None:
    found = parse(words, dt.date(2018, 6, 30), None, dt.date(2018, 6, 1))
    assert [(w.start.isoformat(), w.end.isoformat()) for w in found] == expected


def test_a_month_in_a_text_of_which_only_the_year_is_known_has_two_readings() -> None:
    found = parse("in September", dt.date(2022, 12, 31), None, dt.date(2022, 1, 1))
    assert [w.start.year for w in found] == [2022, 2021]
    assert all("not known" in w.reason for w in found)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("two days after 3 May 2009", "2009-05-05", "2009-05-05"),
        ("three months before Sunday", "2015-12-01", "2015-12-31"),
        ("one year after May 2011", "2012-05-01", "2012-05-31"),
        ("within a year of July 2006", "2006-07-01", "2007-07-01"),
        ("in the nine months before December 2015", "2015-03-01", "2015-11-30"),
        ("in the last 24 hours", "2016-03-26", "2016-03-27"),
        ("on the 3rd", "2016-03-03", "2016-03-03"),
        ("since the fifteenth", "2016-03-15", "2016-03-27"),
        ("last October", "2015-10-01", "2015-10-31"),
        ("since almost two years ago", "2014-01-01", "2016-03-27"),
        ("from 2 January 2009 to mid-May", "2009-01-02", "2009-05-21"),
    ],
)
def test_times_that_rest_on_others(words: str, start: str, end: str) -> None:
    window = parse(words, DAY, None)[0]
    assert (window.start.isoformat(), window.end.isoformat()) == (start, end)


def test_a_trend_between_two_times_is_told_of_both() -> None:
    one = next(g for g in groundings("Attacks rose from 41 in 2014 to 68 in 2015.") if g.claim.kind == "trend")
    assert (one.told.start, one.told.end) == (dt.date(2014, 1, 1), dt.date(2015, 12, 31))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Darfur the army fought for weeks. It rained. It froze. The soldiers killed 28 civilians.", "Darfur"),
        ("In Darfur the army fought for weeks. It rained. It froze. The war has killed 28,000 civilians.", "Sudan"),
        ("In Sudan the army fought for weeks. It rained. It froze. The soldiers killed 28 civilians.", "Sudan"),
    ],
)
def test_a_claim_without_a_place_is_told_of_the_region_that_the_text_opens_with(text: str, place: str) -> None:
    last = groundings(text)[-1]
    assert (last.told.place, last.claim.places) == (place, ())


def test_the_city_is_the_one_that_the_text_is_about_and_the_province_no_town() -> None:
    about = "Rebels attacked Sirte. They shelled Sirte again. Wounded men from Misrata came. The rebels took the city."
    assert [m.text for m in groundings(about)[-1].claim.places] == ["Sirte"]
    region = "Rebels attacked Darfur. They came to Nyala. The rebels killed 28 civilians in the province."
    assert [m.text for m in groundings(region)[-1].claim.places] == ["Darfur"]
