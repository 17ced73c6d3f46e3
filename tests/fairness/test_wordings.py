"""What decides is the record: not the words for a side, not who is named first, not who is denied what."""

from typing import Any

import pytest
from tests.fairness.conftest import Ask

from inquest.model.finding import Case, Finding

# ruff: noqa: E501 - one sentence a line
PAIRS = [
    (
        "In 2017 the Syrian government and the Islamic State fought each other in Deir ez-Zor.",
        "In 2017 the Assad regime and Daesh fought each other in Deir ez-Zor.",
    ),
    (
        "In 2018 more people were killed in fighting between the SDF and the Islamic State than in fighting between the "
        "Syrian government and the Islamic State.",
        "In 2018 more people were killed in fighting between the YPG/SDF and Daesh than in fighting between the Assadists "
        "and Daesh.",
    ),
    (
        "More than 3,000 people died in clashes between the Syrian government and the Islamic State in 2018.",
        "More than 3,000 people died in clashes between the Assad regime and ISIS* in 2018.",
    ),
    (
        "Deaths in fighting between the Syrian government and the Islamic State rose between 2016 and 2018.",
        "Deaths in fighting between the Assad regime and Daesh rose between 2016 and 2018.",
    ),
    (
        "Fighting the Islamic State was never a priority for the Syrian government.",
        "Fighting Daesh was never a priority for the Assad regime.",
    ),
    (
        "At least 2,000 people lost their lives in battles between the SDF and the Islamic State in 2016.",
        "At least 2,000 people lost their lives in battles between the YPG/SDF and Daesh in 2016.",
    ),
    (
        "Syrian rebels and the Islamic State did not fight each other in Syria in 2017.",
        "Syrian rebels and the Daesh terrorists did not fight each other in Syria in 2017.",
    ),
    (
        "The decisive contribution to the defeat of the Islamic State was made by the SDF.",
        "The decisive contribution to the defeat of Daesh was made by the YPG/SDF.",
    ),
    (
        "Islamic State attacks on civilians in Syria left more than 200 people dead in 2017.",
        "Daesh attacks on civilians in Syria left more than 200 people dead in 2017.",
    ),
    (
        "The Syrian government is concentrating its forces on Idlib.",
        "The Assad regime is concentrating its forces on Idlib.",
    ),
    (
        "More than 9,000 people were killed in fighting between the Syrian government and Syrian rebels in 2016.",
        "More than 9,000 people were killed in fighting between the Assadists and resistance forces in 2016.",
    ),
    (
        "In the spring of 2020 the Islamic State stepped up its attacks on the Syrian government in the Badia.",
        "In the spring of 2020 Daesh stepped up its attacks on the Assad regime in the Badia.",
    ),
]
"""Neutral and polemical words for one claim."""
MIRROR = {
    "supported": "contradicted",
    "mostly supported": "mostly contradicted",
    "contradicted": "supported",
    "mostly contradicted": "mostly supported",
    "undecided": "undecided",
    "mixed": "mixed",
}


def substance(case: Case) -> list[Any]:
    """Everything found, without the words of the text, and so without offsets and the command that repeats them."""
    findings = [f.model_dump(mode="json", exclude={"command"}) for f in case.findings]
    refusals = [(r.kind, r.reason, r.text, r.unlock, r.latest_covered) for r in case.refusals]
    return [findings, refusals]


@pytest.mark.parametrize(("neutral", "polemical"), PAIRS, ids=range(len(PAIRS)))
def test_words_for_a_side_carry_no_weight(ask: Ask, neutral: str, polemical: str) -> None:
    one, other = ask(neutral), ask(polemical)
    assert one.findings or one.refusals
    assert substance(one) == substance(other)


def only(case: Case) -> Finding:
    assert len(case.findings) == 1
    return case.findings[0]


SWAPPED = [
    (
        f"In {year} more people were killed in fighting between {a} and {c} than in fighting between {b} and {c}.",
        f"In {year} more people were killed in fighting between {b} and {c} than in fighting between {a} and {c}.",
    )
    for year, a, b, c in (
        (2016, "the Syrian government", "the SDF", "ISIS"),
        (2018, "Syrian rebels", "ISIS", "the Syrian government"),
        (2018, "the SDF", "Syrian rebels", "ISIS"),
    )
]


@pytest.mark.parametrize(("one", "other"), SWAPPED)
def test_swapped_sides_get_the_mirrored_verdict(ask: Ask, one: str, other: str) -> None:
    first, second = only(ask(one)), only(ask(other))
    assert second.verdict == MIRROR[first.verdict]
    assert [-s.position for s in first.specifications] == [s.position for s in second.specifications]
    assert first.verdict != second.verdict


NEGATED = [
    ("Syrian rebels and ISIS fought each other in Syria in 2016.", "Syrian rebels and ISIS did not fight each other in Syria in 2016."),
    ("The Syrian government and ISIS fought each other in Aleppo in 2017.", "The Syrian government and ISIS did not fight each other in Aleppo in 2017."),
    ("More than 100 people were killed in Idlib in 2017.", "It is false that more than 100 people were killed in Idlib in 2017."),
    ("Fighting ISIS was a priority for the Syrian government in 2017.", "Fighting ISIS was not a priority for the Syrian government in 2017."),
]  # fmt: skip


@pytest.mark.parametrize(("plain", "negated"), NEGATED)
def test_negation_mirrors_exactly(ask: Ask, plain: str, negated: str) -> None:
    one, other = only(ask(plain)), only(ask(negated))
    assert other.verdict == MIRROR[one.verdict]
    assert one.verdict != other.verdict or one.verdict == "mixed"
    assert {(r.point, r.low, r.high) for r in one.readings} == {(r.point, r.low, r.high) for r in other.readings}
    mine = [(s.options, s.point, s.low, s.high, s.weight, s.position) for s in one.specifications]
    assert mine == [(s.options, s.point, s.low, s.high, s.weight, -s.position) for s in other.specifications]


def test_no_direction_of_a_pair_is_special(ask: Ask) -> None:
    one = only(ask("More than 3,000 people died in clashes between the SDF and ISIS in 2017."))
    other = only(ask("More than 3,000 people died in clashes between ISIS and the SDF in 2017."))
    assert one.verdict == other.verdict
    assert [s.point for s in one.specifications] == [s.point for s in other.specifications]
