"""Allies whom the words join to a side: counted in where the names list them, else the claim is refused for it."""

import pytest
from tests.kinds.kinds_world import context, grounding, known, year

from inquest import registry
from inquest.model.claim import Mention
from inquest.model.grounding import Grounded
from inquest.model.proposition import Proposal

HERE = context()


def said(bloc: str, words: str) -> tuple[Grounded, ...]:
    (one,) = known(bloc)
    return (one.model_copy(update={"mention": Mention(text=words, start=0, end=len(words))}),)


def asked(bloc: str, words: str) -> Proposal:
    claim = grounding(
        "level",
        quantity=(">", 5.0, "deaths"),
        actors=said(bloc, words),
        targets=known("order"),
        places=known("north"),
        windows=(year(2016),),
    )
    return registry.load("kinds", "level").propose(claim, HERE)


@pytest.mark.parametrize(
    "words", ["league and its allies", "league and their local partners", "league and allied groups"]
)
def test_a_side_with_its_allies_is_counted_with_those_that_the_names_list(words: str) -> None:
    (one,) = asked("league", words).propositions
    assert (one.actor, one.terms["doctrine"]) == ("league", "folded")
    assert any("is counted with the allies" in w for w in one.warnings)


def test_the_side_alone_is_not() -> None:
    (one,) = asked("league", "league").propositions
    assert "doctrine" not in one.terms
    assert not one.warnings


def test_where_no_ally_is_known_the_claim_is_refused_for_that() -> None:
    found = asked("guild", "guild and its allies")
    assert not found.propositions
    assert [(r.reason, "joins allies to Guild" in r.text) for r in found.refusals] == [("name not known", True)]
