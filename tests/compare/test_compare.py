"""Two texts of opposite camps about one war: joined after grounding, findings shared, the same from either side."""

import io
import json
import re
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console
from tests.conftest import ROOT

from inquest import api
from inquest.compare.join import Heard, join
from inquest.compare.positions import Position
from inquest.errors import UsageError
from inquest.model.claim import Claim
from inquest.model.compared import Comparison, Row
from inquest.report.compared import comparison_json, render_comparison
from inquest.report.compared_html import render_comparison_html

LOYAL = """The terrorists are beaten

The Syrian army and its Russian allies liberated Palmyra. It was the government of Syria that made the decisive \
contribution to the defeat of ISIS in Syria. More than 5,000 people were killed in Raqqa in 2017. The government of \
Syria killed more than 1,000 ISIS fighters in Deir ez-Zor in 2017. The fighting between the government of Syria and \
ISIS in Homs increased in 2017. The SDF and the Islamic State did not fight each other in Raqqa in 2018.
"""
REBEL = """Who <b>really</b> won

The decisive contribution to the defeat of Daesh in Syria was made by the SDF. Fewer than 200 people were killed in \
Raqqa in 2017. The Assad regime killed more than 1,000 Daesh fighters in Deir ez-Zor in 2017. Clashes between Daesh \
and the regime in Homs decreased in 2017. There was no fighting between the SDF and the regime in Aleppo in 2018.
"""


@pytest.fixture(scope="module")
def both(home: Path) -> Comparison:
    return api.compare(LOYAL, REBEL, date_a="2020-01-01", date_b="2020-02-01", names=("loyal", "rebel"), home=home)


@pytest.fixture(scope="module")
def swapped(home: Path) -> Comparison:
    return api.compare(REBEL, LOYAL, date_a="2020-02-01", date_b="2020-01-01", names=("rebel", "loyal"), home=home)


def said(rows: tuple[Row, ...], words: str) -> Row:
    (row,) = [r for r in rows if any(words in c.quote for c in (*r.a, *r.b))]
    return row


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("in Homs", "opposite"),
        ("decisive", "opposite"),
        ("in Raqqa in 2017", "different figures"),
        ("in Deir ez-Zor", "both say"),
    ],
)
def test_what_both_speak_to_is_joined(both: Comparison, words: str, relation: str) -> None:
    row = said(both.joined, words)
    assert row.relation == relation
    assert row.a
    assert row.b


def test_what_only_one_says_stands_alone(both: Comparison) -> None:
    assert [r.relation for r in (*both.only_a, *both.only_b)] == ["only one"] * 3
    assert not said(both.only_a, "Palmyra").b
    assert not said(both.only_b, "in Aleppo").a


def test_every_claim_is_in_exactly_one_row(both: Comparison) -> None:
    rows = (*both.joined, *both.only_a, *both.only_b)
    assert (sum(len(r.a) for r in rows), sum(len(r.b) for r in rows)) == (both.a.claims, both.b.claims)


def test_rivals_for_first_place_are_named(both: Comparison) -> None:
    row = said(both.joined, "decisive")
    assert row.rivals
    assert (row.stands_a, row.stands_b) == ("Government of Syria", "Syrian Democratic Forces")


def test_a_shared_proposition_is_tested_once(both: Comparison) -> None:
    (rests,) = said(both.joined, "in Deir ez-Zor").findings
    assert rests.a
    assert rests.b
    tested = [f.proposition.tested for f in both.findings]
    assert len(set(tested)) == len(tested)


def test_the_verdicts_are_those_of_each_text_alone(both: Comparison, home: Path) -> None:
    alone: dict[str, str] = {}
    for text, day in ((LOYAL, "2020-01-01"), (REBEL, "2020-02-01")):
        alone |= {f.proposition.tested: f.verdict for f in api.check(text, date=day, home=home).findings}
    assert {f.proposition.tested: f.verdict for f in both.findings} == alone


def mirror(data: dict[str, Any]) -> dict[str, Any]:
    """A comparison with A and B swapped."""

    def row(one: dict[str, Any]) -> dict[str, Any]:
        rests = [{**r, "a": r["b"], "b": r["a"]} for r in one["findings"]]
        swap = {"a": one["b"], "b": one["a"], "stands_a": one["stands_b"], "stands_b": one["stands_a"]}
        return {**one, **swap, "findings": rests}

    out = {**data, "a": data["b"], "b": data["a"], "only_a": data["only_b"], "only_b": data["only_a"]}
    return {**out, **{k: [row(r) for r in out[k]] for k in ("joined", "only_a", "only_b")}}


def test_swapping_the_texts_mirrors_the_result_exactly(both: Comparison, swapped: Comparison) -> None:
    one, other = json.loads(comparison_json(both)), json.loads(comparison_json(swapped))
    assert mirror(one) == other
    assert one != other


