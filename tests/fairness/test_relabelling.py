"""The names are only names: swap two sides in the data and in the claim, and nothing changes."""

import csv
import gzip
import shutil
from pathlib import Path

import pytest
from tests.fairness.conftest import Ask

from inquest.record.bundled import bundled_files
from inquest.record.store import open_record

ONE, OTHER = ("234", "IS"), ("6288", "SDF")
# ruff: noqa: E501 - one claim a line
TURN = {ONE: OTHER, OTHER: ONE}
CLAIMS = [
    "In 2016 more people were killed in fighting between {a} and the Syrian government than in fighting between {a} and {b}.",
    "More than 5,000 people were killed in fighting between {a} and the Syrian government in 2017.",
    "Fewer than 100 people were killed in fighting between {b} and the Syrian government in 2017.",
    "{a} and the Syrian government did not fight each other in Homs in 2017.",
    "{b} and the Syrian government did not fight each other in Homs in 2016.",
    "Deaths in fighting between {a} and the Syrian government fell by more than half between 2017 and 2018.",
]


@pytest.fixture(scope="session")
def relabelled(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which each event of the one side is the other's, in a release newer than the bundled one."""
    folder = tmp_path_factory.mktemp("relabelled")
    shutil.copytree(home, folder / "home")
    source = next(p for p in bundled_files() if "syria" in p.name)
    with gzip.open(source, "rt", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    turned = 0
    for row in rows:
        for side in ("a", "b"):
            named = (row[f"side_{side}_new_id"], row[f"side_{side}"])
            if named in TURN:
                row[f"side_{side}_new_id"], row[f"side_{side}"] = TURN[named]
                turned += 1
        row["dyad_name"] = f"{row['side_a']} - {row['side_b']}"
    assert turned > 5_000
    with (folder / "turned.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    span = "2016-01-01..2019-11-30"
    open_record(folder / "home").add(folder / "turned.csv", covers=span, release="99.1", simulated=True)
    return folder / "home"


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
