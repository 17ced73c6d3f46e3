"""The worked sentences: right answers by the scorer's rule, wordings change nothing, the data decide."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.conftest import check

from inquest.model.finding import Case

pytestmark = pytest.mark.shared
FOR = {"supported", "mostly supported"}
AGAINST = {"contradicted", "mostly contradicted"}


@pytest.fixture(scope="session")
def cases(shared: Path, home: Path) -> list[tuple[dict[str, Any], Case]]:
    sentences = json.loads((shared / "cases" / "sentences.json").read_text(encoding="utf-8"))
    return [(s, check(s["text"], home=home)) for s in sentences]


def said(case: Case) -> set[str]:
    return {f.verdict for f in case.findings}


def right(truth: object, case: Case) -> bool:
    """The scorer's rule: every finding on the claim lies on the side of the truth."""
    verdicts = said(case)
    if truth == "untestable":
        return not verdicts and bool(case.refusals or any(s.not_checkable for s in case.statements))
    return bool(verdicts) and verdicts <= (FOR if truth else AGAINST)


def test_at_least_22_of_24_are_right(cases: list[tuple[dict[str, Any], Case]]) -> None:
    assert len(cases) == 24
    wrong = [s["id"] for s, case in cases if not right(s["verdict"], case)]
    assert len(wrong) <= 2, wrong


def test_none_is_the_wrong_way_round(cases: list[tuple[dict[str, Any], Case]]) -> None:
    turned = [
        s["id"] for s, case in cases if s["verdict"] != "untestable" and said(case) & (AGAINST if s["verdict"] else FOR)
    ]
    assert turned == []


def test_pairs_of_wordings_get_one_verdict_and_swapped_ones_follow_the_data(
    cases: list[tuple[dict[str, Any], Case]],
) -> None:
    pairs = defaultdict(list)
    for sentence, case in cases:
        if sentence["pair"]:
            pairs[sentence["pair"]].append((sentence, case))
    assert len(pairs) >= 2
    for name, members in pairs.items():
        assert len(members) >= 2, name
        if name.startswith("m"):
            assert len({frozenset(said(case)) for _, case in members}) == 1, name
        else:
            assert all(right(sentence["verdict"], case) for sentence, case in members), name


def test_the_figure_is_the_worked_one(cases: list[tuple[dict[str, Any], Case]]) -> None:
    checked = 0
    for sentence, case in cases:
        if sentence["form"] != "count" or sentence["verdict"] == "untestable":
            continue
        figure = int(sentence["figure"].split()[0])
        said_first = re.search(r"counts ([\d,]+)", case.findings[0].card.sentences[0])
        assert said_first, sentence["id"]
        assert int(said_first[1].replace(",", "")) == pytest.approx(figure, rel=0.002), sentence["id"]
        checked += 1
    assert checked >= 5
