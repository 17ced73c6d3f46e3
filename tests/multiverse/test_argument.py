"""The argument line: every claim of the author counted once, those of others not at all."""

from types import SimpleNamespace as Made

import pytest

from inquest.multiverse.answer import argument


def said(*speakers):
    claims = [Made(id=f"c{i}", speaker=s, statement=f"s{i}") for i, s in enumerate(speakers)]
    return Made(claims=claims, statements=[])


def found(**verdicts):
    return [Made(claim=c, verdict=v) for c, several in verdicts.items() for v in several]


def refused(*claims, reason="not recorded"):
    return [Made(claim=c, reason=reason) for c in claims]


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
                         "1 that it can't test. Others are quoted with 1 claim.")  # fmt: skip


def test_every_count_is_that_of_a_list_on_the_page():
    text = said("author", "author", "author", "author", "author")
    text.statements = [Made(id="s9", speaker="author", not_checkable="no test")]
    refusals = [
        *refused("c0"), *refused("c1", reason="reading not confirmed"), *refused("c2", reason="no test"),
    ]  # fmt: skip
    line = argument(text, found(c3=["supported"]), refusals, {"c4"})
    assert "rests on 4 claims of fact" in line
    assert ("1 backed, 1 waiting for a person to say whether it was read right, 1 that it can't test, "
            "1 without a test in this version.") in line  # fmt: skip
    assert line.endswith("no test for 1 more statement of theirs.")


def test_an_author_without_claims():
    assert "no claim of fact" in argument(said("an official"), [], [])
