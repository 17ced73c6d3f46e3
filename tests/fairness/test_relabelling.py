"""The names are only names: swap two sides in the data and in the claim, and nothing changes."""

from pathlib import Path

import pytest
from tests.fairness.conftest import Ask
from tests.fairness.relabel import IS_SDF, bundled, kept, turned

# ruff: noqa: E501 - one claim a line
CLAIMS = [
    "In 2016 more people were killed in fighting between {a} and the Syrian government than in fighting between {a} and {b}.",
    "More than 5,000 people were killed in fighting between {a} and the Syrian government in 2017.",
    "Fewer than 100 people were killed in fighting between {b} and the Syrian government in 2017.",
    "{a} and the Syrian government did not fight each other in Homs in 2017.",
    "{b} and the Syrian government did not fight each other in Homs in 2016.",
    "Deaths in fighting between {a} and the Syrian government fell by more than half between 2017 and 2018.",
]


@pytest.fixture(scope="session")
def relabelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the same Syrian war in which each event of the one side is the other's; the dictionary stays."""
    events = bundled()
    return kept(events | {"syria": turned(events["syria"], IS_SDF)}, tmp_path_factory.mktemp("relabelled") / "it")


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_verdict_does_not_know_the_names(ask: Ask, relabelled: Path, claim: str) -> None:
    before = ask(claim.format(a="ISIS", b="the SDF"))
    after = ask(claim.format(a="the SDF", b="ISIS"), at=relabelled)
    assert [f.verdict for f in before.findings] == [f.verdict for f in after.findings]
    assert before.findings
    assert before.findings[0].verdict != "not testable"
    assert before.findings[0].readings[0].point == after.findings[0].readings[0].point


def test_the_data_decide_not_the_names(ask: Ask, relabelled: Path) -> None:
    claim = CLAIMS[0].format(a="ISIS", b="the SDF")
    assert ask(claim).findings[0].verdict == "supported"
    assert ask(claim, at=relabelled).findings[0].verdict == "contradicted"
