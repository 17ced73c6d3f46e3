"""The argument line: every claim of the author counted once, those of others not at all."""

from types import SimpleNamespace as Made

import pytest

from inquest.multiverse.answer import argument


def said(*speakers):
    return Made(claims=[Made(id=f"c{i}", speaker=s) for i, s in enumerate(speakers)])


def found(**verdicts):
    return [Made(claim=c, verdict=v) for c, several in verdicts.items() for v in several]


def refused(*claims):
    return [Made(claim=c) for c in claims]


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (["supported"], "1 backed"),
        (["mostly supported", "supported"], "1 backed"),
        (["supported", "contradicted"], "1 split"),
        (["supported", "mixed"], "1 split"),
        (["supported", "undecided"], "1 on which it can't tell"),
        (["mostly contradicted"], "1 pointing the other way"),
    ],
)
def test_a_claim_tested_in_several_ways_counts_once(verdicts, words):
    line = argument(said("author"), found(c0=verdicts), [])
    assert line == f"The author's own case rests on 1 claim of fact; of these, on this record: {words}."


def test_only_the_authors_claims_count_and_each_has_one_place():
    line = argument(
        said("author", "an official", "author", "author"),
        found(c0=["supported"], c1=["contradicted"], c2=["undecided"]),
        refused("c0", "c1", "c3"),
    )
    assert line.endswith("rests on 3 claims of fact; of these, on this record: 1 backed, 1 on which it can't tell, "
                         "1 can't be tested on it.")  # fmt: skip


def test_an_author_without_claims():
    assert "no claim of fact" in argument(said("an official"), [], [])
