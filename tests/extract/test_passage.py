"""What a claim takes from its passage where its own clause names no time or place, and that it says so."""

import pytest
from tests.extract.finder import SmallFinder

from inquest.extract._leaning import bare, dated, leant, opened, turned
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import GUESS, TAKEN, Claim, carried
from inquest.read import open_document


def claims(text: str, date: str | None = "2016-03-27") -> tuple[Claim, ...]:
    return EXTRACTOR.extract(open_document(text, date=date), SmallFinder()).claims


def times(text: str, date: str | None = "2016-03-27") -> list[list[tuple[str, str]]]:
    """Per claim: the words of its periods, and how each was found: own, taken, guess or leant."""

    def how(via: str | None) -> str:
        if via is None:
            return "own"
        return "taken" if via.startswith(TAKEN) else "guess" if via.startswith(GUESS) else "leant"

    return [[(m.text, how(m.via)) for m in c.periods] for c in claims(text, date)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled Idlib on Friday. The rebels killed 28 civilians.", [("on Friday", "guess")]),
        ("Rebels shelled Idlib on Friday. At the same time Boko Haram killed 28 civilians.", [("Friday", "leant")]),
        ("Rebels hit Idlib on 3 May 2009. Two days later they killed 9 men.", [("Two days after 3 May 2009", "leant")]),
        ("Rebels shelled Idlib on 3 May 2009. On 18 May they killed 28 civilians.", [("On 18 May 2009", "leant")]),
        ("Rebels shelled Idlib in 2015. They killed 28 civilians.", []),
        ("Rebels shelled Idlib in 2015.\n\nThey killed 28 civilians.", []),
        ("Rebels shelled Idlib, which Boko Haram attacked in 2013. They killed 28 civilians.", []),
        ("Since 2011 rebels have attacked Idlib. They have killed 2,800 civilians.", [("Since 2011", "guess")]),
        ("Rebels shelled Idlib on Friday. They have killed 2,800 civilians.", []),
        ("Rebels shelled Idlib on Friday. All fled. They ran. It rained. The rebels killed 28 civilians.", []),
        ("Rebels took Idlib. They have shelled Homs since the truce of 8 April.", [("since 8 April", "leant")]),
        ("Rebels took Idlib. Since the war began on 8 April they have killed 28 men.", [("since 8 April", "leant")]),
        ("Rebels took Idlib on 8 April. Since then they have killed 28 civilians.", [("since 8 April", "leant")]),
        ("Rebels took Idlib in July 2006. By then they had killed 28 men.", [("until July 2006", "leant")]),
    ],
)  # fmt: skip
def test_the_time_of_the_last_claim(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text)[-1] == expected


def test_the_only_dated_range_of_a_text_is_guessed_before_it_is_named() -> None:
    text = "Rebels killed 28 civilians in Idlib. They shelled it from 6 June to 12 October 2017."
    assert times(text)[0] == [("from 6 June to 12 October 2017", "guess")]


def test_a_time_in_a_clause_of_time_holds_for_the_main_clause() -> None:
    text = "Since the rebels took Idlib in February 2021, their fighters have killed more than 300 civilians."
    assert times(text)[-1][0] == ("since February 2021", "taken")


def test_what_is_taken_over_points_at_its_words() -> None:
    text = "Rebels shelled Idlib on Friday. The rebels killed 28 civilians."
    taken = [m for c in claims(text) for m in (*c.periods, *c.places) if carried(m)]
    assert sorted(m.text for m in taken) == ["Idlib", "on Friday"]
    assert all(text[m.start : m.end] == m.text for m in taken)


def test_a_single_sentence_takes_nothing_over() -> None:
    text = "More than 4,000 people were killed in fighting between rebels and Boko Haram."
    assert times(text) == [[]]


def test_forms() -> None:
    assert bare("On 18 May", "en") == "18 May"
    assert leant("the following day", "on 18 May 2009", "en") == "one day after 18 May 2009"
    assert leant("from then until mid-May", "on 2 January 2009", "en") == "from 2 January 2009 to mid-May"
    assert leant("on Friday", "in May", "en") is None
    assert opened("after", "in May 2011", "en") == "after May 2011"
    assert opened("who", "in May 2011", "en") is None
    assert dated("in February", "since the end of May 2011", "en") == "in February 2012"
    assert dated("in February 2010", "in May 2011", "en") is None


