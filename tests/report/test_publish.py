"""What a published report may hold."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from tests.report.example import QUOTES, case, evidence

from inquest.errors import UsageError
from inquest.model.finding import Case
from inquest.report.export import card_markdown
from inquest.report.html import render_html
from inquest.report.json_ import case_json, content_hash, finding_json
from inquest.report.publish import PublishInfo, accuses, corrections, held_until, published
from inquest.report.view import view

LATE = dt.date(2019, 3, 1)


def info(day: dt.date = LATE) -> PublishInfo:
    log = ((dt.date(2019, 3, 2), "A date was corrected."),)
    return PublishInfo("R. Reader", "S. Second", day, corrections=log, interests="None to declare.")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("", "B"), "no reviewer was named"),
        (("A", " "), "no second reader was named"),
        (("A", "a "), "reviewer and second reader are the same person"),
    ],
)
def test_two_people_must_be_named(names: tuple[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        PublishInfo(*names, LATE)
    assert "--second-reader" in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(case(), publish=info())


def test_the_text_stays_at_home_and_claims_are_quoted(page: str) -> None:
    assert "unthinkable" not in page
    assert "nobody would have spoken" not in page
    assert "buried without a name" not in page
    assert QUOTES[1] in page
    assert QUOTES[14] not in page, "an opinion is no claim: it is not quoted"
    assert 'href="https://example.org/league"' in page
    assert "A. Columnist, The Valley Courier" in page


def test_who_answers_for_it(page: str) -> None:
    for words in ("R. Reader", "S. Second", "A date was corrected.", "None to declare.", "Method."):
        assert words in page
    assert "Not reviewed by a person yet" not in page
    assert "Private working report" not in page


def test_at_most_three_headlines_a_card_with_outlet_and_date() -> None:
    for finding in published(case(), info()).findings:
        shown = [e for e in finding.evidence if e.headline]
        assert 0 < len(shown) <= 3
        assert all(e.office and e.date_start for e in shown)


def test_an_event_with_several_reports_shows_the_first() -> None:
    plain = case().findings[0]
    several = {"headline": "One report; of two;Another report", "office": "Agency;Agency"}
    evidence = tuple(e.model_copy(update=several) for e in plain.evidence)
    finding = published(case(findings=(plain.model_copy(update={"evidence": evidence}),)), info()).findings[0]
    shown = [(e.headline, e.office) for e in finding.evidence if e.headline]
    assert shown == [("One report", "Agency")] * 3


def test_districts_instead_of_points(page: str) -> None:
    allowed = published(case(), info())
    assert "Well station" not in page
    assert 'class="m-point"' not in page
    assert 'class="m-rough"' not in page
    assert "m-d m-d" in page
    for finding in allowed.findings:
        assert all(e.latitude is None and e.longitude is None and not e.place for e in finding.evidence)
        for plot in finding.plots:
            assert all("latitude" not in row for row in plot.rows)
            assert "circle" not in plot.caption.lower()
    raw = case_json(case(), publish=info())
    assert "Well station" not in raw
    assert "nobody would have spoken" not in raw


def test_no_path_of_the_disk_leaves(page: str) -> None:
    assert "/home/someone" not in page
    assert "inquest check article.txt --date 2019-02-04" in page
    local = case().document.model_copy(update={"address": "/home/someone/text.txt"})
    assert "/home/someone" not in render_html(case(document=local), publish=info())


def test_events_younger_than_thirty_days_are_held_back() -> None:
    early = dt.date(2018, 12, 20)
    assert held_until(case(), case().findings[0], early) == dt.date(2018, 12, 30)
    assert held_until(case(), case().findings[0], LATE) is None
    shown = view(case(), info(early))
    assert not shown.groups
    assert len(shown.held) == 7
    assert shown.answer is None
    assert shown.argument == ""
    page = render_html(case(), publish=info(early))
    assert "held back until 2018-12-30" in page
    assert "240017" not in page
    assert "no test that fits these words" in page, "claims that were refused are still listed"


def test_one_young_event_holds_a_finding_back() -> None:
    plain = case()
    young = plain.findings[0].model_copy(update={"evidence": evidence(2, last="2019-02-20")})
    mixed = plain.model_copy(update={"findings": (young, *plain.findings[1:])})
    shown = view(mixed, info())
    assert len(shown.held) == 1
    assert sum(len(g.cards) for g in shown.groups) == 6
    assert shown.answer is None, "the answer rests on the finding held back"
    with pytest.raises(UsageError, match="held back"):
        card_markdown(mixed, young, publish=info())


def test_exports_carry_the_review() -> None:
    plain = case()
    body = json.loads(finding_json(plain, plain.findings[0], publish=info()))
    assert "R. Reader" in body["review"]
    assert body["finding"]["card"]["review"] == body["review"]
    assert "R. Reader" in card_markdown(plain, plain.findings[0], publish=info())
    assert content_hash(published(plain, info())) != content_hash(plain)


def accusing(**changes: object) -> Case:
    """The first finding is on a named side's violence against civilians."""
    plain = case()
    proposition = plain.findings[0].proposition.model_copy(update={"target": "civilians", **changes})
    first = plain.findings[0].model_copy(update={"proposition": proposition})
    return plain.model_copy(update={"findings": (first, *plain.findings[1:])})