def test_the_json_follows_its_schema(both: Comparison) -> None:
    schema = json.loads((ROOT / "schemas" / "comparison-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(comparison_json(both)), schema)


def test_the_page_is_self_contained_and_escaped(both: Comparison) -> None:
    page = render_comparison_html(both)
    assert page == render_comparison_html(both)
    assert "&lt;b&gt;really" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#|https?://)', page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(ids)
    assert "findings on these texts" in page


def test_the_terminal_shows_the_disagreements_first_and_no_score(both: Comparison) -> None:
    sink = io.StringIO()
    render_comparison(both, Console(width=200, highlight=False, markup=False, file=sink))
    shown = sink.getvalue()
    heads = [h for h in shown.splitlines() if re.match(r"(They|Both|Only)", h)]
    assert heads == [
        "They say the opposite: 2",
        "They give different figures: 1",
        "Both say: 1",
        "Only A says: 2",
        "Only B says: 1",
    ]
    assert "No text is scored" in shown


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (
            "200 people were killed in Homs in 2017.",
            "More than 500 people were killed in Homs in 2017.",
            "different figures",
        ),
        ("About 200 people were killed in Homs in 2017.", "210 people were killed in Homs in 2017.", "both say"),
        (
            "More than 100 people were killed in Homs in 2017.",
            "More than 500 people were killed in Homs in 2017.",
            "both say",
        ),
        (
            "The regime and ISIS did not fight in Homs in 2017.",
            "ISIS and the regime fought in Homs in 2017.",
            "opposite",
        ),
        ("200 people were killed in Homs in 2017.", "500 people were killed in Homs in 2018.", None),
        ("200 people were killed in Homs in 2017.", "500 people were killed in Aleppo in 2017.", None),
        ("Violence in Aleppo declined in 2017.", "Violence in Aleppo rose in 2017.", "opposite"),
        ("Attacks by IS in Iraq doubled in 2017.", "IS attacks in Iraq fell by half in 2017.", "opposite"),
        (
            "The army killed more civilians than the rebels in Aleppo in 2016.",
            "The rebels killed more civilians than the army in Aleppo in 2016.",
            "opposite",
        ),
        ("The rebels captured Palmyra in 2016.", "The rebels lost Palmyra in 2016.", None),
    ],
)
def test_pairs(home: Path, one: str, other: str, relation: str | None) -> None:
    found = api.compare(one, other, date_a="2020-01-01", date_b="2020-01-01", home=home)
    assert [r.relation for r in found.joined] == ([relation] if relation else [])


def test_an_answer_goes_to_the_text_that_asks_and_a_strange_one_is_refused(home: Path) -> None:
    question = "place:aleppo"
    texts = ("Violence in Aleppo declined in 2017.", "More than 100 people were killed in Homs in 2017.")
    found = api.compare(*texts, answers={question: "aleppo"}, home=home)
    assert [q.answer for q in found.questions if q.id == question] == ["aleppo"]
    with pytest.raises(UsageError) as error:
        api.compare(*texts, answers={"place:nowhere": "x"}, home=home)
    assert "no mention of this text raises the question 'place:nowhere'" in str(error.value)


def test_a_text_that_names_nothing_is_about_no_country(home: Path) -> None:
    found = api.compare("The world should act at once.", "Peace is better than war.", home=home)
    assert [c.place for row in found.only_b for c in row.b] in ([], [None])


def test_two_texts_without_a_claim_are_no_error(home: Path) -> None:
    found = api.compare("The world should act at once.", "Good morning to all of you.", home=home)
    assert (found.joined, found.only_a, found.only_b, found.findings) == ((), (), (), ())
    assert "Neither text makes a claim" in render_comparison_html(found)


def test_a_thousand_claims_alike_are_joined_in_little_time() -> None:
    claim = Claim(id="c", statement="s", kind="level", frame="f", quote="x", start=0, end=1)
    place = Position(("said", "level", "homs"), 1, None)
    heard = [Heard(n % 2, claim.model_copy(update={"id": f"c{n}"}), (place,)) for n in range(4_000)]
    start = time.perf_counter()
    (matter,) = join(heard)
    assert time.perf_counter() - start < 2
    assert (len(matter.of(0)), len(matter.of(1)), matter.agreement) == (2_000, 2_000, "both say")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raqqa was the deadliest province of Syria in 2017.", "Aleppo was the bloodiest province in 2017 in Syria."),
        (
            "Islamic State killed more civilians than the regime in Syria in 2017.",
            "The government killed more civilians than Daesh in Syria in 2017.",
        ),
        (
            "Islamic State killed more civilians than the authorities in Syria in 2017.",
            "Islamic State killed fewer civilians than the Syrian army in Syria in 2017.",
        ),
    ],
)
def test_mirrored_and_rival_claims_are_opposites_whatever_the_labels(home: Path, one: str, other: str) -> None:
    for texts in ((one, other), (other, one)):
        found = api.compare(*texts, date_a="2018-06-01", date_b="2018-06-01", names=("a", "b"), home=home)
        (row,) = found.joined
        assert row.relation == "opposite"


def test_the_deadliest_provinces_of_two_countries_are_no_rivals(home: Path) -> None:
    one = "Raqqa was the deadliest province of Syria in 2017."
    other = "Nineveh was the deadliest province of Iraq in 2017."
    found = api.compare(one, other, date_a="2018-06-01", date_b="2018-06-01", names=("a", "b"), home=home)
    assert found.joined == ()
