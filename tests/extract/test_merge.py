"""Two extractors: what both found is one claim; a later reading never changes the first, it stands beside it."""

import datetime as dt
from typing import Any

import pytest
from tests.extract.endpoint import Endpoint, deaths, entry, gives
from tests.extract.finder import SmallFinder

from inquest.errors import UsageError
from inquest.extract._merge import Meaning, Merged, answered, merge
from inquest.extract.llm import EXTRACTOR as LLM
from inquest.extract.rules import EXTRACTOR as RULES
from inquest.model.claim import Claim
from inquest.read import open_document
from inquest.resolve import times

TEXT = (
    "By 2010 Kunduz had seen rather little of it, with the Taliban elsewhere. "
    "More than 3,000 people were killed in Helmand in 2009. Peace is better than war."
)
KILLED = "More than 3,000 people were killed in Helmand in 2009"
LEVEL: dict[str, Any] = {"places": "Helmand", "periods": "2009", "quantity": deaths("More than 3,000", ">", 3000)}
KUNDUZ = "Kunduz had seen rather little of it"


@pytest.fixture(autouse=True)
def frames_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the classifier of clauses adds is tested elsewhere."""
    monkeypatch.setattr("inquest.extract._reading.weigh", lambda *_: None)


def days(words: str) -> tuple[Any, ...]:
    return tuple((w.start, w.end) for w in times.parse(words, dt.date(2011, 1, 1), None))


def merged(endpoint: Endpoint, *entries: Any, text: str = TEXT, first: str = "rules") -> Merged:
    endpoint.answers = [gives(*entries)]
    document, names = open_document(text, date="2011-01-01"), SmallFinder()
    both = {"rules": RULES, "llm": LLM.configured({"cache": "no"}, lambda line: None)}
    order = [first, *(name for name in both if name != first)]
    return merge([(name, both[name].extract(document, names)) for name in order], Meaning(names, days))


def marks(claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
    return [(c.id, c.found_by) for c in claims]


def test_both_found_it(endpoint: Endpoint) -> None:
    found = merged(
        endpoint, entry(KILLED, "level", **LEVEL), entry("Peace is better than war", not_checkable="opinion")
    )
    assert marks(found.extraction.claims) == [("c02a", "rules+llm")]
    alone = RULES.extract(open_document(TEXT, date="2011-01-01"), SmallFinder())
    assert found.extraction.claims[0].model_copy(update={"found_by": "rules"}) == alone.claims[0]
    assert found.extraction.statements == alone.statements
    assert found.questions == {}
    assert found.extraction.notes == (
        "Claims by who found them: rules and llm 1. A claim without a mark was found by rules alone.",
    )
    assert [b.name for b in found.extraction.by] == ["rules", "llm"]


def test_one_found_it(endpoint: Endpoint) -> None:
    found = merged(endpoint, entry(KUNDUZ, "level", places="Kunduz", polarity="deny"))
    assert marks(found.extraction.claims) == [("c01a", "llm"), ("c02a", "rules")]
    statement = next(s for s in found.extraction.statements if s.id == "s01")
    assert (statement.not_checkable, statement.reason) == (None, None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"targets": "Taliban"}, "targets: none | Taliban"),
        ({"slots": {"direction": "up"}}, "direction: none | up"),
    ],
)
def test_another_reading_stands_beside(endpoint: Endpoint, change: dict[str, Any], told: str) -> None:
    found = merged(endpoint, entry(KILLED, "level", **{**LEVEL, **change}))
    assert marks(found.extraction.claims) == [("c02a", "rules"), ("c02b", "llm")]
    assert [m.text for m in found.extraction.claims[0].places] == ["Helmand"]
    question = found.questions["c02a"]
    assert found.questions["c02b"] == question
    assert question.id == "reading:c02a"
    assert f"differently ({told}): which is meant?" in question.text
    assert [o.id for o in question.options] == ["c02a", "c02b"]
    kept = answered(found, {"reading:c02a": "c02b"})
    assert marks(kept.extraction.claims) == [("c02b", "llm")]
    assert kept.questions["c02b"].answer == "c02b"
    with pytest.raises(UsageError, match=r"no option 'c09'.*c02a \(as rules reads it\), c02b \(as llm reads it\)"):
        answered(found, {"reading:c02a": "c09"})


def test_other_actors_on_the_same_words_are_another_reading(endpoint: Endpoint) -> None:
    text = "Boko Haram killed 40 Houthis in Helmand in 2009."
    amount = deaths("40", "=", 40)
    turned = entry(text, "level", actors="Houthis", targets="Boko Haram", places="Helmand", periods="2009")
    found = merged(endpoint, {**turned, "quantity": amount}, text=text)
    assert [c.found_by for c in found.extraction.claims] == ["rules", "llm"]
    assert "actors: " in found.questions["c01a"].text
    assert set(found.questions) == {"c01a", "c01b"}


def test_two_deeds_of_one_sentence_are_no_rivals(endpoint: Endpoint) -> None:
    text = "The Taliban killed 40 people and Boko Haram killed 90 people in Helmand in 2009."
    other = entry(text, "level", actors="Boko Haram", places="Helmand", periods="2009", quantity=deaths("90", "=", 90))
    found = merged(endpoint, other, text=text)
    first = next(c.id for c in found.extraction.claims if c.quantity is not None and c.quantity.value == 40)
    assert first not in found.questions


def test_what_the_second_leaves_open_is_no_difference(endpoint: Endpoint) -> None:
    found = merged(endpoint, entry(KILLED, "level"))
    assert marks(found.extraction.claims) == [("c02a", "rules+llm")]
    assert [m.text for m in found.extraction.claims[0].places] == ["Helmand"]


def test_names_of_one_party_are_one(endpoint: Endpoint) -> None:
    text = "Islamic State, or Daesh, killed more than 300 people in Mosul in 2017."
    rules = RULES.extract(open_document(text, date="2018-01-01"), SmallFinder()).claims[0]
    assert [m.text for m in rules.actors][:1] == ["Islamic State"]
    quote = text[rules.start : rules.end]
    fields = {"places": "Mosul", "periods": "2017", "quantity": deaths("more than 300", ">", 300)}
    found = merged(endpoint, entry(quote, rules.kind, actors="Daesh", **fields), text=text)
    assert marks(found.extraction.claims)[0] == ("c01a", "rules+llm")


def test_the_order_says_whose_reading_goes_first(endpoint: Endpoint) -> None:
    found = merged(endpoint, entry(KILLED, "level", **LEVEL), first="llm")
    assert marks(found.extraction.claims) == [("c02a", "llm+rules")]
    assert found.extraction.claims[0].frame == "llm"