def test_an_allegation_against_a_named_side_waits_for_its_own_review() -> None:
    page = render_html(accusing(), publish=info())
    assert "is withheld: an allegation against a named side" in page
    assert page.count('<article class="card') == 6
    assert '"F1"' not in case_json(accusing(), publish=info())
    with pytest.raises(UsageError, match="held back"):
        card_markdown(accusing(), accusing().findings[0], publish=info())
    reviewed = replace(info(), reviewed=("F1",))
    assert render_html(accusing(), publish=reviewed).count('<article class="card') == 7


def test_the_private_card_says_that_it_waits() -> None:
    page = render_html(accusing())
    assert "published only after review (--reviewed F1)" in page
    assert "published only after review" not in render_html(case())


@pytest.mark.parametrize(
    ("terms", "named", "expected"),
    [
        ({"target": "civilians"}, True, True),
        ({"target": "civilians"}, False, False),
        ({"target": "river-league", "terms": {"violences": ["one_sided"]}}, True, True),
        ({"target": None, "terms": {"measures": ["deaths_of_civilians"]}}, True, True),
        ({"target": "river-league"}, True, False),
    ],
)
def test_what_an_allegation_is(terms: dict[str, object], named: bool, expected: bool) -> None:
    finding = accusing(**terms, **({} if named else {"actor": None})).findings[0]
    assert accuses(finding) is expected


def test_a_reviewed_finding_must_exist() -> None:
    with pytest.raises(UsageError, match="the reviewed finding 'F99'") as caught:
        published(case(), replace(info(), reviewed=("F99",)))
    assert "F1" in str(caught.value)


@pytest.mark.parametrize("text", ["yesterday: a date was wrong", "2026-02-01", "2026-02-01:  "])
def test_a_correction_needs_a_day_and_a_text(text: str) -> None:
    with pytest.raises(UsageError, match="a day and what was corrected") as caught:
        corrections([text])
    assert '--correction "2026-02-01' in str(caught.value)


def test_corrections_are_in_order_of_their_days() -> None:
    log = corrections(["2026-02-03: later", "2026-02-01: earlier: with a colon"])
    assert [t for _, t in log] == ["earlier: with a colon", "later"]


def test_headlines_carry_outlet_and_date() -> None:
    plain = case()
    dated = tuple(e.model_copy(update={"headline_date": "2018-11-29"}) for e in plain.findings[0].evidence)
    changed = plain.model_copy(update={"findings": (plain.findings[0].model_copy(update={"evidence": dated}),)})
    page = render_html(changed, publish=info())
    assert page.count("Steppe Monitor, 2018-11-29") == 3
    assert "2018-11-29" not in json.dumps(
        [
            e["headline_date"]
            for e in json.loads(case_json(changed, publish=info()))["findings"][0]["evidence"]
            if not e["headline"]
        ]
    )
