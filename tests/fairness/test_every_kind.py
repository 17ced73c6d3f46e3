"""Every kind that tests, on the real record: neither a side's name nor the words for it moves anything.

The table of claims is in ``claims.py``; a kind that joins the registry and has no claim there fails.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.fairness.claims import CLAIMS, DAY, PLAIN, POLEMICAL, TURNED, Names, cases, kinds
from tests.fairness.relabel import IS_SDF, bundled, dictionary, inquiry, kept, named_back, substance, turned

from inquest.model.claim import Claim, Extraction
from inquest.model.finding import Case
from inquest.resolve.gazetteer import Gazetteer
from inquest.stats.support import MIRRORED

CASES = [claim for _, claim in cases()]
IDS = [f"{kind}: {claim}" for kind, claim in cases()]
PLACES_TRADED = 7_000
"""Rows of the Syrian file in which the two sides stand, at least."""
Two = tuple[Path, Gazetteer]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Two, Two]:
    """The record as it is and the record with two sides traded, each with a dictionary to match."""
    folder, events = tmp_path_factory.mktemp("worlds"), bundled()
    traded = {name: turned(rows, IS_SDF) for name, rows in events.items()}
    changed = sum(a["side_a"] != b["side_a"] or a["side_b"] != b["side_b"] for a, b in _pairs(events, traded))
    assert changed > PLACES_TRADED
    here, there = kept(events, folder / "plain"), kept(traded, folder / "traded")
    return (here, dictionary(IS_SDF, trade=False)), (there, dictionary(IS_SDF, trade=True))


def _pairs(events: dict[str, Any], traded: dict[str, Any]) -> list[Any]:
    return list(zip(events["syria"], traded["syria"], strict=True))


def run(claim: str, names: Names, home: Path, dictionary: Gazetteer | None = None) -> Case:
    return inquiry(names.fill(claim), home, dictionary, date=DAY).run()


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_that_tests_has_a_claim(kind: str) -> None:
    assert CLAIMS.get(kind), f"the kind {kind!r} gives verdicts and has no claim in tests/fairness/claims.py: add one"


@pytest.mark.parametrize("kind", kinds())
def test_a_claim_of_every_kind_that_tests_is_tested(home: Path, kind: str) -> None:
    """Claims that are only refused would show nothing."""
    cases = [run(claim, PLAIN, home) for claim in CLAIMS[kind]]
    refused = [r.text for case in cases for r in case.refusals]
    assert kind in {f.proposition.kind for case in cases for f in case.findings}, refused


@pytest.mark.parametrize("kind", ["trend", "engagement"])
def test_both_forms_of_a_kind_are_there(home: Path, kind: str) -> None:
    modes = {f.proposition.mode for c in CLAIMS[kind] for f in run(c, PLAIN, home).findings}
    assert modes == {"census", "process"}


@pytest.mark.parametrize("claim", CASES, ids=IDS)
def test_sides_that_trade_names_get_the_same_finding(worlds: tuple[Two, Two], claim: str) -> None:
    """The same war with two sides' names traded in data, dictionary and claim: the same finding, names traded."""
    (here, plain), (there, traded) = worlds
    one = substance(run(claim, PLAIN, here, plain))
    other = substance(run(claim, TURNED, there, traded))
    assert one == named_back(other, IS_SDF)


def test_trading_names_in_the_data_alone_changes_what_is_found(worlds: tuple[Two, Two]) -> None:
    """The comparison can fail: with the claim left as it is, the other side's war is found."""
    (here, plain), (there, traded) = worlds
    claim = CLAIMS["level"][0]
    one, other = (substance(run(claim, PLAIN, *world)) for world in ((here, plain), (there, traded)))
    assert one != other
    assert one != named_back(other, IS_SDF)


@pytest.mark.parametrize("claim", CASES, ids=IDS)
def test_neutral_and_polemical_words_find_the_same(home: Path, claim: str) -> None:
    neutral, polemical = (run(claim, names, home) for names in (PLAIN, POLEMICAL))
    assert whole(neutral) == whole(polemical)


def whole(case: Case) -> Any:
    """Byte for byte, but for the words of the text and the command that repeats them."""
    found = [f.model_dump_json(exclude={"command"}) for f in case.findings]
    return found, [(r.kind, r.reason, r.text, r.unlock) for r in case.refusals]


def denied(extraction: Extraction) -> Extraction:
    """The opposite of each claim."""

    def turn(claim: Claim) -> Claim:
        return claim.model_copy(update={"polarity": "affirm" if claim.polarity == "deny" else "deny"})

    return extraction.model_copy(update={"claims": tuple(turn(c) for c in extraction.claims)})


@pytest.mark.parametrize("claim", CASES, ids=IDS)
def test_denial_is_the_exact_mirror(home: Path, claim: str) -> None:
    plain, against = (inquiry(PLAIN.fill(claim), home, date=DAY) for _ in range(2))
    against.extraction = denied(against.extract())
    one, other = plain.run(), against.run()
    assert len(one.findings) == len(other.findings)
    for mine, yours in zip(one.findings, other.findings, strict=True):
        assert yours.verdict == MIRRORED.get(mine.verdict, mine.verdict)
        assert yours.proposition.side == -mine.proposition.side
        assert yours.multiverse == mine.multiverse
        figures = [(s.options, s.point, s.low, s.high, s.null, s.weight, s.flip, s.failed) for s in mine.specifications]
        assert figures == [
            (s.options, s.point, s.low, s.high, s.null, s.weight, s.flip, s.failed) for s in yours.specifications
        ]
        assert [s.position for s in mine.specifications] == [-s.position for s in yours.specifications]
        assert [(r.label, r.pro, r.con) for r in mine.readings] == [(r.label, r.con, r.pro) for r in yours.readings]
        assert mine.headline_figures == yours.headline_figures
        assert mine.evidence == yours.evidence


BOTH_WAYS = [
    ("{a} and {c} did not fight each other in Homs in 2017.", "{c} and {a} did not fight each other in Homs in 2017."),
    ("{a} and {c} coexisted in Syria.", "{c} and {a} coexisted in Syria."),
    ("{b} and {c} coexisted in Syria.", "{c} and {b} coexisted in Syria."),
    (
        "Fighting between {a} and {b} has intensified in recent months.",
        "Fighting between {b} and {a} has intensified in recent months.",
    ),
    (
        "More than 3,000 people were killed in fighting between {a} and {b} in 2017.",
        "More than 3,000 people were killed in fighting between {b} and {a} in 2017.",
    ),
]


@pytest.mark.parametrize(("one", "other"), BOTH_WAYS)
def test_nothing_hangs_on_who_of_two_is_named_first(home: Path, one: str, other: str) -> None:
    first, second = (run(claim, PLAIN, home).findings for claim in (one, other))
    assert len(first) == len(second) == 1
    assert first[0].verdict == second[0].verdict
    figures = [[(s.options, s.point, s.low, s.high, s.position) for s in f[0].specifications] for f in (first, second)]
    assert figures[0] == figures[1]
