"""What came after the text was written is no part of what it says."""

import pytest

from inquest.api import begin
from inquest.model.finding import Finding
from inquest.read import open_document


def finding(text: str, date: str) -> Finding:
    (one,) = begin(open_document(text, date=date)).run().findings
    return one


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("The army and the SDF did not clash in 2017.", "supported", "contradicted"),
        (
            "More people were killed in Raqqa province than in Aleppo province in 2017.",
            "mostly contradicted",
            "supported",
        ),
        ("2016 was the bloodiest year in Raqqa.", "mostly supported", "contradicted"),
        ("The last battle between the KDP and the PUK came in 1995.", "undecided", "contradicted"),
    ],
)
def test_a_text_is_held_against_what_came_before_it(text: str, before: str, after: str) -> None:
    early = "1996-01-01" if "1995" in text else "2017-02-01"
    assert finding(text, early).verdict in (before, before.removeprefix("mostly "))
    assert finding(text, "2019-06-01").verdict in (after, f"mostly {after}")


def test_a_year_that_goes_on_ends_with_the_day_of_the_text() -> None:
    said = finding("In Syria, more than 3,000 people were killed in 2017.", "2017-02-01").proposition
    assert [(w.start.isoformat(), w.end.isoformat(), w.label) for w in said.windows] == [
        ("2017-01-01", "2017-02-01", "in 2017 up to 1 February 2017")
    ]
    over = finding("In Syria, more than 3,000 people were killed in 2017.", "2018-02-01").proposition
    assert [w.label for w in over.windows] == ["in 2017"]


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        ("2014 was the bloodiest year in Iraq since 2003.", "any other year covered since 2004"),
        ("The bloodiest year in Iraq since 2003 was 2014.", "any other year covered since 2004"),
        ("2014 was the bloodiest year in Iraq.", "any other year covered."),
    ],
)
def test_a_superlative_ranges_over_the_years_it_names(text: str, rivals: str) -> None:
    one = finding(text, "2018-06-01")
    assert rivals in one.proposition.tested
    assert "1991" not in " ".join(one.card.sentences) or "since" not in text


def test_a_year_before_those_it_is_the_worst_of_is_refused() -> None:
    assert not begin(open_document("2012 was the bloodiest year in Iraq since 2014.", date="2018-06-01")).run().findings


def test_a_change_since_a_year_is_also_one_from_that_year() -> None:
    one = finding("Violence in Iraq has fallen since 2014.", "2018-06-01")
    assert {r.options["baseline"][:10] for r in one.readings} == {"2009-08-01", "2014-01-01"}


def test_who_has_not_fought_since_a_year_may_have_fought_in_it() -> None:
    one = finding("The KDP and the PUK have not fought each other since 1997.", "2000-05-01")
    assert (one.verdict, one.proposition.windows[0].label) == ("supported", "after 1997")
    assert finding("The KDP and the PUK have not fought each other since 1996.", "2000-05-01").verdict == "contradicted"