def test_a_claim_about_a_whole_effort_is_narrowed_to_no_place_told_of_before() -> None:
    text = "Rebels killed 28 civilians in Idlib on Friday. Fighting Boko Haram was never a priority for the rebels."
    (general,) = [c for c in claims(text) if c.kind == "priority"]
    assert general.places == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled Idlib. They killed 28 civilians.", ["Idlib"]),
        ("Rebels shelled Idlib. All fled. They ran. The rebels killed 28 civilians.", []),
        ("Rebels took Homs. The army killed 28 civilians, more than Aleppo had seen.", ["Homs"]),
        ("Rebels took Homs. Troops of the government in Damascus killed 28 civilians.", ["Homs"]),
    ],
)
def test_a_place_holds_for_the_next_sentence_and_a_seat_or_a_comparison_is_none(text: str, expected: list[str]) -> None:
    assert [m.text for m in claims(text)[-1].places] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The war began in 1991. It ended in 2002. The rebels killed 28 civilians.",
            [("from 1991 to 2002", "guess")],
        ),
        ("The war began in May 2015. It ended in January 2016. The rebels killed 2,800 civilians.", None),
        (
            "Since 8 March rebels have besieged Idlib. So far they have killed 28 civilians.",
            [("Since 8 March", "guess"), ("So far", "own")],
        ),
        (
            "From 3 to 18 May 2009 rebels shelled Idlib. On 2 June 2009 they left. In the same period they killed 9.",
            [("From 3 to 18 May 2009", "leant")],
        ),
        (
            "By the time peace was declared in January 2002, the rebels had killed 2,800 civilians.",
            [("until January 2002", "leant")],
        ),
        ("IDLIB, March 24 - Rebels killed 28 civilians.", []),
        ("Rebels took Idlib in October 1997. On the 15th they killed 28 civilians.", [("15 October 1997", "leant")]),
        ("Rebels took Idlib on 8 March. Two nights earlier they killed 9 men.", [("Two days before 8 March", "leant")]),
        ("The war broke out on 5 June 2009. The rebels killed 28 civilians.", [("on 5 June 2009", "guess")]),
        ("Rebels attacked Idlib today and killed 28 civilians.", [("2016-03-27", "leant")]),
        ("Rebels took Idlib in four days last August.", [("last August", "own")]),
    ],
)
def test_the_time_of_a_text_as_a_whole(text: str, expected: list[tuple[str, str]] | None) -> None:
    found = times(text)[-1]
    if expected is None:
        assert not any(words.startswith("from") for words, _ in found)
    else:
        assert found == expected


def test_a_day_told_of_before_is_not_that_of_a_claim_about_more_than_one_event() -> None:
    before = "Rebels shelled Idlib on 3 May 2009. "
    assert times(before + "The rebels killed 28 civilians.")[-1] == [("on 3 May 2009", "guess")]
    assert times(before + "Most civilians died at the hands of the rebels.")[-1] == []


def test_what_is_told_as_so_long_after_an_event_dates_the_event_before_it() -> None:
    text = "The war started on 24 April 2015, nine days after the army and Boko Haram went to war in Idlib."
    assert times(text)[0] == [("on 24 April 2015", "own")]
    assert turned("nine days after") == "nine days before"
    assert turned("nine days later") == "nine days later"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels took Idlib on 8 March 2009. That month they killed 9 men.", [("March 2009", "leant")]),
        ("Rebels took Idlib on 8 March 2009. That year they killed 900 men.", [("2009", "leant")]),
        ("Rebels took Idlib in May 2009. In 2011 they left. That year they killed 9 men.", [("2011", "leant")]),
        ("Rebels took Idlib in October 2009. The following year they killed 900 men.", [("2010", "leant")]),
        ("Rebels took Idlib in October 2009. The year before, they had killed 900 men.", [("2008", "leant")]),
        ("In May 2009 rebels took Idlib. In August of that year they killed 9 men.", [("In August 2009", "leant")]),
        ("In 2009 rebels took Idlib. In the second half of the year they killed 9 men.", "In the second half of 2009"),
        ("From April to July 2009 rebels held Idlib. In those four months they killed 9.", "April to July 2009"),
        ("In March and April 2009 rebels held Idlib. In the same two months they killed 9.", "March and April 2009"),
        ("In 2009 rebels took Idlib. In August last year they killed 9 men.", [("In August last year", "own")]),
        (
            "In May 2009 rebels took Idlib. Since then they have killed 9 men.",
            [("since May 2009", "leant"), ("after May 2009", "leant")],
        ),
    ],
)
def test_that_month_is_the_month_of_what_was_told(text: str, expected: list[tuple[str, str]] | str) -> None:
    assert times(text)[-1] == ([(expected, "leant")] if isinstance(expected, str) else expected)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Rebels took Idlib on 8 March 2009. That week they killed 9 men.", "leans on another one"),
        ("Rebels took Idlib in May 2009. In those four months they killed 9 men.", "leans on another one"),
        ("Rebels took Idlib. That month the army did not clash with the rebels.", "leans on another one"),
        (
            "From 3 to 18 May 2009 rebels shelled Idlib. In August they left. In the same period they killed 9.",
            "more than one",
        ),
        (
            "In 2009 rebels took Idlib. Since 2011 they have held Homs, where they killed 9 men on 25 July.",
            "more than one",
        ),
        ("In 2015 rebels took Idlib. In February they killed 9 men in Homs.", "more than one"),
    ],
)
def test_a_time_that_may_lean_on_two_or_on_none_waits(text: str, why: str) -> None:
    last = claims(text)[-1]
    assert why in (last.unconfirmed or "")


def test_a_time_of_the_year_of_the_text_leans_on_no_other() -> None:
    for text in (
        "In 2016 rebels took Idlib. In February they killed 9 men in Homs.",  # the text is of March 2016
        "In 2015 rebels took Idlib. In May they killed 9 men in Homs.",
    ):
        assert claims(text)[-1].unconfirmed is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the battle for Palmyra clashes increased.", ["battle for Palmyra"]),
        ("In the long battle for Palmyra clashes increased.", ["battle for Palmyra"]),
        ("During the bloody siege of Palmyra clashes increased.", ["siege of Palmyra"]),
        ("Fierce fighting for Palmyra increased.", []),
        ("The siege of Palmyra grew bloodier.", []),
    ],
)
def test_a_battle_dates_a_course_only_where_words_put_it_in_that_battle(text: str, expected: list[str]) -> None:
    assert [p.text for c in claims(text) for p in c.periods] == expected
