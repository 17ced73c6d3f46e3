"""What is declared before anything runs knows no side: trade two of them, and every choice and default is the same."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.fairness.claims import CLAIMS, DAY, Names
from tests.fairness.relabel import IS_SDF, Swap, dictionary, inquiry, named_back

from inquest.resolve.gazetteer import Gazetteer

GOVERNMENT_IS = Swap((118, "Government of Syria", "government-of-syria"), (234, "IS", "islamic-state"))
HTS_SDF = Swap((6815, "HTS", "hts"), (6288, "SDF", "sdf"))
SIDES = {
    "IS and the SDF": (IS_SDF, "ISIS", "the SDF", "the Syrian government"),
    "the government and IS": (GOVERNMENT_IS, "the Syrian government", "ISIS", "the SDF"),
    "HTS and the SDF": (HTS_SDF, "Hayat Tahrir al-Sham", "the SDF", "the Syrian government"),
}
SENTENCES = [claim for claims in CLAIMS.values() for claim in claims]


@cache
def dictionaries(pair: str) -> tuple[Gazetteer, Gazetteer]:
    swap = SIDES[pair][0]
    return dictionary(swap, trade=False), dictionary(swap, trade=True)


def declared(sentence: str, home: Path, names: Gazetteer) -> Any:
    """Every choice with its options, reasons, roles, and what drops out; and why what is refused is refused."""
    asked = inquiry(sentence, home, names, date=DAY)
    plans = [
        (p.multiverse.model_dump(mode="json"), p.params, p.proposition.mode, p.proposition.tested, p.proposition.side)
        for p in asked.plan()
    ]
    refused = [(r.kind, r.reason, r.text, r.unlock) for r in asked.refusals]
    return json.loads(json.dumps([plans, refused, dict(asked.context.defaults)], default=list))


@pytest.mark.parametrize("pair", SIDES)
def test_two_sides_that_trade_everything_known_of_them_get_the_same_plan(home: Path, pair: str) -> None:
    swap, a, b, c = SIDES[pair]
    plain, traded = dictionaries(pair)
    planned = 0
    for claim in SENTENCES:
        one = declared(Names(a, b, c).fill(claim), home, plain)
        other = declared(Names(b, a, c).fill(claim), home, traded)
        assert one == named_back(other, swap), claim
        planned += len(one[0])
    assert planned >= 10


def test_what_is_known_of_a_side_does_matter(home: Path) -> None:
    """The comparison can fail: trade the claim's sides and not the dictionary's, and the plans differ."""
    swap, a, b, c = SIDES["IS and the SDF"]
    plain, _ = dictionaries("IS and the SDF")
    plans = [
        declared(names.fill(claim), home, plain)
        for names in (Names(a, b, c), Names(b, a, c))
        for claim in CLAIMS["attribution"]
    ]
    half = len(plans) // 2
    assert plans[:half] != [named_back(p, swap) for p in plans[half:]]


def test_the_words_for_a_side_change_no_plan(home: Path) -> None:
    plain, _ = dictionaries("IS and the SDF")
    for claim in SENTENCES:
        neutral = declared(Names("ISIS", "the SDF", "the Syrian government").fill(claim), home, plain)
        polemical = declared(Names("Daesh", "the YPG/SDF", "the Assad regime").fill(claim), home, plain)
        assert neutral == polemical, claim
