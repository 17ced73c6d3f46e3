"""From when until when: truces that held, beginnings told in a relative clause, times up to the text."""

import pytest
from tests.extract.finder import SmallFinder

from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document


def read(text: str, date: str = "2016-03-27") -> list[tuple[list[str], str]]:
    """Per claim: the words of its times, and why it waits."""
    found = EXTRACTOR.extract(open_document(text, date=date), SmallFinder()).claims
    return [([m.text for m in c.periods], c.unconfirmed or "") for c in found]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("A truce of 3 May 2011 held for two weeks.", ["within two weeks of 3 May 2011"]),
        ("The ceasefire signed on 27 July 1993 held for seven weeks.", ["within seven weeks of 27 July 1993"]),
        ("The truce of 3 May 2011 has held.", ["since 3 May 2011"]),
        ("The truce signed on 27 June 1997 has held ever since.", ["since 27 June 1997"]),
        ("The truce held on 3 May 2011.", ["on 3 May 2011"]),
        ("The truce was broken on 3 May 2011.", ["on 3 May 2011"]),
    ],
)
def test_a_truce_is_about_the_time_that_it_held(text: str, times: list[str]) -> None:
    assert read(text)[0] == (times, "")


def test_a_truce_of_a_month_that_held_for_weeks_waits() -> None:
    assert "until when it held" in read("The truce of May 2011 held for two weeks.")[0][1]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The offensive, which opened on 8 January, has killed 110 rebels.", ["since 8 January"]),
        ("The siege, which began in January, has killed 110 civilians.", ["since January"]),
        ("The offensive, which opened on 8 January, killed 110 rebels.", ["on 8 January"]),
        ("War began in October 2012. Rebels have killed 70 soldiers since landing on 9 January.", ["since 9 January"]),
        ("Rebels fought from 1 to 12 March 2016. In the same twelve days they killed 9.", ["1 to 12 March 2016"]),
        ("Rebels took Idlib on 3 March 2016. In the first week they shot 9.", ["within one week of 3 March 2016"]),
        ("Rebels attacked Idlib. In the ten weeks since then they have killed 9 men.", ["the past ten weeks"]),
    ],
)  # fmt: skip
def test_from_when(text: str, last: list[str]) -> None:
    assert read(text)[-1][0] == last
